//! The dossier of a story: every report of it in the order of days, with what is new in each, and related
//! stories.
//!
//! Owns the contents, the cursor and the scroll offset. A worker reads the reports. Only entries that come
//! into sight are laid out.

mod act;
mod content;
mod derive;
mod hit;
mod lines;
mod place;
mod scroll;

pub use content::{DossierContent, DossierReport, ReadReport, ReportText, find_dossier};
pub use hit::DossierTarget;
pub use place::{DossierEntry, DossierPlace};

use crate::app::action::Action;
use crate::app::latest::Latest;
use crate::library::Library;
use crate::markdown::{Line, Link, Typography};
use crate::messages::{Language, Text};
use crate::post::{Annotation, PageId};
use std::ops::Range;
use std::sync::{Arc, Weak};

/// The keys to hint at in a dossier.
pub(crate) const HINTS: [(Action, Text<'static>); 6] = [
    (Action::ReadReport, Text::HintRead),
    (Action::NextReport, Text::HintReport),
    (Action::OpenSource, Text::HintOpen),
    (Action::Star, Text::HintStar),
    (Action::Back, Text::HintBack),
    (Action::Help, Text::HintHelp),
];

/// State of the dossier, shown or not.
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    /// Page of the story.
    story: Option<PageId>,
    /// The contents.
    content: Latest<Arc<DossierContent>>,
    /// Incremented whenever the contents change.
    version: u64,
    /// The pending request.
    pending: Option<u64>,
    /// Set while nothing of the contents is known.
    is_empty: bool,
    /// Library of the last request.
    asked: Option<Weak<Library>>,
    /// The position to go to as soon as the contents are known.
    place: Option<DossierPlace>,
    /// The entries, top to bottom: the head, the reports, the related stories.
    items: Vec<DossierItem>,
    /// Index of the entry at the cursor.
    cursor: usize,
    /// Index of the first entry shown, and of its first row shown.
    top: (usize, usize),
    /// The inputs of the entries.
    items_of: Option<ItemsKey>,
}

/// An entry with its lines, which are laid out when they are needed.
#[derive(Clone, Debug)]
struct DossierItem {
    entry: DossierEntry,
    lines: Option<ItemLines>,
}

/// The lines of an entry.
#[derive(Clone, Debug, Default)]
pub struct ItemLines {
    /// The lines. Between entries there is a blank one.
    lines: Vec<Line>,
    /// The lines of the heading.
    heading: Range<usize>,
    /// Links in the text.
    links: Vec<Link>,
}

/// The inputs of the entries and their lines.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ItemsKey {
    version: u64,
    width: usize,
    typography: Typography,
    language: Language,
    /// `true` for each starred entry.
    starred: Vec<bool>,
    /// The user's own tags and note on the story.
    own: Annotation,
}

/// A visible row.
#[derive(Clone, Copy, Debug)]
pub struct DossierRow<'a> {
    /// The line.
    pub line: &'a Line,
    /// Links of the entry; [`Style::link`](crate::markdown::Style::link) is an index into these.
    pub links: &'a [Link],
    /// Index of its entry.
    pub item: usize,
    /// Set if the line is part of the entry's heading.
    pub is_heading: bool,
    /// Set if the line is the blank one between this entry and the next.
    pub is_gap: bool,
}

impl Dossier {
    /// Opens the dossier of a story.
    pub(crate) fn open(&mut self, place: DossierPlace) {
        if self.story != Some(place.story) {
            self.story = Some(place.story);
            self.content.clear();
            self.version += 1;
            self.items.clear();
            self.items_of = None;
            self.pending = None;
            self.is_empty = true;
            self.asked = None;
        }
        self.place = Some(place);
    }

    /// The current position.
    pub(crate) fn place(&self) -> Option<DossierPlace> {
        if self.place.is_some() {
            return self.place;
        }
        let entry = |index: usize| self.items.get(index).map(|item| item.entry);
        Some(DossierPlace {
            story: self.story?,
            cursor: entry(self.cursor),
            top: entry(self.top.0).map(|entry| (entry, self.top.1)),
        })
    }

    /// The request that keys have to wait for.
    pub(crate) fn awaited(&self) -> Option<u64> {
        self.pending.filter(|_| self.is_empty)
    }

    /// Takes over contents, unless they are of an earlier request.
    pub(crate) fn take(&mut self, request: u64, content: DossierContent, is_whole: bool) {
        if self.pending != Some(request) {
            return;
        }
        // Texts that are being read again stay until they are all there.
        if !is_whole && !self.is_empty && self.is_read() {
            return;
        }
        self.content.take(request, Arc::new(content));
        self.version += 1;
        self.is_empty = false;
        if is_whole {
            self.pending = None;
        }
    }

    /// Returns `true` if all reports are read.
    fn is_read(&self) -> bool {
        let is_waiting = |report: &DossierReport| matches!(report.text, ReportText::Waiting);
        !self.content.get().reports.iter().any(is_waiting)
    }

    /// The contents.
    pub fn content(&self) -> &DossierContent {
        self.content.get()
    }

    /// Index of the entry at the cursor: 0 is the head, and the reports come next.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Returns `true` if the contents are known, and there are none.
    pub fn has_nothing(&self) -> bool {
        !self.is_empty && self.content().reports.is_empty()
    }

    /// The report or related story of an entry, by its index.
    fn report(&self, index: usize) -> Option<&DossierReport> {
        let DossierContent { reports, related } = self.content();
        let number = index.checked_sub(1)?;
        reports.get(number).or_else(|| related.get(number - reports.len()))
    }

    /// The report or related story at the cursor.
    pub(crate) fn report_at_cursor(&self) -> Option<&DossierReport> {
        self.report(self.cursor)
    }

    /// The visible rows of a viewport of `height` rows, top to bottom.
    pub fn rows(&self, height: usize) -> impl Iterator<Item = DossierRow<'_>> {
        let shown = self.items.iter().enumerate().skip(self.top.0);
        let rows =
            shown.map_while(|(item, DossierItem { lines, .. })| Some((item, lines.as_ref()?)));
        let rows = rows.flat_map(|(item, lines)| {
            lines.lines.iter().enumerate().map(move |(row, line)| DossierRow {
                line,
                links: &lines.links,
                item,
                is_heading: lines.heading.contains(&row),
                is_gap: row + 1 == lines.lines.len() && line.spans.is_empty(),
            })
        });
        rows.skip(self.top.1).take(height)
    }
}
