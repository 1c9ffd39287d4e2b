//! Falling over where a test asks for it. Only builds with debug assertions do.

/// Panics if the file that `YUNBAO_TRIP` names says `place`.
#[cfg(debug_assertions)]
pub(super) fn failpoint(place: &str) {
    let Some(file) = std::env::var_os("YUNBAO_TRIP") else { return };
    let wanted = std::fs::read_to_string(file).unwrap_or_default();
    assert!(wanted != place, "tripped in the {place}");
}

/// Nothing.
#[cfg(not(debug_assertions))]
pub(super) fn failpoint(_: &str) {}
