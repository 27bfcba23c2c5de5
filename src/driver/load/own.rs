//! gorun's own packages, which come with the binary: outlines first, then as much of them as the program can name.

use gorun_grammar::parse_outline;

use super::{Loader, Step};
use crate::driver::load_error::LoadError;
use crate::driver::locate::{Located, Origin};
use crate::std::GoText;

impl Loader<'_> {
    /// One of gorun's own packages.
    pub(super) fn load_own(&mut self, located: Located) -> usize {
        let path = located.path.clone();
        let package = self.add(located, false);
        let files = crate::std::sources_under(&path, |name| self.settings.may_be_set(name));
        self.parse_own(package, &files);
        self.name_of(package);
        let step = Step { path, from: None };
        self.load_imports(package, step);
        package
    }

    pub(super) fn parse_own(&mut self, package: usize, files: &[(&'static str, GoText)]) {
        for (name, text) in files {
            let shown = format!("$GOROOT/src/{name}");
            let path = shown.clone().into();
            let text = match *name {
                "internal/godebug/defaults.go" => self.settings_as_go(&text.read()).into(),
                _ => text.read(),
            };
            match self.parse(shown, path, text.into(), parse_outline) {
                Ok((file, diagnostics)) => {
                    self.packages[package].files.push(file);
                    self.packages[package].diagnostics.extend(diagnostics);
                }
                Err(why) => self.packages[package].error = Some(LoadError::new(&[], why)),
            }
        }
    }

    /// The file whose constant has the settings, with those of this program.
    fn settings_as_go(&self, text: &str) -> String {
        let defaults = self.settings.defaults();
        let in_quotes = defaults.replace('\\', "\\\\").replace('"', "\\\"");
        text.replace("\"\"", &format!("\"{in_quotes}\""))
    }

    /// Packages of gorun's own that others than the library import are made whole.
    pub(super) fn widen(&mut self) {
        let outside = self.packages.iter().filter(|p| p.origin != Origin::Own);
        let mut wanted: Vec<usize> = outside.flat_map(|p| p.imports.iter().copied()).collect();
        wanted.sort_unstable();
        wanted.dedup();
        for i in wanted {
            if self.packages[i].origin != Origin::Own {
                continue;
            }
            let path = self.packages[i].path.clone();
            let files = crate::std::wide_sources(&path);
            if !files.is_empty() {
                self.parse_own(i, files);
                self.packages[i].imports.clear();
                self.load_imports(i, Step { path, from: None });
            }
        }
    }

    /// Packages of gorun's own that have two halves get the second, or what stands in its place. A program that grows may
    /// name anything later.
    pub(super) fn choose_halves(&mut self, grows: bool) {
        for halves in crate::std::HALVES {
            let Some(&i) = self.index.get(halves.of) else {
                continue;
            };
            if self.packages[i].origin != Origin::Own {
                continue;
            }
            let whole = grows || self.index.contains_key(halves.beside) || self.name_any(halves);
            let files = if whole { halves.with } else { halves.without };
            self.parse_own(i, files);
            self.packages[i].imports.clear();
            let path = halves.of.to_string();
            self.load_imports(i, Step { path, from: None });
        }
    }

    /// Whether a file outside gorun's own library names what leads to a package's second half.
    fn name_any(&self, halves: &crate::std::Halves) -> bool {
        let outside = self.packages.iter().filter(|p| p.origin != Origin::Own);
        outside.flat_map(|p| &p.files).any(|file| {
            let Some(position) = self.sources.position(file.package) else {
                return true;
            };
            let text = &position.file.text;
            let named = halves
                .named
                .iter()
                .any(|name| memchr::memmem::find(text.as_bytes(), name.as_bytes()).is_some());
            // Under another name of the file's own: not looked for.
            let imported = format!("\"{}\"", halves.import());
            let renamed = text.lines().any(|line| {
                let import = line
                    .trim_start()
                    .trim_start_matches("import")
                    .trim_start()
                    .trim_start_matches('(')
                    .trim_start();
                import.contains(&imported) && !import.starts_with(['"', '_'])
            });
            named || renamed
        })
    }
}
