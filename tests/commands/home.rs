//! A home folder with posts, the program run in it, and its output parsed.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder of posts, one for each feature to be tested.
pub const POSTS: [(&str, &str); 7] = [
    (
        "blog/2026-08-14-mesh.md",
        "---\ntitle: 服务网格一周\ndate: 2026-08-14\nauthor: Desk\ncategories: [mesh]\ntags: [istio, 服务网格]\nsource: https://istio.io/\n---\n\nText.\n",
    ),
    ("blog/2026-08-07-late.md", "---\ntitle: Late\ndate: 2026-08-09\n---\n\nText.\n"),
    ("blog/2026-08-01-a.md", "---\ntitle: Twice\ndate: 2026-08-01\n---\n\nText.\n"),
    ("blog/2026-08-01-b.md", "---\ntitle: TWICE\ndate: 2026-08-01\n---\n\n[gone](gone.png)\n"),
    ("blog/2026-07-01-draft.md", "---\ntitle: Draft\ndraft: true\n---\n\nText.\n"),
    ("blog/broken.md", "---\ntitle: \"Broken\ntags: [a\ndate: 2026-02-30\n---\n\nText.\n"),
    (
        "blog/hostile.md",
        "---\ntitle: \"Evil \\x1b[31mred\\u202e\"\ntags: [\"a\\tb\"]\nsource: \"javascript:alert(1)\u{1b}]0;x\u{7}\"\n---\n\n\u{1b}[2J [a](https://a.io/)\n",
    ),
];

pub fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("blog")).unwrap();
    for (path, text) in POSTS {
        fs::write(home.path().join(path), text).unwrap();
    }
    home
}

pub fn yunbao(home: &TempDir) -> Command {
    let mut command = Command::cargo_bin("yunbao").unwrap();
    command
        .env_clear()
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path().join("config"))
        .current_dir(home.path());
    command
}

/// Runs the program and returns exit code, standard output and standard error.
pub fn run(home: &TempDir, arguments: &str) -> (i32, String, String) {
    let output = yunbao(home).args(arguments.split(' ')).output().unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// The keys of a JSON object in the order of its text.
pub fn keys(line: &str) -> Vec<String> {
    let (mut keys, mut depth, mut rest) = (Vec::new(), 0, line);
    while let Some(character) = rest.chars().next() {
        match character {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            '"' => {
                let mut texts = serde_json::Deserializer::from_str(rest).into_iter::<String>();
                let text = texts.next().unwrap().unwrap();
                rest = &rest[texts.byte_offset()..];
                if depth == 1 && rest.starts_with(':') {
                    keys.push(text);
                }
                continue;
            }
            _ => {}
        }
        rest = &rest[character.len_utf8()..];
    }
    keys
}

/// The keys of a command's table in `docs/json.md`.
pub fn promised(command: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json.md");
    let text = fs::read_to_string(path).unwrap();
    let (_, section) = text.split_once(&format!("## `yunbao {command} --json`")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    section
        .lines()
        .filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned()))
        .collect()
}

pub fn rows(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

pub fn texts<'a>(rows: &'a [Value], key: &str) -> Vec<&'a str> {
    rows.iter().map(|row| row[key].as_str().unwrap()).collect()
}
