//! Git checkouts: their folders, repositories and remotes, as their files tell them. Runs nothing.

use super::{Links, read};
use std::path::{Path, PathBuf};

/// Maximum size of a git config in bytes.
const MAX_CONFIG_BYTES: u64 = 1 << 20;
/// Maximum size, in bytes, of a file that holds the path of a folder.
const MAX_PATH_BYTES: u64 = 1 << 14;

/// The innermost folder around a path, or the path itself, that is a git checkout.
pub fn checkout_around(path: &Path) -> Option<&Path> {
    path.ancestors().find(|folder| folder.join(".git").exists())
}

/// The folder of a checkout's repository, which all its worktrees share.
pub fn repository_of(checkout: &Path) -> Option<PathBuf> {
    let git = checkout.join(".git");
    if git.is_dir() {
        return Some(git);
    }
    // In a submodule or another worktree, a file names the folder.
    let own = checkout.join(path_in(&git, "gitdir:")?);
    Some(path_in(&own.join("commondir"), "").map_or(own.clone(), |common| own.join(common)))
}

/// The path in a file, behind a prefix.
fn path_in(file: &Path, prefix: &str) -> Option<PathBuf> {
    let bytes = read(file, MAX_PATH_BYTES, Links::Refuse).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    Some(PathBuf::from(text.strip_prefix(prefix)?.trim()))
}

/// The addresses of a checkout's remotes, in the order of its git config.
pub fn remotes_of(checkout: &Path) -> Vec<String> {
    let config = repository_of(checkout).map(|repository| repository.join("config"));
    let bytes = config.and_then(|config| read(&config, MAX_CONFIG_BYTES, Links::Refuse).ok());
    remotes(&String::from_utf8_lossy(&bytes.unwrap_or_default()))
}

/// The addresses of the remotes in a git config.
fn remotes(config: &str) -> Vec<String> {
    let mut in_remote = false;
    let addresses = config.lines().filter_map(|line| {
        let line = line.trim();
        if line.starts_with('[') {
            in_remote = line.get(..8).is_some_and(|it| it.eq_ignore_ascii_case("[remote "));
        }
        let (key, value) = line.split_once('=')?;
        (in_remote && key.trim().eq_ignore_ascii_case("url"))
            .then(|| value.trim().trim_matches('"').to_owned())
    });
    addresses.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn worktrees_and_submodules_have_a_file_for_their_repository() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        for made in ["main/.git/worktrees/w", "main/.git/modules/sub", "main/sub", "w", "none"] {
            fs::create_dir_all(at(made)).unwrap();
        }
        let config =
            |address: &str| format!("[core]\n\turl = x\n[remote \"origin\"]\n\turl = {address}\n");
        fs::write(at("main/.git/config"), config("https://a.example/main")).unwrap();
        fs::write(at("main/.git/modules/sub/config"), config("\"git@a.example:sub\"")).unwrap();
        fs::write(at("main/.git/worktrees/w/commondir"), "../..\n").unwrap();
        let worktree = format!("gitdir: {}\n", at("main/.git/worktrees/w").display());
        fs::write(at("w/.git"), worktree).unwrap();
        fs::write(at("main/sub/.git"), "gitdir: ../.git/modules/sub\n").unwrap();

        let real = |path: PathBuf| fs::canonicalize(path).unwrap();
        assert_eq!(repository_of(&at("main")), Some(at("main/.git")));
        assert_eq!(real(repository_of(&at("w")).unwrap()), real(at("main/.git")));
        assert_eq!(remotes_of(&at("w")), ["https://a.example/main"]);
        assert_eq!(remotes_of(&at("main/sub")), ["git@a.example:sub"]);
        assert_eq!(checkout_around(&at("main/sub")), Some(&*at("main/sub")));
        assert_eq!(checkout_around(&at("main/posts/a.md")), Some(&*at("main")));
        assert_eq!(repository_of(&at("none")), None);
        assert!(remotes_of(&at("none")).is_empty());
    }
}
