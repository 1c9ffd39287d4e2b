//! The mouse in a dossier: hit testing, clicks and the wheel.

use super::Dossier;
use crate::app::context::Context;
use crate::app::intent::Intent;
use crate::app::reader::open;
use crate::app::scrolled::WHEEL;

/// The part of a dossier under a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DossierTarget {
    /// An entry, by its index.
    Entry(usize),
    /// A link in the text of an entry: the index of the entry, and of the link.
    Link(usize, usize),
    /// Any other part.
    Blank,
}

impl Dossier {
    /// The part under a cell; `None` if a click does nothing there.
    pub(crate) fn hit(&self, x: u16, y: u16, context: &Context) -> Option<DossierTarget> {
        let area = context.panes()?.page?.below_title();
        let column = context.panes()?.page?.text_column(true, context.config.reader_width);
        let row = y.checked_sub(area.y).filter(|_| area.contains(x, y))?;
        let shown = self.rows(usize::from(area.height)).nth(usize::from(row));
        let Some(shown) = shown else { return Some(DossierTarget::Blank) };
        let mut left = usize::from(column.x);
        for span in &shown.line.spans {
            let right = left + context.config.ambiguous_width.width(&span.text);
            if let Some(link) = span.style.link
                && (left..right).contains(&usize::from(x))
            {
                return Some(DossierTarget::Link(shown.item, link as usize));
            }
            left = right;
        }
        Some(DossierTarget::Entry(shown.item))
    }

    /// Handles a click: moves the cursor to an entry, or opens a link.
    pub(crate) fn click(&mut self, target: DossierTarget, context: &Context) -> Vec<Intent> {
        self.place = None;
        match target {
            DossierTarget::Entry(index) => {
                if index > 0 {
                    self.cursor = index;
                }
                Vec::new()
            }
            DossierTarget::Link(index, link) => {
                let lines = self.items.get(index).and_then(|item| item.lines.as_ref());
                let link = lines.and_then(|lines| lines.links.get(link));
                link.map_or_else(Vec::new, |link| open(link.url.clone(), context))
            }
            DossierTarget::Blank => Vec::new(),
        }
    }

    /// Handles a step of the wheel.
    pub(crate) fn wheel(&mut self, down: bool, context: &Context) {
        self.scroll_rows(WHEEL, down, false, context);
    }
}
