//! GitHub Flavored Markdown: does the reader's HTML have the words, blocks, links and emphasis of the
//! examples in the specification?
//!
//! From `cmark-gfm/test/spec.txt` of <https://github.com/github/cmark-gfm>.

use super::spec_file::cases;
use super::suite::Suite;

pub const SUITE: Suite = Suite { name: "GFM", path: "cmark-gfm/test/spec.txt", cases };
