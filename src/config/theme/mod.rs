//! Parts of the screen and of posts, and what each looks like in a theme. The only place that
//! knows colours; what they are on a terminal is the screen's affair.

mod look;
mod tables;

#[cfg(test)]
mod tests;

pub use look::{Colour, Look};
pub use tables::BUILT_IN;

/// A part of the screen or of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Plain text, and the ground of the whole screen.
    Text,
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
    /// What was searched for, in what fits it.
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
    /// The title of a post.
    PostTitle,
    /// The facts below it.
    Facts,
    /// A tag or category of a post.
    Tag,
    /// A heading of the first or second level in a post.
    PostHeading,
    /// A heading of a lower level in a post.
    PostSubheading,
    /// Code within a line.
    Code,
    /// Code on lines of its own.
    CodeBlock,
    /// The language and frame of such code.
    CodeFrame,
    /// A keyword in code.
    CodeKeyword,
    /// A string in code.
    CodeString,
    /// A comment in code.
    CodeComment,
    /// A number or constant in code.
    CodeNumber,
    /// The name of a type in code.
    CodeType,
    /// The name of a function in code.
    CodeFunction,
    /// The name of what gets a value in code.
    CodeKey,
    /// A line that a diff adds.
    CodeInserted,
    /// A line that a diff takes away.
    CodeDeleted,
    /// Text in a quote.
    Quote,
    /// The bar beside a quote.
    QuoteBar,
    /// The mark of a list's item.
    Marker,
    /// The text of a link.
    Link,
    /// The number behind a link.
    LinkNumber,
    /// What stands for an image.
    Image,
    /// The header of a table.
    TableHeader,
    /// The lines of a table.
    TableFrame,
    /// A rule across the text.
    Rule,
    /// A day with few posts, in a calendar.
    Heat1,
    /// A day with more of them.
    Heat2,
    /// A day with many.
    Heat3,
    /// A day with as many as the busiest.
    Heat4,
    /// A bar that stands for a count.
    Bar,
    /// What rises.
    Rising,
    /// What fades.
    Fading,
    /// The first line over time.
    Line1,
    /// The second line.
    Line2,
    /// The third line.
    Line3,
    /// The fourth line.
    Line4,
    /// The fifth line.
    Line5,
}

impl Part {
    /// All of them with the names under which a config sets them.
    pub const ALL: [(Self, &'static str); 60] = [
        (Self::Text, "text"),
        (Self::Dim, "dim"),
        (Self::Frame, "frame"),
        (Self::Title, "title"),
        (Self::FocusedTitle, "focused-title"),
        (Self::Cursor, "cursor"),
        (Self::IdleCursor, "idle-cursor"),
        (Self::Heading, "heading"),
        (Self::Included, "included"),
        (Self::Excluded, "excluded"),
        (Self::Unread, "unread"),
        (Self::Star, "star"),
        (Self::Key, "key"),
        (Self::StoryMark, "story-mark"),
        (Self::Hit, "hit"),
        (Self::CurrentHit, "current-hit"),
        (Self::LinkHint, "link-hint"),
        (Self::Error, "error"),
        (Self::QueryField, "query-field"),
        (Self::QueryValue, "query-value"),
        (Self::QueryOperator, "query-operator"),
        (Self::QueryUnknown, "query-unknown"),
        (Self::PostTitle, "post-title"),
        (Self::Facts, "facts"),
        (Self::Tag, "tag"),
        (Self::PostHeading, "post-heading"),
        (Self::PostSubheading, "post-subheading"),
        (Self::Code, "code"),
        (Self::CodeBlock, "code-block"),
        (Self::CodeFrame, "code-frame"),
        (Self::CodeKeyword, "code-keyword"),
        (Self::CodeString, "code-string"),
        (Self::CodeComment, "code-comment"),
        (Self::CodeNumber, "code-number"),
        (Self::CodeType, "code-type"),
        (Self::CodeFunction, "code-function"),
        (Self::CodeKey, "code-key"),
        (Self::CodeInserted, "code-inserted"),
        (Self::CodeDeleted, "code-deleted"),
        (Self::Quote, "quote"),
        (Self::QuoteBar, "quote-bar"),
        (Self::Marker, "marker"),
        (Self::Link, "link"),
        (Self::LinkNumber, "link-number"),
        (Self::Image, "image"),
        (Self::TableHeader, "table-header"),
        (Self::TableFrame, "table-frame"),
        (Self::Rule, "rule"),
        (Self::Heat1, "heat-1"),
        (Self::Heat2, "heat-2"),
        (Self::Heat3, "heat-3"),
        (Self::Heat4, "heat-4"),
        (Self::Bar, "bar"),
        (Self::Rising, "rising"),
        (Self::Fading, "fading"),
        (Self::Line1, "line-1"),
        (Self::Line2, "line-2"),
        (Self::Line3, "line-3"),
        (Self::Line4, "line-4"),
        (Self::Line5, "line-5"),
    ];

    /// The part of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(part, _)| *part)
    }
}

/// How far the cursor's row is from the ground to the text, in percent.
const CURSOR_SHADE: u16 = 20;
/// The same where the pane has no focus.
const IDLE_SHADE: u16 = 9;

/// The colour of the day with most in a calendar: a green that is seen on light and dark.
const HEAT: [u16; 3] = [0x2e, 0xa0, 0x43];
/// How far the levels of days are from the ground to that, in percent.
const HEAT_SHADES: [(Part, u16); 4] =
    [(Part::Heat1, 30), (Part::Heat2, 52), (Part::Heat3, 76), (Part::Heat4, 100)];

/// What everything looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// A look for each part, in the order of [`Part::ALL`].
    looks: [Look; Part::ALL.len()],
}

impl Default for Theme {
    /// The terminal's own sixteen colours.
    fn default() -> Self {
        Self::read(&tables::TERMINAL)
    }
}

impl Theme {
    /// The themes that come with the program.
    pub fn built_in() -> Vec<Self> {
        BUILT_IN.iter().map(|table| Self::read(table)).collect()
    }

    /// True if the levels of days in a calendar have colours of their own.
    pub fn tells_levels(&self) -> bool {
        let looks = HEAT_SHADES.map(|(part, _)| self.look(part).text);
        looks.iter().enumerate().all(|(at, look)| look.is_some() && !looks[..at].contains(look))
    }

    /// True if some part has a colour.
    pub fn has_colours(&self) -> bool {
        self.looks.iter().any(|look| look.text.is_some() || look.ground.is_some())
    }

    /// The theme on a ground that is known: the cursor's row has a shade of it instead of being
    /// reversed, so that what stands in the row keeps its colours.
    #[must_use]
    pub fn on_ground(&self, (red, green, blue): (u8, u8, u8)) -> Self {
        // Towards the colour that text has on it: ITU-R BT.601 for how light it is.
        let [red, green, blue] = [red, green, blue].map(u16::from);
        let light = (red * 3 + green * 6 + blue) / 10;
        let text: u16 = if light < 128 { 255 } else { 0 };
        let mix = |to: [u16; 3], percent: u16| {
            let mixed = |own: u16, to: u16| ((own * (100 - percent) + to * percent) / 100) as u8;
            Some(Colour::Rgb(mixed(red, to[0]), mixed(green, to[1]), mixed(blue, to[2])))
        };
        let shade = |percent| mix([text; 3], percent);
        let mut theme = self.clone();
        theme.set(Part::Cursor, Look { ground: shade(CURSOR_SHADE), ..Look::default() });
        let idle = Look { ground: shade(IDLE_SHADE), bold: true, ..Look::default() };
        theme.set(Part::IdleCursor, idle);
        for (part, percent) in HEAT_SHADES {
            theme.set(part, Look { text: mix(HEAT, percent), ..Look::default() });
        }
        theme
    }

    /// The theme without colours: bold, dim, italic, underlined and reversed tell everything.
    pub fn mono() -> Self {
        Self::read(&tables::MONO)
    }

    /// A table as a theme; the tests hold the tables to looks that can be read.
    fn read(table: &tables::Table) -> Self {
        let mut theme =
            Self { name: table.name.to_owned(), looks: [Look::default(); Part::ALL.len()] };
        for (part, look) in table.looks {
            theme.set(*part, Look::read(look).unwrap_or_default());
        }
        theme
    }

    /// The look of a part.
    pub fn look(&self, part: Part) -> Look {
        self.looks[part as usize]
    }

    /// Gives a part another look.
    pub fn set(&mut self, part: Part, look: Look) {
        self.looks[part as usize] = look;
    }
}
