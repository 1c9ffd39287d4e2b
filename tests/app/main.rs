//! The program without a terminal: keys in, screens out.

mod annotating;
mod autospace;
mod briefing;
mod changes;
mod cursor;
mod dossier;
mod empty;
mod export_dialog;
mod exporting;
mod first_steps;
mod fuzz;
mod keys;
#[path = "../support/fuzz/mod.rs"]
#[allow(dead_code, reason = "the example makes texts that fail smaller")]
mod made;
mod memory;
mod mouse;
mod own_commands;
mod pictures;
#[path = "../support/posts.rs"]
mod posts;
mod pulling;
mod readable;
mod rules;
mod screens;
mod searching;
mod selecting;
mod stories;
#[path = "../support/app.rs"]
mod support;
mod trends;
mod wide;
