//! Files are private to the user, whatever the umask is; and files that cannot be written.
#![cfg(unix)]

use super::home::{home, yunbao};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;
use yunbao::state::{Change, Store};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Runs the program through a shell, after the commands in `before`.
fn run_after(home: &TempDir, before: &str, arguments: &[&str]) -> (i32, String, String) {
    let program = yunbao(home).get_program().to_owned();
    let output = Command::new("sh")
        .args(["-c", &format!("{before}; exec \"$0\" \"$@\"")])
        .arg(program)
        .args(arguments)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path().join("config"))
        .env("XDG_DATA_HOME", home.path().join("data"))
        .current_dir(home.path())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

#[test]
fn a_new_config_is_the_persons_own() {
    for umask in ["umask 022", "umask 000"] {
        let home = home();
        let (code, _, errors) = run_after(&home, umask, &["config", "init"]);
        assert_eq!(code, 0, "{errors}");
        assert_eq!(mode(&home.path().join("config/yunbao")), 0o700, "{umask}");
        assert_eq!(mode(&home.path().join("config/yunbao/config.yaml")), 0o600, "{umask}");
    }
}

#[test]
fn a_config_that_does_not_fit_leaves_nothing_behind() {
    let home = home();
    // No file may be larger than one block.
    let limit = "trap '' XFSZ; ulimit -f 1";
    let (code, _, errors) = run_after(&home, limit, &["config", "init"]);
    assert_eq!(code, 1);
    assert!(errors.contains("config.yaml cannot be written: "), "{errors}");
    assert_eq!(fs::read_dir(home.path().join("config/yunbao")).unwrap().count(), 0);
    let (code, _, errors) = run_after(&home, "true", &["config", "init"]);
    assert_eq!(code, 0, "{errors}");
    let (code, _, errors) = run_after(&home, "true", &["config", "init"]);
    assert!(code == 1 && errors.contains("already exists"), "{errors}");
}

#[test]
fn a_config_that_is_no_file_is_said_and_not_waited_for() {
    let home = home();
    let pipe = home.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for path in ["pipe", "/dev/zero", "blog"] {
        let (code, _, errors) = run_after(&home, "true", &["--config", path, "list", "blog"]);
        assert!(errors.contains("the config is not a regular file"), "{path}: {errors}");
        assert_eq!(code, 2, "{path}");
    }
    fs::File::create(home.path().join("sparse")).unwrap().set_len(1 << 30).unwrap();
    let limit = "ulimit -v 800000";
    let (code, _, errors) = run_after(&home, limit, &["--config", "sparse", "list", "blog"]);
    assert!(code == 2 && errors.contains("the config is too large"), "{errors}");
}

/// A store with an entry in it.
fn store(home: &TempDir) -> std::path::PathBuf {
    let file = home.path().join("data/yunbao/memory.db");
    let store = Store::open(file.clone(), |_| {});
    store.keep(Change::Query("x".into()));
    drop(store);
    file
}

#[test]
fn a_store_of_before_becomes_the_persons_own() {
    let home = home();
    let file = store(&home);
    let folder = file.parent().unwrap();
    assert_eq!((mode(&file), mode(folder)), (0o600, 0o700));
    let open = |path: &Path, rights| {
        fs::set_permissions(path, fs::Permissions::from_mode(rights)).unwrap();
    };
    open(&file, 0o644);
    open(folder, 0o755);
    let (code, _, errors) = run_after(&home, "true", &["list", "blog"]);
    assert!(code < 2, "{errors}");
    assert_eq!((mode(&file), mode(folder)), (0o600, 0o700));
    // The permissions of a folder with other files in it are left alone.
    fs::write(folder.join("notes"), "").unwrap();
    open(&file, 0o666);
    open(folder, 0o755);
    run_after(&home, "true", &["list", "blog"]);
    assert_eq!((mode(&file), mode(folder)), (0o600, 0o755));
}

#[test]
fn the_log_of_a_store_is_the_persons_own_too() {
    let home = home();
    let file = home.path().join("data/yunbao/memory.db");
    let store = Store::open(file.clone(), |_| {});
    store.keep(Change::Starred(Vec::new(), Some(true), None));
    store.settle(Duration::from_secs(30));
    for name in ["memory.db", "memory.db-wal", "memory.db-shm"] {
        assert_eq!(mode(&file.with_file_name(name)), 0o600, "{name}");
    }
}

#[test]
fn a_store_that_is_no_file_is_said_and_not_waited_for() {
    for name in ["memory.db", "memory.db-wal", "memory.db-journal"] {
        let home = home();
        let path = store(&home).with_file_name(name);
        for kind in ["mkfifo", "mkdir"] {
            let _ = fs::remove_file(&path);
            assert!(Command::new(kind).arg(&path).status().unwrap().success());
            let (code, output, errors) = run_after(&home, "true", &["list", "blog"]);
            assert!(code == 0 && output.contains("Twice"), "{name} {kind}: {errors}");
            let said = "Marks cannot be saved: not a regular file; move it away.";
            assert!(errors.contains(said) && errors.contains(name), "{name} {kind}: {errors}");
            let _ = fs::remove_dir(&path);
        }
    }
}
