//! The name of this machine among those that are synced.
//!
//! The name is random and kept in the store. Two machines must never write the same file, so a store that was
//! copied with its name has to get another one: it is noticed by the place of the store, that is the machine's
//! own identity and the path. Where that is the same, it is noticed by records in the machine's file that this
//! store did not write ([`super::folder`]). Another name does no harm: the file of the old one stays and is read.

use super::clock;
#[cfg(unix)]
use crate::file::{self, Links};
use rusqlite::{Connection, OptionalExtension, Transaction};
use std::fs;
use std::path::Path;

/// Maximum size of a file with the identity of the machine, in bytes.
#[cfg(unix)]
const MAX_IDENTITY_BYTES: u64 = 4 << 10;

/// This machine's part in the sync.
#[derive(Clone, Debug)]
pub(super) struct Machine {
    /// Its name.
    pub id: String,
    /// The highest stamp that it knows.
    pub stamp: i64,
    /// Number of lines in its own file.
    pub lines: i64,
}

impl Machine {
    /// Reads what is stored; `None` if marks have never been synced.
    pub fn load(connection: &Connection) -> rusqlite::Result<Option<Self>> {
        connection
            .prepare_cached("SELECT id, stamp, lines FROM sync_machine")?
            .query_row([], |row| {
                Ok(Self { id: row.get(0)?, stamp: row.get(1)?, lines: row.get(2)? })
            })
            .optional()
    }

    /// The next stamp of this machine.
    pub fn next_stamp(&self) -> i64 {
        clock::next(self.stamp)
    }
}

/// Gives this machine a name, if it has none or the store was copied.
pub(super) fn name_machine(to: &Transaction<'_>, place: &str) -> rusqlite::Result<()> {
    let stored: Option<String> =
        to.query_row("SELECT place FROM sync_machine", [], |row| row.get(0)).optional()?;
    match stored {
        None => {
            to.execute(
                "INSERT INTO sync_machine VALUES (1, lower(hex(randomblob(8))), ?1, 0, 0)",
                [place],
            )?;
        }
        Some(stored) if stored != place => {
            rename_machine(to)?;
            to.execute("UPDATE sync_machine SET place = ?1", [place])?;
        }
        Some(_) => {}
    }
    Ok(())
}

/// Gives this machine another name, and with that another file.
fn rename_machine(to: &Transaction<'_>) -> rusqlite::Result<()> {
    to.execute("UPDATE sync_machine SET id = lower(hex(randomblob(8))), lines = 0", [])?;
    Ok(())
}

/// Gives up the name of this machine, because another one uses it. Its file may be replaced by that of the other
/// at any time, so that all records are written to the new file as well.
pub(super) fn leave_name(to: &Transaction<'_>) -> rusqlite::Result<()> {
    to.execute(
        "UPDATE sync_marks SET to_write = 1 WHERE machine = (SELECT id FROM sync_machine)",
        [],
    )?;
    rename_machine(to)
}

/// The place of a store: the identity of the machine, and the path.
pub(super) fn place_of(store: &Path) -> String {
    let path = fs::canonicalize(store).unwrap_or_else(|_| store.to_owned());
    format!("{}\n{}", identity().unwrap_or_default(), path.display())
}

/// The identity of the machine, or else its host name, where the system has one in a file.
#[cfg(unix)]
fn identity() -> Option<String> {
    let paths = ["/etc/machine-id", "/var/lib/dbus/machine-id", "/etc/hostname"];
    paths.iter().find_map(|path| {
        let bytes = file::read(Path::new(path), MAX_IDENTITY_BYTES, Links::Follow).ok()?;
        let text = String::from_utf8_lossy(&bytes).trim().to_owned();
        (!text.is_empty()).then_some(text)
    })
}

/// The name of the computer.
#[cfg(not(unix))]
fn identity() -> Option<String> {
    std::env::var("COMPUTERNAME").ok()
}
