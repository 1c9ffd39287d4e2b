//! Rewritten texts, with a mapping of their byte offsets to those of the original.

use std::borrow::Cow;
use std::ops::Range;

/// Changes to a text, sorted and not overlapping.
#[derive(Debug, Default)]
pub(super) struct Edits {
    /// Each range that is replaced, with the end in `with` of what replaces it.
    edits: Vec<(Range<usize>, usize)>,
    /// The texts that replace the ranges, one after the other.
    with: String,
}

impl Edits {
    /// Replaces a byte range of the original with `with`. Ranges must come in ascending order.
    pub(super) fn replace(&mut self, range: Range<usize>, with: &str) {
        debug_assert!(self.edits.last().is_none_or(|(last, _)| last.end <= range.start));
        self.with.push_str(with);
        self.edits.push((range, self.with.len()));
    }

    /// Like [`Self::replace`], but ignores edits that change nothing.
    pub(super) fn replace_any(&mut self, range: Range<usize>, with: &str) {
        if !range.is_empty() || !with.is_empty() {
            self.replace(range, with);
        }
    }

    /// Applies the changes to the text.
    pub(super) fn apply(self, text: &str) -> Rewritten<'_> {
        if self.edits.is_empty() {
            return Rewritten { text: Cow::Borrowed(text), steps: Vec::new() };
        }
        let mut out = String::with_capacity(text.len() + self.with.len());
        let mut steps = Vec::with_capacity(self.edits.len());
        let (mut copied, mut with_start) = (0, 0);
        for (range, with_end) in self.edits {
            out.push_str(&text[copied..range.start]);
            let start = out.len();
            out.push_str(&self.with[with_start..with_end]);
            (copied, with_start) = (range.end, with_end);
            steps.push(AppliedEdit { start, end: out.len(), original: range });
        }
        out.push_str(&text[copied..]);
        Rewritten { text: Cow::Owned(out), steps }
    }
}

/// One change: its byte range in the new text, and the range that it replaces in the original.
#[derive(Debug)]
struct AppliedEdit {
    start: usize,
    end: usize,
    original: Range<usize>,
}

/// A changed text that maps each of its bytes to the original.
#[derive(Debug)]
pub(super) struct Rewritten<'a> {
    pub(super) text: Cow<'a, str>,
    steps: Vec<AppliedEdit>,
}

impl Rewritten<'static> {
    /// The text with characters inserted, each before a byte. They must be in ascending order.
    pub(super) fn with_inserted(text: &str, characters: &[(usize, char)]) -> Self {
        let room = characters.iter().map(|(_, character)| character.len_utf8()).sum::<usize>();
        let mut out = String::with_capacity(text.len() + room);
        let mut copied = 0;
        let steps = characters.iter().map(|(at, character)| {
            out.push_str(&text[copied..*at]);
            copied = *at;
            let start = out.len();
            out.push(*character);
            AppliedEdit { start, end: out.len(), original: *at..*at }
        });
        let steps = steps.collect();
        out.push_str(&text[copied..]);
        Self { text: Cow::Owned(out), steps }
    }
}

impl Rewritten<'_> {
    /// The byte offset in the original for a byte offset in the changed text. Within a change, it is the
    /// start of the replaced range.
    #[cfg(test)]
    pub(super) fn original(&self, offset: usize) -> usize {
        self.origin(offset, self.changes_before(offset, 0))
    }

    /// Maps offsets of the changed text to the original.
    pub(super) fn origins(&self) -> Origins<'_> {
        Origins { rewritten: self, near: 0 }
    }

    /// Number of changes that begin before an offset. The search starts at change `near`.
    fn changes_before(&self, offset: usize, near: usize) -> usize {
        let is_before = |step: &AppliedEdit| step.start < offset;
        let (behind, ahead) = self.steps.split_at(near.min(self.steps.len()));
        if behind.last().is_some_and(|last| !is_before(last)) {
            return behind.partition_point(is_before);
        }
        // Most ranges have no changes in them.
        if ahead.first().is_none_or(|first| !is_before(first)) {
            return behind.len();
        }
        let mut reach = 1;
        while ahead.get(reach - 1).is_some_and(is_before) {
            reach *= 2;
        }
        let reached = &ahead[reach / 2..reach.min(ahead.len())];
        behind.len() + reach / 2 + reached.partition_point(is_before)
    }

    fn origin(&self, offset: usize, changes_before: usize) -> usize {
        match changes_before.checked_sub(1).map(|index| &self.steps[index]) {
            None => offset,
            Some(step) if offset < step.end => step.original.start,
            Some(step) => step.original.end + (offset - step.end),
        }
    }
}

/// A mapping of a changed text to its original, fast if each range begins near the one before it.
pub(super) struct Origins<'r> {
    rewritten: &'r Rewritten<'r>,
    /// Number of changes before the last range.
    near: usize,
}

impl Origins<'_> {
    /// The byte offset in the original for one in the changed text.
    pub(super) fn offset(&mut self, offset: usize) -> usize {
        self.near = self.rewritten.changes_before(offset, self.near);
        self.rewritten.origin(offset, self.near)
    }

    /// The byte range in the original for one in the changed text.
    pub(super) fn range(&mut self, range: Range<usize>) -> Range<usize> {
        let start = self.offset(range.start);
        let behind = self.rewritten.changes_before(range.end, self.near);
        start..self.rewritten.origin(range.end, behind)
    }

    /// Number of changes that begin within a byte range of the changed text.
    pub(super) fn changes_in(&mut self, range: &Range<usize>) -> usize {
        self.near = self.rewritten.changes_before(range.start, self.near);
        self.rewritten.changes_before(range.end, self.near) - self.near
    }
}

#[cfg(test)]
mod tests {
    use super::{AppliedEdit, Edits};
    use proptest::collection::vec;
    use proptest::prelude::*;

    #[test]
    fn offsets_lead_back() {
        let mut edits = Edits::default();
        edits.replace(2..4, "");
        edits.replace(6..6, "xyz");
        let changed = edits.apply("abCDefgh");
        assert_eq!(changed.text, "abefxyzgh");
        let back: Vec<usize> = (0..=9).map(|at| changed.original(at)).collect();
        assert_eq!(back, [0, 1, 2, 5, 6, 6, 6, 6, 7, 8]);
        assert_eq!(Edits::default().apply("a").original(1), 1);
    }

    proptest! {
        #[test]
        fn ranges_lead_back_as_their_ends_do(
            edits in vec((0_usize..5, 0_usize..3, "[x]{0,3}"), 0..40),
            ranges in vec((0_usize..200, 0_usize..200), 0..40),
        ) {
            let text = "-".repeat(300);
            let mut changes = Edits::default();
            let mut at = 0;
            for (gap, length, with) in edits {
                at += gap;
                changes.replace(at..at + length, &with);
                at += length;
            }
            let changed = changes.apply(&text);
            let mut origins = changed.origins();
            for (one, other) in ranges {
                let range = one.min(other)..one.max(other);
                let (origin, count) = (origins.range(range.clone()), origins.changes_in(&range));
                prop_assert_eq!(origin.start, changed.original(range.start));
                prop_assert_eq!(origin.end, changed.original(range.end));
                let within = |step: &&AppliedEdit| range.contains(&step.start);
                prop_assert_eq!(count, changed.steps.iter().filter(within).count());
            }
        }
    }
}
