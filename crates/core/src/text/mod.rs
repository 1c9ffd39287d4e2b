//! Text for terminals: cell widths, clean text, the folding used in searches, and the tokens of HTML.
//!
//! Owns every rule about single characters. Knows nothing of posts, Markdown or the screen.

mod additions;
mod ambiguous;
mod autospace;
mod bar;
mod clean;
mod cluster;
mod fold;
mod html;
mod name;
mod nearest;
mod pinyin;
mod start;
mod width;
mod words;

pub use additions::{SuccessiveAdditions, carried};
pub use ambiguous::Ambiguous;
pub use autospace::autospace_gaps;
pub use bar::{bar, shade};
pub use clean::{clean, clean_line};
pub use cluster::Cluster;
pub use fold::{Folded, fold, fold_into, fold_with_map, is_invisible, is_joining};
pub use html::html_tokens;
pub use name::clean_name;
pub use nearest::nearest;
pub use pinyin::Pinyin;
pub use start::start_of;
pub use width::{truncate, width};
pub use words::words;
