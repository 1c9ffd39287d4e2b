//! Pulls and clones of real repositories on the disk. Skipped where git is not installed.
#![cfg(unix)]

use super::*;
use crate::config::PullCommand;
use crate::file::checkout_around;
use crate::process::Cancel;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;
use tempfile::TempDir;

const LIMIT: Duration = Duration::from_secs(120);

/// A remote repository, a clone in which its author writes, and clones of readers.
struct World {
    home: TempDir,
}

impl World {
    /// A remote with one post; `None` if git is not installed.
    fn new() -> Option<Self> {
        let world = Self { home: tempfile::tempdir().unwrap() };
        Command::new("git").arg("--version").output().ok()?;
        world.git("", &["init", "-q", "--bare", "-b", "main", "remote.git"]);
        world.git("", &["clone", "-q", "remote.git", "author"]);
        world.git("author", &["checkout", "-q", "-B", "main"]);
        world.publish("posts/a.md", "# A\n");
        Some(world)
    }

    fn at(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    fn git(&self, folder: &str, arguments: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=n", "-c", "user.email=e@e", "-c", "protocol.file.allow=always"])
            .args(arguments)
            .current_dir(self.at(folder))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{folder} {arguments:?}: {said}");
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Commits a file in the author's clone and pushes it.
    fn publish(&self, file: &str, text: &str) {
        self.commit("author", file, text);
        self.git("author", &["push", "-q", "origin", "main"]);
    }

    fn commit(&self, folder: &str, file: &str, text: &str) {
        self.write(&format!("{folder}/{file}"), text);
        self.git(folder, &["add", "."]);
        self.git(folder, &["commit", "-q", "-m", file]);
    }

    fn clone(&self, name: &str) {
        self.git("", &["clone", "-q", "remote.git", name]);
    }

    fn root(&self, path: &str) -> PullRoot {
        PullRoot { path: self.at(path), command: PullCommand::of_git() }
    }

    fn pull(&self, roots: &[&str]) -> Vec<PullEnd> {
        let roots: Vec<PullRoot> = roots.iter().map(|root| self.root(root)).collect();
        pull(&PullPlan::new(&roots), LIMIT, &Cancel::default(), |_, _| {})
    }

    fn has(&self, path: &str) -> bool {
        self.at(path).exists()
    }
}

/// A command given by its words.
fn command(words: &[&str]) -> PullCommand {
    let words: Vec<String> =
        words.iter().map(|word| format!("'{}'", word.replace('\'', "''"))).collect();
    let text = format!("roots:\n  - path: /x\n    pull: [{}]\n", words.join(", "));
    let (config, problems) = crate::config::read(&text, Path::new("/"));
    assert_eq!(problems, []);
    config.pulls[0].1.clone()
}

fn failure(end: &PullEnd) -> (&FailureReason, String) {
    let failure = end.as_ref().unwrap_err();
    (&failure.reason, failure.lines.join("\n"))
}

#[test]
fn new_commits_come_and_a_root_may_be_a_folder_or_file_of_a_checkout() {
    let Some(world) = World::new() else { return };
    world.clone("reader");
    world.clone("second");
    world.publish("posts/b.md", "# B\n");
    assert_eq!(world.pull(&["reader", "second/posts"]), [Ok(()), Ok(())]);
    assert!(world.has("reader/posts/b.md") && world.has("second/posts/b.md"));
    assert_eq!(world.pull(&["reader/posts/b.md"]), [Ok(())], "nothing new is no failure");
}

#[test]
fn roots_in_one_checkout_are_pulled_once_and_worktrees_one_after_the_other() {
    let Some(world) = World::new() else { return };
    world.clone("reader");
    world.git("reader", &["worktree", "add", "-q", "-b", "other", "../tree", "origin/main"]);
    world.clone("apart");
    let roots = ["reader/posts", "apart", "reader", "tree", "missing"].map(|root| world.root(root));
    let plan = PullPlan::new(&roots);
    let lanes: Vec<Vec<&[usize]>> = plan
        .lanes
        .iter()
        .map(|lane| lane.iter().map(|command| &command.roots[..]).collect())
        .collect();
    assert_eq!(lanes, [vec![&[0, 2][..], &[3]], vec![&[1]], vec![&[4]]]);
    world.publish("posts/b.md", "# B\n");
    let done = Mutex::new(Vec::new());
    let ends = pull(&plan, LIMIT, &Cancel::default(), |root, _| done.lock().unwrap().push(root));
    let mut done = done.into_inner().unwrap();
    done.sort_unstable();
    assert_eq!(done, [0, 1, 2, 3, 4], "each root is reported");
    assert!(ends[..4].iter().all(Result::is_ok), "{ends:?}");
    assert_eq!(failure(&ends[4]), (&FailureReason::NoFolder, String::new()));
    assert!(world.has("tree/posts/b.md") && world.has("apart/posts/b.md"));
}

#[test]
fn submodules_are_checkouts_of_their_own() {
    let Some(world) = World::new() else { return };
    world.git("", &["init", "-q", "-b", "main", "outer"]);
    let remote = world.at("remote.git");
    world.git("outer", &["submodule", "--quiet", "add", remote.to_str().unwrap(), "digest"]);
    world.git("outer/digest", &["branch", "-q", "--set-upstream-to", "origin/main"]);
    assert_eq!(checkout_around(&world.at("outer/digest/posts")), Some(&*world.at("outer/digest")));
    world.publish("posts/b.md", "# B\n");
    assert_eq!(world.pull(&["outer/digest/posts"]), [Ok(())]);
    assert!(world.has("outer/digest/posts/b.md"));
}

#[test]
fn what_git_says_of_changes_of_ones_own_is_kept() {
    let Some(world) = World::new() else { return };
    world.clone("reader");
    world.clone("ahead");
    world.publish("posts/a.md", "# A, corrected\n");
    world.write("reader/posts/a.md", "# Mine\n");
    world.commit("ahead", "posts/c.md", "# C\n");
    let ends = world.pull(&["reader", "ahead"]);
    let (reason, said) = failure(&ends[0]);
    assert!(matches!(reason, FailureReason::Exited(1)), "{reason:?}");
    assert!(said.contains("posts/a.md") && said.contains("would be overwritten"), "{said}");
    let (_, said) = failure(&ends[1]);
    assert!(said.contains("fast-forward"), "{said}");
    assert_eq!(fs::read_to_string(world.at("reader/posts/a.md")).unwrap(), "# Mine\n");

    // Another command may merge, and meet a conflict.
    world.git("reader", &["config", "user.name", "n"]);
    world.git("reader", &["config", "user.email", "e@e"]);
    world.commit("reader", "posts/a.md", "# Mine\n");
    let merge = command(&["git", "pull", "--no-rebase"]);
    let plan = PullPlan::new(&[PullRoot { path: world.at("reader"), command: merge }]);
    let ends = pull(&plan, LIMIT, &Cancel::default(), |_, _| {});
    let (_, said) = failure(&ends[0]);
    assert!(said.contains("CONFLICT") && said.contains("posts/a.md"), "{said}");
}

#[test]
fn a_remote_that_is_gone_or_out_of_reach_is_told() {
    let Some(world) = World::new() else { return };
    world.clone("reader");
    world.clone("offline");
    world.git("offline", &["remote", "set-url", "origin", "https://host.invalid/x.git"]);
    fs::remove_dir_all(world.at("remote.git")).unwrap();
    fs::create_dir(world.at("folder")).unwrap();
    let ends = world.pull(&["reader", "offline", "folder"]);
    for (end, says) in ends.iter().zip([
        "does not appear to be a git repository",
        "host.invalid",
        "not a git repository",
    ]) {
        let (reason, said) = failure(end);
        assert!(matches!(reason, FailureReason::Exited(1 | 128)), "{reason:?}");
        assert!(said.contains(says), "{said}");
    }
}

#[test]
fn nothing_is_asked_and_another_repository_is_not_meant() {
    let Some(world) = World::new() else { return };
    let script = "echo p=$GIT_TERMINAL_PROMPT a=$GIT_ASKPASS s=$SSH_ASKPASS_REQUIRE; \
                  read line; echo $line; env | grep -c '^GIT_DIR='; exit 3";
    let root = PullRoot { path: world.at("author"), command: command(&["sh", "-c", script]) };
    let ends = pull(&PullPlan::new(&[root]), LIMIT, &Cancel::default(), |_, _| {});
    assert_eq!(failure(&ends[0]), (&FailureReason::Exited(3), "p=0 a= s=force\n0".to_owned()));
    let missing = PullRoot { path: world.at("author"), command: command(&["no-such-program"]) };
    let ends = pull(&PullPlan::new(&[missing]), LIMIT, &Cancel::default(), |_, _| {});
    assert_eq!(failure(&ends[0]).0, &FailureReason::NotFound("no-such-program".to_owned()));
}

#[test]
fn a_command_that_hangs_is_stopped_or_cancelled_and_the_others_go_on() {
    let Some(world) = World::new() else { return };
    world.clone("reader");
    world.publish("posts/b.md", "# B\n");
    fs::create_dir(world.at("hangs")).unwrap();
    let hangs = PullRoot { path: world.at("hangs"), command: command(&["sleep", "1000"]) };
    let limit = Duration::from_millis(300);
    let plan = PullPlan::new(std::slice::from_ref(&hangs));
    let ends = pull(&plan, limit, &Cancel::default(), |_, _| {});
    assert_eq!(failure(&ends[0]).0, &FailureReason::TimeLimit(limit));

    let cancel = Cancel::default();
    let plan = PullPlan::new(&[hangs, world.root("reader")]);
    // The one that does not hang is done first.
    let ends = pull(&plan, LIMIT, &cancel, |_, _| cancel.cancel());
    assert_eq!(failure(&ends[0]).0, &FailureReason::Cancelled);
    assert_eq!(ends[1], Ok(()));
    let ends = pull(&plan, LIMIT, &cancel, |_, _| {});
    assert!(ends.iter().all(|end| failure(end).0 == &FailureReason::Cancelled));
}

#[test]
fn paths_mean_the_roots_at_below_and_around_them() {
    let home = tempfile::tempdir().unwrap();
    let at = |path: &str| home.path().join(path);
    for folder in ["src/blog/posts", "src/news", "other"] {
        fs::create_dir_all(at(folder)).unwrap();
    }
    let roots = ["src", "src/blog", "src/news"]
        .map(|path| PullRoot { path: at(path), command: PullCommand::of_git() });
    let meant = |paths: &[&str]| {
        let paths: Vec<PathBuf> = paths.iter().map(|path| at(path)).collect();
        let (meant, missed) = pulled_roots(&roots, &paths);
        let name = |path: &Path| path.strip_prefix(home.path()).unwrap().display().to_string();
        let meant: Vec<String> = meant.iter().map(|root| name(&root.path)).collect();
        let missed: Vec<String> = missed.iter().map(|path| name(path)).collect();
        (meant.join(" "), missed.join(" "))
    };
    let result = |meant: &str, missed: &str| (meant.to_owned(), missed.to_owned());
    assert_eq!(meant(&["src/blog"]), result("src/blog", ""));
    assert_eq!(meant(&["src/blog/posts"]), result("src/blog", ""));
    assert_eq!(meant(&["src"]), result("src src/blog src/news", ""));
    assert_eq!(meant(&["src/news", "other", "none"]), result("src/news", "other none"));
}

#[test]
fn a_clone_comes_whole_or_not_at_all() {
    let Some(world) = World::new() else { return };
    world.publish("posts/b.md", "# B\n");
    let address = format!("file://{}", world.at("remote.git").display());
    let address = CloneAddress::read(&address).unwrap();
    let clone = |address: &CloneAddress, to: &str, is_full| {
        let options = CloneOptions { is_full, has_terminal: false, is_private: false };
        clone(address, &world.at(to), options, &Cancel::default())
    };
    let commits = |folder: &str| {
        let mut command = Command::new("git");
        command.args(["rev-list", "--count", "HEAD"]).current_dir(world.at(folder));
        let output = command.output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    clone(&address, "a/b/shallow", false).unwrap();
    clone(&address, "full", true).unwrap();
    assert_eq!((commits("a/b/shallow").as_str(), commits("full").as_str()), ("1", "2"));
    assert!(world.has("full/posts/b.md") && address.is_of(&world.at("full")));
    assert!(!address.is_of(&world.at("author/posts")));
    assert_eq!(fs::read_dir(world.at("a/b")).unwrap().count(), 1, "nothing but the clone");
    let local = CloneAddress::of_repository(&world.at("remote.git")).unwrap();
    clone(&local, "local", false).unwrap();
    assert!(world.has("local/posts/b.md") && is_bare_repository(&world.at("remote.git")));
    assert!(has_remote(&world.at("local/posts")) && !has_remote(&world.at("remote.git")));
    assert!(matches!(clone(&address, "full", false), Err(CloneError::Folder(_))));

    world.publish("posts/c.md", "# C\n");
    assert_eq!(world.pull(&["a/b/shallow"]), [Ok(())]);
    assert!(world.has("a/b/shallow/posts/c.md"));

    let gone = CloneAddress::read(&format!("file://{}", world.at("gone.git").display())).unwrap();
    let Err(CloneError::Git(failure)) = clone(&gone, "x/y/z", false) else { panic!("no failure") };
    assert!(failure.lines.join(" ").contains("gone.git"), "{failure:?}");
    assert!(!world.has("x"));
    let cancel = Cancel::default();
    cancel.cancel();
    let options = CloneOptions { is_full: false, has_terminal: false, is_private: true };
    let cancelled = super::clone(&address, &world.at("x/y"), options, &cancel);
    assert!(cancelled.is_err() && !world.has("x"));
}
