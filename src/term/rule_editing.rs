//! Changing the rules in the config.

use super::inbox::EventSender;
use super::loop_event::LoopEvent;
use super::outcome::Outcome;
use crate::app::Message;
use crate::config::{ConfigEditError, File};
use crate::messages::{Language, Text};
use std::path::Path;

/// Changes the rules in the config, which is then read again.
pub(super) fn edit_rules(
    config: &File,
    events: &EventSender,
    language: Language,
    edit: impl FnOnce(&Path) -> Result<Message, ConfigEditError>,
) -> Outcome {
    let Some(path) = &config.path else {
        return Outcome::notice(&Text::ConfigNoHome.say(language), true);
    };
    match edit(path) {
        Ok(message) => {
            // Its folder may not have been there to be watched.
            let again = Box::new(config.again());
            let _ = events.urge(LoopEvent::Config(again));
            // What was done matters more than that the config was read again, and is said last.
            let _ = events.urge(LoopEvent::Message(message));
            Outcome::Done
        }
        Err(error) => {
            let path = path.display().to_string();
            let text = match &error {
                ConfigEditError::NotEditable => Text::RulesNotEditable(&path),
                ConfigEditError::Changed => Text::RuleChanged(&path),
                ConfigEditError::System(error) => {
                    let reason = error.to_string();
                    return Outcome::notice(
                        &Text::ConfigNotWritten(&path, &reason).say(language),
                        true,
                    );
                }
            };
            Outcome::notice(&text.say(language), true)
        }
    }
}
