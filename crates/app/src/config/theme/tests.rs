//! The themes can be parsed, and their text contrasts with its background.

use super::{BUILT_IN, Colour, Look, Part, Theme};

#[test]
fn every_theme_has_a_look_for_each_part() {
    for (at, (part, name)) in Part::ALL.iter().enumerate() {
        assert_eq!((*part as usize, Part::named(name)), (at, Some(*part)), "{name}");
    }
    for table in BUILT_IN {
        let parts: Vec<Part> = table.looks.iter().map(|(part, _)| *part).collect();
        let all: Vec<Part> = Part::ALL.iter().map(|(part, _)| *part).collect();
        assert_eq!(parts, all, "{}", table.name);
        for (part, look) in table.looks {
            assert!(Look::read(look).is_ok(), "{}: {part:?}: {look}", table.name);
        }
    }
}

/// WCAG 2.2, relative luminance.
fn luminance(colour: Colour) -> f64 {
    let Colour::Rgb(red, green, blue) = colour else { panic!("{colour:?} is the terminal's") };
    let linear = |byte: u8| {
        let part = f64::from(byte) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// WCAG 2.2, contrast ratio.
fn contrast(text: Colour, background: Colour) -> f64 {
    let (one, other) = (luminance(text), luminance(background));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn the_ratio_is_that_of_the_standard() {
    let grey = contrast(Colour::Rgb(0x76, 0x76, 0x76), Colour::Rgb(255, 255, 255));
    assert!((grey - 4.54).abs() < 0.01, "{grey}");
}

#[test]
fn text_contrasts_with_every_background_it_may_have() {
    // Separator lines carry no information.
    let lines = [Part::Frame, Part::TableFrame, Part::Rule];
    for (name, least) in [("dark", 4.5), ("light", 4.5), ("high-contrast", 7.0)] {
        let theme = Theme::built_in().into_iter().find(|theme| theme.name == name).unwrap();
        let screen = theme.look(Part::Text);
        let (text, background) = (screen.text.unwrap(), screen.background.unwrap());
        for (part, part_name) in Part::ALL {
            if lines.contains(&part) {
                continue;
            }
            let look = theme.look(part);
            let own = look.text.unwrap_or(text);
            let backgrounds: Vec<(Colour, Colour)> = match look.background {
                Some(background) => vec![(own, background)],
                // The look of the cursor's row is applied on top of the looks in it.
                None => [Part::Cursor, Part::IdleCursor]
                    .map(|cursor| theme.look(cursor))
                    .iter()
                    .map(|cursor| {
                        (cursor.text.unwrap_or(own), cursor.background.unwrap_or(background))
                    })
                    .chain([(own, background)])
                    .collect(),
            };
            for (own, background) in backgrounds {
                let ratio = contrast(own, background);
                assert!(ratio >= least, "{name}: {part_name} on {background:?}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn what_has_no_mark_of_its_own_is_told_by_more_than_a_colour() {
    for theme in Theme::built_in() {
        for part in [Part::Hit, Part::QueryUnknown, Part::Link] {
            assert!(theme.look(part).underline, "{}: {part:?}", theme.name);
        }
        assert!(theme.look(Part::Excluded).strike, "{}", theme.name);
        let hint = theme.look(Part::LinkHint);
        assert!(hint.reverse || hint.background.is_some(), "{}", theme.name);
    }
}

#[test]
fn the_cursor_can_be_read_on_any_ground() {
    for background in
        [(0, 0, 0), (40, 42, 54), (0, 43, 54), (253, 246, 227), (255, 255, 255), (18, 30, 90)]
    {
        let theme = Theme::default().on_background(background);
        let (red, green, blue) = background;
        let screen = Colour::Rgb(red, green, blue);
        let (white, black) = (Colour::Rgb(255, 255, 255), Colour::Rgb(0, 0, 0));
        let is_dark = contrast(white, screen) > contrast(black, screen);
        for part in [Part::Cursor, Part::IdleCursor] {
            let cursor = theme.look(part).background.unwrap();
            assert!(cursor != screen, "{background:?}");
            let text = if is_dark { white } else { black };
            assert!(contrast(text, cursor) >= 7.0, "{background:?} {part:?}");
        }
        assert_eq!(theme.look(Part::Text), Theme::default().look(Part::Text));
        assert!(theme.has_distinct_levels() && !Theme::default().has_distinct_levels());
    }
}
