//! The output of a command in the reader, in place of the post it was run for.
//!
//! Laid out, searched and copied from like a post whose text is in memory. The output is no post of the
//! library, and has no marks: these go to the post or story it was made from.

use super::job::{CommandItem, title};
use crate::app::action::Page;
use crate::app::panes::Pane;
use crate::config::OwnCommand;
use crate::markdown::{Line, Role, Span, Style, Typography, line_up, wrap};
use crate::messages::{Language, Text};
use crate::post::{Origin, Post, PostId, Story};
use crate::text::clean_line;
use std::sync::Arc;

/// Text before the output, so that none of it is taken for front matter. Comments are not shown.
const BEFORE_OUTPUT: &str = "<!-- output -->\n\n";

/// The output of a command.
#[derive(Clone, Debug)]
pub struct CommandReading {
    /// Number of the run.
    pub(super) number: u64,
    /// The output, as a post of its own.
    pub(in crate::app) post: Arc<Post>,
    /// The command.
    pub(super) command: OwnCommand,
    /// The posts and stories it was run for.
    pub(super) items: Vec<CommandItem>,
    /// Set if the output was kept from an earlier run.
    is_kept: bool,
    /// Set if the command has printed more than is kept.
    is_cut: bool,
}

impl CommandReading {
    /// The output of a run.
    pub(super) fn new(
        number: u64,
        command: OwnCommand,
        items: Vec<CommandItem>,
        output: &str,
        (is_cut, is_kept): (bool, bool),
    ) -> Self {
        let title = format!("{}: {}", command.name, title(&items));
        let words: Vec<String> = command.run.iter().map(ToString::to_string).collect();
        let text = format!("{BEFORE_OUTPUT}{output}");
        let post = Post {
            id: PostId::of(format!("\0output {number}").as_bytes()),
            elsewhere: Some(Origin::Memory(text.into())),
            title: clean_line(&title).into(),
            ..Post::bare(&clean_line(&words.join(" ")))
        };
        Self { number, post: Arc::new(post), command, items, is_kept, is_cut }
    }

    /// The story that the output was made from.
    pub(super) fn story(&self) -> Option<&Story> {
        match self.items.as_slice() {
            [item] => item.story(),
            _ => None,
        }
    }

    /// The lines above the output: its title, and how it came about. They end with a blank line. `runs_again`
    /// is the key that runs the command again.
    pub(super) fn head(
        &self,
        cells: usize,
        typography: Typography,
        (runs_again, language): (&str, Language),
    ) -> Vec<Line> {
        let mut lines = line_up(&self.post.title, Role::Title, cells, typography);
        let run = Text::CommandRunsAgain(runs_again).say(language);
        let mut facts = Vec::new();
        if self.is_kept {
            facts.push(Text::CommandKept.say(language));
        }
        if self.is_cut {
            facts.push(Text::CommandCut.say(language));
        }
        facts.push(run);
        let rows = wrap(&facts.join(" · "), cells, typography.ambiguous);
        let style = Style { role: Role::Facts, ..Style::default() };
        let line = |text| Line { spans: vec![Span { text, style }], offset: 0 };
        lines.extend(rows.into_iter().map(line));
        lines.push(Line::default());
        lines
    }
}

/// An output that is shown in the reader.
#[derive(Clone, Debug)]
pub struct ShownOutput {
    /// The output.
    pub(super) reading: Arc<CommandReading>,
    /// The post in whose place it is shown.
    pub(super) over: Option<PostId>,
    /// The page and the pane to go back to.
    pub(super) back: (Page, Pane),
}
