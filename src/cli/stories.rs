//! `yunbao stories`: the news items of posts, each page once.

use super::args::RowOptions;
use super::found::{CommandRequest, FindResult, find_listed};
use super::output::{json, print};
use super::table::{self, Column, Set, Tone};
use crate::library::StoryReport;
use crate::load::story_excerpts;
use crate::post::{Post, Target};
use crate::query::{Listed, ReadPosts, StoryRow};
use crate::web::host;
use serde::Serialize;
use std::borrow::Cow;
use std::process::ExitCode;
use std::sync::Arc;

/// First and last day, number of posts, title, address.
const COLUMNS: [Column; 5] = [
    Column { share: 0, from: 120, set: Set::Left, tone: Tone::Dim },
    Column { share: 0, from: 0, set: Set::Left, tone: Tone::Dim },
    Column { share: 0, from: 0, set: Set::Right, tone: Tone::Number },
    Column { share: 4, from: 0, set: Set::Left, tone: Tone::Title },
    Column { share: 3, from: 60, set: Set::Left, tone: Tone::Address },
];

/// Number of stories whose posts are read again before their rows are printed.
const BATCH: usize = 1024;

/// A story as a line of JSON; the order of the keys is guaranteed.
#[derive(Debug, PartialEq, Serialize)]
pub struct StoryJson<'a> {
    /// Id of the page.
    pub id: String,
    /// Title in the newest matching post that reports it.
    pub title: &'a str,
    /// Address of the page in that post.
    pub url: &'a str,
    /// Host of the page.
    pub host: Option<String>,
    /// Day of the oldest post.
    pub first: Option<String>,
    /// Day of the newest post.
    pub last: Option<String>,
    /// Number of posts that report it.
    pub count: usize,
    /// Paths of these posts, newest first.
    pub posts: Vec<&'a str>,
    /// Tags of these posts, as written, each once.
    pub tags: Vec<&'a str>,
    /// The beginning of its text in the newest matching post; `None` if there is none.
    pub summary: Option<String>,
    /// `true` if it is seen, by the user or by rules.
    pub seen: bool,
    /// `true` if it is starred, by the user or by rules.
    pub starred: bool,
    /// The user's own tags.
    pub mine: &'a [String],
    /// The user's note.
    pub note: Option<&'a str>,
    /// `true` if rules mute every report of it.
    pub muted: bool,
    /// The sum of the scores that rules give it.
    pub score: i32,
    /// Report in the newest matching post.
    #[serde(skip)]
    pub newest: StoryReport,
}

/// Prints the stories of the matching posts.
pub fn run(request: &CommandRequest<'_>, rows: RowOptions) -> ExitCode {
    let found = match find_listed(request, Listed::Stories) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let code = found.code(found.stories.len());
    let stories = &found.stories[..rows.limit.unwrap_or(usize::MAX).min(found.stories.len())];
    let printed = print(request.language, |out| {
        if rows.json {
            // Summaries are read again, part by part, so that the first rows come soon.
            return stories.chunks(BATCH).try_for_each(|part| {
                rows_with_summaries(&found, part).iter().try_for_each(|row| json(out, row))
            });
        }
        let stories = self::rows(&found, stories);
        table::write(out, &COLUMNS, stories.iter().map(cells), request.table_output())
    });
    printed.err().unwrap_or(ExitCode::from(code))
}

fn cells(story: &StoryJson<'_>) -> Vec<String> {
    vec![
        story.first.clone().unwrap_or_default(),
        story.last.clone().unwrap_or_default(),
        story.count.to_string(),
        story.title.to_owned(),
        story.url.to_owned(),
    ]
}

/// Some of the matching stories as rows, with summaries, for which their posts are read again.
pub fn rows_with_summaries<'a>(found: &'a FindResult, stories: &[StoryRow]) -> Vec<StoryJson<'a>> {
    let mut rows = rows(found, stories);
    let newest: Vec<StoryReport> = rows.iter().map(|row| row.newest).collect();
    for (row, excerpt) in rows.iter_mut().zip(story_excerpts(&found.library, &newest)) {
        row.summary = Some(excerpt.summary).filter(|summary| !summary.is_empty());
    }
    rows
}

/// Some of the matching stories as rows, without summaries.
pub fn rows<'a>(found: &'a FindResult, stories: &[StoryRow]) -> Vec<StoryJson<'a>> {
    let library = &found.library;
    let table = library.stories();
    let marks = found.effective_marks();
    let read = ReadPosts::of(library, marks);
    let row = |row: &StoryRow| {
        let story = library.story(row.newest)?;
        let stats = table.report_stats(row.story);
        let (first, last) =
            stats.days.map(|(first, last)| (first.to_string(), last.to_string())).unzip();
        let ruled = found.ruled.as_ref();
        let effects = ruled.map(|ruled| ruled.story(table, row.story)).unwrap_or_default();
        let reports = table.counted_reports(row.story);
        let posts: Vec<&Arc<Post>> = reports.filter_map(|one| library.post(one.post)).collect();
        let mut tags: Vec<&str> = Vec::new();
        for tag in posts.iter().flat_map(|post| post.tags.iter()) {
            if !tags.contains(&&**tag) {
                tags.push(tag);
            }
        }
        Some(StoryJson {
            id: format!("{:016x}", story.page.0),
            title: story.title(),
            url: story.url(),
            host: host(story.url()).map(Cow::into_owned),
            first,
            last,
            count: stats.count as usize,
            posts: posts.iter().map(|post| &*post.path).collect(),
            tags,
            summary: None,
            seen: read.contains(library, marks, row.story),
            starred: marks.is_story_starred(story.page),
            mine: found.marks.own_tags(Target::Story(story.page)),
            note: found.marks.note(Target::Story(story.page)),
            muted: effects.mute,
            score: effects.score,
            newest: row.newest,
        })
    };
    stories.iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;
    use crate::messages::Language;
    use crate::post::{Date, PageId};
    use crate::query::{SearchContext, parse, search_stories};

    fn post(path: &str, day: Option<Date>, stories: &[(&str, &str)]) -> Arc<Post> {
        let story = |(title, url): &(&str, &str)| crate::post::Story::new(title, url);
        Arc::new(Post {
            date: day,
            stories: stories.iter().map(story).collect(),
            ..Post::bare(path)
        })
    }

    fn all(posts: Vec<Arc<Post>>) -> FindResult {
        let library = Library::new(posts);
        let context = SearchContext::on(Date::constant(2026, 1, 9));
        let stories = search_stories(&library, &parse(""), &context);
        FindResult {
            library: Arc::new(library),
            rows: Vec::new(),
            stories,
            problems: Vec::new(),
            marks: Arc::default(),
            are_marks_lost: false,
            ruled: None,
            today: Date::constant(2026, 1, 9),
            language: Language::English,
        }
    }

    #[test]
    fn a_page_told_in_many_posts_is_one_story() {
        let day = |day| Some(Date::constant(2026, 1, day));
        let a = "https://www.cncf.io/a";
        let found = all(vec![
            post("new.md", day(9), &[("A again", a), ("B", "https://b.io/"), ("A still", a)]),
            post("old.md", day(2), &[("A", a)]),
            post("undated.md", None, &[("A", "http://cncf.io/a/#top")]),
        ]);
        assert_eq!(
            rows(&found, &found.stories),
            [
                StoryJson {
                    id: format!("{:016x}", PageId::of(a).0),
                    title: "A again",
                    url: a,
                    host: Some("cncf.io".to_owned()),
                    first: Some("2026-01-02".to_owned()),
                    last: Some("2026-01-09".to_owned()),
                    count: 3,
                    posts: vec!["new.md", "old.md", "undated.md"],
                    tags: vec![],
                    summary: None,
                    seen: false,
                    starred: false,
                    mine: &[],
                    note: None,
                    muted: false,
                    score: 0,
                    newest: StoryReport { post: 0, story: 0 },
                },
                StoryJson {
                    id: format!("{:016x}", PageId::of("https://b.io/").0),
                    title: "B",
                    url: "https://b.io/",
                    host: Some("b.io".to_owned()),
                    first: Some("2026-01-09".to_owned()),
                    last: Some("2026-01-09".to_owned()),
                    count: 1,
                    posts: vec!["new.md"],
                    tags: vec![],
                    summary: None,
                    seen: false,
                    starred: false,
                    mine: &[],
                    note: None,
                    muted: false,
                    score: 0,
                    newest: StoryReport { post: 0, story: 1 },
                },
            ]
        );
    }

    #[test]
    fn a_row_has_the_promised_keys_in_their_order() {
        let found = all(vec![post("undated.md", None, &[("A", "https://a.io/")])]);
        let id = format!("{:016x}", PageId::of("https://a.io/").0);
        let mut line = Vec::new();
        json(&mut line, &rows(&found, &found.stories)[0]).unwrap();
        assert_eq!(
            String::from_utf8(line).unwrap().replace(&id, "ID"),
            "{\"id\":\"ID\",\"title\":\"A\",\"url\":\"https://a.io/\",\"host\":\"a.io\",\"first\":null,\
             \"last\":null,\"count\":1,\"posts\":[\"undated.md\"],\"tags\":[],\"summary\":null,\"seen\":false,\"starred\":false,\"mine\":[],\
             \"note\":null,\"muted\":false,\"score\":0}\n"
        );
    }
}
