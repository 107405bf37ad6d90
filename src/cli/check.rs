//! `check`: every problem of questionnaire files.
use std::path::PathBuf;
use std::process::ExitCode;

use crate::library;

pub(super) fn check(files: &[PathBuf]) -> ExitCode {
    let (mut problems, mut unread) = (0, false);
    for file in files {
        match library::load_file(file) {
            Ok(Ok(loaded)) => {
                let questionnaire = &loaded.questionnaire;
                println!(
                    "{}: {} {}, {} questions, {} worked examples hold",
                    file.display(),
                    questionnaire.id(),
                    questionnaire.version(),
                    questionnaire.asked().len(),
                    questionnaire.definition().tests.len()
                );
            }
            Ok(Err(findings)) => {
                problems += findings.len();
                for finding in &findings {
                    println!("{finding}");
                }
            }
            Err(error) => {
                unread = true;
                eprintln!("{error}");
            }
        }
    }
    if problems > 0 {
        println!("{problems} problem(s) found");
    }
    match (unread, problems) {
        (true, _) => ExitCode::from(2),
        (false, 0) => ExitCode::SUCCESS,
        (false, _) => ExitCode::FAILURE,
    }
}
