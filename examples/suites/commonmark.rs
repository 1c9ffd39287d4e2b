//! CommonMark: does the reader's HTML have the words, blocks, links and emphasis of the examples in
//! the specification?
//!
//! From `commonmark-spec/spec.txt` of <https://github.com/commonmark/commonmark-spec>.

use super::spec_file::cases;
use super::suite::Suite;

pub const SUITE: Suite = Suite { name: "CommonMark", path: "commonmark-spec/spec.txt", cases };
