//! The programming interface: REST with JSON under `/api/v1`, for a program that acts for a person.
//! The document (`OpenAPI`) is generated from the code of the handlers.
mod bearer;
mod commitments;
mod policies;
mod problem;
mod reading;
mod sent;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Info, OpenApi, OpenApiBuilder};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) use problem::Problem;

use super::AppState;

/// What every address of the interface begins with.
pub(super) const ROOT: &str = "/api/v1";

fn handlers() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(reading::organisations))
        .routes(routes!(policies::list))
        .routes(routes!(policies::one))
        .routes(routes!(policies::import))
        .routes(routes!(reading::assessments))
        .routes(routes!(reading::statement))
        .routes(routes!(reading::portfolio))
        .routes(routes!(commitments::list))
        .routes(routes!(commitments::one))
        .routes(routes!(commitments::report))
        .routes(routes!(commitments::import))
        .routes(routes!(commitments::changes))
        .routes(routes!(reading::rounds))
        .routes(routes!(reading::snapshot))
}

/// What the document says beside the handlers.
fn document() -> OpenApi {
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("A personal token, made on the page “Your account”."))
        .build();
    let info = Info::builder()
        .title("The loneliness test")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Policies, assessments, commitments and figures. A token reads what its person may \
             read, and does what its scopes allow. At most 600 requests a minute for each token.",
        ));
    let mut document = OpenApiBuilder::new().info(info.build()).build();
    let parts = document.components.get_or_insert_default();
    parts.add_security_scheme("token", SecurityScheme::Http(bearer));
    document
}

/// The addresses of the interface, and its document.
pub(super) fn router(state: &AppState) -> Router<AppState> {
    let (inner, document) =
        OpenApiRouter::with_openapi(document()).nest(ROOT, handlers()).split_for_parts();
    let inner = inner.layer(axum::middleware::from_fn_with_state(state.clone(), bearer::guard));
    // A browser that is led here saves what it gets, and never shows it (ASVS 14.4.2).
    let saved = HeaderValue::from_static("attachment; filename=\"api.json\"");
    let inner = inner.layer(SetResponseHeaderLayer::overriding(header::CONTENT_DISPOSITION, saved));
    let openapi = move || {
        let document = document.clone();
        async move { Json(document).into_response() as Response }
    };
    inner.route("/api/v1/openapi.json", get(openapi))
}
