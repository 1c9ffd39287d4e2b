//! Posts and stories by the names that rows give them. Nothing else can be named: no file is opened that is
//! not a post.

use crate::library::{Library, StoryId};
use crate::post::{PageId, Post, PostId};
use std::sync::Arc;

/// The post with an id or a path as in a row.
///
/// # Errors
///
/// There is none.
pub fn post<'l>(library: &'l Library, name: &str) -> Result<&'l Arc<Post>, String> {
    let by_id = number(name).and_then(|id| library.position(PostId(id)));
    by_id
        .and_then(|position| library.post(position))
        .or_else(|| library.posts().iter().find(|post| &*post.path == name))
        .ok_or_else(|| {
            let name = quoted(name);
            format!("there is no post {name}; take the `id` or `path` of a row of search_posts")
        })
}

/// The story about a page, by its address or its id as in a row, with the page.
///
/// # Errors
///
/// There is none.
pub fn story(library: &Library, name: &str) -> Result<(StoryId, PageId), String> {
    let pages = [PageId::of(name)].into_iter().chain(number(name).map(PageId));
    let table = library.stories();
    let mut found = pages.filter_map(|page| table.about(page).map(|story| (story, page)));
    found.next().ok_or_else(|| {
        let name = quoted(name);
        format!("there is no story about {name}; take the `url` of a row of search_stories")
    })
}

/// The number of an id of 16 hexadecimal digits.
fn number(name: &str) -> Option<u64> {
    let is_id = name.len() == 16 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    u64::from_str_radix(name, 16).ok().filter(|_| is_id)
}

/// A name as a sentence shows it.
fn quoted(name: &str) -> String {
    let shown: String = name.chars().take(200).collect();
    format!("{shown:?}")
}
