//! `yunbao config`: the path of the config, the settings in effect, a new config, and what is wrong
//! with it.

use super::args::ConfigAction;
use super::complain;
use super::output::print;
use super::snippet::render;
use crate::app::{Keymap, config_findings};
use crate::config::{File, from_home, show, write_default};
use crate::load::checkouts_near;
use crate::messages::{Language, Text};
use crate::term::OutputTarget;
use crate::text::clean_line;
use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Runs an action. The exit code of `check` is 1 if anything is wrong.
pub fn run(
    action: &ConfigAction,
    file: &File,
    keymap: &Keymap,
    language: Language,
    target: OutputTarget,
) -> ExitCode {
    let Some(path) = &file.path else {
        return complain(&[Text::ConfigNoHome.say(language)], 1);
    };
    let shown = clean_line(&path.display().to_string());
    match action {
        ConfigAction::Path => said(language, &shown),
        ConfigAction::Show => {
            let yaml = show(&file.config, language.tag(), &keymap.by_name());
            let code = said(language, yaml.trim_end());
            warn(file, language);
            code
        }
        ConfigAction::Init => init(path, &shown, language),
        ConfigAction::Check => {
            let problems = snippets(file, language, target);
            if problems.is_empty() {
                return said(language, &Text::ConfigSound(&shown).say(language));
            }
            said(language, &problems.join("\n\n"));
            ExitCode::from(1)
        }
    }
}

/// Writes a new config that offers the git checkouts around or below the current folder and the home folder.
fn init(path: &Path, shown: &str, language: Language) -> ExitCode {
    // Nothing is searched for in vain.
    let folders = if path.exists() { Vec::new() } else { vec![env::current_dir(), home()] };
    let folders: Vec<PathBuf> = folders.into_iter().flatten().collect();
    let checkouts = checkouts_near(&folders);
    match write_default(path, &checkouts) {
        Ok(()) => {
            let mut text = Text::ConfigWritten(shown).say(language);
            if !checkouts.is_empty() {
                let names = checkouts.iter().map(|path| from_home(path).display().to_string());
                let names = clean_line(&names.collect::<Vec<_>>().join(", "));
                text = format!("{text}\n{}", Text::ConfigOffers(&names).say(language));
            }
            said(language, &text)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            complain(&[Text::ConfigThere(shown).say(language)], 1)
        }
        Err(error) => {
            let reason = clean_line(&error.to_string());
            complain(&[Text::ConfigNotWritten(shown, &reason).say(language)], 1)
        }
    }
}

/// The home folder.
fn home() -> io::Result<PathBuf> {
    env::home_dir().ok_or_else(|| io::ErrorKind::NotFound.into())
}

fn said(language: Language, text: &str) -> ExitCode {
    print(language, |out| writeln!(out, "{text}")).err().unwrap_or(ExitCode::SUCCESS)
}

/// Prints what is wrong with the config on standard error; the command goes on.
pub fn warn(file: &File, language: Language) {
    for problem in snippets(file, language, OutputTarget::default()) {
        // If standard error is closed, the message is lost.
        let _ = writeln!(io::stderr(), "{problem}\n");
    }
}

fn snippets(file: &File, language: Language, target: OutputTarget) -> Vec<String> {
    let lines: Vec<&str> = file.text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    config_findings(file, language)
        .iter()
        .map(|finding| {
            let line = finding.line.checked_sub(1).and_then(|at| lines.get(at).copied());
            render(finding, line, target, language)
        })
        .collect()
}
