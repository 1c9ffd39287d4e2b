//! Colours over one another.

/// A colour of some opacity over another.
pub fn over([red, green, blue, opacity]: [u8; 4], ground: (u8, u8, u8)) -> (u8, u8, u8) {
    let mixed = |colour: u8, ground: u8| {
        let (colour, ground) = (u32::from(colour), u32::from(ground));
        let opacity = u32::from(opacity);
        ((colour * opacity + ground * (255 - opacity)) / 255) as u8
    };
    (mixed(red, ground.0), mixed(green, ground.1), mixed(blue, ground.2))
}

#[cfg(test)]
mod tests {
    use super::over;

    #[test]
    fn colours_are_mixed_by_opacity() {
        assert_eq!(over([200, 100, 0, 255], (0, 0, 0)), (200, 100, 0));
        assert_eq!(over([200, 100, 0, 0], (1, 2, 3)), (1, 2, 3));
        assert_eq!(over([255, 255, 255, 51], (0, 0, 0)), (51, 51, 51));
    }
}
