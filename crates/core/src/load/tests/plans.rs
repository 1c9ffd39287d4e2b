//! The plans made for changed paths, with a table in place of the disk.

use super::*;
use crate::load::changes::{Disk, PathKind, Plan, Touched, plan};
use crate::load::ignored::Reach;
use crate::load::scan::WalkResult;
use crate::load::site::Site;
use crate::load::walk::Tree;
use crate::post::PostId;

/// A root `/r`, named `blog`, in which `/r` and `/r/sub` were walked, and `a.md` and `sub/b.md`
/// were read.
fn walked(site: Site) -> WalkResult {
    let tree = Tree {
        given: PathBuf::from("blog"),
        absolute: PathBuf::from("/r"),
        site,
        reach: Reach { repository: false, above: false },
        links: vec![(PathBuf::from("link"), PathBuf::from("/other"))],
        folders: ["/r", "/r/sub", "/r/link"].map(PathBuf::from).into(),
    };
    let single = [("/t/one.md", "one.md"), ("/far/c.md", "blog/c.md")]
        .map(|(real, path)| (PathBuf::from(real), SourceFile::at(path.into(), Path::new(real))));
    WalkResult { trees: vec![tree], single: single.into(), ..WalkResult::default() }
}

fn is_known(id: PostId) -> bool {
    ["/r/a.md", "/r/sub/b.md", "/other/x.md", "/t/one.md", "/far/c.md"]
        .iter()
        .any(|path| id == PostId::of(path.as_bytes()))
}

/// A plan in words: the files that are read and dropped, or `walk`.
fn planned(site: Site, touched: &[(&str, bool)], disk: &[(&str, PathKind)]) -> Vec<String> {
    let touched: Touched =
        touched.iter().map(|(path, moved)| (PathBuf::from(path), *moved)).collect();
    let mut kind = |path: &Path| {
        disk.iter()
            .find(|(at, _)| path == Path::new(at))
            .map_or(PathKind::Nothing, |(_, kind)| *kind)
    };
    let mut ignores = |_: &Tree, path: &Path, _: bool| {
        path.file_name().unwrap().to_str().unwrap().starts_with(['.', '!'])
    };
    let mut disk = Disk { kind: &mut kind, ignores: &mut ignores };
    let Plan { read, gone, folders, gone_folders, walk } =
        plan(&touched, &walked(site), &is_known, &mut disk);
    let mut words: Vec<String> = read.iter().map(|file| format!("read {}", file.shown)).collect();
    let known = ["/r/a.md", "/r/sub/b.md", "/other/x.md"];
    words.extend(gone.iter().map(|id| {
        let path = known.iter().find(|path| *id == PostId::of(path.as_bytes())).unwrap();
        format!("drop {path}")
    }));
    words.sort();
    words.extend(folders.iter().map(|(_, folder)| format!("explore {}", folder.display())));
    words.extend(gone_folders.iter().map(|(_, folder)| format!("lose {}", folder.display())));
    words.extend(walk.then(|| "walk".to_owned()));
    words
}

fn one(path: &str, moved: bool, kind: PathKind) -> String {
    planned(Site::Notes, &[(path, moved)], &[(path, kind)]).join(", ")
}

#[test]
fn one_file_costs_one_file() {
    use PathKind::{File, Nothing};
    assert_eq!(one("/r/a.md", false, File), "read blog/a.md", "written");
    assert_eq!(one("/r/new.md", true, File), "read blog/new.md", "created, or moved there");
    assert_eq!(one("/r/sub/b.md", true, Nothing), "drop /r/sub/b.md", "deleted, or moved away");
    assert_eq!(one("/r/link/x.md", false, File), "read blog/link/x.md", "reached by a link");
    assert_eq!(one("/t/one.md", false, File), "read one.md", "named itself");
    assert_eq!(one("/far/c.md", false, File), "read blog/c.md", "what a link stands for");
}

#[test]
fn what_is_no_post_costs_nothing() {
    use PathKind::{File, Folder, Nothing, Other};
    for (path, kind) in [
        ("/r/a.txt", File),
        ("/r/a.md~", File),
        ("/r/.a.md.swp", File),
        ("/r/.hidden.md", File),
        ("/r/!ignored.md", File),
        ("/r/never-seen.md", Nothing),
        ("/r/pipe", Other),
        ("/r/.git", Folder),
        ("/r/node_modules", Folder),
        ("/r/!out", Folder),
        ("/r/!out/a.md", File),
        ("/r/!out/deep", Folder),
        ("/t/other.md", File),
        ("/elsewhere/a.md", File),
    ] {
        assert_eq!(one(path, true, kind), "", "{path}");
    }
    // Some systems report a write to the folder when a file in it was written.
    assert_eq!(one("/r/sub", false, Folder), "");
}

#[test]
fn whatever_may_concern_many_files_is_walked() {
    use PathKind::{File, Folder, Link, Nothing, Other};
    for (path, moved, kind) in [
        ("/r", true, Folder),
        ("/r", true, Nothing),
        ("/r/sub", true, Folder),
        ("/r/link", true, Nothing),
        ("/r/docs", true, Folder),
        ("/r/.gitignore", false, File),
        ("/r/sub/.ignore", true, Nothing),
        ("/r/mkdocs.yml", true, File),
        ("/r/a.md", true, Folder),
        ("/r/a.md", true, Link),
        ("/r/new.md", true, Link),
        ("/r/new.md", true, Other),
        ("/r/new", true, Link),
        ("/r/c.md", true, Nothing),
        ("/t/one.md", true, Nothing),
    ] {
        assert_eq!(one(path, moved, kind), "walk", "{path} {kind:?}");
    }
}

#[test]
fn one_folder_costs_what_is_in_it() {
    assert_eq!(one("/r/new", true, PathKind::Folder), "explore /r/new");
    assert_eq!(one("/r/sub", true, PathKind::Nothing), "lose /r/sub");
    assert_eq!(one("/r/sub", false, PathKind::Nothing), "lose /r/sub");
    let moved = [("/r/other", true), ("/r/sub", true)];
    assert_eq!(
        planned(Site::Notes, &moved, &[("/r/other", PathKind::Folder)]),
        ["explore /r/other", "lose /r/sub"]
    );
}

#[test]
fn a_site_takes_only_its_posts() {
    let touched = [("/r/about.md", true), ("/r/2026-01-14-x.md", true), ("/r/sub/y.md", true)];
    let disk = touched.map(|(path, _)| (path, PathKind::File));
    assert_eq!(planned(Site::Generated, &touched, &disk), ["read blog/2026-01-14-x.md"]);
}

#[test]
fn an_editor_that_writes_beside_and_renames_changed_one_file() {
    // Vim renames a.md to a.md~, writes a new a.md, and deletes a.md~.
    let vim = [("/r/4913", true), ("/r/a.md", true), ("/r/a.md~", true), ("/r/.a.md.swp", true)];
    assert_eq!(planned(Site::Notes, &vim, &[("/r/a.md", PathKind::File)]), ["read blog/a.md"]);
    // A temporary file is moved over the old one.
    let other = [("/r/.goutputstream-X", true), ("/r/a.md", true), ("/r/a.md.tmp.1", true)];
    assert_eq!(planned(Site::Notes, &other, &[("/r/a.md", PathKind::File)]), ["read blog/a.md"]);
}

#[test]
fn a_move_drops_one_and_reads_another() {
    let touched = [("/r/a.md", true), ("/r/sub/new.md", true)];
    assert_eq!(
        planned(Site::Notes, &touched, &[("/r/sub/new.md", PathKind::File)]),
        ["drop /r/a.md", "read blog/sub/new.md"]
    );
}
