//! `go vet`'s checks, those that `go test` runs before the tests: each looks at a package's tree with the checker's facts
//! beside it and reports what is legal and surely meant otherwise (decision 036). One file for each check; messages, places
//! and order are those of Go's.
//!
//! Nothing here changes what a program does, and nothing here is reached unless tests are run.

mod assertions;
mod atomic;
mod bools;
mod build_lines;
mod comments;
mod debug_lines;
mod errors_as;
mod names;
mod nil_functions;
mod nodes;
mod pass;
mod printf;
mod slog;
mod string_of_int;
mod test_functions;
mod too_new;

pub use pass::{Finding, Package};
pub use printf::Wrappers;

use crate::types::Types;
use pass::Pass;

/// A check under the name by which `-vet` asks for it.
type Check = (&'static str, fn(&mut Pass<'_>));

/// In the order in which what they find is reported. `printf` is not among them: it also learns something.
const BEFORE_PRINTF: &[Check] = &[
    ("atomic", atomic::check),
    ("bools", bools::check),
    ("buildtag", build_lines::check),
    ("directive", debug_lines::check),
    ("errorsas", errors_as::check),
    ("ifaceassert", assertions::check),
    ("nilfunc", nil_functions::check),
];
const BEHIND_PRINTF: &[Check] = &[
    ("slog", slog::check),
    ("stdversion", too_new::check),
    ("stringintconv", string_of_int::check),
    ("tests", test_functions::check),
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
