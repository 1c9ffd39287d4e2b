//! Explains for each block of a post why it is a story or is not.

use super::assessment::{Assessment, Verdict};
use super::evidence::{Evidence, Neighbours};
use super::units::UnitKind;
use super::{Name, text};
use crate::markdown::{Outline, OutlineBlockKind};
use crate::text::clean_line;

/// Findings on a post: whether it is a digest, and the verdict on each of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Rating of how much it looks like a digest.
    pub evidence: Evidence,
    /// `true` if the post is read as a digest.
    pub is_digest: bool,
    /// `true` if the post would be read as a digest if it had a day.
    pub lacks_only_day: bool,
    /// Blocks and units in the order of the text.
    pub parts: Vec<ExplainedBlock>,
}

/// A block or a part of one, with the verdict on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedBlock {
    /// Byte offset in the Markdown text.
    pub offset: usize,
    /// Headline, or the beginning of the text.
    pub text: String,
    /// Address of the page it names.
    pub url: Option<String>,
    /// Reason why it is a story or not; `None` for a block outside all stories that names no page.
    pub verdict: Option<Verdict>,
}

/// Number of characters shown of a block's text.
const TOLD: usize = 60;

/// Explains for each part of a text why it is a story or is not.
pub fn explain(outline: &Outline, name: Name<'_>, neighbours: Neighbours) -> Explanation {
    let units = super::units(outline, name);
    let assessment = Assessment::new(&units, name);
    let evidence = assessment.evidence();
    let is_digest = assessment.is_digest(evidence, neighbours);
    let verdicts = assessment.choose(is_digest);
    // Blocks before this index belong to the last story.
    let mut end = 0;
    let mut named = units.found.iter().zip(verdicts).peekable();
    let mut parts = Vec::new();
    for (index, block) in outline.blocks.iter().enumerate() {
        let mut is_named = false;
        while let Some((unit, verdict)) = named.next_if(|(unit, _)| unit.blocks.start <= index) {
            is_named = true;
            if verdict == Verdict::Story {
                end = unit.blocks.end.max(end);
            }
            let start = unit.line.as_ref().map_or(0, |line| line.start);
            // A heading that is no story has not the headline of the text below it.
            let is_own = unit.kind == UnitKind::Heading && verdict != Verdict::Story;
            let text = if is_own { outline.text(block) } else { &unit.headline };
            parts.push(ExplainedBlock {
                offset: if start == 0 { block.offset } else { outline.offset_in(block, start) },
                text: clean_line(text),
                url: Some(unit.url.clone()),
                verdict: Some(verdict),
            });
        }
        let words = outline.text(block);
        if !is_named && !text::is_blank(words) && block.kind != OutlineBlockKind::Code {
            parts.push(ExplainedBlock {
                offset: block.offset,
                text: clean_line(&words.chars().take(TOLD).collect::<String>()),
                url: None,
                verdict: (index < end).then_some(Verdict::BelowStory),
            });
        }
    }
    let lacks_only_day =
        !is_digest && assessment.is_digest(assessment.evidence_with_day(), neighbours);
    Explanation { evidence, is_digest, lacks_only_day, parts }
}
