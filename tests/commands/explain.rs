//! `yunbao stories --explain`: why each part of a post is a story or not.

use crate::home::{home, run};
use std::fs;

#[test]
fn each_part_is_told_with_its_line_and_reason() {
    let home = home();
    let text = "---\ntitle: Alpha Weekly #3\n---\n\nHello.\n\n## News\n\n\
        - [Alpha ships](https://alpha.example.org/1) at last.\n\
        - [Beta ships](https://beta.example.org/2)\n\n\
        ## Subscribe\n\n- [Mail](https://mail.example.org/list)\n";
    let folder = home.path().join("weekly");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("3.md"), text).unwrap();
    let (code, stdout, stderr) = run(&home, "stories --explain weekly/3.md");
    assert_eq!((code, stderr.as_str()), (0, ""), "{stdout}");
    assert_eq!(
        stdout.lines().collect::<Vec<_>>(),
        [
            "weekly/3.md: read as a digest",
            "5\tnames no page\tHello.\t",
            "7\ta category: stories are below it\tNews\thttps://beta.example.org/2",
            "9\tstory\tAlpha ships\thttps://alpha.example.org/1",
            "10\tstory\tBeta ships\thttps://beta.example.org/2",
            "12\tabout the digest: subscription, authors, jobs\tSubscribe\thttps://mail.example.org/list",
            "14\tabout the digest: subscription, authors, jobs\tMail\thttps://mail.example.org/list",
        ]
    );
    let (_, chinese, _) = run(&home, "--lang zh-Hans stories --explain weekly/3.md");
    assert!(chinese.starts_with("weekly/3.md：识别为新闻汇总\n"), "{chinese}");
    assert!(chinese.contains("9\t新闻\tAlpha ships\t"), "{chinese}");
    assert_eq!(run(&home, "stories --explain --json weekly/3.md").0, 2);
}

#[test]
fn a_page_of_links_that_lacks_only_a_day_is_told_so() {
    let home = home();
    let item = |number: u8| {
        format!("- [Alpha {number} ships](https://a{number}.example.org/): it sings\n")
    };
    let text: String = (0..10).map(item).collect();
    let folder = home.path().join("pages");
    fs::create_dir(&folder).unwrap();
    let first_line = |language: &str, text: &str| {
        fs::write(folder.join("links.md"), text).unwrap();
        let (code, stdout, _) =
            run(&home, &format!("--lang {language} stories --explain pages/links.md"));
        assert_eq!(code, 0);
        stdout.lines().next().unwrap().to_owned()
    };
    let undated = format!("# Links\n\n{text}");
    assert_eq!(
        first_line("en", &undated),
        "pages/links.md: read as an article, since it has neither a date nor a number in its name"
    );
    assert!(first_line("zh-Hant", &undated).contains("沒有日期"));
    let dated = format!("---\ntitle: Links\ndate: 2026-08-14\n---\n\n{text}");
    assert_eq!(first_line("en", &dated), "pages/links.md: read as a digest");
    let essay = first_line("en", "# Alpha\n\nIt sings, and it has done so for a long time.\n");
    assert_eq!(essay, "pages/links.md: read as an article");
}
