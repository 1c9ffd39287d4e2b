//! A question that is answered with yes or no, before something that affects much.

use super::intent::Intent;
use super::key::{Key, KeyCode};

/// A question, and the intents of its answers.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// The question, a clean sentence.
    pub question: String,
    yes: Vec<Intent>,
}

impl Confirm {
    /// Creates a question; `yes` is carried out if the answer is yes.
    pub(super) fn new(question: String, yes: Vec<Intent>) -> Self {
        Self { question, yes }
    }

    /// Handles a key. Only Enter and `y` mean yes, only Esc, `n` and `q` no.
    pub(super) fn press(&self, key: Key) -> Vec<Intent> {
        if key.ctrl || key.alt {
            return Vec::new();
        }
        match key.code {
            KeyCode::Enter | KeyCode::Char('y' | 'Y') => self.accept(),
            KeyCode::Esc | KeyCode::Char('n' | 'N' | 'q') => vec![Intent::Close],
            _ => Vec::new(),
        }
    }

    /// The intents of the answer yes.
    pub(super) fn accept(&self) -> Vec<Intent> {
        [Intent::Close].into_iter().chain(self.yes.iter().cloned()).collect()
    }
}
