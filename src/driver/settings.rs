//! The settings of GODEBUG that hold where the environment says nothing: what `//go:debug` lines of the main package say, else the main module's
//! `godebug` lines, else what Go was like at the version that its go.mod names. The library asks for them while the program runs (internal/godebug), after
//! the environment, which the program may change.

use super::go_version::{CURRENT, GoVersion, language_version};
use super::godebug;
use super::input::{Input, Root};

/// When a setting got the value it has now, and the one before. (What those say of which gorun asks for none, programs may read: debug.ReadBuildInfo.)
const CHANGED: &[(&str, GoVersion, &str)] = &[
    ("netedns0", (1, 19), "0"),
    ("panicnil", (1, 21), "1"),
    ("httplaxcontentlength", (1, 22), "1"),
    ("httpmuxgo121", (1, 22), "1"),
    ("httpservecontentkeepheaders", (1, 23), "1"),
    ("winreadlinkvolume", (1, 23), "0"),
    ("winsymlink", (1, 23), "0"),
    ("x509negativeserial", (1, 23), "1"),
    ("gotestjsonbuildtext", (1, 24), "1"),
    ("httpcookiemaxnum", (1, 24), "0"),
    ("multipathtcp", (1, 24), "0"),
    ("randseednop", (1, 24), "0"),
    ("rsa1024min", (1, 24), "0"),
    ("tlsmlkem", (1, 24), "0"),
    ("urlmaxqueryparams", (1, 24), "0"),
    ("x509rsacrt", (1, 24), "0"),
    ("x509usepolicies", (1, 24), "0"),
    ("containermaxprocs", (1, 25), "0"),
    ("decoratemappings", (1, 25), "0"),
    ("tlssha1", (1, 25), "1"),
    ("updatemaxprocs", (1, 25), "0"),
    ("x509sha256skid", (1, 25), "0"),
    ("cryptocustomrand", (1, 26), "1"),
    ("httpservecontentmaxranges", (1, 26), "1"),
    ("tlssecpmlkem", (1, 26), "0"),
    ("urlstrictcolons", (1, 26), "0"),
    ("tracebacklabels", (1, 27), "0"),
    ("x509sslcertoverrideplatform", (1, 27), "0"),
];

pub struct Settings {
    environment: String,
    lines: Vec<(String, String)>,
    go: GoVersion,
    /// Those that the main package's files name anywhere: they may set them.
    named: Vec<&'static str>,
}

impl Settings {
    pub fn of(input: &Input) -> Settings {
        let mut lines = Vec::new();
        let mut named = Vec::new();
        for root in &input.roots {
            let (Root::Folder { folder, .. }
            | Root::Files { folder }
            | Root::TestMain { folder, .. }) = root
            else {
                continue;
            };
            let tests = folder.tests.iter().map(|t| &t.source);
            for file in folder.files.iter().chain(tests) {
                let said = godebug::lines(&file.text).into_iter();
                lines.extend(said.filter_map(|(_, said)| said.ok()));
                if file.text.contains("GODEBUG") {
                    let names = godebug::NAMES.iter();
                    named.extend(names.filter(|n| file.text.contains(**n)));
                }
            }
        }
        let main = input.modules.mains.first();
        let said = input.modules.godebug().iter();
        lines.extend(said.map(|g| (g.name.clone(), g.value.clone())));
        Settings {
            environment: std::env::var("GODEBUG").unwrap_or_default(),
            lines,
            go: main.map_or(CURRENT, |m| m.go),
            named,
        }
    }

    /// Whether a setting has a value, or may get one from the program.
    pub fn may_be_set(&self, name: &str) -> bool {
        let in_environment = self
            .environment
            .split(',')
            .any(|entry| entry.strip_prefix(name).is_some_and(|v| v.starts_with('=')));
        in_environment || self.named.contains(&name) || self.default(name).is_some()
    }

    /// What holds where the environment does not speak of it.
    fn default(&self, name: &str) -> Option<&str> {
        if let Some((_, value)) = self.lines.iter().find(|(n, _)| n == name) {
            return Some(value);
        }
        // `default=go1.N` speaks of all settings at once.
        let default = self.lines.iter().find(|(n, _)| n == "default");
        let go = default
            .and_then(|(_, v)| language_version(v.strip_prefix("go")?))
            .unwrap_or(self.go);
        let old = CHANGED
            .iter()
            .find(|(n, since, _)| *n == name && go < *since);
        old.map(|(_, _, value)| *value)
    }

    /// All of them, as the environment would have them.
    pub fn defaults(&self) -> String {
        let said = |name: &&str| Some(format!("{name}={}", self.default(name)?));
        let all: Vec<String> = godebug::NAMES.iter().filter_map(said).collect();
        all.join(",")
    }
}
