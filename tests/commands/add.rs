//! `yunbao add` with real repositories.
#![cfg(unix)]

use crate::remote::Remote;
use std::fs;
use std::os::unix::fs::PermissionsExt;

#[test]
fn a_repository_is_cloned_and_added_once() {
    let Some(remote) = Remote::new() else { return };
    remote.publish("2026-08-02", 2);
    let address = format!("file://{}", remote.at("remote.git").display());
    let (code, stdout, stderr) = remote.run(&["add", &address]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    let parent = remote.home.path().file_name().unwrap().to_string_lossy().into_owned();
    let name = parent.trim_start_matches('.');
    let folder = format!("~/.local/share/yunbao/checkouts/{name}/remote");
    assert_eq!(stdout, format!("added {folder}: 2 posts, 5 stories\n"));
    let added =
        format!("roots:\n  - path: {folder}\n    pull: [git, -C, \"%r\", pull, --ff-only]\n");
    assert!(remote.config().contains(&added), "{}", remote.config());
    assert!(remote.config().contains("\n#mouse: true\n"), "every setting is explained");
    // The history that is kept beside the clones is the user's alone.
    let mode = fs::metadata(remote.at(".local/share/yunbao")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    let before = remote.config();
    let (code, stdout, _) = remote.run(&["add", &address]);
    assert_eq!((code, stdout), (0, format!("{folder} is a root already: 2 posts, 5 stories\n")));
    assert_eq!(remote.config(), before);

    // It is read, and pulled.
    let (_, stdout, _) = remote.run(&["list"]);
    assert_eq!(stdout.lines().count(), 2);
    remote.publish("2026-08-03", 1);
    let (code, stdout, stderr) = remote.run(&["pull"]);
    assert!(code == 0 && stdout.ends_with(": 1 new post, 1 story\n"), "{stdout} {stderr}");
}

#[test]
fn a_place_of_ones_own_and_the_whole_history() {
    let Some(remote) = Remote::new() else { return };
    remote.publish("2026-08-02", 2);
    remote.configure("# Mine.\nmouse: no\nroots:\n- ~/author # the first\ntheme: dark\n");
    let address = format!("file://{}", remote.at("remote.git").display());
    let (code, stdout, _) = remote.run(&["add", "--full", &address, "--to", "src/deep/digest"]);
    assert_eq!((code, stdout.as_str()), (0, "added ~/src/deep/digest: 2 posts, 5 stories\n"));
    let root = "- path: ~/src/deep/digest\n  pull: [git, -C, \"%r\", pull, --ff-only]\n";
    let config = format!("# Mine.\nmouse: no\nroots:\n- ~/author # the first\n{root}theme: dark\n");
    assert_eq!(remote.config(), config);
    remote.git("src/deep/digest", &["rev-parse", "-q", "--verify", "HEAD~1"]);
    // The same folder again; one with other contents; one that is another checkout.
    let (code, stdout, _) = remote.run(&["add", &address, "--to", "src/deep/digest/"]);
    assert!(code == 0 && stdout.contains("is a root already"), "{stdout}");
    let (code, stdout, _) = remote.run(&["add", &address, "--to", "src"]);
    assert_eq!((code, stdout.as_str()), (0, "added ~/src/remote: 2 posts, 5 stories\n"));
    remote.git("", &["init", "-q", "other"]);
    let (code, _, stderr) = remote.run(&["add", &address, "--to", "other"]);
    assert!(
        code == 1 && stderr.contains("other is not empty, and no checkout of file://"),
        "{stderr}"
    );
    // A repository without a checkout has no posts of its own.
    let (code, stdout, stderr) = remote.run(&["add", "remote.git", "--to", "local"]);
    assert_eq!(
        (code, stdout.as_str(), stderr.as_str()),
        (0, "added ~/local: 2 posts, 5 stories\n", "")
    );
}

#[test]
fn a_path_that_is_there_is_added_as_it_is() {
    let Some(remote) = Remote::new() else { return };
    fs::create_dir(remote.at("my notes")).unwrap();
    fs::write(remote.at("my notes/a.md"), "# A\n").unwrap();
    let (code, stdout, _) = remote.run(&["add", "./my notes/"]);
    assert_eq!((code, stdout.as_str()), (0, "added ~/my notes: 1 post, 0 stories\n"));
    assert!(remote.config().contains("roots:\n  - '~/my notes'\n"), "{}", remote.config());
    let (_, stdout, _) = remote.run(&["add", "author/../author/posts"]);
    assert_eq!(stdout.split_once("author/posts").unwrap().1, ": 1 post, 3 stories\n");
    let (_, stdout, _) = remote.run(&["config", "check"]);
    assert!(stdout.contains("no problems"), "{stdout}");
    let (_, shown, _) = remote.run(&["config", "show"]);
    assert!(
        shown.contains("  pull:\n  - git\n  - -C\n  - '%r'\n  - pull\n  - --ff-only\n"),
        "{shown}"
    );
    let before = remote.config();
    let (code, stdout, _) = remote.run(&["add", "my notes"]);
    assert!(code == 0 && stdout.contains("is a root already"), "{stdout}");
    assert_eq!(remote.config(), before);
}

#[test]
fn what_is_refused_leaves_nothing() {
    let Some(remote) = Remote::new() else { return };
    let before = fs::read_dir(remote.home.path()).unwrap().count();
    let gone = format!("file://{}", remote.at("gone.git").display());
    for (arguments, code, says) in [
        (&["add", "--", "--upload-pack=touch x"][..], 2, "does not begin with -"),
        (&["add", "-x"][..], 2, "does not begin with -"),
        (&["add", "ext::sh -c id"][..], 2, "ext::: repositories are cloned from"),
        (&["add", "missing"][..], 2, "missing: there is no such path"),
        (&["add", "a.example/b/c"][..], 2, "did you mean https://a.example/b/c?"),
        (&["add"][..], 2, "URL-OR-PATH"),
        (&["add", &gone][..], 1, "was not cloned: exit code 128\n  fatal:"),
        (
            &["add", "https://me:secret@127.0.0.1:9/a/b"][..],
            1,
            "https://me:***@127.0.0.1:9/a/b was not",
        ),
        (
            &["add", "remote.git", "--to", "author/posts/2026-08-01-digest.md/x"][..],
            1,
            "cannot be made",
        ),
    ] {
        let (found, stdout, stderr) = remote.run(arguments);
        assert_eq!((found, stdout.as_str()), (code, ""), "{arguments:?}: {stderr}");
        assert!(stderr.contains(says), "{arguments:?}: {stderr}");
        assert!(
            !remote.at("config").exists() && !remote.at(".local/share/yunbao").exists(),
            "{arguments:?}"
        );
    }
    assert_eq!(fs::read_dir(remote.home.path()).unwrap().count(), before);
    // A config that cannot be edited is said before anything is cloned.
    for text in ["roots: [~/author]\n", "roots: ~/author\n", "mouse: [\n"] {
        remote.configure(text);
        let (code, _, stderr) = remote.run(&["add", "remote.git", "--to", "new"]);
        assert_eq!(code, 1);
        assert!(
            stderr.contains("nothing was added") && stderr.contains("\n  - path: ~/new\n"),
            "{stderr}"
        );
        assert_eq!(remote.config(), text);
        assert!(!remote.at("new").exists());
    }
}

#[test]
fn a_new_config_offers_the_checkouts_near() {
    let Some(remote) = Remote::new() else { return };
    for day in ["2026-08-02", "2026-08-03"] {
        remote.publish(day, 1);
    }
    fs::create_dir(remote.at("src")).unwrap();
    remote.clone("src/digest");
    let (code, stdout, _) = remote.run(&["config", "init"]);
    assert_eq!(code, 0);
    assert!(stdout.contains("these checkouts as roots: ~/author, ~/src/digest;"), "{stdout}");
    let offered = "#roots:\n#  - path: ~/author\n#    pull: [git, -C, \"%r\", pull, --ff-only]\n#  - path: ~/src/digest\n";
    assert!(remote.config().contains(offered), "{}", remote.config());
    let (_, _, stderr) = remote.run(&["pull"]);
    assert!(stderr.contains("Nothing to pull"), "offered, not chosen: {stderr}");
}
