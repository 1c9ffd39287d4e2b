//! What says that the links below are references, and what a heading may begin with that says nothing.

use std::borrow::Cow;

/// What stands above lists of links that are references, folded to lower case.
const REFERENCES: [&str; 53] = [
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
];
/// What may stand between several of them.
const JOINTS: [&str; 8] = [" and ", " & ", "和", "与", "與", "及", "/", "、"];
/// Longer texts are none of them, nor several joined.
const LONGEST: usize = 80;

/// Whether a heading, or a paragraph alone, says that what follows are references: one of the words for
/// it, or several joined, perhaps with a number before.
pub(super) fn is_reference(title: &str) -> bool {
    if title.len() > LONGEST {
        return false;
    }
    let words = title[numbering(title)..].trim_matches(|c: char| !c.is_alphanumeric());
    // Asked of every heading and short paragraph: nothing is made for it, and few are compared.
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

/// How many bytes at the beginning of a text are its number, as in `1. One`, `(2) Two`, `三、三`.
pub(super) fn numbering(text: &str) -> usize {
    let rest = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '（'));
    let digits =
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let length = rest.len() - digits.len();
    let behind = digits.trim_start_matches(['.', ')', '、', '．', '）', ':', '：']);
    if (1..=9).contains(&length) && behind.len() < digits.len() {
        text.len() - behind.trim_start().len()
    } else {
        0
    }
}

/// A text without what stands for its images.
pub(super) fn without_images(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    while let Some(start) = text.find("[image: ") {
        let end = text[start..].find(']').map_or(text.len(), |end| start + end + 1);
        text.to_mut().replace_range(start..end, "");
    }
    text
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
    fn numbers() {
        for (text, number) in
            [("1. One", "1. "), ("2、二", "2、"), ("十二、A", "十二、"), ("(3) x", "(3) ")]
        {
            assert_eq!(&text[..numbering(text)], number);
        }
        for text in ["1.27 is out", "2024", "一致性", "三大云", "Go 1. x", ""] {
            assert_eq!(text[..numbering(text)].trim_end_matches("1."), "", "{text}");
        }
    }

    #[test]
    fn images_say_nothing() {
        assert_eq!(without_images("a [image: b] c[image: d"), "a  c");
    }
}
