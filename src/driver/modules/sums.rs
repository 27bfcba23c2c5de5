//! go.sum: what of the module cache may be used. Only that a line is there is looked at, not what it says: nothing is downloaded here.

use std::fs;

use rustc_hash::FxHashSet;

use super::super::modfile::ModVersion;
use super::{MainModule, Modules, dir_in};

/// `path version`, and `path version/go.mod` for the go.mod alone.
pub(super) type Sums = FxHashSet<String>;

/// What imports a package.
#[derive(Clone, Copy)]
pub struct AskedBy<'a> {
    pub package: &'a str,
    /// One of its tests does.
    pub test: bool,
}

impl Modules {
    /// Why Go does not take the package of that path out of the module cache.
    pub fn unverified(&self, path: &str, by: Option<AskedBy<'_>>) -> Option<String> {
        let (main, _) = self.judged().filter(|(m, _)| !m.file.requires.is_empty())?;
        let sums = match self.sums.get_or_init(|| self.read_sums()) {
            Ok(sums) => sums,
            Err(why) => return Some(why.clone()),
        };
        let (mut lacking, mut found, mut its_file) = (Vec::new(), false, None);
        let mut prefix = Some(path);
        while let Some(module) = prefix {
            let rest = path[module.len()..].trim_start_matches('/');
            if module == main.path {
                found |= super::has_go_files(&main.root.join(rest));
            } else if let Ok(Some(selected)) = self.selected(module) {
                match &selected.cached {
                    Some(cached) if !sums.contains(&key(cached)) => lacking.push(module),
                    cached => {
                        if dir_in(&selected, rest).is_some() {
                            found = true;
                            its_file = cached.clone().map(|c| (c, module));
                        }
                    }
                }
            }
            prefix = module.rfind('/').map(|at| &module[..at]);
        }
        if !lacking.is_empty() {
            let version = by.and_then(|by| self.version_of(by.package));
            return Some(lacking_sum(
                path,
                by,
                &version.unwrap_or_default(),
                &lacking,
                found,
            ));
        }
        // Without the package all modules there are must be known.
        match its_file {
            Some((cached, module)) => lacks_file(&cached, module, sums),
            None if found => None,
            None => self.lacking_file(main, sums),
        }
    }

    /// What Go says of a go.sum that it cannot read, once it has had to; or where it has to read the go.mod of all modules, as before Go 1.17, and go.sum lacks one.
    pub fn unverified_file(&self) -> Option<String> {
        if let Some(Err(why)) = self.sums.get() {
            return Some(why.clone());
        }
        let (main, _) = self.judged().filter(|(m, _)| m.go < (1, 17))?;
        let sums = self.sums.get_or_init(|| self.read_sums()).as_ref().ok()?;
        let why = self.lacking_file(main, sums)?;
        Some(format!("go: {why}"))
    }

    /// The first required module whose go.mod is not listed, in Go's words.
    fn lacking_file(&self, main: &MainModule, sums: &Sums) -> Option<String> {
        main.file.requires.iter().find_map(|r| {
            let cached = self.selected(&r.path).ok()??.cached?;
            lacks_file(&cached, &r.path, sums)
        })
    }

    /// Of the required module that a package is in: `@v1.2.3`.
    fn version_of(&self, package: &str) -> Option<String> {
        let required = self.mains.iter().flat_map(|m| &m.file.requires);
        let around = required.filter(|r| super::strip_path(package, &r.path).is_some());
        let module = around.max_by_key(|r| r.path.len())?;
        let selected = self.selected(&module.path).ok()??;
        Some(format!("@{}", selected.version))
    }

    fn read_sums(&self) -> Result<Sums, String> {
        let root = self.mains.first().map(|m| &m.root);
        let path = root.map(|r| r.join("go.sum")).unwrap_or_default();
        let text = fs::read_to_string(&path).unwrap_or_default();
        let mut sums = Sums::default();
        for (i, line) in text.lines().enumerate() {
            let fields: Vec<&str> = line.split_whitespace().collect();
            match fields[..] {
                [] => {}
                [path, version, sum] => {
                    if sum.starts_with("h1:") {
                        sums.insert(format!("{path} {version}"));
                    }
                }
                _ => {
                    return Err(format!(
                        "malformed go.sum:\n{}:{}: wrong number of fields {}",
                        path.display(),
                        i + 1,
                        fields.len()
                    ));
                }
            }
        }
        Ok(sums)
    }
}

fn lacks_file(cached: &ModVersion, module: &str, sums: &Sums) -> Option<String> {
    let lacks = !sums.contains(&(key(cached) + "/go.mod"));
    lacks.then(|| {
        format!(
            "{}@{}: missing go.sum entry for go.mod file; to add it:\n\tgo mod download {module}",
            cached.path, cached.version
        )
    })
}

fn key(module: &ModVersion) -> String {
    format!("{} {}", module.path, module.version)
}

fn lacking_sum(
    path: &str,
    by: Option<AskedBy<'_>>,
    version: &str,
    modules: &[&str],
    found: bool,
) -> String {
    let importer = by.map_or(String::new(), |by| format!(" (imported by {})", by.package));
    let what = match found {
        true => {
            format!("needed to verify package {path}{importer} is provided by exactly one module")
        }
        false => format!("for module providing package {path}{importer}"),
    };
    let command = match by {
        None => format!("mod download {}", modules.join(" ")),
        Some(AskedBy {
            package,
            test: true,
        }) => format!("get -t {package}{version}"),
        Some(AskedBy { package, .. }) => format!("get {package}{version}"),
    };
    format!("missing go.sum entry {what}; to add:\n\tgo {command}")
}
