//! The picker of own tags: those of the current post or story are ticked, and a typed one is new.

use super::annotations::{OwnTag, own_tags};
use super::context::Context;
use super::intent::Intent;
use super::picker::{Choice, Item, ItemMark, Picker, PickerRow, Subject};
use super::selection::Target;
use crate::library::facet_key;
use crate::messages::Text;
use crate::post::{MAX_OWN_TAGS, own_tag};
use crate::text::fold;

impl Picker {
    /// The picker of own tags for posts or stories.
    pub(super) fn of_own_tags(targets: Vec<Target>, context: &Context) -> Self {
        let mut picker = Self::new(Subject::OwnTags, own_tag_items(&targets, context));
        picker.targets = targets;
        picker.new_label = Text::NewTag.say(context.language);
        picker
    }

    /// Updates the items after a tag was added or removed.
    pub(super) fn refresh_own_tags(&mut self, context: &Context) {
        let before = self.at_cursor().map(|item| item.text.clone());
        self.items = own_tag_items(&self.targets, context);
        self.narrow();
        let same = |row: &PickerRow| Some(&self.items[row.item].text) == before.as_ref();
        self.cursor = self.rows.iter().position(same).unwrap_or(0);
    }

    /// Offers the typed text as a new tag, below the tags that begin with it.
    pub(super) fn offer_new_tag(&mut self) {
        let Some(tag) = own_tag(&self.typed) else { return };
        let key = facet_key(&tag);
        if self.items.iter().any(|item| facet_key(&item.text) == key) {
            return;
        }
        let typed = fold(&tag);
        let begins = |row: &PickerRow| fold(&self.items[row.item].text).starts_with(&typed);
        let (mut rows, others): (Vec<PickerRow>, Vec<PickerRow>) =
            std::mem::take(&mut self.rows).into_iter().partition(begins);
        rows.push(PickerRow { item: self.items.len(), hits: Vec::new() });
        rows.extend(others);
        self.rows = rows;
        self.items.push(Item {
            text: tag.clone(),
            other: String::new(),
            detail: self.new_label.clone(),
            mark: ItemMark::None,
            choice: Choice::NewTag(tag),
        });
    }

    /// The intents of toggling the tag at the cursor.
    pub(super) fn toggle_own_tag(&self, context: &Context) -> Vec<Intent> {
        let Some(item) = self.at_cursor() else { return Vec::new() };
        let (Choice::OwnTag(tag) | Choice::NewTag(tag)) = &item.choice else { return Vec::new() };
        let on = item.mark != ItemMark::Included;
        let has_room = |target: &Target| {
            context.has_tag(*target, tag) || context.marks.own_tags(*target).len() < MAX_OWN_TAGS
        };
        if on && !self.targets.iter().all(has_room) {
            return vec![context.fail(&Text::TooManyTags(MAX_OWN_TAGS))];
        }
        let text = if on { Text::Tagged(tag.clone()) } else { Text::Untagged(tag.clone()) };
        vec![context.tell(&text), Intent::Tag(tag.clone(), self.targets.clone(), on)]
    }
}

/// All own tags, those that all of the posts or stories have ticked, with the number of posts and stories.
fn own_tag_items(targets: &[Target], context: &Context) -> Vec<Item> {
    let item = |own: OwnTag| {
        let is_ticked = targets.iter().all(|target| context.has_tag(*target, &own.tag));
        Item {
            other: facet_key(&own.tag),
            detail: own.count.to_string(),
            mark: if is_ticked { ItemMark::Included } else { ItemMark::None },
            choice: Choice::OwnTag(own.tag.clone()),
            text: own.tag,
        }
    };
    own_tags(&context.marks).into_iter().map(item).collect()
}
