//! The loneliness test: does a policy leave people more connected, or lonelier?
//!
//! The modules, and who may name whom (held by `tests/it/tidy.rs`):
//!
//! - [`domain`]: the rules, values and pure functions; names no other module
//! - [`library`]: reads questionnaires; names `domain`
//! - [`store`]: where records are kept; names `domain`
//! - [`pdf`]: statement in, bytes out; names `domain`
//! - [`search`]: finds assessments by text and marks; names `domain`
//! - [`app`]: what people do; names `domain`, `store`, `pdf`, `search`, `library`, `clock`, `i18n`
//! - [`web`]: HTML over HTTP; names `app`, `domain`, `i18n`, and the errors of `store`
//! - [`cli`]: the command line; names everything
//! - [`clock`], [`config`], [`i18n`]: time and chance, settings, words; name nothing
//!
//! `ARCHITECTURE.md` gives the reasons.
pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod i18n;
pub mod identity;
pub mod library;
pub mod mail;
pub mod pdf;
pub mod search;
pub mod store;
pub mod web;
