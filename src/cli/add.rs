//! `yunbao add`: clones a repository with the user's git, or takes a path that is there, and writes it into
//! the config as a root.

use super::args::AddArgs;
use super::found::posts_and_stories;
use super::output::print;
use super::pull::said;
use super::{NOTHING, WRONG_USE, complain};
use crate::config::{
    ConfigEditError, File, add_root, check_root, checkouts_folder, from_home, root_lines,
};
use crate::messages::{Language, Text};
use crate::process::Cancel;
use crate::pull::{
    CloneAddress, CloneAddressError, CloneError, CloneOptions, FailureReason, clone, has_remote,
    is_bare_repository,
};
use crate::term::cancel_on_quit;
use crate::text::clean_line;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Component, Path, PathBuf, absolute};
use std::process::ExitCode;

/// Adds a root.
pub fn run(args: &AddArgs, file: &File, caches: Option<&Path>, language: Language) -> ExitCode {
    let Some(config) = &file.path else {
        return complain(&[Text::ConfigNoHome.say(language)], NOTHING);
    };
    let added = source(args, language).and_then(|source| {
        let (root, pulls) = match &source {
            Source::Path(path) => (path.clone(), has_remote(path)),
            Source::Clone(_, to) => (to.clone(), true),
        };
        let is_there = is_root(file, &root);
        if !is_there {
            // Before anything is cloned in vain.
            check_root(config, &root, pulls)
                .map_err(|error| Refusal::of_config(&error, config, (&root, pulls), language))?;
        }
        if let Source::Clone(address, to) = &source {
            clone_to(address, to, args, language)?;
        }
        if !is_there {
            add_root(config, &root, pulls)
                .map_err(|error| Refusal::of_config(&error, config, (&root, pulls), language))?;
        }
        Ok((root, is_there))
    });
    match added {
        Err(refusal) => complain(&[refusal.sentence], refusal.code),
        Ok((root, is_there)) => {
            let (posts, stories) = posts_and_stories(&root, &file.config, caches, language);
            let path = clean_line(&from_home(&root).to_string_lossy());
            let text = if is_there {
                Text::RootThere(&path, posts, stories)
            } else {
                Text::RootAdded(&path, posts, stories)
            };
            let line = text.say(language);
            print(language, |out| writeln!(out, "{line}")).err().unwrap_or(ExitCode::SUCCESS)
        }
    }
}

/// The root to be added.
enum Source {
    /// A folder or file that is there; absolute.
    Path(PathBuf),
    /// A repository, and the folder for its checkout.
    Clone(CloneAddress, PathBuf),
}

/// A reason why nothing was added: a clean sentence, and the exit code.
struct Refusal {
    sentence: String,
    code: u8,
}

impl Refusal {
    fn new(text: &Text<'_>, code: u8, language: Language) -> Self {
        Self { sentence: clean_line(&text.say(language)), code }
    }

    fn of_config(
        error: &ConfigEditError,
        config: &Path,
        (root, pulls): (&Path, bool),
        language: Language,
    ) -> Self {
        let config = clean_line(&config.to_string_lossy());
        match error {
            ConfigEditError::System(error) => {
                let text = Text::ConfigNotWritten(&config, &error.to_string()).say(language);
                Self { sentence: clean_line(&text), code: NOTHING }
            }
            ConfigEditError::NotEditable | ConfigEditError::Changed => {
                let lines = root_lines(root, pulls).unwrap_or_default();
                let lines: Vec<String> = lines.iter().map(|line| format!("  {line}")).collect();
                let sentence = Text::RootsNotEditable(&config, &lines.join("\n")).say(language);
                Self { sentence, code: NOTHING }
            }
        }
    }
}

/// The path or address that was named.
fn source(args: &AddArgs, language: Language) -> Result<Source, Refusal> {
    let given = Path::new(&args.source);
    let is_there = given.exists();
    if is_there && !is_bare_repository(given) {
        return Ok(Source::Path(whole(given)));
    }
    let text = args.source.to_string_lossy();
    let address = if is_there {
        CloneAddress::of_repository(&whole(given)).ok_or(CloneAddressError::NotFound(None))
    } else {
        CloneAddress::read(&text)
    };
    let address = address.map_err(|error| {
        let text = match &error {
            CloneAddressError::Option => Text::AddressIsOption(&text),
            CloneAddressError::Scheme(scheme) => Text::AddressScheme(scheme),
            CloneAddressError::NotFound(meant) => Text::NoSuchRoot(&text, meant.as_deref()),
        };
        Refusal::new(&text, WRONG_USE, language)
    })?;
    let to = match &args.to {
        Some(to) => place(&whole(to), &address),
        None => {
            let folder = checkouts_folder();
            let folder =
                folder.ok_or_else(|| Refusal::new(&Text::NoFolderForClones, NOTHING, language))?;
            folder.join(address.folder())
        }
    };
    Ok(Source::Clone(address, to))
}

/// The folder for a checkout that is to be at a path, or in the folder at the path if that has other contents.
fn place(to: &Path, address: &CloneAddress) -> PathBuf {
    let is_used = fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_some());
    if is_used && !to.join(".git").exists() { to.join(address.name()) } else { to.to_owned() }
}

/// Clones a repository, unless it is there already.
fn clone_to(
    address: &CloneAddress,
    to: &Path,
    args: &AddArgs,
    language: Language,
) -> Result<(), Refusal> {
    if address.is_of(to) {
        return Ok(());
    }
    let (shown, folder) = (address.shown(), from_home(to).to_string_lossy().into_owned());
    let refusal = |text: &Text<'_>| Refusal::new(text, NOTHING, language);
    let cancel = Cancel::default();
    let asked_to_quit = cancel_on_quit(&cancel).map_err(|_| refusal(&Text::NoThreads))?;
    let has_terminal = io::stderr().is_terminal();
    if has_terminal {
        complain(&[clean_line(&Text::Cloning(&shown, &folder).say(language))], 0);
    }
    let options = CloneOptions { is_full: args.full, has_terminal, is_private: args.to.is_none() };
    clone(address, to, options, &cancel).map_err(|error| match error {
        CloneError::Folder(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            refusal(&Text::FolderTaken(&folder, &shown))
        }
        CloneError::Folder(error) => refusal(&Text::FolderNotMade(&folder, &error.to_string())),
        CloneError::Git(failure) => {
            let code = match &failure.reason {
                FailureReason::Cancelled => asked_to_quit.get().copied().unwrap_or(NOTHING),
                _ => NOTHING,
            };
            let mut sentence = clean_line(
                &Text::NotCloned(&shown, &failure.reason.text().say(language)).say(language),
            );
            said(&failure, &mut sentence);
            Refusal { sentence, code }
        }
    })
}

/// Returns `true` if a path is a root of the config.
fn is_root(file: &File, path: &Path) -> bool {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    file.config.roots.iter().any(|root| root == path || real(root) == real(path))
}

/// The absolute path, without steps to folders above.
fn whole(path: &Path) -> PathBuf {
    let is_above = |part| part == Component::ParentDir;
    let found =
        if path.components().any(is_above) { fs::canonicalize(path) } else { absolute(path) };
    // Without its last slash.
    found.unwrap_or_else(|_| path.to_owned()).components().collect()
}
