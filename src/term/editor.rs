//! The program that edits a post, and how it is passed the line.

use crate::config::{Program, ShellText};
use std::path::{self, Path};
use std::process::Command;

/// Editors that take the line as `+12`, before the file.
const PLUS: [&str; 13] = [
    "vi",
    "vim",
    "nvim",
    "view",
    "ex",
    "nano",
    "pico",
    "emacs",
    "emacsclient",
    "micro",
    "kak",
    "joe",
    "mg",
];
/// Editors that take the line after the file, as `post.md:12`.
const COLON: [&str; 5] = ["hx", "helix", "subl", "zed", "mate"];
/// Editors that take `post.md:12` after `--goto`.
const GOTO: [&str; 4] = ["code", "codium", "code-insiders", "cursor"];

/// The command that edits a file at a line, counted from 1: the configured one, else that of
/// `$VISUAL`, else of `$EDITOR`, else the system's. In each, `%s` stands for the file and `%l` for
/// the line. No shell is involved. `None` if the command is empty.
///
/// # Errors
///
/// A shell would parse the name of the file.
pub(super) fn command(
    configured: Option<&str>,
    variable: impl Fn(&str) -> Option<String>,
    file: &Path,
    line: usize,
) -> Result<Option<Command>, ShellText> {
    let set = |text: &String| !text.trim().is_empty();
    let text = configured
        .map(str::to_owned)
        .filter(set)
        .or_else(|| variable("VISUAL").filter(set))
        .or_else(|| variable("EDITOR").filter(set))
        .unwrap_or_else(|| if cfg!(windows) { "notepad" } else { "vi" }.to_owned());
    let Some(program) = Program::read(&text)? else { return Ok(None) };
    // A relative `+!x.md` or `-x.md` would be an option.
    let file = path::absolute(file).unwrap_or_else(|_| Path::new(".").join(file)).into_os_string();
    let mut command = program.command(&file, |part| part.replace("%l", &line.to_string()));
    if program.has_place() {
        return Ok(Some(command));
    }
    let name = program.name();
    let is = |names: &[&str]| names.contains(&&*name);
    let with_line = || {
        let mut word = file.clone();
        word.push(format!(":{line}"));
        word
    };
    if is(&PLUS) {
        command.arg(format!("+{line}")).arg(file);
    } else if is(&COLON) {
        command.arg(with_line());
    } else if is(&GOTO) {
        command.arg("--goto").arg(with_line());
    } else {
        command.arg(file);
    }
    Ok(Some(command))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(configured: Option<&str>, set: &[(&str, &str)]) -> Vec<String> {
        let variable = |name: &str| {
            let found = set.iter().find(|(other, _)| *other == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let command = command(configured, variable, Path::new("/a b/云.md"), 12).unwrap().unwrap();
        std::iter::once(command.get_program())
            .chain(command.get_args())
            .map(|word| word.to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn the_line_is_told_as_each_editor_takes_it() {
        assert_eq!(words(Some("nvim"), &[]), ["nvim", "+12", "/a b/云.md"]);
        assert_eq!(
            words(Some("/usr/bin/vim -R"), &[]),
            ["/usr/bin/vim", "-R", "+12", "/a b/云.md"]
        );
        assert_eq!(words(Some("hx"), &[]), ["hx", "/a b/云.md:12"]);
        assert_eq!(words(Some("code -w"), &[]), ["code", "-w", "--goto", "/a b/云.md:12"]);
        assert_eq!(words(Some("ed"), &[]), ["ed", "/a b/云.md"]);
        assert_eq!(words(Some("e --at=%l '%s'"), &[]), ["e", "--at=12", "/a b/云.md"]);
        assert_eq!(words(Some("e %s:%l"), &[]), ["e", "/a b/云.md:12"]);
    }

    #[test]
    fn no_file_is_an_option_of_an_editor() {
        for name in ["+!cmd.md", "-c cmd.md", "--cmd.md", "-"] {
            let command = command(Some("vim"), |_| None, Path::new(name), 1).unwrap().unwrap();
            let file = Path::new(command.get_args().last().unwrap());
            assert!(file.is_absolute() && file.ends_with(name), "{}", file.display());
        }
    }

    #[test]
    fn no_file_is_text_for_a_shell() {
        let text = "sh -c 'vim %s'";
        let error = command(Some(text), |_| None, Path::new("a.md"), 1).unwrap_err();
        assert_eq!(error, ShellText(text.into()));
    }

    #[test]
    fn the_config_goes_before_the_environment() {
        let set = [("VISUAL", "nano"), ("EDITOR", "vi")];
        assert_eq!(words(Some("ed"), &set)[0], "ed");
        assert_eq!(words(Some(" "), &set)[0], "nano");
        assert_eq!(words(None, &set[1..])[0], "vi");
        assert_eq!(words(None, &[("VISUAL", "")])[0], "vi");
    }
}
