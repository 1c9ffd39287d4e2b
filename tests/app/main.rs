//! The program without a terminal: keys in, screens out.

mod changes;
mod keys;
mod memory;
mod mouse;
#[path = "../support/posts.rs"]
mod posts;
mod screens;
mod searching;
mod stories;
#[path = "../support/app.rs"]
mod support;
mod trends;
mod wide;
