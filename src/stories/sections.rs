//! The sections of an outline: which heading stands above each block, and what its words say.

use super::roles::{is_footer, is_greeting, is_reference};
use super::text::is_blank;
use crate::markdown::{BlockKind, Outline};
use std::collections::HashMap;

/// What a section holds, as its heading has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Anything.
    Topic,
    /// A part of the section above, such as `References` below each topic.
    Part,
    /// References and further reading.
    References,
    /// What is said of the digest and its makers; jobs.
    Footer,
    /// A greeting or an introduction.
    Greeting,
}

/// A heading and what stands below it.
#[derive(Clone, Debug)]
pub(super) struct Section {
    /// The heading's block; `None` for what stands above the first heading.
    pub heading: Option<usize>,
    /// 1 to 6; zero for what stands above the first heading.
    pub level: u8,
    /// The heading's words on one line.
    pub title: String,
    pub role: Role,
    /// The block after the last one before the next heading.
    pub direct_end: usize,
    /// The block after the last one before the next heading that is not below this one.
    pub end: usize,
    /// The section above: the nearest before with a lower level.
    pub parent: Option<usize>,
}

impl Section {
    /// Its first block behind the heading.
    pub fn body(&self) -> usize {
        self.heading.map_or(0, |heading| heading + 1)
    }
}

/// The sections of a text in order; the first has no heading.
pub(super) fn sections(outline: &Outline) -> Vec<Section> {
    let mut found = vec![Section {
        heading: None,
        level: 0,
        title: String::new(),
        role: Role::Topic,
        direct_end: outline.blocks.len(),
        end: outline.blocks.len(),
        parent: None,
    }];
    // The last section of each level so far.
    let mut latest = [0; 7];
    for (index, block) in outline.blocks.iter().enumerate() {
        let level = match block.kind {
            BlockKind::Heading { level, .. } => level,
            BlockKind::InnerHeading { level } if block.item.is_none() && !block.is_quoted => level,
            _ => continue,
        };
        let title = match block.kind {
            BlockKind::Heading { number, .. } => outline.headings[number as usize].text.clone(),
            _ => crate::text::clean_line(outline.text(block)).trim().to_owned(),
        };
        if is_blank(&title) && matches!(block.kind, BlockKind::InnerHeading { .. }) {
            continue;
        }
        if let Some(last) = found.last_mut() {
            last.direct_end = index;
        }
        let parent = latest[..usize::from(level)].iter().copied().max();
        latest[usize::from(level)] = found.len();
        found.push(Section {
            heading: Some(index),
            level,
            title,
            role: Role::Topic,
            direct_end: outline.blocks.len(),
            end: outline.blocks.len(),
            parent,
        });
    }
    // Where the next section of each level begins.
    let mut next = [outline.blocks.len(); 7];
    for section in found.iter_mut().skip(1).rev() {
        let level = usize::from(section.level);
        section.end = next[..=level].iter().copied().min().unwrap_or(section.end);
        next[level] = section.heading.unwrap_or(section.end);
    }
    set_roles(&mut found, outline.blocks.len());
    found
}

/// Gives each section its role; what stands below references, a footer or a part is that too. `end`
/// is that of the text.
fn set_roles(sections: &mut [Section], end: usize) {
    let mut times: HashMap<(u8, String), usize> = HashMap::new();
    for section in sections.iter().skip(1) {
        *times.entry((section.level, without_digits(&section.title))).or_default() += 1;
    }
    for at in 1..sections.len() {
        let section = &sections[at];
        let recurs = times[&(section.level, without_digits(&section.title))] > 1;
        let above = section.parent.map_or(Role::Topic, |parent| sections[parent].role);
        let has_topic_above =
            section.parent.is_some_and(|parent| sections[parent].level > 0 && section.level > 2);
        let role = match above {
            Role::References | Role::Footer | Role::Part => above,
            // The title of a text says what all of it is, not what one of its sections is.
            _ if at == 1 && section.level == 1 => Role::Topic,
            _ if recurs && section.level > 1 && section.parent.is_some_and(|p| p > 0) => Role::Part,
            _ if is_reference(&section.title)
                && has_topic_above
                && (section.level > 3 || section.end < end) =>
            {
                Role::Part
            }
            _ if is_reference(&section.title) => Role::References,
            _ if is_footer(&section.title) => Role::Footer,
            _ if is_greeting(&section.title) => Role::Greeting,
            _ => Role::Topic,
        };
        sections[at].role = role;
    }
}

fn without_digits(title: &str) -> String {
    title.chars().filter(|c| !c.is_ascii_digit()).flat_map(char::to_lowercase).collect()
}
