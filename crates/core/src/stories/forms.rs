//! The form in which the stories of a folder are written, where the settings state it.

use super::units::UnitKind;

/// The parts of posts that can be stories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StoryForms {
    /// Any part, judged by the post and its neighbours.
    #[default]
    Auto,
    /// Headings.
    Headings,
    /// Items of lists, and paragraphs that begin with a number.
    Items,
    /// Paragraphs and strong lines.
    Paragraphs,
    /// Rows of tables.
    Tables,
    /// Nothing.
    None,
}

impl StoryForms {
    /// Names of all forms in the settings.
    pub const NAMES: [(&str, Self); 6] = [
        ("auto", Self::Auto),
        ("headings", Self::Headings),
        ("items", Self::Items),
        ("paragraphs", Self::Paragraphs),
        ("tables", Self::Tables),
        ("none", Self::None),
    ];

    /// True if the form makes every post a digest, whatever it looks like.
    pub(super) fn makes_digests(self) -> bool {
        !matches!(self, Self::Auto | Self::None)
    }

    /// Returns `true` if parts of a kind can be stories.
    pub(super) fn takes(self, kind: UnitKind) -> bool {
        match self {
            Self::Auto => true,
            Self::Headings => kind == UnitKind::Heading,
            Self::Items => matches!(kind, UnitKind::Item | UnitKind::Numbered),
            Self::Paragraphs => {
                matches!(kind, UnitKind::Paragraph | UnitKind::Numbered | UnitKind::StrongLine)
            }
            Self::Tables => kind == UnitKind::Row,
            Self::None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::outline;
    use crate::stories::{Name, Neighbours, find};

    #[test]
    fn only_what_was_asked_for_is_a_story() {
        let text = "# Notes\n\nSome words of ours.\n\n\
            ## Alpha ships\n\nIt is out now.\n\n**Source:** [alpha.example.org](https://alpha.example.org/1)\n\n\
            ## Links\n\n- [Beta grows](https://beta.example.org/2): why.\n\n\
            ## Read\n\n[Gamma slows](https://gamma.example.org/3) a note.\n\n\
            [Delta stops](https://delta.example.org/4) a note.\n\n\
            [Epsilon goes](https://epsilon.example.org/5) a note.\n\n\
            ## Tools\n\n| tool | what |\n|---|---|\n\
            | [Zeta](https://zeta.example.org/6) | a tool |\n| [Eta](https://eta.example.org/7) | a tool |\n\
            | [Theta](https://theta.example.org/8) | a tool |\n";
        let outline = outline(text);
        let titles = |forms| {
            let name = Name { title: "Notes", path: "a.md", forms, ..Name::default() };
            let found = find(&outline, name, Neighbours::Articles);
            found.stories.into_iter().map(|story| story.title).collect::<Vec<_>>()
        };
        let headings = titles(StoryForms::Headings);
        assert!(headings.contains(&"Alpha ships".to_owned()), "{headings:?}");
        assert!(!headings.contains(&"Beta grows".to_owned()), "{headings:?}");
        assert_eq!(titles(StoryForms::Items), ["Beta grows"]);
        assert_eq!(titles(StoryForms::Paragraphs), ["Gamma slows", "Delta stops", "Epsilon goes"]);
        assert_eq!(titles(StoryForms::Tables), ["Zeta", "Eta", "Theta"]);
        assert_eq!(titles(StoryForms::None), [] as [&str; 0]);
        assert_eq!(titles(StoryForms::Auto), [] as [&str; 0]);
    }
}
