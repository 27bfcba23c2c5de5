//! A directory's files: read, parsed, and what `go list` would say against them.

use std::path::Path;

use gorun_grammar::{parse_declarations, parse_file};
use rustc_hash::FxHashMap;

use super::{Loader, imports_of};
use crate::driver::folder::{self, Folder, SourceText};
use crate::driver::load_error::{LoadError, Step};
use crate::driver::locate::Origin;
use crate::driver::{built_by_go, embed, godebug, header, import_path, shown};
use crate::source::{Diagnostic, Pos, Text};
use crate::types::quote;

/// Packages of GOROOT that describe the machine: there is no version of them for no machine. Their assembly is not reached.
const OF_THE_MACHINE: &[&str] = &["internal/abi", "internal/cpu", "internal/runtime/sys"];

/// What is found in a directory's files, apart from the files themselves.
#[derive(Default)]
struct Found {
    error: Option<LoadError>,
    /// Files that are no part of the package.
    ignored: usize,
    /// Each file's name and the package that it declares.
    names: Vec<(String, String)>,
    settings: Vec<(Pos, godebug::Said)>,
}

impl Loader<'_> {
    pub(super) fn read_folder(
        &self,
        path: &str,
        dir: &Path,
        origin: Origin,
    ) -> Result<Folder, String> {
        let mut tags = self.tags.clone();
        if self.only_goroot {
            return folder::read(dir, &tags, false);
        }
        tags.pure |= origin == Origin::Goroot;
        let src = self.goroot.src().unwrap_or_default();
        let of_the_machine = OF_THE_MACHINE.iter().any(|path| src.join(path) == dir);
        if origin == Origin::Goroot && !of_the_machine && folder::has_assembly(dir, &tags) {
            tags.no_machine = true;
        }
        let read = match origin.is_std() || crate::std::has_stand_ins(path) {
            true => folder::read,
            false => folder::read_in_go,
        };
        let mut folder = read(dir, &tags, !origin.is_std())?;
        if origin == Origin::Goroot {
            built_by_go::complete(&mut folder, &src);
        }
        Ok(folder)
    }

    /// A package of a directory that has been read.
    pub(super) fn load_folder(
        &mut self,
        package: usize,
        folder: Result<Folder, String>,
        pos: Option<Pos>,
    ) -> usize {
        let step = Step {
            path: self.packages[package].path.clone(),
            from: pos.map(|p| self.file_name(p)),
        };
        let error = match folder {
            Err(why) => Some(LoadError::new(&self.stack, why)),
            Ok(folder) => self.parse_folder(package, folder, &step, pos),
        };
        let error = error.or_else(|| self.collision(package, pos));
        self.packages[package].error = error;
        self.load_imports(package, step);
        package
    }

    /// Paths that differ only in the case of their letters would be one package on some systems.
    pub(super) fn collision(&mut self, package: usize, pos: Option<Pos>) -> Option<LoadError> {
        let p = &self.packages[package];
        if p.origin.is_std() {
            return None;
        }
        let folded = p.path.to_lowercase();
        let path = &p.path;
        let other = self.by_folded.entry(folded).or_insert_with(|| path.clone());
        if other == path {
            return None;
        }
        let text = format!(
            "case-insensitive import collision: {path} and {other}",
            path = quote(path),
            other = quote(other)
        );
        let position = pos.map(|p| self.position(p));
        Some(LoadError::new(&self.stack, text).at(position))
    }

    /// Parses a directory's files; what `go list` would say against them.
    fn parse_folder(
        &mut self,
        package: usize,
        folder: Folder,
        step: &Step,
        pos: Option<Pos>,
    ) -> Option<LoadError> {
        let dir = folder.dir.display().to_string();
        let at_import = |loader: &Self, text: String| {
            let position = pos.map(|p| loader.position(p));
            LoadError::new(&loader.stack, text).at(position)
        };
        let alike = same_but_for_case(&folder);
        let odd = names_of(&folder).find(|name| !is_safe(name));
        let wrong = folder.error.map(|why| match why.starts_with('#') {
            true => LoadError::new(&[], why),
            false => at_import(self, why),
        });
        let mut found = Found {
            error: wrong,
            ignored: folder.ignored,
            ..Found::default()
        };
        for source in folder.files {
            if header::has_nul(&source.text) {
                let path = source.path.display();
                let wrong = at_import(self, format!("read {path}: unexpected NUL in input"));
                found.error.get_or_insert(wrong);
                continue;
            }
            self.parse_source(package, source, step, &mut found);
        }
        self.packages[package].wrong_settings = godebug::wrong(found.settings);
        let mut names = found.names;
        let tests = folder.tests.iter();
        names.extend(tests.map(|t| (t.source.name.clone(), t.package.clone())));
        // (Files named one by one are looked at in that order.)
        if !self.packages[package].named_files {
            names.sort();
        }
        let (name, others) = one_package(names);
        let mut error = found.error;
        if let Some(others) = others
            && error.is_none()
        {
            error = Some(at_import(self, format!("{others} in {dir}")));
        }
        self.packages[package].name = name;
        if self.packages[package].files.is_empty() && error.is_none() {
            let text = match (found.ignored, folder.tests.len()) {
                (_, 1..) => return None,
                (0, 0) => format!("no Go files in {dir}"),
                // All of them are written for C.
                _ if self.packages[package].named_files => {
                    return Some(LoadError::new(&[], "go: no Go source files"));
                }
                _ => format!("build constraints exclude all Go files in {dir}"),
            };
            let mut stack = self.stack.clone();
            stack.push(step.clone());
            return Some(LoadError::new(&stack, text));
        }
        error
            .or_else(|| self.resolve_embeds(package, step))
            .or_else(|| {
                let mut embedded = self.packages[package].embeds.values().flatten();
                let text = if let Some((one, other)) = alike {
                    format!(
                        "case-insensitive file name collision: {one} and {other}",
                        one = quote(&one),
                        other = quote(&other)
                    )
                } else {
                    let odd = odd.or_else(|| embedded.find(|name| !is_safe(name)).cloned());
                    format!("invalid input file name {name}", name = quote(&odd?))
                };
                let mut stack = self.stack.clone();
                stack.push(step.clone());
                Some(LoadError::new(&stack, text))
            })
    }

    /// Parses one file into its package.
    fn parse_source(&mut self, package: usize, source: SourceText, step: &Step, found: &mut Found) {
        let SourceText {
            name,
            path,
            text,
            broken,
            utf16,
        } = source;
        let changed = self.changed.iter().find(|(p, _)| *p == path);
        let text = changed.map_or_else(|| text.into(), |(_, t)| t.clone());
        let utf16 = utf16.then(|| (0, "illegal UTF-8 encoding (got UTF-16)".to_string()));
        if let Some((offset, why)) = utf16.or_else(|| header::package_clause_error(&text)) {
            // The scanner does not count a line that nothing stands on.
            let whole = text.strip_suffix('\n').unwrap_or(&text);
            let before = &whole[..offset.min(whole.len())];
            let line = before.matches('\n').count() + 1;
            let column = offset - before.rfind('\n').map_or(0, |i| i + 1) + 1;
            let place = format!("{}:{line}:{column}", shown::short(&path));
            let mut stack = self.stack.clone();
            stack.push(step.clone());
            found
                .error
                .get_or_insert(LoadError::new(&stack, why).at(Some(place)));
            return;
        }
        let shown = shown::in_reports(&path);
        // The library's functions are parsed when the program reaches them.
        let parser = match self.packages[package].origin {
            Origin::Goroot if !self.only_goroot => parse_declarations,
            _ => parse_file,
        };
        let (file, diagnostics) = match self.parse(shown, path, Text::Read(text.clone()), parser) {
            Ok(parsed) => parsed,
            Err(why) => {
                found.error.get_or_insert(LoadError::new(&[], why));
                return;
            }
        };
        let base = self.sources.files().last().map_or(0, |f| f.base);
        let mut broken = broken
            .into_iter()
            .map(|at| Pos(base + at as u32))
            .peekable();
        if let Some(first) = broken.peek()
            && first.0 < base + header::imports_end(&text) as u32
        {
            let place = self.position(*first);
            let wrong = LoadError::new(&[], "illegal UTF-8 encoding").at(Some(place));
            found.error.get_or_insert(wrong);
        }
        let wrong = (!diagnostics.is_empty()).then(|| header::imports_error(&text));
        let wrong = wrong.flatten();
        let unread = wrong.is_some();
        if let Some((offset, why)) = wrong {
            let pos = Pos(base + offset as u32);
            let place = match text[..offset].ends_with('.') && text[offset..].starts_with(".\n") {
                // That gc counts this line twice concerns this reader not.
                true => self.position_behind(Pos(pos.0 - 1)),
                false => self.position(pos),
            };
            found
                .error
                .get_or_insert(LoadError::new(&[], why).at(Some(place)));
        }
        if let Some(wrong) = imports_of(std::slice::from_ref(&file))
            .into_iter()
            .find(|i| !import_path::is_plain(&i.path))
        {
            // Here Go shows the whole path of the file.
            let place = self
                .sources
                .position(wrong.pos)
                .map(|p| format!("{}:{}:{}", p.file.path.display(), p.line, p.column));
            let text = format!("invalid import path: {}", wrong.path);
            found
                .error
                .get_or_insert(LoadError::new(&[], text).at(place));
        }
        let declared = match file.name.name.as_str() {
            // The tree of a file that does not parse may have no name.
            "_" => header::package_name(&text).unwrap_or_default(),
            name => name.to_string(),
        };
        let cgo = imports_of(std::slice::from_ref(&file))
            .iter()
            .any(|i| i.path == "C");
        if declared == "documentation" {
            found.ignored += 1;
            return;
        }
        // Files for C count for the package's name, and for no more.
        found.names.push((name, declared));
        // Nor does the go command take any import from a file whose imports it could not read. The compiler alone says all that is wrong with it.
        if unread && !self.incomplete {
            return;
        }
        if cgo {
            found.ignored += 1;
            return;
        }
        let lines = godebug::lines(&text).into_iter();
        found
            .settings
            .extend(lines.map(|(at, said)| (Pos(base + at as u32), said)));
        let p = &mut self.packages[package];
        p.files.push(file);
        let encoding = |pos| Diagnostic::new(pos, "invalid UTF-8 encoding");
        p.diagnostics.extend(broken.map(encoding));
        // Directives that gc keeps for the library and its runtime.
        let is_std = p.origin.is_std();
        let said = diagnostics.into_iter();
        p.diagnostics
            .extend(said.filter(|d| !is_std || !d.message.starts_with("//go:")));
    }

    fn resolve_embeds(&mut self, package: usize, step: &Step) -> Option<LoadError> {
        let mut patterns: Vec<(String, Pos)> = Vec::new();
        for file in &self.packages[package].files {
            let one = std::slice::from_ref(file);
            if imports_of(one).iter().any(|i| i.path == "embed") {
                patterns.extend(crate::types::embed_patterns(file));
            }
        }
        patterns.sort();
        let dir = self.packages[package].dir.clone();
        for (pattern, pos) in patterns {
            if self.packages[package].embeds.contains_key(&pattern) {
                continue;
            }
            match embed::resolve(&dir, &pattern) {
                Ok(files) => {
                    self.packages[package].embeds.insert(pattern, files);
                }
                Err(why) => {
                    let mut stack = self.stack.clone();
                    stack.push(step.clone());
                    let text = format!("pattern {pattern}: {why}");
                    return Some(LoadError::new(&stack, text).at(Some(self.position(pos))));
                }
            }
        }
        None
    }
}

/// The package that files (name, declared package; sorted) belong to; what is said if they belong to several. The outside
/// tests of a package count as its own.
fn one_package(names: Vec<(String, String)>) -> (String, Option<String>) {
    let mut first: Option<(String, String)> = None;
    let mut wrong = None;
    for (name, declared) in names {
        let outer = name
            .ends_with("_test.go")
            .then(|| declared.strip_suffix("_test"))
            .flatten();
        let declared = match (&first, outer) {
            (Some((_, f)), Some(_)) if *f == declared => declared,
            (_, Some(plain)) => plain.to_string(),
            _ => declared,
        };
        match &first {
            None => first = Some((name, declared)),
            Some((file, other)) if *other != declared => {
                wrong.get_or_insert_with(|| {
                    format!("found packages {other} ({file}) and {declared} ({name})")
                });
            }
            Some(_) => {}
        }
    }
    (first.map_or_else(String::new, |f| f.1), wrong)
}

/// Two files of a directory that would be one where case does not count, in order.
fn same_but_for_case(folder: &Folder) -> Option<(String, String)> {
    let mut known: FxHashMap<String, String> = FxHashMap::default();
    names_of(folder).find_map(|name| {
        let before = known.insert(name.to_lowercase(), name.clone())?;
        Some((before.clone().min(name.clone()), before.max(name)))
    })
}

/// Those of a directory's Go files, the files included that constraints leave out.
fn names_of(folder: &Folder) -> impl Iterator<Item = String> {
    let files = folder.files.iter().map(|f| f.name.clone());
    let left_out = folder.left_out.iter().filter_map(|p| p.file_name());
    let left_out = left_out.map(|n| n.to_string_lossy().into_owned());
    let tests = folder.tests.iter().map(|t| t.source.name.clone());
    files.chain(left_out).chain(tests)
}

/// Whether Go's command would hand a file of this name to its tools, which might take it for a flag.
fn is_safe(name: &str) -> bool {
    name.starts_with(|c: char| {
        c.is_ascii_alphanumeric() || ['.', '_', '/'].contains(&c) || !c.is_ascii()
    })
}
