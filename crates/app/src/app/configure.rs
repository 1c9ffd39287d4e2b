//! Applying a config to the model, at the start and whenever the file is saved.

use super::action::Action;
use super::carry_out::carry_out;
use super::context::{Context, Load};
use super::findings::Findings;
use super::hint::hint_sentence;
use super::intent::Intent;
use super::keymap::Keymap;
use super::message::Effect;
use super::model::Model;
use super::undo::{Step, Undo};
use super::views::fixed;
use crate::config::{AddedRule, ConfigError, ConfigPosition, File};
use crate::messages::{Language, Text};
use crate::post::{Diagnostic, DiagnosticCode, DiagnosticMessage, Severity};
use crate::query::{Hint, parse};
use crate::text::{Ambiguous, clean_line};

/// Adds the problems with the config's key bindings, which only the keymap can find; returns the keymap.
pub fn check_keys(file: &mut File) -> Keymap {
    let (keymap, problems) = Keymap::new(&file.config.keys, &file.config.commands);
    file.add(problems);
    keymap
}

/// Applies a config. Choices the user has made since the previous config stay unless this config changes the
/// setting in question.
pub fn configure(model: &mut Model, mut file: File) {
    let context = &mut model.context;
    context.keymap = check_keys(&mut file);
    model.pressed.clear();
    let findings = config_findings(&file, context.language);
    let (count, config) = (findings.len(), file.config);
    if config.theme != context.config.theme {
        context.theme = config.theme.clone();
    }
    context.themes = config.all_themes();
    if config.views != context.config.views {
        model.views.refix(fixed(&config));
    }
    if config.trends != context.config.trends {
        model.pages.trends.begin_with(&config.trends);
    }
    if config.pinyin != context.config.pinyin {
        context.results.ask_anew();
    }
    *context.config = config;
    model.findings.take_of_config(findings);
    if count > 0 {
        let key = context.keymap.key_of(Action::Problems);
        let notice = context.fail(&Text::ConfigProblems(count, &key));
        carry_out(model, [notice]);
    }
}

/// Returns the intents that follow when a config is saved while the program is running. `before` is the
/// previous width of ambiguous characters; `reload` is set if the config names other posts.
pub(super) fn reconfigured(
    before: Ambiguous,
    reload: bool,
    findings: &Findings,
    context: &mut Context,
) -> Vec<Intent> {
    let mut intents = Vec::new();
    if findings.config_is_sound() {
        intents.push(context.tell(&Text::ConfigReloaded));
    }
    if reload {
        let generation = context.load.generation + 1;
        context.load = Load { generation, asked_for: true, ..Load::default() };
        intents.push(Intent::Run(Effect::Load { generation }));
    }
    if context.config.ambiguous_width != before {
        // Cells that were or will be the second one of a wide character have unknown contents.
        intents.push(Intent::Run(Effect::Redraw));
    }
    intents
}

/// Findings about the parts of a query in the config that are not understood. Such a query still works, so
/// these are only warnings. `say` makes the sentence from the reason.
fn query_findings(
    query: &str,
    (path, place): (&str, ConfigPosition),
    language: Language,
    say: impl Fn(&str) -> String,
) -> Vec<Diagnostic> {
    let finding = |hint: &Hint| Diagnostic {
        path: path.to_owned(),
        line: place.line,
        column: place.column,
        severity: Severity::Warning,
        code: DiagnosticCode::Config,
        message: DiagnosticMessage::Said(say(&hint_sentence(&hint.problem, language))),
    };
    parse(query).hints.iter().map(finding).collect()
}

/// Records a rule that was added to the config, so that it can be undone, and reports it.
pub(super) fn take_added_rule(rule: AddedRule, undo: &mut Undo, context: &Context) -> Intent {
    let key = context.keymap.key_of(Action::Undo);
    let notice = context.tell(&Text::RuleAdded(&clean_line(&rule.when), &key));
    undo.push(context.query.changes(), Step::Rule(rule));
    notice
}

/// Problems of a config, as findings about its file.
pub fn config_findings(file: &File, language: Language) -> Vec<Diagnostic> {
    let Some(path) = &file.path else { return Vec::new() };
    let path = clean_line(&path.display().to_string());
    let finding = |problem: &crate::config::Problem| Diagnostic {
        path: path.clone(),
        line: problem.place.line,
        column: problem.place.column,
        severity: match problem.error {
            ConfigError::Unreadable(_)
            | ConfigError::NotRegular
            | ConfigError::Syntax(_)
            | ConfigError::TooMuch => Severity::Error,
            _ => Severity::Warning,
        },
        code: DiagnosticCode::Config,
        message: DiagnosticMessage::Said(problem.say(language)),
    };
    let mut findings: Vec<Diagnostic> = file.problems.iter().map(finding).collect();
    let config = &file.config;
    for ((name, query), place) in config.views.iter().zip(&config.view_places) {
        let say = |why: &str| Text::ConfigQuery(name, why).say(language);
        findings.extend(query_findings(query, (&path, *place), language, say));
    }
    for (when, place) in &config.rule_places {
        let say = |why: &str| Text::ConfigRule(why).say(language);
        findings.extend(query_findings(when, (&path, *place), language, say));
    }
    findings.sort_by_key(|finding| (finding.line, finding.column));
    findings
}
