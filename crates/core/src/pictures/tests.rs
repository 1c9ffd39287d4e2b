//! Pictures on the disk: where they are found, and what is refused.

use super::*;
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder with files; those with an extension of a picture are pictures of 4 × 2 pixels.
fn folder(names: &[&str]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let real = fs::canonicalize(folder.path()).unwrap();
    for name in names {
        let path = real.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        match ImageFormat::from_path(&path) {
            Ok(format) => write_picture(&path, format, (4, 2)),
            Err(_) => fs::write(&path, "text").unwrap(),
        }
    }
    (folder, real)
}

fn canvas(protocol: Protocol, size: (u16, u16)) -> Canvas {
    Canvas { protocol, size, cell: (8, 16), ground: None }
}

fn write_picture(path: &Path, format: ImageFormat, (width, height): (u32, u32)) {
    let pixels = RgbaImage::from_fn(width, height, |x, _| {
        Rgba([if x * 2 < width { 255 } else { 0 }, 0, 0, 255])
    });
    let image = DynamicImage::ImageRgba8(pixels);
    if format == ImageFormat::Jpeg {
        image.into_rgb8().save_with_format(path, format).unwrap();
    } else {
        image.save_with_format(path, format).unwrap();
    }
}

/// The place at which a picture is found, below the folder.
fn found(real: &Path, root: &str, post: &str, address: &str) -> String {
    let folders = PictureFolders { roots: vec![real.join(root)], follow_links: false };
    match PictureFinder::new(&real.join(post), &folders).find(address) {
        None => "web".to_owned(),
        Some(Err(error)) => format!("{error:?}"),
        Some(Ok(file)) => file.path.strip_prefix(real).unwrap().to_str().unwrap().to_owned(),
    }
}

#[test]
fn a_picture_is_found_where_generators_keep_it() {
    let (_folder, real) = folder(&[
        "_posts/2026-01-02-a.md",
        "_posts/2026-01-02-a/own.png",
        "_posts/beside.png",
        "img/jekyll 图.png",
        "static/img/hugo.jpg",
        "public/astro.webp",
        "source/images/hexo.gif",
    ]);
    for root in [".", "_posts", "_posts/2026-01-02-a.md"] {
        let found = |address: &str| found(&real, root, "_posts/2026-01-02-a.md", address);
        assert_eq!(found("beside.png"), "_posts/beside.png", "{root}");
        assert_eq!(found("./beside.png?raw=true#x"), "_posts/beside.png");
        assert_eq!(found("own.png"), "_posts/2026-01-02-a/own.png");
        // A root that is a folder of posts is in a site, but a single file tells of none.
        assert_eq!(found("/img/jekyll%20%E5%9B%BE.png"), "img/jekyll 图.png");
        assert_eq!(found("{{ site.baseurl }}/img/jekyll 图.png"), "img/jekyll 图.png");
        assert_eq!(found("/blog/img/hugo.jpg"), "static/img/hugo.jpg");
        assert_eq!(found("/astro.webp"), "public/astro.webp");
        assert_eq!(found("images/hexo.gif"), "source/images/hexo.gif");
        assert_eq!(found("../img/none.png"), "Missing");
        for web in ["https://a.b/beside.png", "//a.b/beside.png", "ftp://a.b/c.png"] {
            assert_eq!(found(web), "web");
        }
    }
}

#[test]
fn a_file_of_a_repository_is_found_in_its_checkout() {
    let (_folder, real) = folder(&["blog/a.md", "images/b c.png"]);
    fs::create_dir(real.join(".git")).unwrap();
    fs::write(real.join(".git/config"), "[remote \"o\"]\nurl = git@github.com:x/y.git\n").unwrap();
    let found = |address: &str| found(&real, "blog", "blog/a.md", address);
    assert_eq!(
        found("https://raw.githubusercontent.com/x/y/main/images/b%20c.png"),
        "images/b c.png"
    );
    assert_eq!(
        found("https://github.com/x/y/blob/main/images/b%20c.png?raw=true"),
        "images/b c.png"
    );
    assert_eq!(found("https://github.com/x/y/raw/main/none.png"), "Missing");
    assert_eq!(found("https://github.com/x/z/raw/main/images/b%20c.png"), "web");
    let outside = found("https://github.com/x/y/raw/main/../../../../etc/hostname");
    assert!(["Missing", "Outside"].contains(&outside.as_str()), "{outside}");
}

#[test]
fn nothing_outside_of_the_folders_is_opened() {
    let (_folder, real) = folder(&["site/a.md", "secret.png", "site/in.png"]);
    let found = |address: &str| found(&real, "site", "site/a.md", address);
    assert_eq!(found("../secret.png"), "Outside");
    assert_eq!(found("/etc/hostname"), "Missing");
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink(real.join("secret.png"), real.join("site/out.png")).unwrap();
        symlink(real.join("site/in.png"), real.join("site/again.png")).unwrap();
        assert_eq!(found("out.png"), "Outside");
        assert_eq!(found("again.png"), "site/in.png");
        let folders = PictureFolders { roots: vec![real.join("site")], follow_links: true };
        let followed =
            PictureFinder::new(&real.join("site/a.md"), &folders).find("out.png").unwrap().unwrap();
        assert_eq!(followed.path, real.join("secret.png"));
        rustix::fs::mknodat(
            rustix::fs::CWD,
            real.join("site/pipe.png"),
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
            0,
        )
        .unwrap();
        assert_eq!(found("pipe.png"), "NotRegular");
    }
}

#[test]
fn each_format_is_drawn() {
    let (_folder, real) = folder(&["a.md", "a.png", "a.jpg", "a.gif", "a.webp"]);
    let folders = PictureFolders { roots: vec![real.clone()], follow_links: false };
    let blocks = Canvas { cell: (1, 2), ..canvas(Protocol::HalfBlocks, (4, 1)) };
    for name in ["a.png", "a.jpg", "a.gif", "a.webp"] {
        let file = PictureFinder::new(&real.join("a.md"), &folders).find(name).unwrap().unwrap();
        assert_eq!((file.width, file.height), (4, 2), "{name}");
        let drawing = draw(&file, &blocks, 0..1, None).unwrap();
        let red = |column| drawing.cell(column, 0).unwrap().0[0];
        assert!(red(0) > 200 && red(3) < 60, "{name}: {:?}", drawing.halves);
        assert_eq!((drawing.cell(4, 0), drawing.cell(0, 1)), (None, None));
        assert!(drawing.graphic.is_none());
    }
    let file = PictureFinder::new(&real.join("a.md"), &folders).find("a.png").unwrap().unwrap();
    for (protocol, part) in [(Protocol::Kitty, 0..3), (Protocol::ITerm2, 1..3)] {
        let drawing = draw(&file, &canvas(protocol, (2, 3)), part.clone(), None).unwrap();
        let Some(Graphic::Png { width, height, .. }) = drawing.graphic else { panic!("no PNG") };
        assert_eq!((width, height), (16, part.len() as u32 * 16));
        assert_eq!(drawing.halves.is_empty(), part.start > 0);
    }
    let drawing = draw(&file, &canvas(Protocol::Sixel, (2, 3)), 0..3, None).unwrap();
    assert!(matches!(drawing.graphic, Some(Graphic::Sixel(data)) if data.contains("\"1;1;16;48")));
}

#[test]
fn rows_of_a_picture_are_drawn_from_the_whole_as_from_its_file() {
    let (_folder, real) = folder(&["a.md"]);
    let path = real.join("a.png");
    RgbaImage::from_fn(40, 64, |x, y| Rgba([x as u8 * 6, y as u8 * 3, 0, 255]))
        .save(&path)
        .unwrap();
    let folders = PictureFolders { roots: vec![real.clone()], follow_links: false };
    let file = PictureFinder::new(&real.join("a.md"), &folders).find("a.png").unwrap().unwrap();
    for protocol in [Protocol::ITerm2, Protocol::Sixel] {
        let canvas = canvas(protocol, (5, 4));
        let whole = draw(&file, &canvas, 0..4, None).unwrap();
        let rows = draw(&file, &canvas, 1..3, Some(&whole)).unwrap();
        assert_eq!(rows, draw(&file, &canvas, 1..3, None).unwrap());
        assert_eq!((rows.columns, rows.rows), (5, 2));
        assert_ne!(rows.graphic, whole.graphic);
    }
    // The file is not read again.
    fs::remove_file(&path).unwrap();
    let canvas = canvas(Protocol::Sixel, (5, 4));
    let whole = Drawing { pixels: Some(RgbaImage::new(40, 64)), ..Drawing::default() };
    assert!(draw(&file, &canvas, 1..3, Some(&whole)).is_ok());
    assert_eq!(draw(&file, &canvas, 1..3, None), Err(PictureError::Missing));
}

#[test]
fn a_translucent_picture_is_mixed_with_the_colour_below_it() {
    let (_folder, real) = folder(&["a.md"]);
    let folders = PictureFolders { roots: vec![real.clone()], follow_links: false };
    let drawn = |pixel: [u8; 4], protocol, ground| {
        RgbaImage::from_pixel(8, 16, Rgba(pixel)).save(real.join("a.png")).unwrap();
        let file = PictureFinder::new(&real.join("a.md"), &folders).find("a.png").unwrap();
        let canvas = Canvas { ground, ..canvas(protocol, (1, 1)) };
        draw(&file.unwrap(), &canvas, 0..1, None).unwrap().graphic
    };
    let (shadow, mixed) = ([0, 0, 0, 102], [153, 153, 153, 255]);
    for protocol in [Protocol::ITerm2, Protocol::Sixel] {
        let white = Some((255, 255, 255));
        let on_white = drawn(shadow, protocol, white);
        assert_eq!(on_white, drawn(mixed, protocol, white));
        assert_ne!(on_white, drawn(shadow, protocol, None));
    }
}

/// The colours of the cells of a picture in the room of a canvas of half blocks, as `.`, `r` and `b`: upper
/// and lower halves of each row.
fn halves(file: &PictureFile, size: (u16, u16)) -> Vec<String> {
    let drawing = draw(file, &canvas(Protocol::HalfBlocks, size), 0..size.1, None).unwrap();
    let letter = |pixel: &[u8; 4]| match pixel {
        [_, _, _, 0] => '.',
        [red, ..] if *red > 127 => 'r',
        _ => 'b',
    };
    drawing.halves.chunks(size.0.into()).map(|row| row.iter().map(letter).collect()).collect()
}

#[test]
fn a_picture_keeps_its_proportions() {
    let (_folder, real) = folder(&["a.md"]);
    let folders = PictureFolders { roots: vec![real.clone()], follow_links: false };
    let shown = |picture: (u32, u32), size| {
        write_picture(&real.join("a.png"), ImageFormat::Png, picture);
        let file = PictureFinder::new(&real.join("a.md"), &folders).find("a.png").unwrap();
        halves(&file.unwrap(), size)
    };
    // As it is, in a room of the next larger number of cells.
    assert_eq!(shown((32, 8), (4, 1)), ["rrbb", "...."]);
    // Smaller, in a room that is too high or too wide for it.
    assert_eq!(shown((64, 16), (4, 1)), ["rrbb", "...."]);
    assert_eq!(shown((64, 64), (8, 2)), ["rrbb....", "rrbb....", "rrbb....", "rrbb...."]);
    // Very wide and very high ones have at least a pixel.
    assert_eq!(shown((640, 2), (4, 1)), ["rrbb", "...."]);
    assert_eq!(shown((2, 640), (4, 1)), ["r...", "r..."]);
}

#[test]
fn a_photograph_is_turned_as_its_file_says() {
    let (_folder, real) = folder(&["a.md"]);
    let folders = PictureFolders { roots: vec![real.clone()], follow_links: false };
    let red = |x, y| if x < 32 && y < 16 { 255 } else { 0 };
    let picture = image::RgbImage::from_fn(64, 32, |x, y| image::Rgb([red(x, y), 0, 0]));
    picture.save(real.join("a.jpg")).unwrap();
    let jpeg = fs::read(real.join("a.jpg")).unwrap();
    for (orientation, expected) in [
        (1, ["rrbb", "bbbb", "....", "...."]),
        (2, ["bbrr", "bbbb", "....", "...."]),
        (3, ["bbbb", "bbrr", "....", "...."]),
        (4, ["bbbb", "rrbb", "....", "...."]),
        (5, ["rb..", "rb..", "bb..", "bb.."]),
        (6, ["br..", "br..", "bb..", "bb.."]),
        (7, ["bb..", "bb..", "br..", "br.."]),
        (8, ["bb..", "bb..", "rb..", "rb.."]),
    ] {
        // An Exif segment after the first two bytes, with the orientation as its only entry.
        let entry = [1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
        let tiff = [&b"MM\0*\0\0\0\x08\0\x01"[..], &entry, &[0; 4]].concat();
        let length = 2 + 6 + tiff.len() as u16;
        let segment = [&[0xff, 0xe1][..], &length.to_be_bytes(), b"Exif\0\0", &tiff].concat();
        let turned = [&jpeg[..2], &segment, &jpeg[2..]].concat();
        fs::write(real.join("a.jpg"), turned).unwrap();
        let file = PictureFinder::new(&real.join("a.md"), &folders).find("a.jpg").unwrap().unwrap();
        assert_eq!((file.width, file.height), if orientation < 5 { (64, 32) } else { (32, 64) });
        assert_eq!(halves(&file, (4, 2)), expected, "{orientation}");
    }
}

#[test]
fn a_bomb_and_a_damaged_file_are_refused() {
    let (_folder, real) = folder(&["a.md", "text.png", "ok.png", "drawing.svg"]);
    let folders = PictureFolders { roots: vec![real.clone()], follow_links: false };
    let find = |name: &str| PictureFinder::new(&real.join("a.md"), &folders).find(name).unwrap();
    fs::write(real.join("text.png"), "no picture").unwrap();
    assert_eq!(find("text.png"), Err(PictureError::Format));
    assert_eq!(find("drawing.svg"), Err(PictureError::Format));
    // A header that promises more pixels than anyone wants to wait for.
    let mut bytes = fs::read(real.join("ok.png")).unwrap();
    bytes[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
    let crc = crc32fast::hash(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    fs::write(real.join("bomb.png"), &bytes).unwrap();
    assert!(
        matches!(find("bomb.png"), Err(PictureError::TooManyPixels(_))),
        "{:?}",
        find("bomb.png")
    );
    let whole = fs::read(real.join("ok.png")).unwrap();
    fs::write(real.join("cut.png"), &whole[..whole.len() / 2]).unwrap();
    let cut = find("cut.png")
        .and_then(|file| draw(&file, &canvas(Protocol::HalfBlocks, (2, 1)), 0..1, None));
    assert_eq!(cut, Err(PictureError::Damaged));
    let large = fs::File::create(real.join("large.png")).unwrap();
    large.set_len((32 << 20) + 1).unwrap();
    assert!(matches!(find("large.png"), Err(PictureError::TooLarge(_))));
}
