//! Updating the reader: the post, its lines, the notes among them, the position.

use super::page::typography;
use super::{Body, PageKey, Reader};
use crate::app::context::Context;
use crate::app::intent::Intent;
use crate::app::job::Job;
use crate::app::message::Effect;
use crate::post::{Post, PostId};
use crate::state::{Change, ReadingPosition};
use std::collections::HashMap;
use std::sync::Arc;

impl Reader {
    /// Shows the selected post, if the pane is on the screen, and lays it out.
    pub(crate) fn derive(&mut self, context: &Context) -> Vec<Intent> {
        let mut intents = Vec::new();
        let Some(area) = context.panes().and_then(|panes| panes.reader) else { return intents };
        let shown = context.shown();
        if shown.map(|post| post.id) != self.post {
            self.keep_place(context);
            self.post = shown.map(|post| post.id);
            self.body = Body::Waiting;
            self.is_beginning = false;
            self.pending_layout = None;
            self.hit = None;
            self.page = None;
            self.pictures.leave();
            intents.extend(shown.map(|post| Intent::Run(self.ask_for_body(post))));
        }
        let Some(post) = self.reading(context) else {
            self.clear();
            intents.push(Intent::StoryReached);
            return intents;
        };
        intents.extend(self.derive_pictures(post, context).map(Intent::Run));
        let measure = context.config.reader_width;
        let key = PageKey {
            post: post.id,
            version: self.version,
            width: usize::from(area.text_column(context.is_reader_alone(), measure).width),
            typography: typography(&context.config, context.colours),
            language: context.language,
            images: self.pictures.version(),
        };
        if self.page != Some(key) {
            let is_waiting = self.body == Body::Waiting;
            let is_shown = !self.document.lines.is_empty();
            let before = self.page.filter(|before| is_shown && before.post == post.id);
            intents.extend(self.lay_out(post, key, before, context).map(Intent::Run));
            self.seen_rows = None;
            self.layouts += 1;
            // If the text has not arrived yet, it has to be laid out when it does.
            self.page = (!is_waiting).then_some(key);
        }
        self.derive_head(post, key, context);
        intents.extend(self.derive_notes(post, context).map(Intent::Run));
        if self.reach_story(post, context) {
            intents.push(Intent::StoryReached);
        }
        intents
    }

    /// Keeps the position within the post, if the pane is on the screen.
    pub(crate) fn clamp_to(&mut self, context: &Context) {
        if context.panes().is_some_and(|panes| panes.reader.is_some()) {
            self.clamp(context.reader_height());
        }
    }

    /// Goes to the pending story once its post is loaded; returns `true` if it is.
    fn reach_story(&mut self, post: &Post, context: &Context) -> bool {
        let Some(page) = context.selection.pending_story() else { return false };
        let is_there = match self.body {
            Body::Waiting => false,
            Body::Ready(_) => self.is_whole(),
            Body::Failed(_) => true,
        };
        if is_there && let Some(number) = post.stories.iter().position(|story| story.page == page) {
            let row = self.story_rows(post, number).start;
            self.go_to(row, context.reader_height());
        }
        is_there
    }

    /// Clears the contents; request numbers and versions continue.
    fn clear(&mut self) {
        let had_lines = self.rows() > 0;
        let before = std::mem::take(self);
        *self = Self {
            request: before.request,
            version: before.version,
            layout_request: before.layout_request,
            finds: before.finds,
            places: before.places,
            layouts: before.layouts + u64::from(had_lines),
            hits_of: before.hits_of,
            notes: before.notes.cleared(),
            pictures: before.pictures.cleared(),
            noted: before.noted,
            seen_rows: before.seen_rows,
            opened: before.opened,
            story_read: before.story_read,
            ..Self::default()
        };
    }

    /// Returns a request for the text of a post.
    pub(crate) fn ask_for_body(&mut self, post: &Post) -> Effect {
        self.request += 1;
        Effect::Work(Job::ReadBody { post: post.id, origin: post.origin(), request: self.request })
    }

    /// Returns a request for the text of the post in the pane, which may have changed on the disk.
    pub(crate) fn ask_again(&mut self, context: &Context) -> Option<Effect> {
        let post = self.reading(context)?;
        Some(self.ask_for_body(post))
    }

    /// Remembers the position in the current post, which is about to be left.
    fn keep_place(&mut self, context: &Context) {
        if let Some(post) = self.post
            && matches!(self.body, Body::Ready(_))
            && !context.is_preview()
        {
            self.places.insert(post, self.place());
        }
    }

    /// Leaves the current post; `post`, which may be the same one, will be shown at `place`.
    pub(crate) fn return_to_post(
        &mut self,
        post: Option<PostId>,
        place: ReadingPosition,
        context: &Context,
    ) {
        self.keep_place(context);
        if let Some(post) = post {
            self.places.insert(post, place);
            self.post = None;
        }
    }

    /// Moves positions along with posts whose files were moved, as (from, to).
    pub(crate) fn move_posts(&mut self, moved: &[(PostId, PostId)]) {
        let shown = [&mut self.post, &mut self.opened].into_iter().flatten();
        let shown = shown.chain(self.page.iter_mut().map(|page| &mut page.post));
        for own in shown {
            if let Some((_, to)) = moved.iter().find(|(from, _)| from == own) {
                *own = *to;
            }
        }
        for (from, to) in moved {
            if let Some(place) = self.places.remove(from) {
                self.places.insert(*to, place);
            }
        }
    }

    /// Adds the positions of earlier runs; those of this run take precedence.
    pub(crate) fn recall_places(&mut self, mut places: HashMap<PostId, ReadingPosition>) {
        places.extend(self.places.drain());
        self.places = places;
        // The current post goes to the position where it was left, unless it was scrolled already.
        if self.place() == ReadingPosition::default()
            && self.post.is_some_and(|post| self.places.contains_key(&post))
        {
            self.page = None;
        }
    }

    /// Takes over the position at which another instance has left a post, unless that is shown here.
    pub(crate) fn take_place(&mut self, post: PostId, place: ReadingPosition) {
        if self.post != Some(post) {
            self.places.insert(post, place);
        }
    }

    /// Returns an effect that remembers the position, if the post was scrolled.
    pub(crate) fn derive_place(&mut self, context: &Context) -> Option<Effect> {
        if !matches!(self.body, Body::Ready(_)) || self.page.is_none() {
            return None;
        }
        let rows = (self.top, self.line);
        // A new layout for another width is not a scroll.
        let is_moved = self.seen_rows.replace(rows).is_some_and(|before| before != rows);
        let post = self.reading(context).filter(|_| is_moved && !context.is_preview())?;
        if context.output().is_some() {
            return None;
        }
        let place = self.place();
        self.places.insert(post.id, place);
        Some(Effect::Remember(Change::Place(Arc::clone(post), place)))
    }
}
