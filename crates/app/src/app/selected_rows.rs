//! The rows that the user has selected, for an action on all of them at once.

use super::action::Page;
use super::context::Context;
use super::panes::Pane;
use super::selection::{SelectableRows, Target};
use crate::library::BitSet;
use crate::post::PostId;
use std::collections::{HashMap, HashSet};

/// The selected posts and stories. They stay selected while they are not listed, and while their files are
/// gone from the disk.
#[derive(Clone, Debug, Default)]
pub struct SelectedRows {
    /// In the order in which they were selected.
    targets: Vec<Target>,
    /// The same, for look-ups.
    known: HashSet<Target>,
    /// The end of a range that is selected next: the post or story that was last selected or deselected.
    last: Option<Target>,
    /// Incremented whenever the selected rows change.
    version: u64,
    /// Number of selected posts and stories that are not listed, and the inputs of that number.
    unlisted: Option<(UnlistedKey, usize)>,
}

/// The inputs of the number of selected posts and stories that are not listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct UnlistedKey {
    selected: u64,
    answered: u64,
    are_stories: bool,
}

impl SelectedRows {
    /// Returns `true` if nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// Number of selected posts and stories.
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// Returns `true` if a post or story is selected.
    pub fn contains(&self, target: Target) -> bool {
        self.known.contains(&target)
    }

    /// Number of selected posts and stories that are not in the list.
    pub fn unlisted(&self) -> usize {
        self.unlisted.map_or(0, |(_, count)| count)
    }

    /// Selects a post or story, or deselects it.
    pub(super) fn toggle(&mut self, target: Target) {
        if self.known.remove(&target) {
            self.targets.retain(|other| *other != target);
        } else {
            self.known.insert(target);
            self.targets.push(target);
        }
        self.last = Some(target);
        self.version += 1;
    }

    /// Selects several posts or stories.
    pub(super) fn add(&mut self, targets: impl IntoIterator<Item = Target>) {
        for target in targets {
            if self.known.insert(target) {
                self.targets.push(target);
            }
            self.last = Some(target);
        }
        self.version += 1;
    }

    /// Deselects everything.
    pub(super) fn clear(&mut self) {
        *self = Self { version: self.version + 1, ..Self::default() };
    }

    /// Follows posts whose files were moved.
    pub(super) fn follow_moved(&mut self, moved: &HashMap<PostId, PostId>) {
        let now = |target: &mut Target| {
            if let Target::Post(id) = target {
                *id = moved.get(id).copied().unwrap_or(*id);
            }
        };
        self.targets.iter_mut().for_each(now);
        self.last.iter_mut().for_each(now);
        self.known = self.targets.iter().copied().collect();
        // A post that was moved to the place of another selected one must not count twice.
        let mut seen = HashSet::new();
        self.targets.retain(|target| seen.insert(*target));
        self.version += 1;
    }

    /// The rows of selected posts or stories, in the order of the list.
    fn listed(&self, rows: SelectableRows<'_>) -> impl Iterator<Item = usize> {
        let mut selected = BitSet::default();
        for target in &self.targets {
            let number = match target {
                Target::Post(id) if !rows.are_stories => rows.library.position(*id),
                Target::Story(page) if rows.are_stories => {
                    rows.library.made_stories().and_then(|table| table.about(*page))
                }
                Target::Post(_) | Target::Story(_) => None,
            };
            if let Some(number) = number {
                selected.set(number);
            }
        }
        let count = if selected.is_empty() { 0 } else { rows.posts.len() };
        (0..count).filter(move |row| match rows.stories.get(*row) {
            Some(story) => selected.is_set(story.story),
            None => selected.is_set(rows.posts[*row]),
        })
    }
}

impl Context {
    /// Returns `true` if a row of the list is selected.
    pub fn is_selected(&self, row: usize) -> bool {
        !self.selected_rows.is_empty()
            && self.rows().target(row).is_some_and(|target| self.selected_rows.contains(target))
    }

    /// Counts the selected posts and stories that are not listed, if the list or the selected rows have
    /// changed.
    pub(super) fn count_unlisted(&mut self) {
        if self.selected_rows.is_empty() {
            return;
        }
        let (selected, answered) = (self.selected_rows.version, self.results.answered());
        let key = UnlistedKey { selected, answered, are_stories: self.lists_stories() };
        if self.selected_rows.unlisted.is_none_or(|(known, _)| known != key) {
            let listed = self.selected_rows.listed(self.rows()).count();
            self.selected_rows.unlisted = Some((key, self.selected_rows.len() - listed));
        }
    }

    /// The selected posts and stories that exist: those in the list, in its order, and then the others.
    pub(super) fn selected_targets(&self) -> Vec<Target> {
        let (selected, rows) = (&self.selected_rows, self.rows());
        let mut targets: Vec<Target> =
            selected.listed(rows).filter_map(|row| rows.target(row)).collect();
        let listed: HashSet<Target> = targets.iter().copied().collect();
        let others = selected.targets.iter().filter(|target| !listed.contains(target));
        targets.extend(others.copied().filter(|target| match target {
            Target::Post(id) => self.library.position(*id).is_some(),
            Target::Story(page) => {
                self.library.made_stories().is_some_and(|table| table.about(*page).is_some())
            }
        }));
        targets
    }

    /// The posts and stories that an action applies to if rows are selected: all of these, except in the
    /// reader, where it applies to the post or story being read.
    pub(super) fn acted_on(&self) -> Option<Vec<Target>> {
        let is_in_list = self.focus != Pane::Reader && self.page == Page::Panes;
        (is_in_list && !self.selected_rows.is_empty()).then(|| self.selected_targets())
    }

    /// The rows from the one that was last selected to the cursor; all rows if none is selected.
    pub(super) fn range_to_select(&self) -> Vec<Target> {
        let (rows, cursor) = (self.rows(), self.selection.row);
        let range = if self.selected_rows.is_empty() {
            0..rows.posts.len()
        } else {
            let last = self.selected_rows.last.and_then(|last| rows.row_of(last));
            let last = last.unwrap_or(cursor);
            last.min(cursor)..last.max(cursor) + 1
        };
        range.filter_map(|row| rows.target(row)).collect()
    }
}
