//! The export dialog: a row for each choice, and the keys that change them.

use super::choices::{
    Choices, ExportDestination, ExportSource, destination_name, format_name, grouping_name,
    order_name, turned,
};
use super::edition::ExportItems;
use crate::app::context::Context;
use crate::app::intent::Intent;
use crate::app::key::{Key, KeyCode};
use crate::app::text_input::{Full, Pressed, TextInput};
use crate::export::{ExportItem, Format, Grouping, Order};
use crate::messages::Text;
use crate::text::clean_line;

/// State of the open dialog.
#[derive(Clone, Debug)]
pub struct ExportDialog {
    /// Index of the row at the cursor.
    pub cursor: usize,
    pub(super) choices: Choices,
    source: ExportSource,
    /// The possible sources, each with its number of stories or posts, if that is known.
    sources: Vec<(ExportSource, Option<usize>)>,
    title: TextInput,
    file: TextInput,
}

/// A row of the dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRow {
    /// The name of the choice.
    pub label: String,
    /// The chosen value, or the typed text.
    pub value: String,
    /// Set if the value is typed.
    pub is_typed: bool,
}

/// The rows of the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DialogField {
    Source,
    Format,
    Grouping,
    Order,
    Title,
    Destination,
    File,
}

/// The row of the file's name comes last, so that the others stay in place without it.
const FIELDS: [DialogField; 7] = [
    DialogField::Source,
    DialogField::Format,
    DialogField::Grouping,
    DialogField::Order,
    DialogField::Title,
    DialogField::Destination,
    DialogField::File,
];

impl ExportDialog {
    /// The dialog with the choices made before; `None` if there is nothing to export. The selected rows come
    /// first, then a query, then the stars; without any of these, everything is exported.
    pub(super) fn new(choices: Choices, context: &Context) -> Option<Self> {
        let mut sources = Vec::new();
        if !context.selected_rows.is_empty() {
            sources.push((ExportSource::Selected, Some(context.selected_targets().len())));
        }
        let starred = context.count_stars();
        let stars = (starred > 0).then_some((ExportSource::Starred, Some(starred)));
        let listed = context.results.rows.len();
        let count = context.lists_stories().then_some(listed);
        let query = (listed > 0).then_some((ExportSource::Query, count));
        if context.query.text().trim().is_empty() {
            sources.extend(stars.into_iter().chain(query));
        } else {
            sources.extend(query.into_iter().chain(stars));
        }
        let source = sources.first()?.0;
        let today = context.today;
        let title = Text::WeeklyTitle(today.year(), today.month(), today.day());
        let file = format!("weekly-{today}.{}", choices.format.ending());
        Some(Self {
            cursor: 0,
            choices,
            source,
            sources,
            title: TextInput::new(&title.say(context.language)),
            file: TextInput::new(&file),
        })
    }

    /// Index of the first row shown if so many fit.
    pub fn top(&self, height: usize) -> usize {
        (self.cursor + 1).saturating_sub(height)
    }

    fn fields(&self) -> &'static [DialogField] {
        let has_file = self.choices.to != ExportDestination::Clipboard;
        if has_file { &FIELDS } else { &FIELDS[..FIELDS.len() - 1] }
    }

    fn at_cursor(&self) -> DialogField {
        let rows = self.fields();
        rows[self.cursor.min(rows.len() - 1)]
    }

    /// The rows as displayed.
    pub fn rows(&self, context: &Context) -> Vec<ExportRow> {
        let say = |text: Text<'_>| text.say(context.language);
        let row = |choice: &DialogField| {
            let (label, value, is_typed) = match choice {
                DialogField::Source => (Text::ExportWhat, self.source_name(context), false),
                DialogField::Format => {
                    (Text::ExportFormat, format_name(self.choices.format).to_owned(), false)
                }
                DialogField::Grouping => {
                    (Text::ExportGroupBy, say(grouping_name(self.choices.grouping)), false)
                }
                DialogField::Order => {
                    (Text::ExportOrder, say(order_name(self.choices.order)), false)
                }
                DialogField::Title => (Text::ExportTitle, self.title.to_string(), true),
                DialogField::Destination => {
                    (Text::ExportTo, say(destination_name(self.choices.to)), false)
                }
                DialogField::File => (Text::ExportFile, self.file.to_string(), true),
            };
            ExportRow { label: say(label), value, is_typed }
        };
        self.fields().iter().map(row).collect()
    }

    fn source_name(&self, context: &Context) -> String {
        let count = self.sources.iter().find(|(source, _)| *source == self.source);
        let count = count.and_then(|(_, count)| *count);
        let query = clean_line(context.query.text());
        let name = match self.source {
            ExportSource::Selected => Text::ExportSelected.say(context.language),
            ExportSource::Starred => Text::ExportStarred.say(context.language),
            ExportSource::Query if query.is_empty() => Text::ExportEverything.say(context.language),
            ExportSource::Query => query,
        };
        count.map_or(name.clone(), |count| format!("{name} · {count}"))
    }

    /// The text typed at the cursor, if the row is one to type in.
    fn typed(&mut self) -> Option<&mut TextInput> {
        match self.at_cursor() {
            DialogField::Title => Some(&mut self.title),
            DialogField::File => Some(&mut self.file),
            _ => None,
        }
    }

    /// Handles a key.
    pub(in crate::app) fn press(&mut self, key: Key, context: &Context) -> Vec<Intent> {
        let last = self.fields().len() - 1;
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) => return vec![Intent::Close],
            (KeyCode::Enter, _) => return vec![Intent::Export],
            (KeyCode::Down, _) | (KeyCode::Char('n' | 'j'), true) => self.down(),
            (KeyCode::Tab, _) if !key.shift => self.down(),
            (KeyCode::Up | KeyCode::Tab, _) | (KeyCode::Char('p' | 'k'), true) => {
                self.cursor = self.cursor.checked_sub(1).unwrap_or(last);
            }
            _ => {
                if let Some(typed) = self.typed() {
                    return match typed.press(key) {
                        Pressed::Changed(outcome) => context.full(outcome).into_iter().collect(),
                        Pressed::Nothing => Vec::new(),
                    };
                }
                match (key.code, key.ctrl || key.alt) {
                    (KeyCode::Right | KeyCode::Char('l' | ' '), false) => self.turn(true),
                    (KeyCode::Left | KeyCode::Char('h'), false) => self.turn(false),
                    (KeyCode::Char('j'), false) => self.down(),
                    (KeyCode::Char('k'), false) => {
                        self.cursor = self.cursor.checked_sub(1).unwrap_or(last);
                    }
                    (KeyCode::Char('q' | 'E'), false) => return vec![Intent::Close],
                    _ => {}
                }
            }
        }
        Vec::new()
    }

    /// Handles a click on a row: one on the row at the cursor changes its value.
    pub(in crate::app) fn click(&mut self, row: usize) {
        if row == self.cursor {
            self.turn(true);
        } else {
            self.cursor = row.min(self.fields().len() - 1);
        }
    }

    /// Appends pasted text, if the row at the cursor is one to type in.
    pub(in crate::app) fn paste(&mut self, text: &str) -> Result<(), Full> {
        self.typed().map_or(Ok(()), |typed| typed.insert(text))
    }

    fn down(&mut self) {
        self.cursor = (self.cursor + 1) % self.fields().len();
    }

    /// Changes the value at the cursor to the next or previous one.
    fn turn(&mut self, forward: bool) {
        let Choices { format, grouping, order, to } = self.choices;
        match self.at_cursor() {
            DialogField::Source => {
                let all: Vec<ExportSource> =
                    self.sources.iter().map(|(source, _)| *source).collect();
                self.source = turned(&all, self.source, forward);
            }
            DialogField::Format => {
                self.choices.format = turned(&Format::ALL, format, forward);
                // The name follows the format unless it has an ending of its own.
                let stem = self.file.strip_suffix(&format!(".{}", format.ending()));
                if let Some(stem) = stem {
                    let ending = self.choices.format.ending();
                    self.file = TextInput::new(&format!("{stem}.{ending}"));
                }
            }
            DialogField::Grouping => {
                self.choices.grouping = turned(&Grouping::ALL, grouping, forward);
            }
            DialogField::Order => self.choices.order = turned(&Order::ALL, order, forward),
            DialogField::Destination => {
                self.choices.to = turned(&ExportDestination::ALL, to, forward);
            }
            DialogField::Title | DialogField::File => {}
        }
    }

    /// The typed name of the file.
    pub(super) fn file_name(&self) -> String {
        self.file.trim().to_owned()
    }

    /// The typed title, or else that of the program.
    pub(super) fn title(&self, context: &Context) -> String {
        let title = clean_line(&self.title);
        if title.is_empty() { Text::Untitled.say(context.language) } else { title }
    }

    /// The stories and posts to export.
    pub(super) fn items(&self, context: &Context) -> ExportItems {
        match self.source {
            ExportSource::Selected => ExportItems::Targets(context.selected_targets()),
            ExportSource::Starred => ExportItems::Starred,
            ExportSource::Query if context.lists_stories() => {
                let rows = context.results.stories.iter();
                ExportItems::Listed(rows.map(|row| ExportItem::Story(row.newest)).collect())
            }
            ExportSource::Query => ExportItems::Query(context.query.query().clone()),
        }
    }
}

impl Context {
    /// Number of starred stories and posts that are in the library. While the stories are not merged yet, all
    /// starred stories are counted.
    fn count_stars(&self) -> usize {
        let marks = self.effective_marks();
        let posts = marks.starred_posts().filter(|id| self.library.position(*id).is_some());
        let stories = match self.stories_if_cheap() {
            Some(table) => {
                marks.starred_pages().filter(|page| table.about(*page).is_some()).count()
            }
            None => marks.starred_pages().count(),
        };
        posts.count() + stories
    }
}
