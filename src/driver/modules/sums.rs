//! go.sum: what of the module cache may be used. As the go command does, a module is known by the sum that was kept when it was unpacked; its
//! files are not read again.

use std::fs;
use std::path::PathBuf;

use rustc_hash::FxHashMap;

use super::super::modfile::ModVersion;
use super::{MainModule, Modules, Stage, dir_in, escape, module_cache};
use crate::observe::varint::base64;
use crate::std::internal::digest::sha256;

/// The sums of `path version`, and of `path version/go.mod` for the go.mod alone. The first of several decides.
pub(super) type Sums = FxHashMap<String, String>;

/// What an old version of Go wrote for every go.mod that was not there.
const EMPTY: &str = "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=";

/// What imports a package.
#[derive(Clone, Copy)]
pub struct AskedBy<'a> {
    pub package: &'a str,
    /// One of its tests does.
    pub test: bool,
}

/// What is known of a package before its module is trusted.
#[derive(Default)]
struct Sought<'a> {
    /// Modules that may have it and that go.sum does not list.
    lacking: Vec<&'a str>,
    /// One that it lists has it.
    found: bool,
    /// That one, if it is in the module cache.
    its_file: Option<(ModVersion, &'a str)>,
}

impl Modules {
    /// Why Go does not take the package of that path out of the module cache.
    pub fn unverified(&self, path: &str, by: Option<AskedBy<'_>>) -> Option<String> {
        let main = self.alone().filter(|m| !m.file.requires.is_empty())?;
        // Otherwise Go adds what is lacking.
        let judges = self.judged().is_some();
        let sums = match self.sums.get_or_init(|| self.read_sums()) {
            Ok(sums) => sums,
            Err(why) => return Some(why.clone()),
        };
        let mut sought = Sought::default();
        for &stage in self.stages() {
            sought = self.seek(stage, path, main, judges.then_some(sums));
            if sought.found || !sought.lacking.is_empty() {
                break;
            }
        }
        let Sought {
            lacking,
            found,
            its_file,
        } = sought;
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
        let lacking_file = match its_file {
            Some((cached, module)) => {
                self.verify(&key(&cached), sums, || unpacked_sum(&cached));
                self.lacks_file(&cached, module, sums)
            }
            None if found => None,
            None => self.lacking_file(main, sums),
        };
        lacking_file.filter(|_| judges)
    }

    /// Looks for the package of that path in the modules that may have it; those that `sums` must list and does not are not looked into.
    fn seek<'a>(
        &self,
        stage: Stage,
        path: &'a str,
        main: &MainModule,
        sums: Option<&Sums>,
    ) -> Sought<'a> {
        let mut sought = Sought::default();
        let mut prefix = Some(path);
        while let Some(module) = prefix {
            let rest = path[module.len()..].trim_start_matches('/');
            if module == main.path {
                sought.found |= super::has_go_files(&main.root.join(rest));
            } else if let Ok(Some(selected)) = self.selected(stage, module) {
                let is_listed = |c: &ModVersion| sums.is_none_or(|s| s.contains_key(&key(c)));
                match &selected.cached {
                    Some(cached) if !is_listed(cached) => sought.lacking.push(module),
                    cached => {
                        if dir_in(&selected, rest).is_some() {
                            sought.found = true;
                            sought.its_file = cached.clone().map(|c| (c, module));
                        }
                    }
                }
            }
            prefix = module.rfind('/').map(|at| &module[..at]);
        }
        sought
    }

    /// What go.sum has of a module's files; empty where it has nothing.
    pub fn sum_of(&self, module: &ModVersion) -> String {
        let sums = self.sums.get_or_init(|| self.read_sums());
        let sum = sums.as_ref().ok().and_then(|sums| sums.get(&key(module)));
        sum.cloned().unwrap_or_default()
    }

    /// What Go says of a module that is not what go.sum says it is.
    pub fn mismatch(&self) -> Option<String> {
        self.mismatch.get().cloned()
    }

    /// Remembers what is to be said if `sum`, of what is here, is not what go.sum has.
    fn verify(&self, key: &str, sums: &Sums, sum: impl Fn() -> Option<String>) {
        let Some(wanted) = sums.get(key) else { return };
        let Some(found) = sum().filter(|found| found != wanted) else {
            return;
        };
        let module = key.replacen(' ', "@", 1);
        let text = format!(
            "verifying {module}: checksum mismatch\n\tdownloaded: {found}\n\tgo.sum:     {wanted}\n\nSECURITY ERROR\nThis download does NOT match an earlier download recorded in go.sum.\nThe bits may have been replaced on the origin server, or an attacker may\nhave intercepted the download attempt.\n\nFor more information, see 'go help module-auth'."
        );
        let _ = self.mismatch.set(text);
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
            let source = self
                .replacement(r)
                .map_or_else(|| r.clone(), |(_, new)| new);
            let cached = !source.version.is_empty();
            cached.then(|| self.lacks_file(&source, &r.path, sums))?
        })
    }

    /// What Go says where go.sum lacks the go.mod of a module of the cache; whether it has the right one is found out, too.
    fn lacks_file(&self, cached: &ModVersion, module: &str, sums: &Sums) -> Option<String> {
        let key = key(cached) + "/go.mod";
        if !sums.contains_key(&key) {
            return Some(format!(
                "{}@{}: missing go.sum entry for go.mod file; to add it:\n\tgo mod download {module}",
                cached.path, cached.version
            ));
        }
        self.verify(&key, sums, || file_sum(cached));
        None
    }

    /// Of the required module that a package is in: `@v1.2.3`.
    fn version_of(&self, package: &str) -> Option<String> {
        let required = self.mains.iter().flat_map(|m| &m.file.requires);
        let around = required.filter(|r| super::strip_path(package, &r.path).is_some());
        let module = around.max_by_key(|r| r.path.len())?;
        let required = self.required(&module.path)?;
        Some(format!("@{}", required.version))
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
                    if sum.starts_with("h1:") && sum != EMPTY {
                        let first = sums.entry(format!("{path} {version}"));
                        first.or_insert_with(|| sum.to_string());
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

/// What the module cache keeps beside a module.
fn downloaded(module: &ModVersion, what: &str) -> PathBuf {
    let name = format!("@v/{}.{what}", escape(&module.version));
    let cache = module_cache().join("cache/download");
    cache.join(escape(&module.path)).join(name)
}

/// The sum of a module's files, from when they were unpacked.
fn unpacked_sum(module: &ModVersion) -> Option<String> {
    let kept = fs::read_to_string(downloaded(module, "ziphash")).ok()?;
    Some(kept.trim().to_string())
}

/// The sum of its go.mod: like that of a directory with no other file.
fn file_sum(module: &ModVersion) -> Option<String> {
    let text = fs::read(downloaded(module, "mod")).ok()?;
    let hex: String = sha256(&text).iter().map(|b| format!("{b:02x}")).collect();
    let listing = format!("{hex}  go.mod\n");
    Some(format!("h1:{}", base64(&sha256(listing.as_bytes()))))
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
