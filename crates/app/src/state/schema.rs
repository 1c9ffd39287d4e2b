//! Opens the file safely and migrates it to the newest format.
//!
//! Nothing is written before it is certain that the file belongs to this program and has a known
//! format.

use super::store_error::StoreErrorKind;
use crate::file;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::ffi::OsStr;
#[cfg(unix)]
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// `YUNB`: identifies the file as belonging to this program.
const APPLICATION: i32 = 0x5955_4E42;

/// Migrations from one format of the file to the next. The number of those applied is its
/// `user_version`. Only ever append.
const MIGRATIONS: [&str; 8] = [
    "
    CREATE TABLE clock (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        stamp INTEGER NOT NULL
    ) STRICT;
    INSERT INTO clock VALUES (1, 0);
    CREATE TABLE posts (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL,
        title TEXT NOT NULL,
        read INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        top INTEGER NOT NULL DEFAULT 0,
        line INTEGER NOT NULL DEFAULT 0,
        stamp INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX posts_by_stamp ON posts (stamp);
    CREATE TABLE queries (text TEXT PRIMARY KEY, stamp INTEGER NOT NULL) STRICT;
    CREATE TABLE views (name TEXT PRIMARY KEY, query TEXT NOT NULL) STRICT;
    CREATE TABLE session (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        query TEXT NOT NULL,
        post INTEGER,
        reading INTEGER NOT NULL
    ) STRICT;
",
    "
    CREATE TABLE borders (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        facets INTEGER NOT NULL,
        list INTEGER NOT NULL
    ) STRICT;
",
    "
    CREATE TABLE stories (
        page INTEGER PRIMARY KEY,
        seen INTEGER,
        starred INTEGER NOT NULL DEFAULT 0,
        stamp INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX stories_by_stamp ON stories (stamp);
    ALTER TABLE session ADD COLUMN stories INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE session ADD COLUMN story INTEGER;
",
    "
    CREATE TABLE arrangement (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        layout TEXT,
        filter INTEGER,
        zen INTEGER NOT NULL,
        facets_border INTEGER NOT NULL,
        list_border INTEGER NOT NULL,
        rows_border INTEGER NOT NULL
    ) STRICT;
    INSERT INTO arrangement SELECT 1, NULL, NULL, 0, facets, list, 0 FROM borders;
    DROP TABLE borders;
    CREATE TABLE dismissed (path TEXT PRIMARY KEY) STRICT;
",
    // Days are written as YYYY-MM-DD, own tags one per line.
    "
    ALTER TABLE posts ADD COLUMN read_day TEXT;
    ALTER TABLE posts ADD COLUMN starred_day TEXT;
    ALTER TABLE posts ADD COLUMN tags TEXT NOT NULL DEFAULT '';
    ALTER TABLE posts ADD COLUMN note TEXT NOT NULL DEFAULT '';
    ALTER TABLE stories ADD COLUMN seen_day TEXT;
    ALTER TABLE stories ADD COLUMN starred_day TEXT;
    ALTER TABLE stories ADD COLUMN tags TEXT NOT NULL DEFAULT '';
    ALTER TABLE stories ADD COLUMN note TEXT NOT NULL DEFAULT '';
",
    "
    CREATE TABLE visits (
        number INTEGER PRIMARY KEY,
        active INTEGER NOT NULL,
        day TEXT NOT NULL
    ) STRICT;
    CREATE TABLE known (
        post INTEGER PRIMARY KEY,
        name INTEGER NOT NULL,
        day TEXT NOT NULL,
        visit INTEGER NOT NULL
    ) STRICT;
",
    // `read` and `starred` may be -1 from here on: explicitly not, also where a rule applies. Earlier
    // versions of the program would take that for a mark, and must not open the file.
    "",
    // Marks of all machines (`sync`): by post or story and field, the newest record of each.
    "
    ALTER TABLE posts ADD COLUMN recorded INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE stories ADD COLUMN recorded INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE sync_machine (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        id TEXT NOT NULL,
        place TEXT NOT NULL,
        stamp INTEGER NOT NULL,
        lines INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE sync_posts (
        key INTEGER PRIMARY KEY,
        name INTEGER NOT NULL,
        root TEXT NOT NULL,
        path TEXT NOT NULL,
        title TEXT NOT NULL,
        day TEXT NOT NULL,
        text INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX sync_posts_by_name ON sync_posts (name);
    CREATE TABLE sync_marks (
        is_story INTEGER NOT NULL,
        target INTEGER NOT NULL,
        field TEXT NOT NULL,
        stamp INTEGER NOT NULL,
        machine TEXT NOT NULL,
        value TEXT NOT NULL,
        day TEXT NOT NULL,
        to_apply INTEGER NOT NULL,
        to_write INTEGER NOT NULL,
        PRIMARY KEY (is_story, target, field)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sync_marks_to_apply ON sync_marks (is_story, target) WHERE to_apply > 0;
    CREATE INDEX sync_marks_to_write ON sync_marks (to_write) WHERE to_write = 1;
    CREATE TABLE sync_files (
        path TEXT PRIMARY KEY,
        length INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        read INTEGER NOT NULL,
        checksum INTEGER NOT NULL,
        format INTEGER NOT NULL
    ) STRICT;
",
];

/// The newest known format.
pub(super) const NEWEST: usize = MIGRATIONS.len();

/// Time to wait for a lock held by another instance.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);

/// Opens the file, creating it if necessary.
pub(super) fn open(file: &Path) -> Result<Connection, StoreErrorKind> {
    if let Some(folder) = file.parent() {
        file::create_folder(folder).map_err(|error| match StoreErrorKind::from(error) {
            StoreErrorKind::Other(kind) => StoreErrorKind::NoFolder(kind),
            kind => kind,
        })?;
    }
    guard(file)?;
    // If SQLite created the file, others could read it for a moment. The log inherits its
    // permissions.
    match file::create(file, &[]).map_err(StoreErrorKind::from) {
        Ok(()) | Err(StoreErrorKind::Other(_)) => {}
        Err(kind) => return Err(kind),
    }
    open_to_write(file).map_err(|kind| match kind {
        StoreErrorKind::Other(_) if may_not_write(file) => StoreErrorKind::ReadOnly,
        kind => kind,
    })
}

/// Makes sure that all files of the store are regular files, since the database library would open
/// anything, and that nobody else can read them. The folder is protected too, unless it contains
/// anything else.
fn guard(file: &Path) -> Result<(), StoreErrorKind> {
    let files = ["", "-wal", "-shm", "-journal"].map(|ending| {
        let mut path = file.as_os_str().to_owned();
        path.push(ending);
        PathBuf::from(path)
    });
    for path in &files {
        if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            return Err(StoreErrorKind::NotRegular(path.clone()));
        }
        file::tighten(path);
    }
    // On some systems the folder contains the config as well.
    let lock = lock_of(file);
    let is_ours = |name: &OsStr| {
        let own = files.iter().chain([&lock]);
        name == "config.yaml" || own.into_iter().any(|path| path.file_name() == Some(name))
    };
    if let Some(folder) = file.parent()
        && let Ok(entries) = fs::read_dir(folder)
        && entries.flatten().all(|entry| is_ours(&entry.file_name()))
    {
        file::tighten(folder);
    }
    Ok(())
}

/// The file beside the store that every running instance locks.
pub(super) fn lock_of(file: &Path) -> PathBuf {
    let mut path = file.as_os_str().to_owned();
    path.push("-lock");
    path.into()
}

fn open_to_write(file: &Path) -> Result<Connection, StoreErrorKind> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut connection = connect(file, flags)?;
    if connection.is_readonly(rusqlite::MAIN_DB)? {
        return Err(StoreErrorKind::ReadOnly);
    }
    let version = check_at_once(&connection)?;
    // If the process is killed, nothing committed is lost, since the system has it by then. NORMAL
    // does not wait for the disk on each commit, so that a mark is written at once even on a slow
    // disk. A power cut may lose data that the system had not written yet, but damages nothing
    // (sqlite.org/pragma.html#pragma_synchronous).
    in_turn(|| Ok(connection.pragma_update(None, "journal_mode", "WAL")?))?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    if version < NEWEST {
        migrate(&mut connection)?;
    }
    Ok(connection)
}

/// Opens the file for reading only, without migrating it; `None` if there is none.
pub(super) fn open_to_read(file: &Path) -> Result<Option<Connection>, StoreErrorKind> {
    if !file.try_exists()? {
        return Ok(None);
    }
    guard(file)?;
    // Without write permission, the log files beside it could not be removed again.
    let (connection, version) = match checked(file, OpenFlags::SQLITE_OPEN_READ_WRITE) {
        Err(StoreErrorKind::Other(_) | StoreErrorKind::ReadOnly) if may_not_write(file) => {
            open_as_it_is(file)?
        }
        other => other?,
    };
    // A file without a format is empty.
    Ok((version > 0).then_some(connection))
}

/// Opens a file in a folder in which no log can be created. If there is no log, nobody is writing,
/// and the file is complete (sqlite.org/wal.html#readonly).
fn open_as_it_is(file: &Path) -> Result<(Connection, usize), StoreErrorKind> {
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    if Path::new(&log).exists() {
        return Err(StoreErrorKind::ReadOnly);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    checked(&unchanging(file), flags)
}

/// Opens a file and returns its format as well.
fn checked(file: &Path, flags: OpenFlags) -> Result<(Connection, usize), StoreErrorKind> {
    let connection = connect(file, flags)?;
    let version = check_at_once(&connection)?;
    Ok((connection, version))
}

/// URI of a file that does not change (sqlite.org/uri.html).
#[cfg(unix)]
fn unchanging(file: &Path) -> PathBuf {
    use std::os::unix::ffi::{OsStrExt, OsStringExt};
    let mut address = b"file:".to_vec();
    for byte in file.as_os_str().as_bytes() {
        match byte {
            b'%' | b'?' | b'#' => address.extend(format!("%{byte:02x}").bytes()),
            other => address.push(*other),
        }
    }
    address.extend(b"?immutable=1");
    OsString::from_vec(address).into()
}

/// Never called, since permissions of folders are not checked on these systems.
#[cfg(not(unix))]
fn unchanging(file: &Path) -> PathBuf {
    file.to_owned()
}

/// Returns `true` if the user may not write to the file's folder, where the log is kept.
#[cfg(unix)]
fn may_not_write(file: &Path) -> bool {
    use rustix::fs::{Access, access};
    file.parent().is_some_and(|folder| access(folder, Access::WRITE_OK).is_err())
}

#[cfg(not(unix))]
fn may_not_write(_: &Path) -> bool {
    false
}

fn connect(file: &Path, flags: OpenFlags) -> Result<Connection, StoreErrorKind> {
    let connection = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    // Limits the page cache to this many KiB, allocated only as needed: enough for the marks of a
    // hundred thousand posts at a time.
    connection.pragma_update(None, "cache_size", -32_768)?;
    Ok(connection)
}

/// Calls [`check`] within a transaction, as another instance may be creating the file.
fn check_at_once(connection: &Connection) -> Result<usize, StoreErrorKind> {
    in_turn(|| {
        let moment = connection.unchecked_transaction()?;
        check(&moment)
    })
}

/// The format of the file, if it belongs to this program and its format is known.
fn check(connection: &Connection) -> Result<usize, StoreErrorKind> {
    let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
    let version = number("user_version")?;
    let application = number("application_id")?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let is_empty = tables == 0 && version == 0 && application == 0;
    if application != APPLICATION && !is_empty {
        return Err(StoreErrorKind::Foreign);
    }
    usize::try_from(version).ok().filter(|version| *version <= NEWEST).ok_or(StoreErrorKind::Newer)
}

/// Applies the missing migrations. Another instance may be doing the same, so the version is read
/// again once the file is locked.
fn migrate(connection: &mut Connection) -> Result<(), StoreErrorKind> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = check(&transaction)?;
    for migration in &MIGRATIONS[done..] {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", NEWEST.cast_signed() as i64)?;
    Ok(transaction.commit()?)
}

/// Retries an action that another instance may be blocking. Changing the journal mode is refused at
/// once while another instance does the same, whatever the timeout.
fn in_turn<T>(mut action: impl FnMut() -> Result<T, StoreErrorKind>) -> Result<T, StoreErrorKind> {
    let mut tries = 0;
    loop {
        match action() {
            Err(StoreErrorKind::Locked) if tries < 50 => tries += 1,
            other => return other,
        }
        thread::sleep(Duration::from_millis(10));
    }
}
