//! Addresses of repositories, in the forms that git takes, and the folders that checkouts of them have.

use crate::file::{checkout_around, remotes_of};
use std::path::{Path, PathBuf};

/// The schemes of addresses that git is asked to clone from. Others start programs (`ext::`), or none of them
/// is meant.
const SCHEMES: [&str; 6] = ["https", "http", "ssh", "git", "git+ssh", "file"];

/// Number of parts of a path on this machine that name its checkout.
const LOCAL_PARTS: usize = 2;

/// The address of a repository to be cloned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloneAddress {
    /// The address, as git takes it.
    address: String,
    /// The folder of its checkout, below that of all checkouts: `host/owner/name`.
    folder: PathBuf,
    /// `true` if it is a path on this machine.
    is_path: bool,
}

/// Reasons why a text is no address of a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CloneAddressError {
    /// Begins with `-`, and could be taken for an option.
    Option,
    /// Its scheme is none that can be cloned from.
    Scheme(String),
    /// Has no scheme, and neither is there such a path; contains the address that was probably meant.
    NotFound(Option<String>),
}

impl CloneAddress {
    /// Reads an address: `https://host/path`, `ssh://user@host/path`, `user@host:path`, `file:///path`.
    ///
    /// # Errors
    ///
    /// The reason why it is none.
    pub fn read(text: &str) -> Result<Self, CloneAddressError> {
        if text.starts_with('-') {
            return Err(CloneAddressError::Option);
        }
        if let Some((scheme, behind)) = text.split_once("://") {
            let known = SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known));
            let (authority, path) = behind.split_once('/').unwrap_or((behind, ""));
            if !known || text.contains(char::is_control) {
                return Err(CloneAddressError::Scheme(scheme.to_owned()));
            }
            let is_file = scheme.eq_ignore_ascii_case("file");
            if path.trim_matches('/').is_empty() || authority.is_empty() != is_file {
                return Err(CloneAddressError::NotFound(None));
            }
            let folder = if is_file { local_folder(path) } else { folder(authority, path) };
            return folder_or_nothing(text, folder, false);
        }
        let (host, path) = text.split_once(':').unwrap_or((text, ""));
        if path.starts_with(':') {
            return Err(CloneAddressError::Scheme(format!("{host}::")));
        }
        // A single letter is a drive.
        let is_host = host.chars().count() > 1 && !host.contains(['/', '\\']);
        if is_host && !path.is_empty() && !text.contains(char::is_control) {
            return folder_or_nothing(text, folder(host, path), false);
        }
        Err(CloneAddressError::NotFound(https_of(text)))
    }

    /// The address of a repository on this machine.
    pub fn of_repository(path: &Path) -> Option<Self> {
        let folder = local_folder(path.to_str()?);
        folder_or_nothing(path.to_str()?, folder, true).ok()
    }

    /// The address, as git takes it.
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// The folder of its checkout, below that of all checkouts: `host/owner/name`.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The name of the repository.
    pub fn name(&self) -> &Path {
        Path::new(self.folder.file_name().unwrap_or(self.folder.as_os_str()))
    }

    /// Returns `true` if it is a path on this machine.
    pub fn is_path(&self) -> bool {
        self.is_path
    }

    /// The address for display, without a password.
    pub fn shown(&self) -> String {
        let Some((scheme, behind)) = self.address.split_once("://") else {
            return self.address.clone();
        };
        let (authority, path) = behind.split_once('/').unwrap_or((behind, ""));
        let host = authority.rsplit('@').next().unwrap_or(authority);
        let user = authority.strip_suffix(host).and_then(|user| user.strip_suffix('@'));
        match user.and_then(|user| user.split_once(':')) {
            Some((user, _)) => format!("{scheme}://{user}:***@{host}/{path}"),
            None => self.address.clone(),
        }
    }

    /// Returns `true` if a folder is a checkout of the repository, whatever the form of the address that it
    /// was cloned from.
    pub fn is_of(&self, checkout: &Path) -> bool {
        let is_same = |remote: &String| {
            let remote_place = place(remote);
            // The folder has only the end of a path on this machine, which others may share.
            let is_local = remote_place.starts_with('/');
            remote_place == place(&self.address)
                || !is_local && Self::read(remote).is_ok_and(|other| other.folder == self.folder)
        };
        checkout.join(".git").exists() && remotes_of(checkout).iter().any(is_same)
    }
}

/// An address without its end; of a repository on this machine, the path.
fn place(address: &str) -> &str {
    let place = address.strip_prefix("file://").unwrap_or(address).trim_end_matches('/');
    place.strip_suffix(".git").unwrap_or(place)
}

/// Returns `true` if the checkout around a folder or file has a remote, so that it can be pulled.
pub fn has_remote(path: &Path) -> bool {
    checkout_around(path).is_some_and(|checkout| !remotes_of(checkout).is_empty())
}

/// Returns `true` for a repository without a checkout.
pub fn is_bare_repository(path: &Path) -> bool {
    path.join("HEAD").is_file() && path.join("objects").is_dir() && path.join("refs").is_dir()
}

fn folder_or_nothing(
    address: &str,
    folder: PathBuf,
    is_path: bool,
) -> Result<CloneAddress, CloneAddressError> {
    if folder.as_os_str().is_empty() {
        return Err(CloneAddressError::NotFound(None));
    }
    Ok(CloneAddress { address: address.to_owned(), folder, is_path })
}

/// The folder for a host, which may have a user and a port, and a path.
fn folder(authority: &str, path: &str) -> PathBuf {
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let host = host.split(':').next().unwrap_or(host).to_lowercase();
    parts(&format!("{host}/{path}")).collect()
}

/// The folder for a path on this machine.
fn local_folder(path: &str) -> PathBuf {
    let parts: Vec<String> = parts(path).collect();
    parts[parts.len().saturating_sub(LOCAL_PARTS)..].iter().collect()
}

/// The parts of a path as names that are neither hidden nor special on any system.
fn parts(path: &str) -> impl Iterator<Item = String> {
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path).trim_end_matches('/');
    let name = |part: &str| -> String {
        let fitting = |c: char| if c.is_alphanumeric() || "._-".contains(c) { c } else { '-' };
        part.chars().map(fitting).collect::<String>().trim_matches(['.', '-']).to_owned()
    };
    path.split(['/', '\\'])
        .map(name)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .into_iter()
}

/// The https address for a text such as `host.example/owner/name`.
fn https_of(text: &str) -> Option<String> {
    let (host, path) = text.split_once('/')?;
    let is_host =
        host.contains('.') && !host.starts_with('.') && !host.contains(char::is_whitespace);
    (is_host && path.contains('/')).then(|| format!("https://{text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_of(text: &str) -> String {
        CloneAddress::read(text).unwrap().folder().to_string_lossy().into_owned()
    }

    #[test]
    fn addresses_of_one_repository_have_one_folder() {
        for address in [
            "https://code.example/owner/news.git",
            "https://code.example/owner/news/",
            "https://me:secret@Code.Example:8443/owner/news.git",
            "ssh://git@code.example:22/owner/news",
            "git@code.example:owner/news.git",
            "code.example:owner/news",
        ] {
            assert_eq!(folder_of(address), "code.example/owner/news", "{address}");
        }
        assert_eq!(folder_of("https://code.example/a/b/c/云报.git"), "code.example/a/b/c/云报");
        assert_eq!(folder_of("file:///srv/git/news.git"), "git/news");
        let local = CloneAddress::of_repository(Path::new("/srv/git/news.git")).unwrap();
        assert_eq!((local.folder(), local.is_path()), (Path::new("git/news"), true));
        assert_eq!(local.name(), Path::new("news"));
    }

    #[test]
    fn a_folder_is_always_below() {
        for (address, folder) in [
            ("https://code.example/../../etc/passwd", "code.example/etc/passwd"),
            ("https://code.example/.ssh/$(rm -rf x);y", "code.example/ssh/rm--rf-x--y"),
            ("host:/~user/news", "host/user/news"),
            ("host:..\\..\\x", "host/x"),
            ("https://code.example/-x", "code.example/x"),
        ] {
            assert_eq!(folder_of(address), folder, "{address}");
        }
    }

    #[test]
    fn what_is_no_address_is_told() {
        let error = |text: &str| CloneAddress::read(text).unwrap_err();
        assert_eq!(error("--upload-pack=touch x"), CloneAddressError::Option);
        assert_eq!(error("-oProxyCommand=x@host:y"), CloneAddressError::Option);
        assert_eq!(error("ext::sh -c touch% x"), CloneAddressError::Scheme("ext::".into()));
        assert_eq!(error("ftp://code.example/a"), CloneAddressError::Scheme("ftp".into()));
        assert_eq!(error("https://a.example/b\nc"), CloneAddressError::Scheme("https".into()));
        let meant = "https://code.example/owner/news".to_owned();
        assert_eq!(error("code.example/owner/news"), CloneAddressError::NotFound(Some(meant)));
        for text in ["", "news", "./news", "https://", "https://code.example/", "C:\\news", "host:"]
        {
            assert_eq!(error(text), CloneAddressError::NotFound(None), "{text}");
        }
    }

    #[test]
    fn a_password_is_not_shown() {
        let shown = |text: &str| CloneAddress::read(text).unwrap().shown();
        assert_eq!(shown("https://me:secret@a.example/b"), "https://me:***@a.example/b");
        for same in ["https://me@a.example/b", "git@a.example:b", "https://a.example/b"] {
            assert_eq!(shown(same), same);
        }
    }

    #[test]
    fn a_checkout_of_a_repository_on_this_machine_is_told_by_its_whole_path() {
        let folder = tempfile::tempdir().unwrap();
        let git = folder.path().join(".git");
        std::fs::create_dir(&git).unwrap();
        let is_of = |remote: &str, address: &str| {
            let config = format!("[remote \"origin\"]\n\turl = {remote}\n");
            std::fs::write(git.join("config"), config).unwrap();
            CloneAddress::read(address).unwrap().is_of(folder.path())
        };
        assert!(is_of("file:///srv/a/x/news", "file:///srv/a/x/news.git/"));
        assert!(is_of("/srv/a/x/news.git", "file:///srv/a/x/news.git"));
        assert!(!is_of("file:///srv/b/x/news", "file:///srv/a/x/news"));
        assert!(is_of("git@code.example:x/news.git", "https://code.example/x/news"));
    }
}
