//! `yunbao stories`: the news items of posts, each page once.

use super::args::Rows;
use super::found::{Asked, find};
use super::output::{json, print};
use super::table::{self, Column, Set};
use crate::library::{Library, Position, Report, StoryId};
use crate::post::host;
use serde::Serialize;
use std::process::ExitCode;

/// First and last day, number of posts, title, address.
const COLUMNS: [Column; 5] = [
    Column { share: 0, from: 120, set: Set::Left },
    Column { share: 0, from: 0, set: Set::Left },
    Column { share: 0, from: 0, set: Set::Right },
    Column { share: 4, from: 0, set: Set::Left },
    Column { share: 3, from: 60, set: Set::Left },
];

/// A story as a line of JSON; the order of the keys is promised.
#[derive(Debug, PartialEq, Serialize)]
pub struct Row<'a> {
    /// As the newest post has it.
    pub title: &'a str,
    /// The page, as the newest post has it.
    pub url: &'a str,
    /// The page's host.
    pub host: Option<String>,
    /// The day of the oldest post.
    pub first: Option<String>,
    /// The day of the newest post.
    pub last: Option<String>,
    /// How many posts report it.
    pub count: usize,
    /// Their paths, newest first.
    pub posts: Vec<&'a str>,
    /// Where the newest post reports it.
    #[serde(skip)]
    pub newest: Report,
}

/// Prints the stories of the posts that the query means.
pub fn run(asked: &Asked<'_>, rows: Rows) -> ExitCode {
    let found = match find(asked) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let stories = merged(&found.library, &found.rows);
    let code = found.code(stories.len());
    let mut stories = stories.iter().take(rows.limit.unwrap_or(usize::MAX));
    let printed = print(asked.language, |out| {
        if rows.json {
            return stories.try_for_each(|story| json(out, story));
        }
        table::write(out, &COLUMNS, stories.map(cells), asked.terminal())
    });
    printed.err().unwrap_or(ExitCode::from(code))
}

fn cells(story: &Row<'_>) -> Vec<String> {
    vec![
        story.first.clone().unwrap_or_default(),
        story.last.clone().unwrap_or_default(),
        story.count.to_string(),
        story.title.to_owned(),
        story.url.to_owned(),
    ]
}

/// The stories of some posts of a library, in the order of their last appearance there, each with
/// the title it had then.
pub fn merged<'a>(library: &'a Library, rows: &[Position]) -> Vec<Row<'a>> {
    let table = library.stories();
    let mut asked_for = vec![false; library.posts().len()];
    for row in rows {
        asked_for[*row as usize] = true;
    }
    let mut stories: Vec<Row<'a>> = Vec::new();
    for story in 0..table.len() as StoryId {
        let mut row: Option<Row<'a>> = None;
        for report in table.reports(story).iter().filter(|one| asked_for[one.post as usize]) {
            let (Some(post), Some(told)) = (library.post(report.post), library.story(*report))
            else {
                continue;
            };
            let row = row.get_or_insert_with(|| Row {
                title: &told.title,
                url: &told.url,
                host: host(&told.url),
                first: None,
                last: None,
                count: 0,
                posts: Vec::new(),
                newest: *report,
            });
            row.posts.push(&post.path);
            row.count += 1;
            let day = post.date.map(|day| day.to_string());
            row.last = row.last.take().or_else(|| day.clone());
            row.first = day.or(row.first.take());
        }
        stories.extend(row);
    }
    // The table is in the order of all posts; some of them may not have been asked for.
    stories.sort_by(|a, b| b.last.cmp(&a.last));
    stories
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::{Date, Origin, PageId, Post, PostId, SearchText};
    use std::sync::Arc;

    fn post(path: &str, day: Option<Date>, stories: &[(&str, &str)]) -> Arc<Post> {
        let story = |(title, url): &(&str, &str)| crate::post::Story {
            title: (*title).into(),
            url: (*url).into(),
            page: PageId::of(url),
            ..Default::default()
        };
        Arc::new(Post {
            id: PostId::of(path.as_bytes()),
            path: path.to_owned(),
            origin: Origin::Embedded(""),
            title: path.to_owned(),
            date: day,
            authors: Vec::new(),
            categories: Vec::new(),
            tags: Vec::new(),
            source: None,
            stories: stories.iter().map(story).collect(),
            draft: false,
            words: 0,
            has_code: false,
            warnings: 0,
            search: SearchText::default(),
        })
    }

    fn all(posts: Vec<Arc<Post>>) -> (Library, Vec<Position>) {
        let rows = (0..posts.len() as Position).collect();
        (Library::new(posts), rows)
    }

    #[test]
    fn a_page_told_in_many_posts_is_one_story() {
        let day = |day| Some(Date::constant(2026, 1, day));
        let a = "https://www.cncf.io/a";
        let (library, rows) = all(vec![
            post("new.md", day(9), &[("A again", a), ("B", "https://b.io/"), ("A still", a)]),
            post("old.md", day(2), &[("A", a)]),
            post("undated.md", None, &[("A", "http://cncf.io/a/#top")]),
        ]);
        let rows = merged(&library, &rows);
        assert_eq!(
            rows,
            [
                Row {
                    title: "A again",
                    url: a,
                    host: Some("cncf.io".to_owned()),
                    first: Some("2026-01-02".to_owned()),
                    last: Some("2026-01-09".to_owned()),
                    count: 3,
                    posts: vec!["new.md", "old.md", "undated.md"],
                    newest: Report { post: 0, story: 0 },
                },
                Row {
                    title: "B",
                    url: "https://b.io/",
                    host: Some("b.io".to_owned()),
                    first: Some("2026-01-09".to_owned()),
                    last: Some("2026-01-09".to_owned()),
                    count: 1,
                    posts: vec!["new.md"],
                    newest: Report { post: 0, story: 1 },
                },
            ]
        );
    }

    #[test]
    fn a_row_has_the_promised_keys_in_their_order() {
        let (library, rows) = all(vec![post("undated.md", None, &[("A", "https://a.io/")])]);
        let mut line = Vec::new();
        json(&mut line, &merged(&library, &rows)[0]).unwrap();
        assert_eq!(
            String::from_utf8(line).unwrap(),
            "{\"title\":\"A\",\"url\":\"https://a.io/\",\"host\":\"a.io\",\"first\":null,\
             \"last\":null,\"count\":1,\"posts\":[\"undated.md\"]}\n"
        );
    }
}
