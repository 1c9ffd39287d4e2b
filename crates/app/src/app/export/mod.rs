//! Exports: a dialog in which one chooses what is exported and how, the job that makes the document, and what
//! follows when it is done.

mod choices;
mod dialog;
pub(super) mod edition;

pub use dialog::{ExportDialog, ExportRow};
pub use edition::{ExportItems, ExportJob, ExportOutcome, Exported, TextReaders, edition_of};

use super::action::Action;
use super::confirm::Confirm;
use super::context::Context;
use super::intent::Intent;
use super::job::Job;
use super::marks::Mark;
use super::message::Effect;
use super::selection::Target;
use crate::messages::Text;
use crate::post::Origin;
use choices::{Choices, ExportDestination};
use std::sync::Arc;

/// The choices of the last export, and the export that is running.
#[derive(Clone, Debug, Default)]
pub struct Exports {
    choices: Choices,
    /// Number of the last request; answers to earlier ones are dropped.
    request: u64,
    running: Option<(ExportJob, ExportDestination)>,
}

impl Exports {
    /// A dialog for what can be exported; `None` if there is nothing.
    pub(super) fn dialog(&self, context: &Context) -> Option<ExportDialog> {
        ExportDialog::new(self.choices, context)
    }

    /// The intents of exporting what is chosen in a dialog.
    pub(super) fn start(&mut self, dialog: &ExportDialog, context: &Context) -> Vec<Intent> {
        let to = dialog.choices.to;
        let file = dialog.file_name();
        if to != ExportDestination::Clipboard && file.is_empty() {
            return vec![context.fail(&Text::NoFileName)];
        }
        self.choices = dialog.choices;
        self.request += 1;
        let Choices { format, grouping, order, .. } = dialog.choices;
        let job = ExportJob {
            request: self.request,
            library: Arc::clone(&context.library),
            items: dialog.items(context),
            context: context.search_context(),
            title: dialog.title(context),
            format,
            grouping,
            order,
            language: context.language,
            file: (to != ExportDestination::Clipboard).then_some(file),
            overwrites: false,
        };
        self.running = Some((job.clone(), to));
        let notice = context.tell(&Text::Exporting);
        vec![Intent::Close, notice, Intent::Run(Effect::Work(Job::Export(Box::new(job))))]
    }

    /// The effect of exporting again, over the file that is there.
    pub(super) fn overwrite(&mut self) -> Option<Effect> {
        let (job, _) = self.running.as_mut()?;
        self.request += 1;
        job.request = self.request;
        job.overwrites = true;
        Some(Effect::Work(Job::Export(Box::new(job.clone()))))
    }

    /// Handles the end of an export. Questions are asked only if `is_free`: what is being typed must not go
    /// into the answer.
    pub(super) fn take(
        &mut self,
        request: u64,
        exported: Exported,
        is_free: bool,
        context: &Context,
    ) -> Vec<Intent> {
        if request != self.request {
            return Vec::new();
        }
        let Some((job, to)) = &self.running else { return Vec::new() };
        let Exported { count, targets, outcome } = exported;
        let file = job.file.clone().unwrap_or_default();
        let mut intents = match outcome {
            _ if count == 0 => return vec![context.tell(&Text::NothingToExport)],
            ExportOutcome::Exists if is_free => {
                let question = Text::Overwrite(&file).say(context.language);
                return vec![ask(question, vec![Intent::Overwrite])];
            }
            ExportOutcome::Exists => return vec![context.fail(&Text::FileExists(&file))],
            ExportOutcome::Failed(reason) => {
                return vec![context.fail(&Text::CouldNotWrite(&file, &reason))];
            }
            ExportOutcome::Text(text) => vec![Intent::Run(Effect::Copy(text))],
            ExportOutcome::Written(path) => {
                let mut intents = vec![context.tell(&Text::ExportedTo(count, &file))];
                if *to == ExportDestination::Editor {
                    let origin = Origin::File(path);
                    intents.push(Intent::Run(Effect::Edit { origin, offset: None }));
                }
                intents
            }
        };
        self.running = None;
        intents.extend(offer_to_clear(targets, context).filter(|_| is_free));
        intents
    }
}

/// The intent of asking whether to remove the stars, if everything exported is starred.
fn offer_to_clear(targets: Vec<Target>, context: &Context) -> Option<Intent> {
    let is_starred = |target: &Target| context.is_marked(Mark::Star, *target);
    targets.iter().all(is_starred).then(|| {
        let (count, key) = (targets.len(), context.keymap.key_of(Action::Undo));
        let done = context.tell(&Mark::Star.done_to(count, false, &key));
        let question = Text::ClearStars(count).say(context.language);
        ask(question, vec![Intent::Mark(Mark::Star, targets, false), done])
    })
}

fn ask(question: String, yes: Vec<Intent>) -> Intent {
    Intent::Ask(Box::new(Confirm::new(question, yes)))
}
