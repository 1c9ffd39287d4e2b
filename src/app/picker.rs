//! A list to choose from that narrows as one types: facet values, links, headings, actions.

use super::action::Action;
use super::context::Context;
use super::fuzzy::rank;
use super::intent::Intent;
use super::key::{Key, KeyCode};
use super::message::Effect;
use super::scrolled::{scrolled, wheeled};
use super::text_input::{Pressed, TextInput};
use crate::library::{Facet, Library};
use crate::markdown::{Document, Link};
use crate::messages::{Language, Text};
use crate::post::{PageId, Post, PostId};
use crate::query::{Facets, Polarity, Query, ticked};
use crate::text::clean_line;
use crate::web::host_and_port;
use std::iter::once;

/// What a picker chooses among.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Values of a facet in the current result.
    Values(Facet),
    /// Links of the post in the reader.
    Links,
    /// Headings of the post in the reader.
    Headings,
    /// Everything that can be done.
    Actions,
    /// Queries with a name.
    Views,
    /// What of the post in the reader can be copied.
    Copies,
    /// Stories that seem to tell the same as the one that is meant.
    Related,
    /// Forms of the query language.
    QueryForms,
}

/// What choosing a row does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Adds a facet's value to the query or takes it away.
    Value(Facet, String),
    /// Opens the link with this number, from zero.
    Link(usize),
    /// Goes to the heading with this number, from zero.
    Heading(usize),
    /// Does this.
    Action(Action),
    /// Makes the query of the view with this name the query.
    View(String),
    /// Takes the theme of this name.
    Theme(String),
    /// Speaks this language.
    Language(Language),
    /// Copies this text.
    Copy(String),
    /// Puts this into the query line.
    Query(String),
    /// Reads the story about a page in a post.
    Report(PostId, PageId),
}

/// One thing that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its name.
    pub text: String,
    /// Another spelling by which it is found.
    pub other: String,
    /// What stands at the right: a count, a host, keys.
    pub detail: String,
    /// What stands before it: how a value stands in the query, whether a heading is a story.
    pub mark: ItemMark,
    /// What choosing it does.
    pub choice: Choice,
}

/// What stands before a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ItemMark {
    /// Nothing.
    #[default]
    None,
    /// The query asks for it.
    Included,
    /// The query excludes it.
    Excluded,
    /// It is a story.
    Story,
}

/// A row of a picker: an item that fits what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickerRow {
    /// The item's number.
    pub item: usize,
    /// The characters that were typed, by their numbers in the item's text.
    pub hits: Vec<u32>,
}

/// A list to choose from, and what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picker {
    /// What it chooses among.
    pub subject: Subject,
    /// What was typed.
    pub typed: TextInput,
    /// Everything there is.
    pub items: Vec<Item>,
    /// What fits, best first.
    pub rows: Vec<PickerRow>,
    /// Items marked to be chosen together, by their choices.
    pub marked: Vec<Choice>,
    /// The row the cursor is on.
    pub cursor: usize,
    /// The first row shown.
    pub top: usize,
}

impl Picker {
    /// A picker with nothing typed.
    pub fn new(subject: Subject, items: Vec<Item>) -> Self {
        let mut picker = Self {
            subject,
            typed: TextInput::default(),
            items,
            rows: Vec::new(),
            marked: Vec::new(),
            cursor: 0,
            top: 0,
        };
        picker.narrow();
        picker
    }

    /// Makes the rows anew from what was typed, the cursor on the best.
    pub fn narrow(&mut self) {
        let texts = self.items.iter().map(|item| (item.text.as_str(), item.other.as_str()));
        self.rows = rank(&self.typed, texts)
            .into_iter()
            .map(|fit| PickerRow { item: fit.index, hits: fit.hits })
            .collect();
        self.cursor = 0;
        self.top = 0;
    }

    /// Takes other items, the cursor on the same one if it is still there.
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

    /// Marks the item at the cursor, or takes its mark away, and goes on to the next.
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

    /// What is chosen: the marked items, else the one at the cursor.
    pub fn chosen(&self) -> Vec<Choice> {
        if self.marked.is_empty() {
            self.at_cursor().map(|item| item.choice.clone()).into_iter().collect()
        } else {
            self.marked.clone()
        }
    }
}

impl Choice {
    /// The wishes that choosing the row means.
    fn intents(self) -> Vec<Intent> {
        vec![match self {
            Self::Value(facet, value) => Intent::Tick(facet, value, Polarity::Include),
            Self::Link(number) => Intent::OpenLink(number),
            Self::Heading(number) => Intent::GoToHeading(number),
            Self::Action(action) => Intent::Act(action),
            Self::View(name) => Intent::ChooseView(name),
            Self::Theme(name) => Intent::Theme(name),
            Self::Language(language) => Intent::Speak(language),
            Self::Query(text) => Intent::InsertQuery(text),
            Self::Copy(text) => Intent::Run(Effect::Copy(text)),
            Self::Report(post, page) => {
                return vec![Intent::Leave, Intent::Read(post, Some(page))];
            }
        }]
    }
}

impl Picker {
    /// Closes the picker, and does what was chosen in it.
    pub(super) fn choose(&self) -> Vec<Intent> {
        let chosen = self.chosen();
        let is_value = matches!(self.subject, Subject::Values(_)) && !chosen.is_empty();
        let leave = is_value.then_some(Intent::Leave);
        let chosen = chosen.into_iter().flat_map(Choice::intents);
        once(Intent::Close).chain(leave).chain(chosen).collect()
    }

    /// Takes a key, on a screen of some rows.
    pub(super) fn press(&mut self, key: Key, height: usize, context: &Context) -> Vec<Intent> {
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) => return vec![Intent::Close],
            (KeyCode::Enter, _) => return self.choose(),
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

    /// Keeps the cursor in the list and in sight, on a screen of some rows.
    pub(super) fn derive(&mut self, height: usize) {
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.top = scrolled(self.top, self.cursor, self.rows.len(), height);
    }

    /// Scrolls by a step of the wheel, on a screen of some rows.
    pub(super) fn wheel(&mut self, down: bool, height: usize) {
        let at = (self.top, self.cursor);
        (self.top, self.cursor) = wheeled(at, self.rows.len(), height, down);
    }
}

/// The values of a facet with their counts: those of the query first, then by count.
pub fn value_items(facet: Facet, library: &Library, counts: &Facets, query: &Query) -> Vec<Item> {
    let table = library.table(facet);
    let stands = ticked(query);
    let counted = counts.of(facet);
    // What the query excludes has no count left, and can be chosen to be taken back.
    let gone = stands.iter().filter(|one| one.facet == facet).filter_map(|one| {
        let number = table.number(&one.key)?;
        (!counted.iter().any(|count| count.number == number)).then_some((number, 0))
    });
    let counted = counted.iter().map(|count| (count.number, count.count));
    gone.chain(counted)
        .map(|(number, count)| {
            let value = &table.values()[number as usize];
            // By number: the query may ask for it under another name.
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

/// The links of a document, each with where it leads.
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

/// The headings of a document, set in by level, the stories of its post marked.
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
                detail: story.and_then(|story| host_and_port(&story.url)).unwrap_or_default(),
                mark: if story.is_some() { ItemMark::Story } else { ItemMark::None },
                choice: Choice::Heading(number),
            }
        })
        .collect()
}

/// Everything that can be done, with its keys, and what the program can look like and speak.
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
    // No number can be typed before it here; `L` lists the links.
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
