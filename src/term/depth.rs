//! Colour depth of the terminal, according to its environment.

use crate::ui::Depth;
use std::env;

/// Parts of the `TERM` names of true-colour terminals.
const TRUE_COLOUR: [&str; 7] =
    ["direct", "kitty", "alacritty", "ghostty", "wezterm", "foot", "iterm"];

/// Colour depth of the terminal that the environment describes. `Some(false)` turns colours off;
/// `Some(true)` ignores `NO_COLOR`.
pub(super) fn depth(colours: Option<bool>) -> Depth {
    match colours {
        Some(false) => Depth::None,
        Some(true) => of(|name| env::var(name).ok().filter(|_| name != "NO_COLOR")),
        None => of(|name| env::var(name).ok()),
    }
}

/// Colour depth by environment variables: a non-empty `NO_COLOR` means no colours (no-color.org),
/// `COLORTERM` and `WT_SESSION` announce true colour, and otherwise the terminal's name decides.
fn of(variable: impl Fn(&str) -> Option<String>) -> Depth {
    let set = |name| variable(name).filter(|value: &String| !value.is_empty());
    let name = set("TERM").unwrap_or_default();
    if set("NO_COLOR").is_some() || name == "dumb" {
        return Depth::None;
    }
    let is_true = set("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit")
        || set("WT_SESSION").is_some()
        || TRUE_COLOUR.iter().any(|part| name.contains(part));
    if is_true {
        Depth::True
    } else if name.contains("256color") {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_tells_the_depth() {
        let of = |set: &[(&str, &str)]| {
            of(|name| {
                let found = set.iter().find(|(other, _)| *other == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(of(&[]), Depth::Sixteen);
        assert_eq!(of(&[("TERM", "linux")]), Depth::Sixteen);
        assert_eq!(of(&[("TERM", "xterm-256color")]), Depth::Indexed);
        assert_eq!(of(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]), Depth::True);
        assert_eq!(of(&[("TERM", "xterm-kitty")]), Depth::True);
        assert_eq!(of(&[("TERM", "dumb")]), Depth::None);
        assert_eq!(of(&[("COLORTERM", "24bit"), ("NO_COLOR", "1")]), Depth::None);
        assert_eq!(of(&[("COLORTERM", "24bit"), ("NO_COLOR", "")]), Depth::True);
    }
}
