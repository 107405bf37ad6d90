//! The file of a package: how it is written, and how it is checked.
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde_json::json;
use sha2::{Digest as _, Sha256};
use tokio::runtime::Handle;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::tables::{self, Sheet};
use super::{PackageRequest, PackageState, UseCaseError};
use crate::domain::assessment::Assessment;
use crate::domain::hexadecimal::hex;
use crate::search::Row;
use crate::store::{self, Kind, Snapshot, Store};

/// The columns of the list in a package.
pub const PACKAGE_COLUMNS: &[&str] = &[
    "id",
    "reference",
    "version",
    "title",
    "organisation",
    "stage",
    "kind",
    "level",
    "marking",
    "started",
    "signed",
    "published",
    "overrides",
    "gaps",
    "content_sha256",
    "pdf_sha256",
];

/// How far the making of a package is.
#[derive(Debug, Default)]
pub(super) struct Progress {
    pub(super) done: AtomicUsize,
    pub(super) total: AtomicUsize,
    pub(super) stop: AtomicBool,
}

/// Writes a package, on a thread of its own.
pub(super) struct Maker {
    pub(super) store: Arc<dyn Store>,
    pub(super) handle: Handle,
    pub(super) progress: Arc<Progress>,
}

/// The ZIP file that is being written, and what is in it.
struct Zip {
    writer: ZipWriter<BufWriter<File>>,
    files: Vec<serde_json::Value>,
}

fn failed(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> UseCaseError {
    UseCaseError::Document(error.into())
}

impl Zip {
    /// Adds a file. The time of the files is always the same, so that bytes do not differ.
    fn add(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(zip::DateTime::default());
        self.writer.start_file(name, options).map_err(io::Error::other)?;
        self.writer.write_all(bytes)?;
        let sha256 = hex(&Sha256::digest(bytes));
        self.files.push(json!({ "name": name, "bytes": bytes.len(), "sha256": sha256 }));
        Ok(())
    }
}

impl Maker {
    pub(super) fn make(
        &self,
        path: &Path,
        request: &PackageRequest,
        rows: &[Row],
    ) -> Result<PackageState, UseCaseError> {
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).map_err(failed)?;
        let part = path.with_extension("part");
        let file = File::create(&part).map_err(failed)?;
        let writer = ZipWriter::new(BufWriter::new(file));
        let mut zip = Zip { writer, files: Vec::new() };
        let mut list = Vec::new();
        let mut statements = 0;
        for row in rows {
            if self.progress.stop.load(Ordering::Relaxed) {
                drop(zip);
                fs::remove_file(&part).map_err(failed)?;
                return Ok(PackageState::Cancelled);
            }
            let assessment: Option<Assessment> =
                self.handle.block_on(store::read(self.store.as_ref(), &row.id))?;
            if let Some(assessment) = &assessment {
                statements += self.statements(&mut zip, row, assessment)?;
                self.audit(&mut zip, row)?;
            }
            list.push(line(row, assessment.as_ref()));
            self.progress.done.fetch_add(1, Ordering::Relaxed);
        }
        let sheet = Sheet { name: "assessments", heads: PACKAGE_COLUMNS, rows: list };
        let csv = tables::write(sheet.heads, &sheet.rows).map_err(failed)?;
        zip.add("assessments.csv", &csv, CompressionMethod::Deflated).map_err(failed)?;
        let all = tables::json(&sheet).map_err(failed)?;
        zip.add("assessments.json", &all, CompressionMethod::Deflated).map_err(failed)?;
        let manifest = json!({ "format": 1, "request": request, "files": zip.files });
        let manifest = serde_json::to_vec_pretty(&manifest).map_err(failed)?;
        zip.add(MANIFEST, &manifest, CompressionMethod::Deflated).map_err(failed)?;
        let buffer = zip.writer.finish().map_err(failed)?;
        let file = buffer.into_inner().map_err(|error| failed(error.into_error()))?;
        file.sync_all().map_err(failed)?;
        fs::rename(&part, path).map_err(failed)?;
        let (size, sha256) = digest(path).map_err(failed)?;
        Ok(PackageState::Ready { size, sha256, statements })
    }

    /// The issued statements of a version.
    fn statements(
        &self,
        zip: &mut Zip,
        row: &Row,
        assessment: &Assessment,
    ) -> Result<usize, UseCaseError> {
        let Some(signature) = assessment.signature() else { return Ok(0) };
        let mut added = 0;
        let welsh = signature.pdf_cy.as_ref().map(|hash| ("-cy", hash));
        for (language, hash) in [("", &signature.pdf)].into_iter().chain(welsh) {
            let Some(bytes) = self.handle.block_on(self.store.file(hash))? else { continue };
            let name = format!("statements/{}-v{}{language}.pdf", row.reference, row.number);
            zip.add(&name, &bytes, CompressionMethod::Stored).map_err(failed)?;
            added += 1;
        }
        Ok(added)
    }

    /// The audit log of an assessment, which can be verified by itself.
    fn audit(&self, zip: &mut Zip, row: &Row) -> Result<(), UseCaseError> {
        let record = self.handle.block_on(self.store.get(Kind::Assessment, &row.id))?;
        let entries = self.handle.block_on(self.store.chain(Kind::Assessment, &row.id))?;
        let snapshot = Snapshot::of_one(record, entries);
        let mut bytes = Vec::new();
        store::write_audit(&snapshot, &mut bytes).map_err(failed)?;
        let name = format!("audit/{}-v{}.jsonl", row.reference, row.number);
        zip.add(&name, &bytes, CompressionMethod::Deflated).map_err(failed)
    }
}

const MANIFEST: &str = "manifest.json";

/// The cells of a row under the first of [`PACKAGE_COLUMNS`]: all but the fingerprints, which are
/// not in the index.
pub fn row_cells(row: &Row) -> Vec<String> {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    vec![
        row.id.clone(),
        row.reference.clone(),
        row.number.to_string(),
        row.title.clone(),
        row.names.first().cloned().unwrap_or_default(),
        row.stage.clone(),
        if row.declaration { "declaration" } else { "assessment" }.to_owned(),
        row.level.map_or_else(String::new, |level| level.to_string()),
        row.marking.clone(),
        row.created.to_string(),
        day(row.signed),
        day(row.published),
        row.overrides.to_string(),
        row.gaps.to_string(),
    ]
}

fn line(row: &Row, assessment: Option<&Assessment>) -> Vec<String> {
    let signature = assessment.and_then(Assessment::signature);
    let mut cells = row_cells(row);
    cells.push(signature.map_or_else(String::new, |signature| signature.hash.clone()));
    cells.push(signature.map_or_else(String::new, |signature| signature.pdf.clone()));
    cells
}

/// The size and the SHA-256 of a file.
fn digest(path: &Path) -> io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let (mut hash, mut size, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer)?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        hash.update(bytes);
        size += u64::try_from(read).unwrap_or(0);
    }
    Ok((size, hex(&hash.finalize())))
}

/// What is found in a package.
#[derive(Debug, Clone, Default)]
pub struct CheckedPackage {
    /// How many files it has.
    pub files: usize,
    /// How many statements are among them.
    pub statements: usize,
    /// How many audit entries were verified.
    pub entries: usize,
    /// Everything that is wrong, in words.
    pub problems: Vec<String>,
    /// The name by which each file's SHA-256 is known.
    pub hashes: BTreeMap<String, String>,
}

/// Checks a package with nothing but its file: each file against the manifest, and the seals of
/// the audit entries.
pub fn check_package(path: &Path) -> Result<CheckedPackage, io::Error> {
    let mut archive = zip::ZipArchive::new(File::open(path)?).map_err(io::Error::other)?;
    let mut checked = CheckedPackage::default();
    let manifest: serde_json::Value = {
        let mut file = archive.by_name(MANIFEST).map_err(io::Error::other)?;
        serde_json::from_reader(&mut file)?
    };
    let listed = manifest.get("files").and_then(serde_json::Value::as_array);
    let mut expected: BTreeMap<String, String> = listed
        .into_iter()
        .flatten()
        .filter_map(|file| {
            let text = |key: &str| Some(file.get(key)?.as_str()?.to_owned());
            Some((text("name")?, text("sha256")?))
        })
        .collect();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).map_err(io::Error::other)?;
        let name = file.name().map_err(io::Error::other)?.into_owned();
        if name == MANIFEST {
            continue;
        }
        let mut bytes = Vec::new();
        if let Err(error) = file.read_to_end(&mut bytes) {
            checked.problems.push(format!("{name} cannot be read: {error}"));
            continue;
        }
        let sha256 = hex(&Sha256::digest(&bytes));
        match expected.remove(&name) {
            Some(stated) if stated == sha256 => {}
            Some(_) => checked.problems.push(format!("{name} was altered")),
            None => checked.problems.push(format!("{name} is not in the manifest")),
        }
        checked.files += 1;
        checked.statements += usize::from(name.starts_with("statements/"));
        if name.starts_with("audit/") {
            match store::verify_audit(&mut bytes.as_slice()) {
                Ok(verified) => {
                    checked.entries += verified.entries;
                    let said = verified.problems.iter().map(|why| format!("{name}: {why}"));
                    checked.problems.extend(said);
                }
                Err(error) => checked.problems.push(format!("{name}: {error}")),
            }
        }
        checked.hashes.insert(sha256, name);
    }
    checked.problems.extend(expected.into_keys().map(|name| format!("{name} is missing")));
    Ok(checked)
}
