//! Number of repetitions for tests that end the program.

/// 1, or the value of `YUNBAO_TIMES`.
pub fn times() -> usize {
    std::env::var("YUNBAO_TIMES").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}
