//! One directory as a package: which of its files belong to the build, and what their headers say. As `go/build` has it.

use std::fs;
use std::path::{Path, PathBuf};

use super::shown::error_text;
use super::tags::Tags;

/// The files of a directory that belong to a build.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    pub dir: PathBuf,
    /// Go files that fit, by name.
    pub files: Vec<SourceText>,
    /// Go files that build constraints leave out.
    pub ignored: usize,
    /// Those of them that the directory holds, and that somebody may want to look into.
    pub left_out: Vec<PathBuf>,
    pub tests: Vec<TestFile>,
    /// The first thing wrong with a file, in Go's words.
    pub error: Option<String>,
}

impl Folder {
    fn leave_out(&mut self, path: PathBuf) {
        self.ignored += 1;
        self.left_out.push(path);
    }
}

/// A `_test.go` file.
#[derive(Clone, Debug)]
pub struct TestFile {
    pub source: SourceText,
    /// The package that it declares: the directory's, or that with `_test`.
    pub package: String,
}

#[derive(Clone, Debug)]
pub struct SourceText {
    pub name: String,
    pub path: PathBuf,
    pub text: String,
    /// Offsets of bytes that are no text.
    pub broken: Vec<usize>,
    /// It begins with the mark of another encoding.
    pub utf16: bool,
}

impl SourceText {
    /// A text that nobody wrote to a file.
    pub fn made(name: &str, dir: &Path, text: String) -> SourceText {
        SourceText {
            name: name.into(),
            path: dir.join(name),
            text,
            broken: Vec::new(),
            utf16: false,
        }
    }
}

/// Any file that looks like Go's, constraints or not.
pub fn has_go_files(dir: &Path) -> bool {
    fs::read_dir(dir).is_ok_and(|entries| {
        entries.flatten().any(|e| {
            e.file_name().to_string_lossy().ends_with(".go")
                && (e.file_type().is_ok_and(|t| t.is_file()) || e.path().is_file())
        })
    })
}

/// Reads a directory. With `whole` false (the library's), test files are not looked into.
pub fn read(dir: &Path, tags: &Tags, whole: bool) -> Result<Folder, String> {
    let mut folder = Folder {
        dir: dir.to_path_buf(),
        ..Folder::default()
    };
    for name in names(dir)? {
        if name.starts_with(['_', '.']) {
            continue;
        }
        let test = name.ends_with("_test.go");
        if test && !whole {
            continue;
        }
        if !tags.name_fits(&name) {
            folder.leave_out(dir.join(&name));
            continue;
        }
        let source = match read_source(name.clone(), dir.join(&name)) {
            Ok(source) => source,
            Err(why) => {
                folder.error.get_or_insert(why);
                continue;
            }
        };
        match tags.text_fits(&source.text) {
            Ok(true) => {}
            Ok(false) => {
                folder.leave_out(source.path);
                continue;
            }
            Err(why) => {
                folder.error.get_or_insert(format!("{name}: {why}"));
                continue;
            }
        }
        if test {
            let package = super::header::package_name(&source.text).unwrap_or_default();
            if package == "documentation" {
                folder.leave_out(source.path);
                continue;
            }
            folder.tests.push(TestFile { source, package });
        } else {
            folder.files.push(source);
        }
    }
    Ok(folder)
}

/// Reads a directory as `read` does; of a package that has functions in assembly, or asks for such of Go's runtime that gorun does not have,
/// those files that do without, if its authors wrote such. (If not, as it is: who calls such a function is told.)
pub fn read_in_go(dir: &Path, tags: &Tags, whole: bool) -> Result<Folder, String> {
    let mut first = None;
    for tags in tags.without_assembly() {
        if has_assembly(dir, &tags) {
            continue;
        }
        let folder = read(dir, &tags, whole)?;
        if !folder.asks_for_what_is_not_here() {
            return Ok(folder);
        }
        first.get_or_insert(folder);
    }
    match first {
        Some(folder) => Ok(folder),
        None => read(dir, tags, whole),
    }
}

impl Folder {
    /// Whether a function has no body because it shall be one of Go's library (`//go:linkname`) that there is not.
    fn asks_for_what_is_not_here(&self) -> bool {
        let lacks = |text: &str| {
            let lines = text
                .lines()
                .filter_map(|l| l.strip_prefix("//go:linkname "));
            lines.into_iter().any(|line| {
                let mut words = line.split_whitespace();
                let (Some(local), Some(target)) = (words.next(), words.next()) else {
                    return false;
                };
                declares(text, local) == Some(Body::Elsewhere) && !is_here(target)
            })
        };
        self.files.iter().any(|f| lacks(&f.text))
    }
}

#[derive(PartialEq)]
enum Body {
    Here,
    Elsewhere,
}

/// How a function is declared, if it is.
fn declares(text: &str, name: &str) -> Option<Body> {
    let mut lines = text.lines();
    let line = lines.find(|l| {
        let after = l.strip_prefix("func ").and_then(|l| l.strip_prefix(name));
        after.is_some_and(|l| l.starts_with('('))
    })?;
    let body = line.contains(" {") || line.ends_with([',', '(']);
    Some(if body { Body::Here } else { Body::Elsewhere })
}

/// Whether a function of Go's library is one of ours. Of other packages nothing is known.
fn is_here(target: &str) -> bool {
    let slash = target.rfind('/').map_or(0, |i| i + 1);
    let Some(dot) = target[slash..].find('.') else {
        return true;
    };
    let (path, name) = (&target[..slash + dot], &target[slash + dot + 1..]);
    let Some(files) = crate::std::sources(path) else {
        return true;
    };
    let files = files.iter().chain(crate::std::wide_sources(path));
    files
        .into_iter()
        .any(|(_, text)| declares(&text.read(), name).is_some())
}

/// Whether the directory holds functions in assembly for this machine. (A file without any lets functions be declared that the
/// linker provides.)
pub fn has_assembly(dir: &Path, tags: &Tags) -> bool {
    assembly(dir, tags).any(|text| text.contains("TEXT"))
}

/// Whether all files in assembly for this machine that the directory holds, one at least, have no functions.
pub fn has_empty_assembly(dir: &Path) -> bool {
    let tags = Tags::default();
    let mut files = assembly(dir, &tags).map(|text| !text.contains("TEXT"));
    files
        .next()
        .is_some_and(|first| first && files.all(|empty| empty))
}

/// The texts of the files in assembly that belong to the build.
fn assembly<'d>(dir: &'d Path, tags: &'d Tags) -> impl Iterator<Item = String> + 'd {
    fs::read_dir(dir)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|e| e.file_name().into_string().ok())
        .filter(|n| n.ends_with(".s") && !n.starts_with(['_', '.']) && tags.name_fits(n))
        .filter_map(|n| fs::read_to_string(dir.join(n)).ok())
        .filter(|text| tags.text_fits(text) == Ok(true))
}

/// Names of the Go files in a directory, sorted.
fn names(dir: &Path) -> Result<Vec<String>, String> {
    let entries =
        fs::read_dir(dir).map_err(|e| format!("{}: {}", dir.display(), error_text(&e)))?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|e| match e.file_type() {
            Ok(t) if t.is_symlink() => !e.path().is_dir(),
            Ok(t) => !t.is_dir(),
            Err(_) => false,
        })
        .filter_map(|e| e.file_name().into_string().ok())
        .filter(|n| n.ends_with(".go"))
        .collect();
    names.sort();
    Ok(names)
}

/// A file of this name as it is read.
pub fn read_source(name: String, path: PathBuf) -> Result<SourceText, String> {
    let bytes =
        fs::read(&path).map_err(|e| format!("open {}: {}", path.display(), error_text(&e)))?;
    Ok(source_of(name, path, bytes))
}

pub fn source_of(name: String, path: PathBuf, bytes: Vec<u8>) -> SourceText {
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let (text, broken) = text_of(bytes);
    SourceText {
        name,
        path,
        text,
        broken,
        utf16,
    }
}

/// The bytes as text, and where they are none. What stands there instead keeps all places, and hurts no word or string
/// around it: gc reports such bytes, and goes on as if they were not there.
fn text_of(bytes: Vec<u8>) -> (String, Vec<usize>) {
    let mut bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, Vec::new()),
        Err(error) => error.into_bytes(),
    };
    let (mut broken, mut at) = (Vec::new(), 0);
    while let Err(error) = std::str::from_utf8(&bytes[at..]) {
        at += error.valid_up_to();
        broken.push(at);
        let in_word = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
        bytes[at] = if in_word { b'_' } else { b' ' };
    }
    (String::from_utf8_lossy(&bytes).into_owned(), broken)
}
