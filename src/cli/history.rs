//! `yunbao stories --history`: what each post says of a story, oldest first, with what is new in it.

use super::args::RowOptions;
use super::found::{CommandRequest, find_listed};
use super::output::{json, print};
use super::table::{TableOutput, Tone};
use crate::library::{Library, StoryReport};
use crate::load::story_bodies;
use crate::markdown::wrapped;
use crate::post::Post;
use crate::query::{Listed, StoryRow};
use crate::text::{Ambiguous, SuccessiveAdditions, clean_line};
use crate::web::host;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};
use std::ops::Range;
use std::process::ExitCode;

/// Indentation of a report's text, in cells.
const INDENT: usize = 2;

/// A story with its reports as a line of JSON; the order of the keys is guaranteed.
#[derive(Debug, PartialEq, Serialize)]
pub struct HistoryJson<'a> {
    /// Title in the newest matching post that reports it.
    pub title: &'a str,
    /// Address of the page in that post.
    pub url: &'a str,
    /// Host of the page.
    pub host: Option<String>,
    /// Number of posts that report it.
    pub count: usize,
    /// The reports, oldest first; those without a day come last.
    pub reports: Vec<ReportJson<'a>>,
}

/// One post's report of a story.
#[derive(Debug, PartialEq, Serialize)]
pub struct ReportJson<'a> {
    /// Path of the post.
    path: &'a str,
    /// Day of the report.
    day: Option<String>,
    /// Title of the story in this post.
    title: &'a str,
    /// Address of the page in this post.
    url: &'a str,
    /// Text without headline and addresses, a line for each paragraph; empty if there is none.
    text: String,
    /// Passages of the text that the report before does not have; empty for the first report.
    added: Vec<String>,
    /// Byte ranges of these passages.
    #[serde(skip)]
    ranges: Vec<Range<usize>>,
}

/// Prints the reports of the matching stories.
pub fn run(asked: &CommandRequest<'_>, rows: RowOptions) -> ExitCode {
    let found = match find_listed(asked, Listed::Stories) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let code = found.code(found.stories.len());
    let mut texts = StoryTexts::default();
    let stories = found.stories.iter().take(rows.limit.unwrap_or(usize::MAX));
    let printed = print(asked.language, |out| {
        let histories = stories.filter_map(|row| history(&found.library, row, &mut texts));
        for (number, story) in histories.enumerate() {
            if rows.json {
                json(out, &story)?;
            } else {
                if number > 0 {
                    writeln!(out)?;
                }
                write_story(out, &story, asked)?;
            }
        }
        Ok(())
    });
    printed.err().unwrap_or(ExitCode::from(code))
}

/// The texts of the stories of posts that were read again, by the posts' positions; `None` for a post that
/// can no longer be read.
#[derive(Default)]
pub struct StoryTexts(HashMap<u32, Option<Vec<String>>>);

impl StoryTexts {
    /// The text of a report.
    fn of(&mut self, report: StoryReport, post: &Post) -> Option<String> {
        let texts = self.0.entry(report.post).or_insert_with(|| story_bodies(post).ok());
        texts.as_ref()?.get(report.story as usize).cloned()
    }
}

/// A story with its reports; `None` if the library does not contain it.
pub fn history<'a>(
    library: &'a Library,
    row: &StoryRow,
    texts: &mut StoryTexts,
) -> Option<HistoryJson<'a>> {
    let newest = library.story(row.newest)?;
    let table = library.stories();
    let mut additions = SuccessiveAdditions::default();
    let reports = table.reports_by_day(row.story).into_iter().filter_map(|(day, report)| {
        let post = library.post(report.post)?;
        let story = post.stories.get(report.story as usize)?;
        let text = texts.of(report, post);
        // A post that can no longer be read says nothing that the next one could add to.
        let ranges = text.as_ref().and_then(|text| additions.next(text)).unwrap_or_default();
        let text = text.unwrap_or_default();
        Some(ReportJson {
            path: &post.path,
            day: day.map(|day| day.to_string()),
            title: story.title(),
            url: story.url(),
            added: ranges.iter().map(|range| text[range.clone()].to_owned()).collect(),
            ranges,
            text,
        })
    });
    let reports: Vec<ReportJson> = reports.collect();
    Some(HistoryJson {
        title: newest.title(),
        url: newest.url(),
        host: host(newest.url()).map(Cow::into_owned),
        count: reports.len(),
        reports,
    })
}

/// Writes a story for people: its title and address, then each report below its day and path.
fn write_story(out: &mut dyn Write, story: &HistoryJson, asked: &CommandRequest) -> io::Result<()> {
    let sheet = asked.table_output();
    writeln!(out, "{}", sheet.painted(Tone::Title, &clean_line(story.title)))?;
    writeln!(out, "{}", sheet.painted(Tone::Address, &clean_line(story.url)))?;
    let columns =
        asked.target.columns.map_or(asked.reader_width, |all| all.min(asked.reader_width));
    let cells = columns.saturating_sub(INDENT).max(1);
    for report in &story.reports {
        let day = report.day.as_deref().unwrap_or_default();
        let (day, path) =
            (sheet.painted(Tone::Dim, day), sheet.painted(Tone::Path, &clean_line(report.path)));
        writeln!(out, "\n{}", format!("{day}  {path}").trim_start())?;
        if report.title != story.title {
            writeln!(out, "{:INDENT$}{}", "", clean_line(report.title))?;
        }
        let mut start = 0;
        for line in report.text.split('\n') {
            let end = start + line.len();
            write_text(out, (&report.text, start..end), &report.ranges, (cells, asked), sheet)?;
            start = end + 1;
        }
    }
    Ok(())
}

/// Writes a line of a report's text, wrapped, with the additions marked: in colour, or as `{+these words+}`
/// where there are no colours, like `git diff --word-diff`.
fn write_text(
    out: &mut dyn Write,
    (text, line): (&str, Range<usize>),
    additions: &[Range<usize>],
    (cells, asked): (usize, &CommandRequest),
    sheet: TableOutput,
) -> io::Result<()> {
    let ambiguous: Ambiguous = asked.ambiguous_width;
    let whole = &text[line.clone()];
    for row in wrapped(whole, cells, ambiguous) {
        let row = line.start + row.start..line.start + row.end;
        if row.is_empty() {
            continue;
        }
        let mut marked = String::new();
        let mut at = row.start;
        for added in additions.iter().filter(|added| added.start < row.end && added.end > row.start)
        {
            let (from, to) = (added.start.max(row.start), added.end.min(row.end));
            marked.push_str(&text[at..from]);
            let words = &text[from..to];
            if sheet.colours {
                marked.push_str(&Tone::Number.paint(words));
            } else {
                marked.extend(["{+", words, "+}"]);
            }
            at = to;
        }
        marked.push_str(&text[at..row.end]);
        writeln!(out, "{:INDENT$}{}", "", marked.trim_end())?;
    }
    Ok(())
}
