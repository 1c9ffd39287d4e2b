//! The standard input of a command.

use super::arguments::{address, unreadable};
use crate::app::{
    CommandFailure, CommandItem, CommandJob, ExportItems, ExportJob, TextReaders, edition_of,
};
use crate::config::{CommandInput, CommandTarget};
use crate::export::{Format, Grouping, Order};
use crate::load::{first_paragraph, markdown_of, plain_of, story_excerpts};
use crate::messages::Text;
use crate::post::{Post, Story};
use std::collections::HashSet;
use std::io;
use std::sync::Arc;

/// Maximum size of an input in bytes.
const MAX_BYTES: usize = 64 << 20;

/// The function that makes a line of JSON for each post and story of a job.
pub type JsonRows = fn(&CommandJob) -> io::Result<Vec<u8>>;

/// The input of a command; `None` if it reads nothing.
///
/// # Errors
///
/// There is nothing of this kind, or it cannot be read.
pub(super) fn input(job: &CommandJob, rows: JsonRows) -> Result<Option<Vec<u8>>, CommandFailure> {
    let text = match job.command.input {
        CommandInput::None => return Ok(None),
        CommandInput::Url => addresses(&job.items)?,
        CommandInput::Json => rows(job).map_err(|error| unreadable(&job.items[0], &error))?,
        CommandInput::Markdown if job.command.target == CommandTarget::Selection => {
            digest(job).into_bytes()
        }
        CommandInput::Markdown => texts(&job.items, markdown_of)?,
        CommandInput::Text => texts(&job.items, plain_of)?,
    };
    if text.len() > MAX_BYTES {
        return Err(CommandFailure::TooLong(MAX_BYTES >> 20));
    }
    Ok(Some(text))
}

/// The addresses of all that have one, each once, on a line each.
fn addresses(items: &[CommandItem]) -> Result<Vec<u8>, CommandFailure> {
    let mut known = HashSet::new();
    let addresses = items.iter().filter_map(address);
    let lines: String = addresses
        .filter(|address| known.insert(address.clone()))
        .map(|address| address + "\n")
        .collect();
    if lines.is_empty() { Err(CommandFailure::NoUrl) } else { Ok(lines.into_bytes()) }
}

/// The texts of all posts and stories, with blank lines between them.
fn texts(
    items: &[CommandItem],
    read: impl Fn(&Post, Option<&Story>) -> io::Result<String>,
) -> Result<Vec<u8>, CommandFailure> {
    let mut all = Vec::new();
    for item in items {
        let text = read(&item.post, item.story()).map_err(|error| unreadable(item, &error))?;
        if !all.is_empty() {
            all.push(b'\n');
        }
        all.extend_from_slice(text.as_bytes());
        if all.len() > MAX_BYTES {
            break;
        }
    }
    Ok(all)
}

/// The posts and stories as an export has them.
fn digest(job: &CommandJob) -> String {
    let today = job.context.today;
    let job = ExportJob {
        request: job.number,
        library: Arc::clone(&job.library),
        items: ExportItems::Targets(job.items.iter().map(|item| item.target).collect()),
        context: job.context.clone(),
        title: match job.items.as_slice() {
            [item] => item.title().to_owned(),
            _ => Text::WeeklyTitle(today.year(), today.month(), today.day()).say(job.language),
        },
        format: Format::Markdown,
        grouping: Grouping::default(),
        order: Order::default(),
        language: job.language,
        file: None,
        overwrites: false,
    };
    let texts = TextReaders { excerpts: story_excerpts, first_paragraph };
    edition_of(&job, texts).0.written(Format::Markdown)
}
