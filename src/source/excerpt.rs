//! A line of source with what is meant underlined, for terminals.

use std::fmt::Write;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Where a tab leads to: a multiple of this.
const TAB: usize = 4;
/// No terminal is taken to be narrower.
const LEAST_WIDTH: usize = 40;

/// The colours of a report, or none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Paint {
    pub bold: &'static str,
    pub red: &'static str,
    pub blue: &'static str,
    pub off: &'static str,
}

impl Paint {
    pub fn new(colour: bool) -> Paint {
        match colour {
            true => Paint {
                bold: "\x1b[1m",
                red: "\x1b[31m",
                blue: "\x1b[34m",
                off: "\x1b[0m",
            },
            false => Paint::default(),
        }
    }
}

/// One line and what is below it.
pub struct Excerpt<'a> {
    pub text: &'a str,
    pub line: usize,
    /// Bytes of `text`.
    pub span: Range<usize>,
    /// Columns of the terminal.
    pub width: Option<usize>,
    pub paint: Paint,
}

/// A character as it is shown, with its columns. What would steer the terminal is not.
fn shown(c: char, column: usize) -> (char, usize) {
    match c {
        '\t' => (' ', TAB - column % TAB),
        c if c.is_control() => ('\u{fffd}', 1),
        c => (c, c.width().unwrap_or(0)),
    }
}

impl Excerpt<'_> {
    /// `   12 | text`, and a line with carets.
    pub fn push(&self, out: &mut String) {
        let Paint { red, blue, off, .. } = self.paint;
        let number = format!("{:>5} ", self.line);
        let room = self
            .width
            .map_or(usize::MAX, |w| w.max(LEAST_WIDTH) - number.len() - 2);
        // The line's columns, and those of the span.
        let mut cells: Vec<(char, usize, usize)> = Vec::new();
        let (mut column, mut from, mut to) = (0, None, None);
        for (i, c) in self.text.char_indices() {
            if i >= self.span.start && from.is_none() {
                from = Some(column);
            }
            if i >= self.span.end && to.is_none() {
                to = Some(column);
            }
            let (c, width) = shown(c, column);
            cells.push((c, column, width));
            column += width;
        }
        let from = from.unwrap_or(column);
        let to = to.unwrap_or(column).max(from + 1);
        // A line that is too long is shown from before the span on.
        let first = match column.max(to) <= room {
            true => 0,
            false => (to + 8).saturating_sub(room).min(from.saturating_sub(8)),
        };
        let (cut_front, mut used) = (first > 0, 0);
        let _ = write!(out, "{blue}{number}|{off} ");
        for &(c, at, width) in &cells {
            if at < first || (cut_front && at == first) {
                if at == first {
                    out.push('…');
                    (1..width).for_each(|_| out.push(' '));
                    used += width.max(1);
                }
                continue;
            }
            if used + width >= room && at + width < column {
                out.push('…');
                break;
            }
            match c {
                ' ' => (0..width).for_each(|_| out.push(' ')),
                c => out.push(c),
            }
            used += width;
        }
        let end = to.min(first.saturating_add(room)).max(from + 1);
        let _ = writeln!(
            out,
            "\n{blue}{:>1$}|{off} {2:>3$}{red}{4}{off}",
            "",
            number.len(),
            "",
            from - first.min(from),
            "^".repeat(end - from)
        );
    }

    /// A line that goes with the excerpt.
    pub fn note(out: &mut String, paint: Paint, label: &str, text: &str) {
        let Paint {
            bold, blue, off, ..
        } = paint;
        let _ = writeln!(out, "{:6}{blue}={off} {bold}{label}:{off} {text}", "");
    }
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, Paint};

    fn excerpt(text: &str, span: &str, width: Option<usize>) -> String {
        let start = text.find(span).unwrap();
        let mut out = String::new();
        Excerpt {
            text,
            line: 7,
            span: start..start + span.len(),
            width,
            paint: Paint::default(),
        }
        .push(&mut out);
        out
    }

    #[test]
    fn carets_stand_below_what_is_meant() {
        assert_eq!(
            excerpt("\tx\t:= 1", "x", None),
            "    7 |     x   := 1\n      |     ^\n"
        );
        // Wide characters take two columns, marks none.
        assert_eq!(
            excerpt("s = \"世e\u{301}\" + bad", "bad", None),
            "    7 | s = \"世e\u{301}\" + bad\n      |             ^^^\n"
        );
        assert_eq!(
            excerpt("a\x1b[31mb", "b", None),
            "    7 | a\u{fffd}[31mb\n      |       ^\n"
        );
        // Behind the end of the line.
        let mut out = String::new();
        Excerpt {
            text: "f(",
            line: 12345,
            span: 2..2,
            width: Some(80),
            paint: Paint::default(),
        }
        .push(&mut out);
        assert_eq!(out, "12345 | f(\n      |   ^\n");
    }

    #[test]
    fn long_lines_are_cut() {
        let text = format!("{} bad {}", "a".repeat(100), "b".repeat(100));
        let out = excerpt(&text, "bad", Some(60));
        for line in out.lines() {
            assert!(line.chars().count() <= 60, "{out}");
        }
        let (source, below) = out.split_once('\n').unwrap();
        let at = |line: &str, what: &str| line[..line.find(what).unwrap()].chars().count();
        assert_eq!(at(source, "bad"), at(below, "^^^"), "{out}");
    }
}
