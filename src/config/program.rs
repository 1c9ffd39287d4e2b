//! A program with its arguments as a person writes them, with a place for an address or a file.
//!
//! Addresses and file names are a stranger's: each becomes an argument, or part of one, and never
//! text that a shell reads.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// Stands for the address or the file; without it, that comes last.
const PLACE: &str = "%s";

/// Programs that have a shell read the word behind an option such as `-c` or `-lc`.
const SHELLS: [&str; 20] = [
    "ash", "bash", "csh", "dash", "elvish", "es", "fish", "ksh", "mksh", "nu", "osh", "rc",
    "runuser", "script", "sh", "su", "tcsh", "xonsh", "yash", "zsh",
];
/// Programs that have a shell read all their arguments as one text.
const JOINING: [&str; 7] = ["cmd", "powershell", "pwsh", "rsh", "ssh", "watch", "wsl"];
/// Characters that a word has which is text for something else to read: a shell, a script.
const OF_TEXTS: [char; 10] = ['"', '\'', '`', '$', '(', ')', ';', '|', '<', '>'];

/// A program and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    name: String,
    arguments: Vec<String>,
}

/// A command in which the address or file would be read as shell text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShellText(pub String);

impl Program {
    /// Reads words, with quotation marks respected; `None` for a blank text. With an open quotation
    /// mark, the whole text is the name of the program.
    ///
    /// # Errors
    ///
    /// The address or file would not be an argument, but part of a text that something else reads.
    pub fn read(text: &str) -> Result<Option<Self>, ShellText> {
        let mut words = shell_words::split(text).unwrap_or_else(|_| vec![text.to_owned()]);
        // "In the background" of a shell.
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

    /// The name of the program without its folder and ending.
    pub fn name(&self) -> String {
        stem(&self.name)
    }

    /// True if one of the arguments says where the address or file stands.
    pub fn has_place(&self) -> bool {
        self.arguments.iter().any(|word| word.contains(PLACE))
    }

    /// The command, each argument with what `filled` makes of its parts between the places, and the
    /// address or file in these.
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

/// True for a word that has a place within a text.
fn is_text(word: &str) -> bool {
    word.contains(PLACE) && word.contains(|c: char| c.is_whitespace() || OF_TEXTS.contains(&c))
}

/// True if a shell reads one of the places.
fn is_read(words: &[String]) -> bool {
    if JOINING.contains(&&*stem(&words[0])) {
        return true;
    }
    // Behind `env`, `setsid` or a terminal it is a shell as well.
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
