//! The program on a real terminal: its input, its screens, and the state in which it leaves the
//! terminal.
#![cfg(unix)]

#[allow(dead_code, reason = "the examples print how long a run took, and how much it had")]
#[path = "../support/bounded.rs"]
mod bounded;
mod clock;
mod commands;
mod completion;
#[allow(dead_code, reason = "the examples take a larger one, and print its names")]
#[path = "../support/hostile/mod.rs"]
mod corpus;
mod crashes;
mod disks;
mod dot_files;
mod floods;
#[path = "../support/home.rs"]
mod home;
mod hostile;
mod links;
mod live;
mod memory;
mod own_commands;
mod parts;
mod pictures;
mod programs;
mod pulling;
#[path = "../support/replies.rs"]
mod replies;
mod scarce;
mod screenless;
#[path = "../support/strict.rs"]
mod strict;
#[path = "../support/subcommands.rs"]
mod subcommands;
mod sync;
#[allow(dead_code, reason = "the examples look at the process from outside")]
#[path = "../support/terminal.rs"]
mod terminal;
mod times;
mod together;
#[path = "../support/tour.rs"]
mod tour;
mod visits;
mod whole;
