//! The output of a command in the reader: opening it, and leaving it again.

use super::reading::{CommandReading, ShownOutput};
use crate::app::action::{Action, Page};
use crate::app::context::Context;
use crate::app::panes::Pane;
use crate::markdown::{Line, Typography};
use crate::post::{Post, Story};
use std::sync::Arc;

impl Context {
    /// The output that the reader shows in place of a post.
    pub(in crate::app) fn output(&self) -> Option<&CommandReading> {
        self.shown_output.as_ref().map(|shown| &*shown.reading)
    }

    /// The output that the user is reading: no page and no other pane is in front of it.
    pub(in crate::app) fn output_being_read(&self) -> Option<&CommandReading> {
        let is_read = self.focus == Pane::Reader && self.page == Page::Panes;
        self.output().filter(|_| is_read)
    }

    /// The story that the output in the reader was made from.
    pub(in crate::app) fn story_of_output(&self) -> Option<&Story> {
        self.output()?.story()
    }

    /// The lines above the output, if a post is one that the reader shows.
    pub(in crate::app) fn output_head(
        &self,
        post: &Post,
        cells: usize,
        typography: Typography,
    ) -> Option<Vec<Line>> {
        let output = self.output().filter(|output| output.post.id == post.id)?;
        let key = self.keymap.key_of(Action::Reload);
        Some(output.head(cells, typography, (&key, self.language)))
    }

    /// Shows an output in the reader, in place of the post there.
    pub(in crate::app) fn show_output(&mut self, reading: Arc<CommandReading>) {
        let back = match &self.shown_output {
            Some(shown) => shown.back,
            None => (self.page, self.focus),
        };
        let over = self.own_shown().map(|post| post.id);
        self.shown_output = Some(ShownOutput { reading, over, back });
        self.page = Page::Panes;
        self.focus = Pane::Reader;
    }

    /// Goes back from the output to where the command was started.
    pub(in crate::app) fn close_output(&mut self) {
        if let Some(shown) = self.shown_output.take() {
            (self.page, self.focus) = shown.back;
        }
    }

    /// Leaves the output if another post is to be read.
    pub(in crate::app) fn follow_output(&mut self) {
        let over = self.own_shown().map(|post| post.id);
        self.shown_output.take_if(|shown| shown.over != over);
    }
}
