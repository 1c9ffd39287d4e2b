//! `yunbao stories --history`: what each post says of a story, and what is new in it.

use crate::home::{home, rows, run};
use std::fs;

/// Three digests about one page, and one about another.
fn digests() -> tempfile::TempDir {
    let home = home();
    let folder = home.path().join("weekly");
    fs::create_dir(&folder).unwrap();
    let post = |day: &str, title: &str, text: &str| {
        let text = format!(
            "---\ntitle: Weekly {day}\n---\n\n## {title}\n\n{text}\n\nSource: https://alpha.example.org/1\n\n\
             ## Beta ships\n\nBeta is out.\n\nSource: https://beta.example.org/{day}\n"
        );
        fs::write(folder.join(format!("2026-08-{day}.md")), text).unwrap();
    };
    post("14", "Alpha 1.2 ships", "Alpha 1.2 is out. It needs Linux 6.1 now.");
    post("01", "Alpha ships", "Alpha 1.1 is out.\n\n- A *list* item.");
    post("07", "Alpha ships", "Alpha 1.1 is out, 修复了三个问题。");
    home
}

#[test]
fn reports_come_oldest_first_with_what_is_new_in_them() {
    let home = digests();
    let (code, stdout, stderr) = run(&home, "stories --history -q source:alpha weekly");
    assert_eq!((code, stderr.as_str()), (0, ""), "{stdout}");
    assert_eq!(
        stdout.lines().collect::<Vec<_>>(),
        [
            "Alpha 1.2 ships",
            "https://alpha.example.org/1",
            "",
            "2026-08-01  weekly/2026-08-01.md",
            "  Alpha ships",
            "  Alpha 1.1 is out.",
            "  A list item.",
            "",
            "2026-08-07  weekly/2026-08-07.md",
            "  Alpha ships",
            "  Alpha 1.1 is out, {+修复了三个问题+}。",
            "",
            "2026-08-14  weekly/2026-08-14.md",
            "  Alpha {+1.2+} is out. {+It needs Linux 6.1 now+}.",
        ]
    );
    let (_, coloured, _) = run(&home, "stories --history --color always -q source:alpha weekly");
    assert!(coloured.contains("Alpha \u{1b}[32m1.2\u{1b}[0m is out."), "{coloured}");
    assert!(!coloured.contains("{+"), "{coloured}");
}

#[test]
fn a_row_has_each_report_with_its_additions() {
    let home = digests();
    let (code, stdout, _) = run(&home, "stories --history --json -n 1 -q source:alpha weekly");
    assert_eq!(code, 0);
    let row = &rows(&stdout)[0];
    assert_eq!(row["count"], 3);
    let reports = row["reports"].as_array().unwrap();
    let of = |key: &str| reports.iter().map(|report| report[key].clone()).collect::<Vec<_>>();
    assert_eq!(of("day"), ["2026-08-01", "2026-08-07", "2026-08-14"]);
    assert_eq!(of("title"), ["Alpha ships", "Alpha ships", "Alpha 1.2 ships"]);
    assert_eq!(reports[0]["added"], serde_json::json!([]));
    assert_eq!(reports[2]["added"], serde_json::json!(["1.2", "It needs Linux 6.1 now"]));
    assert_eq!(reports[0]["text"], "Alpha 1.1 is out.\nA list item.");
}

#[test]
fn nothing_found_is_an_exit_code_and_flags_that_contradict_are_refused() {
    let home = digests();
    assert_eq!(run(&home, "stories --history -q zzzz weekly").0, 1);
    assert_eq!(run(&home, "stories --history --explain weekly").0, 2);
}
