//! A text that need not be in memory yet. A library of posts read from the cache is complete before
//! the texts of the posts are, which are most of its bytes.

use std::fmt;
use std::sync::{Arc, LazyLock};

/// Loads a text.
type Load = Box<dyn FnOnce() -> Box<str> + Send>;

/// A text that is in memory, or is loaded when it is first read. Clones share it.
#[derive(Clone)]
pub enum DeferredText {
    /// The text.
    Here(Arc<str>),
    /// The text once it was read.
    Deferred(Arc<LazyLock<Box<str>, Load>>),
}

impl DeferredText {
    /// A text that `load` returns when the text is first read. A thread that reads it in the meantime waits.
    pub fn new(load: impl FnOnce() -> Box<str> + Send + 'static) -> Self {
        Self::Deferred(Arc::new(LazyLock::new(Box::new(load))))
    }

    /// The text, loaded if it was not read before.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Here(text) => text,
            Self::Deferred(text) => text,
        }
    }
}

impl From<String> for DeferredText {
    fn from(text: String) -> Self {
        Self::Here(text.into())
    }
}

impl Default for DeferredText {
    fn default() -> Self {
        Self::Here(Arc::default())
    }
}

impl fmt::Debug for DeferredText {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl PartialEq for DeferredText {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for DeferredText {}
