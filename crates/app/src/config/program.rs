//! Command lines as written by the user, with a placeholder for an address or a file.
//!
//! Addresses and file names come from strangers: each becomes an argument, or part of one, and
//! never text that a shell interprets.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// Placeholder for the address or the file, which is otherwise appended as the last argument.
const PLACE: &str = "%s";

/// Programs in which a shell interprets the word after an option such as `-c` or `-lc`.
const SHELLS: [&str; 20] = [
    "ash", "bash", "csh", "dash", "elvish", "es", "fish", "ksh", "mksh", "nu", "osh", "rc",
    "runuser", "script", "sh", "su", "tcsh", "xonsh", "yash", "zsh",
];
/// Programs in which a shell interprets all arguments as one text.
const JOINING: [&str; 7] = ["cmd", "powershell", "pwsh", "rsh", "ssh", "watch", "wsl"];
/// Programs that interpret the word after one of [`SCRIPT_OPTIONS`] as a script.
const INTERPRETERS: [&str; 12] = [
    "bun",
    "deno",
    "emacs",
    "lua",
    "node",
    "osascript",
    "perl",
    "php",
    "python",
    "python2",
    "python3",
    "ruby",
];
/// Options followed by a script.
const SCRIPT_OPTIONS: [&str; 8] = ["-c", "-e", "-E", "-r", "-p", "--eval", "--print", "eval"];
/// Characters of a word that is code for something else to interpret: a shell or a script language.
const OF_TEXTS: [char; 10] = ['"', '\'', '`', '$', '(', ')', ';', '|', '<', '>'];

/// A program and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    name: String,
    arguments: Vec<String>,
}

/// The text of a command in which the address or file would become shell code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShellText(pub String);

impl Program {
    /// Parses a command line with quotes. Returns `None` for a blank text. If a quote is not
    /// closed, the whole text is the name of the program.
    ///
    /// # Errors
    ///
    /// Fails if the address or file would not be an argument, but part of a text that is
    /// interpreted as code.
    pub fn read(text: &str) -> Result<Option<Self>, ShellText> {
        let mut words = words(text, cfg!(windows));
        // A shell's "run in the background".
        words.pop_if(|word| word == "&");
        if words.first().is_none_or(|name| name.trim().is_empty()) {
            return Ok(None);
        }
        let mut placed = words.clone();
        if !words.iter().any(|word| word.contains(PLACE)) {
            placed.push(PLACE.into());
        }
        let is_placed = |at: usize| placed[at].contains(PLACE);
        let is_text = |word: &String| word.contains(PLACE) && needs_own_argument(word);
        if is_placed(0) || placed.iter().any(is_text) || would_be_code(&placed, is_placed).is_some()
        {
            return Err(ShellText(text.trim().to_owned()));
        }
        let name = words.remove(0);
        Ok(Some(Self { name, arguments: words }))
    }

    /// Name of the program, without its folder and extension.
    pub fn name(&self) -> String {
        stem(&self.name)
    }

    /// Returns `true` if one of the arguments contains the placeholder.
    pub fn has_place(&self) -> bool {
        self.arguments.iter().any(|word| word.contains(PLACE))
    }

    /// The command with the placeholders replaced by the address or file. The parts of each
    /// argument between them are passed through `filled`.
    pub fn command(&self, put: &OsString, filled: impl Fn(&str) -> String) -> Command {
        let mut command = Command::new(&self.name);
        for word in &self.arguments {
            let mut argument = OsString::new();
            for (at, part) in word.split(PLACE).enumerate() {
                if at > 0 {
                    argument.push(put);
                }
                argument.push(filled(part));
            }
            command.arg(argument);
        }
        command
    }
}

/// The words of a command line as a shell splits it, or the whole text if a quote is not closed. On Windows,
/// a backslash is a part of paths and quotes nothing.
fn words(text: &str, is_windows: bool) -> Vec<String> {
    let split = if is_windows {
        shell_words::split(&text.replace('\\', r"\\"))
    } else {
        shell_words::split(text)
    };
    split.unwrap_or_else(|_| vec![text.to_owned()])
}

fn stem(program: &str) -> String {
    let stem = Path::new(program).file_stem().unwrap_or_default();
    stem.to_string_lossy().to_lowercase()
}

/// Returns `true` for a word that is a text, in which a placeholder would be a part of something longer.
pub(super) fn needs_own_argument(word: &str) -> bool {
    word.contains(|c: char| c.is_whitespace() || OF_TEXTS.contains(&c))
}

/// The index of a word with a placeholder that a shell or another interpreter would run as code.
/// `is_placed` returns `true` for the index of a word with one.
pub(super) fn would_be_code(words: &[String], is_placed: impl Fn(usize) -> bool) -> Option<usize> {
    let mut placed = (0..words.len()).filter(|at| is_placed(*at));
    if JOINING.contains(&&*stem(&words[0])) {
        return placed.next();
    }
    placed.find(|at| is_read_by_shell(words, *at) || is_script(words, *at))
}

/// Returns `true` if a shell interprets a word.
fn is_read_by_shell(words: &[String], word: usize) -> bool {
    // A shell after `env`, `setsid` or a terminal is a shell as well.
    let shells = words[..word].iter().enumerate();
    let mut shells = shells.filter(|(_, word)| SHELLS.contains(&&*stem(word)));
    shells.any(|(shell, _)| {
        let behind = shell + 1..words.len();
        let is_option = |at: &usize| words[*at].starts_with(['-', '+']);
        let takes_text = |at: &usize| {
            let word = &words[*at];
            let is_short = word.starts_with('-') && !word.starts_with("--");
            is_short && word.contains(['c', 'C']) || word.ends_with("command")
        };
        let within_option = behind.clone().take_while(is_option).any(|at| at == word);
        let mut text = behind.skip_while(|at| !takes_text(at)).skip(1);
        within_option || text.find(|at| !is_option(at)) == Some(word)
    })
}

/// Returns `true` if a word is the script of an interpreter, after an option such as `-e`.
fn is_script(words: &[String], word: usize) -> bool {
    let Some((option, before)) = words[..word].split_last() else { return false };
    SCRIPT_OPTIONS.contains(&option.as_str())
        && before.iter().any(|word| INTERPRETERS.contains(&&*stem(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn argv(text: &str) -> Vec<String> {
        let program = Program::read(text).unwrap().unwrap();
        let command = program.command(&OsString::from("PUT"), |part| part.replace("%l", "7"));
        std::iter::once(command.get_program())
            .chain(command.get_args())
            .map(|word| word.to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn a_place_is_an_argument_or_part_of_one() {
        assert_eq!(argv("firefox %s"), ["firefox", "PUT"]);
        assert_eq!(argv("'my browser' --url=%s -x &"), ["my browser", "--url=PUT", "-x"]);
        assert_eq!(argv("e %s:%l"), ["e", "PUT:7"]);
        assert_eq!(
            argv("b 'https://a.example/?u=%s&hl=en'"),
            ["b", "https://a.example/?u=PUT&hl=en"]
        );
        assert_eq!(
            argv("sh -c 'firefox \"$1\"' sh %s"),
            ["sh", "-c", "firefox \"$1\"", "sh", "PUT"]
        );
        assert_eq!(argv("bash browser.sh --url=%s"), ["bash", "browser.sh", "--url=PUT"]);
        assert_eq!(argv("emacsclient -c"), ["emacsclient", "-c"]);
        assert_eq!(argv("it's"), ["it's"]);
        for blank in ["", " ", "''", "&"] {
            assert_eq!(Program::read(blank), Ok(None));
        }
        assert!(!Program::read("vim").unwrap().unwrap().has_place());
        assert_eq!(Program::read("/usr/bin/Vim.exe").unwrap().unwrap().name(), "vim");
    }

    #[test]
    fn backslashes_are_kept_where_they_separate_folders() {
        let text = r#""C:\Program Files\vim.exe" -c a C:\b"#;
        assert_eq!(words(text, true), [r"C:\Program Files\vim.exe", "-c", "a", r"C:\b"]);
        assert_eq!(words(r"firefox\ nightly C:\b", false), ["firefox nightly", "C:b"]);
    }

    #[test]
    fn a_place_that_a_shell_would_read_is_refused() {
        for text in [
            "sh -c 'firefox %s'",
            "bash -lc \"firefox %s\"",
            "/bin/sh -c %s",
            "sh -c",
            "bash -c -l",
            "bash -o pipefail -c",
            "env LANG=C sh -c 'exec firefox %s'",
            "xterm -e 'w3m %s'",
            "fish --command=%s",
            "fish --command",
            "zsh -ic firefox\\ %s",
            "su -c %s me",
            "ssh desk firefox",
            "ssh desk firefox %s",
            "cmd /c start %s",
            "powershell.exe -Command start %s",
            "osascript -e 'open location \"%s\"'",
            "emacs --eval (browse-url-\"%s\")",
            "python3 -c open('%s')",
            "python3 -c %s",
            "perl -e %s",
            "env A=b node --eval %s",
            "%s",
        ] {
            assert_eq!(Program::read(text), Err(ShellText(text.into())), "{text}");
        }
    }
}
