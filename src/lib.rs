//! stub
pub mod domain;
pub mod library;
pub mod store;
pub mod pdf;
pub mod app;
pub mod clock;
pub mod i18n;
