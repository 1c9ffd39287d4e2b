//! What a file's neighbours are: which files are told apart by a number or a day only, and whether
//! most of these, or of the files of its folder, are digests.

use super::beside::beside;
use super::named::title_by_name;
use super::read::{Reading, read_all};
use super::roots::Roots;
use super::scan::SourceFile;
use crate::post::{ByPage, PageId, Post, PostId};
use crate::stories::{Evidence, Neighbours};
use crate::text::fold;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// A series says something of its members from so many on; below that its folder does.
const MEMBERS: u32 = 3;
/// Folders are digests if one in so many of their posts looks like one, and stay digests while one in
/// so many does, so that one changed post turns no folder around.
const DIGESTS: (u32, u32) = (4, 7);
/// Folders are articles if fewer than one in so many of their posts looks like a digest, and stay
/// articles while fewer than one in so many does.
const ARTICLES: (u32, u32) = (8, 6);
/// Folders are articles from so many posts on.
const ENOUGH: u32 = 8;

/// A page that so many posts of a folder lead to, and at least one in so many of those with stories,
/// is a footer or the like: the digest's own page, its repository, its subscription.
const REPEATED: (u32, u32) = (5, 2);

/// A heading that so many posts of a folder have for their title, and at least one in so many of those
/// with such titles, is that of a section.
const RECURRING: (usize, usize) = (3, 2);

/// A path without the ending and the language of the file: `x/index` for `x/index.zh.md`.
fn without_language(path: &str) -> String {
    let (folder, name) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
    format!("{folder}/{}", name.split('.').next().unwrap_or(name))
}

/// The names of a file's series and of its folder, as their hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Names {
    series: u64,
    folder: u64,
}

impl Names {
    /// The names of a file at a path, which may be the file `index.md` of a folder named for it.
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
            key.extend(without_numbers(folder));
            if key.len() > start {
                key.push('/');
            }
        }
        let folder = hash(&key);
        key.extend(without_numbers(name));
        Self { series: hash(&key), folder }
    }
}

/// True for paths that only a number or a day tells apart.
pub(super) fn is_of_one_series(one: &str, other: &str) -> bool {
    Names::of(one).series == Names::of(other).series
}

/// A name without digits and what parts them: the same for all days and numbers.
fn without_numbers(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase)
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// How many posts of a series or folder there are, how many look like digests, how many have
/// stories, and what was said of them last.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    posts: u32,
    digests: u32,
    with_stories: u32,
    verdict: Neighbours,
}

impl Tally {
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

/// The number of a series or of a folder among the tallies.
type Number = u32;

/// What is known of one file. There are as many as there are posts.
#[derive(Clone, Copy, Debug)]
struct Member {
    series: Number,
    folder: Number,
    evidence: Evidence,
    /// What its neighbours were taken for when it was read.
    read_among: Neighbours,
    /// It has stories, those about repeated pages among them.
    has_stories: bool,
    /// The hash of the heading that gives it its title; zero if none does.
    heading: u32,
}

/// What all files look like, and what that says of their neighbours.
///
/// Of the same files, read at once, the same is said whatever order they come in. When some of them
/// change later, it takes more for a folder to be no more what it was than it took to become that, and
/// a page that was repeated once stays so.
#[derive(Clone, Debug, Default)]
pub(super) struct AllSeries {
    members: HashMap<PostId, Member>,
    numbers: HashMap<u64, Number>,
    tallies: Vec<Tally>,
    /// Series and folders of which a file was noted or forgotten since they were judged.
    touched: HashSet<Number>,
    /// Pages that the posts of a folder repeat.
    repeated: HashMap<Number, HashSet<PageId>>,
    /// Posts beside files that were named alone, until the pages are counted.
    beside: Vec<Arc<Post>>,
}

impl AllSeries {
    /// Notes what a file looks like that was read; what is no post is forgotten.
    pub fn note(&mut self, reading: &Reading) {
        self.forget(reading.id);
        if let Some(post) = &reading.post {
            self.add(post.id, &post.path, reading.evidence, !post.stories.is_empty());
            let heading =
                reading.heading_title.as_ref().map_or(0, |title| hash(&fold(title)) as u32);
            if let Some(member) = self.members.get_mut(&post.id) {
                member.heading = heading;
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
        let member = Member { series, folder, evidence, read_among, has_stories, heading: 0 };
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
            self.tallies.push(Tally::default());
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

    /// Reads the posts beside files that were named alone, for what they look like and repeat.
    pub fn learn_beside(&mut self, roots: &Roots) {
        let files = beside(roots, |id| self.members.contains_key(&id)).into_iter();
        let files = files.map(|file| (file, Neighbours::Unknown)).collect();
        for reading in read_all(roots, files) {
            self.note(&reading);
            self.beside.extend(reading.post);
        }
    }

    /// What the neighbours of the file at a path were taken for last.
    pub fn neighbours_of(&self, path: &str) -> Neighbours {
        let names = Names::of(path);
        let tally = |name| self.numbers.get(&name).map(|number| self.tallies[*number as usize]);
        let [series, folder] =
            [names.series, names.folder].map(|name| tally(name).unwrap_or_default());
        verdict(series, folder)
    }

    /// Reads those posts again whose stories are others by what their neighbours are now, and takes
    /// the stories about pages from posts that most of their folder repeat, and titles that a section
    /// heading gives to many of them. Returns the places of the posts that are others now.
    pub fn settle(&mut self, roots: &Roots, posts: &mut [Arc<Post>]) -> Vec<usize> {
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
            for reading in read_all(roots, files.collect()) {
                // What cannot be read any more is as it was until its change is told.
                let (Some(post), Some(place)) = (&reading.post, places.get(&reading.id)) else {
                    continue;
                };
                self.note(&reading);
                posts[*place] = Arc::clone(post);
                turned.insert(*place);
            }
            // It is judged by the same evidence.
            self.touched.clear();
        }
        turned.extend(self.drop_repeated(posts, &touched));
        turned.extend(self.name_by_file(posts, &touched));
        turned.into_iter().collect()
    }

    /// Takes from posts of touched folders the stories about pages that most posts of their folder
    /// repeat; returns the places of the posts that are others now.
    fn drop_repeated(&mut self, posts: &mut [Arc<Post>], touched: &HashSet<Number>) -> Vec<usize> {
        let folder_of = |post: &Post| {
            let folder = self.members.get(&post.id).map(|member| member.folder);
            folder.filter(|folder| touched.contains(folder))
        };
        let mut counts: HashMap<Number, ByPage<u32>> = HashMap::new();
        let mut own: Vec<PageId> = Vec::new();
        let all = posts.iter().chain(&self.beside).filter(|post| !post.stories.is_empty());
        for post in all {
            let Some(folder) = folder_of(post) else { continue };
            if self.tallies[folder as usize].with_stories < REPEATED.0 {
                continue;
            }
            let pages = counts.entry(folder).or_default();
            own.clear();
            own.extend(post.stories.iter().map(|story| story.page));
            own.sort_unstable();
            own.dedup();
            for page in &own {
                *pages.entry(*page).or_default() += 1;
            }
        }
        for (folder, pages) in counts {
            let count = self.tallies[folder as usize].with_stories;
            let least = REPEATED.0.max(count.div_ceil(REPEATED.1));
            let mut repeated = pages.into_iter().filter(|(_, count)| *count >= least).peekable();
            if repeated.peek().is_some() {
                let known = self.repeated.entry(folder).or_default();
                known.extend(repeated.map(|(page, _)| page));
            }
        }
        self.beside.clear();
        let mut turned = Vec::new();
        for (place, post) in
            posts.iter_mut().enumerate().filter(|(_, post)| !post.stories.is_empty())
        {
            let member =
                self.members.get(&post.id).filter(|member| touched.contains(&member.folder));
            let pages = member.and_then(|member| self.repeated.get(&member.folder));
            if let Some(without) = pages.and_then(|pages| without(post, pages)) {
                *post = Arc::new(without);
                turned.push(place);
            }
        }
        turned
    }

    /// Gives posts of touched folders the names of their files as titles where one heading would be the
    /// title of many of them; returns the places of the posts that are others now.
    fn name_by_file(&self, posts: &mut [Arc<Post>], touched: &HashSet<Number>) -> Vec<usize> {
        let titled = |post: &Post| {
            let member = self.members.get(&post.id).filter(|member| member.heading != 0)?;
            touched.contains(&member.folder).then_some((member.folder, member.heading))
        };
        // Translations of one text may well have one heading.
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

    /// A post without the stories about pages that its folder repeats.
    pub fn without_repeated(&self, post: &Arc<Post>) -> Arc<Post> {
        let folder = self.numbers.get(&Names::of(&post.path).folder);
        let pages = folder.and_then(|folder| self.repeated.get(folder));
        pages.and_then(|pages| without(post, pages)).map_or_else(|| Arc::clone(post), Arc::new)
    }

    /// The files whose stories are others by what their neighbours are now, each with that.
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

/// What a file's neighbours are, by its series if that is large enough to tell, else by its folder.
fn verdict(series: Tally, folder: Tally) -> Neighbours {
    if series.posts >= MEMBERS && series.verdict != Neighbours::Unknown {
        series.verdict
    } else {
        folder.verdict
    }
}

/// A post without the stories about some pages; nothing if it has none about these.
fn without(post: &Post, pages: &HashSet<PageId>) -> Option<Post> {
    let has_some = post.stories.iter().any(|story| pages.contains(&story.page));
    has_some.then(|| post.without_stories(pages))
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
        // One changed post turns no folder around.
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
                // Each is a series of its own, and all have one folder.
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
