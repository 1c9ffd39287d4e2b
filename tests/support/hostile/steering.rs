//! Text that controls a terminal or disguises other text, in every place of a post where an
//! author's text goes, written plainly and with every escape that a format has for it.

use super::Case;
use fastrand::Rng;
use std::fmt::Write;

/// Texts that must never reach a terminal from a post.
pub fn payloads() -> Vec<(&'static str, String)> {
    let controls = |range: std::ops::RangeInclusive<u32>| -> String {
        range.filter_map(char::from_u32).filter(|c| *c != '\n').flat_map(|c| ['x', c]).collect()
    };
    vec![
        ("c0", controls(1..=0x1f) + "\u{7f}"),
        ("nul", "a\0b\0c".into()),
        ("c1", controls(0x80..=0x9f)),
        ("sgr", "\x1b[31mred\x1b[0m\x1b[5m\u{9b}7m".into()),
        ("clear", "\x1b[2J\x1b[H\x1bc\x1b[3J\x1b]1337;ClearScrollback\x07".into()),
        ("osc52", "\x1b]52;c;cm0gLXJmIC8K\x07\u{9d}52;c;cm0=\u{9c}\x1b]52;c;?\x1b\\".into()),
        ("title", "\x1b]0;owned\x07\x1b]2;owned\x1b\\\x1b[21t\x1b[22;0t".into()),
        ("link", "\x1b]8;;file:///etc/passwd\x1b\\here\x1b]8;;\x1b\\".into()),
        ("strings", "\x1bPq#0~~\x1b\\\x1b_Gf=24;AAAA\x1b\\\x1b^pm\x1b\\\x1bXsos\x1b\\".into()),
        ("modes", "\x1b[?1049l\x1b[?25h\x1b[?2026h\x1b[?1003h\x1b[?1l\x1b=\x1b(0\x0e".into()),
        ("asks", "\x1b[6n\x1b[c\x1b[>q\x1b]11;?\x07\x1bP+q544e\x1b\\\x05".into()),
        ("bidi", "\u{202e}gpj.exe\u{202c}\u{2066}a\u{2069}\u{200f}\u{200e}\u{61c}\u{2068}".into()),
        ("lines", "a\u{2028}b\u{2029}c\u{85}d\u{b}e\u{c}f\rg".into()),
        ("marks", "\u{feff}a\u{fff9}b\u{fffa}c\u{fffb}\u{e0001}\u{e0041}\u{e007f}".into()),
        ("zero", "\u{200b}\u{200c}\u{200d}\u{2060}\u{ad}\u{34f}\u{115f}\u{3164}\u{180e}".into()),
    ]
}

pub(super) fn cases(seed: u64) -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, payload) in payloads() {
        cases.push(Case::new(format!("steer-{name}-yaml"), yaml(&payload, str::to_owned)));
        cases.push(Case::new(format!("steer-{name}-yaml-escaped"), yaml(&payload, yaml_escaped)));
        cases.push(Case::new(format!("steer-{name}-toml"), toml(&payload)));
        cases.push(Case::new(format!("steer-{name}-json"), json(&payload)));
        cases.push(Case::new(format!("steer-{name}-pelican"), pelican(&payload)));
        cases.push(Case::new(format!("steer-{name}-body"), body(&payload, str::to_owned)));
        cases.push(Case::new(format!("steer-{name}-entities"), body(&payload, entities)));
        cases.push(Case::new(format!("steer-{name}-percent"), body(&payload, percent)));
    }
    cases.extend(bytes(seed));
    cases
}

/// Bytes that are not text.
fn bytes(seed: u64) -> Vec<Case> {
    let mut random = Rng::with_seed(seed);
    let noise: Vec<u8> = (0..200_000).map(|_| random.u8(..)).collect();
    let framed = |bytes: &[u8]| -> Vec<u8> {
        [b"---\ntitle: a", bytes, b"b\ntags: [c", bytes, b"]\n---\n# d", bytes, b"\n\ne", bytes]
            .concat()
    };
    let utf16: Vec<u8> = "\u{feff}---\ntitle: 云报\n---\n\ntext\x1b[31m\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let escape_bytes: Vec<u8> = (0x80..=0x9f).flat_map(|byte| [byte, b'3', b'1', b'm']).collect();
    vec![
        Case::new("bytes-surrogates", framed(b"\xed\xa0\x80\xed\xb0\x80\xed\xbf\xbf")),
        Case::new("bytes-overlong", framed(b"\xc0\x9b[31m\xe0\x80\x9b[0m\xf0\x80\x80\x9bc")),
        Case::new("bytes-c1", framed(&escape_bytes)),
        Case::new("bytes-cut", framed(b"\xe4\xba\xff\xfe\xf4\x90\x80\x80\xe4")),
        Case::new("bytes-noise", noise),
        Case::new("bytes-zeros", vec![0; 300_000]),
        Case::new("bytes-utf16", utf16),
        Case::new("bytes-none", Vec::new()),
    ]
}

fn yaml(payload: &str, spell: impl Fn(&str) -> String) -> String {
    let text = spell(payload);
    format!(
        "---\ntitle: \"t{text}\"\ndate: \"2026-01-02{text}\"\nauthor: \"a{text}\"\nauthors: [{{name: \"b{text}\"}}]\n\
         categories: [\"c{text}\"]\ntags: [\"g{text}\", \"h{text}\"]\nsource: \"https://e.x/{text}\"\n\"k{text}\": \"v\"\n\
         description: \"d{text}\"\ntaxonomies: {{tags: [\"{text}\"]}}\ndraft: \"{text}\"\n---\n{}",
        body(payload, str::to_owned)
    )
}

fn toml(payload: &str) -> String {
    let text = escaped(payload, |c| format!("\\U{:08X}", u32::from(c)));
    format!(
        "+++\ntitle = \"t{text}\"\nauthors = [\"a{text}\"]\ncategories = [\"c{text}\"]\ntags = [\"g{text}\"]\n\
         source = \"https://e.x/{text}\"\n\"k{text}\" = 1\n+++\n{}",
        body(payload, entities)
    )
}

fn json(payload: &str) -> String {
    let text = escaped(payload, |c| {
        let mut units = [0; 2];
        c.encode_utf16(&mut units).iter().fold(String::new(), |mut out, unit| {
            let _ = write!(out, "\\u{unit:04x}");
            out
        })
    });
    format!(
        "{{\"title\": \"t{text}\", \"author\": \"a{text}\", \"tags\": [\"g{text}\", \"\\ud800\"], \"categories\": [\"c{text}\"], \
         \"source\": \"https://e.x/{text}\", \"k{text}\": 1}}\n{}",
        body(payload, entities)
    )
}

fn pelican(payload: &str) -> String {
    format!(
        "Title: t{payload}\nDate: 2026-01-02\nAuthor: a{payload}\nTags: g{payload}, h\nCategory: c{payload}\n\
         Source: https://e.x/{payload}\n\n{}",
        body(payload, str::to_owned)
    )
}

/// A body with the payload in every construct.
fn body(payload: &str, spell: impl Fn(&str) -> String) -> String {
    let text = spell(payload);
    format!(
        "# h{text}\n\np{text} *e{text}* **s{text}** `c{text}` ~~d{text}~~ [l{text}](https://e.x/{text} \"t{text}\")\n\
         ![i{text}](https://e.x/{text}.png) <https://e.x/{text}> https://e.x/{text} <a{text}@e.x>\n\
         [j](javascript:alert(1){text}) [f](<file:///{text}>) [m](mailto:{text})\n\n\
         ### s{text}\n\nsummary {text}\n\n**Source:** [w{text}](https://e.x/s{text})\n\n\
         ### [own{text}](https://e.x/o{text})\n\n> q{text}\n\n> [!NOTE]\n> n{text}\n\n- [ ] i{text}\n1. o{text}\n\n\
         | a{text} | b |\n|---|---|\n| {text} | c |\n\n```yaml{text}\nkey: {text}\n```\n\n    code {text}\n\n\
         <details><summary>{text}</summary><a href=\"https://e.x/{text}\">{text}</a><img alt=\"{text}\" src=\"{text}\"></details>\n\n\
         T{text}\n: D{text}\n\n[^1{text}] [r{text}] [r][r{text}] {{{{< figure src=\"{text}\" title=\"{text}\" >}}}}\n\n\
         :::note {text}\nx{text}\n:::\n\n!!! note \"{text}\"\n    {text}\n\n[^1{text}]: foot {text}\n\n[r{text}]: https://e.x/{text} '{text}'\n"
    )
}

fn escaped(text: &str, spell: impl Fn(char) -> String) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' => out.push(c),
            other => out.push_str(&spell(other)),
        }
        out
    })
}

fn yaml_escaped(text: &str) -> String {
    escaped(text, |c| match u32::from(c) {
        number @ 0..=0xff => format!("\\x{number:02x}"),
        number => format!("\\U{number:08x}"),
    })
}

fn entities(text: &str) -> String {
    escaped(text, |c| format!("&#{};", u32::from(c)))
}

fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "%{byte:02x}");
        out
    })
}
