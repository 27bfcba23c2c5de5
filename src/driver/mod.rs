//! From a command line's files to a running program: finds packages, orders imports, checks, compiles, runs.
//! Every step is a function here; what a step does lives in the layers above.

mod build;
mod go_std;
mod input;
mod library;
mod load;
mod run;
mod snippet;

pub use build::{Built, build, check};
pub use input::{Input, read_input};
pub use load::{Loaded, LoadedPackage, load};
pub use load::{build_constraint_fits, file_name_fits};
pub use run::{RunOptions, run};
pub use snippet::wrap_snippet;

/// Why there is no program to run: text for standard error, as Go's command would print it.
#[derive(Debug)]
pub struct Failure(pub String);

impl Failure {
    pub fn new(text: impl Into<String>) -> Failure {
        Failure(text.into())
    }
}

/// Runs `work` on a thread whose stack is deep enough for any tree that the parser lets through: the passes of
/// the front end recurse over syntax. Only address space is reserved; pages are used as needed.
pub fn on_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    const STACK: usize = 1 << 30;
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .name("front end".into())
            .stack_size(STACK)
            .spawn_scoped(scope, work);
        match thread.map(|t| t.join()) {
            Ok(Ok(value)) => value,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(error) => {
                eprintln!("gorun: cannot start a thread: {error}");
                std::process::exit(1)
            }
        }
    })
}
