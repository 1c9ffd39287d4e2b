//! Dates, months, years and time spans in a query.

use crate::library::{DayNumber, day_number};
use crate::post::Date;
use jiff::Span;
use std::fmt;

/// A date or period in a query, possibly relative to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateValue {
    /// `2026`
    Year(i16),
    /// `2026-08`
    Month(i16, i8),
    /// `2026-08-03`
    Day(Date),
    /// `7d`, `2w`, `3m`, `1y`: the day this long before today.
    Ago(u16, DateUnit),
    /// `today`
    Today,
    /// `yesterday`
    Yesterday,
}

/// Units of time spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateUnit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
}

/// A range from the first day of one value to the last day of another. An open end has no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// The beginning, if there is one.
    pub from: Option<DateValue>,
    /// The end, if there is one.
    pub to: Option<DateValue>,
}

impl DateValue {
    /// Parses a single value. Returns `None` if the text is not one, or not a valid calendar date.
    pub fn parse(text: &str) -> Option<Self> {
        match text.to_ascii_lowercase().as_str() {
            "today" => return Some(Self::Today),
            "yesterday" => return Some(Self::Yesterday),
            _ => {}
        }
        if let Some((at, unit)) = text.char_indices().next_back() {
            let unit = match unit.to_ascii_lowercase() {
                'd' => Some(DateUnit::Day),
                'w' => Some(DateUnit::Week),
                'm' => Some(DateUnit::Month),
                'y' => Some(DateUnit::Year),
                _ => None,
            };
            if let Some(unit) = unit {
                return Some(Self::Ago(digits(&text[..at], 1..=4)?, unit));
            }
        }
        let mut parts = text.split(['-', '/', '.']);
        let year = digits(parts.next()?, 4..=4)?.cast_signed();
        let Some(month) = parts.next() else { return Some(Self::Year(year)) };
        let month = digits(month, 1..=2)? as i8;
        let day = parts.next();
        if parts.next().is_some() {
            return None;
        }
        match day {
            None => Date::new(year, month, 1).ok().map(|_| Self::Month(year, month)),
            Some(day) => {
                let day = digits(day, 1..=2)? as i8;
                Date::new(year, month, day).ok().map(Self::Day)
            }
        }
    }

    /// The first day of the period.
    pub fn first(self, today: Date) -> Date {
        match self {
            Self::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::MIN),
            Self::Month(year, month) => Date::new(year, month, 1).unwrap_or(Date::MIN),
            Self::Day(day) => day,
            Self::Today => today,
            Self::Yesterday => today.yesterday().unwrap_or(Date::MIN),
            Self::Ago(count, unit) => {
                let span = match unit {
                    DateUnit::Day => Span::new().days(i64::from(count)),
                    DateUnit::Week => Span::new().weeks(i64::from(count)),
                    DateUnit::Month => Span::new().months(i64::from(count)),
                    DateUnit::Year => Span::new().years(i64::from(count)),
                };
                today.saturating_sub(span)
            }
        }
    }

    /// The last day of the period.
    pub fn last(self, today: Date) -> Date {
        match self {
            Self::Year(year) => Date::new(year, 12, 31).unwrap_or(Date::MAX),
            Self::Month(..) => self.first(today).last_of_month(),
            Self::Day(_) | Self::Today | Self::Yesterday | Self::Ago(..) => self.first(today),
        }
    }
}

fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u16> {
    let sound = length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if sound { text.parse().ok() } else { None }
}

impl DateRange {
    /// The first and last day of the range.
    pub(super) fn borders(self, today: Date) -> (DayNumber, DayNumber) {
        let from = self.from.map_or(DayNumber::MIN, |value| day_number(value.first(today)));
        let to = self.to.map_or(DayNumber::MAX, |value| day_number(value.last(today)));
        (from, to)
    }

    /// The range that a single time span stands for as the age of a mark: `7d` are the last seven
    /// days. Any other range stays the same.
    pub(super) fn until_today(self) -> Self {
        match self {
            Self { from: Some(DateValue::Ago(..)), to } if to == self.from => {
                Self { to: None, ..self }
            }
            other => other,
        }
    }

    /// Parses `2026-08`, `2026-01..2026-03`, `2026-01..` or `..2026`.
    pub fn parse(text: &str) -> Option<Self> {
        let Some((from, to)) = text.split_once("..") else {
            let value = DateValue::parse(text)?;
            return Some(Self { from: Some(value), to: Some(value) });
        };
        let side = |text: &str| {
            if text.is_empty() { Some(None) } else { DateValue::parse(text).map(Some) }
        };
        let range = Self { from: side(from)?, to: side(to)? };
        (range.from.is_some() || range.to.is_some()).then_some(range)
    }

    /// Returns `true` if the range contains the day.
    pub fn holds(self, day: Date, today: Date) -> bool {
        self.from.is_none_or(|from| day >= from.first(today))
            && self.to.is_none_or(|to| day <= to.last(today))
    }
}

impl fmt::Display for DateValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(formatter, "{year:04}"),
            Self::Month(year, month) => write!(formatter, "{year:04}-{month:02}"),
            Self::Day(day) => write!(formatter, "{day}"),
            Self::Ago(count, unit) => {
                let unit = match unit {
                    DateUnit::Day => 'd',
                    DateUnit::Week => 'w',
                    DateUnit::Month => 'm',
                    DateUnit::Year => 'y',
                };
                write!(formatter, "{count}{unit}")
            }
            Self::Today => formatter.write_str("today"),
            Self::Yesterday => formatter.write_str("yesterday"),
        }
    }
}

impl fmt::Display for DateRange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(formatter, "{from}"),
            (from, to) => {
                let side = |value: Option<DateValue>| {
                    value.map_or_else(String::new, |value| value.to_string())
                };
                write!(formatter, "{}..{}", side(from), side(to))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_value_has_a_first_and_a_last_day() {
        let today = day("2026-03-31");
        for (text, first, last) in [
            ("2026", "2026-01-01", "2026-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026/8/3", "2026-08-03", "2026-08-03"),
            ("7d", "2026-03-24", "2026-03-24"),
            ("1m", "2026-02-28", "2026-02-28"),
            ("today", "2026-03-31", "2026-03-31"),
            ("Yesterday", "2026-03-30", "2026-03-30"),
        ] {
            let value = DateValue::parse(text).unwrap();
            assert_eq!((value.first(today), value.last(today)), (day(first), day(last)), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in
            ["", "d", "26", "2026-13", "2026-02-30", "2026-1-1-1", "12345d", "+7d", "云", "7云"]
        {
            assert_eq!(DateValue::parse(text), None, "{text}");
        }
        assert_eq!(DateRange::parse(".."), None);
    }

    #[test]
    fn ranges_are_whole_at_both_ends() {
        let today = day("2026-03-31");
        let range = DateRange::parse("2026-01..2026-02").unwrap();
        assert!(range.holds(day("2026-01-01"), today) && range.holds(day("2026-02-28"), today));
        assert!(!range.holds(day("2026-03-01"), today) && !range.holds(day("2025-12-31"), today));
        assert!(DateRange::parse("..2025").unwrap().holds(day("0001-01-01"), today));
        assert!(DateRange::parse("7d..").unwrap().holds(day("9999-12-31"), today));
    }
}
