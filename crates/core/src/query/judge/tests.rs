//! Tests of rules: by example, and against searches for their conditions.

use super::*;
use crate::post::{Date, Marks, PageId, SearchText, Story, Stretch, labels};
use crate::query::{
    EffectiveMarks, Facets, MarkEffects, ReadPosts, Rule, RuleEffects, StoryRow, find, find_listed,
    parse, search, search_stories,
};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write;

const TODAY: Date = Date::constant(2026, 3, 31);

/// A post from its path, title, tag and source, and its stories as pairs of title and page.
fn post(path: &str, title: &str, tag: &str, stories: &[(&str, &str)]) -> Arc<Post> {
    let mut plain = String::new();
    let mut stretches = Vec::new();
    for (number, (title, _)) in stories.iter().enumerate() {
        let start = plain.len();
        write!(plain, "About {title}. ").unwrap();
        stretches.push(Stretch { headings: number..number + 1, plain: start..plain.len() });
    }
    let story = |(title, page): &(&str, &str)| Story {
        level: 2,
        ..Story::new(title, &format!("https://{page}"))
    };
    let headings = stories.iter().map(|(title, _)| *title);
    let no_authors = [].into_iter();
    Arc::new(Post {
        title: title.into(),
        date: Some(Date::constant(2026, 3, 1)),
        tags: labels([tag]),
        stories: stories.iter().map(story).collect(),
        draft: path.starts_with("draft"),
        search: SearchText::new(title, [tag].into_iter(), no_authors, headings, &plain, &stretches),
        ..Post::bare(path)
    })
}

/// Two digests, with one story in both, and an article without stories.
fn library() -> Library {
    Library::new(vec![
        post("a", "Cloud weekly", "cloud", &[("Envoy 2", "envoy.io/2"), ("NFT sale", "nft.io/1")]),
        post("b", "Army weekly", "military", &[("Tanks", "tank.io/"), ("Envoy 2", "envoy.io/2")]),
        post("c", "An essay on NFT", "art", &[]),
    ])
}

fn mute() -> RuleEffects {
    RuleEffects { mute: true, ..RuleEffects::default() }
}

fn score(score: i32) -> RuleEffects {
    RuleEffects { score, ..RuleEffects::default() }
}

fn with_rules(rules: &[(&str, RuleEffects)]) -> SearchContext {
    let rule = |(when, effects): &(&str, RuleEffects)| Rule {
        when: parse(when).expression,
        effects: *effects,
    };
    let rules = Arc::new(Rules::new(rules.iter().map(rule).collect()));
    SearchContext { rules, ..SearchContext::on(TODAY) }
}

fn posts(library: &Library, query: &str, context: &SearchContext) -> String {
    let rows = search(library, &parse(query), context);
    rows.iter().map(|row| &*library.post(*row).unwrap().path).collect::<Vec<_>>().join(" ")
}

fn stories(library: &Library, query: &str, context: &SearchContext) -> String {
    let rows = search_stories(library, &parse(query), context);
    let name = |row: &StoryRow| {
        let post = &library.post(row.newest.post).unwrap().path;
        format!("{} ({post})", library.story(row.newest).unwrap().title())
    };
    rows.iter().map(name).collect::<Vec<_>>().join(", ")
}

#[test]
fn what_is_muted_is_found_only_if_asked_for() {
    let library = library();
    let context = with_rules(&[("tag:military", mute())]);
    assert_eq!(posts(&library, "", &context), "a c");
    assert_eq!(posts(&library, "is:muted", &context), "b");
    assert_eq!(posts(&library, "weekly -is:muted", &context), "a");
    assert_eq!(stories(&library, "", &context), "Envoy 2 (a), NFT sale (a)");
    assert_eq!(stories(&library, "is:muted", &context), "Tanks (b)");
    assert_eq!(
        stories(&library, "tag:military", &context),
        "Envoy 2 (b)",
        "a story that another post reports is not muted"
    );
    let no_rules = SearchContext::on(TODAY);
    assert_eq!(posts(&library, "is:muted", &no_rules), "");
    assert_eq!(stories(&library, "is:muted", &no_rules), "");
    let facets = |context, query: &str| -> (usize, Facets) {
        let found = find(&library, &parse(query), context);
        (found.muted, found.facets)
    };
    let (muted, all) = facets(&context, "");
    assert_eq!(muted, 1);
    assert_eq!(all, facets(&no_rules, "-tag:military").1, "values of muted posts are not counted");
    assert_eq!(facets(&context, "tag:cloud").0, 0, "only what the query would find is counted");
    assert_eq!(facets(&context, "is:muted").0, 0);
    let of_stories = |query| find_listed(&library, &parse(query), &context, Listed::Stories);
    assert_eq!(of_stories("").muted, 1);
    assert_eq!(of_stories("envoy").muted, 0);
}

#[test]
fn a_digest_is_not_muted_for_one_of_its_stories() {
    let library = library();
    let context = with_rules(&[("NFT", mute())]);
    assert_eq!(posts(&library, "", &context), "a b");
    assert_eq!(stories(&library, "", &context), "Envoy 2 (a), Tanks (b)");
    assert_eq!(posts(&library, "", &with_rules(&[("NFT OR envoy", mute())])), "b");
    // The title is the digest's own.
    let context = with_rules(&[("title:weekly", mute())]);
    assert_eq!(posts(&library, "", &context), "c");
    assert_eq!(stories(&library, "", &context), "");
    let context = with_rules(&[("-essay", mute())]);
    assert_eq!(posts(&library, "", &context), "c");
    let context = with_rules(&[("-tanks", mute())]);
    assert_eq!(posts(&library, "", &context), "b", "a rule mutes nothing that it does not find");
}

#[test]
fn scores_add_up() {
    let library = library();
    let context =
        with_rules(&[("envoy", score(5)), ("tag:cloud", score(-2)), ("story:tanks", score(1))]);
    let ruled = ruled(&library, &context).unwrap();
    let of_posts: Vec<i32> = (0..3).map(|post| ruled.post(post).score).collect();
    assert_eq!(of_posts, [3, 6, 0]);
    let rows = search_stories(&library, &parse("sort:score"), &context);
    let table = library.stories();
    let of_stories: Vec<(String, i32)> = rows
        .iter()
        .map(|row| {
            let story = library.story(row.newest).unwrap();
            (story.title().to_string(), ruled.story(table, row.story).score)
        })
        .collect();
    let row = |(title, score): (&str, i32)| (title.to_owned(), score);
    assert_eq!(of_stories, [("Envoy 2", 3), ("Tanks", 1), ("NFT sale", -2)].map(row));
    assert_eq!(posts(&library, "sort:score", &context), "b a c");
    assert_eq!(posts(&library, "-sort:score", &context), "c a b");
    assert_eq!(posts(&library, "sort:score", &SearchContext::on(TODAY)), "a b c");
}

#[test]
fn effects_that_need_a_whole_digest() {
    let library = library();
    let effects = RuleEffects { mute: true, look: true, ..RuleEffects::default() };
    let ruled = ruled(&library, &with_rules(&[("NFT", effects)])).unwrap();
    let digest = RuleEffects { look: true, ..RuleEffects::default() };
    assert_eq!([0, 1, 2].map(|post| ruled.post(post)), [digest, RuleEffects::default(), effects]);
    assert_eq!(ruled.rules_of_post(0), [0]);
    let story = library.stories().stories_of(0)[1];
    assert_eq!(ruled.story(library.stories(), story), effects);
}

#[test]
fn results_are_kept_for_a_library_and_a_day() {
    let (library, other) = (library(), library());
    let context = with_rules(&[("since:7d", mute())]);
    let first = ruled(&library, &context).unwrap();
    assert!(Arc::ptr_eq(&first, &ruled(&library, &context).unwrap()));
    assert!(Arc::ptr_eq(&first, &context.rules.known(&library).unwrap()));
    assert!(context.rules.known(&other).is_none());
    assert!(!first.mutes_post(0));
    let then = SearchContext { today: Date::constant(2026, 3, 2), ..context.clone() };
    assert!(ruled(&library, &then).unwrap().mutes_post(0));
    assert!(!ruled(&other, &context).unwrap().mutes_post(0));
    assert!(ruled(&library, &SearchContext::on(TODAY)).is_none());
}

#[test]
fn words_of_rules_are_found_wherever_they_may_be() {
    let mut with_source = Arc::unwrap_or_clone(post("p/q.md", "X", "t", &[("Y", "h.io/Pa")]));
    with_source.source = Some("https://Source.example/".into());
    with_source.authors = labels(["Ann Lee"]);
    let library = Library::new(vec![Arc::new(with_source)]);
    for (when, is_found) in [
        ("path:p/q", true),
        ("path:q/p", false),
        ("source:source.example", true),
        ("source:h.io/pa", true),
        ("h.io", false),
        ("author:lee", true),
        ("story:y", true),
        ("body:about", true),
        ("title:x", true),
        ("tag:t", true),
        ("tag:other", false),
        ("t", true),
        ("zzz OR tag:t", true),
        ("/ab.ut/", true),
        ("author:an*", true),
        ("has:stories", true),
        ("date:2026-03", true),
        ("zzz", false),
    ] {
        let ruled = ruled(&library, &with_rules(&[(when, score(1))])).unwrap();
        assert_eq!(ruled.post(0).score, i32::from(is_found), "{when}");
        let plain = SearchContext::on(TODAY);
        assert_eq!(posts(&library, when, &plain), if is_found { "p/q.md" } else { "" }, "{when}");
    }
    // A query for stories finds the words of an address.
    let ruled = ruled(&library, &with_rules(&[("h.io", score(1))])).unwrap();
    assert_eq!(ruled.story(library.stories(), 0).score, 1);
}

/// Any library of a few posts, of which some report the same pages.
fn any_posts() -> impl Strategy<Value = Vec<Arc<Post>>> {
    let word = prop::sample::select(vec!["mesh", "envoy", "云原生", "nft", "Ｅnvoy"]);
    let page = prop::sample::select(vec!["a.io/1", "b.io/2", "nft.io/3", "c.io/云"]);
    let stories = prop::collection::vec((word.clone(), page), 0..4);
    let one = (word.clone(), word, stories, any::<bool>());
    prop::collection::vec(one, 0..8).prop_map(|posts| {
        let each = posts.iter().enumerate();
        each.map(|(number, (title, tag, stories, draft))| {
            let path = format!("{}{number}", if *draft && number % 3 == 0 { "draft" } else { "p" });
            post(&path, title, tag, stories)
        })
        .collect()
    })
}

/// Any condition of a rule.
fn any_condition() -> impl Strategy<Value = String> {
    let term = prop::sample::select(vec![
        "mesh",
        "envoy",
        "云原生",
        "nft.io",
        "tag:mesh",
        "tag:e*",
        "tag:/nv/",
        "source:nft",
        "story:envoy",
        "title:nft",
        "body:about",
        "/n.t/",
        "path:p1",
        "has:stories",
        "zzz",
        "date:2026-03",
        "since:7d",
        "is:undated",
    ]);
    let signed = (term, any::<bool>())
        .prop_map(|(term, no)| if no { format!("-{term}") } else { term.to_owned() });
    let clause = prop::collection::vec(signed, 1..3).prop_map(|terms| terms.join(" OR "));
    prop::collection::vec(clause, 1..3).prop_map(|clauses| clauses.join(" "))
}

proptest! {
    #[test]
    fn any_rule_applies_to_what_its_condition_finds(
        all in any_posts(), conditions in prop::collection::vec(any_condition(), 1..6)
    ) {
        let library = Library::new(all);
        let plain = SearchContext { pinyin: false, ..SearchContext::on(TODAY) };
        let rules: Vec<(&str, RuleEffects)> =
            conditions.iter().map(|when| (when.as_str(), score(1))).collect();
        let ruled = ruled(&library, &with_rules(&rules)).unwrap();
        for (number, when) in (0..).zip(&conditions) {
            let found: BTreeSet<Position> =
                search(&library, &parse(when), &plain).into_iter().collect();
            for position in (0..library.posts().len() as Position)
                .filter(|at| !library.is_draft(*at))
            {
                let applies = ruled.rules_of_post(position).contains(&number);
                prop_assert_eq!(applies, found.contains(&position), "{} {}", when, position);
            }
            let rows = search_stories(&library, &parse(when), &plain);
            let found: BTreeSet<u32> = rows.iter().map(|row| row.story).collect();
            let table = library.stories();
            for story in 0..table.len() as u32 {
                let mut reports = table.counted_reports(story);
                if reports.any(|report| library.is_draft(report.post)) {
                    continue;
                }
                let applies = ruled.rules_of_story(table, story).contains(&number);
                prop_assert_eq!(applies, found.contains(&story), "{} {}", when, story);
            }
        }
    }

    #[test]
    fn any_later_snapshot_is_judged_like_a_first_one(
        all in any_posts(), first in 0..8_usize, gone in 0..8_usize,
        conditions in prop::collection::vec(any_condition(), 1..5)
    ) {
        let rules: Vec<(&str, RuleEffects)> = conditions
            .iter()
            .enumerate()
            .map(|(number, when)| (when.as_str(), if number == 0 { mute() } else { score(1) }))
            .collect();
        let context = with_rules(&rules);
        let before: Vec<Arc<Post>> = all.iter().take(first).cloned().collect();
        ruled(&Library::new(before), &context);
        let mut after = all;
        if gone < after.len() {
            after.remove(gone);
        }
        let library = Library::new(after);
        let again = ruled(&library, &context).unwrap();
        let anew = ruled(&library, &with_rules(&rules)).unwrap();
        let table = library.stories();
        for position in 0..library.posts().len() as Position {
            prop_assert_eq!(again.post(position), anew.post(position));
            prop_assert_eq!(again.rules_of_post(position), anew.rules_of_post(position));
        }
        for story in 0..table.len() as u32 {
            prop_assert_eq!(again.story(table, story), anew.story(table, story));
        }
    }

    #[test]
    fn any_mute_leaves_out_what_it_mutes(
        all in any_posts(), when in any_condition(), query in any_condition()
    ) {
        let library = Library::new(all);
        let context = with_rules(&[(&when, mute())]);
        let plain = SearchContext::on(TODAY);
        for listed in [Listed::Posts, Listed::Stories] {
            let found = find_listed(&library, &parse(&query), &context, listed);
            let asked = find_listed(&library, &parse(&format!("({query}) is:muted")), &context, listed);
            let all = find_listed(&library, &parse(&query), &plain, listed);
            let count = |found: &crate::query::SearchResult| found.posts.len();
            prop_assert_eq!(count(&asked), found.muted);
            prop_assert_eq!(count(&found) + found.muted, count(&all));
        }
    }
}

fn reads() -> RuleEffects {
    RuleEffects { marks: MarkEffects { read: true, star: false }, ..RuleEffects::default() }
}

fn stars() -> RuleEffects {
    RuleEffects { marks: MarkEffects { read: false, star: true }, ..RuleEffects::default() }
}

fn page(address: &str) -> PageId {
    PageId::of(&format!("https://{address}"))
}

#[test]
fn a_rule_reads_whole_digests_and_stories_of_which_it_reads_every_report() {
    let library = library();
    let context = with_rules(&[("tag:military", reads()), ("story:nft", reads())]);
    assert_eq!(posts(&library, "is:read", &context), "b");
    assert_eq!(posts(&library, "is:unread", &context), "a c");
    assert_eq!(stories(&library, "is:seen", &context), "NFT sale (a), Tanks (b)");
    assert_eq!(stories(&library, "is:unread", &context), "Envoy 2 (a)");
    let both = with_rules(&[("envoy", reads())]);
    assert_eq!(stories(&library, "is:seen", &both), "Envoy 2 (a)");
    assert_eq!(posts(&library, "is:read", &both), "");
}

#[test]
fn a_rule_stars_whole_posts_and_stories_with_a_report_that_it_matches() {
    let library = library();
    let context = with_rules(&[("story:nft", stars()), ("tag:military", stars())]);
    assert_eq!(stories(&library, "is:starred", &context), "Envoy 2 (a), NFT sale (a), Tanks (b)");
    assert_eq!(posts(&library, "is:starred", &context), "a b", "a has a starred story");
    let ruled = ruled(&library, &context).unwrap();
    let marks = EffectiveMarks::new(&context.marks, Some(&ruled));
    assert!(!marks.is_starred(library.posts()[0].id) && marks.is_starred(library.posts()[1].id));
    assert_eq!(stories(&library, "starred:7d OR read:7d", &context), "", "rules set no day");
}

#[test]
fn marks_of_the_users_own_win() {
    let library = library();
    let context = with_rules(&[("tag:military", reads()), ("story:nft", stars())]);
    let (b, nft) = (library.posts()[1].id, page("nft.io/1"));
    let marked = |marks: Marks| SearchContext { marks: Arc::new(marks), ..context.clone() };
    let unread = marked(Marks { unread: [b].into(), ..Marks::default() });
    assert_eq!(posts(&library, "is:read", &unread), "");
    assert_eq!(stories(&library, "is:seen", &unread), "", "nor are the stories of the post seen");
    let seen = Marks {
        unread: [b].into(),
        seen: [(page("tank.io/"), true)].into_iter().collect(),
        ..Marks::default()
    };
    assert_eq!(stories(&library, "is:seen", &marked(seen)), "Tanks (b)");
    let unseen =
        Marks { seen: [(page("tank.io/"), false)].into_iter().collect(), ..Marks::default() };
    assert_eq!(stories(&library, "is:seen", &marked(unseen)), "");
    let unstarred = Marks { unstarred_stories: [nft].into(), ..Marks::default() };
    assert_eq!(stories(&library, "is:starred", &marked(unstarred)), "");
    let read = Marks { read: [b].into(), ..Marks::default() };
    assert_eq!(stories(&library, "is:seen", &marked(read)), "Envoy 2 (a), Tanks (b)", "by hand");
}

proptest! {
    #[test]
    fn marks_of_the_users_own_win_and_those_of_rules_go_with_them(
        rules in prop::collection::vec((0_usize..4, any::<bool>(), any::<bool>()), 0..4),
        own in prop::collection::vec((0_usize..3, any::<bool>()), 0..3),
        pages in prop::collection::vec((0_usize..3, any::<bool>()), 0..3),
    ) {
        const WHENS: [&str; 4] = ["tag:military", "nft", "envoy", "has:stories"];
        const PAGES: [&str; 3] = ["envoy.io/2", "nft.io/1", "tank.io/"];
        let library = library();
        let mut marks = Marks::default();
        for (post, on) in &own {
            let id = library.posts()[*post].id;
            let (read, star) = if *on { (&mut marks.read, &mut marks.starred) } else { (&mut marks.unread, &mut marks.unstarred) };
            read.insert(id);
            star.insert(id);
        }
        for id in marks.read.clone() {
            marks.unread.remove(&id);
            marks.unstarred.remove(&id);
        }
        for (number, on) in &pages {
            let page = page(PAGES[*number]);
            marks.seen.insert(page, *on);
            marks.starred_stories.remove(&page);
            marks.unstarred_stories.remove(&page);
            if *on { marks.starred_stories.insert(page) } else { marks.unstarred_stories.insert(page) };
        }
        let rules: Vec<(&str, RuleEffects)> = rules.iter().map(|(when, read, star)| {
            (WHENS[*when], RuleEffects { marks: MarkEffects { read: *read, star: *star }, ..RuleEffects::default() })
        }).collect();
        let ruled_by = SearchContext { marks: Arc::new(marks.clone()), ..with_rules(&rules) };
        let ruled = ruled(&library, &ruled_by);
        let with = EffectiveMarks::new(&marks, ruled.as_deref());
        let without = EffectiveMarks::new(&marks, None);
        for post in library.posts() {
            let has_own = marks.read.contains(&post.id) || marks.unread.contains(&post.id);
            if has_own {
                prop_assert_eq!(with.is_read(post.id), without.is_read(post.id));
                prop_assert_eq!(with.is_starred(post.id), without.is_starred(post.id));
            } else {
                let position = library.position(post.id).unwrap();
                let effects = ruled.as_ref().map(|ruled| ruled.post(position)).unwrap_or_default();
                prop_assert_eq!(with.is_read(post.id), effects.marks.read);
                prop_assert_eq!(with.is_starred(post.id), effects.marks.star);
            }
        }
        let (fast, table) = (ReadPosts::of(&library, with), library.stories());
        for name in PAGES {
            let (page, story) = (page(name), table.about(page(name)).unwrap());
            prop_assert_eq!(
                with.is_seen(&library, page, table.reports(story)),
                fast.contains(&library, with, story)
            );
            if let Some(on) = marks.seen.get(&page) {
                prop_assert_eq!(with.is_seen(&library, page, table.reports(story)), *on);
                prop_assert_eq!(with.is_story_starred(page), *on);
            }
        }
        let starred: BTreeSet<PageId> = with.starred_pages().collect();
        let found = stories(&library, "is:starred", &ruled_by).matches('(').count();
        prop_assert_eq!(starred.len(), found);
        // Without the rules, everything is as before.
        let plain = SearchContext { rules: Arc::default(), ..ruled_by };
        let read: BTreeSet<_> = library.posts().iter().filter(|post| without.is_read(post.id)).map(|post| post.path.to_string()).collect();
        let found = posts(&library, "is:read", &plain);
        prop_assert_eq!(read, found.split_whitespace().map(str::to_owned).collect());
    }
}
