//! The keys to begin with, which are shown below the list on the first start. Each goes away once it was used.

use super::action::Action;
use crate::messages::Text;

/// The steps: the actions and what they do.
const STEPS: [(Action, Text<'static>); 6] = [
    (Action::Read, Text::StepRead),
    (Action::NextStory, Text::StepNextStory),
    (Action::OpenSource, Text::StepOpenSource),
    (Action::Search, Text::StepSearch),
    (Action::Stories, Text::StepStories),
    (Action::Help, Text::StepHelp),
];

/// The steps that are still shown; none except on the first start.
#[derive(Clone, Debug, Default)]
pub struct FirstSteps {
    left: Vec<(Action, Text<'static>)>,
}

impl FirstSteps {
    /// All steps.
    pub(super) fn all() -> Self {
        Self { left: STEPS.to_vec() }
    }

    /// The actions of the steps that are left, with what they do.
    pub fn left(&self) -> &[(Action, Text<'static>)] {
        &self.left
    }

    /// Drops the step of an action.
    pub(super) fn complete(&mut self, action: Action) {
        self.left.retain(|(step, _)| *step != action);
    }

    /// Drops all steps.
    pub(super) fn hide(&mut self) {
        self.left.clear();
    }

    /// Number of rows that they need, with their title; zero without any.
    pub(super) fn rows(&self) -> u16 {
        let count = self.left.len() as u16;
        if count == 0 { 0 } else { count + 1 }
    }
}
