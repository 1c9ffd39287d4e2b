//! A text with some places changed, and the way back from its offsets to those of the original.

use std::borrow::Cow;
use std::ops::Range;

/// Changes to a text, in order and apart from one another.
#[derive(Debug, Default)]
pub(super) struct Edits {
    edits: Vec<(Range<usize>, String)>,
}

impl Edits {
    /// Puts `with` in the place of a byte range of the original; ranges come in rising order.
    pub(super) fn replace(&mut self, range: Range<usize>, with: &str) {
        debug_assert!(self.edits.last().is_none_or(|(last, _)| last.end <= range.start));
        self.edits.push((range, with.to_owned()));
    }

    /// Puts `text` before a byte of the original.
    pub(super) fn insert(&mut self, at: usize, text: &str) {
        self.replace(at..at, text);
    }

    /// The text with the changes made.
    pub(super) fn apply(self, text: &str) -> Rewritten<'_> {
        if self.edits.is_empty() {
            return Rewritten { text: Cow::Borrowed(text), steps: Vec::new() };
        }
        let mut out = String::with_capacity(text.len() + self.edits.len() * 4);
        let mut steps = Vec::with_capacity(self.edits.len());
        let mut copied = 0;
        for (range, with) in self.edits {
            out.push_str(&text[copied..range.start]);
            let start = out.len();
            out.push_str(&with);
            steps.push(Step { start, end: out.len(), original: range.clone() });
            copied = range.end;
        }
        out.push_str(&text[copied..]);
        Rewritten { text: Cow::Owned(out), steps }
    }
}

/// One change: the bytes it takes up now, and those it stands for.
#[derive(Debug)]
struct Step {
    start: usize,
    end: usize,
    original: Range<usize>,
}

/// A changed text that knows where each of its bytes comes from.
#[derive(Debug)]
pub(super) struct Rewritten<'a> {
    pub(super) text: Cow<'a, str>,
    steps: Vec<Step>,
}

impl Rewritten<'_> {
    /// The same, holding its own text; `None` if nothing was changed.
    pub(super) fn changed(self) -> Option<Rewritten<'static>> {
        match self.text {
            Cow::Owned(text) => Some(Rewritten { text: Cow::Owned(text), steps: self.steps }),
            Cow::Borrowed(_) => None,
        }
    }

    /// The byte offset in the original of a byte offset in the changed text. Within a change it is
    /// the start of what was changed.
    pub(super) fn original(&self, offset: usize) -> usize {
        let after = self.steps.partition_point(|step| step.start < offset);
        match after.checked_sub(1).map(|index| &self.steps[index]) {
            None => offset,
            Some(step) if offset < step.end => step.original.start,
            Some(step) => step.original.end + (offset - step.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Edits;

    #[test]
    fn offsets_lead_back() {
        let mut edits = Edits::default();
        edits.replace(2..4, "");
        edits.insert(6, "xyz");
        let changed = edits.apply("abCDefgh");
        assert_eq!(changed.text, "abefxyzgh");
        let back: Vec<usize> = (0..=9).map(|at| changed.original(at)).collect();
        assert_eq!(back, [0, 1, 2, 5, 6, 6, 6, 6, 7, 8]);
        assert_eq!(Edits::default().apply("a").original(1), 1);
    }
}
