//! All source texts of a run, laid end to end so that one number (`Pos`) names a place in any of them.

use std::fmt;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

use gorun_grammar::ast::Pos;

use super::Text;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FileId(pub u32);

#[derive(Debug)]
pub struct SourceFile {
    /// As diagnostics name it: `./prog.go`, `sub/prog.go`.
    pub shown: String,
    /// As tracebacks and `runtime.Caller` name it: absolute.
    pub path: PathBuf,
    pub text: Text,
    /// `Pos` of the first byte.
    pub base: u32,
    /// Byte offsets of line starts, made when first asked for.
    lines: OnceLock<Vec<u32>>,
    /// What the file's `//line` directives say, in order.
    parts: OnceLock<Vec<Part>>,
}

/// A place as people name it; lines and columns count from 1, columns in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Position<'a> {
    pub file: &'a SourceFile,
    pub line: usize,
    pub column: usize,
}

/// The text from a `//line` directive on, up to the next one.
#[derive(Debug)]
struct Part {
    at: u32,
    /// As diagnostics and as tracebacks name it; `None`: the file itself.
    file: Option<(String, PathBuf)>,
    /// The place that the text at `at` is said to have; a column of 0: columns are not known.
    line: usize,
    column: usize,
    real_line: usize,
    real_column: usize,
}

/// A place as `//line` directives name it.
#[derive(Clone, Copy, Debug)]
pub struct NamedPlace<'a> {
    /// As diagnostics name the file.
    pub shown: &'a str,
    /// As tracebacks do.
    pub path: &'a Path,
    pub line: usize,
    /// `None`: the directive says no column.
    pub column: Option<usize>,
    /// Which directive of the file speaks here: 0 is none, 1 the first.
    pub part: usize,
}

impl fmt::Display for NamedPlace<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.shown, self.line)?;
        self.column.map_or(Ok(()), |c| write!(f, ":{c}"))
    }
}

/// Without `.`, and without `..` where a folder is before it.
fn clean(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(out.components().next_back(), Some(Component::Normal(_))) =>
            {
                out.pop();
            }
            _ => out.push(part),
        }
    }
    out
}

#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
    /// Positions of files are greater than this.
    after: u32,
}

impl SourceMap {
    pub fn new() -> SourceMap {
        SourceMap::default()
    }

    /// For texts that are added to those of other maps, whose positions end before `after`.
    pub fn starting_after(after: u32) -> SourceMap {
        SourceMap {
            files: Vec::new(),
            after,
        }
    }

    /// Whether the position is in one of the files.
    pub fn covers(&self, pos: Pos) -> bool {
        pos.0 > self.after && pos.0 < self.end()
    }

    /// No position of a file is smaller.
    pub fn start(&self) -> u32 {
        self.after
    }

    /// More than one text: packages, not an entry.
    pub fn is_kept(&self) -> bool {
        self.files.len() != 1
    }

    /// The first position behind all files.
    pub fn end(&self) -> u32 {
        let last = self.files.last();
        last.map_or(self.after, |f| f.base + f.text.len() as u32 + 2)
    }

    /// Adds a text. `Err` when all texts together pass 4 GiB, what a `Pos` can number.
    pub fn add(&mut self, shown: String, path: PathBuf, text: Arc<str>) -> Result<FileId, String> {
        self.add_text(shown, path, Text::Read(text))
    }

    /// The same, for any text.
    pub fn add_text(&mut self, shown: String, path: PathBuf, text: Text) -> Result<FileId, String> {
        let base = self.files.last().map_or(self.after as u64 + 1, |f| {
            f.base as u64 + f.text.len() as u64 + 2
        });
        if base + text.len() as u64 + 2 > u32::MAX as u64 {
            return Err(format!("{shown}: more than 4 GiB of source text"));
        }
        self.files.push(SourceFile {
            shown,
            path,
            text,
            base: base as u32,
            lines: OnceLock::new(),
            parts: OnceLock::new(),
        });
        Ok(FileId(self.files.len() as u32 - 1))
    }

    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The file that a position is in.
    pub fn file_at(&self, pos: Pos) -> Option<&SourceFile> {
        let after = self.files.partition_point(|f| f.base <= pos.0);
        self.files.get(after.checked_sub(1)?)
    }

    /// The text between two positions of one file.
    pub fn text_between(&self, from: Pos, to: Pos) -> Option<&str> {
        let file = self.file_at(from)?;
        let offset = |pos: Pos| pos.0.checked_sub(file.base).map(|at| at as usize);
        file.text.get(offset(from)?..offset(to)?)
    }

    pub fn position(&self, pos: Pos) -> Option<Position<'_>> {
        let file = self.file_at(pos)?;
        let offset = (pos.0 - file.base).min(file.text.len() as u32);
        let (line, column) = file.place(offset);
        Some(Position { file, line, column })
    }
}

impl<'a> Position<'a> {
    /// The place as the program's `//line` directives name it.
    pub fn named(&self) -> NamedPlace<'a> {
        let file = self.file;
        let offset = file.line_starts()[self.line - 1] + self.column as u32 - 1;
        let parts = file.parts();
        let number = parts.partition_point(|p| p.at <= offset);
        let Some(part) = number.checked_sub(1).map(|i| &parts[i]) else {
            return NamedPlace {
                shown: &file.shown,
                path: &file.path,
                line: self.line,
                column: Some(self.column),
                part: 0,
            };
        };
        let (name, path) = match &part.file {
            Some((shown, path)) => (shown, path),
            None => (&file.shown, &file.path),
        };
        let column = match part.column {
            0 => None,
            column if self.line == part.real_line => {
                Some((column + self.column).saturating_sub(part.real_column))
            }
            _ => Some(self.column),
        };
        NamedPlace {
            shown: name,
            path,
            line: part.line + self.line - part.real_line,
            column,
            part: number,
        }
    }
}

impl SourceFile {
    /// The directives of a file are read when somebody asks for a place in it.
    fn parts(&self) -> &[Part] {
        self.parts.get_or_init(|| {
            let mut parts: Vec<Part> = Vec::new();
            for (at, directive) in gorun_grammar::line_directives(&self.text) {
                let at = at.min(self.text.len()) as u32;
                let real = self.place(at);
                let file = match directive.file {
                    None => parts.last().and_then(|p| p.file.clone()),
                    Some("") => Some((String::new(), PathBuf::from("??"))),
                    Some(name) => Some(self.beside(name)),
                };
                parts.push(Part {
                    at,
                    file,
                    line: match directive.line {
                        0 => {
                            parts
                                .last()
                                .map_or(real.0, |p| p.line + real.0 - p.real_line)
                                + 1
                        }
                        line => line as usize,
                    },
                    column: directive.column as usize,
                    real_line: real.0,
                    real_column: real.1,
                });
            }
            parts
        })
    }
    /// A file that is named from this one's folder.
    fn beside(&self, name: &str) -> (String, PathBuf) {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let path = clean(&folder.join(name));
        if Path::new(name).is_absolute() {
            return (path.display().to_string(), path);
        }
        let shown = Path::new(&self.shown);
        let dot = self.shown.starts_with("./");
        let shown = clean(&shown.parent().unwrap_or(Path::new("")).join(name));
        let dot = if dot && !shown.starts_with("..") {
            "./"
        } else {
            ""
        };
        (format!("{dot}{}", shown.display()), path)
    }

    /// Line and column of a byte.
    fn place(&self, offset: u32) -> (usize, usize) {
        let lines = self.line_starts();
        let line = lines.partition_point(|&start| start <= offset);
        (line, (offset - lines[line - 1]) as usize + 1)
    }

    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let ends = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0)
                .chain(ends.map(|i| i as u32 + 1))
                .collect()
        })
    }

    /// The text of a line (from 1), without its end.
    pub fn line_text(&self, line: usize) -> &str {
        let starts = self.line_starts();
        let start = starts[line - 1] as usize;
        let end = starts.get(line).map_or(self.text.len(), |&e| e as usize);
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_across_files() {
        let mut map = SourceMap::new();
        let a = map
            .add("a.go".into(), "/a.go".into(), "one\ntwo\n".into())
            .unwrap();
        let b = map.add("b.go".into(), "/b.go".into(), "x".into()).unwrap();
        let at = |base: u32, offset: u32| {
            let p = map.position(Pos(base + offset)).unwrap();
            (p.file.shown.as_str(), p.line, p.column)
        };
        assert_eq!(at(map.file(a).base, 0), ("a.go", 1, 1));
        assert_eq!(at(map.file(a).base, 5), ("a.go", 2, 2));
        assert_eq!(at(map.file(a).base, 8), ("a.go", 3, 1));
        assert_eq!(at(map.file(b).base, 0), ("b.go", 1, 1));
        assert!(map.position(Pos::NONE).is_none());
        assert_eq!(map.file(a).line_text(2), "two");
    }
}
