//! Keys, mouse events and pastes as terminals send them, whole and in pieces, and what is ignored.

use super::*;
use crate::app::{Gesture, Mouse};
use proptest::prelude::*;

/// Decodes the pieces, then ends whatever is unfinished.
fn read(pieces: &[&[u8]]) -> Vec<Input> {
    let (mut decoder, mut inputs) = (Decoder::default(), Vec::new());
    for piece in pieces {
        decoder.take(piece, &mut |input| inputs.push(input));
    }
    decoder.give_up(&mut |input| inputs.push(input));
    inputs
}

/// Names of the decoded keys.
fn keys(bytes: &[u8]) -> String {
    let name = |input: Input| match input {
        Input::Key(key) => key.to_string(),
        other => format!("{other:?}"),
    };
    read(&[bytes]).into_iter().map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn keys_are_those_of_common_terminals() {
    let cases: [(&[u8], &str); 25] = [
        (b"j", "j"),
        (b"G", "G"),
        ("云é".as_bytes(), "云 é"),
        (b" ", "Space"),
        (b"\r", "Enter"),
        (b"\n", "C-j"),
        (b"\t", "Tab"),
        (b"\x7f", "Backspace"),
        (b"\x08", "Backspace"),
        (b"\x04", "C-d"),
        (b"\x1b", "Esc"),
        (b"\x1bx", "A-x"),
        ("\x1b云".as_bytes(), "A-云"),
        (b"\x1b\x7f", "A-Backspace"),
        (b"\x1b[", "A-["),
        (b"\x1bO", "A-O"),
        (b"\x1b]", "A-]"),
        (b"\x1b[A\x1bOB\x1b[C\x1b[D", "↑ ↓ → ←"),
        (b"\x1b[1;3D", "A-←"),
        (b"\x1b[Z", "S-Tab"),
        (b"\x1b[5~\x1b[6~\x1b[H\x1b[F\x1b[3~", "PgUp PgDn Home End Del"),
        (b"\x1bOP\x1b[15~\x1b[[A", "F1 F5 F1"),
        (b"\x1b[106;5u", "C-j"),
        (b"\x1b\x1b[A", "Esc ↑"),
        (b"\x1d", "C-]"),
    ];
    for (bytes, named) in cases {
        assert_eq!(keys(bytes), named, "{}", bytes.escape_ascii());
    }
}

#[test]
fn the_mouse_is_told_and_of_its_motion_what_drags() {
    let click = Mouse { what: Gesture::Click, x: 4, y: 2 };
    assert_eq!(read(&[b"\x1b[<0;5;3M"]), [Input::Mouse(click)]);
    let control = Mouse { what: Gesture::ControlClick, ..click };
    assert_eq!(read(&[b"\x1b[<16;5;3M"]), [Input::Mouse(control)]);
    let wheel = Mouse { what: Gesture::WheelDown, ..click };
    assert_eq!(read(&[b"\x1b[<65;5;3M"]), [Input::Mouse(wheel)]);
    let drag = Mouse { what: Gesture::Drag, ..click };
    let release = Mouse { what: Gesture::Release, ..click };
    let inputs = read(&[b"\x1b[<32;5;3M\x1b[<35;6;3M\x1b[<34;6;3M\x1b[<0;5;3m"]);
    assert_eq!(inputs, [Input::Mouse(drag), Input::Mouse(release)]);
    assert_eq!(keys(b"\x1b[<0;0;3M\x1b[<0;5;00M\x1b[<0;+0;3M\x1b[<0;;M\x1b[Mj\x01\x01k"), "k");
}

#[test]
fn answers_that_nobody_asked_for_are_passed_over() {
    let answers: [&[u8]; 8] = [
        b"\x1b]12;rgb:1e1e/1e1e/1e1e\x1b\\",
        b"\x1b]10;rgb:ffff/ffff/ffff\x07",
        b"\x1b[>1;4000;29c",
        b"\x1b[12;40R",
        b"\x1b[?2026;2$y",
        b"\x1bP1$r0m\x1b\\",
        b"\x1b_Gi=7;OK\x1b\\",
        b"\x1b[8;24;80t",
    ];
    for answer in answers {
        let with_keys = [b"a", answer, b"b"].concat();
        assert_eq!(keys(&with_keys), "a b", "{}", answer.escape_ascii());
        // An unfinished reply does not swallow the keys that interrupt.
        let cut = [&answer[..answer.len() - 2], b"\x03"].concat();
        assert!(keys(&cut).ends_with("C-c"), "{}", answer.escape_ascii());
    }
    assert_eq!(keys(&[b"\x1b[".as_slice(), &vec![b'1'; 100_000], b"~j"].concat()), "j");
}

#[test]
fn replies_about_pictures_are_told() {
    let told = |bytes: &[u8]| match &read(&[bytes])[..] {
        [Input::Graphics(reply)] => reply.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(told(b"\x1b_Gi=31;OK\x1b\\"), GraphicsReply::Kitty);
    assert_eq!(told(b"\x1bP>|kitty(0.40)\x1b\\"), GraphicsReply::Name("kitty(0.40)".into()));
    assert_eq!(told(b"\x1b[6;20;10t"), GraphicsReply::Cell(10, 20));
    assert_eq!(told(b"\x1b[?62;4;22c"), GraphicsReply::Attributes { sixel: true });
}

#[test]
fn sequences_may_come_in_pieces() {
    assert_eq!(keys_of(&[b"\x1b", b"[A"]), ["↑"]);
    assert_eq!(keys_of(&[b"\x1b]", b"11;?\x07"]), [""; 0]);
    assert_eq!(keys_of(&[b"\x1b[1;", b"3D"]), ["A-←"]);
    assert_eq!(keys_of(&["云".as_bytes().split_at(1).0, "云".as_bytes().split_at(1).1]), ["云"]);
    assert_eq!(keys_of(&[b"\x1b]11;rgb:1e", b"1e\x1b", b"\\j"]), ["j"]);
    let pasted = [Input::pasted("a\nb", false)];
    assert_eq!(read(&[b"\x1b[20", b"0~a\r", b"b\x1b[20", b"1~"]), pasted);
}

fn keys_of(pieces: &[&[u8]]) -> Vec<String> {
    read(pieces)
        .into_iter()
        .map(|input| match input {
            Input::Key(key) => key.to_string(),
            other => format!("{other:?}"),
        })
        .collect()
}

#[test]
fn a_paste_is_cut_at_its_bound_and_that_is_told() {
    for (length, kept, is_cut) in
        [(LONGEST_PASTE, LONGEST_PASTE, false), (LONGEST_PASTE + 1, LONGEST_PASTE, true)]
    {
        let bytes = [b"\x1b[200~".as_slice(), &vec![b'x'; length], PASTE_END, b"j"].concat();
        let inputs = read(&[&bytes]);
        assert_eq!(inputs[0], Input::pasted(&"x".repeat(kept), is_cut));
        assert_eq!(inputs.len(), 2);
    }
    let long = format!("\x1b[200~{}\x1b[201~", "云".repeat(4_000_000));
    let whole = "云".repeat(LONGEST_PASTE / 3);
    assert_eq!(read(&[long.as_bytes()]), [Input::pasted(&whole, true)]);
}

#[test]
fn what_never_ends_is_given_up() {
    let (mut decoder, mut inputs) = (Decoder::default(), Vec::new());
    decoder.take(b"\x1b[200~abc", &mut |input| inputs.push(input));
    assert!(decoder.patience().is_some() && inputs.is_empty());
    decoder.give_up(&mut |input| inputs.push(input));
    assert_eq!(inputs, [Input::pasted("abc", false)]);
    decoder.take(b"\x1b[1;j", &mut |input| inputs.push(input));
    decoder.take(b"\xe4q", &mut |input| inputs.push(input));
    assert_eq!(inputs.len(), 2, "{inputs:?}");
    assert_eq!(decoder.patience(), None);
}

proptest! {
    #[test]
    fn any_bytes_in_any_pieces_leave_little_behind(
        pieces in prop::collection::vec(
            prop_oneof![
                prop::collection::vec(any::<u8>(), 0..12),
                "\u{1b}(\\[|O|\\]|P)?[<?0-9;:+-]{0,8}[A-Za-z~]?".prop_map(String::into_bytes),
            ],
            0..12,
        ),
    ) {
        let mut decoder = Decoder::default();
        for piece in &pieces {
            decoder.take(piece, &mut |_| {});
        }
        prop_assert!(decoder.bytes.len() <= pieces.concat().len());
        decoder.give_up(&mut |_| {});
        prop_assert_eq!(decoder.patience(), None);
        let mut heard = false;
        decoder.take(b"\x03", &mut |_| heard = true);
        prop_assert!(heard, "a key after all that is heard");
    }
}

#[test]
fn the_background_is_told_and_other_answers_are_not() {
    let inputs = |bytes: &[u8]| {
        let mut found = Vec::new();
        Decoder::default().take(bytes, &mut |input| found.push(input));
        found
    };
    assert_eq!(inputs(b"\x1b]11;rgb:1e1e/2a2a/ffff\x1b\\"), [Input::Background(0x1e, 0x2a, 0xff)]);
    assert_eq!(inputs(b"\x1b]11;rgb:1e/2a/ff\x07"), [Input::Background(0x1e, 0x2a, 0xff)]);
    assert_eq!(inputs(b"\x1b]11;#ffffff\x07"), [Input::Background(0xff, 0xff, 0xff)]);
    for other in ["10;rgb:00/00/00", "11;what", "11;", "4;1;rgb:00/00/00", "52;c;aGk="] {
        assert_eq!(inputs(format!("\x1b]{other}\x07").as_bytes()), [], "{other}");
    }
    let long = format!("\x1b]11;{}\x07", "f".repeat(1_000));
    assert_eq!(inputs(long.as_bytes()), []);
    assert_eq!(inputs(b"\x1b]11;rgb:00/00/00\x1b\\x").len(), 2, "what comes behind it is heard");
}
