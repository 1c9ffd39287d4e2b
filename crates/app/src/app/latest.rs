//! The answer to the last of several requests.

/// The answer to the last request; those to earlier ones come late, and are dropped.
#[derive(Clone, Debug, Default)]
pub(super) struct Latest<T> {
    request: u64,
    answer: T,
}

impl<T: Default> Latest<T> {
    /// Counts a request; returns its number.
    pub fn ask(&mut self) -> u64 {
        self.request += 1;
        self.request
    }

    /// Takes in an answer, if it is to the last request; true if it is.
    pub fn take(&mut self, request: u64, answer: T) -> bool {
        let is_latest = self.request == request;
        if is_latest {
            self.answer = answer;
        }
        is_latest
    }

    /// Forgets the answer.
    pub fn clear(&mut self) {
        self.answer = T::default();
    }

    /// The answer; the default one where there is none yet.
    pub fn get(&self) -> &T {
        &self.answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_answers_are_dropped() {
        let mut latest = Latest::default();
        let (first, second) = (latest.ask(), latest.ask());
        assert!(!latest.take(first, 1));
        assert!(latest.take(second, 2));
        assert!(!latest.take(first, 1));
        assert_eq!(*latest.get(), 2);
    }
}
