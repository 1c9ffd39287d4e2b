//! The choices of the export dialog.

use crate::export::{Format, Grouping, Order};
use crate::messages::Text;

/// Source of the stories that are exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportSource {
    /// The selected rows.
    Selected,
    /// The results of the query.
    Query,
    /// The starred stories and posts.
    Starred,
}

/// Destination of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportDestination {
    /// A file, which is then opened in the editor.
    #[default]
    Editor,
    /// A file.
    File,
    /// The clipboard.
    Clipboard,
}

impl ExportDestination {
    pub(super) const ALL: [Self; 3] = [Self::Editor, Self::File, Self::Clipboard];
}

/// The choices that are kept until the program ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Choices {
    pub format: Format,
    pub grouping: Grouping,
    pub order: Order,
    pub to: ExportDestination,
}

/// The next or previous of some values, in a circle.
pub(super) fn turned<T: Copy + PartialEq>(all: &[T], now: T, forward: bool) -> T {
    let at = all.iter().position(|one| *one == now).unwrap_or(0);
    let step = if forward { 1 } else { all.len() - 1 };
    all[(at + step) % all.len()]
}

pub(super) fn format_name(format: Format) -> &'static str {
    match format {
        Format::Markdown => "Markdown",
        Format::Html => "HTML",
        Format::Atom => "Atom",
        Format::Json => "JSON Feed",
    }
}

pub(super) fn grouping_name(grouping: Grouping) -> Text<'static> {
    match grouping {
        Grouping::None => Text::GroupByNothing,
        Grouping::Tag => Text::GroupByTag,
        Grouping::Day => Text::GroupByDay,
    }
}

pub(super) fn order_name(order: Order) -> Text<'static> {
    match order {
        Order::Listed => Text::OrderListed,
        Order::Newest => Text::OrderNewest,
        Order::Oldest => Text::OrderOldest,
        Order::MostReported => Text::OrderMostReported,
        Order::Title => Text::OrderTitle,
    }
}

pub(super) fn destination_name(to: ExportDestination) -> Text<'static> {
    match to {
        ExportDestination::Editor => Text::ExportToEditor,
        ExportDestination::File => Text::ExportToFile,
        ExportDestination::Clipboard => Text::ExportToClipboard,
    }
}
