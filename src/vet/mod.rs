//! `go vet`'s checks, those that `go test` runs before the tests and most of the others: each looks at a package's tree with the checker's facts
//! beside it and reports what is legal and surely meant otherwise (decision 036). One file for each check; messages, places
//! and order are those of Go's.
//!
//! Nothing here changes what a program does, and nothing here is reached unless tests are run.

mod appends;
mod assertions;
mod atomic;
mod bools;
mod build_lines;
mod comments;
mod composites;
mod debug_lines;
mod deferred_since;
mod endless;
mod errors_as;
mod flow;
mod host_ports;
mod locks;
mod loop_variables;
mod lost_cancels;
mod method_forms;
mod names;
mod nil_functions;
mod nodes;
mod pass;
mod printf;
mod responses;
mod self_assignments;
mod shifts;
mod signal_channels;
mod slog;
mod string_of_int;
mod struct_tags;
mod test_functions;
mod test_goroutines;
mod time_layouts;
mod too_new;
mod unmarshal;
mod unreachable;
mod unsafe_pointers;
mod unused_results;
mod wait_groups;

pub use pass::{Finding, Package};

use crate::types::{PkgId, Types};
use pass::Pass;

/// A check under the name by which `-vet` asks for it.
type Check = (&'static str, fn(&mut Pass<'_>));

/// In the order in which what they find is reported.
const CHECKS: &[Check] = &[
    ("appends", appends::check),
    ("assign", self_assignments::check),
    ("atomic", atomic::check),
    ("bools", bools::check),
    ("buildtag", build_lines::check),
    ("composites", composites::check),
    ("copylocks", locks::check),
    ("defers", deferred_since::check),
    ("directive", debug_lines::check),
    ("errorsas", errors_as::check),
    ("hostport", host_ports::check),
    ("httpresponse", responses::check),
    ("ifaceassert", assertions::check),
    ("loopclosure", loop_variables::check),
    ("lostcancel", lost_cancels::check),
    ("nilfunc", nil_functions::check),
    ("printf", printf::check),
    ("shift", shifts::check),
    ("sigchanyzer", signal_channels::check),
    ("slog", slog::check),
    ("stdmethods", method_forms::check),
    ("stdversion", too_new::check),
    ("stringintconv", string_of_int::check),
    ("structtag", struct_tags::check),
    ("testinggoroutine", test_goroutines::check),
    ("tests", test_functions::check),
    ("timeformat", time_layouts::check),
    ("unmarshal", unmarshal::check),
    ("unreachable", unreachable::check),
    ("unsafeptr", unsafe_pointers::check),
    ("unusedresult", unused_results::check),
    ("waitgroup", wait_groups::check),
];

/// Those that `go test` runs unless it is told otherwise.
pub const USUAL: &[&str] = &[
    "atomic",
    "bools",
    "buildtag",
    "directive",
    "errorsas",
    "ifaceassert",
    "nilfunc",
    "printf",
    "slog",
    "stdversion",
    "stringintconv",
    "tests",
];

/// What is known of functions of all packages.
#[derive(Default)]
pub struct Facts {
    wrappers: printf::Wrappers,
    endless: endless::Endless,
}

impl Facts {
    /// Forgets what is known of a package's functions.
    pub fn forget(&mut self, types: &Types, pkg: PkgId) {
        self.wrappers.forget(types, pkg);
        self.endless.forget(types, pkg);
    }
}

/// Runs the checks of those names over a package and says what they found. What is learnt of its functions
/// goes to `facts`, for the packages that import it.
pub fn check(
    types: &mut Types,
    package: &Package<'_>,
    facts: &mut Facts,
    names: &dyn Fn(&str) -> bool,
) -> Vec<Finding> {
    let mut pass = Pass::new(types, package, facts);
    learn_endless(&mut pass, names);
    for (name, check) in CHECKS {
        if names(name) {
            check(&mut pass);
        }
    }
    pass.found
}

/// What is to be known of a package that others import: which of its functions print, and which do not come back.
pub fn learn(
    types: &mut Types,
    package: &Package<'_>,
    facts: &mut Facts,
    names: &dyn Fn(&str) -> bool,
) {
    let mut pass = Pass::new(types, package, facts);
    printf::learn(&mut pass);
    learn_endless(&mut pass, names);
}

/// One check alone asks for it.
fn learn_endless(pass: &mut Pass<'_>, names: &dyn Fn(&str) -> bool) {
    if names("lostcancel") {
        let mut endless = std::mem::take(&mut pass.facts.endless);
        endless.learn(pass);
        pass.facts.endless = endless;
    }
}
