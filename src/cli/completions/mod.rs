//! `yunbao completions`: completion with Tab in a shell.
//!
//! A shell is given a short script once. On Tab, the script runs the program with [`ASKED`],
//! [`LINE`] and, for bash, [`REPLACED`] set; the program then prints replies and nothing else. Tags
//! and file names are untrusted: a reply is quoted for the word being typed, by the shell where it
//! does that (zsh and fish), else here (bash and PowerShell).

mod bash;
mod candidates;
mod line;
mod powershell;

use super::args::Shell;
use super::output::print;
use crate::messages::Language;
use candidates::{Candidate, candidates};
use line::{ShellLine, ShellSyntax};
use std::env;
use std::io::Write;
use std::process::ExitCode;

/// Environment variable by which a shell's script asks for replies; it holds the name of the shell.
const ASKED: &str = "YUNBAO_COMPLETE";
/// Environment variable that holds the command line up to the cursor.
const LINE: &str = "YUNBAO_LINE";
/// Environment variable that holds the end of the word that bash replaces with a reply.
const REPLACED: &str = "YUNBAO_WORD";

/// Prints the script for a shell.
pub fn run(shell: Shell, language: Language) -> ExitCode {
    let script = match shell {
        Shell::Bash => bash::SCRIPT,
        Shell::Zsh => include_str!("yunbao.zsh"),
        Shell::Fish => include_str!("yunbao.fish"),
        Shell::Power => powershell::SCRIPT,
    };
    let printed = print(language, |out| out.write_all(script.as_bytes()));
    printed.err().unwrap_or(ExitCode::SUCCESS)
}

/// Answers a shell that asks for replies; returns `None` if none does.
pub fn answer() -> Option<ExitCode> {
    let variable = |name: &str| env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    let shell = variable(ASKED).filter(|shell| !shell.is_empty())?;
    let line = variable(LINE).unwrap_or_default();
    let replies = match shell.as_str() {
        "bash" => in_bash(&line, &variable(REPLACED).unwrap_or_default()),
        "zsh" => with_help(&line, ShellSyntax::Posix),
        "fish" => with_help(&line, ShellSyntax::Fish),
        "powershell" => in_powershell(&line),
        _ => Vec::new(),
    };
    // Write errors are ignored: a shell that no longer reads the replies does not want them.
    let mut text = replies.join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    Some(ExitCode::SUCCESS)
}

fn found(line: &ShellLine) -> Vec<Candidate> {
    if line.is_unknown { Vec::new() } else { candidates(line) }
}

fn in_bash(line: &str, replaced: &str) -> Vec<String> {
    let line = ShellLine::read(line, ShellSyntax::Posix);
    let values: Vec<String> = found(&line).into_iter().map(|one| one.value).collect();
    bash::replies(&line, replaced, &values)
}

/// Values, each with a tab and its help, if any: zsh and fish quote for themselves.
fn with_help(line: &str, syntax: ShellSyntax) -> Vec<String> {
    let found = found(&ShellLine::read(line, syntax)).into_iter();
    found
        .map(|one| match one.help {
            Some(help) => format!("{}\t{help}", one.value),
            None => one.value,
        })
        .collect()
}

fn in_powershell(line: &str) -> Vec<String> {
    let mut line = ShellLine::read(line, ShellSyntax::PowerShell);
    // Within quotation marks, `~` would be a file.
    if line.raw.starts_with("~/")
        && let Some(home) = env::home_dir()
    {
        line.word = home.join(&line.word[2..]).to_string_lossy().into_owned();
    }
    let found = found(&line).into_iter();
    found.filter_map(|one| powershell::reply(&one.value, one.help.as_deref())).collect()
}
