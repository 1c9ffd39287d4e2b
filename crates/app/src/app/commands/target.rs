//! The posts and stories that a command is run for.

use super::job::CommandItem;
use crate::app::action::{Action, Page};
use crate::app::context::Context;
use crate::app::intent::Intent;
use crate::app::pages::dossier::Dossier;
use crate::app::panes::Pane;
use crate::app::reader::Reader;
use crate::app::selection::Target;
use crate::config::{CommandTarget, OwnCommand};
use crate::messages::Text;
use crate::post::{PageId, Post, PostId};
use std::sync::Arc;

/// The place where a command was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StartedAt {
    page: Page,
    post: Option<PostId>,
    story: Option<PageId>,
}

/// The parts of the model in which posts and stories are looked at.
#[derive(Clone, Copy)]
pub(in crate::app) struct LookedAt<'a> {
    pub reader: &'a Reader,
    pub dossier: &'a Dossier,
    pub context: &'a Context,
}

impl LookedAt<'_> {
    /// The current place, as far as it matters to a command of this kind.
    pub(super) fn place(self, target: CommandTarget) -> StartedAt {
        let page = self.context.page;
        let looks_at_story = target != CommandTarget::Post;
        let post = self.post_looked_at().map(|post| post.id);
        let story = self.story_looked_at().filter(|_| looks_at_story);
        StartedAt { page, post, story }
    }

    /// The posts or stories that a command is run for, or the intent of saying that there are none.
    pub(super) fn items(self, command: &OwnCommand) -> Result<Vec<CommandItem>, Box<Intent>> {
        let context = self.context;
        let name = &command.name;
        if context.page == Page::Trends {
            return Err(context.tell(&Text::CommandNotInTrends(name)).into());
        }
        let post = || self.post_looked_at().map(|post| self.post_item(post));
        let story = || self.story_looked_at().and_then(|page| self.story_item(page));
        let found = match command.target {
            CommandTarget::Post => post().into_iter().collect(),
            CommandTarget::Story => match story() {
                Some(item) => vec![item],
                None => {
                    let key = context.keymap.key_of(Action::Stories);
                    return Err(context.tell(&Text::CommandNeedsStory(name, &key)).into());
                }
            },
            CommandTarget::Selection => match context.acted_on() {
                Some(targets) => {
                    targets.into_iter().filter_map(|target| self.item(target)).collect()
                }
                None => story().or_else(post).into_iter().collect::<Vec<_>>(),
            },
        };
        if found.is_empty() {
            return Err(context.tell(&Text::CommandNeedsPost(name)).into());
        }
        Ok(found)
    }

    /// The post that the user looks at: in the reader, at the cursor of the list or of the dossier.
    fn post_looked_at(self) -> Option<Arc<Post>> {
        if self.context.page == Page::Dossier {
            return self.dossier.report_at_cursor().map(|report| Arc::clone(&report.post));
        }
        self.context.selected().map(Arc::clone)
    }

    /// The story that the user looks at.
    fn story_looked_at(self) -> Option<PageId> {
        if self.context.page == Page::Dossier {
            return Some(self.dossier.report_at_cursor()?.story()?.page);
        }
        self.reader.meant_story(self.context)
    }

    fn item(self, target: Target) -> Option<CommandItem> {
        match target {
            Target::Story(page) => self.story_item(page),
            Target::Post(id) => {
                let library = &self.context.library;
                Some(self.post_item(Arc::clone(library.post(library.position(id)?)?)))
            }
        }
    }

    fn post_item(self, post: Arc<Post>) -> CommandItem {
        let is_read = self.context.focus == Pane::Reader && self.reader.post == Some(post.id);
        // Zero stands for the head.
        let offset = is_read.then(|| self.reader.place().line.checked_sub(1)).flatten();
        CommandItem { target: Target::Post(post.id), post, story: None, offset }
    }

    /// A story in the post that the user looks at, or else in the newest that reports it.
    fn story_item(self, page: PageId) -> Option<CommandItem> {
        let context = self.context;
        let in_post = |post: &Arc<Post>| {
            let number = post.stories.iter().position(|story| story.page == page)?;
            Some((Arc::clone(post), number))
        };
        let newest = || {
            let report = context.reports(page).first()?;
            Some((Arc::clone(context.library.post(report.post)?), report.story as usize))
        };
        let at_cursor = || {
            let (row, story) = context.selected_story()?;
            let post = context.library.post(row.newest.post)?;
            (story.page == page).then(|| (Arc::clone(post), row.newest.story as usize))
        };
        let looked_at = self.post_looked_at().as_ref().and_then(in_post);
        let (post, number) = at_cursor().or(looked_at).or_else(newest)?;
        let offset = Some(post.stories.get(number)?.offset());
        Some(CommandItem { target: Target::Story(page), post, story: Some(number), offset })
    }
}
