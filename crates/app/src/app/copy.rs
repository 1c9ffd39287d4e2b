//! The items of the copy menu.

use super::context::Context;
use super::on_selected::selected_copy_items;
use super::picker::{Choice, Item, ItemMark};
use super::reader::{Body, Reader};
use crate::markdown::{code_blocks, escaped, markdown_link, passage};
use crate::messages::{Language, Text};
use crate::post::Story;

/// The texts that can be copied: of the selected rows, or from the current position: of the story there, or
/// else of the post.
pub fn copy_items(reader: &Reader, context: &Context) -> Vec<Item> {
    if let Some(items) = selected_copy_items(context) {
        return items;
    }
    let Some(post) = reader.reading(context) else { return Vec::new() };
    let story = reader.story(post).and_then(|number| post.stories.get(number));
    let title = story.map_or(&*post.title, Story::title);
    let url = story.map(Story::url).or(post.source.as_deref());
    let link = url.map(|url| markdown_link(title, url));
    let mut items = Vec::new();
    if let (Some(url), Some(link)) = (url, &link) {
        items.push(item(&Text::CopyLink, context.language, link.clone()));
        items.push(item(&Text::CopyTitle, context.language, title.to_owned()));
        items.push(item(&Text::CopyAddress, context.language, url.to_owned()));
    } else {
        items.push(item(&Text::CopyTitle, context.language, title.to_owned()));
    }
    let Body::Ready(blocks) = &reader.body else { return items };
    if let Some(text) = passage(blocks, reader.offset()) {
        let from = link.unwrap_or_else(|| escaped(title));
        items.push(Item {
            detail: text.clone(),
            ..item(&Text::CopyQuote, context.language, format!("> {text}\n>\n> — {from}\n"))
        });
    }
    let in_sight = reader.offsets_in_sight(context.reader_height());
    for code in code_blocks(blocks) {
        let offsets = code.offsets();
        if offsets.end() >= in_sight.start() && offsets.start() <= in_sight.end() {
            let text = code.text();
            let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
            let detail = first.trim().to_owned();
            items.push(Item {
                detail,
                ..item(&Text::CopyCode(code.language()), context.language, text)
            });
        }
    }
    items
}

fn item(name: &Text<'_>, language: Language, copied: String) -> Item {
    Item {
        text: name.say(language),
        other: String::new(),
        detail: copied.clone(),
        mark: ItemMark::None,
        choice: Choice::Copy(copied),
    }
}
