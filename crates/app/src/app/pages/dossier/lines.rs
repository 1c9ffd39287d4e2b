//! The lines of an entry of a dossier.

use super::{Dossier, DossierContent, DossierReport, ItemLines, ItemsKey, ReportText};
use crate::app::action::Action;
use crate::app::context::Context;
use crate::app::reader::note_rows;
use crate::markdown::{Document, Line, Role, Span, Style, Typography, layout, line_up, wrap};
use crate::messages::Text;
use crate::post::Date;
use crate::web::host_and_port;

/// Number of cells to the left of a report's text.
const INDENT: usize = 2;
/// Minimum width of a post's title beside the day and the number of new words.
const MIN_TITLE: usize = 24;

impl Dossier {
    /// Lays out an entry, unless it already is.
    pub(super) fn lay_out(&mut self, index: usize, context: &Context) {
        let Some(key) = &self.items_of else { return };
        if self.items.get(index).is_none_or(|item| item.lines.is_some()) {
            return;
        }
        let found = self.content();
        let is_last = index + 1 == self.items.len();
        let first_related = found.reports.len() + 1;
        let page = LinePage { key, goes_on: context.keymap.key_of(Action::ReadReport) };
        let mut lines = match self.report(index) {
            None => page.head(found),
            Some(related) if index >= first_related => {
                let is_starred = key.starred.get(index + 1 - first_related).copied();
                page.related(related, index == first_related, is_starred.unwrap_or(false))
            }
            Some(report) => page.report(report, found),
        };
        // Related stories follow one another without a blank line.
        if !is_last && index < first_related {
            lines.lines.push(Line::default());
        }
        self.items[index].lines = Some(lines);
    }
}

/// The settings of the lines.
struct LinePage<'a> {
    key: &'a ItemsKey,
    /// The key that reads a report in its post.
    goes_on: String,
}

impl LinePage<'_> {
    fn say(&self, text: &Text<'_>) -> String {
        text.say(self.key.language)
    }

    fn day(&self, day: Option<Date>) -> String {
        self.say(&day.map_or(Text::Undated, |day| Text::Day(day.year(), day.month(), day.day())))
    }

    fn wrapped(&self, text: &str, role: Role, width: usize) -> Vec<Line> {
        let rows = wrap(text, width.max(1), self.key.typography.ambiguous);
        rows.into_iter().map(|row| Line { spans: vec![span(row, role)], offset: 0 }).collect()
    }

    /// The title of the story, and facts about it.
    fn head(&self, content: &DossierContent) -> ItemLines {
        let Typography { ambiguous, .. } = self.key.typography;
        let Some(newest) = content.newest() else { return ItemLines::default() };
        let Some(story) = newest.story() else { return ItemLines::default() };
        let mut lines = line_up(story.title(), Role::Title, self.key.width, self.key.typography);
        let days = content.reports.iter().filter_map(|report| report.day);
        let (first, last) = (days.clone().min(), days.max());
        let mut facts = vec![match (first, last) {
            (Some(first), Some(last)) if first != last => {
                let (first, last) = (self.day(Some(first)), self.day(Some(last)));
                self.say(&Text::ReportedBetween(content.reports.len(), &first, &last))
            }
            _ => self.say(&Text::ReportedOn(content.reports.len(), &self.day(first))),
        }];
        facts.extend(host_and_port(story.url()));
        if self.key.starred.first() == Some(&true) {
            facts.insert(0, format!("{} {}", ambiguous.drawn("★"), self.say(&Text::Starred)));
        }
        lines.extend(self.wrapped(&facts.join(" · "), Role::Facts, self.key.width));
        let own = &self.key.own;
        let tags: Vec<String> = own.tags.iter().map(|tag| format!("+{tag}")).collect();
        if !tags.is_empty() {
            lines.extend(self.wrapped(&tags.join(" "), Role::Tag, self.key.width));
        }
        let note = note_rows(&own.note, self.key.width, ambiguous, self.key.language);
        lines.extend(
            note.into_iter().map(|row| Line { spans: vec![span(row, Role::Note)], offset: 0 }),
        );
        ItemLines { lines, ..ItemLines::default() }
    }

    /// A report below the day and title of its post.
    fn report(&self, report: &DossierReport, content: &DossierContent) -> ItemLines {
        let note = match &report.text {
            ReportText::Read { added: None, .. } => Text::FirstReport,
            ReportText::Read { added: Some(0), .. } => Text::NothingNew,
            ReportText::Read { added: Some(count), .. } => Text::NewWords(*count),
            ReportText::Waiting | ReportText::Failed(_) => Text::NoNote,
        };
        let mut rows = self.heading(report, &self.say(&note));
        let heading = 0..rows.len();
        let width = self.key.width.saturating_sub(INDENT).max(1);
        let mut body: Vec<Line> = Vec::new();
        let newest = content.newest().and_then(DossierReport::story);
        // A story without a heading of its own has its title in the text.
        if let Some(story) = report.story()
            && story.level > 0
            && newest.is_none_or(|newest| newest.title() != story.title())
        {
            body.extend(line_up(story.title(), Role::Heading(3), width, self.key.typography));
        }
        let mut links = Vec::new();
        match &report.text {
            ReportText::Waiting => body.extend(self.wrapped("…", Role::Note, width)),
            ReportText::Failed(why) => {
                let text = format!("{} {why}", self.key.typography.ambiguous.drawn("✗"));
                body.extend(self.wrapped(&text, Role::Note, width));
            }
            ReportText::Read { blocks, is_cut, .. } => {
                let document = layout(blocks, width, self.key.typography);
                if document.lines.is_empty() {
                    body.extend(self.wrapped(&self.say(&Text::HeadlineOnly), Role::Note, width));
                }
                body.extend(without_numbers(&document));
                links = document.links;
                if *is_cut {
                    let text = self.say(&Text::GoesOn(&self.goes_on));
                    body.extend(self.wrapped(&text, Role::Note, width));
                }
            }
        }
        for line in &mut body {
            if !line.spans.is_empty() {
                line.spans.insert(0, span(" ".repeat(INDENT), Role::Text));
            }
        }
        rows.extend(body);
        ItemLines { lines: rows, heading, links }
    }

    /// The day and title of a report's post, with a note at the right.
    fn heading(&self, report: &DossierReport, note: &str) -> Vec<Line> {
        let Typography { ambiguous, .. } = self.key.typography;
        let width = self.key.width;
        let day = self.day(report.day);
        let (left, right) = (ambiguous.width(&day) + 2, ambiguous.width(note));
        let room = width.saturating_sub(left + right + 2);
        let is_beside = room >= MIN_TITLE;
        let title_width = if is_beside { room } else { width };
        let title = line_up(&report.post.title, Role::Heading(2), title_width, self.key.typography);
        let mut lines: Vec<Line> = Vec::new();
        if !is_beside {
            let gap = width.saturating_sub(left - 2 + right).max(1);
            let spans = vec![span(day, Role::Facts), span(" ".repeat(gap), Role::Facts)];
            let note = span(ambiguous.truncate(note, width.saturating_sub(left)), Role::Facts);
            lines.push(Line { spans: spans.into_iter().chain([note]).collect(), offset: 0 });
            lines.extend(title);
            return lines;
        }
        for (row, mut line) in title.into_iter().enumerate() {
            let used: usize = line.spans.iter().map(|span| ambiguous.width(&span.text)).sum();
            let first = if row == 0 { format!("{day}  ") } else { " ".repeat(left) };
            line.spans.insert(0, span(first, Role::Facts));
            if row == 0 && right > 0 {
                let gap = width.saturating_sub(left + used + right);
                line.spans.push(span(format!("{}{note}", " ".repeat(gap)), Role::Facts));
            }
            lines.push(line);
        }
        lines
    }

    /// A related story; the first one is below a heading.
    fn related(&self, report: &DossierReport, is_first: bool, is_starred: bool) -> ItemLines {
        let Typography { ambiguous, .. } = self.key.typography;
        let mut lines = Vec::new();
        if is_first {
            let text = self.say(&Text::RelatedStories);
            lines.extend(self.wrapped(&text, Role::Heading(2), self.key.width));
        }
        let first = lines.len();
        let Some(story) = report.story() else { return ItemLines::default() };
        let star = if is_starred { format!("{} ", ambiguous.drawn("★")) } else { String::new() };
        let host = host_and_port(story.url());
        let facts: Vec<String> = [self.day(report.day)].into_iter().chain(host).collect();
        let width = self.key.width.saturating_sub(INDENT).max(1);
        let title = format!("{star}{}", story.title());
        for mut line in line_up(&title, Role::Text, width, self.key.typography)
            .into_iter()
            .chain(self.wrapped(&facts.join(" · "), Role::Facts, width))
        {
            line.spans.insert(0, span(" ".repeat(INDENT), Role::Text));
            lines.push(line);
        }
        ItemLines { heading: first..lines.len(), lines, links: Vec::new() }
    }
}

fn span(text: String, role: Role) -> Span {
    Span { text, style: Style { role, ..Style::default() } }
}

/// The lines of a document without the numbers of links, which have no meaning here.
fn without_numbers(document: &Document) -> Vec<Line> {
    let mut lines = document.lines.clone();
    for line in &mut lines {
        line.spans
            .retain(|span| !(span.style.role == Role::LinkNumber && span.style.link.is_some()));
    }
    lines
}
