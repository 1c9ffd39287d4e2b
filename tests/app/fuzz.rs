//! A few of the trials that `cargo run --profile checked --example fuzz` makes by the million.

use crate::made::KINDS;

#[test]
fn what_holds_for_any_input_holds_for_some() {
    // Keys paint every screen they make, which is slow where it is built to be debugged.
    for (kind, count) in KINDS.into_iter().zip([400, 300, 300, 100, 12]) {
        (0..count).for_each(|number| {
            kind.run(number);
        });
    }
}
