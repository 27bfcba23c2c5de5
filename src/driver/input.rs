//! Reads what the command line names: files, a directory, standard input.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::Failure;

/// The texts of the program's main package.
#[derive(Debug)]
pub struct Input {
    /// As `# package` names it in error reports.
    pub package: String,
    /// (as shown, absolute path, text)
    pub files: Vec<(String, PathBuf, String)>,
    /// Where imports of local packages begin to be looked for.
    pub dir: PathBuf,
}

/// `paths`: Go files; or one directory; or one script with any name; or `-` for standard input.
pub fn read_input(paths: &[String]) -> Result<Input, Failure> {
    match paths {
        [one] if one == "-" => read_stdin(),
        [one] if Path::new(one).is_dir() => read_dir(one),
        _ => {
            let files = paths
                .iter()
                .map(|p| read_file(p))
                .collect::<Result<Vec<_>, _>>()?;
            let dir = files[0]
                .1
                .parent()
                .map(Path::to_path_buf)
                .unwrap_or_default();
            Ok(Input {
                package: "command-line-arguments".into(),
                files,
                dir,
            })
        }
    }
}

fn read_stdin() -> Result<Input, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|e| Failure::new(format!("reading standard input: {e}")))?;
    let dir = std::env::current_dir().unwrap_or_default();
    let text = text_of("standard input", bytes)?;
    let path = dir.join("stdin.go");
    Ok(Input {
        package: "command-line-arguments".into(),
        files: vec![("./stdin.go".into(), path, text)],
        dir,
    })
}

fn read_dir(dir: &str) -> Result<Input, Failure> {
    let entries =
        fs::read_dir(dir).map_err(|e| Failure::new(format!("{dir}: {}", error_text(&e))))?;
    let mut names: Vec<String> = entries
        .filter_map(|e| e.ok()?.file_name().into_string().ok())
        .filter(|n| n.ends_with(".go") && !n.ends_with("_test.go") && !n.starts_with(['.', '_']))
        .filter(|n| super::load::file_name_fits(n))
        .collect();
    names.sort();
    let mut files = Vec::new();
    for name in names {
        let (shown, path, text) = read_file(&Path::new(dir).join(name).to_string_lossy())?;
        if super::load::build_constraint_fits(&text) {
            files.push((shown, path, text));
        }
    }
    if files.is_empty() {
        return Err(Failure::new(format!(
            "no Go files in {}",
            absolute(Path::new(dir)).display()
        )));
    }
    Ok(Input {
        package: "command-line-arguments".into(),
        files,
        dir: absolute(Path::new(dir)),
    })
}

fn read_file(path: &str) -> Result<(String, PathBuf, String), Failure> {
    let bytes =
        fs::read(path).map_err(|e| Failure::new(format!("stat {path}: {}", error_text(&e))))?;
    let text = text_of(path, bytes)?;
    Ok((shown(Path::new(path)), absolute(Path::new(path)), text))
}

/// Go's wording of what the system says.
fn error_text(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or directory".into(),
        std::io::ErrorKind::PermissionDenied => "permission denied".into(),
        std::io::ErrorKind::IsADirectory => "is a directory".into(),
        _ => error.to_string(),
    }
}

fn text_of(shown: &str, bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = memchr::memchr_iter(b'\n', valid).count() + 1;
        let column = valid.len() - memchr::memrchr(b'\n', valid).map_or(0, |i| i + 1) + 1;
        let file = self::shown(Path::new(shown));
        Failure::new(format!(
            "# command-line-arguments\n{file}:{line}:{column}: invalid UTF-8 encoding"
        ))
    })
}

fn absolute(path: &Path) -> PathBuf {
    let joined = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    fs::canonicalize(&joined).unwrap_or(joined)
}

/// As Go's command shows a file: relative to the current directory where that is shorter, a bare name with `./`.
fn shown(path: &Path) -> String {
    let whole = absolute(path);
    let relative = std::env::current_dir()
        .ok()
        .and_then(|dir| whole.strip_prefix(dir).ok().map(Path::to_path_buf));
    match relative {
        Some(p) if p.components().count() == 1 => format!("./{}", p.display()),
        Some(p) => p.display().to_string(),
        None => path.display().to_string(),
    }
}
