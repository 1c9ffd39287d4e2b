//! Suggestions for mistyped names.

/// The known name nearest to an unknown one, if it is at most two edits away (insertion, deletion,
/// replacement, transposition of neighbours) and these are at most half of its characters.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    if name.len() > 40 {
        return None;
    }
    known
        .into_iter()
        .map(|known| (strsim::osa_distance(&name, known), known))
        .min()
        .filter(|(distance, known)| *distance <= 2 && *distance <= known.chars().count() / 2)
        .map(|(_, known)| known)
}
