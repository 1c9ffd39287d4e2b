//! Parts of the screen and of posts, and their looks in a theme. Colours are defined only here; the
//! `ui` module maps them to those of the terminal.

mod look;
mod tables;

#[cfg(test)]
mod tests;

pub use look::{Colour, Look};
pub use tables::BUILT_IN;

/// A part of the screen or of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Plain text, and the background of the whole screen.
    Text,
    /// Less important text: dates, counts, hints.
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
    /// A value that the query includes.
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
    /// A match of a search.
    Hit,
    /// The current match.
    CurrentHit,
    /// The letters that label a link.
    LinkHint,
    /// An error.
    Error,
    /// A field's name in the query line.
    QueryField,
    /// A field's value in the query line.
    QueryValue,
    /// `-`, `OR` and parentheses in the query line.
    QueryOperator,
    /// A part of the query line that was not understood.
    QueryUnknown,
    /// The title of a post.
    PostTitle,
    /// The facts below the title.
    Facts,
    /// A tag or category of a post.
    Tag,
    /// A heading of the first or second level in a post.
    PostHeading,
    /// A heading of a lower level in a post.
    PostSubheading,
    /// Inline code.
    Code,
    /// A code block.
    CodeBlock,
    /// The language and frame of a code block.
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
    /// The name of a key or attribute in code.
    CodeKey,
    /// A line that a diff adds.
    CodeInserted,
    /// A line that a diff removes.
    CodeDeleted,
    /// Text in a quote.
    Quote,
    /// The bar beside a quote.
    QuoteBar,
    /// The marker of a list item.
    Marker,
    /// The text of a link.
    Link,
    /// The number after a link.
    LinkNumber,
    /// The placeholder for an image.
    Image,
    /// The header of a table.
    TableHeader,
    /// Text of a report that the report before does not have.
    Added,
    /// The lines of a table.
    TableFrame,
    /// A rule across the text.
    Rule,
    /// A day with few posts in a calendar.
    Heat1,
    /// A day with more posts.
    Heat2,
    /// A day with many posts.
    Heat3,
    /// A day with very many posts.
    Heat4,
    /// A bar that represents a count.
    Bar,
    /// A rising value.
    Rising,
    /// A fading value.
    Fading,
    /// The first line of a chart.
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
    /// All parts, with their names in a config.
    pub const ALL: [(Self, &'static str); 61] = [
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
        (Self::Added, "added"),
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

    /// Name of the part in a config.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(part, _)| *part == self).map_or("", |(_, name)| name)
    }

    /// The part with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(part, _)| *part)
    }
}

/// Colour of the cursor's row between background and text, in percent of the distance.
const CURSOR_SHADE: u16 = 20;
/// The same for a pane without focus.
const IDLE_SHADE: u16 = 9;

/// The colour of the busiest days in a calendar: a green that is visible on light and dark.
const HEAT: [u16; 3] = [0x2e, 0xa0, 0x43];
/// Colours of the levels between background and [`HEAT`], in percent of the distance.
const HEAT_SHADES: [(Part, u16); 4] =
    [(Part::Heat1, 30), (Part::Heat2, 52), (Part::Heat3, 76), (Part::Heat4, 100)];

/// A look for every part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Name of the theme.
    pub name: String,
    /// The look of each part, in the order of [`Part::ALL`].
    looks: [Look; Part::ALL.len()],
}

impl Default for Theme {
    /// The theme with the terminal's own sixteen colours.
    fn default() -> Self {
        Self::read(&tables::TERMINAL)
    }
}

impl Theme {
    /// The built-in themes.
    pub fn built_in() -> Vec<Self> {
        BUILT_IN.iter().map(|table| Self::read(table)).collect()
    }

    /// Returns `true` if all levels of days in a calendar have different colours.
    pub fn has_distinct_levels(&self) -> bool {
        let looks = HEAT_SHADES.map(|(part, _)| self.look(part).text);
        looks.iter().enumerate().all(|(at, look)| look.is_some() && !looks[..at].contains(look))
    }

    /// Returns `true` if any part has a colour.
    pub fn has_colours(&self) -> bool {
        self.looks.iter().any(|look| look.text.is_some() || look.background.is_some())
    }

    /// The theme adapted to a known background colour. The cursor's row gets a shade of it instead
    /// of being reversed, so that the contents of the row keep their colours.
    #[must_use]
    pub fn on_background(&self, (red, green, blue): (u8, u8, u8)) -> Self {
        // Shades are mixed towards the text colour. Brightness is computed as in ITU-R BT.601,
        // roughly.
        let [red, green, blue] = [red, green, blue].map(u16::from);
        let light = (red * 3 + green * 6 + blue) / 10;
        let text: u16 = if light < 128 { 255 } else { 0 };
        let mix = |to: [u16; 3], percent: u16| {
            let mixed = |own: u16, to: u16| ((own * (100 - percent) + to * percent) / 100) as u8;
            Some(Colour::Rgb(mixed(red, to[0]), mixed(green, to[1]), mixed(blue, to[2])))
        };
        let shade = |percent| mix([text; 3], percent);
        let mut theme = self.clone();
        theme.set(Part::Cursor, Look { background: shade(CURSOR_SHADE), ..Look::default() });
        let idle = Look { background: shade(IDLE_SHADE), bold: true, ..Look::default() };
        theme.set(Part::IdleCursor, idle);
        for (part, percent) in HEAT_SHADES {
            theme.set(part, Look { text: mix(HEAT, percent), ..Look::default() });
        }
        theme
    }

    /// The theme without colours, which uses only bold, dim, italic, underlined and reversed text.
    pub fn mono() -> Self {
        Self::read(&tables::MONO)
    }

    /// Converts a table to a theme. The tests make sure that all looks in the tables can be parsed.
    fn read(table: &tables::ThemeSource) -> Self {
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

    /// Sets the look of a part.
    pub fn set(&mut self, part: Part, look: Look) {
        self.looks[part as usize] = look;
    }
}
