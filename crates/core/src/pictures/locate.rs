//! Finding the file of a picture from its address in a post.
//!
//! Site generators move pictures: an address may be relative to the post, to a folder named after it, or to
//! the site, whose static files may be in one of several folders. All places are tried, the nearest first.

use super::checkout::HostedFile;
use super::open::PictureFile;
use super::picture_error::PictureError;
use crate::file::{checkout_around, remotes_of};
use percent_encoding::percent_decode_str;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

/// Folders whose contents are at the root of a site: Jekyll, Pelican and Gatsby; Hugo, Zola, Docusaurus and
/// Hexo; Astro and others.
const STATIC_FOLDERS: [&str; 8] =
    ["", "static", "public", "source", "assets", "content", "docs", "src"];
/// Folders of posts within a site. If one of them is a root, the site is around it.
const POST_FOLDERS: [&str; 11] = [
    "_posts", "_drafts", "posts", "post", "content", "blog", "docs", "source", "src", "news",
    "pages",
];
/// Maximum number of folders between a root and the site around it.
const MAX_ABOVE: usize = 4;
/// Maximum number of folders around a post that are tried.
const MAX_AROUND: usize = 12;

/// The folders in which pictures may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureFolders {
    /// The roots of the posts: folders or files.
    pub roots: Vec<PathBuf>,
    /// `true` if links that lead out of these folders are followed.
    pub follow_links: bool,
}

/// Finds the files of a post's pictures.
#[derive(Debug)]
pub struct PictureFinder {
    /// Real path of the post's file; `None` if it is gone.
    post: Option<PathBuf>,
    /// The folders that a picture may be in, those around the post first.
    allowed: Vec<PathBuf>,
    follow_links: bool,
    /// The git checkouts around these folders, each with its remotes. Read when an address asks for them.
    checkouts: OnceLock<Vec<(PathBuf, Vec<String>)>>,
}

impl PictureFinder {
    /// The finder for the post in a file.
    pub fn new(post: &Path, folders: &PictureFolders) -> Self {
        let post = fs::canonicalize(post).ok();
        let allowed = post.as_deref().map(|post| allowed(post, folders)).unwrap_or_default();
        let follow_links = folders.follow_links;
        Self { post, allowed, follow_links, checkouts: OnceLock::new() }
    }

    /// Finds the file of a picture. Returns `None` for an address on the web that is of no repository
    /// checked out here: such a picture is never loaded.
    pub fn find(&self, address: &str) -> Option<Result<PictureFile, PictureError>> {
        let Some(post) = &self.post else { return Some(Err(PictureError::Missing)) };
        let places = if let Some(path) = local_path(address) {
            places(post, &path, &self.allowed)
        } else {
            let file = HostedFile::of(without_query(address))?;
            let places: Vec<PathBuf> = self
                .checkouts()
                .iter()
                .flat_map(|(checkout, remotes)| file.places(checkout, remotes))
                .map(|path| decoded(&path.to_string_lossy()).into())
                .collect();
            if places.is_empty() {
                return None;
            }
            places
        };
        let mut error = PictureError::Missing;
        for place in places {
            let Ok(real) = fs::canonicalize(&place) else { continue };
            if real.is_dir() {
                continue;
            }
            if !self.follow_links && !self.allowed.iter().any(|folder| real.starts_with(folder)) {
                error = PictureError::Outside;
                continue;
            }
            return Some(PictureFile::inspect(&real));
        }
        Some(Err(error))
    }

    fn checkouts(&self) -> &[(PathBuf, Vec<String>)] {
        self.checkouts.get_or_init(|| {
            let checkouts = self.allowed.iter().filter_map(|folder| checkout_around(folder));
            checkouts.map(|checkout| (checkout.to_owned(), remotes_of(checkout))).collect()
        })
    }
}

/// The folders that a picture of a post may be in: the roots, and the site or checkout around that of the
/// post.
fn allowed(post: &Path, folders: &PictureFolders) -> Vec<PathBuf> {
    let mut allowed = Vec::new();
    for root in &folders.roots {
        let Ok(real) = fs::canonicalize(root) else { continue };
        let folder = if real.is_dir() { real.as_path() } else { real.parent().unwrap_or(&real) };
        if post.starts_with(folder) {
            // Innermost first, and the post's own before the others.
            allowed.insert(0, site_around(folder).to_owned());
        } else {
            allowed.push(folder.to_owned());
        }
    }
    allowed
}

/// The site that a folder of posts belongs to: its git checkout, or the folder around folders of posts.
fn site_around(folder: &Path) -> &Path {
    let home = std::env::home_dir();
    let is_near = |outer: &Path| {
        let above = folder.components().count() - outer.components().count();
        above <= MAX_ABOVE && home.as_deref() != Some(outer)
    };
    if let Some(checkout) = checkout_around(folder).filter(|checkout| is_near(checkout)) {
        return checkout;
    }
    let mut site = folder;
    while let Some(parent) = site.parent()
        && site.file_name().is_some_and(|name| POST_FOLDERS.iter().any(|known| name == *known))
        && is_near(parent)
    {
        site = parent;
    }
    site
}

/// The path in an address that is not on the web; `None` for other addresses.
fn local_path(address: &str) -> Option<String> {
    // Jekyll writes the site's address before the path: `{{ site.baseurl }}/img/a.png`.
    let address = address.rsplit("}}").next().unwrap_or(address).trim();
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        scheme.len() > 1
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    if address.starts_with("//") || scheme.is_some_and(is_scheme) {
        return None;
    }
    Some(decoded(without_query(address)))
}

fn without_query(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or(address)
}

fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

/// The places of a picture with a path, nearest first.
fn places(post: &Path, path: &str, allowed: &[PathBuf]) -> Vec<PathBuf> {
    let below = Path::new(path.trim_start_matches(['/', '\\']));
    // Docusaurus: `@site/static/img/a.png`. Obsidian and others: `./a.png`.
    let below = below.strip_prefix("@site").unwrap_or(below);
    if below.as_os_str().is_empty()
        || below.components().any(|part| matches!(part, Component::Prefix(_) | Component::RootDir))
    {
        return Vec::new();
    }
    let folder = post.parent().unwrap_or(post);
    let mut places = Vec::new();
    if !path.starts_with('/') {
        places.push(folder.join(below));
        // Hexo: a folder beside the post with its name.
        places.push(post.with_extension("").join(below));
    }
    let site = allowed.first();
    let around = folder.ancestors().take(MAX_AROUND);
    let around = around.take_while(|folder| site.is_some_and(|site| folder.starts_with(site)));
    let around: Vec<&Path> = around.collect();
    let mut add = |below: &Path| {
        for folder in &around {
            for name in STATIC_FOLDERS {
                places.push(folder.join(name).join(below));
            }
        }
    };
    add(below);
    // The site may be in a folder of its host: `/blog/img/a.png`.
    let mut parts = below.components();
    parts.next();
    if path.starts_with('/') && !parts.as_path().as_os_str().is_empty() {
        add(parts.as_path());
    }
    places
}
