//! Number of titles of realistic length that fit on the first screen without being cut.

use crate::support::App;
use std::fmt::Write;
use yunbao::app::ListPart;
use yunbao::text::width;

/// Words that titles are made of.
const CHINESE: [&str; 16] = [
    "云原生",
    "服务网格",
    "发布",
    "正式",
    "毕业",
    "可观测性",
    "平台工程",
    "，",
    "多集群",
    "调度器",
    "安全更新",
    "社区",
    "路线图",
    "、",
    "网关",
    "性能",
];
const ENGLISH: [&str; 16] = [
    "Kubernetes",
    "release",
    "gateway",
    "the",
    "scheduler",
    "for",
    "multi-cluster",
    "mesh",
    "and",
    "observability",
    "platform",
    "security",
    "in",
    "runtime",
    "container",
    "Envoy",
];

/// A title of 30 to 45 characters in Chinese, or of 60 to 90 in English.
fn title(number: usize) -> String {
    let mut title = format!("{number} ");
    let mut word = number;
    if number.is_multiple_of(3) {
        let length = 60 + number * 7 % 31;
        loop {
            word = (word * 5 + 3) % ENGLISH.len();
            if title.len() + ENGLISH[word].len() > length {
                return title.trim_end().to_owned();
            }
            let _ = write!(title, "{} ", ENGLISH[word]);
        }
    }
    let length = 30 + number * 7 % 16;
    loop {
        word = (word * 5 + 3) % CHINESE.len();
        if title.chars().count() + CHINESE[word].chars().count() > length {
            return title;
        }
        title.push_str(CHINESE[word]);
    }
}

/// This many posts a day for forty days, each with two stories.
fn posts(a_day: usize) -> Vec<(String, String)> {
    let post = |number: usize| {
        let (month, day) = if number / a_day < 14 { (8, 14) } else { (7, 44) };
        let day = day - number / a_day;
        let mut text = format!("---\ntitle: \"{}\"\ntags: [cloud-native]\n---\n", title(number));
        for story in 0..2 {
            let heading = title(number * 2 + story);
            let _ = write!(
                text,
                "\n## {heading}\n\nA few words.\n\nSource: [Page](https://news{story}.example.org/{number})\n"
            );
        }
        (format!("2026-{month:02}-{day:02}-post-{number:03}.md"), text)
    };
    (0..40 * a_day).map(post).collect()
}

/// Number of titles on the screen that are not cut.
fn whole_titles(app: &App) -> usize {
    let lines = app.model.list.lines();
    let squeezed = |text: &str| text.replace(' ', "");
    let shown = app.text();
    lines
        .chunk_by(|one, other| one.row == other.row)
        .filter(|lines| {
            let titles = lines.iter().filter_map(|line| match &line.part {
                ListPart::Title { text, .. } => Some(text.trim()),
                _ => None,
            });
            let titles: Vec<&str> = titles.collect();
            assert!(titles.iter().all(|text| shown.contains(text)), "{titles:?} in\n{shown}");
            squeezed(&titles.concat()) == squeezed(&app.model.context.list_title(lines[0].row))
        })
        .count()
}

#[test]
fn titles_are_as_long_as_real_ones() {
    for title in (0..200).map(title) {
        assert!((45..=90).contains(&width(&title)), "{title}: {}", width(&title));
    }
}

#[test]
fn titles_can_be_read_on_the_first_screen() {
    let least = [(80, 24, 8, 6), (120, 40, 15, 10), (200, 55, 24, 14)];
    for a_day in [5, 1] {
        let posts = posts(a_day);
        let posts: Vec<(&str, &str)> =
            posts.iter().map(|(path, text)| (&**path, &**text)).collect();
        for (width, height, of_posts, of_stories) in least {
            let mut app = App::new(width, height, &posts);
            let whole = whole_titles(&app);
            assert!(whole >= of_posts, "{whole} posts at {width}×{height}\n{}", app.text());
            app.press("S");
            let whole = whole_titles(&app);
            assert!(whole >= of_stories, "{whole} stories at {width}×{height}\n{}", app.text());
        }
    }
}
