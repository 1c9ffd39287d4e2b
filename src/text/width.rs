//! Widths in terminal cells, by grapheme cluster (UAX #29, UAX #11).

use super::cluster::clusters;
use unicode_segmentation::UnicodeSegmentation;

/// Cells a text takes on one line. Ambiguous-width characters count one cell (UAX #11 §5), control
/// characters, which never reach a terminal, none.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|byte| !byte.is_ascii_control()).count();
    }
    clusters(text).map(|cluster| cluster.width).sum()
}

/// The text in at most `cells` cells: whole if it fits, else cut between grapheme clusters with
/// `…` at the end. Zero cells give an empty text.
pub fn truncate(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    if cells == 0 {
        return String::new();
    }
    let mut out = String::new();
    let mut used = 0;
    for cluster in clusters(text) {
        if used + cluster.width > cells - 1 {
            break;
        }
        used += cluster.width;
        out.push_str(cluster.text);
    }
    out.push('…');
    out
}

/// Like [`truncate`], but the beginning is cut away: of a path, the file's name is what tells.
pub fn truncate_start(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    if cells == 0 {
        return String::new();
    }
    let mut start = text.len();
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true).rev() {
        used += width(cluster);
        if used > cells - 1 {
            break;
        }
        start = at;
    }
    format!("…{}", &text[start..])
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
        assert_eq!(truncate_start("云原生", 6), "云原生");
        assert_eq!(truncate_start("云原生", 5), "…原生");
        assert_eq!(truncate_start("云原生", 4), "…生");
        assert_eq!(truncate_start("blog/2026-01-14-x.md", 8), "…14-x.md");
        assert_eq!(truncate_start("abc", 1), "…");
        assert_eq!(truncate_start("abc", 0), "");
    }

    proptest! {
        #[test]
        fn never_wider_than_asked(text in "\\PC*", cells in 0usize..40) {
            prop_assert!(width(&truncate(&text, cells)) <= cells);
            prop_assert!(width(&truncate_start(&text, cells)) <= cells);
        }
    }
}
