//! Actions on the selected rows: marks, opening and copying.

use super::action::Action;
use super::confirm::Confirm;
use super::context::Context;
use super::intent::Intent;
use super::marks::Mark;
use super::message::Effect;
use super::picker::{Choice, Item, ItemMark};
use super::reader::open;
use super::selection::Target;
use crate::markdown::{escaped, markdown_link};
use crate::messages::Text;
use std::collections::HashSet;

/// Opening more pages than this is confirmed first.
const MAX_OPENED_AT_ONCE: usize = 10;

/// Applies an action to the selected rows, if it is one that applies to them, and rows are selected.
pub(super) fn act_on_selected(action: Action, context: &Context) -> Option<Vec<Intent>> {
    Some(match action {
        Action::Star => turn_all(Mark::Star, context.acted_on()?, context),
        Action::TurnRead => turn_all(Mark::Read, context.acted_on()?, context),
        Action::OpenSource => open_all(&context.acted_on()?, context),
        Action::CopyUrl => vec![copy_all(&context.acted_on()?, context)],
        _ => return None,
    })
}

/// Toggles a mark of a post or story.
pub(super) fn turn(mark: Mark, target: Target, context: &Context) -> Vec<Intent> {
    let on = !context.is_marked(mark, target);
    let notice = context.tell(&mark.done(target, on));
    [notice].into_iter().chain(mark_by_hand(mark, vec![target], on)).collect()
}

/// Sets a mark of all; removes it if all have it.
fn turn_all(mark: Mark, targets: Vec<Target>, context: &Context) -> Vec<Intent> {
    let on = targets.iter().any(|target| !context.is_marked(mark, *target));
    let targets: Vec<Target> =
        targets.into_iter().filter(|target| context.is_marked(mark, *target) != on).collect();
    let key = context.keymap.key_of(Action::Undo);
    let notice = context.tell(&mark.done_to(targets.len(), on, &key));
    [notice].into_iter().chain(mark_by_hand(mark, targets, on)).collect()
}

/// The intents of setting or removing a mark of several posts or stories.
pub(super) fn mark_by_hand(mark: Mark, targets: Vec<Target>, on: bool) -> Vec<Intent> {
    let pages: Vec<_> = match mark {
        Mark::Read => targets.iter().filter_map(|target| target.page()).collect(),
        Mark::Star => Vec::new(),
    };
    let by_hand = (!pages.is_empty()).then_some(Intent::MarkedByHand(pages));
    [Intent::Mark(mark, targets, on)].into_iter().chain(by_hand).collect()
}

/// The title and address of a post or story that exists.
pub(super) fn titled(target: Target, context: &Context) -> Option<(String, Option<String>)> {
    Some(match target {
        Target::Post(id) => {
            let post = context.library.post(context.library.position(id)?)?;
            (post.title.to_string(), post.source.as_deref().map(str::to_owned))
        }
        Target::Story(page) => {
            let story = context.library.story(*context.reports(page).first()?)?;
            (story.title().to_string(), Some(story.url().to_string()))
        }
    })
}

/// The addresses of all that have one, each once.
fn addresses(targets: &[Target], context: &Context) -> Vec<String> {
    let mut known = HashSet::new();
    let urls = targets.iter().filter_map(|target| titled(*target, context)?.1);
    urls.filter(|url| known.insert(url.clone())).collect()
}

fn open_all(targets: &[Target], context: &Context) -> Vec<Intent> {
    let urls = addresses(targets, context);
    let count = urls.len();
    // An address that is not opened leaves its notice.
    let mut intents = Vec::new();
    let mut opened = Vec::new();
    for intent in urls.into_iter().flat_map(|url| open(url, context)) {
        match intent {
            Intent::Notify(notice) if !notice.is_error => {}
            Intent::Notify(_) => intents.push(intent),
            other => opened.push(other),
        }
    }
    match (count, opened.len()) {
        (0, _) => vec![context.fail(&Text::NoSource)],
        (_, 0) => intents,
        (_, pages) => {
            opened.push(context.tell(&Text::OpeningPages(pages)));
            opened.append(&mut intents);
            if pages <= MAX_OPENED_AT_ONCE {
                return opened;
            }
            let question = Text::OpenPages(pages).say(context.language);
            vec![Intent::Ask(Box::new(Confirm::new(question, opened)))]
        }
    }
}

fn copy_all(targets: &[Target], context: &Context) -> Intent {
    let urls = addresses(targets, context);
    if urls.is_empty() {
        return context.fail(&Text::NoSource);
    }
    Intent::Run(Effect::Copy(urls.join("\n")))
}

/// The texts of the selected rows that can be copied: a line for each, in three forms.
pub(super) fn selected_copy_items(context: &Context) -> Option<Vec<Item>> {
    let chosen: Vec<(String, Option<String>)> =
        context.acted_on()?.into_iter().filter_map(|target| titled(target, context)).collect();
    let links: Vec<String> = chosen
        .iter()
        .map(|(title, url)| match url {
            Some(url) => format!("- {}", markdown_link(title, url)),
            None => format!("- {}", escaped(title)),
        })
        .collect();
    let titles: Vec<&str> = chosen.iter().map(|(title, _)| title.as_str()).collect();
    let urls: Vec<&str> = chosen.iter().filter_map(|(_, url)| url.as_deref()).collect();
    let item = |name: Text<'_>, lines: &[&str]| {
        (!lines.is_empty()).then(|| Item {
            text: name.say(context.language),
            other: String::new(),
            detail: lines[0].to_owned(),
            mark: ItemMark::None,
            choice: Choice::Copy(lines.join("\n")),
        })
    };
    let links: Vec<&str> = links.iter().map(String::as_str).collect();
    let items = [
        item(Text::CopyLinks(links.len()), &links),
        item(Text::CopyTitles(titles.len()), &titles),
        item(Text::CopyAddresses(urls.len()), &urls),
    ];
    Some(items.into_iter().flatten().collect())
}
