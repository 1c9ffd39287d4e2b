//! Every sentence shown to the user, typed, so that none is spelled twice, with a table for each
//! language. A table is one exhaustive match: a missing sentence does not compile.
//!
//! Knows nothing of any other room: the subjects of a sentence are passed in as text or numbers.

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
    /// Title of the list: posts shown, all posts.
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
    /// Row that shows the rest of a facet's values.
    More(usize),
    /// Row that hides them again.
    Fewer,
    /// Example in an empty query line.
    QueryExample,
    /// Number of posts found, number of all posts.
    Matches(usize, usize),
    /// A part of a query that excludes every post, and the number found without it.
    FoundWithout(&'a str, &'a str),
    /// The list is empty.
    NothingFound,
    /// No story matches; the number of posts that do, and the keys that list them.
    PostsInstead(usize, &'a str),
    /// All posts are drafts, which no query without `is:draft` finds.
    OnlyDrafts,
    /// Everything that matches is muted: the number, and the key that lists it.
    AllMuted(usize, &'a str),
    /// There is no value at the cursor that a rule could mute.
    NothingToMute,
    /// Title of the picker of values that a rule can mute.
    MuteTitle,
    /// A rule that mutes this was added to the config; the key that undoes it.
    RuleAdded(&'a str, &'a str),
    /// The rule was removed from the config again.
    RuleRemoved(&'a str),
    /// No rule can be added to the config at this path.
    RulesNotEditable(&'a str),
    /// The added rule is no longer in the config as it was.
    RuleChanged(&'a str),
    /// Number of posts or stories that are left out because rules mute them.
    Muted(usize),
    /// Number of posts or stories that rules mute, and the key that lists them.
    MutedShownBy(usize, &'a str),
    /// The keys that clear the query.
    ClearsQuery(&'a str),
    /// The keys that restore the previous query.
    GivesBackQuery(&'a str),
    /// The keys that go back to trends.
    BackToTrends(&'a str),
    /// No facet value matches the typed text.
    NoValue,
    /// The library is empty.
    NoPosts,
    /// The reader shows no post.
    NothingToRead,
    /// Reading time of a post, in minutes.
    ReadingTime(usize),
    /// Number of stories in a post.
    Stories(usize),
    /// A post is a draft.
    Draft,
    /// A post has nothing but a title.
    EmptyPost,
    /// A post's date is unknown.
    Undated,
    /// Folders are being walked.
    Walking,
    /// Files are being read: number read, number of all.
    Reading(usize, usize),
    /// Number of findings about files.
    Problems(usize),
    /// There are no findings.
    NoProblems,
    /// The screen is too small; the width and height needed, in cells.
    TooSmall(u16, u16),
    /// The post names no source.
    NoSource,
    /// There is no link with this number.
    NoLink(usize),
    /// A link that is not opened, as it does not lead to a web page.
    NotOpened(&'a str),
    /// A browser was asked to open an address.
    Opening(&'a str),
    /// An address could not be opened: address, reason.
    CouldNotOpen(&'a str, &'a str),
    /// A text was copied.
    Copied(&'a str),
    /// The terminal refused a text to copy; the system's message.
    CouldNotCopy(&'a str),
    /// There is no text to copy.
    NothingToCopy,
    /// A text is too long to copy: its size and the limit, in kB.
    TooMuchToCopy(usize, usize),
    /// An address that is not one of the web, with control characters escaped.
    NotWeb(String),
    /// An address that is not opened because it names a user before its host: host, address.
    NamesUser(String, &'a str),
    /// A browser could not be started: program, reason, address.
    NotStarted(&'a str, &'a str, &'a str),
    /// A command in which a shell would parse the address or file.
    ShellText(&'a str),
    /// The same for a browser: command, address.
    BrowserInShell(&'a str, &'a str),
    /// There is no browser: address.
    NoBrowser(&'a str),
    /// A browser failed: program, exit status, address.
    BrowserFailed(&'a str, &'a str, &'a str),
    /// A date in a sentence: year, month, day of the month.
    Day(i16, i8, i8),
    /// A date of this year: month, day of the month.
    DayOfYear(i8, i8),
    /// A day of a month that is named elsewhere.
    DayOfMonth(i8),
    /// A date of this year in short form: month, day of the month.
    ShortDay(i8, i8),
    /// A month: year, month.
    MonthOfYear(i16, i8),
    /// Heading over posts without a date.
    UndatedHeading,
    /// No more stories or headings in this direction.
    NoMoreStories,
    /// There is no next post.
    LastPost,
    /// There is no previous post.
    FirstPost,
    /// There is no change to undo.
    NothingToUndo,
    /// Number of posts that were read again.
    Reloaded(usize),
    /// A check for changes is running.
    Looking,
    /// A check found no changes.
    Unchanged,
    /// Files have changed on the disk: number of new, changed and deleted posts.
    Refreshed(usize, usize, usize),
    /// Roots are being brought up to date: number of those done and of all, names of the others, the key
    /// that cancels.
    Pulling(usize, usize, &'a str, &'a str),
    /// Progress of the same on standard error: number of roots done and of all.
    PullingRoots(usize, usize),
    /// Result of a pull: name of the root; number of new posts, of new stories, of changed and of deleted
    /// posts.
    Pulled(&'a str, [usize; 4]),
    /// A pull failed: name of the root, and the key that shows why.
    PullFailed(&'a str, &'a str),
    /// A pull was cancelled: name of the root.
    PullStopped(&'a str),
    /// Number of roots whose pull brought nothing.
    PullsUpToDate(usize),
    /// A pull failed for this reason.
    PullFailedFor(&'a str),
    /// No root has a command that pulls; the command.
    NothingToPull(&'a str),
    /// None of the roots that are read has a command that pulls; the command.
    NothingToPullHere(&'a str),
    /// No root with such a command is at this path.
    NoPullAt(&'a str),
    /// The root does not exist.
    PullNoFolder,
    /// A program does not exist.
    PullNotFound(&'a str),
    /// A program cannot be started: its name, and the system's reason.
    PullNotStarted(&'a str, &'a str),
    /// Exit code of a program.
    PullExited(u32),
    /// Number of the signal that ended a program.
    PullSignal(i32),
    /// A program was stopped after this number of seconds.
    PullTimeLimit(u64),
    /// A program was stopped because it wanted to ask something.
    PullAsked,
    /// A program was stopped because it wrote too much.
    PullTooMuchOutput,
    /// A program was cancelled.
    PullCancelled,
    /// A root was added: path, number of posts and of stories.
    RootAdded(&'a str, usize, usize),
    /// A path was a root already: path, number of posts and of stories.
    RootThere(&'a str, usize, usize),
    /// No root was added to the config at this path; the lines to add.
    RootsNotEditable(&'a str, &'a str),
    /// A repository is being cloned: address, folder.
    Cloning(&'a str, &'a str),
    /// A repository was not cloned: address, reason.
    NotCloned(&'a str, &'a str),
    /// A folder cannot be made: path, reason.
    FolderNotMade(&'a str, &'a str),
    /// The folder for a clone is not empty: path, address.
    FolderTaken(&'a str, &'a str),
    /// There is no folder for clones.
    NoFolderForClones,
    /// A text that begins with `-` is no address.
    AddressIsOption(&'a str),
    /// An address has a scheme that cannot be cloned from.
    AddressScheme(&'a str),
    /// A text is neither a path nor an address; the address that was probably meant.
    NoSuchRoot(&'a str, Option<&'a str>),
    /// The system cannot watch more folders; the key that checks for changes.
    WatchLimit(Option<&'a str>),
    /// A folder is on a file system that reports no changes from elsewhere; the key that checks for
    /// them.
    WatchRemote(Option<&'a str>),
    /// Watching failed: the system's message, the key that checks for changes.
    WatchFailed(&'a str, Option<&'a str>),
    /// Title of the help.
    Help,
    /// Heading of a group of keys.
    KeysAnywhere,
    /// Heading of a group of keys.
    KeysPanes,
    /// A key without a meaning here: the key, a context in which it has one, its action there.
    KeyElsewhere(&'a str, &'a str, &'a str),
    /// A key without a meaning, and the key that lists all keys.
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
    /// Description of a key of the query line.
    QueryKeep,
    /// Description of a key of the query line.
    QueryGiveBack,
    /// Description of a key of the query line.
    QueryHelp,
    /// Heading of the query forms.
    QueryLanguage,
    /// Short label of a key's action.
    HintSyntax,
    /// Explanation of a query form.
    FormWords,
    /// Explanation of a query form.
    FormPhrase,
    /// Explanation of a query form.
    FormTag,
    /// Explanation of a query form.
    FormAnyOf,
    /// Explanation of a query form.
    FormGlob,
    /// Explanation of a query form.
    FormNot,
    /// Explanation of a query form.
    FormOr,
    /// Explanation of a query form.
    FormField,
    /// Explanation of a query form.
    FormSource,
    /// Explanation of a query form.
    FormSince,
    /// Explanation of a query form.
    FormDates,
    /// Explanation of a query form.
    FormUnread,
    /// Explanation of a query form.
    FormStarred,
    /// Explanation of a query form.
    FormHas,
    /// Explanation of a query form.
    FormPattern,
    /// Explanation of a query form.
    FormPinyin,
    /// Explanation of a query form.
    FormSort,
    /// Description of keys of the query line.
    QueryEdit,
    /// Description of keys of the query line.
    QueryComplete,
    /// Description of keys of the query line.
    QueryHistory,
    /// Short label of a key's action.
    HintComplete,
    /// Short label of a key's action.
    HintHistory,
    /// Short label of a key's action.
    HintRead,
    /// Number of starred stories, where posts are filtered by their stars; the key that lists
    /// stories.
    StarredStoriesInstead(usize, &'a str),
    /// Short label of a key's action.
    HintOpen,
    /// Short label of a key's action.
    HintSearch,
    /// Short label of a key's action.
    HintTags,
    /// Short label of a key's action.
    HintPane,
    /// Short label of a key's action.
    HintHelp,
    /// Short label of a key's action.
    HintQuit,
    /// Short label of a key's action.
    HintBack,
    /// Short label of a key's action.
    HintToggle,
    /// Short label of a key's action.
    HintExclude,
    /// Short label of a key's action.
    HintStory,
    /// Short label of a key's action.
    HintPost,
    /// Short label of a key's action.
    HintKeep,
    /// Short label of a key's action.
    HintGiveBack,
    /// Short label of a key's action.
    HintClose,
    /// Short label of a key's action.
    HintScroll,
    /// Number of the story being read, number of all.
    StoryOf(usize, usize),
    /// The key that closes an overlay.
    CloseHint,
    /// Description of a key's action.
    DoBack,
    /// Description of a key's action.
    DoQuit,
    /// Description of a key's action.
    DoHelp,
    /// Description of a key's action.
    DoNextPane,
    /// Description of a key's action.
    DoPreviousPane,
    /// Description of a key's action.
    DoSearch,
    /// Description of a key's action.
    DoCancel,
    /// Description of a key's action.
    DoTags,
    /// Description of a key's action.
    DoCategories,
    /// Description of a key's action.
    DoUndo,
    /// Description of a key's action.
    DoZen,
    /// Description of a key's action.
    DoReload,
    /// Description of an action.
    DoPull,
    /// Description of a key's action.
    DoProblems,
    /// Description of a key's action.
    DoRedraw,
    /// Description of a key's action.
    DoSuspend,
    /// Description of a key's action.
    DoDown,
    /// Description of a key's action.
    DoUp,
    /// Description of a key's action.
    DoHalfDown,
    /// Description of a key's action.
    DoHalfUp,
    /// Description of a key's action.
    DoPageDown,
    /// Description of a key's action.
    DoPageUp,
    /// Description of a key's action.
    DoTop,
    /// Description of a key's action.
    DoBottom,
    /// Description of a key's action.
    DoToggle,
    /// Description of a key's action.
    DoExclude,
    /// Description of a key's action.
    DoRead,
    /// Description of a key's action.
    DoOpenSource,
    /// Description of a key's action.
    DoCopyUrl,
    /// Description of an action.
    DoCopyMenu,
    /// Title of the copy menu.
    Copies,
    /// A row of the copy menu: the source as a link in Markdown.
    CopyLink,
    /// A row of the copy menu.
    CopyTitle,
    /// A row of the copy menu: the source's address.
    CopyAddress,
    /// A row of the copy menu: the block being read.
    CopyQuote,
    /// A row of the copy menu: a code block, and its language or an empty text.
    CopyCode(&'a str),
    /// Description of a key's action.
    DoNextStory,
    /// Description of a key's action.
    DoPreviousStory,
    /// Description of a key's action.
    DoNextPost,
    /// Description of a key's action.
    DoPreviousPost,
    /// Description of a key's action.
    DoFind,
    /// Short label of a key's action.
    HintFind,
    /// A number must be typed before the key that opens a link.
    NoLinkNumber,
    /// Description of a key's action.
    DoOpenLink,
    /// Description of a key's action.
    DoLinks,
    /// Description of a key's action.
    DoLinkHints,
    /// Action of showing a picture at full size.
    DoPicture,
    /// The post has no picture that could be shown.
    NoPicture,
    /// A picture's file does not exist.
    PictureMissing,
    /// A picture is outside of the folders being read.
    PictureOutside,
    /// A picture's file is not a regular one.
    PictureNotRegular,
    /// A picture's file has another format than those that are decoded.
    PictureFormat,
    /// A picture's file is larger than this number of megabytes.
    PictureTooLarge(u64),
    /// A picture has more than this number of millions of pixels.
    PictureTooManyPixels(u64),
    /// A picture's file is damaged.
    PictureDamaged,
    /// Decoding a picture takes too long.
    PictureTooSlow,
    /// Hint: the next and the previous picture.
    HintOtherPictures,
    /// Description of a key's action.
    DoOutline,
    /// Description of a key's action.
    DoPalette,
    /// Description of a key's action.
    DoJumpBack,
    /// Description of a key's action.
    DoJumpForward,
    /// Label of the links.
    Links,
    /// Label of the headings.
    Headings,
    /// Label of the actions.
    Actions,
    /// No link is visible.
    NoLinks,
    /// The post has no headings.
    NoHeadings,
    /// There is no earlier location to go back to.
    NothingBack,
    /// There is no later location to go forward to.
    NothingForward,
    /// Short label of a key's action.
    HintMark,
    /// Instructions for link hints.
    TypeHint,
    /// Number of unread posts.
    Unread(usize),
    /// Label of the unread posts.
    UnreadPosts,
    /// Row of the filter pane: new since the last visit.
    NewRows,
    /// Row of the filter pane: the number of new posts of a view.
    NewInView(usize),
    /// Label of the starred posts.
    StarredPosts,
    /// Label of the views.
    Views,
    /// Title of the box for the name of a view.
    NameOfView,
    /// Instructions for that box.
    NameHint,
    /// Number of posts that were marked as read; the key that undoes it.
    MarkedRead(usize, &'a str),
    /// A post was marked as unread.
    MarkedUnread,
    /// A post was starred.
    Starred,
    /// A star was removed.
    Unstarred,
    /// An own tag was added.
    Tagged(String),
    /// An own tag was removed.
    Untagged(String),
    /// A post or story has the maximum number of own tags.
    TooManyTags(usize),
    /// A note was written.
    NoteSaved,
    /// A note was removed; the key that undoes it.
    NoteRemoved(&'a str),
    /// A change of a note was undone.
    NoteBack,
    /// A note was edited, but not changed.
    NoteUnchanged,
    /// A note was too long, and cut to this number of kB.
    NoteCut(usize),
    /// A note cannot be passed to an editor, or read back; the reason.
    NoteNotEdited(&'a str),
    /// Title of the box for a note; the post or story.
    NoteOn(&'a str),
    /// Instructions for that box.
    NoteHint,
    /// Label of the own tags.
    MyTags,
    /// Detail of a tag that is to be created.
    NewTag,
    /// No own tag exists yet.
    TypeATag,
    /// The row of the facet pane for posts or stories with a note.
    WithNote,
    /// Mark of a post or story with a note, where no sign for it can be drawn.
    HasNote,
    /// A story was starred while its post was being read.
    StoryStarred,
    /// A star was removed from a story while its post was being read.
    StoryUnstarred,
    /// Description of a key's action.
    DoOwnTag,
    /// Description of a key's action.
    DoNote,
    /// Short label of a key's action.
    HintEditor,
    /// Short label of the key that toggles an own tag.
    HintTag,
    /// Short label of the key that toggles an own tag and leaves the picker open.
    HintSeveral,
    /// Explanation of a query form.
    FormMine,
    /// Explanation of a query form.
    FormMarked,
    /// Marks as read were undone: number of posts.
    UnreadAgain(usize),
    /// A mark as unread was undone.
    ReadAgain,
    /// Several stars were removed, which was undone: number of posts and stories.
    StarredAgain(usize),
    /// Several stars were set, which was undone: number of posts and stories.
    UnstarredAgain(usize),
    /// No more unread posts in this direction.
    NoMoreUnread,
    /// There are no views; the key that saves one.
    NoViews(&'a str),
    /// The cursor is not on a view.
    NoViewHere,
    /// An empty query is not saved.
    NothingToSave,
    /// A view needs a name.
    NoName,
    /// A view from the config, which cannot be changed here.
    FixedView(String),
    /// A view was saved; the key that shows them.
    ViewSaved(String, &'a str),
    /// A view was deleted; the key that undoes it.
    ViewDeleted(String, &'a str),
    /// The deletion of a view was undone.
    ViewBack(String),
    /// The saving of a view was undone.
    ViewGone(String),
    /// The store of the remembered state was written by a newer version.
    MemoryNewer(&'a str),
    /// The store is damaged.
    MemoryDamaged(&'a str),
    /// The store's file belongs to another program.
    MemoryForeign(&'a str),
    /// The store cannot be written.
    MemoryReadOnly(&'a str),
    /// Another program has locked the store.
    MemoryLocked(&'a str),
    /// The disk is full.
    MemoryFull(&'a str),
    /// Something other than a regular file is in the place of the store.
    MemoryNotRegular(&'a str),
    /// The folder of the store cannot be created; the system's message.
    MemoryNoFolder(&'a str, &'a str),
    /// Another problem with the store; the system's message.
    MemoryOther(&'a str, &'a str),
    /// The folder through which marks are synced does not exist.
    SyncNoFolder(&'a str),
    /// A file through which marks are synced cannot be written; the system's message.
    SyncUnwritable(&'a str, &'a str),
    /// Something other than a regular file is in the place of a file through which marks are synced.
    SyncNotRegular(&'a str),
    /// A file of another machine's marks is larger than this number of megabytes.
    SyncTooLarge(&'a str, u64),
    /// A file has marks written by a later version of the program.
    SyncNewer(&'a str),
    /// A file of another machine's marks cannot be read; the system's message.
    SyncOther(&'a str, &'a str),
    /// Description of a key's action.
    DoStar,
    /// Description of a key's action.
    DoTurnRead,
    /// Description of a key's action.
    DoMarkAllRead,
    /// Description of a key's action.
    DoUnreadOnly,
    /// Description of a key's action.
    DoMuted,
    /// Description of a key's action.
    DoMute,
    /// Description of a key's action.
    DoNextUnread,
    /// Description of a key's action.
    DoPreviousUnread,
    /// Description of a key's action.
    DoViews,
    /// Description of a key's action.
    DoSaveView,
    /// Description of a key's action.
    DoDeleteView,
    /// Short label of a key's action.
    HintDelete,
    /// Short label of a key's action.
    HintChoose,
    /// Short label of a key's action.
    HintSave,
    /// An unknown field, and the nearest known one.
    UnknownField(&'a str, Option<&'a str>),
    /// An unknown value: the field, and the values it takes.
    UnknownName(&'a str, String),
    /// A text that is not a date.
    NotADate(&'a str),
    /// A quote is not closed.
    OpenQuote,
    /// A parenthesis is not matched.
    Parenthesis,
    /// `OR` or `AND` lacks an operand.
    LoneOperator(&'a str),
    /// `NOT` lacks its operand.
    LoneNot,
    /// Notation of another program, and the one to use here.
    OtherNotation(&'a str, &'a str),
    /// An unknown value: the field, the value, the nearest known one.
    UnknownValue(&'a str, &'a str, &'a str),
    /// An invalid regular expression; the reason.
    BadRegex(&'a str),
    /// A regular expression is not terminated.
    OpenRegex,
    /// Heading of the rising tags; the number of days compared.
    RisingTags(usize),
    /// Heading of the fading tags; the number of days compared.
    FadingTags(usize),
    /// Title of the trends.
    Trends,
    /// Title of the calendar of posts.
    PostsADay,
    /// Title of the calendar of stories.
    StoriesADay,
    /// Title of the rising and fading values.
    RisingAndFading,
    /// Frequency of a value: the value, its posts or stories, the number of days, the number
    /// before, the outcome.
    TrendOf(&'a str, &'a str, u16, usize, &'a str),
    /// Frequency of a value on all days: the value, its posts or stories.
    TrendOfAll(&'a str, &'a str),
    /// Outcome: the share of a value has risen.
    IsRising,
    /// Outcome: the share of a value has fallen.
    IsFading,
    /// Outcome: the share of a value has not changed much.
    IsSteady,
    /// Title of figures that count posts.
    InPosts(&'a str),
    /// Title of figures that count stories.
    InStories(&'a str),
    /// Title of the lines over time.
    OverTime,
    /// Title of the reading progress.
    ReadSoFar,
    /// Title of the rising tags.
    Rising,
    /// Headline of the briefing until its stories are counted; the day of the last visit.
    NewSince(&'a str),
    /// Headline of the briefing: the number of new stories, that of the posts that report them, the day
    /// of the last visit.
    NewStoriesSince(usize, usize, &'a str),
    /// Headline of the briefing in few cells: the number of new stories or posts, the day of the last
    /// visit.
    NewBriefly(usize, &'a str),
    /// Headline of the briefing: the number of new posts, the day of the last visit.
    NewPostsSince(usize, &'a str),
    /// Headline of the briefing: the number of new stories that were seen.
    AlreadySeen(usize),
    /// Headline of the briefing: the number of new posts that were read.
    AlreadyRead(usize),
    /// Headline of the briefing: the number of its stories that older posts report as well.
    ReportedBefore(usize),
    /// Headline of the briefing: the number of new posts without stories, the key that lists posts.
    OtherNewPosts(usize, &'a str),
    /// Headline of the briefing if nothing is new; the day of the last visit.
    NothingNewSince(&'a str),
    /// Headline of the briefing if it shows the newest day; the day.
    NewestDay(&'a str),
    /// Text of an empty briefing; the number of new stories, all of them seen.
    AllSeen(usize),
    /// Text of an empty briefing; the number of new posts, all of them read.
    AllRead(usize),
    /// Keys that lead out of the briefing.
    LeavesBriefing(&'a str),
    /// Title of the fading tags.
    Fading,
    /// Short name of the window of all days.
    AllDays,
    /// Label of the row for all posts, above a row for each month.
    AllMonths,
    /// No post has a date, so there is no calendar.
    NoDays,
    /// No post with a story has a date, so there is no calendar.
    NoStoryDays,
    /// There are no posts before the window.
    NothingBefore,
    /// The facet has no values in the window.
    NoneInWindow,
    /// The facet has no values in the results.
    NoneFound,
    /// No tag has risen or faded significantly.
    NoChange,
    /// Only tags have lines over time.
    OnlyTags,
    /// The chart has five lines, the most that can be told apart.
    FullChart,
    /// There is nothing on the day at the cursor.
    NoneThatDay,
    /// There is nothing at the cursor to narrow the query to.
    NoMark,
    /// Heading of a group of keys.
    KeysTrends,
    /// Description of an action.
    DoTrends,
    /// Description of an action.
    DoNarrowTo,
    /// Description of an action.
    DoChart,
    /// Description of an action.
    DoLongerWindow,
    /// Description of an action.
    DoShorterWindow,
    /// Description of an action.
    DoEarlier,
    /// Description of an action.
    DoLater,
    /// Short label of a key's action.
    HintNarrow,
    /// Short label of a key's action.
    HintWindow,
    /// Short label of a key's action.
    HintChart,
    /// Short label of a key's action.
    HintStories,
    /// Short label of a key's action.
    HintSection,
    /// Short name of a window of this many days.
    ShortDays(u16),
    /// Short name of a weekday; 0 is Monday.
    ShortWeekday(u8),
    /// Label at the beginning of a month: its name, or for January the year.
    ShortMonth(i16, i8),
    /// A date with its weekday; 0 is Monday.
    Weekday(u8, &'a str),
    /// Number of posts.
    CountedPosts(usize),
    /// Number of posts long before and long after the years shown.
    EarlierAndLater(usize, usize),
    /// Number of posts without a date.
    UndatedPosts(usize),
    /// Number of days compared with as many before.
    DaysAgainst(u16),
    /// No tag is drawn; the key that draws one.
    NoLines(&'a str),
    /// Number of days for which each point of a line stands.
    EachPoint(usize),
    /// Visible rows: first, last, number of all.
    ShownOf(usize, usize, usize),
    /// Number of posts read, number of all.
    ReadOf(usize, usize),
    /// Names of the sections that have no room here.
    AlsoBelow(&'a str),
    /// A key without a meaning in trends; the key that leaves them.
    NotInTrends(&'a str),
    /// Posts or stories, the number of days that have any, the number of all days.
    OnDays(&'a str, usize, usize),
    /// The day with the most posts or stories, and their number.
    Busiest(&'a str, &'a str),
    /// Average number of posts per week, in tenths.
    PostsEachWeek(usize),
    /// Average number of stories per week, in tenths.
    StoriesEachWeek(usize),
    /// Longest run of days without any: its length, its first day.
    LongestPause(usize, &'a str),
    /// Number of weeks shown, number of all weeks of the calendar.
    WeeksBack(usize, usize),
    /// The text that was typed or pasted is longer than this many characters.
    TypedFull(usize),
    /// Input came faster than it was handled, and some was dropped.
    InputLeftOut,
    /// The text searched for is not in the post.
    NoHits,
    /// The search wrapped to the beginning.
    FromTheTop,
    /// The search wrapped to the end.
    FromTheEnd,
    /// Number of the current match, number of all.
    HitOf(usize, usize),
    /// Number of matches.
    Hits(usize),
    /// Sort order of the list.
    NewestFirst,
    /// Sort order of the list.
    OldestFirst,
    /// Sort order of the list.
    MostRelevantFirst,
    /// Sort order of the list.
    ByTitle,
    /// Description of a key's action.
    DoAuthors,
    /// Description of a key's action.
    DoSources,
    /// Description of a key's action.
    DoMonths,
    /// Description of a key's action.
    DoSort,
    /// Description of a key's action.
    DoFilter,
    /// Description of a key's action.
    DoNextHit,
    /// Description of a key's action.
    DoPreviousHit,
    /// Short label of a key's action.
    HintFilter,
    /// Severity: a post is shown, though not all of it was understood.
    Warning,
    /// Severity: a file could not be read.
    Error,
    /// Severity: something that need not be corrected.
    Hint,
    /// Number of findings by severity: hints, warnings, errors.
    Findings(usize, usize, usize),
    /// Number of findings by severity (hints, warnings, errors), number of posts checked.
    FindingsIn(usize, usize, usize, usize),
    /// There is no post at these paths.
    NoPostsIn(&'a str),
    /// A note that is not an error.
    Note(&'a str),
    /// Standard output cannot be written; the system's message.
    NotWritten(&'a str),
    /// A command after a path, which is taken for a path: command, path.
    CommandFirst(&'a str, &'a str),
    /// The first word is neither a command nor a path: the word, the nearest command.
    IsItCommand(&'a str, &'a str),
    /// None of this many posts has a source page.
    NoSourceIn(usize),
    /// The question before this many pages are opened.
    OpenMany(usize),
    /// Many pages are to be opened, and there is nobody to ask.
    TooManyPages(usize),
    /// There is no manual page for a command: the command, the names that have one.
    NoPage(&'a str, String),
    /// A file cannot be written: path, reason.
    FileNotWritten(&'a str, &'a str),
    /// Posts that are not files have no paths.
    NoFiles,
    /// Marks are to be set in a run that keeps none.
    EphemeralMarks,
    /// There is no folder in which marks could be kept.
    NoFolderForMarks,
    /// A post from standard input is to be marked.
    MarkedInput,
    /// Nothing says what is to be marked.
    MarksNothingNamed,
    /// The query that says what is to be marked is empty.
    MarksEmptyQuery,
    /// The query that says what is to be marked was not understood.
    MarksDoubtfulQuery,
    /// A text is no own tag; the maximum length of one, in characters.
    NotAnOwnTag(&'a str, usize),
    /// A note is longer than this number of bytes.
    NoteTooLong(usize),
    /// Ids are to be read from standard input, which is a terminal.
    IdsFromTerminal,
    /// The ids on standard input cannot be read; the system's message.
    IdsNotRead(&'a str),
    /// Nothing has the name on a line of standard input: the line, the name.
    NothingCalled(usize, &'a str),
    /// This number of posts or stories got no more own tags, of which they have the maximum number.
    TagsLeftOut(usize, usize),
    /// Posts that were marked, and posts that were to be.
    PostsMarked(usize, usize),
    /// Stories that were marked, and stories that were to be.
    StoriesMarked(usize, usize),
    /// Posts that would be marked, and posts found.
    PostsToMark(usize, usize),
    /// Stories that would be marked, and stories found.
    StoriesToMark(usize, usize),
    /// There is no folder or file in which anything could change.
    NothingToWatch,
    /// A file that remembers what was printed cannot be read or written: path, reason.
    NotRemembered(&'a str, &'a str),
    /// A file that should remember what was printed has other contents.
    NotARememberedFile(&'a str),
    /// A post cannot be read: path, reason.
    CannotRead(&'a str, &'a str),
    /// A file that is not in the library, as it could not be read.
    NotInLibrary(&'a str),
    /// Heading of a group of keys.
    KeysProblems,
    /// The config is a folder, a pipe or a device.
    ConfigNotRegular,
    /// The config cannot be read; the system's message.
    ConfigUnreadable(&'a str),
    /// A setting is not valid YAML; the parser's message.
    ConfigSyntax(&'a str),
    /// A root in the config that does not exist.
    ConfigMissingRoot(&'a str),
    /// The query of a view has a problem: view, problem.
    ConfigQuery(&'a str, &'a str),
    /// The config is too large.
    ConfigTooMuch,
    /// An unknown name in the config, and the nearest known one.
    ConfigUnknown(&'a str, Option<&'a str>),
    /// A name that is set twice, and the line of the first.
    ConfigTwice(&'a str, usize),
    /// A value that is not allowed: the value, the allowed names, the nearest of them.
    ConfigNotOneOf(&'a str, &'a str, Option<&'a str>),
    /// Type expected in the config.
    ConfigWantsMap,
    /// Type expected in the config.
    ConfigWantsList,
    /// Type expected in the config.
    ConfigWantsText,
    /// Type expected in the config.
    ConfigWantsSwitch,
    /// Type expected in the config.
    ConfigWantsNumber,
    /// Range expected for a number: minimum, maximum.
    ConfigNotWithin(i64, i64),
    /// A root without its path.
    ConfigNoPath,
    /// A command for pulling that is no list.
    ConfigNoPullCommand,
    /// An argument with `%r` in it.
    ConfigPartOfArgument(&'a str),
    /// A rule without a condition.
    ConfigNoWhen,
    /// A rule without an effect.
    ConfigNoEffect,
    /// A condition that a rule cannot have.
    ConfigUnfitForRule(&'a str),
    /// More rules than this number.
    ConfigTooManyRules(usize),
    /// A command of the user's own without a name.
    ConfigNoCommandName,
    /// A command of the user's own without a program.
    ConfigNoCommandRun,
    /// A program and its arguments that are not a list of texts.
    ConfigNotArguments,
    /// A placeholder that does not exist.
    ConfigUnknownPlaceholder(&'a str),
    /// An argument in which a placeholder is part of a longer text.
    ConfigPlaceholderInText(&'a str),
    /// An argument with a placeholder that would be run as code.
    ConfigPlaceholderIsCode(&'a str),
    /// More commands than this number.
    ConfigTooManyCommands(usize),
    /// The condition of a rule is not understood completely: the reason.
    ConfigRule(&'a str),
    /// An unknown word in a style.
    ConfigNoLook(&'a str),
    /// A key name that does not exist.
    ConfigNoKey(&'a str),
    /// Keys that are bound twice: keys, the other action, its line and column.
    ConfigConflict(&'a str, &'a str, usize, usize),
    /// Number of problems in the config, the rest of which is used; the key that lists them.
    ConfigProblems(usize, &'a str),
    /// The config was read again.
    ConfigReloaded,
    /// There is no folder for a config.
    ConfigNoHome,
    /// A new config was written.
    ConfigWritten(&'a str),
    /// The new config names these git checkouts in comments.
    ConfigOffers(&'a str),
    /// A config exists already.
    ConfigThere(&'a str),
    /// A new config cannot be written: path, reason.
    ConfigNotWritten(&'a str, &'a str),
    /// The config has no problems.
    ConfigSound(&'a str),
    /// Heading of the earlier notices.
    SaidBefore,
    /// The posts shown are samples; how to read others.
    Samples,
    /// Description of a key's action.
    DoLayout,
    /// Description of a key's action.
    DoFilterPane,
    /// The layout is now columns.
    LayoutColumns,
    /// The layout is now rows.
    LayoutRows,
    /// The layout is now a single pane.
    LayoutSingle,
    /// The screen has no room for another layout.
    NoRoomForLayout,
    /// Description of a key's action.
    DoFindingKind,
    /// Description of a key's action.
    DoDismiss,
    /// Short label of a key's action.
    HintKind,
    /// Short label of a key's action.
    HintDismiss,
    /// Dismissed findings are shown again.
    FindingsAgain,
    /// The findings about a file were dismissed: its path, the key that undoes it.
    Dismissed(&'a str, &'a str),
    /// Description of a key's action.
    DoMoveBorder,
    /// Description of a key's action.
    DoEdit,
    /// A post that is not a file cannot be edited.
    NoFile,
    /// An editor could not be started or has failed: program, reason.
    EditorFailed(&'a str, &'a str),
    /// No editor is configured.
    NoEditor,
    /// Problem with a file.
    DiagnosticFrontMatterOpen,
    /// Problem with a file.
    DiagnosticFrontMatterDeep(usize),
    /// Problem with a file.
    DiagnosticFrontMatterUnfolds,
    /// Problem with a file.
    DiagnosticFrontMatterLong(usize),
    /// Problem with a file.
    DiagnosticFrontMatterInvalid(&'a str),
    /// Problem with a file: its front matter is in a language that is not parsed.
    DiagnosticFrontMatterForeign(&'a str),
    /// Problem with a file: an unquoted value contains an indicator of YAML.
    DiagnosticFrontMatterSign,
    /// Problem with a file.
    DiagnosticKeyTwice(&'a str),
    /// Problem with a file.
    DiagnosticNoDay(&'a str),
    /// Problem with a file.
    DiagnosticNoAddress(&'a str),
    /// Problem with a file.
    DiagnosticAfterName(&'a str, &'a str),
    /// Problem with a file.
    DiagnosticDeadLink(&'a str),
    /// Problem with a file.
    DiagnosticSameTitle(&'a str),
    /// Problem with a file.
    DiagnosticOddName,
    /// Problem with a file.
    DiagnosticTooLarge(u64),
    /// Problem with a file: its line ends and Markdown characters together exceed this limit.
    DiagnosticTooManyParts(usize),
    /// Problem with a file.
    DiagnosticNotUtf8,
    /// Problem with a file.
    DiagnosticMissing,
    /// Problem with a file.
    DiagnosticForbidden,
    /// Problem with a file.
    DiagnosticUnreadable(&'a str),
    /// Problem with a file.
    DiagnosticNeitherFolderNorFile,
    /// Problem with a file.
    DiagnosticNoText,
    /// Problem with a file.
    DiagnosticNoFile,
    /// Problem with a file.
    DiagnosticBrokenLink,
    /// Problem with a file.
    DiagnosticCircle,
    /// A link leads out of the folder that is read.
    DiagnosticOutsideLink,
    /// A file of ignore rules for git is not a regular file.
    DiagnosticNotRegular,
    /// A file of ignore rules for git is a link.
    DiagnosticLinkedRules,
    /// A file of ignore rules for git exceeds the limit in KB, or all of them together the one in
    /// MB.
    DiagnosticTooManyRules(u64, u64),
    /// A theme that can be chosen.
    ThemeOf(&'a str),
    /// A language that can be chosen.
    LanguageOf(&'a str),
    /// A theme was chosen until the program ends.
    ThemeChosen(&'a str),
    /// Standard input is to be read, but is a terminal.
    InputIsTerminal,
    /// `mcp` was started by hand: standard input is a terminal.
    McpOnTerminal,
    /// `mcp` was to read a post from standard input, which carries messages.
    McpUsesInput,
    /// Standard input cannot be read; the system's message.
    InputNotRead(&'a str),
    /// There is no terminal to draw on.
    NoTerminal,
    /// The terminal accepts no escape sequences.
    DumbTerminal,
    /// The system refuses a thread that is needed.
    NoThreads,
    /// The system refuses to open more files.
    NoOpenFiles,
    /// Title of a list of stories: stories shown, all stories.
    ListedStories(usize, usize),
    /// Number of stories found, number of all stories.
    StoryMatches(usize, usize),
    /// Number of unseen stories.
    Unseen(usize),
    /// The row of the facet pane for unseen stories.
    UnseenStories,
    /// The row of the facet pane for starred stories.
    StarredStories,
    /// There is no story in any post.
    NoStories,
    /// Number of stories that were marked as seen; the key that undoes it.
    MarkedSeen(usize, &'a str),
    /// A story was marked as unseen.
    MarkedUnseen,
    /// Marks as seen were undone: number of stories.
    UnseenAgain(usize),
    /// A mark as unseen was undone.
    SeenAgain,
    /// No more unseen stories in this direction.
    NoMoreUnseen,
    /// Note on a story that was seen before.
    SeenBefore,
    /// Label before the other posts that report a story.
    AlsoIn,
    /// The day of a story's first report.
    Since(&'a str),
    /// No post has a date, so there is no newest day.
    NoDates,
    /// Description of a key's action.
    DoBriefing,
    /// Title of the picker of related stories.
    RelatedStories,
    /// Label before a story about another page that seems to be related.
    RelatedTo,
    /// No other story seems to be related.
    NothingRelated,
    /// The key acts on a story, and there is none here.
    NoStoryHere,
    /// No other post reports the story.
    NoOtherReport,
    /// Post that reports a story: its number, newest first, the number of all, its name.
    ReportOf(usize, usize, &'a str),
    /// Sort order of stories: most reports first.
    MostReportedFirst,
    /// Sort order: highest score that rules give first.
    HighestScoreFirst,
    /// Sort order of stories: longest time between first and last report first.
    LongestRunningFirst,
    /// Description of a key's action.
    DoStories,
    /// Description of a key's action.
    DoAlsoIn,
    /// Description of a key's action.
    DoRelated,
    /// Short label of the key that lists posts again.
    HintPosts,
    /// Short label of the key that shows a story in the next post.
    HintAlsoIn,
    /// Title of the page with all reports of a story.
    Dossier,
    /// Heading of a group of keys.
    KeysDossier,
    /// Description of a key's action.
    DoDossier,
    /// Description of a key's action.
    DoReadReport,
    /// Description of a key's action.
    DoNextReport,
    /// Description of a key's action.
    DoPreviousReport,
    /// The key has no meaning in a dossier; the key that goes back from it.
    NotInDossier(&'a str),
    /// There is no story here whose dossier could be shown; the key that lists stories.
    NoStoryForDossier(&'a str),
    /// No post reports the story any more.
    NoReports,
    /// There is no further report.
    NoMoreReports,
    /// Number of posts that report a story, and the first and last day of their reports.
    ReportedBetween(usize, &'a str, &'a str),
    /// Number of posts that report a story, and the day of their reports.
    ReportedOn(usize, &'a str),
    /// Note on the first report of a story.
    FirstReport,
    /// Note on a report that has nothing that the report before does not have.
    NothingNew,
    /// Number of words of a report that the report before does not have.
    NewWords(usize),
    /// Note on a report about which nothing is known yet.
    NoNote,
    /// A report that consists of a headline.
    HeadlineOnly,
    /// The rest of a long report is in its post; the key that reads it there.
    GoesOn(&'a str),
    /// Number of the report at the cursor, and of all.
    ReportNumber(usize, usize),
    /// Short label of the key that shows the dossier of a story.
    HintDossier,
    /// Short label of the key that goes to the next report.
    HintReport,
    /// Label of a part of a post that is a story.
    WhyStory,
    /// Reason why a part of a post is not a story.
    WhyNoPage,
    /// Reason why a part of a post is not a story.
    WhyFooter,
    /// Reason why a part of a post is not a story.
    WhyReferences,
    /// Reason why a part of a post is not a story.
    WhyOwnTitle,
    /// Reason why a part of a post is not a story.
    WhyOwnPage,
    /// Reason why a part of a post is not a story.
    WhyPostSource,
    /// Reason why a part of a post is not a story.
    WhyCategory,
    /// Reason why a part of a post is not a story.
    WhyChanges,
    /// Reason why a part of a post is not a story.
    WhyIssues,
    /// Reason why a part of a post is not a story.
    WhySparse,
    /// Reason why a part of a post is not a story.
    WhyBelowStory,
    /// Reason why a part of a post is not a story.
    WhyAmid,
    /// Reason why a part of a post is not a story.
    WhyRequest,
    /// Reason why a part of a post is not a story.
    WhyRepeated,
    /// Reason why a part of a post is not a story.
    WhyBoilerplate,
    /// Reason why a part of a post is not a story.
    WhyArticle,
    /// Reason why a part of a post is not a story.
    WhyNone,
    /// A post that is read as a digest; its path.
    ReadAsDigest(&'a str),
    /// A post that is read as a digest because its neighbours are; its path.
    ReadAsNeighbours(&'a str),
    /// A post that would be read as a digest if it had a day; its path.
    ReadAsUndated(&'a str),
    /// A post that is read as an article; its path.
    ReadAsArticle(&'a str),
    /// Label of the address of a story in a digest, with its colon and as Markdown.
    SourceLabel,
    /// Heading of the stories of a document that have no tag.
    OtherStories,
    /// Title of the export dialog.
    ExportHeading,
    /// The keys of the export dialog.
    ExportHint,
    /// Label of what is exported.
    ExportWhat,
    /// Label of the format.
    ExportFormat,
    /// Label of the headings in an export.
    ExportGroupBy,
    /// Label of the order.
    ExportOrder,
    /// Label of the title.
    ExportTitle,
    /// Label of where a document goes.
    ExportTo,
    /// Label of the name of a file.
    ExportFile,
    /// The selected rows are exported.
    ExportSelected,
    /// The starred stories and posts are exported.
    ExportStarred,
    /// Everything in the list is exported.
    ExportEverything,
    /// An export has no headings.
    GroupByNothing,
    /// An export has a heading for each tag.
    GroupByTag,
    /// An export has a heading for each day.
    GroupByDay,
    /// The order of the list.
    OrderListed,
    /// The newest come first.
    OrderNewest,
    /// The oldest come first.
    OrderOldest,
    /// The most reported come first.
    OrderMostReported,
    /// Sorted by title.
    OrderTitle,
    /// A document is opened in the editor.
    ExportToEditor,
    /// A document is only written.
    ExportToFile,
    /// A document is copied, and not written.
    ExportToClipboard,
    /// A document is being made.
    Exporting,
    /// A document was written: number of stories, name of the file.
    ExportedTo(usize, &'a str),
    /// There is nothing to export.
    NothingToExport,
    /// No name of a file was typed.
    NoFileName,
    /// There is a file of this name already.
    FileExists(&'a str),
    /// Asks whether to replace a file.
    Overwrite(&'a str),
    /// A file could not be written: its name, the reason.
    CouldNotWrite(&'a str, &'a str),
    /// Asks whether to remove the stars of what was exported.
    ClearStars(usize),
    /// The suggested title of an export: year, month, day of the month.
    WeeklyTitle(i16, i8, i8),
    /// The title of a document without one.
    Untitled,
    /// Hint: exports.
    HintExport,
    /// Hint: changes the value.
    HintChange,
    /// Heading of the keys of the user's own commands.
    KeysCommands,
    /// Description of a key.
    DoCommands,
    /// Title of the picker of the user's own commands.
    CommandsTitle,
    /// The config has no commands.
    NoCommands,
    /// A command is no longer in the config.
    NoSuchCommand(&'a str),
    /// Commands are running: their names, and the key that stops the newest.
    CommandsRun(&'a str, &'a str),
    /// In the picker of commands: reads the output of one.
    CommandRead(&'a str),
    /// In the picker of commands: stops one that runs.
    CommandStop(&'a str),
    /// An output was kept from an earlier run.
    CommandKept,
    /// An output was too long.
    CommandCut,
    /// The key that runs a command again.
    CommandRunsAgain(&'a str),
    /// Hint: runs a command again.
    HintRunAgain,
    /// A command was started in trends.
    CommandNotInTrends(&'a str),
    /// A command that is run for a story was started where there is none: its name, and the key that lists stories.
    CommandNeedsStory(&'a str, &'a str),
    /// A command was started where there is no post.
    CommandNeedsPost(&'a str),
    /// A command needs a file.
    CommandNoFile(&'a str),
    /// A command needs an address.
    CommandNoUrl(&'a str),
    /// The text for a command could not be read: its name, the path, the reason.
    CommandUnreadable(&'a str, &'a str, &'a str),
    /// The text for a command is too long: its name, the maximum in megabytes.
    CommandTooLong(&'a str, usize),
    /// The program of a command was not found.
    CommandNotFound(&'a str, &'a str),
    /// The program of a command could not be started: name, program, reason.
    CommandNotStarted(&'a str, &'a str, &'a str),
    /// A command has failed: name, program, exit code.
    CommandCode(&'a str, &'a str, u32),
    /// A signal has ended a command: name, program, signal.
    CommandSignal(&'a str, &'a str, i32),
    /// A command took too long: name, seconds.
    CommandTimeLimit(&'a str, usize),
    /// A command wanted to use the terminal.
    CommandWantedTerminal(&'a str),
    /// A failure, and the end of what the program wrote to standard error.
    CommandErrors(&'a str, &'a str),
    /// The user has stopped a command.
    CommandCancelled(&'a str),
    /// A command has printed nothing.
    CommandNoOutput(&'a str),
    /// The first line of what a command has printed: name, line.
    CommandSays(&'a str, &'a str),
    /// An output waits to be read: its title, and the key of the list it is in.
    CommandDone(&'a str, &'a str),
    /// A command is running for the same posts or stories.
    CommandRunsAlready(&'a str),
    /// Too many commands run at once.
    TooManyCommandsRun(usize),
    /// Description of a key.
    DoExport,
    /// Number of selected posts and stories, and of those that are not listed.
    SelectedRows(usize, usize),
    /// Several posts or stories were marked as read; the key that undoes it.
    MarkedReadOf(usize, &'a str),
    /// Several posts or stories were marked as unread; the key that undoes it.
    MarkedUnreadOf(usize, &'a str),
    /// Several posts or stories were starred; the key that undoes it.
    StarredOf(usize, &'a str),
    /// The stars of several posts or stories were removed; the key that undoes it.
    UnstarredOf(usize, &'a str),
    /// Everything in a part of the list was read already.
    AllReadThere,
    /// Several pages are being opened.
    OpeningPages(usize),
    /// Asks before many pages are opened.
    OpenPages(usize),
    /// Several lines were copied.
    CopiedLines(usize),
    /// Copies several titles with their addresses, as a Markdown list.
    CopyLinks(usize),
    /// Copies several titles.
    CopyTitles(usize),
    /// Copies several addresses.
    CopyAddresses(usize),
    /// Title of a question.
    Question,
    /// The keys that answer a question.
    ConfirmHint,
    /// Hint: answers a question with yes.
    HintYes,
    /// Hint: answers a question with no.
    HintNo,
    /// Hint: selects the rows up to the cursor.
    HintRange,
    /// Hint: stars.
    HintStar,
    /// Hint: marks as read.
    HintMarkRead,
    /// Hint: copies the addresses.
    HintCopy,
    /// Hint: opens the copy menu.
    HintCopyMenu,
    /// Hint: deselects all rows.
    HintClear,
    /// Description of a key.
    DoSelect,
    /// Description of a key.
    DoSelectRange,
    /// Description of a key.
    DoMarkAboveRead,
    /// Description of a key.
    DoMarkBelowRead,
    /// Title of the keys to begin with, on the first start.
    FirstSteps,
    /// Beside a title: a key hides what is below.
    Hides(&'a str),
    /// First step: a key reads the post at the cursor.
    StepRead,
    /// First step: a key goes to the next story of the post being read.
    StepNextStory,
    /// First step: a key opens the source of the story in the browser.
    StepOpenSource,
    /// First step: a key searches.
    StepSearch,
    /// First step: a key lists the stories.
    StepStories,
    /// First step: a key shows all keys.
    StepHelp,
}

impl Text<'_> {
    /// The sentence in a language.
    pub fn say(&self, language: Language) -> String {
        LocalizedText { text: self, language }.to_string()
    }
}

struct LocalizedText<'a> {
    text: &'a Text<'a>,
    language: Language,
}

impl fmt::Display for LocalizedText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.language {
            Language::English => english::write(self.text, f),
            Language::SimplifiedChinese => simplified_chinese::write(self.text, f),
            Language::TraditionalChinese => traditional_chinese::write(self.text, f),
        }
    }
}
