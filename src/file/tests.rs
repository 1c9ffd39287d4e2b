//! Everything that may lie at a path: read, or refused at once.

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
    // A terabyte that takes no room on the disk.
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
        // The handle alone tells as much, when something took a file's place after a look at it.
        let is_open = open(&at(name), Links::Follow).is_ok();
        assert_eq!(is_open, followed == "read", "{name}");
    }
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
