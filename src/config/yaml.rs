//! Parses a config into a tree whose nodes have positions. The only user of `saphyr-parser`; serde
//! does not report positions.

use super::problem::{ConfigError, Place, Problem};
use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use std::collections::HashMap;

/// Maximum number of nodes, as a limit to the expansion of nested aliases.
const MAX_NODES: usize = 100_000;
/// Maximum nesting depth.
const MAX_DEPTH: usize = 64;

/// A value with its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub place: Place,
    pub value: Value,
}

/// The value of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
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
    let mut tree = Tree { anchors: HashMap::new(), nodes: 0 };
    loop {
        let (event, span) = next(&mut events)?;
        match event {
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
            Event::DocumentEnd | Event::StreamEnd => {
                return Ok(Node { place: place(span), value: Value::Nothing });
            }
            event => return tree.node(event, span, &mut events, 0),
        }
    }
}

type Events<'a> = Parser<'a, saphyr_parser::StrInput<'a>>;

fn next<'a>(events: &mut Events<'a>) -> Result<(Event<'a>, Span), Problem> {
    match events.next() {
        Some(Ok(event)) => Ok(event),
        Some(Err(error)) => {
            let at = error.marker();
            let place = Place { line: at.line(), column: at.col() + 1 };
            Err(Problem { place, wrong: ConfigError::Syntax(error.info().to_owned()) })
        }
        None => Ok((Event::StreamEnd, Span::default())),
    }
}

fn place(span: Span) -> Place {
    Place { line: span.start.line(), column: span.start.col() + 1 }
}

struct Tree {
    anchors: HashMap<usize, Node>,
    nodes: usize,
}

impl Tree {
    fn node<'a>(
        &mut self,
        event: Event<'a>,
        span: Span,
        events: &mut Events<'a>,
        depth: usize,
    ) -> Result<Node, Problem> {
        let place = place(span);
        self.nodes += 1;
        if self.nodes > MAX_NODES || depth > MAX_DEPTH {
            return Err(Problem { place, wrong: ConfigError::TooMuch });
        }
        let (value, anchor) = match event {
            Event::Scalar(text, style, anchor, _) => {
                let is_plain = style == ScalarStyle::Plain;
                let is_nothing = is_plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let text = text.into_owned();
                (if is_nothing { Value::Nothing } else { Value::Text(text, !is_plain) }, anchor)
            }
            Event::SequenceStart(anchor, _) => {
                let mut list = Vec::new();
                loop {
                    match next(events)? {
                        (Event::SequenceEnd | Event::StreamEnd, _) => break,
                        (event, span) => list.push(self.node(event, span, events, depth + 1)?),
                    }
                }
                (Value::List(list), anchor)
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
                (Value::Map(map), anchor)
            }
            Event::Alias(anchor) => {
                let meant = self.anchors.get(&anchor).cloned();
                let value = meant.map_or(Value::Nothing, |node| node.value);
                self.nodes += size(&value);
                (value, 0)
            }
            _ => (Value::Nothing, 0),
        };
        let node = Node { place, value };
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Nothing | Value::Text(..) => 1,
        Value::List(list) => list.iter().map(|node| size(&node.value)).sum::<usize>() + 1,
        Value::Map(map) => {
            map.iter().map(|(key, value)| size(&key.value) + size(&value.value)).sum::<usize>() + 1
        }
    }
}
