//! Laying out the text of the post in the reader. Short texts are laid out inline; of a long text, the
//! visible part is, and the whole on a worker.

use super::page::{head, text_around, text_with, typography};
use super::{Body, Follow, PageKey, PendingLayout, Reader};
use crate::app::context::Context;
use crate::app::job::Job;
use crate::app::message::Effect;
use crate::markdown::{Block, CodeBlock, Document, Line, Typography, code_blocks, text_length};
use crate::post::{Annotation, Post, Target};
use crate::state::ReadingPosition;
use std::sync::Arc;

/// Maximum size, in bytes, of a text that is laid out inline, which takes a few milliseconds.
const MAX_BYTES_INLINE: usize = 128 << 10;

impl Reader {
    /// Takes over a post's text; returns a job that highlights its code. The first screen does not wait for
    /// that.
    pub(crate) fn take_body(
        &mut self,
        request: u64,
        blocks: Result<Arc<Vec<Block>>, String>,
        is_whole: bool,
    ) -> Option<Effect> {
        let place = self.post.and_then(|post| self.places.get(&post)).copied();
        // The request number identifies the answer: a moved post has a new id.
        if self.post.is_none() || self.request != request {
            return None;
        }
        if !is_whole {
            // The beginning is only used for the first screen, if the position is in it.
            let top = place.unwrap_or_default().top;
            let last = blocks.iter().find_map(|blocks| blocks.last());
            if self.body != Body::Waiting || last.is_none_or(|block| block.offset() <= top) {
                return None;
            }
        }
        self.answered = request;
        self.version += 1;
        self.follow = if self.is_beginning { Follow::Offset } else { Follow::Text };
        self.is_beginning = !is_whole;
        let mut effect = None;
        self.body = match blocks {
            Ok(blocks) => {
                let has_language = |code: &Arc<CodeBlock>| !code.language().is_empty();
                if is_whole && code_blocks(&blocks).iter().any(has_language) {
                    effect =
                        Some(Effect::Work(Job::Highlight { request, blocks: Arc::clone(&blocks) }));
                }
                Body::Ready(blocks)
            }
            Err(why) => Body::Failed(why),
        };
        effect
    }

    /// Takes over the highlighted text, unless a newer text has arrived.
    pub(crate) fn take_highlighted(&mut self, request: u64, blocks: Arc<Vec<Block>>) {
        if self.answered == request {
            self.body = Body::Ready(blocks);
            self.version += 1;
            self.follow = Follow::Rows;
        }
    }

    /// Lays out a post. `key` holds the inputs, and `before` those of the lines shown now, if they are of the
    /// same post. Returns a job for the complete layout of a long text.
    pub(super) fn lay_out(
        &mut self,
        post: &Arc<Post>,
        key: PageKey,
        before: Option<PageKey>,
        context: &Context,
    ) -> Option<Effect> {
        let height = context.reader_height();
        let PageKey { width, typography, language, images, .. } = key;
        let forms = Arc::clone(self.pictures.forms());
        let same_width = before.is_some_and(|before| {
            (before.width, before.typography, before.language, before.images)
                == (width, typography, language, images)
        });
        self.headed = context.annotated;
        let head = self.head_of(post, width, typography, context);
        // Lines of a provisional layout have no rows to keep.
        let in_haste =
            self.pending_layout.take().is_some_and(|layout| layout.follow == Follow::Offset);
        let follow = if same_width && !in_haste { self.follow } else { Follow::Offset };
        let pending = context.selection.pending_story();
        let pending = pending.and_then(|page| post.stories.iter().find(|story| story.page == page));
        let place = match (before, pending) {
            (None, Some(story)) => {
                ReadingPosition { top: story.offset() + 1, line: story.offset() + 1 }
            }
            (Some(_), _) => self.place(),
            (None, None) => self.places.get(&post.id).copied().unwrap_or_default(),
        };
        let Body::Ready(blocks) = &self.body else {
            let document = Document { width, ..Document::default() };
            self.show((head, document), Follow::Offset, place, height);
            return None;
        };
        let blocks = Arc::clone(blocks);
        if text_length(&blocks) <= MAX_BYTES_INLINE {
            let document = text_with(post, &blocks, width, (typography, &forms));
            self.show((head, document), follow, place, height);
            return None;
        }
        if !same_width {
            let offset = place.top.saturating_sub(1);
            let with = (typography, &*forms);
            let document = text_around(post, &blocks, width, with, offset, height * 2);
            self.show((head, document), Follow::Offset, place, height);
        }
        self.layout_request += 1;
        let request = self.layout_request;
        self.pending_layout = Some(PendingLayout { request, follow });
        Some(Effect::Work(Job::LayOut {
            request,
            post: Arc::clone(post),
            blocks,
            width,
            typography,
            images: forms,
        }))
    }

    /// The lines above the text of a post or an output.
    fn head_of(
        &mut self,
        post: &Arc<Post>,
        width: usize,
        typography: Typography,
        context: &Context,
    ) -> Vec<Line> {
        context.output_head(post, width, typography).unwrap_or_else(|| {
            let own = own(post, context);
            head(post, self.words(post), &own, width, typography, context.language)
        })
    }

    /// Takes over the complete layout of a long text.
    pub(crate) fn take_laid_out(&mut self, request: u64, document: Document, context: &Context) {
        let Some(layout) = self.pending_layout.filter(|layout| layout.request == request) else {
            return;
        };
        self.pending_layout = None;
        let Some(post) = self.reading(context) else { return };
        let (height, place) = (context.reader_height(), self.place());
        let typography = typography(&context.config, context.colours);
        let head = self.head_of(post, document.width, typography, context);
        self.headed = context.annotated;
        self.show((head, document), layout.follow, place, height);
        self.layouts += 1;
        // The same position at another row is not a scroll.
        self.seen_rows = None;
    }

    /// Replaces the head, if own tags or notes have changed since it was laid out. The text keeps its place
    /// on the screen as far as the head allows.
    pub(super) fn derive_head(&mut self, post: &Arc<Post>, key: PageKey, context: &Context) {
        if std::mem::replace(&mut self.headed, context.annotated) == context.annotated {
            return;
        }
        let head = self.head_of(post, key.width, key.typography, context);
        if head == self.head {
            return;
        }
        let (before, now) = (self.head.len(), head.len());
        let moved = |row: usize| match row.checked_sub(before) {
            Some(line) => now + line,
            None => row.min(now.saturating_sub(1)),
        };
        (self.top, self.line) = (moved(self.top), moved(self.line));
        self.head = head;
        self.layouts += 1;
        self.seen_rows = None;
    }
}

/// The user's own tags and note on a post.
fn own(post: &Post, context: &Context) -> Annotation {
    context.marks.annotations.get(&Target::Post(post.id)).cloned().unwrap_or_default()
}
