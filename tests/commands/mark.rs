//! `yunbao mark`: what is marked, what is refused, and that the next command sees it.

use super::home::{home, rows, run, texts, yunbao};
use std::fs;
use tempfile::TempDir;

const WEEKLY: &str = "# Weekly\n\n## [Istio 1.30 is out](https://istio.io/1.30)\n\nIt has a new mode.\n\n\
    ## [Cilium has a mesh](https://cilium.io/mesh)\n\nWithout sidecars.\n\n\
    ## [Envoy reads faster](https://envoyproxy.io/faster)\n\nTwice as fast.\n";

fn home_with_stories() -> TempDir {
    let home = home();
    fs::write(home.path().join("blog/2026-08-15-weekly.md"), WEEKLY).unwrap();
    home
}

/// Runs the program with some lines on standard input.
fn run_with_input(home: &TempDir, arguments: &str, input: &str) -> (i32, String, String) {
    let output = yunbao(home).args(arguments.split(' ')).write_stdin(input).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// Titles of the posts, or stories, that a query finds.
fn found(home: &TempDir, command: &str, query: &str) -> Vec<String> {
    let (_, stdout, _) = run(home, &format!("{command} blog --json -q {query}"));
    texts(&rows(&stdout), "title").into_iter().map(str::to_owned).collect()
}

#[test]
fn what_a_query_finds_is_marked_and_counted() {
    let home = home();
    let said = |arguments: &str| {
        let (code, stdout, stderr) = run(&home, arguments);
        assert_eq!((code, stdout.as_str()), (0, ""), "{arguments}: {stderr}");
        stderr
    };
    let mark = "mark blog -q tag:istio --read --star --tag mesh --tag +later --note";
    assert_eq!(said(&format!("{mark} Friday")), "yunbao: 1 of 1 post marked\n");
    let (_, stdout, _) = run(&home, "list blog --json -q is:starred");
    let row = &rows(&stdout)[0];
    assert_eq!((row["read"].as_bool(), row["note"].as_str()), (Some(true), Some("Friday")));
    assert_eq!(row["mine"], serde_json::json!(["mesh", "later"]));
    assert_eq!(said(&format!("{mark} Friday")), "yunbao: 0 of 1 post marked\n", "once is enough");
    assert_eq!(said(&format!("{mark} Friday --quiet")), "");
    let undo = "mark blog -q mine:later --unread --unstar --untag MESH --untag later --note=";
    assert_eq!(said(undo), "yunbao: 1 of 1 post marked\n");
    assert_eq!(found(&home, "list", "is:starred"), [] as [&str; 0]);
    assert_eq!(found(&home, "list", "has:note"), [] as [&str; 0]);
    assert_eq!(said("mark blog --read"), "yunbao: 6 of 6 posts marked\n", "a folder is named");
    assert_eq!(run(&home, "mark blog --read -q nothing-like-this").0, 1);
}

#[test]
fn nothing_is_marked_by_accident() {
    let home = home();
    for (arguments, part) in [
        (&["mark", "--read"][..], "mark which?"),
        (&["mark", "--read", "-q", ""], "the query is empty"),
        (&["mark", "--read", "blog", "-q", " "], "the query is empty"),
        (&["mark", "--read", "blog", "-q", "tga:istio"], "nothing was marked"),
        (&["mark", "--read", "blog", "-"], "--stdin"),
        (&["mark", "--read", "--ephemeral", "blog"], "--ephemeral"),
        (&["mark", "blog", "-q", "istio"], "--read"),
        (&["mark", "blog", "--stories"], "--read"),
        (&["mark", "blog", "--read", "--unread"], "cannot be used with"),
        (&["mark", "blog", "--tag", "#"], "cannot be a tag"),
    ] {
        let output = yunbao(&home).args(arguments).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(stderr.contains(part) && output.stdout.is_empty(), "{arguments:?}: {stderr}");
    }
    let long = "x".repeat(17 << 10);
    let output = yunbao(&home).args(["mark", "blog", "--note", &long]).output().unwrap();
    assert!(output.status.code() == Some(2) && !home.path().join(".local").exists());
    let (code, stdout, stderr) = run(&home, "mark blog --star --dry-run");
    assert_eq!((code, stdout.lines().count()), (0, 6));
    assert!(stdout.starts_with("star\t服务网格一周\tblog/2026-08-14-mesh.md\n"), "{stdout}");
    assert_eq!(stderr, "yunbao: 6 of 6 posts would be marked\n");
    assert_eq!(found(&home, "list", "is:starred"), [] as [&str; 0]);
    let (code, _, stderr) = run(&home, "mark --star --all --dry-run -n 2");
    assert_eq!((code, stderr.as_str()), (0, "yunbao: 2 of 2 posts would be marked\n"));
}

#[test]
fn posts_are_named_on_standard_input() {
    let home = home();
    let (_, listed, _) = run(&home, "list blog --json");
    let listed = rows(&listed);
    let id = listed[1]["id"].as_str().unwrap();
    let absolute = home.path().canonicalize().unwrap().join("blog/2026-08-01-a.md");
    let lines = format!("\"{id}\"\n\nblog/2026-08-14-mesh.md\n{}\n{id}\n", absolute.display());
    let (code, stdout, stderr) = run_with_input(&home, "mark blog --star --stdin --json", &lines);
    assert_eq!((code, stderr.as_str()), (0, "yunbao: 3 of 3 posts marked\n"));
    assert_eq!(texts(&rows(&stdout), "title"), ["Late", "服务网格一周", "Twice"]);
    // Whole rows do as well, and a query narrows them.
    let (_, all, _) = run(&home, "list blog --json");
    let arguments = "mark blog --unstar --stdin -q tag:istio";
    assert_eq!(run_with_input(&home, arguments, &all).2, "yunbao: 1 of 1 post marked\n");
    assert_eq!(found(&home, "list", "is:starred"), ["Late", "Twice"]);
    let lines = "nothing\n0123456789abcdef\nblog/2026-08-14-mesh.md\n";
    let (code, _, stderr) = run_with_input(&home, "mark blog --read --stdin", lines);
    assert_eq!(code, 1, "some failed");
    assert!(stderr.contains("line 1: nothing is called \"nothing\""), "{stderr}");
    assert!(stderr.contains("line 2:") && stderr.contains("1 of 1 post marked"), "{stderr}");
}

#[test]
fn stories_are_marked_by_query_id_and_address() {
    let home = home_with_stories();
    let (code, stdout, _) =
        run(&home, "mark blog --stories -q story:istio --star --tag mesh --json");
    let marked = rows(&stdout);
    assert_eq!((code, texts(&marked, "title")), (0, vec!["Istio 1.30 is out"]));
    assert_eq!(marked[0]["changes"], serde_json::json!(["star", "tag:mesh"]));
    let (_, stdout, _) = run(&home, "stories blog --json");
    let stories = rows(&stdout);
    let first = &stories[0];
    assert_eq!(first["id"], marked[0]["id"]);
    assert_eq!(first["mine"], serde_json::json!(["mesh"]));
    assert_eq!(first["summary"].as_str(), Some("It has a new mode."));
    let lines = format!(
        "{}\nhttp://www.cilium.io/mesh/?utm_source=x\n",
        stories[2]["id"].as_str().unwrap()
    );
    let (code, _, stderr) = run_with_input(&home, "mark blog --stories --read --stdin", &lines);
    assert_eq!((code, stderr.as_str()), (0, "yunbao: 2 of 2 stories marked\n"));
    assert_eq!(found(&home, "stories", "is:seen").len(), 2);
    assert_eq!(found(&home, "list", "is:read"), [] as [&str; 0], "the post is not read");
}

#[test]
fn a_store_that_cannot_be_written_is_reported_and_kept() {
    let home = home();
    let folder = home.path().join("data/yunbao");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("memory.db");
    let garbage = b"This is not a database but a text, long enough to look like a file.".repeat(20);
    fs::write(&file, &garbage).unwrap();
    let mut command = yunbao(&home);
    command.env("XDG_DATA_HOME", home.path().join("data"));
    let output = command.args(["mark", "blog", "--read"]).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{stderr}");
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
    assert!(stderr.contains("Marks cannot be saved"), "{stderr}");
    assert_eq!(fs::read(&file).unwrap(), garbage);
}
