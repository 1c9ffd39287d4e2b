//! Measures the quality of the stories found in digests with labels that were made by hand:
//!
//! ```sh
//! cargo run --release --example stories -- FOLDER --misses 20
//! ```

#[path = "../tests/support/score.rs"]
mod score;

use score::score;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: stories [FOLDER] [--misses N]

FOLDER holds stories.jsonl and posts/; ../shared/digests if none is named.
--misses N shows so many stories that were missed, and so many that are none.";

fn main() -> ExitCode {
    let Some((folder, misses)) = arguments() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match score(&folder) {
        Ok(score) => {
            print!(
                "{}{}",
                score.table(),
                if misses > 0 { score.misses(misses) } else { String::new() }
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", folder.join("stories.jsonl").display());
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Option<(PathBuf, usize)> {
    let mut folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/digests");
    let mut misses = 0;
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--misses" {
            misses = arguments.next()?.to_str()?.parse().ok()?;
        } else if argument.to_str().is_some_and(|argument| argument.starts_with('-')) {
            return None;
        } else {
            folder = argument.into();
        }
    }
    Some((folder, misses))
}
