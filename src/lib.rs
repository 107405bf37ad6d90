//! stub
pub mod domain;
pub mod library;
