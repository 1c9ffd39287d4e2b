//! A folder that is filled before it gets to its place.

use super::create_folder;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder that is filled beside its place. Dropped before it is finished, it leaves nothing: neither itself
/// nor the folders around it that were made.
#[derive(Debug)]
pub struct StagedFolder {
    /// The folder that holds it meanwhile; `None` only where that could not be made.
    around: Option<TempDir>,
    /// Its path meanwhile.
    path: PathBuf,
    to: PathBuf,
    /// Folders that were made, the outermost first.
    made: Vec<PathBuf>,
}

impl StagedFolder {
    /// Prepares a folder for a place where nothing is, or an empty folder. Only the user can enter the folders
    /// around it that are made, if `is_private`.
    ///
    /// # Errors
    ///
    /// There is something at the place, or the folders around it cannot be made.
    pub fn new(to: &Path, is_private: bool) -> io::Result<Self> {
        let is_free = match fs::read_dir(to) {
            Ok(mut entries) => entries.next().is_none(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => true,
            Err(error) => return Err(error),
        };
        if !is_free {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let to = std::path::absolute(to)?;
        let parent = to.parent().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
        let missing = parent.ancestors().take_while(|folder| !folder.exists());
        let mut made: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        made.reverse();
        let mut staged = Self { around: None, path: PathBuf::new(), to, made };
        if is_private {
            create_folder(&parent)?;
        } else {
            fs::create_dir_all(&parent)?;
        }
        let around = tempfile::Builder::new().prefix(".yunbao-").tempdir_in(&parent)?;
        staged.path = around.path().join("new");
        staged.around = Some(around);
        Ok(staged)
    }

    /// The path at which it is to be made and filled.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Moves it to its place.
    ///
    /// # Errors
    ///
    /// Returns an error if the file was not made, or if something has come to its place meanwhile.
    pub fn finish(mut self) -> io::Result<()> {
        // An empty folder at its place gives way, on each system.
        let _ = fs::remove_dir(&self.to);
        fs::rename(&self.path, &self.to)?;
        self.made.clear();
        Ok(())
    }
}

impl Drop for StagedFolder {
    fn drop(&mut self) {
        drop(self.around.take());
        for folder in self.made.iter().rev() {
            // Others may have put something into it meanwhile.
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_comes_whole_or_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let at = |path: &str| home.path().join(path);
        let staged = StagedFolder::new(&at("a/b/c"), false).unwrap();
        fs::create_dir(staged.path()).unwrap();
        fs::write(staged.path().join("x"), "").unwrap();
        assert!(!at("a/b/c").exists());
        drop(staged);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);

        fs::create_dir_all(at("a/b/c")).unwrap();
        let staged = StagedFolder::new(&at("a/b/c"), false).unwrap();
        fs::create_dir(staged.path()).unwrap();
        fs::write(staged.path().join("x"), "").unwrap();
        staged.finish().unwrap();
        assert!(at("a/b/c/x").exists());
        assert_eq!(fs::read_dir(at("a/b")).unwrap().count(), 1);

        let error = StagedFolder::new(&at("a/b/c"), false).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert!(
            StagedFolder::new(&at("a/b/c/x"), true).is_err()
                && StagedFolder::new(&at("a/b/c/x/y"), false).is_err()
        );
        assert!(at("a/b/c/x").exists());
    }
}
