//! Reads questionnaires: the only module that knows YAML and the expression language.
//!
//! The files of `questionnaires/` are built into the program; a folder can add to them or
//! replace them. A file that does not mean something is refused whole, with every problem at
//! its line.
mod expression;
mod positions;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::domain::assessment::hex;
use crate::domain::evaluate::run_worked_example;
use crate::domain::ids::QuestionnaireId;
use crate::domain::questionnaire::{Definition, Questionnaire};
use positions::Positions;

pub use expression::compile;

/// The largest file that is read: 2 MiB. The largest of ours is a tenth of that.
pub const MAX_BYTES: u64 = 2 << 20;

const EMBEDDED: &[(&str, &str)] =
    &[("central-policy.yaml", include_str!("../../questionnaires/central-policy.yaml"))];

/// Something wrong with a file, at its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What is wrong, and what to write instead where that is known.
    pub message: String,
    /// The line as it stands in the file.
    pub excerpt: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, message, excerpt } = self;
        writeln!(f, "{file}:{line}:{column}: {message}")?;
        let pointer = " ".repeat(column.saturating_sub(1));
        write!(f, "  {line:>5} | {excerpt}\n        | {pointer}^")
    }
}

/// A questionnaire file and the text it was read from.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// What it means.
    pub questionnaire: Arc<Questionnaire>,
    /// The text, kept with every assessment that uses it.
    pub source: Arc<str>,
}

/// The questionnaires that new assessments can use.
#[derive(Debug, Clone, Default)]
pub struct Library {
    by_id: BTreeMap<QuestionnaireId, Loaded>,
}

/// Why no library could be made.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// A file or the folder cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file or folder.
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
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    format!("{}\n\n{} problem(s) found", lines.join("\n"), findings.len())
}

impl Library {
    /// The questionnaires that are built into the program.
    pub fn embedded() -> Result<Self, LibraryError> {
        let mut library = Self::default();
        for (name, source) in EMBEDDED {
            library.add(load(name, source).map_err(LibraryError::Findings)?);
        }
        Ok(library)
    }

    /// Adds every `.yaml` file of a folder, or replaces the questionnaire with the same id.
    /// All files are read before anything is refused, so that all problems are named at once.
    pub fn with_folder(mut self, folder: &Path) -> Result<Self, LibraryError> {
        let read = |path: &Path, source| LibraryError::Read { path: path.to_owned(), source };
        let entries = std::fs::read_dir(folder).map_err(|error| read(folder, error))?;
        let mut paths = Vec::new();
        for entry in entries {
            let path = entry.map_err(|error| read(folder, error))?.path();
            if path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
                paths.push(path);
            }
        }
        paths.sort();
        let mut findings = Vec::new();
        for path in paths {
            match load_file(&path)? {
                Ok(loaded) => self.add(loaded),
                Err(found) => findings.extend(found),
            }
        }
        if findings.is_empty() { Ok(self) } else { Err(LibraryError::Findings(findings)) }
    }

    fn add(&mut self, loaded: Loaded) {
        self.by_id.insert(loaded.questionnaire.id().clone(), loaded);
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

/// Reads and checks one file from disk.
pub fn load_file(path: &Path) -> Result<Result<Loaded, Vec<Finding>>, LibraryError> {
    let read = |source| LibraryError::Read { path: path.to_owned(), source };
    let name = path.display().to_string();
    let whole = |message: String| {
        let (file, excerpt) = (name.clone(), String::new());
        Ok(Err(vec![Finding { file, line: 1, column: 1, message, excerpt }]))
    };
    if std::fs::metadata(path).map_err(read)?.len() > MAX_BYTES {
        return whole(format!("the file is larger than {} MiB", MAX_BYTES >> 20));
    }
    let bytes = std::fs::read(path).map_err(read)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(load(&name, &text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            whole(format!("the file is not UTF-8: byte {at} cannot be read"))
        }
    }
}

/// Reads and checks the text of a file.
pub fn load(name: &str, source: &str) -> Result<Loaded, Vec<Finding>> {
    let excerpt = |line: usize| source.lines().nth(line.saturating_sub(1)).unwrap_or("");
    let finding = |(line, column): (usize, usize), message: String| Finding {
        file: name.to_owned(),
        line,
        column,
        message,
        excerpt: excerpt(line).chars().take(200).collect(),
    };
    let positions = Positions::of(source).map_err(|(at, message)| vec![finding(at, message)])?;
    let definition: Definition = serde_yaml::from_str(source).map_err(|error| {
        let at = error.location().map_or((1, 1), |at| (at.line(), at.column()));
        vec![finding(at, plain(&error.to_string()))]
    })?;
    let hash = hex(&Sha256::digest(source.as_bytes()));
    let questionnaire = Questionnaire::check(definition, hash, &compile).map_err(|problems| {
        let of = |problem: crate::domain::questionnaire::Problem| {
            finding(positions.nearest(&problem.path), problem.message)
        };
        problems.into_iter().map(of).collect::<Vec<_>>()
    })?;
    let mut failing = Vec::new();
    for (n, example) in questionnaire.definition().tests.iter().enumerate() {
        for wrong in run_worked_example(&questionnaire, example) {
            let message = format!("the test “{}” fails: {wrong}", example.name);
            failing.push(finding(positions.nearest(&format!("tests.{n}")), message));
        }
    }
    if failing.is_empty() {
        Ok(Loaded { questionnaire: Arc::new(questionnaire), source: source.into() })
    } else {
        Err(failing)
    }
}

/// The parser's message without the place, which the finding says in its own way.
fn plain(message: &str) -> String {
    message.split(" at line ").next().unwrap_or(message).to_owned()
}
