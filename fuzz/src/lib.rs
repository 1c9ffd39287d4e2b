//! Entry point of `cargo fuzz`: the same checks as in `examples/fuzz.rs`, on inputs that libFuzzer
//! derives from those that reached new code.

#[allow(dead_code, reason = "who makes texts of numbers asks for more")]
#[path = "../../tests/support/fuzz/mod.rs"]
mod fuzz;
#[path = "../../tests/support/posts.rs"]
mod posts;
#[allow(dead_code, reason = "the tests ask it for more")]
#[path = "../../tests/support/app.rs"]
mod support;

/// Panics unless the invariants hold for a text. The first byte decides how it is checked, the
/// others are the text.
pub fn holds(kind: &str, input: &[u8]) {
    let Some((looking, text)) = input.split_first() else { return };
    let kind = fuzz::KINDS.into_iter().find(|one| one.name == kind).expect("a kind");
    kind.holds(&String::from_utf8_lossy(text), u64::from(*looking));
}
