//! `yunbao completions`: what Tab completes in a shell. The only user of `clap_complete`.
//!
//! A shell is given a short script once. On Tab it runs the program with [`ASKED`] set, which then
//! prints candidates and nothing else: options and commands, and within a query its fields and the
//! tags, categories, authors, hosts and months that the library has.

use super::args::{Shell, command, is_command};
use super::output::print;
use crate::app::complete;
use crate::config::File;
use crate::library::{Library, Position};
use crate::load::{Roots, gather};
use crate::messages::Language;
use crate::query::facets;
use crate::term;
use crate::text::fold;
use clap_complete::engine::CompletionCandidate;
use clap_complete::env::{Bash, CompleteEnv, EnvCompleter, Fish, Powershell, Zsh};
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The variable by which a shell's script asks for candidates.
const ASKED: &str = "YUNBAO_COMPLETE";
/// How long Tab may take for posts to be read; what was read by then has to do.
const PATIENCE: Duration = Duration::from_millis(400);
/// Bash parts words at colons, queries do not: the parts are joined before they are completed, and
/// what stands before the last colon, which bash keeps, is taken off afterwards.
const BASH_COLONS: &str = r#"
_yunbao() {
    local IFS=$'\n' part i at=0 joined=() line=$COMP_LINE
    for ((i = 0; i < ${#COMP_WORDS[@]}; i++)); do
        part=${COMP_WORDS[i]}
        # A part that follows the one before without a blank belongs to the same word.
        if ((i > 0)) && [[ $line == "$part"* ]]; then
            joined[at]+=$part
        elif ((i > 0)); then
            at=$((at + 1))
            joined[at]=$part
        else
            joined[0]=$part
        fi
        line=${line#*"$part"}
        ((i == COMP_CWORD)) && break
    done
    local word=${joined[at]} before=
    if [[ $word == [\'\"]* ]]; then
        word=${word:1}
        joined[at]=$word
    elif [[ $word == *:* && $COMP_WORDBREAKS == *:* ]]; then
        before=${word%"${word##*:}"}
    fi
    local COMP_WORDS=("${joined[@]}") COMP_CWORD=$at
    _clap_complete_yunbao yunbao "$word"
    if [[ -n $before ]]; then
        COMPREPLY=("${COMPREPLY[@]#"$before"}")
    fi
}
complete -o nospace -o bashdefault -o nosort -F _yunbao yunbao 2> /dev/null ||
    complete -o nospace -o bashdefault -F _yunbao yunbao
"#;

/// Where zsh loads the script from a folder of functions, it is the function itself the first time.
const ZSH_FIRST: &str = r#"
if [[ $funcstack[1] == _yunbao ]]; then
    _clap_dynamic_completer_yunbao "$@"
fi
"#;

/// Prints the script for a shell.
pub fn run(shell: Shell, language: Language) -> ExitCode {
    let (script, more): (&dyn EnvCompleter, &str) = match shell {
        Shell::Bash => (&Bash, BASH_COLONS),
        Shell::Zsh => (&Zsh, ZSH_FIRST),
        Shell::Fish => (&Fish, ""),
        Shell::Power => (&Powershell, ""),
    };
    let printed = print(language, |out| {
        script.write_registration(ASKED, "yunbao", "yunbao", "yunbao", out)?;
        out.write_all(more.as_bytes())
    });
    printed.err().unwrap_or(ExitCode::SUCCESS)
}

/// Answers a shell that asks for candidates, and ends the program; does nothing otherwise.
pub fn answer() {
    CompleteEnv::with_factory(command).var(ASKED).bin("yunbao").complete();
}

/// The query with each word that could stand at its end.
pub fn query_candidates(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else { return Vec::new() };
    let library = library();
    let all: Vec<Position> = (0..library.posts().len() as Position).collect();
    let Some(mut completion) = complete(typed, typed.len(), &library, &facets(&library, &all))
    else {
        return Vec::new();
    };
    // A shell goes on from what is typed; only where nothing begins so may it be a likeness.
    let begun = fold(typed[completion.range.clone()].trim_matches('"'));
    let begins = |candidate: &String| fold(candidate.trim_matches('"')).starts_with(&begun);
    if completion.candidates.iter().any(begins) {
        completion.candidates.retain(begins);
    }
    for candidate in &mut completion.candidates {
        *candidate = unquoted(&typed[..completion.range.start], candidate);
    }
    (0..completion.candidates.len())
        .map(|index| {
            completion.index = index;
            CompletionCandidate::new(completion.text().0)
        })
        .collect()
}

/// A tag or category without the quotes that a shell would take for its own: a hyphen stands for a
/// blank there. Values of other fields are as they are.
fn unquoted(before: &str, value: &str) -> String {
    let field = before.rsplit(char::is_whitespace).next().unwrap_or(before);
    let is_label = ["tag", "categor", "#"].iter().any(|name| field.contains(name));
    match value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) if is_label && !inner.contains(['"', '\\', ',']) => {
            inner.split_whitespace().collect::<Vec<_>>().join("-")
        }
        _ => value.to_owned(),
    }
}

/// The posts that the words typed so far are about, or those of them that were read in time.
fn library() -> Arc<Library> {
    // In front of the words stands how the shell's script called the program.
    let words = std::env::args_os().skip_while(|word| word != "--").skip(2);
    let typed = typed(&words.collect::<Vec<_>>());
    // What is wrong with the config is told when the program is run, not on Tab.
    let config = File::find(typed.config.as_deref()).config;
    let roots = if typed.paths.is_empty() {
        term::roots_of(&config)
    } else {
        Roots::from(typed.paths).following_links(config.follow_links)
    };
    let begun = Instant::now();
    let mut library = Arc::default();
    gather(&roots, &Arc::new(term::aliases(&config)), |progress| {
        library = progress.library;
        begun.elapsed() < PATIENCE
    });
    library
}

/// What of an unfinished command line says where posts are.
#[derive(Debug, Default, PartialEq, Eq)]
struct Typed {
    paths: Vec<PathBuf>,
    config: Option<PathBuf>,
}

/// Words that are files or folders are taken for what is to be read.
fn typed(words: &[OsString]) -> Typed {
    let mut typed = Typed::default();
    let mut words = words.iter().enumerate();
    while let Some((at, word)) = words.next() {
        if word == "--config" {
            typed.config = words.next().map(|(_, word)| PathBuf::from(word));
        } else if word == "-q" || word == "--query" || word == "-n" || word == "--limit" {
            words.next();
        } else if !word.to_string_lossy().starts_with('-') {
            let path = PathBuf::from(word);
            let names_command = at == 0 && is_command(word);
            if !names_command && path.exists() {
                typed.paths.push(path);
            }
        }
    }
    typed
}
