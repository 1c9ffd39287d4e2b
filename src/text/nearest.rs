//! Which known name somebody may have meant.

/// The nearest of some names to a name that is none of them, if one is near: at most two edits
/// (insert, delete, replace, swap of neighbours) away, and no more than half of it.
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
