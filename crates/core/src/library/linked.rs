//! Resolution of links from one post of the library to another.

use super::{Library, Position};
use crate::post::Post;

/// The post that an address without a scheme in the post `from` leads to. The address may be a path
/// relative to the post's file or to its generated page, a path from the site's root, or a file
/// name.
pub fn linked(library: &Library, from: &Post, url: &str) -> Option<Position> {
    let path = url.split(['#', '?']).next().unwrap_or("");
    if path.is_empty() || path.contains("://") || path.starts_with("mailto:") {
        return None;
    }
    let folder = from.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let page = from.path.rsplit_once('.').map_or(&*from.path, |(page, _)| page);
    let find = |is_match: &dyn Fn(&str) -> bool| {
        library.posts().iter().position(|post| is_match(&post.path)).map(|index| index as Position)
    };
    if let Some(rooted) = path.strip_prefix('/') {
        // The site's folders for languages and sections may precede the path.
        let endings = spellings(rooted.trim_end_matches('/'));
        return find(&|other| {
            endings.iter().any(|ending| {
                other.strip_suffix(ending.as_str()).is_some_and(|head| head.ends_with('/'))
            })
        });
    }
    for base in [folder, page] {
        let Some(joined) = join(base, path) else { continue };
        let spellings = spellings(&joined);
        if let Some(found) = find(&|other| spellings.iter().any(|spelling| spelling == other)) {
            return Some(found);
        }
    }
    // `{% post_url 2026-01-02-name %}` contains only the file name.
    let is_name = !path.contains('/');
    find(&|other| is_name && stem(other) == stem(path))
}

/// The paths of files that a page's path may refer to.
fn spellings(path: &str) -> Vec<String> {
    let bare = path.strip_suffix(".html").unwrap_or(path);
    let mut all = vec![path.to_owned()];
    for ending in [".md", ".markdown", ".mdx", "/index.md", "/index.mdx", "/_index.md"] {
        all.push(format!("{bare}{ending}"));
    }
    all
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    ["md", "markdown", "mdx", "html"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending)?.strip_suffix('.'))
        .unwrap_or(name)
}

/// A path relative to a folder, without `.` and `..`; `None` if it leads out of the topmost folder.
fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').collect();
    if folder.is_empty() {
        parts.clear();
    }
    for part in path.trim_end_matches('/').split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::Date;
    use std::sync::Arc;

    fn post(path: &str) -> Arc<Post> {
        Arc::new(Post { date: Some(Date::constant(2026, 1, 1)), ..Post::bare(path) })
    }

    #[test]
    fn links_between_posts_are_found_as_generators_write_them() {
        let library = Library::new(
            ["blog/a.md", "blog/b/index.md", "blog/2026-01-02-c.md", "blog/d.mdx", "other/a.md"]
                .map(post)
                .to_vec(),
        );
        let from = post("blog/a.md");
        for (url, found) in [
            ("b/", Some("blog/b/index.md")),
            ("./b/index.md#part", Some("blog/b/index.md")),
            ("../b/", Some("blog/b/index.md")),
            ("d.html", Some("blog/d.mdx")),
            ("2026-01-02-c", Some("blog/2026-01-02-c.md")),
            ("../other/a.md", Some("other/a.md")),
            ("../../../x.md", None),
            ("nothing.md", None),
            ("#part", None),
            ("https://a.io/b/", None),
        ] {
            let position = linked(&library, &from, url);
            let path = position.and_then(|position| library.post(position));
            assert_eq!(path.map(|post| &*post.path), found, "{url}");
        }
        let library = Library::new(vec![post("site/content/blog/b/index.md")]);
        assert_eq!(linked(&library, &from, "/blog/b/"), Some(0));
    }
}
