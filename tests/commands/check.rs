//! `check`: findings printed like compiler diagnostics.

use crate::home::{home, keys, promised, rows, run};
use serde_json::Value;
use std::fs;
use std::path::Path;

#[test]
fn check_prints_findings_as_compilers_do() {
    let home = home();
    let (code, stdout, stderr) = run(&home, "check blog -q late");
    assert_eq!(
        (code, stdout.as_str(), stderr.as_str()),
        (
            0,
            "\
hint[date-after-name]: 2026-08-09 is later than 2026-08-07 in the file's name; 2026-08-09 counts
 --> blog/2026-08-07-late.md:3:7
  |
3 | date: 2026-08-09
  |       ^^^^^^^^^^

",
            "1 hint in 1 post\n"
        )
    );
    let (code, stdout, stderr) = run(&home, "check blog");
    assert_eq!(code, 0, "warnings alone");
    let wanted =
        "warning[duplicate-title]: has the same title and date as blog/2026-08-01-a.md; rename";
    assert!(stdout.contains(wanted), "{stdout}");
    assert!(stdout.contains("--> blog/2026-08-01-b.md\n"), "{stdout}");
    assert!(!stdout.contains('\u{1b}'), "no colours without a terminal");
    assert!(stderr.ends_with("warnings, 1 hint in 7 posts\n"), "{stderr}");
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
warning[dead-link]: links to gone.png, which does not exist
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
fn a_link_that_a_generator_resolves_is_not_dead() {
    let home = home();
    let site = home.path().join("site/content");
    fs::create_dir_all(site.join("posts")).unwrap();
    fs::create_dir_all(site.join("docs")).unwrap();
    fs::write(site.join("docs/other.md"), "# other\n").unwrap();
    let text = "# A\n\n[o]({{< ref \"other.md\" >}}) [r]({{< relref \"docs/other.md#s\" >}}) \
                [p]({{% ref \"other.md\" %}})\n\n[p]({% link _posts/2024-01-01-x.md %}) \
                [s]({{ \"x.md\" | relative_url }})\n";
    fs::write(site.join("posts/a.md"), text).unwrap();
    let (code, stdout, stderr) = run(&home, "check site --strict");
    assert_eq!((code, &*stdout, &*stderr), (0, "", "no problems in 2 posts\n"));
}

#[test]
fn a_dead_link_is_shown_where_its_address_stands() {
    let home = home();
    let text = "# A\n\n<a href=\"dead2.md\">x</a>\n\nsee `nodead2.md` here\n";
    fs::write(home.path().join("a.md"), text).unwrap();
    let found = rows(&run(&home, "check a.md --json").1);
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0]["line"], &found[0]["column"]), (&3.into(), &10.into()));
}

#[test]
fn a_title_that_yaml_would_cut_is_whole_and_warned_about() {
    let home = home();
    for (name, front) in [
        ("1", "title: #127 Mesh"),
        ("2", "title: Weekly #12"),
        ("3", "title: &istio is out"),
        ("4", "title: !important news\ntags: [!x, y]"),
        ("5", "title: hash tags\ntags: #foo #bar"),
    ] {
        fs::create_dir_all(home.path().join("signs")).unwrap();
        let path = home.path().join(format!("signs/{name}.md"));
        fs::write(path, format!("---\n{front}\ndate: 2024-01-0{name}\n---\nbody\n")).unwrap();
    }
    let listed = rows(&run(&home, "list signs --json").1);
    let titles: Vec<&str> = listed.iter().map(|row| row["title"].as_str().unwrap()).collect();
    let wanted = ["hash tags", "!important news", "&istio is out", "Weekly #12", "#127 Mesh"];
    assert_eq!(titles, wanted);
    assert_eq!(listed[0]["tags"], serde_json::json!(["foo", "bar"]));
    assert_eq!(listed[1]["tags"], serde_json::json!(["!x", "y"]));
    let (code, _, stderr) = run(&home, "check signs --strict");
    assert_eq!((code, &*stderr), (1, "6 warnings in 5 posts\n"));
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
fn every_code_is_in_the_documentation() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = fs::read_to_string(root.join("crates/core/src/post/diagnostic.rs")).unwrap();
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

#[test]
fn check_speaks_the_language_and_its_json_does_not() {
    let home = home();
    let (_, stdout, stderr) = run(&home, "check --lang zh-Hans blog");
    assert!(stdout.contains("不是有效的") && stderr.contains("个警告"), "{stdout}{stderr}");
    let json = run(&home, "check --json blog").1;
    assert_eq!(run(&home, "check --lang zh-Hans --json blog").1, json);
}

#[cfg(unix)]
#[test]
fn hints_stand_last_and_are_not_wrong() {
    let home = home();
    fs::create_dir(home.path().join("linked")).unwrap();
    fs::write(home.path().join("linked/a.md"), "# A\n").unwrap();
    fs::write(home.path().join("secret"), "# Secret\n").unwrap();
    std::os::unix::fs::symlink("../secret", home.path().join("linked/notes.md")).unwrap();
    let (code, output, errors) = run(&home, "check linked --strict");
    assert_eq!((code, &*errors), (0, "1 hint in 1 post\n"), "{output}");
    assert!(output.starts_with("hint[outside-link]: "), "{output}");
    let (_, output, _) = run(&home, "check linked --json");
    assert_eq!(rows(&output)[0]["severity"], "hint");
    let (_, output, _) = run(&home, "list linked");
    assert!(!output.contains("Secret"), "{output}");
    fs::create_dir_all(home.path().join("config/yunbao")).unwrap();
    fs::write(home.path().join("config/yunbao/config.yaml"), "follow_links: true\n").unwrap();
    let (_, output, _) = run(&home, "list linked");
    assert!(output.contains("notes.md"), "{output}");
}
