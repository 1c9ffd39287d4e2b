//! Recovers settings from a config that is not valid YAML as a whole.
//!
//! The text is split at lines that begin a setting; lines indented below belong to it. If a setting
//! cannot be parsed, its entries are tried one by one.

use super::problem::{ConfigPosition, Problem};
use super::yaml::{Node, NodeValue, read};
use std::ops::Range;

/// The settings that can be parsed, and the problems with the others, with their positions in the
/// whole text.
pub(super) fn salvage(text: &str) -> (Node, Vec<Problem>) {
    let lines: Vec<&str> = text.lines().collect();
    let mut problems = Vec::new();
    let mut entries: Vec<(Node, Node)> = Vec::new();
    for block in blocks(&lines, 0..lines.len(), 0) {
        match read(&only(&lines, std::slice::from_ref(&block))) {
            Ok(node) => take(&mut entries, node),
            Err(problem) => {
                let below = block.start + 1..block.end;
                let indents = lines[below.clone()].iter().filter(|line| has_content(line));
                let inner = indents.map(|line| indent(line)).min().unwrap_or(0);
                let parts = if inner == 0 { Vec::new() } else { blocks(&lines, below, inner) };
                // A setting of one line, or with one entry, cannot be split further.
                if parts.len() < 2 {
                    problems.push(within(problem, &lines, block.end));
                }
                for part in parts.iter().filter(|_| parts.len() >= 2) {
                    let head = block.start..block.start + 1;
                    match read(&only(&lines, &[head, part.clone()])) {
                        Ok(node) => take(&mut entries, node),
                        Err(problem) => problems.push(within(problem, &lines, part.end)),
                    }
                }
            }
        }
    }
    let place = entries.first().map(|(key, _)| key.place).unwrap_or_default();
    (Node { place, value: NodeValue::Map(entries) }, problems)
}

/// A problem in a part that ends before line index `end`. Anything missing there is reported at its
/// end.
fn within(mut problem: Problem, lines: &[&str], end: usize) -> Problem {
    if problem.place.line > end {
        problem.place = ConfigPosition { line: end, column: lines[end - 1].chars().count() + 1 };
    }
    problem
}

/// Adds settings to those read so far, joining parts of the same setting.
fn take(entries: &mut Vec<(Node, Node)>, node: Node) {
    let NodeValue::Map(more) = node.value else { return };
    for (key, value) in more {
        match (entries.iter_mut().find(|(known, _)| known.place == key.place), value.value) {
            (Some((_, Node { value: NodeValue::Map(known), .. })), NodeValue::Map(parts)) => {
                known.extend(parts);
            }
            (Some((_, Node { value: NodeValue::List(known), .. })), NodeValue::List(parts)) => {
                known.extend(parts);
            }
            (_, own) => entries.push((key, Node { place: value.place, value: own })),
        }
    }
}

/// The line ranges of blocks, each from one line indented by at most `so_far` to the next such
/// line.
fn blocks(lines: &[&str], within: Range<usize>, so_far: usize) -> Vec<Range<usize>> {
    let begins = |at: &usize| has_content(lines[*at]) && indent(lines[*at]) <= so_far;
    let starts: Vec<usize> = within.clone().filter(begins).collect();
    let ends = starts.iter().skip(1).copied().chain([within.end]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

fn has_content(line: &str) -> bool {
    let text = line.trim_start();
    !text.is_empty() && !text.starts_with('#')
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The text up to the last line to keep, with all other lines empty, so that positions do not
/// change.
fn only(lines: &[&str], kept: &[Range<usize>]) -> String {
    let is_kept = |at: usize| kept.iter().any(|range| range.contains(&at));
    let end = kept.last().map_or(0, |range| range.end);
    let lines = lines[..end].iter().enumerate();
    lines.map(|(at, line)| if is_kept(at) { *line } else { "" }).collect::<Vec<_>>().join("\n")
}
