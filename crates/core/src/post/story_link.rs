//! The link of a story, stored together with those of the other stories of its post. There are millions
//! of stories, and two allocations for each would take as much memory as the texts themselves.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// Title and address of a story, and words that may stand for its title: byte ranges of a text that the
/// stories of a post share.
///
/// Serialized without the text; [`Self::with_text`] gives it back.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct StoryLink {
    /// `None` if it is empty: its allocation would be shared with all others, whose count of references all
    /// threads would write to.
    #[serde(skip)]
    text: Option<Arc<str>>,
    title: u32,
    /// The address follows the title.
    url: u32,
    /// The other words follow the address.
    words: u32,
    end: u32,
}

impl StoryLink {
    /// The title, the address, and the words that may stand for the title of each story of a post.
    pub fn all<'t>(stories: impl Iterator<Item = [&'t str; 3]>) -> Vec<Self> {
        let mut text = String::new();
        let mut add = |part: &str| {
            let start = u32::try_from(text.len()).unwrap_or(u32::MAX);
            text.push_str(part);
            start
        };
        let mut all: Vec<Self> = stories
            .map(|[title, url, words]| {
                let [title, url, words, end] = [add(title), add(url), add(words), add("")];
                Self { text: None, title, url, words, end }
            })
            .collect();
        let text: Arc<str> = text.into();
        for texts in &mut all {
            texts.text = Some(Arc::clone(&text));
        }
        all
    }

    /// A deserialized value with the text, which serialization leaves out; `None` if it does not fit.
    #[must_use]
    pub fn with_text(self, text: &Arc<str>) -> Option<Self> {
        let within = |start: u32, end: u32| text.get(start as usize..end as usize).is_some();
        let is_sound = within(self.title, self.url)
            && within(self.url, self.words)
            && within(self.words, self.end);
        is_sound.then(|| Self { text: Some(Arc::clone(text)), ..self })
    }

    /// The text that the stories of the post share.
    pub fn whole(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// Plain text of the headline.
    pub fn title(&self) -> &str {
        &self.whole()[self.title as usize..self.url as usize]
    }

    /// Address of the source, an http or https URL.
    pub fn url(&self) -> &str {
        &self.whole()[self.url as usize..self.words as usize]
    }

    /// True if there are words that may stand for the title.
    pub fn has_words_below(&self) -> bool {
        self.words < self.end
    }

    /// The headline of the text below a short heading, should that be the heading of a section; empty if
    /// there is none.
    pub fn words_below(&self) -> &str {
        &self.whole()[self.words as usize..self.end as usize]
    }
}

impl fmt::Debug for StoryLink {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        (self.title(), self.url(), self.words_below()).fmt(f)
    }
}

impl PartialEq for StoryLink {
    fn eq(&self, other: &Self) -> bool {
        (self.title(), self.url(), self.words_below())
            == (other.title(), other.url(), other.words_below())
    }
}

impl Eq for StoryLink {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_of_one_post_share_their_text_and_equal_those_elsewhere() {
        let second = ["", "https://a.io/2", "乙"];
        let all = StoryLink::all([["甲", "https://a.io/1", ""], second].into_iter());
        let parts =
            |link: &StoryLink| [link.title(), link.url(), link.words_below()].map(str::to_owned);
        assert_eq!(parts(&all[0]), ["甲", "https://a.io/1", ""]);
        assert_eq!(parts(&all[1]), second);
        assert!(std::ptr::eq(all[0].whole(), all[1].whole()));
        assert_eq!(StoryLink::all([second].into_iter())[0], all[1]);
        assert_ne!(all[0], all[1]);
    }

    #[test]
    fn ranges_that_do_not_fit_the_text_are_refused() {
        let of =
            |title, url, end| StoryLink { title, url, words: end, end, ..StoryLink::default() };
        let fits = |texts: StoryLink| texts.with_text(&"a云b".into()).is_some();
        assert!(fits(of(0, 1, 5)) && fits(of(5, 5, 5)));
        assert!(!fits(of(0, 2, 5)), "within a character");
        assert!(!fits(of(0, 1, 6)), "behind the end");
        assert!(!fits(of(4, 1, 5)), "backwards");
    }
}
