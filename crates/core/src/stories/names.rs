//! Detection of digests by title and path: `Alpha Weekly #12`, `云原生周报`,
//! `newsletters/2026-01-14.md`.

use super::text::lower_case;
use super::words::WordList;

/// Words that name digests, in lower case.
static DIGESTS: WordList = WordList::new(&[
    "weekly",
    "biweekly",
    "bi-weekly",
    "monthly",
    "fortnightly",
    "digest",
    "digests",
    "newsletter",
    "newsletters",
    "roundup",
    "round-up",
    "round up",
    "bulletin",
    "link dump",
    "reading list",
    "this week",
    "this month",
    "last week",
    "last month",
    "week in",
    "month in",
    "this-week",
    "this-month",
    "last-week",
    "week-in",
    "week ending",
    "week-ending",
    "周刊",
    "週刊",
    "周报",
    "週報",
    "日报",
    "日報",
    "日刊",
    "月报",
    "月報",
    "月刊",
    "季报",
    "双周",
    "早报",
    "早報",
    "晚报",
    "晨报",
    "快报",
    "快讯",
    "简报",
    "資訊",
    "资讯",
    "要闻",
    "速递",
    "速报",
    "每周",
    "ウィークリー",
    "週次",
    "주간",
    "뉴스레터",
    "위클리",
    "소식",
    "revue de presse",
    "hebdo",
    "wochenrückblick",
    "diese woche",
    "links der woche",
    "linkdump",
    "links of the week",
    "weeknotes",
    "veille",
    "boletín",
    "boletim",
    "semanal",
    "дайджест",
    "今週の",
]);

/// Words that name digests also as the end of a longer word.
static ENDINGS: WordList = WordList::new(&["weekly", "monthly", "newsletter", "digest"]);

/// Words that name digests but also series of articles.
static SERIES: WordList = WordList::new(&[
    "daily",
    "news",
    "updates",
    "headlines",
    "of the week",
    "de la semaine",
    "de la semana",
    "da semana",
    "della settimana",
    "der woche",
    "недели",
    "за неделю",
    "이번 주",
    "每日",
    "动态",
    "新闻",
    "新聞",
    "ニュース",
]);

/// Words that may name a digest, but in the name of a folder say that it holds what a project has to tell.
const NEWS: [&str; 5] = ["news", "动态", "新闻", "新聞", "ニュース"];

/// True if a title or a category may name a digest or a series of articles.
pub(super) fn is_series_name(name: &str) -> bool {
    SERIES.is_in(&lower_case(name))
}

/// True if a folder in a path may hold a digest: `daily`, but not `news`.
pub(super) fn is_series_path(path: &str) -> bool {
    SERIES.found_in(&lower_case(path)).any(|word| !NEWS.contains(&word))
}

/// True for a title that is one such word, with only a number or a date beside it: `06-22-Daily`.
pub(super) fn is_series_name_alone(title: &str) -> bool {
    let words: String =
        title.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    SERIES.has(&words)
}

/// True if a title, a path or a category names a digest.
pub(super) fn is_digest_name(name: &str) -> bool {
    let name = lower_case(name);
    DIGESTS.is_in(&name) || is_numbered_issue(&name)
}

/// True if a title has the name of a digest that is one word, and a number: `KubeWeekly #156`.
pub(super) fn has_joined_name(title: &str) -> bool {
    title.contains(|c: char| c.is_ascii_digit()) && ENDINGS.ends_a_word_of(&lower_case(title))
}

/// True for a path of a file below a folder named `issues`.
pub(super) fn is_among_issues(path: &str) -> bool {
    let mut folders = path.rsplit(['/', '\\']).skip(1);
    folders.any(|folder| folder.eq_ignore_ascii_case("issues"))
}

/// True for `issue 12`, `Issue #12`, `issue-215`, `第 12 期`.
pub(super) fn is_numbered_issue(name: &str) -> bool {
    const WORDS: [&[u8]; 6] = [b"issue", b"Issue", b"ISSUE", b"vol", b"Vol", b"VOL"];
    let is_word = |byte: &u8| !matches!(byte, b' ' | b'#' | b'-' | b'_' | b'.');
    let mut rest = name.as_bytes();
    let is_issue = std::iter::from_fn(|| {
        let at = rest.iter().position(u8::is_ascii_digit)?;
        let (before, number) = rest.split_at(at);
        rest = &number[number.iter().take_while(|byte| byte.is_ascii_digit()).count()..];
        Some(&before[..before.iter().rposition(is_word).map_or(0, |last| last + 1)])
    })
    // Nearly all words before a number end in another letter.
    .filter(|before| matches!(before.last(), Some(b'e' | b'E' | b'l' | b'L')))
    .any(|before| WORDS.iter().any(|word| before.ends_with(word)));
    let is_period = || {
        !name.is_ascii()
            && name.match_indices('第').any(|(at, found)| {
                let rest = name[at + found.len()..].trim_start();
                let end = rest.trim_start_matches(|c: char| {
                    c.is_ascii_digit() || "一二三四五六七八九十百".contains(c)
                });
                end.len() < rest.len() && end.trim_start().starts_with('期')
            })
    };
    is_issue || is_period()
}

#[cfg(test)]
mod tests {
    use super::{has_joined_name, is_among_issues, is_digest_name, is_series_name, is_series_path};

    #[test]
    fn folders_of_issues() {
        assert!(is_among_issues("site/content/issues/26-08-14-alpha.md"));
        assert!(!is_among_issues("site/content/known-issues/alpha.md"));
        assert!(!is_among_issues("issues.md"));
    }

    #[test]
    fn a_folder_of_news_holds_what_a_project_has_to_tell() {
        assert!(is_series_path("links/daily/2026-08-14.md") && is_series_path("每日/12.md"));
        assert!(!is_series_path("content/news/release-0.9.md") && !is_series_path("新闻/12.md"));
    }

    #[test]
    fn names_of_series() {
        assert!(is_series_name("Liens pratiques de la semaine 38"));
        assert!(is_series_name("Новости недели") && is_series_name("Links der Woche"));
        assert!(!is_series_name("La semaine"));
    }

    #[test]
    fn a_word_may_end_in_the_name_of_a_digest() {
        assert!(has_joined_name("KubeWeekly #156") && has_joined_name("2026 devdigest"));
        assert!(
            !has_joined_name("KubeWeekly")
                && !has_joined_name("WeeklyBeats for Linux 7")
                && !has_joined_name("Digesting 12 logs")
        );
    }

    #[test]
    fn names_of_digests() {
        for name in [
            "Alpha Weekly #12",
            "weekly-001.md",
            "云原生周报第 3 期",
            "_posts/en/newsletters/2026-01-14-newsletter.md",
            "This Month in Rust OSDev",
            "Weekly news at 2018/04/06",
            "Week Ending August 14, 2026",
            "Дайджест новостей",
            "Veille de mai",
        ] {
            assert!(is_digest_name(name), "{name}");
        }
        for name in [
            "Newsroom",
            "A week with Istio",
            "The surveillance state",
            "Digesting logs",
            "content/blog/istio.md",
            "",
        ] {
            assert!(!is_digest_name(name), "{name}");
        }
    }
}
