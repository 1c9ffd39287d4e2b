//! Prints settings as YAML from which they could have been read.

use super::commands::{CommandInput, CommandOutput, CommandTarget, OwnCommand};
use super::settings::SETTINGS;
use super::{Config, Part, Theme};
use crate::query::RuleEffects;
use crate::stories::StoryForms;
use serde_yaml::{Mapping, Value};

/// The settings in use, with the two that the config alone does not tell.
pub(super) struct InUse<'a> {
    pub config: &'a Config,
    /// Tag of the language.
    language: &'a str,
    /// All actions, each with its keys.
    keys: &'a [(String, Vec<String>)],
}

/// The settings as YAML, including the language in use, all actions with their keys, and every look
/// of the theme in use.
pub fn show(config: &Config, language: &str, keys: &[(String, Vec<String>)]) -> String {
    let used = InUse { config, language, keys };
    let shown = map(SETTINGS.iter().map(|setting| (setting.key, (setting.show)(&used))));
    serde_yaml::to_string(&shown).unwrap_or_else(|error| format!("# {error}\n"))
}

/// A mapping with these entries, in this order.
fn map<'a>(entries: impl Iterator<Item = (&'a str, Value)>) -> Value {
    entries.map(|(key, value)| (Value::from(key), value)).collect::<Mapping>().into()
}

/// The name of a value.
pub(super) fn name<T: Copy + PartialEq>(names: &[(&'static str, T)], value: T) -> Value {
    names.iter().find(|(_, known)| *known == value).map_or("", |(name, _)| name).into()
}

/// Each folder or file, alone or with its own settings. A path that is not valid UTF-8 is shown with
/// replacement characters.
pub(super) fn roots(used: &InUse) -> Value {
    let root = |path: &std::path::PathBuf| {
        let shown = Value::from(path.to_string_lossy());
        let Config { forms, pulls, .. } = used.config;
        let forms = forms.iter().find(|(root, _)| root == path);
        let pull = pulls.iter().find(|(root, _)| root == path);
        if forms.is_none() && pull.is_none() {
            return shown;
        }
        let forms = forms.map(|(_, forms)| ("stories", name(&StoryForms::NAMES, *forms)));
        let pull = pull.map(|(_, command)| ("pull", command.words().to_vec().into()));
        map([Some(("path", shown)), forms, pull].into_iter().flatten())
    };
    Value::Sequence(used.config.roots.iter().map(root).collect())
}

/// The named queries.
pub(super) fn views(used: &InUse) -> Value {
    map(used.config.views.iter().map(|(name, query)| (name.as_str(), query.as_str().into())))
}

/// The rules, each with its condition and its effects.
pub(super) fn rules(used: &InUse) -> Value {
    let Config { rules, rule_looks, rule_places, .. } = used.config;
    let rules = (0..).zip(rules.list()).zip(rule_places);
    let rules = rules.map(|((number, rule), (when, _))| {
        let effects = &rule.effects;
        let score = (effects.score != 0).then(|| ("score", effects.score.into()));
        let look = rule_looks.get(&number).map(|look| ("look", look.to_string().into()));
        let entries = [
            Some(("when", when.as_str().into())),
            // A rule that is switched off keeps an effect, without which it could not be read.
            (*effects == RuleEffects::default()).then(|| ("mute", false.into())),
            effects.mute.then(|| ("mute", true.into())),
            effects.marks.read.then(|| ("read", true.into())),
            effects.marks.star.then(|| ("star", true.into())),
            look,
            score,
        ];
        map(entries.into_iter().flatten())
    });
    Value::Sequence(rules.collect())
}

/// The user's own commands.
pub(super) fn commands(used: &InUse) -> Value {
    let command = |command: &OwnCommand| {
        let keys: Vec<&str> = command.keys.iter().map(|(keys, _)| keys.as_str()).collect();
        let run: Vec<String> = command.run.iter().map(ToString::to_string).collect();
        map([
            ("name", command.name.as_str().into()),
            ("key", keys.into()),
            ("run", run.into()),
            ("where", name(&CommandTarget::NAMES, command.target)),
            ("in", name(&CommandInput::NAMES, command.input)),
            ("out", name(&CommandOutput::NAMES, command.output)),
            ("timeout", command.timeout.into()),
        ]
        .into_iter())
    };
    Value::Sequence(used.config.commands.iter().map(command).collect())
}

/// The user's own themes, and the theme in use, with all their looks.
pub(super) fn themes(used: &InUse) -> Value {
    let mut themes = used.config.themes.clone();
    if !themes.contains(&used.config.theme) {
        themes.push(used.config.theme.clone());
    }
    let looks = |theme: &Theme| {
        map(Part::ALL.into_iter().map(|(part, name)| (name, theme.look(part).to_string().into())))
    };
    map(themes.iter().map(|theme| (theme.name.as_str(), looks(theme))))
}

/// The values to be merged, with their replacements.
pub(super) fn aliases(used: &InUse) -> Value {
    map(used.config.aliases.iter().map(|(from, to)| (from.as_str(), to.as_str().into())))
}

/// All actions with their keys.
pub(super) fn keys(used: &InUse) -> Value {
    map(used.keys.iter().map(|(action, keys)| (action.as_str(), keys.clone().into())))
}

/// The language in use.
pub(super) fn language(used: &InUse) -> Value {
    used.language.into()
}

/// The settings of the trends.
pub(super) fn trends(used: &InUse) -> Value {
    let trends = &used.config.trends;
    map([("window", trends.window_name().into()), ("tags", trends.tags.clone().into())].into_iter())
}
