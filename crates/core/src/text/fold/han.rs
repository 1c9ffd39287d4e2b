//! Simplified, traditional and other variants of Han characters.

use std::sync::OnceLock;

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;

struct HanVariants {
    /// For each character from [`FIRST`] to [`LAST`], the form that represents it.
    of: Vec<u16>,
    /// A bit for each of these characters, set if another form represents it.
    others: Vec<u64>,
}

/// The table: one character and its other forms per line; see the comment at its top.
const LINES: &str = include_str!("han_forms.txt");

/// Every group of forms in the table: the representative, then the others.
pub fn groups() -> impl Iterator<Item = (char, std::str::Chars<'static>)> {
    LINES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut forms = line.chars();
        forms.next().map(|first| (first, forms))
    })
}

fn forms() -> &'static HanVariants {
    static FORMS: OnceLock<HanVariants> = OnceLock::new();
    FORMS.get_or_init(|| {
        let mut of: Vec<u16> = (FIRST..=LAST).map(|code| code as u16).collect();
        let mut others = vec![0_u64; of.len().div_ceil(64)];
        for (first, forms) in groups() {
            for other in forms {
                let at = (u32::from(other) - FIRST) as usize;
                of[at] = u32::from(first) as u16;
                others[at / 64] |= 1 << (at % 64);
            }
        }
        HanVariants { of, others }
    })
}

/// The form that represents all forms of a Han character: `統` → `统`; any other character unchanged. Works on
/// single characters, so `后` (queen) and `後` (after) are the same, as in simplified writing.
pub fn simplified(character: char) -> char {
    let code = u32::from(character);
    if !(FIRST..=LAST).contains(&code) {
        return character;
    }
    let form = forms().of[(code - FIRST) as usize];
    char::from_u32(u32::from(form)).unwrap_or(character)
}

/// Length in bytes of the Han characters at the beginning of a text that represent themselves. Covers those
/// from U+4000 to [`LAST`], of three bytes each.
pub fn unchanged(text: &[u8]) -> usize {
    let others = &forms().others;
    let is_unchanged = |character: &[u8; 3]| {
        let [high @ 0xE4..=0xE9, middle, low] = *character else { return false };
        // The last byte has the six lowest bits of the code point, as many as a word of the table has places.
        let word = usize::from(high & 0xF) << 6 | usize::from(middle & 0x3F);
        others[word - FIRST as usize / 64] >> (low & 0x3F) & 1 == 0
    };
    let (characters, _) = text.as_chunks::<3>();
    characters.iter().take_while(|character| is_unchanged(character)).count() * 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn runs_end_where_a_character_has_another_form() {
        for character in '\u{1000}'..='\u{FFFF}' {
            let is_plain = ('\u{4000}'..='\u{9FFF}').contains(&character);
            let length = unchanged(format!("{character}a").as_bytes());
            let stays = is_plain && simplified(character) == character;
            assert_eq!(length, if stays { 3 } else { 0 }, "{character:?}");
        }
        assert_eq!(unchanged("服务網格".as_bytes()), 6);
        assert_eq!(unchanged("服务a格".as_bytes()), 6);
        assert_eq!(unchanged(b""), 0);
    }

    #[test]
    fn the_table_is_sound() {
        let mut seen = HashSet::new();
        for (first, others) in groups() {
            for form in others.clone().chain([first]) {
                assert!((FIRST..=LAST).contains(&u32::from(form)), "{form} is out of range");
                assert!(seen.insert(form), "{form} stands twice");
            }
            assert!(others.count() > 0, "{first} stands alone");
        }
        assert!(seen.len() > 5000);
    }

    #[test]
    fn one_form_stands_for_all() {
        for (forms, first) in [("統", '统'), ("週", '周'), ("裏裡", '里'), ("爲為", '为')]
        {
            assert!(forms.chars().all(|form| simplified(form) == first), "{forms}");
        }
        assert_eq!((simplified('云'), simplified('a'), simplified('か')), ('云', 'a', 'か'));
        assert_eq!(simplified('\u{20000}'), '\u{20000}');
    }
}
