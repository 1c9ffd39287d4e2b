//! YAML into [`Value`], in one pass over the parser's events.
//!
//! The only user of the YAML parser. Owns the limits on aliases and nesting, and merge keys. Does not know
//! the meaning of keys.

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput};

use super::block_position::BlockPosition;
use super::error::{FrontMatterError, check_depth};
use super::structure::structure;
use super::value::Value;
use crate::post::DiagnosticMessage;

/// Maximum sum of nodes and bytes that a document may expand to: aliases can turn a few lines into
/// gigabytes.
const MAX_UNFOLDED: usize = 1 << 20;
/// Maximum nesting depth of nodes.
const MAX_DEPTH: usize = 64;

/// Parses one YAML document. Scalars keep their spelling.
pub fn parse(text: &str) -> Result<Value, FrontMatterError> {
    check_depth(text)?;
    let indented = with_brackets_indented(text);
    read(&with_spaces(&indented)).map_err(|mut error| {
        let line = text.split('\n').nth(error.at.line - 1);
        if line.is_some_and(|line| error.at.line > 1 && line.starts_with(CLOSING)) {
            error.at.column = error.at.column.saturating_sub(1).max(1);
        }
        error
    })
}

fn read(text: &str) -> Result<Value, FrontMatterError> {
    let mut reader = YamlReader {
        text,
        events: Parser::new_from_str(text),
        anchors: HashMap::new(),
        first_alias: None,
        left: MAX_UNFOLDED,
    };
    let mut found = Value::Null;
    let mut is_read = false;
    loop {
        match reader.next()? {
            (Event::StreamEnd, _) => return Ok(found),
            (Event::Nothing | Event::StreamStart | Event::DocumentEnd, _) => {}
            (Event::DocumentStart(_), _) if !is_read => {}
            (_, span) if is_read => return Err(FrontMatterError::at(place(span))),
            (event, span) => {
                found = reader.node(event, span, 0)?;
                is_read = true;
            }
        }
    }
}

/// Closing brackets of lists and maps.
const CLOSING: [char; 2] = [']', '}'];

/// The text with a blank before each closing bracket at the beginning of a line. Other programs accept
/// such a bracket as the end of a list or map opened above; the parser wants it indented.
fn with_brackets_indented(text: &str) -> Cow<'_, str> {
    if !text.contains("\n]") && !text.contains("\n}") {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\n]", "\n ]").replace("\n}", "\n }"))
}

/// The text with blanks in place of tabs between a key or a dash and its value. They are the same in YAML,
/// but the parser does not accept tabs everywhere.
fn with_spaces(text: &str) -> Cow<'_, str> {
    if !text.contains('\t') {
        return Cow::Borrowed(text);
    }
    let mut separates = false;
    let spaced = text.chars().map(|character| {
        separates = matches!(character, ':' | '-') || separates && matches!(character, ' ' | '\t');
        if separates && character == '\t' { ' ' } else { character }
    });
    Cow::Owned(spaced.collect())
}

fn place(span: Span) -> BlockPosition {
    BlockPosition { line: span.start.line().max(1), column: span.start.col() + 1 }
}

struct YamlReader<'t> {
    text: &'t str,
    events: Parser<'t, StrInput<'t>>,
    anchors: HashMap<usize, Value>,
    first_alias: Option<BlockPosition>,
    left: usize,
}

impl<'t> YamlReader<'t> {
    fn next(&mut self) -> Result<(Event<'t>, Span), FrontMatterError> {
        match self.events.next() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => {
                let at = error.marker();
                let (line, column) = (at.line().max(1), at.col() + 1);
                // A line must not be indented with tabs.
                let is_tabbed = self.line(line).starts_with('\t');
                Err(FrontMatterError::at(BlockPosition {
                    line,
                    column: if is_tabbed { 1 } else { column },
                }))
            }
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    /// A line of the text, by its number from 1.
    fn line(&self, number: usize) -> &'t str {
        self.text.split('\n').nth(number - 1).unwrap_or_default()
    }

    /// The next event within the collection that begins at a position. An unclosed bracket is reported where
    /// it opens, not on a later line.
    fn next_within(&mut self, start: BlockPosition) -> Result<(Event<'t>, Span), FrontMatterError> {
        let next = self.next();
        next.map_err(|error| self.at_bracket(error, start))
    }

    fn at_bracket(&self, error: FrontMatterError, start: BlockPosition) -> FrontMatterError {
        let opens = matches!(self.line(start.line).chars().nth(start.column - 1), Some('[' | '{'));
        if opens && error.limit.is_none() && error.at.line > start.line && !self.closes(start) {
            return FrontMatterError::at(start);
        }
        error
    }

    /// Returns `true` if the bracket at a position is closed somewhere.
    fn closes(&self, start: BlockPosition) -> bool {
        let lines = self.text.split_inclusive('\n').skip(start.line - 1);
        let rest: String = lines.collect();
        let from = rest.char_indices().nth(start.column - 1).map_or(rest.len(), |(at, _)| at);
        structure(&rest[from..]).any(|(.., depth)| depth == 0)
    }

    fn node(
        &mut self,
        event: Event<'t>,
        span: Span,
        depth: usize,
    ) -> Result<Value, FrontMatterError> {
        let at = place(span);
        if depth > MAX_DEPTH {
            return Err(FrontMatterError {
                at,
                limit: Some(DiagnosticMessage::FrontMatterDeep(MAX_DEPTH)),
            });
        }
        let (value, anchor) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.spend(text.len(), at)?;
                let is_null = style == ScalarStyle::Plain
                    && matches!(&*text, "" | "~" | "null" | "Null" | "NULL")
                    && tag.is_none_or(|tag| tag.suffix != "str");
                (if is_null { Value::Null } else { Value::Text(text.into_owned()) }, anchor)
            }
            Event::SequenceStart(anchor, _) => {
                self.spend(0, at)?;
                let mut list = Vec::new();
                loop {
                    match self.next_within(at)? {
                        (Event::SequenceEnd | Event::StreamEnd, _) => break,
                        (event, span) => list.push(self.child(event, span, at, depth)?),
                    }
                }
                (Value::List(list), anchor)
            }
            Event::MappingStart(anchor, _) => {
                self.spend(0, at)?;
                (self.map(at, depth)?, anchor)
            }
            Event::Alias(anchor) => {
                let first = *self.first_alias.get_or_insert(at);
                let value = self.anchors.get(&anchor).cloned().unwrap_or(Value::Null);
                self.spend(size(&value), first)?;
                (value, 0)
            }
            _ => (Value::Null, 0),
        };
        if anchor != 0 {
            self.anchors.insert(anchor, value.clone());
        }
        Ok(value)
    }

    fn child(
        &mut self,
        event: Event<'t>,
        span: Span,
        start: BlockPosition,
        depth: usize,
    ) -> Result<Value, FrontMatterError> {
        let found = self.node(event, span, depth + 1);
        found.map_err(|error| self.at_bracket(error, start))
    }

    /// The pairs of a map. Merged ones (`<<: *defaults`) come first, without keys that the map has itself.
    fn map(&mut self, start: BlockPosition, depth: usize) -> Result<Value, FrontMatterError> {
        let (mut own, mut merged) = (Vec::new(), Vec::new());
        loop {
            let (event, span) = match self.next_within(start)? {
                (Event::MappingEnd | Event::StreamEnd, _) => break,
                next => next,
            };
            let is_merge_key =
                matches!(&event, Event::Scalar(key, ScalarStyle::Plain, ..) if key == "<<");
            let key = self.child(event, span, start, depth)?;
            let (event, span) = self.next_within(start)?;
            let value = self.child(event, span, start, depth)?;
            match value {
                Value::Map(pairs) if is_merge_key => merged.push(pairs),
                Value::List(items) if is_merge_key => {
                    merged.extend(items.into_iter().map(pairs_of));
                }
                value => own.push((key_text(key), value)),
            }
        }
        let mut pairs: Vec<(String, Value)> = Vec::new();
        for pair in merged.into_iter().flatten() {
            if !own.iter().chain(&pairs).any(|(key, _)| *key == pair.0) {
                pairs.push(pair);
            }
        }
        pairs.append(&mut own);
        Ok(Value::Map(pairs))
    }

    fn spend(&mut self, size: usize, at: BlockPosition) -> Result<(), FrontMatterError> {
        let rest = self.left.checked_sub(size + 1);
        self.left = rest.unwrap_or(0);
        let limit = Some(DiagnosticMessage::FrontMatterUnfolds);
        rest.map(|_| ()).ok_or(FrontMatterError { at, limit })
    }
}

/// The text of a key. A list or map as a key is written in brackets, so that different ones stay different.
fn key_text(key: Value) -> String {
    match key {
        Value::Null => String::new(),
        Value::Text(text) => text,
        Value::List(items) => {
            let items: Vec<String> = items.into_iter().map(key_text).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(pairs) => {
            let pairs = pairs.into_iter().map(|(key, value)| format!("{key}: {}", key_text(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}

fn pairs_of(value: Value) -> Vec<(String, Value)> {
    match value {
        Value::Map(pairs) => pairs,
        _ => Vec::new(),
    }
}

/// Number of nodes and bytes in a value.
fn size(value: &Value) -> usize {
    match value {
        Value::Null => 1,
        Value::Text(text) => text.len() + 1,
        Value::List(items) => items.iter().map(size).sum::<usize>() + 1,
        Value::Map(pairs) => {
            pairs.iter().map(|(key, value)| key.len() + 1 + size(value)).sum::<usize>() + 1
        }
    }
}
