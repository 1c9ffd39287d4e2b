//! Tries what holds for any input: made-up texts, queries and key presses, each decided by a
//! number. A trial panics where something does not hold; the number makes it happen again.

mod keys;
mod made_up;
mod queries;
mod texts;

/// Tries what a number decides; panics where something does not hold.
pub type Trial = fn(u64);

/// What is tried, by name.
pub const KINDS: [(&str, Trial); 4] = [
    ("front", texts::front),
    ("text", texts::body),
    ("query", queries::trial),
    ("keys", keys::trial),
];

/// The text that a trial of texts is about.
pub fn text_of(number: u64) -> String {
    made_up::text(&mut fastrand::Rng::with_seed(number))
}

/// What must hold for a text; panics where it does not.
pub fn holds_for(text: &str) {
    texts::holds(text, 1);
}
