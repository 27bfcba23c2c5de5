//! Language versions: which features a file may use.

use gorun_grammar::ast::{File, Pos};

use super::checker::{Checker, Version};
use super::codes::Code;

impl Checker<'_> {
    /// The current file may use features of version `want`.
    pub fn allow_version(&self, want: Version) -> bool {
        self.env.version >= want
    }

    /// Reports that `what` needs version `v` unless the current file has it.
    pub fn verify_version(&mut self, pos: Pos, v: Version, what: &str) -> bool {
        if self.allow_version(v) {
            return true;
        }
        self.version_errorf(pos, v, what);
        false
    }

    pub fn version_errorf(&mut self, pos: Pos, v: Version, what: &str) {
        let msg = format!("{what} {}", self.version_needed(v));
        self.errorf(pos, Code::UnsupportedFeature, msg);
    }

    /// That version `v` is required. `report` adds where the version in force comes from.
    pub fn version_needed(&self, v: Version) -> String {
        format!("requires go{}.{} or later", v.0, v.1)
    }

    /// What a message about a missing version ends with: where the version of the place's file comes from.
    pub fn version_origin(&self, pos: Pos) -> String {
        let file = self.files.iter().find(|f| f.package <= pos && pos <= f.end);
        let asked = file.and_then(file_constraint);
        match asked {
            // Below go1.21 a file's own line changes nothing.
            Some(v) if v >= (1, 21) => {
                format!(" (file declares //go:build go{}.{})", v.0, v.1)
            }
            _ => {
                let have = self.config.version;
                format!(" (-lang was set to go{}.{}; check go.mod)", have.0, have.1)
            }
        }
    }
}

/// The version that a file's `//go:build` line asks for.
pub(super) fn file_constraint(file: &File) -> Option<Version> {
    let lines = file.directives.iter().filter(|d| d.pos < file.package);
    lines
        .filter_map(|d| d.text.strip_prefix("go:build").and_then(constraint_version))
        .next_back()
}

/// Whether the message says that a newer version is needed: "requires go1.N or later".
pub(super) fn speaks_of_version(message: &str) -> bool {
    message.split("requires go").skip(1).any(|rest| {
        let version = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        version.starts_with(" or later")
    })
}

/// The newest version that the checker knows.
pub const CURRENT: Version = (1, 27);

/// The version that the text of a `//go:build` line asks for.
pub(super) fn constraint_version(text: &str) -> Option<Version> {
    let constraint = crate::source::Constraint::parse(text).ok()?;
    constraint.min_version().map(|minor| (1, minor))
}
