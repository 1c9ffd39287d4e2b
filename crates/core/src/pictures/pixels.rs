//! The pixels of a decoded picture, and their mean over areas.
//!
//! Pictures are only ever made smaller. This is done in one pass over the bytes of the decoder, of whatever
//! type they are, so that no second copy of a large picture is in memory.

use image::{ColorType, RgbaImage};

/// The pixels of a decoded picture.
#[derive(Debug)]
pub(super) struct Pixels {
    pub width: u32,
    pub height: u32,
    /// The samples of each pixel, row by row: grey or red, green and blue, and the opacity.
    samples: Vec<u8>,
    /// Number of samples of a pixel, at most four.
    channels: usize,
    /// Number of bytes of a sample: one, or two in the order of the machine.
    depth: usize,
}

/// A sum of pixels, each weighted by the part of it that counts: red, green and blue times opacity, and the
/// opacity. What is transparent has no colour.
type Sum = [f32; 4];

/// The rows or columns of a smaller picture that one of a picture covers, at most two.
#[derive(Clone, Copy, Debug)]
struct Span {
    /// Index of the first one that it is in.
    first: usize,
    /// The share of it in the first.
    in_first: f32,
    /// The share of it in the next one.
    in_next: f32,
}

impl Pixels {
    /// The pixels in the samples of a decoder; `None` for a type of samples that no decoder here returns.
    pub fn new((width, height): (u32, u32), colour: ColorType, samples: Vec<u8>) -> Option<Self> {
        let channels = usize::from(colour.channel_count());
        let depth = usize::from(colour.bytes_per_pixel()) / channels;
        let length = width as usize * height as usize * channels * depth;
        let is_known = matches!(depth, 1 | 2) && channels <= 4 && samples.len() == length;
        is_known.then_some(Self { width, height, samples, channels, depth })
    }

    /// The picture with at most this width and height, each pixel being the mean of those that it covers.
    pub fn shrunk(&self, (width, height): (u32, u32)) -> RgbaImage {
        let (width, height) = (width.clamp(1, self.width), height.clamp(1, self.height));
        let columns: Vec<Span> = (0..self.width).map(|x| span(x, self.width, width)).collect();
        let mut shrunk = Vec::with_capacity((width * height) as usize * 4);
        let mut line = vec![Sum::default(); width as usize];
        let (mut now, mut next) = (line.clone(), line.clone());
        let mut done = 0;
        for (y, row) in (0..).zip(self.samples.chunks_exact(self.samples_of_row())) {
            line.fill(Sum::default());
            for (pixel, at) in row.chunks_exact(self.channels * self.depth).zip(&columns) {
                let pixel = self.weighted(pixel);
                add(&mut line[at.first], pixel, at.in_first);
                if at.in_next > 0.0 {
                    add(&mut line[at.first + 1], pixel, at.in_next);
                }
            }
            let at = span(y, self.height, height);
            if at.first > done {
                push(&now, &mut shrunk);
                std::mem::swap(&mut now, &mut next);
                next.fill(Sum::default());
                done = at.first;
            }
            for ((now, next), sum) in now.iter_mut().zip(&mut next).zip(&line) {
                add(now, *sum, at.in_first);
                add(next, *sum, at.in_next);
            }
        }
        push(&now, &mut shrunk);
        // The length is right by construction.
        RgbaImage::from_raw(width, height, shrunk).unwrap_or_default()
    }

    fn samples_of_row(&self) -> usize {
        self.width as usize * self.channels * self.depth
    }

    /// A pixel as a sum of one.
    fn weighted(&self, bytes: &[u8]) -> Sum {
        let sample = |at: usize| match self.depth {
            1 => f32::from(bytes[at]),
            _ => f32::from(u16::from_ne_bytes([bytes[at * 2], bytes[at * 2 + 1]])) / 257.0,
        };
        let grey =
            |opacity: f32| [sample(0) * opacity, sample(0) * opacity, sample(0) * opacity, opacity];
        match self.channels {
            1 => grey(255.0),
            2 => grey(sample(1)),
            channels => {
                let opacity = if channels == 4 { sample(3) } else { 255.0 };
                [sample(0) * opacity, sample(1) * opacity, sample(2) * opacity, opacity]
            }
        }
    }
}

/// The span of one of `of` rows or columns among `among`, which are not more. Both are within the limits of a
/// picture's sides, so that their product fits.
fn span(at: u32, of: u32, among: u32) -> Span {
    let start = at * among;
    let first = start / of;
    let in_first = among.min((first + 1) * of - start);
    let share = |part: u32| (f64::from(part) / f64::from(of)) as f32;
    Span { first: first as usize, in_first: share(in_first), in_next: share(among - in_first) }
}

fn add(sum: &mut Sum, other: Sum, weight: f32) {
    for (own, other) in sum.iter_mut().zip(other) {
        *own += other * weight;
    }
}

/// Appends the pixels of some sums.
#[expect(clippy::cast_sign_loss, reason = "sums of what is not negative")]
fn push(sums: &[Sum], pixels: &mut Vec<u8>) {
    for [red, green, blue, opacity] in sums {
        let colour = |sum: f32| if *opacity > 0.0 { (sum / opacity).round() as u8 } else { 0 };
        pixels.extend([colour(*red), colour(*green), colour(*blue), opacity.round() as u8]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shrunk(colour: ColorType, size: (u32, u32), samples: &[u8], to: (u32, u32)) -> Vec<u8> {
        Pixels::new(size, colour, samples.to_vec()).unwrap().shrunk(to).into_raw()
    }

    #[test]
    fn each_type_of_samples_is_read() {
        let wide = |samples: &[u8]| -> Vec<u8> {
            samples.iter().flat_map(|it| (u16::from(*it) * 257).to_ne_bytes()).collect()
        };
        for (eight, sixteen, samples, pixel) in [
            (ColorType::L8, ColorType::L16, &[7_u8][..], [7, 7, 7, 255]),
            (ColorType::La8, ColorType::La16, &[7, 99], [7, 7, 7, 99]),
            (ColorType::Rgb8, ColorType::Rgb16, &[7, 8, 9], [7, 8, 9, 255]),
            (ColorType::Rgba8, ColorType::Rgba16, &[7, 8, 9, 1], [7, 8, 9, 1]),
        ] {
            assert_eq!(shrunk(eight, (1, 1), samples, (1, 1)), pixel);
            assert_eq!(shrunk(sixteen, (1, 1), &wide(samples), (1, 1)), pixel);
        }
        assert!(Pixels::new((1, 1), ColorType::Rgb32F, vec![0; 12]).is_none());
        assert!(Pixels::new((2, 1), ColorType::L8, vec![0]).is_none());
    }

    #[test]
    fn a_pixel_is_the_mean_of_what_it_covers() {
        let grey = |size, samples: &[u8], to| -> Vec<u8> {
            shrunk(ColorType::L8, size, samples, to).iter().step_by(4).copied().collect()
        };
        assert_eq!(grey((4, 1), &[10, 20, 50, 90], (2, 1)), [15, 70]);
        assert_eq!(grey((1, 4), &[10, 20, 50, 90], (1, 2)), [15, 70]);
        assert_eq!(grey((2, 2), &[0, 100, 200, 100], (1, 1)), [100]);
        // One and a half each.
        assert_eq!(grey((3, 1), &[30, 60, 90], (2, 1)), [40, 80]);
        // What is transparent does not count, however it is coloured.
        let of_two = [255, 0, 0, 255, 0, 255, 0, 0];
        assert_eq!(shrunk(ColorType::Rgba8, (2, 1), &of_two, (1, 1)), [255, 0, 0, 128]);
    }

    proptest! {
        #[test]
        fn one_colour_stays_that_colour(
            size in (1_u32..40, 1_u32..40), to in (1_u32..50, 1_u32..50), pixel: [u8; 4],
        ) {
            let samples = pixel.repeat((size.0 * size.1) as usize);
            let shrunk = Pixels::new(size, ColorType::Rgba8, samples).unwrap().shrunk(to);
            prop_assert_eq!(shrunk.dimensions(), (to.0.min(size.0), to.1.min(size.1)));
            let expected = if pixel[3] == 0 { [0; 4] } else { pixel };
            prop_assert!(shrunk.pixels().all(|own| own.0 == expected));
        }
    }
}
