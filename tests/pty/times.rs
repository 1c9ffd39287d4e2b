//! How often what ends the program is tried.

/// Once, or as often as `YUNBAO_TIMES` says.
pub fn times() -> usize {
    std::env::var("YUNBAO_TIMES").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}
