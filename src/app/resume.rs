//! Where the last run was, and where this one is.

use super::message::Effect;
use super::model::Model;
use super::panes::Pane;
use super::reader::Body;
use crate::post::{PageId, PostId};
use crate::query::Listed;
use crate::state::{Change, Session};

/// Where the last run was, and where this one is.
#[derive(Clone, Debug, Default)]
pub struct Resume {
    /// Start where the last run was.
    pub wished: bool,
    /// What is remembered from earlier runs has come in.
    pub(super) recalled: bool,
    /// A key was pressed: whoever did that wants to be elsewhere.
    pub(super) touched: bool,
    /// The post that is to be come back to as soon as it is there.
    wanted: Option<Wanted>,
    /// The session that was remembered last.
    remembered: Option<Session>,
}

#[derive(Clone, Copy, Debug)]
struct Wanted {
    post: PostId,
    story: Option<PageId>,
    reading: bool,
}

/// Goes back to where the last run was, unless something else was asked for.
pub fn resume(model: &mut Model, session: Session) {
    if !model.resume.wished
        || !model.context.query.text().is_empty()
        || model.context.query.is_editing()
        || model.resume.touched
    {
        return;
    }
    model.context.query.replace(session.query);
    model.context.query.forget();
    if session.stories {
        model.context.listed = Listed::Stories;
    }
    let (story, reading) = (session.story, session.reading);
    model.resume.wanted = session.post.map(|post| Wanted { post, story, reading });
}

/// Puts the cursor on the post that is to be come back to, once the list has it.
pub(super) fn derive_wanted(model: &mut Model) {
    let Some(Wanted { post, story, reading }) = model.resume.wanted else { return };
    if model.resume.touched {
        model.resume.wanted = None;
    } else if model.context.results.searching().is_none() {
        let position = model.context.library.position(post);
        let is_there = position.is_some_and(|at| model.context.results.rows.contains(&at));
        if is_there {
            model.context.selection.select(post, story);
            if reading {
                model.context.focus = Pane::Reader;
            }
        }
        if model.context.load.done || is_there {
            model.resume.wanted = None;
        }
    }
}

/// What has to be remembered of where this run is: the place in the post, if it was scrolled, and
/// the session, if it is another than before.
pub(super) fn derive_memory(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    let rows = (model.reader.top, model.reader.line);
    if matches!(model.reader.body, Body::Ready(_)) && model.derived.page.is_some() {
        // That a post is laid out for another width is no move.
        if model.derived.rows.is_some_and(|before| before != rows)
            && !model.context.is_preview()
            && let Some(post) = model.reading().cloned()
        {
            let place = model.reader.place();
            model.places.insert(post.id, place);
            effects.push(Effect::Remember(Change::Place(post, place)));
        }
        model.derived.rows = Some(rows);
    }
    // Nothing may take the place of the last session before that has been gone back to.
    let Resume { wished, recalled, touched, wanted, .. } = &model.resume;
    let is_awaited = *wished && !touched && (!recalled || wanted.is_some());
    if is_awaited || model.context.query.is_editing() {
        return effects;
    }
    let Some(post) = model.context.selected().map(|post| post.id) else { return effects };
    let query = model.context.query.text().trim();
    let stories = model.context.listed == Listed::Stories;
    let story = model.context.selected_story().map(|(_, story)| story.page);
    let reading = model.context.focus == Pane::Reader;
    let same = model.resume.remembered.as_ref().is_some_and(|before| {
        before.post == Some(post)
            && before.reading == reading
            && before.query == query
            && (before.stories, before.story) == (stories, story)
    });
    if !same {
        let session =
            Session { query: query.to_owned(), post: Some(post), reading, stories, story };
        model.resume.remembered = Some(session.clone());
        effects.push(Effect::Remember(Change::Session(session)));
    }
    effects
}
