//! Every user action, in one list, and where each has a meaning. The keymap, the help and the hints are
//! derived from it.

use crate::messages::Text;

/// A user action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Go back; at the top, quit.
    Back,
    /// Quit from anywhere.
    Quit,
    /// Show the keys.
    Help,
    /// Focus the next pane.
    NextPane,
    /// Focus the previous pane.
    PreviousPane,
    /// Edit the query.
    Search,
    /// Close what is open, or clear the query.
    Cancel,
    /// Filter by a tag.
    Tags,
    /// Filter by a category.
    Categories,
    /// Filter by an author.
    Authors,
    /// Filter by a source's host.
    Sources,
    /// Filter by a month.
    Months,
    /// Switch to the next sort order of the list.
    Sort,
    /// Filter the values of the facet pane.
    Filter,
    /// Go to the next search hit.
    NextHit,
    /// Go to the previous search hit.
    PreviousHit,
    /// Undo the last change of the query, a mark, a view or a dismissal.
    Undo,
    /// Show the reader alone, or all panes again.
    Zen,
    /// Read the folders again.
    Reload,
    /// Bring the roots up to date with their pull commands, or cancel that.
    Pull,
    /// List the problems found in files.
    Problems,
    /// Repaint the whole screen.
    Redraw,
    /// Suspend the program until the shell continues it.
    Suspend,
    /// Move one line down.
    Down,
    /// Move one line up.
    Up,
    /// Go to the first line.
    Top,
    /// Go to the last line.
    Bottom,
    /// Move half a page down.
    HalfDown,
    /// Move half a page up.
    HalfUp,
    /// Move one page down.
    PageDown,
    /// Move one page up.
    PageUp,
    /// Read the post at the cursor.
    Read,
    /// Add the value at the cursor to the query, or remove it.
    Toggle,
    /// Exclude the value at the cursor, or stop excluding it.
    Exclude,
    /// Open the source in the browser.
    OpenSource,
    /// Copy the source's address.
    CopyUrl,
    /// Choose what to copy.
    CopyMenu,
    /// Go to the next story or heading.
    NextStory,
    /// Go to the previous story or heading.
    PreviousStory,
    /// Read the next post of the list.
    NextPost,
    /// Read the previous post of the list.
    PreviousPost,
    /// Open the link whose number was typed before the key.
    OpenLink,
    /// Find a text in the post.
    Find,
    /// Choose among the post's links.
    Links,
    /// Label the visible links with letters.
    LinkHints,
    /// Show a picture at full size.
    Picture,
    /// Choose among the post's headings.
    Outline,
    /// Choose among all actions.
    Palette,
    /// Go back in the jump list.
    JumpBack,
    /// Go forward in the jump list.
    JumpForward,
    /// Star a post, or remove its star.
    Star,
    /// Add or remove an own tag.
    OwnTag,
    /// Write a note.
    Note,
    /// Mark a post as read or unread.
    TurnRead,
    /// Mark all posts of the list as read.
    MarkAllRead,
    /// Select the row at the cursor, or deselect it, and move down.
    Select,
    /// Select the rows from the last selected one to the cursor, or all rows.
    SelectRange,
    /// Mark everything above the cursor as read.
    MarkAboveRead,
    /// Mark everything below the cursor as read.
    MarkBelowRead,
    /// List only unread posts, or everything again.
    UnreadOnly,
    /// List only what rules mute, or everything else again.
    Muted,
    /// Choose a tag, source or author to be muted by a rule.
    Mute,
    /// Go to the next unread post.
    NextUnread,
    /// Go to the previous unread post.
    PreviousUnread,
    /// Choose among the views.
    Views,
    /// Save the query as a view.
    SaveView,
    /// Delete the view at the cursor.
    DeleteView,
    /// Switch to the next layout of the panes.
    Layout,
    /// Show the filter pane, or hide it.
    FilterPane,
    /// Show only findings of the next kind.
    FindingKind,
    /// Dismiss the findings about the file at the cursor.
    Dismiss,
    /// Move the border beside the focused pane to the left.
    BorderLeft,
    /// Move the border beside the focused pane to the right.
    BorderRight,
    /// Edit the post in an editor.
    Edit,
    /// Show the trends of the query's result, or the panes again.
    Trends,
    /// In trends: narrow the query to the mark at the cursor, and show the list.
    NarrowTo,
    /// In trends: draw the tag's line over time, or remove it.
    Chart,
    /// In trends: move to an earlier item, or to the previous section.
    Earlier,
    /// In trends: move to a later item, or to the next section.
    Later,
    /// In trends: switch to the next window.
    LongerWindow,
    /// In trends: switch to the previous window.
    ShorterWindow,
    /// List stories instead of posts, or posts again.
    Stories,
    /// Show what is new since the last visit, and the rising tags, or leave that again.
    Briefing,
    /// Read the story in the next post that reports it.
    AlsoIn,
    /// Choose among stories that seem to be about the same subject.
    Related,
    /// Make a document of the selected, found or starred stories.
    Export,
    /// Choose among the user's own commands.
    Commands,
    /// Show the dossier of the story, or go back from it.
    Dossier,
    /// In a dossier: read the report at the cursor in its post, or open the dossier of a related story.
    ReadReport,
    /// In a dossier: go to the next report or related story.
    NextReport,
    /// In a dossier: go to the previous report or related story.
    PreviousReport,
}

impl Action {
    /// Name of the action in a config.
    pub fn name(self) -> &'static str {
        match self {
            Self::Back => "back",
            Self::Quit => "quit",
            Self::Help => "help",
            Self::NextPane => "next-pane",
            Self::PreviousPane => "previous-pane",
            Self::Search => "search",
            Self::Cancel => "cancel",
            Self::Tags => "tags",
            Self::Categories => "categories",
            Self::Authors => "authors",
            Self::Sources => "sources",
            Self::Months => "months",
            Self::Sort => "sort",
            Self::Filter => "filter",
            Self::NextHit => "next-hit",
            Self::PreviousHit => "previous-hit",
            Self::Undo => "undo",
            Self::Zen => "zen",
            Self::Reload => "reload",
            Self::Pull => "pull",
            Self::Problems => "problems",
            Self::Redraw => "redraw",
            Self::Suspend => "suspend",
            Self::Down => "down",
            Self::Up => "up",
            Self::HalfDown => "half-down",
            Self::HalfUp => "half-up",
            Self::PageDown => "page-down",
            Self::PageUp => "page-up",
            Self::Top => "top",
            Self::Bottom => "bottom",
            Self::Toggle => "toggle",
            Self::Exclude => "exclude",
            Self::Read => "read",
            Self::OpenSource => "open-source",
            Self::CopyUrl => "copy-url",
            Self::CopyMenu => "copy-menu",
            Self::NextStory => "next-story",
            Self::PreviousStory => "previous-story",
            Self::NextPost => "next-post",
            Self::PreviousPost => "previous-post",
            Self::OpenLink => "open-link",
            Self::Find => "find",
            Self::Links => "links",
            Self::LinkHints => "link-hints",
            Self::Picture => "picture",
            Self::Outline => "outline",
            Self::Palette => "palette",
            Self::JumpBack => "jump-back",
            Self::JumpForward => "jump-forward",
            Self::Star => "star",
            Self::OwnTag => "own-tag",
            Self::Note => "note",
            Self::TurnRead => "turn-read",
            Self::MarkAllRead => "mark-all-read",
            Self::Select => "select",
            Self::SelectRange => "select-range",
            Self::MarkAboveRead => "mark-above-read",
            Self::MarkBelowRead => "mark-below-read",
            Self::UnreadOnly => "unread-only",
            Self::Muted => "muted",
            Self::Mute => "mute",
            Self::NextUnread => "next-unread",
            Self::PreviousUnread => "previous-unread",
            Self::Views => "views",
            Self::SaveView => "save-view",
            Self::DeleteView => "delete-view",
            Self::Layout => "layout",
            Self::FilterPane => "filter-pane",
            Self::FindingKind => "finding-kind",
            Self::Dismiss => "dismiss",
            Self::BorderLeft => "border-left",
            Self::BorderRight => "border-right",
            Self::Edit => "edit",
            Self::Trends => "trends",
            Self::NarrowTo => "narrow-to",
            Self::Chart => "chart",
            Self::Earlier => "earlier",
            Self::Later => "later",
            Self::LongerWindow => "longer-window",
            Self::ShorterWindow => "shorter-window",
            Self::Stories => "stories",
            Self::Briefing => "briefing",
            Self::AlsoIn => "also-in",
            Self::Related => "related",
            Self::Export => "export",
            Self::Commands => "commands",
            Self::Dossier => "dossier",
            Self::ReadReport => "read-report",
            Self::NextReport => "next-report",
            Self::PreviousReport => "previous-report",
        }
    }

    /// The action with a name; the inverse of [`Action::name`].
    pub fn named(name: &str) -> Option<Self> {
        BINDINGS.iter().map(|binding| binding.action).find(|action| action.name() == name)
    }

    /// A description of a few words.
    pub fn help(self) -> Text<'static> {
        match self {
            Self::Back => Text::DoBack,
            Self::Quit => Text::DoQuit,
            Self::Help => Text::DoHelp,
            Self::NextPane => Text::DoNextPane,
            Self::PreviousPane => Text::DoPreviousPane,
            Self::Search => Text::DoSearch,
            Self::Cancel => Text::DoCancel,
            Self::Tags => Text::DoTags,
            Self::Categories => Text::DoCategories,
            Self::Authors => Text::DoAuthors,
            Self::Sources => Text::DoSources,
            Self::Months => Text::DoMonths,
            Self::Sort => Text::DoSort,
            Self::Filter => Text::DoFilter,
            Self::NextHit => Text::DoNextHit,
            Self::PreviousHit => Text::DoPreviousHit,
            Self::Undo => Text::DoUndo,
            Self::Zen => Text::DoZen,
            Self::Reload => Text::DoReload,
            Self::Pull => Text::DoPull,
            Self::Problems => Text::DoProblems,
            Self::Redraw => Text::DoRedraw,
            Self::Suspend => Text::DoSuspend,
            Self::Down => Text::DoDown,
            Self::Up => Text::DoUp,
            Self::HalfDown => Text::DoHalfDown,
            Self::HalfUp => Text::DoHalfUp,
            Self::PageDown => Text::DoPageDown,
            Self::PageUp => Text::DoPageUp,
            Self::Top => Text::DoTop,
            Self::Bottom => Text::DoBottom,
            Self::Toggle => Text::DoToggle,
            Self::Exclude => Text::DoExclude,
            Self::Read => Text::DoRead,
            Self::OpenSource => Text::DoOpenSource,
            Self::CopyUrl => Text::DoCopyUrl,
            Self::CopyMenu => Text::DoCopyMenu,
            Self::NextStory => Text::DoNextStory,
            Self::PreviousStory => Text::DoPreviousStory,
            Self::NextPost => Text::DoNextPost,
            Self::PreviousPost => Text::DoPreviousPost,
            Self::OpenLink => Text::DoOpenLink,
            Self::Find => Text::DoFind,
            Self::Links => Text::DoLinks,
            Self::LinkHints => Text::DoLinkHints,
            Self::Picture => Text::DoPicture,
            Self::Outline => Text::DoOutline,
            Self::Palette => Text::DoPalette,
            Self::JumpBack => Text::DoJumpBack,
            Self::JumpForward => Text::DoJumpForward,
            Self::Star => Text::DoStar,
            Self::OwnTag => Text::DoOwnTag,
            Self::Note => Text::DoNote,
            Self::TurnRead => Text::DoTurnRead,
            Self::MarkAllRead => Text::DoMarkAllRead,
            Self::Select => Text::DoSelect,
            Self::SelectRange => Text::DoSelectRange,
            Self::MarkAboveRead => Text::DoMarkAboveRead,
            Self::MarkBelowRead => Text::DoMarkBelowRead,
            Self::UnreadOnly => Text::DoUnreadOnly,
            Self::Muted => Text::DoMuted,
            Self::Mute => Text::DoMute,
            Self::NextUnread => Text::DoNextUnread,
            Self::PreviousUnread => Text::DoPreviousUnread,
            Self::Views => Text::DoViews,
            Self::SaveView => Text::DoSaveView,
            Self::DeleteView => Text::DoDeleteView,
            Self::Layout => Text::DoLayout,
            Self::FilterPane => Text::DoFilterPane,
            Self::FindingKind => Text::DoFindingKind,
            Self::Dismiss => Text::DoDismiss,
            Self::BorderLeft | Self::BorderRight => Text::DoMoveBorder,
            Self::Edit => Text::DoEdit,
            Self::Trends => Text::DoTrends,
            Self::NarrowTo => Text::DoNarrowTo,
            Self::Chart => Text::DoChart,
            Self::Earlier => Text::DoEarlier,
            Self::Later => Text::DoLater,
            Self::LongerWindow => Text::DoLongerWindow,
            Self::ShorterWindow => Text::DoShorterWindow,
            Self::Stories => Text::DoStories,
            Self::Briefing => Text::DoBriefing,
            Self::AlsoIn => Text::DoAlsoIn,
            Self::Related => Text::DoRelated,
            Self::Export => Text::DoExport,
            Self::Commands => Text::DoCommands,
            Self::Dossier => Text::DoDossier,
            Self::ReadReport => Text::DoReadReport,
            Self::NextReport => Text::DoNextReport,
            Self::PreviousReport => Text::DoPreviousReport,
        }
    }
}

/// A page between query line and status line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The facet pane, the list and the reader.
    #[default]
    Panes,
    /// The trends of the query's result.
    Trends,
    /// The dossier of a story.
    Dossier,
}

impl Page {
    /// The context of the keys on a page that is shown in place of the panes.
    pub fn key_context(self) -> Option<KeyContext> {
        match self {
            Self::Panes => None,
            Self::Trends => Some(KeyContext::Trends),
            Self::Dossier => Some(KeyContext::Dossier),
        }
    }

    /// The page that an action shows, or leaves again.
    pub fn toggled_by(action: Action) -> Option<Self> {
        (action == Action::Trends).then_some(Self::Trends)
    }
}

/// The context in which a key binding applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyContext {
    /// Every pane and overlay, unless the pane binds the key itself.
    #[default]
    Anywhere,
    /// Everything that scrolls: every pane and overlay.
    Scrolling,
    /// The panes: actions on the post on the screen, or on the panes themselves.
    Panes,
    /// The facet pane.
    Facets,
    /// The list of posts.
    List,
    /// The reader.
    Reader,
    /// The list of problems.
    Problems,
    /// Trends.
    Trends,
    /// A dossier.
    Dossier,
}

impl KeyContext {
    /// All contexts, in the order in which the help shows them.
    pub const ALL: [Self; 9] = [
        Self::Anywhere,
        Self::Scrolling,
        Self::Panes,
        Self::Facets,
        Self::List,
        Self::Reader,
        Self::Problems,
        Self::Trends,
        Self::Dossier,
    ];

    /// This context and the wider ones whose key bindings apply in it, narrowest first.
    pub fn with_wider(self) -> impl Iterator<Item = Self> {
        let panes = matches!(self, Self::Facets | Self::List | Self::Reader);
        let wider = [panes.then_some(Self::Panes), Some(Self::Scrolling), Some(Self::Anywhere)];
        let wider = wider.into_iter().flatten().filter(move |wider| *wider != self);
        std::iter::once(self).chain(wider)
    }

    /// Returns `true` if an action has a meaning in this context.
    pub fn accepts(self, action: Action) -> bool {
        let contexts: Vec<Self> = self.with_wider().collect();
        let mut bindings = BINDINGS.iter();
        bindings.any(|it| it.action == action && contexts.contains(&it.context))
    }

    /// Name of the context, as a heading.
    pub fn title(self) -> Text<'static> {
        match self {
            Self::Anywhere => Text::KeysAnywhere,
            Self::Scrolling => Text::KeysScrolling,
            Self::Panes => Text::KeysPanes,
            Self::Facets => Text::KeysFacets,
            Self::List => Text::KeysList,
            Self::Reader => Text::KeysReader,
            Self::Problems => Text::KeysProblems,
            Self::Trends => Text::KeysTrends,
            Self::Dossier => Text::KeysDossier,
        }
    }
}

/// An action with its default keys.
pub struct Binding {
    /// The action the keys run.
    pub action: Action,
    /// The context in which the keys are bound.
    pub context: KeyContext,
    /// The keys; blanks separate the keys of a chord.
    pub keys: &'static [&'static str],
}

const fn bind(context: KeyContext, action: Action, keys: &'static [&'static str]) -> Binding {
    Binding { action, context, keys }
}

/// Every action with its default keys, in the order in which the help shows them.
pub const BINDINGS: &[Binding] = {
    use Action as A;
    use KeyContext as C;
    &[
        bind(C::Anywhere, A::Back, &["q"]),
        bind(C::Anywhere, A::Quit, &["Q", "C-c"]),
        bind(C::Anywhere, A::Help, &["?"]),
        bind(C::Anywhere, A::Palette, &[":"]),
        bind(C::Anywhere, A::NextPane, &["Tab", "l", "→"]),
        bind(C::Anywhere, A::PreviousPane, &["S-Tab", "h", "←"]),
        bind(C::Anywhere, A::Search, &["/", "g /"]),
        bind(C::Anywhere, A::Cancel, &["Esc"]),
        bind(C::Anywhere, A::Tags, &["t"]),
        bind(C::Anywhere, A::Categories, &["c"]),
        bind(C::Anywhere, A::Authors, &["a"]),
        bind(C::Anywhere, A::Sources, &["H"]),
        bind(C::Anywhere, A::Months, &["M"]),
        bind(C::Anywhere, A::Stories, &["S"]),
        bind(C::Anywhere, A::Briefing, &["F"]),
        bind(C::Anywhere, A::Sort, &["="]),
        bind(C::Anywhere, A::Views, &["v"]),
        bind(C::Anywhere, A::SaveView, &["V"]),
        bind(C::Anywhere, A::Trends, &["T"]),
        bind(C::Anywhere, A::Dossier, &["D"]),
        bind(C::Anywhere, A::Commands, &["|"]),
        bind(C::Anywhere, A::UnreadOnly, &["u"]),
        bind(C::Anywhere, A::Muted, &["g i"]),
        bind(C::Anywhere, A::Undo, &["U"]),
        bind(C::Anywhere, A::JumpBack, &["C-o", "A-←"]),
        bind(C::Anywhere, A::JumpForward, &["A-→", "C-i"]),
        bind(C::Anywhere, A::Reload, &["r"]),
        bind(C::Anywhere, A::Pull, &["P"]),
        bind(C::Anywhere, A::Problems, &["!"]),
        bind(C::Anywhere, A::Redraw, &["C-l"]),
        bind(C::Anywhere, A::Suspend, &["C-z"]),
        bind(C::Scrolling, A::Down, &["j", "↓"]),
        bind(C::Scrolling, A::Up, &["k", "↑"]),
        bind(C::Scrolling, A::HalfDown, &["C-d"]),
        bind(C::Scrolling, A::HalfUp, &["C-u"]),
        bind(C::Scrolling, A::PageDown, &["PgDn", "C-f"]),
        bind(C::Scrolling, A::PageUp, &["PgUp", "C-b"]),
        bind(C::Scrolling, A::Top, &["g g", "Home"]),
        bind(C::Scrolling, A::Bottom, &["G", "End"]),
        bind(C::Panes, A::Links, &["L"]),
        bind(C::Panes, A::Outline, &["O"]),
        bind(C::Panes, A::Mute, &["i"]),
        bind(C::Panes, A::Zen, &["z"]),
        bind(C::Panes, A::Layout, &["W"]),
        bind(C::Panes, A::FilterPane, &["B"]),
        bind(C::Panes, A::BorderLeft, &["<"]),
        bind(C::Panes, A::BorderRight, &[">"]),
        bind(C::Panes, A::Edit, &["e"]),
        bind(C::Panes, A::Export, &["E"]),
        bind(C::Facets, A::Toggle, &["Enter", "Space"]),
        bind(C::Facets, A::Exclude, &["-"]),
        bind(C::Facets, A::Filter, &["f"]),
        bind(C::Facets, A::DeleteView, &["d"]),
        bind(C::List, A::Read, &["Enter"]),
        bind(C::List, A::OpenSource, &["o"]),
        bind(C::List, A::CopyUrl, &["y"]),
        bind(C::List, A::Star, &["s"]),
        bind(C::List, A::OwnTag, &["+"]),
        bind(C::List, A::Note, &["C"]),
        bind(C::List, A::TurnRead, &["m"]),
        bind(C::List, A::NextUnread, &["n"]),
        bind(C::List, A::PreviousUnread, &["N"]),
        bind(C::List, A::MarkAllRead, &["A"]),
        bind(C::List, A::MarkAboveRead, &["g a"]),
        bind(C::List, A::MarkBelowRead, &["g b"]),
        bind(C::List, A::Select, &["x"]),
        bind(C::List, A::SelectRange, &["X"]),
        bind(C::List, A::CopyMenu, &["Y"]),
        bind(C::List, A::AlsoIn, &["w"]),
        bind(C::List, A::Related, &["R"]),
        bind(C::Reader, A::PageDown, &["Space"]),
        bind(C::Reader, A::PageUp, &["b"]),
        bind(C::Reader, A::NextStory, &["]"]),
        bind(C::Reader, A::PreviousStory, &["["]),
        bind(C::Reader, A::Find, &["/"]),
        bind(C::Reader, A::NextHit, &["n"]),
        bind(C::Reader, A::PreviousHit, &["N"]),
        bind(C::Reader, A::NextPost, &["J"]),
        bind(C::Reader, A::PreviousPost, &["K"]),
        bind(C::Reader, A::OpenSource, &["o"]),
        bind(C::Reader, A::CopyUrl, &["y"]),
        bind(C::Reader, A::CopyMenu, &["Y"]),
        bind(C::Reader, A::Star, &["s"]),
        bind(C::Reader, A::OwnTag, &["+"]),
        bind(C::Reader, A::Note, &["C"]),
        bind(C::Reader, A::TurnRead, &["m"]),
        bind(C::Reader, A::AlsoIn, &["w"]),
        bind(C::Reader, A::Related, &["R"]),
        bind(C::Reader, A::LinkHints, &["f"]),
        bind(C::Reader, A::Picture, &["I"]),
        bind(C::Reader, A::OpenLink, &["Enter"]),
        bind(C::Problems, A::Read, &["Enter"]),
        bind(C::Problems, A::FindingKind, &["f"]),
        bind(C::Problems, A::Dismiss, &["d"]),
        bind(C::Trends, A::NarrowTo, &["Enter"]),
        bind(C::Trends, A::Chart, &["Space"]),
        bind(C::Trends, A::LongerWindow, &["w"]),
        bind(C::Trends, A::ShorterWindow, &["W"]),
        bind(C::Trends, A::Earlier, &["h", "←"]),
        bind(C::Trends, A::Later, &["l", "→"]),
        bind(C::Dossier, A::ReadReport, &["Enter"]),
        bind(C::Dossier, A::NextReport, &["]"]),
        bind(C::Dossier, A::PreviousReport, &["["]),
        bind(C::Dossier, A::PageDown, &["Space"]),
        bind(C::Dossier, A::PageUp, &["b"]),
        bind(C::Dossier, A::OpenSource, &["o"]),
        bind(C::Dossier, A::CopyUrl, &["y"]),
        bind(C::Dossier, A::Star, &["s"]),
        bind(C::Dossier, A::OwnTag, &["+"]),
        bind(C::Dossier, A::Note, &["C"]),
        bind(C::Dossier, A::TurnRead, &["m"]),
    ]
};
