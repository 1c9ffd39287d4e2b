//! A git repository of posts with clones, for tests of commands that start git.

use crate::home::yunbao;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

/// A home folder with `remote.git`, and a clone `author` in which new posts are written.
pub struct Remote {
    pub home: TempDir,
}

impl Remote {
    /// A remote with one post of three stories; `None` if git is not installed.
    pub fn new() -> Option<Self> {
        let remote = Self { home: tempfile::tempdir().unwrap() };
        Command::new("git").arg("--version").output().ok()?;
        remote.git("", &["init", "-q", "--bare", "-b", "main", "remote.git"]);
        remote.git("", &["clone", "-q", "remote.git", "author"]);
        remote.git("author", &["checkout", "-q", "-B", "main"]);
        remote.publish("2026-08-01", 3);
        Some(remote)
    }

    pub fn at(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    pub fn git(&self, folder: &str, arguments: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=n", "-c", "user.email=e@e"])
            .args(arguments)
            .current_dir(self.at(folder))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("HOME", self.home.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{folder} {arguments:?}: {said}");
    }

    /// Writes a digest of a day with some stories, and pushes it.
    pub fn publish(&self, day: &str, stories: usize) {
        let mut text = format!("---\ntitle: Digest {day}\ndate: {day}\n---\n");
        for number in 0..stories {
            let page = format!("https://news.example/{day}/{number}");
            writeln!(text, "\n## Story {number} of {day}\n\nText.\n\n[Source]({page})").unwrap();
        }
        fs::create_dir_all(self.at("author/posts")).unwrap();
        fs::write(self.at(&format!("author/posts/{day}-digest.md")), text).unwrap();
        self.git("author", &["add", "."]);
        self.git("author", &["commit", "-q", "-m", day]);
        self.git("author", &["push", "-q", "origin", "main"]);
    }

    pub fn clone(&self, name: &str) {
        self.git("", &["clone", "-q", "remote.git", name]);
    }

    /// Writes the config.
    pub fn configure(&self, text: &str) {
        fs::create_dir_all(self.at("config/yunbao")).unwrap();
        fs::write(self.at("config/yunbao/config.yaml"), text).unwrap();
    }

    pub fn config(&self) -> String {
        fs::read_to_string(self.at("config/yunbao/config.yaml")).unwrap()
    }

    pub fn command(&self) -> assert_cmd::Command {
        let mut command = yunbao(&self.home);
        command
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("GIT_CONFIG_NOSYSTEM", "1");
        command
    }

    /// Runs the program and returns exit code, standard output and standard error.
    pub fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let output = self.command().args(arguments).output().unwrap();
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    }
}
