//! Tools that read: their schemas, their rows, their parts, and mistakes in their arguments.

use super::agent::{Agent, write_digest};
use crate::home::{home, rows, run};
use jsonschema::draft202012;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use tempfile::TempDir;

/// Three digests: one page in all of them, and others in one each.
fn digests() -> TempDir {
    let home = home();
    let folder = home.path().join("blog");
    let alpha = ("Alpha ships", "https://alpha.example.org/1");
    write_digest(&folder, "2026-08-01", &[alpha, ("Beta", "https://beta.example.org/1")]);
    write_digest(&folder, "2026-08-07", &[alpha]);
    write_digest(&folder, "2026-08-15", &[("Alpha 1.2 ships", "https://alpha.example.org/1")]);
    home
}

#[test]
fn every_answer_meets_the_schema_of_its_tool() {
    let home = digests();
    let mut agent = Agent::start(&home, &["--marks"]);
    let tools = agent.request("tools/list", &json!({}))["result"]["tools"].clone();
    let again = agent.request("tools/list", &json!({}))["result"]["tools"].clone();
    assert_eq!(tools, again, "the same on every call");
    let post = agent.answer("search_posts", &json!({ "query": "weekly" }))["rows"][0]["id"].clone();
    let alpha = "https://alpha.example.org/1";
    let calls = [
        ("search_stories", json!({})),
        ("search_stories", json!({ "query": "nothinglikethis" })),
        ("search_posts", json!({ "query": null, "limit": 2.0 })),
        ("search_posts", json!({ "stories": true })),
        ("read_post", json!({ "post": post })),
        ("story_history", json!({ "story": alpha })),
        ("list_tags", json!({})),
        ("list_categories", json!({})),
        ("trends", json!({ "window": 30, "figures": ["month", "tag", "rising", "day"] })),
        ("trends", json!({})),
        ("mark_read", json!({ "posts": [post], "stories": [alpha] })),
        ("star", json!({ "stories": [alpha], "starred": false })),
        ("tag", json!({ "posts": [post], "add": ["todo"] })),
        ("note", json!({ "story": alpha, "text": "one\ntwo" })),
    ];
    let mut called = BTreeSet::new();
    for (name, arguments) in calls {
        let tool = tools.as_array().unwrap().iter().find(|tool| tool["name"] == name).unwrap();
        let [input, output] = ["inputSchema", "outputSchema"].map(|key| {
            assert!(draft202012::meta::is_valid(&tool[key]), "{name}: {}", tool[key]);
            draft202012::new(&tool[key]).unwrap()
        });
        let mut given = arguments.clone();
        // `null` stands for no argument, which schemas need not say.
        given.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        assert!(input.is_valid(&given), "{name}: {given}");
        assert!(!input.is_valid(&json!({ "another": 1 })), "{name}");
        let answer = agent.answer(name, &arguments);
        let errors: Vec<String> =
            output.iter_errors(&answer).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?} in {answer}");
        let mut more = answer.clone();
        more["another"] = Value::Null;
        assert!(!output.is_valid(&more), "{name}: fields may be added");
        called.insert(name);
    }
    assert_eq!(called.len(), tools.as_array().unwrap().len(), "every tool was called");
}

#[test]
fn rows_are_those_of_the_commands() {
    let home = digests();
    let mut agent = Agent::start(&home, &[]);
    for (tool, arguments, command) in [
        ("search_stories", json!({}), "stories blog --json"),
        (
            "search_stories",
            json!({ "query": "sort:title -beta" }),
            "stories blog --json -q sort:title\u{a0}-beta",
        ),
        ("search_posts", json!({ "stories": true }), "list blog --json"),
        ("list_tags", json!({}), "tags blog --json"),
        ("list_categories", json!({}), "categories blog --json"),
        ("trends", json!({ "values": 10 }), "stats blog --json"),
    ] {
        let answer = agent.answer(tool, &arguments);
        let command: Vec<String> =
            command.split(' ').map(|word| word.replace('\u{a0}', " ")).collect();
        let output = crate::home::yunbao(&home).args(command).output().unwrap();
        let expected = rows(&String::from_utf8(output.stdout).unwrap());
        assert_eq!(answer["rows"].as_array().unwrap(), &expected, "{tool}");
        assert_eq!((&answer["total"], &answer["next"]), (&expected.len().into(), &Value::Null));
    }
    let history =
        agent.answer("story_history", &json!({ "story": "http://www.alpha.example.org/1/" }));
    let (_, stdout, _) = run(&home, "stories --history --json -q source:alpha blog");
    let expected = &rows(&stdout)[0];
    assert_eq!(history["rows"], expected["reports"]);
    assert_eq!((&history["title"], &history["total"]), (&expected["title"], &3.into()));
}

#[test]
fn a_list_is_read_part_by_part() {
    let home = digests();
    let mut agent = Agent::start(&home, &[]);
    let all = agent.answer("search_posts", &json!({}))["rows"].clone();
    let (mut read, mut offset) = (Vec::new(), Some(0));
    while let Some(at) = offset {
        let part = agent.answer("search_posts", &json!({ "limit": 2, "offset": at }));
        assert_eq!((&part["offset"], &part["total"]), (&at.into(), &9.into()));
        read.extend(part["rows"].as_array().unwrap().clone());
        offset = part["next"].as_u64();
    }
    assert_eq!(Value::from(read), all);
    let beyond = agent.answer("search_posts", &json!({ "offset": 1_000 }));
    assert_eq!((&beyond["rows"], &beyond["next"]), (&json!([]), &Value::Null));
}

#[test]
fn a_post_is_read_as_markdown_part_by_part() {
    let home = digests();
    let paragraphs = |end: &str| -> String {
        let all: Vec<String> =
            (0..200).map(|number| format!("第{number}段。*Text*{end}")).collect();
        all.join("\n\n") + "\n"
    };
    let text = paragraphs(" <!-- hidden -->");
    fs::write(home.path().join("blog/long.md"), format!("---\ntitle: Long\n---\n\n{text}"))
        .unwrap();
    let mut agent = Agent::start(&home, &[]);
    let expected = paragraphs("");
    let (mut read, mut offset) = (String::new(), Some(0));
    while let Some(at) = offset {
        let part = agent
            .answer("read_post", &json!({ "post": "blog/long.md", "offset": at, "limit": 500 }));
        assert_eq!((&part["title"], &part["total"]), (&"Long".into(), &expected.len().into()));
        let text = part["text"].as_str().unwrap();
        assert!(text.len() <= 500);
        read.push_str(text);
        offset = part["next"].as_u64();
    }
    assert_eq!(read, expected);
    // An offset within a character, and one behind the end.
    let part =
        agent.answer("read_post", &json!({ "post": "blog/long.md", "offset": 1, "limit": 10 }));
    assert_eq!(part["offset"], 0);
    let part = agent.answer("read_post", &json!({ "post": "blog/long.md", "offset": 1_000_000 }));
    assert_eq!((&part["text"], &part["next"]), (&"".into(), &Value::Null));
}

#[test]
fn mistakes_are_sentences_that_say_what_to_do() {
    let home = digests();
    let mut agent = Agent::start(&home, &[]);
    for (tool, arguments, part) in [
        ("search_posts", json!({ "limit": 0 }), "limit must be an integer from 1 to 100"),
        ("search_posts", json!({ "limit": "5" }), "limit must be an integer from 1 to 100"),
        ("search_posts", json!({ "qurey": "x" }), "did you mean \"query\"?"),
        ("search_posts", json!({ "query": ["x"] }), "query must be a string"),
        ("search_posts", json!({ "query": "x".repeat(5_000) }), "at most 4096 bytes"),
        ("read_post", json!({}), "post is missing"),
        (
            "read_post",
            json!({ "post": "blog/none.md" }),
            "take the `id` or `path` of a row of search_posts",
        ),
        (
            "story_history",
            json!({ "story": "https://none.example.org" }),
            "take the `url` of a row of search_stories",
        ),
        ("trends", json!({ "figures": ["risin"] }), "did you mean \"rising\"?"),
        ("trends", json!({ "window": 5_000 }), "window must be an integer from 1 to 3650"),
    ] {
        let sentence = agent.mistake(tool, &arguments);
        assert!(sentence.contains(part), "{tool} {arguments}: {sentence}");
    }
    for (query, part) in [
        ("titel:alpha", "did you mean title:?"),
        ("alpha tag:none", "without `tag:none` there are 1"),
        ("date:2026-13", "2026-13"),
    ] {
        let hints = agent.answer("search_stories", &json!({ "query": query }))["hints"].to_string();
        assert!(hints.contains(part), "{query}: {hints}");
    }
    let hints =
        agent.answer("search_stories", &json!({ "query": "服务网格一周" }))["hints"].to_string();
    assert!(hints.contains("use search_posts"), "{hints}");
}

#[test]
fn what_changes_on_the_disk_is_there_in_the_next_answer() {
    let home = digests();
    let mut agent = Agent::start(&home, &[]);
    assert_eq!(agent.answer("search_stories", &json!({}))["total"], 2);
    write_digest(
        &home.path().join("blog"),
        "2026-08-20",
        &[("Gamma", "https://gamma.example.org/")],
    );
    agent.until("search_stories", &json!({ "query": "gamma" }), |answer| answer["total"] == 1);
    fs::remove_file(home.path().join("blog/2026-08-20.md")).unwrap();
    agent.until("search_stories", &json!({ "query": "gamma" }), |answer| answer["total"] == 0);
}

#[test]
fn a_folder_without_posts_is_served_until_there_are_some() {
    let home = home();
    fs::create_dir(home.path().join("empty")).unwrap();
    let mut agent = Agent::start_on(&home, "empty", &[]);
    let answer = agent.answer("search_posts", &json!({}));
    assert_eq!(
        (&answer["total"], &answer["hints"]),
        (&0.into(), &json!(["there are no posts in empty"]))
    );
    write_digest(
        &home.path().join("empty"),
        "2026-08-20",
        &[("Gamma", "https://gamma.example.org/")],
    );
    agent.until("search_posts", &json!({}), |answer| answer["total"] == 1);
}

#[test]
fn rules_leave_out_what_they_mute() {
    let home = digests();
    fs::create_dir_all(home.path().join("config/yunbao")).unwrap();
    let config = "rules: [{when: 'source:beta', mute: true}]\n";
    fs::write(home.path().join("config/yunbao/config.yaml"), config).unwrap();
    let mut agent = Agent::start(&home, &[]);
    assert_eq!(agent.answer("search_stories", &json!({}))["total"], 1);
    let muted = agent.answer("search_stories", &json!({ "query": "is:muted" }));
    assert_eq!(muted["rows"][0]["title"], "Beta");
}
