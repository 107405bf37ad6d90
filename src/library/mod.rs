//! Reads questionnaires: the only module that knows YAML and the expression language.
//!
//! The files of `questionnaires/` are built into the program; a folder can add to them or
//! replace them. A file that does not mean something is refused whole, with every problem at
//! its line.
mod document;
mod expression;
mod files;
mod finding;
mod names;
mod positions;
mod resolve;
mod schema;
mod structure;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::domain::evaluate::run_worked_example;
use crate::domain::hexadecimal::hex;
use crate::domain::ids::QuestionnaireId;
use crate::domain::questionnaire::{Compile, Definition, Problem, Questionnaire};
use files::Files;
use resolve::Resolved;

pub use expression::{compile, compile_formula};
pub use files::MAX_BYTES;
pub use finding::{Finding, Severity};
pub use schema::schema;

/// A questionnaire and the text that is kept with every assessment that uses it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// What it means.
    pub questionnaire: Arc<Questionnaire>,
    /// The whole questionnaire in one piece, with all that it takes from other files, as JSON.
    pub source: Arc<str>,
    /// What could be better about it.
    pub warnings: Vec<Finding>,
}

/// The questionnaires that new assessments can use.
#[derive(Debug, Clone, Default)]
pub struct Library {
    by_id: BTreeMap<QuestionnaireId, Loaded>,
}

/// Why no library could be made.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// The folder cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Files do not mean something.
    #[error("{}", list(.0))]
    Findings(Vec<Finding>),
}

fn list(findings: &[Finding]) -> String {
    let errors: Vec<String> =
        findings.iter().filter(|finding| finding.is_error()).map(ToString::to_string).collect();
    format!("{}\n\n{} problem(s) found", errors.join("\n"), errors.len())
}

impl Library {
    /// The questionnaires that are built into the program.
    pub fn embedded() -> Result<Self, LibraryError> {
        let mut library = Self::default();
        for (name, source) in files::EMBEDDED.iter().filter(|(name, _)| !name.contains('/')) {
            let loaded = load_with(name, source, &Files::Embedded);
            library.add(loaded.map_err(LibraryError::Findings)?);
        }
        Ok(library)
    }

    /// Adds every `.yaml` file of a folder, or replaces the questionnaire with the same id.
    /// All files are read before anything is refused, so that all problems are named at once.
    /// Files in folders within it are parts that questionnaires can name.
    pub fn with_folder(mut self, folder: &Path) -> Result<Self, LibraryError> {
        let read = |path: &Path, source| LibraryError::Read { path: path.to_owned(), source };
        let entries = std::fs::read_dir(folder).map_err(|error| read(folder, error))?;
        let mut paths = Vec::new();
        for entry in entries {
            let path = entry.map_err(|error| read(folder, error))?.path();
            let is_yaml = path.extension().is_some_and(|end| end == "yaml" || end == "yml");
            if is_yaml && path.is_file() {
                paths.push(path);
            }
        }
        paths.sort();
        let mut findings = Vec::new();
        for path in paths {
            match load_file(&path) {
                Ok(loaded) => self.add(loaded),
                Err(found) => findings.extend(found),
            }
        }
        if findings.is_empty() { Ok(self) } else { Err(LibraryError::Findings(findings)) }
    }

    /// Adds a questionnaire, or replaces the one with the same id.
    pub fn add(&mut self, loaded: Loaded) {
        self.by_id.insert(loaded.questionnaire.id().clone(), loaded);
    }

    /// Takes a questionnaire away, so that no new assessment uses it.
    pub fn remove(&mut self, id: &QuestionnaireId) {
        self.by_id.remove(id);
    }

    /// The questionnaire that new assessments use.
    pub fn find(&self, id: &QuestionnaireId) -> Option<&Loaded> {
        self.by_id.get(id)
    }

    /// Every questionnaire, in the order of their ids.
    pub fn all(&self) -> impl Iterator<Item = &Loaded> {
        self.by_id.values()
    }
}

/// Reads and checks one file from disk, and those that it names.
pub fn load_file(path: &Path) -> Result<Loaded, Vec<Finding>> {
    let name = path.display().to_string();
    let source = files::read(path)
        .map_err(|(line, message)| vec![Finding::at(&name, "", (line, 1), message)])?;
    let folder = path.parent().unwrap_or(Path::new(".")).to_owned();
    load_with(&name, &source, &Files::Folder(folder))
}

/// Reads and checks the text of a file that names only files that are built in.
pub fn load(name: &str, source: &str) -> Result<Loaded, Vec<Finding>> {
    if u64::try_from(source.len()).unwrap_or(u64::MAX) > MAX_BYTES {
        let message = format!("the file is larger than {} MiB", MAX_BYTES >> 20);
        return Err(vec![Finding::whole(name, message)]);
    }
    load_with(name, source, &Files::Embedded)
}

/// How expressions are read.
const COMPILE: Compile<'_> = Compile { condition: &compile, formula: &compile_formula };

fn load_with(name: &str, source: &str, files: &Files) -> Result<Loaded, Vec<Finding>> {
    let (resolved, mut findings) = Resolved::of(name, source, files)?;
    let (definition, misfits) = structure::read(resolved.value.clone());
    let misfits = misfits.into_iter();
    let misfits = misfits.map(|m| resolved.finding(&m.path, Severity::Error, m.message));
    findings.extend(misfits);
    let canonical = resolved.value.to_string();
    let hash = hex(&Sha256::digest(canonical.as_bytes()));
    let mut questionnaire = None;
    if let Some(definition) = definition {
        let of = |problem: Problem| {
            let severity = if problem.is_warning { Severity::Warning } else { Severity::Error };
            resolved.finding(&problem.path, severity, problem.message)
        };
        match Questionnaire::check(definition, hash, COMPILE) {
            Ok((checked, warnings)) => {
                findings.extend(warnings.into_iter().map(of));
                questionnaire = Some(checked);
            }
            Err(problems) => findings.extend(problems.into_iter().map(of)),
        }
    }
    if let Some(questionnaire) = &questionnaire {
        for (n, example) in questionnaire.definition().tests.iter().enumerate() {
            for wrong in run_worked_example(questionnaire, example) {
                let message = format!("the test “{}” fails: {wrong}", example.name);
                findings.push(resolved.finding(&format!("tests.{n}"), Severity::Error, message));
            }
        }
    }
    findings.sort();
    findings.dedup();
    let is_clean = !findings.iter().any(Finding::is_error);
    match questionnaire.filter(|_| is_clean) {
        Some(questionnaire) => Ok(Loaded {
            questionnaire: Arc::new(questionnaire),
            source: canonical.into(),
            warnings: findings,
        }),
        None => Err(findings),
    }
}

/// Reads a questionnaire that was checked when it was kept: the JSON of [`Loaded::source`].
pub fn reload(source: &str) -> Option<Questionnaire> {
    let value: Value = serde_json::from_str(source).ok()?;
    let hash = hex(&Sha256::digest(source.as_bytes()));
    let definition: Definition = serde_json::from_value(value).ok()?;
    Questionnaire::trusted(definition, hash, COMPILE)
}
