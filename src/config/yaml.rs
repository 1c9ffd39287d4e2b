//! A config's text as a tree in which every node knows its place. The only user of
//! `saphyr-parser`, as serde tells no places.

use super::problem::{ConfigError, Place, Problem};
use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use std::collections::HashMap;

/// Nodes at most: what aliases of aliases come to is no config.
const MAX_NODES: usize = 100_000;
/// Nodes within one another at most.
const MAX_DEPTH: usize = 64;

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub place: Place,
    pub value: Value,
}

/// What stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing, `~` or `null`.
    Nothing,
    /// A word, number or text; whether it stands in quotes or as a block.
    Text(String, bool),
    /// A list.
    List(Vec<Node>),
    /// Names with values, in order; a name may stand twice.
    Map(Vec<(Node, Node)>),
}

/// Reads a text; the first document of it.
///
/// # Errors
///
/// It is no YAML, or more of it than a config can be.
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
