//! The items of the picker of commands: outputs that wait to be read, commands that run, and all commands.

use super::Commands;
use super::job::{CommandItem, title};
use crate::app::context::Context;
use crate::app::picker::{Choice, Item, ItemMark};
use crate::messages::Text;

impl Commands {
    /// The items of the picker. Only commands are found by their names, so that a typed name runs one.
    pub(in crate::app) fn items(&self, context: &Context) -> Vec<Item> {
        let item = |items: &[CommandItem], text: Text<'_>, choice| Item {
            text: title(items),
            other: String::new(),
            detail: text.say(context.language),
            mark: ItemMark::None,
            choice,
        };
        let unread = self.unread.iter().map(|reading| {
            let text = Text::CommandRead(&reading.command.name);
            item(&reading.items, text, Choice::Output(reading.number))
        });
        let running = self.running.iter().rev().map(|running| {
            let text = Text::CommandStop(&running.command.name);
            item(&running.items, text, Choice::StopCommand(running.number))
        });
        unread.chain(command_items(context)).chain(running).collect()
    }
}

/// The items of all commands, each with its keys.
pub(in crate::app) fn command_items(context: &Context) -> impl Iterator<Item = Item> {
    let commands = context.config.commands.iter().zip(context.keymap.commands());
    commands.map(|(command, keys)| Item {
        text: command.name.clone(),
        other: command.run.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        detail: keys.keys().join("  "),
        mark: ItemMark::None,
        choice: Choice::Command(command.name.clone()),
    })
}
