//! How diagnostics are shown: gc's text into a pipe; on a terminal the source line with a caret below each.

use std::fmt::Write;

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::Pos;

use super::excerpt::{Excerpt, Paint};
use super::place::resolve_places;
use super::words::Words;
use super::{Position, SourceMap};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReportStyle {
    /// Show source lines, carets and remedies.
    pub excerpts: bool,
    pub colour: bool,
    /// Columns of the terminal, if they are known.
    pub width: Option<usize>,
    /// Stop after this many and say `too many errors`.
    pub limit: usize,
}

impl Default for ReportStyle {
    fn default() -> ReportStyle {
        ReportStyle {
            excerpts: false,
            colour: false,
            width: None,
            limit: 10,
        }
    }
}

/// The report on the errors of one package, in gc's form: `# package`, then the errors sorted by position. The
/// diagnostics are in the order found. Like gc's, the report ends with the one that reaches the limit, and files
/// stand in the order in which something was found wrong with them.
pub fn report(
    sources: &SourceMap,
    package: &str,
    diagnostics: &[Diagnostic],
    style: ReportStyle,
) -> String {
    let mut found: Vec<&Diagnostic> = Vec::new();
    for diagnostic in diagnostics {
        if found.len() == style.limit {
            break;
        }
        let repeats = |last: &&Diagnostic| {
            last.message == diagnostic.message
                && line_of(sources, last) == line_of(sources, diagnostic)
        };
        if !found.last().is_some_and(repeats) {
            found.push(diagnostic);
        }
    }
    let last = found.last().filter(|_| found.len() == style.limit).copied();
    let mut files = Vec::new();
    for diagnostic in &found {
        let file = line_of(sources, diagnostic).map(|l| l.0);
        if !files.contains(&file) {
            files.push(file);
        }
    }
    found.sort_by_key(|d| {
        let file = line_of(sources, d).map(|l| l.0);
        (files.iter().position(|f| *f == file), d.pos)
    });
    found.dedup_by(|b, a| a.message == b.message && a.pos == b.pos);
    let mut out = format!("# {package}\n");
    for diagnostic in found {
        show(&mut out, sources, diagnostic, style);
    }
    if let Some(last) = last {
        let place = sources.position(last.pos).map_or(String::new(), |p| {
            format!("{}:{}:{}: ", p.file.shown, p.line, p.column)
        });
        let _ = writeln!(out, "{place}too many errors");
    }
    out
}

/// The message with the places that it speaks of.
fn full_text(sources: &SourceMap, d: &Diagnostic) -> String {
    let show = |pos| match sources.position(pos) {
        Some(p) => format!("{}:{}:{}", p.file.shown, p.line, p.column),
        None => "-".to_string(),
    };
    resolve_places(&d.message, show)
}

fn line_of(sources: &SourceMap, d: &Diagnostic) -> Option<(*const super::SourceFile, usize)> {
    sources
        .position(d.pos)
        .map(|p| (std::ptr::from_ref(p.file), p.line))
}

fn show(out: &mut String, sources: &SourceMap, diagnostic: &Diagnostic, style: ReportStyle) {
    let text = full_text(sources, diagnostic);
    let Some(Position { file, line, column }) = sources.position(diagnostic.pos) else {
        let _ = writeln!(out, "{text}");
        return;
    };
    let paint = Paint::new(style.colour);
    let Paint { bold, red, off, .. } = paint;
    let _ = writeln!(
        out,
        "{bold}{}:{line}:{column}:{off} {red}{text}{off}",
        file.shown
    );
    if !style.excerpts {
        return;
    }
    sources.excerpt(out, diagnostic.pos, &text, style);
    if let Some(help) = &diagnostic.help {
        Excerpt::note(out, paint, "help", help);
    }
}

impl SourceMap {
    /// The line of a position, with what stands there underlined, as far as the message shows it too.
    pub fn excerpt(&self, out: &mut String, pos: Pos, message: &str, style: ReportStyle) {
        let Some(Position { file, line, column }) = self.position(pos) else {
            return;
        };
        let source = file.line_text(line);
        let start = (column - 1).min(source.len());
        let begin = (pos.0 - file.base) as usize - start;
        let spoken = Words::of(&file.text).spoken_of(begin + start, message);
        let end = (spoken.end.max(begin + start) - begin).min(source.len());
        Excerpt {
            text: source,
            line,
            span: start..end.max(start),
            width: style.width,
            paint: Paint::new(style.colour),
        }
        .push(out);
    }
}
