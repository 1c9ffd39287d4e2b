//! Series: files whose names differ only by a number or a date. They, or the other files of the
//! folder, decide whether a post that could be a digest is read as one.
//!
//! Each file is first read as if its neighbours were unknown. [`AllSeries::settle`] then judges them and
//! reads again the posts whose stories differ; commands, the program and live changes all use it.

use super::beside::beside;
use super::named::title_by_name;
use super::read::{FileReading, ReadContext, read_all};
use super::repeated_pages::{MIN_POSTS, repeated_pages};
use super::roots::Roots;
use super::scan::SourceFile;
use crate::post::{PageId, Post, PostId, Story};
use crate::stories::{Evidence, Neighbours};
use crate::text::fold;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Minimum number of posts in a series for its verdict to count. Below that, the verdict on the
/// folder counts.
const MEMBERS: u32 = 3;
/// A folder holds digests if at least one in this many of its posts looks like one (first value),
/// and continues to while at least one in this many does (second value), so that a single changed
/// post does not flip a folder.
const DIGESTS: (u32, u32) = (4, 7);
/// A folder holds articles if fewer than one in this many of its posts looks like a digest (first
/// value), and continues to while fewer than one in this many does (second value).
const ARTICLES: (u32, u32) = (8, 6);
/// Minimum number of posts for a folder to be judged to hold articles.
const ENOUGH: u32 = 8;

/// A heading is that of a section if it is the title of at least this many posts of a folder (first
/// value), and of at least one in this many of those named by a heading (second value). Two posts
/// are enough if it is the title of all of them.
const RECURRING: (usize, usize) = (3, 2);

/// Strips the extension and the language of the file from a path: `x/index` for `x/index.zh.md`.
fn without_language(path: &str) -> String {
    let (folder, name) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
    format!("{folder}/{}", name.split('.').next().unwrap_or(name))
}

/// Hashes of the names of a file's series and folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Names {
    series: u64,
    folder: u64,
}

impl Names {
    /// The names for a path, which may be that of an `index.md` in a folder that bears the post's
    /// name.
    fn of(path: &str) -> Self {
        let (mut folders, mut name) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
        if ["index.", "_index.", "README."].iter().any(|index| name.starts_with(index)) {
            (folders, name) = match folders.rsplit_once(['/', '\\']) {
                Some(split) => split,
                None if folders.is_empty() => ("", name),
                None => ("", folders),
            };
        }
        let mut key = String::with_capacity(path.len());
        for folder in folders.split(['/', '\\']) {
            let start = key.len();
            add_letters(folder, &mut key);
            if key.len() > start {
                key.push('/');
            }
        }
        let folder = hash(&key);
        // A name without letters, such as a date, is that of a series all the same.
        key.push('/');
        add_letters(name, &mut key);
        Self { series: hash(&key), folder }
    }
}

/// Returns `true` for paths that differ only by numbers or dates.
pub(super) fn is_of_one_series(one: &str, other: &str) -> bool {
    Names::of(one).series == Names::of(other).series
}

/// Adds the letters of a name in lower case, without digits and separators: the same for all dates and
/// numbers.
fn add_letters(name: &str, key: &mut String) {
    for character in name.chars() {
        if character.is_ascii() {
            if character.is_ascii_alphabetic() {
                key.push(character.to_ascii_lowercase());
            }
        } else if character.is_alphabetic() {
            key.extend(character.to_lowercase());
        }
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// A heading is that of a section in every issue if it is the title of stories about this many pages.
const SECTION_PAGES: usize = 5;

/// Counts over the posts of a series or folder: all of them, those that look like digests, and
/// those with stories, together with the last verdict.
#[derive(Clone, Copy, Debug, Default)]
struct SeriesTally {
    posts: u32,
    digests: u32,
    with_stories: u32,
    verdict: Neighbours,
}

impl SeriesTally {
    fn judge(&mut self) {
        let Self { posts, digests, verdict, .. } = *self;
        let least = if verdict == Neighbours::Digests { DIGESTS.1 } else { DIGESTS.0 };
        let fewer = if verdict == Neighbours::Articles { ARTICLES.1 } else { ARTICLES.0 };
        self.verdict = if digests >= 2 && digests * least >= posts {
            Neighbours::Digests
        } else if posts >= ENOUGH && digests * fewer < posts {
            Neighbours::Articles
        } else {
            Neighbours::Unknown
        };
    }

    fn count(&mut self, member: Member) {
        self.posts += 1;
        self.digests += u32::from(member.evidence >= Evidence::Likely);
        self.with_stories += u32::from(member.has_stories);
    }

    fn discount(&mut self, member: Member) {
        self.posts -= 1;
        self.digests -= u32::from(member.evidence >= Evidence::Likely);
        self.with_stories -= u32::from(member.has_stories);
    }
}

/// Index of a series or folder in the tallies.
type Number = u32;

/// Data kept for each file. There are as many as there are posts, so it is small.
#[derive(Clone, Copy, Debug)]
struct Member {
    series: Number,
    folder: Number,
    evidence: Evidence,
    /// The kind of neighbours assumed when the file was read.
    read_among: Neighbours,
    /// `true` if the file has stories, including those about repeated pages.
    has_stories: bool,
    /// `true` if a story of the file may have the heading of a section.
    may_have_sections: bool,
    /// Hash of the heading that gives the post its title; zero if no heading does.
    heading: u32,
}

/// The evidence of all files, and the verdicts on their neighbours.
///
/// For the same files, read at once, the verdicts do not depend on the order in which the files
/// come in. When some of them change later, a folder changes its verdict later than it would be
/// judged afresh, and a page once found to be repeated remains so.
#[derive(Clone, Debug, Default)]
pub(super) struct AllSeries {
    members: HashMap<PostId, Member>,
    numbers: HashMap<u64, Number>,
    tallies: Vec<SeriesTally>,
    /// Series and folders with a file that was noted or forgotten since they were last judged.
    touched: HashSet<Number>,
    /// Pages repeated by the posts of a series or folder.
    repeated: HashMap<Number, HashSet<PageId>>,
    /// Hashes of the headings of sections that the posts of a folder have in common.
    sections: HashMap<Number, HashSet<u64>>,
    /// Posts beside files that were named individually, kept until the pages are counted.
    beside: Vec<Arc<Post>>,
}

impl AllSeries {
    /// Records the evidence of a file that was read. A file that is not a post is forgotten.
    pub fn note(&mut self, reading: &FileReading) {
        self.forget(reading.id);
        if let Some(post) = &reading.post {
            self.add(post.id, &post.path, reading.evidence, !post.stories.is_empty());
            let heading =
                reading.heading_title.as_ref().map_or(0, |title| hash(&fold(title)) as u32);
            if let Some(member) = self.members.get_mut(&post.id) {
                member.heading = heading;
                member.may_have_sections = post.stories.iter().any(may_be_section);
            }
        }
    }

    fn add(
        &mut self,
        id: PostId,
        path: &str,
        (evidence, read_among): (Evidence, Neighbours),
        has_stories: bool,
    ) {
        let names = Names::of(path);
        let [series, folder] = [names.series, names.folder].map(|name| self.number(name));
        let (may_have_sections, heading) = (false, 0);
        let member = Member {
            series,
            folder,
            evidence,
            read_among,
            has_stories,
            may_have_sections,
            heading,
        };
        for number in [series, folder] {
            self.tallies[number as usize].count(member);
        }
        self.touched.extend([series, folder]);
        self.members.insert(id, member);
    }

    fn number(&mut self, name: u64) -> Number {
        let next = self.tallies.len() as Number;
        let number = *self.numbers.entry(name).or_insert(next);
        if number == next {
            self.tallies.push(SeriesTally::default());
        }
        number
    }

    /// Forgets a file.
    pub fn forget(&mut self, id: PostId) {
        let Some(member) = self.members.remove(&id) else { return };
        for number in [member.series, member.folder] {
            self.tallies[number as usize].discount(member);
        }
        self.touched.extend([member.series, member.folder]);
    }

    /// Reads the posts beside files that were named individually, for their evidence and their
    /// repeated pages.
    pub fn learn_beside(&mut self, roots: &Roots, context: &ReadContext) {
        let files = beside(roots, |id| self.members.contains_key(&id)).into_iter();
        let files = files.map(|file| (file, Neighbours::Unknown)).collect();
        for reading in read_all(context, files) {
            self.note(&reading);
            self.beside.extend(reading.post);
        }
    }

    /// The last verdict on the neighbours of the file at a path.
    pub fn neighbours_of(&self, path: &str) -> Neighbours {
        let names = Names::of(path);
        let tally = |name| self.numbers.get(&name).map(|number| self.tallies[*number as usize]);
        let [series, folder] =
            [names.series, names.folder].map(|name| tally(name).unwrap_or_default());
        verdict(series, folder)
    }

    /// Reads those posts again whose stories change with the verdicts on their neighbours, removes
    /// stories about pages that most posts of their folder repeat, and replaces titles of posts and stories
    /// taken from a section heading that many posts share. Returns the indices of the changed posts.
    pub fn settle(&mut self, context: &ReadContext, posts: &mut [Arc<Post>]) -> Vec<usize> {
        let misjudged: HashMap<PostId, Neighbours> = self.misjudged().into_iter().collect();
        let touched = std::mem::take(&mut self.touched);
        let mut turned: HashSet<usize> = HashSet::new();
        if !misjudged.is_empty() {
            let places: HashMap<PostId, usize> = (0..)
                .zip(posts.iter())
                .filter(|(_, post)| misjudged.contains_key(&post.id))
                .map(|(place, post)| (post.id, place))
                .collect();
            let files = places
                .iter()
                .map(|(id, place)| (SourceFile::of_post(&posts[*place]), misjudged[id]));
            // A file that can no longer be read stays as it is until its change is reported.
            for reading in read_all(context, files.collect()) {
                let (Some(post), Some(place)) = (&reading.post, places.get(&reading.id)) else {
                    continue;
                };
                self.note(&reading);
                posts[*place] = Arc::clone(post);
                turned.insert(*place);
            }
            // The posts were read again with the same evidence, so there is nothing to judge anew.
            self.touched.clear();
        }
        self.learn_repeated(posts, &touched);
        self.learn_sections(posts, &touched);
        self.beside.clear();
        let is_learned = |number: &Number| {
            self.repeated.contains_key(number) || self.sections.contains_key(number)
        };
        let learned: HashSet<Number> = touched.iter().copied().filter(is_learned).collect();
        for (place, post) in posts.iter_mut().enumerate().filter(|_| !learned.is_empty()) {
            let names = self.members.get(&post.id).map(|it| [it.series, it.folder]);
            let names = names.filter(|names| names.iter().any(|name| learned.contains(name)));
            if let Some(settled) = names.and_then(|names| self.settled_in(names, post)) {
                *post = Arc::new(settled);
                turned.insert(place);
            }
        }
        turned.extend(self.name_by_file(posts, &touched));
        turned.into_iter().collect()
    }

    /// Finds the pages that most posts of touched folders and series repeat.
    fn learn_repeated(&mut self, posts: &[Arc<Post>], touched: &HashSet<Number>) {
        let size = |number: Number| self.tallies[number as usize].with_stories;
        let mut given: Vec<((Number, u32), &Post)> = Vec::with_capacity(posts.len());
        for post in posts.iter().chain(&self.beside).filter(|post| !post.stories.is_empty()) {
            let Some(Member { series, folder, .. }) = self.members.get(&post.id) else { continue };
            let both = [folder, series].into_iter().filter(|number| touched.contains(number));
            let counted = both.filter(|number| size(**number) >= MIN_POSTS);
            // A series that is all of its folder repeats the same pages.
            let counted =
                counted.filter(|number| *number == folder || size(*series) < size(*folder));
            given.extend(counted.map(|number| ((*number, size(*number)), post.as_ref())));
        }
        for (number, page) in repeated_pages(&given) {
            self.repeated.entry(number).or_default().insert(page);
        }
    }

    /// Finds the headings of sections that the posts of touched folders have in common: those that would be the
    /// title of many stories.
    fn learn_sections(&mut self, posts: &[Arc<Post>], touched: &HashSet<Number>) {
        let mut pages: HashMap<(Number, u64), HashSet<PageId>> = HashMap::new();
        for post in posts.iter().chain(&self.beside) {
            let member = self.members.get(&post.id).filter(|it| it.may_have_sections);
            let Some(Member { folder, .. }) = member.filter(|it| touched.contains(&it.folder))
            else {
                continue;
            };
            let repeated = self.repeated.get(folder);
            for story in post.stories.iter().filter(|story| may_be_section(story)) {
                if repeated.is_none_or(|pages| !pages.contains(&story.page)) {
                    pages.entry((*folder, title_hash(story))).or_default().insert(story.page);
                }
            }
        }
        for ((folder, title), pages) in pages {
            if pages.len() >= SECTION_PAGES {
                self.sections.entry(folder).or_default().insert(title);
            }
        }
    }

    /// Titles posts of touched folders by their file names where a heading would be the title of
    /// many of them. Returns the indices of the changed posts.
    fn name_by_file(&self, posts: &mut [Arc<Post>], touched: &HashSet<Number>) -> Vec<usize> {
        let titled = |post: &Post| {
            let member = self.members.get(&post.id).filter(|member| member.heading != 0)?;
            touched.contains(&member.folder).then_some((member.folder, member.heading))
        };
        if self.members.values().all(|member| member.heading == 0) {
            return Vec::new();
        }
        // Translations of one text may well share a heading, so they count once.
        let mut names: HashMap<(Number, u32), HashSet<String>> = HashMap::new();
        let mut all: HashMap<Number, usize> = HashMap::new();
        for post in posts.iter() {
            let Some((folder, heading)) = titled(post) else { continue };
            if names.entry((folder, heading)).or_default().insert(without_language(&post.path)) {
                *all.entry(folder).or_default() += 1;
            }
        }
        names.retain(|(folder, _), names| {
            let all = all.get(folder).copied().unwrap_or(0);
            names.len() >= 2 && names.len() == all
                || names.len() >= RECURRING.0 && names.len() * RECURRING.1 >= all
        });
        let mut turned = Vec::new();
        for (place, post) in posts.iter_mut().enumerate() {
            if titled(post).is_none_or(|key| !names.contains_key(&key)) {
                continue;
            }
            let title = title_by_name(&SourceFile::of_post(post));
            if *post.title != *title {
                *post = Arc::new(post.with_title(&title));
                turned.push(place);
            }
        }
        turned
    }

    /// The post without stories about pages that its folder or series repeats, and without titles of stories from
    /// headings of sections.
    pub fn settled(&self, post: &Arc<Post>) -> Arc<Post> {
        let names = Names::of(&post.path);
        let number = |name| self.numbers.get(&name).copied();
        let names = number(names.series).zip(number(names.folder));
        let settled = names.and_then(|(series, folder)| self.settled_in([series, folder], post));
        settled.map_or_else(|| Arc::clone(post), Arc::new)
    }

    /// [`Self::settled`] for a post of a series and folder; `None` if it is the same post.
    fn settled_in(&self, names: [Number; 2], post: &Post) -> Option<Post> {
        let repeated = names.map(|name| self.repeated.get(&name));
        let is_repeated = |page| repeated.iter().flatten().any(|pages| pages.contains(&page));
        let has_some = post.stories.iter().any(|story| is_repeated(story.page));
        let without = has_some.then(|| post.without_stories(is_repeated));
        let sections = self.sections.get(&names[1]);
        sections
            .and_then(|sections| named_by_words(without.as_ref().unwrap_or(post), sections))
            .or(without)
    }

    /// Files whose stories change with the verdicts on their neighbours, each with its new verdict.
    fn misjudged(&mut self) -> Vec<(PostId, Neighbours)> {
        for number in &self.touched {
            self.tallies[*number as usize].judge();
        }
        let mut found = Vec::new();
        for (id, member) in &self.members {
            let tally = |number: Number| self.tallies[number as usize];
            let among = verdict(tally(member.series), tally(member.folder));
            if member.evidence.is_digest(among) != member.evidence.is_digest(member.read_among) {
                found.push((*id, among));
            }
        }
        found
    }
}

/// Verdict on a file's neighbours: that of its series if the series is large enough, otherwise that
/// of its folder.
fn verdict(series: SeriesTally, folder: SeriesTally) -> Neighbours {
    if series.posts >= MEMBERS && series.verdict != Neighbours::Unknown {
        series.verdict
    } else {
        folder.verdict
    }
}

/// True for a story whose heading may be that of a section.
fn may_be_section(story: &Story) -> bool {
    story.link.has_words_below()
}

/// Hash of a story's title, the same for titles that differ only in case or width.
fn title_hash(story: &Story) -> u64 {
    hash(&fold(story.title()))
}

/// The post with the words below as the titles of stories whose headings are those of sections, given as
/// hashes; `None` if it has no such story.
fn named_by_words(post: &Post, sections: &HashSet<u64>) -> Option<Post> {
    let is_section = |story: &Story| may_be_section(story) && sections.contains(&title_hash(story));
    post.stories.iter().any(is_section).then(|| post.with_words_as_titles(is_section))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u64) -> PostId {
        PostId(number)
    }

    fn note(all: &mut AllSeries, id: PostId, path: &str, evidence: Evidence, among: Neighbours) {
        all.forget(id);
        all.add(id, path, (evidence, among), false);
    }

    #[test]
    fn a_member_is_small() {
        assert!(size_of::<(PostId, Member)>() <= 24);
    }

    #[test]
    fn issues_are_a_series_whatever_tells_them_apart() {
        for (one, other) in [
            ("r/2026-01-02.md", "r/2026-02-03.md"),
            ("r/content/cn/2025-06/2025-06-01.md", "r/content/cn/2025-07/2025-07-04.md"),
            ("r/blog/weekly-01/index.md", "r/blog/weekly-12/index.md"),
            ("r/_posts/2018-09-18-newsletter.md", "r/_posts/2021-01-05-newsletter.md"),
        ] {
            assert_eq!(Names::of(one).series, Names::of(other).series, "{one}");
        }
        let dated = Names::of("r/notes/2026-03-10/index.md");
        assert_ne!(dated.series, dated.folder, "a post counts once in each");
        let (one, other) =
            (Names::of("r/_posts/2018-01-01-a.md"), Names::of("r/_posts/2019-01-01-b.md"));
        assert_ne!(one.series, other.series);
        assert_eq!(one.folder, other.folder);
    }

    #[test]
    fn a_short_issue_is_read_like_its_neighbours() {
        let mut all = AllSeries::default();
        for number in 0..6 {
            note(
                &mut all,
                id(number),
                &format!("w/{number}.md"),
                Evidence::Likely,
                Neighbours::Unknown,
            );
        }
        note(&mut all, id(9), "w/9.md", Evidence::Weak, Neighbours::Unknown);
        assert_eq!(all.misjudged(), [(id(9), Neighbours::Digests)]);
        note(&mut all, id(9), "w/9.md", Evidence::Weak, Neighbours::Digests);
        assert!(all.misjudged().is_empty());
        // One changed post does not flip a folder.
        for number in 0..5 {
            note(
                &mut all,
                id(number),
                &format!("w/{number}.md"),
                Evidence::Weak,
                Neighbours::Digests,
            );
            let misjudged = all.misjudged();
            assert_eq!(misjudged.is_empty(), number < 4, "{number} {misjudged:?}");
        }
    }

    #[test]
    fn a_folder_at_the_border_does_not_turn_back_and_forth() {
        let mut all = AllSeries::default();
        let mut judge = |digests: u64| {
            for number in 0..48 {
                let evidence = if number < digests { Evidence::Likely } else { Evidence::Weak };
                // Each is a series of its own, and all share one folder.
                let letters = [b'a' + (number / 24) as u8, b'a' + (number % 24) as u8];
                let path = format!("b/{}.md", str::from_utf8(&letters).unwrap());
                note(&mut all, id(number), &path, evidence, Neighbours::Unknown);
            }
            all.misjudged();
            all.neighbours_of("b/new.md")
        };
        let (articles, digests) = (Neighbours::Articles, Neighbours::Digests);
        assert_eq!([5, 6, 7, 6].map(&mut judge), [articles; 4]);
        assert_eq!(judge(8), Neighbours::Unknown);
        assert_eq!([6, 9, 6].map(&mut judge), [Neighbours::Unknown; 3]);
        assert_eq!([12, 9, 7].map(&mut judge), [digests; 3]);
        assert_eq!(judge(5), articles);
    }

    #[test]
    fn one_reading_list_among_articles_is_no_digest() {
        let mut all = AllSeries::default();
        for number in 0..20 {
            note(
                &mut all,
                id(number),
                &format!("b/post-{number}x{number}.md"),
                Evidence::None,
                Neighbours::Unknown,
            );
        }
        note(&mut all, id(50), "b/links.md", Evidence::Likely, Neighbours::Unknown);
        assert_eq!(all.misjudged(), [(id(50), Neighbours::Articles)]);
        all.forget(id(50));
        assert!(all.misjudged().is_empty());
    }
}
