//! How much a post looks like a digest, by its name and by its form.

use super::assessment::Assessment;
use super::sections::Role;
use super::units::{Kind, Strength, Unit};
use crate::web::host;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// How much a text by itself looks like a digest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Nothing in it could be a story.
    #[default]
    None,
    /// Some of it could be stories.
    Weak,
    /// Its name or its form is that of a digest.
    Likely,
    /// Its name and its form are.
    Sure,
}

/// What most posts of a folder are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Neighbours {
    /// Nothing is known of them.
    #[default]
    Unknown,
    /// Digests.
    Digests,
    /// Articles.
    Articles,
}

impl Evidence {
    /// Whether a post is read as a digest, by what it looks like and what its neighbours are.
    pub fn is_digest(self, neighbours: Neighbours) -> bool {
        self >= match neighbours {
            Neighbours::Unknown => Self::Likely,
            Neighbours::Digests => Self::Weak,
            Neighbours::Articles => Self::Sure,
        }
    }
}

/// A digest that is none by its name lists at least so many pages.
pub(super) const LISTED: usize = 5;
/// So many pages of few sites are a digest where they are most of a text.
const MANY: usize = 12;
/// Links are dense where there is one for so many bytes of text.
const LINK_BYTES: usize = 333;
/// A digest by its name has so many headlines with their pages to be surely one.
const NAMED: usize = 3;

impl Assessment<'_, '_> {
    /// How much the text looks like a digest.
    pub fn evidence(&self) -> Evidence {
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
            Naming::Series if form.is_dense || lone >= NAMED => Evidence::Likely,
            _ if form.lists_pages || headed || self.is_one_item(&strong) => Evidence::Likely,
            _ => Evidence::Weak,
        }
    }

    /// What share of a text and of its links its headlines with pages are.
    fn form(&self, strong: &[&Unit]) -> Form {
        let units = self.units;
        let outline = units.outline;
        let links = units.anchors.iter().flatten().filter(|anchor| anchor.is_usable).count();
        let whole = self.length(0..outline.blocks.len());
        let is_dense = links * LINK_BYTES >= whole;
        let lone = units.found.iter().filter(|unit| unit.strength == Strength::Lone).count();
        let count = strong.len() + lone;
        // Blocks of units within units count once; the units are in the order of the text.
        let mut covered = 0;
        let mut end = 0;
        for unit in strong {
            covered += self.length(unit.blocks.start.max(end)..unit.blocks.end.max(end));
            end = end.max(unit.blocks.end);
        }
        let hosts: HashSet<Cow<str>> = strong.iter().filter_map(|unit| host(&unit.url)).collect();
        let strong_lines = strong.iter().filter(|unit| unit.kind == Kind::StrongLine).count();
        let is_diverse = hosts.len() >= 3
            || (count >= MANY || strong_lines >= LISTED) && covered * 3 >= whole * 2;
        let is_most = covered * 3 >= whole || is_dense && count >= LISTED + NAMED;
        let lists_pages = count >= LISTED && count * 5 >= links * 2 && is_most && is_diverse;
        Form { is_dense, lists_pages }
    }

    /// True for a text that is one item: below a heading that is a link stands all there is.
    fn is_one_item(&self, strong: &[&Unit]) -> bool {
        let whole = self.length(0..self.units.outline.blocks.len());
        strong.iter().any(|unit| {
            unit.kind == Kind::Heading
                && unit.strength == Strength::Strong
                && self.units.sections[unit.section].level > 1
                && self.length(unit.blocks.clone()) * 5 >= whole * 4
        })
    }

    /// True where most headings of a level name their pages, and not all in one place.
    pub(super) fn headings_are_news(&self) -> bool {
        let units = self.units;
        let mut levels: HashMap<u8, (usize, HashSet<String>)> = HashMap::new();
        for unit in self.open_units(true) {
            if unit.kind == Kind::Heading && unit.strength >= Strength::Lone {
                let (count, places) = levels.entry(units.sections[unit.section].level).or_default();
                // A link below a heading is less than one in it.
                *count += if unit.strength == Strength::Lone { 1 } else { 2 };
                places.insert(place(&unit.url));
            }
        }
        levels.iter().any(|(level, (count, places))| {
            let topics = units
                .sections
                .iter()
                .filter(|section| section.level == *level && section.role == Role::Topic);
            *count >= 4 && *count >= topics.count() && places.len() >= 2
        })
    }
}

/// What the name of a post says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// It is a digest.
    Digest,
    /// It belongs to a series, of digests or of articles.
    Series,
    /// Neither.
    Other,
}

/// What the form of a text says.
struct Form {
    /// Links stand closely together.
    is_dense: bool,
    /// It mostly lists pages, which are on several sites.
    lists_pages: bool,
}

/// The host of an address with the first two parts of its path: where a repository is.
fn place(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').take(3).collect::<Vec<_>>().join("/")
}
