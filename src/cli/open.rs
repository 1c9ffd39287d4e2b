//! `yunbao open`: opens the sources of posts in the browser.

use super::complain;
use super::found::{CommandRequest, find};
use super::output::print;
use crate::messages::{Language, Text};
use crate::post::{Post, Story};
use crate::term::{Desktop, OpenError, Opened};
use crate::text::clean_line;
use crate::web::{WebAddress, host_and_port};
use std::collections::HashSet;
use std::io::{self, BufRead, IsTerminal, Write};
use std::process::{Command, ExitCode};
use std::sync::mpsc;
use std::time::Duration;

/// Number of pages above which opening them must be confirmed.
const MAX_PAGES: usize = 5;
/// Time for which a browser is watched for an early failure; running longer counts as success.
const MAX_FAILURE_TIME: Duration = Duration::from_secs(2);

/// Number of pages, and what to do with them.
#[derive(Clone, Copy, Debug)]
pub struct PageOptions {
    /// Maximum number of pages.
    pub limit: usize,
    /// Set to print the addresses only.
    pub print: bool,
}

/// Opens the sources of the newest matching posts that have one.
pub fn run(request: &CommandRequest<'_>, browser: Option<&str>, options: PageOptions) -> ExitCode {
    let found = match find(request) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let mut seen = HashSet::new();
    let pages: Vec<&str> = found
        .posts()
        .filter_map(|post| source(post))
        .filter(|url| seen.insert(*url))
        .take(options.limit)
        .collect();
    let code = found.code(found.rows.len());
    if pages.is_empty() {
        if !found.rows.is_empty() {
            return complain(&[Text::NoSourceIn(found.rows.len()).say(request.language)], 1);
        }
        return ExitCode::from(code);
    }
    if options.print {
        let (pages, rejected): (Vec<&str>, Vec<&str>) =
            pages.into_iter().partition(|url| WebAddress::to_open(url).is_ok());
        let printed =
            print(request.language, |out| pages.iter().try_for_each(|url| writeln!(out, "{url}")));
        let complaint = |url: &&str| {
            let host = host_and_port(url).unwrap_or_default();
            clean_line(&Text::NamesUser(host, url).say(request.language))
        };
        let complaints: Vec<String> = rejected.iter().map(complaint).collect();
        let code = if complaints.is_empty() { code } else { 1 };
        return printed.err().unwrap_or_else(|| complain(&complaints, code));
    }
    if pages.len() > MAX_PAGES {
        match confirmed(pages.len(), request.language) {
            Some(true) => {}
            Some(false) => return ExitCode::from(1),
            None => {
                return complain(&[Text::TooManyPages(pages.len()).say(request.language)], 2);
            }
        }
    }
    let failures = open(&pages, browser, request.language);
    complain(&failures, if failures.is_empty() { code } else { 1 })
}

/// The page a post is about, else that of its first story.
fn source(post: &Post) -> Option<&str> {
    let first = || post.stories.first().map(Story::url);
    post.source.as_deref().or_else(first)
}

/// Asks whether to open this many pages; `None` if there is nobody to ask.
fn confirmed(pages: usize, language: Language) -> Option<bool> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return None;
    }
    let mut errors = io::stderr().lock();
    // A question that cannot be written is not answered with yes.
    let _ = write!(errors, "yunbao: {}", Text::OpenMany(pages).say(language))
        .and_then(|()| errors.flush());
    let mut answer = String::new();
    let heard = io::stdin().lock().read_line(&mut answer).is_ok();
    Some(heard && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是"))
}

/// Opens the pages and waits until each browser has taken its page, has failed, or has run for a
/// while. Returns the error messages.
fn open(pages: &[&str], browser: Option<&str>, language: Language) -> Vec<String> {
    let (sender, late) = mpsc::channel::<OpenError>();
    let desktop = Desktop::new(browser, move |error| {
        // The receiver is gone once nobody waits for failures.
        let _ = sender.send(error);
    });
    let mut failures = Vec::new();
    for url in pages {
        match desktop.open(url) {
            Ok(Opened::Detached) => {}
            Ok(Opened::NeedsTerminal(command)) => failures.extend(in_front(command, url, language)),
            Err(error) => failures.push(clean_line(&error.text().say(language))),
        }
    }
    // The channel closes with the last browser that could still fail.
    drop(desktop);
    while let Ok(error) = late.recv_timeout(MAX_FAILURE_TIME) {
        failures.push(clean_line(&error.text().say(language)));
    }
    failures
}

/// Runs a browser that draws on the terminal until it ends.
fn in_front(mut command: Command, url: &str, language: Language) -> Option<String> {
    let reason = match command.status() {
        Ok(status) if status.success() => return None,
        Ok(status) => status.to_string(),
        Err(error) => error.to_string(),
    };
    Some(clean_line(&Text::CouldNotOpen(url, &reason).say(language)))
}
