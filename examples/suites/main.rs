//! Runs the test suites of other projects, from a folder to which they have been copied:
//!
//! ```sh
//! cargo run --example suites -- FOLDER
//! ```
//!
//! Each suite is expected in that folder under the name of its repository, and skipped if it is not
//! there. Their texts are not distributed with the program. `CONTRIBUTING.md` has the figures.

mod cjk_friendly;
mod commonmark;
mod gfm;
mod gray_matter;
mod head;
mod hugo;
mod jekyll;
mod linkify;
mod outline;
mod spec_file;
mod suite;
mod toml;
mod yaml;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use suite::{Case, Suite};

const USAGE: &str = "usage: suites [--verbose] FOLDER

FOLDER holds the suites, each in a folder of its repository's name.
--verbose shows each case that fails: what is read, what is expected and what came of it.";

const SUITES: [Suite; 9] = [
    commonmark::SUITE,
    gfm::SUITE,
    cjk_friendly::SUITE,
    linkify::SUITE,
    toml::SUITE,
    yaml::SUITE,
    gray_matter::SUITE,
    hugo::SUITE,
    jekyll::SUITE,
];

fn main() -> ExitCode {
    let Some((folder, verbose)) = arguments() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    println!("{:24} {:>6} {:>6}", "suite", "passed", "of");
    let mut unread = false;
    for suite in &SUITES {
        let at = folder.join(suite.path);
        if !at.exists() {
            println!("{:24} not there: {}", suite.name, at.display());
            continue;
        }
        match (suite.cases)(&at) {
            Ok(cases) => print(suite, &cases, verbose),
            Err(error) => {
                unread = true;
                println!("{:24} cannot be read: {error}", suite.name);
            }
        }
    }
    if unread { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn arguments() -> Option<(PathBuf, bool)> {
    let mut folder = None;
    let mut verbose = false;
    for argument in std::env::args_os().skip(1) {
        if argument == "--verbose" {
            verbose = true;
        } else if Path::new(&argument).to_string_lossy().starts_with('-') || folder.is_some() {
            return None;
        } else {
            folder = Some(argument.into());
        }
    }
    Some((folder?, verbose))
}

fn print(suite: &Suite, cases: &[Case], verbose: bool) {
    let (passed, failed): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|case| case.passes());
    if verbose {
        for Case { name, input, expected, got } in failed {
            println!(
                "--- {} {name}\n{input}\n--- expected\n{expected}\n--- got\n{got}\n",
                suite.name
            );
        }
    }
    println!("{:24} {:6} {:6}", suite.name, passed.len(), cases.len());
}
