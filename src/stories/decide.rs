//! Whether a post is a digest, and which of its units are stories.

use super::anchors::{Anchor, is_change};
use super::names::{is_digest_name, is_numbered_issue, is_series_name, is_series_name_alone};
use super::roles::{is_reference, is_request};
use super::sections::Role;
use super::text::{count_words, is_blank, numbering};
use super::units::{Group, Kind, Strength, Unit, Units};
use super::{Found, FoundStory, Name};
use crate::markdown::{BlockKind, Outline, OutlineBlock};
use crate::post::{PageId, host, is_web};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

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

/// A digest that is none by its name lists at least so many links.
const LISTED: usize = 5;
/// So many links from anywhere are news where they are most of a text.
const MANY: usize = 12;
/// Headings whose text has a link somewhere are news where there is little else.
const MANY_OTHERS: usize = 15;
/// A heading of so many words that names a digest is a name and no headline.
const MAX_NAME_WORDS: usize = 8;
/// Where links are dense, there is one for so many bytes of text.
const LINK_BYTES: usize = 333;
/// Paragraphs that open with a link are news where there are so many of them.
const PARAGRAPHS: usize = 3;

pub(super) fn find(outline: &Outline, name: Name<'_>, neighbours: Neighbours) -> Found {
    let units = Units::of(outline);
    let names = [name.title, name.path];
    let categories = name.categories.iter().map(String::as_str);
    let names: Vec<&str> = names.into_iter().chain(categories).collect();
    let is_named = names.iter().any(|name| is_digest_name(name)) || is_series_name_alone(name.title);
    let is_series = names.iter().any(|name| is_series_name(name));
    let decision = Decision::new(&units, name, is_named);
    let evidence = decision.evidence(is_named, is_series);
    let is_digest = evidence.is_digest(neighbours);
    if std::env::var_os("YB_DEBUG").is_some() {
        let f = decision.features();
        if std::env::var("YB_DEBUG").is_ok_and(|v| name.path.contains(&v)) {
            for unit in &units.units {
                let ch = decision.choose(is_digest).iter().any(|c| std::ptr::eq(*c, unit));
                eprintln!("U {} {:?} {:?} g={} p={} chg={} {:?} role={:?} | {} | {}", if ch {"*"} else {" "}, unit.kind, unit.strength, decision.groups.contains(&unit.group), decision.is_placed(unit, is_digest), unit.is_change, unit.group, units.sections[unit.section].role, unit.headline.chars().take(60).collect::<String>(), unit.url.chars().take(60).collect::<String>());
            }
        }
        eprintln!("FEAT\t{}\t{is_named}\t{evidence:?}\t{f}", name.path);
    }
    let chosen = decision.choose(is_digest);
    let source = decision.source(&chosen);
    Found { stories: stories(&units, &chosen), source, evidence }
}

struct Decision<'u, 'o> {
    units: &'u Units<'o>,
    name: Name<'u>,
    is_named: bool,
    /// Groups whose units are news, if the post is a digest.
    groups: HashSet<Group>,
}

impl<'u, 'o> Decision<'u, 'o> {
    fn new(units: &'u Units<'o>, name: Name<'u>, is_named: bool) -> Self {
        let mut members: HashMap<Group, Vec<&Unit>> = HashMap::new();
        for unit in &units.units {
            members.entry(unit.group).or_default().push(unit);
        }
        let is_news = |(group, members): (&Group, &Vec<&Unit>)| {
            let changes = members.iter().filter(|unit| unit.is_change).count();
            let issues = members.iter().filter(|unit| is_issue(unit)).count();
            if changes * 2 > members.len() || issues * 2 > members.len() {
                return false;
            }
            match group {
                Group::List(list) => {
                    let size = units.list_sizes.get(list).copied().unwrap_or(1);
                    let least = if is_named { 6 } else { 2 };
                    members.len() * least >= size
                }
                Group::Table(_) => members.len() >= PARAGRAPHS,
                Group::Section(_) | Group::Headings(_) => true,
            }
        };
        let groups = members.iter().filter(|entry| is_news((entry.0, entry.1))).map(|(group, _)| *group).collect();
        Self { units, name, is_named, groups }
    }

    /// True for a unit in a section whose units can be news. In a digest news may stand under a
    /// heading such as `Resources`.
    fn is_placed(&self, unit: &Unit, is_digest: bool) -> bool {
        let section = &self.units.sections[unit.section];
        if unit.kind == Kind::Heading {
            let is_whole = section.level == 1 && self.is_own_title(&section.title);
            return match section.role {
                Role::Footer => false,
                // A source below the title is the post's own, where the post has other stories.
                _ if unit.strength == Strength::Labelled => {
                    section.level > 1 || !(self.is_named || self.has_others(unit))
                }
                _ if unit.strength == Strength::Strong && self.is_category(unit) => false,
                Role::References => is_digest && self.is_named && unit.strength >= Strength::Strong,
                Role::Greeting => unit.strength >= Strength::Strong,
                _ => !is_whole,
            };
        }
        match section.role {
            Role::Footer => false,
            Role::References => is_digest && self.is_named,
            Role::Greeting | Role::Topic | Role::Part => !self.is_below_references(unit),
        }
    }

    /// True for a unit that leads to the post itself, by the name of its file.
    fn is_own_page(&self, unit: &Unit) -> bool {
        let stem = |path: &str| {
            let name = path.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or("");
            name.split_once('.').map_or(name, |(stem, _)| stem).to_owned()
        };
        let own = stem(self.name.path);
        own.len() >= 6 && own != "README" && stem(&unit.url) == own
    }

    /// True if a text has several other units that name their pages.
    fn has_others(&self, unit: &Unit) -> bool {
        let others = self.units.units.iter().filter(|other| {
            other.strength >= Strength::Strong && other.blocks != unit.blocks && !other.is_change
        });
        others.count() >= PARAGRAPHS
    }

    /// True for a heading whose link is not its own: another heading has the same, or news stand below.
    fn is_category(&self, unit: &Unit) -> bool {
        let page = PageId::of(&unit.url);
        let section = &self.units.sections[unit.section];
        let mut twins = 0;
        let mut below = 0;
        for other in &self.units.units {
            let is_heading = other.kind == Kind::Heading;
            twins += usize::from(is_heading && PageId::of(&other.url) == page);
            let is_inside = unit.blocks.start < other.blocks.start && other.blocks.start < section.direct_end;
            let is_news = !matches!(other.kind, Kind::Heading | Kind::Item);
            below += usize::from(is_inside && is_news && other.strength >= Strength::Strong);
        }
        twins > 1 || below >= PARAGRAPHS
    }

    /// True for a heading that is the title of the post or names the digest.
    fn is_own_title(&self, title: &str) -> bool {
        let has_more = self.units.sections.len() > 2 || self.units.units.len() > 1;
        has_more && (title == self.name.title || is_digest_name(title))
    }

    /// True for an item of a list below a paragraph that says `References:`.
    fn is_below_references(&self, unit: &Unit) -> bool {
        let outline = self.units.outline;
        let first = &outline.blocks[unit.blocks.start];
        let Some(item) = first.item else { return false };
        let list = outline.items[item as usize].list;
        let start = outline.blocks.iter().position(|block| {
            block.item.is_some_and(|item| outline.items[item as usize].list == list)
        });
        let before = start.and_then(|start| start.checked_sub(1)).map(|at| &outline.blocks[at]);
        before.is_some_and(|block| {
            block.kind == BlockKind::Paragraph
                && block.item.is_none()
                && is_reference(outline.text(block))
                && self.units.anchors[start.unwrap_or(1) - 1].is_empty()
        })
    }

    /// How much the text looks like a digest.
    fn evidence(&self, is_named: bool, is_series: bool) -> Evidence {
        let is_open = |unit: &&Unit| self.groups.contains(&unit.group) && self.is_placed(unit, false);
        let open: Vec<&Unit> = self.units.units.iter().filter(is_open).collect();
        let of = |strength: Strength| open.iter().filter(|unit| unit.strength == strength).count();
        let strong: Vec<&Unit> =
            open.iter().filter(|unit| unit.strength >= Strength::Strong).copied().collect();
        let lists = self.lists_links(&strong);
        let headed = self.are_headings_news();
        match () {
            () if self.units.units.is_empty() => Evidence::None,
            () if is_named && (strong.len() >= 3 || headed) => Evidence::Sure,
            () if is_named && (!strong.is_empty() || of(Strength::Lone) >= 3 || self.is_dense()) => {
                Evidence::Likely
            }
            () if is_series && (self.is_dense() || of(Strength::Lone) >= 3) => Evidence::Likely,
            () if lists || headed => Evidence::Likely,
            () => Evidence::Weak,
        }
    }

    /// True for a text in which links stand closely together.
    fn is_dense(&self) -> bool {
        let outline = self.units.outline;
        let usable = |(anchors, block): (&Vec<Anchor>, &OutlineBlock)| {
            anchors.iter().filter(|anchor| anchor.is_usable(outline.text(block))).count()
        };
        let links: usize = self.units.anchors.iter().zip(&outline.blocks).map(usable).sum();
        let whole: usize = outline.blocks.iter().map(|block| outline.text(block).len()).sum();
        links * LINK_BYTES >= whole
    }

    /// True for a text that mostly lists links, which lead to several sites.
    fn lists_links(&self, strong: &[&Unit]) -> bool {
        let outline = self.units.outline;
        let length = |blocks: Range<usize>| -> usize {
            outline.blocks[blocks].iter().map(|block| outline.text(block).len()).sum()
        };
        let lone = self.units.units.iter().filter(|unit| unit.strength == Strength::Lone).count();
        let count = strong.len() + lone;
        let usable = |(anchors, block): (&Vec<Anchor>, &OutlineBlock)| {
            anchors.iter().filter(|anchor| anchor.is_usable(outline.text(block))).count()
        };
        let links: usize = self.units.anchors.iter().zip(&outline.blocks).map(usable).sum();
        let whole = length(0..outline.blocks.len());
        // Units within units count once: each block once.
        let mut is_covered = vec![false; outline.blocks.len()];
        for unit in strong {
            is_covered[unit.blocks.clone()].fill(true);
        }
        let covered: usize =
            (0..outline.blocks.len()).filter(|at| is_covered[*at]).map(|at| length(at..at + 1)).sum();
        let hosts: HashSet<String> = strong.iter().filter_map(|unit| host(&unit.url)).collect();
        let is_dense = links * LINK_BYTES >= whole && count >= LISTED + 3;
        let lines = strong.iter().filter(|unit| unit.kind == Kind::StrongLine).count();
        let is_diverse =
            hosts.len() >= 3 || (count >= MANY || lines >= LISTED) && covered * 3 >= whole * 2;
        count >= LISTED && count * 5 >= links * 2 && (covered * 3 >= whole || is_dense) && is_diverse
    }

    fn features(&self) -> String {
        let outline = self.units.outline;
        let mut out = String::new();
        let whole: usize = outline.blocks.iter().map(|block| outline.text(block).len()).sum();
        let links: usize = self.units.anchors.iter().zip(&outline.blocks).map(|(a, b)| a.iter().filter(|a| a.is_usable(outline.text(b))).count()).sum();
        for kind in [Kind::Heading, Kind::Item, Kind::Numbered, Kind::Paragraph, Kind::StrongLine, Kind::Row] {
            let strong: Vec<&Unit> = self.units.units.iter().filter(|unit| unit.kind == kind && unit.strength >= Strength::Strong && self.groups.contains(&unit.group)).filter(|unit| self.is_placed(unit, true)).collect();
            let lone = self.units.units.iter().filter(|unit| unit.kind == kind && unit.strength == Strength::Lone).count();
            let weak = self.units.units.iter().filter(|unit| unit.kind == kind && unit.strength == Strength::Weak).count();
            let text: usize = strong.iter().map(|unit| outline.blocks[unit.blocks.clone()].iter().map(|block| outline.text(block).len()).sum::<usize>()).sum();
            let hosts: HashSet<String> = strong.iter().map(|unit| host(&unit.url).unwrap_or_default()).collect();
            if strong.len() + lone + weak > 0 {
                out += &format!("{kind:?} n={} lone={lone} weak={weak} text={:.2} hosts={} | ", strong.len(), text as f64 / whole.max(1) as f64, hosts.len());
            }
        }
        format!("{out} links={links} bytes={whole} code={}", outline.has_code)
    }

    /// True where most headings of a level name their pages, and not all in one place.
    fn are_headings_news(&self) -> bool {
        let mut levels: HashMap<u8, (usize, HashSet<String>)> = HashMap::new();
        for unit in self.units.units.iter().filter(|unit| unit.kind == Kind::Heading) {
            if unit.strength >= Strength::Lone && self.is_placed(unit, true) {
                let level = self.units.sections[unit.section].level;
                let entry = levels.entry(level).or_default();
                // A link below a heading is less than one in it.
                entry.0 += if unit.strength == Strength::Lone { 1 } else { 2 };
                entry.1.insert(place(&unit.url));
            }
        }
        levels.iter().any(|(level, (count, places))| {
            let all = self
                .units
                .sections
                .iter()
                .filter(|section| section.level == *level && section.role == Role::Topic)
                .count();
            *count >= 4 && *count >= all && places.len() >= 2
        })
    }

    /// True for a paragraph that is a link and nothing else.
    fn is_link_alone(&self, unit: &Unit) -> bool {
        let text = self.units.outline.text(&self.units.outline.blocks[unit.blocks.start]);
        unit.line.is_none() && is_blank(&text.replace(&unit.headline, ""))
    }

    /// The sections whose paragraphs are news, each with whether those with a link amid the text are.
    fn sections_of_paragraphs(&self, others: &[&Unit]) -> HashMap<usize, bool> {
        let outline = self.units.outline;
        let mut found = HashMap::new();
        let all_others = others.iter().filter(|unit| unit.kind != Kind::Paragraph).count();
        let all = self.units.units.iter().filter(|unit| {
            unit.kind == Kind::Paragraph && unit.strength >= Strength::Strong
        });
        if all_others >= MANY_OTHERS && all.count() * 4 < all_others {
            return found;
        }
        for (number, section) in self.units.sections.iter().enumerate() {
            let own: Vec<&Unit> = self
                .units
                .units
                .iter()
                .filter(|unit| unit.kind == Kind::Paragraph && unit.section == number)
                .filter(|unit| !is_digest_name(&unit.headline))
                .filter(|unit| !is_request(&unit.headline))
                .collect();
            let strong = own.iter().filter(|unit| unit.strength >= Strength::Strong).count();
            let is_beside = others.iter().any(|unit| unit.kind != Kind::Paragraph && unit.section == number);
            let is_intro = number == 0 || section.level == 1;
            let paragraphs = outline.blocks[section.body()..section.direct_end]
                .iter()
                .filter(|block| block.kind == BlockKind::Paragraph && block.item.is_none())
                .filter(|block| !block.is_quoted && !is_blank(outline.text(block)))
                .count();
            let are_most = own.len() * 3 >= paragraphs * 2;
            let alone = own.iter().filter(|unit| self.is_link_alone(unit)).count();
            let is_beside = is_beside && alone < 2;
            if is_intro && strong >= LISTED || !is_intro && strong >= 2 && !is_beside {
                found.insert(number, are_most && !is_intro);
            } else if !is_intro && !is_beside && own.len() >= PARAGRAPHS && are_most {
                found.insert(number, true);
            }
        }
        found
    }

    /// The units that are stories.
    fn choose(&self, is_digest: bool) -> Vec<&'u Unit> {
        let units = &self.units.units;
        let is_open = |unit: &&Unit| {
            self.groups.contains(&unit.group)
                && is_web(&unit.url)
                && self.is_placed(unit, is_digest)
                && !self.is_own_page(unit)
        };
        let headed = self.are_headings_news();
        // Headings that name their pages, whatever the post is.
        let mut headings: Vec<&Unit> = units
            .iter()
            .filter(is_open)
            .filter(|unit| unit.kind == Kind::Heading && unit.strength >= Strength::Strong)
            .filter(|unit| is_digest || headed || self.is_single(unit))
            .collect();
        if !is_digest {
            return self.without_repeats(headings);
        }
        let is_inside = |unit: &Unit, outer: &Unit| {
            outer.blocks.start < unit.blocks.start && unit.blocks.start < outer.blocks.end
        };
        let below = |unit: &Unit| headings.iter().find(|heading| is_inside(unit, heading)).copied();
        // Lists below headings that name their pages are related links, unless they are the news.
        let items = units.iter().filter(is_open).filter(|unit| unit.kind != Kind::Heading);
        let inner = items
            .clone()
            .filter(|unit| unit.strength >= Strength::Strong && below(unit).is_some())
            .count();
        let headed_strong = headings.len();
        let keeps_inner = inner >= headed_strong * 2;
        let others: Vec<&Unit> = items.clone().filter(|unit| unit.strength >= Strength::Strong || unit.kind == Kind::Item).collect();
        let paragraphs = self.sections_of_paragraphs(&others);
        let mut chosen: Vec<&Unit> = items
            .filter(|unit| match below(unit) {
                Some(heading) => {
                    heading.strength == Strength::Strong
                        && keeps_inner
                        && unit.kind == Kind::Item
                        && unit.strength >= Strength::Strong
                }
                None => true,
            })
            .filter(|unit| match unit.kind {
                Kind::Paragraph => paragraphs
                    .get(&unit.section)
                    .is_some_and(|takes_weak| *takes_weak || unit.strength >= Strength::Strong)
                    && !is_digest_name(&unit.headline)
                    && !is_request(&unit.headline),
                _ => true,
            })
            .collect();
        // Other headings, where nothing below them is a story already.
        let others: Vec<&Unit> = units
            .iter()
            .filter(is_open)
            .filter(|unit| unit.kind == Kind::Heading && unit.strength < Strength::Strong)
            .filter(|unit| self.units.sections[unit.section].role == Role::Topic)
            .filter(|unit| {
                let title = &self.units.sections[unit.section].title;
                !(is_digest_name(title) && count_words(title) <= MAX_NAME_WORDS)
            })
            .filter(|unit| {
                let section = &self.units.sections[unit.section];
                let end = section.direct_end;
                !chosen.iter().any(|story| {
                    unit.blocks.start < story.blocks.start && story.blocks.start < end
                }) && below(unit).is_none()
            })
            .collect();
        let lone = others.iter().filter(|unit| unit.strength == Strength::Lone).count();
        let weak = others.iter().filter(|unit| unit.strength == Strength::Weak).count();
        let takes_weak = self.is_named && headings.len() < 3 && weak > 0 && chosen.len() < MANY_OTHERS;
        chosen.extend(others.into_iter().filter(|unit| match unit.strength {
            Strength::Lone => lone > 0,
            _ => takes_weak,
        }));
        chosen.append(&mut headings);
        chosen.sort_by_key(|unit| (unit.blocks.start, unit.line.as_ref().map(|line| line.start)));
        self.without_repeats(chosen)
    }

    /// True for the only heading of a text, which names its page near its beginning.
    fn is_single(&self, unit: &Unit) -> bool {
        let section = &self.units.sections[unit.section];
        let label = self.units.labels.get(&unit.section).map(|(_, block)| *block);
        match unit.strength {
            Strength::Labelled => {
                let others = self.units.units.iter().filter(|other| {
                    other.kind == Kind::Heading && other.strength == Strength::Labelled
                });
                let is_near = label.is_some_and(|block| block <= section.body() + 1);
                others.count() == 1 && is_near && section.level == 1
            }
            _ => false,
        }
    }

    /// Of several units about one page the one that says most.
    fn without_repeats(&self, chosen: Vec<&'u Unit>) -> Vec<&'u Unit> {
        let mut best: HashMap<PageId, (usize, usize)> = HashMap::new();
        for (at, unit) in chosen.iter().enumerate() {
            let length: usize = self.units.outline.blocks[unit.blocks.clone()]
                .iter()
                .map(|block| self.units.outline.text(block).len())
                .sum();
            let known = best.entry(PageId::of(&unit.url)).or_insert((at, length));
            if length > known.1 {
                *known = (at, length);
            }
        }
        let kept: HashSet<usize> = best.into_values().map(|(at, _)| at).collect();
        chosen.into_iter().enumerate().filter(|(at, _)| kept.contains(at)).map(|(_, unit)| unit).collect()
    }

    /// The page that a source line above the first heading or in the last section names.
    fn source(&self, chosen: &[&Unit]) -> Option<String> {
        let first = self.units.labels.get(&0).map(|(url, _)| *url);
        let last = || {
            let (section, (url, _)) = self.units.labels.iter().max_by_key(|(section, _)| **section)?;
            let is_story = chosen.iter().any(|unit| unit.section == *section);
            (chosen.is_empty() && !is_story && self.units.labels.len() == 1).then_some(*url)
        };
        first.or_else(last).map(str::to_owned)
    }
}

/// True for a unit that leads to an issue of a digest.
fn is_issue(unit: &Unit) -> bool {
    let path = unit.url.split_once("://").map_or("", |(_, rest)| rest);
    is_numbered_issue(&unit.headline.to_lowercase()) || is_numbered_issue(&path.to_lowercase())
}

/// The host of an address with the first two parts of its path: where a repository is.
fn place(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').take(3).collect::<Vec<_>>().join("/")
}

/// The stories that units are, with what belongs to each.
fn stories(units: &Units<'_>, chosen: &[&Unit]) -> Vec<FoundStory> {
    let outline = units.outline;
    let end_of_text = outline.plain.len();
    let plain_start = |block: usize| outline.blocks.get(block).map_or(end_of_text, |b| b.plain.start);
    chosen
        .iter()
        .map(|unit| {
            let first = &outline.blocks[unit.blocks.start];
            let section = &units.sections[unit.section];
            let above = match unit.kind {
                Kind::Heading => section.parent.filter(|parent| *parent > 0),
                _ => Some(unit.section).filter(|section| *section > 0),
            };
            let (mut level, mut headings) = (0, 0..0);
            if unit.kind == Kind::Heading
                && let BlockKind::Heading { level: own, number } = first.kind
            {
                level = own;
                let below = outline.headings[number as usize + 1..].iter();
                headings = number as usize
                    ..number as usize + 1 + below.take_while(|next| next.level > own).count();
            }
            let plain = match &unit.line {
                Some(line) => first.plain.start + line.start..first.plain.start + line.end,
                None => first.plain.start..plain_start(unit.blocks.end),
            };
            FoundStory {
                title: unit.headline.clone(),
                url: unit.url.clone(),
                level,
                section: above.map(|above| units.sections[above].title.clone()),
                extent: outline.extent(unit.blocks.clone(), unit.line.as_ref()),
                day: None,
                headings,
                plain,
            }
        })
        .collect()
}

#[allow(dead_code)]
fn unused(text: &str) -> bool {
    is_blank(text) && numbering(text) > 0 && is_change(text)
}
