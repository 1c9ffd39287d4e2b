use super::{Language, Text};

#[test]
fn counts_read_as_people_say_them() {
    for (warnings, errors, says) in [
        (0, 0, "no problems in 2 posts"),
        (1, 0, "1 warning in 2 posts"),
        (0, 2, "2 errors in 2 posts"),
        (12, 1, "12 warnings, 1 error in 2 posts"),
    ] {
        assert_eq!(Text::FindingsIn(0, warnings, errors, 2).say(Language::English), says);
    }
    assert_eq!(Text::FindingsIn(0, 1, 0, 1).say(Language::English), "1 warning in 1 post");
    assert_eq!(
        Text::FindingsIn(0, 2, 1, 3).say(Language::SimplifiedChinese),
        "3 篇文章，1 个错误，2 个警告"
    );
    assert_eq!(
        Text::FindingsIn(0, 0, 0, 3).say(Language::TraditionalChinese),
        "3 篇文章，沒有問題"
    );
}

#[test]
fn days_read_as_people_write_them() {
    let says = Language::ALL.map(|language| Text::Day(2026, 8, 3).say(language));
    assert_eq!(says, ["3 August 2026", "2026年8月3日", "2026年8月3日"]);
}

#[test]
fn a_region_tells_the_script_unless_it_is_named() {
    for (tag, language) in [
        ("en_GB.UTF-8", Some(Language::English)),
        ("C", Some(Language::English)),
        ("C.UTF-8", Some(Language::English)),
        ("POSIX", Some(Language::English)),
        ("zh", Some(Language::SimplifiedChinese)),
        ("zh_CN.GB18030", Some(Language::SimplifiedChinese)),
        ("zh_SG", Some(Language::SimplifiedChinese)),
        ("zh-Hans-HK", Some(Language::SimplifiedChinese)),
        ("zh_TW.UTF-8@radical", Some(Language::TraditionalChinese)),
        ("zh_HK", Some(Language::TraditionalChinese)),
        ("zh-MO", Some(Language::TraditionalChinese)),
        ("ZH-HANT", Some(Language::TraditionalChinese)),
        ("de_DE.UTF-8", None),
        ("", None),
    ] {
        assert_eq!(Language::from_tag(tag), language, "{tag}");
    }
    for language in Language::ALL {
        assert_eq!(Language::from_tag(language.tag()), Some(language));
    }
}

#[test]
fn the_first_variable_that_is_set_decides() {
    let of = |set: &[(&str, &str)]| {
        Language::of_environment(|name| {
            let found = set.iter().find(|(other, _)| *other == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    };
    assert_eq!(of(&[]), Language::English);
    assert_eq!(of(&[("LANG", "zh_TW.UTF-8")]), Language::TraditionalChinese);
    assert_eq!(of(&[("LC_ALL", ""), ("LANG", "zh_CN")]), Language::SimplifiedChinese);
    assert_eq!(of(&[("LC_ALL", "C"), ("LANG", "zh_CN")]), Language::English);
    assert_eq!(of(&[("LC_MESSAGES", "zh_CN"), ("LANG", "C")]), Language::SimplifiedChinese);
    assert_eq!(of(&[("LC_MESSAGES", "fr_FR"), ("LANG", "zh_CN")]), Language::English);
}
