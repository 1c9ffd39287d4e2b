//! The posts that were known at the end of the user's last visit, which tell the new ones from the others.

use super::{Date, Post, PostId, stable_hash};
use std::collections::HashSet;
use std::path::Path;

/// File stems that do not tell a post from others, so that the folder's name is added.
const NAMELESS: [&str; 3] = ["index", "_index", "readme"];

/// The end of the last visit, and the recent posts that were known then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastVisit {
    /// Day on which the visit ended.
    day: Date,
    /// First day of which the known posts are listed. Posts dated earlier never count as new.
    from: Date,
    posts: HashSet<PostId>,
    names: HashSet<u64>,
}

impl LastVisit {
    /// A visit that ended on `day`. `known` are the known posts dated `from` or later, each with its
    /// [`name_of`].
    pub fn new(day: Date, from: Date, known: impl IntoIterator<Item = (PostId, u64)>) -> Self {
        let (posts, names) = known.into_iter().unzip();
        Self { day, from, posts, names }
    }

    /// Day on which the visit ended.
    pub fn day(&self) -> Date {
        self.day
    }

    /// First day of which posts can be new.
    pub fn from(&self) -> Date {
        self.from
    }

    /// Returns `true` for a post that was not known. One whose file was moved keeps its name, and was.
    pub fn is_new(&self, post: &Post) -> bool {
        post.date.is_some_and(|date| date >= self.from)
            && !self.posts.contains(&post.id)
            && !self.names.contains(&name_of(post))
    }
}

/// A hash of a post's file name and title, which stay the same when its file is moved.
pub fn name_of(post: &Post) -> u64 {
    let path = Path::new(&*post.path);
    let last = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase());
    let folder = path.parent().filter(|_| stem.is_some_and(|stem| NAMELESS.contains(&&*stem)));
    let names = [folder.and_then(last), last(path), Some(post.title.to_string())];
    let names: Vec<String> = names.into_iter().flatten().collect();
    stable_hash(names.join("\0").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(path: &str, day: i8) -> Post {
        Post {
            date: Some(Date::constant(2026, 8, day)),
            title: "Weekly".into(),
            ..Post::bare(path)
        }
    }

    #[test]
    fn a_post_is_new_unless_it_was_known_wherever_its_file_was() {
        let known = post("a/2026-08-12-weekly.md", 12);
        let (day, from) = (Date::constant(2026, 8, 13), Date::constant(2026, 7, 14));
        let visit = LastVisit::new(day, from, [(known.id, name_of(&known))]);
        assert!(!visit.is_new(&known));
        assert!(!visit.is_new(&post("b/2026-08-12-weekly.md", 12)), "moved");
        assert!(!visit.is_new(&Post { title: "Corrected".into(), ..known.clone() }));
        assert!(visit.is_new(&post("a/2026-08-13-weekly.md", 13)), "of the day of the visit");
        assert!(visit.is_new(&post("a/2026-08-01-weekly.md", 1)), "pulled late");
        let old = Post { date: Some(Date::constant(2026, 7, 13)), ..post("a/old.md", 1) };
        assert!(!visit.is_new(&old));
        assert!(!visit.is_new(&Post { date: None, ..post("a/undated.md", 1) }));
    }

    #[test]
    fn posts_named_index_are_told_apart_by_their_folders() {
        let name = |path| name_of(&post(path, 1));
        assert_ne!(name("a/first/index.md"), name("a/second/index.md"));
        assert_eq!(name("a/first/index.md"), name("b/first/index.md"));
        assert_eq!(name("a/x.md"), name("b/x.md"));
        assert_ne!(name("a/x.md"), name("a/y.md"));
    }
}
