//! The languages of the program's messages.

/// A language of the program's messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// 简体中文.
    SimplifiedChinese,
    /// 繁體中文.
    TraditionalChinese,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 3] = [Self::English, Self::SimplifiedChinese, Self::TraditionalChinese];

    /// Name of the language in the language itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::SimplifiedChinese => "简体中文",
            Self::TraditionalChinese => "繁體中文",
        }
    }

    /// Tag of the language in the config and for `--lang`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::SimplifiedChinese => "zh-Hans",
            Self::TraditionalChinese => "zh-Hant",
        }
    }

    /// Parses a tag (BCP 47: `zh-Hant-TW`) or the name of a locale (POSIX: `zh_TW.UTF-8@radical`);
    /// `None` if there are no messages in the language. If no script is named, the region decides:
    /// Taiwan, Hong Kong and Macau use 繁體.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let tag = tag.split(['.', '@']).next().unwrap_or_default();
        let mut parts = tag.split(['-', '_']).map(str::to_ascii_lowercase);
        match parts.next()?.as_str() {
            "en" | "c" | "posix" => Some(Self::English),
            "zh" => {
                let parts: Vec<String> = parts.collect();
                let has = |names: &[&str]| parts.iter().any(|part| names.contains(&part.as_str()));
                let is_traditional =
                    has(&["hant"]) || (!has(&["hans"]) && has(&["tw", "hk", "mo"]));
                Some(if is_traditional {
                    Self::TraditionalChinese
                } else {
                    Self::SimplifiedChinese
                })
            }
            _ => None,
        }
    }

    /// The language of an environment: that of the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that
    /// is set and not empty (POSIX 8.2), or English if there are no messages in it.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
        let mut set = names.filter_map(|name| variable(name).filter(|value| !value.is_empty()));
        set.next().and_then(|value| Self::from_tag(&value)).unwrap_or_default()
    }
}
