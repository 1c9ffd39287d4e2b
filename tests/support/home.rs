//! A home folder for one test: empty, and with a browser that only records its arguments.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A home folder that is deleted when it is dropped.
pub struct Home {
    folder: TempDir,
}

impl Home {
    pub fn new() -> Self {
        let home = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        // An argument never contains a newline here: the program refuses such URLs.
        let script = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" >> '{}'\n", home.log().display());
        fs::write(home.browser(), script).expect("the browser script");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let permissions = fs::Permissions::from_mode(0o755);
            fs::set_permissions(home.browser(), permissions).expect("an executable browser");
        }
        home
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The store's file, which is in another place below the home on every platform.
    pub fn store(&self) -> PathBuf {
        fn find(folder: &Path) -> Option<PathBuf> {
            let paths: Vec<PathBuf> =
                fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
            let named = |path: &&PathBuf| path.file_name().is_some_and(|name| name == "memory.db");
            paths.iter().find(named).cloned().or_else(|| paths.iter().find_map(|path| find(path)))
        }
        find(self.path()).expect("a store")
    }

    /// The fake browser.
    pub fn browser(&self) -> PathBuf {
        self.path().join("browser")
    }

    /// The arguments of the fake browser so far, in order.
    pub fn opened(&self) -> Vec<String> {
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        log.lines().map(str::to_owned).collect()
    }

    /// Waits until the fake browser has received exactly these arguments: it runs in parallel.
    pub fn wait_for_opened(&self, wanted: &[&str]) {
        let limit = Instant::now() + Duration::from_secs(30);
        while self.opened() != wanted {
            assert!(Instant::now() < limit, "opened {:?}, not {wanted:?}", self.opened());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The whole environment of a program that must leave no trace elsewhere.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let path = |name: &str| self.path().join(name).display().to_string();
        vec![
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("HOME", self.path().display().to_string()),
            ("XDG_CONFIG_HOME", path("config")),
            ("XDG_DATA_HOME", path("data")),
            ("XDG_STATE_HOME", path("state")),
            ("XDG_CACHE_HOME", path("cache")),
            ("TMPDIR", self.path().display().to_string()),
            ("TERM", "xterm-256color".into()),
            ("LANG", "C.UTF-8".into()),
            ("TZ", "UTC".into()),
            ("BROWSER", self.browser().display().to_string()),
        ]
    }

    fn log(&self) -> PathBuf {
        self.path().join("browser.log")
    }
}
