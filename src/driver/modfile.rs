//! go.mod and go.work as text: what they say, and what is wrong with them in Go's own words.

use std::fmt::Write;

use super::go_version::is_go_version;
use crate::types::quote;

/// A module path with a version; an empty version is a local directory, or any version at the left of a replacement.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModVersion {
    pub path: String,
    pub version: String,
}

#[derive(Clone, Debug)]
pub struct Replace {
    pub old: ModVersion,
    pub new: ModVersion,
}

/// A value of a GODEBUG setting, and the line that gives it.
#[derive(Clone, Debug)]
pub struct Godebug {
    pub name: String,
    pub value: String,
    pub line: usize,
}

/// What a go.mod says, or a go.work (`uses`). Comments, `retract` and `toolchain` are checked and left out.
#[derive(Clone, Debug, Default)]
pub struct ModFile {
    pub module: Option<String>,
    /// As written: `1.21`, `1.21.3`, `1.22rc1`.
    pub go: Option<String>,
    pub requires: Vec<ModVersion>,
    pub excludes: Vec<ModVersion>,
    pub replaces: Vec<Replace>,
    pub godebug: Vec<Godebug>,
    pub tools: Vec<String>,
    /// Directories that patterns do not look into: `./x` is one, `x` any of that name.
    pub ignores: Vec<String>,
    /// Directories of a go.work, with their lines.
    pub uses: Vec<(String, usize)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The main module's go.mod: everything is judged.
    Main,
    /// A dependency's: only what a dependency can say is read.
    Dependency,
    Work,
}

/// Reads a file; `shown` is its name in errors, `whole` its path. `Err`: all that is wrong, a line each.
pub fn parse(shown: &str, whole: &str, text: &str, kind: Kind) -> Result<ModFile, String> {
    let mut parser = Parser {
        shown,
        whole,
        kind,
        file: ModFile::default(),
        seen_toolchain: false,
        retracted: Vec::new(),
        errors: String::new(),
    };
    parser.file(text).map_err(|(line, column, why)| {
        let column = match column {
            1 => String::new(),
            n => format!(":{n}"),
        };
        format!("{shown}:{line}{column}: {why}")
    })?;
    parser.judge_retractions();
    match parser.errors.is_empty() {
        true => Ok(parser.file),
        false => Err(parser.errors.trim_end().to_string()),
    }
}

struct Parser<'a> {
    shown: &'a str,
    whole: &'a str,
    kind: Kind,
    file: ModFile,
    seen_toolchain: bool,
    /// Versions that are retracted, with their places.
    retracted: Vec<((usize, usize), Vec<String>)>,
    errors: String,
}

/// What ends the reading: line, column, reason.
type Fatal = (usize, usize, String);

impl Parser<'_> {
    fn file(&mut self, text: &str) -> Result<(), Fatal> {
        // The verb of the block that is open, where it began, and whether the verb is known.
        let mut block: Option<(String, (usize, usize), bool)> = None;
        let mut last = 0;
        for (index, line) in text.lines().enumerate() {
            let number = index + 1;
            last = number;
            let tokens = tokens(line, number)?;
            let Some(first) = tokens.first() else {
                continue;
            };
            let words: Vec<String> = tokens.iter().map(|t| t.0.clone()).collect();
            if let Some((verb, _, known)) = &block {
                if first.0 == ")" {
                    if let Some(extra) = tokens.get(1) {
                        let why = "syntax error (expected newline after closing paren)";
                        return Err((number, extra.1 + extra.0.len(), why.into()));
                    }
                    block = None;
                } else if *known {
                    let verb = verb.clone();
                    self.directive((number, first.1), &verb, &words);
                }
                continue;
            }
            if words.len() >= 2 && words.last().is_some_and(|w| w == "(") {
                let verb = words[..words.len() - 1].join(" ");
                let known = self.is_block_verb(&verb);
                if !known && self.kind != Kind::Dependency {
                    self.error((number, first.1), &format!("unknown block type: {verb}"));
                }
                block = Some((verb, (number, first.1), known));
            } else if words.len() == 3 && words[1] == "(" && words[2] == ")" {
                // An empty block on one line.
            } else {
                self.directive((number, first.1), &words[0], &words[1..]);
            }
        }
        if let Some((_, (line, column), _)) = block {
            let whole = self.whole;
            let why =
                format!("syntax error (unterminated block started at {whole}:{line}:{column})");
            return Err((last + 1, 1, why));
        }
        Ok(())
    }

    fn is_block_verb(&self, verb: &str) -> bool {
        match self.kind {
            Kind::Work => matches!(verb, "use" | "replace" | "godebug"),
            _ => matches!(
                verb,
                "module"
                    | "godebug"
                    | "require"
                    | "exclude"
                    | "replace"
                    | "retract"
                    | "tool"
                    | "ignore"
            ),
        }
    }

    fn error(&mut self, (line, column): (usize, usize), why: &str) {
        let column = match column {
            1 => String::new(),
            n => format!(":{n}"),
        };
        let _ = writeln!(self.errors, "{}:{line}{column}: {why}", self.shown);
    }

    /// What versions there can be depends on the module's path, which may stand behind.
    fn judge_retractions(&mut self) {
        if self.kind != Kind::Main {
            return;
        }
        let path = self.file.module.clone().unwrap_or_default();
        for (place, versions) in std::mem::take(&mut self.retracted) {
            if path.is_empty() {
                let why = "no module directive found, so retract cannot be used";
                return self.error(place, why);
            }
            let judged = versions.iter().try_for_each(|v| {
                let version = version_of(self.kind, "retract", &path, v)?;
                check_major("retract", &path, &version)
            });
            if let Err(why) = judged {
                self.error(place, &why);
            }
        }
    }

    fn directive(&mut self, place: (usize, usize), verb: &str, args: &[String]) {
        if let Err(why) = self.add(place, verb, args) {
            self.error(place, &why);
        }
    }

    fn add(&mut self, place: (usize, usize), verb: &str, args: &[String]) -> Result<(), String> {
        let dependency = self.kind == Kind::Dependency;
        if dependency && !matches!(verb, "go" | "module" | "require" | "retract" | "ignore") {
            return Ok(());
        }
        let work = self.kind == Kind::Work;
        match verb {
            "go" => self.go(args),
            "toolchain" => self.toolchain(args),
            "use" if work => match args {
                [dir] => {
                    self.file.uses.push((unquote(dir)?, place.0));
                    Ok(())
                }
                _ => Err("usage: use local/dir".into()),
            },
            "replace" => {
                let replace = replacement(self.kind, args)?;
                self.file.replaces.push(replace);
                Ok(())
            }
            "godebug" => match args {
                [arg]
                    if !arg.contains(['"', '`', '\'', ','])
                        && let Some((name, value)) = arg.split_once('=') =>
                {
                    self.file.godebug.push(Godebug {
                        name: name.into(),
                        value: value.into(),
                        line: place.0,
                    });
                    Ok(())
                }
                _ => Err("usage: godebug key=value".into()),
            },
            "module" if !work => {
                if self.file.module.is_some() {
                    return Err("repeated module statement".into());
                }
                let [path] = args else {
                    return Err("usage: module module/path".into());
                };
                self.file.module = Some(unquote(path)?);
                Ok(())
            }
            "require" | "exclude" if !work => {
                let [path, version] = args else {
                    return Err(format!("usage: {verb} module/path v1.2.3"));
                };
                let path = unquote(path)?;
                let version = version_of(self.kind, verb, &path, version)?;
                check_major(verb, &path, &version)?;
                let list = match verb {
                    "require" => &mut self.file.requires,
                    _ => &mut self.file.excludes,
                };
                list.push(ModVersion { path, version });
                Ok(())
            }
            "retract" if !work => match (dependency, retraction(args)) {
                (false, Err(why)) => Err(why),
                (_, versions) => {
                    self.retracted.push((place, versions.unwrap_or_default()));
                    Ok(())
                }
            },
            "tool" | "ignore" if !work => {
                let [path] = args else {
                    return Err(format!("{verb} directive expects exactly one argument"));
                };
                let list = match verb {
                    "tool" => &mut self.file.tools,
                    _ => &mut self.file.ignores,
                };
                list.push(unquote(path)?);
                Ok(())
            }
            _ => Err(format!("unknown directive: {verb}")),
        }
    }

    fn go(&mut self, args: &[String]) -> Result<(), String> {
        if self.file.go.is_some() {
            return Err("repeated go statement".into());
        }
        let [version] = args else {
            return Err("go directive expects exactly one argument".into());
        };
        if is_go_version(version) {
            self.file.go = Some(version.clone());
            return Ok(());
        }
        // Dependencies of old may write `v1.2` or `1.9.x`: the beginning counts.
        let lax = version.trim_start_matches('v');
        let mut parts = lax.splitn(3, '.');
        if self.kind == Kind::Dependency
            && let (Some(major), Some(minor)) = (parts.next(), parts.next())
            && let Some(digits) = minor.split(|c: char| !c.is_ascii_digit()).next()
            && is_go_version(&format!("{major}.{digits}"))
        {
            self.file.go = Some(format!("{major}.{digits}"));
            return Ok(());
        }
        Err(format!(
            "invalid go version '{version}': must match format 1.23.0"
        ))
    }

    fn toolchain(&mut self, args: &[String]) -> Result<(), String> {
        if self.seen_toolchain {
            return Err("repeated toolchain statement".into());
        }
        let [name] = args else {
            return Err("toolchain directive expects exactly one argument".into());
        };
        self.seen_toolchain = true;
        let rest = name.strip_prefix("go1");
        if name == "default" || rest.is_some_and(|r| r.is_empty() || r.starts_with('.')) {
            return Ok(());
        }
        Err(format!(
            "invalid toolchain version '{name}': must match format go1.23.0 or default"
        ))
    }
}

/// The words of a line with their columns, up to a comment.
fn tokens(line: &str, number: usize) -> Result<Vec<(String, usize)>, Fatal> {
    let mut out = Vec::new();
    let mut at = 0;
    loop {
        let rest = &line[at..];
        at += rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
        let rest = &line[at..];
        let Some(c) = rest.chars().next() else {
            return Ok(out);
        };
        if rest.starts_with("//") {
            return Ok(out);
        }
        let comment = "mod files must use // comments (not /* */ comments)";
        if rest.starts_with("/*") {
            return Err((number, at + 1, comment.into()));
        }
        let length = match c {
            '(' | ')' | '[' | ']' | '{' | '}' | ',' => 1,
            '"' | '`' => quoted_length(rest, c).ok_or_else(|| {
                let why = "unexpected newline in string".to_string();
                (number, line.len() + 1, why)
            })?,
            c if !is_of_word(c) => {
                let why = format!("unexpected input character {}", quoted_character(c));
                return Err((number, at + 1, why));
            }
            _ => {
                let mut end = rest.len();
                for (i, c) in rest.char_indices() {
                    if !is_of_word(c) || rest[i..].starts_with("//") {
                        end = i;
                        break;
                    }
                    if rest[i..].starts_with("/*") {
                        return Err((number, at + i + 1, comment.into()));
                    }
                }
                end
            }
        };
        out.push((rest[..length].to_string(), at + 1));
        at += length;
    }
}

/// Whether a word of the file may hold the character.
fn is_of_word(c: char) -> bool {
    let printed = crate::std::unicode::is_print(c as i32);
    printed && !c.is_whitespace() && !"()[]{},".contains(c)
}

/// As Go's `%q` has it.
pub fn quoted_character(c: char) -> String {
    match c as u32 {
        n @ 7..=13 => format!("'\\{}'", char::from(b"abtnvfr"[n as usize - 7])),
        0x27 | 0x5c => format!("'\\{c}'"),
        n if crate::std::unicode::is_print(n as i32) => format!("'{c}'"),
        n @ ..0x80 => format!("'\\x{n:02x}'"),
        n @ ..0x10000 => format!("'\\u{n:04x}'"),
        n => format!("'\\U{n:08x}'"),
    }
}

fn quoted_length(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (i, c) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' && quote == '"' {
            escaped = true;
        } else if c == quote {
            return Some(i + 1);
        }
    }
    None
}

fn unquote(word: &str) -> Result<String, String> {
    if word.starts_with('"') {
        return crate::types::constant::unquote(word)
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .ok_or_else(|| "invalid quoted string: invalid syntax".to_string());
    }
    if word.contains(['"', '`', '\'']) {
        return Err("invalid quoted string: unquoted string cannot contain quote".into());
    }
    Ok(word.to_string())
}

fn replacement(kind: Kind, args: &[String]) -> Result<Replace, String> {
    let arrow = if args.get(1).is_some_and(|a| a == "=>") {
        1
    } else {
        2
    };
    if args.len() < arrow + 2 || args.len() > arrow + 3 || args[arrow] != "=>" {
        return Err("usage: replace module/path [v1.2.3] => other/module v1.4\n\t or replace module/path [v1.2.3] => ../local/directory".into());
    }
    let path = unquote(&args[0])?;
    split_major(&path).ok_or_else(|| format!("replace {path}: invalid module path"))?;
    let version = match arrow {
        2 => version_of(kind, "replace", &path, &args[1])?,
        _ => String::new(),
    };
    if !version.is_empty() {
        check_major("replace", &path, &version)?;
    }
    let to = unquote(&args[arrow + 1])?;
    let directory = is_directory(&to);
    let new_version = match args.get(arrow + 2) {
        None if directory => String::new(),
        None if to.contains('@') => {
            return Err(
                "replacement module must match format 'path version', not 'path@version'".into(),
            );
        }
        None => return Err("replacement module without version must be directory path (rooted or starting with . or ..)".into()),
        Some(_) if directory => {
            return Err(format!(
                "replacement module directory path {to} cannot have version", to = quote(&to)
            ));
        }
        Some(version) => {
            let version = version_of(kind, "replace", &to, version)?;
            check_major("replace", &to, &version)?;
            version
        }
    };
    Ok(Replace {
        old: ModVersion { path, version },
        new: ModVersion {
            path: to,
            version: new_version,
        },
    })
}

fn is_directory(path: &str) -> bool {
    path == "."
        || path == ".."
        || path.starts_with("./")
        || path.starts_with("../")
        || path.starts_with('/')
}

/// A version in full: `v1.2.3`, with what follows. What is none the main module's go.mod has Go ask for, of a path that can be one.
fn version_of(kind: Kind, verb: &str, path: &str, word: &str) -> Result<String, String> {
    let text = unquote(word)?;
    let plain = text.split('+').next().unwrap_or_default();
    if super::semver::is_canonical(&text) {
        if plain == text || text == format!("{plain}+incompatible") {
            return Ok(text);
        }
        if kind != Kind::Main {
            return Ok(plain.to_string());
        }
    }
    if kind == Kind::Main
        && split_major(path).is_some()
        && let Some(why) = super::import_path::no_module(path)
    {
        return Err(format!(
            "malformed module path {path}: {why}",
            path = quote(path)
        ));
    }
    Err(format!(
        "{verb} {path}: version \"{text}\" invalid: must be of the form v1.2.3"
    ))
}

/// The major version that a module's path ends with, without its `/v`; empty for 0 and 1. None: the end is malformed.
fn split_major(path: &str) -> Option<&str> {
    let gopkg = path.strip_prefix("gopkg.in/");
    let stem = match gopkg {
        Some(_) => path.strip_suffix("-unstable").unwrap_or(path),
        None => path,
    };
    let head = stem.trim_end_matches(|c: char| c.is_ascii_digit() || (gopkg.is_none() && c == '.'));
    let number = &stem[head.len()..];
    match gopkg {
        Some(_) => {
            let fits = head.ends_with(".v") && (number == "0" || !number.starts_with('0'));
            (fits && !number.is_empty()).then_some(number)
        }
        None if number.is_empty() || !head.ends_with("/v") => Some(""),
        None => {
            let fits = !number.contains('.') && !number.starts_with('0') && number != "1";
            fits.then_some(number)
        }
    }
}

/// A module of major version 2 or more says so in its path.
fn check_major(verb: &str, path: &str, version: &str) -> Result<(), String> {
    let invalid = |why: String| {
        Err(format!(
            "{verb} {path}: version \"{version}\" invalid: {why}"
        ))
    };
    let major = version[1..].split('.').next().unwrap_or("0");
    match split_major(path) {
        None => invalid(format!("malformed module path {path}", path = quote(path))),
        Some("") if matches!(major, "0" | "1") || version.ends_with("+incompatible") => Ok(()),
        Some("") => invalid(format!("should be v0 or v1, not v{major}")),
        Some(wanted) if wanted == major => Ok(()),
        // Made so by an old mistake.
        Some("1") if path.starts_with("gopkg.in/") && version.starts_with("v0.0.0-") => Ok(()),
        Some(wanted) => invalid(format!("should be v{wanted}, not v{major}")),
    }
}

/// The version or the two that a `retract` names.
fn retraction(args: &[String]) -> Result<Vec<String>, String> {
    let version = |i: usize, missing: &str| match args.get(i) {
        Some(v) if !matches!(v.as_str(), "[" | "]" | ",") => Ok(v.clone()),
        _ => Err(missing.to_string()),
    };
    let mut versions = Vec::new();
    let used = if args.first().is_some_and(|a| a == "[") {
        versions.push(version(1, "expected version after '['")?);
        if args.get(2).is_none_or(|a| a != ",") {
            return Err("expected ',' after version".into());
        }
        versions.push(version(3, "expected version after ','")?);
        if args.get(4).is_none_or(|a| a != "]") {
            return Err("expected ']' after version".into());
        }
        5
    } else {
        versions.push(version(0, "expected '[' or version")?);
        1
    };
    match args.get(used) {
        Some(extra) => Err(format!(
            "unexpected token after version: {extra}",
            extra = quote(extra)
        )),
        None => Ok(versions),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_file() {
        let text = "// c\nmodule \"example.com/m\" // c\n\ngo 1.21.3\ntoolchain go1.27.3\nrequire (\n\ta.b/c v1.2.3 // indirect\n\t\"d.e/f/v2\" v2.0.0-20200101000000-abcdefabcdef\n)\nexclude a.b/c v1.0.0\nreplace a.b/c => ../c\nreplace d.e/f/v2 v2.0.0 => g.h/i v1.0.0\nretract [v1.0.0, v1.1.0]\n";
        let file = parse("go.mod", "/p/go.mod", text, Kind::Main).unwrap();
        assert_eq!(file.module.as_deref(), Some("example.com/m"));
        assert_eq!(file.go.as_deref(), Some("1.21.3"));
        assert_eq!(file.requires.len(), 2);
        assert_eq!(file.requires[1].path, "d.e/f/v2");
        assert_eq!(file.replaces[0].new.path, "../c");
        assert_eq!(file.replaces[1].new.version, "v1.0.0");
    }

    #[test]
    fn errors_are_gos() {
        let error = |text: &str| parse("go.mod", "/p/go.mod", text, Kind::Main).unwrap_err();
        assert_eq!(error("foo bar\n"), "go.mod:1: unknown directive: foo");
        assert_eq!(
            error("module m\nrequire (\n"),
            "go.mod:3: syntax error (unterminated block started at /p/go.mod:2:1)"
        );
    }
}
