//! Headings that recur in the issues of a digest and so say nothing of the news below them.

use super::text::lower_case;
use crate::text::words;

/// True for a heading that names the place of one news item in each issue: `Tool of the Week`.
pub(super) fn is_rubric(heading: &str) -> bool {
    const ENDINGS: [&str; 4] = ["of the week", "of the month", "of the day", "of the issue"];
    let heading = lower_case(heading.trim_matches(|c: char| !c.is_alphanumeric()));
    ENDINGS.iter().any(|ending| heading.ends_with(ending))
}

/// Last words of headings that name a kind of news rather than one item: `Featured Talks`.
const KINDS: [&str; 25] = [
    "articles",
    "books",
    "changes",
    "events",
    "news",
    "packages",
    "papers",
    "podcasts",
    "posts",
    "projects",
    "releases",
    "resources",
    "talks",
    "tools",
    "tutorials",
    "videos",
    "工具",
    "教程",
    "文章",
    "新闻",
    "新聞",
    "资源",
    "資源",
    "项目",
    "項目",
];

/// Maximum number of words in such a heading.
const MAX_KIND_WORDS: usize = 4;

/// True for a short heading that names a kind of news.
pub(super) fn names_kind(heading: &str) -> bool {
    let heading = lower_case(heading.trim_matches(|c: char| !c.is_alphanumeric()));
    let before = KINDS.iter().find_map(|kind| heading.strip_suffix(kind));
    // `news` is not a word of `renews`, but 工具 is one of 开源工具.
    before.is_some_and(|before| !before.ends_with(|c: char| c.is_ascii_alphanumeric()))
        && words(&heading) <= MAX_KIND_WORDS
}

/// True for the heading of a digest's cover picture, whose link is where the picture is from.
pub(super) fn names_cover(heading: &str) -> bool {
    ["封面图", "封面圖", "题图", "題圖"].contains(&heading.trim())
}

/// True for the heading of a quotation, which is no news.
pub(super) fn is_quote(heading: &str) -> bool {
    heading.get(.."quote".len()).is_some_and(|start| start.eq_ignore_ascii_case("quote"))
}
