//! The headline of the briefing, which stands in the query line.

use super::open::{BriefingPlan, BriefingRequest, BriefingSubject};
use crate::app::action::{Action, Page};
use crate::app::context::Context;
use crate::app::model::Model;
use crate::messages::Text;
use crate::query::{Listed, NewsCounts};

/// The headline of the open briefing in at most `cells` cells: as many facts as fit, the most important first.
/// `None` if none is open, or if its query is being edited or was narrowed.
pub fn headline(model: &Model, cells: usize) -> Option<String> {
    let context = &model.context;
    let open = model.briefing.open()?;
    let is_own = context.query.text() == open.plan.query;
    if context.query.is_editing() || context.page != Page::Panes || !is_own {
        return None;
    }
    let width = |text: &str| context.config.ambiguous_width.width(text);
    let mut facts = facts(&open.plan, open.request, model.briefing.counts(), context);
    if let BriefingSubject::NewSince(day) = open.plan.subject
        && let Some(first) = facts.first_mut()
        && width(first) > cells
        && let Some(counts) = model.briefing.counts()
    {
        let count = if context.listed == Listed::Posts { counts.posts } else { counts.stories };
        let day = Text::ShortDay(day.month(), day.day()).say(context.language);
        *first = Text::NewBriefly(count, &day).say(context.language);
    }
    let mut line = String::new();
    for fact in facts {
        let longer = if line.is_empty() { fact } else { format!("{line} · {fact}") };
        if !line.is_empty() && width(&longer) > cells {
            break;
        }
        line = longer;
    }
    Some(context.config.ambiguous_width.truncate(&line, cells))
}

fn facts(
    plan: &BriefingPlan,
    request: BriefingRequest,
    counts: Option<NewsCounts>,
    context: &Context,
) -> Vec<String> {
    let say = |text: Text<'_>| text.say(context.language);
    let name = |day| context.day_name(day);
    let day = match plan.subject {
        BriefingSubject::NewSince(day) => day,
        BriefingSubject::NewestDay { day, last_visit } => {
            let since = last_visit.filter(|_| request == BriefingRequest::News);
            let nothing = since.map(|since| say(Text::NothingNewSince(&name(since))));
            let newest = day.map(|day| say(Text::NewestDay(&name(day))));
            let undated = newest.is_none().then(|| say(Text::UndatedHeading));
            return nothing.into_iter().chain(newest).chain(undated).collect();
        }
    };
    let since = name(day);
    let Some(counts) = counts else { return vec![say(Text::NewSince(&since))] };
    let key = context.keymap.key_of(Action::Stories);
    if context.listed == Listed::Posts {
        let read = (counts.read > 0).then(|| say(Text::AlreadyRead(counts.read)));
        let muted = (counts.muted_posts > 0).then(|| say(Text::Muted(counts.muted_posts)));
        let posts = [say(Text::NewPostsSince(counts.posts, &since))];
        return posts.into_iter().chain(read).chain(muted).collect();
    }
    let others = counts.posts_without_stories;
    let repeated = counts.reported_before;
    [
        Some(say(Text::NewStoriesSince(counts.stories, counts.digests, &since))),
        (counts.seen > 0).then(|| say(Text::AlreadySeen(counts.seen))),
        (counts.muted_stories > 0).then(|| say(Text::Muted(counts.muted_stories))),
        (repeated > 0).then(|| say(Text::ReportedBefore(repeated))),
        (others > 0).then(|| say(Text::OtherNewPosts(others, &key))),
    ]
    .into_iter()
    .flatten()
    .collect()
}
