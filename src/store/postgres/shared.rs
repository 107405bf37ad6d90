//! Files that one process has made and others hand out: in pieces, so that none holds them whole.
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use postgres::Client;

use super::database;
use crate::store::StoreError;

/// The size of a piece in bytes.
const PIECE: u64 = 1 << 20;

fn unavailable(path: &Path, error: &io::Error) -> StoreError {
    StoreError::Unavailable(format!("{} cannot be used: {error}", path.display()))
}

/// Puts a file into the database, in the place of an earlier one of the same name.
pub(super) fn share(client: &mut Client, name: &str, path: &Path) -> Result<(), StoreError> {
    let mut file = File::open(path).map_err(|error| unavailable(path, &error))?;
    let mut transaction = client.transaction().map_err(database)?;
    transaction.execute("delete from lt_shared where name = $1", &[&name]).map_err(database)?;
    let insert = "insert into lt_shared (name, number, bytes) values ($1, $2, $3)";
    for number in 0_i32.. {
        let mut piece = Vec::new();
        let read = (&mut file).take(PIECE).read_to_end(&mut piece);
        if read.map_err(|error| unavailable(path, &error))? == 0 {
            break;
        }
        transaction.execute(insert, &[&name, &number, &piece]).map_err(database)?;
    }
    transaction.commit().map_err(database)
}

/// Writes a shared file to a path, when it is there.
pub(super) fn fetch(client: &mut Client, name: &str, path: &Path) -> Result<(), StoreError> {
    let select = "select bytes from lt_shared where name = $1 and number = $2";
    // Two requests may fetch it at once: each writes a file of its own first.
    let random = getrandom::u64().map_err(|error| StoreError::Engine(error.into()))?;
    let part = path.with_extension(format!("{random:016x}.part"));
    let mut transaction = client.transaction().map_err(database)?;
    let mut file: Option<File> = None;
    for number in 0_i32.. {
        let row = transaction.query_opt(select, &[&name, &number]).map_err(database)?;
        let Some(row) = row else { break };
        let piece: Vec<u8> = row.try_get(0).map_err(database)?;
        let written = match &mut file {
            Some(file) => file.write_all(&piece),
            None => fs::create_dir_all(part.parent().unwrap_or(Path::new(".")))
                .and_then(|()| file.insert(File::create(&part)?).write_all(&piece)),
        };
        written.map_err(|error| unavailable(&part, &error))?;
    }
    match file {
        Some(_) => fs::rename(&part, path).map_err(|error| unavailable(path, &error)),
        None => Ok(()),
    }
}

/// Takes a shared file away.
pub(super) fn unshare(client: &mut Client, name: &str) -> Result<(), StoreError> {
    let delete = "delete from lt_shared where name = $1";
    client.execute(delete, &[&name]).map(drop).map_err(database)
}
