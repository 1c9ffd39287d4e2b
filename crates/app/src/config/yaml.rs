//! Parses a config into a tree whose nodes have positions. The only user of `saphyr-parser`; serde
//! does not report positions.

use super::problem::{ConfigError, ConfigPosition, Problem};
use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use std::collections::HashMap;

/// Maximum number of nodes, as a limit to the expansion of nested aliases.
const MAX_NODES: usize = 100_000;
/// Maximum nesting depth.
const MAX_DEPTH: usize = 64;

/// A value with its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub place: ConfigPosition,
    pub value: NodeValue,
}

/// The value of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NodeValue {
    /// An empty value, `~` or `null`.
    Nothing,
    /// A scalar; the flag is set if it is quoted or a block scalar.
    Text(String, bool),
    /// A list.
    List(Vec<Node>),
    /// Keys with values, in order. A key may occur more than once.
    Map(Vec<(Node, Node)>),
}

/// Parses the first document of a text.
///
/// # Errors
///
/// Fails if the text is not valid YAML, or exceeds the limits of a config.
pub(super) fn read(text: &str) -> Result<Node, Problem> {
    let mut events = Parser::new_from_str(text);
    let mut tree = NodeBuilder { anchors: HashMap::new(), nodes: 0 };
    loop {
        let (event, span) = next(&mut events)?;
        match event {
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
            Event::DocumentEnd | Event::StreamEnd => {
                return Ok(Node { place: place(span), value: NodeValue::Nothing });
            }
            event => return tree.node(event, span, &mut events, 0),
        }
    }
}

type YamlEvents<'a> = Parser<'a, saphyr_parser::StrInput<'a>>;

fn next<'a>(events: &mut YamlEvents<'a>) -> Result<(Event<'a>, Span), Problem> {
    match events.next() {
        Some(Ok(event)) => Ok(event),
        Some(Err(error)) => {
            let at = error.marker();
            let place = ConfigPosition { line: at.line(), column: at.col() + 1 };
            Err(Problem { place, error: ConfigError::Syntax(error.info().to_owned()) })
        }
        None => Ok((Event::StreamEnd, Span::default())),
    }
}

fn place(span: Span) -> ConfigPosition {
    ConfigPosition { line: span.start.line(), column: span.start.col() + 1 }
}

struct NodeBuilder {
    anchors: HashMap<usize, Node>,
    nodes: usize,
}

impl NodeBuilder {
    fn node<'a>(
        &mut self,
        event: Event<'a>,
        span: Span,
        events: &mut YamlEvents<'a>,
        depth: usize,
    ) -> Result<Node, Problem> {
        let place = place(span);
        self.nodes += 1;
        if self.nodes > MAX_NODES || depth > MAX_DEPTH {
            return Err(Problem { place, error: ConfigError::TooMuch });
        }
        let (value, anchor) = match event {
            Event::Scalar(text, style, anchor, _) => {
                let is_plain = style == ScalarStyle::Plain;
                let is_nothing = is_plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let text = text.into_owned();
                (
                    if is_nothing { NodeValue::Nothing } else { NodeValue::Text(text, !is_plain) },
                    anchor,
                )
            }
            Event::SequenceStart(anchor, _) => {
                let mut list = Vec::new();
                loop {
                    match next(events)? {
                        (Event::SequenceEnd | Event::StreamEnd, _) => break,
                        (event, span) => list.push(self.node(event, span, events, depth + 1)?),
                    }
                }
                (NodeValue::List(list), anchor)
            }
            Event::MappingStart(anchor, _) => {
                let mut map = Vec::new();
                loop {
                    match next(events)? {
                        (Event::MappingEnd | Event::StreamEnd, _) => break,
                        (event, span) => {
                            let key = self.node(event, span, events, depth + 1)?;
                            let (event, span) = next(events)?;
                            map.push((key, self.node(event, span, events, depth + 1)?));
                        }
                    }
                }
                (NodeValue::Map(map), anchor)
            }
            Event::Alias(anchor) => {
                let meant = self.anchors.get(&anchor).cloned();
                let value = meant.map_or(NodeValue::Nothing, |node| node.value);
                self.nodes += size(&value);
                (value, 0)
            }
            _ => (NodeValue::Nothing, 0),
        };
        let node = Node { place, value };
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }
}

fn size(value: &NodeValue) -> usize {
    match value {
        NodeValue::Nothing | NodeValue::Text(..) => 1,
        NodeValue::List(list) => list.iter().map(|node| size(&node.value)).sum::<usize>() + 1,
        NodeValue::Map(map) => {
            map.iter().map(|(key, value)| size(&key.value) + size(&value.value)).sum::<usize>() + 1
        }
    }
}
