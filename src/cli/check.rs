//! `yunbao check`: everything that is wrong with the files of posts, printed like compiler
//! diagnostics.
//!
//! Duplicate titles and dead links are searched for here only, since they take other posts or
//! access to the disk.

use super::args::RowOptions;
use super::dead_links::look_up;
use super::found::{CommandRequest, FindResult, find};
use super::output::{json, print};
use super::snippet::render;
use crate::library::duplicate_titles;
use crate::load::{sort_problems, text};
use crate::messages::Text;
use crate::post::{Diagnostic, Post, Severity};
use crate::term::OutputTarget;
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::process::ExitCode;

/// A finding as a line of JSON; the order of the keys is guaranteed.
#[derive(Serialize)]
struct FindingJson<'a> {
    path: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    severity: &'static str,
    code: &'static str,
    message: String,
}

/// Prints every finding about the matching posts. The exit code is 1 if there is an error, no post
/// at all, or, with `strict`, a warning.
pub fn run(request: &CommandRequest<'_>, rows: RowOptions, strict: bool) -> ExitCode {
    let found = match find(request) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let (problems, posts) = findings(&found, request.query.trim().is_empty());
    let count = |severity| problems.iter().filter(|one| one.severity == severity).count();
    let [hints, warnings, errors] = [Severity::Hint, Severity::Warning, Severity::Error].map(count);
    let shown = &problems[..rows.limit.unwrap_or(usize::MAX).min(problems.len())];
    let code = u8::from(errors > 0 || posts == 0 || strict && warnings > 0);
    let printed = print(request.language, |out| {
        if rows.json {
            return shown.iter().try_for_each(|problem| json(out, &row(problem)));
        }
        write(out, shown, &found, request.target)
    });
    if let Err(code) = printed {
        return code;
    }
    if !rows.json {
        let summary = Text::FindingsIn(hints, warnings, errors, posts);
        // If standard error is closed, the message is lost.
        let _ = writeln!(io::stderr(), "{}", summary.say(request.language));
    }
    ExitCode::from(code)
}

/// The findings, errors first, and the number of posts checked. A query leaves out findings about
/// posts that do not match, but never a file that could not be read.
fn findings(found: &FindResult, everything: bool) -> (Vec<Diagnostic>, usize) {
    let posts: Vec<_> =
        if everything { found.library.posts().iter().collect() } else { found.posts().collect() };
    let mut problems = found.problems.clone();
    problems.extend(duplicate_titles(&found.library));
    if !everything {
        let asked_for: HashSet<&str> = posts.iter().map(|post| &*post.path).collect();
        let others: HashSet<&str> = (found.library.posts().iter())
            .map(|post| &*post.path)
            .filter(|path| !asked_for.contains(path))
            .collect();
        problems.retain(|problem| !others.contains(problem.path.as_str()));
    }
    problems.extend(look_up(&posts));
    sort_problems(&mut problems);
    (problems, posts.len())
}

fn row(problem: &Diagnostic) -> FindingJson<'_> {
    let known = |number: usize| (number > 0).then_some(number);
    FindingJson {
        path: &problem.path,
        line: known(problem.line),
        column: known(problem.column),
        severity: match problem.severity {
            Severity::Hint => "hint",
            Severity::Warning => "warning",
            Severity::Error => "error",
        },
        code: problem.code.name(),
        // In English for scripts, whatever the language.
        message: problem.message.to_string(),
    }
}

/// Maximum bytes of lines shown per file: each finding shows its own line, and a long line may have
/// many findings. Beyond that, only positions are printed.
const SHOWN: usize = 4 << 20;

/// Writes findings with the lines they refer to; each file is read again for them.
fn write(
    out: &mut dyn Write,
    problems: &[Diagnostic],
    found: &FindResult,
    target: OutputTarget,
) -> io::Result<()> {
    let posts: HashMap<&str, &Post> =
        found.library.posts().iter().map(|post| (&*post.path, &**post)).collect();
    for about_one in problems.chunk_by(|a, b| a.path == b.path) {
        // Findings about a file that is gone by now are printed without lines.
        let has_place = about_one.iter().any(|problem| problem.line > 0);
        let post = posts.get(about_one[0].path.as_str()).filter(|_| has_place);
        let text = post.and_then(|post| text(&post.origin()).ok()).unwrap_or_default();
        let lines: Vec<&str> = text.split('\n').collect();
        let mut left = SHOWN;
        for problem in about_one {
            let line = problem.line.checked_sub(1).and_then(|at| lines.get(at).copied());
            let line = line.filter(|line| line.len() <= left);
            left -= line.map_or(0, str::len);
            writeln!(out, "{}\n", render(problem, line, target, found.language))?;
        }
    }
    Ok(())
}
