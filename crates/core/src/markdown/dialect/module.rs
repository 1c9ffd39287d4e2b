//! MDX modules: `import` and `export` statements between blocks of Markdown.

/// Maximum length of the statements in bytes; anything longer is text.
const MAX_STATEMENTS: usize = 20_000;

/// The end of the statements at the beginning of a block, given by its byte offset; `None` if there are
/// none. As in MDX, they end at a blank line outside of brackets.
pub(super) fn statements_end(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    if !is_statement(rest) {
        return None;
    }
    let mut depth = 0_usize;
    let mut quote = None;
    let mut ends_block = false;
    let mut at = start;
    for line in rest.split_inclusive('\n') {
        if depth == 0 && line.trim().is_empty() {
            break;
        }
        // A block cannot begin within a statement either.
        if depth > 0 && ends_block && is_statement(line) {
            return None;
        }
        ends_block = line.trim().is_empty();
        // A line that is neither a statement nor part of one makes the whole block text.
        if depth == 0 && quote.is_none() && at > start && !is_statement(line) {
            let is_rest = line.starts_with([' ', '\t', '}', ')', ']', '/']);
            if !is_rest {
                return None;
            }
        }
        at += line.len();
        if at - start > MAX_STATEMENTS {
            return None;
        }
        let mut is_escaped = false;
        for byte in line.bytes() {
            match (quote, byte) {
                (Some(_), b'\\') => is_escaped = !is_escaped,
                (Some(open), _) => {
                    if byte == open && !is_escaped {
                        quote = None;
                    }
                    is_escaped = false;
                }
                (None, b'"' | b'\'' | b'`') => quote = Some(byte),
                (None, b'{' | b'(' | b'[') => depth += 1,
                (None, b'}' | b')' | b']') => depth = depth.checked_sub(1)?,
                _ => {}
            }
        }
        // Only template strings extend over lines; an apostrophe in a JSX tag ends with its line.
        if quote != Some(b'`') {
            quote = None;
        }
    }
    (depth == 0 && quote.is_none()).then_some(at)
}

/// True if a text begins with an import or export statement.
fn is_statement(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix("import ") {
        // `import 'x'`, `import x from 'x'`, or `import {x,` continued on the next lines.
        let line = rest.lines().next().unwrap_or("").trim();
        return line.starts_with(['\'', '"', '{', '*'])
            || line.contains(" from '")
            || line.contains(" from \"");
    }
    let Some(rest) = text.strip_prefix("export ") else { return false };
    let word = rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
    let behind = &rest[word.len()..];
    match word {
        "const" | "let" | "var" => behind.contains('='),
        "default" => behind.starts_with([' ', '\n']),
        "function" | "class" | "async" => behind.contains('{'),
        _ => rest.starts_with(['{', '*']),
    }
}

#[cfg(test)]
mod tests {
    use super::statements_end;

    #[test]
    fn only_whole_statements_at_the_start_of_a_block_are_taken() {
        let end = |text: &'static str| statements_end(text, 0).map(move |end| &text[end..]);
        for text in [
            "import A from 'a';\nimport 'b'\n\nrest",
            "import {\n  a,\n  b,\n} from \"c\";\n\nrest",
            "export const a = {\n  b: 'it\\'s',\n\n  c: [1],\n};\n\nrest",
            "export default ({children}) => <div>don't {children}</div>\n\nrest",
            "export * from './a'\n\nrest",
        ] {
            assert_eq!(end(text), Some("\nrest"), "{text}");
        }
        for text in [
            "import taxes rose in 2026\n\nrest",
            "export const prices, says the ministry\n\nrest",
            "export of 'grain' fell\n\nrest",
            "import A from 'a'\nand words\n\nrest",
            "export const a = {\n\nrest",
        ] {
            assert_eq!(end(text), None, "{text}");
        }
    }
}
