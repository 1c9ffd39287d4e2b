//! Reads all files at once, without snapshots on the way, for commands that print and exit.

use super::file_index::sort_problems;
use super::read::{FileReader, ReadContext, take_portion};
use super::roots::Roots;
use super::scan::scan;
use super::series::AllSeries;
use crate::library::{Aliases, Library};
use crate::post::Diagnostic;
use crate::threads;
use std::path::Path;
use std::sync::Mutex;

/// The complete library under some roots.
#[derive(Clone, Debug, Default)]
pub struct Whole {
    /// All posts.
    pub library: Library,
    /// Diagnostics for all files, errors first.
    pub problems: Vec<Diagnostic>,
}

/// Reads everything under the roots on worker threads. Blocks until done.
pub fn whole(roots: &Roots, aliases: &Aliases) -> Whole {
    load_all_with_progress(roots, aliases, None, |_, _| {})
}

/// Like [`whole`], but calls `report` after each file with the numbers of files read and in all.
pub fn load_all_with_progress(
    roots: &Roots,
    aliases: &Aliases,
    caches: Option<&Path>,
    report: impl FnMut(usize, usize),
) -> Whole {
    let mut context = ReadContext::new(roots, caches);
    let whole = load_all_in(&context, roots, aliases, report);
    if let Some(cache) = context.cache.take() {
        cache.finish();
    }
    whole
}

/// [`load_all_with_progress`] in a context of its own.
pub(super) fn load_all_in(
    context: &ReadContext,
    roots: &Roots,
    aliases: &Aliases,
    mut report: impl FnMut(usize, usize),
) -> Whole {
    let scan = scan(roots);
    let all = scan.files.len();
    let mut posts = Vec::with_capacity(all);
    let mut problems = scan.problems;
    let mut series = AllSeries::default();
    let files = &Mutex::new(scan.files.into_iter());
    let worker = || {
        let mut reader = FileReader::new(context);
        move || Some(reader.read(take_portion(files))).filter(|readings| !readings.is_empty())
    };
    let mut read = 0;
    threads::gathered(threads::processors().min(all), worker, |readings| {
        for reading in readings {
            read += 1;
            report(read, all);
            series.note(&reading);
            posts.extend(reading.post);
            problems.extend(reading.findings);
        }
        true
    });
    series.learn_beside(roots, context);
    series.settle(context, &mut posts);
    sort_problems(&mut problems);
    Whole { library: Library::with_aliases(posts, aliases), problems }
}
