//! Libraries of generated digests, each made once.

use crate::folder::folder;
use std::sync::OnceLock;
use yunbao::library::{Aliases, Library};
use yunbao::load::{Roots, whole};

/// A library of this many digests: 1,000, 10,000 or 100,000.
pub fn library(count: usize) -> &'static Library {
    static MADE: [OnceLock<Library>; 3] = [const { OnceLock::new() }; 3];
    let place = count.ilog10() as usize - 3;
    MADE[place].get_or_init(|| {
        let folder = folder(count);
        let roots = Roots::from(vec![folder.path().to_owned()]);
        whole(&roots, &Aliases::default()).library
    })
}
