//! Widths of text that is not shown on the screen, or that has no ambiguous characters.

use super::Ambiguous;

/// Width of a text in cells on most terminals ([`Ambiguous::One`]).
pub fn width(text: &str) -> usize {
    Ambiguous::One.width(text)
}

/// The text cut to at most `cells` cells, as by [`Ambiguous::truncate`].
pub fn truncate(text: &str, cells: usize) -> String {
    Ambiguous::One.truncate(text, cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn han_takes_two_cells_and_ambiguous_one() {
        assert_eq!(width("云原生"), 6);
        assert_eq!(width("Ｋ８ｓ"), 6);
        assert_eq!(width("——"), 2);
        assert_eq!(width("“①"), 2);
        assert_eq!(width("e\u{301}"), 1);
    }

    #[test]
    fn a_cut_falls_between_clusters() {
        assert_eq!(truncate("云原生", 6), "云原生");
        assert_eq!(truncate("云原生", 5), "云原…");
        assert_eq!(truncate("云原生", 4), "云…");
        assert_eq!(truncate("abc", 1), "…");
        assert_eq!(truncate("abc", 0), "");
        assert_eq!(truncate("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
    }

    #[test]
    fn a_cut_at_the_start_keeps_the_end() {
        assert_eq!(Ambiguous::One.truncate_start("云原生", 6), "云原生");
        assert_eq!(Ambiguous::One.truncate_start("云原生", 5), "…原生");
        assert_eq!(Ambiguous::One.truncate_start("云原生", 4), "…生");
        assert_eq!(Ambiguous::One.truncate_start("blog/2026-01-14-x.md", 8), "…14-x.md");
        assert_eq!(Ambiguous::One.truncate_start("abc", 1), "…");
        assert_eq!(Ambiguous::One.truncate_start("abc", 0), "");
    }

    proptest! {
        #[test]
        fn never_wider_than_asked(text in "\\PC*", cells in 0usize..40) {
            prop_assert!(width(&truncate(&text, cells)) <= cells);
            prop_assert!(width(&Ambiguous::One.truncate_start(&text, cells)) <= cells);
        }
    }
}
