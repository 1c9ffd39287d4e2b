//! `yunbao stories`: the news items of posts, each page once.

use super::args::RowOptions;
use super::found::{CommandRequest, FindResult, find_listed};
use super::output::{json, print};
use super::table::{self, Column, Set, Tone};
use crate::library::StoryReport;
use crate::post::Target;
use crate::query::{Listed, ReadPosts, StoryRow};
use crate::web::host;
use serde::Serialize;
use std::borrow::Cow;
use std::process::ExitCode;

/// First and last day, number of posts, title, address.
const COLUMNS: [Column; 5] = [
    Column { share: 0, from: 120, set: Set::Left, tone: Tone::Dim },
    Column { share: 0, from: 0, set: Set::Left, tone: Tone::Dim },
    Column { share: 0, from: 0, set: Set::Right, tone: Tone::Number },
    Column { share: 4, from: 0, set: Set::Left, tone: Tone::Title },
    Column { share: 3, from: 60, set: Set::Left, tone: Tone::Address },
];

/// A story as a line of JSON; the order of the keys is guaranteed.
#[derive(Debug, PartialEq, Serialize)]
pub struct StoryJson<'a> {
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
    let stories = self::rows(&found);
    let code = found.code(stories.len());
    let mut stories = stories.iter().take(rows.limit.unwrap_or(usize::MAX));
    let printed = print(request.language, |out| {
        if rows.json {
            return stories.try_for_each(|story| json(out, story));
        }
        table::write(out, &COLUMNS, stories.map(cells), request.table_output())
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

/// The matching stories as rows.
pub fn rows(found: &FindResult) -> Vec<StoryJson<'_>> {
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
        let posts = table.counted_reports(row.story).filter_map(|one| library.post(one.post));
        Some(StoryJson {
            title: &story.title,
            url: &story.url,
            host: host(&story.url).map(Cow::into_owned),
            first,
            last,
            count: stats.count as usize,
            posts: posts.map(|post| &*post.path).collect(),
            seen: read.contains(library, marks, row.story),
            starred: marks.is_story_starred(story.page),
            mine: found.marks.own_tags(Target::Story(story.page)),
            note: found.marks.note(Target::Story(story.page)),
            muted: effects.mute,
            score: effects.score,
            newest: row.newest,
        })
    };
    found.stories.iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;
    use crate::messages::Language;
    use crate::post::{Date, PageId, Post};
    use crate::query::{SearchContext, parse, search_stories};
    use std::sync::Arc;

    fn post(path: &str, day: Option<Date>, stories: &[(&str, &str)]) -> Arc<Post> {
        let story = |(title, url): &(&str, &str)| crate::post::Story {
            title: (*title).into(),
            url: (*url).into(),
            page: PageId::of(url),
            ..Default::default()
        };
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
            rows(&found),
            [
                StoryJson {
                    title: "A again",
                    url: a,
                    host: Some("cncf.io".to_owned()),
                    first: Some("2026-01-02".to_owned()),
                    last: Some("2026-01-09".to_owned()),
                    count: 3,
                    posts: vec!["new.md", "old.md", "undated.md"],
                    seen: false,
                    starred: false,
                    mine: &[],
                    note: None,
                    muted: false,
                    score: 0,
                    newest: StoryReport { post: 0, story: 0 },
                },
                StoryJson {
                    title: "B",
                    url: "https://b.io/",
                    host: Some("b.io".to_owned()),
                    first: Some("2026-01-09".to_owned()),
                    last: Some("2026-01-09".to_owned()),
                    count: 1,
                    posts: vec!["new.md"],
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
        let mut line = Vec::new();
        json(&mut line, &rows(&found)[0]).unwrap();
        assert_eq!(
            String::from_utf8(line).unwrap(),
            "{\"title\":\"A\",\"url\":\"https://a.io/\",\"host\":\"a.io\",\"first\":null,\
             \"last\":null,\"count\":1,\"posts\":[\"undated.md\"],\"seen\":false,\"starred\":false,\"mine\":[],\
             \"note\":null,\"muted\":false,\"score\":0}\n"
        );
    }
}
