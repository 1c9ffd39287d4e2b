//! toml-test: is every valid document, between two lines of `+++`, read as front matter without
//! findings, with all its keys?
//!
//! From `toml-test/tests` of <https://github.com/toml-lang/toml-test>: the documents of
//! `files-toml-1.1.0` in `valid`.

use super::head;
use super::suite::{Case, Suite};
use std::fs;
use std::io;
use std::path::Path;

pub const SUITE: Suite = Suite { name: "toml-test", path: "toml-test/tests", cases };

const BODY: &str = "Words below.\n";

fn cases(folder: &Path) -> io::Result<Vec<Case>> {
    let list = fs::read_to_string(folder.join("files-toml-1.1.0"))?;
    let mut cases = Vec::new();
    for name in list.lines().filter_map(|line| line.strip_suffix(".toml")) {
        if !name.starts_with("valid/") {
            continue;
        }
        let block = fs::read_to_string(folder.join(format!("{name}.toml")))?;
        let values = fs::read_to_string(folder.join(format!("{name}.json")))?;
        let values: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&values)?;
        let input = format!("+++\n{block}\n+++\n{BODY}");
        let keys = values.into_iter().map(|(key, _)| key).collect();
        cases.push(Case {
            name: name.to_owned(),
            expected: head::expected(keys, BODY),
            got: head::read(&input),
            input,
        });
    }
    Ok(cases)
}
