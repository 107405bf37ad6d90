//! The command line: prints, and exits with a code.
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether something could not be said.
static UNSAID: AtomicBool = AtomicBool::new(false);

/// Says a line to whoever runs a command. Nobody has to take it: what was begun is done all the same
/// where the other end of a pipe has been closed.
macro_rules! say {
    ($($text:tt)*) => {
        $crate::cli::write(&mut std::io::stdout(), format_args!($($text)*))
    };
}

fn write(to: &mut dyn std::io::Write, line: std::fmt::Arguments<'_>) {
    let written = writeln!(to, "{line}").and_then(|()| to.flush());
    if written.is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe) {
        UNSAID.store(true, Ordering::Relaxed);
    }
}

mod backup;
mod check;
mod control;
mod doctor;
mod score;
mod serve;
mod verify;
mod versions;
mod way_in;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};

use crate::app::Service;
use crate::clock::SystemClock;
use crate::config::Stated;
use crate::i18n::Catalogue;
use crate::library::Library;
use crate::pdf::Printer;
use crate::search::Index;
use crate::store::{Place, Store};

/// Asks of every policy: does it leave people more connected, or lonelier?
#[derive(Debug, Parser)]
#[command(version, about, long_about = None, after_help = "Each command explains itself with --help.")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the web service.
    ///
    /// Without people in the store, it prints a link with which the first administrator sets
    /// the service up.
    #[command(
        after_help = "Example:\n  loneliness-test serve --data /var/lib/loneliness-test --listen 127.0.0.1:8080"
    )]
    Serve(Box<ServeArgs>),
    /// Look at an installation, and say what is wrong with it: the folder, the disk, the records, the
    /// certificate, backups, the identity provider, the mail server. Takes what `serve` takes.
    ///
    /// Exit code 0: nothing is wrong; there may be things to look at. 1: something is wrong.
    #[command(
        after_help = "Example:\n  loneliness-test doctor --data /var/lib/loneliness-test --backups /var/backups/loneliness-test"
    )]
    Doctor(Box<ServeArgs>),
    /// Check questionnaire files and name every problem with its line.
    ///
    /// Exit code 0: all files can be used; there may be warnings. 1: errors were found.
    #[command(
        after_help = "Examples:\n  loneliness-test check questionnaires/*.yaml\n  loneliness-test check --format json my.yaml"
    )]
    Check {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// For people or for programs.
        #[arg(long, value_enum, default_value = "text")]
        format: check::Format,
    },
    /// Print the JSON Schema of questionnaire files, for editors.
    #[command(after_help = "Example:\n  loneliness-test schema > questionnaire.schema.json")]
    Schema,
    /// Print as JSON everything that follows from some answers: scores with their working,
    /// maxima, bands, decisions with the deciding row, visible questions and open items.
    ///
    /// While questions are open, a score is a range: the lowest and the highest still possible.
    #[command(
        after_help = "Example:\n  loneliness-test score questionnaires/central-policy.yaml answers.json\n\n\
                      The answers are one object: {\"s1\": \"no\", \"s4\": [\"birth\"], \"n1\": 12.5}"
    )]
    Score {
        /// The questionnaire.
        file: PathBuf,
        /// The answers: one JSON object, question id to value.
        answers: PathBuf,
    },
    /// Print as JSON what a new version of a questionnaire changes.
    #[command(
        after_help = "Examples:\n  loneliness-test diff old.yaml new.yaml\n  loneliness-test diff old.yaml new.yaml --data /var/lib/loneliness-test"
    )]
    Diff {
        /// The old version.
        old: PathBuf,
        /// The new version.
        new: PathBuf,
        /// A data folder: also tell what the new version would do to running assessments of
        /// the old one. Stop the service first.
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// Print a questionnaire as an accessible PDF, with room for answers.
    #[command(
        after_help = "Example:\n  loneliness-test blank questionnaires/central-policy.yaml -o blank.pdf"
    )]
    Blank {
        /// The questionnaire.
        file: PathBuf,
        /// The PDF to write.
        #[arg(short, long)]
        output: PathBuf,
        /// In Welsh.
        #[arg(long)]
        welsh: bool,
    },
    /// Write everything in a data folder to a file, and verify what was written.
    ///
    /// When the service runs on the folder, it writes the backup, and goes on serving.
    #[command(
        after_help = "Example:\n  loneliness-test backup --data /var/lib/loneliness-test --to backup.jsonl"
    )]
    Backup {
        #[command(flatten)]
        kept: Kept,
        /// The file to write. It must not exist.
        #[arg(long)]
        to: PathBuf,
    },
    /// Fill an empty data folder from a backup.
    #[command(
        after_help = "Example:\n  loneliness-test restore --from backup.jsonl --data /var/lib/loneliness-test-new"
    )]
    Restore {
        /// The backup.
        #[arg(long)]
        from: PathBuf,
        #[command(flatten)]
        kept: Kept,
    },
    /// Make a link for someone who cannot get in any more, such as the only administrator.
    ///
    /// Whoever opens it chooses a password; a second factor is taken away at once. The audit log says that
    /// a link was made. When the service runs on the folder, it makes the link.
    #[command(
        after_help = "Example:\n  loneliness-test way-in ada@exampleshire.example --data /var/lib/loneliness-test"
    )]
    WayIn {
        /// The address with which the person signs in.
        email: String,
        #[command(flatten)]
        kept: Kept,
        /// The address of the service as browsers see it, when no service runs on the folder.
        #[arg(long, env = "LONELINESS_TEST_PUBLIC_URL", value_name = "URL")]
        public_url: Option<String>,
    },
    /// Fill an empty data folder with many made-up assessments, to measure with.
    #[command(hide = true)]
    Seed {
        /// The data folder. It must be empty or missing.
        #[arg(long)]
        data: PathBuf,
        /// How many assessments.
        #[arg(long, default_value_t = 100_000)]
        assessments: usize,
    },
    /// Prove that a data folder or a backup is whole and unaltered. Stop the service on a folder first;
    /// one on a database may go on.
    ///
    /// Exit code 0: whole and unaltered. 1: something is wrong, and it says where.
    #[command(
        after_help = "Examples:\n  loneliness-test verify --data /var/lib/loneliness-test\n  loneliness-test verify --backup backup.jsonl\n  loneliness-test verify --audit-log audit-log.jsonl\n  loneliness-test verify --package package.zip\n  loneliness-test verify statement.pdf --package package.zip"
    )]
    Verify {
        /// A statement: is it one that the data, the backup or the package holds?
        file: Option<PathBuf>,
        #[command(flatten)]
        within: Within,
    },
}

/// Where the records are.
#[derive(Debug, Args)]
struct Kept {
    /// The data folder, or the address of the database: `postgres://…`. In the variable its password is
    /// in no list of processes.
    #[arg(long, env = "LONELINESS_TEST_STORE", hide_env_values = true)]
    data: Option<String>,
}

impl Kept {
    fn place(&self) -> anyhow::Result<Place> {
        let named = self.data.as_deref().filter(|data| !data.trim().is_empty());
        let Some(named) = named else { anyhow::bail!("name the records with --data") };
        let place = Place::named(named);
        if named.contains("://") && matches!(place, Place::Folder(_)) {
            anyhow::bail!("an address of a database begins with postgres://");
        }
        Ok(place)
    }
}

/// What is verified.
#[derive(Debug, Args)]
struct Within {
    #[command(flatten)]
    kept: Kept,
    #[command(flatten)]
    file: WithinFile,
}

/// A file that is verified.
#[derive(Debug, Args)]
#[group(multiple = false)]
struct WithinFile {
    /// A backup.
    #[arg(long)]
    backup: Option<PathBuf>,
    /// A package that an auditor downloaded. Nothing else is needed for it.
    #[arg(long)]
    package: Option<PathBuf>,
    /// An audit log that was downloaded from the service. Nothing else is needed for it.
    #[arg(long)]
    audit_log: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct ServeArgs {
    #[command(flatten)]
    stated: Stated,
    /// How the log is written.
    #[arg(long, env = "LONELINESS_TEST_LOG_FORMAT", value_enum, default_value = "text")]
    log_format: serve::LogFormat,
    /// What is logged: a level, or such as `info,loneliness_test=debug`; `info` when not stated.
    #[arg(long, env = "LONELINESS_TEST_LOG", value_name = "WHAT")]
    log: Option<String>,
}

/// Reads a questionnaire, or prints everything that is wrong with it.
fn questionnaire(file: &std::path::Path) -> anyhow::Result<crate::library::Loaded> {
    crate::library::load_file(file).map_err(|findings| {
        let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("{} cannot be used\n{}", file.display(), lines.join("\n"))
    })
}

fn schema() -> anyhow::Result<ExitCode> {
    say!("{}", serde_json::to_string_pretty(&crate::library::schema())?);
    Ok(ExitCode::SUCCESS)
}

/// Does what the command line says.
pub fn run(cli: Cli) -> ExitCode {
    let done = match cli.command {
        Command::Serve(args) => serve::serve(*args),
        Command::Doctor(args) => doctor::doctor(args.stated),
        Command::Check { files, format } => Ok(check::check(&files, format)),
        Command::Schema => schema(),
        Command::Diff { old, new, data } => {
            versions::diff(&old, &new, data.as_deref()).map(|()| ExitCode::SUCCESS)
        }
        Command::Blank { file, output, welsh } => {
            versions::blank(&file, &output, welsh).map(|()| ExitCode::SUCCESS)
        }
        Command::Score { file, answers } => {
            score::score(&file, &answers).map(|()| ExitCode::SUCCESS)
        }
        Command::Backup { kept, to } => kept.place().and_then(|at| backup::backup(&at, &to)),
        Command::Restore { from, kept } => kept.place().and_then(|at| backup::restore(&from, &at)),
        Command::WayIn { email, kept, public_url } => {
            kept.place().and_then(|at| way_in::way_in(&at, &email, public_url.as_deref()))
        }
        Command::Seed { data, assessments } => serve::seed(&data, assessments),
        Command::Verify { file, within } => verify::verify(file.as_deref(), &within),
    };
    match done {
        Ok(_) if UNSAID.load(Ordering::Relaxed) => {
            let why = "loneliness-test: what there was to say could not be written";
            write(&mut std::io::stderr(), format_args!("{why}"));
            ExitCode::FAILURE
        }
        Ok(code) => code,
        Err(error) => {
            let why = chain(&error);
            write(&mut std::io::stderr(), format_args!("loneliness-test: {why}"));
            ExitCode::FAILURE
        }
    }
}

/// A service on these records, for a command.
fn on(store: Arc<dyn Store>, index: Index) -> anyhow::Result<Service> {
    let (library, words) = (Library::embedded()?, Arc::new(Catalogue::embedded()?));
    Ok(Service::new(store, index, Arc::new(SystemClock), library, words, Printer::new()?))
}

/// An error with its causes, without saying anything twice.
fn chain(error: &anyhow::Error) -> String {
    let mut said: Vec<String> = Vec::new();
    for cause in error.chain().map(ToString::to_string) {
        if said.last().is_none_or(|last| !last.contains(&cause)) {
            said.push(cause);
        }
    }
    said.join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory as _;
        Cli::command().debug_assert();
    }
}
