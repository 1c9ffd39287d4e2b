//! All kinds of files at a path: they are read, or refused at once.

use super::*;

fn kind(result: &Result<Vec<u8>, Error>) -> &'static str {
    match result {
        Ok(_) => "read",
        Err(Error::NotRegular) => "not regular",
        Err(Error::Link) => "link",
        Err(Error::TooLarge(_)) => "too large",
        Err(Error::System(error)) if error.kind() == io::ErrorKind::NotFound => "not found",
        Err(Error::System(_)) => "system",
    }
}

#[test]
fn a_file_is_read_up_to_the_limit_and_no_further() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, [b'a'; 100]).unwrap();
    assert_eq!(read(&path, 100, Links::Refuse).unwrap(), [b'a'; 100]);
    assert_eq!(kind(&read(&path, 99, Links::Refuse)), "too large");
    // A sparse file of one terabyte.
    OpenOptions::new().append(true).open(&path).unwrap().set_len(1 << 40).unwrap();
    assert_eq!(kind(&read(&path, 1 << 20, Links::Follow)), "too large");
    assert_eq!(kind(&read(&folder.path().join("none"), 100, Links::Refuse)), "not found");
    assert_eq!(kind(&read(folder.path(), 100, Links::Refuse)), "not regular");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_without_waiting() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    assert!(std::process::Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
    let _socket = UnixListener::bind(at("socket")).unwrap();
    fs::write(at("file"), "text").unwrap();
    for (link, to) in [
        ("to pipe", "pipe"),
        ("to zero", "/dev/zero"),
        ("to tty", "/dev/tty"),
        ("to folder", "."),
        ("to file", "file"),
        ("to itself", "to itself"),
    ] {
        symlink(to, at(link)).unwrap();
    }
    for (name, followed, refused) in [
        ("pipe", "not regular", "not regular"),
        ("socket", "not regular", "not regular"),
        ("to pipe", "not regular", "not regular"),
        ("to zero", "not regular", "not regular"),
        ("to tty", "not regular", "not regular"),
        ("to folder", "not regular", "not regular"),
        ("to file", "read", "link"),
        ("to itself", "system", "link"),
    ] {
        assert_eq!(kind(&read(&at(name), 100, Links::Follow)), followed, "{name}");
        assert_eq!(kind(&read(&at(name), 100, Links::Refuse)), refused, "{name}");
        // The handle alone decides the same, in case the file was replaced after the first check.
        let is_open = open(&at(name), Links::Follow).is_ok();
        assert_eq!(is_open, followed == "read", "{name}");
    }
}

#[test]
fn a_file_is_created_whole_and_never_over_another() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new");
    create(&path, b"text").unwrap();
    let again = create(&path, b"other").unwrap_err();
    assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
    assert_eq!(fs::read(&path).unwrap(), b"text");
    // Of several concurrent attempts one succeeds, and the others leave nothing behind.
    let path = folder.path().join("raced");
    let created = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..8_u8).map(|byte| (byte, &path)).collect();
        let threads = tries.into_iter().map(|(byte, path)| {
            scope.spawn(move || create(path, &vec![byte; 100_000]).is_ok().then_some(byte))
        });
        let threads: Vec<_> = threads.collect();
        threads.into_iter().filter_map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(created.len(), 1);
    assert_eq!(fs::read(&path).unwrap(), vec![created[0]; 100_000]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[cfg(unix)]
#[test]
fn rights_of_others_are_taken_and_those_of_the_owner_left() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, "").unwrap();
    for (before, after) in [(0o644, 0o600), (0o666, 0o600), (0o444, 0o400), (0o755, 0o700)] {
        fs::set_permissions(&path, fs::Permissions::from_mode(before)).unwrap();
        tighten(&path);
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o7777;
        assert_eq!(mode, after, "{before:o} became {mode:o}");
    }
    tighten(&folder.path().join("none"));
}

#[cfg(target_os = "linux")]
#[test]
fn the_real_path_is_that_of_the_file_that_was_opened() {
    let folder = tempfile::tempdir().unwrap();
    let real = fs::canonicalize(folder.path()).unwrap().join("a\n云 (deleted)");
    fs::write(&real, "").unwrap();
    std::os::unix::fs::symlink(&real, folder.path().join("link")).unwrap();
    let (file, _) = open(&folder.path().join("link"), Links::Follow).unwrap();
    assert_eq!(real_path(&file), Some(real));
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_is_opened_without_links_only_if_no_part_of_its_path_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let real = fs::canonicalize(folder.path()).unwrap();
    fs::create_dir(real.join("posts")).unwrap();
    fs::write(real.join("posts/a.md"), "a").unwrap();
    std::os::unix::fs::symlink(real.join("posts"), real.join("folder")).unwrap();
    std::os::unix::fs::symlink(real.join("posts/a.md"), real.join("file.md")).unwrap();
    let is_opened = |below: &str| open_without_links(&real.join(below)).is_some();
    assert!(is_opened("posts/a.md") && is_opened("posts/../posts/./a.md"));
    assert!(!is_opened("folder/a.md") && !is_opened("file.md") && !is_opened("posts/none.md"));
    assert!(!is_opened("posts"));
}

#[test]
fn a_document_replaces_a_file_only_if_it_may() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("week.md");
    write_document(&path, b"one", false).unwrap();
    let error = write_document(&path, b"two", false).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
    assert_eq!(fs::read(&path).unwrap(), b"one");
    write_document(&path, b"two", true).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert!(write_document(folder.path(), b"x", true).is_err(), "a folder stays");
    assert!(write_document(&folder.path().join("no/x"), b"x", false).is_err());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
}

#[cfg(unix)]
#[test]
fn a_document_is_written_through_a_link_and_not_over_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("a.md"), folder.path().join("b.md"));
    fs::write(&file, "a").unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    write_document(&link, b"b", true).unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"b");
    assert!(link.symlink_metadata().unwrap().is_symlink());
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|status| status.success()) {
        assert!(write_document(&pipe, b"x", true).is_err());
    }
}

#[test]
fn a_scratch_file_is_the_persons_own_and_gone_afterwards() {
    let file = ScratchFile::new("云报\n", ".md").unwrap();
    let path = file.path().to_owned();
    assert_eq!(path.extension().and_then(|ending| ending.to_str()), Some("md"));
    assert_eq!(file.text(100).unwrap(), "云报\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // Some editors put another file in its place.
    fs::remove_file(&path).unwrap();
    fs::write(&path, b"other \xFF").unwrap();
    assert_eq!(file.text(100).unwrap(), "other \u{FFFD}");
    assert!(matches!(file.text(3), Err(Error::TooLarge(3))));
    drop(file);
    assert!(!path.exists());
}
