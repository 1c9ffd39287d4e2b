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
        let mut words = shell_words::split(text).unwrap_or_else(|_| vec![text.to_owned()]);
        // A shell's "run in the background".
        words.pop_if(|word| word == "&");
        if words.first().is_none_or(|name| name.trim().is_empty()) {
            return Ok(None);
        }
        let mut placed = words.clone();
        if !words.iter().any(|word| word.contains(PLACE)) {
            placed.push(PLACE.into());
        }
        if placed[0].contains(PLACE) || placed.iter().any(|word| is_text(word)) || is_read(&placed)
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

fn stem(program: &str) -> String {
    let stem = Path::new(program).file_stem().unwrap_or_default();
    stem.to_string_lossy().to_lowercase()
}

/// Returns `true` for a word with the placeholder inside a text.
fn is_text(word: &str) -> bool {
    word.contains(PLACE) && word.contains(|c: char| c.is_whitespace() || OF_TEXTS.contains(&c))
}

/// Returns `true` if a shell interprets one of the placeholders.
fn is_read(words: &[String]) -> bool {
    if JOINING.contains(&&*stem(&words[0])) {
        return true;
    }
    // A shell after `env`, `setsid` or a terminal is a shell as well.
    let shells = words.iter().enumerate().filter(|(_, word)| SHELLS.contains(&&*stem(word)));
    shells.into_iter().any(|(at, _)| {
        let behind = &words[at + 1..];
        let is_option = |word: &&String| word.starts_with(['-', '+']);
        let takes_text = |word: &String| {
            let is_short = word.starts_with('-') && !word.starts_with("--");
            is_short && word.contains(['c', 'C']) || word.ends_with("command")
        };
        let within_option = behind.iter().take_while(is_option).any(|word| word.contains(PLACE));
        let mut text = behind.iter().skip_while(|word| !takes_text(word)).skip(1);
        within_option || text.find(|word| !is_option(word)).is_some_and(|word| word.contains(PLACE))
    })
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
            "%s",
        ] {
            assert_eq!(Program::read(text), Err(ShellText(text.into())), "{text}");
        }
    }
}
