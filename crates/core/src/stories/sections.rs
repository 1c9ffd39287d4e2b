//! The sections of an outline: the heading above each block, and the role its words give the section.

use super::roles::{is_footer, is_greeting, is_recommendation, is_reference, is_tag};
use super::text::{is_blank, lower_case};
use crate::markdown::{Outline, OutlineBlockKind};
use crate::post::day_in_heading;
use foldhash::{HashMap, HashMapExt};
use std::borrow::Cow;

/// Role of a section, judged by its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SectionRole {
    /// Any subject.
    Topic,
    /// A part of the section above, such as `References` below each topic.
    Part,
    /// References and further reading.
    References,
    /// About the digest and its makers; job offers.
    Footer,
    /// A greeting or an introduction.
    Greeting,
}

/// A heading and the blocks below it.
#[derive(Clone, Debug)]
pub(super) struct OutlineSection {
    /// Index of the heading's block; `None` for the blocks above the first heading.
    pub heading: Option<usize>,
    /// Level of the heading, 1 to 6; 0 for the blocks above the first heading.
    pub level: u8,
    /// Text of the heading on one line.
    pub title: String,
    pub role: SectionRole,
    /// Set if the heading introduces references.
    pub names_references: bool,
    /// End (exclusive) of the blocks up to the next heading.
    pub direct_end: usize,
    /// End (exclusive) of the blocks up to the next heading of the same or a higher rank.
    pub end: usize,
    /// Index of the section above: the nearest one before it with a lower level.
    pub parent: Option<usize>,
}

impl OutlineSection {
    /// Index of the first block after the heading.
    pub fn body(&self) -> usize {
        self.heading.map_or(0, |heading| heading + 1)
    }

    /// True for a part of the section above that lists the sources of its text, rather than what else to read.
    pub fn is_list_of_sources(&self) -> bool {
        self.role == SectionRole::Part && self.names_references && !is_recommendation(&self.title)
    }
}

/// The sections of a text in order; the first has no heading.
pub(super) fn sections(outline: &Outline) -> Vec<OutlineSection> {
    let mut found = Vec::with_capacity(outline.headings.len() + 1);
    found.push(OutlineSection {
        heading: None,
        level: 0,
        title: String::new(),
        role: SectionRole::Topic,
        names_references: false,
        direct_end: outline.blocks.len(),
        end: outline.blocks.len(),
        parent: None,
    });
    // Index of the latest section of each level.
    let mut latest = [0; 7];
    for (index, block) in outline.blocks.iter().enumerate() {
        let level = match block.kind {
            OutlineBlockKind::Heading { level, .. } => level,
            OutlineBlockKind::InnerHeading { level }
                if block.item.is_none() && !block.is_quoted =>
            {
                level
            }
            _ => continue,
        };
        let title = match block.kind {
            OutlineBlockKind::Heading { number, .. } => {
                outline.headings[number as usize].text.clone()
            }
            _ => crate::text::clean_line(outline.text(block)).trim().to_owned(),
        };
        if is_blank(&title) && matches!(block.kind, OutlineBlockKind::InnerHeading { .. }) {
            continue;
        }
        if let Some(last) = found.last_mut() {
            last.direct_end = index;
        }
        let names_references = is_reference(&title);
        let parent = latest[..usize::from(level)].iter().copied().max();
        latest[usize::from(level)] = found.len();
        found.push(OutlineSection {
            heading: Some(index),
            level,
            title,
            role: SectionRole::Topic,
            names_references,
            direct_end: outline.blocks.len(),
            end: outline.blocks.len(),
            parent,
        });
    }
    // First block of the next section of each level.
    let mut next = [outline.blocks.len(); 7];
    for section in found.iter_mut().skip(1).rev() {
        let level = usize::from(section.level);
        section.end = next[..=level].iter().copied().min().unwrap_or(section.end);
        next[level] = section.heading.unwrap_or(section.end);
    }
    set_roles(&mut found, outline);
    found
}

/// Sets the role of each section. Sections below references, a footer or a part have the same role as
/// these, unless a thematic break is between them and a footer.
fn set_roles(sections: &mut [OutlineSection], outline: &Outline) {
    let end = outline.blocks.len();
    let is_parted = |above: &OutlineSection, below: &OutlineSection| {
        let between = above.body()..below.heading.unwrap_or(above.body());
        outline.blocks[between].iter().any(|block| block.kind == OutlineBlockKind::Rule)
    };
    let lower: Vec<Cow<str>> = sections.iter().map(|section| lower_case(&section.title)).collect();
    let keys: Vec<(u8, Cow<[u8]>)> = sections
        .iter()
        .zip(&lower)
        .map(|(section, title)| (section.level, without_digits(title)))
        .collect();
    let mut times: HashMap<&(u8, Cow<[u8]>), usize> = HashMap::with_capacity(keys.len());
    for key in keys.iter().skip(1) {
        *times.entry(key).or_default() += 1;
    }
    let mut roles = vec![SectionRole::Topic; sections.len()];
    for (at, section) in sections.iter().enumerate().skip(1) {
        let recurs = times[&keys[at]] > 1;
        let above = match section.parent {
            Some(parent)
                if roles[parent] == SectionRole::Footer
                    && is_parted(&sections[parent], section) =>
            {
                SectionRole::Topic
            }
            Some(parent) => roles[parent],
            None => SectionRole::Topic,
        };
        // News items under a tag or a day may well have the same headlines, such as two releases.
        let is_item = || {
            section.parent.is_some_and(|parent| {
                let title = &sections[parent].title;
                is_tag(title) || day_in_heading(title).is_some()
            })
        };
        let has_topic_above =
            section.parent.is_some_and(|parent| sections[parent].level > 0 && section.level > 2);
        roles[at] = match above {
            SectionRole::References | SectionRole::Footer | SectionRole::Part => above,
            // The title of a text describes the whole of it, not one of its sections.
            _ if at == 1 && section.level == 1 => SectionRole::Topic,
            _ if recurs
                && section.level > 1
                && section.parent.is_some_and(|p| p > 0)
                && !is_item() =>
            {
                SectionRole::Part
            }
            _ if section.names_references
                && has_topic_above
                && (section.level > 3 || section.end < end) =>
            {
                SectionRole::Part
            }
            _ if is_tag(&section.title) => SectionRole::Topic,
            _ if section.names_references => SectionRole::References,
            _ if is_footer(&lower[at]) => SectionRole::Footer,
            _ if is_greeting(&lower[at]) => SectionRole::Greeting,
            _ => SectionRole::Topic,
        };
    }
    for (section, role) in sections.iter_mut().zip(roles) {
        section.role = role;
    }
}

fn without_digits(title: &str) -> Cow<'_, [u8]> {
    let mut title = Cow::Borrowed(title.as_bytes());
    if title.iter().any(u8::is_ascii_digit) {
        title.to_mut().retain(|byte| !byte.is_ascii_digit());
    }
    title
}
