//! The README's table of keys is made from the list of actions. With `YUNBAO_WRITE` set it is
//! written, otherwise compared.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use yunbao::app::{HelpRow, Keymap, help_rows};
use yunbao::messages::Language;

/// The table's rows: one for each group of keys.
fn table() -> String {
    let mut rows: Vec<String> = Vec::new();
    for row in help_rows(&Keymap::default(), Language::English) {
        match row {
            HelpRow::Heading(text) => rows.push(format!("| {} |", text.to_lowercase())),
            HelpRow::Keys(keys, what) => {
                let row = rows.last_mut().expect("keys stand below a heading");
                // A chord is one key to press after the other: two blanks part whole chords.
                let keys: Vec<String> =
                    keys.split("  ").map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
                let separator = if row.ends_with('|') { "" } else { " ·" };
                let _ = write!(row, "{separator} {} {what}", keys.join(" "));
            }
            HelpRow::Blank => {}
        }
    }
    // The keys of the query line stand below the table, in words.
    rows.pop();
    rows.join(" |\n") + " |\n"
}

#[test]
fn the_key_table_is_the_programs() {
    const START: &str = "<!-- keys -->\n";
    const END: &str = "<!-- /keys -->";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (head, rest) = readme.split_once(START).expect("the table's beginning is marked");
    let (found, tail) = rest.split_once(END).expect("the table's end is marked");
    if std::env::var_os("YUNBAO_WRITE").is_some() {
        fs::write(&path, format!("{head}{START}{}{END}{tail}", table())).unwrap();
    } else {
        assert_eq!(found, table(), "run `YUNBAO_WRITE=1 cargo test --test readme`");
    }
}
