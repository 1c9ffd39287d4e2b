//! The rows of the facet pane, made from the counts of the current result.

mod act;
mod mine;

use super::briefing::Briefing;
use super::context::Context;
use super::fuzzy::rank;
use super::scrolled::scrolled;
use super::text_input::TextInput;
use super::views::{Views, is_chosen};
use crate::library::{Facet, Library};
use crate::query::{Facets, Is, Polarity, Query, stands, ticked};
use mine::{Folds, MineCounts};

/// Number of values a facet shows before the rest is hidden.
const SHOWN: usize = 10;

/// A row of the facet pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacetRow {
    /// Heading of the rising tags.
    Rising {
        /// Number of rising tags.
        count: usize,
        /// Set if they are hidden.
        folded: bool,
    },
    /// A rising tag.
    Risen {
        /// Index in the table of tags.
        number: u32,
        /// Number of posts with this value before the window.
        before: usize,
        /// Number of posts with this value in the window.
        now: usize,
        /// Polarity of its condition in the query, if there is one.
        polarity: Option<Polarity>,
    },
    /// Heading of the views.
    Views {
        /// Number of views.
        count: usize,
        /// Set if they are hidden.
        folded: bool,
    },
    /// A view.
    View {
        /// Index of the view.
        view: usize,
        /// Number of unread posts it finds.
        unread: usize,
        /// Number of posts it finds.
        all: usize,
        /// Number of new posts, beside a briefing.
        new: Option<usize>,
        /// Set if the current query is that of the view.
        chosen: bool,
    },
    /// A mark, unread or starred.
    State {
        /// The condition for the mark.
        is: Is,
        /// Number of posts or stories in the current result with this mark.
        count: usize,
        /// Polarity of its condition in the query, if there is one.
        polarity: Option<Polarity>,
    },
    /// Posts or stories with a note.
    Noted {
        /// Number of posts or stories in the current result with a note.
        count: usize,
        /// Polarity of its condition in the query, if there is one.
        polarity: Option<Polarity>,
    },
    /// Heading of the own tags.
    MyTags {
        /// Number of own tags in the current result.
        count: usize,
        /// Set if they are hidden.
        folded: bool,
    },
    /// An own tag.
    MyTag {
        /// Index of the tag.
        tag: usize,
        /// Number of posts or stories in the current result with the tag.
        count: usize,
        /// Polarity of its condition in the query, if there is one.
        polarity: Option<Polarity>,
    },
    /// A row that shows the remaining own tags.
    MoreMine {
        /// Number of hidden tags.
        hidden: usize,
    },
    /// A row that hides them again.
    FewerMine,
    /// Heading of a facet.
    Heading {
        /// The facet.
        facet: Facet,
        /// Number of its values in the current result.
        values: usize,
        /// Set if they are hidden.
        folded: bool,
    },
    /// A value of a facet.
    Value {
        /// The facet.
        facet: Facet,
        /// Index in the table of the facet.
        number: u32,
        /// Number of posts in the current result with this value.
        count: usize,
        /// Polarity of its condition in the query, if there is one.
        polarity: Option<Polarity>,
    },
    /// A row that shows the remaining values.
    More {
        /// The facet.
        facet: Facet,
        /// Number of hidden values.
        hidden: usize,
    },
    /// A row that hides them again.
    Fewer {
        /// The facet.
        facet: Facet,
    },
}

impl FacetRow {
    /// The facet of the row, if it belongs to one.
    pub fn facet(self) -> Option<Facet> {
        match self {
            Self::Heading { facet, .. }
            | Self::Value { facet, .. }
            | Self::More { facet, .. }
            | Self::Fewer { facet } => Some(facet),
            Self::Rising { .. }
            | Self::Risen { .. }
            | Self::Views { .. }
            | Self::View { .. }
            | Self::State { .. }
            | Self::Noted { .. }
            | Self::MyTags { .. }
            | Self::MyTag { .. }
            | Self::MoreMine { .. }
            | Self::FewerMine => None,
        }
    }

    /// Returns `true` if both are the same row at different times; counts and polarities may differ.
    fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Value { facet: a, number: m, .. }, Self::Value { facet: b, number: n, .. }) => {
                a == b && m == n
            }
            (Self::Value { .. }, _) | (_, Self::Value { .. }) => false,
            (Self::Rising { .. }, Self::Rising { .. })
            | (Self::Views { .. }, Self::Views { .. })
            | (Self::Noted { .. }, Self::Noted { .. })
            | (Self::MyTags { .. }, Self::MyTags { .. })
            | (Self::MoreMine { .. } | Self::FewerMine, Self::MoreMine { .. } | Self::FewerMine) => {
                true
            }
            (Self::MyTag { tag: a, .. }, Self::MyTag { tag: b, .. }) => a == b,
            (Self::Risen { number: a, .. }, Self::Risen { number: b, .. }) => a == b,
            (Self::View { view: a, .. }, Self::View { view: b, .. }) => a == b,
            (Self::State { is: a, .. }, Self::State { is: b, .. }) => a == b,
            (a, b) => {
                a.facet().is_some()
                    && a.facet() == b.facet()
                    && matches!(a, Self::Heading { .. }) == matches!(b, Self::Heading { .. })
            }
        }
    }
}

/// The facet pane: its rows, cursor and scroll offset, and what is folded.
#[derive(Clone, Debug, Default)]
pub struct FacetPane {
    /// The rows, top to bottom.
    pub rows: Vec<FacetRow>,
    /// Index of the cursor's row.
    pub cursor: usize,
    /// Index of the first row shown.
    pub top: usize,
    /// Text the values are filtered by; if empty, all values are shown.
    pub filter: TextInput,
    /// Set if the cursor is to go to the first value.
    lands: bool,
    /// Cursor and scroll offset to return to, once the rows of the query are there.
    wanted: Option<(usize, usize)>,
    folded: [bool; Facet::ALL.len()],
    expanded: [bool; Facet::ALL.len()],
    views_folded: bool,
    /// The own tags and notes in the result.
    mine: MineCounts,
    mine_folds: Folds,
    /// Versions of the result, the marks, the views and the rising tags that the rows are derived from.
    made_from: Option<[u64; 4]>,
}

impl FacetPane {
    /// Rebuilds the rows, and keeps the cursor on its row if that still exists. `tops` are the rows above the
    /// facets that no typed text filters, `mine` those of own tags and notes.
    fn refresh(
        &mut self,
        (tops, mine): (&[FacetRow], Vec<FacetRow>),
        library: &Library,
        facets: &Facets,
        query: &Query,
    ) {
        let before = self.rows.get(self.cursor).copied();
        let ticked = ticked(query);
        self.rows.clear();
        let narrowed = !self.filter.is_empty();
        if !narrowed {
            self.rows.extend(tops);
        }
        self.rows.extend(mine);
        for facet in Facet::ALL {
            let table = library.table(facet);
            let stands = |number: u32| {
                // Compared by number, since the query may use another name of the value.
                ticked
                    .iter()
                    .find(|one| one.facet == facet && table.number(&one.key) == Some(number))
                    .map(|one| one.polarity)
            };
            let counts = facets.of(facet);
            // Excluded values have no count, but must stay reachable for the key that includes them again.
            let gone = ticked.iter().filter(|one| one.facet == facet).filter_map(|one| {
                let number = table.number(&one.key)?;
                let counted = counts.iter().any(|count| count.number == number);
                (!counted).then_some((number, 0))
            });
            let mut values: Vec<(u32, usize)> = gone.collect();
            values.extend(counts.iter().map(|count| (count.number, count.count)));
            if narrowed {
                let names = values.iter().map(|(number, _)| &table.values()[*number as usize]);
                let names = names.map(|value| (value.value.as_str(), value.key.as_str()));
                let fits = rank(&self.filter, names);
                values = fits.into_iter().map(|fit| values[fit.index]).collect();
            }
            if values.is_empty() {
                continue;
            }
            // Selected values first, since they explain the list.
            values.sort_by_key(|(number, _)| stands(*number).is_none());
            let folded = self.folded[facet as usize] && !narrowed;
            self.rows.push(FacetRow::Heading { facet, values: values.len(), folded });
            if folded {
                continue;
            }
            let expanded = self.expanded[facet as usize];
            // A row that says "1 more" would take the same space as the value.
            let few = values.len() <= SHOWN + 1 || narrowed;
            let shown = if expanded || few { values.len() } else { SHOWN };
            self.rows.extend(values[..shown].iter().map(|(number, count)| FacetRow::Value {
                facet,
                number: *number,
                count: *count,
                polarity: stands(*number),
            }));
            if shown < values.len() {
                self.rows.push(FacetRow::More { facet, hidden: values.len() - shown });
            } else if expanded && !few {
                self.rows.push(FacetRow::Fewer { facet });
            }
        }
        if std::mem::take(&mut self.lands) {
            let is_value =
                |row: &FacetRow| matches!(row, FacetRow::Value { .. } | FacetRow::MyTag { .. });
            self.cursor = self.rows.iter().position(is_value).unwrap_or(0);
            return;
        }
        // At the top, the cursor stays at the top: rows are inserted while posts are loaded.
        if self.cursor > 0
            && let Some(before) = before
            && let Some(at) = self.rows.iter().position(|row| row.is_same(before))
        {
            self.cursor = at;
        }
    }

    /// Returns to a cursor and scroll offset, once the rows of the query are there.
    pub(super) fn scroll_to(&mut self, wanted: (usize, usize)) {
        self.wanted = Some(wanted);
    }

    /// Rebuilds the rows if their inputs have changed, and scrolls the cursor into view. Returns `true` if
    /// the rows were rebuilt, so that the counts of values and views may have changed.
    pub(super) fn derive(&mut self, context: &Context, views: &Views, briefing: &Briefing) -> bool {
        let results = &context.results;
        let versions = [results.answered(), context.marked, views.version(), briefing.version()];
        let is_stale = self.made_from.replace(versions) != Some(versions);
        if is_stale {
            let tops = self.top_rows(context, views, briefing);
            // The index of a tag changes with the counts.
            let cursor_tag = self.tag_at_cursor();
            self.mine.derive(context);
            let mine = self.mine.rows(context, &self.filter, self.mine_folds);
            self.refresh((&tops, mine), &context.library, &results.facets, context.query.query());
            if let Some(tag) = cursor_tag
                && let Some(at) = self.rows.iter().position(|row| match row {
                    FacetRow::MyTag { tag: number, .. } => self.own_tag(*number) == tag,
                    _ => false,
                })
            {
                self.cursor = at;
            }
        }
        if context.results.searching().is_none()
            && let Some(wanted) = self.wanted.take()
        {
            (self.cursor, self.top) = wanted;
        }
        let height = context.facets_height();
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.top = scrolled(self.top, self.cursor, self.rows.len(), height);
        is_stale
    }

    /// The own tag at the cursor.
    fn tag_at_cursor(&self) -> Option<String> {
        match self.rows.get(self.cursor)? {
            FacetRow::MyTag { tag, .. } => Some(self.mine.tags.get(*tag)?.tag.clone()),
            _ => None,
        }
    }

    /// An own tag, by its index.
    pub fn own_tag(&self, tag: usize) -> &str {
        self.mine.tags.get(tag).map_or("", |own| &own.tag)
    }

    /// The rows above the facets: rising tags, views and marks.
    fn top_rows(&self, context: &Context, views: &Views, briefing: &Briefing) -> Vec<FacetRow> {
        let query = context.query.query();
        let mut rows = rising_rows(context, briefing);
        let is_briefing = briefing.open().is_some();
        let (all, folded) = (views.all(), self.views_folded);
        if !all.is_empty() {
            rows.push(FacetRow::Views { count: all.len(), folded });
        }
        if !folded {
            rows.extend(all.iter().enumerate().map(|(number, view)| {
                let (unread, all) = views.counts(number).unwrap_or_default();
                let posts = is_briefing.then(|| views.posts(number)).flatten();
                let new = posts.and_then(|posts| context.news.count(posts));
                FacetRow::View {
                    view: number,
                    unread,
                    all,
                    new,
                    chosen: is_chosen(view, context.query.text()),
                }
            }));
        }
        let (unread, starred) = context.results.unread_and_starred();
        let new = context.news.rows();
        for (is, count) in [(Is::New, new), (Is::Unread, unread), (Is::Starred, starred)] {
            let polarity = stands(query, is);
            if count > 0 || polarity.is_some() {
                rows.push(FacetRow::State { is, count, polarity });
            }
        }
        rows
    }
}

/// The rows of the rising tags, with their heading; none if they are not shown.
fn rising_rows(context: &Context, briefing: &Briefing) -> Vec<FacetRow> {
    let Some((rising, folded)) = briefing.shown_rising(&context.library) else { return Vec::new() };
    let table = context.library.table(Facet::Tag);
    let ticked = ticked(context.query.query());
    let mut rows = vec![FacetRow::Rising { count: rising.len(), folded }];
    if !folded {
        rows.extend(rising.iter().map(|change| {
            let stands = ticked.iter().find(|one| {
                one.facet == Facet::Tag && table.number(&one.key) == Some(change.number)
            });
            FacetRow::Risen {
                number: change.number,
                before: change.before,
                now: change.now,
                polarity: stands.map(|one| one.polarity),
            }
        }));
    }
    rows
}
