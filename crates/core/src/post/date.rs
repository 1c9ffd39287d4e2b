//! Calendar days in the forms that people write in values and paths.
//!
//! Owns the parsing of a day from text. Knows neither keys nor dialects, and no time zones: a day is
//! taken as written.

use jiff::civil::Date;
use std::ops::Range;

/// The day that a value begins with: `2024-04-14`, `2024/4/14`, `2024.04.14`, `20240414`,
/// `2024年4月14日`, each with any text after it (a time, a zone), or in words: `14 Apr 2024`,
/// `Mon, 14 Apr 2024 08:00:00 GMT` (RFC 2822 §3.3), `April 14, 2024`. The day is taken as written; time
/// zones do not change it. `None` if the day is incomplete or not in the calendar.
pub fn date_of(value: &str) -> Option<Date> {
    let text = value.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
    leading_day(text, &['-', '/', '.'])
        .or_else(|| compact_day(text))
        .or_else(|| chinese_day(text))
        .or_else(|| worded_day(text))
}

/// The day in a file or folder name: `2026-01-14-x.md`, `2026_01_14.md`, `20260114-x.md`,
/// `weekly-2026-01-14.md`, `2026-01-14-x/index.md`, `2026/01/14/x.md`, `2026/01/14-x.md`,
/// `2026/0114.md`. The one nearest to the file counts, at most three folders up. A year and month
/// without a day do not count.
pub fn date_in_path(path: &str) -> Option<Date> {
    let is_border = |byte: u8| matches!(byte, b'/' | b'\\');
    let file = path.bytes().rposition(is_border).map_or(path, |at| &path[at + 1..]);
    // Most posts that are dated by their path have the day in the file's name.
    if let Some(day) = day_in_name(file) {
        return Some(day);
    }
    let names: Vec<&str> = path.split(['/', '\\']).filter(|name| !name.is_empty()).collect();
    for last in (0..names.len()).rev().take(4) {
        let found = day_in_name(names[last]).or_else(|| {
            let first = last.saturating_sub(2);
            (first..last).find_map(|start| day_across(&names[start..=last])).or_else(|| {
                names[first..last].iter().rev().find_map(|year| day_below(year, names[last]))
            })
        });
        if found.is_some() {
            return found;
        }
    }
    None
}

/// True for a year, or a month with its year, which is neither a day nor a mistake: `2023`, `2026-03`,
/// `2026年3月`, `March 2026`.
pub fn is_year_or_month(value: &str) -> bool {
    let text = value.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
    let is_month = |month: i16| (1..=12).contains(&month);
    let Some((year, rest)) = number(text, 4, 4) else {
        let words: Vec<&str> =
            text.split([' ', ',', '-']).filter(|word| !word.is_empty()).collect();
        return match words[..] {
            [month, year] | [year, month] if month_named(month).is_some() => number(year, 4, 4)
                .is_some_and(|(year, rest)| YEARS.contains(&year) && rest.is_empty()),
            _ => false,
        };
    };
    let rest = rest.trim().strip_prefix('年').unwrap_or(rest);
    let month = rest.trim_start_matches(['-', '/', '.', ' ', '_']);
    let is_whole = match number(month, 1, 2) {
        Some((month, after)) => is_month(month) && matches!(after.trim(), "" | "月"),
        None => month.is_empty() || month_named(month).is_some(),
    };
    YEARS.contains(&year) && is_whole
}

/// The day in the name of a post: in its file name, or in its folder's name if the file is called `index`.
pub(super) fn date_in_name(path: &str) -> Option<Date> {
    let mut names = path.rsplit(['/', '\\']).filter(|name| !name.is_empty());
    let file = names.next()?;
    let is_index = matches!(file.split('.').next(), Some("index" | "_index"));
    day_in_name(if is_index { names.next()? } else { file })
}

/// A day anywhere in one name, with two digits for month and day.
fn day_in_name(name: &str) -> Option<Date> {
    if let Some(day) = leading_day(name, &['-', '_', '.']) {
        return Some(day);
    }
    let mut previous_is_digit = false;
    for (at, character) in name.char_indices() {
        if character.is_ascii_digit() && !previous_is_digit {
            let rest = &name[at..];
            let spelled = rest.get(..10).filter(|ten| ten.as_bytes()[7] == ten.as_bytes()[4]);
            let day = spelled
                .and_then(|_| leading_day(rest, &['-', '_', '.']))
                .or_else(|| compact_day(rest))
                .or_else(|| chinese_day(rest));
            if day.is_some() {
                return day;
            }
        }
        previous_is_digit = character.is_ascii_digit();
    }
    worded_day_in_name(name)
}

/// A day in a name with its month in English: `2016-April-18`, `18-apr-2016`, `January-5-2016`.
fn worded_day_in_name(name: &str) -> Option<Date> {
    // Nearly all names without a day have fewer digits.
    if name.bytes().filter(u8::is_ascii_digit).count() < 5 {
        return None;
    }
    let is_border = |c: char| matches!(c, '-' | '_' | '.' | ' ' | ',');
    let parts: Vec<&str> = name.split(is_border).filter(|part| !part.is_empty()).collect();
    let whole = |text, fewest, most| {
        number(text, fewest, most).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| number)
    };
    parts.windows(3).find_map(|three| {
        let (year, month, day) = match month_named(three[0]) {
            Some(month) => (whole(three[2], 4, 4)?, month, whole(three[1], 1, 2)?),
            None => {
                let month = month_named(three[1])?;
                match whole(three[0], 4, 4) {
                    Some(year) => (year, month, whole(three[2], 1, 2)?),
                    None => (whole(three[2], 4, 4)?, month, whole(three[0], 1, 2)?),
                }
            }
        };
        calendar_day(year, month, day).filter(|_| YEARS.contains(&year))
    })
}

/// A day spread over folders, `2026/01/14`, `2026-01/14-x.md` or `2026/01-14-x.md`, that begins in the
/// first name and ends in the last.
fn day_across(names: &[&str]) -> Option<Date> {
    let joined = names.join("/");
    let (year, rest) = number(&joined, 4, 4)?;
    let (month, rest) = number(rest.strip_prefix(['-', '_', '/'])?, 1, 2)?;
    let rest = rest.strip_prefix(['-', '_', '/'])?;
    let (day, after) = number(rest, 1, 2)?;
    let ends_in_last = !after.contains('/');
    let ends_a_word = !after.starts_with(char::is_alphanumeric);
    // In `2025/10/5-tips.md` the 5 counts tips; `2025/10/05-tips.md` is a day.
    let is_day = rest.len() - after.len() == 2 || after.is_empty() || after.starts_with(".m");
    if ends_in_last && ends_a_word && is_day { calendar_day(year, month, day) } else { None }
}

/// A day written as four digits in a name below the folder of its year: `2019/0101.md`.
fn day_below(folder: &str, name: &str) -> Option<Date> {
    let (year, rest) = number(folder, 4, 4)?;
    let is_year = YEARS.contains(&year) && matches!(rest, "" | "年");
    let (_, after) = number(name, 4, 4)?;
    let ends_a_word = !after.starts_with(char::is_alphanumeric);
    let (month, day) = (name[..2].parse().ok()?, name[2..4].parse().ok()?);
    if is_year && ends_a_word { calendar_day(year, month, day) } else { None }
}

/// Year, month and day, with the same separator between them and no digit after them.
fn leading_day(text: &str, separators: &[char]) -> Option<Date> {
    let (year, rest) = number(text, 4, 4)?;
    let separator = rest.chars().next().filter(|c| separators.contains(c))?;
    let (month, rest) = number(&rest[separator.len_utf8()..], 1, 2)?;
    let (day, _) = number(rest.strip_prefix(separator)?, 1, 2)?;
    calendar_day(year, month, day)
}

/// A day of eight digits, alone or with the digits of a time (twelve or fourteen in all).
fn compact_day(text: &str) -> Option<Date> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !matches!(digits, 8 | 12 | 14) {
        return None;
    }
    let part = |from: usize, to: usize| text[from..to].parse().ok();
    let year = part(0, 4).filter(|year| (1900..2200).contains(year))?;
    calendar_day(year, part(4, 6)?, part(6, 8)?)
}

/// A day such as `2024年4月14日`, with or without blanks around the numbers and `日` or `号` at the end.
fn chinese_day(text: &str) -> Option<Date> {
    let (year, rest) = number(text, 4, 4)?;
    let (month, rest) = number(rest.trim_start().strip_prefix('年')?.trim_start(), 1, 2)?;
    let (day, _) = number(rest.trim_start().strip_prefix('月')?.trim_start(), 1, 2)?;
    calendar_day(year, month, day)
}

/// A day with its month in English. The words may be in any order, but the text must begin with one of
/// them.
fn worded_day(text: &str) -> Option<Date> {
    let (mut year, mut month, mut day) = (None, None, None);
    let words = text.split(|c: char| c.is_whitespace() || c == ',' || c == '-');
    for word in words.filter(|word| !word.is_empty()).take(8) {
        let word = word.trim_end_matches('.');
        if let Some((count, rest)) = number(word, 1, 2) {
            if day.is_none() && matches!(rest, "" | "st" | "nd" | "rd" | "th") {
                day = Some(count);
            }
        } else if let Some((count, "")) = number(word, 4, 4) {
            year = year.or(Some(count));
        } else if let Some(found) = month_named(word) {
            month = month.or(Some(found));
        } else if year.is_none() && month.is_none() && day.is_none() && !is_weekday(word) {
            return None;
        }
    }
    calendar_day(year?, month?, day?)
}

/// English names of the months, in lower case.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month_named(word: &str) -> Option<i16> {
    let first = word.as_bytes().first()?.to_ascii_lowercase();
    // Called for every word of a heading, so nearly all are ruled out by their first letter.
    let is_meant = |month: &&str| {
        month.as_bytes()[0] == first
            && month.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    let found = MONTHS.iter().position(is_meant).filter(|_| word.len() >= 3);
    found.and_then(|index| i16::try_from(index + 1).ok())
}

/// True for the name of a weekday in English (at least three letters of it), Chinese or Japanese.
pub fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    const BEFORE: [&str; 5] = ["星期", "周", "週", "礼拜", "禮拜"];
    let is_one = |rest: &str, of: &str| rest.chars().count() == 1 && of.contains(rest);
    if BEFORE
        .iter()
        .filter_map(|before| word.strip_prefix(before))
        .any(|rest| is_one(rest, "一二三四五六日天"))
    {
        return true;
    }
    if word.strip_suffix("曜日").is_some_and(|rest| is_one(rest, "月火水木金土日")) {
        return true;
    }
    let word = word.to_ascii_lowercase();
    word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(&word))
}

/// A day in a line of text, perhaps without a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayWithin {
    /// The year, if it is written.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: i8,
    /// The day of the month, 1 to 31.
    pub day: i8,
    /// Byte range of the day in the text.
    pub place: Range<usize>,
    /// `true` if the text can only mean a day; `false` for one such as `02/01`.
    pub is_sure: bool,
}

/// The first day in a line of text, in the forms of [`date_of`] or without the year: `2 月 1 日`,
/// `Feb 1st`, `1 February`, `02/01`.
pub fn day_within(text: &str) -> Option<DayWithin> {
    // Most texts are ruled out by this alone.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let bytes = text.as_bytes();
    let mut end = 0;
    while let Some(before) = bytes[end..].iter().position(u8::is_ascii_alphanumeric) {
        let at = end + before;
        let word = &bytes[at..];
        end = at + word.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let found = if word[0].is_ascii_alphabetic() {
            if begins_month(word) { month_first(&text[at..]) } else { None }
        } else if is_within_number(bytes, at) {
            None
        } else {
            numbered_day(&text[at..])
        };
        let Some(((year, month, day), after, is_sure)) = found else { continue };
        // 2000 is a leap year and so has every day.
        if calendar_day(year.unwrap_or(2000), month, day).is_none() {
            continue;
        }
        let place = at..text.len() - after.len();
        return Some(DayWithin { year, month: month as i8, day: day as i8, place, is_sure });
    }
    None
}

/// True for a digit that continues a number, as after a full stop.
fn is_within_number(text: &[u8], at: usize) -> bool {
    matches!(text[..at], [.., before, b'.' | b'/' | b'-' | b':'] if before.is_ascii_digit())
}

/// True for a text that may begin with the name of a month; nearly all other words are ruled out.
fn begins_month(text: &[u8]) -> bool {
    let Some(start) =
        text.first_chunk::<3>().map(|start| start.map(|byte| byte.to_ascii_lowercase()))
    else {
        return false;
    };
    matches!(
        &start,
        b"jan"
            | b"feb"
            | b"mar"
            | b"apr"
            | b"may"
            | b"jun"
            | b"jul"
            | b"aug"
            | b"sep"
            | b"oct"
            | b"nov"
            | b"dec"
    )
}

/// Year, month and day as written, the text after them, and `true` if the text can only mean a day.
type WrittenDate<'t> = ((Option<i16>, i16, i16), &'t str, bool);

/// A day in a text that begins with a digit.
fn numbered_day(text: &str) -> Option<WrittenDate<'_>> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match digits {
        4 => year_first(text),
        8 => {
            let day = compact_day(text)?;
            let written = (Some(day.year()), day.month().into(), day.day().into());
            Some((written, &text[8..], true))
        }
        1 | 2 => {
            // Versions and amounts, which most numbers are, go on in another way.
            let may_be_day = |c: char| {
                c.is_whitespace() || matches!(c, '月' | '/' | '-' | 's' | 'n' | 'r' | 't')
            };
            let is_meant = text[digits..].starts_with(may_be_day);
            is_meant.then(|| chinese_month(text).or_else(|| day_first(text))).flatten()
        }
        _ => None,
    }
}

/// A day that begins with a year of four digits: `2021-02-01`, `2021年2月1日`.
fn year_first(text: &str) -> Option<WrittenDate<'_>> {
    let (year, rest) = number(text, 4, 4)?;
    if let Some(rest) = rest.trim_start().strip_prefix('年') {
        let ((_, month, day), rest, _) = chinese_month(rest.trim_start())?;
        return Some(((Some(year), month, day), rest, true));
    }
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, rest) = number(&rest[1..], 1, 2)?;
    let (day, rest) = number(rest.strip_prefix(separator)?, 1, 2)?;
    Some(((Some(year), month, day), rest, true))
}

/// A day such as `02/01` or `1 February`.
fn day_first(text: &str) -> Option<WrittenDate<'_>> {
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_digit());
    let (first, rest) = number(text, 1, 2)?;
    if let Some((second, rest)) = rest.strip_prefix('/').and_then(|rest| number(rest, 1, 2)) {
        return (ends(rest) && !rest.starts_with('/')).then_some((
            (None, first, second),
            rest,
            false,
        ));
    }
    // `1 February 2021`, `1st of February`.
    let rest =
        ["st", "nd", "rd", "th"].iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest);
    let rest = rest.strip_prefix([' ', '-']).or_else(|| rest.strip_prefix('\u{a0}'))?.trim_start();
    let rest = rest.strip_prefix("of ").unwrap_or(rest);
    let (month, rest) = month_at(rest)?;
    let (year, rest) = year_after(rest);
    Some(((year, month, first), rest, true))
}

/// A day such as `2月1日`, with or without blanks around the numbers.
fn chinese_month(text: &str) -> Option<WrittenDate<'_>> {
    let (month, rest) = number(text, 1, 2)?;
    let (day, rest) = number(rest.trim_start().strip_prefix('月')?.trim_start(), 1, 2)?;
    let after = rest.trim_start();
    let after = after.strip_prefix(['日', '号', '號']).unwrap_or(rest);
    Some(((None, month, day), after, true))
}

/// A day such as `February 1st, 2021` or `Feb. 1`.
fn month_first(text: &str) -> Option<WrittenDate<'_>> {
    let (month, rest) = month_at(text)?;
    let (day, rest) = number(rest.trim_start(), 1, 2)?;
    let rest =
        ["st", "nd", "rd", "th"].iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest);
    if rest.starts_with(|c: char| c.is_alphanumeric()) || rest.starts_with(':') {
        return None;
    }
    let (year, rest) = year_after(rest);
    Some(((year, month, day), rest, true))
}

/// The month that a text begins with, and the text after it.
fn month_at(text: &str) -> Option<(i16, &str)> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let rest = &text[end..];
    Some((month_named(&text[..end])?, rest.strip_prefix('.').unwrap_or(rest)))
}

/// The year after a day and its month, if there is one, and the text after it.
fn year_after(text: &str) -> (Option<i16>, &str) {
    let rest = text.trim_start_matches([',', ' ', '-', '\u{a0}']);
    match number(rest, 4, 4).filter(|(year, _)| YEARS.contains(year)) {
        Some((year, rest)) => (Some(year), rest),
        None => (None, text),
    }
}

/// The first complete day in a heading: `2019.01.01 - News`, `周刊（2021-02-01）`. Numbers separated by
/// full stops are a day only with two digits for month and day: `2019.1.1` is a release.
pub fn day_in_heading(text: &str) -> Option<Date> {
    let found = day_within(text).filter(|found| found.is_sure)?;
    let written = &text[found.place.clone()];
    let is_release = written.contains('.') && written.len() < 10;
    let (year, month, day) = (found.year?, found.month.into(), found.day.into());
    if is_release { None } else { calendar_day(year, month, day) }
}

/// Years that a number of four digits can mean.
const YEARS: Range<i16> = 1900..2200;

/// The first year in a text: a number of four digits.
pub fn year_in(text: &str) -> Option<i16> {
    let mut numbers =
        text.as_bytes().split(|byte| !byte.is_ascii_digit()).filter(|run| run.len() == 4);
    numbers.find_map(|run| {
        let year = run.iter().fold(0, |number, digit| number * 10 + i16::from(digit - b'0'));
        YEARS.contains(&year).then_some(year)
    })
}

/// A number of `fewest` to `most` ASCII digits at the beginning of a text, and the text after it. `None` for
/// a longer run of digits.
fn number(text: &str, fewest: usize, most: usize) -> Option<(i16, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits < fewest || digits > most {
        return None;
    }
    Some((text[..digits].parse().ok()?, &text[digits..]))
}

fn calendar_day(year: i16, month: i16, day: i16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    if year < 1 { None } else { Date::new(year, month, day).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(day: Option<Date>) -> String {
        day.map_or_else(|| "-".to_owned(), |day| day.to_string())
    }

    #[test]
    fn days_as_people_write_them() {
        for (value, day) in [
            ("2024-04-14", "2024-04-14"),
            ("2024/4/1", "2024-04-01"),
            ("2024.04.14", "2024-04-14"),
            ("2024-04-14T23:59:59-11:00", "2024-04-14"),
            ("2024-04-14 24:00", "2024-04-14"),
            ("2017-01-14T00：00：00-08：00", "2017-01-14"),
            ("  '2024-04-14'", "2024-04-14"),
            ("20240414", "2024-04-14"),
            ("20240414T120000Z", "2024-04-14"),
            ("2024年4月14日", "2024-04-14"),
            ("2024 年 4 月 14 日", "2024-04-14"),
            ("Mon, 14 Apr 2024 08:00:00 +0800", "2024-04-14"),
            ("14 April 2024", "2024-04-14"),
            ("April 14th, 2024", "2024-04-14"),
            ("Sept. 3, 2024", "2024-09-03"),
            ("Sun Apr 14 10:20:30 CST 2024", "2024-04-14"),
            ("2024-02-30", "-"),
            ("2024-13-01", "-"),
            ("2024-04", "-"),
            ("2024", "-"),
            ("2024-04-145", "-"),
            ("0000-01-01", "-"),
            ("1713052800", "-"),
            ("14/04/2024", "-"),
            ("see April 14, 2024", "-"),
            ("{{ .Date }}", "-"),
            ("", "-"),
        ] {
            assert_eq!(shown(date_of(value)), day, "{value}");
        }
    }

    #[test]
    fn days_in_paths() {
        for (path, day) in [
            ("2026-01-14-x.md", "2026-01-14"),
            ("_posts/2026-1-4-x.md", "2026-01-04"),
            ("2026_01_14.md", "2026-01-14"),
            ("2026.01.14.md", "2026-01-14"),
            ("20260114-x.md", "2026-01-14"),
            ("202601141230.md", "2026-01-14"),
            ("weekly-2026-01-14.md", "2026-01-14"),
            ("周报2026年1月14日.md", "2026-01-14"),
            ("2026-01-14周报.md", "2026-01-14"),
            ("2026/01/14/x.md", "2026-01-14"),
            ("2026\\01\\14\\x.md", "2026-01-14"),
            ("2026/01/14/x/index.md", "2026-01-14"),
            ("2026/01/14-x.md", "2026-01-14"),
            ("2026/01/14.md", "2026-01-14"),
            ("2026/1/4.md", "2026-01-04"),
            ("2026-01/14-x.md", "2026-01-14"),
            ("2026/01-14-x.md", "2026-01-14"),
            ("blog/2026-01-14-x/index.md", "2026-01-14"),
            ("2025-01-01-a/2026-01-14-b.md", "2026-01-14"),
            ("2023-02/index.md", "-"),
            ("2025/x.md", "-"),
            ("2025/10/5-tips.md", "-"),
            ("2025/10/k8s.md", "-"),
            ("2024/1.30-release.md", "-"),
            ("2016-02-00-State.md", "-"),
            ("010-2016-April-18.md", "2016-04-18"),
            ("24-2019-jan-8.md", "2019-01-08"),
            ("January-5-2016.md", "2016-01-05"),
            ("news-18-Sept-2016/index.md", "2016-09-18"),
            ("2016-may-be-12.md", "-"),
            ("12-march-of-2016.md", "-"),
            ("v2024-1.md", "-"),
            ("2026-01-14/a/b/c/d.md", "-"),
            ("", "-"),
            ("///", "-"),
        ] {
            assert_eq!(shown(date_in_path(path)), day, "{path}");
        }
    }

    #[test]
    fn a_year_or_a_month_is_no_mistake() {
        for text in ["2023", "2026-03", "2026/3", "2026年3月", "March 2026", "2026 Mar", "'2023'"]
        {
            assert!(is_year_or_month(text), "{text}");
        }
        for text in ["", "2026-13", "2026-03-99", "12", "20260399", "someday", "March", "May 12"] {
            assert!(!is_year_or_month(text), "{text}");
        }
    }

    #[test]
    fn days_in_headings_and_below_years() {
        for (text, expected) in [
            ("2019.01.01 - News", "2019-01-01"),
            ("云原生周刊（2021-02-01）", "2021-02-01"),
            ("Weekly, 1 February 2021", "2021-02-01"),
            ("IDEA 2019.1.1 is out", "-"),
            ("Weekly 2/1", "-"),
            ("Weekly 12", "-"),
        ] {
            assert_eq!(shown(day_in_heading(text)), expected, "{text}");
        }
        for (path, expected) in [
            ("2019/0101.md", "2019-01-01"),
            ("r/2019/1231-x.md", "2019-12-31"),
            ("2019/01/0102.md", "2019-01-02"),
            ("2019/1301.md", "-"),
            ("x/0101.md", "-"),
            ("2019/01011.md", "-"),
            ("2019/0101a.md", "-"),
        ] {
            assert_eq!(shown(date_in_path(path)), expected, "{path}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken(text in any::<String>()) {
            let _ = (date_of(&text), date_in_path(&text));
        }

        #[test]
        fn nearly_days_are_taken(text in "[0-9/年月日_. -]{0,24}(md|Apr|Mon)?") {
            let _ = (date_of(&text), date_in_path(&text));
        }

        #[test]
        fn a_written_day_is_read(year in 1i16..9999, month in 1i8..=12, day in 1i8..=28) {
            let written = format!("{year:04}-{month:02}-{day:02}");
            prop_assert_eq!(shown(date_of(&written)), written.clone());
            prop_assert_eq!(shown(date_in_path(&format!("a/{written}-b.md"))), written);
        }
    }
}
