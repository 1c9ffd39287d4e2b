//! The keys of front matter, and the recognition of a key at the beginning of a line.
//!
//! Owns the names. Knows nothing of the values.

/// Title.
pub const TITLE: &[&str] = &["title", "标题", "標題", "题目", "題目", "linktitle", "headline"];
/// Date, in order of trust: dates of writing come before dates of change.
pub const DATE: &[&str] = &[
    "date",
    "日期",
    "published",
    "publishdate",
    "pubdate",
    "pubdatetime",
    "pubtime",
    "publishdatetime",
    "publishtime",
    "publishat",
    "publishon",
    "publisheddate",
    "publisheddatetime",
    "publishedat",
    "publishedon",
    "publishedtime",
    "publicationdate",
    "datepublished",
    "datetime",
    "发布日期",
    "發布日期",
    "发布时间",
    "postdate",
    "postedat",
    "postedon",
    "posted",
    "releasedate",
    "created",
    "createdat",
    "createdon",
    "createddate",
    "createdtime",
    "createdatetime",
    "createdate",
    "createtime",
    "creationdate",
    "creationtime",
    "datecreated",
    "创建日期",
    "创建时间",
    "lastmod",
    "lastmodified",
    "lastmodifiedat",
    "lastmodifieddate",
    "lastmodifiedtime",
    "lastupdate",
    "lastupdated",
    "lastupdatedat",
    "lastedited",
    "updated",
    "updatedat",
    "updatedon",
    "updatedate",
    "updateddate",
    "updatedatetime",
    "updatedtime",
    "updatetime",
    "dateupdated",
    "moddate",
    "moddatetime",
    "modified",
    "modifiedat",
    "modifiedon",
    "modifieddate",
    "modifieddatetime",
    "modifiedtime",
    "datemodified",
    "更新日期",
    "更新时间",
];
/// First of the keys in [`DATE`] that give a date of change.
pub const FIRST_CHANGED: &str = "lastmod";
/// Authors.
pub const AUTHORS: &[&str] = &["authors", "author", "authorname", "authornames", "作者"];
/// Editors of a digest, who count as authors where none are named.
pub const EDITORS: &[&str] = &["editors", "editor", "编辑", "編輯"];
/// Categories.
pub const CATEGORIES: &[&str] = &["categories", "category", "分类", "分類"];
/// Tags.
pub const TAGS: &[&str] = &["tags", "tag", "标签", "標籤"];
/// Keywords for search engines, which count as tags where there are none.
pub const KEYWORDS: &[&str] = &["keywords", "keyword", "关键词", "關鍵詞"];
/// Source, in order of trust.
pub const SOURCE: &[&str] = &[
    "source",
    "来源",
    "來源",
    "sourceurl",
    "sourcelink",
    "sources",
    "sourceurls",
    "url",
    "link",
    "original",
    "originallink",
    "originalurl",
    "原文",
    "原文链接",
    "原文鏈接",
    "canonicalurl",
    "canonical",
    "externalurl",
    "externallink",
];
/// Keys of [`SOURCE`] that hold other values on many sites: paths of the site itself, flags, names.
pub const LOOSE_SOURCE: &[&str] =
    &["sources", "url", "link", "original", "原文", "canonical", "canonicalurl", "externalurl"];
/// Description.
pub const DESCRIPTION: &[&str] =
    &["description", "summary", "excerpt", "abstract", "摘要", "描述", "简介"];
/// Path of the post on its site, which may contain the date.
pub const PATH: &[&str] = &["path", "slug", "permalink", "url"];
/// Groups whose keys count like top-level ones: Zola's and Hugo's.
pub const GROUPS: &[&str] = &["taxonomies", "extra", "params"];
/// Keys without a field of their own, which still show that a line is front matter.
const OTHERS: &[&str] = &[
    "layout",
    "slug",
    "draft",
    "status",
    "permalink",
    "path",
    "template",
    "weight",
    "lang",
    "language",
    "aliases",
    "image",
    "kind",
    "type",
    "id",
    "toc",
];

/// A key without case, blanks and punctuation: `pub_date`, `Pub-Date` and `pubDate` are the same.
pub fn normal(key: &str) -> String {
    if key.is_ascii() {
        let letters = key.bytes().filter(u8::is_ascii_alphanumeric);
        return letters.map(|letter| char::from(letter.to_ascii_lowercase())).collect();
    }
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// True for a key in any of these lists.
pub fn is_known(key: &str) -> bool {
    let key = normal(key);
    [TITLE, DATE, AUTHORS, EDITORS, CATEGORIES, TAGS, KEYWORDS, SOURCE, DESCRIPTION, GROUPS, OTHERS]
        .iter()
        .any(|names| names.contains(&key.as_str()))
}

/// True for a key whose value is a text or a list of texts, in which any character may occur.
pub fn is_text(key: &str) -> bool {
    let key = normal(key);
    [TITLE, AUTHORS, EDITORS, CATEGORIES, TAGS, KEYWORDS, DESCRIPTION]
        .iter()
        .any(|names| names.contains(&key.as_str()))
}

/// A line that begins with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyLine<'a> {
    /// Bytes of white space before the key.
    pub indent: usize,
    /// The key, without quotes.
    pub key: &'a str,
    /// The text after the separator, trimmed.
    pub value: &'a str,
}

/// The key that a line begins with, before `separator` (`:` or `=`), and its value. As in YAML, a colon needs
/// white space or the end of the line after it, unless the key is known. After a known key, a full-width
/// colon is accepted too.
pub fn key_line(line: &str, separator: char) -> Option<KeyLine<'_>> {
    let body = line.trim_start();
    let indent = line.len() - body.len();
    let (key, rest) = if let quote @ ('"' | '\'') = body.chars().next()? {
        let end = body[1..].find(quote)?;
        (&body[1..=end], body[end + 2..].trim_start())
    } else {
        let end = body.find([separator, '：'])?;
        (body[..end].trim_end(), &body[end..])
    };
    let mut after = rest.chars();
    let found = after.next()?;
    let value = after.as_str();
    let is_name = key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '))
        && key.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        && key.len() <= 64;
    let is_separated = match found {
        '：' => separator == ':' && is_known(key),
        ':' if separator == ':' => {
            value.is_empty() || value.starts_with(char::is_whitespace) || is_known(key)
        }
        other => other == separator,
    };
    (is_name && is_separated).then(|| KeyLine { indent, key, value: value.trim() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_and_without_keys() {
        for (line, expected) in [
            ("title: A: b", Some((0, "title", "A: b"))),
            ("  \"quoted key\" : x", Some((2, "quoted key", "x"))),
            ("Title:x", Some((0, "Title", "x"))),
            ("标题：云", Some((0, "标题", "云"))),
            ("tags:", Some((0, "tags", ""))),
            ("https://a.b", None),
            ("- item: x", None),
            ("# note: x", None),
            ("作者们：某", None),
            ("(see: x", None),
            ("\"unclosed: x", None),
            ("\"\": x", None),
            ("", None),
        ] {
            let found = key_line(line, ':').map(|found| (found.indent, found.key, found.value));
            assert_eq!(found, expected, "{line}");
        }
        assert_eq!(key_line("a.b = 1", '=').map(|found| found.key), Some("a.b"));
    }

    #[test]
    fn spellings_of_a_key_are_one() {
        assert!(["pubDate", "pub_date", "Pub-Date", "PUB DATE"].iter().all(|key| is_known(key)));
        assert!(!is_known("note"));
    }
}
