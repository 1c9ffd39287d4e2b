//! The row of a cursor has one background from edge to edge, whatever is in it.

use crate::posts::POSTS;
use crate::support::App;
use ratatui::buffer::CellWidth;
use ratatui::style::Modifier;
use yunbao::app::ListPart;
use yunbao::config::Theme;

#[test]
fn the_row_of_the_cursor_has_one_ground() {
    for theme in Theme::built_in() {
        for keys in ["s", "S", "S s", "S m", "j s m", "/ i s t i o Enter"] {
            let mut app = App::new(120, 40, &POSTS);
            app.model.context.theme = theme.clone();
            app.press(keys);
            let area = app.model.context.panes().unwrap().list.unwrap().below_title();
            let buffer = app.buffer();
            let cursor = app.model.context.selection.row;
            let lines = (area.y..).zip(app.model.list.lines());
            let own = lines
                .filter(|(_, line)| line.row == cursor && !matches!(line.part, ListPart::Day(_)));
            let mut rows = 0;
            for (y, _) in own {
                rows += 1;
                // The first cell belongs to the bar, and the second cell of a wide character is not
                // drawn.
                let drawn = |x: &u16| buffer[(x - 1, y)].cell_width() < 2;
                let cells = (area.x + 1..area.x + area.width).filter(drawn);
                let cells = cells.map(|x| &buffer[(x, y)]);
                let is_reversed = |modifier: Modifier| modifier.contains(Modifier::REVERSED);
                let grounds: Vec<_> = cells
                    .map(|cell| {
                        let reversed = is_reversed(cell.modifier);
                        // In a reversed cell, the text's style is the background.
                        let dim = reversed && cell.modifier.contains(Modifier::DIM);
                        (cell.bg, reversed.then_some(cell.fg), dim)
                    })
                    .collect();
                assert!(
                    grounds.iter().all(|ground| *ground == grounds[0]),
                    "{}: {keys}",
                    theme.name
                );
                let (ground, reversed, _) = grounds[0];
                let screen = &buffer[(area.x + 1, area.y + area.height - 1)];
                assert!(reversed.is_some() || ground != screen.bg, "{}: {keys}", theme.name);
            }
            assert!(rows > 0);
        }
    }
}
