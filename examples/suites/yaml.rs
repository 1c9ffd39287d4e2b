//! yaml-test-suite: is every document that is a mapping, between two lines of `---`, read as front
//! matter without findings, with all its keys?
//!
//! From `yaml-test-suite/src/*.yaml` of <https://github.com/yaml/yaml-test-suite>. Left out are
//! streams of several documents, those with directives, and those whose first line has more than
//! `---`, as none of them can be between two such lines; mappings without a key, which are not
//! front matter; and those with a duplicate key, which is a finding.

use super::head;
use super::suite::{Case, Suite, files};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::Path;

pub const SUITE: Suite = Suite { name: "yaml-test-suite", path: "yaml-test-suite/src", cases };

const BODY: &str = "Words below.\n";

/// A test as the suite writes it. Without a tree of its own it has that of the previous one.
#[derive(Deserialize)]
struct Test {
    yaml: Option<String>,
    tree: Option<String>,
    #[serde(default)]
    fail: bool,
    #[serde(default)]
    skip: bool,
}

fn cases(folder: &Path) -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for file in files(folder, &["yaml"])? {
        let text = fs::read_to_string(&file)?;
        let tests: Vec<Test> = serde_yaml::from_str(&text).map_err(io::Error::other)?;
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let mut tree = String::new();
        for (index, test) in tests.into_iter().enumerate() {
            tree = test.tree.unwrap_or(tree);
            let Some(yaml) = test.yaml.filter(|_| !test.fail && !test.skip) else { continue };
            let (Some(input), Some(keys)) = (between_rules(&spelled(&yaml)), keys(&tree)) else {
                continue;
            };
            cases.push(Case {
                name: format!("{name} {}", index + 1),
                expected: head::expected(keys, BODY),
                got: head::read(&input),
                input,
            });
        }
    }
    Ok(cases)
}

/// Replaces the suite's signs by the text that they stand for.
fn spelled(text: &str) -> String {
    // A tab is an arrow as long as the tab is wide.
    let mut spelled = String::new();
    for part in text.split_inclusive('»') {
        match part.strip_suffix('»') {
            Some(before) => spelled.extend([before.trim_end_matches('—'), "\t"]),
            None => spelled.push_str(part),
        }
    }
    for (sign, character) in [('␣', " "), ('↵', ""), ('←', "\r"), ('⇔', "\u{FEFF}")] {
        spelled = spelled.replace(sign, character);
    }
    match spelled.strip_suffix("∎\n") {
        Some(open) => open.to_owned(),
        None => spelled,
    }
}

/// The document as front matter above a text; `None` if one of its lines would end front matter or
/// begin a directive.
fn between_rules(yaml: &str) -> Option<String> {
    let block = yaml.strip_prefix("---\n").unwrap_or(yaml);
    let ends = |line: &str| ["---", "...", "%"].iter().any(|start| line.starts_with(start));
    let block = block.strip_suffix("...\n").unwrap_or(block);
    (!block.lines().any(ends))
        .then(|| format!("---\n{}\n---\n{BODY}", block.trim_end_matches('\n')))
}

/// The keys of a stream's only document according to its tree of events; `None` unless it is a
/// mapping with keys and without duplicates. A key that is a list or a mapping is in brackets.
fn keys(tree: &str) -> Option<Vec<String>> {
    let lines: Vec<&str> = tree.lines().map(str::trim_start).collect();
    let mut starts = lines.iter().enumerate().filter(|(_, line)| line.starts_with("+DOC"));
    let (start, _) = starts.next()?;
    if starts.next().is_some() || !lines.get(start + 1)?.starts_with("+MAP") {
        return None;
    }
    let mut named: HashMap<&str, String> = HashMap::new();
    // The collections that are open, with their content.
    let mut open: Vec<(Node, Vec<String>)> = Vec::new();
    for line in &lines[start + 1..] {
        let (mut node, inner) = match line.get(..4)? {
            "+MAP" | "+SEQ" => {
                open.push((Node::of(line), Vec::new()));
                continue;
            }
            "-MAP" | "-SEQ" => open.pop()?,
            _ => (Node::of(line), Vec::new()),
        };
        match *line {
            "-MAP" if open.is_empty() => {
                let keys: Vec<String> = inner.into_iter().step_by(2).collect();
                let distinct: HashSet<&String> = keys.iter().collect();
                return (!keys.is_empty() && distinct.len() == keys.len()).then_some(keys);
            }
            "-MAP" => {
                let pairs: Vec<String> = inner.chunks(2).map(|pair| pair.join(": ")).collect();
                node.text = format!("{{{}}}", pairs.join(", "));
            }
            "-SEQ" => node.text = format!("[{}]", inner.join(", ")),
            _ => {}
        }
        if let Some(name) = node.alias {
            node.text = named.get(name).cloned().unwrap_or_default();
        }
        named.extend(node.anchor.map(|anchor| (anchor, node.text.clone())));
        open.last_mut()?.1.push(node.text);
    }
    None
}

/// A node from an event such as `=VAL &anchor <tag> :text`, `=ALI *alias` or `+MAP {} &anchor`.
struct Node<'t> {
    anchor: Option<&'t str>,
    alias: Option<&'t str>,
    text: String,
}

impl<'t> Node<'t> {
    fn of(event: &'t str) -> Self {
        let (kind, mut rest) = event.split_once(' ').unwrap_or((event, ""));
        let mut node = Self { anchor: None, alias: None, text: String::new() };
        loop {
            let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
            if let Some(anchor) = word.strip_prefix('&') {
                node.anchor = Some(anchor);
            } else if let Some(alias) = word.strip_prefix('*') {
                node.alias = Some(alias);
            } else if !matches!(word, "{}" | "[]") && !word.starts_with('<') {
                break;
            }
            rest = after;
        }
        if kind == "=VAL" {
            // A sign for the style of its quotes comes before it.
            node.text = unescaped(rest.get(1..).unwrap_or_default());
        }
        node
    }
}

fn unescaped(text: &str) -> String {
    let mut characters = text.chars();
    let mut unescaped = String::new();
    while let Some(character) = characters.next() {
        unescaped.extend(match character {
            '\\' => match characters.next() {
                Some('n') => Some('\n'),
                Some('t') => Some('\t'),
                other => other,
            },
            other => Some(other),
        });
    }
    unescaped
}
