//! The posts and stories that have come to a folder of posts between two snapshots of the library.

use super::snapshot::Library;
use crate::post::{Date, PageId, Post};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

/// Numbers of what has come and gone. Drafts, and stories of drafts, are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrivals {
    /// New posts.
    pub posts: usize,
    /// Stories that no post of the folder reported before.
    pub stories: usize,
    /// Posts that were changed or moved.
    pub changed: usize,
    /// Posts that are gone.
    pub gone: usize,
}

/// Compares the posts below some folders, or of files, in two snapshots. A post that is gone and a new one with
/// the same title and day are one that was moved.
pub fn arrivals(before: &Library, after: &Library, folders: &[String]) -> Arrivals {
    let (old, now) = (posts(before, folders), posts(after, folders));
    let is_in = |library: &Library, post: &Post| library.position(post.id).is_some();
    let (mut found, mut pages) = (Arrivals::default(), HashSet::new());
    let mut left: HashMap<(&str, Option<Date>), usize> = HashMap::new();
    for post in &old {
        pages.extend(post.stories.iter().map(|story| story.page));
        if !is_in(after, post) {
            *left.entry((&*post.title, post.date)).or_default() += 1;
            found.gone += 1;
        }
    }
    let mut new_pages: HashSet<PageId> = HashSet::new();
    for post in &now {
        new_pages.extend(post.stories.iter().map(|story| story.page));
        let Some(position) = before.position(post.id) else {
            match left.get_mut(&(&*post.title, post.date)).filter(|left| **left > 0) {
                Some(moved) => {
                    *moved -= 1;
                    found.gone -= 1;
                    found.changed += 1;
                }
                None => found.posts += 1,
            }
            continue;
        };
        let is_same =
            before.post(position).is_some_and(|old| Arc::ptr_eq(old, post) || old == *post);
        found.changed += usize::from(!is_same);
    }
    found.stories = new_pages.difference(&pages).count();
    found
}

fn posts<'l>(library: &'l Library, folders: &[String]) -> Vec<&'l Arc<Post>> {
    let is_below = |post: &&Arc<Post>| {
        let path = Path::new(&*post.path);
        !post.draft && folders.iter().any(|folder| path.starts_with(folder))
    };
    library.posts().iter().filter(is_below).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::Story;

    fn post(path: &str, title: &str, pages: &[&str]) -> Arc<Post> {
        let story = |page: &&str| Story::new("", &format!("https://a.example/{page}"));
        let stories = pages.iter().map(story).collect();
        Arc::new(Post { title: title.into(), stories, ..Post::bare(path) })
    }

    #[test]
    fn posts_and_stories_of_a_folder_are_told() {
        let draft = Post { draft: true, ..Post::bare("blog/draft.md") };
        let before = Library::new(vec![
            post("blog/a.md", "A", &["1", "2"]),
            post("blog/b.md", "B", &["3"]),
            post("blog/old/c.md", "C", &["4"]),
            post("blog/gone.md", "Gone", &[]),
            post("blogs/x.md", "X", &[]),
        ]);
        let after = Library::new(vec![
            post("blog/a.md", "A", &["1", "2"]),
            post("blog/b.md", "B", &["3", "5"]),
            post("blog/c.md", "C", &["4"]),
            post("blog/d.md", "D", &["1", "6", "6", "7"]),
            post("blogs/y.md", "Y", &["8"]),
            Arc::new(draft),
        ]);
        let counted = |folder: &str| arrivals(&before, &after, &[folder.to_owned()]);
        assert_eq!(counted("blog"), Arrivals { posts: 1, stories: 3, changed: 2, gone: 1 });
        assert_eq!(counted("blogs"), Arrivals { posts: 1, stories: 1, changed: 0, gone: 1 });
        assert_eq!(counted("blog/d.md"), Arrivals { posts: 1, stories: 3, ..Arrivals::default() });
        assert_eq!(arrivals(&after, &after, &["blog".to_owned()]), Arrivals::default());
    }
}
