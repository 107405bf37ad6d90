//! HTML over HTTP, and nothing else: parse a request, call one use case, render one view.
mod api;
mod assets;
mod build;
mod bundle;
mod cookies;
mod error;
mod extract;
mod forms;
mod handlers;
mod observe;
mod render;
mod routes;
mod security;
mod urls;
mod views;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ipnet::IpNet;

pub use bundle::BundleError;
pub use observe::figures;
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
    /// The proxies whose word is taken for where a request comes from.
    proxies: Arc<[IpNet]>,
    figures: Arc<observe::Figures>,
    stopping: Arc<AtomicBool>,
}

impl AppState {
    /// The state of a service, before any request.
    pub fn new(service: Arc<Service>, renderer: Arc<Renderer>, demo: bool) -> Self {
        let (lang, path, proxies) = (Lang::En, String::new(), Arc::default());
        let (figures, stopping) = (Arc::default(), Arc::default());
        Self { service, renderer, demo, lang, path, proxies, figures, stopping }
    }

    /// Behind these proxies.
    #[must_use]
    pub fn behind(mut self, proxies: &[IpNet]) -> Self {
        self.proxies = proxies.into();
        self
    }

    /// Says from now on that no more requests should be sent here.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Release);
    }

    fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Acquire)
    }
}
