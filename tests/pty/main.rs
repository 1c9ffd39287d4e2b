//! The program on a real terminal: what is typed, what is seen, and what is left behind.
#![cfg(unix)]

mod commands;
#[path = "../support/home.rs"]
mod home;
mod live;
mod memory;
mod parts;
#[path = "../support/terminal.rs"]
mod terminal;
mod whole;
