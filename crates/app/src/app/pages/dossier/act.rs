//! Actions in a dossier.

use super::{Dossier, DossierEntry, DossierPlace};
use crate::app::action::Page;
use crate::app::action::{Action, KeyContext};
use crate::app::context::Context;
use crate::app::intent::Intent;
use crate::app::marks::Mark;
use crate::app::message::Effect;
use crate::app::on_selected::turn;
use crate::app::reader::open;
use crate::app::selection::Target;
use crate::messages::Text;

impl Dossier {
    /// Applies an action that has its own meaning in a dossier; `None` if it has the same meaning as
    /// elsewhere.
    pub(crate) fn act(&mut self, action: Action, context: &Context) -> Option<Vec<Intent>> {
        self.place = None;
        let height = Self::height(context);
        let half = (height / 2).max(1);
        // One row of the previous page stays visible.
        let page = height.saturating_sub(1).max(1);
        match action {
            Action::HalfDown => self.scroll_rows(half, true, true, context),
            Action::HalfUp => self.scroll_rows(half, false, true, context),
            Action::PageDown => self.scroll_rows(page, true, true, context),
            Action::PageUp => self.scroll_rows(page, false, true, context),
            Action::Top => self.go_to_end(false, context),
            Action::Bottom => self.go_to_end(true, context),
            Action::NextReport if self.go_to(self.cursor + 1, context) => {}
            Action::PreviousReport if self.go_to(self.cursor.saturating_sub(1), context) => {}
            Action::NextReport | Action::PreviousReport => {
                return Some(vec![context.tell(&Text::NoMoreReports)]);
            }
            Action::ReadReport => return Some(self.enter(context)),
            Action::OpenSource => {
                let url = self.url().map(|url| open(url, context));
                return Some(url.unwrap_or_default());
            }
            Action::CopyUrl => {
                let url = self.url().map(|url| Intent::Run(Effect::Copy(url)));
                return Some(url.into_iter().collect());
            }
            Action::Star => return Some(self.turn(Mark::Star, context)),
            Action::TurnRead => return Some(self.turn(Mark::Read, context)),
            Action::OwnTag => {
                let target = self.target().map(|target| Intent::PickTag(vec![target]));
                return Some(target.into_iter().collect());
            }
            Action::Note => {
                let target = self.target().map(|target| Intent::WriteNote(vec![target]));
                return Some(target.into_iter().collect());
            }
            _ if changes_list(action) => {
                let leave = [Intent::Leave, Intent::ShowPage(Page::Panes)];
                return Some(leave.into_iter().chain([Intent::Act(action)]).collect());
            }
            Action::NextPane | Action::PreviousPane => return Some(vec![not_here(context)]),
            _ if !KeyContext::Dossier.accepts(action) => return Some(vec![not_here(context)]),
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Reads the report at the cursor in its post, or opens the dossier of the related story there.
    fn enter(&self, context: &Context) -> Vec<Intent> {
        let Some(report) = self.report(self.cursor) else { return Vec::new() };
        let Some(story) = report.story() else { return Vec::new() };
        match self.items.get(self.cursor).map(|item| item.entry) {
            Some(DossierEntry::Related(page)) => {
                let place = DossierPlace { story: page, cursor: None, top: None };
                vec![Intent::Leave, Intent::OpenDossier(place)]
            }
            _ if context.library.position(report.post.id).is_none() => {
                vec![context.fail(&Text::NotInLibrary(&report.post.path))]
            }
            _ => vec![Intent::Leave, Intent::Read(report.post.id, Some(story.page))],
        }
    }

    /// Address of the source of the entry at the cursor.
    fn url(&self) -> Option<String> {
        Some(self.report(self.cursor)?.story()?.url().to_string())
    }

    /// The story, or the related one at the cursor.
    fn target(&self) -> Option<Target> {
        Some(Target::Story(self.report(self.cursor)?.story()?.page))
    }

    /// Toggles a mark of the story, or of the related one at the cursor.
    fn turn(&self, mark: Mark, context: &Context) -> Vec<Intent> {
        self.target().map_or_else(Vec::new, |target| turn(mark, target, context))
    }
}

/// Returns `true` for an action that changes what is listed. It leads to the list.
fn changes_list(action: Action) -> bool {
    matches!(
        action,
        Action::Search
            | Action::Tags
            | Action::Categories
            | Action::Authors
            | Action::Sources
            | Action::Months
            | Action::Sort
            | Action::Views
            | Action::UnreadOnly
            | Action::Stories
            | Action::Briefing
    )
}

/// The intent of saying that an action has no meaning in a dossier.
fn not_here(context: &Context) -> Intent {
    context.tell(&Text::NotInDossier(&context.keymap.key_of(Action::Dossier)))
}
