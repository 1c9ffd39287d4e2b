//! Actions on the current post or story: the one being read, or the one at the list's cursor.

use super::{Reader, next_report};
use crate::app::action::Action;
use crate::app::context::Context;
use crate::app::intent::Intent;
use crate::app::marks::Mark;
use crate::app::message::Effect;
use crate::app::on_selected::turn;
use crate::app::panes::Pane;
use crate::app::selection::Target;
use crate::messages::Text;

impl Reader {
    /// Applies an action, if it concerns the current post or story.
    pub(crate) fn act(&mut self, action: Action, context: &Context) -> Option<Vec<Intent>> {
        let is_searched = self.find.is_some() || !context.results.needles().is_empty();
        let one = |intent: Option<Intent>| intent.into_iter().collect();
        Some(match action {
            Action::NextHit if is_searched => one(self.go_to_hit(true, context)),
            Action::PreviousHit if is_searched => one(self.go_to_hit(false, context)),
            Action::NextStory => one(self.go_to_stop(true, context)),
            Action::PreviousStory => one(self.go_to_stop(false, context)),
            Action::AlsoIn => match self.meant_story(context) {
                Some(page) => next_report(page, context),
                None => vec![context.tell(&Text::NoStoryHere)],
            },
            Action::OpenSource => self.open_source(context),
            Action::CopyUrl => vec![self.copy_source(context)],
            Action::OpenLink => vec![context.tell(&Text::NoLinkNumber)],
            Action::Picture => vec![Intent::ShowPicture(None)],
            Action::Star => self.star(context),
            Action::OwnTag => vec![self.annotate(Intent::PickTag, context)],
            Action::Note => vec![self.annotate(Intent::WriteNote, context)],
            Action::TurnRead => self.turn_read(context),
            Action::Edit => one(self.edit(context)),
            _ => return None,
        })
    }

    /// Toggles the star of the story being read or at the cursor, or else of the post.
    fn star(&self, context: &Context) -> Vec<Intent> {
        let Some(target) = self.meant(context) else { return Vec::new() };
        let on = !context.is_marked(Mark::Star, target);
        // Among posts, it is worth saying that the story and not its digest was meant.
        let is_among_posts = !context.lists_stories() && matches!(target, Target::Story(_));
        let text = match (is_among_posts, on) {
            (true, true) => Text::StoryStarred,
            (true, false) => Text::StoryUnstarred,
            (false, _) => Mark::Star.done(target, on),
        };
        vec![context.tell(&text), Intent::Mark(Mark::Star, vec![target], on)]
    }

    /// The intent of tagging the current posts or stories, or of writing a note on them.
    fn annotate(&self, intent: fn(Vec<Target>) -> Intent, context: &Context) -> Intent {
        let targets = self.marked_targets(context);
        if targets.is_empty() { context.fail(&Text::NothingToRead) } else { intent(targets) }
    }

    /// Marks the current post or story as read or unread.
    fn turn_read(&self, context: &Context) -> Vec<Intent> {
        let target = if context.lists_stories() {
            let Some(page) = self.meant_story(context) else {
                return vec![context.tell(&Text::NoStoryHere)];
            };
            Target::Story(page)
        } else {
            let Some(post) = context.selected() else { return Vec::new() };
            Target::Post(post.id)
        };
        turn(Mark::Read, target, context)
    }

    /// Opens the current post in an editor: at the current line if it is in the reader.
    fn edit(&self, context: &Context) -> Option<Intent> {
        let post = context.selected()?;
        if post.file().is_none() {
            return Some(context.fail(&Text::NoFile));
        }
        let offset = if context.focus == Pane::Reader && self.post == Some(post.id) {
            // Zero stands for the head.
            self.place().line.checked_sub(1)
        } else {
            context.selected_story().map(|(_, story)| story.offset())
        };
        Some(Intent::Run(Effect::Edit { origin: post.origin(), offset }))
    }
}
