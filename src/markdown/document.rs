//! What layout makes and both the reader and the command line print: lines of styled spans.

/// A text laid out for one width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The width it was laid out for, in cells; no line is wider.
    pub width: usize,
    /// The lines, top to bottom. Their `offset`s never fall.
    pub lines: Vec<Line>,
    /// Every link in the order of its first appearance; [`Style::link`] is an index into this.
    pub links: Vec<Link>,
    /// Every heading in the order of the text.
    pub headings: Vec<Heading>,
}

/// One line of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What stands on it, left to right.
    pub spans: Vec<Span>,
    /// Byte offset into the Markdown text of what the line begins with.
    pub offset: usize,
}

/// A run of text with one style. Never holds a line feed, a tab or a control character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The text as it is shown.
    pub text: String,
    /// How it is to look.
    pub style: Style,
}

/// What a span is; a theme turns it into colours. Emphasis adds up on top of the role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each adds up with the others")]
pub struct Style {
    /// What the text is.
    pub role: Role,
    /// Strong emphasis (`**`).
    pub strong: bool,
    /// Emphasis (`*`).
    pub emphasis: bool,
    /// Struck out (`~~`).
    pub strike: bool,
    /// The link it belongs to: an index into [`Document::links`].
    pub link: Option<u32>,
    /// It is a gap that is shown only, between two scripts or before the number of an address: the
    /// text has nothing there.
    pub gap: bool,
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    #[default]
    Text,
    /// A heading of the level 1 to 6.
    Heading(u8),
    /// Inline code.
    Code,
    /// A line of a code block.
    CodeBlock,
    /// A part of a code block that its language gives a meaning.
    Token(Token),
    /// The language label and the frame of a code block.
    CodeFrame,
    /// Text inside a block quote.
    Quote,
    /// The bar before a quoted line.
    QuoteBar,
    /// A list bullet, a number, a task box.
    Marker,
    /// The text of a link.
    Link,
    /// The number shown after a link's text.
    LinkNumber,
    /// An image's stand-in, `[image: alt]`.
    Image,
    /// A thematic break.
    Rule,
    /// A table's lines.
    TableFrame,
    /// A cell of a table's header row.
    TableHeader,
    /// A post's title, above its text.
    Title,
    /// What is known of a post: date, authors, host.
    Facts,
    /// A tag or category of a post.
    Tag,
    /// What else is known of a story, put into its text.
    Note,
}

/// What a part of code is in its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Token {
    /// Nothing of what follows.
    Plain,
    /// `if`, `func`, `SELECT`.
    Keyword,
    /// A string.
    String,
    /// A comment.
    Comment,
    /// A number or another constant: `42`, `true`, `\n`.
    Number,
    /// The name of a type.
    Type,
    /// The name of a function, a method or a command.
    Function,
    /// The name of what gets a value: a key of YAML, an attribute.
    Key,
    /// A line that a diff adds.
    Inserted,
    /// A line that a diff takes away.
    Deleted,
}

/// A link of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as written in the text.
    pub url: String,
    /// Its text, or an image's alternative text.
    pub text: String,
    /// The line it begins on: an index into [`Document::lines`].
    pub line: usize,
}

/// A heading of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its plain text.
    pub text: String,
    /// The line it begins on: an index into [`Document::lines`].
    pub line: usize,
    /// Byte offset of the heading in the Markdown text.
    pub offset: usize,
}

impl Document {
    /// The line on which the text at a byte offset stands: the last line that begins at or before
    /// it. Zero for an empty document.
    pub fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.offset <= offset).saturating_sub(1)
    }
}

impl Line {
    /// The line's text without styles.
    pub fn plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}
