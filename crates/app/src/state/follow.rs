//! Follows files that were moved while the program was not running. Such a file has a new post id,
//! but the old path no longer exists, and file name and title are the same.

use super::columns::{id, path};
use super::memory::Memory;
use crate::post::{Post, PostId};
use rusqlite::{Connection, Transaction, params};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

/// File stems that do not identify a post, so that the folder's name is compared as well.
const NAMELESS: [&str; 3] = ["index", "_index", "readme"];

/// The stored row of a file that is not among the posts.
struct Orphan {
    id: PostId,
    path: String,
    stamp: i64,
}

/// Copies the stored state of one post to another, unless that has some of its own. The original is
/// kept, since its file may come back, for example on a disk that is not connected. Returns `true`
/// if anything was copied.
pub(super) fn copy(
    to: &Transaction<'_>,
    from: PostId,
    post: &Post,
    stamp: i64,
) -> rusqlite::Result<bool> {
    let rows = to
        .prepare_cached(
            "INSERT INTO posts (id, path, title, read, starred, top, line, stamp, read_day,
                starred_day, tags, note, recorded)
             SELECT ?1, ?2, ?3, read, starred, top, line, ?4, read_day, starred_day, tags, note,
                recorded
                FROM posts WHERE id = ?5
             ON CONFLICT (id) DO NOTHING",
        )?
        .execute(params![id(post.id), path(post), post.title, stamp, id(from)])?;
    Ok(rows > 0)
}

/// Copies the stored state of moved files to posts without stored state. Returns `true` if there
/// were any.
pub(super) fn follow(
    to: &Transaction<'_>,
    posts: &[Arc<Post>],
    stamp: i64,
) -> rusqlite::Result<bool> {
    let mut followed = false;
    for (from, post) in moved(to, posts)? {
        followed |= copy(to, from, post, stamp)?;
    }
    Ok(followed)
}

/// Like [`follow`], but changes only `memory` and writes nothing.
pub(super) fn follow_in(
    memory: &mut Memory,
    connection: &Connection,
    posts: &[Arc<Post>],
) -> rusqlite::Result<()> {
    for (from, post) in moved(connection, posts)? {
        memory.marks.copy_to_moved(from, post.id);
        if let Some(place) = memory.places.get(&from).copied() {
            memory.places.insert(post.id, place);
        }
    }
    Ok(())
}

/// Posts without stored state, each with the id it had when its file was elsewhere.
fn moved<'p>(
    connection: &Connection,
    posts: &'p [Arc<Post>],
) -> rusqlite::Result<Vec<(PostId, &'p Arc<Post>)>> {
    let present: HashSet<i64> = posts.iter().map(|post| id(post.id)).collect();
    let mut known: HashSet<i64> = HashSet::new();
    let mut orphans: HashMap<(String, String), Vec<Orphan>> = HashMap::new();
    let mut statement = connection.prepare("SELECT id, path, title, stamp FROM posts")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        if present.contains(&number) {
            known.insert(number);
            continue;
        }
        let path: String = row.get(1)?;
        if let Some(name) = name(&path) {
            let orphan = Orphan { id: PostId(number.cast_unsigned()), path, stamp: row.get(3)? };
            orphans.entry((name, row.get(2)?)).or_default().push(orphan);
        }
    }
    if orphans.is_empty() {
        return Ok(Vec::new());
    }
    let mut unknown: Vec<&Arc<Post>> =
        posts.iter().filter(|post| !known.contains(&id(post.id))).collect();
    unknown.sort_by_key(|post| id(post.id));
    let mut moved = Vec::new();
    for post in unknown {
        let path = path(post);
        let Some(name) = name(&path) else { continue };
        let Some(same) = orphans.get(&(name, post.title.to_string())) else { continue };
        // Of several candidates, the one with the most similar path wins; among those, the one
        // written last.
        let gone = same.iter().filter(|orphan| !Path::new(&orphan.path).exists());
        let best = gone.max_by_key(|orphan| (common_end(&orphan.path, &path), orphan.stamp));
        if let Some(orphan) = best {
            moved.push((orphan.id, post));
        }
    }
    Ok(moved)
}

/// The part of a path that stays the same when a file is moved.
pub(super) fn name(path: &str) -> Option<String> {
    let path = Path::new(path);
    let name = path.file_name()?.to_str()?;
    let stem = path.file_stem()?.to_str()?.to_lowercase();
    if NAMELESS.contains(&stem.as_str()) {
        let folder = path.parent()?.file_name()?.to_str()?;
        return Some(format!("{folder}/{name}"));
    }
    Some(name.to_owned())
}

/// Number of components that two paths share at their ends.
pub(super) fn common_end(a: &str, b: &str) -> usize {
    let parts = |path| Path::new(path).components().rev();
    parts(a).zip(parts(b)).take_while(|(a, b)| a == b).count()
}
