//! Every address the service answers, in one list.
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use super::handlers::{
    account, afterwards, assessments, audit, comments, commitments, cost, desk, desk_reports,
    documents, holds, leaving, life, lists, mitigations, organisation_documents,
    organisation_import, organisations, own, packages, people, policies, portfolio, prose,
    provider, public, questionnaires, questions, ratings, register, release, reperform, retention,
    review, signing, staffing, tokens, verify, versions,
};
use super::{AppState, assets, error, observe, security};

/// Who may use an address at all. What they may do with a record is decided in the domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anyone.
    Public,
    /// People who are signed in.
    SignedIn,
    /// Those who look after an organisation, and administrators.
    Manager,
    /// Auditors and administrators.
    Auditing,
    /// Administrators.
    Administrator,
}

/// An address, its methods, and who may use it. The tests walk this list.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// The address, with `{name}` for its parts.
    pub path: &'static str,
    /// Whether a form can be sent to it.
    pub posts: bool,
    /// Whether it can be read.
    pub gets: bool,
    /// Who may use it.
    pub who: Who,
}

macro_rules! routes {
    ($($path:literal, $who:ident, $(get $get:path)? $(, post $post:path)?;)*) => {
        /// Every address.
        pub const ROUTES: &[Route] = &[$(Route {
            path: $path,
            gets: routes!(@there $($get)?),
            posts: routes!(@there $($post)?),
            who: Who::$who,
        }),*];

        fn table() -> Router<AppState> {
            let router = Router::new();
            $(
                $(let router = router.route($path, get($get));)?
                $(let router = router.route($path, post($post));)?
            )*
            router
        }
    };
    (@there $path:path) => { true };
    (@there) => { false };
}

routes! {
    "/", Public, get prose::start;
    "/healthz", Public, get observe::alive;
    "/readyz", Public, get observe::ready;
    "/help", Public, get prose::help;
    "/method", Public, get prose::method;
    "/accessibility", Public, get prose::accessibility;
    "/privacy", Public, get prose::privacy;
    "/cookies", Public, get prose::cookies;
    "/questions", Public, get prose::questions;
    "/questions/{id}", Public, get prose::all_questions;
    "/questions/{id}/blank.pdf", Public, get prose::blank_pdf;
    "/language/{code}", Public, get prose::language;
    "/statements/{reference}/{number}", Public, get documents::published;
    "/statements/{reference}/{number}/statement.pdf", Public, get documents::published_pdf;
    "/statements/{reference}/{number}/statement.json", Public, get documents::published_json;
    "/statements/{reference}/{number}/statement.csv", Public, get documents::published_csv;
    "/schemas/register.json", Public, get public::schema;
    "/schemas/statement.json", Public, get documents::schema;
    "/register", Public, get public::list;
    "/register/file/{form}", Public, get public::file;
    "/register/feed", Public, get public::feed;
    "/register/not-required", Public, get public::not_required;
    "/sitemap.xml", Public, get public::sitemap;
    "/robots.txt", Public, get public::robots;
    "/logos/{hash}", Public, get organisation_documents::logo;
    "/verify", Public, get verify::page, post verify::check;
    "/assets/{name}", Public, get assets::asset;
    "/sign-in", Public, get account::sign_in_page, post account::sign_in;
    "/sign-in/code", Public, , post account::code;
    "/sign-in/provider", Public, get provider::begin, post provider::keep;
    "/sign-in/provider/return", Public, get provider::back;
    "/sign-out", SignedIn, , post account::sign_out;
    "/set-up/{secret}", Public, get account::set_up_page, post account::set_up;
    "/invitation/{secret}", Public, get account::password_page, post account::password;
    "/account", SignedIn, get own::account;
    "/account/password", SignedIn, get own::password_page, post own::password;
    "/account/second-factor", SignedIn, get own::factor_page, post own::set_factor;
    "/account/second-factor/remove", SignedIn, , post own::remove_factor;
    "/account/sessions/end", SignedIn, , post own::end_sessions;
    "/account/session", SignedIn, get own::session;
    "/account/digest", SignedIn, , post own::digest;
    "/account/digest/now", SignedIn, , post own::digest_now;
    "/account/tokens", SignedIn, get tokens::page, post tokens::make;
    "/account/tokens/{id}/revoke", SignedIn, , post tokens::revoke;
    "/account/data.json", SignedIn, get own::data;
    "/home", SignedIn, get assessments::home;
    "/policies", SignedIn, get policies::list;
    "/policies.csv", SignedIn, get policies::csv;
    "/policies/file/{form}", SignedIn, get policies::file;
    "/policies/new", SignedIn, get policies::new_page, post policies::register;
    "/policies/import", SignedIn, get register::import_page, post register::preview;
    "/policies/import/do", SignedIn, , post register::import;
    "/policies/{id}", SignedIn, get policies::page;
    "/policies/{id}/readers", SignedIn, get register::readers_page, post register::readers;
    "/policies/{id}/records", Manager, get retention::page, post retention::change;
    "/policies/{id}/transfer", Manager, get register::transfer_page, post register::transfer;
    "/policies/{id}/change", SignedIn, get policies::change_page, post policies::change;
    "/policies/{id}/start", SignedIn, , post policies::start;
    "/assessments/{id}", SignedIn, get assessments::tasks;
    "/assessments/{id}/questions/{question}", SignedIn, get questions::page, post questions::save;
    "/assessments/{id}/merge/{question}", SignedIn, get questions::merge_page, post questions::merge;
    "/assessments/{id}/screening", SignedIn, get assessments::screening;
    "/assessments/{id}/check/{section}", SignedIn, get assessments::check;
    "/assessments/{id}/ratings/{option}/{pathway}", SignedIn, get ratings::page, post ratings::save;
    "/assessments/{id}/mitigations", SignedIn, get mitigations::page;
    "/assessments/{id}/mitigations/new", SignedIn, get mitigations::new_page, post mitigations::add;
    "/assessments/{id}/mitigations/{plan}", SignedIn, get mitigations::form, post mitigations::save;
    "/assessments/{id}/mitigations/{plan}/changes", SignedIn, get mitigations::changes_page, post mitigations::changes;
    "/assessments/{id}/mitigations/{plan}/remove", SignedIn, , post mitigations::remove;
    "/assessments/{id}/reasons/{rating}", SignedIn, get mitigations::reason_page, post mitigations::reason;
    "/assessments/{id}/result", SignedIn, get assessments::result;
    "/assessments/{id}/history", SignedIn, get assessments::history;
    "/assessments/{id}/ask-to-sign", SignedIn, get signing::ask_page, post signing::ask;
    "/assessments/{id}/withdraw", SignedIn, , post signing::withdraw;
    "/assessments/{id}/sign", SignedIn, get signing::page, post signing::sign;
    "/assessments/{id}/send-back", SignedIn, , post signing::send_back;
    "/assessments/{id}/statement", SignedIn, get documents::statement;
    "/assessments/{id}/statement.pdf", SignedIn, get documents::pdf;
    "/assessments/{id}/statement.json", SignedIn, get documents::json;
    "/assessments/{id}/statement.csv", SignedIn, get documents::csv;
    "/assessments/{id}/reperform", SignedIn, get reperform::page;
    "/assessments/{id}/move", SignedIn, get versions::page, post versions::go;
    "/assessments/{id}/timing", SignedIn, get life::timing, post life::set_timing;
    "/assessments/{id}/cost", SignedIn, get cost::page, post cost::save;
    "/assessments/{id}/cost/remove", SignedIn, , post cost::remove;
    "/assessments/{id}/people", SignedIn, get staffing::people;
    "/assessments/{id}/people/sections", SignedIn, , post staffing::sections;
    "/assessments/{id}/people/hand-over", SignedIn, , post staffing::hand_over;
    "/assessments/{id}/comments", SignedIn, get comments::page, post comments::add;
    "/assessments/{id}/comments/{thread}/reply", SignedIn, , post comments::reply;
    "/assessments/{id}/comments/{thread}/settle", SignedIn, , post comments::settle;
    "/assessments/{id}/ask-review", SignedIn, get review::ask_page_for, post review::ask;
    "/assessments/{id}/withdraw-review", SignedIn, , post review::withdraw;
    "/assessments/{id}/write-on", SignedIn, , post review::write_on;
    "/assessments/{id}/review", SignedIn, get review::page;
    "/assessments/{id}/review/want", SignedIn, , post review::want;
    "/assessments/{id}/review/ask", SignedIn, , post review::ask_for_changes;
    "/assessments/{id}/review/agree", SignedIn, , post review::agree;
    "/assessments/{id}/reassign-review", SignedIn, get review::reassign_form, post review::reassign;
    "/assessments/{id}/changes", SignedIn, get review::changes;
    "/assessments/{id}/changes/{number}/reply", SignedIn, , post review::reply;
    "/assessments/{id}/return-to-review", SignedIn, , post review::return_to_review;
    "/assessments/{id}/publish", SignedIn, get life::publication, post life::publish;
    "/assessments/{id}/amend", SignedIn, get life::amendment, post life::amend;
    "/assessments/{id}/reopen/{section}", SignedIn, , post life::reopen;
    "/assessments/{id}/differences", SignedIn, get afterwards::differences;
    "/assessments/{id}/release", SignedIn, get release::page, post release::mark;
    "/assessments/{id}/redacted.pdf", SignedIn, get release::pdf;
    "/assessments/{id}/overlaps", SignedIn, get register::overlaps;
    "/assessments/{id}/close", SignedIn, get life::closing, post life::close;
    "/assessments/{id}/delivery/{plan}", SignedIn, get afterwards::delivery, post afterwards::deliver;
    "/assessments/{id}/policy-review", SignedIn, get afterwards::policy_review, post afterwards::note_review;
    "/mitigations", SignedIn, get lists::mitigations;
    "/mitigations.csv", SignedIn, get lists::mitigations_csv;
    "/reviews", SignedIn, get lists::reviews;
    "/reviews.csv", SignedIn, get lists::reviews_csv;
    "/commitments", SignedIn, get commitments::list;
    "/commitments/file/{form}", SignedIn, get commitments::file;
    "/commitments/board", SignedIn, get commitments::board::page;
    "/commitments/new", SignedIn, get commitments::stated::new_page, post commitments::stated::add;
    "/commitments/report-next", SignedIn, get commitments::report::report_next;
    "/commitments/import", SignedIn, get commitments::importing::page, post commitments::importing::preview;
    "/commitments/import/do", SignedIn, , post commitments::importing::import;
    "/commitments/imports/{id}/undo", SignedIn, , post commitments::importing::undo;
    "/commitments/{id}", SignedIn, get commitments::page::page;
    "/commitments/{id}/change", SignedIn, get commitments::stated::change_page, post commitments::stated::change;
    "/commitments/{id}/report", SignedIn, get commitments::report::report_page, post commitments::report::report;
    "/commitments/{id}/holders", SignedIn, get commitments::forms::holders_page, post commitments::forms::give;
    "/commitments/{id}/succeed", SignedIn, get commitments::forms::succession_page, post commitments::forms::succeed;
    "/commitments/{id}/link", SignedIn, get commitments::forms::link_page, post commitments::forms::link;
    "/commitments/{id}/unlink", SignedIn, , post commitments::forms::unlink;
    "/portfolio", SignedIn, get portfolio::page;
    "/portfolio/figures.csv", SignedIn, get portfolio::figures;
    "/portfolio/report.pdf", SignedIn, get portfolio::report;
    "/portfolio/rows", SignedIn, get portfolio::rows;
    "/portfolio/rows/file/{form}", SignedIn, get portfolio::file;
    "/portfolio/answer", SignedIn, get portfolio::answer::answer;
    "/performance", Public, get portfolio::answer::performance;
    "/rounds", SignedIn, get commitments::rounds::list, post commitments::rounds::open;
    "/rounds/{id}", SignedIn, get commitments::rounds::page;
    "/rounds/{id}/remind", SignedIn, , post commitments::rounds::remind;
    "/rounds/{id}/lock", SignedIn, , post commitments::rounds::lock;
    "/rounds/{id}/rebuild", SignedIn, , post commitments::rounds::rebuild;
    "/rounds/{id}/snapshot.json", SignedIn, get commitments::rounds::json;
    "/rounds/{id}/snapshot.csv", SignedIn, get commitments::rounds::csv;
    "/questionnaires", Administrator, get questionnaires::list;
    "/questionnaires/new", Administrator, get questionnaires::new_page, post questionnaires::upload;
    "/questionnaires/{hash}", Administrator, get questionnaires::page;
    "/questionnaires/{hash}/preview/{question}", Administrator, get questionnaires::preview;
    "/questionnaires/{hash}/live", Administrator, , post questionnaires::make_live;
    "/questionnaires/{hash}/withdraw", Administrator, , post questionnaires::withdraw;
    "/audit", Auditing, get audit::page;
    "/audit/search", Auditing, get desk::search;
    "/audit/search/file/{form}", Auditing, get desk::file;
    "/audit/search/sample", Auditing, get desk_reports::sample;
    "/audit/search/overrides", Auditing, get desk_reports::overrides;
    "/audit/search/overrides/{form}", Auditing, get desk_reports::overrides_file;
    "/audit/search/saved", Auditing, , post desk::save;
    "/audit/search/saved/{id}/remove", Auditing, , post desk::remove;
    "/audit/packages", Auditing, get packages::list, post packages::start;
    "/audit/packages/{id}", Auditing, get packages::page;
    "/audit/packages/{id}/cancel", Auditing, , post packages::cancel;
    "/audit/packages/{id}/package.zip", Auditing, get packages::download;
    "/audit/verify", Auditing, , post audit::verify;
    "/audit/log.jsonl", Auditing, get audit::log;
    "/audit/access", Auditing, get audit::access;
    "/people", Manager, get people::list;
    "/people/new", Manager, get people::new_page, post people::add;
    "/people/{id}", Manager, get people::page, post people::change;
    "/people/{id}/invite", Manager, , post people::invite;
    "/people/{id}/enable", Manager, , post people::enable;
    "/people/{id}/leave", Manager, get leaving::leaving, post leaving::leave;
    "/certificates", Manager, get retention::certificates;
    "/orphans", Manager, get leaving::orphans;
    "/publication-holds", Manager, get holds::list, post holds::set;
    "/publication-holds/{id}/end", Manager, , post holds::end;
    "/organisations/new", Administrator, get organisations::new_page, post organisations::add;
    "/organisations/import", Administrator, get organisation_import::page, post organisation_import::preview;
    "/organisations/import/do", Administrator, , post organisation_import::import;
    "/organisations.csv", Manager, get organisation_import::csv;
    "/organisations/{id}", Manager, get organisations::page, post organisations::change;
    "/organisations/{id}/documents", Manager, get organisation_documents::page, post organisation_documents::change;
    "/organisations/{id}/rename", Manager, , post organisations::rename;
    "/organisations/{id}/end", Administrator, , post organisations::end;
}

/// The most that a request may send, in bytes.
const BODY_LIMIT: usize = 1 << 20;

/// The longest that a request may take.
const TIMEOUT: Duration = Duration::from_secs(30);

async fn nowhere() -> error::WebError {
    error::WebError::NotFound
}

/// The whole service.
pub fn router(state: AppState) -> Router {
    let timeout = TimeoutLayer::with_status_code(axum::http::StatusCode::REQUEST_TIMEOUT, TIMEOUT);
    table()
        .merge(super::api::router(&state))
        .fallback(nowhere)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(timeout)
        .layer(CatchPanicLayer::new())
        .layer(from_fn(security::same_site))
        .layer(from_fn_with_state(state.clone(), security::error_pages))
        .layer(from_fn(security::headers))
        .layer(from_fn_with_state(state.clone(), observe::observe))
        .with_state(state)
}
