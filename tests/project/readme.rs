//! The table of keys is generated from the list of actions: with `YUNBAO_WRITE` set it is written,
//! otherwise compared. Translated documents have the same structure. The pictures are those that the
//! program draws now.

#[path = "../support/app.rs"]
#[expect(dead_code, reason = "the pictures press keys and look; other tests ask for more")]
mod app;
#[path = "../../examples/picture/scenes.rs"]
mod scenes;
#[path = "../../examples/picture/svg.rs"]
mod svg;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use yunbao::app::{HelpRow, KeyContext, Keymap, help_rows};
use yunbao::messages::Language;

/// The table's rows: one for each group of keys.
fn table(language: Language) -> String {
    let mut rows: Vec<String> = Vec::new();
    for row in help_rows(&Keymap::default(), KeyContext::Anywhere, language) {
        match row {
            HelpRow::Heading(text) => rows.push(format!("| {} |", text.to_lowercase())),
            HelpRow::Keys(keys, what) => {
                let row = rows.last_mut().expect("keys stand below a heading");
                // A chord is one key pressed after the other: two blanks separate whole chords.
                let keys: Vec<String> =
                    keys.split("  ").map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
                let separator = if row.ends_with('|') { "" } else { " ·" };
                let _ = write!(row, "{separator} {} {what}", keys.join(" "));
            }
            HelpRow::Blank => {}
        }
    }
    // The keys and forms of queries are described below the table, in prose.
    rows.truncate(rows.len() - 2);
    rows.join(" |\n") + " |\n"
}

/// Marks around the table of keys.
const START: &str = "<!-- keys -->\n";
const END: &str = "<!-- /keys -->";

/// Documents with their translations.
const TRANSLATED: [(&str, &str); 9] = [
    ("README.md", "README.zh-CN.md"),
    ("docs/agents.md", "docs/zh-CN/agents.md"),
    ("docs/commands.md", "docs/zh-CN/commands.md"),
    ("docs/config.md", "docs/zh-CN/config.md"),
    ("docs/keys.md", "docs/zh-CN/keys.md"),
    ("docs/memory.md", "docs/zh-CN/memory.md"),
    ("docs/posts.md", "docs/zh-CN/posts.md"),
    ("docs/reading.md", "docs/zh-CN/reading.md"),
    ("docs/scripts.md", "docs/zh-CN/scripts.md"),
];

fn document(name: &str) -> (PathBuf, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let text = fs::read_to_string(&path).unwrap();
    (path, text)
}

#[test]
fn the_key_tables_are_the_programs() {
    for (name, language) in
        [("docs/keys.md", Language::English), ("docs/zh-CN/keys.md", Language::SimplifiedChinese)]
    {
        let (path, keys) = document(name);
        let (head, rest) = keys.split_once(START).expect("the table's beginning is marked");
        let (found, tail) = rest.split_once(END).expect("the table's end is marked");
        if std::env::var_os("YUNBAO_WRITE").is_some() {
            fs::write(&path, format!("{head}{START}{}{END}{tail}", table(language))).unwrap();
        } else {
            assert_eq!(
                found,
                table(language),
                "run `YUNBAO_WRITE=1 cargo test --test project readme`"
            );
        }
    }
}

/// The parts that a translation leaves unchanged: the levels of the headings, the code blocks
/// without their comments, and every piece of code within a sentence.
#[derive(Debug, Default, PartialEq)]
struct Skeleton {
    headings: Vec<usize>,
    blocks: Vec<String>,
    code: BTreeSet<String>,
}

fn skeleton(text: &str) -> Skeleton {
    let mut out = Skeleton::default();
    let mut in_block = false;
    let mut prose = String::new();
    for line in text.lines() {
        if line.starts_with("```") {
            in_block = !in_block;
            out.blocks.push(line.to_owned());
        } else if in_block {
            let code = line.split(" # ").next().unwrap_or("").trim_end();
            // A comment may continue on a line of its own.
            if !code.is_empty() {
                out.blocks.push(code.to_owned());
            }
        } else {
            let level = line.chars().take_while(|character| *character == '#').count();
            if level > 0 {
                out.headings.push(level);
            }
            prose.push_str(line);
            prose.push('\n');
        }
    }
    out.code = prose.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    out
}

#[test]
fn the_translations_are_in_step() {
    let skeleton = |name: &str| {
        let text = document(name).1;
        let (head, rest) = text.split_once(START).unwrap_or((&text, ""));
        skeleton(&format!("{head}{}", rest.split_once(END).map_or("", |(_, tail)| tail)))
    };
    let mut code = 0;
    for (english, chinese) in TRANSLATED {
        let name = chinese;
        let (english, chinese) = (skeleton(english), skeleton(chinese));
        assert_eq!(chinese.headings, english.headings, "headings of {name}");
        assert_eq!(chinese.blocks, english.blocks, "code blocks of {name}");
        let differing: Vec<&String> = english.code.symmetric_difference(&chinese.code).collect();
        assert!(differing.is_empty(), "{name} and the original differ in {differing:?}");
        code += english.blocks.len() + english.code.len();
    }
    assert!(code > 250, "{code}");
}

/// The files that the documents link to, as they name them.
fn targets(text: &str) -> Vec<&str> {
    let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    links
        .map(|link| link.split('#').next().unwrap_or(""))
        .filter(|link| !link.is_empty() && !link.contains("://"))
        .collect()
}

#[test]
fn the_documents_link_to_what_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents: Vec<PathBuf> =
        ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"].map(|name| root.join(name)).to_vec();
    for folder in ["docs", "docs/zh-CN"] {
        let files = fs::read_dir(root.join(folder)).unwrap();
        documents.extend(files.map(|file| file.unwrap().path()));
    }
    let mut count = 0;
    for document in documents.iter().filter(|path| path.extension().is_some_and(|end| end == "md"))
    {
        let text = fs::read_to_string(document).unwrap();
        // Examples contain links that lead elsewhere.
        let prose: String = text.split("```").step_by(2).collect();
        let prose: String = prose.split('`').step_by(2).collect();
        for target in targets(&prose) {
            assert!(document.parent().unwrap().join(target).exists(), "{document:?}: {target}");
            count += 1;
        }
    }
    assert!(count > 15, "{count} links");
}

#[test]
fn the_pictures_are_the_programs() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    for (name, picture) in scenes::pictures().unwrap() {
        let found = fs::read_to_string(docs.join(&name)).unwrap_or_default();
        assert!(found == picture, "docs/{name} is out of date: run `cargo run --example picture`");
    }
}
