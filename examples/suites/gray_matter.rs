//! gray-matter: are the title and the text below the front matter read from its fixtures, whatever
//! the language of the front matter?
//!
//! From `gray-matter/test/fixtures` of <https://github.com/jonschlinkert/gray-matter>: the files
//! with front matter between default delimiters: `---` and `;;;`.

use super::suite::{Case, Suite, files, name};
use std::fs;
use std::io;
use std::path::Path;
use yunbao::post::front_matter;
use yunbao::text::clean;

pub const SUITE: Suite = Suite { name: "gray-matter", path: "gray-matter/test/fixtures", cases };

fn cases(folder: &Path) -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for file in files(folder, &["md", "txt"])? {
        let input = clean(&fs::read_to_string(&file)?).into_owned();
        let Some((block, below)) = parts(&input) else { continue };
        let read = front_matter(&input);
        cases.push(Case {
            name: name(&file, folder),
            expected: described(block.lines().find_map(title), below),
            got: described(read.title.as_deref(), &input[read.body_start..]),
            input,
        });
    }
    Ok(cases)
}

/// The front matter between two delimiters, and the text below them.
fn parts(text: &str) -> Option<(&str, &str)> {
    let fence = ["---", ";;;"].into_iter().find(|fence| text.starts_with(fence))?;
    let (_, rest) = text.split_once('\n')?;
    let end = rest.find(&format!("\n{fence}"))? + 1;
    Some((&rest[..end], &rest[end + fence.len()..]))
}

/// The title in a line that has one, in any of these languages.
fn title(line: &str) -> Option<&str> {
    let line = line.trim_start().trim_start_matches('"');
    let value = line.strip_prefix("title")?.trim_start_matches('"').trim_start();
    let value = value.strip_prefix([':', '='])?.trim().trim_end_matches(',');
    Some(value.trim_matches(['"', '\'']))
}

fn described(title: Option<&str>, text: &str) -> String {
    format!("title: {title:?}\ntext: {:?}", text.trim())
}
