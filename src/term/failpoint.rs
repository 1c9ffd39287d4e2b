//! Panics that tests ask for, in builds with debug assertions only.

/// Panics if the content of the file named by `YUNBAO_TRIP` is `place`.
#[cfg(debug_assertions)]
pub(super) fn failpoint(place: &str) {
    let Some(file) = std::env::var_os("YUNBAO_TRIP") else { return };
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    assert!(expected != place, "tripped in the {place}");
}

/// Does nothing.
#[cfg(not(debug_assertions))]
pub(super) fn failpoint(_: &str) {}
