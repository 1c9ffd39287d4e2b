//! Sixel graphics (DEC STD 070): bands of six rows, colour by colour.

use super::blend::over;
use image::RgbaImage;
use std::fmt::Write;

/// Number of levels of each colour: a palette of 216 colours, within the 256 of common terminals.
const LEVELS: u32 = 6;
/// Number of the colour below a picture, after those of the palette, so that it is exact.
const GROUND: u32 = LEVELS.pow(3);
/// Pixels less opaque than this are left out, unless the colour below them is known.
const OPAQUE: u8 = 128;
/// Pixels less opaque than this have just the colour below them.
const VISIBLE: u8 = 16;
/// Offsets in percent of half a level that are added to neighbouring pixels, so that areas between two
/// levels look like their mean (Bayer, 4 × 4).
const DITHER: [[i32; 4]; 4] =
    [[-47, 3, -34, 16], [28, -22, 41, -9], [-28, 22, -41, 9], [47, -3, 34, -16]];

/// The parameters and data of a sixel sequence for a picture, without its introducer and end. With the colour
/// below it, `ground`, the whole of it is opaque.
pub(super) fn encode(pixels: &RgbaImage, ground: Option<(u8, u8, u8)>) -> String {
    let (width, height) = pixels.dimensions();
    // Pixels that are not drawn keep the background; pixels are square.
    let mut out = format!("0;1;0q\"1;1;{width};{height}");
    let mut colours = LEVELS.pow(3);
    for colour in 0..colours {
        let percent = |level: u32| level * 100 / (LEVELS - 1);
        let [red, green, blue] =
            [colour / (LEVELS * LEVELS), colour / LEVELS % LEVELS, colour % LEVELS];
        let _ = write!(out, "#{colour};2;{};{};{}", percent(red), percent(green), percent(blue));
    }
    if let Some((red, green, blue)) = ground {
        let percent = |value: u8| (u32::from(value) * 100 + 127) / 255;
        let _ = write!(out, "#{GROUND};2;{};{};{}", percent(red), percent(green), percent(blue));
        colours = GROUND + 1;
    }
    let mut band = vec![0_u8; (colours * width) as usize];
    for top in (0..height).step_by(6) {
        // The next band.
        if top > 0 {
            out.push('-');
        }
        let mut used = vec![false; colours as usize];
        band.fill(0);
        for y in top..(top + 6).min(height) {
            for x in 0..width {
                let pixel = pixels.get_pixel(x, y).0;
                let dither = DITHER[(y % 4) as usize][(x % 4) as usize];
                if let Some(colour) = colour_of(pixel, ground, dither) {
                    used[colour as usize] = true;
                    band[(colour * width + x) as usize] |= 1 << (y - top);
                }
            }
        }
        for colour in (0..colours).filter(|colour| used[*colour as usize]) {
            let _ = write!(out, "#{colour}");
            let start = (colour * width) as usize;
            push_row(&band[start..start + width as usize], &mut out);
            // Back to the left edge.
            out.push('$');
        }
    }
    out
}

/// Appends one colour of a band, with repetitions counted.
fn push_row(row: &[u8], out: &mut String) {
    let mut runs = row.chunk_by(|one, other| one == other).peekable();
    while let Some(run) = runs.next() {
        // Nothing more is to be drawn.
        if runs.peek().is_none() && run[0] == 0 {
            break;
        }
        let sixel = char::from(b'?' + run[0]);
        match run.len() {
            1..=3 => out.extend(std::iter::repeat_n(sixel, run.len())),
            more => {
                let _ = write!(out, "!{more}{sixel}");
            }
        }
    }
}

/// The number of the colour of a pixel; `None` if it is left out.
fn colour_of(pixel: [u8; 4], ground: Option<(u8, u8, u8)>, dither: i32) -> Option<u32> {
    match ground {
        Some(_) if pixel[3] < VISIBLE => Some(GROUND),
        Some(ground) => Some(nearest(over(pixel, ground), dither)),
        None => (pixel[3] >= OPAQUE).then(|| nearest((pixel[0], pixel[1], pixel[2]), dither)),
    }
}

/// The number of the nearest colour of the palette.
fn nearest(pixel: (u8, u8, u8), dither: i32) -> u32 {
    let step = 255 / (LEVELS - 1);
    let level = |value: u8| {
        let shifted = i32::from(value) + dither * (step / 2).cast_signed() / 50;
        (shifted.clamp(0, 255).cast_unsigned() + step / 2) / step
    };
    (level(pixel.0) * LEVELS + level(pixel.1)) * LEVELS + level(pixel.2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgba;

    #[test]
    fn bands_are_drawn_colour_by_colour() {
        let mut pixels = RgbaImage::from_pixel(5, 7, Rgba([255, 255, 255, 255]));
        pixels.put_pixel(0, 0, Rgba([0, 0, 0, 255]));
        pixels.put_pixel(1, 6, Rgba([0, 0, 0, 0]));
        let text = encode(&pixels, None);
        assert!(text.starts_with("0;1;0q\"1;1;5;7#0;2;0;0;0"), "{text}");
        let data = text.split_once("#215;2;100;100;100").unwrap().1;
        assert_eq!(data, "#0@$#215}!4~$-#215@?@@@$");
    }

    #[test]
    fn a_translucent_pixel_is_mixed_with_the_colour_below_it() {
        let data = |opacity: u8, ground| {
            let pixels = RgbaImage::from_pixel(1, 1, Rgba([255, 0, 0, opacity]));
            let text = encode(&pixels, ground);
            let data = text.split_once("#215;2;100;100;100").unwrap().1;
            // Behind the exact colour below.
            data.rsplit_once(';')
                .map_or(data, |(_, rest)| &rest[rest.find('#').unwrap()..])
                .to_owned()
        };
        // Half red on white, on black, and on an unknown colour.
        let half = |red, green, blue| format!("#{}@$", (red * 6 + green) * 6 + blue);
        assert_eq!(data(153, Some((255, 255, 255))), half(5, 2, 2));
        assert_eq!(data(153, Some((0, 0, 0))), half(3, 0, 0));
        assert_eq!(data(153, None), half(5, 0, 0));
        assert_eq!(data(51, Some((0, 0, 0))), half(1, 0, 0));
        assert_eq!(data(51, None), "");
        assert_eq!(data(0, Some((0, 51, 255))), "#216@$");
        let exact = encode(&RgbaImage::new(1, 1), Some((0, 51, 255)));
        assert!(exact.ends_with("#216;2;0;20;100#216@$"), "{exact}");
    }

    #[test]
    fn colours_are_near_whatever_the_dither() {
        for dither in DITHER.iter().flatten() {
            for (pixel, colour) in [((0, 0, 0), 0), ((255, 255, 255), 215), ((255, 0, 0), 180)] {
                assert_eq!(nearest(pixel, *dither), colour);
            }
        }
    }
}
