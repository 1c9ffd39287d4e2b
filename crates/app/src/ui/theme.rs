//! Themes converted to the styles of a terminal, and the theme part for each role in a post.

pub use crate::config::Part;

use crate::config::{Colour, Look, Theme as Looks};
use crate::markdown::{CodeToken, Role, Style as Marks};
use ratatui::style::{Color, Modifier, Style};

/// Number of colours of a terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// No colours, or none wanted.
    None,
    /// The sixteen ANSI colours.
    #[default]
    Sixteen,
    /// The 256 colours of xterm.
    Indexed,
    /// 24-bit colours.
    True,
}

/// The styles of all parts of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The theme it was made from.
    made_from: Looks,
    depth: Depth,
    styles: [Style; Part::ALL.len()],
    /// `true` if the colours of levels differ enough, so that no shades are needed.
    pub has_fine_colours: bool,
}

impl Theme {
    /// Converts a theme for a terminal. Without colours, every theme becomes the monochrome one. With sixteen
    /// colours, a theme whose background is not one of them becomes the default theme, since its text would
    /// not be readable on another background. If a part's background would equal the screen's only for lack
    /// of colours, the part is reversed.
    pub fn new(made_from: &Looks, depth: Depth) -> Self {
        let instead = match (depth, made_from.look(Part::Text).background) {
            (Depth::None, _) => Some(Looks::mono()),
            (Depth::Sixteen, Some(Colour::Rgb(red, green, blue)))
                if SIXTEEN.iter().all(|(_, shown)| *shown != (red, green, blue)) =>
            {
                Some(Looks::default())
            }
            _ => None,
        };
        let looks = instead.as_ref().unwrap_or(made_from);
        let screen = looks.look(Part::Text);
        let mut styles = [Style::new(); Part::ALL.len()];
        for (part, _) in Part::ALL {
            let look = looks.look(part);
            let mut style = style(look, depth);
            let shown =
                |background: Option<Colour>| background.map(|background| colour(background, depth));
            if look.background.is_some()
                && look.background != screen.background
                && shown(look.background) == shown(screen.background)
            {
                style = style.add_modifier(Modifier::REVERSED);
            }
            styles[part as usize] = style;
        }
        let has_fine_colours = depth == Depth::True && made_from.has_distinct_levels();
        Self { made_from: made_from.clone(), depth, styles, has_fine_colours }
    }

    /// Replaces the theme, unless it is the same already.
    pub fn follow(&mut self, looks: &Looks, depth: Depth) {
        if self.made_from != *looks {
            *self = Self::new(looks, depth);
        }
    }

    /// The default theme, in the terminal's own sixteen colours.
    pub fn terminal() -> Self {
        Self::new(&Looks::default(), Depth::Sixteen)
    }

    /// The theme without colours: it uses bold, dim, italic, underlined and reversed text only.
    pub fn mono() -> Self {
        Self::new(&Looks::mono(), Depth::None)
    }

    /// The style of a part of the screen.
    pub fn part(&self, part: Part) -> Style {
        self.styles[part as usize]
    }

    /// A style with a look on top. Without colours, a look that consists of colours only is bold.
    pub fn with_look(&self, on: Style, look: Look) -> Style {
        let without_colours = Look { text: None, background: None, ..look };
        if self.depth != Depth::None {
            return on.patch(style(look, self.depth));
        }
        let bold = Look { bold: true, ..Look::default() };
        let is_coloured = without_colours == Look::default() && look != without_colours;
        on.patch(style(if is_coloured { bold } else { without_colours }, self.depth))
    }

    /// The colour of a pixel of a picture; `None` where there are too few colours for pictures.
    pub fn pixel(&self, (red, green, blue): (u8, u8, u8)) -> Option<Color> {
        match self.depth {
            Depth::True => Some(Color::Rgb(red, green, blue)),
            Depth::Indexed => Some(Color::Indexed(indexed((red, green, blue)))),
            Depth::Sixteen | Depth::None => None,
        }
    }

    /// The style of a span of a post: that of its role, with its emphasis on top.
    pub fn span(&self, marks: Marks) -> Style {
        let mut style = self.part(part_of(marks.role));
        // Where headings have no `#` marks, their levels differ in weight.
        match marks.role {
            Role::Heading(1) => style = style.add_modifier(Modifier::UNDERLINED),
            Role::Heading(4..) => style = style.remove_modifier(Modifier::BOLD),
            _ => {}
        }
        if marks.strong {
            style = style.add_modifier(Modifier::BOLD);
        }
        if marks.emphasis {
            style = style.add_modifier(Modifier::ITALIC);
        }
        if marks.strike {
            style = style.add_modifier(Modifier::CROSSED_OUT);
        }
        if marks.link.is_some() && !matches!(marks.role, Role::LinkNumber) {
            style = style.add_modifier(Modifier::UNDERLINED);
        }
        if marks.added {
            style = style.patch(self.part(Part::Added));
        }
        style
    }
}

/// The theme part for a role in a post.
fn part_of(role: Role) -> Part {
    match role {
        Role::Text => Part::Text,
        Role::CodeBlock | Role::Token(CodeToken::Plain) => Part::CodeBlock,
        Role::Token(CodeToken::Keyword) => Part::CodeKeyword,
        Role::Token(CodeToken::String) => Part::CodeString,
        Role::Token(CodeToken::Comment) => Part::CodeComment,
        Role::Token(CodeToken::Number) => Part::CodeNumber,
        Role::Token(CodeToken::Type) => Part::CodeType,
        Role::Token(CodeToken::Function) => Part::CodeFunction,
        Role::Token(CodeToken::Key) => Part::CodeKey,
        Role::Token(CodeToken::Inserted) => Part::CodeInserted,
        Role::Token(CodeToken::Deleted) => Part::CodeDeleted,
        Role::Title => Part::PostTitle,
        Role::Facts | Role::Note => Part::Facts,
        Role::CodeFrame => Part::CodeFrame,
        Role::TableFrame => Part::TableFrame,
        Role::Rule => Part::Rule,
        Role::Tag => Part::Tag,
        Role::Heading(1 | 2) => Part::PostHeading,
        Role::Heading(_) => Part::PostSubheading,
        Role::Code => Part::Code,
        Role::Quote => Part::Quote,
        Role::QuoteBar => Part::QuoteBar,
        Role::Marker => Part::Marker,
        Role::Link => Part::Link,
        Role::LinkNumber => Part::LinkNumber,
        Role::Image => Part::Image,
        Role::TableHeader => Part::TableHeader,
    }
}

fn style(look: Look, depth: Depth) -> Style {
    let mut style = Style::new();
    style.fg = look.text.map(|text| colour(text, depth));
    style.bg = look.background.map(|background| colour(background, depth));
    for (is_set, modifier) in [
        (look.bold, Modifier::BOLD),
        (look.dim, Modifier::DIM),
        (look.italic, Modifier::ITALIC),
        (look.underline, Modifier::UNDERLINED),
        (look.reverse, Modifier::REVERSED),
        (look.strike, Modifier::CROSSED_OUT),
    ] {
        if is_set {
            style = style.add_modifier(modifier);
        }
    }
    style
}

/// The sixteen colours, by their names in ratatui, with their values in xterm.
const SIXTEEN: [(Color, (u8, u8, u8)); 16] = [
    (Color::Black, (0, 0, 0)),
    (Color::Red, (205, 0, 0)),
    (Color::Green, (0, 205, 0)),
    (Color::Yellow, (205, 205, 0)),
    (Color::Blue, (0, 0, 238)),
    (Color::Magenta, (205, 0, 205)),
    (Color::Cyan, (0, 205, 205)),
    (Color::Gray, (229, 229, 229)),
    (Color::DarkGray, (127, 127, 127)),
    (Color::LightRed, (255, 0, 0)),
    (Color::LightGreen, (0, 255, 0)),
    (Color::LightYellow, (255, 255, 0)),
    (Color::LightBlue, (92, 92, 255)),
    (Color::LightMagenta, (255, 0, 255)),
    (Color::LightCyan, (0, 255, 255)),
    (Color::White, (255, 255, 255)),
];

fn colour(colour: Colour, depth: Depth) -> Color {
    match (colour, depth) {
        (Colour::Ansi(number), _) => {
            SIXTEEN.get(usize::from(number)).map_or(Color::Reset, |(colour, _)| *colour)
        }
        (Colour::Indexed(number), Depth::True | Depth::Indexed) => Color::Indexed(number),
        (Colour::Indexed(number), _) => nearest_of_sixteen(rgb(number)),
        (Colour::Rgb(red, green, blue), Depth::True) => Color::Rgb(red, green, blue),
        (Colour::Rgb(red, green, blue), Depth::Indexed) => nearest_indexed((red, green, blue)),
        (Colour::Rgb(red, green, blue), _) => nearest_of_sixteen((red, green, blue)),
    }
}

fn distance(one: (u8, u8, u8), other: (u8, u8, u8)) -> u32 {
    let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    square(one.0, other.0) + square(one.1, other.1) + square(one.2, other.2)
}

fn nearest_of_sixteen(target: (u8, u8, u8)) -> Color {
    let nearest = SIXTEEN.iter().min_by_key(|(_, shown)| distance(*shown, target));
    nearest.map_or(Color::Reset, |(colour, _)| *colour)
}

/// The nearest of the colours that users cannot change in any terminal.
fn nearest_indexed(target: (u8, u8, u8)) -> Color {
    let nearest = (16..=255).min_by_key(|number| distance(rgb(*number), target));
    Color::Indexed(nearest.unwrap_or_default())
}

/// The nearest colour of the cube or the greys, without comparing all of them, as pictures have many pixels.
fn indexed(target: (u8, u8, u8)) -> u8 {
    let step = |value: u8| match value {
        0..48 => 0,
        48..115 => 1,
        _ => (value - 35) / 40,
    };
    let cube = 16 + 36 * step(target.0) + 6 * step(target.1) + step(target.2);
    let mean = (u16::from(target.0) + u16::from(target.1) + u16::from(target.2)) / 3;
    let grey = 232 + (mean.saturating_sub(3) / 10).min(23) as u8;
    if distance(rgb(grey), target) < distance(rgb(cube), target) { grey } else { cube }
}

/// One of xterm's colours: from 16 on a cube of six steps, then 24 greys.
fn rgb(number: u8) -> (u8, u8, u8) {
    let step = |step: u8| if step == 0 { 0 } else { 55 + step * 40 };
    match number.checked_sub(16) {
        Some(cube @ 0..216) => (step(cube / 36), step(cube / 6 % 6), step(cube % 6)),
        Some(grey) => {
            let level = 8 + (grey - 216) * 10;
            (level, level, level)
        }
        None => SIXTEEN[usize::from(number)].1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_the_nearest_that_the_terminal_has() {
        let orange = Colour::Rgb(255, 136, 0);
        assert_eq!(colour(orange, Depth::True), Color::Rgb(255, 136, 0));
        assert_eq!(colour(orange, Depth::Indexed), Color::Indexed(208));
        assert_eq!(colour(orange, Depth::Sixteen), Color::Yellow);
        assert_eq!(colour(Colour::Ansi(1), Depth::True), Color::Red);
        assert_eq!(colour(Colour::Rgb(20, 23, 29), Depth::Indexed), Color::Indexed(234));
        assert_eq!(colour(Colour::Indexed(255), Depth::Sixteen), Color::Gray);
    }

    #[test]
    fn the_quick_search_for_a_colour_finds_the_nearest() {
        let values = (0..=255).step_by(15);
        let colours = values.clone().flat_map(|red| values.clone().map(move |green| (red, green)));
        for (red, green) in colours {
            for blue in values.clone() {
                let target = (red, green, blue);
                let Color::Indexed(nearest) = nearest_indexed(target) else { panic!("no index") };
                let (found, best) =
                    (distance(rgb(indexed(target)), target), distance(rgb(nearest), target));
                // A grey that is not nearest to the mean may be a little nearer.
                assert!(found <= best + 100, "{target:?}: {found} instead of {best}");
            }
        }
    }

    #[test]
    fn a_cursor_is_seen_where_there_are_few_colours() {
        let named = |name: &str| Looks::built_in().into_iter().find(|it| it.name == name).unwrap();
        assert_eq!(
            Theme::new(&named("light"), Depth::Sixteen).styles,
            Theme::terminal().styles,
            "what is made for a light ground"
        );
        for name in ["dark", "light", "high-contrast"] {
            let theme = Theme::new(&named(name), Depth::Sixteen);
            let (screen, cursor) = (theme.part(Part::Text), theme.part(Part::Cursor));
            let is_reversed = cursor.add_modifier.contains(Modifier::REVERSED);
            assert!(is_reversed || cursor.bg != screen.bg, "{name}");
        }
    }

    #[test]
    fn without_colours_no_theme_has_any() {
        for looks in Looks::built_in() {
            let theme = Theme::new(&looks, Depth::None);
            assert_eq!(theme.styles, Theme::mono().styles);
        }
        for (part, _) in Part::ALL {
            let style = Theme::mono().part(part);
            assert_eq!((style.fg, style.bg), (None, None), "{part:?}");
        }
    }
}
