//! Choice of the units of a post that are its stories.

use super::anchors::within;
use super::assessment::{Assessment, FEW, Verdict};
use super::evidence::LISTED;
use super::names::is_digest_name;
use super::roles::{begins_request, is_conclusion, is_request};
use super::rubrics::{is_quote, is_rubric};
use super::sections::{OutlineSection, SectionRole};
use super::text::{is_blank, lower_case, numbering};
use super::units::{MAX_REPORT_LINKS, Strength, Unit, UnitKind, is_alone};
use crate::post::PageId;
use foldhash::{HashMap, HashMapExt};
use std::ops::Range;

/// Number of other stories from which links within paragraphs or below headings are no stories.
const MANY_OTHERS: usize = 15;
/// Maximum number of words in a text that names a digest or asks its readers and so is no headline.
const MAX_NAME_WORDS: usize = 8;

/// Minimum length, in bytes, of a name that a heading and the text below it share.
const MIN_NAME_BYTES: usize = 4;

/// The paragraphs of a section that are stories.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Paragraphs {
    #[default]
    None,
    /// Paragraphs that open with their page.
    Strong,
    /// Also paragraphs with a link within the text.
    All,
}

/// True for a paragraph that asks or thanks the readers, or names a digest. A longer link text may have such a word as
/// any other text may.
fn is_about_digest(unit: &Unit) -> bool {
    let has_word = is_request(&unit.headline) || is_digest_name(&unit.headline);
    let is_short = || crate::text::words(&unit.headline) <= MAX_NAME_WORDS;
    has_word && (unit.strength < Strength::Strong || is_short() || begins_request(&unit.headline))
}

impl Assessment<'_, '_> {
    /// The verdict on each unit, given whether the post is read as a digest.
    pub fn choose(&self, is_digest: bool) -> Vec<Verdict> {
        let units = &self.units.found;
        let mut verdicts: Vec<Verdict> = units
            .iter()
            .zip(self.standings(is_digest))
            .map(|(unit, standing)| match *standing {
                Err(verdict) => verdict,
                Ok(()) if is_digest => Verdict::Story,
                // Headings that name their pages are stories in articles too.
                Ok(()) if unit.kind == UnitKind::Heading && unit.strength >= Strength::Strong => {
                    if self.are_headings_news || self.is_single(unit) {
                        Verdict::Story
                    } else {
                        Verdict::Article
                    }
                }
                Ok(()) => Verdict::Article,
            })
            .collect();
        if is_digest {
            let headings = self.refuse_below_stories(&mut verdicts);
            self.refuse_paragraphs(&mut verdicts);
            self.refuse_lists_below(|kind| kind == UnitKind::Paragraph, &mut verdicts);
            self.refuse_headings(headings, &mut verdicts);
        }
        self.refuse_repeats(&mut verdicts);
        verdicts
    }

    /// Rejects units below a heading that is a story. Returns the number of such headings.
    fn refuse_below_stories(&self, verdicts: &mut [Verdict]) -> usize {
        let units = &self.units.found;
        let is_story = |at: usize, verdicts: &[Verdict]| {
            let unit = &units[at];
            verdicts[at] == Verdict::Story
                && unit.kind == UnitKind::Heading
                && unit.strength >= Strength::Strong
        };
        // The outermost such heading above each unit; units are in the order of the text.
        let mut above: Vec<Option<usize>> = Vec::with_capacity(units.len());
        let mut outer: Option<usize> = None;
        let mut headings = 0;
        for (at, unit) in units.iter().enumerate() {
            outer = outer.filter(|outer| unit.blocks.start < units[*outer].blocks.end);
            above.push(outer.filter(|outer| units[*outer].blocks.start < unit.blocks.start));
            if is_story(at, verdicts) {
                headings += 1;
                outer = outer.or(Some(at));
            }
        }
        let is_inner = |at: usize, verdicts: &[Verdict]| {
            let unit = &units[at];
            above[at].is_some()
                && verdicts[at] == Verdict::Story
                && unit.kind != UnitKind::Heading
                && unit.strength >= Strength::Strong
        };
        let inner = (0..units.len()).filter(|at| is_inner(*at, verdicts)).count();
        // Lists below such headings are related links, unless they hold most of the news.
        let keeps = inner >= LISTED.max(headings * 2);
        for (at, unit) in units.iter().enumerate() {
            let Some(heading) = above[at] else { continue };
            let is_heading = unit.kind == UnitKind::Heading && unit.strength >= Strength::Strong;
            let is_kept = is_heading
                || keeps
                    && units[heading].strength == Strength::Strong
                    && unit.kind == UnitKind::Item
                    && unit.strength >= Strength::Strong;
            if verdicts[at] == Verdict::Story && !is_kept {
                verdicts[at] = Verdict::BelowStory;
            }
        }
        let is_line = |kind| matches!(kind, UnitKind::StrongLine | UnitKind::Numbered);
        self.refuse_lists_below(is_line, verdicts);
        headings
    }

    /// Rejects items of lists below stories of some kinds, unless these lists hold most of the news.
    fn refuse_lists_below(&self, is_above: impl Fn(UnitKind) -> bool, verdicts: &mut [Verdict]) {
        let mut end = 0;
        let mut above = 0;
        let mut inner = Vec::new();
        for (at, unit) in self.units.found.iter().enumerate() {
            if verdicts[at] != Verdict::Story {
                continue;
            }
            if is_above(unit.kind) {
                above += 1;
                end = if unit.line.is_none() { unit.blocks.end } else { end };
            } else if unit.kind == UnitKind::Item && unit.blocks.start < end {
                inner.push(at);
            }
        }
        if inner.len() < LISTED.max(above * 2) {
            for at in inner {
                verdicts[at] = Verdict::BelowStory;
            }
        }
    }

    /// Rejects paragraphs in sections where news is not written as paragraphs.
    fn refuse_paragraphs(&self, verdicts: &mut [Verdict]) {
        let modes = self.paragraph_modes(verdicts);
        self.refuse_reports(&modes, verdicts);
        for (unit, verdict) in self.units.found.iter().zip(verdicts) {
            if unit.kind != UnitKind::Paragraph || *verdict != Verdict::Story {
                continue;
            }
            let is_news = match modes[unit.section] {
                Paragraphs::None => false,
                Paragraphs::Strong => unit.strength >= Strength::Strong,
                Paragraphs::All => true,
            };
            if !is_news {
                *verdict = Verdict::Amid;
            } else if is_about_digest(unit) {
                *verdict = Verdict::Request;
            }
        }
    }

    /// Rejects strong lines with a link in the text below them, unless a section of a post named as a digest has
    /// several and no other stories in its paragraphs.
    fn refuse_reports(&self, modes: &[Paragraphs], verdicts: &mut [Verdict]) {
        let units = &self.units.found;
        let is_report =
            |unit: &Unit| unit.kind == UnitKind::StrongLine && unit.strength == Strength::Weak;
        let mut counts = vec![0; self.units.sections.len()];
        for (unit, verdict) in units.iter().zip(&*verdicts) {
            counts[unit.section] += usize::from(is_report(unit) && *verdict == Verdict::Story);
        }
        for (unit, verdict) in units.iter().zip(verdicts) {
            let is_news = || {
                self.is_named()
                    && counts[unit.section] > 1
                    && modes[unit.section] == Paragraphs::None
            };
            if is_report(unit) && *verdict == Verdict::Story && !is_news() {
                *verdict = Verdict::Amid;
            }
        }
    }

    /// The paragraphs that are stories, by section. They are those of sections where most paragraphs name a
    /// page.
    fn paragraph_modes(&self, verdicts: &[Verdict]) -> Vec<Paragraphs> {
        #[derive(Clone, Default)]
        struct ParagraphCount {
            all: usize,
            strong: usize,
            /// Those that begin a paragraph, and the strong ones of them.
            leads: usize,
            strong_leads: usize,
            alone: usize,
            /// Those whose first line is a link.
            led: usize,
            others: usize,
        }
        let outline = self.units.outline;
        let mut counts = vec![ParagraphCount::default(); self.units.sections.len()];
        let (mut strong, mut others) = (0, 0);
        for (unit, verdict) in self.units.found.iter().zip(verdicts) {
            let is_strong = unit.strength >= Strength::Strong;
            let count = &mut counts[unit.section];
            let is_open = !matches!(verdict, Verdict::Footer | Verdict::References);
            if unit.kind == UnitKind::Paragraph {
                strong += usize::from(is_strong);
                if !is_about_digest(unit) {
                    count.all += 1;
                    count.strong += usize::from(is_strong);
                    let is_lead = unit.line.as_ref().is_none_or(|line| line.start == 0);
                    count.leads += usize::from(is_lead);
                    count.strong_leads += usize::from(is_lead && is_strong);
                    count.alone += usize::from(self.is_link_alone(unit));
                    count.led += usize::from(self.is_led_by_link(unit));
                }
            } else if unit.kind != UnitKind::Heading
                && is_open
                && !matches!(verdict, Verdict::Changes | Verdict::Issues | Verdict::Sparse)
                && (is_strong || unit.kind == UnitKind::Item)
            {
                count.others += 1;
                others += 1;
            }
        }
        let are_others_news = others >= MANY_OTHERS && strong * 4 < others;
        let mode = |(number, count): (usize, &ParagraphCount)| {
            let section = &self.units.sections[number];
            let paragraphs = outline.blocks[section.body()..section.direct_end]
                .iter()
                .filter(|block| block.is_free_paragraph())
                .filter(|block| !block.is_quoted && !is_blank(outline.text(block)))
                .count();
            let are_most = count.all * 3 >= paragraphs * 2;
            if number == 0 || section.level == 1 && count.led < 2 {
                // A short issue of a digest may be nothing but a few such paragraphs.
                let is_only_news = self.is_digest_by_name() && others == 0;
                let are_news = count.strong >= if is_only_news { FEW } else { LISTED };
                return if are_news && !are_others_news {
                    Paragraphs::Strong
                } else {
                    Paragraphs::None
                };
            }
            if are_others_news {
                // Beside many lists, a section may still have nothing but such paragraphs.
                let are_news = count.others == 0
                    && count.strong_leads >= 2
                    && count.leads * 3 >= paragraphs * 2;
                let are_all = count.others == 0 && count.leads >= FEW && count.leads == paragraphs;
                return match (are_all && self.is_digest_by_name(), are_news) {
                    (true, _) => Paragraphs::All,
                    (_, true) => Paragraphs::Strong,
                    _ => Paragraphs::None,
                };
            }
            let is_beside = count.others > 0 && count.alone < 2;
            let is_named = self.is_named() || count.strong > 0;
            if is_beside {
                Paragraphs::None
            } else if are_most && (count.strong >= 2 || count.all >= FEW && is_named) {
                Paragraphs::All
            } else if count.strong >= 2 {
                Paragraphs::Strong
            } else {
                Paragraphs::None
            }
        };
        let mut modes: Vec<Paragraphs> = counts.iter().enumerate().map(mode).collect();
        // Beside sections of links, each with a line of its own, one link is news as well.
        let mut levels = [false; 7];
        let level = |number: usize| usize::from(self.units.sections[number].level);
        for (number, count) in counts.iter().enumerate() {
            levels[level(number)] |= count.led > 1 && modes[number] != Paragraphs::None;
        }
        for (number, count) in counts.iter().enumerate().skip(1) {
            let is_one = (count.led, count.others) == (1, 0) && modes[number] == Paragraphs::None;
            if is_one && levels[level(number)] {
                modes[number] = Paragraphs::Strong;
            }
        }
        modes
    }

    /// True for a paragraph that consists of a link.
    fn is_link_alone(&self, unit: &Unit) -> bool {
        let text = self.units.outline.text(&self.units.outline.blocks[unit.blocks.start]);
        let is_rest_blank = || match text.strip_prefix(&unit.headline) {
            Some(rest) => is_blank(rest),
            None => is_blank(&text.replacen(&unit.headline, "", 1)),
        };
        unit.line.is_none() && is_rest_blank()
    }

    /// True for a paragraph whose first line consists of a link.
    fn is_led_by_link(&self, unit: &Unit) -> bool {
        let outline = self.units.outline;
        let block = &outline.blocks[unit.blocks.start];
        let Some(line) = outline.lines_of(block).next() else { return false };
        match within(&self.units.anchors[unit.blocks.start], &line) {
            [only] if unit.line.is_none() && !only.is_bare && only.text.end <= line.end => {
                is_alone(outline.text(block), &line, &only.text)
            }
            _ => false,
        }
    }

    /// Rejects headings whose page is named in the text below them, if that text has stories or if the news
    /// is not written that way; or the stories in that text, if they only repeat the page of the heading.
    /// `headings` is the number of stories that are headings naming their own page.
    fn refuse_headings(&self, headings: usize, verdicts: &mut [Verdict]) {
        let units = &self.units.found;
        let mut stories: Vec<Vec<usize>> = vec![Vec::new(); self.units.sections.len()];
        for (at, unit) in units.iter().enumerate() {
            if verdicts[at] == Verdict::Story && unit.kind != UnitKind::Heading {
                stories[unit.section].push(at);
            }
        }
        let others: usize = stories.iter().map(Vec::len).sum();
        let few_others = headings < FEW && others < MANY_OTHERS;
        let weak = self.levels_with_links(&stories);
        let takes_weak = |number: usize| {
            let is_level = || weak[usize::from(self.units.sections[number].level)];
            self.is_named() && (few_others || is_level() && self.is_one_report(number))
        };
        let with_pages = self.have_pages_below();
        for (at, unit) in units.iter().enumerate() {
            let is_below = unit.kind == UnitKind::Heading && unit.strength < Strength::Strong;
            if !is_below || verdicts[at] != Verdict::Story {
                continue;
            }
            let section = &self.units.sections[unit.section];
            let is_name = is_digest_name(&section.title)
                && crate::text::words(&section.title) <= MAX_NAME_WORDS;
            let own = &stories[unit.section];
            let below = self.units_above_sources(at);
            let is_news = |below: usize| {
                verdicts[below] == Verdict::Story && units[below].strength > Strength::Weak
            };
            let is_about_post = || is_name || is_conclusion(&section.title);
            if section.role != SectionRole::Topic || is_about_post() {
                verdicts[at] = Verdict::OwnTitle;
            } else if self.parts_of(unit).any(|part| !stories[part].is_empty())
                || below.clone().any(is_news)
            {
                verdicts[at] = Verdict::Category;
            } else if !own.is_empty() {
                // Several links, each alone in its paragraph, are news of their own.
                let is_lone = |story: &&usize| {
                    let story = &units[**story];
                    story.kind == UnitKind::Paragraph && self.is_link_alone(story)
                };
                let may_own = unit.strength == Strength::Lone
                    && with_pages[usize::from(section.level)]
                    && own.iter().filter(is_lone).nth(1).is_none();
                if may_own && own.iter().all(|story| self.is_part(&units[*story], unit)) {
                    for story in own {
                        verdicts[*story] = Verdict::BelowStory;
                    }
                } else {
                    verdicts[at] = Verdict::Category;
                }
            } else if unit.strength == Strength::Weak
                && !takes_weak(unit.section)
                && !(self.is_named() && self.repeats_title(section, &unit.url))
                && !(self.is_named() && is_rubric(&section.title) && !is_quote(&section.title))
            {
                verdicts[at] = Verdict::Amid;
            }
            for part in below {
                if verdicts[at] == Verdict::Story && verdicts[part] == Verdict::Story {
                    verdicts[part] = Verdict::BelowStory;
                }
            }
        }
    }

    /// True for a section whose text opens with a link to the page, with words of its heading: `## Alpha 2.0`
    /// above `[Alpha](https://alpha.example) 2.0 is out`.
    fn repeats_title(&self, section: &OutlineSection, url: &str) -> bool {
        let outline = self.units.outline;
        let Some(first) = outline.blocks.get(section.body()) else { return false };
        let text = outline.text(first);
        let Some(link) = self.units.anchors[section.body()].first() else { return false };
        let words = text[link.text.clone()].trim();
        first.is_free_paragraph()
            && link.url == url
            && is_blank(&text[..link.text.start])
            && words.len() >= MIN_NAME_BYTES
            && lower_case(&section.title).contains(&*lower_case(words))
    }

    /// The parts of a heading's section that are not sections of their own, such as `References`.
    fn parts_of(&self, heading: &Unit) -> impl Iterator<Item = usize> {
        let sections = &self.units.sections;
        let level = sections[heading.section].level;
        let is_part = move |part: &usize| {
            sections[*part].role == SectionRole::Part && sections[*part].level > level
        };
        (heading.section + 1..sections.len()).take_while(is_part)
    }

    /// Indices of the units in the sections below a heading, given by its index, that has a list of sources as
    /// its own; empty for any other heading.
    fn units_above_sources(&self, at: usize) -> Range<usize> {
        let units = &self.units.found;
        let number = units[at].section;
        if self.units.sources_of(number).next().is_none() {
            return at..at;
        }
        // The units are in the order of the text.
        let own = units[at + 1..].iter().take_while(|unit| unit.section == number).count();
        let start = at + 1 + own;
        let end = self.units.sections[number].end;
        let below = units[start..].iter().take_while(|unit| unit.blocks.start < end).count();
        start..start + below
    }

    /// True for a section that may be one report: without others below it, and with one or two links.
    fn is_one_report(&self, number: usize) -> bool {
        let section = &self.units.sections[number];
        let links = self.units.anchors[section.body()..section.direct_end].iter().flatten();
        section.direct_end == section.end
            && links.filter(|anchor| anchor.is_usable).nth(MAX_REPORT_LINKS).is_none()
    }

    /// For each level of headings, `true` if half of them, and more than two, have no stories below them but text
    /// with a link. `stories` are those of each section.
    fn levels_with_links(&self, stories: &[Vec<usize>]) -> [bool; 7] {
        let sections = &self.units.sections;
        let level = |section: &OutlineSection| usize::from(section.level);
        let (mut linked, mut topics) = ([0; 7], [0; 7]);
        for unit in &self.units.found {
            let is_below = unit.kind == UnitKind::Heading && unit.strength < Strength::Strong;
            if is_below && self.is_one_report(unit.section) && stories[unit.section].is_empty() {
                linked[level(&sections[unit.section])] += 1;
            }
        }
        for section in sections.iter().filter(|it| it.role == SectionRole::Topic) {
            topics[level(section)] += 1;
        }
        std::array::from_fn(|level| linked[level] >= FEW && linked[level] * 2 >= topics[level])
    }

    /// For each level of headings, `true` if most of them, and more than one, name their pages in a paragraph
    /// below.
    fn have_pages_below(&self) -> [bool; 7] {
        let level = |section: &OutlineSection| usize::from(section.level);
        let (mut named, mut topics) = ([0; 7], [0; 7]);
        for unit in &self.units.found {
            if unit.kind == UnitKind::Heading && unit.strength == Strength::Lone {
                named[level(&self.units.sections[unit.section])] += 1;
            }
        }
        for section in self.units.sections.iter().filter(|it| it.role == SectionRole::Topic) {
            topics[level(section)] += 1;
        }
        std::array::from_fn(|level| named[level] > 1 && named[level] * 2 > topics[level])
    }

    /// True if a story in the text below a heading is only a part of that text, which has the page of the
    /// heading.
    fn is_part(&self, story: &Unit, heading: &Unit) -> bool {
        let section = &self.units.sections[heading.section];
        // An address directly below the heading is that of all the text, unless it is a headline.
        let is_led = || {
            self.units.lone_link(section.body()) == Some(heading.url.as_str())
                && self.units.outline.blocks[section.body()].strong_lead == 0
        };
        // Text of the heading is before the headline, and the page is behind it.
        let is_amid = || {
            let first = story.blocks.start;
            first > section.body()
                && self.units.anchors[first].is_empty()
                && story.page() == heading.page()
        };
        match story.kind {
            UnitKind::Numbered => is_led() || is_amid(),
            UnitKind::StrongLine => is_led() || numbering(&section.title) > 0 && is_amid(),
            UnitKind::Paragraph => is_led(),
            UnitKind::Heading | UnitKind::Item | UnitKind::Row => false,
        }
    }

    /// True for the one heading of a text with a source line: the title, with the source line near its
    /// beginning, or the only heading of its level.
    fn is_single(&self, unit: &Unit) -> bool {
        let sections = &self.units.sections;
        let section = &sections[unit.section];
        let Some((_, block)) = self.units.labels.get(&unit.section) else { return false };
        let is_near = *block <= section.body() + 1;
        let is_level = |other: &&OutlineSection| other.level == section.level;
        let is_only = sections.iter().filter(is_level).nth(1).is_none();
        unit.strength == Strength::Labelled
            && self.units.labels.len() == 1
            && if section.level == 1 { is_near } else { is_only }
    }

    /// Rejects repeated stories: of several about one page, only the longest is kept.
    fn refuse_repeats(&self, verdicts: &mut [Verdict]) {
        let mut best: HashMap<PageId, (usize, usize)> = HashMap::new();
        for (at, unit) in self.units.found.iter().enumerate() {
            if verdicts[at] != Verdict::Story {
                continue;
            }
            let length = unit
                .line
                .clone()
                .map_or_else(|| self.length(unit.blocks.clone()), |line| line.len());
            let page = unit.page();
            match best.get_mut(&page) {
                Some((known, longest)) if length > *longest => {
                    verdicts[*known] = Verdict::Repeated;
                    (*known, *longest) = (at, length);
                }
                Some(_) => verdicts[at] = Verdict::Repeated,
                None => drop(best.insert(page, (at, length))),
            }
        }
    }
}
