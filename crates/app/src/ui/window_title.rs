//! The title of the terminal's window.

use crate::app::{Model, Page, Pane};
use crate::text::{clean_line, truncate};

/// Maximum width of a post's title in it, in cells.
const MAX_TITLE_CELLS: usize = 60;

/// Title of the post in the reader, or the number of unread ones in the list.
pub fn window_title(model: &Model) -> String {
    if model.context.focus == Pane::Reader
        && model.context.page == Page::Panes
        && let Some(post) = model.reading()
    {
        return format!("{} · yunbao", truncate(&clean_line(&post.title), MAX_TITLE_CELLS));
    }
    match model.context.results.unread_and_starred().0 {
        0 => "yunbao".to_owned(),
        unread => format!("({unread}) yunbao"),
    }
}
