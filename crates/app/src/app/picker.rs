//! A list to choose from that is filtered by typed text: facet values, links, headings, actions.

use super::action::Action;
use super::context::Context;
use super::fuzzy::rank;
use super::intent::Intent;
use super::key::{Key, KeyCode};
use super::message::Effect;
use super::scrolled::{scrolled, wheeled};
use super::selection::Target;
use super::text_input::{Pressed, TextInput};
use crate::library::{Facet, Library};
use crate::markdown::{Document, Link};
use crate::messages::{Language, Text};
use crate::post::{PageId, Post, PostId};
use crate::query::{Facets, Polarity, Query, ticked};
use crate::text::clean_line;
use crate::web::host_and_port;
use std::iter::once;

/// The kind of items in a picker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Values of a facet in the current result.
    Values(Facet),
    /// Links of the post in the reader.
    Links,
    /// Headings of the post in the reader.
    Headings,
    /// All actions, themes and languages.
    Actions,
    /// The user's own commands.
    Commands,
    /// The named queries.
    Views,
    /// The texts that can be copied from the post in the reader.
    Copies,
    /// Stories that seem to report the same news as the current one.
    Related,
    /// Forms of the query language.
    QueryForms,
    /// The own tags.
    OwnTags,
    /// Values of the post or story at the cursor that a rule can mute.
    Mute,
}

/// The effect of choosing an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Toggles a facet value in the query.
    Value(Facet, String),
    /// Opens a link, by its index.
    Link(usize),
    /// Goes to a heading, by its index.
    Heading(usize),
    /// Applies an action.
    Action(Action),
    /// Runs a command of the user's own, by name.
    Command(String),
    /// Stops a command of the user's own, by the number of the run.
    StopCommand(u64),
    /// Reads the output of a command, by the number of the run.
    Output(u64),
    /// Replaces the query by that of a view, by name.
    View(String),
    /// Changes the theme, by name.
    Theme(String),
    /// Changes the language.
    Language(Language),
    /// Copies a text.
    Copy(String),
    /// Inserts a text into the query line.
    Query(String),
    /// Reads the story about a page in a post.
    Report(PostId, PageId),
    /// Adds an own tag, or removes it.
    OwnTag(String),
    /// Adds an own tag that no post or story has yet.
    NewTag(String),
    /// Adds a rule that mutes what matches a query.
    Mute(String),
}

/// An item of a picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The displayed name.
    pub text: String,
    /// Another spelling that also matches.
    pub other: String,
    /// Text at the right: a count, a host, keys.
    pub detail: String,
    /// Mark before the name: the state of a value in the query, or that a heading is a story.
    pub mark: ItemMark,
    /// The effect of choosing it.
    pub choice: Choice,
}

/// The mark before an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ItemMark {
    /// No mark.
    #[default]
    None,
    /// The query includes it, or it is the current choice.
    Included,
    /// The query excludes it.
    Excluded,
    /// The heading is a story.
    Story,
}

/// A row of a picker: an item that matches the typed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickerRow {
    /// Index of the item.
    pub item: usize,
    /// Indices of the matched characters in the item's text.
    pub hits: Vec<u32>,
}

/// A picker: its items and the typed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picker {
    /// The kind of items.
    pub subject: Subject,
    /// The typed text.
    pub typed: TextInput,
    /// All items.
    pub items: Vec<Item>,
    /// The matching items, best first.
    pub rows: Vec<PickerRow>,
    /// The posts or stories that get an own tag; empty for other subjects.
    pub(super) targets: Vec<Target>,
    /// Label of an own tag that is to be created.
    pub(super) new_label: String,
    /// Choices of the items that are marked to be chosen together.
    pub marked: Vec<Choice>,
    /// Index of the cursor's row.
    pub cursor: usize,
    /// Index of the first row shown.
    pub top: usize,
}

impl Picker {
    /// Creates a picker with nothing typed.
    pub fn new(subject: Subject, items: Vec<Item>) -> Self {
        let mut picker = Self {
            subject,
            typed: TextInput::default(),
            items,
            rows: Vec::new(),
            targets: Vec::new(),
            new_label: String::new(),
            marked: Vec::new(),
            cursor: 0,
            top: 0,
        };
        picker.narrow();
        picker
    }

    /// Filters the items by the typed text, and moves the cursor to the best match.
    pub fn narrow(&mut self) {
        self.items.pop_if(|item| matches!(item.choice, Choice::NewTag(_)));
        let texts = self.items.iter().map(|item| (item.text.as_str(), item.other.as_str()));
        self.rows = rank(&self.typed, texts)
            .into_iter()
            .map(|fit| PickerRow { item: fit.index, hits: fit.hits })
            .collect();
        if self.subject == Subject::OwnTags {
            self.offer_new_tag();
        }
        self.cursor = 0;
        self.top = 0;
    }

    /// Replaces the items, and keeps the cursor on the same one if it still exists.
    pub fn replace(&mut self, items: Vec<Item>) {
        let before = self.at_cursor().map(|item| item.choice.clone());
        self.items = items;
        self.narrow();
        let same = |row: &PickerRow| Some(&self.items[row.item].choice) == before.as_ref();
        self.cursor = self.rows.iter().position(same).unwrap_or(0);
    }

    /// The item at the cursor.
    pub fn at_cursor(&self) -> Option<&Item> {
        self.items.get(self.rows.get(self.cursor)?.item)
    }

    /// Marks or unmarks the item at the cursor, and moves the cursor to the next one.
    pub fn mark(&mut self) {
        let Some(choice) = self.at_cursor().map(|item| item.choice.clone()) else { return };
        match self.marked.iter().position(|marked| *marked == choice) {
            Some(at) => {
                self.marked.remove(at);
            }
            None => self.marked.push(choice),
        }
        self.cursor += 1;
    }

    /// The marked items, or else the one at the cursor.
    pub fn chosen(&self) -> Vec<Choice> {
        if self.marked.is_empty() {
            self.at_cursor().map(|item| item.choice.clone()).into_iter().collect()
        } else {
            self.marked.clone()
        }
    }
}

impl Choice {
    /// The intents of choosing the item.
    fn intents(self) -> Vec<Intent> {
        vec![match self {
            Self::Value(facet, value) => Intent::Tick(facet, value, Polarity::Include),
            Self::Link(number) => Intent::OpenLink(number),
            Self::Heading(number) => Intent::GoToHeading(number),
            Self::Action(action) => Intent::Act(action),
            Self::Command(name) => Intent::RunCommand(name),
            Self::StopCommand(number) => Intent::Run(Effect::StopCommand(number)),
            Self::Output(number) => Intent::ReadOutput(number),
            Self::View(name) => Intent::ChooseView(name),
            Self::Theme(name) => Intent::Theme(name),
            Self::Language(language) => Intent::Speak(language),
            Self::Mute(when) => Intent::Run(Effect::AddRule(when)),
            Self::Query(text) => Intent::InsertQuery(text),
            Self::Copy(text) => Intent::Run(Effect::Copy(text)),
            // Toggled for the targets of the picker.
            Self::OwnTag(_) | Self::NewTag(_) => return Vec::new(),
            Self::Report(post, page) => {
                return vec![Intent::Leave, Intent::Read(post, Some(page))];
            }
        }]
    }
}

impl Picker {
    /// Closes the picker and applies the choice.
    pub(super) fn choose(&self, context: &Context) -> Vec<Intent> {
        if self.subject == Subject::OwnTags {
            return once(Intent::Close).chain(self.toggle_own_tag(context)).collect();
        }
        let chosen = self.chosen();
        let is_value = matches!(self.subject, Subject::Values(_)) && !chosen.is_empty();
        let leave = is_value.then_some(Intent::Leave);
        let chosen = chosen.into_iter().flat_map(Choice::intents);
        once(Intent::Close).chain(leave).chain(chosen).collect()
    }

    /// Handles a key; `height` is the number of rows on the screen.
    pub(super) fn press(&mut self, key: Key, height: usize, context: &Context) -> Vec<Intent> {
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) => return vec![Intent::Close],
            (KeyCode::Enter, _) => return self.choose(context),
            (KeyCode::Tab, _) if self.subject == Subject::OwnTags => {
                return self.toggle_own_tag(context);
            }
            // The key that has opened the picker, unless it belongs to a name such as C++.
            (KeyCode::Char('+'), false)
                if self.subject == Subject::OwnTags && self.typed.is_empty() =>
            {
                return self.toggle_own_tag(context);
            }
            (KeyCode::Tab, _) if !key.shift && matches!(self.subject, Subject::Values(_)) => {
                self.mark();
            }
            (KeyCode::Delete, _) | (KeyCode::Char('x'), true) if self.subject == Subject::Views => {
                let view = self.at_cursor().map(|item| item.choice.clone());
                if let Some(Choice::View(name)) = view {
                    return vec![Intent::DeleteView(name)];
                }
            }
            (KeyCode::Down, _) | (KeyCode::Char('n' | 'j'), true) => self.cursor += 1,
            (KeyCode::Up, _) | (KeyCode::Char('p' | 'k'), true) => {
                self.cursor = self.cursor.saturating_sub(1);
            }
            (KeyCode::Home, _) => self.cursor = 0,
            (KeyCode::End, _) => self.cursor = self.rows.len(),
            (KeyCode::PageDown, _) => self.cursor += height,
            (KeyCode::PageUp, _) => self.cursor = self.cursor.saturating_sub(height),
            _ => {
                if let Pressed::Changed(outcome) = self.typed.press(key) {
                    self.narrow();
                    return context.full(outcome).into_iter().collect();
                }
            }
        }
        Vec::new()
    }

    /// Keeps the cursor within the rows, and scrolls it into view; `height` is the number of rows on the
    /// screen.
    pub(super) fn derive(&mut self, height: usize) {
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.top = scrolled(self.top, self.cursor, self.rows.len(), height);
    }

    /// The values of a facet with their counts: values in the query that have no count first, then by count.
    pub(super) fn wheel(&mut self, down: bool, height: usize) {
        let at = (self.top, self.cursor);
        (self.top, self.cursor) = wheeled(at, self.rows.len(), height, down);
    }
}

/// The values of a facet with their counts: values that the query excludes first, then by count.
pub fn value_items(facet: Facet, library: &Library, counts: &Facets, query: &Query) -> Vec<Item> {
    let table = library.table(facet);
    let stands = ticked(query);
    let counted = counts.of(facet);
    // Excluded values have no count, but can be chosen to include them again.
    let gone = stands.iter().filter(|one| one.facet == facet).filter_map(|one| {
        let number = table.number(&one.key)?;
        (!counted.iter().any(|count| count.number == number)).then_some((number, 0))
    });
    let counted = counted.iter().map(|count| (count.number, count.count));
    gone.chain(counted)
        .map(|(number, count)| {
            let value = &table.values()[number as usize];
            // Compared by number, since the query may use another name of the value.
            let stand = stands
                .iter()
                .find(|one| one.facet == facet && table.number(&one.key) == Some(number));
            let mark = match stand.map(|one| one.polarity) {
                Some(Polarity::Include) => ItemMark::Included,
                Some(Polarity::Exclude) => ItemMark::Excluded,
                None => ItemMark::None,
            };
            Item {
                text: value.value.clone(),
                other: value.key.clone(),
                detail: count.to_string(),
                mark,
                choice: Choice::Value(
                    facet,
                    stand.map_or_else(|| value.value.clone(), |one| one.key.clone()),
                ),
            }
        })
        .collect()
}

/// The links of a document, with their hosts or addresses.
pub fn link_items(document: &Document) -> Vec<Item> {
    let item = |(number, link): (usize, &Link)| Item {
        text: format!("{:>2}  {}", number + 1, clean_line(&link.text)),
        other: clean_line(&link.url),
        detail: host_and_port(&link.url).unwrap_or_else(|| clean_line(&link.url)),
        mark: ItemMark::None,
        choice: Choice::Link(number),
    };
    document.links.iter().enumerate().map(item).collect()
}

/// The headings of a document, indented by level; the stories of the post are marked.
pub fn heading_items(document: &Document, post: &Post) -> Vec<Item> {
    let highest = document.headings.iter().map(|heading| heading.level).min().unwrap_or(1);
    document
        .headings
        .iter()
        .enumerate()
        .map(|(number, heading)| {
            let story = post.stories.iter().find(|story| story.offset() == heading.offset);
            let indent = "  ".repeat(usize::from(heading.level - highest));
            Item {
                text: format!("{indent}{}", heading.text),
                other: String::new(),
                detail: story.and_then(|story| host_and_port(story.url())).unwrap_or_default(),
                mark: if story.is_some() { ItemMark::Story } else { ItemMark::None },
                choice: Choice::Heading(number),
            }
        })
        .collect()
}

/// All actions with their keys, then the themes and languages.
pub fn action_items(context: &Context) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for row in context.keymap.rows() {
        let keys = row.keys().join("  ");
        match items.iter_mut().find(|item| item.choice == Choice::Action(row.action)) {
            Some(item) if !item.detail.contains(&keys) => {
                item.detail.push_str("  ");
                item.detail.push_str(&keys);
            }
            Some(_) => {}
            None => items.push(Item {
                text: row.action.help().say(context.language),
                other: format!(
                    "{} {}",
                    row.action.name(),
                    row.action.help().say(Language::English)
                ),
                detail: keys,
                mark: ItemMark::None,
                choice: Choice::Action(row.action),
            }),
        }
    }
    // A number cannot be typed before the key here; `L` lists the links.
    items.retain(|item| item.choice != Choice::Action(Action::OpenLink));
    let row = |text: Text<'_>, in_force: bool, choice: Choice| Item {
        text: text.say(context.language),
        other: text.say(Language::English),
        detail: String::new(),
        mark: if in_force { ItemMark::Included } else { ItemMark::None },
        choice,
    };
    items.extend(context.themes.iter().map(|theme| {
        let in_force = theme.name == context.theme.name;
        row(Text::ThemeOf(&theme.name), in_force, Choice::Theme(theme.name.clone()))
    }));
    items.extend(Language::ALL.into_iter().map(|language| {
        let in_force = language == context.language;
        row(Text::LanguageOf(language.name()), in_force, Choice::Language(language))
    }));
    items
}
