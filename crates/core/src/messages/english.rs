//! Every sentence in English.

use super::Text;
use std::fmt;

/// Writes a sentence. The match is exhaustive, so that a missing sentence does not compile.
#[expect(clippy::too_many_lines, reason = "a table of every sentence, one row each")]
pub(super) fn write(text: &Text<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match text {
        Text::Facets => f.write_str("Filter"),
        Text::Posts(shown, all) if shown == all => write!(f, "Posts {all}"),
        Text::Posts(shown, all) => write!(f, "Posts {shown} of {all}"),
        Text::Categories => f.write_str("Categories"),
        Text::Tags => f.write_str("Tags"),
        Text::Authors => f.write_str("Authors"),
        Text::Sources => f.write_str("Sources"),
        Text::Months => f.write_str("Months"),
        Text::More(count) => write!(f, "{count} more…"),
        Text::Fewer => f.write_str("fewer"),
        Text::QueryExample => {
            f.write_str("to search: istio \"service mesh\" tag:kubernetes since:30d -draft")
        }
        Text::Matches(shown, all) => write!(f, "{shown} of {all}"),
        Text::FoundWithout(clause, count) => write!(f, "Without {clause}: {count}."),
        Text::NothingFound => f.write_str("Nothing found."),
        Text::PostsInstead(1, key) => {
            write!(f, "No story matches, but 1 post does: {key} lists it.")
        }
        Text::PostsInstead(count, key) => {
            write!(f, "No story matches, but {count} posts do: {key} lists them.")
        }
        Text::OnlyDrafts => f.write_str("All posts are drafts: is:draft finds them."),
        Text::AllMuted(count, key) => write!(f, "All {count} are muted by rules: {key} shows them."),
        Text::NothingToMute => f.write_str("Nothing to mute here: go to a post, a story or a value of the filter pane"),
        Text::MuteTitle => f.write_str("Mute for good"),
        Text::RuleAdded(when, key) => write!(f, "Muted {when}: {key} undoes"),
        Text::RuleRemoved(when) => write!(f, "No longer muted: {when}"),
        Text::RulesNotEditable(path) => write!(f, "No rule was added: {path} is not valid YAML, or its rules are not a list with a line for each; add the rule there"),
        Text::RuleChanged(path) => write!(f, "Not undone: the rule was changed in {path}"),
        Text::Muted(count) => write!(f, "{count} muted"),
        Text::MutedShownBy(count, key) => write!(f, "{count} muted ({key})"),
        Text::ClearsQuery(keys) => write!(f, "{keys} clears the query."),
        Text::GivesBackQuery(keys) => write!(f, "{keys} cancels."),
        Text::BackToTrends(keys) => write!(f, "{keys} goes back to trends."),
        Text::NoValue => f.write_str("No matches"),
        Text::NoPosts => f.write_str("No posts yet."),
        Text::NothingToRead => f.write_str("No post to read."),
        Text::ReadingTime(minutes) => write!(f, "{minutes} min"),
        Text::Stories(1) => f.write_str("1 story"),
        Text::Stories(count) => write!(f, "{count} stories"),
        Text::Draft => f.write_str("draft"),
        Text::EmptyPost => f.write_str("This post has no text."),
        Text::Undated => f.write_str("undated"),
        Text::Walking => f.write_str("Looking for posts…"),
        Text::Reading(read, total) => write!(f, "Reading {read} of {total}…"),
        Text::Problems(1) => f.write_str("1 problem"),
        Text::Problems(count) => write!(f, "{count} problems"),
        Text::NoProblems => f.write_str("No problems: every file was understood."),
        Text::TooSmall(width, height) => write!(f, "Needs {width}×{height} cells"),
        Text::NoSource => f.write_str("This post has no source page"),
        Text::NoLink(number) => write!(f, "This post has no link {number}"),
        Text::NotOpened(url) => write!(f, "Only web pages can be opened, not {url}"),
        Text::Opening(url) => write!(f, "Opening {url}"),
        Text::CouldNotOpen(url, why) => write!(f, "Could not open {url}: {why}"),
        Text::Copied(text) => write!(f, "Copied {text}"),
        Text::CouldNotCopy(why) => write!(f, "Not copied: {why}"),
        Text::NothingToCopy => f.write_str("Nothing to copy"),
        Text::TooMuchToCopy(size, most) => {
            write!(f, "Not copied: {size} kB, at most {most} kB fit")
        }
        Text::NamesUser(host, url) => {
            write!(f, "Not opened, as it names a user before its host {host}: {url}")
        }
        Text::NotWeb(url) => write!(f, "Only http and https addresses can be opened: {url}"),
        Text::NotStarted(program, why, url) => {
            write!(f, "Open by hand: {url} – cannot start {program} ({why})")
        }
        Text::ShellText(command) => write!(
            f,
            "a shell would run what replaces %s in `{command}`; pass it as a separate argument: sh -c 'program \"$1\"' sh %s"
        ),
        Text::BrowserInShell(command, url) => {
            write!(f, "Open by hand: {url} – ")?;
            write(&Text::ShellText(command), f)
        }
        Text::NoBrowser(url) => write!(f, "Open by hand: {url} – no browser was found"),
        Text::BrowserFailed(program, status, url) => {
            write!(f, "Open by hand: {url} – {program} failed ({status})")
        }
        Text::DayOfMonth(day) => write!(f, "{day}"),
        Text::ShortDay(month, day) => write!(f, "{day} {:.3}", month_name(*month)),
        Text::MonthOfYear(year, month) => write!(f, "{} {year}", month_name(*month)),
        Text::DayOfYear(month, day) => write!(f, "{day} {}", month_name(*month)),
        Text::UndatedHeading => f.write_str("Undated"),
        Text::Day(year, month, day) => write!(f, "{day} {} {year}", month_name(*month)),
        Text::NoMoreStories => f.write_str("No more stories or headings in this direction"),
        Text::LastPost => f.write_str("Last post"),
        Text::FirstPost => f.write_str("First post"),
        Text::NothingToUndo => f.write_str("Nothing to undo"),
        Text::Reloaded(1) => f.write_str("Reloaded 1 post"),
        Text::Reloaded(count) => write!(f, "Reloaded {count} posts"),
        Text::Looking => f.write_str("Checking for changes…"),
        Text::Unchanged => f.write_str("Nothing has changed"),
        Text::Refreshed(new, changed, gone) => {
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
        Text::Pulling(done, all, names, key) => {
            write!(f, "Pulling, {done} of {all} done: {names} ({key} cancels)")
        }
        Text::PullingRoots(done, all) => write!(f, "pulling {done}/{all}"),
        Text::Pulled(name, [posts, stories, changed, gone]) => {
            let mut parts = Vec::new();
            if *posts > 0 {
                parts.push(format!("{posts} new {}", if *posts == 1 { "post" } else { "posts" }));
            }
            if *stories > 0 {
                let noun = if *stories == 1 { "story" } else { "stories" };
                let new = if *posts > 0 { "" } else { "new " };
                parts.push(format!("{stories} {new}{noun}"));
            }
            if *changed > 0 {
                parts.push(format!("{changed} changed"));
            }
            if *gone > 0 {
                parts.push(format!("{gone} deleted"));
            }
            let what = if parts.is_empty() { "up to date".to_owned() } else { parts.join(", ") };
            write!(f, "{name}: {what}")
        }
        Text::PullFailed(name, key) => write!(f, "{name}: failed ({key})"),
        Text::PullStopped(name) => write!(f, "{name}: cancelled"),
        Text::PullsUpToDate(count) => write!(f, "{count} up to date"),
        Text::PullFailedFor(why) => write!(f, "the pull failed: {why}"),
        Text::NothingToPull(command) => write!(f, "Nothing to pull: no root in the config has a command for it, such as pull: {command}"),
        Text::NothingToPullHere(command) => write!(f, "Nothing to pull: none of these roots has a command for it in the config, such as pull: {command}"),
        Text::NoPullAt(path) => write!(f, "{path}: no root of the config with a pull command is here"),
        Text::PullNoFolder => f.write_str("the folder does not exist"),
        Text::PullNotFound(program) => write!(f, "{program} was not found; install it, or give its path"),
        Text::PullNotStarted(program, why) => write!(f, "{program} cannot be started: {why}"),
        Text::PullExited(code) => write!(f, "exit code {code}"),
        Text::PullSignal(number) => write!(f, "ended by signal {number}"),
        Text::PullTimeLimit(seconds) => write!(f, "not done after {seconds} s, and stopped"),
        Text::PullAsked => f.write_str("it wanted an answer, such as a password, which nobody can give here; run it once in a terminal"),
        Text::PullTooMuchOutput => f.write_str("its output had no end, and it was stopped"),
        Text::PullCancelled => f.write_str("cancelled"),
        Text::RootAdded(path, posts, stories) => {
            let posts = format!("{posts} {}", if *posts == 1 { "post" } else { "posts" });
            write!(f, "added {path}: {posts}, {stories} {}", if *stories == 1 { "story" } else { "stories" })
        }
        Text::RootThere(path, posts, stories) => {
            let posts = format!("{posts} {}", if *posts == 1 { "post" } else { "posts" });
            write!(f, "{path} is a root already: {posts}, {stories} {}", if *stories == 1 { "story" } else { "stories" })
        }
        Text::RootsNotEditable(path, lines) => write!(f, "nothing was added: {path} is not valid YAML, or its roots are not a list with a line for each; add there, under roots:\n{lines}"),
        Text::Cloning(address, folder) => write!(f, "cloning {address} into {folder}"),
        Text::NotCloned(address, why) => write!(f, "{address} was not cloned: {why}"),
        Text::FolderNotMade(path, why) => write!(f, "{path} cannot be made: {why}"),
        Text::FolderTaken(path, address) => write!(f, "{path} is not empty, and no checkout of {address}; name another folder with --to"),
        Text::NoFolderForClones => f.write_str("there is no home folder for clones; name a folder with --to"),
        Text::AddressIsOption(text) => write!(f, "{text}: an address does not begin with -; for a path, write ./{text}"),
        Text::AddressScheme(scheme) => write!(f, "{scheme}: repositories are cloned from https, ssh, git and file addresses"),
        Text::NoSuchRoot(text, meant) => {
            write!(f, "{text}: there is no such path, and it is not the address of a repository")?;
            meant.map_or(Ok(()), |meant| write!(f, "; did you mean {meant}?"))
        }
        Text::WatchLimit(key) => {
            f.write_str("The system cannot watch more folders; checking periodically")?;
            key.map_or(Ok(()), |key| write!(f, " ({key}: now)"))
        }
        Text::WatchRemote(key) => {
            f.write_str("Changes on other machines are not reported; checking periodically")?;
            key.map_or(Ok(()), |key| write!(f, " ({key}: now)"))
        }
        Text::WatchFailed(why, key) => {
            write!(f, "Cannot watch ({why}); checking periodically")?;
            key.map_or(Ok(()), |key| write!(f, " ({key}: now)"))
        }
        Text::Help => f.write_str("Keys"),
        Text::KeysAnywhere => f.write_str("Anywhere"),
        Text::KeysPanes => f.write_str("In the panes"),
        Text::KeyElsewhere(key, place, action) => write!(f, "{key} does nothing here. {place}: {action}"),
        Text::KeyUnbound(key, help) => write!(f, "{key} does nothing here; {help} lists the keys"),
        Text::KeysScrolling => f.write_str("Moving"),
        Text::KeysFacets => f.write_str("In the filter pane"),
        Text::KeysList => f.write_str("In the list"),
        Text::KeysReader => f.write_str("In the reader"),
        Text::KeysQuery => f.write_str("In the query line"),
        Text::QueryKeep => f.write_str("apply the query and go to the list"),
        Text::QueryGiveBack => f.write_str("restore the previous query"),
        Text::QueryComplete => f.write_str("complete a field or value; next, previous"),
        Text::QueryHistory => f.write_str("earlier and later queries"),
        Text::HintComplete => f.write_str("complete"),
        Text::HintHistory => f.write_str("earlier"),
        Text::QueryHelp => f.write_str("query syntax with examples, where a word would begin"),
        Text::QueryLanguage => f.write_str("Query language"),
        Text::HintSyntax => f.write_str("syntax"),
        Text::FormWords => f.write_str("all words, anywhere"),
        Text::FormPhrase => f.write_str("the phrase"),
        Text::FormTag => f.write_str("posts with the tag"),
        Text::FormAnyOf => f.write_str("posts with either tag"),
        Text::FormGlob => f.write_str("tags that begin with k"),
        Text::FormNot => f.write_str("posts without the tag"),
        Text::FormOr => f.write_str("either condition"),
        Text::FormField => f.write_str("in the title; also category: author: body: story: path:"),
        Text::FormSource => f.write_str("posts with a source on the host"),
        Text::FormSince => f.write_str("the last seven days; also before: after: today"),
        Text::FormDates => f.write_str("a range of days or months"),
        Text::FormUnread => f.write_str("unread posts; also is:new is:read is:seen is:draft is:undated"),
        Text::FormStarred => f.write_str("starred posts and posts with a starred story"),
        Text::FormHas => f.write_str("posts with code; also has:source has:stories has:warning"),
        Text::FormPattern => f.write_str("a regular expression"),
        Text::FormPinyin => f.write_str("Chinese by pronunciation; initials as well: fwwg"),
        Text::FormSort => f.write_str("the order; also sort:title -sort:date sort:count"),
        Text::QueryEdit => f.write_str("start, end, delete word, delete to the start"),
        Text::HintRead => f.write_str("read"),
        Text::StarredStoriesInstead(1, key) => write!(f, "1 starred story: {key} shows it"),
        Text::StarredStoriesInstead(count, key) => write!(f, "{count} starred stories: {key} shows them"),
        Text::HintOpen => f.write_str("open"),
        Text::HintSearch => f.write_str("search"),
        Text::HintTags => f.write_str("tags"),
        Text::HintPane => f.write_str("pane"),
        Text::HintHelp => f.write_str("help"),
        Text::HintQuit => f.write_str("quit"),
        Text::HintBack => f.write_str("back"),
        Text::HintToggle => f.write_str("add"),
        Text::HintExclude => f.write_str("exclude"),
        Text::HintStory => f.write_str("story"),
        Text::HintPost => f.write_str("post"),
        Text::HintKeep => f.write_str("apply"),
        Text::HintGiveBack => f.write_str("cancel"),
        Text::HintClose => f.write_str("close"),
        Text::HintScroll => f.write_str("scroll"),
        Text::StoryOf(number, all) => write!(f, "story {number} of {all}"),
        Text::CloseHint => f.write_str("Esc closes"),
        Text::DoBack => f.write_str("back; at the top level, quit"),
        Text::DoQuit => f.write_str("quit"),
        Text::DoHelp => f.write_str("show the keys"),
        Text::DoNextPane => f.write_str("next pane"),
        Text::DoPreviousPane => f.write_str("previous pane"),
        Text::DoSearch => f.write_str("edit the query"),
        Text::DoCancel => f.write_str("close; clear the query"),
        Text::DoTags => f.write_str("filter by a tag"),
        Text::DoCategories => f.write_str("filter by a category"),
        Text::DoUndo => f.write_str("undo the last mark or query change"),
        Text::DoZen => f.write_str("reader alone, or all panes"),
        Text::DoReload => f.write_str("reload the folders"),
        Text::DoPull => f.write_str("pull: bring the roots up to date, or cancel that"),
        Text::DoProblems => f.write_str("problems with files"),
        Text::DoRedraw => f.write_str("redraw the screen"),
        Text::DoSuspend => f.write_str("suspend"),
        Text::DoDown => f.write_str("down"),
        Text::DoUp => f.write_str("up"),
        Text::DoHalfDown => f.write_str("half a page down"),
        Text::DoHalfUp => f.write_str("half a page up"),
        Text::DoPageDown => f.write_str("page down"),
        Text::DoPageUp => f.write_str("page up"),
        Text::DoTop => f.write_str("to the beginning"),
        Text::DoBottom => f.write_str("to the end"),
        Text::DoToggle => f.write_str("add the value to the query, or remove it"),
        Text::DoExclude => f.write_str("exclude the value, or stop excluding it"),
        Text::DoRead => f.write_str("read the post"),
        Text::DoOpenSource => f.write_str("open the source in the browser"),
        Text::DoCopyUrl => f.write_str("copy the source's address"),
        Text::DoNextStory => f.write_str("next story, or heading"),
        Text::DoPreviousStory => f.write_str("previous story, or heading"),
        Text::DoNextPost => f.write_str("next post"),
        Text::DoPreviousPost => f.write_str("previous post"),
        Text::DoFind => f.write_str("find in the post"),
        Text::HintFind => f.write_str("find"),
        Text::NoLinkNumber => f.write_str("Type the number of a link first, for example 12 Enter"),
        Text::DoOpenLink => f.write_str("open the link whose number was typed"),
        Text::DoLinks => f.write_str("list the post's links"),
        Text::DoLinkHints => f.write_str("link hints"),
        Text::DoPicture => f.write_str("show a picture at full size"),
        Text::NoPicture => f.write_str("No local picture in this post"),
        Text::PictureMissing => f.write_str("no such file"),
        Text::PictureOutside => f.write_str("outside of the folders that are read"),
        Text::PictureNotRegular => f.write_str("not a regular file"),
        Text::PictureFormat => f.write_str("not a PNG, JPEG, GIF or WebP picture"),
        Text::PictureTooLarge(mb) => write!(f, "larger than {mb} MB"),
        Text::PictureTooManyPixels(millions) => write!(f, "more than {millions} million pixels"),
        Text::PictureDamaged => f.write_str("damaged"),
        Text::PictureTooSlow => f.write_str("takes too long to decode"),
        Text::HintOtherPictures => f.write_str("other pictures"),
        Text::DoOutline => f.write_str("list the post's headings"),
        Text::DoPalette => f.write_str("choose from all actions"),
        Text::DoJumpBack => f.write_str("back to where you were"),
        Text::DoJumpForward => f.write_str("forward again"),
        Text::Links => f.write_str("Links"),
        Text::Headings => f.write_str("Outline"),
        Text::Actions => f.write_str("Actions"),
        Text::NoLinks => f.write_str("No link here"),
        Text::NoHeadings => f.write_str("This post has no headings"),
        Text::NothingBack => f.write_str("Nothing further back"),
        Text::NothingForward => f.write_str("Nothing further forward"),
        Text::HintMark => f.write_str("mark"),
        Text::TypeHint => f.write_str("Type a link's letters; Esc cancels"),
        Text::Unread(count) => write!(f, "{count} unread"),
        Text::NewInView(count) => write!(f, "{count} new"),
        Text::NewRows => f.write_str("New"),
        Text::UnreadPosts => f.write_str("Unread"),
        Text::StarredPosts => f.write_str("Starred"),
        Text::Views => f.write_str("Views"),
        Text::NameOfView => f.write_str("Save the query as"),
        Text::NameHint => f.write_str("Enter saves, Esc closes"),
        Text::MarkedRead(0, _) => f.write_str("All of them were already read"),
        Text::MarkedRead(1, _) => f.write_str("Marked as read"),
        Text::MarkedRead(count, key) => write!(f, "Marked {count} posts as read ({key}: undo)"),
        Text::MarkedUnread => f.write_str("Marked as unread"),
        Text::Starred => f.write_str("Starred"),
        Text::Unstarred => f.write_str("Unstarred"),
        Text::Tagged(tag) => write!(f, "Tagged +{tag}"),
        Text::Untagged(tag) => write!(f, "Removed the tag +{tag}"),
        Text::TooManyTags(most) => write!(f, "At most {most} tags of your own fit"),
        Text::NoteSaved => f.write_str("Note saved"),
        Text::NoteRemoved(key) => write!(f, "Note removed ({key}: undo)"),
        Text::NoteBack => f.write_str("The note is as it was before"),
        Text::NoteUnchanged => f.write_str("Note unchanged"),
        Text::NoteCut(most) => write!(f, "Note cut: it was longer than {most} kB"),
        Text::NoteNotEdited(why) => write!(f, "Note unchanged: {why}"),
        Text::NoteOn(title) => write!(f, "Note on {title}"),
        Text::NoteHint => f.write_str("Enter saves, C-e opens the editor, Esc closes"),
        Text::MyTags => f.write_str("My tags"),
        Text::NewTag => f.write_str("new"),
        Text::TypeATag => f.write_str("Type a tag of your own"),
        Text::WithNote => f.write_str("With a note"),
        Text::HasNote => f.write_str("note"),
        Text::StoryStarred => f.write_str("Starred the story"),
        Text::StoryUnstarred => f.write_str("Unstarred the story"),
        Text::DoOwnTag => f.write_str("add or remove a tag of your own"),
        Text::DoNote => f.write_str("write a note"),
        Text::HintEditor => f.write_str("editor"),
        Text::HintTag => f.write_str("add or remove"),
        Text::HintSeveral => f.write_str("several"),
        Text::FormMine => f.write_str("posts and stories with your own tag; also note: has:note"),
        Text::FormMarked => f.write_str("starred in the last seven days; also read:14d read:today"),
        Text::UnreadAgain(1) => f.write_str("Unread again"),
        Text::UnreadAgain(count) => write!(f, "{count} posts are unread again"),
        Text::ReadAgain => f.write_str("Marked as read again"),
        Text::StarredAgain(count) => write!(f, "{count} starred again"),
        Text::UnstarredAgain(count) => write!(f, "{count} no longer starred"),
        Text::NoMoreUnread => f.write_str("No more unread posts in this direction"),
        Text::NoViews(key) => write!(f, "No views yet; {key} saves the query as one"),
        Text::NoViewHere => f.write_str("Only views can be deleted here"),
        Text::NothingToSave => f.write_str("Nothing to save: the query is empty"),
        Text::NoName => f.write_str("A view needs a name"),
        Text::FixedView(name) => write!(f, "The view {name} is defined in the config; change it there"),
        Text::ViewSaved(name, key) => write!(f, "Saved as {name}; {key} shows the views"),
        Text::ViewDeleted(name, key) => write!(f, "Deleted the view {name} ({key}: undo)"),
        Text::ViewBack(name) => write!(f, "Restored the view {name}"),
        Text::ViewGone(name) => write!(f, "The view {name} is no longer saved"),
        Text::MemoryNewer(file) => {
            write!(f, "Marks cannot be saved: a newer yunbao wrote them; update this one. {file}")
        }
        Text::MemoryDamaged(file) => {
            write!(f, "Marks cannot be saved: the file is damaged; move it away. {file}")
        }
        Text::MemoryForeign(file) => {
            write!(f, "Marks cannot be saved: the file belongs to another program; move it away. {file}")
        }
        Text::MemoryReadOnly(file) => {
            write!(f, "Marks cannot be saved: no write permission; check the permissions of the file and its folder. {file}")
        }
        Text::MemoryLocked(file) => {
            write!(f, "Marks cannot be saved yet: another program has locked the file. {file}")
        }
        Text::MemoryFull(file) => {
            write!(f, "Marks cannot be saved: the disk is full; free some space, then mark again. {file}")
        }
        Text::MemoryNotRegular(file) => write!(f, "Marks cannot be saved: not a regular file; move it away. {file}"),
        Text::MemoryNoFolder(file, why) => write!(f, "Marks cannot be saved: their folder cannot be created ({why}); create it, or move away what is in its place. {file}"),
        Text::MemoryOther(file, why) => write!(f, "Marks cannot be saved: {why}. {file}"),
        Text::SyncNoFolder(path) => write!(f, "Marks are kept but not synced: create the folder {path}, or change sync in the config"),
        Text::SyncUnwritable(path, why) => write!(f, "Marks cannot be synced yet ({why}); they are kept and written later. {path}"),
        Text::SyncNotRegular(path) => write!(f, "Marks of this file are not synced: not a regular file; move it away. {path}"),
        Text::SyncTooLarge(path, size) => write!(f, "Marks of this file are not synced: it is larger than {size} MB; move it away. {path}"),
        Text::SyncNewer(path) => write!(f, "Some marks were written by a newer yunbao; update this one to see them. {path}"),
        Text::SyncOther(path, why) => write!(f, "Marks of this file are not synced: {why}. {path}"),
        Text::DoStar => f.write_str("star or unstar"),
        Text::DoTurnRead => f.write_str("mark as read or unread"),
        Text::DoMarkAllRead => f.write_str("mark all in the list as read"),
        Text::DoUnreadOnly => f.write_str("unread posts only, or all"),
        Text::DoMuted => f.write_str("what rules mute, or everything else"),
        Text::DoMute => f.write_str("mute a tag, source, author or category for good"),
        Text::DoNextUnread => f.write_str("next unread post"),
        Text::DoPreviousUnread => f.write_str("previous unread post"),
        Text::DoViews => f.write_str("choose a view"),
        Text::DoSaveView => f.write_str("save the query as a view"),
        Text::DoDeleteView => f.write_str("delete the view"),
        Text::HintDelete => f.write_str("delete"),
        Text::HintChoose => f.write_str("choose"),
        Text::HintSave => f.write_str("save"),
        Text::UnknownField(name, Some(near)) => {
            write!(f, "There is no field {name}: (did you mean {near}:?); searching for the text")
        }
        Text::UnknownField(name, None) => {
            write!(f, "There is no field {name}:; searching for the text")
        }
        Text::UnknownName(field, names) => {
            write!(f, "{field}: takes {names}; searching for the text")
        }
        Text::NotADate(text) => {
            write!(f, "{text} is not a date (2026-08, 2026-08-03, 7d); searching for the text")
        }
        Text::BadRegex(why) => {
            write!(f, "Invalid regular expression ({why}); searching for the text")
        }
        Text::OpenRegex => {
            f.write_str("A regular expression ends with / or /i (/ebpf|xdp/); searching for the text")
        }
        Text::OpenQuote => f.write_str("Unclosed quote; it extends to the end"),
        Text::Parenthesis => f.write_str("Unmatched parenthesis"),
        Text::TypedFull(longest) => {
            write!(f, "Only {longest} characters fit here; the rest was dropped")
        }
        Text::InputLeftOut => f.write_str("Keys came too fast; some were dropped"),
        Text::NoHits => f.write_str("Not in this post"),
        Text::FromTheTop => f.write_str("Search wrapped to the beginning"),
        Text::FromTheEnd => f.write_str("Search wrapped to the end"),
        Text::HitOf(number, all) => write!(f, "match {number}/{all}"),
        Text::Hits(1) => f.write_str("1 match"),
        Text::Hits(count) => write!(f, "{count} matches"),
        Text::NewestFirst => f.write_str("Newest first"),
        Text::OldestFirst => f.write_str("Oldest first"),
        Text::MostRelevantFirst => f.write_str("Most relevant first"),
        Text::ByTitle => f.write_str("By title"),
        Text::DoAuthors => f.write_str("filter by authors"),
        Text::DoSources => f.write_str("filter by sources (hosts)"),
        Text::DoMonths => f.write_str("filter by months"),
        Text::DoSort => f.write_str("change the order: date, relevance, title; for stories also reports, duration"),
        Text::DoFilter => f.write_str("narrow the values by typing"),
        Text::DoNextHit => f.write_str("next match of the search, else next unread post"),
        Text::DoPreviousHit => f.write_str("previous match, else previous unread post"),
        Text::HintFilter => f.write_str("narrow"),
        Text::DoCopyMenu => f.write_str("choose what to copy"),
        Text::Copies => f.write_str("Copy"),
        Text::CopyLink => f.write_str("Markdown link"),
        Text::CopyTitle => f.write_str("title"),
        Text::CopyAddress => f.write_str("address"),
        Text::CopyQuote => f.write_str("quote"),
        Text::CopyCode("") => f.write_str("code"),
        Text::CopyCode(language) => write!(f, "code, {language}"),
        Text::IsItCommand(word, near) => {
            write!(f, "{word} is neither a command nor a path; did you mean \"{near}\"?")
        }
        Text::NoSourceIn(1) => f.write_str("the post has no source page"),
        Text::NoSourceIn(posts) => write!(f, "none of {posts} posts has a source page"),
        Text::OpenMany(pages) => write!(f, "open {pages} pages? [y/N] "),
        Text::TooManyPages(pages) => {
            write!(f, "too many pages ({pages}): limit them with -n, or list them with --print")
        }
        Text::NoPage(word, names) => {
            write!(f, "no manual page for {word}; there is one for {names}")
        }
        Text::FileNotWritten(path, why) => write!(f, "{path}: cannot be written: {why}"),
        Text::NoFiles => f.write_str("these posts are not files and have no paths; name a folder"),
        Text::EphemeralMarks => f.write_str("--ephemeral keeps no marks; leave it out"),
        Text::NoFolderForMarks => f.write_str("there is no home folder to keep marks in; set HOME"),
        Text::MarkedInput => f.write_str(
            "-: a post from standard input keeps no marks; use --stdin to read ids from there",
        ),
        Text::MarksNothingNamed => {
            f.write_str("mark which? Give -q QUERY, a PATH, --stdin, or --all for everything")
        }
        Text::MarksEmptyQuery => {
            f.write_str("the query is empty and finds everything; add --all if you mean that")
        }
        Text::MarksDoubtfulQuery => {
            f.write_str("nothing was marked; correct the query, or see with --dry-run what it finds")
        }
        Text::NotAnOwnTag(tag, most) => {
            write!(f, "{tag:?} cannot be a tag; it needs 1 to {most} characters")
        }
        Text::NoteTooLong(most) => write!(f, "the note is longer than {most} bytes"),
        Text::IdsFromTerminal => {
            f.write_str("--stdin: standard input is a terminal; pipe ids or paths into it")
        }
        Text::IdsNotRead(why) => write!(f, "--stdin: cannot be read: {why}"),
        Text::NothingCalled(line, name) => {
            write!(f, "standard input, line {line}: nothing is called {name:?}")
        }
        Text::TagsLeftOut(1, most) => write!(f, "1 has {most} tags already and got no more"),
        Text::TagsLeftOut(count, most) => {
            write!(f, "{count} have {most} tags already and got no more")
        }
        Text::PostsMarked(_, 0) | Text::PostsToMark(_, 0) => f.write_str("no post matches"),
        Text::StoriesMarked(_, 0) | Text::StoriesToMark(_, 0) => f.write_str("no story matches"),
        Text::PostsMarked(count, 1) => write!(f, "{count} of 1 post marked"),
        Text::PostsMarked(count, all) => write!(f, "{count} of {all} posts marked"),
        Text::StoriesMarked(count, 1) => write!(f, "{count} of 1 story marked"),
        Text::StoriesMarked(count, all) => write!(f, "{count} of {all} stories marked"),
        Text::PostsToMark(count, 1) => write!(f, "{count} of 1 post would be marked"),
        Text::PostsToMark(count, all) => write!(f, "{count} of {all} posts would be marked"),
        Text::StoriesToMark(count, 1) => write!(f, "{count} of 1 story would be marked"),
        Text::StoriesToMark(count, all) => write!(f, "{count} of {all} stories would be marked"),
        Text::NothingToWatch => {
            f.write_str("there is no folder to watch; name one, or set roots in the config")
        }
        Text::NotRemembered(path, why) => write!(f, "{path}: cannot be used to remember: {why}"),
        Text::NotARememberedFile(path) => {
            write!(f, "{path}: was not written by yunbao watch; name a new file")
        }
        Text::CannotRead(path, why) => write!(f, "{path}: cannot be read: {why}"),
        Text::RisingTags(days) => write!(f, "Rising tags, last {days} days compared with the {days} before"),
        Text::FadingTags(days) => write!(f, "Fading tags, last {days} days compared with the {days} before"),
        Text::Trends => f.write_str("Trends"),
        Text::PostsADay => f.write_str("Posts per day"),
        Text::StoriesADay => f.write_str("Stories per day"),
        Text::RisingAndFading => f.write_str("Rising and fading"),
        Text::TrendOf(value, now, days, before, outcome) => {
            write!(f, "{value}: {now} in {days} days, {before} before: {outcome}")
        }
        Text::TrendOfAll(value, now) => write!(f, "{value}: {now}"),
        Text::IsRising => f.write_str("rising"),
        Text::IsFading => f.write_str("fading"),
        Text::IsSteady => f.write_str("no significant change"),
        Text::InPosts(name) => write!(f, "{name} · posts"),
        Text::InStories(name) => write!(f, "{name} · stories"),
        Text::OverTime => f.write_str("Over time"),
        Text::ReadSoFar => f.write_str("Read so far"),
        Text::Rising => f.write_str("Rising"),
        Text::NewSince(day) => write!(f, "Since {day}: …"),
        Text::NewStoriesSince(0, _, day) => write!(f, "Since {day}: no new stories"),
        Text::NewStoriesSince(1, _, day) => write!(f, "Since {day}: 1 new story"),
        Text::NewStoriesSince(count, 1, day) => write!(f, "Since {day}: {count} new stories in 1 post"),
        Text::NewStoriesSince(count, posts, day) => {
            write!(f, "Since {day}: {count} new stories in {posts} posts")
        }
        Text::NewBriefly(count, day) => write!(f, "{count} new since {day}"),
        Text::NewPostsSince(0, day) => write!(f, "Since {day}: no new posts"),
        Text::NewPostsSince(1, day) => write!(f, "Since {day}: 1 new post"),
        Text::NewPostsSince(count, day) => write!(f, "Since {day}: {count} new posts"),
        Text::AlreadySeen(count) => write!(f, "{count} already seen"),
        Text::AlreadyRead(count) => write!(f, "{count} already read"),
        Text::ReportedBefore(count) => write!(f, "{count} reported before"),
        Text::OtherNewPosts(1, key) => write!(f, "1 new post without stories: {key}"),
        Text::OtherNewPosts(count, key) => write!(f, "{count} new posts without stories: {key}"),
        Text::NothingNewSince(day) => write!(f, "Nothing new since {day}"),
        Text::NewestDay(day) => write!(f, "Newest day: {day}"),
        Text::AllSeen(1) => f.write_str("You have seen the only new story."),
        Text::AllSeen(count) => write!(f, "You have seen all {count} new stories."),
        Text::AllRead(1) => f.write_str("You have read the only new post."),
        Text::AllRead(count) => write!(f, "You have read all {count} new posts."),
        Text::LeavesBriefing(keys) => write!(f, "{keys} leaves the briefing."),
        Text::Fading => f.write_str("Fading"),
        Text::AllDays => f.write_str("all"),
        Text::AllMonths => f.write_str("all"),
        Text::NoDays => f.write_str("No post has a date"),
        Text::NoStoryDays => f.write_str("No story has a date"),
        Text::NothingBefore => f.write_str("No earlier days to compare with"),
        Text::NoneInWindow => f.write_str("None in these days"),
        Text::NoneFound => f.write_str("None in the results"),
        Text::NoChange => f.write_str("No significant change"),
        Text::OnlyTags => f.write_str("Only tags have lines over time"),
        Text::FullChart => f.write_str("At most five lines: remove one first"),
        Text::NoneThatDay => f.write_str("Nothing on this day"),
        Text::NoMark => f.write_str("Nothing to narrow to here"),
        Text::KeysTrends => f.write_str("In trends"),
        Text::DoTrends => f.write_str("trends of the results"),
        Text::DoNarrowTo => f.write_str("narrow the query to the selection, and list"),
        Text::DoChart => f.write_str("draw the tag's line over time, or remove it"),
        Text::DoLongerWindow => f.write_str("next window: 7, 30, 90, 365 days, all"),
        Text::DoShorterWindow => f.write_str("previous window"),
        Text::DoEarlier => f.write_str("previous week in the calendar, else previous section"),
        Text::DoLater => f.write_str("next week in the calendar, else next section"),
        Text::HintNarrow => f.write_str("narrow"),
        Text::HintWindow => f.write_str("days"),
        Text::HintChart => f.write_str("line"),
        Text::HintStories => f.write_str("stories"),
        Text::HintSection => f.write_str("section"),
        Text::ShortDays(days) => write!(f, "{days}d"),
        Text::ShortWeekday(day) => f.write_str(weekday_name(*day)),
        Text::ShortMonth(year, 1) => write!(f, "{year}"),
        Text::ShortMonth(_, month) => write!(f, "{:.3}", month_name(*month)),
        Text::Weekday(weekday, day) => write!(f, "{} {day}", weekday_name(*weekday)),
        Text::CountedPosts(1) => f.write_str("1 post"),
        Text::CountedPosts(count) => write!(f, "{count} posts"),
        Text::EarlierAndLater(earlier, 0) => write!(f, "{earlier} much earlier"),
        Text::EarlierAndLater(0, later) => write!(f, "{later} much later"),
        Text::EarlierAndLater(earlier, later) => {
            write!(f, "{earlier} much earlier, {later} much later")
        }
        Text::UndatedPosts(count) => write!(f, "{count} undated"),
        Text::DaysAgainst(days) => write!(f, "vs. previous {days} days"),
        Text::NoLines(key) => write!(f, "{key} on a tag draws its line"),
        Text::EachPoint(1) => f.write_str("per day"),
        Text::EachPoint(7) => f.write_str("per week"),
        Text::EachPoint(days) => write!(f, "per {} weeks", days / 7),
        Text::ShownOf(first, last, all) => write!(f, "{first}–{last} of {all}"),
        Text::ReadOf(read, all) => write!(f, "{read} of {all}"),
        Text::AlsoBelow(names) => write!(f, "also: {names}"),
        Text::NotInTrends(key) => write!(f, "Not available in trends; {key} leaves them"),
        Text::OnDays(counted, filled, days) => write!(f, "{counted} on {filled} of {days} days"),
        Text::Busiest(day, counted) => write!(f, "most: {day}, {counted}"),
        Text::PostsEachWeek(tenths) | Text::StoriesEachWeek(tenths) => {
            write!(f, "{}.{} per week", tenths / 10, tenths % 10)
        }
        Text::LongestPause(1, day) => write!(f, "longest pause: 1 day from {day} on"),
        Text::LongestPause(days, day) => write!(f, "longest pause: {days} days from {day} on"),
        Text::WeeksBack(shown, all) => write!(f, "{shown} of {all} weeks"),
        Text::LoneOperator(name) => write!(f, "{name} needs something on both sides"),
        Text::LoneNot => f.write_str("NOT needs something after it"),
        Text::OtherNotation(typed, ours) => {
            write!(f, "{typed} is written {ours} here; searching for the text")
        }
        Text::UnknownValue(field, value, near) => {
            write!(f, "No post has {field}:{value}; did you mean {field}:{near}?")
        }
        Text::Warning => f.write_str("warning"),
        Text::Error => f.write_str("error"),
        Text::Hint => f.write_str("hint"),
        Text::Findings(hints, warnings, errors) => findings(f, *hints, *warnings, *errors),
        Text::FindingsIn(hints, warnings, errors, posts) => {
            findings(f, *hints, *warnings, *errors)?;
            write!(f, " in {posts} post{}", if *posts == 1 { "" } else { "s" })
        }
        Text::NoPostsIn(paths) => {
            write!(f, "no posts in {paths}: looked for .md, .markdown and .mdx files")
        }
        Text::Note(sentence) => write!(f, "note: {sentence}"),
        Text::NotWritten(why) => write!(f, "standard output cannot be written: {why}"),
        Text::CommandFirst(command, path) => write!(
            f,
            "there is no folder {command} here; a command comes first: yunbao {command} {path}"
        ),
        Text::NotInLibrary(path) => write!(f, "{path} could not be read as a post"),
        Text::KeysProblems => f.write_str("In the list of problems"),
        Text::ConfigNotRegular => f.write_str("the config is not a regular file; name another one with --config"),
        Text::ConfigUnreadable(why) => write!(f, "the config cannot be read: {why}"),
        Text::ConfigSyntax(why) => write!(f, "this setting is not valid YAML and was ignored: {why}"),
        Text::ConfigMissingRoot(path) => write!(f, "{path} does not exist"),
        Text::ConfigQuery(view, why) => write!(f, "view \"{view}\": {why}"),
        Text::ConfigTooMuch => f.write_str("the config is too large"),
        Text::ConfigUnknown(name, None) => write!(f, "unknown setting \"{name}\""),
        Text::ConfigUnknown(name, Some(near)) => {
            write!(f, "unknown setting \"{name}\"; did you mean \"{near}\"?")
        }
        Text::ConfigTwice(name, line) => write!(f, "duplicate setting {name}, first on line {line}"),
        Text::ConfigNotOneOf(value, names, None) => {
            write!(f, "unknown value \"{value}\"; expected one of {names}")
        },
        Text::ConfigNotOneOf(value, _, Some(near)) => {
            write!(f, "unknown value \"{value}\"; did you mean \"{near}\"?")
        }
        Text::ConfigWantsMap => f.write_str("expected a mapping"),
        Text::ConfigWantsList => f.write_str("expected a list"),
        Text::ConfigWantsText => f.write_str("expected text"),
        Text::ConfigWantsSwitch => f.write_str("expected true or false"),
        Text::ConfigWantsNumber => f.write_str("expected a number"),
        Text::ConfigNotWithin(least, most) => {
            write!(f, "expected a number from {least} to {most}")
        }
        Text::ConfigNoPath => write!(f, "a root needs its path: path: ~/news"),
        Text::ConfigNoPullCommand => {
            f.write_str("a pull command is a list: [git, -C, \"%r\", pull, --ff-only]")
        }
        Text::ConfigPartOfArgument(word) => write!(f, "{word}: %r must be an argument of its own"),
        Text::ConfigNoWhen => f.write_str("a rule needs its condition: when: tag:ads"),
        Text::ConfigNoEffect => f.write_str("a rule needs an effect: mute: true, look: bold or score: 5"),
        Text::ConfigUnfitForRule(condition) => write!(f, "{condition} cannot be used in a rule: rules do not depend on marks, on other rules or on an order"),
        Text::ConfigTooManyRules(most) => write!(f, "only the first {most} rules are used"),
        Text::ConfigNoCommandName => f.write_str("a command needs its name: name: translate"),
        Text::ConfigNoCommandRun => f.write_str("a command needs its program: run: [w3m, \"%u\"]"),
        Text::ConfigNotArguments => f.write_str("expected a program and its arguments as a list of texts: [w3m, \"%u\"]"),
        Text::ConfigUnknownPlaceholder(sign) => write!(f, "unknown placeholder {sign}; there are %f %l %u %t %d, and %% is a percent sign"),
        Text::ConfigPlaceholderInText(word) => write!(f, "a placeholder is an argument of its own, or follows an option as in --title=%t, and not part of the text `{word}`"),
        Text::ConfigPlaceholderIsCode(word) => write!(f, "what replaces the placeholder in `{word}` would be run as code; pass it as a separate argument: [sh, -c, 'program \"$1\"', sh, \"%u\"]"),
        Text::ConfigTooManyCommands(most) => write!(f, "only the first {most} commands are used"),
        Text::ConfigRule(why) => write!(f, "condition of a rule: {why}"),
        Text::ConfigNoLook(word) => write!(f, "{word} is neither a colour nor a style"),
        Text::ConfigNoKey(name) => write!(f, "no key is called {name}"),
        Text::ConfigConflict(keys, action, line, column) => {
            write!(f, "{keys} is already bound to {action} at {line}:{column}")
        }
        Text::ConfigProblems(1, key) => {
            write!(f, "The config has a problem ({key}); the rest is used")
        }
        Text::ConfigProblems(count, key) => {
            write!(f, "The config has {count} problems ({key}); the rest is used")
        }
        Text::ConfigReloaded => f.write_str("Config reloaded"),
        Text::ConfigNoHome => {
            f.write_str("there is no home folder for a config; name one with --config")
        }
        Text::ConfigWritten(path) => write!(f, "wrote {path}"),
        Text::ConfigOffers(names) => write!(f, "it offers these checkouts as roots: {names}; take the # away before those that you read"),
        Text::ConfigThere(path) => write!(f, "{path} already exists and was left unchanged"),
        Text::ConfigNotWritten(path, why) => write!(f, "{path} cannot be written: {why}"),
        Text::ConfigSound(path) => write!(f, "{path}: no problems"),
        Text::SaidBefore => f.write_str("Earlier notices"),
        Text::Samples => f.write_str(
            "These are samples; yunbao ~/your/posts reads yours, config init makes a config",
        ),
        Text::DoLayout => f.write_str("next layout: columns, rows, single"),
        Text::DoFilterPane => f.write_str("show or hide the filter"),
        Text::LayoutColumns => f.write_str("Layout: columns"),
        Text::LayoutRows => f.write_str("Layout: rows"),
        Text::LayoutSingle => f.write_str("Layout: single"),
        Text::NoRoomForLayout => f.write_str("No room for another layout"),
        Text::DoFindingKind => f.write_str("next kind of problems only; after the last, all"),
        Text::DoDismiss => f.write_str("dismiss the problems of this file"),
        Text::HintKind => f.write_str("kind"),
        Text::HintDismiss => f.write_str("dismiss"),
        Text::FindingsAgain => f.write_str("The problems are listed again"),
        Text::Dismissed(path, key) => write!(f, "Dismissed the problems of {path} ({key}: undo)"),
        Text::DoMoveBorder => f.write_str("move the border beside the pane"),
        Text::DoEdit => f.write_str("edit the post in your editor"),
        Text::NoFile => f.write_str("This post is not a file and cannot be edited"),
        Text::EditorFailed(program, why) => write!(f, "{program}: {why}"),
        Text::NoEditor => f.write_str("No editor: set editor in the config, or $VISUAL"),
        Text::DiagnosticFrontMatterOpen => f.write_str("the front matter is not closed; it was read to its last line"),
        Text::DiagnosticFrontMatterDeep(most) => write!(f, "more than {most} brackets are open here; the front matter was read line by line"),
        Text::DiagnosticFrontMatterUnfolds => f.write_str("the aliases expand to too much; the front matter was read line by line"),
        Text::DiagnosticFrontMatterLong(most) => write!(f, "the front matter is longer than {most} KiB; it was read line by line"),
        Text::DiagnosticFrontMatterInvalid(dialect) => write!(f, "the front matter is not valid {dialect} here; it was read line by line"),
        Text::DiagnosticFrontMatterForeign(language) => write!(f, "the front matter is in {language}; it was read line by line"),
        Text::DiagnosticFrontMatterSign => f.write_str("this character has a meaning in YAML, which would drop words; it was read as text: put the value in quotes"),
        Text::DiagnosticKeyTwice(key) => write!(f, "the key `{key}` is given more than once; the last one counts"),
        Text::DiagnosticNoDay(text) => write!(f, "`{text}` is not a valid date; it was ignored"),
        Text::DiagnosticNoAddress(text) => write!(f, "`{text}` is not an http or https address"),
        Text::DiagnosticAfterName(day, named) => write!(f, "{day} is later than {named} in the file's name; {day} counts"),
        Text::DiagnosticDeadLink(target) => write!(f, "links to {target}, which does not exist"),
        Text::DiagnosticSameTitle(path) => write!(f, "has the same title and date as {path}; rename or remove one of them"),
        Text::DiagnosticOddName => f.write_str("has a name that no terminal can show; it is shown without the control characters, and with \u{FFFD} for bytes that are not UTF-8"),
        Text::DiagnosticTooManyParts(most) => {
            write!(f, "has more than {most} lines and Markdown characters; the rest was left out")
        }
        Text::DiagnosticTooLarge(most) => write!(f, "is larger than {most} MB; the rest was left out"),
        Text::DiagnosticNotUtf8 => f.write_str("contains bytes that are not UTF-8; they are shown as \u{FFFD}"),
        Text::DiagnosticMissing => f.write_str("does not exist; check the spelling"),
        Text::DiagnosticForbidden => f.write_str("may not be read; check its permissions"),
        Text::DiagnosticUnreadable(why) => write!(f, "cannot be read: {why}"),
        Text::DiagnosticNeitherFolderNorFile => f.write_str("is neither a folder nor a file; name a folder of Markdown files"),
        Text::DiagnosticNoText => f.write_str("is not a text file; name a Markdown file or a folder"),
        Text::DiagnosticNoFile => f.write_str("is not a file, though it is named like a post; it was left out"),
        Text::DiagnosticBrokenLink => f.write_str("is a link to something that does not exist"),
        Text::DiagnosticCircle => f.write_str("is a link to a folder that contains it; it was not followed"),
        Text::DiagnosticOutsideLink => f.write_str("is a link out of the folder and was not followed; name it, or set follow_links: true"),
        Text::DiagnosticNotRegular => f.write_str("is not a regular file, so its rules were not read; remove it"),
        Text::DiagnosticLinkedRules => f.write_str("is a link, so its rules were not read, as in git; copy the file"),
        Text::DiagnosticTooManyRules(kb, mb) => write!(f, "has too many rules, so none were read; keep it below {kb} KB, and all such files below {mb} MB"),
        Text::ThemeOf(name) => write!(f, "theme: {name}"),
        Text::LanguageOf(name) => write!(f, "language: {name}"),
        Text::ThemeChosen(name) => {
            write!(f, "Theme {name}; to keep it: theme: {name} in the config")
        }
        Text::McpOnTerminal => f.write_str(
            "mcp talks to an agent over standard input, which is a terminal here; Ctrl-C ends it",
        ),
        Text::McpUsesInput => f.write_str(
            "-: standard input carries the messages of the agent; name a file or folder instead",
        ),
        Text::InputIsTerminal => {
            f.write_str("-: standard input is a terminal; pipe a Markdown post into it")
        }
        Text::InputNotRead(why) => write!(f, "-: standard input cannot be read: {why}"),
        Text::DumbTerminal => f.write_str("the terminal cannot draw a screen (TERM=dumb); use `yunbao list` and `yunbao show`"),
        Text::NoTerminal => {
            f.write_str("there is no terminal to draw on; `yunbao list` and `yunbao show` need none")
        }
        Text::NoThreads => f.write_str(
            "the system allows no more threads; raise `ulimit -u`, or end other programs",
        ),
        Text::NoOpenFiles => {
            f.write_str("the system allows no more open files; raise `ulimit -n`")
        }
        Text::ListedStories(shown, all) if shown == all => write!(f, "Stories {all}"),
        Text::ListedStories(shown, all) => write!(f, "Stories {shown} of {all}"),
        Text::StoryMatches(shown, all) => write!(f, "{shown} of {all}"),
        Text::Unseen(count) => write!(f, "{count} unseen"),
        Text::UnseenStories => f.write_str("Unseen"),
        Text::StarredStories => f.write_str("Starred"),
        Text::NoStories => f.write_str("These posts have no sources, so no stories were found"),
        Text::MarkedSeen(0, _) => f.write_str("All of them were already seen"),
        Text::MarkedSeen(1, _) => f.write_str("Marked as seen"),
        Text::MarkedSeen(count, key) => write!(f, "Marked {count} stories as seen ({key}: undo)"),
        Text::MarkedUnseen => f.write_str("Marked as unseen"),
        Text::UnseenAgain(1) => f.write_str("Unseen again"),
        Text::UnseenAgain(count) => write!(f, "{count} stories are unseen again"),
        Text::SeenAgain => f.write_str("Marked as seen again"),
        Text::NoMoreUnseen => f.write_str("No more unseen stories in this direction"),
        Text::SeenBefore => f.write_str("seen before"),
        Text::AlsoIn => f.write_str("Also in:"),
        Text::Since(day) => write!(f, "since {day}"),
        Text::NoDates => f.write_str("No post has a date: all stories are shown"),
        Text::DoBriefing => f.write_str("the briefing: what is new since your last visit; or leave it"),
        Text::RelatedStories => f.write_str("Related stories"),
        Text::RelatedTo => f.write_str("Related:"),
        Text::NothingRelated => f.write_str("No other story of that week seems related"),
        Text::NoStoryHere => f.write_str("There is no story here"),
        Text::NoOtherReport => f.write_str("No other post reports this story"),
        Text::ReportOf(at, all, post) => write!(f, "Post {at} of {all} with this story: {post}"),
        Text::MostReportedFirst => f.write_str("Most reported first"),
        Text::HighestScoreFirst => f.write_str("Highest score first"),
        Text::LongestRunningFirst => f.write_str("Longest running first"),
        Text::DoStories => f.write_str("stories instead of posts, and back"),
        Text::DoAlsoIn => f.write_str("the same story in the next post"),
        Text::DoRelated => f.write_str("related stories, on other pages"),
        Text::HintPosts => f.write_str("posts"),
        Text::HintAlsoIn => f.write_str("also in"),
        Text::Dossier => f.write_str("Dossier"),
        Text::KeysDossier => f.write_str("In a dossier"),
        Text::DoDossier => f.write_str("all reports of the story, with what is new in each"),
        Text::DoReadReport => {
            f.write_str("read the report in its post; on a related story, its dossier")
        }
        Text::DoNextReport => f.write_str("next report"),
        Text::DoPreviousReport => f.write_str("previous report"),
        Text::NotInDossier(key) => write!(f, "Not available in a dossier; {key} goes back"),
        Text::NoStoryForDossier(key) => write!(
            f,
            "No story here: a dossier is about one story, from the list of stories ({key}) or the reader"
        ),
        Text::NoReports => f.write_str("No post reports this story any more"),
        Text::NoMoreReports => f.write_str("No more reports"),
        Text::ReportedBetween(count, first, last) => {
            write!(f, "reported {count} times, {first} – {last}")
        }
        Text::ReportedOn(1, day) => write!(f, "reported once, {day}"),
        Text::ReportedOn(count, day) => write!(f, "reported {count} times, {day}"),
        Text::FirstReport => f.write_str("first report"),
        Text::NothingNew => f.write_str("nothing new"),
        Text::NewWords(1) => f.write_str("+1 word"),
        Text::NewWords(count) => write!(f, "+{count} words"),
        Text::NoNote => Ok(()),
        Text::HeadlineOnly => f.write_str("a headline only"),
        Text::GoesOn(key) => write!(f, "… {key} reads the rest in the post"),
        Text::ReportNumber(number, all) => write!(f, "report {number} of {all}"),
        Text::HintDossier => f.write_str("dossier"),
        Text::HintReport => f.write_str("next"),
        Text::HintStar => f.write_str("star"),
        Text::WhyStory => f.write_str("story"),
        Text::WhyNoPage => f.write_str("not a web page"),
        Text::WhyFooter => f.write_str("about the digest: subscription, authors, jobs"),
        Text::WhyReferences => f.write_str("a reference"),
        Text::WhyOwnTitle => f.write_str("the title of the post or the name of the digest"),
        Text::WhyOwnPage => f.write_str("leads to the post itself"),
        Text::WhyPostSource => f.write_str("the source of the post as a whole"),
        Text::WhyCategory => f.write_str("a category: stories are below it"),
        Text::WhyChanges => f.write_str("a list of commits or changes"),
        Text::WhyIssues => f.write_str("an archive of issues"),
        Text::WhySparse => f.write_str("few items of this list name a page"),
        Text::WhyBelowStory => f.write_str("belongs to the story above"),
        Text::WhyAmid => f.write_str("a link in running text"),
        Text::WhyRequest => f.write_str("asks or thanks the readers"),
        Text::WhyRepeated => f.write_str("another story has the same page and says more"),
        Text::WhyBoilerplate => f.write_str("most posts of the folder have this link"),
        Text::WhyArticle => f.write_str("the post is read as an article"),
        Text::WhyNone => f.write_str("names no page"),
        Text::ReadAsDigest(path) => write!(f, "{path}: read as a digest"),
        Text::ReadAsNeighbours(path) => {
            write!(f, "{path}: read as a digest, like its neighbours")
        }
        Text::ReadAsUndated(path) => write!(
            f,
            "{path}: read as an article, since it has neither a date nor a number in its name"
        ),
        Text::ReadAsArticle(path) => write!(f, "{path}: read as an article"),
        Text::SourceLabel => f.write_str("**Source:**"),
        Text::OtherStories => f.write_str("Other"),
        Text::ExportHeading => f.write_str("Export"),
        Text::ExportHint => f.write_str("Enter exports, ← → change, Esc closes"),
        Text::ExportWhat => f.write_str("What"),
        Text::ExportFormat => f.write_str("Format"),
        Text::ExportGroupBy => f.write_str("Group by"),
        Text::ExportOrder => f.write_str("Order"),
        Text::ExportTitle => f.write_str("Title"),
        Text::ExportTo => f.write_str("Then"),
        Text::ExportFile => f.write_str("File"),
        Text::ExportSelected => f.write_str("selected"),
        Text::ExportStarred => f.write_str("starred"),
        Text::ExportEverything => f.write_str("everything"),
        Text::GroupByNothing => f.write_str("nothing"),
        Text::GroupByTag => f.write_str("tag"),
        Text::GroupByDay => f.write_str("day"),
        Text::OrderListed => f.write_str("as in the list"),
        Text::OrderNewest => f.write_str("newest first"),
        Text::OrderOldest => f.write_str("oldest first"),
        Text::OrderMostReported => f.write_str("most reported first"),
        Text::OrderTitle => f.write_str("by title"),
        Text::ExportToEditor => f.write_str("open in the editor"),
        Text::ExportToFile => f.write_str("only save"),
        Text::ExportToClipboard => f.write_str("copy, no file"),
        Text::Exporting => f.write_str("Exporting…"),
        Text::ExportedTo(1, file) => write!(f, "Wrote 1 story to {file}"),
        Text::ExportedTo(count, file) => write!(f, "Wrote {count} stories to {file}"),
        Text::NothingToExport => f.write_str("Nothing to export"),
        Text::NoFileName => f.write_str("The file needs a name"),
        Text::FileExists(file) => write!(f, "{file} exists already"),
        Text::Overwrite(file) => write!(f, "{file} exists. Overwrite it?"),
        Text::CouldNotWrite(file, reason) => write!(f, "Could not write {file}: {reason}"),
        Text::ClearStars(1) => f.write_str("Clear the star?"),
        Text::ClearStars(count) => write!(f, "Clear the {count} stars?"),
        Text::WeeklyTitle(year, month, day) => write!(f, "Weekly, {day} {} {year}", month_name(*month)),
        Text::Untitled => f.write_str("Untitled"),
        Text::HintExport => f.write_str("export"),
        Text::HintChange => f.write_str("change"),
        Text::KeysCommands => f.write_str("Commands of your own"),
        Text::DoCommands => f.write_str("run a command of your own"),
        Text::CommandsTitle => f.write_str("Commands"),
        Text::NoCommands => f.write_str("No commands of your own yet: add them as commands in the config"),
        Text::NoSuchCommand(name) => write!(f, "The config no longer has a command {name}"),
        Text::CommandsRun(names, key) => write!(f, "{names}… ({key} stops)"),
        Text::CommandRead(name) => write!(f, "{name}: read"),
        Text::CommandStop(name) => write!(f, "{name}: stop"),
        Text::CommandKept => f.write_str("from an earlier run"),
        Text::CommandCut => f.write_str("cut, as it was too long"),
        Text::CommandRunsAgain(key) => write!(f, "{key} runs it again"),
        Text::HintRunAgain => f.write_str("run again"),
        Text::CommandNotInTrends(name) => write!(f, "{name} is for posts and stories, not for trends"),
        Text::CommandNeedsStory(name, key) => write!(f, "{name} is for stories: go to one in the reader, or list them with {key}"),
        Text::CommandNeedsPost(name) => write!(f, "{name}: there is no post here"),
        Text::CommandNoFile(name) => write!(f, "{name} needs a file, which this post is not"),
        Text::CommandNoUrl(name) => write!(f, "{name} needs the address of a page, and there is none"),
        Text::CommandUnreadable(name, path, why) => write!(f, "{name} was not run, as {path} cannot be read: {why}"),
        Text::CommandTooLong(name, most) => write!(f, "{name} was not run: the text is longer than {most} MB"),
        Text::CommandNotFound(name, program) => write!(f, "{name}: {program} was not found; install it, or correct run in the config"),
        Text::CommandNotStarted(name, program, why) => write!(f, "{name}: cannot start {program}: {why}"),
        Text::CommandCode(name, program, code) => write!(f, "{name}: {program} ended with code {code}"),
        Text::CommandSignal(name, program, signal) => write!(f, "{name}: {program} was ended by signal {signal}"),
        Text::CommandTimeLimit(name, seconds) => write!(f, "{name} was stopped, as it took longer than {seconds} s (timeout)"),
        Text::CommandWantedTerminal(name) => write!(f, "{name} was stopped, as it wanted the terminal: set out: terminal for it"),
        Text::CommandErrors(sentence, errors) => write!(f, "{sentence}: {errors}"),
        Text::CommandCancelled(name) => write!(f, "Stopped {name}"),
        Text::CommandNoOutput(name) => write!(f, "{name} printed nothing"),
        Text::CommandSays(name, line) => write!(f, "{name}: {line}"),
        Text::CommandDone(title, key) => write!(f, "Done: {title} ({key} lists it)"),
        Text::CommandRunsAlready(name) => write!(f, "{name} is running already"),
        Text::TooManyCommandsRun(most) => write!(f, "Not started: {most} commands are running already"),
        Text::DoExport => f.write_str("export stories: selected, found or starred"),
        Text::SelectedRows(count, 0) => write!(f, "{count} selected"),
        Text::SelectedRows(count, unlisted) => write!(f, "{count} selected, {unlisted} not listed"),
        Text::MarkedReadOf(count, key) => write!(f, "Marked {count} as read ({key}: undo)"),
        Text::MarkedUnreadOf(count, key) => write!(f, "Marked {count} as unread ({key}: undo)"),
        Text::StarredOf(count, key) => write!(f, "Starred {count} ({key}: undo)"),
        Text::UnstarredOf(count, key) => write!(f, "Unstarred {count} ({key}: undo)"),
        Text::AllReadThere => f.write_str("Nothing unread there"),
        Text::OpeningPages(1) => f.write_str("Opening 1 page"),
        Text::OpeningPages(count) => write!(f, "Opening {count} pages"),
        Text::OpenPages(count) => write!(f, "Open {count} pages in the browser?"),
        Text::CopiedLines(count) => write!(f, "Copied {count} lines"),
        Text::CopyLinks(count) => write!(f, "Markdown list of {count} links"),
        Text::CopyTitles(count) => write!(f, "{count} titles"),
        Text::CopyAddresses(count) => write!(f, "{count} addresses"),
        Text::Question => f.write_str("Question"),
        Text::ConfirmHint => f.write_str("Enter y yes, Esc n no"),
        Text::HintYes => f.write_str("yes"),
        Text::HintNo => f.write_str("no"),
        Text::HintRange => f.write_str("up to here"),
        Text::HintMarkRead => f.write_str("read"),
        Text::HintCopy => f.write_str("copy"),
        Text::HintCopyMenu => f.write_str("copy as"),
        Text::HintClear => f.write_str("deselect"),
        Text::DoSelect => f.write_str("select or deselect the row, and go down"),
        Text::DoSelectRange => f.write_str("select up to the last selected row; all if none is"),
        Text::DoMarkAboveRead => f.write_str("mark all above as read"),
        Text::DoMarkBelowRead => f.write_str("mark all below as read"),
        Text::FirstSteps => f.write_str("First steps"),
        Text::Hides(key) => write!(f, "{key} hides"),
        Text::StepRead => f.write_str("read the post at the cursor"),
        Text::StepNextStory => f.write_str("in it, go to the next story"),
        Text::StepOpenSource => f.write_str("open its source in the browser"),
        Text::StepSearch => f.write_str("search: the list narrows as you type"),
        Text::StepStories => f.write_str("list each story once, of all posts"),
        Text::StepHelp => f.write_str("all keys for where you are"),
    }
}

/// Number of warnings, errors and hints, without those that are zero.
fn findings(
    f: &mut fmt::Formatter<'_>,
    hints: usize,
    warnings: usize,
    errors: usize,
) -> fmt::Result {
    let counts = [(warnings, "warning"), (errors, "error"), (hints, "hint")];
    let mut separator = "";
    for (count, unit) in counts.into_iter().filter(|(count, _)| *count > 0) {
        let plural = if count == 1 { "" } else { "s" };
        write!(f, "{separator}{count} {unit}{plural}")?;
        separator = ", ";
    }
    if separator.is_empty() { f.write_str("no problems") } else { Ok(()) }
}

/// Name of a month, counted from 1.
fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let at = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
    at.and_then(|at| NAMES.get(at)).copied().unwrap_or_default()
}

/// Short name of a weekday; 0 is Monday.
fn weekday_name(day: u8) -> &'static str {
    const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    NAMES.get(usize::from(day)).copied().unwrap_or_default()
}
