//! HTML over HTTP, and nothing else: parse a request, call one use case, render one view.
mod api;
mod assets;
mod build;
mod cookies;
mod error;
mod extract;
mod forms;
mod handlers;
mod render;
mod routes;
mod security;
mod urls;
mod views;

use std::sync::Arc;

pub use render::{Renderer, TemplateError};
pub use routes::{ROUTES, Route, Who, router};

use crate::app::Service;
use crate::domain::text::Lang;

/// What every handler shares.
#[derive(Clone)]
#[expect(missing_debug_implementations, reason = "holds trait objects")]
pub struct AppState {
    /// The use cases.
    pub service: Arc<Service>,
    /// The templates.
    pub renderer: Arc<Renderer>,
    /// Whether the data is made up: every page says so.
    pub demo: bool,
    /// The language of the request at hand.
    pub lang: Lang,
    /// The address of the request at hand, for the link to the other language.
    pub path: String,
}

impl AppState {
    /// The state of a service, before any request.
    pub fn new(service: Arc<Service>, renderer: Arc<Renderer>, demo: bool) -> Self {
        Self { service, renderer, demo, lang: Lang::En, path: String::new() }
    }
}
