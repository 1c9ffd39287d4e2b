//! Actions in trends.

use super::{CalendarShape, Section, Trends, calendar_shape, row, rows, sections};
use crate::app::action::Page;
use crate::app::action::{Action, KeyContext};
use crate::app::context::Context;
use crate::app::intent::Intent;
use crate::app::panes::Area;
use crate::library::{DayNumber, Facet, day_of, days_after};
use crate::messages::Text;
use crate::post::Date;
use crate::query::{
    narrow_to_day, narrow_to_days, narrow_to_unread, narrow_to_unseen, narrow_to_value,
};
use crate::trends::{WINDOWS, Weeks};

/// Number of weeks scrolled by a step of the wheel.
const WHEEL: usize = 4;

impl Trends {
    /// Applies an action that has its own meaning in trends; `None` if it has the same meaning as elsewhere.
    pub(crate) fn act(&mut self, action: Action, context: &Context) -> Option<Vec<Intent>> {
        match action {
            Action::Back | Action::Cancel => return Some(vec![Intent::ShowPage(Page::Panes)]),
            Action::NextPane => self.section = self.section.after(1),
            Action::PreviousPane => self.section = self.section.after(Section::ALL.len() - 1),
            Action::Earlier => self.sideways(false, context),
            Action::Later => self.sideways(true, context),
            Action::NarrowTo => return Some(vec![self.enter(context)]),
            Action::Chart => return Some(self.chart(context).into_iter().collect()),
            Action::LongerWindow => self.step_window(1),
            Action::ShorterWindow => self.step_window(WINDOWS.len() - 1),
            Action::Stories => {
                return Some(vec![Intent::ListOther, Intent::Focus(context.focus)]);
            }
            _ if !KeyContext::Trends.accepts(action) => {
                let key = context.keymap.key_of(Action::Trends);
                return Some(vec![context.tell(&Text::NotInTrends(&key))]);
            }
            _ => return None,
        }
        Some(Vec::new())
    }

    /// The keys to hint at in trends.
    pub(crate) fn hints(context: &Context) -> Vec<(Action, Text<'static>)> {
        let other = if context.lists_stories() { Text::HintPosts } else { Text::HintStories };
        vec![
            (Action::NarrowTo, Text::HintNarrow),
            (Action::LongerWindow, Text::HintWindow),
            (Action::NextPane, Text::HintSection),
            (Action::Chart, Text::HintChart),
            (Action::Stories, other),
            (Action::Back, Text::HintBack),
            (Action::Help, Text::HintHelp),
        ]
    }

    /// Area of a section, if it is visible.
    fn area_of(&self, wanted: Section, context: &Context) -> Option<Area> {
        let area = context.panes()?.page?;
        let shown = sections(area.below_title(), self.section);
        shown.into_iter().find(|(section, _)| *section == wanted).map(|(_, area)| area)
    }

    /// Geometry of the calendar, if it is visible.
    fn shape(&self, context: &Context) -> Option<CalendarShape> {
        let area = self.area_of(Section::Calendar, context)?;
        calendar_shape(self, area, context.language, context.config.ambiguous_width)
    }

    /// Geometry of the calendar, if it has the focus.
    fn calendar(&self, context: &Context) -> Option<CalendarShape> {
        self.shape(context).filter(|_| self.section == Section::Calendar)
    }

    /// Moves the cursor by a week, or by a day if weeks are rows. Outside the calendar, moves to the next or
    /// previous section.
    fn sideways(&mut self, later: bool, context: &Context) {
        match self.calendar(context) {
            Some(shape) => self.move_day(&shape, if shape.is_down { 1 } else { 7 }, later),
            None if self.section == Section::Calendar => {}
            None => {
                let steps = if later { 1 } else { Section::ALL.len() - 1 };
                self.section = self.section.after(steps);
            }
        }
    }

    /// Moves the cursor by a number of days, within the days of the calendar.
    fn move_day(&mut self, shape: &CalendarShape, days: usize, later: bool) {
        let (first, last) = (*shape.days.start(), *shape.days.end());
        let day = self.day.unwrap_or(last);
        let moved = if later {
            days_after(day, days)
        } else {
            day.saturating_sub(DayNumber::try_from(days).unwrap_or(DayNumber::MAX))
        };
        self.day = Some(moved.clamp(first, last));
    }

    /// Number of rows that make up a page in the focused section; in the calendar, the number of steps.
    pub(crate) fn height(&self, context: &Context) -> usize {
        if let Some(shape) = self.calendar(context) {
            let weeks = shape.weeks.count;
            return if shape.is_down { weeks } else { weeks * 7 + 1 };
        }
        let area = self.area_of(self.section, context);
        area.map_or(1, |area| usize::from(area.below_title().height))
    }

    /// Moves the cursor a number of rows up or down: in the calendar by days, or by weeks if those are rows.
    pub(crate) fn go(&mut self, count: usize, down: bool, context: &Context) {
        if let Some(shape) = self.calendar(context) {
            let days = if shape.is_down { 7 } else { 1 };
            self.move_day(&shape, count.saturating_mul(days), down);
            return;
        }
        let last = rows(&self.figures, self.section).saturating_sub(1);
        let place = &mut self.rows[self.section as usize];
        place.cursor = if down {
            place.cursor.saturating_add(count).min(last)
        } else {
            place.cursor.saturating_sub(count)
        };
    }

    /// Scrolls the calendar. The cursor moves only if it would leave the viewport.
    pub(super) fn scroll_weeks(&mut self, later: bool, context: &Context) {
        let Some(shape) = self.shape(context) else { return };
        let most = shape.all - shape.weeks.count;
        self.back =
            if later { self.back.saturating_sub(WHEEL) } else { (self.back + WHEEL).min(most) };
        let weeks = Weeks::of(&shape.days).newest(shape.weeks.count, self.back);
        let day = self.day.unwrap_or(*shape.days.end());
        self.day = Some(day.clamp(weeks.day(0, 0), weeks.day(weeks.count - 1, 6)));
    }

    fn step_window(&mut self, steps: usize) {
        let at = WINDOWS.iter().position(|days| *days == self.window).unwrap_or(0);
        self.window = WINDOWS[(at + steps) % WINDOWS.len()];
    }

    /// The value at the cursor of the focused section.
    fn value<'a>(&self, context: &'a Context) -> Option<&'a str> {
        let place = self.rows_of(self.section);
        let number = row(&self.figures, self.section, place.cursor)?.number?;
        let table = context.library.table(self.section.facet()?);
        Some(&table.values().get(number as usize)?.value)
    }

    /// Draws the line of the tag at the cursor, or removes it.
    fn chart(&mut self, context: &Context) -> Option<Intent> {
        let section = self.section;
        if !matches!(section, Section::Tags | Section::Rising | Section::Fading | Section::Lines) {
            return Some(context.tell(&Text::OnlyTags));
        }
        // A tag that no longer occurs keeps its line.
        let key = if section == Section::Lines {
            let charted = self.figures.charted.get(self.rows_of(section).cursor);
            charted.map(|(key, _)| key.clone())
        } else {
            self.value(context).map(str::to_owned)
        };
        let Some(key) = key else { return Some(context.tell(&Text::NoMark)) };
        (!self.turn_line(&key)).then(|| context.tell(&Text::FullChart))
    }

    /// First and last day of the window that values are counted in; `None` if it is all days.
    fn counted_days(&self) -> Option<(Date, Date)> {
        let window = self.figures.window.filter(|_| self.window.is_some())?;
        // Values that fade are found on the days before the window.
        let first = if self.section == Section::Fading { window.before } else { window.first };
        Some((day_of(first), day_of(window.last)))
    }

    /// The query narrowed to the mark at the cursor, and to the days it counts.
    ///
    /// # Errors
    ///
    /// Returns a sentence if there is no such mark.
    fn narrowed(&self, context: &Context) -> Result<String, Text<'static>> {
        let text = context.query.text();
        match self.section {
            Section::Calendar => {
                let calendar = &self.figures.calendar;
                let days = calendar.days().ok_or(Text::NoMark)?;
                let day = self.day.unwrap_or(*days.end());
                if calendar.count(day) == 0 {
                    return Err(Text::NoneThatDay);
                }
                Ok(narrow_to_day(text, day_of(day)))
            }
            Section::Reading if self.rows_of(Section::Reading).cursor == 0 => {
                match (self.figures.reading.all, self.figures.stories) {
                    (0, _) => Err(Text::NoMark),
                    (_, true) => Ok(narrow_to_unseen(text)),
                    (_, false) => Ok(narrow_to_unread(text)),
                }
            }
            section => {
                let value = self.value(context).zip(section.facet());
                let (value, facet) = value.ok_or(Text::NoMark)?;
                let narrowed = narrow_to_value(text, facet, value);
                // A month already states its days.
                Ok(match self.counted_days().filter(|_| facet != Facet::Month) {
                    Some((first, last)) => narrow_to_days(&narrowed, first, last),
                    None => narrowed,
                })
            }
        }
    }

    /// The intent of narrowing the query to the mark at the cursor, and showing the list.
    pub(super) fn enter(&self, context: &Context) -> Intent {
        self.narrowed(context).map_or_else(|why| context.tell(&why), Intent::Enter)
    }
}
