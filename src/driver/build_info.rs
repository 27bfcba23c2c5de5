//! What `runtime/debug.ReadBuildInfo` tells a program of itself: the lines that Go's linker would put into the executable file. `go run` and
//! `go test` ask no version control, so neither is it asked here.

use std::collections::BTreeMap;

use super::load::LoadedPackage;
use super::locate::Origin;
use super::modfile::ModVersion;
use super::modules::Modules;
use crate::types::quote;

/// Module lines by path.
type Lines = BTreeMap<String, String>;

/// What is known once the packages are loaded.
#[derive(Clone, Debug, Default)]
pub struct BuildInfo {
    /// The program's import path.
    path: String,
    /// Of the module of the main package.
    main: String,
    deps: Lines,
    tags: String,
    race: bool,
    /// `-ldflags`.
    pub linker: String,
    /// Other flags, by their names.
    pub flags: BTreeMap<String, String>,
    /// What GODEBUG is where the environment does not set it.
    settings: String,
}

impl BuildInfo {
    /// `main`: the import path of the package that is to run; `of`: the package that its module is that of.
    pub fn new(
        main: &str,
        of: &str,
        packages: &[LoadedPackage],
        modules: &Modules,
        tags: &[String],
    ) -> BuildInfo {
        let mut deps = Lines::new();
        let used = packages
            .iter()
            .filter(|p| matches!(p.origin, Origin::Main | Origin::Dependency));
        for package in used.filter(|p| p.path != main) {
            if let Some((module, line)) = modules.described(&package.path) {
                deps.entry(module).or_insert(line);
            }
        }
        let module = modules.described(of);
        let mine = |(path, line): (String, String)| {
            deps.remove(&path);
            line
        };
        let (race, tags): (Vec<_>, Vec<_>) = tags.iter().cloned().partition(|tag| tag == "race");
        BuildInfo {
            path: main.into(),
            main: module.map(mine).unwrap_or_default(),
            deps,
            tags: tags.join(","),
            race: !race.is_empty(),
            linker: String::new(),
            flags: BTreeMap::new(),
            settings: String::new(),
        }
    }

    pub fn with_settings(self, settings: String) -> BuildInfo {
        BuildInfo { settings, ..self }
    }

    /// As `debug.ParseBuildInfo` reads it.
    pub fn text(&self) -> String {
        let mut out = format!("path\t{}\n", self.path);
        if !self.main.is_empty() {
            out += &format!("mod\t{}", self.main);
        }
        for line in self.deps.values() {
            out += &format!("dep\t{line}");
        }
        let arm = cfg!(target_arch = "aarch64");
        let race = if self.race { "true" } else { "" };
        let flag = |name| self.flags.get(name).map_or("", String::as_str);
        let trimmed = ["1", "t", "T", "true", "TRUE", "True"].contains(&flag("-trimpath"));
        let mode = match flag("-buildmode") {
            "pie" => "pie",
            _ => "exe",
        };
        // The linker's flags might name folders.
        let linker = if trimmed { "" } else { &self.linker };
        for (key, value) in [
            ("-asmflags", flag("-asmflags")),
            ("-buildmode", mode),
            ("-compiler", "gc"),
            ("-gcflags", flag("-gcflags")),
            ("-ldflags", linker),
            ("-race", race),
            ("-tags", &self.tags),
            ("-trimpath", if trimmed { "true" } else { "" }),
            ("DefaultGODEBUG", &self.settings),
            ("CGO_ENABLED", "0"),
            ("GOARCH", if arm { "arm64" } else { "amd64" }),
            ("GOOS", "linux"),
            if arm {
                ("GOARM64", "v8.0")
            } else {
                ("GOAMD64", "v1")
            },
        ] {
            if value.contains([' ', '\t', '\r', '\n', '"', '`']) {
                out += &format!("build\t{key}={value}\n", value = quote(value));
            } else if !value.is_empty() {
                out += &format!("build\t{key}={value}\n");
            }
        }
        out
    }
}

impl Modules {
    /// The module of a package, and what the lines say of it.
    fn described(&self, package: &str) -> Option<(String, String)> {
        let main = self
            .mains
            .iter()
            .filter(|m| super::modules::strip_path(package, &m.path).is_some())
            .max_by_key(|m| m.path.len());
        let required = self.module_of(package);
        let longer = |r: &&ModVersion| main.is_none_or(|m| r.path.len() > m.path.len());
        let Some(required) = required.as_ref().filter(longer) else {
            let path = &main?.path;
            return Some((path.clone(), format!("{path}\t(devel)\t\n")));
        };
        let ModVersion { path, version } = required;
        let line = match self.replacement(required) {
            Some((_, new)) => {
                let given = if new.version.is_empty() {
                    "(devel)"
                } else {
                    &new.version
                };
                let sum = self.sum_of(&new);
                format!("{path}\t{version}\n=>\t{}\t{given}\t{sum}\n", new.path)
            }
            None => format!("{path}\t{version}\t{}\n", self.sum_of(required)),
        };
        Some((path.clone(), line))
    }
}
