//! The list of posts or stories: its scroll offset, visible lines and snippets.

mod lines;
mod row_effects;
mod snippets;

pub use lines::{ListLine, ListPart, title_indent};
pub use snippets::Snippets;

use super::action::Action;
use super::context::Context;
use super::intent::Intent;
use super::marks::Mark;
use super::message::Effect;
use super::on_selected::mark_by_hand;
use crate::messages::Text;
use crate::query::{Is, Listed, Polarity, Sort, SortBy, sorted_by};
use lines::{ListLines, wheeled};
use std::iter::once;
use std::ops::Range;

/// State of the list.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// Index of the first row shown.
    pub top: usize,
    /// The first row to show, once the rows of the query are there.
    wanted_top: Option<usize>,
    /// The visible lines.
    lines: ListLines,
    /// Snippets of the posts.
    pub snippets: Snippets,
}

impl List {
    /// The visible lines, top to bottom.
    pub fn lines(&self) -> &[ListLine] {
        self.lines.all()
    }

    /// Number of visible posts or stories; at least one.
    pub fn height(&self) -> usize {
        self.lines().last().map_or(1, |line| line.row - self.top + 1)
    }

    /// Scrolls to a row, once the rows of the query are there.
    pub(super) fn scroll_to(&mut self, top: usize) {
        self.wanted_top = Some(top);
    }

    /// Updates scroll offset and lines; returns a request for missing snippets.
    pub(super) fn derive(&mut self, context: &Context) -> Option<Effect> {
        if context.results.searching().is_none()
            && let Some(top) = self.wanted_top.take()
        {
            self.top = top;
        }
        self.top = self.top.min(context.selection.row);
        match context.panes().and_then(|panes| panes.list) {
            Some(area) => self.top = self.lines.derive(self.top, area.below_title(), context),
            None => self.lines = ListLines::default(),
        }
        self.snippets.derive(self.lines.all(), context)
    }

    /// Scrolls by a step of the wheel of a number of lines. The cursor moves only if it would leave the
    /// viewport.
    pub(super) fn wheel(&mut self, lines: usize, down: bool, context: &Context) -> Option<Intent> {
        let area = context.panes()?.list?.below_title();
        let (top, row) = wheeled(self.top, lines, down, area, context);
        self.top = top;
        (row != context.selection.row).then_some(Intent::SelectRow(row))
    }

    /// Applies an action, if it concerns the list. If nothing is searched for in the post, the keys of hits
    /// move to unread posts.
    pub(super) fn act(action: Action, context: &Context) -> Option<Vec<Intent>> {
        Some(match action {
            Action::NextUnread | Action::NextHit => vec![Self::go_to_unread(true, context)],
            Action::PreviousUnread | Action::PreviousHit => {
                vec![Self::go_to_unread(false, context)]
            }
            Action::NextPost => vec![Self::go_to_post(true, context)],
            Action::PreviousPost => vec![Self::go_to_post(false, context)],
            Action::UnreadOnly => {
                vec![Intent::Leave, Intent::TickMark(Is::Unread, Polarity::Include)]
            }
            Action::Muted => vec![Intent::Leave, Intent::TickMark(Is::Muted, Polarity::Include)],
            Action::MarkAllRead => Self::mark_read(context),
            Action::MarkAboveRead => Self::mark_part_read(0..context.selection.row, context),
            Action::MarkBelowRead => {
                Self::mark_part_read(context.selection.row + 1..usize::MAX, context)
            }
            Action::Select => Self::select(context),
            Action::SelectRange => vec![Intent::AddSelected(context.range_to_select())],
            Action::Sort => Self::sort(context),
            _ => return None,
        })
    }

    /// Moves the cursor some rows up or down.
    pub(super) fn go(rows: usize, down: bool, context: &Context) -> Intent {
        let (row, count) = (context.selection.row, context.results.rows.len());
        Intent::SelectRow(if down {
            row.saturating_add(rows).min(count.saturating_sub(1))
        } else {
            row.saturating_sub(rows)
        })
    }

    /// Moves the cursor to the next or previous unread post or story.
    fn go_to_unread(forward: bool, context: &Context) -> Intent {
        match context.next_unread(forward) {
            Some(row) => Intent::SelectRow(row),
            None if context.lists_stories() => context.tell(&Text::NoMoreUnseen),
            None => context.tell(&Text::NoMoreUnread),
        }
    }

    /// Moves the cursor to the next or previous row while a post is being read.
    fn go_to_post(forward: bool, context: &Context) -> Intent {
        let row = context.selection.row;
        match if forward { Some(row + 1) } else { row.checked_sub(1) } {
            Some(row) if row < context.results.rows.len() => Intent::SelectRow(row),
            Some(_) => context.tell(&Text::LastPost),
            None => context.tell(&Text::FirstPost),
        }
    }

    /// Changes to the next sort order. Posts: newest, most relevant, by title, oldest. Stories: newest, most
    /// reported, longest running, by title. Where rules give scores, those with the highest come second.
    fn sort(context: &Context) -> Vec<Intent> {
        let by = |by, reversed| Sort { by, reversed };
        let orders = [
            (Sort::default(), Text::NewestFirst),
            (by(SortBy::Relevance, false), Text::MostRelevantFirst),
            (by(SortBy::Title, false), Text::ByTitle),
            (by(SortBy::Date, true), Text::OldestFirst),
        ];
        let story_orders = [
            (Sort::default(), Text::NewestFirst),
            (by(SortBy::Count, false), Text::MostReportedFirst),
            (by(SortBy::Span, false), Text::LongestRunningFirst),
            (by(SortBy::Title, false), Text::ByTitle),
        ];
        let orders = if context.listed == Listed::Stories { story_orders } else { orders };
        let mut orders = orders.to_vec();
        if context.config.rules.have_scores() {
            orders.insert(1, (by(SortBy::Score, false), Text::HighestScoreFirst));
        }
        let now = context.query.query().sort().unwrap_or_default();
        let at = orders.iter().position(|(sort, _)| *sort == now).unwrap_or(orders.len() - 1);
        let (next, name) = &orders[(at + 1) % orders.len()];
        let text = sorted_by(context.query.text(), *next);
        vec![Intent::Leave, Intent::SetQuery(text), context.tell(name)]
    }

    /// Selects the row at the cursor, or deselects it, and moves the cursor down.
    fn select(context: &Context) -> Vec<Intent> {
        let Some(target) = context.rows().target(context.selection.row) else { return Vec::new() };
        vec![Intent::ToggleSelected(target), Self::go(1, true, context)]
    }

    /// Marks the posts or stories of some rows as read.
    fn mark_part_read(rows: Range<usize>, context: &Context) -> Vec<Intent> {
        let targets = context.unread_targets(rows);
        if targets.is_empty() {
            return vec![context.tell(&Text::AllReadThere)];
        }
        let key = context.keymap.key_of(Action::Undo);
        let notice = context.tell(&Mark::Read.done_to(targets.len(), true, &key));
        once(notice).chain(mark_by_hand(Mark::Read, targets, true)).collect()
    }

    /// Marks all posts or stories of the list as read.
    fn mark_read(context: &Context) -> Vec<Intent> {
        let targets = context.unread_targets(0..usize::MAX);
        let (count, key) = (targets.len(), context.keymap.key_of(Action::Undo));
        let text = if context.lists_stories() {
            Text::MarkedSeen(count, &key)
        } else {
            Text::MarkedRead(count, &key)
        };
        vec![context.tell(&text), Intent::MarkListed(targets)]
    }
}
