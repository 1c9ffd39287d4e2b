//! Syntax highlighting: keywords, strings, comments. The only user of the grammars.
//!
//! Reports the kind of each part of code, not its look. Takes milliseconds, so the reader runs it on a
//! thread; code beyond the limits stays plain.

#[cfg(test)]
mod tests;

use super::block::Block;
use super::code_block::{CodeBlock, Parts, visit_code};
use super::document::CodeToken;
use std::collections::HashMap;
use std::sync::Arc;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// Maximum number of bytes of code highlighted in one post.
const MAX_CODE_BYTES: usize = 128 << 10;
/// Maximum length, in bytes, of a highlighted line; longer ones are mostly data.
const LONGEST_LINE: usize = 500;

/// Language names that the grammars do not know, with names that they do.
const OTHER_NAMES: [(&str, &str); 14] = [
    ("golang", "go"),
    ("shell", "bash"),
    ("console", "bash"),
    ("shell-session", "bash"),
    ("sh-session", "bash"),
    ("terraform", "hcl"),
    ("containerfile", "dockerfile"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("node", "js"),
    ("mysql", "sql"),
    ("bigquery", "sql"),
    ("postgresql", "sql"),
    ("patch", "diff"),
];

/// Token for a scope of a grammar (`keyword.control.rust`), by the first prefix that matches. A scope without
/// an entry here gets the token of the scope around it.
const SCOPES: [(&str, CodeToken); 35] = [
    ("comment", CodeToken::Comment),
    ("punctuation.definition.comment", CodeToken::Comment),
    ("meta.interpolation", CodeToken::Plain),
    ("meta.template.expression", CodeToken::Plain),
    ("markup.inserted", CodeToken::Inserted),
    ("markup.deleted", CodeToken::Deleted),
    ("meta.diff.header", CodeToken::Keyword),
    ("meta.diff.range", CodeToken::Type),
    ("meta.diff.index", CodeToken::Keyword),
    ("constant.character.escape", CodeToken::Number),
    ("constant.other.placeholder", CodeToken::Number),
    ("constant", CodeToken::Number),
    ("string.unquoted", CodeToken::Plain),
    ("string", CodeToken::String),
    ("keyword.operator.word", CodeToken::Keyword),
    ("keyword.operator.logical.python", CodeToken::Keyword),
    ("keyword.operator", CodeToken::Plain),
    ("keyword", CodeToken::Keyword),
    ("storage.type.numeric", CodeToken::Number),
    ("storage", CodeToken::Keyword),
    ("variable.language", CodeToken::Keyword),
    ("variable.function", CodeToken::Function),
    ("entity.name.function", CodeToken::Function),
    ("support.function", CodeToken::Function),
    ("support.macro", CodeToken::Function),
    ("entity.name.tag", CodeToken::Key),
    ("entity.other.attribute-name", CodeToken::Key),
    ("support.type.property-name", CodeToken::Key),
    ("entity.name.section", CodeToken::Key),
    ("variable.declaration", CodeToken::Key),
    ("entity.name", CodeToken::Type),
    ("entity.other.inherited-class", CodeToken::Type),
    ("support.type", CodeToken::Type),
    ("support.class", CodeToken::Type),
    ("support.constant", CodeToken::Number),
];

/// Highlights code with the grammars of many languages.
pub struct Highlighter {
    syntaxes: SyntaxSet,
    scopes: Vec<(Scope, CodeToken)>,
    /// Scope of the keys of mappings, which may be strings.
    key: Option<Scope>,
    /// Token for each scope seen so far; `None` if the scope has no entry.
    known: HashMap<Scope, Option<CodeToken>>,
}

impl Default for Highlighter {
    fn default() -> Self {
        Self::new()
    }
}

impl Highlighter {
    /// Loads the grammars, which takes some milliseconds.
    pub fn new() -> Self {
        let scope = |(name, token): (&str, _)| Some((Scope::new(name).ok()?, token));
        Self {
            syntaxes: two_face::syntax::extra_newlines(),
            scopes: SCOPES.into_iter().filter_map(scope).collect(),
            key: Scope::new("meta.mapping.key").ok(),
            known: HashMap::new(),
        }
    }

    /// Highlights the code blocks of a text whose language has a grammar. `is_enough` is called before each
    /// line and stops the work by returning `true`: some lines take a grammar a tenth of a second, and the
    /// text may be hostile. The rest stays plain.
    pub fn highlight(&mut self, blocks: &mut [Block], is_enough: &dyn Fn() -> bool) {
        let mut left = MAX_CODE_BYTES;
        visit_code(blocks, &mut |code| {
            if let Some(parts) = self.parts(code, &mut left, is_enough) {
                *code = Arc::new(CodeBlock { parts, ..CodeBlock::clone(code) });
            }
        });
    }

    fn parts(
        &mut self,
        code: &CodeBlock,
        left: &mut usize,
        is_enough: &dyn Fn() -> bool,
    ) -> Option<Vec<Parts>> {
        let syntax = self.syntax(&code.language)?;
        let mut state = ParseState::new(syntax);
        let mut scopes = ScopeStack::new();
        let mut all = Vec::new();
        for (_, line) in &code.lines {
            *left = left.checked_sub(line.len() + 1).unwrap_or_default();
            if *left == 0 || is_enough() {
                *left = 0;
                break;
            }
            all.push(if line.len() > LONGEST_LINE {
                Vec::new()
            } else {
                self.line_parts(line, &mut state, &mut scopes)?
            });
        }
        Some(all)
    }

    /// Parts of a line; `None` if the grammar fails.
    fn line_parts(
        &mut self,
        line: &str,
        state: &mut ParseState,
        scopes: &mut ScopeStack,
    ) -> Option<Parts> {
        // The grammars expect lines to end with a line feed.
        let ended = format!("{line}\n");
        let mut parts = Parts::new();
        let mut done = 0;
        let mut push = |end: usize, token: CodeToken| {
            let end = end.min(line.len());
            if end <= done {
                return;
            }
            done = end;
            match parts.last_mut() {
                Some(last) if last.1 == token => last.0 = end,
                _ => parts.push((end, token)),
            }
        };
        for (at, change) in state.parse_line(&ended, &self.syntaxes).ok()? {
            push(at, self.token(scopes));
            scopes.apply(&change).ok()?;
        }
        push(line.len(), self.token(scopes));
        Some(parts)
    }

    fn syntax(&self, language: &str) -> Option<&SyntaxReference> {
        if language.is_empty() {
            return None;
        }
        let name = language.to_ascii_lowercase();
        let other = OTHER_NAMES.iter().find(|(other, _)| *other == name);
        let found = self.syntaxes.find_syntax_by_token(other.map_or(&name, |(_, known)| known));
        found.filter(|syntax| syntax.name != "Plain Text")
    }

    /// The token for a part with these scopes: that of the innermost scope that has one.
    fn token(&mut self, scopes: &ScopeStack) -> CodeToken {
        let found = scopes.scopes.iter().rev().find_map(|scope| self.meaning(*scope));
        // A string that is a key, as in JSON.
        let is_key = |scope: &Scope| self.key.is_some_and(|key| key.is_prefix_of(*scope));
        if found == Some(CodeToken::String) && scopes.scopes.iter().any(is_key) {
            return CodeToken::Key;
        }
        found.unwrap_or(CodeToken::Plain)
    }

    fn meaning(&mut self, scope: Scope) -> Option<CodeToken> {
        let scopes = &self.scopes;
        *self.known.entry(scope).or_insert_with(|| {
            scopes.iter().find(|(known, _)| known.is_prefix_of(scope)).map(|(_, token)| *token)
        })
    }
}
