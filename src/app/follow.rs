//! Links: to the web, to another post, to a heading of the same one; and the source of what is read.

use super::jump_list::leave;
use super::message::Effect;
use super::model::Model;
use super::panes::Pane;
use super::stories::read_elsewhere;
use crate::library::linked;
use crate::messages::Text;
use crate::post::Story;
use crate::web::{Refusal, WebAddress, host_and_port, is_web};

/// Opens a web address, or says why not.
pub fn open(model: &mut Model, url: String) -> Vec<Effect> {
    match WebAddress::to_open(&url) {
        Ok(_) => {
            model.tell(&Text::Opening(&url));
            return vec![Effect::Open(url)];
        }
        Err(Refusal::NotWeb) => model.fail(&Text::NotOpened(&url)),
        Err(Refusal::NamesUser) => {
            let host = host_and_port(&url).unwrap_or_default();
            model.fail(&Text::NamesUser(host, &url));
        }
    }
    Vec::new()
}

/// Follows the link of the post in the reader with a number from zero.
pub fn follow(model: &mut Model, link: usize) -> Vec<Effect> {
    let Some(link) = model.reader.document.links.get(link) else {
        model.fail(&Text::NoLink(link + 1));
        return Vec::new();
    };
    let url = link.url.clone();
    if is_web(&url) {
        return open(model, url);
    }
    if let Some(anchor) = url.strip_prefix('#') {
        match heading(model, anchor) {
            Some(number) => go_to_heading(model, number),
            None => model.fail(&Text::NotOpened(&url)),
        }
        return Vec::new();
    }
    let target = model.reading().and_then(|post| linked(&model.context.library, post, &url));
    match target.and_then(|position| model.context.library.post(position)).map(|post| post.id) {
        Some(id) => {
            leave(model);
            if model.context.lists_stories() {
                read_elsewhere(model, id);
                return Vec::new();
            }
            let position = target.unwrap_or_default();
            // A post that the query leaves out can only be shown by a query that does not.
            if !model.context.results.rows.contains(&position) {
                model.context.query.replace(String::new());
            }
            model.context.selection.select(id, None);
            model.context.focus = Pane::Reader;
            Vec::new()
        }
        None => open(model, url),
    }
}

impl Model {
    /// The host of the link whose number was typed, or its address if it has none.
    pub fn counted_link(&self) -> Option<String> {
        let number =
            self.count.filter(|_| self.context.focus == Pane::Reader && self.overlay.is_none())?;
        let link = self.reader.document.links.get(number.checked_sub(1)?)?;
        Some(host_and_port(&link.url).unwrap_or_else(|| link.url.clone()))
    }
}

/// The heading an anchor names: the one with the same letters and digits.
fn heading(model: &Model, anchor: &str) -> Option<usize> {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let wanted = letters(anchor);
    model.reader.document.headings.iter().position(|heading| letters(&heading.text) == wanted)
}

/// Goes to a heading of the post in the reader by its number from zero.
pub fn go_to_heading(model: &mut Model, number: usize) {
    let Some(heading) = model.reader.document.headings.get(number) else { return };
    let row = model.reader.head.len() + heading.line;
    leave(model);
    let height = model.context.reader_height();
    model.context.focus = Pane::Reader;
    model.reader.go_to(row, height);
}

/// The story at the reader's place, if the reader has the focus.
pub fn current_story(model: &Model) -> Option<&Story> {
    let post = model.reading()?;
    post.stories.get(model.reader.story(post)?)
}

/// The address that `o` opens now: of the story being read, else of the post.
fn source(model: &Model) -> Option<String> {
    if model.context.focus == Pane::Reader
        && let Some(story) = current_story(model)
    {
        return Some(story.url.to_string());
    }
    match model.context.selected_story() {
        Some((_, story)) => Some(story.url.to_string()),
        None => model.context.selected()?.source.as_deref().map(str::to_owned),
    }
}

/// Opens the source of what is read or at the cursor.
pub fn open_source(model: &mut Model) -> Vec<Effect> {
    match source(model) {
        Some(url) => open(model, url),
        None => {
            model.fail(&Text::NoSource);
            Vec::new()
        }
    }
}

/// Copies its address.
pub fn copy_source(model: &mut Model) -> Vec<Effect> {
    match source(model) {
        Some(url) => vec![Effect::Copy(url)],
        None => {
            model.fail(&Text::NoSource);
            Vec::new()
        }
    }
}
