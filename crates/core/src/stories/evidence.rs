//! Rates how much a post looks like a digest, by its name and by its form.
//!
//! The rating uses a few features that a person would name, each a function with a test. No sites or
//! folders are listed.

use super::assessment::{Assessment, is_dated_or_numbered};
use super::roles::is_conclusion;
use super::sections::{OutlineSection, SectionRole};
use super::units::{Strength, Unit, UnitKind};
use crate::post::day_within;
use crate::web::host;
use foldhash::{HashMap, HashMapExt, HashSet};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Rating of how much a text by itself looks like a digest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Evidence {
    /// No part of it can be a story, or it is an essay among digests.
    #[default]
    None,
    /// Some parts of it can be stories.
    Weak,
    /// Its folder has the name of a digest, which all posts beside it have too.
    Possible,
    /// Its name or its form is that of a digest.
    Likely,
    /// Both its name and its form are those of a digest.
    Sure,
}

/// The kind of most posts in the same folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Neighbours {
    /// Nothing is known about them.
    #[default]
    Unknown,
    /// Digests.
    Digests,
    /// Articles.
    Articles,
}

impl Neighbours {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Unknown, Self::Digests, Self::Articles];
}

impl Evidence {
    /// Returns `true` if a post is read as a digest, given its neighbours.
    pub fn is_digest(self, neighbours: Neighbours) -> bool {
        self >= match neighbours {
            Neighbours::Unknown => Self::Possible,
            Neighbours::Digests => Self::Weak,
            Neighbours::Articles => Self::Sure,
        }
    }
}

/// Minimum number of pages listed by a digest that is not named as one.
pub(super) const LISTED: usize = 5;
/// Number of pages from which a text that mostly consists of their units is a digest, even if they are on
/// few sites.
const MANY: usize = 12;
/// Links are dense in a text with at least one per this number of bytes.
const LINK_BYTES: usize = 333;
/// Number of headlines with pages that make a post named as a digest surely one.
const NAMED: usize = 3;

impl Assessment<'_, '_> {
    /// Rates how much the text looks like a digest.
    pub fn evidence(&self) -> Evidence {
        self.evidence_or(false)
    }

    /// The same rating for the text of a post that has a day.
    pub fn evidence_with_day(&self) -> Evidence {
        self.evidence_or(true)
    }

    /// Rates the text; `has_day` is `true` if the post is taken for one with a day whether it has one or not.
    fn evidence_or(&self, has_day: bool) -> Evidence {
        let all = &self.units.found;
        let open = || self.open_units(false);
        let strong: Vec<&Unit> = open().filter(|unit| unit.strength >= Strength::Strong).collect();
        let lone = open().filter(|unit| unit.strength == Strength::Lone).count();
        let form = self.form(&strong);
        let headed = self.are_headings_news;
        match self.naming {
            _ if all.is_empty() => Evidence::None,
            Naming::Digest if strong.len() >= NAMED || headed => Evidence::Sure,
            Naming::Digest if !strong.is_empty() || lone >= NAMED || form.is_dense => {
                Evidence::Likely
            }
            Naming::Folder if form.is_dense && strong.len() >= NAMED || headed => Evidence::Sure,
            Naming::Folder if self.is_essay() => Evidence::None,
            Naming::Folder if form.is_dense || lone >= NAMED => Evidence::Likely,
            Naming::Series if form.is_dense && strong.len() >= NAMED || lone >= NAMED => {
                Evidence::Likely
            }
            // News has a day. Pages of links without one are indices, directories and documentation.
            Naming::Folder | Naming::Other if !(has_day || self.has_day()) => Evidence::Weak,
            _ if form.lists_pages || headed || self.is_one_item(&strong) => Evidence::Likely,
            Naming::Folder if !strong.is_empty() || lone > 0 => Evidence::Possible,
            _ => Evidence::Weak,
        }
    }

    /// True for an essay, which ends with a conclusion, and for a translation.
    fn is_essay(&self) -> bool {
        let is_topic = |section: &&OutlineSection| section.role == SectionRole::Topic;
        let mut last = self.units.sections.iter().rev().filter(is_topic).take(2);
        last.any(|section| is_conclusion(&section.title)) || self.names_translator()
    }

    /// True for a post with a date or a number in its name, and for one with dated parts.
    fn has_day(&self) -> bool {
        let is_dated = |section: &&OutlineSection| day_within(&section.title).is_some();
        is_dated_or_numbered(self.name)
            || self.units.sections.iter().filter(is_dated).nth(1).is_some()
    }

    /// The form of the text, by the share of it, and of its links, that headlines with pages make up.
    fn form(&self, strong: &[&Unit]) -> TextForm {
        let units = self.units;
        let outline = units.outline;
        let links = units.anchors.iter().flatten().filter(|anchor| anchor.is_usable).count();
        let whole = self.length(0..outline.blocks.len());
        let is_dense = links * LINK_BYTES >= whole;
        let lone = units.found.iter().filter(|unit| unit.strength == Strength::Lone).count();
        let count = strong.len() + lone;
        // Blocks of nested units count once; the units are in the order of the text.
        let mut covered = 0;
        let mut end = 0;
        for unit in strong {
            covered += self.length(unit.blocks.start.max(end)..unit.blocks.end.max(end));
            end = end.max(unit.blocks.end);
        }
        let hosts: HashSet<Cow<str>> = strong.iter().filter_map(|unit| host(&unit.url)).collect();
        let strong_lines = strong.iter().filter(|unit| unit.kind == UnitKind::StrongLine).count();
        let is_diverse = hosts.len() >= 3
            || (count >= MANY || strong_lines >= LISTED) && covered * 3 >= whole * 2;
        let is_most = covered * 3 >= whole || is_dense && count >= LISTED + NAMED;
        let lists_pages = count >= LISTED && count * 5 >= links * 2 && is_most && is_diverse;
        TextForm { is_dense, lists_pages }
    }

    /// True for a text that is one item: nearly all of it is below a heading that is a link.
    fn is_one_item(&self, strong: &[&Unit]) -> bool {
        let whole = self.length(0..self.units.outline.blocks.len());
        strong.iter().any(|unit| {
            unit.kind == UnitKind::Heading
                && unit.strength == Strength::Strong
                && self.units.sections[unit.section].level > 1
                && self.length(unit.blocks.clone()) * 5 >= whole * 4
        })
    }

    /// True where most headings of some level name their pages, and these are in more than one place.
    pub(super) fn headings_are_news(&self) -> bool {
        let units = self.units;
        let mut levels: HashMap<u8, (usize, HashSet<&str>)> = HashMap::new();
        for unit in self.open_units(true) {
            if unit.kind == UnitKind::Heading && unit.strength >= Strength::Lone {
                let (count, places) = levels.entry(units.sections[unit.section].level).or_default();
                // A link in a heading counts twice as much as one below it.
                *count += if unit.strength == Strength::Lone { 1 } else { 2 };
                places.insert(place(&unit.url));
            }
        }
        levels.iter().any(|(level, (count, places))| {
            let topics = units
                .sections
                .iter()
                .filter(|section| section.level == *level && section.role == SectionRole::Topic);
            *count >= 4 && *count >= topics.count() && places.len() >= 2
        })
    }
}

/// Kind of post that its name suggests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// A digest.
    Digest,
    /// Only its folder is named as a digest.
    Folder,
    /// Part of a series, of digests or of articles.
    Series,
    /// Neither.
    Other,
}

/// Form of a text.
struct TextForm {
    /// Links are dense.
    is_dense: bool,
    /// Most of it lists pages, which are on several sites.
    lists_pages: bool,
}

/// The host of an address with the first two segments of its path, which identify a repository.
fn place(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.match_indices('/').nth(2).map_or(rest.len(), |(at, _)| at);
    &rest[..end]
}
