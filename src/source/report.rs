//! How diagnostics are shown: gc's text into a pipe; on a terminal the source line with a caret below each.

use std::fmt::Write;

use gorun_grammar::Diagnostic;

use super::excerpt::{Excerpt, Paint};
use super::place::resolve_places;
use super::words::Words;
use super::{NamedPlace, Pos, Position, SourceFile, SourceMap};

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
    let mut parts = Vec::new();
    for diagnostic in &found {
        let part = part_of(sources, diagnostic);
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    found.sort_by_key(|d| {
        let part = part_of(sources, d);
        let place = sources
            .position(d.pos)
            .map(|p| (p.line, p.column.min(LAST_COLUMN)));
        (parts.iter().position(|p| *p == part), place)
    });
    let name = |d: &Diagnostic| sources.position(d.pos).map(|p| shown(&p).to_string());
    found.dedup_by(|b, a| a.message == b.message && (a.pos == b.pos || name(a) == name(b)));
    let mut out = format!("# {package}\n");
    for diagnostic in found {
        show(&mut out, sources, diagnostic, style);
    }
    if let Some(last) = last {
        let place = sources.position(last.pos);
        let place = place.map_or(String::new(), |p| format!("{}: ", shown(&p)));
        let _ = writeln!(out, "{place}too many errors");
    }
    out
}

/// Everything found, in the order found: neither sorted nor cut, and whatever the column.
pub fn listed(
    sources: &SourceMap,
    found: impl Iterator<Item = (Pos, String)>,
    style: ReportStyle,
) -> String {
    let mut out = String::new();
    for (pos, text) in found {
        let paint = Paint::new(style.colour);
        let Paint { bold, red, off, .. } = paint;
        let place = sources.position(pos).map(|p| p.named().to_string());
        let place = place.unwrap_or_else(|| "-".to_string());
        let _ = writeln!(out, "{bold}{place}:{off} {red}{text}{off}");
        if style.excerpts {
            sources.excerpt(&mut out, pos, &text, style);
        }
    }
    out
}

/// gc keeps columns in eight bits: it shows none from here on, and does not sort by them.
const LAST_COLUMN: usize = 255;

fn shown<'a>(position: &Position<'a>) -> NamedPlace<'a> {
    let named = position.named();
    NamedPlace {
        column: named.column.filter(|&column| column < LAST_COLUMN),
        ..named
    }
}

/// The message with the places that it speaks of.
fn full_text(sources: &SourceMap, d: &Diagnostic) -> String {
    resolve_places(&d.message, |pos| {
        let text = mentioned(sources, pos);
        match is_beside(sources, d.pos, pos) {
            true => format!("./{text}"),
            false => text,
        }
    })
}

/// Whether a place is in another directory than the package, and the first directory that has both is the current one. (The
/// go command makes places short by the package's directory and those around it.)
fn is_beside(sources: &SourceMap, package: Pos, pos: Pos) -> bool {
    let (Some(here), Some(there)) = (sources.position(package), sources.position(pos)) else {
        return false;
    };
    let (here, there) = (here.file, there.file);
    let top = |file: &SourceFile| file.shown.split('/').next().unwrap_or_default().to_string();
    let plain = |top: &str| !top.is_empty() && !top.starts_with(['.', '$']);
    let (a, b) = (top(here), top(there));
    there.path.is_absolute()
        && here.path.parent() != there.path.parent()
        && plain(&b)
        && (plain(&a) || a == ".")
        && a != b
}

/// A place of which a message speaks: where a `//line` directive names it, with its true place.
pub fn mentioned(sources: &SourceMap, pos: Pos) -> String {
    let Some(p) = sources.position(pos) else {
        return "-".to_string();
    };
    let named = p.named();
    if named.part == 0 {
        return named.to_string();
    }
    let path = p.file.path.display();
    format!("{named}[{path}:{}:{}]", p.line, p.column)
}

/// The file, and the part of it for which one `//line` directive speaks. gc sorts errors by these first.
fn part_of(sources: &SourceMap, d: &Diagnostic) -> Option<(*const SourceFile, usize)> {
    let position = sources.position(d.pos)?;
    Some((std::ptr::from_ref(position.file), position.named().part))
}

fn line_of(sources: &SourceMap, d: &Diagnostic) -> Option<(*const SourceFile, usize)> {
    sources
        .position(d.pos)
        .map(|p| (std::ptr::from_ref(p.file), p.line))
}

fn show(out: &mut String, sources: &SourceMap, diagnostic: &Diagnostic, style: ReportStyle) {
    let text = full_text(sources, diagnostic);
    let Some(position) = sources.position(diagnostic.pos) else {
        let _ = writeln!(out, "{text}");
        return;
    };
    let paint = Paint::new(style.colour);
    let Paint { bold, red, off, .. } = paint;
    let _ = writeln!(out, "{bold}{}:{off} {red}{text}{off}", shown(&position));
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
