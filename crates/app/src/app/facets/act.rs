//! Keys and clicks on the rows of the facet pane.

use super::{FacetPane, FacetRow};
use crate::app::action::Action;
use crate::app::context::Context;
use crate::app::intent::Intent;
use crate::app::key::{Key, KeyCode};
use crate::app::scrolled::wheeled;
use crate::app::text_input::{Full, Pressed};
use crate::app::views::Views;
use crate::library::Facet;
use crate::messages::Text;
use crate::query::{Polarity, ticked};

impl FacetPane {
    /// Applies an action, if it concerns the row at the cursor.
    pub(crate) fn act(
        &mut self,
        action: Action,
        context: &Context,
        views: &Views,
    ) -> Option<Vec<Intent>> {
        Some(match action {
            Action::Toggle => self.toggle(Polarity::Include, context, views),
            Action::Exclude => self.toggle(Polarity::Exclude, context, views),
            Action::DeleteView => vec![self.delete(context, views)],
            _ => return None,
        })
    }

    /// Toggles the value at the cursor, chooses the view, or folds the heading.
    pub(crate) fn toggle(
        &mut self,
        polarity: Polarity,
        context: &Context,
        views: &Views,
    ) -> Vec<Intent> {
        match self.rows.get(self.cursor).copied() {
            Some(FacetRow::Value { facet, number, .. }) => tick(facet, number, polarity, context),
            Some(FacetRow::Risen { number, .. }) => tick(Facet::Tag, number, polarity, context),
            Some(FacetRow::State { is, .. }) => {
                vec![Intent::Leave, Intent::TickMark(is, polarity)]
            }
            Some(FacetRow::MyTag { tag, .. }) => {
                vec![Intent::Leave, Intent::TickMine(self.own_tag(tag).to_owned(), polarity)]
            }
            Some(FacetRow::Noted { .. }) => vec![Intent::Leave, Intent::TickNoted(polarity)],
            Some(FacetRow::View { view, .. }) => {
                views.all().get(view).map_or_else(Vec::new, |view| views.choose(&view.name))
            }
            Some(FacetRow::Rising { .. }) => vec![Intent::FoldRising],
            Some(row) => {
                self.fold_row(row);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn fold_row(&mut self, row: FacetRow) {
        match row {
            FacetRow::Heading { facet, .. } => self.folded[facet as usize] ^= true,
            FacetRow::More { facet, .. } | FacetRow::Fewer { facet } => {
                self.expanded[facet as usize] ^= true;
            }
            FacetRow::Views { .. } => self.views_folded ^= true,
            FacetRow::MyTags { .. } => self.mine_folds.folded ^= true,
            FacetRow::MoreMine { .. } | FacetRow::FewerMine => self.mine_folds.expanded ^= true,
            FacetRow::Noted { .. }
            | FacetRow::MyTag { .. }
            | FacetRow::Rising { .. }
            | FacetRow::Value { .. }
            | FacetRow::Risen { .. }
            | FacetRow::View { .. }
            | FacetRow::State { .. } => {}
        }
        self.made_from = None;
    }

    /// Deletes the view at the cursor.
    fn delete(&self, context: &Context, views: &Views) -> Intent {
        let view = match self.rows.get(self.cursor) {
            Some(FacetRow::View { view, .. }) => views.all().get(*view),
            _ => None,
        };
        view.map_or_else(
            || context.tell(&Text::NoViewHere),
            |view| Intent::DeleteView(view.name.clone()),
        )
    }

    /// Moves the cursor some rows up or down.
    pub(crate) fn go(&mut self, rows: usize, down: bool) {
        let last = self.rows.len().saturating_sub(1);
        self.cursor = if down {
            self.cursor.saturating_add(rows).min(last)
        } else {
            self.cursor.saturating_sub(rows)
        };
    }

    /// Scrolls by one step of the wheel.
    pub(crate) fn wheel(&mut self, down: bool, context: &Context) {
        let at = (self.top, self.cursor);
        (self.top, self.cursor) = wheeled(at, self.rows.len(), context.facets_height(), down);
    }

    /// Clears the filter; returns `false` if there is none.
    pub(crate) fn clear_filter(&mut self) -> bool {
        let was_narrowed = !self.filter.is_empty();
        if was_narrowed {
            self.filter.clear();
            self.made_from = None;
        }
        was_narrowed
    }

    /// Handles a key while the filter is being typed.
    pub(crate) fn press(&mut self, key: Key, context: &Context) -> Vec<Intent> {
        let is_given_up =
            key.code == KeyCode::Esc || (key.code == KeyCode::Backspace && self.filter.is_empty());
        match key.code {
            KeyCode::Enter => return vec![Intent::Close],
            KeyCode::Down => self.cursor += 1,
            KeyCode::Up => self.cursor = self.cursor.saturating_sub(1),
            _ if is_given_up => {
                self.filter.clear();
                self.narrow();
                return vec![Intent::Close];
            }
            _ => {
                if let Pressed::Changed(outcome) = self.filter.press(key) {
                    self.narrow();
                    return context.full(outcome).into_iter().collect();
                }
            }
        }
        Vec::new()
    }

    /// Updates the rows for a changed filter.
    fn narrow(&mut self) {
        self.cursor = 0;
        // Enter should choose the best match, not fold a heading.
        self.lands = !self.filter.is_empty();
        self.made_from = None;
    }

    /// Inserts pasted text into the filter.
    pub(crate) fn paste(&mut self, text: &str) -> Result<(), Full> {
        self.made_from = None;
        self.filter.insert(text)
    }
}

fn tick(facet: Facet, number: u32, polarity: Polarity, context: &Context) -> Vec<Intent> {
    let table = context.library.table(facet);
    let stands = ticked(context.query.query());
    let under_name =
        stands.iter().find(|one| one.facet == facet && table.number(&one.key) == Some(number));
    let value = under_name.map_or(&table.values()[number as usize].value, |one| &one.key);
    vec![Intent::Leave, Intent::Tick(facet, value.clone(), polarity)]
}
