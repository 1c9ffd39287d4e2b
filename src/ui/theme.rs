//! What roles and parts look like. The only place that knows colours.

use crate::markdown::{Role, Style as Marks};
use ratatui::style::{Color, Modifier, Style};

/// A part of the screen that is no text of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Plain text.
    Plain,
    /// Text of less weight: dates, counts, hints.
    Dim,
    /// Lines between panes.
    Frame,
    /// A pane's title.
    Title,
    /// The title of the pane with the focus.
    FocusedTitle,
    /// The cursor's row in the pane with the focus.
    Cursor,
    /// The cursor's row in another pane.
    IdleCursor,
    /// A heading within a pane.
    Heading,
    /// A value that the query asks for.
    Included,
    /// A value that the query excludes.
    Excluded,
    /// The mark of an unread post.
    Unread,
    /// The mark of a starred post.
    Star,
    /// A key in a hint.
    Key,
    /// The mark beside the story being read.
    StoryMark,
    /// The letters that were typed, in what fits them.
    Hit,
    /// The hit that was gone to.
    CurrentHit,
    /// The letters on a link.
    LinkHint,
    /// An error.
    Error,
    /// A field's name in the query line.
    QueryField,
    /// A field's value in the query line.
    QueryValue,
    /// `-`, `OR` and parentheses in the query line.
    QueryOperator,
    /// What was not understood in the query line.
    QueryUnknown,
}

/// The look of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    colours: bool,
}

impl Theme {
    /// The terminal's own sixteen colours.
    pub const fn terminal() -> Self {
        Self { colours: true }
    }

    /// No colours: bold, dim, italic, underlined and reversed tell everything.
    pub const fn mono() -> Self {
        Self { colours: false }
    }

    fn coloured(self, style: Style, colour: Color) -> Style {
        if self.colours { style.fg(colour) } else { style }
    }

    /// The look of a part of the screen.
    pub fn part(self, part: Part) -> Style {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let dim = plain.add_modifier(Modifier::DIM);
        match part {
            Part::Plain => plain,
            Part::Dim | Part::Frame => dim,
            Part::Title => plain,
            Part::FocusedTitle => self.coloured(bold, Color::Cyan),
            Part::Cursor => plain.add_modifier(Modifier::REVERSED),
            Part::IdleCursor => bold,
            Part::Heading => bold,
            Part::Included => self.coloured(bold, Color::Green),
            Part::Excluded => self.coloured(plain.add_modifier(Modifier::CROSSED_OUT), Color::Red),
            Part::Unread => self.coloured(bold, Color::Blue),
            Part::Star => self.coloured(bold, Color::Yellow),
            Part::Key => self.coloured(bold, Color::Cyan),
            Part::StoryMark => self.coloured(bold, Color::Yellow),
            Part::Hit => self.coloured(bold.add_modifier(Modifier::UNDERLINED), Color::Yellow),
            Part::CurrentHit => {
                let reversed = bold.add_modifier(Modifier::REVERSED | Modifier::UNDERLINED);
                self.coloured(reversed, Color::Yellow)
            }
            Part::LinkHint => bold.add_modifier(Modifier::REVERSED),
            Part::Error => self.coloured(bold, Color::Red),
            Part::QueryField => self.coloured(plain, Color::Cyan),
            Part::QueryValue => self.coloured(bold, Color::Green),
            Part::QueryOperator => self.coloured(bold, Color::Magenta),
            Part::QueryUnknown => {
                self.coloured(plain.add_modifier(Modifier::UNDERLINED), Color::Yellow)
            }
        }
    }

    /// The look of a span of a post: its role, with its emphasis on top.
    pub fn span(self, marks: Marks) -> Style {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let dim = plain.add_modifier(Modifier::DIM);
        let underlined = plain.add_modifier(Modifier::UNDERLINED);
        let mut style = match marks.role {
            Role::Text | Role::CodeBlock => plain,
            Role::Title => bold,
            Role::Facts | Role::CodeFrame | Role::TableFrame | Role::Rule => dim,
            Role::Tag => self.coloured(plain, Color::Green),
            Role::Heading(1 | 2) => self.coloured(bold, Color::Cyan),
            Role::Heading(_) => self.coloured(bold, Color::Blue),
            Role::Code => self.coloured(plain, Color::Yellow),
            Role::Quote => plain.add_modifier(Modifier::ITALIC),
            Role::QuoteBar | Role::Marker => self.coloured(plain, Color::Magenta),
            Role::Link => self.coloured(underlined, Color::Blue),
            Role::LinkNumber => dim,
            Role::Image => self.coloured(plain, Color::Magenta),
            Role::TableHeader => bold,
        };
        if marks.strong {
            style = style.add_modifier(Modifier::BOLD);
        }
        if marks.emphasis {
            style = style.add_modifier(Modifier::ITALIC);
        }
        if marks.strike {
            style = style.add_modifier(Modifier::CROSSED_OUT);
        }
        if marks.link.is_some() && !matches!(marks.role, Role::LinkNumber) {
            style = style.add_modifier(Modifier::UNDERLINED);
        }
        style
    }
}
