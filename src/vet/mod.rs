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
mod errors_as;
mod host_ports;
mod locks;
mod loop_variables;
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
pub use printf::Wrappers;

use crate::types::Types;
use pass::Pass;

/// A check under the name by which `-vet` asks for it.
type Check = (&'static str, fn(&mut Pass<'_>));

/// In the order in which what they find is reported. `printf` is not among them: it also learns something.
const BEFORE_PRINTF: &[Check] = &[
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
    ("nilfunc", nil_functions::check),
];
const BEHIND_PRINTF: &[Check] = &[
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

/// Runs the checks of those names over a package and says what they found. What is learnt of its functions that print
/// goes to `wrappers`, for the packages that import it.
pub fn check(
    types: &mut Types,
    package: &Package<'_>,
    wrappers: &mut Wrappers,
    names: &dyn Fn(&str) -> bool,
) -> Vec<Finding> {
    let mut pass = Pass::new(types, package);
    let run = |pass: &mut Pass<'_>, checks: &[Check]| {
        for (name, check) in checks {
            if names(name) {
                check(pass);
            }
        }
    };
    run(&mut pass, BEFORE_PRINTF);
    if names("printf") {
        printf::check(&mut pass, wrappers);
    }
    run(&mut pass, BEHIND_PRINTF);
    pass.found
}

/// What is to be known of a package that others import: which of its functions print.
pub fn learn(types: &mut Types, package: &Package<'_>, wrappers: &mut Wrappers) {
    printf::learn(&mut Pass::new(types, package), wrappers);
}
