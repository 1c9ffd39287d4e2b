//! Labels for the visible links. Typing a label opens the link.

use super::Reader;

/// Letters of labels: the keys of the home row, easiest first.
const LETTERS: [char; 9] = ['f', 'd', 's', 'a', 'j', 'k', 'l', 'g', 'h'];

/// The labels of the visible links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkLabels {
    /// Label and index of each link, in the order of the screen.
    pub labels: Vec<(String, usize)>,
    /// The letters typed so far.
    pub typed: String,
}

/// Result of typing a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The label of the link with this index is complete.
    Link(usize),
    /// Several labels begin with the typed letters.
    Pending,
    /// No label begins with the typed letters.
    Nothing,
}

impl LinkLabels {
    /// Creates labels for the links in the visible rows of the reader.
    pub fn new(reader: &Reader, height: usize) -> Self {
        let mut links: Vec<usize> = Vec::new();
        for row in reader.top..(reader.top + height).min(reader.rows()) {
            for span in reader.row(row).map_or(&[][..], |line| &line.spans) {
                if let Some(link) = span.style.link
                    && links.last() != Some(&(link as usize))
                    && !links.contains(&(link as usize))
                {
                    links.push(link as usize);
                }
            }
        }
        Self { labels: labels(links.len()).into_iter().zip(links).collect(), typed: String::new() }
    }

    /// Handles a typed letter.
    pub fn take(&mut self, letter: char) -> Typed {
        self.typed.extend(letter.to_lowercase());
        let whole = self.labels.iter().find(|(label, _)| *label == self.typed);
        if let Some((_, link)) = whole {
            return Typed::Link(*link);
        }
        let begins = self.labels.iter().any(|(label, _)| label.starts_with(&self.typed));
        if begins { Typed::Pending } else { Typed::Nothing }
    }

    /// The label of a link, if the typed letters match it.
    pub fn label(&self, link: usize) -> Option<&str> {
        let (label, _) = self.labels.iter().find(|(_, number)| *number == link)?;
        label.starts_with(&self.typed).then_some(label)
    }
}

/// Returns `count` labels, of which none is a prefix of another: single letters if they suffice, or else
/// pairs. At most 81.
fn labels(count: usize) -> Vec<String> {
    if count <= LETTERS.len() {
        return LETTERS[..count].iter().map(char::to_string).collect();
    }
    let pairs = LETTERS.iter().flat_map(|first| LETTERS.map(|second| format!("{first}{second}")));
    pairs.take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_is_the_beginning_of_another() {
        for count in [0, 1, 9, 10, 81] {
            let labels = labels(count);
            assert_eq!(labels.len(), count);
            for (index, label) in labels.iter().enumerate() {
                let others = labels.iter().enumerate().filter(|(other, _)| *other != index);
                assert!(others.into_iter().all(|(_, other)| !other.starts_with(label.as_str())));
            }
        }
    }
}
