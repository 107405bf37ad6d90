//! Reads the command line and does what it says.
use std::process::ExitCode;

use clap::Parser as _;
use loneliness_test::cli::{Cli, run};

/// It holds a third less memory than that of the system does when pages of all sizes are drawn on
/// many threads (measured with 64 connections: 80 MB in the place of 127 MB).
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    run(Cli::parse())
}
