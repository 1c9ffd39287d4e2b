//! The program without a terminal: keys in, screens out.

mod keys;
#[path = "../support/posts.rs"]
mod posts;
mod screens;
#[path = "../support/app.rs"]
mod support;
