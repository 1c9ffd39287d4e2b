//! The rows of the list of problems: the findings below the path of each file, wrapped.

use super::context::Context;
use super::findings::Findings;
use super::item_scroll::Heights;
use super::message::Notice;
use super::notices::Notices;
use super::problem_list::ProblemList;
use crate::markdown::wrap;
use crate::messages::{Language, Text};
use crate::post::{Diagnostic, Severity};
use crate::text::Ambiguous;
use std::collections::VecDeque;

/// Minimum width, in cells, at which the codes of findings are shown.
const WIDE: usize = 60;

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemRow {
    /// The path of the file that the rows below are about, or the heading of the notices.
    Path(String),
    /// The first row of a finding, with its severity.
    First(Severity, String),
    /// The first row of a notice; `true` if it is an error.
    Said(bool, String),
    /// A further row of a finding or notice.
    More(String),
}

/// The list of problems as rows. Errors come first, and findings about one file are together.
pub struct ProblemRows<'a> {
    /// The findings.
    pub problems: &'a [Diagnostic],
    /// The past notices of the status line, listed below the findings.
    pub notices: &'a VecDeque<Notice>,
    /// Width of a row in cells, without the blank on either side.
    pub width: usize,
    /// Width of ambiguous characters.
    pub ambiguous: Ambiguous,
    /// Language of the severities.
    pub language: Language,
}

impl<'a> ProblemRows<'a> {
    /// Creates the rows of a width, in cells.
    pub fn new(
        findings: &'a Findings,
        notices: &'a Notices,
        width: usize,
        context: &Context,
    ) -> Self {
        Self {
            problems: &findings.shown,
            notices: notices.history(),
            width,
            ambiguous: context.config.ambiguous_width,
            language: context.language,
        }
    }

    /// The rows of a finding or notice. The first one shown and the first of a file have the path above; a
    /// long path is truncated at its start, so that the file name is visible.
    pub fn of(&self, index: usize, is_top: bool) -> Vec<ProblemRow> {
        let Some(problem) = self.problems.get(index) else { return self.said(index, is_top) };
        let mut rows = Vec::new();
        if self.has_path(index, is_top) {
            rows.push(ProblemRow::Path(self.ambiguous.truncate_start(&problem.path, self.width)));
        }
        // A mark and a blank are to the left of the text.
        let (sentence, width) = (self.sentence(problem), self.width.saturating_sub(2).max(1));
        // The lines that a program wrote stay lines.
        let texts = sentence.lines().flat_map(|line| wrap(line, width, self.ambiguous));
        for (number, text) in texts.enumerate() {
            rows.push(if number == 0 {
                ProblemRow::First(problem.severity, text)
            } else {
                ProblemRow::More(text)
            });
        }
        rows
    }

    /// The rows of a notice; the first notice has a heading above.
    fn said(&self, index: usize, is_top: bool) -> Vec<ProblemRow> {
        let at = index - self.problems.len();
        let Some(notice) = self.notices.get(at) else { return Vec::new() };
        let mut rows = Vec::new();
        if at == 0 || is_top {
            rows.push(ProblemRow::Path(Text::SaidBefore.say(self.language)));
        }
        let texts = wrap(&notice.text, self.width.saturating_sub(2).max(1), self.ambiguous);
        for (number, text) in texts.into_iter().enumerate() {
            rows.push(match number {
                0 => ProblemRow::Said(notice.is_error, text),
                _ => ProblemRow::More(text),
            });
        }
        rows
    }

    fn has_path(&self, index: usize, is_top: bool) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.problems.get(before));
        is_top || before.is_none_or(|before| before.path != self.problems[index].path)
    }

    /// Number of findings and notices.
    pub(super) fn count(&self) -> usize {
        self.problems.len() + self.notices.len()
    }

    /// The text of a finding, which begins with its severity and position.
    fn sentence(&self, problem: &Diagnostic) -> String {
        let word = match problem.severity {
            Severity::Error => Text::Error,
            Severity::Warning => Text::Warning,
            Severity::Hint => Text::Hint,
        };
        let place = match (problem.line, problem.column) {
            (0, _) => String::new(),
            (line, 0) => format!(" {line}"),
            (line, column) => format!(" {line}:{column}"),
        };
        let code =
            if self.width >= WIDE { format!(" [{}]", problem.code.name()) } else { String::new() };
        let message = problem.message.say(self.language);
        let (first, more) = match message.split_once('\n') {
            Some((first, more)) => (first, format!("\n{more}")),
            None => (&*message, String::new()),
        };
        format!("{}{place}: {first}{code}{more}", word.say(self.language))
    }

    /// The visible rows on a screen of `height` rows, each with the index of its finding or notice.
    pub fn shown(&self, list: ProblemList, height: usize) -> Vec<(usize, ProblemRow)> {
        (list.top..self.count())
            .flat_map(|index| {
                self.of(index, index == list.top).into_iter().map(move |row| (index, row))
            })
            .skip(list.skipped)
            .take(height)
            .collect()
    }

    /// Calls `act` with the heights of the findings and notices.
    pub fn with_heights(&self, act: impl FnOnce(&Heights<'_>)) {
        let rows = |index: usize, is_top: bool| self.of(index, is_top).len().max(1);
        act(&Heights { count: self.count(), rows: &rows });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::{DiagnosticCode, DiagnosticMessage};

    fn problem(path: &str, severity: Severity, line: usize, message: &str) -> Diagnostic {
        let code = DiagnosticCode::InvalidDate;
        let message = DiagnosticMessage::Said(message.to_owned());
        Diagnostic { path: path.to_owned(), line, column: line, severity, code, message }
    }

    #[test]
    fn findings_stand_under_their_file() {
        let problems = [
            problem("gone.md", Severity::Error, 0, "cannot be read"),
            problem("blog/a.md", Severity::Warning, 3, "no day"),
            problem("blog/a.md", Severity::Warning, 4, "no source"),
        ];
        let language = Language::English;
        let notices = VecDeque::from([Notice { text: "disk full".to_owned(), is_error: true }]);
        let ambiguous = Ambiguous::One;
        let rows =
            ProblemRows { problems: &problems, notices: &notices, width: 40, ambiguous, language };
        let shown = rows.shown(ProblemList::default(), 99);
        let path = |text: &str| ProblemRow::Path(text.to_owned());
        let first = |severity, text: &str| ProblemRow::First(severity, text.to_owned());
        assert_eq!(
            shown,
            [
                (0, path("gone.md")),
                (0, first(Severity::Error, "error: cannot be read")),
                (1, path("blog/a.md")),
                (1, first(Severity::Warning, "warning 3:3: no day")),
                (2, first(Severity::Warning, "warning 4:4: no source")),
                (3, path("Earlier notices")),
                (3, ProblemRow::Said(true, "disk full".to_owned())),
            ]
        );
        let scrolled = ProblemList { cursor: 2, top: 2, skipped: 0 };
        assert_eq!(rows.shown(scrolled, 99)[0], (2, path("blog/a.md")), "the file stays in sight");
        let narrow = ProblemRows { width: 6, ..rows };
        assert_eq!(narrow.of(1, true)[0], path("…/a.md"));
        let wide = ProblemRows { width: 60, ..rows };
        assert_eq!(
            wide.of(2, false),
            [first(Severity::Warning, "warning 4:4: no source [invalid-date]")]
        );
    }
}
