//! The news items of a post: which parts of its outline are stories, by the form they have, by the
//! name of the post, and by what its neighbours are.
//!
//! A story is a headline and the page it tells of. Digests write them as headings, list items,
//! paragraphs or table rows. `units` finds every part that names a page; `assessment` tells what
//! stands against each (footers, references, archives); `evidence` tells how much the post looks
//! like a digest; `choice` takes the units that are its stories.
//!
//! Knows nothing of other posts but [`Neighbours`], of the disk or of the screen.

mod anchors;
mod assessment;
mod choice;
mod days;
mod evidence;
mod explain;
mod forms;
mod headline;
mod label;
mod names;
mod roles;
mod sections;
mod summary;
#[cfg(test)]
mod tests;
mod text;
mod units;
mod words;

pub use assessment::Verdict;
pub use evidence::{Evidence, Neighbours};
pub use explain::{Explained, Explanation, explain};
pub use forms::Forms;
pub use summary::summary;

use self::assessment::Assessment;
use self::units::{Kind, Unit, Units};
use crate::markdown::{BlockKind, Outline};
use crate::post::{Date, PageId};
use crate::text::clean_line;
use std::ops::Range;

/// What is known of a post beside its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Name<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its path, from the root's own name on.
    pub path: &'a str,
    /// Its categories.
    pub categories: &'a [String],
    /// The day it is of.
    pub date: Option<Date>,
    /// How its stories are written, where that is said.
    pub forms: Forms,
}

/// A story found in an outline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundStory {
    /// Its headline.
    pub title: String,
    /// The page, as written.
    pub url: String,
    /// The name of the page.
    pub page: PageId,
    /// The level of its heading, 1 to 6; zero for what has no heading of its own.
    pub level: u8,
    /// The heading above it.
    pub section: Option<String>,
    /// Bytes of the Markdown text from its beginning to its end.
    pub extent: Range<usize>,
    /// The day of the dated part it stands in.
    pub day: Option<Date>,
    /// Which of the text's headings are its own: its heading and those below it.
    pub headings: Range<usize>,
    /// Its bytes of the plain text.
    pub plain: Range<usize>,
}

/// What was found in an outline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The stories in the order of the text.
    pub stories: Vec<FoundStory>,
    /// The page that the text as a whole tells of, if a source line names it.
    pub source: Option<String>,
    /// How much the text by itself looks like a digest.
    pub evidence: Evidence,
}

/// Finds the stories of an outline.
pub fn find(outline: &Outline, name: Name<'_>, neighbours: Neighbours) -> Found {
    let units = units(outline, name);
    let assessment = Assessment::new(&units, name);
    let evidence = assessment.evidence();
    let verdicts = assessment.choose(assessment.is_digest(evidence, neighbours));
    let chosen = units.found.iter().zip(&verdicts);
    let chosen: Vec<&Unit> =
        chosen.filter(|(_, verdict)| **verdict == Verdict::Story).map(|(unit, _)| unit).collect();
    let source = source(&units, &chosen);
    let mut stories = chosen.into_iter().map(|unit| story(&units, unit)).collect::<Vec<_>>();
    days::give_days(outline, name, &mut stories);
    Found { stories, source, evidence }
}

/// The units of a text that can be stories by its settings.
fn units<'o>(outline: &'o Outline, name: Name<'_>) -> Units<'o> {
    let mut units = Units::of(outline);
    units.found.retain(|unit| name.forms.takes(unit.kind) && !is_day_line(unit));
    units
}

/// True for a line that names the day of what is below it, and is no headline of that.
fn is_day_line(unit: &Unit) -> bool {
    matches!(unit.kind, Kind::StrongLine | Kind::Paragraph) && days::is_day(&unit.headline)
}

/// The page that a source line above the first heading names, or the only one of a text without
/// stories.
fn source(units: &Units<'_>, chosen: &[&Unit]) -> Option<String> {
    let first = units.labels.get(&0).map(|(url, _)| *url);
    let only = || match (units.labels.len(), chosen) {
        (1, []) => units.labels.values().next().map(|(url, _)| *url),
        _ => None,
    };
    first.or_else(only).map(str::to_owned)
}

/// The story that a unit is, with what belongs to it.
fn story(units: &Units<'_>, unit: &Unit) -> FoundStory {
    let outline = units.outline;
    let first = &outline.blocks[unit.blocks.start];
    let next = outline.blocks.get(unit.blocks.end);
    let above = match unit.kind {
        Kind::Heading => units.sections[unit.section].parent,
        _ => Some(unit.section),
    };
    let (level, headings) = match (unit.kind, first.kind) {
        // A heading that says nothing is none of the story's: its headline stands below.
        (Kind::Heading, BlockKind::Heading { level, number })
            if outline.headings[number as usize].text == unit.headline =>
        {
            let number = number as usize;
            let below = outline.headings[number + 1..].iter();
            let own = below.take_while(|next| next.level > level).count();
            (level, number..number + 1 + own)
        }
        _ => (0, 0..0),
    };
    let plain = match &unit.line {
        Some(line) => first.plain.start + line.start..first.plain.start + line.end,
        None => first.plain.start..next.map_or(outline.plain.len(), |next| next.plain.start),
    };
    FoundStory {
        title: clean_line(&unit.headline),
        url: unit.url.clone(),
        page: unit.page(),
        level,
        section: above.filter(|above| *above > 0).map(|above| units.sections[above].title.clone()),
        extent: outline.extent(unit.blocks.clone(), unit.line.as_ref()),
        day: None,
        headings,
        plain,
    }
}
