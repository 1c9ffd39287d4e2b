//! Which program edits a post, and how it is told the line.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// Editors that take a line as `+12`.
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
/// Editors that take it behind the file, as `post.md:12`.
const COLON: [&str; 5] = ["hx", "helix", "subl", "zed", "mate"];
/// Editors that take that after `--goto`.
const GOTO: [&str; 4] = ["code", "codium", "code-insiders", "cursor"];

/// The command that edits a file from a line on, from 1: that of the configuration, else of
/// `$VISUAL`, else of `$EDITOR`, else the system's. In a configured one `%s` stands for the file
/// and `%l` for the line. Never by way of a shell. `None` where there is none.
pub(super) fn command(
    configured: Option<&str>,
    variable: impl Fn(&str) -> Option<String>,
    file: &Path,
    line: usize,
) -> Option<Command> {
    let set = |text: &String| !text.trim().is_empty();
    let text = configured
        .map(str::to_owned)
        .filter(set)
        .or_else(|| variable("VISUAL").filter(set))
        .or_else(|| variable("EDITOR").filter(set))
        .unwrap_or_else(|| if cfg!(windows) { "notepad" } else { "vi" }.to_owned());
    let mut words = shell_words::split(&text).unwrap_or_else(|_| vec![text.clone()]).into_iter();
    let program = words.next()?;
    let words: Vec<String> = words.collect();
    let mut command = Command::new(&program);
    if words.iter().any(|word| word.contains("%s")) {
        command.args(words.iter().map(|word| filled(word, file, line)));
        return Some(command);
    }
    command.args(words.iter().map(|word| word.replace("%l", &line.to_string())));
    let name = Path::new(&program).file_stem().map(|name| name.to_string_lossy().into_owned());
    let is = |names: &[&str]| name.as_deref().is_some_and(|name| names.contains(&name));
    let with_line = || {
        let mut word = file.as_os_str().to_owned();
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
    Some(command)
}

/// A word with the file, which need not be text, and the line in their places.
fn filled(word: &str, file: &Path, line: usize) -> OsString {
    let mut filled = OsString::new();
    for (at, part) in word.split("%s").enumerate() {
        if at > 0 {
            filled.push(file);
        }
        filled.push(part.replace("%l", &line.to_string()));
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(configured: Option<&str>, set: &[(&str, &str)]) -> Vec<String> {
        let variable = |name: &str| {
            let found = set.iter().find(|(other, _)| *other == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let command = command(configured, variable, Path::new("a b/云.md"), 12).unwrap();
        std::iter::once(command.get_program())
            .chain(command.get_args())
            .map(|word| word.to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn the_line_is_told_as_each_editor_takes_it() {
        assert_eq!(words(Some("nvim"), &[]), ["nvim", "+12", "a b/云.md"]);
        assert_eq!(words(Some("/usr/bin/vim -R"), &[]), ["/usr/bin/vim", "-R", "+12", "a b/云.md"]);
        assert_eq!(words(Some("hx"), &[]), ["hx", "a b/云.md:12"]);
        assert_eq!(words(Some("code -w"), &[]), ["code", "-w", "--goto", "a b/云.md:12"]);
        assert_eq!(words(Some("ed"), &[]), ["ed", "a b/云.md"]);
        assert_eq!(words(Some("e --at=%l '%s'"), &[]), ["e", "--at=12", "a b/云.md"]);
        assert_eq!(words(Some("e %s:%l"), &[]), ["e", "a b/云.md:12"]);
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
