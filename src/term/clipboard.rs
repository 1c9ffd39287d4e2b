//! The system clipboard, where there is a tool for it: some terminals do not support OSC 52.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::threads;

/// A program that takes text on its standard input, with its arguments.
type ClipboardTool = (&'static str, &'static [&'static str]);

/// The tools that can reach the user's clipboard, best first. None over ssh, where the clipboard is
/// that of the remote machine.
fn tools(set: impl Fn(&str) -> bool) -> Vec<ClipboardTool> {
    if set("SSH_CONNECTION") || set("SSH_TTY") {
        return Vec::new();
    }
    let mut tools: Vec<ClipboardTool> = Vec::new();
    if cfg!(target_os = "macos") {
        tools.push(("pbcopy", &[]));
    }
    if set("WAYLAND_DISPLAY") {
        tools.push(("wl-copy", &["--type", "text/plain"]));
    }
    if set("DISPLAY") {
        tools.push(("xclip", &["-selection", "clipboard"]));
        tools.push(("xsel", &["--input", "--clipboard"]));
    }
    tools
}

/// Passes a text to the first tool that starts, on a thread: some of them run until something else
/// is copied. A failure is not reported, as the terminal was given the text as well.
pub(super) fn give(text: &str) {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let tools = tools(set);
    if tools.is_empty() {
        return;
    }
    let text = text.to_owned();
    let give = move || {
        let started = tools.into_iter().find_map(|(program, arguments)| {
            let mut command = Command::new(program);
            command.args(arguments).stdin(Stdio::piped());
            // Its output would be painted over the screen.
            command.stdout(Stdio::null()).stderr(Stdio::null());
            command.spawn().ok()
        });
        if let Some(mut tool) = started {
            if let Some(mut input) = tool.stdin.take() {
                let _ = input.write_all(text.as_bytes());
            }
            let _ = tool.wait();
        }
    };
    // Without a thread, the terminal has still been given the text.
    let _ = threads::start("clipboard", give);
}

#[cfg(test)]
mod tests {
    use super::tools;

    #[test]
    fn tools_are_those_of_the_screen_one_sits_at() {
        let names = |variables: &[&str]| -> Vec<&str> {
            let tools = tools(|name| variables.contains(&name));
            tools.iter().map(|(program, _)| *program).filter(|name| *name != "pbcopy").collect()
        };
        assert_eq!(names(&[]), [""; 0]);
        assert_eq!(names(&["DISPLAY"]), ["xclip", "xsel"]);
        assert_eq!(names(&["WAYLAND_DISPLAY", "DISPLAY"]), ["wl-copy", "xclip", "xsel"]);
        assert_eq!(names(&["DISPLAY", "SSH_CONNECTION"]), [""; 0]);
    }
}
