//! Explains for each part of a post why it is, or is not, a story.

use super::named_roots::NamedRoots;
use super::read::flavor;
use super::roots::Roots;
use super::source::SourceText;
use crate::markdown::outline_as;
use crate::post::{Post, front_matter};
use crate::stories::{self, Explanation, Name, Neighbours, Verdict};
use std::io;

/// An explanation, and the kind of neighbours the post was read among.
#[derive(Clone, Debug)]
pub struct ExplainedPost {
    /// The explanation of each part.
    pub explanation: Explanation,
    /// The kind of neighbours assumed when the post was read.
    pub neighbours: Neighbours,
    /// Line of the file, from 1, on which each part begins.
    pub lines: Vec<usize>,
}

/// Reads a post again and explains for each of its parts why it is, or is not, one of its stories.
///
/// # Errors
///
/// Fails with the system's error if the file cannot be read.
pub fn explain(post: &Post, roots: &Roots) -> io::Result<ExplainedPost> {
    let mut buffer = Vec::new();
    let (source, _) = SourceText::of(&post.origin(), None, &mut buffer)?;
    let front = front_matter(&source.text);
    let outline = outline_as(&source.text[front.body_start..], flavor(&post.origin()));
    let roots = NamedRoots::new(roots);
    let (path, forms) = roots.name(&post.path);
    let name =
        Name { title: &post.title, path, categories: &front.categories, date: post.date, forms };
    let story_at = |offset: usize| post.stories.iter().find(|story| story.offset() == offset);
    // The assumption about the neighbours that explains the post's stories best was the one made.
    let differs = |explanation: &Explanation| {
        let stories =
            explanation.parts.iter().filter(|part| part.verdict == Some(Verdict::Story)).count();
        let kept = explanation
            .parts
            .iter()
            .filter(|part| part.verdict == Some(Verdict::Story) && story_at(part.offset).is_some());
        let kept = kept.count();
        (post.stories.len().abs_diff(kept), stories - kept)
    };
    let all = [Neighbours::Unknown, Neighbours::Digests, Neighbours::Articles]
        .map(|neighbours| (stories::explain(&outline, name, neighbours), neighbours));
    let found = all.into_iter().min_by_key(|(explanation, _)| differs(explanation));
    let Some((mut explanation, neighbours)) = found else {
        return Err(io::ErrorKind::Other.into());
    };
    for part in &mut explanation.parts {
        match (part.verdict, story_at(part.offset)) {
            // The folder may have given it another title.
            (Some(Verdict::Story), Some(story)) => story.title().clone_into(&mut part.text),
            (Some(Verdict::Story), None) => part.verdict = Some(Verdict::Boilerplate),
            _ => {}
        }
    }
    let bytes = source.text.as_bytes();
    let (mut line, mut at) = (1, 0);
    let lines = explanation
        .parts
        .iter()
        .map(|part| {
            let end = (front.body_start + part.offset).min(bytes.len()).max(at);
            line += memchr::memchr_iter(b'\n', &bytes[at..end]).count();
            at = end;
            line
        })
        .collect();
    Ok(ExplainedPost { explanation, neighbours, lines })
}
