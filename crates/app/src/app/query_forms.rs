//! The forms of the query language, with working examples, for its help.

use super::context::Context;
use super::help::HelpRow;
use super::picker::{Choice, Item, ItemMark};
use crate::library::Facet;
use crate::messages::{Language, Text};
use crate::query::quoted;

/// A form of the query language: an example and its meaning.
struct QueryForm {
    example: String,
    meaning: Text<'static>,
}

/// The forms, with the two most frequent tags and the most frequent host as values.
fn forms(tags: [&str; 2], host: &str) -> Vec<QueryForm> {
    let [tag, other] = tags.map(quoted);
    let host = quoted(host);
    let form = |example: &str, meaning| QueryForm { example: example.to_owned(), meaning };
    vec![
        form("istio ambient", Text::FormWords),
        form("\"service mesh\"", Text::FormPhrase),
        form(&format!("tag:{tag}"), Text::FormTag),
        form(&format!("tag:{tag},{other}"), Text::FormAnyOf),
        form("tag:k*", Text::FormGlob),
        form(&format!("-tag:{tag}"), Text::FormNot),
        form(&format!("tag:{tag} OR tag:{other}"), Text::FormOr),
        form("title:mesh", Text::FormField),
        form(&format!("source:{host}"), Text::FormSource),
        form("since:7d", Text::FormSince),
        form("date:2026-01..2026-03", Text::FormDates),
        form("is:unread", Text::FormUnread),
        form("is:starred", Text::FormStarred),
        form("mine:todo", Text::FormMine),
        form("starred:7d", Text::FormMarked),
        form("has:code", Text::FormHas),
        form("/ebpf|xdp/", Text::FormPattern),
        form("fuwuwangge", Text::FormPinyin),
        form("sort:relevance", Text::FormSort),
    ]
}

/// The forms as items of a picker; the examples contain values of the library.
pub(super) fn query_form_items(context: &Context) -> Vec<Item> {
    let values = |facet| {
        let values = context.library.table(facet).values();
        let counts = context.results.facets.of(facet).iter();
        counts.filter_map(move |count| Some(values.get(count.number as usize)?.value.as_str()))
    };
    let mut tags = values(Facet::Tag);
    let tags = [tags.next().unwrap_or("kubernetes"), tags.next().unwrap_or("istio")];
    let host = values(Facet::Source).next().unwrap_or("cncf.io");
    let item = |form: QueryForm| Item {
        text: form.example.clone(),
        other: format!(
            "{} {}",
            form.meaning.say(Language::English),
            form.meaning.say(context.language)
        ),
        detail: form.meaning.say(context.language),
        mark: ItemMark::None,
        choice: Choice::Query(form.example),
    };
    forms(tags, host).into_iter().map(item).collect()
}

/// The forms as rows of the help.
pub(super) fn query_form_rows(language: Language) -> impl Iterator<Item = HelpRow> {
    let forms = forms(["kubernetes", "istio"], "cncf.io").into_iter();
    forms.map(move |form| HelpRow::Keys(form.example, form.meaning.say(language)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[test]
    fn every_example_is_understood() {
        for form in forms(["服务网格", "service mesh"], "a:8080") {
            let query = parse(&form.example);
            assert!(query.hints.is_empty(), "{}: {:?}", form.example, query.hints);
        }
    }
}
