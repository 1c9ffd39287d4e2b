//! The user's own commands: those that run, and the outputs that wait to be read.
//!
//! Knows nothing of processes: a job goes out as an effect, and its end comes back as a message.

mod items;
mod job;
mod outcome;
mod output;
mod reading;
mod target;

pub(super) use items::command_items;
pub use job::{CommandEnd, CommandFailure, CommandItem, CommandJob};
pub use reading::{CommandReading, ShownOutput};
pub(super) use target::LookedAt;

use super::action::Action;
use super::context::Context;
use super::intent::Intent;
use super::message::{Effect, Notice};
use crate::config::{CommandOutput, OwnCommand};
use crate::messages::Text;
use crate::text::clean_line;
use std::collections::VecDeque;
use std::sync::Arc;
use target::StartedAt;

/// Maximum number of commands that run at once.
const MAX_RUNNING: usize = 16;
/// Maximum number of outputs that wait to be read; the oldest are dropped. Those are kept, too, and come at
/// once when the command is run again.
const MAX_UNREAD: usize = 16;

/// The commands that run, and the outputs that wait to be read.
#[derive(Clone, Debug, Default)]
pub struct Commands {
    /// Number of the last run.
    number: u64,
    /// The running commands, the newest last.
    running: Vec<RunningCommand>,
    /// Outputs that came when the user was elsewhere, the newest first.
    unread: VecDeque<Arc<CommandReading>>,
}

/// A command that runs.
#[derive(Clone, Debug)]
struct RunningCommand {
    number: u64,
    command: OwnCommand,
    items: Vec<CommandItem>,
    started_at: StartedAt,
}

impl Commands {
    /// Starts a command of the config, by name.
    pub(super) fn start(&mut self, name: &str, views: LookedAt<'_>) -> Vec<Intent> {
        let commands = &views.context.config.commands;
        // The config may have been saved since the command was offered.
        let Some(command) = commands.iter().find(|command| command.name == name) else {
            return vec![views.context.fail(&Text::NoSuchCommand(name))];
        };
        match views.items(command) {
            Ok(items) => self.run(command.clone(), items, false, views),
            Err(notice) => vec![*notice],
        }
    }

    /// Runs the command again whose output is in the reader.
    pub(super) fn run_again(&mut self, views: LookedAt<'_>) -> Vec<Intent> {
        let Some(output) = views.context.output() else { return Vec::new() };
        let (command, items) = (output.command.clone(), output.items.clone());
        self.run(command, items, true, views)
    }

    fn run(
        &mut self,
        command: OwnCommand,
        items: Vec<CommandItem>,
        is_again: bool,
        views: LookedAt<'_>,
    ) -> Vec<Intent> {
        let LookedAt { context, .. } = views;
        let is_same = |running: &RunningCommand| {
            let targets = running.items.iter().map(|item| item.target);
            running.command == command && targets.eq(items.iter().map(|item| item.target))
        };
        if self.running.iter().any(is_same) {
            return vec![context.tell(&Text::CommandRunsAlready(&command.name))];
        }
        if self.running.len() == MAX_RUNNING {
            return vec![context.fail(&Text::TooManyCommandsRun(MAX_RUNNING))];
        }
        self.number += 1;
        let number = self.number;
        let started_at = views.place(command.target);
        let running =
            RunningCommand { number, command: command.clone(), items: items.clone(), started_at };
        self.running.push(running);
        let job = CommandJob {
            number,
            command,
            items,
            library: Arc::clone(&context.library),
            context: context.search_context(),
            language: context.language,
            is_again,
        };
        vec![Intent::Run(Effect::RunCommand(Box::new(job)))]
    }

    /// The names of the commands that run, the newest last.
    pub(super) fn running(&self) -> impl Iterator<Item = &str> {
        self.running.iter().map(|running| running.command.name.as_str())
    }

    /// The number of the command that was started last, if one runs.
    pub(super) fn newest(&self) -> Option<u64> {
        self.running.last().map(|running| running.number)
    }

    /// The output of a run that waits to be read.
    pub(super) fn take_unread(&mut self, number: u64) -> Option<Arc<CommandReading>> {
        let at = self.unread.iter().position(|reading| reading.number == number)?;
        self.unread.remove(at)
    }

    /// Handles the end of a command. Its output is shown if the user is still where it was started, and
    /// nothing is in front: `is_free`.
    pub(super) fn take(
        &mut self,
        number: u64,
        end: CommandEnd,
        is_free: bool,
        views: LookedAt<'_>,
    ) -> Vec<Intent> {
        let Some(at) = self.running.iter().position(|running| running.number == number) else {
            return Vec::new();
        };
        let RunningCommand { command, items, started_at, .. } = self.running.remove(at);
        let context = views.context;
        let name = &command.name;
        let (output, is_cut, is_kept) = match end {
            CommandEnd::Cancelled => return vec![context.tell(&Text::CommandCancelled(name))],
            CommandEnd::Failed(failure) => {
                let sentence = outcome::failure(name, &failure, context.language);
                return vec![notice(&sentence, true)];
            }
            CommandEnd::Done { output, is_cut, is_kept } => (output, is_cut, is_kept),
        };
        match command.output {
            CommandOutput::None | CommandOutput::Terminal => Vec::new(),
            _ if output.trim().is_empty() => vec![context.tell(&Text::CommandNoOutput(name))],
            CommandOutput::Notice => {
                let line = outcome::first_line(&output);
                vec![notice(&Text::CommandSays(name, &line).say(context.language), false)]
            }
            CommandOutput::Reader => {
                let is_there = is_free && views.place(command.target) == started_at;
                let forms = (is_cut, is_kept);
                let reading = CommandReading::new(number, command, items, &output, forms);
                if is_there {
                    return vec![Intent::ShowOutput(Arc::new(reading))];
                }
                let key = context.keymap.key_of(Action::Commands);
                let told = context.tell(&Text::CommandDone(&reading.post.title, &key));
                self.unread.push_front(Arc::new(reading));
                self.unread.truncate(MAX_UNREAD);
                vec![told]
            }
        }
    }
}

fn notice(sentence: &str, is_error: bool) -> Intent {
    Intent::Notify(Notice { text: clean_line(sentence), is_error })
}

/// The intents of an action that concerns the output in the reader or the newest command here: of leaving the
/// output, of running its command again, or of stopping the command that runs.
pub(super) fn act_on_commands(
    action: Action,
    commands: &Commands,
    is_finding: bool,
    context: &Context,
) -> Option<Vec<Intent>> {
    if action == Action::Cancel
        && let Some(number) = commands.newest()
    {
        return Some(vec![Intent::Run(Effect::StopCommand(number))]);
    }
    if action == Action::Reload && context.output_being_read().is_some() {
        return Some(vec![Intent::RunAgain]);
    }
    // The search in the output is closed first.
    let is_closed = action == Action::Back || action == Action::Cancel && !is_finding;
    let closes = is_closed && context.output_being_read().is_some();
    closes.then(|| vec![Intent::CloseOutput])
}
