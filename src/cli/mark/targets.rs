//! The posts or stories to be marked: those that a query finds, or those named on standard input.

use super::super::found::FindResult;
use super::plan::PresentMarks;
use crate::library::{Library, Position, StoryId, StoryReport};
use crate::load::MAX_BYTES;
use crate::post::{PageId, Post, PostId, Target};
use crate::query::{Listed, ReadPosts, StoryRow};
use crate::state::Annotated;
use crate::web::is_web;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// A post or story to be marked.
#[derive(Clone, Debug)]
pub struct MarkTarget<'a> {
    /// The post or story.
    pub target: Target,
    /// The same, as it is stored.
    pub annotated: Annotated,
    /// Its title.
    pub title: &'a str,
    /// Path of a post.
    pub path: Option<&'a str>,
    /// Page of a story, or source of a post.
    pub url: Option<&'a str>,
    /// The marks that it has.
    pub present: PresentMarks,
}

/// Posts and stories named on lines, and the lines that name none.
#[derive(Debug, Default)]
pub struct NamedTargets {
    posts: Vec<Position>,
    stories: Vec<StoryId>,
    /// The number of each line that names nothing, counted from 1, and its text.
    pub unknown: Vec<(usize, String)>,
}

/// Reads lines up to the limit for files.
///
/// # Errors
///
/// The input cannot be read, is too long, or is not UTF-8.
pub fn read_lines(input: impl Read) -> io::Result<String> {
    let mut text = String::new();
    input.take(MAX_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(text)
}

impl NamedTargets {
    /// Looks up the post or story of each line.
    pub fn of(text: &str, library: &Library, listed: Listed) -> Self {
        let paths: HashMap<&str, Position> = match listed {
            Listed::Posts => {
                (0..).zip(library.posts()).map(|(at, post)| (&*post.path, at)).collect()
            }
            Listed::Stories => HashMap::new(),
        };
        let mut named = Self::default();
        let mut seen = HashSet::new();
        for (number, line) in (1..).zip(text.lines()) {
            let Some(name) = name_in(line) else { continue };
            let found = match listed {
                Listed::Posts => {
                    let post = post_named(&name, library, &paths);
                    post.inspect(|at| {
                        if seen.insert(*at) {
                            named.posts.push(*at);
                        }
                    })
                }
                Listed::Stories => story_named(&name, library).inspect(|story| {
                    if seen.insert(*story) {
                        named.stories.push(*story);
                    }
                }),
            };
            if found.is_none() {
                named.unknown.push((number, name));
            }
        }
        named
    }

    /// The posts and stories, or those of them that were found if `is_limited`.
    pub fn targets<'a>(&self, found: &'a FindResult, is_limited: bool) -> Vec<MarkTarget<'a>> {
        let library = &found.library;
        if is_limited {
            let posts: HashSet<Position> = self.posts.iter().copied().collect();
            let stories: HashSet<StoryId> = self.stories.iter().copied().collect();
            return targets(
                found,
                found.rows.iter().copied().filter(|at| posts.contains(at)),
                found.stories.iter().copied().filter(|row| stories.contains(&row.story)),
            );
        }
        let newest = |story: &StoryId| {
            let newest: StoryReport = library.stories().counted_reports(*story).next()?;
            Some(StoryRow { story: *story, newest })
        };
        targets(found, self.posts.iter().copied(), self.stories.iter().filter_map(newest))
    }
}

/// Everything that the query finds.
pub fn found_targets(found: &FindResult) -> Vec<MarkTarget<'_>> {
    targets(found, found.rows.iter().copied(), found.stories.iter().copied())
}

fn targets(
    found: &FindResult,
    posts: impl Iterator<Item = Position>,
    stories: impl Iterator<Item = StoryRow>,
) -> Vec<MarkTarget<'_>> {
    let (library, marks) = (&found.library, found.effective_marks());
    let of_post = |post: &'_ Arc<Post>| Target::Post(post.id);
    let posts = posts.filter_map(|at| library.post(at)).map(|post| MarkTarget {
        target: of_post(post),
        annotated: Annotated::Post(Arc::clone(post)),
        title: &post.title,
        path: Some(&post.path),
        url: post.source.as_deref(),
        present: PresentMarks {
            is_read: marks.is_read(post.id),
            is_starred: marks.is_starred(post.id),
        },
    });
    let mut targets: Vec<MarkTarget> = posts.collect();
    let mut stories = stories.peekable();
    if stories.peek().is_none() {
        return targets;
    }
    let seen = ReadPosts::of(library, marks);
    targets.extend(stories.filter_map(|row| {
        let story = library.story(row.newest)?;
        Some(MarkTarget {
            target: Target::Story(story.page),
            annotated: Annotated::Story(story.page),
            title: story.title(),
            path: None,
            url: Some(story.url()),
            present: PresentMarks {
                is_read: seen.contains(library, marks, row.story),
                is_starred: marks.is_story_starred(story.page),
            },
        })
    }));
    targets
}

/// The name on a line: the line, the text of a JSON string, or the `id` of a JSON object. `None` for a blank
/// line.
fn name_in(line: &str) -> Option<String> {
    let line = line.trim();
    if line.is_empty() {
        return None;
    }
    let name = match line.starts_with(['"', '{']).then(|| serde_json::from_str(line)) {
        Some(Ok(Value::String(name))) => Some(name),
        Some(Ok(Value::Object(row))) => row.get("id").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    Some(name.unwrap_or_else(|| line.to_owned()))
}

/// The post with an id or a path. A path is compared as it is displayed, then as the file it leads to.
fn post_named(name: &str, library: &Library, paths: &HashMap<&str, Position>) -> Option<Position> {
    let by_id = id_in(name).and_then(|id| library.position(PostId(id)));
    by_id.or_else(|| paths.get(name).copied()).or_else(|| {
        let real = fs::canonicalize(Path::new(name)).ok()?;
        library.position(PostId::of(real.as_os_str().as_encoded_bytes()))
    })
}

/// The story with an id or an address.
fn story_named(name: &str, library: &Library) -> Option<StoryId> {
    let table = library.stories();
    let by_id = id_in(name).and_then(|id| table.about(PageId(id)));
    by_id.or_else(|| is_web(name).then(|| table.about(PageId::of(name)))?)
}

/// The number of an id: 16 hexadecimal digits.
fn id_in(name: &str) -> Option<u64> {
    let is_id = name.len() == 16 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then(|| u64::from_str_radix(name, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_name_a_string_or_a_row() {
        for (line, name) in [
            (" 00ff00ff00ff00ff \r", Some("00ff00ff00ff00ff")),
            ("\"blog/a b.md\"", Some("blog/a b.md")),
            ("{\"title\":\"x\",\"id\":\"07\"}", Some("07")),
            ("{\"title\":\"x\"}", Some("{\"title\":\"x\"}")),
            ("{shortcode}.md", Some("{shortcode}.md")),
            ("  ", None),
        ] {
            assert_eq!(name_in(line).as_deref(), name, "{line:?}");
        }
    }

    #[test]
    fn posts_are_named_by_id_and_by_path() {
        let posts = ["a.md", "b.md"].map(|path| Arc::new(Post::bare(path)));
        let id = format!("{:016x}", posts[0].id.0);
        let library = Library::new(posts.to_vec());
        let named = |text: &str| NamedTargets::of(text, &library, Listed::Posts);
        let [first, second] =
            ["a.md", "b.md"].map(|path| library.position(PostId::of(path.as_bytes())).unwrap());
        assert_eq!(named(&format!("b.md\n{id}\na.md\n\n")).posts, [second, first]);
        assert_eq!(named("a.md\nno.md\n").unknown, [(2, "no.md".to_owned())]);
    }

    #[test]
    fn what_is_read_has_a_limit() {
        assert_eq!(read_lines(&b"a\nb\n"[..]).unwrap(), "a\nb\n");
        assert!(read_lines(io::repeat(b'a')).is_err());
        assert!(read_lines(&b"\xff"[..]).is_err());
    }
}
