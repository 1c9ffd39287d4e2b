//! `yunbao export`: posts as feeds, stories as a digest, a page or a feed, and sites as an outline.

use super::args::{ExportArgs, ExportFormat, GroupBy};
use super::found::{CommandRequest, FindResult, find_listed};
use super::output::print;
use crate::export::{self, Edition, Entry, Grouping, OpmlSite, feed_id, opml};
use crate::library::{Facet, StoryReport};
use crate::load::{html, story_excerpts};
use crate::post::{Post, Story, Target};
use crate::query::{Listed, facets};
use crate::text::clean_line;
use crate::web::host;
use std::collections::HashMap;
use std::process::ExitCode;

/// Prints the matching posts, stories or sites in a format. The output is always a whole document, even if it
/// is empty.
pub fn run(request: &CommandRequest<'_>, args: &ExportArgs) -> ExitCode {
    let limit = args.limit.unwrap_or(usize::MAX);
    let format = match args.format {
        ExportFormat::Atom => Some(export::Format::Atom),
        ExportFormat::Json => Some(export::Format::Json),
        ExportFormat::Markdown => Some(export::Format::Markdown),
        ExportFormat::Html => Some(export::Format::Html),
        ExportFormat::Opml => None,
    };
    let is_page = matches!(args.format, ExportFormat::Markdown | ExportFormat::Html);
    let is_of_stories = format.is_some() && (args.stories || is_page);
    let listed = if is_of_stories { Listed::Stories } else { Listed::Posts };
    let found = match find_listed(request, listed) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let title = args.title.as_deref().map(clean_line).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| title_of(request.query));
    let (document, count) = match format {
        None => {
            let sites = sites(&found, limit);
            let sites: Vec<OpmlSite<'_>> =
                sites.iter().map(|(host, scheme)| OpmlSite { scheme, host }).collect();
            (opml(&title, &sites), sites.len())
        }
        Some(format) => {
            let entries = if is_of_stories { stories(&found, limit) } else { posts(&found, limit) };
            let grouping = match args.group {
                GroupBy::None => Grouping::None,
                GroupBy::Tag => Grouping::Tag,
                GroupBy::Day => Grouping::Day,
            };
            let count = entries.len();
            let id = feed_id(request.query);
            let edition = Edition { title, id, language: request.language, grouping, entries };
            (edition.written(format), count)
        }
    };
    let printed = print(request.language, |out| out.write_all(document.as_bytes()));
    let code = found.code(count);
    printed.err().unwrap_or(ExitCode::from(code))
}

/// The title of a document that is named after a query.
fn title_of(query: &str) -> String {
    // The query may come from a script, with text from an untrusted source.
    let query = clean_line(query);
    if query.is_empty() { "yunbao".to_owned() } else { format!("yunbao: {query}") }
}

fn posts(found: &FindResult, limit: usize) -> Vec<Entry> {
    let entry = |post: &Post| {
        let annotation = found.marks.annotations.get(&Target::Post(post.id));
        Entry::of_post(post, String::new(), Some(html(post))).annotated(annotation)
    };
    found.posts().take(limit).map(|post| entry(post)).collect()
}

fn stories(found: &FindResult, limit: usize) -> Vec<Entry> {
    let reports: Vec<StoryReport> =
        found.stories.iter().take(limit).map(|row| row.newest).collect();
    let excerpts = story_excerpts(&found.library, &reports);
    let both = reports.into_iter().zip(excerpts);
    both.filter_map(|(report, excerpt)| {
        let page = found.library.story(report)?.page;
        let annotation = found.marks.annotations.get(&Target::Story(page));
        Some(Entry::of_story(&found.library, report, excerpt)?.annotated(annotation))
    })
    .collect()
}

/// The sites of the posts' sources with their schemes, most frequent first.
fn sites(found: &FindResult, limit: usize) -> Vec<(String, &'static str)> {
    let table = found.library.table(Facet::Source);
    let schemes = schemes(found);
    let counts = facets(&found.library, &found.rows);
    let hosts = counts.of(Facet::Source).iter().take(limit);
    hosts
        .map(|counted| {
            let host = table.values()[counted.number as usize].value.as_str();
            (host.to_owned(), schemes.get(host).copied().unwrap_or("https"))
        })
        .collect()
}

/// The scheme of each site in the newest post that links to it.
fn schemes(found: &FindResult) -> HashMap<String, &'static str> {
    let mut schemes = HashMap::new();
    for url in found.posts().flat_map(|post| urls(post)) {
        let is_plain = url.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("http:"));
        if let Some(site) = host(url) {
            schemes.entry(site.into_owned()).or_insert(if is_plain { "http" } else { "https" });
        }
    }
    schemes
}

fn urls(post: &Post) -> impl Iterator<Item = &str> {
    post.source.as_deref().into_iter().chain(post.stories.iter().map(Story::url))
}
