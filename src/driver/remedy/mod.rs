//! What would mend an error of the compiler's: the help lines below errors on a terminal.
//!
//! A remedy is a change of the text, found by what the message says (the other files here), and tried: the program as it would be is
//! parsed and checked. Only one that makes its error go away and brings no other is told. Remedies add up: what is
//! unused because something else is misspelt needs none of its own. Nothing here runs for a program without errors, or into a pipe.

mod conversion;
mod habits;
mod import;
mod member;
mod names;
mod statement;
mod syntax;
mod unused;

pub use import::excerpts;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Input;
use super::build::{PackageErrors, check_more};
use super::load::{Changed, load_changed};
use super::watch::processor_time;
use crate::source::{Diagnostic, SourceMap, Words, resolve_places};
use crate::types::Types;
use names::Names;

/// Trying remedies takes no longer than this, nanoseconds of the processor's time: how busy the machine is says nothing about the program.
const PATIENCE: u64 = 600_000_000;
/// Errors of one package that are looked at. Ten are shown, but for `check -e`.
const LOOKED_AT: usize = 30;
/// Remedies of one error that are tried.
const TRIED: usize = 8;

/// Part of a file's text, and what is put in its place.
#[derive(Clone, Debug)]
struct Edit {
    at: Range<usize>,
    text: String,
}

impl Edit {
    fn insert(at: usize, text: impl Into<String>) -> Edit {
        Edit {
            at: at..at,
            text: text.into(),
        }
    }
    fn replace(at: Range<usize>, text: impl Into<String>) -> Edit {
        Edit {
            at,
            text: text.into(),
        }
    }
    fn delete(at: Range<usize>) -> Edit {
        Edit::replace(at, "")
    }
}

/// What could mend an error.
#[derive(Clone, Debug)]
struct Remedy {
    /// Of the file that the error is in.
    edits: Vec<Edit>,
    help: String,
}

impl Remedy {
    fn new(help: impl Into<String>, edits: Vec<Edit>) -> Remedy {
        Remedy {
            edits,
            help: help.into(),
        }
    }
}

/// An error, and all that remedies are found by.
struct Wrong<'a> {
    message: &'a str,
    text: &'a str,
    words: &'a Words<'a>,
    /// Where in the text.
    offset: usize,
    names: &'a Names,
    types: &'a Types,
}

impl Wrong<'_> {
    /// The word that the error is at.
    fn word(&self) -> &str {
        self.words
            .at(self.offset)
            .map_or("", |i| self.words.word(i))
    }
    /// The expression at the error's place, which the message shows behind `before` and in front of ` (`.
    fn operand(&self, before: &str) -> Option<Range<usize>> {
        let rest = self.message.split_once(before)?.1;
        let ends = rest.match_indices(" (").map(|(i, _)| i);
        ends.filter_map(|end| self.words.expression(self.offset, &rest[..end]))
            .last()
    }
}

/// All that may help, likeliest first.
fn remedies(wrong: &Wrong<'_>) -> Vec<Remedy> {
    let finders: [fn(&Wrong<'_>) -> Vec<Remedy>; 7] = [
        unused::remedies,
        names::remedies,
        member::remedies,
        conversion::remedies,
        statement::remedies,
        syntax::remedies,
        habits::remedies,
    ];
    finders.iter().flat_map(|find| find(wrong)).collect()
}

/// An error as checking found it.
#[derive(Clone, PartialEq, Debug)]
struct Found {
    package: String,
    path: PathBuf,
    offset: usize,
    /// Without the places that it speaks of: they move.
    message: String,
    syntax: bool,
}

/// Puts helps to the errors of a program that has been read from `input`.
pub fn add(input: &Input, errors: &mut [PackageErrors], sources: &SourceMap) {
    let bench = Bench::new(input);
    if let Some(mut bench) = bench {
        bench.mend(errors, sources);
    }
}

/// Where remedies are tried.
struct Bench<'a> {
    input: &'a Input,
    /// In terms of `processor_time`.
    until: u64,
    names: Names,
    types: Types,
    /// The program as the remedies so far leave it, and what is wrong with it.
    texts: Vec<Changed>,
    found: Vec<Found>,
    /// Changes in terms of the texts as they were: where, how many bytes, how many instead.
    moved: Vec<(PathBuf, Range<usize>, usize)>,
}

impl<'a> Bench<'a> {
    fn new(input: &'a Input) -> Option<Bench<'a>> {
        let until = processor_time() + PATIENCE;
        let mut types = Types::new();
        let (found, sources) = check(input, &[], &mut types)?;
        let texts = found
            .iter()
            .filter_map(|f| sources.files().iter().find(|s| s.path == f.path))
            .map(|s| (s.path.clone(), (&*s.text).into()));
        let mut texts: Vec<Changed> = texts.collect();
        texts.dedup_by(|a, b| a.0 == b.0);
        Some(Bench {
            input,
            until,
            names: Names::of(&types, sources.files().iter().map(|f| (&*f.path, &*f.text))),
            types,
            texts,
            found,
            moved: Vec::new(),
        })
    }

    fn mend(&mut self, errors: &mut [PackageErrors], sources: &SourceMap) {
        // What is unused may be used when the rest is right.
        for unused in [false, true] {
            for package in errors.iter_mut() {
                let shown = package.diagnostics.iter_mut().take(LOOKED_AT);
                for d in shown.filter(|d| is_unused(d) == unused) {
                    if processor_time() > self.until {
                        return;
                    }
                    let Some(place) = sources.position(d.pos) else {
                        continue;
                    };
                    let offset = (d.pos.0 - place.file.base) as usize;
                    d.help = self.help(&place.file.path, offset, &plain(&d.message));
                }
            }
        }
    }

    /// The first remedy that works, which stays.
    fn help(&mut self, path: &PathBuf, offset: usize, message: &str) -> Option<String> {
        let offset = self.now_at(path, offset)?;
        let at = self
            .found
            .iter()
            .position(|f| f.path == *path && f.offset == offset && f.message == message)?;
        let text = self.texts.iter().find(|(p, _)| p == path)?.1.clone();
        let words = Words::of(&text);
        let wrong = Wrong {
            message,
            text: &text,
            words: &words,
            offset,
            names: &self.names,
            types: &self.types,
        };
        for mut remedy in remedies(&wrong).into_iter().take(TRIED) {
            if processor_time() > self.until {
                return None;
            }
            remedy.edits.sort_by_key(|e| e.at.start);
            let Some(mended) = apply(&text, &remedy.edits) else {
                continue;
            };
            let edited = lines(&mended, &remedy.edits);
            let mut texts = self.texts.clone();
            texts.retain(|(p, _)| p != path);
            texts.push((path.clone(), mended.into()));
            let Some((found, _)) = check(self.input, &texts, &mut Types::new()) else {
                continue;
            };
            if self.mends(at, &found, &edited) {
                self.texts = texts;
                self.found = found;
                let edits = remedy.edits.iter().rev();
                let edits = edits.map(|e| (path.clone(), e.at.clone(), e.text.len()));
                self.moved.extend(edits);
                return Some(remedy.help);
            }
        }
        None
    }

    /// Whether only errors that there were before are left, error `at` not among them.
    fn mends(&self, at: usize, after: &[Found], edited: &Range<usize>) -> bool {
        let mended = &self.found[at];
        let mut before: Vec<&Found> = self.found.iter().collect();
        before.remove(at);
        after.iter().all(|f| {
            let same = |b: &&Found| b.path == f.path && b.message == f.message;
            if let Some(i) = before.iter().position(same) {
                before.swap_remove(i);
                return true;
            }
            // It may have been there all the time: a syntax error hides others behind it and all that checking would find, a package in
            // error hides those that import it.
            let hidden = match mended.syntax {
                true => f.package == mended.package && (!f.syntax || f.offset > edited.end),
                false => !self.found.iter().any(|b| b.package == f.package),
            };
            hidden && !(f.path == mended.path && edited.contains(&f.offset))
        })
    }

    /// Where a byte of the text as it was stands now; `None`: it has been changed.
    fn now_at(&self, path: &PathBuf, mut offset: usize) -> Option<usize> {
        for (_, at, len) in self.moved.iter().filter(|(p, ..)| p == path) {
            if offset >= at.end {
                offset = offset + len - at.len();
            } else if offset > at.start {
                return None;
            }
        }
        Some(offset)
    }
}

/// What could mend an error in a part of an entry of the REPL: helps, each with the text as it would be. `known` are names of the
/// session, one behind the other.
pub fn of_entry(
    types: &Types,
    known: &str,
    text: &str,
    offset: usize,
    message: &str,
) -> Vec<(String, String)> {
    let names = Names::of(types, [known, text].into_iter().map(|t| (Path::new(""), t)));
    let wrong = Wrong {
        message,
        text,
        words: &Words::of(text),
        offset,
        names: &names,
        types,
    };
    let found = remedies(&wrong).into_iter().take(TRIED);
    let tried = found.filter_map(|mut remedy| {
        remedy.edits.sort_by_key(|e| e.at.start);
        Some((remedy.help, apply(text, &remedy.edits)?))
    });
    tried.collect()
}

fn is_unused(d: &Diagnostic) -> bool {
    matches!(d.code, Some("UnusedVar" | "UnusedImport" | "UnusedLabel"))
}

fn plain(message: &str) -> String {
    resolve_places(message, |_| "-".into())
}

/// What is wrong with the program if some files have other texts. `None`: it cannot even be read.
fn check(
    input: &Input,
    texts: &[Changed],
    types: &mut Types,
) -> Option<(Vec<Found>, Arc<SourceMap>)> {
    let loaded = load_changed(input.clone(), 0, texts).ok()?;
    let (errors, sources) = match check_more(types, loaded, &mut FxHashMap::default()) {
        Ok(more) => (Vec::new(), more.sources),
        Err(wrong) => wrong,
    };
    let found = |package: &PackageErrors, d: &Diagnostic| {
        let file = sources.position(d.pos)?.file;
        Some(Found {
            package: package.shown.clone(),
            path: file.path.clone(),
            offset: (d.pos.0 - file.base) as usize,
            message: plain(&d.message),
            syntax: d.is_syntax_error(),
        })
    };
    let all = errors
        .iter()
        .flat_map(|p| p.diagnostics.iter().filter_map(move |d| found(p, d)))
        .collect();
    Some((all, sources))
}

/// The lines that edits, which are in order, left in a text.
fn lines(mended: &str, edits: &[Edit]) -> Range<usize> {
    let first = edits.first().map_or(0, |e| e.at.start);
    let grown: usize = edits.iter().map(|e| e.text.len()).sum();
    let last = edits.last().map_or(0, |e| e.at.start) + grown;
    let bytes = mended.as_bytes();
    let first = first.min(bytes.len());
    let start = memchr::memrchr(b'\n', &bytes[..first]).map_or(0, |i| i + 1);
    let rest = bytes.get(last..).unwrap_or_default();
    start..last + memchr::memchr(b'\n', rest).unwrap_or(rest.len()) + 1
}

/// The text with its edits, which are in order; `None` if they overlap.
fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let (mut out, mut at) = (String::new(), 0);
    for edit in edits {
        out.push_str(text.get(at..edit.at.start)?);
        out.push_str(&edit.text);
        at = edit.at.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// Imports a package in the file of the error, if it is not imported yet.
fn import_of(wrong: &Wrong<'_>, path: &str) -> Option<Edit> {
    let imported = format!("\"{path}\"");
    let known = (0..wrong.words.len()).any(|i| wrong.words.word(i) == imported);
    if known {
        None
    } else {
        import::add(wrong, path)
    }
}

/// The texts of the files in error with all remedies that were found. For tests.
pub fn mended(input: &Input) -> Vec<Changed> {
    let first = load_changed(input.clone(), 0, &[])
        .ok()
        .and_then(|loaded| check_more(&mut Types::new(), loaded, &mut FxHashMap::default()).err());
    let Some((mut errors, sources)) = first else {
        return Vec::new();
    };
    let Some(mut bench) = Bench::new(input) else {
        return Vec::new();
    };
    bench.until += PATIENCE * 100;
    bench.mend(&mut errors, &sources);
    bench.texts
}
