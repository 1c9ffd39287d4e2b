//! The program without a terminal: keys in, screens out.

mod changes;
mod keys;
mod memory;
#[path = "../support/posts.rs"]
mod posts;
mod screens;
mod searching;
#[path = "../support/app.rs"]
mod support;
