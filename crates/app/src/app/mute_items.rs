//! The items of the picker that mutes: the values of the post or story at the cursor, or the value at the
//! cursor of the facet pane.

use super::completion::all_facets;
use super::context::Context;
use super::facets::{FacetPane, FacetRow};
use super::panes::Pane;
use super::picker::{Choice, Item, ItemMark};
use crate::library::Facet;
use crate::query::{Facets, quoted};
use crate::text::clean_line;

/// The values to choose from.
pub(super) fn mute_items(facets: &FacetPane, context: &Context) -> Vec<Item> {
    if context.focus == Pane::Facets {
        return facet_value(facets, context).into_iter().collect();
    }
    let Some(post) = context.selected() else { return Vec::new() };
    let Some(position) = context.library.position(post.id) else { return Vec::new() };
    let values = |facet: Facet| {
        context.library.table(facet).of(position).iter().map(move |number| (facet, *number))
    };
    let story = context.selected_story().filter(|_| context.focus == Pane::List);
    let host = story.and_then(|(row, _)| context.library.made_stories()?.host(row.story));
    // A digest has as many hosts as stories. Then only that of the story at the cursor is meant.
    let hosts: Vec<(Facet, u32)> = match host {
        Some(host) => vec![(Facet::Source, host)],
        None if post.stories.len() > 1 => Vec::new(),
        None => values(Facet::Source).collect(),
    };
    let counts = all_facets(&context.library);
    values(Facet::Tag)
        .chain(hosts)
        .chain(values(Facet::Author))
        .chain(values(Facet::Category))
        .filter_map(|(facet, number)| item(facet, number, &counts, context))
        .collect()
}

fn facet_value(facets: &FacetPane, context: &Context) -> Option<Item> {
    let (facet, number) = match facets.rows.get(facets.cursor)? {
        FacetRow::Value { facet, number, .. } => (*facet, *number),
        FacetRow::Risen { number, .. } => (Facet::Tag, *number),
        _ => return None,
    };
    item(facet, number, &all_facets(&context.library), context)
}

/// The item of a value; `None` for a month, which nobody mutes.
fn item(facet: Facet, number: u32, counts: &Facets, context: &Context) -> Option<Item> {
    let table = context.library.table(facet);
    let value = &table.values().get(number as usize)?.value;
    let when = match facet {
        Facet::Month => return None,
        Facet::Source => host_condition(value, table.values().iter().map(|other| &*other.value)),
        _ => format!("{}:{}", facet.field(), quoted(value)),
    };
    let count = counts.of(facet).iter().find(|counted| counted.number == number);
    let count = count.map_or(0, |counted| counted.count);
    let config = &context.config;
    let mut rules = config.rule_places.iter().zip(config.rules.list());
    let is_muted = rules.any(|((other, _), rule)| *other == when && rule.effects.mute);
    Some(Item {
        text: clean_line(&when),
        other: clean_line(value),
        detail: count.to_string(),
        mark: if is_muted { ItemMark::Excluded } else { ItemMark::None },
        choice: Choice::Mute(when),
    })
}

/// A condition on a host. `source:` finds a part of an address, so that of a host within another one the whole
/// is asked for.
fn host_condition<'v>(host: &str, all: impl Iterator<Item = &'v str>) -> String {
    if all.filter(|other| other.contains(host)).count() < 2 {
        return format!("source:{}", quoted(host));
    }
    format!("source:/^https?:..(www[.])?{}([/:?#]|$)/", host.replace('.', "[.]"))
}
