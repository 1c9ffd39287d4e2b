//! Runs the program; everything else is in the library.

use std::process::ExitCode;

/// Serves several threads at once, as that of musl does not.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    yunbao::cli::run()
}
