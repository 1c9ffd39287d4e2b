//! `yunbao mark`: marks of posts and stories, for scripts.

mod plan;
mod targets;

use super::args::{MarkArgs, PostSelection};
use super::found::{CommandRequest, FindResult, find_listed};
use super::output::{json, print};
use super::table::{self, Column, Set, Tone};
use super::{NOTHING, WRONG_USE, complain};
use crate::app::hint_sentence;
use crate::load::INPUT;
use crate::messages::{Language, Text};
use crate::post::{MAX_OWN_TAGS, Target};
use crate::query::{Listed, parse};
use crate::state::write_changes;
use crate::term::{store_error_sentence, sync_settings};
use crate::text::clean_line;
use plan::{MarkChange, MarkRequest, PlannedMarks, stored_changes};
use serde::Serialize;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;
use targets::{MarkTarget, NamedTargets, found_targets, read_lines};

/// Changes, title, path or page.
const COLUMNS: [Column; 3] = [
    Column { share: 1, from: 0, set: Set::Left, tone: Tone::Label },
    Column { share: 3, from: 0, set: Set::Left, tone: Tone::Title },
    Column { share: 3, from: 60, set: Set::LeftKeepingEnd, tone: Tone::Path },
];

/// A marked post or story as a line of JSON; the order of the keys is guaranteed.
#[derive(Debug, PartialEq, Serialize)]
struct MarkedJson<'a> {
    id: String,
    title: &'a str,
    path: Option<&'a str>,
    url: Option<&'a str>,
    changes: Vec<String>,
}

/// Checks the arguments, before anything is read.
///
/// # Errors
///
/// The exit code for arguments that could mark what was not meant; this has been reported.
pub fn check(
    options: &MarkArgs,
    selection: &PostSelection,
    query: Option<&str>,
    (is_ephemeral, language): (bool, Language),
) -> Result<(), ExitCode> {
    let wrong = |text: Text<'_>| Err(complain(&[text.say(language)], WRONG_USE));
    if is_ephemeral {
        return wrong(Text::EphemeralMarks);
    }
    if selection.paths.iter().any(|path| path == Path::new(INPUT)) {
        return wrong(Text::MarkedInput);
    }
    if options.stdin && io::stdin().is_terminal() {
        return wrong(Text::IdsFromTerminal);
    }
    let is_blank = |query: &str| query.trim().is_empty();
    if query.is_some_and(is_blank) && !options.all {
        return wrong(Text::MarksEmptyQuery);
    }
    let is_anything_named = query.is_some() || !selection.paths.is_empty() || options.stdin;
    if !is_anything_named && !options.all {
        return wrong(Text::MarksNothingNamed);
    }
    if let Err(text) = MarkRequest::of(&options.marks) {
        return wrong(text);
    }
    let parsed = parse(query.unwrap_or_default());
    if !options.dry_run && !parsed.hints.is_empty() {
        let hints = parsed.hints.iter().map(|hint| hint_sentence(&hint.problem, language));
        let mut sentences: Vec<String> =
            hints.map(|hint| Text::Note(&hint).say(language)).collect();
        sentences.push(Text::MarksDoubtfulQuery.say(language));
        return Err(complain(&sentences, WRONG_USE));
    }
    Ok(())
}

/// Marks posts or stories, or prints what would be marked.
pub fn run(request: &CommandRequest<'_>, options: &MarkArgs) -> ExitCode {
    let say = |text: Text<'_>, code| complain(&[text.say(request.language)], code);
    // Checked before: see `check`.
    let Ok(wanted) = MarkRequest::of(&options.marks) else { return ExitCode::from(WRONG_USE) };
    let Some(memory) = request.memory else { return say(Text::NoFolderForMarks, NOTHING) };
    let lines = match options.stdin.then(|| read_lines(io::stdin().lock())).transpose() {
        Ok(lines) => lines,
        Err(error) => return say(Text::IdsNotRead(&error.to_string()), NOTHING),
    };
    let listed = if options.stories { Listed::Stories } else { Listed::Posts };
    let found = match find_listed(request, listed) {
        Ok(found) => found,
        Err(code) => return code,
    };
    if found.are_marks_lost {
        return ExitCode::from(NOTHING);
    }
    let (mut targets, unknown) = match lines {
        None => (found_targets(&found), Vec::new()),
        Some(lines) => {
            let named = NamedTargets::of(&lines, &found.library, listed);
            (named.targets(&found, !request.query.trim().is_empty()), named.unknown)
        }
    };
    targets.truncate(options.limit.unwrap_or(usize::MAX));
    let mut code = found.code(targets.len());
    for (line, name) in unknown {
        say(Text::NothingCalled(line, &clean_line(&name)), 0);
        code = NOTHING;
    }
    let planned = plan(&wanted, &targets, &found);
    let left_out = planned.iter().filter(|(_, plan)| plan.has_too_many_tags).count();
    if left_out > 0 {
        say(Text::TagsLeftOut(left_out, MAX_OWN_TAGS), 0);
        code = NOTHING;
    }
    let marked: Vec<(&MarkTarget, &[MarkChange])> = planned
        .iter()
        .filter(|(_, plan)| !plan.changes.is_empty())
        .map(|(target, plan)| (*target, plan.changes.as_slice()))
        .collect();
    if !options.dry_run && !marked.is_empty() {
        let annotated = marked.iter().map(|(target, changes)| (&target.annotated, *changes));
        let changes = stored_changes(annotated, found.today);
        let sync = sync_settings(request.sync, request.roots);
        // The sync itself has been tried before, and has reported what is wrong with it.
        if let Err(error) = write_changes(memory, found.library.posts(), &changes, sync.as_ref()) {
            return complain(&[store_error_sentence(&error, request.language)], NOTHING);
        }
    }
    if !options.quiet {
        say(count_sentence(options, marked.len(), targets.len()), 0);
    }
    let printed = print(request.language, |out| {
        let mut rows = marked.iter().map(|(target, changes)| row(target, changes));
        if options.json {
            return rows.try_for_each(|row| json(out, &row));
        }
        if options.dry_run {
            return table::write(
                out,
                &COLUMNS,
                rows.map(|row| cells(&row)),
                request.table_output(),
            );
        }
        Ok(())
    });
    printed.err().unwrap_or(ExitCode::from(code))
}

fn plan<'t, 'a>(
    wanted: &MarkRequest,
    targets: &'t [MarkTarget<'a>],
    found: &FindResult,
) -> Vec<(&'t MarkTarget<'a>, PlannedMarks)> {
    let plan = |one: &MarkTarget| wanted.plan(one.target, &found.marks, one.present);
    targets.iter().map(|target| (target, plan(target))).collect()
}

fn count_sentence(options: &MarkArgs, changed: usize, all: usize) -> Text<'static> {
    match (options.stories, options.dry_run) {
        (false, false) => Text::PostsMarked(changed, all),
        (true, false) => Text::StoriesMarked(changed, all),
        (false, true) => Text::PostsToMark(changed, all),
        (true, true) => Text::StoriesToMark(changed, all),
    }
}

fn row<'a>(target: &MarkTarget<'a>, changes: &[MarkChange]) -> MarkedJson<'a> {
    let id = match target.target {
        Target::Post(post) => post.0,
        Target::Story(page) => page.0,
    };
    MarkedJson {
        id: format!("{id:016x}"),
        title: target.title,
        path: target.path,
        url: target.url,
        changes: changes.iter().map(MarkChange::name).collect(),
    }
}

fn cells(row: &MarkedJson<'_>) -> Vec<String> {
    let place = row.path.or(row.url).unwrap_or_default();
    vec![row.changes.join(","), row.title.to_owned(), place.to_owned()]
}
