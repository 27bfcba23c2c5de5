//! Cells of lines into columns, and no blanks at the ends of lines: what go/printer has text/tabwriter do.
//!
//! A cell ends with a tab or a `CELL` mark; what stands behind a line's last mark belongs to no column. A column is a run of
//! lines that have a cell there, and as wide as its widest cell and a blank. It has no width at all if its cells are empty and
//! end with `CELL`. A form feed ends all columns. Leading empty cells are indentation, filled with tabs.

use super::printer::{CELL, ESCAPE, FORM_FEED};

const TAB: usize = 8;

#[derive(Clone, Copy)]
struct Cell {
    /// In the text.
    start: usize,
    end: usize,
    /// In characters.
    width: usize,
    /// It ends with a tab.
    is_hard: bool,
}

/// The text with marks as it will be in the file.
pub fn align(text: &[u8]) -> Vec<u8> {
    let mut aligner = Aligner {
        text,
        cells: Vec::new(),
        lines: vec![0],
        widths: Vec::new(),
        out: Vec::with_capacity(text.len() + text.len() / 4),
    };
    aligner.run();
    trimmed(&aligner.out)
}

struct Aligner<'t> {
    text: &'t [u8],
    /// Those of the lines that are not written yet.
    cells: Vec<Cell>,
    /// The index of each line's first cell. The last line is not complete.
    lines: Vec<usize>,
    /// Of the columns to the left of what is being written.
    widths: Vec<usize>,
    out: Vec<u8>,
}

impl Aligner<'_> {
    fn run(&mut self) {
        let (mut start, mut width, mut escaped) = (0, 0, false);
        for (at, &byte) in self.text.iter().enumerate() {
            match byte {
                ESCAPE => escaped = !escaped,
                // The first byte of a character.
                _ if escaped => width += usize::from(byte & 0xc0 != 0x80),
                b'\t' | CELL | b'\n' | FORM_FEED => {
                    self.cells.push(Cell {
                        start,
                        end: at,
                        width: std::mem::take(&mut width),
                        is_hard: byte == b'\t',
                    });
                    start = at + 1;
                    if matches!(byte, b'\n' | FORM_FEED) {
                        self.end_line(byte == FORM_FEED);
                    }
                }
                _ => width += usize::from(byte & 0xc0 != 0x80),
            }
        }
        let end = self.text.len();
        if start < end {
            self.cells.push(Cell {
                start,
                end,
                width,
                is_hard: false,
            });
        }
        self.write_all();
    }

    /// A line of one cell has no columns, and so ends those above.
    fn end_line(&mut self, ends_columns: bool) {
        let cells = self.cells.len() - self.lines[self.lines.len() - 1];
        self.lines.push(self.cells.len());
        if ends_columns || cells == 1 {
            self.write_all();
        }
    }

    fn write_all(&mut self) {
        self.columns(0, self.lines.len());
        self.cells.clear();
        self.lines.clear();
        self.lines.push(0);
    }

    fn line(&self, line: usize) -> std::ops::Range<usize> {
        let end = self.lines.get(line + 1).copied();
        self.lines[line]..end.unwrap_or(self.cells.len())
    }

    /// The cell of a line in a column, if the line has one there.
    fn cell(&self, line: usize, column: usize) -> Option<Cell> {
        let cells = self.line(line);
        (column + 1 < cells.len()).then(|| self.cells[cells.start + column])
    }

    /// Writes lines of which all columns have widths up to some, finding out the others.
    fn columns(&mut self, from: usize, to: usize) {
        let column = self.widths.len();
        let mut written = from;
        let mut line = from;
        while line < to {
            if self.cell(line, column).is_none() {
                line += 1;
                continue;
            }
            self.write_lines(written, line);
            let first = line;
            let (mut width, mut is_empty) = (0, true);
            while let Some(cell) = (line < to).then(|| self.cell(line, column)).flatten() {
                width = width.max(cell.width + 1);
                is_empty &= cell.width == 0 && !cell.is_hard;
                line += 1;
            }
            self.widths.push(if is_empty { 0 } else { width });
            self.columns(first, line);
            self.widths.pop();
            written = line;
        }
        self.write_lines(written, to);
    }

    fn write_lines(&mut self, from: usize, to: usize) {
        for line in from..to {
            let mut is_indentation = true;
            for (column, at) in self.line(line).enumerate() {
                let cell = self.cells[at];
                is_indentation &= cell.start == cell.end;
                self.out.extend_from_slice(&self.text[cell.start..cell.end]);
                let Some(&width) = self.widths.get(column) else {
                    continue;
                };
                if is_indentation {
                    let tabs = width.div_ceil(TAB);
                    self.out.extend(std::iter::repeat_n(b'\t', tabs));
                } else {
                    let blanks = width.saturating_sub(cell.width);
                    self.out.extend(std::iter::repeat_n(b' ', blanks));
                }
            }
            if line + 1 < self.lines.len() {
                self.out.push(b'\n');
            }
        }
    }
}

/// Without escapes, and without white space at the ends of lines, unless it is escaped.
fn trimmed(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut escaped = false;
    // Up to where the output must stay.
    let mut kept = 0;
    for &byte in text {
        match byte {
            ESCAPE => {
                escaped = !escaped;
                kept = out.len();
            }
            _ if escaped => out.push(byte),
            b'\n' | FORM_FEED => {
                out.truncate(kept);
                out.push(b'\n');
                kept = out.len();
            }
            b' ' | b'\t' => out.push(byte),
            CELL => out.push(b'\t'),
            _ => {
                out.push(byte);
                kept = out.len();
            }
        }
    }
    out.truncate(kept);
    out
}
