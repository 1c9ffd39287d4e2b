//! Roles of sections by the words of their headings: references, a footer, the digest itself.

use super::names::is_digest_name;
use super::text::{lower_case, numbering};
use super::words::WordList;

/// Headings of lists of references, in lower case but for Cyrillic ones, as cases are told apart in ASCII only.
const REFERENCES: [&str; 79] = [
    "reference",
    "references",
    "reference links",
    "further reading",
    "additional reading",
    "see also",
    "related",
    "related links",
    "related posts",
    "related articles",
    "related reading",
    "links",
    "useful links",
    "external links",
    "resources",
    "additional resources",
    "other resources",
    "further resources",
    "useful resources",
    "bibliography",
    "works cited",
    "citations",
    "sources",
    "more information",
    "learn more",
    "footnotes",
    "notes",
    "acknowledgements",
    "acknowledgments",
    "参考",
    "参考资料",
    "参考文献",
    "参考链接",
    "参考文章",
    "参考来源",
    "参考书目",
    "引用",
    "相关链接",
    "相关阅读",
    "相关文章",
    "相关资料",
    "延伸阅读",
    "扩展阅读",
    "拓展阅读",
    "更多资料",
    "了解更多",
    "參考",
    "參考資料",
    "參考文獻",
    "參考連結",
    "延伸閱讀",
    "相關連結",
    "相關文章",
    "参考リンク",
    "参考サイト",
    "参考記事",
    "参考url",
    "関連記事",
    "関連リンク",
    "참고",
    "참고자료",
    "참고 자료",
    "참고문헌",
    "참고 문헌",
    "참고 링크",
    "참조",
    "관련 링크",
    "referencias",
    "referências",
    "références",
    "riferimenti",
    "referenzen",
    "weiterführende links",
    "bibliografía",
    "bibliografia",
    "bibliographie",
    "Литература",
    "Источники",
    "Полезные ссылки",
];
/// Headings under which a digest recommends pages to read; the others introduce its sources.
static RECOMMENDED: WordList = WordList::new(&[
    "reading",
    "links",
    "resources",
    "related",
    "see also",
    "learn more",
    "more information",
    "相关阅读",
    "相关文章",
    "相关链接",
    "延伸阅读",
    "延伸閱讀",
    "扩展阅读",
    "拓展阅读",
    "了解更多",
    "更多资料",
    "相關連結",
    "相關文章",
    "関連記事",
]);
/// Separators between several of these headings.
const JOINTS: [&str; 8] = [" and ", " & ", "和", "与", "與", "及", "/", "、"];
/// Maximum length, in bytes, of such a heading, or of several joined.
const MAX_TITLE_BYTES: usize = 80;

/// True for a heading, or a paragraph alone, that introduces references: one of these headings, or several
/// joined, perhaps with a number before.
pub(super) fn is_reference(title: &str) -> bool {
    if title.len() > MAX_TITLE_BYTES {
        return false;
    }
    let words = title[numbering(title)..].trim_matches(|c: char| !c.is_alphanumeric());
    // Called for every heading and short paragraph, so it allocates nothing and compares few texts.
    let bytes = words.as_bytes();
    let Some(first) = bytes.first().map(u8::to_ascii_lowercase) else { return false };
    let begins = |reference: &&&str| {
        let own = reference.as_bytes();
        own[0] == first
            && bytes.get(own.len() - 1).map(u8::to_ascii_lowercase) == own.last().copied()
    };
    REFERENCES.iter().filter(begins).any(|reference| {
        words.split_at_checked(reference.len()).is_some_and(|(start, rest)| {
            start.eq_ignore_ascii_case(reference)
                && (rest.is_empty()
                    || JOINTS
                        .iter()
                        .any(|joint| rest.strip_prefix(joint).is_some_and(is_reference)))
        })
    })
}

/// True for a references heading under which digests recommend what to read.
pub(super) fn is_recommendation(title: &str) -> bool {
    let title = lower_case(title);
    RECOMMENDED.is_in(&title)
}

/// Words in headings of sections about the digest and its makers.
static FOOTERS: WordList = WordList::new(&[
    "subscribe",
    "subscription",
    "sponsor",
    "sponsors",
    "sponsored",
    "contributor",
    "contributors",
    "contribute",
    "contributing",
    "thanks",
    "thank you",
    "credits",
    "editors",
    "archive",
    "archives",
    "past issues",
    "previous issues",
    "license",
    "licence",
    "disclaimer",
    "feedback",
    "about this newsletter",
    "about us",
    "about the author",
    "get involved",
    "join us",
    "contact",
    "follow us",
    "known issues",
    "table of contents",
    "toc",
    "订阅",
    "訂閱",
    "投稿",
    "赞助",
    "贊助",
    "贡献者",
    "致谢",
    "鸣谢",
    "编辑部",
    "往期",
    "归档",
    "往年",
    "历史上",
    "鸣谢名单",
    "许可",
    "版权",
    "版權",
    "关于我们",
    "关注我们",
    "關注我們",
    "免责声明",
    "免責聲明",
    "关于作者",
    "关于本刊",
    "关于周刊",
    "反馈",
    "联系",
    "加入我们",
    "推广",
    "目录",
    "購読",
]);

/// Words in headings of job offers, whatever else the headings say.
static JOBS: WordList =
    WordList::new(&["job", "jobs", "hiring", "careers", "招聘", "求职", "内推", "求人"]);

/// True for a short heading, in lower case, about the makers of a digest, its subscription, archive or jobs,
/// and little else.
pub(super) fn is_footer(title: &str) -> bool {
    let words = crate::text::words(title);
    if words > MAX_FOOTER_WORDS {
        return false;
    }
    let is_job = || words <= 8 && JOBS.is_in(title);
    let names_footer = |word: &str| {
        let room = match (is_digest_name(title), word.is_ascii()) {
            (true, _) => 4,
            // Licences are subjects of news as well.
            (false, true) if word.starts_with("licen") => 1,
            (false, true) => 2,
            (false, false) => 3,
        };
        words <= crate::text::words(word) + room
    };
    FOOTERS.found_in(title).any(names_footer) || is_job()
}

/// Maximum number of words in the heading of a footer.
const MAX_FOOTER_WORDS: usize = 9;

/// Words by which a digest asks its readers for something.
static REQUESTS: WordList = WordList::new(&[
    "submit",
    "subscribe",
    "sign up",
    "contribute",
    "let us know",
    "thanks to",
    "tell us",
    "discuss on",
    "discuss this",
    "want more",
    "brought to you by",
    "this week's issue",
    "本期周报",
    "本期周刊",
    "投稿",
    "订阅",
    "欢迎关注",
    "感谢",
    "加入",
]);

/// True for a headline that begins with such a word, perhaps after `please`.
pub(super) fn begins_request(headline: &str) -> bool {
    let headline = lower_case(headline);
    let begins = headline.trim_start_matches(|c: char| !c.is_alphanumeric());
    REQUESTS.found_at_start_of(begins.strip_prefix("please ").unwrap_or(begins))
}

/// True for a headline by which a digest asks its readers for something, or thanks them.
pub(super) fn is_request(headline: &str) -> bool {
    let headline = lower_case(headline);
    REQUESTS.is_in(&headline)
}

/// Words in headings of a greeting or an introduction, which link to the digest's own subject.
static GREETINGS: WordList = WordList::new(&[
    "welcome",
    "introduction",
    "intro",
    "editorial",
    "foreword",
    "preface",
    "前言",
    "引言",
    "卷首语",
    "写在前面",
    "开篇",
    "はじめに",
]);

/// Headings of the last part of an essay, in lower case.
const CONCLUSIONS: [&str; 18] = [
    "conclusion",
    "conclusions",
    "wrap up",
    "wrap-up",
    "wrapping up",
    "final thoughts",
    "fazit",
    "总结",
    "總結",
    "结语",
    "結語",
    "结束语",
    "結束語",
    "小结",
    "结论",
    "結論",
    "まとめ",
    "おわりに",
];

/// True for the heading of a conclusion, perhaps with a number before.
pub(super) fn is_conclusion(title: &str) -> bool {
    let words = title[numbering(title)..].trim_matches(|c: char| !c.is_alphabetic());
    CONCLUSIONS.iter().any(|conclusion| words.eq_ignore_ascii_case(conclusion))
}

/// Labels of the author and the translator of a translated article, in lower case.
const TRANSLATORS: [&str; 9] = [
    "original author",
    "translator",
    "translated by",
    "原文作者",
    "原作者",
    "译者",
    "譯者",
    "翻译：",
    "翻譯：",
];

/// True for a text that begins with such a label.
pub(super) fn names_translator(text: &str) -> bool {
    let start = lower_case(crate::text::start_of(text, MAX_TITLE_BYTES));
    let start = start.trim_start_matches(|c: char| !c.is_alphabetic());
    TRANSLATORS.iter().any(|label| start.starts_with(label))
}

/// True for a heading that is a tag, such as `#jobs`: the news below it is about the subject.
pub(super) fn is_tag(title: &str) -> bool {
    title.strip_prefix('#').is_some_and(|tag| tag.starts_with(char::is_alphabetic))
}

/// True for a heading, in lower case, that greets or introduces.
pub(super) fn is_greeting(title: &str) -> bool {
    GREETINGS.is_in(title) && crate::text::words(title) <= 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_references() {
        for title in [
            "References",
            "1. References",
            "References and further reading",
            "Useful links:",
            "六、参考资料",
            "参考文章",
            "（三）参考资料与延伸阅读",
            "Bibliography",
            "See also",
        ] {
            assert!(is_reference(title), "{title}");
        }
        for title in
            ["Linkerd", "News and links", "1. News", "", "The references API", "和", "参考架构"]
        {
            assert!(!is_reference(title), "{title}");
        }
    }

    #[test]
    fn a_tag_is_a_subject() {
        assert!(is_tag("#jobs") && is_tag("#归档"));
        assert!(!is_tag("jobs") && !is_tag("#12") && !is_tag("# jobs") && !is_tag("#"));
    }

    #[test]
    fn what_says_footer() {
        for title in [
            "Contribute to Alpha Weekly",
            "订阅",
            "💼 Jobs",
            "Thanks!",
            "本期赞助商",
            "Content licence",
        ] {
            assert!(is_footer(&title.to_lowercase()), "{title}");
        }
        for title in [
            "News",
            "Archiver 2.0 is out",
            "Contributions to the kernel",
            "编译器新闻",
            "Alpha changes its licence",
            "Alpha license change",
        ] {
            assert!(!is_footer(&title.to_lowercase()), "{title}");
        }
    }
}
