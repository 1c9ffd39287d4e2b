//! Jekyll: is the front matter of its pages read without findings, and all the text below it kept?
//!
//! From `jekyll/` of <https://github.com/jekyll/jekyll>: Markdown files that begin with a
//! delimiter, except in the folder of those that Jekyll itself cannot read.

use super::hugo::case;
use super::suite::{Case, Suite, files, name};
use std::fs;
use std::io;
use std::path::Path;

pub const SUITE: Suite = Suite { name: "Jekyll", path: "jekyll", cases };

fn cases(folder: &Path) -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    let all = files(folder, &["md", "markdown", "mkdn", "textile"])?;
    for file in
        all.iter().filter(|file| !file.components().any(|part| part.as_os_str() == "_broken"))
    {
        let text = String::from_utf8_lossy(&fs::read(file)?).into_owned();
        cases.extend(case(&name(file, folder), &text));
    }
    Ok(cases)
}
