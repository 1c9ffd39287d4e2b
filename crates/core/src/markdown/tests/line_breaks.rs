use super::{render, shared};
use crate::markdown::line_break::{is_not_first, is_not_last};
use crate::markdown::wrap;
use crate::text::{Ambiguous, width};
use serde_json::Value;

fn table() -> Option<Value> {
    shared("vectors/linebreak.json").map(|text| serde_json::from_str(&text).unwrap())
}

fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap()
}

#[test]
fn lines_end_as_the_table_has_it() {
    let Some(table) = table() else { return };
    for row in table["wrap"].as_array().unwrap() {
        let cells = row["width"].as_u64().unwrap() as usize;
        let lines = wrap(text(row, "text"), cells, Ambiguous::One);
        if let Some(expected) = row["lines"].as_array() {
            assert_eq!(Value::from(lines), Value::from(expected.clone()), "{row}");
        } else {
            assert_eq!(lines[0], text(row, "first"), "{row}");
        }
    }
    for row in table["width"].as_array().unwrap() {
        assert_eq!(width(text(row, "text")) as u64, row["cells"].as_u64().unwrap(), "{row}");
    }
}

#[test]
fn kinsoku_is_that_of_the_table() {
    let Some(table) = table() else { return };
    for character in text(&table, "never_at_line_start").chars() {
        assert!(is_not_first(character), "{character}");
    }
    for character in text(&table, "never_at_line_end").chars() {
        assert!(is_not_last(character), "{character}");
    }
    for whole in table["never_split"].as_array().unwrap() {
        let whole = whole.as_str().unwrap();
        for before in 0..12 {
            let line = format!("{}{whole}{}", "字".repeat(before), "文".repeat(8));
            for ambiguous in [Ambiguous::One, Ambiguous::Two] {
                for cells in ambiguous.width(whole)..20 {
                    let lines = wrap(&line, cells, ambiguous);
                    assert!(lines.iter().any(|line| line.contains(whole)), "{cells}: {lines:?}");
                }
            }
        }
    }
}

/// The table assumes ambiguous characters of one cell. If they take two, lines hold the same text within the
/// same width.
#[test]
fn lines_of_wide_ambiguous_characters_keep_the_rules() {
    let Some(table) = table() else { return };
    let two = Ambiguous::Two;
    for row in table["wrap"].as_array().unwrap() {
        let whole = text(row, "text");
        for cells in 4..=40 {
            let lines = wrap(whole, cells, two);
            assert_eq!(lines.concat().replace(' ', ""), whole.replace(' ', ""), "{cells}");
            for (number, line) in lines.iter().enumerate() {
                assert!(two.width(line) <= cells, "{cells}: {line}");
                let (first, last) = (line.chars().next(), line.chars().next_back());
                // In narrower lines, the marks after a character do not fit beside it.
                if cells >= 10 {
                    assert!(number == 0 || !first.is_some_and(is_not_first), "{cells}: {lines:?}");
                    assert!(!last.is_some_and(is_not_last), "{cells}: {lines:?}");
                }
            }
        }
    }
    for row in table["width"].as_array().unwrap() {
        let one = row["cells"].as_u64().unwrap() as usize;
        assert!(two.width(text(row, "text")) >= one, "{row}");
    }
}

#[test]
fn soft_breaks_join_as_the_table_has_it() {
    let Some(table) = table() else { return };
    for row in table["soft_break"].as_array().unwrap() {
        assert_eq!(render(text(row, "source")).lines(), [text(row, "joined")]);
    }
}
