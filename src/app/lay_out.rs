//! The text of the post in the reader: taken in, and laid out: at once, or of a long one what is in
//! sight, and the whole of it on a thread.

use super::message::Effect;
use super::model::Model;
use super::page::{head, text, text_around, typography};
use super::reader::{Body, Follow, Setting};
use crate::markdown::{Block, Code, Document, Typography, code_blocks, text_length};
use crate::messages::Language;
use crate::post::Post;
use crate::state::Place;
use std::sync::Arc;

/// Bytes of text that are laid out at once, within a few milliseconds.
const MAX_BYTES_INLINE: usize = 128 << 10;

/// Takes in a post's text. Its first screen does not wait for the meaning of its code.
pub fn take_body(
    model: &mut Model,
    request: u64,
    blocks: Result<Arc<Vec<Block>>, String>,
    is_whole: bool,
) -> Vec<Effect> {
    let place = model.reader.post.and_then(|post| model.places.get(&post)).copied();
    let reader = &mut model.reader;
    // The number alone tells: a post that was moved meanwhile has another name.
    if reader.post.is_none() || reader.request != request {
        return Vec::new();
    }
    if !is_whole {
        // A beginning is for the first screen, if that is where one left off.
        let top = place.unwrap_or_default().top;
        let reaches = blocks.iter().any(|blocks| blocks.last().is_some_and(|b| b.offset() > top));
        if reader.body != Body::Waiting || !reaches {
            return Vec::new();
        }
    }
    reader.answered = request;
    reader.version += 1;
    reader.follow = if reader.is_beginning { Follow::Offset } else { Follow::Text };
    reader.is_beginning = !is_whole;
    let mut effects = Vec::new();
    reader.body = match blocks {
        Ok(blocks) => {
            let has_language = |code: &Arc<Code>| !code.language().is_empty();
            if is_whole && code_blocks(&blocks).iter().any(has_language) {
                effects.push(Effect::Highlight { request, blocks: Arc::clone(&blocks) });
            }
            Body::Ready(blocks)
        }
        Err(why) => Body::Failed(why),
    };
    effects
}

/// Lays the post in the reader out for a width. `before` is how it is shown already, if it is: the
/// width, how its text is set, and the language. `Some` asks for the whole of a long one.
pub fn lay_out(
    model: &mut Model,
    post: &Arc<Post>,
    width: usize,
    before: Option<(usize, Typography, Language)>,
) -> Option<Effect> {
    let height = model.context.reader_height();
    let typography = typography(&model.context.config, model.context.colours);
    let same_width = before == Some((width, typography, model.context.language));
    let words = model.reader.words(post);
    let head = head(post, words, width, typography, model.context.language);
    let reader = &mut model.reader;
    // Lines that were laid out in haste have no rows to go by.
    let in_haste = reader.setting.take().is_some_and(|setting| setting.follow == Follow::Offset);
    let follow = if same_width && !in_haste { reader.follow } else { Follow::Offset };
    let pending = model.context.selection.pending_story();
    let pending = pending.and_then(|page| post.stories.iter().find(|story| story.page == page));
    let place = match (before, pending) {
        (None, Some(story)) => Place { top: story.offset() + 1, line: story.offset() + 1 },
        (Some(_), _) => reader.place(),
        (None, None) => model.places.get(&post.id).copied().unwrap_or_default(),
    };
    let Body::Ready(blocks) = &reader.body else {
        let document = Document { width, ..Document::default() };
        reader.show((head, document), Follow::Offset, place, height);
        return None;
    };
    let blocks = Arc::clone(blocks);
    if text_length(&blocks) <= MAX_BYTES_INLINE {
        reader.show((head, text(post, &blocks, width, typography)), follow, place, height);
        return None;
    }
    if !same_width {
        let offset = place.top.saturating_sub(1);
        let document = text_around(post, &blocks, width, typography, offset, height * 2);
        reader.show((head, document), Follow::Offset, place, height);
    }
    reader.settings += 1;
    let request = reader.settings;
    reader.setting = Some(Setting { request, follow });
    Some(Effect::LayOut { request, post: Arc::clone(post), blocks, width, typography })
}

/// Takes in a long text that was laid out as a whole.
pub fn take_laid_out(model: &mut Model, request: u64, document: Document) {
    let Some(setting) = model.reader.setting.filter(|setting| setting.request == request) else {
        return;
    };
    model.reader.setting = None;
    let Some(post) = model.reading().cloned() else { return };
    let (height, place) = (model.context.reader_height(), model.reader.place());
    let words = model.reader.words(&post);
    let head = head(
        &post,
        words,
        document.width,
        typography(&model.context.config, model.context.colours),
        model.context.language,
    );
    model.reader.show((head, document), setting.follow, place, height);
    model.derived.layouts += 1;
    // That the same place is another row is no move.
    model.derived.rows = None;
}
