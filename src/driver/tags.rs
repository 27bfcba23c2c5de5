//! Which build tags hold, and which file names suit this system.

use crate::source::file_constraints;

/// Names that a file's suffix may have: all that were ever systems of Go.
const SYSTEMS: &[&str] = &[
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
    "zos",
];

const MACHINES: &[&str] = &[
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "arm64",
    "arm64be",
    "armbe",
    "loong64",
    "mips",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "mipsle",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
];

/// Go's experiments that are on by default and that a file can see.
const EXPERIMENTS: &[&str] = &[
    "regabiwrappers",
    "regabiargs",
    "dwarf5",
    "jsonv2",
    "greenteagc",
    "randomizedheapbase64",
    "sizespecializedmalloc",
];

/// Tags by which packages say that they can do without assembly.
const PURE: &[&str] = &["purego", "math_big_pure_go"];

/// What else people have written for that, where they did not ask for another compiler than Go's.
const NO_ASSEMBLER: &[&str] = &["noasm", "appengine"];

/// The language version whose release tags hold: go1.1 to go1.N.
const RELEASE: u32 = 27;

/// For whom files are chosen.
#[derive(Clone, Debug, Default)]
pub struct Tags {
    /// From `-tags`.
    pub extra: Vec<String>,
    /// Prefer Go to assembly where the package's authors offer both.
    pub pure: bool,
    /// Choose as for a compiler that has no assembler.
    pub no_assembler: bool,
    /// Choose as for a machine that has no assembly at all.
    pub no_machine: bool,
}

impl Tags {
    pub fn holds(&self, tag: &str) -> bool {
        // The second names the least of the machines, for which Go compiles unless told otherwise.
        if tag == machine() || tag == machine_level() {
            return !self.no_machine;
        }
        matches!(tag, "linux" | "unix")
            || (tag == "gc" && !self.no_assembler)
            || (self.pure && PURE.contains(&tag))
            || (self.no_assembler && NO_ASSEMBLER.contains(&tag))
            || self.extra.iter().any(|t| t == tag)
            || tag
                .strip_prefix("goexperiment.")
                .is_some_and(|e| EXPERIMENTS.contains(&e))
            || tag
                .strip_prefix("go1.")
                .and_then(|minor| minor.parse::<u32>().ok())
                .is_some_and(|minor| (1..=RELEASE).contains(&minor))
    }

    /// These, and what to choose by where they leave a package with assembly: the least different first.
    pub fn without_assembly(&self) -> [Tags; 4] {
        let pure = Tags {
            pure: true,
            ..self.clone()
        };
        let no_assembler = Tags {
            no_assembler: true,
            ..pure.clone()
        };
        let no_machine = Tags {
            no_machine: true,
            ..no_assembler.clone()
        };
        [self.clone(), pure, no_assembler, no_machine]
    }

    /// Whether a file's name suits: `x_linux.go`, `x_amd64.go`, `x_windows_arm64.go`, with or without `_test`.
    pub fn name_fits(&self, name: &str) -> bool {
        let stem = name.split('.').next().unwrap_or(name);
        let mut parts: Vec<&str> = stem.split('_').skip(1).collect();
        if parts.last() == Some(&"test") {
            parts.pop();
        }
        match parts.as_slice() {
            [.., system, machine] if SYSTEMS.contains(system) && MACHINES.contains(machine) => {
                self.holds(system) && self.holds(machine)
            }
            [.., one] if SYSTEMS.contains(one) || MACHINES.contains(one) => self.holds(one),
            _ => true,
        }
    }

    /// Whether the constraints above the package clause hold. `Err` in Go's words.
    pub fn text_fits(&self, text: &str) -> Result<bool, String> {
        let constraints = file_constraints(text)?;
        Ok(constraints.iter().all(|c| c.holds(&|tag| self.holds(tag))))
    }
}

fn machine_level() -> &'static str {
    match machine() {
        "arm64" => "arm64.v8.0",
        _ => "amd64.v1",
    }
}

fn machine() -> &'static str {
    if cfg!(target_arch = "aarch64") {
        "arm64"
    } else {
        "amd64"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let tags = Tags::default();
        for (name, fits) in [
            ("a_linux.go", true),
            ("a_windows.go", false),
            ("linux.go", true),
            ("a_linux_test.go", true),
            ("a_windows_amd64.go", false),
            ("a_linux_wasm.go", false),
            ("a_unix.go", true),
            ("a_b_plan9_c.go", true),
        ] {
            assert_eq!(tags.name_fits(name), fits, "{name}");
        }
    }

    #[test]
    fn tags() {
        let tags = Tags {
            extra: vec!["mine".into()],
            ..Tags::default()
        };
        assert!(tags.holds("mine") && tags.holds("go1.27") && tags.holds("unix"));
        assert!(!tags.holds("cgo") && !tags.holds("go1.28") && !tags.holds("purego"));
    }
}
