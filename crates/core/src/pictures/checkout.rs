//! Addresses of files on code hosts whose repository is checked out here.

use std::path::{Path, PathBuf};

/// Maximum number of path parts of a branch's name in an address, as in `feature/new/raw`.
const MAX_BRANCH_PARTS: usize = 3;

/// A file in a repository on a code host.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct HostedFile<'a> {
    /// Host of the repository, such as `github.com`.
    host: &'a str,
    /// Owner and name, such as `istio/istio.io`.
    repository: String,
    /// The branch, tag or commit, and the path, separated by slashes.
    rest: &'a str,
}

impl<'a> HostedFile<'a> {
    /// The file that a web address refers to, if it has the form of a raw or "blob" address of a code host.
    pub fn of(address: &'a str) -> Option<Self> {
        let behind =
            address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
        let (host, path) = behind.split_once('/')?;
        let file = |host, repository: &str, rest| {
            Some(Self { host, repository: repository.to_owned(), rest })
        };
        match host {
            "raw.githubusercontent.com" => {
                let (repository, rest) = split_parts(path, 2)?;
                return file("github.com", repository, rest);
            }
            // A mirror of GitHub: `/gh/owner/name@ref/path`.
            "cdn.jsdelivr.net" => {
                let (owner, rest) = path.strip_prefix("gh/")?.split_once('/')?;
                let (name, rest) = rest.split_once('@')?;
                return file("github.com", &format!("{owner}/{name}"), rest);
            }
            _ => {}
        }
        // GitLab has groups in groups, and a `-` after them.
        for mark in ["/-/raw/", "/-/blob/"] {
            if let Some((repository, rest)) = path.split_once(mark) {
                return file(host, repository, rest);
            }
        }
        let (repository, rest) = split_parts(path, 2)?;
        // Gitea: `raw/branch/main/path`.
        for kind in ["raw", "blob", "media", "src"] {
            if let Some(rest) = rest.strip_prefix(kind).and_then(|rest| rest.strip_prefix('/')) {
                let of_gitea = ["branch/", "tag/", "commit/"];
                let rest = of_gitea.iter().find_map(|kind| rest.strip_prefix(kind)).unwrap_or(rest);
                return file(host, repository, rest);
            }
        }
        None
    }

    /// Places of the file in a checkout with some remotes, from that with the shortest name of the branch.
    /// Empty if the folder is no checkout of the repository.
    pub fn places(&self, checkout: &Path, remotes: &[String]) -> Vec<PathBuf> {
        let is_remote = |url: &str| {
            let Some((host, path)) = host_and_path(url) else { return false };
            let path = path.trim_end_matches('/');
            let path = path.strip_suffix(".git").unwrap_or(path);
            host.eq_ignore_ascii_case(self.host) && path.eq_ignore_ascii_case(&self.repository)
        };
        if !remotes.iter().any(|url| is_remote(url)) {
            return Vec::new();
        }
        let ends = self.rest.match_indices('/').map(|(at, _)| at + 1).take(MAX_BRANCH_PARTS);
        ends.map(|at| checkout.join(&self.rest[at..])).collect()
    }
}

/// Splits a path after some parts.
fn split_parts(path: &str, parts: usize) -> Option<(&str, &str)> {
    let (at, _) = path.match_indices('/').nth(parts - 1)?;
    Some((&path[..at], &path[at + 1..]))
}

/// Host and path of a remote: `https://host/path`, `ssh://git@host:22/path`, `git@host:path`.
fn host_and_path(url: &str) -> Option<(&str, &str)> {
    let (authority, path) = match url.split_once("://") {
        Some((_, behind)) => behind.split_once('/')?,
        None => url.split_once(':')?,
    };
    let host = authority.rsplit('@').next()?;
    Some((host.split(':').next()?, path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::remotes_of;
    use std::fs;

    #[test]
    fn raw_and_blob_addresses_are_files_of_a_repository() {
        for (address, host, repository, rest) in [
            (
                "https://raw.githubusercontent.com/a/b/main/c/d.png",
                "github.com",
                "a/b",
                "main/c/d.png",
            ),
            ("https://github.com/a/b/blob/main/d.png", "github.com", "a/b", "main/d.png"),
            ("https://github.com/a/b/raw/main/d.png", "github.com", "a/b", "main/d.png"),
            ("https://cdn.jsdelivr.net/gh/a/b@v1/d.png", "github.com", "a/b", "v1/d.png"),
            ("https://gitlab.com/a/g/b/-/raw/main/d.png", "gitlab.com", "a/g/b", "main/d.png"),
            ("https://gitee.com/a/b/raw/master/d.png", "gitee.com", "a/b", "master/d.png"),
            ("https://codeberg.org/a/b/raw/branch/main/d.png", "codeberg.org", "a/b", "main/d.png"),
        ] {
            let expected = HostedFile { host, repository: repository.to_owned(), rest };
            assert_eq!(HostedFile::of(address), Some(expected), "{address}");
        }
        for other in
            ["https://a.b/c.png", "https://github.com/a/b", "img/a.png", "ftp://a/b/raw/c/d"]
        {
            assert_eq!(HostedFile::of(other), None, "{other}");
        }
    }

    #[test]
    fn a_checkout_is_told_by_its_remotes() {
        let folder = tempfile::tempdir().unwrap();
        let git = folder.path().join(".git");
        fs::create_dir(&git).unwrap();
        let places = |remote: &str| {
            let config = format!("[core]\n\turl = x\n[remote \"origin\"]\n\turl = {remote}\n");
            fs::write(git.join("config"), config).unwrap();
            let file = HostedFile::of("https://github.com/A/b/blob/feat/x/img/c.png").unwrap();
            let of_checkout = |place: PathBuf| {
                place.strip_prefix(folder.path()).unwrap().to_str().unwrap().to_owned()
            };
            let remotes = remotes_of(folder.path());
            file.places(folder.path(), &remotes).into_iter().map(of_checkout).collect::<Vec<_>>()
        };
        let found = ["x/img/c.png", "img/c.png", "c.png"];
        for remote in [
            "https://github.com/a/b.git",
            "https://user@github.com/a/b/",
            "git@github.com:a/B.git",
            "ssh://git@github.com:22/a/b",
        ] {
            assert_eq!(places(remote), found, "{remote}");
        }
        for remote in ["https://github.com/a/other", "https://gitlab.com/a/b", "/srv/git/b"] {
            assert!(places(remote).is_empty(), "{remote}");
        }
    }
}
