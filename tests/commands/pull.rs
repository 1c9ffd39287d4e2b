//! `yunbao pull` with real repositories.
#![cfg(unix)]

use crate::home::{keys, promised, rows};
use crate::remote::Remote;
use crate::schemas::check;
use std::fmt::Write;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const GIT: &str = "pull: [git, -C, \"%r\", pull, --ff-only]";

/// A remote, and a config with clones of it as roots.
fn roots(names: &[&str]) -> Option<Remote> {
    let remote = Remote::new()?;
    let mut config = String::from("roots:\n");
    for name in names {
        remote.clone(name);
        writeln!(config, "  - path: ~/{name}\n    {GIT}").unwrap();
    }
    remote.configure(&config);
    Some(remote)
}

#[test]
fn what_came_is_told_root_by_root() {
    let Some(remote) = roots(&["blog", "news"]) else { return };
    remote.publish("2026-08-02", 4);
    remote.publish("2026-08-03", 1);
    // One is up to date already.
    remote.git("news", &["pull", "-q"]);
    let (blog, news) = (remote.at("blog"), remote.at("news"));
    let (code, stdout, stderr) = remote.run(&["pull"]);
    let line = |blog_says: &str, news_says: &str| {
        format!("{}: {blog_says}\n{}: {news_says}\n", blog.display(), news.display())
    };
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert_eq!(stdout, line("2 new posts, 5 stories", "up to date"));
    assert_eq!(remote.run(&["pull"]), (0, line("up to date", "up to date"), String::new()));

    // A post that gets more stories, one that is renamed, and one that goes.
    let posts = remote.at("author/posts");
    let first = posts.join("2026-08-01-digest.md");
    let more = "\n## One more\n\nText.\n\n[Source](https://news.example/more)\n";
    fs::write(&first, fs::read_to_string(&first).unwrap() + more).unwrap();
    fs::rename(posts.join("2026-08-02-digest.md"), posts.join("2026-08-02-weekly.md")).unwrap();
    fs::remove_file(posts.join("2026-08-03-digest.md")).unwrap();
    remote.publish("2026-08-04", 0);
    let (code, stdout, _) = remote.run(&["pull", "blog"]);
    assert_eq!(code, 0);
    assert_eq!(stdout, format!("{}: 1 new post, 1 story, 2 changed, 1 deleted\n", blog.display()));
    let (code, stdout, stderr) = remote.run(&["pull", "--quiet"]);
    assert_eq!((code, stdout.as_str(), stderr.as_str()), (0, "", ""));
    assert!(remote.at("news/posts/2026-08-02-weekly.md").exists());
}

#[test]
fn a_failure_is_told_as_git_says_it_and_the_others_are_pulled() {
    let Some(remote) = roots(&["blog", "news", "gone"]) else { return };
    fs::remove_dir_all(remote.at("gone")).unwrap();
    fs::write(remote.at("blog/posts/2026-08-02-digest.md"), "mine\n").unwrap();
    remote.publish("2026-08-02", 2);
    for arguments in [&["pull"][..], &["pull", "--quiet"]] {
        let (code, stdout, stderr) = remote.run(arguments);
        assert_eq!(code, 1);
        assert!(
            stdout.is_empty()
                || stdout.starts_with(&format!("{}: 1 new", remote.at("news").display())),
            "{stdout}"
        );
        let blog = remote.at("blog").display().to_string();
        assert!(
            stderr.contains(&format!("yunbao: {blog}: the pull failed: exit code 1\n")),
            "{stderr}"
        );
        assert!(stderr.contains("would be overwritten by merge"), "{stderr}");
        assert!(stderr.contains("    posts/2026-08-02-digest.md\n"), "{stderr}");
        assert!(stderr.contains("gone: the pull failed: the folder does not exist\n"), "{stderr}");
    }
    assert!(remote.at("news/posts/2026-08-02-digest.md").exists());
}

#[test]
fn rows_are_as_promised() {
    let Some(remote) = roots(&["blog", "news"]) else { return };
    remote.publish("2026-08-02", 2);
    fs::write(remote.at("news/posts/2026-08-02-digest.md"), "mine\n").unwrap();
    let (code, stdout, _) = remote.run(&["pull", "--json"]);
    assert_eq!(code, 1);
    for line in stdout.lines() {
        assert_eq!(keys(line), promised("pull"));
    }
    let rows = rows(&stdout);
    check("pull", &rows);
    let blog = serde_json::json!({
        "root": remote.at("blog"), "status": "done", "posts": 1, "stories": 2, "changed": 0,
        "deleted": 0, "message": null,
    });
    assert_eq!(rows[0], blog);
    assert_eq!(
        (rows[1]["status"].as_str(), &rows[1]["posts"]),
        (Some("failed"), &serde_json::Value::Null)
    );
    let message = rows[1]["message"].as_str().unwrap();
    assert!(message.starts_with("exit code 1\n") && message.contains("overwritten"), "{message}");
}

#[test]
fn without_a_command_it_says_how_to_configure_one() {
    let Some(remote) = Remote::new() else { return };
    remote.configure("roots: [~/author]\n");
    let (code, stdout, stderr) = remote.run(&["pull"]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains(GIT), "{stderr}");
    remote.configure(&format!("roots:\n  - path: ~/author\n    {GIT}\n"));
    let (code, stdout, stderr) = remote.run(&["pull", "author", "remote.git"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert_eq!(stderr, "yunbao: remote.git: no root of the config with a pull command is here\n");
    let (code, _, stderr) = remote.run(&["pull", "--timeout", "0"]);
    assert!(code == 2 && stderr.contains("--timeout"), "{stderr}");
}

#[test]
fn what_takes_too_long_or_asks_is_stopped() {
    let Some(remote) = Remote::new() else { return };
    remote.configure(
        "roots:\n  - {path: ~/author, pull: [sleep, '1000']}\n  - {path: ~/remote.git, pull: [no-such-program]}\n",
    );
    let (code, _, stderr) = remote.run(&["pull", "--timeout", "1"]);
    assert_eq!(code, 1);
    assert!(stderr.contains("not done after 1 s, and stopped"), "{stderr}");
    assert!(stderr.contains("no-such-program was not found"), "{stderr}");
}

#[test]
fn a_signal_cancels_all_of_it() {
    let Some(remote) = Remote::new() else { return };
    // The command tells its number, which is that of its process group.
    let pid = remote.at("pid");
    let script = format!("echo $$ > {0}.new; mv {0}.new {0}; exec sleep 1000", pid.display());
    remote.configure(&format!("roots:\n  - path: ~/author\n    pull: [sh, -c, '{script}']\n"));
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("yunbao"));
    command.arg("pull").env("HOME", remote.home.path());
    command.env("XDG_CONFIG_HOME", remote.at("config")).stderr(Stdio::piped());
    let running = command.spawn().unwrap();
    let until = Instant::now() + Duration::from_secs(60);
    while !pid.exists() {
        assert!(Instant::now() < until, "the command does not start");
        std::thread::sleep(Duration::from_millis(10));
    }
    let kill = |arguments: &[&str]| Command::new("kill").args(arguments).output().unwrap().status;
    assert!(kill(&["-INT", &running.id().to_string()]).success());
    let output = running.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("the pull failed: cancelled"), "{stderr}");
    let group = format!("-{}", fs::read_to_string(pid).unwrap().trim());
    assert!(!kill(&["-0", "--", &group]).success(), "nothing that was started is left");
}
