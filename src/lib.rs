//! stub
pub mod domain;
pub mod library;
pub mod store;
