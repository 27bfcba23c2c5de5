//! How diagnostics are shown: gc's text into a pipe; on a terminal the source line with a caret below each.

use std::fmt::Write;

use gorun_grammar::Diagnostic;

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
            Some(position) => show(&mut out, diagnostic, position, style),
            None => {
                let _ = writeln!(out, "{}", diagnostic.message);
            }
        }
    }
    out
}

fn line_of(sources: &SourceMap, d: &Diagnostic) -> Option<(*const super::SourceFile, usize)> {
    sources
        .position(d.pos)
        .map(|p| (std::ptr::from_ref(p.file), p.line))
}

fn show(out: &mut String, diagnostic: &Diagnostic, position: Position<'_>, style: ReportStyle) {
    let (bold, red, off) = if style.colour {
        ("\x1b[1m", "\x1b[31m", "\x1b[0m")
    } else {
        ("", "", "")
    };
    let Position { file, line, column } = position;
    let _ = writeln!(
        out,
        "{bold}{}:{line}:{column}:{off} {red}{}{off}",
        file.shown, diagnostic.message
    );
    if !style.excerpts {
        return;
    }
    let text = file.line_text(line);
    let before: String = text
        .get(..column - 1)
        .unwrap_or(text)
        .chars()
        .map(|c| if c == '\t' { '\t' } else { ' ' })
        .collect();
    let _ = writeln!(out, "    {text}\n    {before}{red}^{off}");
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(out, "    help: {help}");
    }
}
