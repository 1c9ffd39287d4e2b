//! Asks the program for replies as the scripts of shells do on Tab, and checks that no shell could
//! misinterpret one.

use std::path::Path;
use std::process::Command;

use super::home::Home;
use super::strict::{Sheet, offence};

/// The shells with completions.
pub const SHELLS: [&str; 4] = ["bash", "zsh", "fish", "powershell"];

/// Lines whose last word is completed from the content or the file names of posts, and the text
/// that bash would replace with a reply.
pub const COMPLETED: [(&str, &str); 8] = [
    ("yunbao list posts/", "posts/"),
    ("yunbao list 'posts/n", "posts/n"),
    ("yunbao list posts -q tag:", ""),
    ("yunbao list posts -q \"tag:g", "tag:g"),
    ("yunbao posts -q category:", ""),
    ("yunbao posts --query=author:", ""),
    ("yunbao posts -q 'source:", "source:"),
    ("yunbao posts -q date:", ""),
];

/// The replies, or a description of the fault in them.
pub fn replies(
    home: &Home,
    program: &Path,
    shell: &str,
    line: &str,
    word: &str,
) -> Result<String, String> {
    let mut command = Command::new(program);
    command.env_clear().envs(home.environment()).current_dir(home.path());
    command.env("YUNBAO_COMPLETE", shell).env("YUNBAO_LINE", line).env("YUNBAO_WORD", word);
    let output = command.output().map_err(|error| error.to_string())?;
    if !output.status.success() || !output.stderr.is_empty() {
        return Err(format!("{}: {}", output.status, String::from_utf8_lossy(&output.stderr)));
    }
    let text = String::from_utf8(output.stdout).map_err(|error| error.to_string())?;
    // A tab comes before the help of a value, and nowhere else.
    if text.lines().any(|reply| reply.matches('\t').count() > 1) {
        return Err("a tab in a value".into());
    }
    match offence(text.replace('\t', " ").as_bytes(), Sheet::Pipe) {
        Some(what) => Err(what),
        None => Ok(text),
    }
}
