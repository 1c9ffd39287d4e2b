//! Tries what holds for any input: made-up texts, queries and key presses, each decided by a
//! number. A trial panics where something does not hold; the number makes it happen again.

mod keys;
mod made_up;
mod queries;
mod real;
mod stories;
mod texts;

use fastrand::Rng;

/// Something that is tried.
pub struct Kind {
    /// What it is called.
    pub name: &'static str,
    /// What is counted.
    pub cases: &'static str,
    trial: Trial,
}

enum Trial {
    /// What holds for a text, made by a number; the number also decides how it is looked at.
    Text { made: fn(&mut Rng) -> String, holds: fn(&str, &mut Rng) },
    /// Something else, that many cases.
    Run(fn(&mut Rng) -> u64),
}

/// What is tried.
pub const KINDS: [Kind; 5] = [
    Kind {
        name: "front",
        cases: "heads of posts",
        trial: Trial::Text { made: texts::front, holds: texts::front_holds },
    },
    Kind {
        name: "text",
        cases: "posts, each parsed and laid out",
        trial: Trial::Text { made: made_up::text, holds: texts::holds },
    },
    Kind {
        name: "story",
        cases: "digests, each read into an outline and into a library",
        trial: Trial::Text { made: stories::text, holds: stories::holds },
    },
    Kind {
        name: "query",
        cases: "queries, each asked of posts and of stories",
        trial: Trial::Text { made: queries::text, holds: queries::holds },
    },
    Kind { name: "keys", cases: "keys and other messages", trial: Trial::Run(keys::trial) },
];

impl Kind {
    /// Tries what a number decides, and returns how many cases that was; panics where something
    /// does not hold.
    pub fn run(&self, number: u64) -> u64 {
        let mut random = Rng::with_seed(number);
        match self.trial {
            Trial::Text { made, holds } => {
                holds(&made(&mut random), &mut looking(number));
                1
            }
            Trial::Run(run) => run(&mut random),
        }
    }

    /// The text that a number's trial is about, if it is about one.
    pub fn text(&self, number: u64) -> Option<String> {
        match self.trial {
            Trial::Text { made, .. } => Some(made(&mut Rng::with_seed(number))),
            Trial::Run(_) => None,
        }
    }

    /// What must hold for a text, looked at as a number decides; panics where it does not.
    pub fn holds(&self, text: &str, number: u64) {
        if let Trial::Text { holds, .. } = self.trial {
            holds(text, &mut looking(number));
        }
    }
}

/// Decides how a text is looked at, whatever the text is.
fn looking(number: u64) -> Rng {
    Rng::with_seed(!number)
}
