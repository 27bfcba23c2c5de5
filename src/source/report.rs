//! How diagnostics are shown: gc's text into a pipe; on a terminal the source line with a caret below each.

use std::fmt::Write;

use gorun_grammar::Diagnostic;

use super::place::resolve_places;
use super::{Position, SourceMap};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReportStyle {
    /// Show source lines, carets and remedies.
    pub excerpts: bool,
    pub colour: bool,
    /// Stop after this many and say `too many errors`.
    pub limit: usize,
}

impl Default for ReportStyle {
    fn default() -> ReportStyle {
        ReportStyle {
            excerpts: false,
            colour: false,
            limit: 10,
        }
    }
}

/// The report on the errors of one package, in gc's form: `# package`, then each error sorted by position,
/// the same line's same message once.
pub fn report(
    sources: &SourceMap,
    package: &str,
    diagnostics: &[Diagnostic],
    style: ReportStyle,
) -> String {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|d| d.pos);
    sorted.dedup_by(|b, a| a.message == b.message && line_of(sources, a) == line_of(sources, b));
    let mut out = format!("# {package}\n");
    for (count, diagnostic) in sorted.iter().enumerate() {
        if count == style.limit {
            out.push_str("too many errors\n");
            break;
        }
        match sources.position(diagnostic.pos) {
            Some(position) => show(
                &mut out,
                diagnostic,
                &full_text(sources, diagnostic),
                position,
                style,
            ),
            None => {
                let _ = writeln!(out, "{}", full_text(sources, diagnostic));
            }
        }
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

fn show(
    out: &mut String,
    diagnostic: &Diagnostic,
    text: &str,
    position: Position<'_>,
    style: ReportStyle,
) {
    let (bold, red, off) = if style.colour {
        ("\x1b[1m", "\x1b[31m", "\x1b[0m")
    } else {
        ("", "", "")
    };
    let Position { file, line, column } = position;
    let _ = writeln!(
        out,
        "{bold}{}:{line}:{column}:{off} {red}{text}{off}",
        file.shown
    );
    if !style.excerpts {
        return;
    }
    let source = file.line_text(line);
    let before: String = source
        .get(..column - 1)
        .unwrap_or(source)
        .chars()
        .map(|c| if c == '\t' { '\t' } else { ' ' })
        .collect();
    let _ = writeln!(out, "    {source}\n    {before}{red}^{off}");
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(out, "    help: {help}");
    }
}
