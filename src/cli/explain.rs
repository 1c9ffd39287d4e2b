//! `yunbao stories --explain`: why each part of a post is a story or not.

use super::args::RowOptions;
use super::found::{CommandRequest, find};
use super::output::print;
use super::table::{self, Column, Set, Tone};
use crate::load::{ExplainedPost, explain};
use crate::messages::Text;
use crate::stories::{Neighbours, Verdict};
use std::process::ExitCode;

/// Line, reason, headline, address.
const COLUMNS: [Column; 4] = [
    Column { share: 0, from: 0, set: Set::Right, tone: Tone::Number },
    Column { share: 2, from: 0, set: Set::Left, tone: Tone::Dim },
    Column { share: 4, from: 0, set: Set::Left, tone: Tone::Title },
    Column { share: 3, from: 60, set: Set::Left, tone: Tone::Address },
];

/// Prints, for each part of the matching posts, why it is a story or not.
pub fn run(request: &CommandRequest<'_>, rows: RowOptions) -> ExitCode {
    let found = match find(request) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let posts = found.posts().take(rows.limit.unwrap_or(usize::MAX));
    let mut count = 0;
    let printed = print(request.language, |out| {
        for post in posts {
            let Ok(explained) = explain(post, request.roots) else { continue };
            if count > 0 {
                writeln!(out)?;
            }
            count += 1;
            writeln!(out, "{}", heading(&explained, &post.path).say(request.language))?;
            let parts = explained.explanation.parts.iter().zip(&explained.lines);
            let cells = parts.map(|(part, line)| {
                vec![
                    line.to_string(),
                    reason(part.verdict).say(request.language),
                    part.text.clone(),
                    part.url.clone().unwrap_or_default(),
                ]
            });
            table::write(out, &COLUMNS, cells, request.table_output())?;
        }
        Ok(())
    });
    printed.err().unwrap_or(ExitCode::from(found.code(count)))
}

fn heading<'a>(explained: &ExplainedPost, path: &'a str) -> Text<'a> {
    let ExplainedPost { explanation, neighbours, .. } = explained;
    match (explanation.is_digest, explanation.evidence.is_digest(Neighbours::Unknown)) {
        (true, false) if *neighbours == Neighbours::Digests => Text::ReadAsNeighbours(path),
        (true, _) => Text::ReadAsDigest(path),
        (false, _) if explanation.lacks_only_day => Text::ReadAsUndated(path),
        (false, _) => Text::ReadAsArticle(path),
    }
}

fn reason(verdict: Option<Verdict>) -> Text<'static> {
    match verdict {
        Some(Verdict::Story) => Text::WhyStory,
        Some(Verdict::NoPage) => Text::WhyNoPage,
        Some(Verdict::Footer) => Text::WhyFooter,
        Some(Verdict::References) => Text::WhyReferences,
        Some(Verdict::OwnTitle) => Text::WhyOwnTitle,
        Some(Verdict::OwnPage) => Text::WhyOwnPage,
        Some(Verdict::PostSource) => Text::WhyPostSource,
        Some(Verdict::Category) => Text::WhyCategory,
        Some(Verdict::Changes) => Text::WhyChanges,
        Some(Verdict::Issues) => Text::WhyIssues,
        Some(Verdict::Sparse) => Text::WhySparse,
        Some(Verdict::BelowStory) => Text::WhyBelowStory,
        Some(Verdict::Amid) => Text::WhyAmid,
        Some(Verdict::Request) => Text::WhyRequest,
        Some(Verdict::Repeated) => Text::WhyRepeated,
        Some(Verdict::Boilerplate) => Text::WhyBoilerplate,
        Some(Verdict::Article) => Text::WhyArticle,
        None => Text::WhyNone,
    }
}
