//! What a file's neighbours are: which files are told apart by a number or a day only, and whether
//! most of these, or of the files of its folder, are digests.

use crate::post::{ByPage, PageId, Post, PostId};
use crate::stories::{Evidence, Neighbours};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A series says something of its members from so many on; below that its folder does.
const MEMBERS: usize = 3;
/// Folders are digests if one in so many of their posts looks like one, and stay digests while one in
/// so many does, so that one changed post turns no folder around.
const DIGESTS: (usize, usize) = (5, 8);
/// Folders are articles if they have so many posts and fewer than one in so many looks like a digest.
const ARTICLES: (usize, usize) = (8, 8);

/// A page that so many posts of a folder lead to, and at least one in so many of those with stories,
/// is a footer or the like: the digest's own page, its repository, its subscription.
const REPEATED: (usize, usize) = (5, 2);

/// Where a file stands among others: hashes of the names of its series and of its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    series: u64,
    folder: u64,
}

impl Place {
    /// The place of a file at a path, which may be the file `index.md` of a folder named for it.
    fn of(path: &str) -> Self {
        let mut parts: Vec<&str> = path.split(['/', '\\']).collect();
        let mut name = parts.pop().unwrap_or("");
        if ["index.", "_index.", "README."].iter().any(|index| name.starts_with(index)) {
            name = parts.pop().unwrap_or(name);
        }
        let folder: Vec<String> =
            parts.iter().map(|part| without_numbers(part)).filter(|part| !part.is_empty()).collect();
        let series = (&folder, without_numbers(name));
        Self { series: hash(&series), folder: hash(&folder) }
    }
}

/// A name without digits and what parts them: the same for all days and numbers.
fn without_numbers(name: &str) -> String {
    name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// How many posts there are, how many look like digests, and what was said of them last.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    posts: usize,
    digests: usize,
    verdict: Neighbours,
}

impl Tally {
    fn judge(&mut self) -> Neighbours {
        let Self { posts, digests, verdict } = *self;
        let least = if verdict == Neighbours::Digests { DIGESTS.1 } else { DIGESTS.0 };
        self.verdict = if digests >= 2 && digests * least >= posts {
            Neighbours::Digests
        } else if posts >= ARTICLES.0 && digests * ARTICLES.1 < posts {
            Neighbours::Articles
        } else {
            Neighbours::Unknown
        };
        self.verdict
    }
}

/// What is known of one file.
#[derive(Clone, Copy, Debug)]
struct Member {
    place: Place,
    evidence: Evidence,
    /// What its neighbours were taken for when it was read.
    read_among: Neighbours,
}

/// What all files look like, and what that says of their neighbours.
#[derive(Clone, Debug, Default)]
pub(super) struct AllSeries {
    members: HashMap<PostId, Member>,
    tallies: HashMap<u64, Tally>,
    /// Pages that the posts of a folder repeat.
    repeated: HashMap<u64, ByPage<()>>,
}

impl AllSeries {
    /// Notes what a file looks like that was read.
    pub fn note(&mut self, id: PostId, path: &str, evidence: Evidence, read_among: Neighbours) {
        let place = Place::of(path);
        self.forget(id);
        for name in [place.series, place.folder] {
            let tally = self.tallies.entry(name).or_default();
            tally.posts += 1;
            tally.digests += usize::from(evidence >= Evidence::Likely);
        }
        self.members.insert(id, Member { place, evidence, read_among });
    }

    /// Forgets a file.
    pub fn forget(&mut self, id: PostId) {
        let Some(Member { place, evidence, .. }) = self.members.remove(&id) else { return };
        for name in [place.series, place.folder] {
            if let Some(tally) = self.tallies.get_mut(&name) {
                tally.posts -= 1;
                tally.digests -= usize::from(evidence >= Evidence::Likely);
            }
        }
    }

    /// Takes from posts the stories about pages that most posts of their folder repeat.
    pub fn drop_repeated(&mut self, posts: &mut [Arc<Post>]) {
        let folder_of = |post: &Post| self.members.get(&post.id).map(|member| member.place.folder);
        let mut counts: HashMap<u64, (usize, ByPage<usize>)> = HashMap::new();
        for post in posts.iter().filter(|post| !post.stories.is_empty()) {
            let Some(folder) = folder_of(post) else { continue };
            let (count, pages) = counts.entry(folder).or_default();
            *count += 1;
            let own: HashSet<PageId> = post.stories.iter().map(|story| story.page).collect();
            for page in own {
                *pages.entry(page).or_default() += 1;
            }
        }
        for (folder, (count, pages)) in counts {
            let least = REPEATED.0.max(count.div_ceil(REPEATED.1));
            let repeated = pages.into_iter().filter(|(_, count)| *count >= least);
            self.repeated.entry(folder).or_default().extend(repeated.map(|(page, _)| (page, ())));
        }
        for post in posts {
            let folder = self.members.get(&post.id).map(|member| member.place.folder);
            let Some(pages) = folder.and_then(|folder| self.repeated.get(&folder)) else { continue };
            if post.stories.iter().any(|story| pages.contains_key(&story.page)) {
                *post = Arc::new(post.without_stories(pages));
            }
        }
    }

    /// The files whose stories are others by what their neighbours are now, each with that.
    pub fn misjudged(&mut self) -> Vec<(PostId, Neighbours)> {
        for tally in self.tallies.values_mut() {
            tally.judge();
        }
        let verdict = |name: u64| self.tallies.get(&name).copied().unwrap_or_default();
        let neighbours = |place: Place| {
            let series = verdict(place.series);
            if series.posts >= MEMBERS && series.verdict != Neighbours::Unknown {
                series.verdict
            } else {
                verdict(place.folder).verdict
            }
        };
        let mut found = Vec::new();
        for (id, member) in &self.members {
            let among = neighbours(member.place);
            if member.evidence.is_digest(among) != member.evidence.is_digest(member.read_among) {
                found.push((*id, among));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u64) -> PostId {
        PostId(number)
    }

    #[test]
    fn issues_are_a_series_whatever_tells_them_apart() {
        for (one, other) in [
            ("r/2026-01-02.md", "r/2026-02-03.md"),
            ("r/content/cn/2025-06/2025-06-01.md", "r/content/cn/2025-07/2025-07-04.md"),
            ("r/blog/weekly-01/index.md", "r/blog/weekly-12/index.md"),
            ("r/_posts/2018-09-18-newsletter.md", "r/_posts/2021-01-05-newsletter.md"),
        ] {
            assert_eq!(Place::of(one).series, Place::of(other).series, "{one}");
        }
        let (one, other) = (Place::of("r/_posts/2018-01-01-a.md"), Place::of("r/_posts/2019-01-01-b.md"));
        assert_ne!(one.series, other.series);
        assert_eq!(one.folder, other.folder);
    }

    #[test]
    fn a_short_issue_is_read_like_its_neighbours() {
        let mut all = AllSeries::default();
        for number in 0..6 {
            all.note(id(number), &format!("w/{number}.md"), Evidence::Likely, Neighbours::Unknown);
        }
        all.note(id(9), "w/9.md", Evidence::Weak, Neighbours::Unknown);
        assert_eq!(all.misjudged(), [(id(9), Neighbours::Digests)]);
        all.note(id(9), "w/9.md", Evidence::Weak, Neighbours::Digests);
        assert!(all.misjudged().is_empty());
        // One changed post turns no folder around.
        for number in 0..5 {
            all.note(id(number), &format!("w/{number}.md"), Evidence::Weak, Neighbours::Digests);
            let misjudged = all.misjudged();
            assert_eq!(misjudged.is_empty(), number < 4, "{number} {misjudged:?}");
        }
    }

    #[test]
    fn one_reading_list_among_articles_is_no_digest() {
        let mut all = AllSeries::default();
        for number in 0..20 {
            all.note(id(number), &format!("b/post-{number}x{number}.md"), Evidence::None, Neighbours::Unknown);
        }
        all.note(id(50), "b/links.md", Evidence::Likely, Neighbours::Unknown);
        assert_eq!(all.misjudged(), [(id(50), Neighbours::Articles)]);
        all.forget(id(50));
        assert!(all.misjudged().is_empty());
    }
}
