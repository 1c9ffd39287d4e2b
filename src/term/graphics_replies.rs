//! The way in which the terminal shows pictures, according to its replies.

use crate::app::Graphics;
use crate::pictures::Protocol;

/// The questions: whether it knows kitty's protocol, its name (XTVERSION), the size of a cell in pixels, and
/// its attributes (DA1), which every terminal reports.
pub(super) const QUESTIONS: &[u8] =
    b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[>0q\x1b[16t\x1b[c";

/// Parts of the names of terminals with the inline images of iTerm2.
const WITH_INLINE_IMAGES: [&str; 4] = ["iterm2", "wezterm", "mintty", "rio"];

/// A reply of the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GraphicsReply {
    /// The terminal knows kitty's protocol.
    Kitty,
    /// Its name and version.
    Name(String),
    /// Width and height of a cell in pixels.
    Cell(u16, u16),
    /// Its attributes; set if they include sixels.
    Attributes {
        /// Set for sixels.
        sixel: bool,
    },
}

// Elsewhere, the console turns what the terminal sends into keys.
#[cfg(unix)]
impl GraphicsReply {
    /// Parses a string sequence without its end, such as `ESC _ G i = 31 ; OK`.
    pub(super) fn of_string(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        if let Some(reply) = text.strip_prefix("\x1b_G") {
            let (keys, message) = reply.split_once(';')?;
            return (keys.split(',').any(|key| key == "i=31") && message == "OK")
                .then_some(Self::Kitty);
        }
        let name = text.strip_prefix("\x1bP>|")?;
        Some(Self::Name(name.to_owned()))
    }

    /// Parses a control sequence, such as `ESC [ ? 62 ; 4 c`.
    pub(super) fn of_control(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?.strip_prefix("\x1b[")?;
        if let Some(attributes) = text.strip_prefix('?').and_then(|text| text.strip_suffix('c')) {
            return Some(Self::Attributes { sixel: attributes.split(';').any(|it| it == "4") });
        }
        let mut numbers = text.strip_suffix('t')?.split(';').map(str::parse);
        match (numbers.next()?, numbers.next()?, numbers.next()?, numbers.next()) {
            (Ok(6), Ok(height), Ok(width), None) => Some(Self::Cell(width, height)),
            _ => None,
        }
    }
}

/// The replies so far.
#[derive(Clone, Debug, Default)]
pub(super) struct GraphicsReplies {
    /// The protocols that the terminal knows.
    known: Vec<Protocol>,
    cell: Option<(u16, u16)>,
}

impl GraphicsReplies {
    /// No replies yet. `has_colours` is set if the terminal has enough colours for half blocks.
    pub fn new(has_colours: bool) -> Self {
        let known = has_colours.then_some(Protocol::HalfBlocks).into_iter().collect();
        Self { known, cell: None }
    }

    /// Takes a reply.
    pub fn take(&mut self, reply: &GraphicsReply) {
        match reply {
            GraphicsReply::Kitty => self.add(Protocol::Kitty),
            GraphicsReply::Name(name) => {
                let name = name.to_ascii_lowercase();
                if WITH_INLINE_IMAGES.iter().any(|known| name.starts_with(known)) {
                    self.add(Protocol::ITerm2);
                }
            }
            GraphicsReply::Cell(width, height) => self.cell = Some((*width, *height)),
            GraphicsReply::Attributes { sixel: true } => self.add(Protocol::Sixel),
            GraphicsReply::Attributes { sixel: false } => {}
        }
    }

    fn add(&mut self, protocol: Protocol) {
        if !self.known.contains(&protocol) {
            self.known.push(protocol);
        }
    }

    /// Takes the size of a cell in pixels, as the system reports it.
    pub fn measure(&mut self, cell: Option<(u16, u16)>) {
        self.cell = cell.or(self.cell);
    }

    /// The best way to show pictures, according to the replies so far.
    pub fn graphics(&self) -> Graphics {
        let best = [Protocol::Kitty, Protocol::ITerm2, Protocol::Sixel, Protocol::HalfBlocks];
        let protocol = best.into_iter().find(|protocol| self.known.contains(protocol));
        Graphics { protocol, cell: self.cell }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn replies_are_told_from_other_sequences() {
        let string = |text: &str| GraphicsReply::of_string(text.as_bytes());
        assert_eq!(string("\x1b_Gi=31;OK"), Some(GraphicsReply::Kitty));
        assert_eq!(string("\x1b_Gi=31;EINVAL:no"), None);
        assert_eq!(string("\x1b_Gi=7;OK"), None);
        assert_eq!(string("\x1bP>|WezTerm 2026"), Some(GraphicsReply::Name("WezTerm 2026".into())));
        assert_eq!(string("\x1b]11;rgb:0/0/0"), None);
        let control = |text: &str| GraphicsReply::of_control(text.as_bytes());
        assert_eq!(control("\x1b[?62;4;22c"), Some(GraphicsReply::Attributes { sixel: true }));
        assert_eq!(control("\x1b[?64;14c"), Some(GraphicsReply::Attributes { sixel: false }));
        assert_eq!(control("\x1b[6;20;10t"), Some(GraphicsReply::Cell(10, 20)));
        for other in ["\x1b[8;24;80t", "\x1b[6;20;10;1t", "\x1b[6;x;10t", "\x1b[A", "\x1b[1;5A"] {
            assert_eq!(control(other), None, "{other:?}");
        }
    }

    #[test]
    fn the_best_protocol_is_chosen() {
        let protocol = |has_colours, replies: &[GraphicsReply]| {
            let mut all = GraphicsReplies::new(has_colours);
            for reply in replies {
                all.take(reply);
            }
            all.graphics().protocol
        };
        let sixel = GraphicsReply::Attributes { sixel: true };
        let name = |name: &str| GraphicsReply::Name(name.to_owned());
        assert_eq!(protocol(true, &[]), Some(Protocol::HalfBlocks));
        assert_eq!(protocol(false, &[name("XTerm(390)")]), None);
        assert_eq!(protocol(false, std::slice::from_ref(&sixel)), Some(Protocol::Sixel));
        assert_eq!(protocol(true, &[name("iTerm2 3.5"), sixel.clone()]), Some(Protocol::ITerm2));
        assert_eq!(
            protocol(true, &[GraphicsReply::Kitty, name("WezTerm"), sixel]),
            Some(Protocol::Kitty)
        );
    }
}
