//! The help of the program, which lists the commands in groups.

use clap::Command as Parsing;
use std::fmt::Write;

/// Groups of commands in the help.
pub(super) const GROUPS: [(&str, &[&str]); 4] = [
    (
        "Print posts and what is in them",
        &["list", "stories", "watch", "tags", "categories", "links", "stats"],
    ),
    ("Do something with posts", &["show", "open", "mark", "export", "check", "mcp"]),
    ("Get posts", &["pull", "add"]),
    ("Set up", &["config", "completions", "man", "help"]),
];

/// The command with a help that lists its subcommands in groups.
pub(super) fn shown(command: Parsing) -> Parsing {
    let names: Vec<String> =
        command.get_subcommands().map(|one| one.get_name().to_owned()).collect();
    let template = format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{}{{all-args}}{{after-help}}",
        groups(&command)
    );
    // Hidden so that they are not listed a second time; they still work.
    let hidden =
        |command: Parsing, name: String| command.mut_subcommand(name, |one| one.hide(true));
    names.into_iter().fold(command, hidden).help_template(template)
}

/// The subcommands and their descriptions, in groups.
fn groups(command: &Parsing) -> String {
    let mut out = String::new();
    for (heading, names) in GROUPS {
        let _ = writeln!(out, "{heading}:");
        for name in names {
            let about = command.find_subcommand(name).and_then(Parsing::get_about);
            let about = about.map_or("Print this help, or that of a command".to_owned(), |about| {
                about.to_string()
            });
            let _ = writeln!(out, "  {name:<12} {about}");
        }
        out.push('\n');
    }
    out
}
