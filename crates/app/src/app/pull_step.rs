//! Steps of a running pull, as told to the model.

use crate::pull::PullEnd;
use std::path::PathBuf;

/// A root that is pulled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PulledRoot {
    /// Its path in the config.
    pub path: PathBuf,
    /// The folders and files of the library that are in it, as in the paths of posts.
    pub folders: Vec<String>,
}

/// A step of a pull.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PullStep {
    /// These roots are being pulled; none if the roots that are read have no commands.
    Started(Vec<PulledRoot>),
    /// The root with this number is done.
    Done(usize),
    /// All are done, and this is how.
    Ended(Vec<PullEnd>),
}
