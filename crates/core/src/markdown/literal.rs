//! Text that must be read literally: text in angle brackets that is not an element, such as `<pod-name>`,
//! and mathematics. Finds the places that the parser would misread; other modules protect them.

mod angle;
mod math;

use memchr::memchr3;
use std::ops::Range;

/// The places of a text where the parser would see markup that is not meant as such.
#[derive(Debug, Default)]
pub(super) struct Literals {
    /// Byte offsets between two characters that would be markup together but not apart.
    pub(super) places: Vec<usize>,
    /// Byte ranges without emphasis.
    pub(super) formulas: Vec<Range<usize>>,
}

/// Finds the parts of a text that must be read literally.
pub(super) fn literals(text: &str) -> Literals {
    let mut literals = Literals::default();
    if memchr3(b'<', b'$', b'\\', text.as_bytes()).is_none() {
        return literals;
    }
    math::find(text, &mut literals);
    angle::find(text, &mut literals.places);
    literals.places.sort_unstable();
    literals.places.dedup();
    literals
}

#[cfg(test)]
mod tests {
    use crate::markdown::{Outline, outline, references};

    /// The words of a text as a search finds them, which are those that are shown.
    fn plain(text: &str) -> String {
        let Outline { plain, .. } = outline(text);
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn text_in_angle_brackets_that_is_no_element_is_text() {
        for text in [
            "get <pod-name> and Vec<String>",
            "at http://<host>:<port>/ there",
            "say <your name here> now",
            "a </pod> b",
            "<pod-name>",
            "a <!-- that nothing ends",
            "a <data> and <object> b",
        ] {
            assert_eq!(plain(text), text);
        }
        assert_eq!(plain("`<pod-name>` and\n\n    <pod-name>\n"), "<pod-name> and <pod-name>");
        assert_eq!(plain("<pod>a</pod> <x y=\"z\">b <br/> <Foo />c <b>d"), "a b c d");
        assert!(super::literals("a <!-- <pod> --> b").places.is_empty());
        assert_eq!(plain("<script>\n\nall the rest"), "<script> all the rest");
        assert_eq!(references("[a](<b c>) <https://d.e>").len(), 2);
    }

    #[test]
    fn mathematics_is_kept_as_it_is_written() {
        for text in [
            "where $a_1 * b_2 * c$ and $x_i$, $y_i$",
            "so $\\{x\\} \\\\ [a](b)_c_ &lt; <b>$ holds",
            "\\(a_1 + \\{b_2\\}\\) and \\[ \\frac{a}{b}*c*d \\]",
            "其中$a_1$和$b_1$。",
        ] {
            let text = text.replace("[a](b)_c_", "a_c_");
            assert_eq!(plain(&text), text);
        }
        assert_eq!(plain("$$\na_1\n- b_1 \\\\\n= c\n$$\n"), "$$ a_1 - b_1 \\\\ = c $$");
        assert_eq!(
            plain("US$5 *and* HK$6, $7 **or** 8 $ `a$b` *c* `d$`"),
            "US$5 and HK$6, $7 or 8 $ a$b c d$"
        );
        assert_eq!(plain("\\[a\\] \\(b\\) \\$c_d_\\$"), "[a] (b) $c_d_$");
        assert_eq!(references("$5 [a](b) and [c](d)$").len(), 2);
    }

    #[test]
    fn what_is_made_of_signs_alone_is_read_at_once() {
        for sign in
            ["$", "$$ ", "$a", "\\(", "\\[", "<a", "<a ", "<!--", "</a", "<a>", "<script>", "<b x="]
        {
            let text = sign.repeat(1_000_000 / sign.len());
            let _ = super::literals(&text);
            let _ = super::literals(&format!("{text}> $$ \\) \\]"));
        }
        let names = (0..100_000).map(|number| format!("<n{number}>"));
        let names = names.collect::<Vec<_>>().concat();
        assert_eq!(super::literals(&names).places.len(), 100_000);
    }
}
