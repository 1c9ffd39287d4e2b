//! A finding printed like a compiler diagnostic: the problem, its position, and the line with a
//! mark below it. The only user of `annotate-snippets`.

use crate::messages::Language;
use crate::post::{Diagnostic, DiagnosticCode, Severity};
use crate::term::OutputTarget;
use crate::text::{clean, clean_line};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::borrow::Cow;
use std::ops::Range;

/// Width of a line in cells without a terminal, so that piped output is the same everywhere.
const PIPED: usize = 140;
/// Maximum length in bytes of a line that is shown; of a longer one only the position is printed.
const MAX_LINE: usize = 64 << 10;

/// Renders a finding as lines, without a final line end. `line` is the line of the file it refers
/// to.
pub fn render(
    problem: &Diagnostic,
    line: Option<&str>,
    target: OutputTarget,
    language: Language,
) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::HELP.with_name("hint"),
    };
    let title =
        level.primary_title(clean_line(&problem.message.say(language))).id(problem.code.name());
    let line = line.filter(|line| line.len() <= MAX_LINE && problem.line > 0 && problem.column > 0);
    let line = line.map(harmless);
    let group = match &line {
        Some(line) => Group::with_title(title).element(
            Snippet::source(&**line).line_start(problem.line).path(&*problem.path).annotation(
                AnnotationKind::Primary.span(marked(line, problem.column, problem.code)),
            ),
        ),
        None => Group::with_title(title).element(place(problem)),
    };
    let renderer = if target.colours { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(target.columns.unwrap_or(PIPED)).render(&[group])
}

/// Replaces every character that must not reach a terminal with U+FFFD, so that columns stay right.
fn harmless(line: &str) -> Cow<'_, str> {
    if matches!(clean(line), Cow::Borrowed(_)) {
        return Cow::Borrowed(line);
    }
    let is_clean = |character: char| {
        let mut bytes = [0; 4];
        matches!(clean(character.encode_utf8(&mut bytes)), Cow::Borrowed(_))
    };
    line.chars().map(|c| if is_clean(c) { c } else { '\u{FFFD}' }).collect()
}

fn place(problem: &Diagnostic) -> Origin<'_> {
    let mut origin = Origin::path(&*problem.path);
    if problem.line > 0 {
        origin = origin.line(problem.line);
        if problem.column > 0 {
            origin = origin.char_column(problem.column);
        }
    }
    origin
}

/// Byte range of a line that a finding refers to; `column` is in characters, counted from 1.
fn marked(line: &str, column: usize, code: DiagnosticCode) -> Range<usize> {
    let start = line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at);
    let rest = &line[start..];
    let length = match code {
        DiagnosticCode::DuplicateKey
        | DiagnosticCode::InvalidDate
        | DiagnosticCode::InvalidSource
        | DiagnosticCode::DateAfterName => value(rest),
        DiagnosticCode::DeadLink => {
            rest.find([')', '>', ']', '"', '\'', ' ']).unwrap_or(rest.len())
        }
        DiagnosticCode::Config => setting(rest),
        // A parser gives up at a single position.
        _ => 0,
    };
    // At least one character, and never half of one.
    let least = rest.chars().next().map_or(0, char::len_utf8);
    start..start + length.max(least)
}

/// Length in bytes of the name, value or item of a config at the start of a text.
fn setting(rest: &str) -> usize {
    if rest.starts_with(['"', '\'']) {
        return value(rest);
    }
    let end = rest.find(": ").into_iter().chain(rest.find([',', ']', '}'])).min();
    let end = end.unwrap_or(value(rest)).min(value(rest));
    rest[..end].trim_end_matches(':').len()
}

/// Length in bytes of the front matter value at the start of a text: up to its closing quote, else
/// up to a comment or the end.
fn value(rest: &str) -> usize {
    if let Some(quote) = rest.chars().next().filter(|first| matches!(first, '"' | '\''))
        && let Some(end) = rest[1..].find(quote)
    {
        return end + 2;
    }
    let end = rest.find(" #").unwrap_or(rest.len());
    rest[..end].trim_end().trim_end_matches(',').len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::DiagnosticMessage;
    use proptest::prelude::*;

    const EN: Language = Language::English;
    const TARGET: OutputTarget = OutputTarget { columns: Some(60), colours: false, escapes: false };

    fn problem(line: usize, column: usize, code: DiagnosticCode, message: &str) -> Diagnostic {
        let severity =
            if code == DiagnosticCode::Unreadable { Severity::Error } else { Severity::Warning };
        let path = "blog/云.md".to_owned();
        Diagnostic {
            path,
            line,
            column,
            severity,
            code,
            message: DiagnosticMessage::Said(message.to_owned()),
        }
    }

    #[test]
    fn a_place_is_marked_under_its_characters() {
        let one = problem(3, 7, DiagnosticCode::InvalidDate, "`2024-02-30` is no day");
        assert_eq!(
            render(&one, Some("date: 2024-02-30 # about"), TARGET, EN),
            "\
warning[invalid-date]: `2024-02-30` is no day
 --> blog/云.md:3:7
  |
3 | date: 2024-02-30 # about
  |       ^^^^^^^^^^"
        );
    }

    #[test]
    fn han_takes_two_cells_and_a_tab_is_blanks() {
        let one =
            problem(12, 5, DiagnosticCode::InvalidSource, "`云` is not an http or https address");
        assert_eq!(
            render(&one, Some("来源\t：云"), TARGET, EN),
            "\
warning[invalid-source]: `云` is not an http or https address
  --> blog/云.md:12:5
   |
12 | 来源    ：云
   |           ^^"
        );
    }

    #[test]
    fn a_finding_about_a_file_names_it_alone() {
        let one =
            problem(0, 0, DiagnosticCode::Unreadable, "may not be read; check its permissions");
        assert_eq!(
            render(&one, None, TARGET, EN),
            "error[unreadable]: may not be read; check its permissions\n--> blog/云.md"
        );
        let one =
            problem(4, 2, DiagnosticCode::FrontMatter, "the front matter is not valid YAML here");
        assert!(render(&one, None, TARGET, EN).ends_with("--> blog/云.md:4:2"));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = format!("{}[a](gone.md) {}", "云原生 text ".repeat(40), "more 报 ".repeat(40));
        let column = line.chars().take_while(|c| *c != '[').count() + 5;
        let shown = render(
            &problem(9, column, DiagnosticCode::DeadLink, "links to gone.md"),
            Some(&line),
            TARGET,
            EN,
        );
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines[3].contains("[a](gone.md)") && lines[3].contains("..."), "{shown}");
        assert!(crate::text::width(lines[3]) <= 66, "{shown}");
        let cell = |line: &str, part: &str| crate::text::width(&line[..line.find(part).unwrap()]);
        assert_eq!(cell(lines[3], "gone.md"), cell(lines[4], "^^^^^^^"), "{shown}");
        let huge = "x".repeat(MAX_LINE + 1);
        let shown = render(
            &problem(9, 70, DiagnosticCode::DeadLink, "links to gone.md"),
            Some(&huge),
            TARGET,
            EN,
        );
        assert!(shown.ends_with("--> blog/云.md:9:70"), "{shown}");
    }

    #[test]
    fn hostile_characters_are_seen_and_do_no_harm() {
        let one = problem(3, 8, DiagnosticCode::InvalidDate, "no day\u{1b}[31m");
        assert_eq!(
            render(&one, Some("a\u{1b}\u{9b}\u{202e}\u{7}: 30"), TARGET, EN),
            "\
warning[invalid-date]: no day[31m
 --> blog/云.md:3:8
  |
3 | a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}: 30
  |        ^^"
        );
    }

    #[test]
    fn what_is_marked() {
        for (line, column, code, marks) in [
            ("date: \"2024-02-30\", x", 7, DiagnosticCode::InvalidDate, "\"2024-02-30\""),
            ("  \"date\": 2024-02-30,", 11, DiagnosticCode::InvalidDate, "2024-02-30"),
            ("title: [a", 8, DiagnosticCode::FrontMatter, "["),
            ("报", 1, DiagnosticCode::FrontMatter, "报"),
            ("[a](gone.md \"title\")", 5, DiagnosticCode::DeadLink, "gone.md"),
            ("short", 99, DiagnosticCode::InvalidDate, ""),
            ("'", 1, DiagnosticCode::InvalidDate, "'"),
        ] {
            assert_eq!(&line[marked(line, column, code)], marks, "{line}");
        }
    }

    #[test]
    fn colours_are_only_on_request() {
        let one = problem(1, 1, DiagnosticCode::FrontMatter, "no");
        let coloured = OutputTarget { columns: Some(60), colours: true, escapes: true };
        assert!(render(&one, Some("x"), coloured, EN).contains("\u{1b}["));
        assert!(!render(&one, Some("x"), TARGET, EN).contains('\u{1b}'));
    }

    proptest! {
        #[test]
        fn any_line_is_shown_safely(
            line in "[^\n]{0,200}", column in 0usize..250, columns in 1usize..100, message: String
        ) {
            let one = problem(3, column, DiagnosticCode::InvalidDate, &message);
            let target = OutputTarget { columns: Some(columns), colours: false, escapes: false };
            let shown = render(&one, Some(&line), target, EN);
            let hostile = |c: char| (c.is_control() && c != '\n')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            prop_assert!(!shown.contains(hostile), "{:?}", shown);
        }
    }
}
