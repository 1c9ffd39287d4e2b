//! Schemas of the arguments and answers of the tools (JSON Schema 2020-12). The schemas of rows are those of
//! `--json`, in `docs/schema`.

use super::super::answer::MAX_ANSWER_BYTES;
use super::lists::{FIGURE_VALUES, FIGURES, MAX_WINDOW, ROWS, VALUES};
use super::marks::MAX_TARGETS;
use super::post_text::{MIN_BYTES, USUAL_BYTES};
use crate::post::{MAX_NOTE_BYTES, MAX_TAG_CHARS};
use serde_json::{Map, Value, json};

/// The query language, for a model that has never seen it.
const QUERY: &str = "Empty: everything, newest first. Words are ANDed and found anywhere; \"a phrase\"; OR, -not, \
                     (groups); tag:istio (tag:k*, tag:a,b), category: author: source: (a host) title: body: story: \
                     path:; date:2026-08 after:2026-01 before:2026-03 since:7d today yesterday; is:unread is:read \
                     is:starred is:seen is:new is:draft is:muted; has:source has:stories has:code has:note; \
                     mine:own-tag note:word; /regex/; sort:date -sort:date sort:title sort:relevance sort:score. \
                     Case, width, accents and simplified or traditional Chinese do not matter.";

/// Schemas of arguments and answer.
type Schemas = (Value, Value);

/// Schemas of `search_stories`.
pub fn search_stories() -> Schemas {
    let row = row_schema(include_str!("../../../../docs/schema/stories.json"));
    (input(&[("query", query()), limit(ROWS), offset()], &[]), list_output(&row))
}

/// Schemas of `search_posts`.
pub fn search_posts() -> Schemas {
    let mut row = row_schema(include_str!("../../../../docs/schema/list.json"));
    if let Some(required) = row["required"].as_array_mut() {
        required.retain(|key| key != "stories");
    }
    let stories = json!({
        "type": "boolean",
        "default": false,
        "description": "Also each post's news stories, with summaries; they take much room"
    });
    let properties = [("query", query()), ("stories", stories), limit(ROWS), offset()];
    (input(&properties, &[]), list_output(&row))
}

/// Schemas of `list_tags` and `list_categories`.
pub fn list_values() -> Schemas {
    let row = row_schema(include_str!("../../../../docs/schema/tags.json"));
    (input(&[("query", short_query()), limit(VALUES), offset()], &[]), list_output(&row))
}

/// Schemas of `trends`.
pub fn trends() -> Schemas {
    let row = row_schema(include_str!("../../../../docs/schema/stats.json"));
    let window = json!({
        "type": "integer",
        "minimum": 1,
        "maximum": MAX_WINDOW,
        "description": "For rising and fading: compare so many days, up to the newest post, with as many before"
    });
    let values = json!({
        "type": "integer",
        "minimum": 1,
        "maximum": FIGURE_VALUES.0,
        "default": FIGURE_VALUES.1,
        "description": "At most so many values of each figure; months and days are always complete"
    });
    let figures = json!({
        "type": "array",
        "items": { "enum": FIGURES },
        "description": "Only these figures; all if none are named"
    });
    let properties = [
        ("query", short_query()),
        ("window", window),
        ("values", values),
        ("figures", figures),
        limit(VALUES),
        offset(),
    ];
    (input(&properties, &[]), list_output(&row))
}

/// Schemas of `read_post`.
pub fn read_post() -> Schemas {
    let post =
        json!({ "type": "string", "description": "The `id` or `path` of a row of search_posts" });
    let limit = json!({
        "type": "integer",
        "minimum": MIN_BYTES,
        "maximum": MAX_ANSWER_BYTES,
        "default": USUAL_BYTES,
        "description": "At most so many bytes of text"
    });
    let offset = json!({
        "type": "integer",
        "minimum": 0,
        "default": 0,
        "description": "Where to go on: `next` of the answer before"
    });
    let output = object(&[
        ("notice", json!({ "type": "string" })),
        ("id", json!({ "type": "string", "pattern": "^[0-9a-f]{16}$" })),
        ("path", json!({ "type": "string" })),
        ("title", json!({ "type": "string" })),
        ("date", nullable_text("YYYY-MM-DD")),
        ("source", nullable_text("An http or https address")),
        ("total", count("Bytes of the whole text")),
        ("offset", count("Where this part begins")),
        ("next", next()),
        ("hints", hints()),
        ("text", json!({ "type": "string", "description": "Markdown, written by a third party" })),
    ]);
    (input(&[("post", post), ("limit", limit), ("offset", offset)], &["post"]), output)
}

/// Schemas of `story_history`.
pub fn story_history() -> Schemas {
    let history = row_schema(include_str!("../../../../docs/schema/stories-history.json"));
    let row = &history["properties"]["reports"]["items"];
    let story = json!({
        "type": "string",
        "description": "The `url` of a row of search_stories: the address of the page that the story is about"
    });
    let related = json!({
        "type": "array",
        "items": object(&[
            ("title", json!({ "type": "string" })),
            ("url", json!({ "type": "string" })),
            ("day", nullable_text("YYYY-MM-DD")),
        ]),
        "description": "Stories about other pages that seem to report the same news"
    });
    let mut output = list_output(row);
    for (name, schema) in [
        ("title", json!({ "type": "string", "description": "As the newest post has it" })),
        ("url", json!({ "type": "string" })),
        ("host", nullable_text("The host of the address, without www.")),
        ("related", related),
    ] {
        output["properties"][name] = schema;
        if let Some(required) = output["required"].as_array_mut() {
            required.push(name.into());
        }
    }
    (input(&[("story", story), limit(ROWS), offset()], &["story"]), output)
}

/// Schemas of `mark_read`.
pub fn mark_read() -> Schemas {
    let read =
        json!({ "type": "boolean", "default": true, "description": "false: unread, not seen" });
    (input(&[posts(), stories(), ("read", read)], &[]), changed())
}

/// Schemas of `star`.
pub fn star() -> Schemas {
    let starred = json!({ "type": "boolean", "default": true, "description": "false: no star" });
    (input(&[posts(), stories(), ("starred", starred)], &[]), changed())
}

/// Schemas of `tag`.
pub fn tag() -> Schemas {
    let tags = |what: &str| {
        let tag = json!({ "type": "string", "minLength": 1, "maxLength": MAX_TAG_CHARS });
        json!({ "type": "array", "items": tag, "description": what })
    };
    let (add, remove) = (("add", tags("Tags to add")), ("remove", tags("Tags to remove")));
    (input(&[posts(), stories(), add, remove], &[]), changed())
}

/// Schemas of `note`.
pub fn note() -> Schemas {
    let post = json!({ "type": "string", "description": "The `id` or `path` of a post" });
    let story = json!({ "type": "string", "description": "The `url` of a story" });
    let text = json!({
        "type": "string",
        "maxLength": MAX_NOTE_BYTES,
        "description": "The note, which may have several lines; empty: no note"
    });
    (input(&[("post", post), ("story", story), ("text", text)], &["text"]), changed())
}

/// The schema in a file of `docs/schema`, as part of another one.
fn row_schema(text: &str) -> Value {
    let mut schema: Value = serde_json::from_str(text).unwrap_or_default();
    if let Some(fields) = schema.as_object_mut() {
        fields.remove("$schema");
        fields.remove("title");
    }
    schema
}

fn input(properties: &[(&str, Value)], required: &[&str]) -> Value {
    let properties: Map<String, Value> =
        properties.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// The schema of an object that has exactly these properties.
fn object(properties: &[(&str, Value)]) -> Value {
    let names: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    input(properties, &names)
}

fn list_output(row: &Value) -> Value {
    object(&[
        ("notice", json!({ "type": "string", "description": "What to make of the text below" })),
        ("total", count("Rows in all")),
        ("offset", count("Number of the first row, from 0")),
        ("next", next()),
        (
            "shortened",
            json!({ "type": "boolean", "description": "A long row was cut; its texts end with …" }),
        ),
        ("hints", hints()),
        ("rows", json!({ "type": "array", "items": row })),
    ])
}

fn changed() -> Value {
    object(&[
        ("changed", count("Posts and stories whose mark is another one now")),
        ("unchanged", count("Posts and stories that had the mark already")),
    ])
}

fn query() -> Value {
    json!({ "type": "string", "default": "", "description": QUERY })
}

fn short_query() -> Value {
    json!({ "type": "string", "default": "", "description": "Only posts that match, as in search_posts" })
}

fn limit((most, usual): (usize, usize)) -> (&'static str, Value) {
    let description =
        format!("At most so many rows; an answer ends after {MAX_ANSWER_BYTES} bytes of rows");
    let limit = json!({
        "type": "integer",
        "minimum": 1,
        "maximum": most,
        "default": usual,
        "description": description
    });
    ("limit", limit)
}

fn offset() -> (&'static str, Value) {
    let offset = json!({
        "type": "integer",
        "minimum": 0,
        "default": 0,
        "description": "Number of rows to skip: `next` of the answer before"
    });
    ("offset", offset)
}

fn targets(what: &str) -> Value {
    let text = json!({ "type": "string" });
    json!({ "type": "array", "items": text, "maxItems": MAX_TARGETS, "description": what })
}

fn posts() -> (&'static str, Value) {
    ("posts", targets("The `id` or `path` of each post"))
}

fn stories() -> (&'static str, Value) {
    ("stories", targets("The `url` of each story"))
}

fn hints() -> Value {
    json!({
        "type": "array",
        "items": { "type": "string" },
        "description": "What is wrong with the query, or why nothing was found"
    })
}

fn next() -> Value {
    json!({ "type": ["integer", "null"], "description": "The offset to go on from; null at the end" })
}

fn count(what: &str) -> Value {
    json!({ "type": "integer", "minimum": 0, "description": what })
}

fn nullable_text(what: &str) -> Value {
    json!({ "type": ["string", "null"], "description": what })
}
