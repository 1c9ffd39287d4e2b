//! Which language the program speaks.

/// A language of the program.
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
    /// All of them.
    pub const ALL: [Self; 3] = [Self::English, Self::SimplifiedChinese, Self::TraditionalChinese];

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::SimplifiedChinese => "简体中文",
            Self::TraditionalChinese => "繁體中文",
        }
    }

    /// How the config and `--lang` name it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::SimplifiedChinese => "zh-Hans",
            Self::TraditionalChinese => "zh-Hant",
        }
    }

    /// The language of a tag (BCP 47: `zh-Hant-TW`) or of a locale's name (POSIX:
    /// `zh_TW.UTF-8@radical`); none if the program does not speak it. Where no script is named,
    /// the region tells it: Taiwan, Hong Kong and Macau write 繁體.
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

    /// The language of an environment: of the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is
    /// set to anything (POSIX 8.2), or English where the program does not speak that one.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
        let mut set = names.filter_map(|name| variable(name).filter(|value| !value.is_empty()));
        set.next().and_then(|value| Self::from_tag(&value)).unwrap_or_default()
    }
}
