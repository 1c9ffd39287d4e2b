//! A post of each kind as a reader sees it, in lines of 40, 80 and 120 cells.

use super::render;
use crate::markdown::Flavor;

#[test]
fn posts_of_every_kind_read_well() {
    let folder = crate::project().join("tests/pages");
    for name in ["digest", "essay", "tutorial", "site", "html"] {
        let text = std::fs::read_to_string(folder.join(format!("{name}.md"))).unwrap();
        for width in [40, 80, 120] {
            let flavor = if name == "site" { Flavor::Mdx } else { Flavor::Markdown };
            let page = render(&text).flavor(flavor).width(width);
            let addresses = page.document().links.into_iter().enumerate();
            let addresses = addresses.map(|(at, link)| format!("[{}] {}", at + 1, link.url));
            let lines: Vec<String> = page.lines().into_iter().chain(addresses).collect();
            let options = (folder.clone(), format!("{name}-{width}"));
            insta::with_settings!({
                snapshot_path => options.0, prepend_module_to_snapshot => false, omit_expression => true
            }, {
                insta::assert_snapshot!(options.1, lines.join("\n"));
            });
        }
    }
}
