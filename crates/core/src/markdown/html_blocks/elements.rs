//! HTML elements that hold blocks: lists, quotes, definitions.

use super::{HtmlBlocks, SpannedEvent};
use crate::markdown::nesting::MAX_DEPTH;
use memchr::memmem;
use pulldown_cmark::{Event, Tag, TagEnd};

/// An element that holds blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OpenElement {
    /// A list. `has_begun` is set once it has an item.
    List {
        first: Option<u64>,
        has_begun: bool,
    },
    /// An item. `has_text` is set once it has text.
    Item {
        has_text: bool,
    },
    Quote,
    /// A definition list. `has_begun` is set once it has a term or definition.
    Definitions {
        has_begun: bool,
    },
    Definition,
}

impl<'e, I: Iterator<Item = SpannedEvent<'e>>> HtmlBlocks<'e, I> {
    /// True if an element is closed after an offset; otherwise it would extend to the end of the text.
    pub(super) fn is_closed(&mut self, open: OpenElement, at: usize) -> bool {
        let name = match open {
            OpenElement::List { first: None, .. } => "</ul",
            OpenElement::List { .. } => "</ol",
            OpenElement::Quote => "</blockquote",
            OpenElement::Definitions { .. } => "</dl",
            OpenElement::Item { .. } | OpenElement::Definition => return true,
        };
        let text = self.text.as_bytes();
        let known = self.closed.get(name).copied().filter(|next| *next >= at);
        let next = known.unwrap_or_else(|| {
            let found = text.get(at..).and_then(|rest| memmem::find(rest, name.as_bytes()));
            found.map_or(text.len(), |found| at + found)
        });
        self.closed.insert(name, next);
        next < text.len()
    }

    /// Opens an element that holds blocks.
    pub(super) fn push(&mut self, open: OpenElement, at: usize) {
        self.close_leaf(at);
        if self.open.len() >= MAX_DEPTH {
            return;
        }
        match open {
            OpenElement::Quote => {
                self.begin_definition(at);
                self.emit(Event::Start(Tag::BlockQuote(None)), at..at);
            }
            OpenElement::Item { .. } => self.emit(Event::Start(Tag::Item), at..at),
            OpenElement::Definition => {
                self.emit(Event::Start(Tag::DefinitionListDefinition), at..at);
            }
            // Their events begin with their first content.
            OpenElement::List { .. } | OpenElement::Definitions { .. } => {}
        }
        self.open.push(open);
    }

    /// Opens an item of the innermost list, or of a new list if there is none.
    pub(super) fn item(&mut self, at: usize) {
        self.close_leaf(at);
        let list = self.open.iter().rposition(|open| matches!(open, OpenElement::List { .. }));
        let list = list.unwrap_or_else(|| {
            self.open.push(OpenElement::List { first: None, has_begun: false });
            self.open.len() - 1
        });
        self.pop_to(list + 1, at);
        if let Some(OpenElement::List { first, has_begun: has_begun @ false }) =
            self.open.last_mut()
        {
            *has_begun = true;
            let first = *first;
            self.begin_definition(at);
            self.emit(Event::Start(Tag::List(first)), at..at);
        }
        self.emit(Event::Start(Tag::Item), at..at);
        self.open.push(OpenElement::Item { has_text: false });
    }

    /// Prepares for a term or definition in the innermost definition list, or in a new one if there is none.
    pub(super) fn definitions(&mut self, at: usize) {
        self.close_leaf(at);
        let list =
            self.open.iter().rposition(|open| matches!(open, OpenElement::Definitions { .. }));
        let list = list.unwrap_or_else(|| {
            self.open.push(OpenElement::Definitions { has_begun: false });
            self.open.len() - 1
        });
        self.pop_to(list + 1, at);
        if let Some(OpenElement::Definitions { has_begun: has_begun @ false }) =
            self.open.last_mut()
        {
            *has_begun = true;
            self.emit(Event::Start(Tag::DefinitionList), at..at);
        }
    }

    /// Opens a definition for other blocks in a definition list.
    pub(super) fn begin_definition(&mut self, at: usize) {
        let index = self
            .open
            .iter()
            .rposition(|open| !matches!(open, OpenElement::List { has_begun: false, .. }));
        if let Some(index) = index
            && self.open[index] == (OpenElement::Definitions { has_begun: true })
        {
            self.emit(Event::Start(Tag::DefinitionListDefinition), at..at);
            self.open.insert(index + 1, OpenElement::Definition);
        }
    }

    /// Closes the innermost element of a kind and everything in it, if there is one.
    pub(super) fn pop(&mut self, is_it: impl Fn(&OpenElement) -> bool, at: usize) {
        self.close_leaf(at);
        if let Some(index) = self.open.iter().rposition(is_it) {
            self.pop_to(index, at);
        }
    }

    /// Closes elements until `count` are open.
    pub(super) fn pop_to(&mut self, count: usize, at: usize) {
        while self.open.len() > count {
            let end = match self.open.pop() {
                Some(OpenElement::List { first, has_begun: true }) => TagEnd::List(first.is_some()),
                Some(OpenElement::Item { .. }) => TagEnd::Item,
                Some(OpenElement::Quote) => TagEnd::BlockQuote(None),
                Some(OpenElement::Definitions { has_begun: true }) => TagEnd::DefinitionList,
                Some(OpenElement::Definition) => TagEnd::DefinitionListDefinition,
                _ => continue,
            };
            self.emit(Event::End(end), at..at);
        }
    }
}
