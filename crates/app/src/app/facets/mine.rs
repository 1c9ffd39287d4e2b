//! The own tags and notes among the listed posts or stories, counted for the facet pane.

use super::{FacetRow, SHOWN};
use crate::app::annotations::own_tags;
use crate::app::context::Context;
use crate::app::fuzzy::rank;
use crate::library::{BitSet, Library, facet_key};
use crate::post::{Annotation, Target};
use crate::query::{Has, Term, mine_stands, term_stands};
use std::collections::HashMap;
use std::sync::{Arc, Weak};

/// An own tag, and the number of listed posts or stories that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedTag {
    /// The tag.
    pub tag: String,
    /// Number of rows of the list that have it.
    pub count: usize,
}

/// The counts of own tags and notes.
#[derive(Clone, Debug, Default)]
pub(super) struct MineCounts {
    /// All own tags, the most frequent in the list first.
    pub tags: Vec<ListedTag>,
    /// Number of rows with a note.
    pub notes: usize,
    /// The annotated items of the library.
    items: AnnotatedItems,
}

/// The stories or, if posts are listed, the posts that have own tags or a note, or a story that does, each
/// with what is annotated, by number. Cached, since all posts may have to be looked through.
#[derive(Clone, Debug, Default)]
struct AnnotatedItems {
    made_from: Option<(Weak<Library>, u64, bool)>,
    items: HashMap<u32, Vec<Target>>,
}

impl MineCounts {
    /// Counts the rows of the list.
    pub fn derive(&mut self, context: &Context) {
        if context.marks.annotations.is_empty() {
            *self = Self::default();
            return;
        }
        self.items.derive(context);
        let mut listed = BitSet::default();
        if context.lists_stories() {
            context.results.stories.iter().for_each(|row| listed.set(row.story));
        } else {
            context.results.rows.iter().for_each(|row| listed.set(*row));
        }
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut notes = 0;
        let items = self.items.items.iter().filter(|(number, _)| listed.is_set(**number));
        for (_, targets) in items {
            let own = targets.iter().filter_map(|target| context.marks.annotations.get(target));
            let annotations: Vec<&Annotation> = own.collect();
            let mut tags: Vec<&str> =
                annotations.iter().flat_map(|own| &own.tags).map(String::as_str).collect();
            tags.sort_unstable();
            tags.dedup();
            for tag in tags {
                *counts.entry(tag).or_default() += 1;
            }
            notes += usize::from(annotations.iter().any(|own| !own.note.is_empty()));
        }
        let all = own_tags(&context.marks).into_iter();
        let all = all.map(|own| {
            let count = counts.get(own.tag.as_str()).copied().unwrap_or(0);
            ListedTag { tag: own.tag, count }
        });
        self.tags = all.collect();
        self.tags.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.tag.cmp(&b.tag)));
        self.notes = notes;
    }

    /// The rows of the pane: notes, and the tags of listed rows or in the query, filtered by a typed text.
    pub fn rows(&self, context: &Context, typed: &str, folds: Folds) -> Vec<FacetRow> {
        let query = context.query.query();
        let mut rows = Vec::new();
        let polarity = term_stands(query, &Term::Has(Has::Note));
        if typed.is_empty() && (self.notes > 0 || polarity.is_some()) {
            rows.push(FacetRow::Noted { count: self.notes, polarity });
        }
        let polarities: Vec<_> = self.tags.iter().map(|own| mine_stands(query, &own.tag)).collect();
        let stands = |tag: usize| polarities[tag];
        let mut shown: Vec<usize> = (0..self.tags.len())
            .filter(|tag| self.tags[*tag].count > 0 || stands(*tag).is_some())
            .collect();
        if !typed.is_empty() {
            let keys: Vec<String> =
                shown.iter().map(|tag| facet_key(&self.tags[*tag].tag)).collect();
            let texts = shown.iter().zip(&keys);
            let texts = texts.map(|(tag, key)| (self.tags[*tag].tag.as_str(), key.as_str()));
            shown = rank(typed, texts).into_iter().map(|fit| shown[fit.index]).collect();
        }
        if shown.is_empty() {
            return rows;
        }
        // Selected values first, since they explain the list.
        shown.sort_by_key(|tag| stands(*tag).is_none());
        let folded = folds.folded && typed.is_empty();
        rows.push(FacetRow::MyTags { count: shown.len(), folded });
        if folded {
            return rows;
        }
        let few = shown.len() <= SHOWN + 1 || !typed.is_empty();
        let hidden = if folds.expanded || few { 0 } else { shown.len() - SHOWN };
        shown.truncate(shown.len() - hidden);
        let row = |tag| FacetRow::MyTag { tag, count: self.tags[tag].count, polarity: stands(tag) };
        rows.extend(shown.into_iter().map(row));
        if hidden > 0 {
            rows.push(FacetRow::MoreMine { hidden });
        } else if folds.expanded && !few {
            rows.push(FacetRow::FewerMine);
        }
        rows
    }
}

/// The parts of the own tags that are hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Folds {
    /// Set if all of them are hidden.
    pub folded: bool,
    /// Set if the less frequent ones are shown, too.
    pub expanded: bool,
}

impl AnnotatedItems {
    fn derive(&mut self, context: &Context) {
        let (library, annotated) = (&context.library, context.annotated);
        let are_stories = context.lists_stories();
        let is_current = self.made_from.as_ref().is_some_and(|(of, version, stories)| {
            of.as_ptr() == Arc::as_ptr(library) && (*version, *stories) == (annotated, are_stories)
        });
        if !is_current {
            self.items = annotated_items(context);
            self.made_from = Some((Arc::downgrade(library), annotated, are_stories));
        }
    }
}

/// The annotated posts and stories of each story or, if posts are listed, of each post, by number.
fn annotated_items(context: &Context) -> HashMap<u32, Vec<Target>> {
    let (library, annotations) = (&context.library, &context.marks.annotations);
    let mut items: HashMap<u32, Vec<Target>> = HashMap::new();
    let table = library.made_stories();
    let mut is_complete = true;
    for target in annotations.keys().copied() {
        match (target, table) {
            (Target::Post(id), _) if !context.lists_stories() => {
                if let Some(at) = library.position(id) {
                    items.entry(at).or_default().push(target);
                }
            }
            (Target::Post(_), _) => {}
            (Target::Story(page), Some(table)) => {
                let Some(story) = table.about(page) else { continue };
                if context.lists_stories() {
                    items.entry(story).or_default().push(target);
                } else {
                    for report in table.reports(story) {
                        items.entry(report.post).or_default().push(target);
                    }
                }
            }
            (Target::Story(_), None) => is_complete = false,
        }
    }
    if !is_complete {
        // The stories are not merged yet, so those of all posts are looked up.
        for (at, post) in (0..).zip(library.posts()) {
            let stories = post.stories.iter().map(|story| Target::Story(story.page));
            for target in stories.filter(|target| annotations.contains_key(target)) {
                items.entry(at).or_default().push(target);
            }
        }
    }
    items
}
