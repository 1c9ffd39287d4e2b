//! Reads the rules of a config.

use super::Config;
use super::problem::ConfigError;
use super::theme::{Look, Part};
use super::values::NodeReader;
use super::yaml::{Node, NodeValue};
use crate::query::{Expression, MAX_RULES, Rule, RuleEffects, Rules, parse, unfit_for_rule};
use crate::text::nearest;
use std::fmt;
use std::sync::Arc;

/// Range of the scores that one rule may give.
const SCORES: (i64, i64) = (-1_000, 1_000);

/// The keys of a rule.
const RULE_KEYS: [&str; 6] = ["when", "mute", "read", "star", "look", "score"];

/// The look of the rows that a rule matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleLook {
    /// A look of its own.
    Look(Look),
    /// The look of a part in the theme in use.
    Part(Part),
}

impl fmt::Display for RuleLook {
    /// Writes the look as it is written in a config.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Look(look) => look.fmt(f),
            Self::Part(part) => f.write_str(part.name()),
        }
    }
}

/// A rule as it is written: the condition, and the effects.
#[derive(Default)]
struct WrittenRule<'n> {
    when: Option<(&'n Node, String)>,
    effects: RuleEffects,
    look: Option<RuleLook>,
    has_effect: bool,
}

impl NodeReader<'_> {
    /// Reads the rules: a list of maps.
    pub(super) fn rules(&mut self, node: &Node, config: &mut Config) {
        let nodes = match &node.value {
            NodeValue::List(nodes) => nodes.as_slice(),
            NodeValue::Nothing => &[],
            // A single rule without the dash.
            NodeValue::Map(_) | NodeValue::Text(..) => std::slice::from_ref(node),
        };
        let mut rules = Vec::new();
        for node in nodes {
            if rules.len() == MAX_RULES {
                self.report(node.place, ConfigError::TooManyRules(MAX_RULES));
                break;
            }
            let Some((rule, look, when)) = self.rule(node) else { continue };
            if let Some(look) = look {
                config.rule_looks.insert(rules.len() as u16, look);
            }
            config.rule_places.push(when);
            rules.push(rule);
        }
        config.rules = Arc::new(Rules::new(rules));
    }

    /// Reads a rule; `None` if it has no condition or no effect.
    fn rule(
        &mut self,
        node: &Node,
    ) -> Option<(Rule, Option<RuleLook>, (String, super::ConfigPosition))> {
        let written = self.written_rule(node)?;
        let Some((place, when)) = written.when else {
            self.report(node.place, ConfigError::NoWhen);
            return None;
        };
        if !written.has_effect {
            self.report(node.place, ConfigError::NoEffect);
            return None;
        }
        let expression = parse(&when).expression;
        // Such a rule would apply to everything, which is a slip more often than a wish.
        if expression == Expression::default() {
            self.report(place.place, ConfigError::NoWhen);
            return None;
        }
        if let Some(term) = unfit_for_rule(&expression) {
            self.report(place.place, ConfigError::UnfitForRule(term.to_string()));
            return None;
        }
        let rule = Rule { when: expression, effects: written.effects };
        Some((rule, written.look, (when, place.place)))
    }

    fn written_rule<'n>(&mut self, node: &'n Node) -> Option<WrittenRule<'n>> {
        if node.value == NodeValue::Nothing {
            return None;
        }
        let before = self.problems.len();
        let mut rule = WrittenRule::default();
        for (key, place, value) in self.map(node) {
            rule.has_effect |= key != "when" && RULE_KEYS.contains(&key.as_str());
            let effects = &mut rule.effects;
            match key.as_str() {
                "when" => rule.when = self.text(value).map(|when| (value, when)),
                "mute" => self.set_switch(value, &mut effects.mute),
                "read" => self.set_switch(value, &mut effects.marks.read),
                "star" => self.set_switch(value, &mut effects.marks.star),
                "score" => {
                    let score = self.integer(value, SCORES).unwrap_or(0);
                    effects.score = i32::try_from(score).unwrap_or(0);
                }
                "look" => rule.look = self.rule_look(value),
                _ => {
                    let near = nearest(&key, RULE_KEYS).map(str::to_owned);
                    self.report(place, ConfigError::UnknownKey(key, near));
                }
            }
        }
        rule.effects.look = rule.look.is_some();
        // What is wrong with it was said already.
        let is_reported = self.problems.len() > before && rule.when.is_none();
        (!is_reported).then_some(rule)
    }
}
