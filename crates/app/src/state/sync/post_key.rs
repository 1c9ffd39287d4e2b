//! Tells which post of this machine is the post of a record, wherever its folder lies.
//!
//! A post's key is the name of its root, its path below the root, and what the file contains: title, day and a
//! hash of the text. A post of this machine is the one that is meant if the file's name is the same, and so is
//! the text; or the day and the title; or the whole path and either the day or the title. So a root may lie
//! elsewhere, have another name, or begin at another level, a file may move to another folder, and a text may be
//! corrected. If several posts are meant, the one with the most similar path is; among equal ones all of them.

use crate::post::{Date, Post, PostId, stable_hash};
use crate::state::columns;
use crate::state::follow::{common_end, name};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A post as all machines know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PostKey {
    /// Name of the root's folder.
    pub root: String,
    /// Path below the root, with `/` between its parts.
    pub path: String,
    /// The title.
    pub title: String,
    /// The day of the post, if it has one.
    pub day: Option<Date>,
    /// Hash of the text.
    pub text: u64,
}

impl PostKey {
    /// The key of a post; `None` if it is not in a file, or in one whose path is not valid UTF-8.
    pub fn of(post: &Post, roots: &[PathBuf]) -> Option<Self> {
        let (root, path) = place(post, roots)?;
        let title = post.title.to_string();
        Some(Self { root, path, title, day: post.date, text: text_of(post) })
    }

    /// Number of the key in the store.
    pub fn number(&self) -> i64 {
        let day = self.day.map(|day| day.to_string()).unwrap_or_default();
        let parts = [&self.root, &self.path, &self.title, &day, &format!("{:x}", self.text)];
        stable_hash(parts.map(String::as_str).join("\0").as_bytes()).cast_signed()
    }

    /// Number of the file's name in the store; only posts with the same one can be the same.
    pub fn name_number(&self) -> Option<i64> {
        name(&self.whole_path()).map(|name| name_number(&name))
    }

    fn whole_path(&self) -> String {
        format!("{}/{}", self.root, self.path)
    }
}

/// The posts that are there, by the names of their files.
#[derive(Debug, Default)]
pub(in crate::state) struct PresentPosts {
    by_name: HashMap<i64, Vec<Arc<Post>>>,
}

impl PresentPosts {
    /// Adds posts; one that is there already is replaced.
    pub fn add(&mut self, posts: &[Arc<Post>]) {
        for post in posts {
            let Some(name) = name(&columns::path(post)) else { continue };
            let same = self.by_name.entry(name_number(&name)).or_default();
            same.retain(|other| other.id != post.id);
            same.push(Arc::clone(post));
        }
    }

    /// Removes posts whose files have moved away.
    pub fn remove(&mut self, posts: &[PostId]) {
        for same in self.by_name.values_mut() {
            same.retain(|post| !posts.contains(&post.id));
        }
    }

    /// The posts whose files have a name.
    pub(super) fn named(&self, name: i64) -> &[Arc<Post>] {
        self.by_name.get(&name).map_or(&[], Vec::as_slice)
    }
}

/// A post of this machine, and the numbers of the keys that mean it.
pub(super) struct Meant<'p> {
    pub post: &'p Arc<Post>,
    pub keys: Vec<i64>,
    /// The keys whose whole path is that of the post.
    pub exact: Vec<i64>,
}

/// Tells which keys mean which posts, all of the same file name. The order of neither matters.
pub(super) fn meant<'p>(
    keys: &[(i64, PostKey)],
    posts: &'p [Arc<Post>],
    roots: &[PathBuf],
) -> Vec<Meant<'p>> {
    let locals: Vec<LocalPost<'_>> =
        posts.iter().filter_map(|post| LocalPost::new(post, roots)).collect();
    let mut found: Vec<Meant<'p>> = locals
        .iter()
        .map(|local| Meant { post: local.post, keys: Vec::new(), exact: Vec::new() })
        .collect();
    for (number, key) in keys {
        let path = key.whole_path();
        let similarity = |local: &LocalPost<'_>| {
            local.is_meant(key, &path).then(|| common_end(&local.whole_path, &path))
        };
        let similarities: Vec<Option<usize>> = locals.iter().map(similarity).collect();
        let best = similarities.iter().flatten().max().copied();
        for (at, similarity) in similarities.iter().enumerate() {
            if similarity.is_some() && *similarity == best {
                found[at].keys.push(*number);
                if locals[at].whole_path == path {
                    found[at].exact.push(*number);
                }
            }
        }
    }
    found.retain(|one| !one.keys.is_empty());
    found
}

/// A post of this machine with what is compared.
struct LocalPost<'p> {
    post: &'p Arc<Post>,
    whole_path: String,
    text: OnceCell<u64>,
}

impl<'p> LocalPost<'p> {
    fn new(post: &'p Arc<Post>, roots: &[PathBuf]) -> Option<Self> {
        let (root, path) = place(post, roots)?;
        Some(Self { post, whole_path: format!("{root}/{path}"), text: OnceCell::new() })
    }

    /// Returns `true` if a key with this whole path may mean the post.
    fn is_meant(&self, key: &PostKey, path: &str) -> bool {
        let same_day = key.day.is_some() && key.day == self.post.date;
        let same_title = key.title == *self.post.title;
        let same_path = self.whole_path == path;
        (same_day && same_title)
            || (same_path && (same_day || same_title))
            || *self.text.get_or_init(|| text_of(self.post)) == key.text
    }
}

/// Name of the innermost root that contains a post, and the post's path below it. Outside of all roots, it is
/// the folder of the file.
fn place(post: &Post, roots: &[PathBuf]) -> Option<(String, String)> {
    let path = columns::path(post);
    let path = Path::new(&path);
    let absolute = |root: &PathBuf| std::path::absolute(root).ok();
    let root = roots
        .iter()
        .filter_map(absolute)
        .filter(|root| path.starts_with(root) && path != root)
        .max_by_key(|root| root.as_os_str().len());
    let root = root.as_deref().or(path.parent())?;
    let parts: Vec<&str> =
        path.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
    let name = root.file_name().map(|name| name.to_string_lossy().into_owned());
    Some((name.unwrap_or_default(), parts.join("/")))
}

fn text_of(post: &Post) -> u64 {
    stable_hash(post.search.body().as_bytes())
}

fn name_number(name: &str) -> i64 {
    stable_hash(name.as_bytes()).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::{Origin, SearchText};
    use std::iter::empty;

    /// A post in a file.
    fn post(path: &str, title: &str, day: Option<i8>, text: &str) -> Arc<Post> {
        let search = SearchText::new(title, empty(), empty(), empty(), text, &[]);
        Arc::new(Post {
            id: PostId::of(path.as_bytes()),
            elsewhere: Some(Origin::File(path.into())),
            title: title.into(),
            date: day.map(|day| Date::constant(2026, 1, day)),
            search,
            ..Post::bare(path)
        })
    }

    fn key(post: &Post, root: &str) -> PostKey {
        PostKey::of(post, &[root.into()]).unwrap()
    }

    /// Paths of the posts that a key means.
    fn paths(key: &PostKey, posts: &[Arc<Post>], roots: &[&str]) -> Vec<String> {
        let roots: Vec<PathBuf> = roots.iter().map(PathBuf::from).collect();
        let found = meant(&[(1, key.clone())], posts, &roots);
        found.iter().map(|one| one.post.path.to_string()).collect()
    }

    #[test]
    fn a_key_has_the_path_below_the_root() {
        let one = post("/home/a/blog/_posts/x.md", "X", None, "text");
        assert_eq!(key(&one, "/home/a/blog").root, "blog");
        assert_eq!(key(&one, "/home/a/blog").path, "_posts/x.md");
        assert_eq!(key(&one, "/home/a/blog/_posts/x.md").path, "x.md", "a file is named");
        assert_eq!(key(&one, "/elsewhere").root, "_posts");
        assert_eq!(key(&one, "/").path, "home/a/blog/_posts/x.md");
        assert_eq!(PostKey::of(&Post::bare("built in"), &[]), None);
    }

    #[test]
    fn the_same_post_elsewhere_is_meant() {
        let one = key(&post("/a/blog/_posts/x.md", "X", Some(1), "text"), "/a/blog");
        for (path, title, day, text, root, why) in [
            ("/b/news/_posts/x.md", "X", Some(1), "text", "/b/news", "another name of the root"),
            ("/b/blog/_posts/x.md", "X", Some(1), "text", "/b/blog/_posts", "another root"),
            ("/b/blog/archive/x.md", "X", Some(1), "text", "/b/blog", "another folder"),
            ("/b/news/_posts/x.md", "X", Some(1), "corrected", "/b/news", "a corrected text"),
            ("/b/news/_posts/x.md", "Y", Some(2), "text", "/b/news", "another title and day"),
            ("/b/blog/_posts/x.md", "Y", Some(1), "other", "/b/blog", "the same path and day"),
            ("/b/blog/_posts/x.md", "X", Some(2), "other", "/b/blog", "the same path and title"),
        ] {
            let other = post(path, title, day, text);
            assert_eq!(paths(&one, &[other], &[root]), [path], "{why}");
        }
    }

    #[test]
    fn another_post_is_not_meant() {
        let one = key(&post("/a/blog/docs/intro.md", "Introduction", None, "text"), "/a/blog");
        for (path, title, day, why) in [
            ("/b/book/docs/intro.md", "Introduction", None, "title and name are everyone's"),
            ("/b/blog/docs/intro.md", "First steps", None, "another post at the same path"),
            ("/b/blog/docs/intro.md", "First steps", Some(3), "another post at the same path"),
        ] {
            let other = post(path, title, day, "another text");
            assert_eq!(paths(&one, &[other], &["/b/blog", "/b/book"]), [""; 0], "{why}");
        }
    }

    #[test]
    fn of_several_posts_the_one_with_the_most_similar_path_is_meant() {
        let one = key(&post("/a/blog/en/x.md", "X", Some(1), "text"), "/a/blog");
        let at = |path| post(path, "X", Some(1), "text");
        let (english, chinese) = (at("/b/site/en/x.md"), at("/b/site/zh/x.md"));
        let fork = at("/b/fork/en/x.md");
        let original = at("/b/blog/en/x.md");
        let roots = ["/b/site", "/b/fork", "/b/blog"];
        let mut posts = vec![chinese, english];
        assert_eq!(paths(&one, &posts, &roots), ["/b/site/en/x.md"]);
        posts.push(fork);
        assert_eq!(paths(&one, &posts, &roots), ["/b/site/en/x.md", "/b/fork/en/x.md"]);
        posts.push(original);
        assert_eq!(paths(&one, &posts, &roots), ["/b/blog/en/x.md"]);
    }

    #[test]
    fn posts_that_are_there_are_found_by_name() {
        let (one, other) = (post("/a/x.md", "X", None, ""), post("/b/x.md", "Y", None, ""));
        let mut present = PresentPosts::default();
        present.add(&[Arc::clone(&one), other]);
        present.add(&[post("/a/x.md", "Z", None, "")]);
        let name = key(&one, "/a").name_number().unwrap();
        let titles: Vec<&str> = present.named(name).iter().map(|post| &*post.title).collect();
        assert_eq!(titles, ["Y", "Z"]);
        assert!(present.named(0).is_empty());
        let index = key(&post("/b/2026/index.md", "I", None, ""), "/b/2026");
        assert_eq!(index.name_number(), Some(name_number("2026/index.md")));
    }
}
