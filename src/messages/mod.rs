//! Every sentence a person sees, typed, so that none is spelled twice, with a table for each
//! language. A table is one exhaustive match: a sentence that is missing in one does not compile.
//!
//! Knows nothing of any other room: what a sentence speaks of comes in as text or numbers.

mod english;
mod language;
mod simplified_chinese;
mod traditional_chinese;

#[cfg(test)]
mod tests;

pub use language::Language;

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
    /// A part of a query because of which nothing is found, and what is found without it.
    FoundWithout(&'a str, &'a str),
    /// Nothing in the list.
    NothingFound,
    /// No story in the list; how many posts the query finds, and the keys that list them.
    PostsInstead(usize, &'a str),
    /// All posts are drafts, which no query without `is:draft` finds.
    OnlyDrafts,
    /// The keys that clear the query.
    ClearsQuery(&'a str),
    /// The keys that give back the query from before.
    GivesBackQuery(&'a str),
    /// The keys that lead back to trends.
    BackToTrends(&'a str),
    /// No facet value holds what was typed.
    NoValue,
    /// Nothing in the library.
    NoPosts,
    /// No post in the reader.
    NothingToRead,
    /// The time a post takes to read, in minutes.
    ReadingTime(usize),
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
    /// The terminal did not take a text to be copied, in the system's words.
    CouldNotCopy(&'a str),
    /// There is no text to copy.
    NothingToCopy,
    /// A text of so many kB is too long to be copied; so many fit.
    TooMuchToCopy(usize, usize),
    /// An address that is not for a browser, its control characters escaped.
    NotWeb(String),
    /// An address that is not opened, since it names a user before its host: host, address.
    NamesUser(String, &'a str),
    /// A browser could not be started: program, reason, address.
    NotStarted(&'a str, &'a str, &'a str),
    /// A command in which the address or file would be read as shell text.
    ShellText(&'a str),
    /// The same of a browser: the command, the address.
    BrowserInShell(&'a str, &'a str),
    /// A browser has failed: program, how it ended, address.
    BrowserFailed(&'a str, &'a str, &'a str),
    /// A day in a sentence: year, month, day of the month.
    Day(i16, i8, i8),
    /// A day of this year: month, day of the month.
    DayOfYear(i8, i8),
    /// A day of a month that is named elsewhere.
    DayOfMonth(i8),
    /// A day of this year where there is little room: month, day of the month.
    ShortDay(i8, i8),
    /// A month: year, month.
    MonthOfYear(i16, i8),
    /// The heading over what has no date.
    UndatedHeading,
    /// No more stories or headings this way.
    NoMoreStories,
    /// There is no post below.
    LastPost,
    /// There is no post above.
    FirstPost,
    /// No query to go back to.
    NothingToUndo,
    /// Other folders were read.
    Reloaded(usize),
    /// It is being looked for changes.
    Looking,
    /// It was looked for changes, and there are none.
    Unchanged,
    /// Files have changed on the disk: new, changed and deleted posts.
    Refreshed(usize, usize, usize),
    /// The system watches no more folders; the key that reads them again.
    WatchLimit(&'a str),
    /// A folder is where the system does not watch; the key that reads it again.
    WatchRemote(&'a str),
    /// The system does not watch, in its words; the key that reads folders again.
    WatchFailed(&'a str, &'a str),
    /// Title of the help.
    Help,
    /// Heading of a group of keys.
    KeysAnywhere,
    /// A heading of keys: in the panes.
    KeysPanes,
    /// A key that means nothing where it was pressed, where it does, and what it does there.
    KeyElsewhere(&'a str, &'a str, &'a str),
    /// A key that means nothing, and the key that lists all.
    KeyUnbound(&'a str, &'a str),
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
    /// What a key does while a query is typed.
    QueryHelp,
    /// A heading: the forms of queries.
    QueryLanguage,
    /// A word for a key: the forms of queries.
    HintSyntax,
    /// The meaning of a form of queries.
    FormWords,
    /// The meaning of a form of queries.
    FormPhrase,
    /// The meaning of a form of queries.
    FormTag,
    /// The meaning of a form of queries.
    FormAnyOf,
    /// The meaning of a form of queries.
    FormGlob,
    /// The meaning of a form of queries.
    FormNot,
    /// The meaning of a form of queries.
    FormOr,
    /// The meaning of a form of queries.
    FormField,
    /// The meaning of a form of queries.
    FormSource,
    /// The meaning of a form of queries.
    FormSince,
    /// The meaning of a form of queries.
    FormDates,
    /// The meaning of a form of queries.
    FormUnread,
    /// The meaning of a form of queries.
    FormStarred,
    /// The meaning of a form of queries.
    FormHas,
    /// The meaning of a form of queries.
    FormPattern,
    /// The meaning of a form of queries.
    FormPinyin,
    /// The meaning of a form of queries.
    FormSort,
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
    /// So many stories are starred among posts that are listed for their stars; the key that lists
    /// stories.
    StarredStoriesInstead(usize, &'a str),
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
    /// What an action does.
    DoCopyMenu,
    /// Title of the copy menu.
    Copies,
    /// A row of the copy menu: the source as a link in Markdown.
    CopyLink,
    /// A row of the copy menu.
    CopyTitle,
    /// A row of the copy menu: the source's address.
    CopyAddress,
    /// A row of the copy menu: what stands at the place being read.
    CopyQuote,
    /// A row of the copy menu: a code block in a language, which may not be named.
    CopyCode(&'a str),
    /// What a key does.
    DoNextStory,
    /// What a key does.
    DoPreviousStory,
    /// What a key does.
    DoNextPost,
    /// What a key does.
    DoPreviousPost,
    /// What a key does.
    DoFind,
    /// A word for a key: find in the post.
    HintFind,
    /// A number is to be typed before the key that opens a link.
    NoLinkNumber,
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
    /// There is no place to go back to.
    NothingBack,
    /// There is no place to go forward to.
    NothingForward,
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
    /// Posts were marked as read; the key that undoes it.
    MarkedRead(usize, &'a str),
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
    /// There are no views; the key that saves one.
    NoViews(&'a str),
    /// The cursor is on no view.
    NoViewHere,
    /// An empty query is not saved.
    NothingToSave,
    /// A view needs a name.
    NoName,
    /// A view is the config's.
    FixedView(String),
    /// A view was saved; the key that shows them.
    ViewSaved(String, &'a str),
    /// A view was deleted; the key that undoes it.
    ViewDeleted(String, &'a str),
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
    /// Something else than a file is in its place.
    MemoryNotRegular(&'a str),
    /// The folder cannot be created, in the system's words.
    MemoryNoFolder(&'a str, &'a str),
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
    /// `OR` or `AND` stands alone.
    LoneOperator(&'a str),
    /// `NOT` stands alone.
    LoneNot,
    /// Another program's notation, and how the same is written here.
    OtherNotation(&'a str, &'a str),
    /// A field, a value of it that no post has, and one much like it.
    UnknownValue(&'a str, &'a str, &'a str),
    /// A regular expression that does not compile, and why.
    BadRegex(&'a str),
    /// A regular expression without its end.
    OpenRegex,
    /// Heading of the tags that rise, over so many days.
    RisingTags(usize),
    /// Heading of the tags that fade, over so many days.
    FadingTags(usize),
    /// Title of the figures over the query.
    Trends,
    /// Title of the calendar of posts.
    PostsADay,
    /// Title of the calendar of stories.
    StoriesADay,
    /// Title of what rises and fades.
    RisingAndFading,
    /// How often a value occurs: value, posts or stories in so many days, how many before, and what
    /// that is.
    TrendOf(&'a str, &'a str, u16, usize, &'a str),
    /// How often a value occurs on all days: value, posts or stories.
    TrendOfAll(&'a str, &'a str),
    /// Of a value: its share has risen.
    IsRising,
    /// Of a value: its share has fallen.
    IsFading,
    /// Of a value: its share is much the same.
    IsSteady,
    /// The title of figures that count posts.
    InPosts(&'a str),
    /// The title of figures that count stories.
    InStories(&'a str),
    /// Title of the lines over time.
    OverTime,
    /// Title of the reading progress.
    ReadSoFar,
    /// What rises, of a tag.
    Rising,
    /// What fades, of a tag.
    Fading,
    /// The window of all days, in a word.
    AllDays,
    /// All posts, above a row for each month.
    AllMonths,
    /// No post has a date, so there is no calendar.
    NoDays,
    /// No story is in a post with a date, so there is no calendar.
    NoStoryDays,
    /// The window of all days has none before it.
    NothingBefore,
    /// None of a facet in the window.
    NoneInWindow,
    /// None of a facet in all that is found.
    NoneFound,
    /// No tag has surely risen or faded.
    NoChange,
    /// Only tags have lines over time.
    OnlyTags,
    /// Five lines are as many as can be told apart.
    FullChart,
    /// Nothing on the day at the cursor.
    NoneThatDay,
    /// There is nothing to narrow the query to.
    NoMark,
    /// Heading of a group of keys.
    KeysTrends,
    /// What an action does.
    DoTrends,
    /// What an action does.
    DoNarrowTo,
    /// What an action does.
    DoChart,
    /// What an action does.
    DoLongerWindow,
    /// What an action does.
    DoShorterWindow,
    /// What an action does.
    DoEarlier,
    /// What an action does.
    DoLater,
    /// A short word for a key's action.
    HintNarrow,
    /// A short word for a key's action.
    HintWindow,
    /// A short word for a key's action.
    HintChart,
    /// A short word for a key's action.
    HintStories,
    /// A short word for a key's action.
    HintSection,
    /// A window of so many days, in a word.
    ShortDays(u16),
    /// A weekday in a word, 0 is Monday.
    ShortWeekday(u8),
    /// Where a month begins, of a year: its name, or the year's with its first.
    ShortMonth(i16, i8),
    /// A day with its weekday, 0 is Monday.
    Weekday(u8, &'a str),
    /// So many posts.
    CountedPosts(usize),
    /// How many posts lie in years far before and after those shown.
    EarlierAndLater(usize, usize),
    /// How many posts have no date.
    UndatedPosts(usize),
    /// So many days are compared with as many before.
    DaysAgainst(u16),
    /// No tag is drawn; the key that draws one.
    NoLines(&'a str),
    /// How many days each point of a line stands for.
    EachPoint(usize),
    /// Which of how many rows are in sight.
    ShownOf(usize, usize, usize),
    /// How much was read.
    ReadOf(usize, usize),
    /// Sections that have no room here.
    AlsoBelow(&'a str),
    /// A key that means nothing in trends; the key that leaves them.
    NotInTrends(&'a str),
    /// So many posts or stories on so many of so many days.
    OnDays(&'a str, usize, usize),
    /// The day with the most, and how many.
    Busiest(&'a str, &'a str),
    /// How many a week has, in tenths.
    EachWeek(usize),
    /// So many days without any, after a day.
    LongestPause(usize, &'a str),
    /// Weeks in sight of all weeks of the calendar.
    WeeksBack(usize, usize),
    /// What was typed or pasted is longer than so many characters.
    TypedFull(usize),
    /// Input came faster than it could be handled.
    InputLeftOut,
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
    HintFilter,
    /// A post is shown, though not all of it was understood.
    Warning,
    /// A file could not be read.
    Error,
    /// Something that need not be put right.
    Hint,
    /// Findings by severity: hints, warnings and errors.
    Findings(usize, usize, usize),
    /// Findings by severity, hints, warnings and errors, in how many posts.
    FindingsIn(usize, usize, usize, usize),
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
    /// A post that cannot be read: its path, and why.
    CannotRead(&'a str, &'a str),
    /// A file that is no post, as it could not be read.
    NotInLibrary(&'a str),
    /// Heading of a group of keys.
    KeysProblems,
    /// The config is a folder, a pipe or a device.
    ConfigNotRegular,
    /// The config cannot be read, in the system's words.
    ConfigUnreadable(&'a str),
    /// The config is no YAML, in the parser's words.
    ConfigSyntax(&'a str),
    /// A root of the config that is not there.
    ConfigMissingRoot(&'a str),
    /// The query of a view is not understood: the view, and why.
    ConfigQuery(&'a str, &'a str),
    /// The config is too large.
    ConfigTooMuch,
    /// A name in the config that is not known, and the nearest that is.
    ConfigUnknown(&'a str, Option<&'a str>),
    /// A name that stands twice, and the line of the first.
    ConfigTwice(&'a str, usize),
    /// A value that is none of some names, and the nearest of them.
    ConfigNotOneOf(&'a str, &'a str, Option<&'a str>),
    /// What should stand in the config.
    ConfigWantsMap,
    /// What should stand in the config.
    ConfigWantsList,
    /// What should stand in the config.
    ConfigWantsText,
    /// What should stand in the config.
    ConfigWantsSwitch,
    /// What should stand in the config.
    ConfigWantsNumber,
    /// Between which numbers one should stand in the config.
    ConfigNotWithin(usize, usize),
    /// A root without its path.
    ConfigNoPath,
    /// A word of a look that is not understood.
    ConfigNoLook(&'a str),
    /// No key is called so.
    ConfigNoKey(&'a str),
    /// Keys that mean two actions: keys, other action, its line and column.
    ConfigConflict(&'a str, &'a str, usize, usize),
    /// There is so much wrong with the config; the rest of it holds. The key that lists it.
    ConfigProblems(usize, &'a str),
    /// The config was read again.
    ConfigReloaded,
    /// There is no place for a config.
    ConfigNoHome,
    /// A new config was written.
    ConfigWritten(&'a str),
    /// There is a config already.
    ConfigThere(&'a str),
    /// A new config cannot be written: path, reason.
    ConfigNotWritten(&'a str, &'a str),
    /// Nothing is wrong with the config.
    ConfigSound(&'a str),
    /// Heading of what the status line has said.
    SaidBefore,
    /// What is shown are the samples, and how to read other posts.
    Samples,
    /// What a key does.
    DoLayout,
    /// What a key does.
    DoFilterPane,
    /// The layout is now that of columns.
    LayoutColumns,
    /// The layout is now that of rows.
    LayoutRows,
    /// The layout is now that of a single pane.
    LayoutSingle,
    /// The screen has no room for another layout.
    NoRoomForLayout,
    /// What a key does.
    DoFindingKind,
    /// What a key does.
    DoDismiss,
    /// A word for a key: another kind of findings.
    HintKind,
    /// A word for a key: leave out a file's findings.
    HintDismiss,
    /// Findings that were left out are shown again.
    FindingsAgain,
    /// The findings about a file are left out: its path, and the key that takes that back.
    Dismissed(&'a str, &'a str),
    /// What a key does.
    DoMoveBorder,
    /// What a key does.
    DoEdit,
    /// A post that is no file cannot be edited.
    NoFile,
    /// An editor could not be started or has failed: program, reason.
    EditorFailed(&'a str, &'a str),
    /// There is no editor.
    NoEditor,
    /// What is wrong with a file.
    FaultFrontMatterOpen,
    /// What is wrong with a file.
    FaultFrontMatterDeep(usize),
    /// What is wrong with a file.
    FaultFrontMatterUnfolds,
    /// What is wrong with a file.
    FaultFrontMatterLong(usize),
    /// What is wrong with a file.
    FaultFrontMatterInvalid(&'a str),
    /// What is wrong with a file: the language of its front matter is not read as such.
    FaultFrontMatterForeign(&'a str),
    /// What is wrong with a file: a sign of YAML stands in a text without quotes.
    FaultFrontMatterSign,
    /// What is wrong with a file.
    FaultKeyTwice(&'a str),
    /// What is wrong with a file.
    FaultNoDay(&'a str),
    /// What is wrong with a file.
    FaultNoAddress(&'a str),
    /// What is wrong with a file.
    FaultAfterName(&'a str, &'a str),
    /// What is wrong with a file.
    FaultDeadLink(&'a str),
    /// What is wrong with a file.
    FaultSameTitle(&'a str),
    /// What is wrong with a file.
    FaultOddName,
    /// What is wrong with a file.
    FaultTooLarge(u64),
    /// A text has more line ends and signs of Markdown than so many.
    FaultTooManyParts(usize),
    /// What is wrong with a file.
    FaultNotUtf8,
    /// What is wrong with a file.
    FaultMissing,
    /// What is wrong with a file.
    FaultForbidden,
    /// What is wrong with a file.
    FaultUnreadable(&'a str),
    /// What is wrong with a file.
    FaultNeitherFolderNorFile,
    /// What is wrong with a file.
    FaultNoText,
    /// What is wrong with a file.
    FaultNoFile,
    /// What is wrong with a file.
    FaultBrokenLink,
    /// What is wrong with a file.
    FaultCircle,
    /// A link leads out of the folder that is read.
    FaultOutsideLink,
    /// Rules for git stand in no regular file.
    FaultNotRegular,
    /// A file of rules for git is a link.
    FaultLinkedRules,
    /// A file of rules for git has more than so many KB, or all of them more than so many MB.
    FaultTooManyRules(u64, u64),
    /// A theme that can be chosen.
    ThemeOf(&'a str),
    /// A language that can be chosen.
    LanguageOf(&'a str),
    /// A theme was chosen for as long as the program runs.
    ThemeChosen(&'a str),
    /// Standard input is to be read and is a keyboard.
    InputIsTerminal,
    /// Standard input cannot be read, in the system's words.
    InputNotRead(&'a str),
    /// There is no terminal to draw on.
    NoTerminal,
    /// The terminal says that it takes no escape sequences.
    DumbTerminal,
    /// The system allows no thread that is needed.
    NoThreads,
    /// The system allows no more open files.
    NoOpenFiles,
    /// The title of a list of stories: how many of how many.
    ListedStories(usize, usize),
    /// How many of how many stories the query finds.
    StoryMatches(usize, usize),
    /// How many stories were not seen.
    Unseen(usize),
    /// The row of the facet pane for stories that were not seen.
    UnseenStories,
    /// The row of the facet pane for starred stories.
    StarredStories,
    /// There is no story in any post.
    NoStories,
    /// So many stories were marked as seen; the key takes it back.
    MarkedSeen(usize, &'a str),
    /// A story counts as not seen.
    MarkedUnseen,
    /// So many stories are as they were before they were marked as seen.
    UnseenAgain(usize),
    /// A story counts as seen again.
    SeenAgain,
    /// There is no unseen story in this direction.
    NoMoreUnseen,
    /// The note of a story that was seen before.
    SeenBefore,
    /// Before the other posts that report a story.
    AlsoIn,
    /// The day of a story's first report.
    Since(&'a str),
    /// No post has a date, so that there is no newest day.
    NoDates,
    /// What the key does.
    DoFrontPage,
    /// The title of the picker of related stories.
    RelatedStories,
    /// Before a story about another page that seems to tell the same.
    RelatedTo,
    /// No other story seems to tell the same.
    NothingRelated,
    /// The key is for a story, and there is none.
    NoStoryHere,
    /// No other post reports the story.
    NoOtherReport,
    /// Which of the posts that report a story is shown, newest first, and its name.
    ReportOf(usize, usize, &'a str),
    /// The order of stories by how often they are reported.
    MostReportedFirst,
    /// The order of stories by how long they were reported.
    LongestRunningFirst,
    /// What the key does.
    DoStories,
    /// What the key does.
    DoAlsoIn,
    /// What the key does.
    DoRelated,
    /// A word for the key that lists posts again.
    HintPosts,
    /// A word for the key that reads a story in the next post.
    HintAlsoIn,
    /// Why a part of a post is a story.
    WhyStory,
    /// Why a part of a post is no story.
    WhyNoPage,
    /// Why a part of a post is no story.
    WhyFooter,
    /// Why a part of a post is no story.
    WhyReferences,
    /// Why a part of a post is no story.
    WhyOwnTitle,
    /// Why a part of a post is no story.
    WhyOwnPage,
    /// Why a part of a post is no story.
    WhyPostSource,
    /// Why a part of a post is no story.
    WhyCategory,
    /// Why a part of a post is no story.
    WhyChanges,
    /// Why a part of a post is no story.
    WhyIssues,
    /// Why a part of a post is no story.
    WhySparse,
    /// Why a part of a post is no story.
    WhyBelowStory,
    /// Why a part of a post is no story.
    WhyAmid,
    /// Why a part of a post is no story.
    WhyRequest,
    /// Why a part of a post is no story.
    WhyRepeated,
    /// Why a part of a post is no story.
    WhyBoilerplate,
    /// Why a part of a post is no story.
    WhyArticle,
    /// Why a part of a post is no story.
    WhyNone,
    /// What a post is read as, with its path: a digest or an article, and whether by itself.
    ReadAsDigest(&'a str),
    /// A post that is read as a digest because its neighbours are.
    ReadAsNeighbours(&'a str),
    /// A post that is read as an article.
    ReadAsArticle(&'a str),
}

impl Text<'_> {
    /// The sentence in a language.
    pub fn say(&self, language: Language) -> String {
        Said { text: self, language }.to_string()
    }
}

struct Said<'a> {
    text: &'a Text<'a>,
    language: Language,
}

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.language {
            Language::English => english::write(self.text, f),
            Language::SimplifiedChinese => simplified_chinese::write(self.text, f),
            Language::TraditionalChinese => traditional_chinese::write(self.text, f),
        }
    }
}
