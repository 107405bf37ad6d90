//! `check`: every problem of questionnaire files.
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::library::{self, Finding};

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// For people: place, what is wrong, and the line.
    Text,
    /// For programs: one JSON document.
    Json,
}

#[derive(serde::Serialize)]
struct Report {
    file: String,
    id: Option<String>,
    version: Option<String>,
    hash: Option<String>,
    questions: Option<usize>,
    tests: Option<usize>,
    findings: Vec<Finding>,
}

pub(super) fn check(files: &[PathBuf], format: Format) -> ExitCode {
    let reports: Vec<Report> = files.iter().map(|file| report(file)).collect();
    let findings = || reports.iter().flat_map(|report| &report.findings);
    let errors = findings().filter(|finding| finding.is_error()).count();
    match format {
        Format::Json => {
            let text = serde_json::to_string_pretty(&reports).unwrap_or_default();
            say!("{text}");
        }
        Format::Text => {
            for report in &reports {
                print(report);
            }
            let warnings = findings().count() - errors;
            if errors + warnings > 0 {
                say!("{errors} error(s), {warnings} warning(s)");
            }
        }
    }
    if errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn report(path: &Path) -> Report {
    let file = path.display().to_string();
    match library::load_file(path) {
        Ok(loaded) => {
            let questionnaire = &loaded.questionnaire;
            Report {
                file,
                id: Some(questionnaire.id().to_string()),
                version: Some(questionnaire.version().to_owned()),
                hash: Some(questionnaire.hash().to_owned()),
                questions: Some(questionnaire.asked().len()),
                tests: Some(questionnaire.definition().tests.len()),
                findings: loaded.warnings,
            }
        }
        Err(findings) => Report {
            file,
            id: None,
            version: None,
            hash: None,
            questions: None,
            tests: None,
            findings,
        },
    }
}

fn print(report: &Report) {
    for finding in &report.findings {
        say!("{finding}");
    }
    if let Report { id: Some(id), version: Some(version), questions, tests, .. } = report {
        let (questions, tests) = (questions.unwrap_or(0), tests.unwrap_or(0));
        let file = &report.file;
        say!("{file}: {id} {version}, {questions} questions, {tests} worked examples hold");
    }
}
