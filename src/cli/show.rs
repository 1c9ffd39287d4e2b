//! `yunbao show`: posts as the reader shows them, newest first.

use super::args::PrintOptions;
use super::complain;
use super::found::{CommandRequest, find};
use super::output::print;
use crate::app::{head, text};
use crate::load::body;
use crate::markdown::{Block, Highlighter, Line, Link, Typography, code_blocks};
use crate::messages::{Language, Text};
use crate::post::{Annotation, Post};
use crate::term::{FOR_CODE, enough_after, write_line};
use crate::text::{clean, clean_line};
use std::io::{self, Write};
use std::process::ExitCode;

/// Prints the matching posts.
pub fn run(request: &CommandRequest<'_>, limit: Option<usize>, form: PrintOptions) -> ExitCode {
    let found = match find(request) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let mut code = found.code(found.rows.len());
    let mut post_printer = PostPrinter::new(form, request);
    let printed = print(request.language, |out| {
        for (number, post) in found.posts().take(limit.unwrap_or(usize::MAX)).enumerate() {
            match body(&post.origin(), |_| {}) {
                Ok(blocks) => post_printer.post(out, number, post, blocks)?,
                // It was read a moment ago, but by now is gone or forbidden.
                Err(error) => {
                    let sentence = Text::CannotRead(&post.path, &error.to_string());
                    let sentence = sentence.say(request.language);
                    complain(&[clean_line(&sentence)], 1);
                    code = 1;
                }
            }
        }
        Ok(())
    });
    printed.err().unwrap_or(ExitCode::from(code))
}

/// Settings for printing posts.
struct PostPrinter {
    width: usize,
    typography: Typography,
    /// Set to print text only.
    plain: bool,
    /// Set if there are colours, where not plain.
    colours: bool,
    /// Language of labels.
    language: Language,
    /// Loaded for the first post with code.
    highlighter: Option<Highlighter>,
}

impl PostPrinter {
    fn new(form: PrintOptions, request: &CommandRequest<'_>) -> Self {
        let target = request.target;
        let measure = request.reader_width;
        let width = target.columns.map_or(measure, |columns| columns.min(measure));
        let plain = form.plain || !target.escapes;
        // Plain text is for other programs, which search for the text as it was written.
        let autospace = request.autospace && !plain;
        Self {
            width: form.width.map_or(width, usize::from),
            typography: Typography {
                ambiguous: request.ambiguous_width,
                autospace,
                hides_heading_marks: !plain && request.heading_marks.are_hidden(target.colours),
                addition_signs: false,
            },
            plain,
            colours: target.colours,
            language: request.language,
            highlighter: None,
        }
    }

    fn post(
        &mut self,
        out: &mut dyn Write,
        number: usize,
        post: &Post,
        mut blocks: Vec<Block>,
    ) -> io::Result<()> {
        if number > 0 {
            let line = self.typography.ambiguous.drawn("─").repeat(self.width);
            writeln!(out, "\n{line}\n")?;
        }
        if self.colours && !self.plain && !code_blocks(&blocks).is_empty() {
            let highlighter = self.highlighter.get_or_insert_with(Highlighter::new);
            highlighter.highlight(&mut blocks, &enough_after(FOR_CODE));
        }
        let document = text(post, &blocks, self.width, self.typography);
        let head = head(
            post,
            post.words(),
            &Annotation::default(),
            self.width,
            self.typography,
            self.language,
        );
        for line in head.iter().chain(&document.lines) {
            self.line(out, line, &document.links)?;
        }
        // Plain text has no links of its own; the numbers refer to this list.
        if self.plain && !document.links.is_empty() {
            writeln!(out)?;
            for (number, link) in document.links.iter().enumerate() {
                writeln!(out, "[{}] {}", number + 1, clean_line(&link.url))?;
            }
        }
        Ok(())
    }

    fn line(&self, out: &mut dyn Write, line: &Line, links: &[Link]) -> io::Result<()> {
        if self.plain {
            return writeln!(out, "{}", clean(line.plain().trim_end()));
        }
        write_line(out, line, links, self.colours)
    }
}
