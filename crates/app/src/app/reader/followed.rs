//! Finding a line of a text again after the text has changed.

use crate::markdown::Line;

/// Number of lines on either side that are tried if a line itself is gone.
const NEAR: usize = 50;

/// The index of a line after the text has changed. Lines before the first or after the last change are
/// matched by their distance to the start or end of the text, lines in between by the nearest line found
/// again. If none is, returns a line at the changes.
pub fn followed(old: &[Line], new: &[Line], line: usize) -> usize {
    let same = |(a, b): &(&Line, &Line)| a.spans == b.spans;
    let before = old.iter().zip(new).take_while(same).count();
    let after = old[before..].iter().rev().zip(new[before..].iter().rev()).take_while(same).count();
    if line < before {
        line
    } else if line >= old.len() - after {
        new.len() - (old.len() - line)
    } else {
        let end = new.len() - after;
        let near = (0..NEAR).flat_map(|step| [line.checked_add(step), line.checked_sub(step)]);
        let found = near.flatten().find_map(|at| {
            let text = old.get(at).filter(|text| !text.spans.is_empty())?;
            let again = (before..end).filter(|row| new[*row].spans == text.spans);
            Some((again.min_by_key(|row| row.abs_diff(at))? + line).saturating_sub(at))
        });
        found.unwrap_or(line).min(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str) -> Vec<Line> {
        let span =
            |word: &str| crate::markdown::Span { text: word.to_owned(), ..Default::default() };
        let lines = text.split(' ').enumerate();
        lines.map(|(offset, word)| Line { spans: vec![span(word)], offset }).collect()
    }

    #[test]
    fn a_line_is_found_again_after_a_change() {
        let old = lines("a b c d e");
        for (new, line, found) in [
            ("a b c d e", 3, 3),
            ("x y a b c d e", 3, 5),
            ("c d e", 3, 1),
            ("a b c d e f", 3, 3),
            ("a X Y c d e", 3, 4),
            ("a X d e", 2, 2),
            ("a b e", 2, 2),
            ("x a y z b c q d e w", 2, 5),
            ("x a b q d e w", 2, 3),
            ("a", 4, 1),
        ] {
            assert_eq!(followed(&old, &lines(new), line), found, "{new}");
        }
    }

    proptest! {
        #[test]
        fn a_line_outside_the_change_keeps_its_text(
            start in "[ab]( [ab]){0,4}", old in "[cd]( [cd]){0,4}", new in "[cd]( [cd]){0,4}",
            end in "[ab]( [ab]){0,4}", line in 0_usize..12,
        ) {
            let before = lines(&format!("{start} {old} {end}"));
            let after = lines(&format!("{start} {new} {end}"));
            let line = line % before.len();
            let found = followed(&before, &after, line);
            let changed = lines(&start).len()..before.len() - lines(&end).len();
            prop_assert!(found <= after.len());
            if !changed.contains(&line) {
                prop_assert_eq!(&after[found].spans, &before[line].spans);
            }
        }
    }
}
