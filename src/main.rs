//! Reads the command line and does what it says.
use std::process::ExitCode;

use clap::Parser as _;
use loneliness_test::cli::{Cli, run};

fn main() -> ExitCode {
    run(Cli::parse())
}
