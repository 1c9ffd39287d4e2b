//! Every sentence a person sees, typed, so that none is spelled twice and each can be translated.
//!
//! Knows nothing of any other room: what a sentence speaks of comes in as text or numbers.

use std::fmt;

/// A sentence or label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text<'a> {
    /// Title of the facet pane.
    Facets,
    /// Title of the list with shown and all posts.
    Posts(usize, usize),
    /// Label of the categories.
    Categories,
    /// Label of the tags.
    Tags,
    /// Label of the authors.
    Authors,
    /// Label of the source hosts.
    Sources,
    /// Label of the months.
    Months,
    /// The row that shows the rest of a facet's values.
    More(usize),
    /// The row that hides them again.
    Fewer,
    /// What can be typed into an empty query line.
    QueryExample,
    /// How many of how many posts the query finds.
    Matches(usize, usize),
    /// Nothing in the list.
    NoMatch,
    /// No facet value holds what was typed.
    NoValue,
    /// Nothing in the library.
    NoPosts,
    /// No post in the reader.
    NothingToRead,
    /// Words of a post.
    Words(usize),
    /// Stories of a post.
    Stories(usize),
    /// A post is a draft.
    Draft,
    /// Nothing but a title.
    EmptyPost,
    /// A post's date is not known.
    Undated,
    /// Folders are being walked.
    Walking,
    /// Files are being read.
    Reading(usize, usize),
    /// Findings about files.
    Problems(usize),
    /// No findings.
    NoProblems,
    /// The screen is too small.
    TooSmall(u16, u16),
    /// The post names no source.
    NoSource,
    /// There is no link with this number.
    NoLink(usize),
    /// A link that is not opened.
    NotOpened(&'a str),
    /// The browser was asked.
    Opening(&'a str),
    /// The browser could not be asked.
    CouldNotOpen(&'a str, &'a str),
    /// A text was copied.
    Copied(&'a str),
    /// A text could not be copied.
    CouldNotCopy(&'a str),
    /// A post could not be read again.
    CouldNotRead(&'a str, &'a str),
    /// No more stories or headings this way.
    NoMoreStories,
    /// The list ends here.
    NoMorePosts,
    /// No query to go back to.
    NothingToUndo,
    /// The library was read again.
    Reloaded(usize),
    /// Files have changed on the disk: new, changed and deleted posts.
    Refreshed(usize, usize, usize),
    /// The system watches no more folders.
    WatchLimit,
    /// A folder is where the system does not watch.
    WatchRemote,
    /// The system does not watch, in its words.
    WatchFailed(&'a str),
    /// Title of the help.
    Help,
    /// Heading of a group of keys.
    KeysAnywhere,
    /// Heading of a group of keys.
    KeysScrolling,
    /// Heading of a group of keys.
    KeysFacets,
    /// Heading of a group of keys.
    KeysList,
    /// Heading of a group of keys.
    KeysReader,
    /// Heading of a group of keys.
    KeysQuery,
    /// What a key of the query line does.
    QueryKeep,
    /// What a key of the query line does.
    QueryGiveBack,
    /// What keys of the query line do.
    QueryEdit,
    /// What keys of the query line do.
    QueryComplete,
    /// What keys of the query line do.
    QueryHistory,
    /// A short word for a key's action.
    HintComplete,
    /// A short word for a key's action.
    HintHistory,
    /// A short word for a key's action.
    HintRead,
    /// A short word for a key's action.
    HintOpen,
    /// A short word for a key's action.
    HintSearch,
    /// A short word for a key's action.
    HintTags,
    /// A short word for a key's action.
    HintPane,
    /// A short word for a key's action.
    HintHelp,
    /// A short word for a key's action.
    HintQuit,
    /// A short word for a key's action.
    HintBack,
    /// A short word for a key's action.
    HintToggle,
    /// A short word for a key's action.
    HintExclude,
    /// A short word for a key's action.
    HintStory,
    /// A short word for a key's action.
    HintPost,
    /// A short word for a key's action.
    HintKeep,
    /// A short word for a key's action.
    HintGiveBack,
    /// A short word for a key's action.
    HintClose,
    /// A short word for a key's action.
    HintScroll,
    /// The story being read, of how many, and the place in percent.
    StoryOf(usize, usize),
    /// How overlays are closed.
    CloseHint,
    /// What a key does.
    DoBack,
    /// What a key does.
    DoQuit,
    /// What a key does.
    DoHelp,
    /// What a key does.
    DoNextPane,
    /// What a key does.
    DoPreviousPane,
    /// What a key does.
    DoSearch,
    /// What a key does.
    DoCancel,
    /// What a key does.
    DoTags,
    /// What a key does.
    DoCategories,
    /// What a key does.
    DoUndo,
    /// What a key does.
    DoZen,
    /// What a key does.
    DoReload,
    /// What a key does.
    DoProblems,
    /// What a key does.
    DoRedraw,
    /// What a key does.
    DoSuspend,
    /// What a key does.
    DoDown,
    /// What a key does.
    DoUp,
    /// What a key does.
    DoHalfDown,
    /// What a key does.
    DoHalfUp,
    /// What a key does.
    DoPageDown,
    /// What a key does.
    DoPageUp,
    /// What a key does.
    DoTop,
    /// What a key does.
    DoBottom,
    /// What a key does.
    DoToggle,
    /// What a key does.
    DoExclude,
    /// What a key does.
    DoRead,
    /// What a key does.
    DoOpenSource,
    /// What a key does.
    DoCopyUrl,
    /// What a key does.
    DoNextStory,
    /// What a key does.
    DoPreviousStory,
    /// What a key does.
    DoNextPost,
    /// What a key does.
    DoPreviousPost,
    /// What a key does.
    DoOpenLink,
    /// What a key does.
    DoLinks,
    /// What a key does.
    DoLinkHints,
    /// What a key does.
    DoOutline,
    /// What a key does.
    DoPalette,
    /// What a key does.
    DoJumpBack,
    /// What a key does.
    DoJumpForward,
    /// Label of the links.
    Links,
    /// Label of the headings.
    Headings,
    /// Label of the actions.
    Actions,
    /// No link is in sight.
    NoLinks,
    /// No heading in the post.
    NoHeadings,
    /// Nowhere to go back or forward to.
    NoJump,
    /// A short word for a key's action.
    HintMark,
    /// How link hints are used.
    TypeHint,
    /// Unread posts, behind how many there are.
    Unread(usize),
    /// Label of the unread posts.
    UnreadPosts,
    /// Label of the starred posts.
    StarredPosts,
    /// Label of the views.
    Views,
    /// Title of the box in which a name for the query is typed.
    NameOfView,
    /// How that box is used.
    NameHint,
    /// Posts were marked as read.
    MarkedRead(usize),
    /// A post was marked as unread.
    MarkedUnread,
    /// A post was starred.
    Starred,
    /// A star was taken away.
    Unstarred,
    /// Marks were taken back.
    UnreadAgain(usize),
    /// A mark was taken back.
    ReadAgain,
    /// No unread post this way.
    NoMoreUnread,
    /// There are no views.
    NoViews,
    /// The cursor is on no view.
    NoViewHere,
    /// An empty query is not saved.
    NothingToSave,
    /// A view needs a name.
    NoName,
    /// A view is the config's.
    FixedView(String),
    /// A view was saved.
    ViewSaved(String),
    /// A view was deleted.
    ViewDeleted(String),
    /// A view is as it was before.
    ViewBack(String),
    /// A view that was saved is taken back.
    ViewGone(String),
    /// What is remembered is of a newer version.
    MemoryNewer(&'a str),
    /// What is remembered is damaged.
    MemoryDamaged(&'a str),
    /// The file is another program's.
    MemoryForeign(&'a str),
    /// Nothing can be written.
    MemoryReadOnly(&'a str),
    /// Another program holds the file.
    MemoryLocked(&'a str),
    /// The disk is full.
    MemoryFull(&'a str),
    /// Something else is wrong, in the system's words.
    MemoryOther(&'a str, &'a str),
    /// What a key does.
    DoStar,
    /// What a key does.
    DoTurnRead,
    /// What a key does.
    DoMarkAllRead,
    /// What a key does.
    DoUnreadOnly,
    /// What a key does.
    DoNextUnread,
    /// What a key does.
    DoPreviousUnread,
    /// What a key does.
    DoViews,
    /// What a key does.
    DoSaveView,
    /// What a key does.
    DoDeleteView,
    /// A short word for a key's action.
    HintDelete,
    /// A short word for a key's action.
    HintChoose,
    /// A short word for a key's action.
    HintSave,
    /// A field that does not exist.
    UnknownField(&'a str, Option<&'a str>),
    /// A name that a field does not take.
    UnknownName(&'a str, String),
    /// Not a date.
    NotADate(&'a str),
    /// A quote is open.
    OpenQuote,
    /// A parenthesis has no partner.
    Parenthesis,
    /// `OR` stands alone.
    LoneOr,
    /// A regular expression that does not compile, and why.
    BadRegex(&'a str),
    /// A regular expression without its end.
    OpenRegex,
    /// What is looked for is not in the post.
    NoHits,
    /// The search went on from the beginning.
    FromTheTop,
    /// The search went on from the end.
    FromTheEnd,
    /// Which hit of how many.
    HitOf(usize, usize),
    /// How many hits.
    Hits(usize),
    /// An order of the list.
    NewestFirst,
    /// An order of the list.
    OldestFirst,
    /// An order of the list.
    MostRelevantFirst,
    /// An order of the list.
    ByTitle,
    /// What a key does.
    DoAuthors,
    /// What a key does.
    DoSources,
    /// What a key does.
    DoMonths,
    /// What a key does.
    DoSort,
    /// What a key does.
    DoFilter,
    /// What a key does.
    DoNextHit,
    /// What a key does.
    DoPreviousHit,
    /// A short word for a key's action.
    HintNextHit,
    /// A short word for a key's action.
    HintFilter,
    /// A post is shown, though not all of it was understood.
    Warning,
    /// A file could not be read.
    Error,
    /// Findings by severity: warnings and errors.
    Findings(usize, usize),
    /// Findings by severity, warnings and errors, in how many posts.
    FindingsIn(usize, usize, usize),
    /// There is no post at these paths.
    NoPostsIn(&'a str),
    /// Something that is worth knowing and no error.
    Note(&'a str),
    /// Standard output does not take what is printed.
    NotWritten(&'a str),
    /// A command after a path is taken for a path.
    CommandFirst(&'a str, &'a str),
    /// A word at the place of a command is none and no path either; the nearest command.
    IsItCommand(&'a str, &'a str),
    /// None of so many posts names a page.
    NoSourceIn(usize),
    /// The question before many pages are opened.
    OpenMany(usize),
    /// Many pages, and nobody to ask.
    TooManyPages(usize),
    /// There is no manual page for a command; those there are.
    NoPage(&'a str, String),
    /// A file cannot be written: path, reason.
    FileNotWritten(&'a str, &'a str),
    /// Posts that are no files have no paths.
    NoFiles,
    /// A post is to come from the keyboard.
    InputIsTerminal,
    /// Standard input cannot be read, in the system's words.
    InputNotRead(&'a str),
    /// A file that is no post, as it could not be read.
    NotInLibrary(&'a str),
    /// Heading of a group of keys.
    KeysProblems,
}

impl fmt::Display for Text<'_> {
    #[expect(clippy::too_many_lines, reason = "a table of every sentence, one row each")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Facets => f.write_str("Filter"),
            Self::Posts(shown, all) if shown == all => write!(f, "Posts {all}"),
            Self::Posts(shown, all) => write!(f, "Posts {shown} of {all}"),
            Self::Categories => f.write_str("Categories"),
            Self::Tags => f.write_str("Tags"),
            Self::Authors => f.write_str("Authors"),
            Self::Sources => f.write_str("Sources"),
            Self::Months => f.write_str("Months"),
            Self::More(count) => write!(f, "{count} more…"),
            Self::Fewer => f.write_str("fewer"),
            Self::QueryExample => {
                f.write_str("to search: istio \"service mesh\" tag:kubernetes since:30d -draft")
            }
            Self::Matches(shown, all) => write!(f, "{shown} of {all}"),
            Self::NoMatch => f.write_str("Nothing found. Esc clears the query."),
            Self::NoValue => f.write_str("Nothing fits what was typed"),
            Self::NoPosts => f.write_str("No posts yet."),
            Self::NothingToRead => f.write_str("No post to read."),
            Self::Words(1) => f.write_str("1 word"),
            Self::Words(count) => write!(f, "{count} words"),
            Self::Stories(1) => f.write_str("1 story"),
            Self::Stories(count) => write!(f, "{count} stories"),
            Self::Draft => f.write_str("draft"),
            Self::EmptyPost => f.write_str("This post has no text."),
            Self::Undated => f.write_str("undated"),
            Self::Walking => f.write_str("Looking for posts…"),
            Self::Reading(read, total) => write!(f, "Reading {read} of {total}…"),
            Self::Problems(1) => f.write_str("1 problem"),
            Self::Problems(count) => write!(f, "{count} problems"),
            Self::NoProblems => f.write_str("No problems: every file was understood."),
            Self::TooSmall(width, height) => write!(f, "Needs {width}×{height} cells"),
            Self::NoSource => f.write_str("This post names no source page"),
            Self::NoLink(number) => write!(f, "This post has no link {number}"),
            Self::NotOpened(url) => write!(f, "Only web pages are opened, not {url}"),
            Self::Opening(url) => write!(f, "Opening {url}"),
            Self::CouldNotOpen(url, why) => write!(f, "Could not open {url}: {why}"),
            Self::Copied(text) => write!(f, "Copied {text}"),
            Self::CouldNotCopy(why) => write!(f, "Could not copy: {why}"),
            Self::CouldNotRead(path, why) => write!(f, "Could not read {path}: {why}"),
            Self::NoMoreStories => f.write_str("No more stories or headings this way"),
            Self::NoMorePosts => f.write_str("No more posts this way"),
            Self::NothingToUndo => f.write_str("Nothing to undo"),
            Self::Reloaded(1) => f.write_str("Read 1 post again"),
            Self::Reloaded(count) => write!(f, "Read {count} posts again"),
            Self::Refreshed(new, changed, gone) => {
                let posts = |count| if count == 1 { "post" } else { "posts" };
                let mut parts = Vec::new();
                if *new > 0 {
                    parts.push(format!("{new} new {}", posts(*new)));
                }
                if *changed > 0 {
                    parts.push(format!("{changed} changed"));
                }
                if *gone > 0 {
                    parts.push(format!("{gone} deleted"));
                }
                f.write_str(&parts.join(", "))
            }
            Self::WatchLimit => f.write_str(
                "The system can watch no more folders; looking for changes now and then (r: now)",
            ),
            Self::WatchRemote => f.write_str(
                "Changes on other machines are not told; looking for them now and then (r: now)",
            ),
            Self::WatchFailed(why) => {
                write!(f, "Cannot watch ({why}); looking for changes now and then (r: now)")
            }
            Self::Help => f.write_str("Keys"),
            Self::KeysAnywhere => f.write_str("Anywhere"),
            Self::KeysScrolling => f.write_str("Moving"),
            Self::KeysFacets => f.write_str("In the filter pane"),
            Self::KeysList => f.write_str("In the list"),
            Self::KeysReader => f.write_str("In the reader"),
            Self::KeysQuery => f.write_str("In the query line"),
            Self::QueryKeep => f.write_str("keep the query and go to the list"),
            Self::QueryGiveBack => f.write_str("give back the query from before"),
            Self::QueryComplete => {
                f.write_str("complete a field or value; the next, the one before")
            }
            Self::QueryHistory => f.write_str("earlier and later queries"),
            Self::HintComplete => f.write_str("complete"),
            Self::HintHistory => f.write_str("earlier"),
            Self::QueryEdit => f.write_str("start, end, delete word, delete to the start"),
            Self::HintRead => f.write_str("read"),
            Self::HintOpen => f.write_str("open"),
            Self::HintSearch => f.write_str("search"),
            Self::HintTags => f.write_str("tags"),
            Self::HintPane => f.write_str("pane"),
            Self::HintHelp => f.write_str("help"),
            Self::HintQuit => f.write_str("quit"),
            Self::HintBack => f.write_str("back"),
            Self::HintToggle => f.write_str("add"),
            Self::HintExclude => f.write_str("exclude"),
            Self::HintStory => f.write_str("story"),
            Self::HintPost => f.write_str("post"),
            Self::HintKeep => f.write_str("keep"),
            Self::HintGiveBack => f.write_str("give back"),
            Self::HintClose => f.write_str("close"),
            Self::HintScroll => f.write_str("scroll"),
            Self::StoryOf(number, all) => write!(f, "story {number} of {all}"),
            Self::CloseHint => f.write_str("Esc closes"),
            Self::DoBack => f.write_str("back; at the top, quit"),
            Self::DoQuit => f.write_str("quit"),
            Self::DoHelp => f.write_str("these keys"),
            Self::DoNextPane => f.write_str("next pane"),
            Self::DoPreviousPane => f.write_str("previous pane"),
            Self::DoSearch => f.write_str("edit the query"),
            Self::DoCancel => f.write_str("close; clear the query"),
            Self::DoTags => f.write_str("filter by a tag"),
            Self::DoCategories => f.write_str("filter by a category"),
            Self::DoUndo => f.write_str("undo the last mark or change of the query"),
            Self::DoZen => f.write_str("reader alone, or all panes"),
            Self::DoReload => f.write_str("read the folders again"),
            Self::DoProblems => f.write_str("what was wrong with files"),
            Self::DoRedraw => f.write_str("paint the screen anew"),
            Self::DoSuspend => f.write_str("suspend"),
            Self::DoDown => f.write_str("down"),
            Self::DoUp => f.write_str("up"),
            Self::DoHalfDown => f.write_str("half a page down"),
            Self::DoHalfUp => f.write_str("half a page up"),
            Self::DoPageDown => f.write_str("page down"),
            Self::DoPageUp => f.write_str("page up"),
            Self::DoTop => f.write_str("to the beginning"),
            Self::DoBottom => f.write_str("to the end"),
            Self::DoToggle => f.write_str("add the value to the query, or take it away"),
            Self::DoExclude => f.write_str("exclude the value, or stop excluding it"),
            Self::DoRead => f.write_str("read the post"),
            Self::DoOpenSource => f.write_str("open the source in the browser"),
            Self::DoCopyUrl => f.write_str("copy the source's address"),
            Self::DoNextStory => f.write_str("next story, or heading"),
            Self::DoPreviousStory => f.write_str("previous story, or heading"),
            Self::DoNextPost => f.write_str("next post"),
            Self::DoPreviousPost => f.write_str("previous post"),
            Self::DoOpenLink => f.write_str("open the link with this number"),
            Self::DoLinks => f.write_str("list the post's links"),
            Self::DoLinkHints => f.write_str("put letters on the links in sight"),
            Self::DoOutline => f.write_str("list the post's headings"),
            Self::DoPalette => f.write_str("choose among all actions"),
            Self::DoJumpBack => f.write_str("back to where you were"),
            Self::DoJumpForward => f.write_str("forward again"),
            Self::Links => f.write_str("Links"),
            Self::Headings => f.write_str("Outline"),
            Self::Actions => f.write_str("Actions"),
            Self::NoLinks => f.write_str("No link here"),
            Self::NoHeadings => f.write_str("This post has no headings"),
            Self::NoJump => f.write_str("Nowhere to go that way"),
            Self::HintMark => f.write_str("mark"),
            Self::TypeHint => f.write_str("Type a link's letters; Esc: none"),
            Self::Unread(count) => write!(f, "{count} unread"),
            Self::UnreadPosts => f.write_str("Unread"),
            Self::StarredPosts => f.write_str("Starred"),
            Self::Views => f.write_str("Views"),
            Self::NameOfView => f.write_str("Save the query as"),
            Self::NameHint => f.write_str("Enter saves, Esc closes"),
            Self::MarkedRead(0) => f.write_str("All of them were read already"),
            Self::MarkedRead(1) => f.write_str("Marked as read"),
            Self::MarkedRead(count) => write!(f, "Marked {count} posts as read (U: undo)"),
            Self::MarkedUnread => f.write_str("Marked as unread"),
            Self::Starred => f.write_str("Starred"),
            Self::Unstarred => f.write_str("No longer starred"),
            Self::UnreadAgain(1) => f.write_str("Unread again"),
            Self::UnreadAgain(count) => write!(f, "{count} posts are unread again"),
            Self::ReadAgain => f.write_str("Read again"),
            Self::NoMoreUnread => f.write_str("No more unread posts this way"),
            Self::NoViews => f.write_str("No views yet; V saves the query as one"),
            Self::NoViewHere => f.write_str("Only views are deleted here"),
            Self::NothingToSave => f.write_str("Nothing to save: the query is empty"),
            Self::NoName => f.write_str("A view needs a name"),
            Self::FixedView(name) => write!(f, "The view {name} is the config's; change it there"),
            Self::ViewSaved(name) => write!(f, "Saved as {name}; v shows the views"),
            Self::ViewDeleted(name) => write!(f, "Deleted the view {name} (U: undo)"),
            Self::ViewBack(name) => write!(f, "The view {name} is back"),
            Self::ViewGone(name) => write!(f, "The view {name} is not saved any more"),
            Self::MemoryNewer(file) => {
                write!(f, "Marks are not kept: a newer yunbao wrote them; update this one. {file}")
            }
            Self::MemoryDamaged(file) => {
                write!(f, "Marks are not kept: the file is damaged; move it away. {file}")
            }
            Self::MemoryForeign(file) => {
                write!(f, "Marks are not kept: the file is another program's; move it away. {file}")
            }
            Self::MemoryReadOnly(file) => {
                write!(f, "Marks are not kept: no right to write; see to it. {file}")
            }
            Self::MemoryLocked(file) => {
                write!(f, "Marks are not kept yet: another program holds the file. {file}")
            }
            Self::MemoryFull(file) => {
                write!(f, "Marks are not kept: the disk is full; free some, mark again. {file}")
            }
            Self::MemoryOther(file, why) => write!(f, "Marks are not kept: {why}. {file}"),
            Self::DoStar => f.write_str("star, or take the star away"),
            Self::DoTurnRead => f.write_str("mark as read, or as unread"),
            Self::DoMarkAllRead => f.write_str("mark all in the list as read"),
            Self::DoUnreadOnly => f.write_str("unread posts only, or all"),
            Self::DoNextUnread => f.write_str("next unread post"),
            Self::DoPreviousUnread => f.write_str("previous unread post"),
            Self::DoViews => f.write_str("choose a view"),
            Self::DoSaveView => f.write_str("save the query as a view"),
            Self::DoDeleteView => f.write_str("delete the view"),
            Self::HintDelete => f.write_str("delete"),
            Self::HintChoose => f.write_str("choose"),
            Self::HintSave => f.write_str("save"),
            Self::UnknownField(name, Some(near)) => {
                write!(f, "No field {name}: (is it {near}:?); searching for the text")
            }
            Self::UnknownField(name, None) => {
                write!(f, "No field {name}: so searching for the text")
            }
            Self::UnknownName(field, names) => {
                write!(f, "{field}: takes {names}; searching for the text")
            }
            Self::NotADate(text) => {
                write!(f, "{text} is no date (2026-08, 2026-08-03, 7d); searching for the text")
            }
            Self::OpenQuote => f.write_str("The quote is open; it reaches to the end"),
            Self::Parenthesis => f.write_str("A parenthesis without its other half"),
            Self::LoneOr => f.write_str("OR needs something on both sides"),
            Self::NoHits => f.write_str("not in this post"),
            Self::FromTheTop => f.write_str("on from the beginning"),
            Self::FromTheEnd => f.write_str("on from the end"),
            Self::HitOf(number, all) => write!(f, "hit {number}/{all}"),
            Self::Hits(1) => f.write_str("1 hit"),
            Self::Hits(count) => write!(f, "{count} hits"),
            Self::NewestFirst => f.write_str("newest first"),
            Self::OldestFirst => f.write_str("oldest first"),
            Self::MostRelevantFirst => f.write_str("most relevant first"),
            Self::ByTitle => f.write_str("by title"),
            Self::DoAuthors => f.write_str("filter by authors"),
            Self::DoSources => f.write_str("filter by sources (hosts)"),
            Self::DoMonths => f.write_str("filter by months"),
            Self::DoSort => f.write_str("another order: newest, most relevant, title, oldest"),
            Self::DoFilter => f.write_str("narrow the values by typing"),
            Self::DoNextHit => f.write_str("next hit of the search, else next unread post"),
            Self::DoPreviousHit => f.write_str("previous hit, else previous unread post"),
            Self::HintNextHit => f.write_str("next hit"),
            Self::HintFilter => f.write_str("narrow"),
            Self::BadRegex(why) => {
                write!(f, "this regular expression does not compile ({why}): searched as text")
            }
            Self::OpenRegex => {
                f.write_str("a regular expression ends with /, as in /ebpf|xdp/: searched as text")
            }
            Self::Warning => f.write_str("warning"),
            Self::Error => f.write_str("error"),
            Self::Findings(warnings, errors) => findings(f, *warnings, *errors),
            Self::FindingsIn(warnings, errors, posts) => {
                findings(f, *warnings, *errors)?;
                write!(f, " in {posts} post{}", if *posts == 1 { "" } else { "s" })
            }
            Self::NoPostsIn(paths) => {
                write!(f, "no posts in {paths}: looked for .md, .markdown and .mdx files")
            }
            Self::Note(sentence) => write!(f, "note: {sentence}"),
            Self::NotWritten(why) => write!(f, "standard output cannot be written: {why}"),
            Self::CommandFirst(command, path) => write!(
                f,
                "there is no folder {command} here; a command comes first: yunbao {command} {path}"
            ),
            Self::IsItCommand(word, near) => {
                write!(f, "{word}: is neither a command nor a path; is it {near}?")
            }
            Self::NoSourceIn(1) => f.write_str("the post names no source page"),
            Self::NoSourceIn(posts) => write!(f, "none of {posts} posts names a source page"),
            Self::OpenMany(pages) => write!(f, "open {pages} pages? [y/N] "),
            Self::TooManyPages(pages) => {
                write!(f, "{pages} pages are many; say how many with -n, or see them with --print")
            }
            Self::NoPage(word, names) => {
                write!(f, "no manual page for {word}; there is one for {names}")
            }
            Self::FileNotWritten(path, why) => write!(f, "{path}: cannot be written: {why}"),
            Self::NoFiles => {
                f.write_str("these posts are no files and have no paths; name a folder")
            }
            Self::InputIsTerminal => {
                f.write_str("-: standard input is a terminal; pipe a Markdown post into it")
            }
            Self::InputNotRead(why) => write!(f, "-: standard input cannot be read: {why}"),
            Self::NotInLibrary(path) => write!(f, "{path} could not be read as a post"),
            Self::KeysProblems => f.write_str("In the list of problems"),
        }
    }
}

/// Counts of warnings and errors, without those that are zero.
fn findings(f: &mut fmt::Formatter<'_>, warnings: usize, errors: usize) -> fmt::Result {
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    match (warnings, errors) {
        (0, 0) => f.write_str("no problems"),
        (_, 0) => write!(f, "{warnings} warning{}", plural(warnings)),
        (0, _) => write!(f, "{errors} error{}", plural(errors)),
        _ => write!(f, "{warnings} warning{}, {errors} error{}", plural(warnings), plural(errors)),
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn counts_read_as_people_say_them() {
        for (warnings, errors, says) in [
            (0, 0, "no problems in 2 posts"),
            (1, 0, "1 warning in 2 posts"),
            (0, 2, "2 errors in 2 posts"),
            (12, 1, "12 warnings, 1 error in 2 posts"),
        ] {
            assert_eq!(Text::FindingsIn(warnings, errors, 2).to_string(), says);
        }
        assert_eq!(Text::FindingsIn(1, 0, 1).to_string(), "1 warning in 1 post");
    }
}
