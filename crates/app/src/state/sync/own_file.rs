//! Writes the marks of this machine to its file in the folder.
//!
//! Records are appended in one write, by one instance at a time. If the file is missing, or if something in it
//! was lost, it is written anew from the store. So it is if most of its lines have been superseded. No other
//! machine writes it, so neither git nor any other sync program finds a conflict.

use super::folder::{FileState, file_of};
use super::machine::Machine;
use super::marks::{records_of, unwritten_records};
use super::record::MarkRecord;
use super::sync_error::SyncErrorKind;
use crate::file;
use crc32fast::Hasher;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::fs;
use std::io;
use std::path::Path;

/// Number of superseded lines from which the file may be written anew.
const MIN_SUPERSEDED: i64 = 1_000;

/// Writes records that are not in the machine's file. `has_lost` is set if some that were are no longer there.
/// Returns `false` if the file has to be read first, since something else has changed it.
///
/// # Errors
///
/// The outer one is the store's, the inner one that of the file.
pub(super) fn write_own(
    connection: &mut Connection,
    folder: &Path,
    has_lost: bool,
) -> rusqlite::Result<Result<bool, SyncErrorKind>> {
    if !folder.is_dir() {
        return Ok(Err(SyncErrorKind::NoFolder));
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Some(machine) = Machine::load(&transaction)? else { return Ok(Ok(true)) };
    let path = file_of(folder, &machine.id);
    let metadata = match fs::symlink_metadata(&path) {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Ok(Err(SyncErrorKind::Unwritable(error.to_string()))),
    };
    if metadata.as_ref().is_some_and(|metadata| !metadata.is_file()) {
        return Ok(Err(SyncErrorKind::NotRegular));
    }
    let before = FileState::load(&transaction, &path)?;
    let appendable = before.filter(|before| {
        !has_lost && metadata.as_ref().is_some_and(|metadata| before.is_current(metadata))
    });
    let written = match appendable {
        Some(before) if !is_mostly_superseded(&transaction, &machine)? => {
            append(&transaction, &machine, &path, before)?
        }
        None if metadata.is_some() && !has_lost => return Ok(Ok(false)),
        _ => rewrite(&transaction, &machine, &path)?,
    };
    match written {
        Ok(()) => {
            transaction.commit()?;
            Ok(Ok(true))
        }
        Err(error) => Ok(Err(SyncErrorKind::Unwritable(error.to_string()))),
    }
}

fn is_mostly_superseded(
    transaction: &Transaction<'_>,
    machine: &Machine,
) -> rusqlite::Result<bool> {
    if machine.lines < MIN_SUPERSEDED {
        return Ok(false);
    }
    let current: i64 = transaction.query_row(
        "SELECT count(*) FROM sync_marks WHERE machine = ?1",
        [&machine.id],
        |row| row.get(0),
    )?;
    Ok(machine.lines > 2 * current + MIN_SUPERSEDED)
}

fn append(
    transaction: &Transaction<'_>,
    machine: &Machine,
    path: &Path,
    before: FileState,
) -> rusqlite::Result<io::Result<()>> {
    let records = unwritten_records(transaction)?;
    if records.is_empty() {
        return Ok(Ok(()));
    }
    // A line may have been left incomplete by a full disk or a power cut.
    let mut bytes = if before.read < before.length { vec![b'\n'] } else { Vec::new() };
    bytes.extend(records.iter().flat_map(MarkRecord::line));
    let metadata = match file::append(path, &bytes) {
        Ok(metadata) => metadata,
        Err(error) => return Ok(Err(error)),
    };
    set_written(transaction, machine.lines + records.len().cast_signed() as i64)?;
    // If anything else is in between, or a line was incomplete, all of that is read the next time.
    if before.read == before.length && metadata.len() == before.length + bytes.len() as u64 {
        let mut checksum = Hasher::new_with_initial(before.checksum);
        checksum.update(&bytes);
        FileState::new(&metadata, metadata.len(), checksum.finalize()).store(transaction, path)?;
    }
    Ok(Ok(()))
}

fn rewrite(
    transaction: &Transaction<'_>,
    machine: &Machine,
    path: &Path,
) -> rusqlite::Result<io::Result<()>> {
    let records = records_of(transaction, &machine.id)?;
    if records.is_empty() {
        return Ok(Ok(()));
    }
    let bytes: Vec<u8> = records.iter().flat_map(MarkRecord::line).collect();
    let metadata = match file::put(path, &bytes).and_then(|()| fs::metadata(path)) {
        Ok(metadata) => metadata,
        Err(error) => return Ok(Err(error)),
    };
    set_written(transaction, records.len().cast_signed() as i64)?;
    let checksum = crc32fast::hash(&bytes);
    FileState::new(&metadata, bytes.len() as u64, checksum).store(transaction, path)?;
    Ok(Ok(()))
}

fn set_written(transaction: &Transaction<'_>, lines: i64) -> rusqlite::Result<()> {
    transaction.execute("UPDATE sync_marks SET to_write = 0 WHERE to_write = 1", [])?;
    transaction.execute("UPDATE sync_machine SET lines = ?1", [lines])?;
    Ok(())
}
