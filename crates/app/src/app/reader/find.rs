//! Moving between the hits of the query in a post, and finding another text in it.

use super::{Hits, Reader};
use crate::app::context::Context;
use crate::app::intent::Intent;
use crate::app::key::{Key, KeyCode};
use crate::app::text_input::{Pressed, TextInput};
use crate::messages::Text;
use crate::query::Needles;
use crate::state::ReadingPosition;
use std::sync::Arc;

impl Reader {
    /// Finds the hits again if the lines or the words searched for have changed. A new layout has the same
    /// hits in the same order, so the current hit stays current. While a text to find is being typed, the
    /// first hit becomes the current one; the post's text may arrive later than the typed one.
    pub(crate) fn derive_hits(&mut self, is_typing: bool, context: &Context) {
        let key = (self.layouts, context.results.needles_version(), self.finds);
        let before = self.hits_of.replace(key);
        if before == Some(key) {
            return;
        }
        let needles = self.find.as_ref().unwrap_or(context.results.needles());
        self.hits = Hits::of(self.head.iter().chain(&self.document.lines), needles);
        let is_same_search =
            before.is_some_and(|(_, changes, finds)| (changes, finds) == (key.1, key.2));
        let count = self.hits.count();
        self.hit = self.hit.filter(|hit| is_same_search && *hit < count);
        if is_typing && self.find.is_some() && self.hit.is_none() {
            let next = self.hits.rows().iter().position(|row| *row >= self.line).unwrap_or(0);
            self.show_hit(next, context.reader_height());
        }
    }

    /// Goes to the next or previous hit, wrapping around at the ends.
    pub(crate) fn go_to_hit(&mut self, forward: bool, context: &Context) -> Option<Intent> {
        let rows = self.hits.rows();
        let at = self.hit.filter(|hit| rows.get(*hit) == Some(&self.line));
        let next = match (at, forward) {
            (Some(at), true) => Some(at + 1).filter(|next| *next < rows.len()),
            (Some(at), false) => at.checked_sub(1),
            (None, true) => rows.iter().position(|row| *row >= self.line),
            (None, false) => rows.iter().rposition(|row| *row < self.line),
        };
        let Some(last) = rows.len().checked_sub(1) else {
            return Some(context.tell(&Text::NoHits));
        };
        let wrapped = if forward { 0 } else { last };
        self.show_hit(next.unwrap_or(wrapped), context.reader_height());
        let wraps = next.is_none();
        wraps.then(|| context.tell(if forward { &Text::FromTheTop } else { &Text::FromTheEnd }))
    }

    fn show_hit(&mut self, hit: usize, height: usize) {
        let Some(row) = self.hits.rows().get(hit).copied() else { return };
        if row < self.top || row >= self.top + height {
            // Some text before the hit gives its context.
            self.go_to(row.saturating_sub(height / 3), height);
        }
        self.line = row;
        self.clamp(height);
        self.hit = Some(hit);
    }

    /// Replaces the text to find in the post; returns the previous one.
    pub(crate) fn set_find(&mut self, find: Option<Arc<Needles>>) -> Option<Arc<Needles>> {
        self.finds += 1;
        std::mem::replace(&mut self.find, find)
    }

    /// Finds the text typed so far, starting from the position before the search.
    pub(crate) fn find_typed(&mut self, typed: &str, before: ReadingPosition, context: &Context) {
        let needles = Arc::new(Needles::text(typed, context.config.pinyin));
        self.set_find((!needles.is_empty()).then_some(needles));
        self.return_to(before, context.reader_height());
    }

    /// Handles a key while the text to find is being typed. `before` is the position and `find` the text to
    /// find from before the search, for cancelling it.
    pub(crate) fn press_in_find(
        &mut self,
        typed: &mut TextInput,
        before: ReadingPosition,
        find: &mut Option<Arc<Needles>>,
        key: Key,
        context: &Context,
    ) -> Vec<Intent> {
        let is_given_up = key.code == KeyCode::Backspace && typed.is_empty();
        if key.code == KeyCode::Esc || is_given_up {
            self.set_find(find.take());
            self.return_to(before, context.reader_height());
            return vec![Intent::Close];
        }
        if key.code == KeyCode::Enter {
            // With nothing typed, the previous search continues.
            if typed.is_empty() {
                self.set_find(find.take());
            }
            let is_missing = self.find.is_some() && self.hits.count() == 0;
            let missing = is_missing.then(|| context.fail(&Text::NoHits));
            return std::iter::once(Intent::Close).chain(missing).collect();
        }
        let Pressed::Changed(outcome) = typed.press(key) else { return Vec::new() };
        self.find_typed(typed, before, context);
        context.full(outcome).into_iter().collect()
    }
}
