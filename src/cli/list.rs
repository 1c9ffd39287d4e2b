//! `yunbao list`: posts, newest first.

use super::args::RowOptions;
use super::complain;
use super::found::{CommandRequest, FindResult, find};
use super::output::{json, print};
use super::table::{self, Column, PIPED_ONLY, Set, Tone};
use crate::load::excerpts;
use crate::messages::Text;
use crate::post::{Labels, Post, Target};
use serde::Serialize;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

/// Date, title, tags, source, path.
const COLUMNS: [Column; 5] = [
    Column { share: 0, from: 0, set: Set::Left, tone: Tone::Dim },
    Column { share: 4, from: 0, set: Set::Left, tone: Tone::Title },
    Column { share: 2, from: 100, set: Set::Left, tone: Tone::Label },
    Column { share: 1, from: PIPED_ONLY, set: Set::Left, tone: Tone::Address },
    Column { share: 3, from: 60, set: Set::LeftKeepingEnd, tone: Tone::Path },
];

/// A post as a line of JSON; the order of the keys is guaranteed.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own")]
pub struct PostJson<'a> {
    id: String,
    path: &'a str,
    title: &'a str,
    date: Option<String>,
    authors: Vec<&'a str>,
    categories: Vec<&'a str>,
    tags: Vec<&'a str>,
    source: Option<&'a str>,
    draft: bool,
    words: usize,
    read: bool,
    starred: bool,
    mine: &'a [String],
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stories: Option<Vec<PostStoryJson<'a>>>,
    warnings: usize,
    muted: bool,
    score: i32,
}

/// A story of a post.
#[derive(Serialize)]
struct PostStoryJson<'a> {
    title: &'a str,
    summary: Option<String>,
    url: &'a str,
    level: u8,
    day: Option<String>,
}

/// Prints the matching posts: rows, or with `null` the paths of their files.
pub fn run(request: &CommandRequest<'_>, rows: RowOptions, null: bool) -> ExitCode {
    let found = match find(request) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let code = found.code(found.rows.len());
    let mut posts = found.posts().take(rows.limit.unwrap_or(usize::MAX));
    let is_file = |post: &Arc<Post>| post.file().is_some();
    if null && !found.rows.is_empty() && !found.posts().any(is_file) {
        return complain(&[Text::NoFiles.say(request.language)], 1);
    }
    let printed = print(request.language, |out| {
        if null {
            return posts.try_for_each(|post| path(out, post, request.target.columns.is_some()));
        }
        if rows.json {
            return posts.try_for_each(|post| json(out, &row(post, &found, true)));
        }
        table::write(out, &COLUMNS, posts.map(|post| cells(post)), request.table_output())
    });
    printed.err().unwrap_or(ExitCode::from(code))
}

/// Writes the path of a post's file as the system has it, and a NUL byte. On a terminal, which such
/// a path could control, the displayed form is written instead. Posts that are not files are
/// skipped.
fn path(out: &mut dyn Write, post: &Post, on_terminal: bool) -> io::Result<()> {
    let Some(file) = post.file() else { return Ok(()) };
    let bytes =
        if on_terminal { post.path.as_bytes() } else { file.as_os_str().as_encoded_bytes() };
    out.write_all(bytes)?;
    out.write_all(b"\0")
}

/// A post as a row, with or without its stories, for which its file is read again.
pub fn row<'a>(post: &'a Post, found: &'a FindResult, with_stories: bool) -> PostJson<'a> {
    let (marks, effects) = (&found.marks, found.effects_on(post.id));
    let texts = |labels: &'a Labels| labels.iter().map(AsRef::as_ref).collect();
    PostJson {
        id: format!("{:016x}", post.id.0),
        path: &post.path,
        title: &post.title,
        date: post.date.map(|date| date.to_string()),
        authors: texts(&post.authors),
        categories: texts(&post.categories),
        tags: texts(&post.tags),
        source: post.source.as_deref(),
        draft: post.draft,
        words: post.words(),
        read: found.effective_marks().is_read(post.id),
        starred: found.effective_marks().is_starred(post.id),
        mine: marks.own_tags(Target::Post(post.id)),
        note: marks.note(Target::Post(post.id)),
        stories: with_stories.then(|| items(post)),
        warnings: post.warnings,
        muted: effects.mute,
        score: effects.score,
    }
}

fn items(post: &Post) -> Vec<PostStoryJson<'_>> {
    if post.stories.is_empty() {
        return Vec::new();
    }
    // A file that can no longer be read lacks its summaries, and nothing else.
    let mut excerpts = excerpts(post).unwrap_or_default().into_iter();
    post.stories
        .iter()
        .map(|story| PostStoryJson {
            title: story.title(),
            summary: excerpts
                .next()
                .map(|excerpt| excerpt.summary)
                .filter(|summary| !summary.is_empty()),
            url: story.url(),
            level: story.level,
            day: story.day.or(post.date).map(|day| day.to_string()),
        })
        .collect()
}

fn cells(post: &Post) -> Vec<String> {
    vec![
        post.date.map_or_else(String::new, |date| date.to_string()),
        post.title.to_string(),
        post.tags.join(","),
        post.source.as_deref().unwrap_or_default().to_owned(),
        post.path.to_string(),
    ]
}
