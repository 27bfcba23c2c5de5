//! The settings of GODEBUG that decide which files of a package are loaded: what the environment says, else `//go:debug` lines of the main
//! package, else the main module's `godebug` lines, else what Go was like at the version that its go.mod names.

use super::go_version::{CURRENT, GoVersion, language_version};
use super::input::{Input, Root};

/// When a setting got the value it has now, and the one before.
const CHANGED: &[(&str, GoVersion, &str)] =
    &[("randseednop", (1, 24), "0"), ("rsa1024min", (1, 24), "0")];

pub struct Settings {
    environment: String,
    lines: Vec<(String, String)>,
    go: GoVersion,
}

impl Settings {
    pub fn of(input: &Input) -> Settings {
        let mut lines = Vec::new();
        for root in &input.roots {
            let (Root::Folder { folder, .. }
            | Root::Files { folder }
            | Root::TestMain { folder, .. }) = root
            else {
                continue;
            };
            let tests = folder.tests.iter().map(|t| &t.source);
            for file in folder.files.iter().chain(tests) {
                let said = super::godebug::lines(&file.text).into_iter();
                lines.extend(said.filter_map(|(_, said)| said.ok()));
            }
        }
        let main = input.modules.mains.first();
        let said = input.modules.godebug().iter();
        lines.extend(said.map(|g| (g.name.clone(), g.value.clone())));
        Settings {
            environment: std::env::var("GODEBUG").unwrap_or_default(),
            lines,
            go: main.map_or(CURRENT, |m| m.go),
        }
    }

    pub fn get(&self, name: &str) -> Option<String> {
        let of = |entry: &str| {
            entry
                .strip_prefix(name)?
                .strip_prefix('=')
                .map(str::to_string)
        };
        let said = self.environment.split(',').rev().find_map(of);
        let said = said.or_else(|| {
            let line = self.lines.iter().find(|(n, _)| n == name);
            line.map(|(_, value)| value.clone())
        });
        // `default=go1.N` speaks of all settings at once.
        let default = self.lines.iter().find(|(n, _)| n == "default");
        let go = default
            .and_then(|(_, v)| language_version(v.strip_prefix("go")?))
            .unwrap_or(self.go);
        said.or_else(|| {
            let old = CHANGED
                .iter()
                .find(|(n, since, _)| *n == name && go < *since);
            old.map(|(_, _, value)| value.to_string())
        })
    }
}
