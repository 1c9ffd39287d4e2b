//! Values of posts: `tags`, `categories`, `links`, and paths for xargs.

use crate::home::{home, keys, promised, rows, run, yunbao};
use std::fs;

#[test]
fn tags_are_counted_with_their_spellings() {
    let home = tempfile::tempdir().unwrap();
    for (name, tags) in [
        ("a", "Service Mesh, k8s"),
        ("b", "service-mesh, 服务网格"),
        ("c", "service-mesh, service-mesh"),
    ] {
        let text = format!("---\ntitle: {name}\ntags: [{tags}]\ncategory: News\n---\n");
        fs::write(home.path().join(format!("{name}.md")), text).unwrap();
    }
    let (code, stdout, stderr) = run(&home, "tags .");
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert_eq!(
        stdout,
        "service-mesh\t3\tservice-mesh,Service Mesh\nk8s\t1\tk8s\n服务网格\t1\t服务网格\n"
    );
    assert_eq!(run(&home, "tags . -n 1").1.lines().count(), 1);
    let (_, stdout, _) = run(&home, "tags . --json -q title:b");
    assert_eq!(promised("tags").join(" "), "value count spellings");
    for line in stdout.lines() {
        assert_eq!(keys(line), promised("tags"));
    }
    let rows = rows(&stdout);
    assert_eq!(rows[0]["spellings"], serde_json::json!(["service-mesh"]), "of the posts meant");
    assert_eq!(rows[0]["count"], 1);
    assert_eq!(run(&home, "categories .").1, "News\t3\tNews\n");
    assert_eq!(promised("categories"), promised("tags"));
    assert_eq!(run(&home, "tags . -q nothinglikethis"), (1, String::new(), String::new()));
}

#[test]
fn aliases_are_one_value() {
    let home = home();
    fs::write(home.path().join("config.yaml"), "aliases: {服务网格: istio}\n").unwrap();
    let (_, stdout, _) = run(&home, "tags blog --config config.yaml --json -q mesh");
    assert_eq!(
        stdout.lines().next(),
        Some(r#"{"value":"istio","count":1,"spellings":["istio","服务网格"]}"#)
    );
}

#[test]
fn links_are_printed_once_a_post_with_their_lines() {
    let home = tempfile::tempdir().unwrap();
    let text = "---\ntitle: A\nsource: https://front.io/\n---\n\nOne [two](https://www.a.io/x?b=1)\n\
                and again [x](https://www.a.io/x?b=1).\n\n- <https://b.io/>\n- [y](javascript:x)\n\
                - [local](b.md)\n\n![pic](http://c.io/p.png)\n";
    fs::write(home.path().join("a.md"), text).unwrap();
    fs::write(home.path().join("b.md"), "[two](https://www.a.io/x?b=1)\n").unwrap();
    let (code, stdout, stderr) = run(&home, "links a.md b.md");
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert_eq!(
        stdout,
        "https://www.a.io/x?b=1\ttwo\ta.io\ta.md\t6\n\
         https://b.io/\thttps://b.io/\tb.io\ta.md\t9\n\
         http://c.io/p.png\t[image: pic]\tc.io\ta.md\t13\n\
         https://www.a.io/x?b=1\ttwo\ta.io\tb.md\t1\n"
    );
    assert_eq!(run(&home, "links a.md b.md -n 2").1.lines().count(), 2);
    assert_eq!(run(&home, "links a.md -n 0"), (0, String::new(), String::new()));
    let (_, stdout, _) = run(&home, "links a.md --json");
    assert_eq!(promised("links").join(" "), "url text host path line");
    for line in stdout.lines() {
        assert_eq!(keys(line), promised("links"));
    }
    let output = yunbao(&home).args(["links", "-"]).write_stdin(text).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 3);
}

#[cfg(unix)]
#[test]
fn paths_for_xargs_are_those_of_the_files() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let home = tempfile::tempdir().unwrap();
    let names: [&[u8]; 3] = [b"blog/a b.md", b"blog/new\nline\x1b[31m.md", b"blog/\xff.md"];
    fs::create_dir(home.path().join("blog")).unwrap();
    for (number, name) in names.iter().enumerate() {
        let text = format!("---\ndate: 2026-01-0{}\n---\n", 9 - number);
        fs::write(home.path().join(OsStr::from_bytes(name)), text).unwrap();
    }
    let output = yunbao(&home).args(["list", "blog", "-0"]).output().unwrap();
    let wanted: Vec<u8> = names.iter().flat_map(|name| [name, b"\0".as_slice()].concat()).collect();
    assert_eq!(output.stdout, wanted);
    let output = yunbao(&home).args(["list", "blog", "--null", "-n", "1"]).output().unwrap();
    assert_eq!(output.stdout, b"blog/a b.md\0");
    let (code, stdout, stderr) = run(&home, "list -0");
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("name a folder"), "{stderr}");
}

#[test]
fn colours_are_as_they_are_wanted() {
    let home = home();
    let has_colour = |arguments: &str| run(&home, arguments).1.contains("\u{1b}[");
    assert!(has_colour("check blog --color always"));
    assert!(has_colour("--color=always check blog"));
    assert!(!has_colour("check blog --color never"));
    assert!(!has_colour("check blog --color auto"));
    let output =
        yunbao(&home).args(["check", "blog", "--color=always"]).env("NO_COLOR", "1").output();
    assert!(output.unwrap().stdout.contains(&0x1b), "what is said outweighs the environment");
}
