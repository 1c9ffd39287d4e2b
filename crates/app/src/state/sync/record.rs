//! A record: one line of JSON that says what mark a machine has set on a post or story, and when.

use super::post_key::PostKey;
use crate::post::{Date, PageId, note, own_tag};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;

/// Version of the records that are written, and the newest one that is read.
pub(super) const VERSION: u32 = 1;
/// Maximum length of a record's line in bytes; a longer line is skipped. A note of the maximum size fits,
/// even if every character is escaped.
pub(super) const MAX_LINE_BYTES: u64 = 256 << 10;
/// Maximum length of a machine's name in bytes.
const MAX_MACHINE_BYTES: usize = 64;

/// A mark that a machine has set, changed or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MarkRecord {
    /// The post or story that is marked.
    pub target: RecordTarget,
    /// The mark.
    pub mark: SyncedMark,
    /// The day of the mark, if known.
    pub day: Option<Date>,
    /// Time of the mark on the common clock; see [`super::clock`].
    pub stamp: i64,
    /// The machine on which the mark was set.
    pub machine: String,
}

/// A post or story as all machines know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RecordTarget {
    Post(PostKey),
    Story(PageId),
}

/// A field of a post or story, and its value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SyncedMark {
    /// Read (`true`) or unread, of a story seen or not seen; `None` if there is no mark.
    Read(Option<bool>),
    /// Starred (`true`) or not; `None` if there is no mark.
    Starred(Option<bool>),
    /// The note; empty if there is none.
    Note(String),
    /// An own tag was added (`true`) or removed.
    Tag(String, bool),
}

/// Reason why a line is not a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineError {
    /// Written by a later version of the program.
    Newer,
    /// Damaged, or something else.
    Invalid,
}

impl SyncedMark {
    /// Name of the field in the store; each own tag is a field.
    pub fn field(&self) -> Cow<'static, str> {
        match self {
            Self::Read(_) => "read".into(),
            Self::Starred(_) => "star".into(),
            Self::Note(_) => "note".into(),
            Self::Tag(tag, _) => format!("tag:{tag}").into(),
        }
    }

    /// The value in the store.
    pub fn value(&self) -> &str {
        match self {
            Self::Read(on) | Self::Starred(on) => match on {
                Some(true) => "1",
                None => "0",
                Some(false) => "-1",
            },
            Self::Note(note) => note,
            Self::Tag(_, on) => {
                if *on {
                    "1"
                } else {
                    "0"
                }
            }
        }
    }

    /// The mark with a field and a value as stored; `None` if they are invalid.
    pub fn of(field: &str, value: String) -> Option<Self> {
        let explicit = |value: &str| match value {
            "1" => Some(Some(true)),
            "0" => Some(None),
            "-1" => Some(Some(false)),
            _ => None,
        };
        Some(match field {
            "read" => Self::Read(explicit(&value)?),
            "star" => Self::Starred(explicit(&value)?),
            "note" => Self::Note(value),
            _ => Self::Tag(field.strip_prefix("tag:")?.to_owned(), value == "1"),
        })
    }
}

/// A record's line. Keys that a version does not know are ignored.
#[derive(Serialize, Deserialize)]
struct RecordLine<'a> {
    v: u32,
    at: i64,
    #[serde(borrow)]
    by: Cow<'a, str>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    post: Option<PostLine<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    story: Option<Cow<'a, str>>,
    #[serde(borrow)]
    mark: Cow<'a, str>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    tag: Option<Cow<'a, str>>,
    value: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<Date>,
}

#[derive(Serialize, Deserialize)]
struct PostLine<'a> {
    #[serde(borrow)]
    root: Cow<'a, str>,
    #[serde(borrow)]
    path: Cow<'a, str>,
    #[serde(borrow)]
    title: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<Date>,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

/// The version of a line whose other keys may be unknown.
#[derive(Deserialize)]
struct LineVersion {
    v: u32,
}

impl MarkRecord {
    /// The record as a line, which ends with a line feed.
    pub fn line(&self) -> Vec<u8> {
        let (post, story) = match &self.target {
            RecordTarget::Post(key) => {
                let post = PostLine {
                    root: key.root.as_str().into(),
                    path: key.path.as_str().into(),
                    title: key.title.as_str().into(),
                    day: key.day,
                    text: hex(key.text).into(),
                };
                (Some(post), None)
            }
            RecordTarget::Story(page) => (None, Some(hex(page.0).into())),
        };
        let (mark, tag, value) = match &self.mark {
            SyncedMark::Read(on) => ("read", None, (*on).into()),
            SyncedMark::Starred(on) => ("star", None, (*on).into()),
            SyncedMark::Note(note) => ("note", None, note.as_str().into()),
            SyncedMark::Tag(tag, on) => ("tag", Some(tag.as_str().into()), (*on).into()),
        };
        let (by, mark) = (self.machine.as_str().into(), mark.into());
        let line = RecordLine {
            v: VERSION,
            at: self.stamp,
            by,
            post,
            story,
            mark,
            tag,
            value,
            day: self.day,
        };
        // Strings and numbers can always be written.
        let mut bytes = serde_json::to_vec(&line).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Parses a line.
    ///
    /// # Errors
    ///
    /// Returns an error if the line is not a record, or one of a later version.
    pub fn parse(line: &[u8]) -> Result<Self, LineError> {
        let parsed: Option<RecordLine<'_>> = serde_json::from_slice(line).ok();
        let Some(parsed) = parsed.filter(|line| line.v <= VERSION) else {
            return match serde_json::from_slice::<LineVersion>(line) {
                Ok(LineVersion { v }) if v > VERSION => Err(LineError::Newer),
                _ => Err(LineError::Invalid),
            };
        };
        Self::of(parsed).ok_or(LineError::Invalid)
    }

    /// The record of a line; `None` if a value is invalid. Texts are cleaned, since anything may have
    /// written them.
    fn of(line: RecordLine<'_>) -> Option<Self> {
        let target = match (line.post, line.story) {
            (Some(post), None) => RecordTarget::Post(PostKey {
                root: post.root.into_owned(),
                path: post.path.into_owned(),
                title: post.title.into_owned(),
                day: post.day,
                text: u64::from_str_radix(&post.text, 16).ok()?,
            }),
            (None, Some(page)) => RecordTarget::Story(PageId(u64::from_str_radix(&page, 16).ok()?)),
            _ => return None,
        };
        let explicit = |value: &Value| match value {
            Value::Null => Some(None),
            Value::Bool(on) => Some(Some(*on)),
            _ => None,
        };
        let mark = match &*line.mark {
            "read" => SyncedMark::Read(explicit(&line.value)?),
            "star" => SyncedMark::Starred(explicit(&line.value)?),
            "note" => SyncedMark::Note(note(line.value.as_str()?).0),
            "tag" => SyncedMark::Tag(own_tag(&line.tag?)?, line.value.as_bool()?),
            _ => return None,
        };
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let by = Some(line.by.into_owned())
            .filter(|by| (1..=MAX_MACHINE_BYTES).contains(&by.len()) && by.bytes().all(is_name))?;
        let stamp = Some(line.at).filter(|at| super::clock::is_valid(*at))?;
        Some(Self { target, mark, day: line.day, stamp, machine: by })
    }
}

/// A 64-bit number as 16 hexadecimal digits, which every reader of JSON takes exactly.
fn hex(number: u64) -> String {
    format!("{number:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A record with a mark.
    fn record(mark: SyncedMark) -> MarkRecord {
        let key = PostKey {
            root: "blog".to_owned(),
            path: "_posts/a \"b\".md".to_owned(),
            title: "云\u{7f}报".to_owned(),
            day: Some(Date::constant(2026, 1, 14)),
            text: u64::MAX,
        };
        let day = Some(Date::constant(2026, 11, 30));
        let target = RecordTarget::Post(key);
        MarkRecord { target, mark, day, stamp: 77, machine: "a1".to_owned() }
    }

    #[test]
    fn a_record_is_one_line_that_can_be_read_by_anyone() {
        let line = record(SyncedMark::Tag("todo".to_owned(), true)).line();
        assert_eq!(
            String::from_utf8(line).unwrap(),
            "{\"v\":1,\"at\":77,\"by\":\"a1\",\"post\":{\"root\":\"blog\",\"path\":\"_posts/a \\\"b\\\".md\",\
             \"title\":\"云\u{7f}报\",\"day\":\"2026-01-14\",\"text\":\"ffffffffffffffff\"},\"mark\":\"tag\",\
             \"tag\":\"todo\",\"value\":true,\"day\":\"2026-11-30\"}\n"
        );
        let story = RecordTarget::Story(PageId(10));
        let record = MarkRecord { target: story, day: None, ..record(SyncedMark::Read(None)) };
        let line = String::from_utf8(record.line()).unwrap();
        let expected = "\"story\":\"000000000000000a\",\"mark\":\"read\",\"value\":null}\n";
        assert!(line.ends_with(expected), "{line}");
    }

    #[test]
    fn other_lines_are_told_apart_from_newer_ones() {
        let line = String::from_utf8(record(SyncedMark::Read(Some(true))).line()).unwrap();
        for (from, to, expected) in [
            ("\"v\":1", "\"v\":2", LineError::Newer),
            ("\"v\":1,\"at\":77", "\"v\":2,\"at\":[7]", LineError::Newer),
            ("\"read\"", "\"later\"", LineError::Invalid),
            ("true", "\"yes\"", LineError::Invalid),
            ("\"by\":\"a1\"", "\"by\":\"../a\"", LineError::Invalid),
            ("\"at\":77", "\"at\":0", LineError::Invalid),
            ("\"at\":77", "\"at\":9223372036854775807", LineError::Invalid),
            ("\"at\":77", "\"at\":1e300", LineError::Invalid),
            ("\"mark\"", "\"story\":\"0a\",\"mark\"", LineError::Invalid),
        ] {
            let other = line.replacen(from, to, 1);
            assert_ne!(other, line);
            assert_eq!(MarkRecord::parse(other.trim_end().as_bytes()), Err(expected), "{other}");
        }
        for other in ["", "<<<<<<< HEAD", "{}", "[1]", "null", "\"v\""] {
            assert_eq!(MarkRecord::parse(other.as_bytes()), Err(LineError::Invalid), "{other}");
        }
        let more = line.replacen("\"v\":1", "\"v\":1,\"more\":{}", 1);
        assert!(MarkRecord::parse(more.trim_end().as_bytes()).is_ok(), "an unknown key");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(text in any::<String>(), on in any::<Option<bool>>(), stamp in 1..1_i64 << 50) {
            let marks = [
                Some(SyncedMark::Read(on)),
                Some(SyncedMark::Starred(on)),
                Some(SyncedMark::Note(note(&text).0)),
                own_tag(&text).map(|tag| SyncedMark::Tag(tag, on.is_some())),
            ];
            for mark in marks.into_iter().flatten() {
                let record = MarkRecord { stamp, ..record(mark.clone()) };
                let line = record.line();
                prop_assert_eq!(MarkRecord::parse(&line), Ok(record));
                prop_assert_eq!(memchr::memchr(b'\n', &line), Some(line.len() - 1));
                prop_assert_eq!(SyncedMark::of(&mark.field(), mark.value().to_owned()), Some(mark));
            }
        }

        #[test]
        fn any_line_is_a_record_or_not(line in any::<Vec<u8>>()) {
            let _ = MarkRecord::parse(&line);
        }
    }
}
