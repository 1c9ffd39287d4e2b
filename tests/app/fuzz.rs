//! A few of the trials that `cargo run --profile checked --example fuzz` runs by the million.

use crate::made::KINDS;

#[test]
fn what_holds_for_any_input_holds_for_some() {
    // Every key paints a screen, which is slow in debug builds.
    for (kind, count) in KINDS.into_iter().zip([400, 300, 300, 100, 12]) {
        (0..count).for_each(|number| {
            kind.run(number);
        });
    }
}
