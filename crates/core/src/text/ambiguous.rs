//! Width of East Asian Ambiguous characters (UAX #11): one cell on most terminals, two on some in East Asia.
//! Text widths, truncation and frames depend on it, so it is passed as an argument wherever text is measured.

use super::cluster::{Cluster, cluster_width, clusters};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// Width in cells of an ambiguous character: `…`, `“`, `①`, `α`, `─` and many more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ambiguous {
    /// One cell.
    #[default]
    One,
    /// Two cells, like the Chinese characters around it.
    Two,
}

impl Ambiguous {
    /// Width of a text in cells on one line. Control characters, which never reach a terminal, count as 0.
    pub fn width(self, text: &str) -> usize {
        if text.is_ascii() {
            return text.bytes().filter(|byte| !byte.is_ascii_control()).count();
        }
        self.clusters(text).map(|cluster| cluster.width).sum()
    }

    /// The grapheme clusters of a text, in order, with their widths.
    pub fn clusters(self, text: &str) -> impl Iterator<Item = Cluster<'_>> {
        clusters(text, self)
    }

    /// The text in at most `cells` cells: whole if it fits, otherwise cut between grapheme clusters with `…`
    /// at the end, or a full stop if that does not fit either. Empty for 0 cells.
    pub fn truncate(self, text: &str, cells: usize) -> String {
        if self.width(text) <= cells {
            return text.to_owned();
        }
        let cut = self.cut(cells);
        let room = cells - self.width(cut);
        let mut out = String::new();
        let mut used = 0;
        for cluster in self.clusters(text) {
            used += cluster.width;
            if used > room {
                break;
            }
            out.push_str(cluster.text);
        }
        out.push_str(cut);
        out
    }

    /// Like [`Ambiguous::truncate`], but cuts the beginning, for example of a path, where the file name
    /// matters most.
    pub fn truncate_start(self, text: &str, cells: usize) -> String {
        if self.width(text) <= cells {
            return text.to_owned();
        }
        let cut = self.cut(cells);
        let room = cells - self.width(cut);
        let mut start = text.len();
        let mut used = 0;
        for (at, cluster) in text.grapheme_indices(true).rev() {
            used += cluster_width(cluster, self);
            if used > room {
                break;
            }
            start = at;
        }
        format!("{cut}{}", &text[start..])
    }

    /// The sign for a cut, for a text cut to some number of cells.
    fn cut(self, cells: usize) -> &'static str {
        match (self, cells) {
            (_, 0) => "",
            (Self::Two, 1) => ".",
            _ => "…",
        }
    }

    /// A frame or mark as drawn. Each of its characters has only one cell, so ambiguous ones are replaced
    /// where they take two.
    pub fn drawn(self, mark: &str) -> Cow<'_, str> {
        match self {
            Self::One => Cow::Borrowed(mark),
            Self::Two => Cow::Owned(mark.chars().map(narrow).collect()),
        }
    }
}

/// The replacement for an ambiguous character of a frame or mark.
fn narrow(drawn: char) -> char {
    match drawn {
        '│' | '▎' | '▌' | '▐' => '|',
        '─' | '▁' => '-',
        '━' => '=',
        '┼' | '╭' | '╮' | '╰' | '╯' | '★' => '+',
        '•' => '*',
        '☆' => 'o',
        '·' => '-',
        '→' => '>',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ambiguous_characters_take_two_cells_where_the_terminal_has_it_so() {
        for (text, one, two) in [
            ("云原生", 6, 6),
            ("Ｋ８ｓ", 6, 6),
            ("K8s, really?", 12, 12),
            ("——", 2, 4),
            ("“好”", 4, 6),
            ("①α°×…·", 6, 12),
            ("─│┌", 3, 6),
            ("«é»", 3, 4),
            ("ñ", 1, 1),
            ("e\u{301}", 1, 1),
            ("👩\u{200d}💻", 2, 2),
            ("❤\u{fe0f}", 2, 2),
            ("\u{1b}\u{9b}a\n", 1, 1),
        ] {
            assert_eq!(Ambiguous::One.width(text), one, "{text:?}");
            assert_eq!(Ambiguous::Two.width(text), two, "{text:?}");
        }
    }

    #[test]
    fn the_mark_of_a_cut_takes_its_cells() {
        let two = Ambiguous::Two;
        assert_eq!(two.truncate("云原生", 5), "云…");
        assert_eq!(two.truncate("abcdef", 5), "abc…");
        assert_eq!(two.truncate("“好”", 5), "“…");
        assert_eq!(two.truncate("abc", 2), "…");
        assert_eq!(two.truncate("abc", 1), ".");
        assert_eq!(two.truncate("abc", 0), "");
        assert_eq!(two.truncate_start("blog/x.md", 6), "…x.md");
        assert_eq!(two.truncate_start("abc", 1), ".");
        assert_eq!(two.truncate_start("abc", 0), "");
    }

    #[test]
    fn what_is_drawn_takes_a_cell_each() {
        let drawn = "│▎▌▁─━┼╭╮╰╯★•·→◦▪↪✓✗−▸▾";
        assert_eq!(Ambiguous::One.drawn(drawn), drawn);
        let narrow = Ambiguous::Two.drawn(drawn);
        assert_eq!(Ambiguous::Two.width(&narrow), drawn.chars().count(), "{narrow}");
    }

    proptest! {
        #[test]
        fn two_is_never_less_than_one(text in "(\\PC|[…“”①α°×—·─é]|[❤☎©]\u{fe0f}|[❤☎©]\u{fe0e}|e\u{301}){0,20}") {
            prop_assert!(Ambiguous::Two.width(&text) >= Ambiguous::One.width(&text));
        }

        #[test]
        fn a_cut_is_never_wider_than_asked(text in "(\\PC|[…“”①α°×—]){0,40}", cells in 0usize..40) {
            for ambiguous in [Ambiguous::One, Ambiguous::Two] {
                prop_assert!(ambiguous.width(&ambiguous.truncate(&text, cells)) <= cells);
                prop_assert!(ambiguous.width(&ambiguous.truncate_start(&text, cells)) <= cells);
            }
        }
    }
}
