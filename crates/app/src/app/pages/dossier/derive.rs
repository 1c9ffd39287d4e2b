//! Updating the dossier: a request for its contents, and its entries.

use super::{Dossier, DossierEntry, DossierItem, DossierPlace, DossierReport, ItemsKey};
use crate::app::action::Page;
use crate::app::context::Context;
use crate::app::job::Job;
use crate::app::message::Effect;
use crate::app::reader::typography;
use crate::app::selection::Target;
use crate::markdown::Typography;
use std::sync::Arc;

impl Dossier {
    /// Updates the dossier, if it is shown; returns a request for its contents if the library has changed.
    pub(crate) fn derive(&mut self, context: &Context) -> Option<Effect> {
        if context.page != Page::Dossier {
            return None;
        }
        let effect = self.ask(context);
        let key = self.key(context)?;
        if self.items_of.as_ref() != Some(&key) {
            self.rebuild(key, context);
        }
        if !self.is_empty
            && let Some(place) = self.place
        {
            self.return_to(place, context);
            // Until all is read, the entry may be missing, or have fewer rows.
            self.place = self.place.filter(|_| self.pending.is_some());
        }
        self.clamp(context);
        effect
    }

    /// A request for the contents in the current library. A further one waits until it is answered, so that
    /// something is shown while the library grows.
    fn ask(&mut self, context: &Context) -> Option<Effect> {
        let story = self.story?;
        let library = &context.library;
        let asked = self.asked.as_ref();
        let is_asked = asked.is_some_and(|asked| asked.as_ptr() == Arc::as_ptr(library));
        if self.pending.is_some() || is_asked {
            return None;
        }
        self.asked = Some(Arc::downgrade(library));
        let request = self.content.ask();
        self.pending = Some(request);
        let library = Arc::clone(library);
        Some(Effect::Work(Job::ReadDossier { request, library, story }))
    }

    /// The inputs of the entries, if the dossier is on the screen.
    fn key(&self, context: &Context) -> Option<ItemsKey> {
        let area = context.panes()?.page?;
        let column = area.text_column(true, context.config.reader_width);
        let has_colours = context.colours && context.theme.has_colours();
        let marks = context.effective_marks();
        let is_starred = |report: &DossierReport| {
            report.story().is_some_and(|story| marks.is_story_starred(story.page))
        };
        let found = self.content();
        let story = found.newest().and_then(DossierReport::story);
        let own = story
            .and_then(|story| context.marks.annotations.get(&Target::Story(story.page)).cloned());
        Some(ItemsKey {
            own: own.unwrap_or_default(),
            version: self.version,
            width: usize::from(column.width),
            typography: Typography {
                addition_signs: !has_colours,
                ..typography(&context.config, context.colours)
            },
            language: context.language,
            starred: found.newest().into_iter().chain(&found.related).map(is_starred).collect(),
        })
    }

    /// Makes new entries without lines; the cursor and the first row stay with theirs.
    fn rebuild(&mut self, key: ItemsKey, context: &Context) {
        let before = self.place.is_none().then(|| self.place()).flatten();
        let was_visible = before.is_some() && self.shows_cursor(context);
        let found = self.content();
        let reports = found.reports.iter().map(|report| DossierEntry::Report(report.post.id));
        let related = found.related.iter().filter_map(|related| related.story());
        let related = related.map(|story| DossierEntry::Related(story.page));
        let entries = std::iter::once(DossierEntry::Head).chain(reports).chain(related);
        let items: Vec<DossierItem> =
            entries.map(|entry| DossierItem { entry, lines: None }).collect();
        self.items = if found.reports.is_empty() { Vec::new() } else { items };
        self.items_of = Some(key);
        if let Some(place) = before {
            self.follow(place);
            // Entries above it may have become taller.
            if was_visible && !self.items.is_empty() {
                self.reveal(context);
            }
        }
    }

    fn index_of(&self, entry: DossierEntry) -> Option<usize> {
        self.items.iter().position(|item| item.entry == entry)
    }

    /// Moves the cursor and the first row to the entries that they were on. If one is gone, the next is in
    /// its place.
    fn follow(&mut self, place: DossierPlace) {
        let last = self.items.len().saturating_sub(1);
        let at = |entry: Option<DossierEntry>, index: usize| {
            entry.and_then(|entry| self.index_of(entry)).unwrap_or(index.min(last))
        };
        let cursor = at(place.cursor, self.cursor).max(1.min(last));
        let top = at(place.top.map(|(entry, _)| entry), self.top.0);
        (self.cursor, self.top.0) = (cursor, top);
    }

    /// Goes to a position.
    fn return_to(&mut self, place: DossierPlace, context: &Context) {
        let found = self.content();
        let newest = found.newest().map(|newest| DossierEntry::Report(newest.post.id));
        let cursor = place.cursor.and_then(|entry| self.index_of(entry));
        let cursor = cursor.or_else(|| self.index_of(newest?));
        self.cursor = cursor.unwrap_or(0).max(1).min(self.items.len().saturating_sub(1));
        let top = place.top.and_then(|(entry, row)| Some((self.index_of(entry)?, row)));
        self.top = top.unwrap_or_default();
        if top.is_none() && !self.items.is_empty() {
            self.reveal(context);
        }
    }
}
