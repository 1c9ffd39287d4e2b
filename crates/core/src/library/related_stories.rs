//! Related stories: for each story of a post, the other posts that report it, and stories about
//! other pages that seem to report the same news.
//!
//! Two titles are compared by the terms they share; a rare term counts more than a common one.
//! Posts are ordered by date, so those of the same week are found without an index; only they are
//! compared.

#[cfg(test)]
mod tests;

use super::snapshot::{Library, Position};
use super::stories::{StoryId, StoryReport};
use crate::post::{Date, MONTHS, PageId, Story, canonical};
use crate::text::is_joining;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Maximum number of days between two stories about the same news.
const DAYS: i32 = 7;
/// Maximum number of posts from that time that are compared, the nearest ones.
const MAX_POSTS: usize = 2_000;
/// Maximum number of a post's stories for which related ones are searched.
const MAX_STORIES: usize = 300;
/// Maximum number of related stories per story.
const MAX_RELATED: usize = 3;
/// Minimum similarity, from 0 to 1, at which two titles are taken to report the same news.
const ALIKE: f64 = 0.65;

/// A story of a post, with its reports and related stories.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RelatedStories {
    /// The story.
    pub story: StoryId,
    /// All posts that report it, newest first.
    pub reports: Vec<StoryReport>,
    /// The newest report of each story about another page that seems to report the same news, the
    /// most similar first.
    pub related: Vec<StoryReport>,
}

/// The reports and related stories of each of a post's stories, in order.
pub fn related_stories(library: &Library, position: Position) -> Vec<RelatedStories> {
    let table = library.stories();
    let stories = table.stories_of(position);
    let related = related(library, position);
    let of_story = |(number, story): (usize, &StoryId)| RelatedStories {
        story: *story,
        reports: table.reports(*story).to_vec(),
        related: related.get(number).cloned().unwrap_or_default(),
    };
    stories.iter().enumerate().map(of_story).collect()
}

/// Stories about other pages that seem to report the same news as a story: those of its newest report, then
/// those of its oldest; of each, the newest report.
pub fn related_to(library: &Library, story: StoryId) -> Vec<StoryReport> {
    let table = library.stories();
    let reports = table.reports_by_day(story);
    let dated = reports.iter().rfind(|(day, _)| day.is_some());
    let ends = [dated.or(reports.last()), reports.first()];
    let mut found: Vec<StoryReport> = Vec::new();
    let mut pages: Vec<PageId> = Vec::new();
    let page_of = |report: StoryReport| library.story(report).map(|story| story.page);
    for (_, report) in ends.into_iter().flatten() {
        pages.extend(page_of(*report));
        let all = related_stories(library, report.post);
        let Some(known) = all.into_iter().nth(report.story as usize) else { continue };
        for other in known.related {
            if let Some(page) = page_of(other).filter(|page| !pages.contains(page)) {
                pages.push(page);
                found.push(other);
            }
        }
    }
    found
}

/// The terms of a title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Terms {
    /// Hashes of words, and of pairs of adjacent characters in scripts without spaces.
    words: Vec<u64>,
    /// Hashes of numbers, versions and names of months.
    numbers: Vec<u64>,
}

impl Terms {
    /// The terms of a folded title, without duplicates.
    fn of(title: &str) -> Self {
        let mut terms = Self::default();
        let mut rest = title;
        while let Some(first) = rest.chars().next() {
            let alike = |c: char| c.is_alphanumeric() && is_joining(c) == is_joining(first);
            if !first.is_alphanumeric() {
                rest = &rest[first.len_utf8()..];
                continue;
            }
            let end = run_end(rest, alike);
            let (run, after) = rest.split_at(end);
            rest = after;
            if is_joining(first) {
                terms.pairs(run);
            } else {
                terms.word(run);
            }
        }
        for list in [&mut terms.words, &mut terms.numbers] {
            list.sort_unstable();
            list.dedup();
        }
        terms
    }

    fn pairs(&mut self, run: &str) {
        let characters: Vec<char> = run.chars().collect();
        if let [alone] = characters[..] {
            self.words.push(hash(&alone));
        }
        self.words.extend(characters.windows(2).map(|pair| hash(&pair)));
    }

    fn word(&mut self, word: &str) {
        let digits = word.strip_prefix('v').unwrap_or(word);
        if !digits.starts_with(|c: char| c.is_ascii_digit()) {
            if MONTHS.contains(&word) {
                self.numbers.push(hash(word));
            }
            if !COMMON.contains(&word) {
                let stem = word.char_indices().nth(STEM).map_or(word, |(end, _)| &word[..end]);
                self.words.push(hash(stem));
            }
            return;
        }
        // `1.85.0` equals `1.85`.
        let mut number = digits;
        while let Some(shorter) = number.strip_suffix(".0") {
            number = shorter;
        }
        self.words.push(hash(number));
        self.numbers.push(hash(number));
    }
}

/// Number of letters of a word that are compared: `stabilize` and `stabilizing` are the same.
const STEM: usize = 7;
/// Minimum number of terms shared by two similar titles.
const SHARED: usize = 3;
/// Words that say nothing about the subject of a title.
const COMMON: [&str; 28] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "how", "in", "into", "is",
    "it", "its", "new", "now", "of", "on", "or", "our", "the", "to", "what", "why", "with", "your",
];

/// Byte offset at which a run of similar characters ends. A point between digits is part of the
/// run.
fn run_end(text: &str, alike: impl Fn(char) -> bool) -> usize {
    let mut characters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map_or(' ', |(_, next)| *next);
        let is_point = character == '.' && before.is_ascii_digit() && next.is_ascii_digit();
        if !alike(character) && !is_point {
            return at;
        }
        before = character;
    }
    text.len()
}

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Related stories for each of a post's stories.
fn related(library: &Library, position: Position) -> Vec<Vec<StoryReport>> {
    let Some(post) = library.post(position) else { return Vec::new() };
    let Some(day) = post.date.filter(|_| !post.stories.is_empty()) else { return Vec::new() };
    let table = library.stories();
    let own: HashSet<StoryId> = table.stories_of(position).iter().copied().collect();
    // The newest report of each story from the same week.
    let mut near: Vec<StoryReport> = Vec::new();
    let mut met: HashSet<StoryId> = HashSet::new();
    for at in same_week(library, position, day) {
        for (number, story) in (0..).zip(table.stories_of(at)) {
            if !own.contains(story) && met.insert(*story) {
                near.push(StoryReport { post: at, story: number });
            }
        }
    }
    let terms_of = |report: &StoryReport| {
        let post = library.post(report.post);
        post.map(|post| Terms::of(&post.folded_story_title(report.story as usize)))
            .unwrap_or_default()
    };
    let mine: Vec<Terms> = (0..post.stories.len().min(MAX_STORIES) as u32)
        .map(|story| terms_of(&StoryReport { post: position, story }))
        .collect();
    let theirs: Vec<Terms> = near.iter().map(terms_of).collect();
    let weights = Weights::of(mine.iter().chain(&theirs));
    let mut with_term: HashMap<u64, Vec<u32>> = HashMap::new();
    for (number, terms) in (0..).zip(&theirs) {
        for word in &terms.words {
            with_term.entry(*word).or_default().push(number);
        }
    }
    let address = |report: StoryReport| library.story(report).map_or("", Story::url);
    mine.iter()
        .zip(&post.stories)
        .map(|(terms, story)| {
            let sharing = terms.words.iter().filter_map(|word| with_term.get(word)).flatten();
            let sharing: HashSet<u32> = sharing.copied().collect();
            let mut alike: Vec<(f64, StoryReport)> = sharing
                .into_iter()
                .map(|number| number as usize)
                .filter(|number| !is_of_series(story.url(), address(near[*number])))
                .map(|number| (weights.likeness(terms, &theirs[number]), near[number]))
                .filter(|(likeness, _)| *likeness >= ALIKE)
                .collect();
            alike.sort_by(|(a, one), (b, other)| {
                b.total_cmp(a).then((one.post, one.story).cmp(&(other.post, other.story)))
            });
            alike.truncate(MAX_RELATED);
            alike.into_iter().map(|(_, report)| report).collect()
        })
        .collect()
}

/// Returns `true` for addresses that differ only in digits: issues of a weekly, pull requests of a
/// project.
fn is_of_series(a: &str, b: &str) -> bool {
    let rest = |url: &str| canonical(url).replace(|c: char| c.is_ascii_digit(), "");
    rest(a) == rest(b)
}

/// The other posts from the week before and after a day, in library order.
fn same_week(library: &Library, position: Position, day: Date) -> Vec<Position> {
    let posts = library.posts();
    let days_after = |other: Option<Date>| other.map(|other| (other - day).get_days());
    // Newest first, undated last.
    let first = posts.partition_point(|post| days_after(post.date).is_some_and(|days| days > DAYS));
    let end = posts.partition_point(|post| days_after(post.date).is_some_and(|days| days >= -DAYS));
    let here = position as usize;
    let first = first.max(here.saturating_sub(MAX_POSTS / 2));
    let end = end.min(here + MAX_POSTS / 2);
    (first as Position..end as Position).filter(|at| *at != position).collect()
}

/// Weights of terms by the number of titles that contain them: the rarer, the heavier.
struct Weights {
    titles: f64,
    with: HashMap<u64, u32>,
}

impl Weights {
    fn of<'t>(all: impl Iterator<Item = &'t Terms>) -> Self {
        let mut with: HashMap<u64, u32> = HashMap::new();
        let mut titles = 0.0;
        for terms in all {
            titles += 1.0;
            for word in &terms.words {
                *with.entry(*word).or_default() += 1;
            }
        }
        Self { titles, with }
    }

    fn weight(&self, word: u64) -> f64 {
        let with = self.with.get(&word).copied().unwrap_or(1);
        (1.0 + self.titles / f64::from(with)).ln()
    }

    /// Similarity of two titles, from 0 to 1: Dice's coefficient with weighted terms, that is twice
    /// the weight of the shared terms over the weight of all terms of both. Zero for titles that
    /// share too few terms, and for titles that each contain a number the other lacks: another
    /// version is different news.
    fn likeness(&self, a: &Terms, b: &Terms) -> f64 {
        let shared = |a: &[u64], b: &[u64]| -> Vec<u64> {
            a.iter().filter(|term| b.binary_search(term).is_ok()).copied().collect()
        };
        let numbers = shared(&a.numbers, &b.numbers).len();
        if numbers < a.numbers.len() && numbers < b.numbers.len() {
            return 0.0;
        }
        let common = shared(&a.words, &b.words);
        if common.len() < SHARED {
            return 0.0;
        }
        let weigh = |words: &[u64]| words.iter().map(|word| self.weight(*word)).sum::<f64>();
        2.0 * weigh(&common) / (weigh(&a.words) + weigh(&b.words))
    }
}
