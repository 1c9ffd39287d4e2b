//! Reasons why a unit is no story, whatever the rest of the post is: footers, references, lists of
//! changes, archives, the post's own page.

use super::Name;
use super::anchors::host_and_path;
use super::evidence::{Evidence, Naming, Neighbours};
use super::names::{
    has_joined_name, is_among_issues, is_digest_name, is_numbered_issue, is_series_name,
    is_series_name_alone, is_series_path,
};
use super::roles::{is_recommendation, is_reference, names_translator};
use super::sections::{OutlineSection, SectionRole};
use super::units::{Strength, Unit, UnitGroup, UnitKind, Units};
use crate::post::{PageId, day_within};
use crate::web::is_web;
use foldhash::{HashMap, HashMapExt};
use std::ops::Range;

/// Reason why a unit is a story or is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A story.
    Story,
    /// Its page is not on the web.
    NoPage,
    /// Part of a section about the digest itself: subscription, makers, jobs.
    Footer,
    /// One of a list of references.
    References,
    /// The heading is the title of the post or names the digest.
    OwnTitle,
    /// A link to the post itself.
    OwnPage,
    /// Its source is the source of the whole post.
    PostSource,
    /// The heading is a category: another heading has the same link, or it has stories below it.
    Category,
    /// One of a list of commits or changes.
    Changes,
    /// One of a list of a digest's issues.
    Issues,
    /// Few items of its list, or rows of its table, name a page.
    Sparse,
    /// Part of the story above.
    BelowStory,
    /// Its link is within a text that is not news.
    Amid,
    /// A request to the readers, or thanks to them.
    Request,
    /// Another story has the same page and says more.
    Repeated,
    /// Most posts of the folder link to its page.
    Boilerplate,
    /// The post is not a digest.
    Article,
}

/// In a post named as a digest or a series, one in this many items of a list has to name its page;
/// elsewhere one in two.
const LIST_SHARE: usize = 8;
/// Minimum number of rows that name their pages in a table of stories, and of units in other groups
/// judged by their size.
pub(super) const FEW: usize = 3;

/// Maximum number of words in the name of a digest without a number.
const MAX_DIGEST_WORDS: usize = 4;

/// The units of a text, with what they have in common.
pub(super) struct Assessment<'u, 'o> {
    pub units: &'u Units<'o>,
    pub name: Name<'u>,
    pub naming: Naming,
    /// Bytes of text before each block, and at the end in total.
    lengths: Vec<usize>,
    /// Groups whose units are no stories, with the reason.
    groups: HashMap<UnitGroup, Verdict>,
    /// Lists below a paragraph such as `References:`; `true` for those that may recommend what to read.
    reference_lists: HashMap<u32, bool>,
    /// Number of units that name their pages, without headlines of changes.
    strong: usize,
    /// Number of headings with each page.
    heading_pages: HashMap<PageId, usize>,
    /// Number of units other than list items that name their pages, by section.
    news: Vec<usize>,
    /// Name of the post as the address of its page has it.
    own_name: &'u str,
    /// Objection to each unit as part of an article, and as part of a digest.
    standings: [Vec<Result<(), Verdict>>; 2],
    /// Most headings of some level name their pages, and these are in more than one place.
    pub are_headings_news: bool,
}

impl<'u, 'o> Assessment<'u, 'o> {
    pub fn new(units: &'u Units<'o>, name: Name<'u>) -> Self {
        let outline = units.outline;
        let naming = naming(name);
        let mut lengths = Vec::with_capacity(outline.blocks.len() + 1);
        lengths.push(0);
        for block in &outline.blocks {
            lengths.push(lengths[lengths.len() - 1] + outline.text(block).len());
        }
        let mut heading_pages: HashMap<PageId, usize> = HashMap::new();
        let mut news = vec![0; units.sections.len()];
        let mut strong = 0;
        for unit in &units.found {
            let is_strong = unit.strength >= Strength::Strong;
            strong += usize::from(is_strong && !unit.is_change);
            match unit.kind {
                UnitKind::Heading if unit.strength == Strength::Strong => {
                    *heading_pages.entry(unit.page()).or_default() += 1;
                }
                UnitKind::Heading => {}
                UnitKind::Item => {}
                _ => news[unit.section] += usize::from(is_strong),
            }
        }
        let mut assessment = Self {
            units,
            name,
            naming,
            lengths,
            groups: groups(units, naming),
            reference_lists: reference_lists(units),
            strong,
            heading_pages,
            news,
            own_name: own_name(name.path),
            standings: [Vec::new(), Vec::new()],
            are_headings_news: false,
        };
        let article: Vec<_> =
            units.found.iter().map(|unit| assessment.standing(unit, false)).collect();
        // Units can have another standing in digests only if they are among references.
        let digest = units.found.iter().zip(&article).map(|(unit, standing)| match standing {
            Err(Verdict::References) => assessment.standing(unit, true),
            other => *other,
        });
        assessment.standings = [article.clone(), digest.collect()];
        assessment.are_headings_news = assessment.headings_are_news();
        assessment
    }

    /// The objection to each unit, as part of a digest or of an article; `Ok` if there is none.
    pub fn standings(&self, is_digest: bool) -> &[Result<(), Verdict>] {
        &self.standings[usize::from(is_digest)]
    }

    /// The units without an objection.
    pub fn open_units(&self, is_digest: bool) -> impl Iterator<Item = &'u Unit> {
        let standings = self.units.found.iter().zip(self.standings(is_digest));
        standings.filter(|(_, standing)| standing.is_ok()).map(|(unit, _)| unit)
    }

    /// Bytes of text in a range of blocks.
    pub fn length(&self, blocks: Range<usize>) -> usize {
        self.lengths[blocks.end] - self.lengths[blocks.start]
    }

    /// Returns `true` if the post is read as a digest.
    pub fn is_digest(&self, evidence: Evidence, neighbours: Neighbours) -> bool {
        self.name.forms.makes_digests() || evidence.is_digest(neighbours)
    }

    /// True if the post's own name is that of a digest.
    pub fn is_digest_by_name(&self) -> bool {
        self.naming == Naming::Digest
    }

    /// True if the post is named as a digest or a series.
    pub fn is_named(&self) -> bool {
        self.naming != Naming::Other
    }

    /// The objection to a unit, as part of a digest or of an article.
    fn standing(&self, unit: &Unit, is_digest: bool) -> Result<(), Verdict> {
        if !is_web(&unit.url) {
            return Err(Verdict::NoPage);
        }
        if let Some(verdict) = self.groups.get(&unit.group) {
            return Err(*verdict);
        }
        if self.is_own_page(unit) {
            return Err(Verdict::OwnPage);
        }
        let section = &self.units.sections[unit.section];
        let refuse = |is_refused: bool, verdict| if is_refused { Err(verdict) } else { Ok(()) };
        if unit.kind == UnitKind::Heading {
            return self.standing_of_heading(unit, is_digest);
        }
        match section.role {
            SectionRole::Footer => Err(Verdict::Footer),
            // In a digest, news may be below a heading such as `Resources`.
            SectionRole::References => {
                let is_news = is_digest && self.is_named() && is_recommendation(&section.title);
                refuse(!is_news, Verdict::References)
            }
            SectionRole::Part if section.is_list_of_sources() => Err(Verdict::References),
            SectionRole::Greeting | SectionRole::Topic | SectionRole::Part => match unit.group {
                UnitGroup::List(list) => {
                    let recommends = self.reference_lists.get(&list);
                    let is_news = |recommends: &bool| *recommends && is_digest && self.is_named();
                    refuse(!recommends.is_none_or(is_news), Verdict::References)
                }
                _ => Ok(()),
            },
        }
    }

    fn standing_of_heading(&self, unit: &Unit, is_digest: bool) -> Result<(), Verdict> {
        let section = &self.units.sections[unit.section];
        let has_news = self.news[unit.section] >= FEW;
        let is_strong = unit.strength >= Strength::Strong;
        let role_above = section.parent.map(|parent| self.units.sections[parent].role);
        let is_labelled = unit.strength == Strength::Labelled;
        match (section.role, unit.strength) {
            // A headline with a source may well speak of a job or an archive.
            (SectionRole::Footer, _) if !is_labelled || role_above == Some(SectionRole::Footer) => {
                Err(Verdict::Footer)
            }
            // A source below the title belongs to the post itself if the post has other stories.
            (_, Strength::Labelled) if section.level == 1 && self.has_others(unit) => {
                Err(Verdict::PostSource)
            }
            (_, Strength::Labelled) if section.level == 1 && self.names_translator() => {
                Err(Verdict::PostSource)
            }
            (_, Strength::Labelled) if self.is_source_at_end(unit) => Err(Verdict::PostSource),
            (_, Strength::Labelled) if has_news || self.units.has_labelled_lines(unit.section) => {
                Err(Verdict::Category)
            }
            (_, Strength::Labelled) => Ok(()),
            (_, Strength::Strong) if has_news || self.has_twin(unit) => Err(Verdict::Category),
            (SectionRole::References, _) if is_digest && self.is_named() && is_strong => Ok(()),
            (SectionRole::References, _) => Err(Verdict::References),
            (SectionRole::Greeting, _) if is_strong => Ok(()),
            (SectionRole::Greeting, _) => Err(Verdict::OwnTitle),
            _ if section.level == 1 && self.is_own_title(unit) => Err(Verdict::OwnTitle),
            _ => Ok(()),
        }
    }

    /// True for a translation, which names its author or translator above its text.
    pub(super) fn names_translator(&self) -> bool {
        let above = self.units.sections.iter().take_while(|section| section.level < 2);
        let above = above.last().map_or(0, |section| section.direct_end);
        self.units.outline.blocks[..above]
            .iter()
            .any(|block| names_translator(self.units.outline.text(block)))
    }

    /// True for the only source line of an article if it is in the last section, where a translation names
    /// its original.
    fn is_source_at_end(&self, unit: &Unit) -> bool {
        let sections = &self.units.sections;
        let level = sections[unit.section].level;
        let is_topic = |section: &&OutlineSection| {
            section.level == level && section.role == SectionRole::Topic
        };
        !self.is_named()
            && self.units.labels.len() == 1
            && unit.section + 1 == sections.len()
            && sections.iter().filter(is_topic).nth(1).is_some()
    }

    /// True for a unit that links to the post itself.
    fn is_own_page(&self, unit: &Unit) -> bool {
        // A site may encode what is behind a full stop, or leave it out.
        let own = before_dot(self.own_name);
        let url = unit.url.trim_end_matches('/');
        let name = url.rfind('/').map_or(0, |at| at + 1);
        let before = url[..name + before_dot(&url[name..]).len()].strip_suffix(own);
        own.len() >= 6 && own != "README" && before.is_some_and(|before| before.ends_with('/'))
    }

    /// True if several other units name their pages, or if the unit is the title of an issue of a digest or a
    /// series.
    fn has_others(&self, unit: &Unit) -> bool {
        let title = &self.units.sections[unit.section].title;
        // A longer title may speak of something weekly as of anything else.
        let is_name = || {
            (is_digest_name(title) || is_series_name(title))
                && (title.contains(|c: char| c.is_ascii_digit())
                    || crate::text::words(title) <= MAX_DIGEST_WORDS)
        };
        let is_issue = || is_name() || day_within(title).is_some();
        let others = self.strong - usize::from(!unit.is_change);
        others >= FEW || self.is_named() && is_issue()
    }

    /// True for a heading that shares its page with another heading.
    fn has_twin(&self, unit: &Unit) -> bool {
        self.heading_pages.get(&unit.page()).is_some_and(|count| *count > 1)
    }

    /// True for a heading that is the title of the post or names the digest. If there is nothing else in the
    /// post, it may still have its own link.
    fn is_own_title(&self, unit: &Unit) -> bool {
        let title = &self.units.sections[unit.section].title;
        let has_more = self.units.sections.len() > 2 || self.units.found.len() > 1;
        let names_digest = is_digest_name(title);
        has_more && (title == self.name.title || names_digest)
            || names_digest && unit.strength < Strength::Strong
    }
}

/// The file name without its extension, with the folder's name before it if it has no letters, as in a
/// number or a date.
fn own_name(path: &str) -> &str {
    let file = stem(path);
    if path[file.clone()].contains(char::is_alphabetic) {
        return &path[file];
    }
    &path[folder_start(path, file.start)..file.end]
}

/// True for a post with a date, or with a digit in the name of its file, as in the number of an issue. The name
/// of a file such as `index.md` is that of its folder.
pub(super) fn is_dated_or_numbered(name: Name<'_>) -> bool {
    let file = stem(name.path);
    let own = match &name.path[file.clone()] {
        "index" | "_index" | "README" => folder_start(name.path, file.start)..file.start,
        _ => file,
    };
    name.date.is_some() || name.path[own].bytes().any(|byte| byte.is_ascii_digit())
}

/// Start of the name of the folder that holds the file whose name starts at `file`.
fn folder_start(path: &str, file: usize) -> usize {
    let folder = path[..file].trim_end_matches(['/', '\\']);
    folder.rfind(['/', '\\']).map_or(0, |at| at + 1)
}

/// The text before the first full stop.
fn before_dot(text: &str) -> &str {
    text.split('.').next().unwrap_or(text)
}

/// Byte range of the file name in a path, without its ending and that of its language: `alpha` for `x/alpha.zh.md`.
fn stem(path: &str) -> Range<usize> {
    let start = path.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let end = path[start..].rfind('.').map_or(path.len(), |at| start + at);
    let is_language = |ending: &str| {
        (2..=7).contains(&ending.len())
            && ending.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
    };
    let before = path[start..end].rfind('.').map(|at| start + at);
    let before = before.filter(|before| is_language(&path[before + 1..end]));
    start..before.unwrap_or(end)
}

fn naming(name: Name<'_>) -> Naming {
    let categories = name.categories.iter().map(String::as_str);
    let mut own = [name.title, own_name(name.path)].into_iter().chain(categories);
    let is_said = name.forms.makes_digests() || has_joined_name(name.title);
    if is_said || own.clone().any(is_digest_name) || is_series_name_alone(name.title) {
        Naming::Digest
    } else if is_digest_name(name.path) || is_issue_in_folder(name) {
        Naming::Folder
    } else if own.any(is_series_name) || is_series_path(name.path) && is_dated_or_numbered(name) {
        Naming::Series
    } else {
        Naming::Other
    }
}

/// True for an issue in a folder of issues. Other pages there may well be about known bugs.
fn is_issue_in_folder(name: Name<'_>) -> bool {
    is_among_issues(name.path) && is_dated_or_numbered(name)
}

/// Groups whose units are, taken together, no stories.
fn groups(units: &Units<'_>, naming: Naming) -> HashMap<UnitGroup, Verdict> {
    #[derive(Default)]
    struct GroupCount {
        all: usize,
        changes: usize,
        issues: usize,
    }
    let mut counts: HashMap<UnitGroup, GroupCount> = HashMap::new();
    for unit in &units.found {
        let count = counts.entry(unit.group).or_default();
        count.all += 1;
        count.changes += usize::from(unit.is_change);
        count.issues += usize::from(is_issue(unit));
    }
    let share = if naming == Naming::Other { 2 } else { LIST_SHARE };
    let verdict = |group: &UnitGroup, count: &GroupCount| {
        if count.changes * 2 > count.all {
            return Some(Verdict::Changes);
        }
        if count.issues * 2 > count.all {
            return Some(Verdict::Issues);
        }
        let is_sparse = match group {
            UnitGroup::List(list) => {
                units.list_sizes.get(list).is_some_and(|size| count.all * share < *size)
            }
            UnitGroup::Table(_) => count.all < FEW,
            UnitGroup::Section(_) | UnitGroup::Headings(_) => false,
        };
        is_sparse.then_some(Verdict::Sparse)
    };
    counts.iter().filter_map(|(group, count)| Some((*group, verdict(group, count)?))).collect()
}

/// True for a unit that links to an issue of a digest. The query of an address may name the issue that the
/// link is in.
fn is_issue(unit: &Unit) -> bool {
    is_numbered_issue(&unit.headline) || is_numbered_issue(host_and_path(&unit.url))
}

/// Minimum number of items in a list by which a digest recommends what to read. A shorter one goes with the
/// news above it.
const MIN_RECOMMENDED: usize = 6;

/// Lists directly below a paragraph that introduces references; `true` for those that may recommend what to
/// read.
fn reference_lists(units: &Units<'_>) -> HashMap<u32, bool> {
    let outline = units.outline;
    let mut found = HashMap::new();
    for (before, pair) in outline.blocks.windows(2).enumerate() {
        let [above, below] = pair else { continue };
        let Some(item) = below.item else { continue };
        let text = outline.text(above);
        let says_so =
            above.is_free_paragraph() && units.anchors[before].is_empty() && is_reference(text);
        if says_so {
            let list = outline.items[item as usize].list;
            let recommends = units.list_sizes[&list] >= MIN_RECOMMENDED && is_recommendation(text);
            found.insert(list, recommends);
        }
    }
    found
}
