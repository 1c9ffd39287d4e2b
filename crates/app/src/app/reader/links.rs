//! Links of the post: to the web, to another post, to a heading in the same post.

use super::Reader;
use crate::app::context::Context;
use crate::app::intent::Intent;
use crate::app::message::Effect;
use crate::app::panes::Pane;
use crate::library::linked;
use crate::messages::Text;
use crate::web::{AddressError, WebAddress, host_and_port, is_web};

/// Opens a web address, or shows why it is not opened.
pub(crate) fn open(url: String, context: &Context) -> Vec<Intent> {
    match WebAddress::to_open(&url) {
        Ok(_) => vec![context.tell(&Text::Opening(&url)), Intent::Run(Effect::Open(url))],
        Err(AddressError::NotWeb) => vec![context.fail(&Text::NotOpened(&url))],
        Err(AddressError::NamesUser) => {
            let host = host_and_port(&url).unwrap_or_default();
            vec![context.fail(&Text::NamesUser(host, &url))]
        }
    }
}

impl Reader {
    /// Opens a link, by its index.
    pub(crate) fn open_link(&self, number: usize, context: &Context) -> Vec<Intent> {
        let Some(link) = self.document.links.get(number) else {
            return vec![context.fail(&Text::NoLink(number + 1))];
        };
        let url = link.url.clone();
        if is_web(&url) {
            return open(url, context);
        }
        if let Some(anchor) = url.strip_prefix('#') {
            return match self.heading(anchor) {
                Some(number) => self.go_to_heading(number),
                None => vec![context.fail(&Text::NotOpened(&url))],
            };
        }
        let library = &context.library;
        // The links of an output are those of the post it was made from.
        let position = context.own_shown().and_then(|post| linked(library, post, &url));
        let target = position.and_then(|at| Some((at, library.post(at)?.id)));
        let Some((position, id)) = target else { return open(url, context) };
        if context.lists_stories() {
            return vec![Intent::Leave, Intent::Read(id, None)];
        }
        let mut intents = vec![Intent::Leave];
        // A post that the query does not find can only be listed with another query.
        if !context.results.rows.contains(&position) {
            intents.push(Intent::SetQuery(String::new()));
        }
        intents.extend([Intent::Select(id, None), Intent::Focus(Pane::Reader)]);
        intents
    }

    /// Index of the heading that an anchor refers to: the one with the same letters and digits.
    fn heading(&self, anchor: &str) -> Option<usize> {
        let letters = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let wanted = letters(anchor);
        self.document.headings.iter().position(|heading| letters(&heading.text) == wanted)
    }

    /// Goes to a heading, by its index.
    pub(crate) fn go_to_heading(&self, number: usize) -> Vec<Intent> {
        let Some(heading) = self.document.headings.get(number) else { return Vec::new() };
        let row = self.head.len() + heading.line;
        vec![Intent::Leave, Intent::ReadRow(row), Intent::Focus(Pane::Reader)]
    }

    /// The host of a link, or its address if it has none. `number` counts from one.
    pub(crate) fn host_of_link(&self, number: usize) -> Option<String> {
        let link = self.document.links.get(number.checked_sub(1)?)?;
        Some(host_and_port(&link.url).unwrap_or_else(|| link.url.clone()))
    }
}
