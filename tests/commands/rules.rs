//! Rules of the config in commands.

use crate::home::{home, rows, run};
use std::fs;
use tempfile::TempDir;

fn configure(home: &TempDir, text: &str) {
    fs::write(home.path().join("rules.yaml"), text).unwrap();
}

fn titles(stdout: &str) -> Vec<String> {
    rows(stdout).iter().map(|row| row["title"].as_str().unwrap_or_default().to_owned()).collect()
}

const RULES: &str = "rules:
  - {when: '#istio', mute: true}
  - {when: 'has:source', score: 2}
";

#[test]
fn what_a_rule_mutes_is_left_out_of_every_command() {
    let home = home();
    configure(&home, RULES);
    let digest = "---\ntags: [istio]\ndate: 2026-08-20\n---\n\n## Ambient\n\nSource: <https://istio.io/a>\n\n## Waypoint\n\nSource: <https://istio.io/b>\n";
    fs::write(home.path().join("blog/digest.md"), digest).unwrap();
    let printed = |command: &str| run(&home, &format!("{command} blog --config rules.yaml")).1;
    assert_eq!(titles(&printed("list --json")).len(), 5);
    assert_eq!(titles(&printed("list --json --no-rules")).len(), 7);
    let muted = rows(&printed("list --json -q is:muted"));
    assert_eq!(muted.len(), 2);
    assert_eq!((&muted[1]["title"], &muted[1]["muted"]), (&"服务网格一周".into(), &true.into()));
    assert_eq!((&muted[0]["score"], &muted[1]["score"]), (&0.into(), &2.into()));
    for command in ["list", "stories", "tags", "links", "stats", "show", "export --format json"] {
        let (with, without) = (printed(command), printed(&format!("{command} --no-rules")));
        assert!(!with.contains("istio"), "{command}: {with}");
        assert!(without.contains("istio"), "{command}: {without}");
    }
    let stories = rows(&printed("stories --json -q is:muted"));
    assert!(!stories.is_empty() && stories.iter().all(|row| row["muted"] == true), "{stories:?}");
}

#[test]
fn a_post_that_is_named_is_not_muted() {
    let home = home();
    configure(&home, "rules: [{when: istio, mute: true}]");
    let (code, stdout, _) = run(&home, "list blog/2026-08-14-mesh.md --config rules.yaml");
    assert_eq!((code, stdout.lines().count()), (0, 1));
}

#[test]
fn what_is_wrong_with_a_rule_is_said_with_its_place() {
    let home = home();
    configure(
        &home,
        "rules:\n  - {when: 'tga:istio', mute: true}\n  - {when: 'is:read', mute: 1}\n",
    );
    let (code, stdout, _) = run(&home, "config check --config rules.yaml");
    assert_eq!(code, 1);
    for part in ["rules.yaml:2:12", "did you mean tag:", "rules.yaml:3:12", "rules.yaml:3:29"] {
        assert!(stdout.contains(part), "{part} in {stdout}");
    }
}

#[test]
fn what_rules_read_and_star_is_so_in_commands() {
    let home = home();
    configure(
        &home,
        "rules:\n  - {when: '#istio', read: true}\n  - {when: 'has:source', star: yes}\n",
    );
    let printed = |command: &str| run(&home, &format!("{command} blog --config rules.yaml")).1;
    let all = rows(&printed("list --json"));
    let with = |key: &str| all.iter().filter(|row| row[key] == true).count();
    assert!(with("read") > 0 && with("starred") > 0, "{all:?}");
    assert_eq!(rows(&printed("list --json -q is:read")).len(), with("read"));
    assert_eq!(rows(&printed("list --json -q is:unread")).len(), all.len() - with("read"));
    let stories = rows(&printed("stories --json"));
    for key in ["seen", "starred"] {
        let marked = stories.iter().filter(|row| row[key] == true).count();
        assert_eq!(rows(&printed(&format!("stories --json -q is:{key}"))).len(), marked, "{key}");
    }
    let plain = rows(&printed("list --json --no-rules"));
    assert!(plain.iter().all(|row| row["read"] == false && row["starred"] == false), "{plain:?}");
    assert_eq!(printed("list --json --no-rules -q 'is:read OR is:starred'"), "");
}
