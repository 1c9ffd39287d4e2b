//! The days of dated parts of a text (`## 2021-02-01`, `**Friday, 1 February**`) and of the stories below.

use super::{FoundStory, Name};
use crate::markdown::{Outline, OutlineBlock, OutlineBlockKind};
use crate::post::{Date, DayWithin, day_within, is_weekday, year_in};
use foldhash::{HashMap, HashMapExt, HashSet};

/// A heading, or a paragraph that is only a day. It extends to the next part of the same or a smaller
/// depth.
struct DayHeading<'o> {
    /// Its text.
    text: &'o str,
    /// Byte offset in the Markdown text.
    offset: usize,
    /// Nesting depth: twice the level of a heading; for a paragraph, one more than for the heading above.
    depth: u8,
    is_heading: bool,
    /// The day, and the other words beside it.
    day: Option<(DayWithin, String)>,
}

impl DayHeading<'_> {
    /// The year, for a heading that names a year but no day.
    fn year(&self) -> Option<i16> {
        if self.is_heading && self.day.is_none() { year_in(self.text) } else { None }
    }
}

/// Maximum length, in bytes, of a text that is only a day.
const MAX_DAY_BYTES: usize = 48;

/// True for a text that is only a day.
pub(super) fn is_day(text: &str) -> bool {
    text.len() <= MAX_DAY_BYTES
        && day_within(text).is_some_and(|day| words_beside(text, &day).is_empty())
}

/// Sets the day of each story to that of the part it is in, if the text has dated parts.
pub(super) fn give_days(outline: &Outline, name: Name<'_>, stories: &mut [FoundStory]) {
    if stories.is_empty() {
        return;
    }
    let parts = parts(outline);
    if parts.iter().all(|part| part.day.is_none()) {
        return;
    }
    let mut uses: HashMap<String, usize> = HashMap::new();
    for (_, words) in parts.iter().filter_map(|part| part.day.as_ref()) {
        *uses.entry(words.clone()).or_default() += 1;
    }
    // `News of 2021-02-01` is a part if there is also a `News of 2021-02-02`; `Alpha ships on 1
    // February` is a headline.
    let is_day = |words: &String| words.is_empty() || uses[words] > 1;
    let year = Year::of(name);
    let mut begins: Vec<(usize, Option<Date>)> = Vec::new();
    let mut above: Vec<(u8, Option<Date>, Option<i16>)> = Vec::new();
    for part in &parts {
        let day = part.day.as_ref().filter(|(_, words)| is_day(words));
        if !part.is_heading && day.is_none() {
            continue;
        }
        while above.last().is_some_and(|(depth, ..)| *depth >= part.depth) {
            above.pop();
        }
        let inherited = above.last().copied().unwrap_or_default();
        let named = part.year().or(inherited.2);
        let day = day.and_then(|(day, _)| year.complete(day, named)).or(inherited.1);
        above.push((part.depth, day, named));
        begins.push((part.offset, day));
    }
    let days: HashSet<Date> = begins.iter().filter_map(|(_, day)| *day).collect();
    if days.len() < 2 && days.iter().all(|day| Some(*day) == name.date) {
        return;
    }
    for story in stories {
        let part = begins.partition_point(|(offset, _)| *offset <= story.extent.start);
        story.day = part.checked_sub(1).and_then(|part| begins[part].1);
    }
}

/// The headings of a text, and the paragraphs that are only a day.
fn parts(outline: &Outline) -> Vec<DayHeading<'_>> {
    let mut parts = Vec::new();
    let mut above = 0;
    for block in &outline.blocks {
        if block.is_quoted || block.item.is_some() {
            continue;
        }
        let level = match block.kind {
            OutlineBlockKind::Heading { level, .. } | OutlineBlockKind::InnerHeading { level } => {
                Some(level)
            }
            OutlineBlockKind::Paragraph => None,
            OutlineBlockKind::Row { .. }
            | OutlineBlockKind::Term
            | OutlineBlockKind::Code
            | OutlineBlockKind::Rule => continue,
        };
        above = level.unwrap_or(above);
        parts.extend(part(outline, block, level, above));
    }
    parts
}

fn part<'o>(
    outline: &'o Outline,
    block: &OutlineBlock,
    level: Option<u8>,
    above: u8,
) -> Option<DayHeading<'o>> {
    let text = outline.text(block).trim();
    let is_heading = level.is_some();
    let is_short = is_short(text);
    if !is_heading && !is_short {
        return None;
    }
    let day = is_short.then(|| day_within(text)).flatten().map(|day| {
        let words = words_beside(text, &day);
        (day, words)
    });
    let day = day.filter(|(day, words)| (is_heading && day.is_sure) || words.is_empty());
    if !is_heading && day.is_none() {
        return None;
    }
    let depth = 2 * above + u8::from(!is_heading);
    Some(DayHeading { text, offset: block.offset, depth, is_heading, day })
}

/// Maximum length, in characters, of a heading with a day.
const MAX_CHARACTERS: usize = 60;

fn is_short(text: &str) -> bool {
    text.len() <= 4 * MAX_CHARACTERS && text.chars().count() <= MAX_CHARACTERS
}

/// Letters beside a day, in lower case and without weekdays.
fn words_beside(text: &str, day: &DayWithin) -> String {
    let around = [&text[..day.place.start], &text[day.place.end..]];
    let words = around.iter().flat_map(|side| side.split(|c: char| !c.is_alphabetic()));
    words
        .filter(|word| !is_weekday(word))
        .flat_map(str::chars)
        .flat_map(char::to_lowercase)
        .collect()
}

/// Sources for the year of a day that is written without one.
struct Year {
    /// Year that the title or file name gives for the whole post.
    whole: Option<i16>,
    date: Option<Date>,
    /// Year in the path.
    path: Option<i16>,
}

impl Year {
    fn of(name: Name<'_>) -> Self {
        let file = name.path.rsplit(['/', '\\']).next().unwrap_or("");
        let alone = |text: &str| year_in(text).filter(|_| day_within(text).is_none());
        Self {
            whole: alone(name.title).or_else(|| alone(file)),
            date: name.date,
            path: name.path.rsplit(['/', '\\']).find_map(year_in),
        }
    }

    /// The calendar date of a day; `above` is the year of a heading above it.
    fn complete(&self, day: &DayWithin, above: Option<i16>) -> Option<Date> {
        let of_year = |year: i16| Date::new(year, day.month, day.day).ok();
        if let Some(year) = day.year.or(above).or(self.whole) {
            return of_year(year);
        }
        let Some(date) = self.date else { return self.path.and_then(of_year) };
        let near =
            (date.year().saturating_sub(1)..=date.year().saturating_add(1)).filter_map(of_year);
        near.min_by_key(|day| {
            let days = date.until(*day).map_or(i32::MAX, |span| span.get_days());
            days.saturating_abs()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::outline;
    use proptest::prelude::*;

    fn days(text: &str, path: &str, date: Option<&str>) -> Vec<String> {
        let name = Name { path, date: date.map(|date| date.parse().unwrap()), ..Name::default() };
        let outline = outline(text);
        let mut stories: Vec<FoundStory> = text
            .match_indices("- [")
            .map(|(at, _)| FoundStory { extent: at..at + 1, ..FoundStory::default() })
            .collect();
        give_days(&outline, name, &mut stories);
        let shown =
            |story: &FoundStory| story.day.map_or_else(|| "-".to_owned(), |day| day.to_string());
        stories.iter().map(shown).collect()
    }

    const ITEM: &str = "\n- [a](https://a.io)\n\n";

    #[test]
    fn every_way_to_write_a_day_above_stories() {
        for heading in [
            "## 2021-02-01",
            "### Feb 1, 2021",
            "## 2 月 1 日",
            "## 2021年2月1日 星期一",
            "## 02/01",
            "**01 February 2021**",
            "**Monday, February 1st**",
            "## Monday, 1 February",
            "## News of the day (2021-02-01)",
            "Mon, 1 Feb 2021",
            "<h3>2021.02.01</h3>",
        ] {
            let other = heading.replace("02/01", "02/02").replace("2021-02-01", "2021-02-02");
            let other =
                other.replace("1 日", "2 日").replace("1日", "2日").replace("02.01", "02.02");
            let other = other.replace("b 1", "b 2").replace("1 F", "2 F").replace("y 1st", "y 2nd");
            let text = format!("{ITEM}{heading}\n{ITEM}{other}\n{ITEM}");
            let found = days(&text, "news/a.md", Some("2021-01-20"));
            assert_eq!(found, ["-", "2021-02-01", "2021-02-02"], "{heading}");
        }
    }

    #[test]
    fn what_only_speaks_of_a_day_is_none() {
        for heading in [
            "## Alpha ships on 2021-02-01",
            "Published: 2021-02-01",
            "## Alpha 1.2",
            "## 1/2 of all",
            "## Section 2-1 of it",
            "## 2021",
            "- 2021-02-01",
            "> 2021-02-01",
            "## 2021-02-31",
        ] {
            assert_eq!(
                days(&format!("{heading}\n\n{ITEM}"), "a.md", None).last().unwrap(),
                "-",
                "{heading}"
            );
        }
        // A single day above all stories that equals the post's date is the post's own.
        let text = format!("## 2021-02-01\n{ITEM}");
        assert_eq!(days(&text, "a.md", Some("2021-02-01")), ["-"]);
        assert_eq!(days(&text, "a.md", Some("2021-02-03")), ["2021-02-01"]);
    }

    #[test]
    fn the_year_is_that_of_a_heading_the_name_or_the_nearest() {
        let text = format!("## Dec 30\n{ITEM}## Jan 2\n{ITEM}");
        for (path, date, first, second) in [
            ("a.md", Some("2021-01-04"), "2020-12-30", "2021-01-02"),
            ("2021-01-04-a.md", Some("2021-01-04"), "2020-12-30", "2021-01-02"),
            ("a.md", Some("2020-12-29"), "2020-12-30", "2021-01-02"),
            ("links-2019.md", Some("2021-01-04"), "2019-12-30", "2019-01-02"),
            ("2019/links.md", None, "2019-12-30", "2019-01-02"),
            ("links.md", None, "-", "-"),
        ] {
            assert_eq!(days(&text, path, date), [first, second], "{path} {date:?}");
        }
        let text = format!("## 2018\n### Dec 30\n{ITEM}## 2019年\n### 1月2日\n{ITEM}");
        assert_eq!(days(&text, "a.md", Some("2021-01-04")), ["2018-12-30", "2019-01-02"]);
    }

    #[test]
    fn a_day_reaches_to_the_next_part_of_its_level() {
        let text = format!(
            "## 2021-02-01\n{ITEM}### Tools\n{ITEM}## 2021-02-02\n{ITEM}## Jobs\n{ITEM}\
             # Older\n\n**2021-01-01**\n{ITEM}## Tools\n{ITEM}# End\n{ITEM}"
        );
        let (a, b, c) = ("2021-02-01", "2021-02-02", "2021-01-01");
        assert_eq!(days(&text, "a.md", None), [a, a, b, "-", c, c, "-"]);
    }

    #[test]
    fn a_day_is_no_headline() {
        let text = "**Friday, December 28 2018**\n\n\
            * [Alpha ships](https://alpha.example.org/1)\n\
            * [Beta grows](https://beta.example.org/2) (Gazette)\n\n\
            **Friday, December 21 2018**\n\n\
            * [Gamma slows](https://gamma.example.org/3)\n";
        let name = Name { title: "Alpha Weekly", ..Name::default() };
        let found = crate::stories::find(&outline(text), name, crate::stories::Neighbours::Digests);
        let titles: Vec<&str> = found.stories.iter().map(|story| &*story.title).collect();
        assert_eq!(titles, ["Alpha ships", "Beta grows", "Gamma slows"]);
    }

    proptest! {
        #[test]
        fn any_text_is_taken(text in "([#*/ 年月日.-]|[0-9]{1,4}|Feb|Mon|- \\[a\\]\\(b\\)|\n){0,40}") {
            let _ = days(&text, &text, Some("9999-12-31"));
            let _ = days(&text, &text, Some("-009999-01-01"));
        }
    }
}
