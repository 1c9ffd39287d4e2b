//! The state, settings and screens of yunbao, up to the cells of a terminal that somebody else writes to.

use yunbao_core::{
    file, library, markdown, messages, pictures, post, query, stories, text, threads, trends, web,
};

pub mod app;
pub mod config;
pub mod export;
pub mod process;
pub mod pull;
pub mod state;
pub mod ui;
