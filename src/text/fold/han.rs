//! Simplified, traditional and other forms of one Han character.

use std::sync::OnceLock;

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;

/// For each character from [`FIRST`] to [`LAST`] the form that stands for it.
struct Forms(Vec<u16>);

/// One form a line's first character, the others after it; see the file's head.
const LINES: &str = include_str!("han_forms.txt");

/// Every group of forms in the table: the one that stands for all, then the others.
pub fn groups() -> impl Iterator<Item = (char, std::str::Chars<'static>)> {
    LINES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut forms = line.chars();
        forms.next().map(|first| (first, forms))
    })
}

fn forms() -> &'static Forms {
    static FORMS: OnceLock<Forms> = OnceLock::new();
    FORMS.get_or_init(|| {
        let mut table: Vec<u16> = (FIRST..=LAST).map(|code| code as u16).collect();
        for (first, others) in groups() {
            for other in others {
                table[(u32::from(other) - FIRST) as usize] = u32::from(first) as u16;
            }
        }
        Forms(table)
    })
}

/// The form that stands for all forms of a Han character: `統` → `统`; any other character as it is.
/// Goes by single characters, so `后` (queen) and `後` (after) are one, as in simplified writing.
pub fn simplified(character: char) -> char {
    let code = u32::from(character);
    if !(FIRST..=LAST).contains(&code) {
        return character;
    }
    let form = forms().0[(code - FIRST) as usize];
    char::from_u32(u32::from(form)).unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

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
