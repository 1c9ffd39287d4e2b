//! Files that git ignores, checked against git itself: `git ls-files` and `yunbao list` find the
//! same files. Skipped if git is not installed.

use super::home::yunbao;
use fastrand::Rng;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// Number of trees that are generated and compared.
const TREES: u64 = 48;
const FOLDERS: [&str; 6] = ["", "a", "b", "a/b", "a/c d", "b/a"];
const FILES: [&str; 4] = ["a.md", "b.md", "c d.md", "云.md"];

/// Runs git in a folder of a home; `None` if git is not installed.
fn git(home: &TempDir, folder: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    let output = Command::new("git")
        .args(["-c", "user.name=n", "-c", "user.email=e@e", "-c", "core.quotePath=false"])
        .args(arguments)
        .current_dir(home.path().join(folder))
        .env_remove("GIT_DIR")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path().join("config"))
        .output()
        .ok()?;
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Rules of all forms with few names, so that they match.
fn rules(random: &mut Rng) -> String {
    let mut text = String::from(if random.u8(0..8) == 0 { "\u{feff}" } else { "" });
    for _ in 0..random.usize(0..5) {
        let end = ["\n", "\n", "\r\n", "  \n"];
        for parts in [
            &["", "", "!", "#", "\\"][..],
            &["", "", "/", "**/", "a/", "./"],
            &[
                "a", "b", "a.md", "*.md", "b*", "*", "c d", "?.md", "[ab].md", "[!a].md", "云*",
                "[z",
            ],
            &["", "", "/", "/*", "/**", "\\ "],
            &end,
        ] {
            text.push_str(parts[random.usize(0..parts.len())]);
        }
    }
    text
}

/// The Markdown files below a folder of a home that git does not ignore.
fn of_git(home: &TempDir, folder: &str) -> BTreeSet<String> {
    let found = git(home, folder, &["ls-files", "-z", "--others", "--exclude-standard"]).unwrap();
    let text = String::from_utf8(found).unwrap();
    // Leaves out the files of rules.
    let is_post = |path: &&str| Path::new(path).extension().is_some();
    text.split_terminator('\0').filter(is_post).map(str::to_owned).collect()
}

/// The posts below a folder of a home.
fn of_yunbao(home: &TempDir, folder: &str) -> BTreeSet<String> {
    let output = yunbao(home).args(["list", "-0", folder]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let below = |path: &str| path.strip_prefix(folder).unwrap()[1..].to_owned();
    text.split_terminator('\0').map(below).collect()
}

/// Creates a repository in one of git's forms; returns the path of its own excludes file.
fn repository(home: &TempDir, form: u64) -> Option<&'static str> {
    let at = |path: &str| home.path().join(path);
    match form {
        0 => {
            fs::create_dir(at("tree")).unwrap();
            git(home, "tree", &["init", "-q"])?;
            Some("tree/.git/info/exclude")
        }
        // As in a submodule, `.git` is a file.
        1 => {
            fs::create_dir(at("tree")).unwrap();
            git(home, "tree", &["init", "-q", "--separate-git-dir=../apart"])?;
            Some("apart/info/exclude")
        }
        _ => {
            fs::create_dir(at("main")).unwrap();
            git(home, "main", &["init", "-q"])?;
            git(home, "main", &["commit", "-q", "--allow-empty", "-m", "x"])?;
            git(home, "main", &["worktree", "add", "-q", "../tree"])?;
            Some("main/.git/info/exclude")
        }
    }
}

#[test]
fn the_same_files_are_left_out_as_git_leaves_out() {
    for seed in 0..TREES {
        let random = &mut Rng::with_seed(seed);
        let home = tempfile::tempdir().unwrap();
        let at = |path: &str| home.path().join(path);
        match seed % 4 {
            0 => write(&at("config/git/ignore"), &rules(random)),
            1 => {
                write(&at(".gitconfig"), "[core]\n\texcludesFile = \"~/own rules\" ; mine\n");
                write(&at("own rules"), &rules(random));
            }
            _ => {}
        }
        let Some(exclude) = repository(&home, seed % 3) else { return };
        write(&at(exclude), &rules(random));
        for folder in FOLDERS {
            for file in FILES {
                write(&at("tree").join(folder).join(file), "text\n");
            }
            if folder.is_empty() || random.bool() {
                write(&at("tree").join(folder).join(".gitignore"), &rules(random));
            }
        }
        // Files around a repository do not matter to git.
        write(&at(".gitignore"), "*\n");
        let rules_in = |path: &str| format!("{path}: {:?}", fs::read_to_string(at(path)).ok());
        let said = || {
            let folders = FOLDERS.map(|folder| rules_in(&format!("tree/{folder}/.gitignore")));
            [&folders[..], &[rules_in(exclude)]].concat().join("\n")
        };
        assert_eq!(of_yunbao(&home, "tree"), of_git(&home, "tree"), "seed {seed}:\n{}", said());
    }
}
