//! The news items of a post: the parts of its outline that are stories, found by their form, the
//! name of the post, and the kind of posts its neighbours are.
//!
//! A story is a headline and the page it is about. Digests write them as headings, list items,
//! paragraphs or table rows. `units` finds every part that names a page; `assessment` rules out those
//! that are no news (footers, references, archives); `evidence` rates how much the post looks like a
//! digest; `choice` takes the units that are its stories.
//!
//! Knows nothing of other posts except [`Neighbours`], nor of the disk or the screen.

mod anchors;
mod assessment;
mod body;
mod choice;
mod days;
mod evidence;
mod explain;
mod forms;
mod headline;
mod label;
mod names;
mod roles;
mod rubrics;
mod sections;
mod source_title;
mod summary;
#[cfg(test)]
mod tests;
mod text;
mod units;
mod words;

pub use assessment::Verdict;
pub use body::body;
pub use evidence::{Evidence, Neighbours};
pub use explain::{ExplainedBlock, Explanation, explain};
pub use forms::StoryForms;
pub use summary::excerpt;

use self::assessment::Assessment;
use self::units::{Unit, UnitKind, Units};
use crate::markdown::{Outline, OutlineBlockKind};
use crate::post::{Date, PageId};
use crate::text::clean_line;
use std::ops::Range;

/// Facts about a post other than its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Name<'a> {
    /// Title of the post.
    pub title: &'a str,
    /// Path of the post, beginning with the name of its root.
    pub path: &'a str,
    /// Categories of the post.
    pub categories: &'a [String],
    /// Date of the post.
    pub date: Option<Date>,
    /// Form in which the stories are written, where the settings state it.
    pub forms: StoryForms,
}

/// A story found in an outline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundStory {
    /// Headline on one line.
    pub title: String,
    /// The headline of the text below a short heading, should that be the heading of a section in many
    /// issues; empty if there is none.
    pub words_below: String,
    /// Address of the page, as written.
    pub url: String,
    /// Identity of the page.
    pub page: PageId,
    /// Level of its heading, 1 to 6; 0 for a story without a heading of its own.
    pub level: u8,
    /// Byte range of the story in the Markdown text.
    pub extent: Range<usize>,
    /// Day of the dated part of the text it is in.
    pub day: Option<Date>,
    /// Indices of its headings in the outline: its own heading and those below it.
    pub headings: Range<usize>,
    /// Byte range of the story in the plain text.
    pub plain: Range<usize>,
}

/// Stories and other findings in an outline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundStories {
    /// The stories, in the order of the text.
    pub stories: Vec<FoundStory>,
    /// Address of the page that the text as a whole is about, if a source line names it.
    pub source: Option<String>,
    /// Rating of how much the text by itself looks like a digest.
    pub evidence: Evidence,
}

/// Finds the stories of an outline.
pub fn find(outline: &Outline, name: Name<'_>, neighbours: Neighbours) -> FoundStories {
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
    FoundStories { stories, source, evidence }
}

/// The units of a text that the settings allow to be stories.
fn units<'o>(outline: &'o Outline, name: Name<'_>) -> Units<'o> {
    let mut units = Units::of(outline);
    units.found.retain(|unit| name.forms.takes(unit.kind) && !is_day_line(unit));
    units
}

/// True for a line that names the day of the text below it and so is no headline.
fn is_day_line(unit: &Unit) -> bool {
    matches!(unit.kind, UnitKind::StrongLine | UnitKind::Paragraph) && days::is_day(&unit.headline)
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

/// The story made of a unit, with its extent and headings.
fn story(units: &Units<'_>, unit: &Unit) -> FoundStory {
    let outline = units.outline;
    let first = &outline.blocks[unit.blocks.start];
    let next = outline.blocks.get(unit.blocks.end);
    let (level, headings) = match (unit.kind, first.kind) {
        // A heading without words is not one of the story's headings: its headline is below.
        (UnitKind::Heading, OutlineBlockKind::Heading { level, number })
            if outline.headings[number as usize].text.ends_with(&unit.headline) =>
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
        words_below: units.words_below(unit).as_deref().map(clean_line).unwrap_or_default(),
        url: unit.url.clone(),
        page: unit.page(),
        level,
        extent: outline.extent(unit.blocks.clone(), unit.line.as_ref()),
        day: None,
        headings,
        plain,
    }
}
