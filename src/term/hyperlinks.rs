//! Terminals that do not understand links (OSC 8), according to their environment.

/// Beginnings of the `TERM` names of terminals that show the sequence as text, or might.
const WITHOUT: [&str; 8] = ["linux", "dumb", "cons25", "vt52", "vt100", "vt220", "eterm", "emacs"];

/// First version of VTE, as in `VTE_VERSION`, that handles the links of a full screen well: earlier
/// ones could crash (VTE bug 785633).
const VTE: u32 = 5_001;

/// Returns `true` unless the terminal that the environment describes is known not to take links. A
/// terminal that does not know the sequence ignores it, as ECMA-48 demands.
pub(super) fn takes_links(variable: impl Fn(&str) -> Option<String>) -> bool {
    let name = variable("TERM").unwrap_or_default().to_ascii_lowercase();
    let is_old_vte = variable("VTE_VERSION")
        .and_then(|version| version.parse::<u32>().ok())
        .is_some_and(|version| version < VTE);
    !is_old_vte && !WITHOUT.iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_tells_who_takes_no_links() {
        let takes = |set: &[(&str, &str)]| {
            takes_links(|name| {
                let found = set.iter().find(|(other, _)| *other == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(takes(&[]));
        for name in ["xterm-256color", "xterm-kitty", "tmux-256color", "screen", "alacritty"] {
            assert!(takes(&[("TERM", name)]), "{name}");
        }
        for name in ["linux", "linux-16color", "dumb", "vt220", "eterm-color", "Eterm"] {
            assert!(!takes(&[("TERM", name)]), "{name}");
        }
        assert!(takes(&[("TERM", "xterm-256color"), ("VTE_VERSION", "7600")]));
        assert!(!takes(&[("TERM", "xterm-256color"), ("VTE_VERSION", "4801")]));
    }
}
