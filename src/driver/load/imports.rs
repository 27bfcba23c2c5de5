//! What an import means in the file that has it: which package, and whether this importer may have it.

use std::path::Path;

use super::{Loader, Step};
use crate::driver::go_std::{GO_STD, GO_STD_INTERNAL};
use crate::driver::go_version::CURRENT;
use crate::driver::load_error::LoadError;
use crate::driver::locate::{
    self, Importer, Located, Origin, internal_parent, locate, locate_in_goroot,
};
use crate::driver::modules::strip_path;
use crate::driver::{go_cmd, import_path};
use crate::source::Pos;
use crate::types::quote;

impl Loader<'_> {
    /// The package that `path` means in `parent`, loaded with all that it imports. The error, if any, is the importer's
    /// own fault; errors of the package itself are kept with it.
    pub(super) fn import(
        &mut self,
        path: &str,
        parent: Option<usize>,
        pos: Option<Pos>,
    ) -> (usize, Option<LoadError>) {
        if path.contains('@') {
            return (self.with_version(path), None);
        }
        // For readers only; what the compiler says of it is the checker's to say.
        if path == "builtin" {
            return (self.nothing(path), None);
        }
        if let Some(error) = parent.and_then(|p| self.of_the_library(path, p)) {
            let position = pos.map(|p| self.position(p));
            return (self.nothing(path), Some(error.at(position)));
        }
        // (Go's own packages have the same difficulty, but gorun's are not theirs.)
        let by_user = parent.is_none_or(|p| !self.packages[p].origin.is_std());
        if let Some(why) = self.contended(path).filter(|_| by_user) {
            if parent.is_none() {
                return (self.refused(path, why), None);
            }
            let position = pos.map(|p| self.position(p));
            let error = LoadError::new(&self.stack, why).at(position);
            let known = self.index.get(path).copied();
            return (known.unwrap_or_else(|| self.nothing(path)), Some(error));
        }
        let by = parent.map(|p| Importer {
            origin: self.packages[p].origin,
            path: &self.packages[p].path,
            test: pos.is_some_and(|p| self.file_name(p).ends_with("_test.go")),
        });
        let located = match self.only_goroot {
            true => locate_in_goroot(&self.goroot, path, by),
            false => locate(&self.modules, &self.goroot, path, by),
        };
        let located = match located {
            Ok(located) => located,
            Err(why) => return self.not_found(path, why, parent, pos),
        };
        let step = Step {
            path: path.to_string(),
            from: pos.map(|p| self.file_name(p)),
        };
        let package = match self.index.get(&located.path) {
            Some(&i) => {
                let open = self.packages[i].open;
                if open && self.packages[i].error.is_none() {
                    self.stack.push(step);
                    let text = match &self.testing {
                        Some(t) if t.path == located.path => "import cycle not allowed in test",
                        _ => "import cycle not allowed",
                    };
                    let mut error = LoadError::new(&self.stack, text);
                    error.cycle = true;
                    self.packages[i].error = Some(error);
                    self.stack.pop();
                } else if let Some(error) = &mut self.packages[i].error {
                    // Go marks whatever else is wrong with it, which ends the way round.
                    error.cycle |= open;
                    error.told_from(&self.stack, &step);
                }
                i
            }
            None => {
                let asked_by = match parent {
                    _ if located.origin != Origin::Goroot => None,
                    Some(p) if self.packages[p].origin.is_std() => {
                        self.packages[p].asked_by.clone()
                    }
                    _ => pos.map(|p| format!("{}: {path}", self.position(p))),
                };
                self.load(located, pos, asked_by)
            }
        };
        let error = parent.and_then(|parent| self.forbidden(package, parent, path));
        let error = error.map(|e| e.at(pos.map(|p| self.position(p))));
        (package, error)
    }

    fn not_found(
        &mut self,
        path: &str,
        why: String,
        parent: Option<usize>,
        pos: Option<Pos>,
    ) -> (usize, Option<LoadError>) {
        // Files named on the command line are local, whatever that means without a path.
        let by_path = parent.is_some_and(|p| !self.packages[p].named_files);
        let local = (by_path && import_path::is_local(path)).then(|| {
            let text = match path {
                "." => ".: cannot import current directory".to_string(),
                _ => format!(
                    "local import {path} in non-local package",
                    path = quote(path)
                ),
            };
            LoadError::new(&self.stack, text)
        });
        let wrong = parent
            .and_then(|parent| self.names_vendor(parent, path).or(local))
            .map(|error| error.at(pos.map(|p| self.position(p))));
        if let Some(&i) = self.index.get(path) {
            return (i, wrong);
        }
        if self.keep_going && GO_STD.contains(&path) {
            // Left to the checker, so that everything that is not here is listed at once.
            return (self.nothing(path), wrong);
        }
        let why = self.where_to_add(why, parent);
        let mut error = LoadError::new(&self.stack, why);
        let in_goroot = parent.is_some_and(|p| self.packages[p].origin == Origin::Goroot);
        match in_goroot {
            // The user's own import is the place to look at; the way from there is what explains it.
            true => {
                error.with_stack = true;
                error.stack.push(Step {
                    path: path.to_string(),
                    from: None,
                });
            }
            false => error = error.at(pos.map(|p| self.position(p))),
        }
        let package = self.nothing(path);
        self.packages[package].error = Some(error);
        self.collision(package, None);
        (package, wrong)
    }

    /// A package that is to be added is added in the module that wants it: if that is not the one where we are, which a
    /// workspace makes possible, Go says so.
    fn where_to_add(&self, why: String, parent: Option<usize>) -> String {
        const ADD: &str = "; to add it:\n";
        let missing = why.starts_with("no required module provides package ");
        let parent = parent.map(|p| &self.packages[p]);
        let Some(parent) = parent.filter(|p| missing && p.origin == Origin::Main) else {
            return why;
        };
        let here = std::env::current_dir().unwrap_or_default();
        let root = |dir| self.modules.main_of(dir).map(|m| m.root.as_path());
        match root(&parent.dir) {
            Some(wants) if self.modules.is_workspace() && root(&here) != Some(wants) => {
                why.replace(ADD, &format!("{ADD}\tcd {}\n", wants.display()))
            }
            _ => why,
        }
    }

    pub(super) fn contended(&self, path: &str) -> Option<String> {
        match self.only_goroot {
            true => None,
            false => locate::contended(&self.modules, &self.goroot, path),
        }
    }

    /// Stands for a package that cannot be asked for.
    pub(super) fn refused(&mut self, path: &str, why: String) -> usize {
        let package = self.nothing(path);
        self.packages[package].error = Some(LoadError::new(&self.stack, why));
        package
    }

    /// Stands for a package that there is not.
    pub(super) fn nothing(&mut self, path: &str) -> usize {
        let located = Located {
            path: path.to_string(),
            origin: Origin::Main,
            dir: None,
            go: CURRENT,
        };
        let package = self.add(located, false);
        self.packages[package].open = false;
        self.packages[package].absent = true;
        package
    }

    fn with_version(&mut self, path: &str) -> usize {
        if let Some(&i) = self.index.get(path) {
            return i;
        }
        let package = self.nothing(path);
        let mut stack = self.stack.clone();
        stack.push(Step {
            path: path.to_string(),
            from: None,
        });
        let text =
            "can only use path@version syntax with 'go get' and 'go install' in module-aware mode";
        self.packages[package].error = Some(LoadError::new(&stack, text));
        package
    }

    /// The library's inner packages are not for others, whether gorun has them or not.
    fn of_the_library(&self, path: &str, parent: usize) -> Option<LoadError> {
        let commands = go_cmd::is_of_commands(path);
        let std =
            commands || path.starts_with("vendor/golang.org/x/") || GO_STD_INTERNAL.contains(&path);
        if self.packages[parent].origin.is_std() || !std || self.modules.has(path) {
            return None;
        }
        if path.starts_with("cmd/vendor/") || path.starts_with("vendor/") {
            let text = "use of vendored package not allowed";
            return Some(LoadError::new(&self.stack, text));
        }
        if internal_parent(path).is_none() {
            let text = format!(
                "import {path} is a program, not an importable package",
                path = quote(path)
            );
            return commands.then(|| LoadError::new(&self.stack, text));
        }
        let text = format!("use of internal package {path} not allowed");
        let mut error = LoadError::new(&self.stack, text);
        error.with_stack = true;
        Some(error)
    }

    /// Why `parent` may not import `package`.
    fn forbidden(&self, package: usize, parent: usize, path: &str) -> Option<LoadError> {
        let (p, by) = (&self.packages[package], &self.packages[parent]);
        if p.error.is_none()
            && let Some(allowed) = internal_parent(&p.path)
        {
            let importer = match by.named_files {
                true => self
                    .modules
                    .path_of(&by.dir)
                    .map_or_else(|| ".".to_string(), |(path, _)| path),
                // The tests outside of a package are where the package is.
                false => match &self.testing {
                    Some(t) if by.path == t.outer() => t.path.clone(),
                    _ => by.path.clone(),
                },
            };
            let inside = match p.origin.is_std() {
                // The library's inner packages: only for the library, and there below their parent.
                true => {
                    by.origin.is_std()
                        && (allowed.is_empty()
                            || by.origin == Origin::Own
                            || strip_path(&importer, allowed).is_some()
                            || importer.starts_with("crypto"))
                }
                false => allowed.is_empty() || strip_path(&importer, allowed).is_some(),
            };
            if !inside {
                let text = format!("use of internal package {} not allowed", p.path);
                let mut error = LoadError::new(&self.stack, text);
                error.with_stack = true;
                return Some(error);
            }
        }
        let outside = match p.origin.is_std() {
            true => !by.origin.is_std() && p.path.starts_with("vendor/"),
            false => vendored_elsewhere(&p.path, &p.dir, &by.dir),
        };
        if outside {
            let text = "use of vendored package not allowed";
            return Some(LoadError::new(&self.stack, text));
        }
        if let Some(error) = self.names_vendor(parent, path) {
            return Some(error);
        }
        if p.name == "main" && p.dir != by.dir {
            let text = format!(
                "import {path} is a program, not an importable package",
                path = quote(path)
            );
            return Some(LoadError::new(&self.stack, text));
        }
        None
    }

    /// Vendored packages are imported by their own paths.
    fn names_vendor(&self, parent: usize, path: &str) -> Option<LoadError> {
        let own = match path.rsplit_once("/vendor/") {
            Some((_, own)) => own,
            None => path.strip_prefix("vendor/")?,
        };
        if self.packages[parent].origin.is_std() {
            return None;
        }
        let text = format!("{path} must be imported as {own}");
        Some(LoadError::new(&self.stack, text))
    }
}

/// Whether a package, at `dir`, is vendored by a directory that `importer` does not stand in. Where a module's own path begins with `vendor/`
/// the directory is not what it is taken for: that is how Go finds it.
fn vendored_elsewhere(path: &str, dir: &Path, importer: &Path) -> bool {
    let parent = match path.rfind("/vendor/") {
        Some(at) => at,
        None if path.starts_with("vendor/") => 0,
        None => return false,
    };
    let dir = dir.to_string_lossy();
    let Some(length) = (parent + dir.len()).checked_sub(path.len()) else {
        return false;
    };
    let vendors = dir.get(..length).map(Path::new);
    vendors.is_some_and(|vendors| !importer.starts_with(vendors))
}
