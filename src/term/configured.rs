//! The parts of the outside world that the config describes.

use super::Desktop;
use super::inbox::EventSender;
use super::loop_event::LoopEvent;
use super::thread_report::ThreadReport;
use crate::config::Config;
use crate::library::Aliases;
use crate::load::Roots;
use crate::pictures::PictureFolders;
use crate::state::SyncSettings;
use std::path::Path;

/// Creates the desktop with the configured browser.
pub(super) fn desktop(config: &Config, reports: EventSender) -> Desktop {
    Desktop::new(config.browser.as_deref(), move |error| {
        // The loop may be over; then nobody needs to hear of it.
        let _ = reports.answer(LoopEvent::Report(ThreadReport::NotOpened(error)));
    })
}

/// Roots of the posts if none are named on the command line.
pub fn roots_of(config: &Config) -> Roots {
    if config.roots.is_empty() {
        Roots::Samples
    } else {
        Roots::from(config.roots.clone())
            .with_forms(&config.forms)
            .following_links(config.follow_links)
    }
}

/// The folders in which pictures may be.
pub(super) fn picture_folders(roots: &Roots) -> PictureFolders {
    let follow_links = matches!(roots, Roots::Named { follow_links: true, .. });
    PictureFolders { roots: roots.paths().map(Path::to_owned).collect(), follow_links }
}

/// Settings of the sync with the marks of other machines in a folder.
pub fn sync_settings(folder: Option<&Path>, roots: &Roots) -> Option<SyncSettings> {
    let roots = || roots.paths().map(Path::to_owned).collect();
    folder.map(|folder| SyncSettings { folder: folder.to_owned(), roots: roots() })
}

/// The configured aliases of tags and categories.
pub fn aliases(config: &Config) -> Aliases {
    Aliases::new(config.aliases.iter().map(|(from, to)| (from.as_str(), to.as_str())))
}
