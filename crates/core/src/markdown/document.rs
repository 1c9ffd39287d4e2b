//! Laid-out documents, which both the reader and the command line print: lines of styled spans.

/// A text laid out for one width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The width it was laid out for, in cells; no line is wider.
    pub width: usize,
    /// The lines, from top to bottom. Their `offset`s never decrease.
    pub lines: Vec<Line>,
    /// Links in the order of their first appearance; [`Style::link`] is an index into this.
    pub links: Vec<Link>,
    /// Headings in the order of the text.
    pub headings: Vec<Heading>,
    /// Pictures, which take lines of their own, in the order of the text.
    pub pictures: Vec<Picture>,
}

/// One line of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The spans on the line, from left to right.
    pub spans: Vec<Span>,
    /// Byte offset in the Markdown text of the first text on the line.
    pub offset: usize,
}

/// A run of text with one style. Never contains a line feed, a tab or a control character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The text as shown.
    pub text: String,
    /// Style of the text.
    pub style: Style,
}

/// Style of a span. A theme maps the role to colours; emphasis is applied on top of that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each adds up with the others")]
pub struct Style {
    /// Role of the text.
    pub role: Role,
    /// Strong emphasis (`**`).
    pub strong: bool,
    /// Emphasis (`*`).
    pub emphasis: bool,
    /// Strikethrough (`~~`).
    pub strike: bool,
    /// Index into [`Document::links`] of the link that the text belongs to.
    pub link: Option<u32>,
    /// `true` for text that an earlier text does not have.
    pub added: bool,
    /// `true` for a gap that is only displayed, between two scripts or before the number of an address. The
    /// Markdown text has nothing there.
    pub gap: bool,
}

/// Role of a piece of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    #[default]
    Text,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// Inline code.
    Code,
    /// A line of a code block.
    CodeBlock,
    /// A part of a code block to which its language gives a meaning.
    Token(CodeToken),
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
    /// The placeholder of an image, `[image: alt]`.
    Image,
    /// A thematic break.
    Rule,
    /// The lines of a table.
    TableFrame,
    /// A cell in the header row of a table.
    TableHeader,
    /// The title of a post, above its text.
    Title,
    /// Data of a post: date, authors, host.
    Facts,
    /// A tag or category of a post.
    Tag,
    /// A note about a story, inserted into its text.
    Note,
}

/// Kind of a part of code in its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CodeToken {
    /// None of the other kinds.
    Plain,
    /// A keyword: `if`, `func`, `SELECT`.
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
    /// The name of something with a value: a YAML key, an attribute.
    Key,
    /// A line added by a diff.
    Inserted,
    /// A line removed by a diff.
    Deleted,
}

/// A link of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Address of the target, as written in the text.
    pub url: String,
    /// Text of the link, or alternative text of an image.
    pub text: String,
    /// Index into [`Document::lines`] of the line it begins on.
    pub line: usize,
}

/// A heading of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// Level, 1 to 6.
    pub level: u8,
    /// Plain text of the heading.
    pub text: String,
    /// Index into [`Document::lines`] of the line it begins on.
    pub line: usize,
    /// Byte offset of the heading in the Markdown text.
    pub offset: usize,
}

/// A picture of a document. Its lines contain blanks, over which it is painted. A picture that has no lines
/// is on that of its placeholder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Address of the image, as written in the text.
    pub address: String,
    /// Its alternative text, or else the name of its file.
    pub text: String,
    /// Index into [`Document::lines`] of its first line.
    pub line: usize,
    /// Number of cells to the left of it.
    pub indent: u16,
    /// Width in cells.
    pub columns: u16,
    /// Height in lines; zero for a picture that is shown only on request.
    pub rows: u16,
}

impl Document {
    /// Index of the line with the text at a byte offset: the last line that begins at or before it. 0 for
    /// an empty document.
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
