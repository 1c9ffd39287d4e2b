//! Taking back: marks, views and changes of the query, in the order in which they were made.
//!
//! The query line keeps its own earlier texts; a step made elsewhere notes how many there were, so
//! that both make one stack.

use super::findings::dismiss;
use super::marks::{PostMark, set};
use super::message::Effect;
use super::model::Model;
use super::notes::tell_anew;
use super::story_marks::{set_seen, set_story_star};
use crate::messages::Text;
use crate::post::{PageId, PostId};

/// Steps kept; older ones are forgotten.
const MAX_STEPS: usize = 1_000;

/// Something that can be taken back.
#[derive(Clone, Debug)]
pub enum Step {
    /// These posts were marked, or not any more.
    Marked {
        /// How.
        mark: PostMark,
        /// Those that were not so before, by their names: the posts themselves, of libraries that
        /// have been read anew since, would stay in memory for as long as the program runs.
        posts: Vec<PostId>,
        /// The mark was set.
        on: bool,
    },
    /// These stories were seen, or not any more.
    Seen {
        /// What was said of each before.
        before: Vec<(PageId, Option<bool>)>,
        /// They were marked as seen.
        on: bool,
    },
    /// A story was starred, or not any more.
    StoryStarred {
        /// Its page.
        page: PageId,
        /// The star was set.
        on: bool,
    },
    /// The findings about this file were left out.
    Dismissed(String),
    /// A view was saved or deleted.
    View {
        /// Its name.
        name: String,
        /// The query it had before; none if there was no such view.
        before: Option<String>,
    },
}

/// What can be taken back, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Undo {
    steps: Vec<(usize, Step)>,
}

impl Undo {
    /// Remembers a step, made after so many changes of the query.
    pub fn push(&mut self, query_changes: usize, step: Step) {
        if self.steps.len() == MAX_STEPS {
            self.steps.remove(0);
        }
        self.steps.push((query_changes, step));
    }

    /// The last step, unless the query has changed since.
    fn pop(&mut self, query_changes: usize) -> Option<Step> {
        let last = self.steps.pop_if(|(changes, _)| *changes >= query_changes);
        last.map(|(_, step)| step)
    }
}

/// Takes back what was done last.
pub fn undo(model: &mut Model) -> Vec<Effect> {
    let Some(step) = model.undo.pop(model.context.query.changes()) else {
        if !model.context.query.undo() {
            model.tell(&Text::NothingToUndo);
        }
        return Vec::new();
    };
    let (text, effect) = match step {
        Step::Marked { mark, posts, on } => {
            // What is gone from the disk meanwhile keeps its mark.
            let posts: Vec<_> = posts
                .into_iter()
                .filter_map(|id| {
                    model.context.library.post(model.context.library.position(id)?).cloned()
                })
                .collect();
            let text = match (mark, on) {
                (PostMark::Read, true) => Text::UnreadAgain(posts.len()),
                (PostMark::Read, false) => Text::ReadAgain,
                (PostMark::Star, true) => Text::Unstarred,
                (PostMark::Star, false) => Text::Starred,
            };
            // What was seen in one of them is not any more.
            model.reader.notes.look |= mark == PostMark::Read;
            (text, set(model, mark, posts, !on))
        }
        Step::Seen { before, on } => {
            let count = before.len();
            let text = if on { Text::UnseenAgain(count) } else { Text::SeenAgain };
            let pages: Vec<_> = before.iter().map(|(page, _)| *page).collect();
            let effect = set_seen(model, before);
            tell_anew(model, pages.into_iter());
            (text, effect)
        }
        Step::StoryStarred { page, on } => {
            let text = if on { Text::Unstarred } else { Text::Starred };
            (text, set_story_star(model, page, !on))
        }
        Step::Dismissed(path) => (Text::FindingsAgain, dismiss(model, path, false)),
        Step::View { name, before } => {
            let effect = model.views.put(&name, before.clone());
            let text = match before {
                Some(_) => Text::ViewBack(name),
                None => Text::ViewGone(name),
            };
            (text, effect)
        }
    };
    model.tell(&text);
    vec![effect]
}
