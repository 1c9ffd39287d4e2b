//! Hugo shortcodes and Liquid tags as equivalent Markdown.

use super::arguments::TagArguments;

/// Names of arguments that are shown as text.
const TEXTS: [&str; 7] = ["text", "content", "title", "label", "heading", "header", "summary"];
/// Names of arguments that are the address of a link.
const ADDRESSES: [&str; 4] = ["href", "url", "link", "to"];
/// Names of arguments that are images.
const IMAGES: [&str; 6] = ["src", "image", "img", "image_path", "image_url", "path"];
/// Names of arguments that describe an image.
const CAPTIONS: [&str; 5] = ["caption", "title", "alt", "description", "text"];

/// The replacement for a tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Replacement {
    Text(String),
    /// Code up to the end tag; the value is the info string.
    Code(String),
    /// A link to this address, with the text up to the end tag.
    Link(String),
}

impl Replacement {
    fn none() -> Self {
        Self::Text(String::new())
    }
}

/// The replacement for a Hugo or Zola shortcode.
pub(super) fn shortcode(inner: &str) -> Replacement {
    let inner = inner.trim_end_matches('/').trim();
    let (name, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let arguments = TagArguments::of(rest);
    let first = || arguments.unnamed().next();
    let text = match name {
        "highlight" | "code-block" => {
            let language = first().or_else(|| arguments.any_of(&["lang", "language"]));
            return Replacement::Code(language.unwrap_or("").to_owned());
        }
        "ref" | "relref" => first().or_else(|| arguments.named("path")).unwrap_or("").to_owned(),
        "youtube" => video("https://youtu.be/", &arguments),
        "vimeo" => video("https://vimeo.com/", &arguments),
        "bilibili" => video("https://www.bilibili.com/video/", &arguments),
        "alert" | "note" | "warning" | "caution" | "notice" | "tip" => {
            arguments.named("title").map_or_else(String::new, |title| format!("**{title}** "))
        }
        "tab" | "details" | "expand" | "collapse" | "accordion" | "spoiler" | "card" => {
            let title = arguments.any_of(&["name", "title", "header", "summary"]).or_else(first);
            match (title, arguments.any_of(&ADDRESSES)) {
                (Some(title), Some(address)) => link(title, address),
                (title, _) => title.map_or_else(String::new, |title| format!("**{title}**  ")),
            }
        }
        "tabs" => String::new(),
        "heading" => first().unwrap_or("").to_owned(),
        "glossary_tooltip" => {
            arguments.any_of(&["text", "term_id"]).or_else(first).unwrap_or("").to_owned()
        }
        "codenew" | "code" | "code_sample" => {
            arguments.named("file").map_or_else(String::new, |file| format!("`{file}`"))
        }
        "feature-state" => match (arguments.named("for_k8s_version"), arguments.named("state")) {
            (Some(version), Some(state)) => format!("Kubernetes {version} [{state}]"),
            _ => String::new(),
        },
        _ => return other(name, &arguments),
    };
    Replacement::Text(text)
}

/// The replacement for a Liquid tag, as used by Hexo or Jekyll.
pub(super) fn liquid(inner: &str) -> Replacement {
    let (name, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let arguments = TagArguments::of(rest);
    let all: Vec<&str> = arguments.unnamed().collect();
    let first = all.first().copied();
    let text = match name {
        "highlight" => return Replacement::Code(first.unwrap_or("").to_owned()),
        "codeblock" | "code" => return Replacement::Code(code_block(&all)),
        "link" if all.len() > 1 => hexo_link(&all),
        "post_url" | "link" | "post_path" | "asset_path" => first.unwrap_or("").to_owned(),
        "post_link" => all.get(1).copied().or(first).unwrap_or("").to_owned(),
        "asset_link" => match all[..] {
            [address, ref title @ ..] if !title.is_empty() => link(&title.join(" "), address),
            [address] => link(address, address),
            _ => String::new(),
        },
        "asset_img" | "img" | "image" => hexo_image(&all),
        "button" | "btn" => {
            let mut parts = rest.split(',').map(|part| part.trim().trim_matches(['"', '\'']));
            match (parts.next(), parts.next()) {
                (Some(address), Some(text)) if !text.is_empty() => link(text, address),
                (Some(address), _) if !address.is_empty() => link(address, address),
                _ => String::new(),
            }
        }
        "label" => {
            let text = rest.split_once('@').map_or(first.unwrap_or(""), |(_, text)| text);
            text.trim().to_owned()
        }
        "youtube" => video("https://youtu.be/", &arguments),
        "blockquote" | "quote" if !rest.is_empty() => format!("{rest}  "),
        // Control flow, which shows nothing.
        "if" | "elsif" | "unless" | "for" | "assign" | "capture" | "case" | "when" | "cycle"
        | "set" | "import" | "from" | "extends" | "block" | "macro" | "else" | "call"
        | "increment" | "decrement" | "tablerow" | "layout" | "render" | "note" | "tabs" => {
            String::new()
        }
        _ => return other(name, &arguments),
    };
    Replacement::Text(text)
}

/// The text of a Liquid output `{{ … }}`; `None` if it is not one of a site. `in_address` is `true` within
/// the address of a link.
pub(super) fn value(inner: &str, in_address: bool) -> Option<Replacement> {
    let of_site = ["site.", "page.", "include.", "layout."];
    if of_site.iter().any(|name| inner.starts_with(name)) {
        return Some(Replacement::none());
    }
    if let Some((name, rest)) = inner.split_once('(')
        && let Some(arguments) = rest.strip_suffix(')')
    {
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let is_call = name.chars().all(is_name) && arguments.contains(['"', '\'']);
        return (is_call && arguments.contains('='))
            .then(|| shortcode(&format!("{name} {arguments}")));
    }
    let quote = inner.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (text, filters) = inner[1..].split_once(quote)?;
    let filter = filters.trim_start().strip_prefix('|').map(str::trim_start);
    let is_known = match filter {
        None => filters.trim().is_empty(),
        Some(filter) => {
            let name = filter.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next();
            let name = name.unwrap_or("");
            in_address
                || name.ends_with("url")
                || ["t", "i18n", "translate", "escape", "markdownify", "safe"].contains(&name)
        }
    };
    is_known.then(|| Replacement::Text(text.to_owned()))
}

/// The replacement for a tag that is unknown, judged by its arguments.
fn other(name: &str, arguments: &TagArguments<'_>) -> Replacement {
    if name.starts_with(['/', '#', '!']) || name.starts_with("end") {
        return Replacement::none();
    }
    let address = arguments.any_of(&ADDRESSES);
    let image = arguments
        .any_of(&IMAGES)
        .or(address)
        .filter(|image| matches!(name, "figure" | "img" | "image" | "picture") || is_image(image));
    if let Some(image) = image {
        let captions: Vec<&str> =
            ["title", "caption"].iter().filter_map(|name| arguments.named(name)).collect();
        let words = match captions[..] {
            [] => arguments.any_of(&CAPTIONS).unwrap_or("").to_owned(),
            [one] => one.to_owned(),
            _ => captions.join(": "),
        };
        let shown = picture(&words, image);
        let around = arguments.named("link").filter(|link| *link != image);
        let shown = match around {
            Some(address) => format!("[{shown}]({})", destination(address)),
            None => shown,
        };
        return Replacement::Text(shown);
    }
    let text = arguments.any_of(&TEXTS).or_else(|| arguments.named("caption"));
    match (text.or_else(|| arguments.words()), address) {
        (Some(text), Some(address)) => Replacement::Text(link(text, address)),
        (Some(text), None) => Replacement::Text(text.to_owned()),
        (None, Some(address)) => Replacement::Link(address.to_owned()),
        (None, None) => Replacement::none(),
    }
}

/// The info string for `{% codeblock title lang:rust https://a.b %}`: language and title.
fn code_block(all: &[&str]) -> String {
    let mut language = "";
    let mut title = Vec::new();
    for part in all {
        match part.strip_prefix("lang:") {
            Some(name) => language = name,
            None if part.contains(':') || part.contains("://") => {}
            None => title.push(*part),
        }
    }
    if title.is_empty() {
        return language.to_owned();
    }
    format!("{language} title=\"{}\"", title.join(" "))
}

/// The link for Hexo's `{% link text address [external] [title] %}`.
fn hexo_link(all: &[&str]) -> String {
    let is_address = |part: &&str| part.contains("://") || part.starts_with('/');
    match all.iter().position(is_address) {
        Some(0) => link(all[1], all[0]),
        Some(at) => link(&all[..at].join(" "), all[at]),
        None => all.join(" "),
    }
}

/// The image for Hexo's `{% asset_img [class] source [width] [height] "title" "alt" %}`.
fn hexo_image(all: &[&str]) -> String {
    let Some(at) = all.iter().position(|part| part.contains(['.', '/'])) else {
        return all.join(" ");
    };
    let is_size = |part: &&&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = all[at + 1..].iter().filter(|part| !is_size(part)).copied().collect();
    let words = words.join(" ");
    picture(words.trim_matches(['"', '\'']), all[at])
}

/// A link to a video, by its ID on a site.
fn video(site: &str, arguments: &TagArguments<'_>) -> String {
    let id = arguments.named("id").or_else(|| arguments.unnamed().next());
    let id = id.filter(|id| !id.is_empty() && !id.contains(['<', '>', ' ']));
    match id {
        Some(id) if id.contains("://") => format!("<{id}>"),
        Some(id) => format!("<{site}{id}>"),
        None => String::new(),
    }
}

fn is_image(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or("");
    let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp"].contains(&ending.as_str())
}

pub(super) fn link(text: &str, address: &str) -> String {
    format!("[{}]({})", bracketed(text), destination(address))
}

fn picture(words: &str, address: &str) -> String {
    format!("![{}]({})", bracketed(words), destination(address))
}

/// A text escaped for use in the brackets of a link.
fn bracketed(text: &str) -> String {
    text.replace('[', "\\[").replace(']', "\\]").replace('\n', " ")
}

/// An address in a form allowed in the parentheses of a link.
pub(super) fn destination(address: &str) -> String {
    if address.contains([' ', '(', ')']) && !address.contains(['<', '>', '\n']) {
        format!("<{address}>")
    } else {
        address.to_owned()
    }
}
