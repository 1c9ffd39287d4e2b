//! Tools that mark: only where they are allowed, in the store that every instance shares.

use super::agent::{Agent, PATIENCE, write_digest};
use crate::home::{home, rows, run};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::sync::mpsc;
use tempfile::TempDir;
use yunbao::post::{PageId, Target};
use yunbao::state::{Store, StoreReport, recall};

const ALPHA: &str = "https://alpha.example.org/1";

fn digests() -> TempDir {
    let home = home();
    write_digest(&home.path().join("blog"), "2026-08-20", &[("Alpha", ALPHA)]);
    home
}

/// The store's file, in the folder of a home that the platform gives it.
fn store(home: &TempDir) -> PathBuf {
    home.path().join(".local/share/yunbao/memory.db")
}

#[test]
fn nothing_can_be_marked_without_permission() {
    let home = digests();
    let mut agent = Agent::start(&home, &[]);
    for tool in ["mark_read", "star", "tag", "note"] {
        let arguments = json!({ "name": tool, "arguments": { "stories": [ALPHA] } });
        let error = agent.request("tools/call", &arguments)["error"].clone();
        assert!(error["message"].as_str().unwrap().contains("--marks"), "{error}");
    }
    agent.answer("search_stories", &json!({ "query": "is:starred" }));
    agent.end();
    assert!(!store(&home).exists(), "not even a file was made");
}

#[cfg(target_os = "linux")]
#[test]
fn marks_are_those_of_the_program_and_told_to_running_instances() {
    let home = digests();
    fs::create_dir_all(store(&home).parent().unwrap()).unwrap();
    let (sender, reports) = mpsc::channel();
    let instance = Store::open(store(&home), move |report| _ = sender.send(report));
    let mut agent = Agent::start(&home, &["--marks"]);
    let post = agent.answer("search_posts", &json!({ "query": "weekly" }))["rows"][0].clone();
    let both = json!({ "posts": [post["id"]], "stories": [ALPHA] });
    let with = |extra: Value| {
        let mut all = both.clone();
        all.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        all
    };
    for (tool, extra) in
        [("star", json!({})), ("tag", json!({ "add": ["+to do"] })), ("mark_read", json!({}))]
    {
        let changed = agent.answer(tool, &with(extra.clone()));
        assert_eq!(changed, json!({ "changed": 2, "unchanged": 0 }), "{tool}");
        let again = agent.answer(tool, &with(extra));
        assert_eq!(again, json!({ "changed": 0, "unchanged": 2 }), "{tool}");
    }
    agent.answer("note", &json!({ "story": ALPHA, "text": "one\u{1b}\ntwo" }));
    // The running instance hears of the star.
    loop {
        let report = reports.recv_timeout(PATIENCE).expect("a report of the change");
        let StoreReport::Changed { stories, .. } = report else { continue };
        if stories
            .iter()
            .any(|story| story.page == PageId::of(ALPHA) && story.starred == Some(true))
        {
            break;
        }
    }
    drop(instance);
    let row = rows(&run(&home, "stories blog --json -q is:starred").1).remove(0);
    assert_eq!(
        (&row["mine"], &row["note"], &row["seen"]),
        (&json!(["to do"]), &"one\ntwo".into(), &true.into())
    );
    let posts = rows(&run(&home, "list blog --json -q is:read").1);
    assert_eq!(
        (posts.len(), &posts[0]["id"], &posts[0]["mine"]),
        (1, &post["id"], &json!(["to do"]))
    );
    let memory = recall(&store(&home)).unwrap();
    assert!(memory.marks.days.starred_stories.contains_key(&PageId::of(ALPHA)), "with the day");

    // All of it is taken back.
    agent.answer("star", &with(json!({ "starred": false })));
    agent.answer("mark_read", &with(json!({ "read": false })));
    agent.answer("tag", &with(json!({ "remove": ["to do"] })));
    agent.answer("note", &json!({ "story": ALPHA, "text": " " }));
    for query in ["is:starred", "is:read", "mine:to_do", "has:note"] {
        assert_eq!(run(&home, &format!("list blog -q {query}")).0, 1, "{query}");
        assert_eq!(
            agent.answer("search_stories", &json!({ "query": query }))["total"],
            0,
            "{query}"
        );
    }
    let memory = recall(&store(&home)).unwrap();
    assert!(!memory.marks.annotations.contains_key(&Target::Story(PageId::of(ALPHA))));
}

#[test]
fn a_call_marks_everything_or_nothing() {
    let home = digests();
    let mut agent = Agent::start(&home, &["--marks"]);
    let names: Vec<String> = (0..101).map(|number| number.to_string()).collect();
    for (tool, arguments, part) in [
        ("star", json!({}), "name at least one post or story"),
        (
            "star",
            json!({ "stories": [ALPHA, "https://none.example.org/"] }),
            "there is no story about",
        ),
        ("star", json!({ "posts": ["../../etc/passwd"], "stories": [ALPHA] }), "there is no post"),
        ("star", json!({ "stories": names }), "at most 100 posts and stories"),
        ("star", json!({ "stories": [ALPHA], "starred": "yes" }), "starred must be true or false"),
        ("star", json!({ "stories": [ALPHA], "stared": false }), "did you mean \"starred\"?"),
        ("tag", json!({ "stories": [ALPHA] }), "name at least one tag"),
        (
            "tag",
            json!({ "stories": [ALPHA], "add": ["ok", " + "] }),
            "a tag has 1 to 64 characters",
        ),
        (
            "tag",
            json!({ "stories": [ALPHA], "add": ["x".repeat(65)] }),
            "a tag has 1 to 64 characters",
        ),
        ("note", json!({ "story": ALPHA }), "text is missing"),
        ("note", json!({ "text": "x" }), "either a post or a story"),
        ("note", json!({ "story": ALPHA, "text": "x".repeat(20_000) }), "at most 16384 bytes"),
    ] {
        let sentence = agent.mistake(tool, &arguments);
        assert!(sentence.contains(part), "{tool} {arguments}: {sentence}");
    }
    let tags: Vec<String> = (0..65).map(|number| format!("t{number}")).collect();
    let sentence = agent.mistake("tag", &json!({ "stories": [ALPHA], "add": tags }));
    assert!(sentence.contains("at most 64 tags"), "{sentence}");
    let all = agent.answer("search_stories", &json!({ "query": "alpha" }))["rows"][0].clone();
    assert_eq!(
        (&all["starred"], &all["mine"], &all["note"]),
        (&false.into(), &json!([]), &Value::Null)
    );
}

#[test]
fn marks_that_cannot_be_kept_are_an_error() {
    let home = digests();
    let mut agent = Agent::start(&home, &["--marks", "--ephemeral"]);
    let sentence = agent.mistake("star", &json!({ "stories": [ALPHA] }));
    assert!(sentence.contains("--ephemeral"), "{sentence}");
    drop(agent);
    if !cfg!(target_os = "linux") {
        return;
    }
    fs::create_dir_all(store(&home).parent().unwrap()).unwrap();
    fs::write(
        store(&home),
        "this is no database, but longer than its head of a hundred bytes. ".repeat(3),
    )
    .unwrap();
    let mut agent = Agent::start(&home, &["--marks"]);
    let sentence = agent.mistake("star", &json!({ "stories": [ALPHA] }));
    assert!(sentence.contains("memory.db"), "{sentence}");
    let hints = agent.answer("search_stories", &json!({}))["hints"].to_string();
    assert!(hints.contains("memory.db"), "reading goes on: {hints}");
    assert!(fs::read_to_string(store(&home)).unwrap().starts_with("this is no database"));
}
