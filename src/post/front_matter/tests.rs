//! Every form a front matter comes in, and that no text is too much.

use super::*;

#[test]
fn a_plain_front_matter() {
    let found = front_matter("---\ntitle: 'A: b'\ntags: [a, 1.30, yes]\n---\nbody\n");
    assert_eq!(found.title.as_deref(), Some("A: b"));
    assert_eq!(found.tags, ["a", "1.30", "yes"]);
    assert_eq!(found.findings, []);
}
