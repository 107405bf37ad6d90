//! One binary for every test that needs more than one module.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test stops at the first surprise"
)]
mod access;
mod account;
mod api;
mod attacks;
mod audit;
mod auditing;
mod backups;
mod commitments;
mod components;
mod dice;
mod faults;
mod fuzz;
mod guessing;
mod journeys;
mod keys;
mod laws;
mod life;
mod nodes;
mod operating;
mod pdf;
mod pdf_corpus;
mod portfolio;
mod postgres;
mod questionnaires;
mod records;
mod routes;
mod scores;
mod store_contract;
mod store_damage;
mod support;
mod tidy;
mod versions;
mod words;
