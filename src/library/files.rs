//! Where the files of a questionnaire come from.
use std::path::{Path, PathBuf};

/// The largest file that is read: 2 MiB. The largest of ours is a tenth of that.
pub const MAX_BYTES: u64 = 2 << 20;

// `EMBEDDED`: the files that are built into the program. Those in folders are parts of others.
include!(concat!(env!("OUT_DIR"), "/questionnaires.rs"));

/// Files that a questionnaire names: beside it in its folder, or built into the program.
#[derive(Debug, Clone)]
pub(super) enum Files {
    /// Those built in.
    Embedded,
    /// Those of a folder, and those built in where the folder has none of that name.
    Folder(PathBuf),
}

impl Files {
    /// The text of a file, or why it cannot be had.
    pub(super) fn read(&self, name: &str) -> Result<String, String> {
        let inside = |part: &str| !matches!(part, "" | "." | "..");
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
        if !name.split('/').all(inside) || !name.chars().all(plain) {
            return Err(format!("“{name}” is not a file beside this one"));
        }
        if let Self::Folder(folder) = self {
            let path = folder.join(name);
            if path.is_dir() {
                return Err(format!("“{name}” is a folder, not a file"));
            }
            if path.exists() {
                return read(&path).map_err(|(_, message)| message);
            }
        }
        let built_in = EMBEDDED.iter().find(|(known, _)| *known == name);
        built_in.map(|(_, text)| (*text).to_owned()).ok_or_else(|| {
            let known = EMBEDDED.iter().map(|(known, _)| *known);
            match crate::domain::questionnaire::nearest(name, known) {
                Some(near) => format!("there is no file “{name}”; did you mean “{near}”?"),
                None => format!("there is no file “{name}”"),
            }
        })
    }
}

/// The text of a file that is not too large and is UTF-8; or the line, and why not.
pub(super) fn read(path: &Path) -> Result<String, (usize, String)> {
    let unread = |error: std::io::Error| (1, format!("it cannot be read: {error}"));
    let size = std::fs::metadata(path).map_err(unread)?.len();
    if size > MAX_BYTES {
        return Err((1, format!("the file is larger than {} MiB", MAX_BYTES >> 20)));
    }
    let bytes = std::fs::read(path).map_err(unread)?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..at).unwrap_or(&[]);
        let line = before.split(|byte| *byte == b'\n').count();
        (line, format!("the file is not UTF-8: byte {at} cannot be read"))
    })
}
