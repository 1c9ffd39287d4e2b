//! yunbao (云报): a terminal reader for folders of Markdown news digests.
//!
//! The rooms, the crates that hold them, and their floors: a room imports only from the rooms after its arrow
//! (`tests/project/floors.rs` checks this).
//!
//! In `crates/core` (`yunbao-core`):
//!
//! ```text
//! threads   → (nothing)                starting threads; open to every room
//! text      → (nothing)                cell widths, cleaning, search folding
//! messages  → (nothing)                every sentence shown to the user
//! file      → (nothing)                regular files of bounded size, opened safely
//! web       → text                     web addresses, read as browsers read them
//! post      → web, text                one post: front matter, stories, dates, diagnostics
//! markdown  → web, text                text → blocks → a laid-out document
//! stories   → post, markdown, web, text  the news items of one post, found in its outline
//! library   → post, web, text          all posts, sorted; facet values and counts
//! query     → library, post, text      the query language and search
//! trends    → query, library, post, text  figures over a result
//! load      → stories, post, markdown, library, file, web, text
//! pictures  → file                     pictures of posts: found, decoded, drawn
//! ```
//!
//! In `crates/app` (`yunbao-app`):
//!
//! ```text
//! process   → (nothing)                programs of the user's, run within limits
//! config    → query, stories, file, text  settings
//! state     → file, post               state remembered between runs; durable
//! pull      → process, config, file, text  commands that bring roots up to date, clones
//! export    → trends, library, post, markdown, messages, web, text  documents made of stories and posts
//! app       → export, pictures, pull, trends, query, library, post, markdown, config, state, web, text
//! ui        → app and below, ratatui
//! ```
//!
//! In `src` (`yunbao`):
//!
//! ```text
//! term      → ui, app, export, load, file, process, pull, state, query, config, crossterm
//! cli       → term, app, export, load, process, pull, stories, trends, query, library, markdown, post, config, state, file, web, text
//! ```
//!
//! The path of a file: disk → `load::scan` → `load::read` ([`markdown::outline`],
//! [`stories::find`]) → [`post::Post`] → [`library::Library`] → `query::search` → rows →
//! `markdown::layout` → [`markdown::Document`] → painted lines.
//!
//! The path of a key: bytes from the terminal → `term::Input` → `app::Message` → `app::update` →
//! the changed model and a list of `app::Effect` → `term::perform` → a `Message` in return.

pub mod cli;
pub mod term;

#[doc(no_inline)]
pub use yunbao_app::{app, config, export, process, pull, state, ui};
#[doc(no_inline)]
pub use yunbao_core::{
    file, library, load, markdown, messages, pictures, post, query, stories, text, threads, trends,
    web,
};
