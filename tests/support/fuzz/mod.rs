//! Checks invariants for any input: made-up texts, queries and key presses, each determined by a
//! number. A trial panics if an invariant does not hold; the number reproduces it.

mod keys;
mod made_up;
mod queries;
mod real;
mod stories;
mod texts;

use fastrand::Rng;

/// A kind of trial.
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// Name of the cases that are counted.
    pub cases: &'static str,
    trial: Trial,
}

enum Trial {
    /// Checks a text generated from a number; the number also decides how it is checked.
    Text { made: fn(&mut Rng) -> String, holds: fn(&str, &mut Rng) },
    /// Any other trial; returns the number of cases.
    Run(fn(&mut Rng) -> u64),
}

/// All kinds of trials.
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
    /// Runs the trial of a number and returns the number of cases; panics if an invariant does not
    /// hold.
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

    /// The text of a number's trial, if it has one.
    pub fn text(&self, number: u64) -> Option<String> {
        match self.trial {
            Trial::Text { made, .. } => Some(made(&mut Rng::with_seed(number))),
            Trial::Run(_) => None,
        }
    }

    /// Checks a text in the way that a number decides; panics if an invariant does not hold.
    pub fn holds(&self, text: &str, number: u64) {
        if let Trial::Text { holds, .. } = self.trial {
            holds(text, &mut looking(number));
        }
    }
}

/// Decides how a text is checked, independently of the text.
fn looking(number: u64) -> Rng {
    Rng::with_seed(!number)
}
