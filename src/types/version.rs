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
        self.errorf(
            pos,
            Code::UnsupportedFeature,
            format!("{what} requires go{}.{} or later", v.0, v.1),
        );
    }
}
