//! Placeholders for images.

/// The placeholder of an image: its alternative text, or else the name of its file.
pub(super) fn stand_in(alt: &str, url: &str) -> String {
    format!("[image: {}]", name(alt, url))
}

/// The words in a placeholder; `None` for any other text.
pub(super) fn words_of(stand_in: &str) -> Option<&str> {
    stand_in.strip_prefix("[image: ")?.strip_suffix(']')
}

/// True for a `data:` address, which contains the image itself.
pub(super) fn is_data(url: &str) -> bool {
    url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

fn name<'a>(alt: &'a str, url: &'a str) -> &'a str {
    let alt = alt.trim();
    if !alt.is_empty() {
        return alt;
    }
    if is_data(url) {
        // The media type, such as `image/png`.
        return url[5..].split([';', ',']).next().unwrap_or("");
    }
    url.rsplit('/').next().unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_has_a_name() {
        for (alt, url, shown) in [
            (" 图 ", "a.png", "[image: 图]"),
            ("", "https://a.b/c.png", "[image: c.png]"),
            ("", "data:image/png;base64,iVBORw0KGgo/AAAA", "[image: image/png]"),
            ("dot", "DATA:image/png;base64,iVBORw0KGgo", "[image: dot]"),
        ] {
            assert_eq!(stand_in(alt, url), shown);
        }
        assert_eq!(words_of("[image: a]"), Some("a"));
    }
}
