//! The status line: the current activity, and hints on the most important keys.

use super::action::Action;
use super::hint::{hint_sentence, query_hints};
use super::model::Model;
use super::overlay::Overlay;
use super::pages::Pages;
use super::panes::{Area, Pane};
use super::picker::Subject;
use crate::config::Part;
use crate::messages::Text;
use crate::post::Severity;
use std::fmt::Write;

/// The status line as it is painted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusLine {
    /// The text on the left.
    pub text: String,
    /// The style of the text.
    pub part: Part,
    /// The hints on the right, as many as fit.
    pub hints: Vec<StatusHint>,
}

/// A hint: a key with a word for its action. A click on it presses the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusHint {
    /// Column of its left edge, from zero.
    pub x: u16,
    /// Width in cells.
    pub width: u16,
    /// The key, in its notation.
    pub key: String,
    /// The word for its action.
    pub word: String,
}

/// Lays out the status line for an area.
pub fn status_line(model: &Model, area: Area) -> StatusLine {
    let width = |text: &str| model.context.config.ambiguous_width.width(text);
    let (text, part) = text(model);
    let room = usize::from(area.width.saturating_sub(2));
    let text = model.context.config.ambiguous_width.truncate(&text, room);
    let room = room.saturating_sub(width(&text) + 2);
    let mut hints: Vec<StatusHint> = Vec::new();
    let mut cells = 0;
    for (key, word) in keys(model) {
        let own = width(&key) + 1 + width(&word);
        let gap = if hints.is_empty() { 0 } else { 2 };
        if cells + gap + own > room {
            break;
        }
        hints.push(StatusHint { x: (cells + gap) as u16, width: own as u16, key, word });
        cells += gap + own;
    }
    // Align them to the right.
    let start = area.x + area.width - 1 - cells as u16;
    for hint in &mut hints {
        hint.x += start;
    }
    StatusLine { text, part, hints }
}

/// The text of the line: a notice, or else a hint on the query, or else the current activity.
fn text(model: &Model) -> (String, Part) {
    if let Some(notice) = model.notices.shown() {
        let part = if notice.is_error { Part::Error } else { Part::Text };
        let mark = if notice.is_error { "✗ " } else { "" };
        let more = match model.notices.waiting() {
            0 => String::new(),
            waiting => format!(" (+{waiting})"),
        };
        return (format!("{mark}{}{more}", notice.text), part);
    }
    if model.link_labels.is_some() {
        return (Text::TypeHint.say(model.context.language), Part::Key);
    }
    if model.count.is_some() || !model.pressed.is_empty() {
        let count = model.count.iter().map(ToString::to_string);
        let keys: Vec<String> =
            count.chain(model.pressed.iter().map(ToString::to_string)).collect();
        let mut text = keys.join(" ");
        let is_read = model.context.focus == Pane::Reader && model.overlay.is_none();
        let number = model.count.filter(|_| is_read);
        if let Some(host) = number.and_then(|number| model.reader.host_of_link(number)) {
            let _ = write!(text, " → {host}");
        }
        return (text, Part::Key);
    }
    if let Some(completion) = model.context.query.completion() {
        // The current candidate, followed by those that Tab leads to.
        let (before, from) = completion.candidates.split_at(completion.index);
        let next: Vec<&str> = from.iter().chain(before).map(String::as_str).collect();
        return (next.join("  "), Part::Text);
    }
    if let Some(hint) = query_hints(model).next() {
        return (hint_sentence(&hint.problem, model.context.language), Part::QueryUnknown);
    }
    if model.overlay.is_none()
        && let Some(sentence) = model.pages.sentence(&model.context)
    {
        return (sentence, Part::Text);
    }
    let mut parts: Vec<String> = model.pulls.activity(&model.context).into_iter().collect();
    let running: Vec<&str> = model.commands.running().collect();
    if !running.is_empty() {
        let key = model.context.keymap.key_of(Action::Cancel);
        let text = Text::CommandsRun(&running.join(", "), &key);
        parts.push(text.say(model.context.language));
    }
    let selected = &model.context.selected_rows;
    if !selected.is_empty() {
        let text = Text::SelectedRows(selected.len(), selected.unlisted());
        parts.push(text.say(model.context.language));
    }
    let starred = model.context.starred_stories_instead();
    if starred > 0 {
        let key = model.context.keymap.key_of(Action::Stories);
        parts.push(Text::StarredStoriesInstead(starred, &key).say(model.context.language));
    }
    if !model.context.load.done {
        parts.push(match model.context.load.total {
            Some(total) => {
                Text::Reading(model.context.load.read, total).say(model.context.language)
            }
            None => Text::Walking.say(model.context.language),
        });
    } else if model.context.load.looking {
        parts.push(Text::Looking.say(model.context.language));
    }
    let muted = model.context.results.muted;
    if muted > 0 {
        let key = model.context.keymap.key_of(Action::Muted);
        parts.push(Text::MutedShownBy(muted, &key).say(model.context.language));
    }
    // Findings of severity `Hint` are not counted; the list shows them.
    let problems = model.findings.shown.partition_point(|one| one.severity > Severity::Hint);
    if problems > 0 {
        parts.push(format!("! {}", Text::Problems(problems).say(model.context.language)));
    }
    (parts.join(" · "), Part::Dim)
}

/// The keys to hint at, each with a word, most important first.
fn keys(model: &Model) -> Vec<(String, String)> {
    let fixed = |key: &str, what: Text| (key.to_owned(), what.say(model.context.language));
    if let Some(overlay) = &model.overlay {
        return overlay_keys(overlay, model);
    }
    if model.context.query.is_editing() {
        return vec![
            fixed("Enter", Text::HintKeep),
            fixed("Esc", Text::HintGiveBack),
            fixed("Tab", Text::HintComplete),
            fixed("?", Text::HintSyntax),
            fixed("↑", Text::HintHistory),
        ];
    }
    let other = if model.context.lists_stories() { Text::HintPosts } else { Text::HintStories };
    let has_others = model
        .reader
        .meant_story(&model.context)
        .is_some_and(|page| model.context.is_reported_again(page));
    let is_reported_again = has_others && model.context.lists_stories();
    let in_list = in_list(model, other.clone(), is_reported_again);
    let on_page = Pages::hints(&model.context);
    let actions: &[(Action, Text)] = match model.context.focus {
        _ if let Some(hints) = &on_page => hints,
        Pane::Facets => &[
            (Action::Toggle, Text::HintToggle),
            (Action::Exclude, Text::HintExclude),
            (Action::Filter, Text::HintFilter),
            (Action::NextPane, Text::HintPane),
            (Action::Help, Text::HintHelp),
        ],
        Pane::List => &in_list,
        Pane::Reader if model.context.output().is_some() => &[
            (Action::Back, Text::HintBack),
            (Action::Find, Text::HintFind),
            (Action::Reload, Text::HintRunAgain),
            (Action::CopyMenu, Text::HintCopyMenu),
            (Action::Help, Text::HintHelp),
        ],
        Pane::Reader => &[
            (Action::NextStory, Text::HintStory),
            (Action::OpenSource, Text::HintOpen),
            (Action::Find, Text::HintFind),
            (Action::AlsoIn, Text::HintAlsoIn),
            (Action::Dossier, Text::HintDossier),
            (Action::NextPost, Text::HintPost),
            (Action::Back, Text::HintBack),
            (Action::Help, Text::HintHelp),
        ],
    };
    actions
        .iter()
        .filter(|(action, _)| !matches!(action, Action::AlsoIn | Action::Dossier) || has_others)
        .filter_map(|(action, what)| {
            Some((model.context.keymap.first_key(*action)?, what.say(model.context.language)))
        })
        .collect()
}

/// The keys to hint at while an overlay is open, each with a word.
fn overlay_keys(overlay: &Overlay, model: &Model) -> Vec<(String, String)> {
    let fixed = |key: &str, what: Text| (key.to_owned(), what.say(model.context.language));
    match overlay {
        Overlay::Picker(picker) => {
            let is_value = matches!(picker.subject, Subject::Values(_));
            let enter = if is_value { Text::HintToggle } else { Text::HintChoose };
            let mut hints = vec![fixed("Enter", enter)];
            if is_value {
                hints.push(fixed("Tab", Text::HintMark));
            }
            if picker.subject == Subject::OwnTags {
                hints = vec![fixed("Enter", Text::HintTag), fixed("Tab", Text::HintSeveral)];
            }
            if picker.subject == Subject::Views {
                hints.push(fixed("Del", Text::HintDelete));
            }
            hints.push(fixed("Esc", Text::HintClose));
            hints
        }
        Overlay::Problems(_) => {
            let key = |action| model.context.keymap.key_of(action);
            vec![
                fixed("Enter", Text::HintRead),
                fixed(&key(Action::FindingKind), Text::HintKind),
                fixed(&key(Action::Dismiss), Text::HintDismiss),
                fixed("Esc", Text::HintClose),
            ]
        }
        Overlay::Help(help) if help.typing => {
            vec![fixed("Enter", Text::HintKeep), fixed("Esc", Text::HintGiveBack)]
        }
        Overlay::Help(_) => {
            let key = |action| model.context.keymap.first_key(action).unwrap_or_default();
            let scroll = format!("{} {}", key(Action::Down), key(Action::Up));
            vec![
                fixed("Esc", Text::HintClose),
                fixed(&key(Action::Search), Text::HintSearch),
                fixed(scroll.trim(), Text::HintScroll),
            ]
        }
        Overlay::Export(_) => {
            vec![
                fixed("Enter", Text::HintExport),
                fixed("← →", Text::HintChange),
                fixed("Esc", Text::HintClose),
            ]
        }
        Overlay::Picture(_) => {
            let key = |action| model.context.keymap.first_key(action).unwrap_or_default();
            let keys = format!("{} {}", key(Action::Down), key(Action::Up));
            vec![fixed("Esc", Text::HintClose), fixed(keys.trim(), Text::HintOtherPictures)]
        }
        Overlay::Confirm(_) => vec![fixed("Enter", Text::HintYes), fixed("Esc", Text::HintNo)],
        Overlay::Find { .. } => Vec::new(),
        Overlay::Filter => {
            vec![fixed("Enter", Text::HintKeep), fixed("Esc", Text::HintClose)]
        }
        Overlay::Note(_) => vec![
            fixed("Enter", Text::HintSave),
            fixed("C-e", Text::HintEditor),
            fixed("Esc", Text::HintClose),
        ],
        Overlay::Name { .. } => {
            vec![fixed("Enter", Text::HintSave), fixed("Esc", Text::HintClose)]
        }
    }
}

/// The keys to hint at in the list. Going back is more important if it leads to trends or out of a briefing.
fn in_list(
    model: &Model,
    other: Text<'static>,
    is_reported_again: bool,
) -> Vec<(Action, Text<'static>)> {
    if !model.context.selected_rows.is_empty() {
        return vec![
            (Action::Cancel, Text::HintClear),
            (Action::Star, Text::HintStar),
            (Action::TurnRead, Text::HintMarkRead),
            (Action::OpenSource, Text::HintOpen),
            (Action::Export, Text::HintExport),
            (Action::CopyUrl, Text::HintCopy),
            (Action::SelectRange, Text::HintRange),
            (Action::CopyMenu, Text::HintCopyMenu),
            (Action::Help, Text::HintHelp),
        ];
    }
    let mut keys = vec![
        (Action::Read, Text::HintRead),
        (Action::Search, Text::HintSearch),
        (Action::Stories, other),
        (Action::Tags, Text::HintTags),
        (Action::OpenSource, Text::HintOpen),
        (Action::NextPane, Text::HintPane),
        (Action::Help, Text::HintHelp),
    ];
    if is_reported_again {
        // It takes the place of a key that is also known from lists of posts.
        keys.retain(|(action, _)| *action != Action::Tags);
        keys.insert(3, (Action::Dossier, Text::HintDossier));
    }
    if model.context.results.rows.is_empty() {
        // There is nothing to read.
        keys.retain(|(action, _)| !matches!(action, Action::Read | Action::OpenSource));
    }
    let is_briefing = model.briefing.open().is_some();
    if is_briefing || model.pages.trends.leads_back_from(model.context.query.text()) {
        keys.insert(1, (Action::Back, Text::HintBack));
    } else {
        keys.push((Action::Back, Text::HintQuit));
    }
    keys
}
