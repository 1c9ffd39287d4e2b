//! `stats`: figures.

use crate::home::{home, keys, promised, rows, run};
use std::fs;
use tempfile::TempDir;

/// Ten posts a month: `new` in the newest, `old` in the earlier one, `always` in both.
fn changing() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (month, tag) in [("08", "new"), ("06", "old")] {
        for day in 10..20 {
            let text =
                format!("---\ntitle: {tag} {day}\ntags: [{tag}, always]\ncategory: C\n---\n");
            fs::write(home.path().join(format!("2026-{month}-{day}-a.md")), text).unwrap();
        }
    }
    home
}

#[test]
fn figures_are_rows_in_a_pipe() {
    let home = changing();
    let (code, stdout, stderr) = run(&home, "stats . --window 30");
    assert_eq!((code, stderr.as_str()), (0, ""));
    // The days before the window are those of July: nothing to compare with.
    // The rows of days come after those that existed before them.
    let days = |month: &str| -> String {
        let lines = (10..20).map(|day| format!("day\t2026-{month}-{day}\t1\t\n"));
        lines.collect::<Vec<_>>().concat()
    };
    let days = days("06") + &days("08");
    let stdout = stdout.strip_suffix(&days).unwrap();
    assert_eq!(
        stdout,
        "month\t2026-06\t10\t\nmonth\t2026-07\t0\t\nmonth\t2026-08\t10\t\n\
         tag\talways\t20\t\ntag\tnew\t10\t\ntag\told\t10\t\ncategory\tC\t20\t\n"
    );
    let (_, stdout, _) = run(&home, "stats . --window 60 -n 1");
    assert!(stdout.contains("\nrising\tnew\t10\t0\nfading\told\t0\t10\nday\t"), "{stdout}");
    assert_eq!(stdout.lines().filter(|line| line.starts_with("tag\t")).count(), 1);
    let (_, stdout, _) = run(&home, "stats . --window all");
    assert!(!stdout.contains("rising") && stdout.contains("tag\tnew"), "all days have none before");
    let (_, stdout, _) = run(&home, "stats . -q tag:old");
    assert!(!stdout.contains("new") && stdout.starts_with("month\t2026-06\t10\t\n"), "{stdout}");
    assert_eq!(run(&home, "stats . -q nothinglikethis"), (1, String::new(), String::new()));
}

#[test]
fn figures_are_json_with_the_promised_keys() {
    let home = changing();
    let (_, stdout, _) = run(&home, "stats . --json --window 60");
    assert_eq!(promised("stats").join(" "), "figure value count before");
    for line in stdout.lines() {
        assert_eq!(keys(line), promised("stats"));
    }
    let rows = rows(&stdout);
    let rising: Vec<_> = rows.iter().filter(|row| row["figure"] == "rising").collect();
    assert_eq!(rising.len(), 1);
    assert_eq!((&rising[0]["value"], &rising[0]["before"]), (&"new".into(), &0.into()));
    assert!(
        rows.iter().all(|row| row["before"].is_null()
            != (row["figure"] == "rising" || row["figure"] == "fading"))
    );
}

#[test]
fn odd_dates_make_no_thousands_of_rows() {
    let home = tempfile::tempdir().unwrap();
    for (name, date) in [("a", "0001-01-01"), ("b", "9999-12-31"), ("c", "2026-02-30"), ("d", "")] {
        let text = format!("---\ntitle: {name}\ndate: {date}\ntags: [{}]\n---\n", "t".repeat(200));
        fs::write(home.path().join(format!("{name}.md")), text).unwrap();
    }
    let (code, stdout, _) = run(&home, "stats . -q -title:zzz");
    assert_eq!(code, 0);
    assert!(stdout.lines().count() < 12, "{stdout}");
    // Only days of years that belong together, and that have begun, are listed.
    let days: Vec<&str> = stdout.lines().filter(|line| line.starts_with("day")).collect();
    assert_eq!(days, ["day\t0001-01-01\t1\t"], "{stdout}");
    let posts = self::home();
    for wrong in ["0", "3651", "-1", "ever"] {
        assert_eq!(run(&posts, &format!("stats blog --window={wrong}")).0, 2, "{wrong}");
    }
}
