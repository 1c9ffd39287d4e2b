//! The commands for scripts: what they print, where, and the exit code.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tempfile::TempDir;
use yunbao::load::{Roots, scan};

/// A folder of posts, one for each thing that is to be seen.
const POSTS: [(&str, &str); 7] = [
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
        "---\ntitle: \"Evil \\x1b[31mred\\u202e\"\ntags: [\"a\\tb\"]\nsource: \"javascript:alert(1)\u{1b}]0;x\u{7}\"\n---\n\n\u{1b}[2J\n",
    ),
];

fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("blog")).unwrap();
    for (path, text) in POSTS {
        fs::write(home.path().join(path), text).unwrap();
    }
    home
}

fn yunbao(home: &TempDir) -> Command {
    let mut command = Command::cargo_bin("yunbao").unwrap();
    command
        .env_clear()
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path().join("config"))
        .current_dir(home.path());
    command
}

/// Runs it and returns exit code, standard output and standard error.
fn run(home: &TempDir, arguments: &str) -> (i32, String, String) {
    let output = yunbao(home).args(arguments.split(' ')).output().unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// The keys of a JSON object in the order of its text.
fn keys(line: &str) -> Vec<String> {
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
fn promised(command: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json.md");
    let text = fs::read_to_string(path).unwrap();
    let (_, section) = text.split_once(&format!("## `yunbao {command} --json`")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    section
        .lines()
        .filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned()))
        .collect()
}

fn rows(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn texts<'a>(rows: &'a [Value], key: &str) -> Vec<&'a str> {
    rows.iter().map(|row| row[key].as_str().unwrap()).collect()
}

#[test]
fn list_prints_posts_newest_first() {
    let home = home();
    let (code, stdout, stderr) = run(&home, "list blog");
    assert_eq!((code, stderr.as_str()), (0, ""));
    let lines: Vec<Vec<&str>> = stdout.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(
        lines[0],
        [
            "2026-08-14",
            "服务网格一周",
            "istio,服务网格",
            "https://istio.io/",
            "blog/2026-08-14-mesh.md"
        ]
    );
    let days: Vec<&str> = lines.iter().map(|line| line[0]).collect();
    assert_eq!(days, ["2026-08-14", "2026-08-09", "2026-08-01", "2026-08-01", "", ""]);
    assert!(lines.iter().all(|line| line.len() == 5), "{stdout}");
    assert_eq!(run(&home, "list blog").1, stdout, "the same on every run");
    let (_, two, _) = run(&home, "list blog -n 2");
    assert_eq!(two.lines().collect::<Vec<_>>(), stdout.lines().take(2).collect::<Vec<_>>());
}

#[test]
fn list_prints_json_with_the_promised_keys() {
    let home = home();
    let (code, stdout, _) = run(&home, "list --json blog");
    assert_eq!(code, 0);
    let wanted = promised("list");
    assert_eq!(
        wanted.join(" "),
        "id path title date authors categories tags source draft words read starred stories warnings"
    );
    for line in stdout.lines() {
        assert_eq!(keys(line), wanted, "{line}");
    }
    let rows = rows(&stdout);
    assert_eq!(rows.len(), 6);
    assert_eq!(rows[0]["date"], "2026-08-14");
    assert_eq!(rows[0]["tags"], serde_json::json!(["istio", "服务网格"]));
    assert_eq!(rows[0]["authors"], serde_json::json!(["Desk"]));
    assert_eq!((&rows[0]["read"], &rows[0]["starred"]), (&false.into(), &false.into()));
    assert_eq!(rows[0]["id"].as_str().unwrap().len(), 16);
    assert_eq!((&rows[4]["date"], &rows[4]["source"]), (&Value::Null, &Value::Null));
    assert_eq!(rows[4]["warnings"], 2, "{}", rows[4]);
}

#[test]
fn a_query_narrows_every_command() {
    let home = home();
    for arguments in ["list -q tag:istio blog --json", "-q tag:istio list blog --json"] {
        let (code, stdout, _) = run(&home, arguments);
        assert_eq!((code, texts(&rows(&stdout), "title")), (0, vec!["服务网格一周"]));
    }
    assert_eq!(rows(&run(&home, "list -q is:draft blog --json").1)[0]["draft"], true);
    let (code, stdout, _) = run(&home, "list -q -twice blog --json");
    assert_eq!((code, rows(&stdout).len()), (0, 4));
    let (code, stdout, _) = run(&home, "check -q late blog --json");
    assert_eq!((code, texts(&rows(&stdout), "code")), (0, vec!["date-after-name"]));
    let (code, stdout, stderr) = run(&home, "list -q nothinglikethis blog");
    assert_eq!((code, stdout.as_str(), stderr.as_str()), (1, "", ""));
    let (code, _, stderr) = run(&home, "list -q titel:late blog");
    assert_eq!(code, 1);
    assert!(stderr.contains("note:") && stderr.contains("is it title:?"), "{stderr}");
}

#[test]
fn stories_are_printed_once_a_page() {
    let home = tempfile::tempdir().unwrap();
    let text = "# News\n\n## A\n\nText.\n\n**Source:** [a](https://www.cncf.io/a)\n";
    for day in ["2026-01-02", "2026-01-09"] {
        fs::write(home.path().join(format!("{day}.md")), text).unwrap();
    }
    let (code, stdout, _) = run(&home, "stories .");
    assert_eq!(
        (code, stdout.as_str()),
        (0, "2026-01-02\t2026-01-09\t2\tA\thttps://www.cncf.io/a\n")
    );
    let (_, stdout, _) = run(&home, "stories . --json");
    assert_eq!(promised("stories").join(" "), "title url host first last count posts");
    assert_eq!(keys(stdout.trim()), promised("stories"));
    let rows = rows(&stdout);
    assert_eq!(rows.len(), 1);
    assert_eq!((&rows[0]["host"], &rows[0]["count"]), (&"cncf.io".into(), &2.into()));
    assert_eq!(rows[0]["posts"], serde_json::json!(["./2026-01-09.md", "./2026-01-02.md"]));
}

#[test]
fn check_prints_findings_as_compilers_do() {
    let home = home();
    let (code, stdout, stderr) = run(&home, "check blog -q late");
    assert_eq!(
        (code, stdout.as_str(), stderr.as_str()),
        (
            0,
            "\
warning[date-after-name]: 2026-08-09 is later than 2026-08-07 in the file's name; 2026-08-09 counts
 --> blog/2026-08-07-late.md:3:7
  |
3 | date: 2026-08-09
  |       ^^^^^^^^^^

",
            "1 warning in 1 post\n"
        )
    );
    let (code, stdout, stderr) = run(&home, "check blog");
    assert_eq!(code, 0, "warnings alone");
    let wanted =
        "warning[duplicate-title]: has the title and the day of blog/2026-08-01-a.md; rename";
    assert!(stdout.contains(wanted), "{stdout}");
    assert!(stdout.contains("--> blog/2026-08-01-b.md\n"), "{stdout}");
    assert!(!stdout.contains('\u{1b}'), "no colours without a terminal");
    assert!(stderr.ends_with("warnings in 7 posts\n"), "{stderr}");
    assert_eq!(run(&home, "check blog --strict").0, 1);
    assert_eq!(run(&home, "check blog --strict -q istio").0, 0);
}

#[test]
fn check_prints_json_with_the_promised_keys() {
    let home = home();
    let (code, stdout, stderr) = run(&home, "check blog --json");
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert_eq!(promised("check").join(" "), "path line column severity code message");
    for line in stdout.lines() {
        assert_eq!(keys(line), promised("check"), "{line}");
    }
    let rows = rows(&stdout);
    let late = rows.iter().find(|row| row["code"] == "date-after-name").unwrap();
    assert_eq!((&late["line"], &late["column"]), (&3.into(), &7.into()));
    let twice = rows.iter().find(|row| row["code"] == "duplicate-title").unwrap();
    assert_eq!((&twice["line"], &twice["column"]), (&Value::Null, &Value::Null));
    assert_eq!(twice["severity"], "warning");
    let (_, two, _) = run(&home, "check blog --json -n 2");
    assert_eq!(two.lines().count(), 2);
}

#[test]
fn check_finds_links_to_files_that_are_not_there() {
    let home = home();
    let (_, stdout, _) = run(&home, "check blog");
    let wanted = "\
warning[dead-link]: links to gone.png, which is not there
 --> blog/2026-08-01-b.md:6:8
  |
6 | [gone](gone.png)
  |        ^^^^^^^^
";
    assert!(stdout.contains(wanted), "{stdout}");
    fs::write(home.path().join("blog/gone.png"), "").unwrap();
    assert!(!run(&home, "check blog").1.contains("dead-link"));
}

#[test]
fn a_clean_library_prints_nothing() {
    let home = home();
    let (code, stdout, stderr) = run(&home, "check blog/2026-08-14-mesh.md --strict");
    assert_eq!((code, stdout.as_str(), stderr.as_str()), (0, "", "no problems in 1 post\n"));
    let (code, stdout, stderr) = run(&home, "check --json blog/2026-08-14-mesh.md");
    assert_eq!((code, stdout.as_str(), stderr.as_str()), (0, "", ""));
}

#[test]
fn a_path_that_fails_is_told_and_the_rest_is_printed() {
    let home = home();
    fs::create_dir(home.path().join("empty")).unwrap();
    let (code, stdout, stderr) = run(&home, "list blog missing");
    assert_eq!((code, stdout.lines().count()), (1, 6));
    assert_eq!(stderr, "yunbao: missing: does not exist; check the spelling\n");
    let (code, stdout, stderr) = run(&home, "check blog/2026-08-14-mesh.md missing");
    assert_eq!(code, 1);
    assert_eq!(stdout, "error[missing]: does not exist; check the spelling\n--> missing\n\n");
    assert_eq!(stderr, "1 error in 1 post\n");
    for command in ["list", "stories", "check"] {
        let (code, stdout, stderr) = run(&home, &format!("{command} missing"));
        assert_eq!((code, stdout.as_str()), (1, ""));
        assert_eq!(stderr, "yunbao: missing: does not exist; check the spelling\n");
        let (code, stdout, stderr) = run(&home, &format!("{command} empty"));
        assert_eq!((code, stdout.as_str()), (1, ""));
        assert!(stderr.starts_with("yunbao: no posts in empty: "), "{stderr}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let home = home();
    let locked = home.path().join("blog/locked.md");
    fs::write(&locked, "text").unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&locked).is_ok() {
        return; // Nothing is forbidden to root.
    }
    let (code, _, stderr) = run(&home, "list blog");
    assert_eq!(code, 1);
    assert!(stderr.starts_with("yunbao: blog/locked.md: "), "{stderr}");
}

#[test]
fn wrong_use_is_told() {
    let home = home();
    for (arguments, says) in [
        ("list --no-such-option", "--no-such-option"),
        ("list --strict", "--strict"),
        ("list -n many", "many"),
        ("list -n -1", "-1"),
        ("check -q", "--query"),
        ("stories --config none.yaml", "none.yaml"),
        ("blog list", "a command comes first: yunbao list blog"),
    ] {
        let (code, stdout, stderr) = run(&home, arguments);
        assert_eq!((code, stdout.as_str()), (2, ""), "{arguments}: {stderr}");
        assert!(stderr.contains(says), "{arguments}: {stderr}");
    }
}

#[test]
fn a_folder_called_like_a_command_is_a_folder() {
    let home = home();
    fs::rename(home.path().join("blog"), home.path().join("list")).unwrap();
    assert_eq!(run(&home, "list list").1.lines().count(), 6);
    assert_eq!(run(&home, "list ./list").1.lines().count(), 6);
    // The reader, which finds no terminal here.
    for arguments in ["./list", "-- list", "./list list", "-q x ./list"] {
        let (code, stdout, stderr) = run(&home, arguments);
        assert_eq!((code, stdout.as_str()), (1, ""), "{arguments}");
        assert!(stderr.contains("not a terminal"), "{arguments}: {stderr}");
    }
}

#[test]
fn options_stand_before_and_behind_a_command() {
    let home = home();
    fs::write(home.path().join("config.yaml"), "roots: [blog]\n").unwrap();
    for arguments in ["list --config config.yaml", "--config config.yaml list"] {
        assert_eq!(run(&home, arguments).1.lines().count(), 6, "{arguments}");
    }
    let (code, stdout, _) = run(&home, "list");
    assert_eq!(code, 0);
    assert!(stdout.lines().count() > 10 && stdout.contains("\tsample-posts/"), "the samples");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let home = home();
    for command in ["list", "list --json", "check", "check --json"] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut program = std::process::Command::new(assert_cmd::cargo::cargo_bin("yunbao"));
        program.args(command.split(' ')).arg("blog").current_dir(home.path());
        program.env_clear().env("HOME", home.path()).stdout(full);
        let output = program.output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{command}: {stderr}");
        assert!(stderr.contains("standard output cannot be written: No space"), "{stderr}");
        assert!(!stderr.contains("panicked"), "{stderr}");
    }
}

#[test]
fn a_closed_pipe_ends_it_silently() {
    let home = tempfile::tempdir().unwrap();
    // More than a pipe holds, so that the writing is under way when the reader goes.
    let text = format!("---\ntitle: {}\nsource: no\nsource: no\n---\n", "long ".repeat(100));
    for number in 0..600 {
        fs::write(home.path().join(format!("{number}.md")), &text).unwrap();
    }
    for command in ["list", "list --json", "check", "check --json"] {
        let mut program = std::process::Command::new(assert_cmd::cargo::cargo_bin("yunbao"));
        program.args(command.split(' ')).arg(".").current_dir(home.path());
        program.env_clear().env("HOME", home.path());
        let mut child = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{command}: {stderr}");
        assert_eq!(stderr, "", "{command}");
    }
}

#[test]
fn nothing_hostile_is_printed() {
    let home = home();
    for arguments in ["list", "list --json", "stories", "check", "check --json"] {
        let (_, stdout, stderr) = run(&home, &format!("{arguments} blog"));
        for text in [stdout, stderr] {
            let hostile = |c: char| {
                c.is_control() && c != '\n' && c != '\t'
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            assert!(!text.contains(hostile), "{arguments}: {text:?}");
        }
    }
    let evil = run(&home, "list -q evil blog").1;
    assert_eq!(evil, "\tEvil [31mred\ta b\t\tblog/hostile.md\n");
}

#[test]
fn every_code_is_in_the_documentation() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = fs::read_to_string(root.join("src/post/diagnostic.rs")).unwrap();
    let mut codes: Vec<&str> =
        source.lines().filter_map(|line| line.split_once("=> \"")?.1.strip_suffix("\",")).collect();
    let text = fs::read_to_string(root.join("docs/diagnostics.md")).unwrap();
    let mut documented: Vec<&str> = text
        .lines()
        .filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0))
        .collect();
    codes.sort_unstable();
    documented.sort_unstable();
    assert!(codes.contains(&"dead-link"), "{codes:?}");
    assert_eq!(codes, documented);
}

/// The files below a folder that are posts by their names.
fn post_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            post_files(&path, found);
        } else if path
            .extension()
            .is_some_and(|end| end == "md" || end == "markdown" || end == "mdx")
        {
            found.push(path);
        }
    }
}

#[test]
fn every_file_of_the_real_posts_is_a_row() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let Ok(folders) = fs::read_dir(corpora) else { return };
    let home = tempfile::tempdir().unwrap();
    for folder in folders {
        let folder = folder.unwrap().path();
        let mut on_disk = Vec::new();
        post_files(&folder, &mut on_disk);
        let files = scan(&Roots::from(vec![folder.clone()])).files.len();
        // Only a section's page without a text is ever left out.
        let is_empty_section = |path: &&PathBuf| {
            let text = fs::read_to_string(path).unwrap_or_default();
            let body = text.splitn(3, "---").nth(2).or_else(|| text.splitn(3, "+++").nth(2));
            path.ends_with("_index.md") && body.is_none_or(|body| body.trim().is_empty())
        };
        let sections = on_disk.iter().filter(is_empty_section).count();
        assert_eq!(files, on_disk.len(), "{folder:?}");
        let path = folder.to_str().unwrap();
        let count =
            |query: &str| run(&home, &format!("list --json {path}{query}")).1.lines().count();
        // Drafts are rows when they are asked for.
        assert_eq!(count("") + count(" -q is:draft"), files - sections, "{folder:?}");
    }
}

#[test]
fn show_prints_posts_as_text_with_their_addresses() {
    let home = home();
    let text = "---\ntitle: 云\ndate: 2026-08-20\n---\n\n# 云\n\nSee [**Envoy**](https://envoyproxy.io/) and ![p](p.png).\n\n```go\nfunc main() {}\n```\n";
    fs::write(home.path().join("one.md"), text).unwrap();
    let (code, out, err) = run(&home, "show one.md");
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(
        out,
        "云\n20 August 2026 · 8 words\n\nSee Envoy[1] and [image: p][2].\n\n╭ go\n│ func main() {}\n\n[1] https://envoyproxy.io/\n[2] p.png\n"
    );
    assert_eq!(run(&home, "show one.md --plain").1, out);
    let (_, narrow, _) = run(&home, "show one.md --width 20");
    assert!(narrow.contains("See Envoy[1] and\n[image: p][2].\n"), "{narrow}");
    let (code, out, err) = run(&home, "show one.md --width 3");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("--width"), "{err}");
}

#[test]
fn show_prints_several_posts_newest_first_and_nothing_hostile() {
    let home = home();
    let (code, out, err) = run(&home, "show blog -n 2");
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("服务网格一周\n14 August 2026 · Desk · istio.io · 1 word\n[mesh] #istio #服务网格\n\nText.\n\n──"), "{out}");
    assert_eq!(out.lines().filter(|line| line.starts_with("────────")).count(), 1, "{out}");
    let (_, out, _) = run(&home, "show blog -q title:evil");
    assert!(!out.contains(['\x1b', '\u{7}', '\u{202e}']), "{out:?}");
    let (code, out, _) = run(&home, "show blog -q nothing-like-it");
    assert_eq!((code, out.as_str()), (1, ""));
    let output = yunbao(&home).args(["show", "-"]).write_stdin("# A\n\nB\n").output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().ends_with("\n\nB\n"));
}
