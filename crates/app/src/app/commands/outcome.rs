//! The sentences on how commands have ended.

use super::job::CommandFailure;
use crate::messages::{Language, Text};
use crate::text::clean_line;

/// Maximum length of what a notice tells of an output, in characters.
const MAX_CHARS: usize = 500;

/// The first line of an output that has words.
pub(super) fn first_line(output: &str) -> String {
    let line = output.lines().map(clean_line).find(|line| !line.is_empty());
    line.unwrap_or_default().chars().take(MAX_CHARS).collect()
}

/// The last lines of what a program wrote to standard error, as one line.
fn last_lines(errors: &str) -> String {
    let mut kept: Vec<String> = Vec::new();
    let mut room = MAX_CHARS;
    for line in errors.lines().rev().map(clean_line).filter(|line| !line.is_empty()) {
        let length = line.chars().count();
        if length > room {
            if kept.is_empty() {
                kept.push(line.chars().skip(length - room).collect());
            }
            break;
        }
        room -= length;
        kept.push(line);
    }
    kept.reverse();
    kept.join(" / ")
}

/// The sentence on a failure of the command of this name.
pub(super) fn failure(name: &str, failure: &CommandFailure, language: Language) -> String {
    let (text, errors) = match failure {
        CommandFailure::NoFile => (Text::CommandNoFile(name), ""),
        CommandFailure::NoUrl => (Text::CommandNoUrl(name), ""),
        CommandFailure::Unreadable(path, why) => (Text::CommandUnreadable(name, path, why), ""),
        CommandFailure::TooLong(most) => (Text::CommandTooLong(name, *most), ""),
        CommandFailure::NotFound(program) => (Text::CommandNotFound(name, program), ""),
        CommandFailure::NotStarted(program, why) => {
            (Text::CommandNotStarted(name, program, why), "")
        }
        CommandFailure::Code(program, code, errors) => {
            (Text::CommandCode(name, program, *code), errors.as_str())
        }
        CommandFailure::Signal(program, signal, errors) => {
            (Text::CommandSignal(name, program, *signal), errors.as_str())
        }
        CommandFailure::TimeLimit(seconds, errors) => {
            (Text::CommandTimeLimit(name, *seconds), errors.as_str())
        }
        CommandFailure::WantedTerminal => (Text::CommandWantedTerminal(name), ""),
    };
    let sentence = text.say(language);
    match last_lines(errors) {
        errors if errors.is_empty() => sentence,
        errors => Text::CommandErrors(&sentence, &errors).say(language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_the_errors_is_told() {
        let told = |errors: &str| {
            let code = CommandFailure::Code("trans".into(), 3, errors.into());
            failure("translate", &code, Language::English)
        };
        assert_eq!(told(""), "translate: trans ended with code 3");
        assert_eq!(told("a\n\n  b \n"), "translate: trans ended with code 3: a / b");
        let many = "x".repeat(400) + "\n" + &"y".repeat(400) + "\nz\n";
        assert!(told(&many).ends_with(&format!("3: {} / z", "y".repeat(400))));
        let long = "云".repeat(2_000) + "!";
        assert!(told(&long).ends_with(&format!(": {}!", "云".repeat(MAX_CHARS - 1))));
    }

    #[test]
    fn the_first_line_with_words_is_told() {
        assert_eq!(first_line("\n \n  12  words\nmore\n"), "12 words");
        assert_eq!(first_line(" \n"), "");
    }
}
