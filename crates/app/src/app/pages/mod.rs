//! The pages that are shown in place of the panes, each with its state and its keys.
//!
//! Keys and the mouse reach the page on the screen through here, so that a further page is a file beside these
//! and an arm of each function.

pub mod dossier;
pub mod trends;

use super::action::{Action, Page};
use super::context::Context;
use super::intent::Intent;
use super::message::{Awaited, Effect};
use crate::messages::Text;
use dossier::{Dossier, DossierTarget};
use trends::{Trends, TrendsTarget};

/// The pages, shown or not.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// The trends, figures over the query's result.
    pub trends: Trends,
    /// The dossier of a story.
    pub dossier: Dossier,
}

/// The part of a page under a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageTarget {
    /// A part of the trends.
    Trends(TrendsTarget),
    /// A part of the dossier.
    Dossier(DossierTarget),
}

impl PageTarget {
    /// The action of the second half of a double click, if there is one.
    pub(super) fn second_click(self) -> Option<Action> {
        matches!(self, Self::Dossier(DossierTarget::Entry(_))).then_some(Action::ReadReport)
    }
}

impl Pages {
    /// Applies an action that has its own meaning on the page; `None` if it has the same meaning as
    /// elsewhere.
    pub(super) fn act(&mut self, action: Action, context: &Context) -> Option<Vec<Intent>> {
        match context.page {
            Page::Panes => None,
            Page::Trends => self.trends.act(action, context),
            Page::Dossier => self.dossier.act(action, context),
        }
    }

    /// Updates the caches of the pages; returns an effect that requests missing data.
    pub(super) fn derive(&mut self, context: &Context) -> Option<Effect> {
        self.trends.derive(context);
        self.dossier.derive(context)
    }

    /// The response that keys on the page have to wait for.
    pub(super) fn awaited(&self, page: Page) -> Option<Awaited> {
        match page {
            Page::Panes | Page::Trends => None,
            Page::Dossier => self.dossier.awaited().map(Awaited::Dossier),
        }
    }

    /// Height of whatever scrolls on the page, in rows; `None` if the panes are shown.
    pub(super) fn height(&self, context: &Context) -> Option<usize> {
        match context.page {
            Page::Panes => None,
            Page::Trends => Some(self.trends.height(context)),
            Page::Dossier => Some(Dossier::height(context)),
        }
    }

    /// Moves the cursor a number of rows up or down.
    pub(super) fn go(&mut self, rows: usize, down: bool, context: &Context) {
        match context.page {
            Page::Panes => {}
            Page::Trends => self.trends.go(rows, down, context),
            Page::Dossier => self.dossier.go(rows, down, context),
        }
    }

    /// The part of the page under a cell; `None` if a click does nothing there.
    pub(super) fn hit(&self, x: u16, y: u16, context: &Context) -> Option<PageTarget> {
        match context.page {
            Page::Panes => None,
            Page::Trends => self.trends.hit(x, y, context).map(PageTarget::Trends),
            Page::Dossier => self.dossier.hit(x, y, context).map(PageTarget::Dossier),
        }
    }

    /// Handles a click.
    pub(super) fn click(&mut self, target: PageTarget, context: &Context) -> Vec<Intent> {
        match target {
            PageTarget::Trends(target) => self.trends.click(target, context).into_iter().collect(),
            PageTarget::Dossier(target) => self.dossier.click(target, context),
        }
    }

    /// Handles a step of the wheel.
    pub(super) fn wheel(&mut self, target: PageTarget, down: bool, context: &Context) {
        match target {
            PageTarget::Trends(target) => self.trends.wheel(target, down, context),
            PageTarget::Dossier(_) => self.dossier.wheel(down, context),
        }
    }

    /// The sentence of the status line about the cursor, if the page has one.
    pub(super) fn sentence(&self, context: &Context) -> Option<String> {
        match context.page {
            Page::Panes | Page::Dossier => None,
            Page::Trends => self.trends.sentence(context),
        }
    }

    /// The keys to hint at on the page, most important first; `None` if the panes are shown.
    pub(super) fn hints(context: &Context) -> Option<Vec<(Action, Text<'static>)>> {
        match context.page {
            Page::Panes => None,
            Page::Trends => Some(Trends::hints(context)),
            Page::Dossier => Some(dossier::HINTS.to_vec()),
        }
    }
}
