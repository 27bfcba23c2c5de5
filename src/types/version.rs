//! Language versions: which features a file may use.

use gorun_grammar::ast::Pos;

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

    /// That version `v` is required, and where the version in force comes from.
    pub fn version_needed(&self, v: Version) -> String {
        let have = self.env.version;
        let why = if have == self.config.version {
            format!("(-lang was set to go{}.{}; check go.mod)", have.0, have.1)
        } else {
            format!("(file declares //go:build go{}.{})", have.0, have.1)
        };
        format!("requires go{}.{} or later {why}", v.0, v.1)
    }
}

/// The newest version that the checker knows.
pub const CURRENT: Version = (1, 27);

/// The version that a build constraint asks for: the highest `go1.N` that it needs.
pub(super) fn constraint_version(text: &str) -> Option<Version> {
    // Only conjunctions imply their parts; alternatives and negations say nothing certain.
    if text.contains("||") || text.contains('!') {
        return None;
    }
    text.split(|c: char| c.is_whitespace() || c == '&' || c == '(' || c == ')')
        .filter_map(|w| w.strip_prefix("go1."))
        .filter_map(|n| n.parse().ok())
        .map(|n: u32| (1, n))
        .max()
}
