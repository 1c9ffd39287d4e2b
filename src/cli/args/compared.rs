//! The number of days that figures are compared over.

/// Number of days compared with as many before; `None` for all days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared(pub Option<u16>);

/// Parses a number of days, or `all`.
///
/// # Errors
///
/// Returns the permitted values.
pub(super) fn compared(text: &str) -> Result<Compared, String> {
    let days = text.parse().ok().filter(|days| (1..=3_650).contains(days));
    let all = || (text == "all").then_some(Compared(None));
    days.map(|days| Compared(Some(days)))
        .or_else(all)
        .ok_or_else(|| "a number from 1 to 3650, or all".to_owned())
}
