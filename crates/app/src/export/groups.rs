//! The order of a document's entries, and the groups with headings.

use super::{Edition, Entry};
use crate::library::day_number;
use crate::messages::{Language, Text};
use crate::post::Date;
use crate::text::fold;
use crate::trends::weekday;
use std::cmp::Reverse;
use std::collections::HashMap;

/// The headings that the entries of a document stand under.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// No headings.
    #[default]
    None,
    /// A heading for each tag.
    Tag,
    /// A heading for each day.
    Day,
}

impl Grouping {
    /// All groupings.
    pub const ALL: [Self; 3] = [Self::None, Self::Tag, Self::Day];
}

/// The order of a document's entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As in the list.
    #[default]
    Listed,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
    /// The most reported first.
    MostReported,
    /// By title.
    Title,
}

impl Order {
    /// All orders.
    pub const ALL: [Self; 5] =
        [Self::Listed, Self::Newest, Self::Oldest, Self::MostReported, Self::Title];

    /// Sorts entries; equal ones keep their order, and undated ones come last.
    pub fn sort(self, entries: &mut [Entry]) {
        match self {
            Self::Listed => {}
            Self::Newest => entries.sort_by_key(|entry| Reverse(entry.day)),
            Self::Oldest => entries.sort_by_key(|entry| (entry.day.is_none(), entry.day)),
            Self::MostReported => entries.sort_by_key(|entry| Reverse(entry.reports)),
            Self::Title => entries.sort_by_cached_key(|entry| fold(&entry.title)),
        }
    }
}

/// A heading with its entries.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct EntryGroup<'a> {
    /// The heading; `None` without grouping.
    pub heading: Option<String>,
    /// The entries, in order.
    pub entries: Vec<&'a Entry>,
}

impl Edition {
    /// The groups in the order of the document: days newest first, tags by the number of their entries. An
    /// entry stands under the most frequent of its own tags, or else of its post's tags, only.
    pub(super) fn groups(&self) -> Vec<EntryGroup<'_>> {
        match self.grouping {
            Grouping::None if self.entries.is_empty() => Vec::new(),
            Grouping::None => {
                vec![EntryGroup { heading: None, entries: self.entries.iter().collect() }]
            }
            Grouping::Day => {
                let groups = grouped(&self.entries, |entry| entry.day);
                let mut days: Vec<(Option<Date>, Vec<&Entry>)> = groups;
                days.sort_by_key(|(day, _)| Reverse(*day));
                let heading = |day: Option<Date>| match day {
                    Some(day) => day_heading(day, self.language),
                    None => Text::UndatedHeading.say(self.language),
                };
                let group = |(day, entries)| EntryGroup { heading: Some(heading(day)), entries };
                days.into_iter().map(group).collect()
            }
            Grouping::Tag => {
                let tags = self.main_tags();
                let mut at = 0;
                let mut groups = grouped(&self.entries, |_| {
                    at += 1;
                    tags[at - 1].clone()
                });
                groups.sort_by_key(|(tag, entries)| (tag.is_none(), Reverse(entries.len())));
                let other = || Text::OtherStories.say(self.language);
                let group = |(tag, entries): (Option<String>, _)| EntryGroup {
                    heading: Some(tag.unwrap_or_else(other)),
                    entries,
                };
                groups.into_iter().map(group).collect()
            }
        }
    }

    /// The most frequent tag of each entry.
    fn main_tags(&self) -> Vec<Option<String>> {
        let mut counts: HashMap<String, (usize, &str)> = HashMap::new();
        for tag in self.entries.iter().flat_map(Entry::group_tags) {
            counts.entry(fold(tag)).or_insert((0, tag)).0 += 1;
        }
        let count = |tag: &str| counts.get(&*fold(tag)).copied().unwrap_or((0, ""));
        let main = |entry: &Entry| {
            // Of equally frequent tags, the first one.
            let tags = entry.group_tags();
            let tag = tags.into_iter().rev().max_by_key(|tag| count(tag).0)?;
            Some(count(tag).1.to_owned())
        };
        self.entries.iter().map(main).collect()
    }
}

/// The entries by key, in the order in which the keys come first.
fn grouped<K: Clone + Eq + std::hash::Hash>(
    entries: &[Entry],
    mut key: impl FnMut(&Entry) -> K,
) -> Vec<(K, Vec<&Entry>)> {
    let mut places: HashMap<K, usize> = HashMap::new();
    let mut groups: Vec<(K, Vec<&Entry>)> = Vec::new();
    for entry in entries {
        let key = key(entry);
        let place = *places.entry(key.clone()).or_insert_with(|| {
            groups.push((key, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(entry);
    }
    groups
}

/// A day with its weekday, in a language.
fn day_heading(day: Date, language: Language) -> String {
    let name = Text::Day(day.year(), day.month(), day.day()).say(language);
    Text::Weekday(weekday(day_number(day)), &name).say(language)
}
