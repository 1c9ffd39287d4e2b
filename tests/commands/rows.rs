//! Rows: the output of `list` and `stories`.

use crate::home::{home, keys, promised, rows, run, texts, yunbao};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use yunbao::load::{Roots, scan};
use yunbao::post::PageId;
use yunbao::state::{Annotated, Change, Store};

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
        "id path title date authors categories tags source draft words read starred mine note stories \
         warnings muted score"
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
    assert_eq!((&rows[0]["mine"], &rows[0]["note"]), (&serde_json::json!([]), &Value::Null));
    assert_eq!(rows[0]["id"].as_str().unwrap().len(), 16);
    assert_eq!((&rows[4]["date"], &rows[4]["source"]), (&Value::Null, &Value::Null));
    assert_eq!(rows[4]["warnings"], 2, "{}", rows[4]);
}

#[test]
fn colours_are_on_every_row_where_they_are_asked_for() {
    let home = home();
    for command in ["list", "stories", "tags", "categories", "links", "stats"] {
        let path = home.path().join("blog/2026-08-15-digest.md");
        let text = "---\ntitle: Weekly\n---\n\n## A\n\nText.\n\nSource: https://a.io/a\n\n## B\n\n\
                    Text.\n\nSource: https://b.io/b\n";
        fs::write(path, text).unwrap();
        let (_, plain, _) = run(&home, &format!("{command} blog"));
        assert!(!plain.is_empty() && !plain.contains('\u{1b}'), "{command}: {plain:?}");
        let (_, coloured, _) = run(&home, &format!("{command} --color always blog"));
        assert!(coloured.lines().all(|line| line.contains("\u{1b}[")), "{command}: {coloured:?}");
        let (_, never, _) = run(&home, &format!("{command} --color never blog"));
        assert_eq!(never, plain, "{command}");
    }
}

#[test]
fn markup_is_no_part_of_titles_and_tags() {
    let home = home();
    let text = "---\ntitle: \"It&#8217;s here &#8211; Tom &amp; Jerry\"\ntags: [\"R&amp;D\", \"#daily\"]\n---\n";
    fs::write(home.path().join("a.md"), text).unwrap();
    let found = rows(&run(&home, "list a.md --json -q #daily").1);
    assert_eq!(found[0]["title"], "It’s here – Tom & Jerry");
    assert_eq!(found[0]["tags"], serde_json::json!(["R&D", "daily"]));
}

#[test]
fn a_heading_that_many_posts_begin_with_is_no_title() {
    let home = home();
    fs::create_dir_all(home.path().join("digest/2024-03-bundle")).unwrap();
    for (name, text) in [
        ("one.md", "## Featured\n\nText.\n"),
        ("two.md", "## Featured\n\nText.\n"),
        ("three.md", "## Featured\n\nText.\n"),
        ("own.md", "# Own title\n\n## Featured\n"),
        ("late.md", "Text.\n\n## Featured\n"),
        ("empty.md", "#\n\n# Second\n"),
        ("2024-03-bundle/index.zh.md", "Text.\n"),
    ] {
        fs::write(home.path().join("digest").join(name), text).unwrap();
    }
    let found = rows(&run(&home, "list digest --json").1);
    let mut titles: Vec<&str> = found.iter().map(|row| row["title"].as_str().unwrap()).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["2024-03-bundle", "Own title", "Second", "late", "one", "three", "two"]);
    assert_eq!(run(&home, "list digest -q title:featured").0, 1);
    // In a vault, the title of a note is the name of its file.
    fs::create_dir(home.path().join("digest/.obsidian")).unwrap();
    let found = rows(&run(&home, "list digest --json").1);
    assert!(found.iter().any(|row| row["title"] == "own"), "{found:?}");
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
    assert!(stderr.contains("note:") && stderr.contains("did you mean title:?"), "{stderr}");
}

#[test]
fn stories_are_printed_once_a_page() {
    let home = tempfile::tempdir().unwrap();
    let text = "---\ntags: [istio]\n---\n# News\n\n## A\n\nText.\n\n**Source:** [a](https://www.cncf.io/a)\n";
    for day in ["2026-01-02", "2026-01-09"] {
        fs::write(home.path().join(format!("{day}.md")), text).unwrap();
    }
    let (code, stdout, _) = run(&home, "stories .");
    assert_eq!(
        (code, stdout.as_str()),
        (0, "2026-01-02\t2026-01-09\t2\tA\thttps://www.cncf.io/a\n")
    );
    let (_, stdout, _) = run(&home, "stories . --json");
    assert_eq!(
        promised("stories").join(" "),
        "id title url host first last count posts tags summary seen starred mine note muted score"
    );
    assert_eq!(keys(stdout.trim()), promised("stories"));
    let rows = rows(&stdout);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["tags"], serde_json::json!(["istio"]));
    assert_eq!((&rows[0]["host"], &rows[0]["count"]), (&"cncf.io".into(), &2.into()));
    assert_eq!(rows[0]["posts"], serde_json::json!(["./2026-01-09.md", "./2026-01-02.md"]));
}

#[cfg(target_os = "linux")]
#[test]
fn own_tags_and_notes_are_printed_and_found() {
    let home = home();
    let text = "# News\n\n## A\n\nText.\n\n**Source:** [a](https://a.io/a)\n\n## B\n\nText.\n\n\
                **Source:** [b](https://b.io/b)\n";
    fs::create_dir(home.path().join("news")).unwrap();
    fs::write(home.path().join("news/2026-01-09.md"), text).unwrap();
    let annotated = Annotated::Story(PageId::of("https://a.io/a"));
    let store = Store::open(home.path().join(".local/share/yunbao/memory.db"), |_| {});
    store.keep(Change::Tagged(vec![annotated.clone()], "to do".to_owned(), true));
    store.keep(Change::Noted(vec![(annotated, "one\n\u{1b}two".to_owned())]));
    drop(store);
    let (_, stdout, _) = run(&home, "stories news --json");
    let found = rows(&stdout);
    assert_eq!(found[0]["mine"], serde_json::json!(["to do"]));
    assert_eq!(found[0]["note"], "one\ntwo", "clean, whatever is in the file");
    assert_eq!((&found[1]["mine"], &found[1]["note"]), (&serde_json::json!([]), &Value::Null));
    for query in ["mine:to_do", "mine:to*", "has:note", "note:two"] {
        assert_eq!(run(&home, &format!("stories news -q {query}")).1.lines().count(), 1, "{query}");
        assert_eq!(run(&home, &format!("list news -q {query}")).1.lines().count(), 1, "{query}");
    }
    assert_eq!(run(&home, "list news -q mine:other").0, 1);
}

#[test]
fn a_query_means_each_storys_own_words_and_its_days_are_those_of_all_posts() {
    let home = tempfile::tempdir().unwrap();
    let a = "## A\n\nAbout apples.\n\n**Source:** [a](https://a.io/a)\n\n";
    let b = "## B\n\nAbout pears.\n\n**Source:** [b](https://b.io/b)\n";
    fs::write(home.path().join("2026-01-02.md"), format!("# News\n\n{a}")).unwrap();
    fs::write(home.path().join("2026-01-09.md"), format!("# More news\n\n{a}{b}")).unwrap();
    let titles = |query: &str| -> Vec<(String, u64, String)> {
        let arguments = ["stories", ".", "--json", "-q", query];
        let output = yunbao(&home).args(arguments).output().unwrap();
        let stdout = String::from_utf8(output.stdout).unwrap();
        let row = |row: &Value| {
            let text = |key: &str| row[key].as_str().unwrap().to_owned();
            (text("title"), row["count"].as_u64().unwrap(), text("first"))
        };
        rows(&stdout).iter().map(row).collect()
    };
    let story = |title: &str, count, first: &str| (title.to_owned(), count, first.to_owned());
    assert_eq!(titles("pears"), [story("B", 1, "2026-01-09")], "not A, though it is in that post");
    assert_eq!(titles("apples date:2026-01-09"), [story("A", 2, "2026-01-02")]);
    assert_eq!(titles("news"), [], "the title of a post is no story's");
    assert_eq!(titles("sort:count")[0].0, "A");
    assert_eq!(titles("-sort:count source:b.io OR apples")[0].0, "B");
    // The digest of stories is made from the same stories.
    let (_, stdout, _) = run(&home, "export --format markdown . -q pears");
    assert!(stdout.contains("## B") && !stdout.contains("## A"), "{stdout}");
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

#[test]
fn a_folder_called_like_a_command_is_a_folder() {
    let home = home();
    fs::rename(home.path().join("blog"), home.path().join("list")).unwrap();
    assert_eq!(run(&home, "list list").1.lines().count(), 6);
    assert_eq!(run(&home, "list ./list").1.lines().count(), 6);
    // This starts the reader, which finds no terminal here.
    for arguments in ["./list", "-- list", "./list list", "-q x ./list"] {
        let (code, stdout, stderr) = run(&home, arguments);
        assert_eq!((code, stdout.as_str()), (1, ""), "{arguments}");
        assert!(stderr.contains("no terminal to draw on"), "{arguments}: {stderr}");
    }
}

/// The files below a folder whose names make them posts.
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
        // Only a section's page without text is ever left out.
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
        // Drafts are listed on request.
        assert_eq!(count("") + count(" -q is:draft"), files - sections, "{folder:?}");
    }
}

#[test]
fn a_day_or_title_in_a_path_is_found_however_its_folder_is_named() {
    let home = home();
    let days = home.path().join("days/2026/01/14");
    let index = home.path().join("days/2026-01-15-x");
    for folder in [&days, &index] {
        fs::create_dir_all(folder).unwrap();
    }
    fs::write(days.join("x.md"), "text\n").unwrap();
    fs::write(index.join("index.md"), "text\n").unwrap();
    for (folder, arguments, expected) in [
        (home.path(), "days", "2026-01-15 2026-01-15-x, 2026-01-14 x"),
        (&days, ".", "2026-01-14 x"),
        (&days, "x.md", "2026-01-14 x"),
        (&days, "../14/x.md", "2026-01-14 x"),
        (&*home.path().join("days/2026/01"), "14", "2026-01-14 x"),
        (&index, ".", "2026-01-15 2026-01-15-x"),
        (&index, "index.md", "2026-01-15 2026-01-15-x"),
    ] {
        let mut program = yunbao(&home);
        let output = program.args(["list", arguments]).current_dir(folder).output().unwrap();
        let stdout = String::from_utf8(output.stdout).unwrap();
        let first_two = |line: &str| line.split('\t').take(2).collect::<Vec<_>>().join(" ");
        let found: Vec<String> = stdout.lines().map(first_two).collect();
        assert_eq!(found.join(", "), expected, "{arguments} in {}", folder.display());
    }
}

#[test]
fn stories_of_dated_parts_have_their_own_day() {
    let home = home();
    let text = "---\ntitle: Weekly news\ndate: 2021-02-07\n---\n\
        ## 2021-02-01\n\n- [Alpha ships](https://a.example.org/1): why it matters.\n\
        - [Beta ships](https://b.example.org/2): why it matters.\n\n\
        ## 2021-02-02\n\n- [Gamma ships](https://c.example.org/3): why it matters.\n";
    fs::create_dir(home.path().join("dated")).unwrap();
    fs::write(home.path().join("dated/weekly.md"), text).unwrap();
    let (_, stdout, _) = run(&home, "list --json dated");
    let post = &rows(&stdout)[0];
    let days: Vec<&str> = post["stories"]
        .as_array()
        .unwrap()
        .iter()
        .map(|story| story["day"].as_str().unwrap())
        .collect();
    assert_eq!(days, ["2021-02-01", "2021-02-01", "2021-02-02"]);
    assert_eq!(post["date"], "2021-02-07");
    let (_, stdout, _) = run(&home, "stories --json dated -q date:2021-02-02");
    assert_eq!(texts(&rows(&stdout), "title"), ["Gamma ships"]);
    assert_eq!(rows(&stdout)[0]["first"], "2021-02-02");
}

#[test]
fn a_root_may_say_how_its_stories_are_written() {
    let home = home();
    let text = "# Notes\n\nSome words of ours.\n\n## Links\n\n\
        - [Alpha ships](https://a.example.org/1): why it matters.\n";
    fs::create_dir_all(home.path().join("notes/below")).unwrap();
    fs::write(home.path().join("notes/below/a.md"), text).unwrap();
    let config = |forms: &str| {
        let text = format!("roots: [{{path: notes, stories: {forms}}}]\n");
        fs::write(home.path().join("config.yaml"), text).unwrap();
    };
    let count = |arguments: &str| {
        let (_, stdout, _) = run(&home, &format!("list --json --config config.yaml{arguments}"));
        rows(&stdout)[0]["stories"].as_array().unwrap().len()
    };
    for (forms, stories) in [("items", 1), ("none", 0), ("tables", 0), ("auto", 0)] {
        config(forms);
        assert_eq!(count(""), stories, "{forms}");
        assert_eq!(count(" notes/below"), stories, "{forms}");
        assert_eq!(count(" notes/below/a.md"), stories, "{forms}");
    }
    config("items");
    let (_, shown, _) = run(&home, "config show --config config.yaml");
    assert!(shown.contains("  stories: items\n"), "{shown}");
}
