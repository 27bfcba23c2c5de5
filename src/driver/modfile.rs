//! go.mod and go.work as text: what they say, and what is wrong with them in Go's own words.

use std::fmt::Write;

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

/// What a go.mod says, or a go.work (`uses`). Comments, `retract`, `toolchain`, `tool` and `ignore` are checked and left out.
#[derive(Clone, Debug, Default)]
pub struct ModFile {
    pub module: Option<String>,
    /// As written: `1.21`, `1.21.3`, `1.22rc1`.
    pub go: Option<String>,
    pub requires: Vec<ModVersion>,
    pub excludes: Vec<ModVersion>,
    pub replaces: Vec<Replace>,
    /// Settings of GODEBUG.
    pub godebug: Vec<(String, String)>,
    /// Directories of a go.work.
    pub uses: Vec<String>,
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
        errors: String::new(),
    };
    parser.file(text).map_err(|(line, column, why)| {
        let column = match column {
            1 => String::new(),
            n => format!(":{n}"),
        };
        format!("{shown}:{line}{column}: {why}")
    })?;
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

    fn directive(&mut self, place: (usize, usize), verb: &str, args: &[String]) {
        if let Err(why) = self.add(verb, args) {
            self.error(place, &why);
        }
    }

    fn add(&mut self, verb: &str, args: &[String]) -> Result<(), String> {
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
                    self.file.uses.push(unquote(dir)?);
                    Ok(())
                }
                _ => Err("usage: use local/dir".into()),
            },
            "replace" => {
                let replace = replacement(args)?;
                self.file.replaces.push(replace);
                Ok(())
            }
            "godebug" => match args {
                [arg]
                    if !arg.contains(['"', '`', '\'', ','])
                        && let Some((name, value)) = arg.split_once('=') =>
                {
                    self.file.godebug.push((name.into(), value.into()));
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
                let version = version_of(verb, &path, version)?;
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
                _ => Ok(()),
            },
            "tool" | "ignore" if !work => match args {
                [path] => unquote(path).map(|_| ()),
                _ => Err(format!("{verb} directive expects exactly one argument")),
            },
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
        if name == "default" || name.starts_with("go1") || name.contains("-go1") {
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
            _ => {
                let mut end = rest.len();
                for (i, c) in rest.char_indices() {
                    if matches!(
                        c,
                        ' ' | '\t' | '\r' | '(' | ')' | '[' | ']' | '{' | '}' | ','
                    ) || rest[i..].starts_with("//")
                    {
                        end = i;
                        break;
                    }
                    if rest[i..].starts_with("/*") {
                        return Err((number, at + i + 1, comment.into()));
                    }
                    if c.is_control() {
                        let why = format!("unexpected input character `{c}`");
                        return Err((number, at + i + 1, why));
                    }
                }
                end
            }
        };
        out.push((rest[..length].to_string(), at + 1));
        at += length;
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
    if word.contains(['"', '`']) {
        return Err("invalid quoted string: unquoted string cannot contain quote".into());
    }
    Ok(word.to_string())
}

/// `1.21`, `1.21.3`, `1.22rc1`; no leading zeros.
pub fn is_go_version(text: &str) -> bool {
    let number = |s: &str| {
        !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit()) && (s == "0" || !s.starts_with('0'))
    };
    let (release, rest) = match text.find(|c: char| c.is_ascii_alphabetic()) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let parts: Vec<&str> = release.split('.').collect();
    let pre = rest.is_empty()
        || ["rc", "beta", "alpha"]
            .iter()
            .any(|p| rest.strip_prefix(p).is_some_and(number));
    parts.len() <= 3
        && parts.len() >= 2
        && number(parts[0])
        && parts[0] != "0"
        && parts[1..].iter().all(|p| number(p))
        && pre
}

fn replacement(args: &[String]) -> Result<Replace, String> {
    let arrow = if args.get(1).is_some_and(|a| a == "=>") {
        1
    } else {
        2
    };
    if args.len() < arrow + 2 || args.len() > arrow + 3 || args[arrow] != "=>" {
        return Err("usage: replace module/path [v1.2.3] => other/module v1.4\n\t or replace module/path [v1.2.3] => ../local/directory".into());
    }
    let path = unquote(&args[0])?;
    let version = match arrow {
        2 => version_of("replace", &path, &args[1])?,
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
                "replacement module directory path {to:?} cannot have version"
            ));
        }
        Some(version) => version_of("replace", &to, version)?,
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

/// A version in full: `v1.2.3`, with what follows.
fn version_of(verb: &str, path: &str, word: &str) -> Result<String, String> {
    let text = unquote(word)?;
    match super::semver::is_canonical(&text) {
        true => Ok(text.split('+').next().map_or(String::new(), |plain| {
            match text.ends_with("+incompatible") {
                true => text.clone(),
                false => plain.to_string(),
            }
        })),
        false => Err(format!(
            "{verb} {path}: version \"{text}\" invalid: must be of the form v1.2.3"
        )),
    }
}

/// A module of major version 2 or more says so in its path.
fn check_major(verb: &str, path: &str, version: &str) -> Result<(), String> {
    let major = version[1..].split('.').next().unwrap_or("0");
    let wanted = match path.rsplit_once("/v") {
        Some((_, n)) if !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()) => Some(n),
        _ => path
            .strip_prefix("gopkg.in/")
            .and_then(|p| Some(p.rsplit_once(".v")?.1)),
    };
    let fits = match wanted {
        Some(n) => n == major,
        None => matches!(major, "0" | "1") || version.ends_with("+incompatible"),
    };
    if fits {
        return Ok(());
    }
    let should = match wanted {
        Some(n) => format!("should be v{n}, not v{major}"),
        None => format!("should be v0 or v1, not v{major}"),
    };
    Err(format!(
        "{verb} {path}: version \"{version}\" invalid: {should}"
    ))
}

fn retraction(args: &[String]) -> Result<(), String> {
    let version = |i: usize, missing: &str| -> Result<(), String> {
        match args.get(i) {
            Some(v) if !matches!(v.as_str(), "[" | "]" | ",") => version_of("retract", "", v)
                .map(|_| ())
                .map_err(|e| e.replace("retract : ", "retract: ")),
            _ => Err(missing.to_string()),
        }
    };
    let used = if args.first().is_some_and(|a| a == "[") {
        version(1, "expected version after '['")?;
        if args.get(2).is_none_or(|a| a != ",") {
            return Err("expected ',' after version".into());
        }
        version(3, "expected version after ','")?;
        if args.get(4).is_none_or(|a| a != "]") {
            return Err("expected ']' after version".into());
        }
        5
    } else {
        version(0, "expected '[' or version")?;
        1
    };
    match args.get(used) {
        Some(extra) => Err(format!("unexpected token after version: {extra:?}")),
        None => Ok(()),
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
    fn go_versions() {
        for good in ["1.9", "1.21", "1.21.0", "1.22rc1"] {
            assert!(is_go_version(good), "{good}");
        }
        for bad in ["1", "v1.2", "1.02", "1.21.x", "go1.21", ""] {
            assert!(!is_go_version(bad), "{bad}");
        }
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
