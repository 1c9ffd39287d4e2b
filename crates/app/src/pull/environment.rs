//! The environment of programs that must not ask the user anything: they run side by side, beside the screen
//! or without a terminal.

use std::ffi::OsString;

/// Variables that make git, ssh and credential helpers fail where they would ask.
const QUIET: [(&str, &str); 6] = [
    ("GIT_TERMINAL_PROMPT", "0"),
    // Set and empty: no program is started to ask for a password.
    ("GIT_ASKPASS", ""),
    // ssh asks on the terminal unless it must use a program; this one answers nothing.
    ("SSH_ASKPASS", "false"),
    ("SSH_ASKPASS_REQUIRE", "force"),
    // Git Credential Manager, which opens windows.
    ("GCM_INTERACTIVE", "never"),
    // A merge does not open an editor for its message.
    ("GIT_MERGE_AUTOEDIT", "no"),
];

/// Variables that would make git use another repository than that of the folder it runs in, as when yunbao
/// is started by a hook or an alias.
pub(super) const OF_OTHER_REPOSITORY: [&str; 8] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_PREFIX",
    "GIT_NAMESPACE",
];

/// The variables that are set for a program that must not ask.
pub(super) fn quiet() -> Vec<(OsString, OsString)> {
    QUIET.map(|(name, value)| (name.into(), value.into())).to_vec()
}
