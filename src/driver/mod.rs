//! From a command line's files to a running program: finds packages, orders imports, checks, compiles, runs.
//! Every step is a function here; what a step does lives in the layers above.

mod again;
mod build;
mod build_info;
mod built_by_go;
mod embed;
mod folder;
mod gc_trace;
mod go_cmd;
mod go_std;
mod go_version;
mod godebug;
mod goroot;
mod header;
mod import_path;
pub mod in_go;
mod init_order;
mod input;
mod interrupt;
mod library;
pub mod link_flags;
mod load;
mod load_error;
mod locate;
mod main_modules;
mod missing;
mod modfile;
mod modules;
mod patterns;
mod remedy;
mod run;
mod semver;
pub mod session;
mod settings;
mod shipped;
mod shown;
mod snippet;
mod tags;
pub mod test;
mod vendor;
mod watch;

pub use again::{Description, Restarted};
pub use build::{
    Built, PackageErrors, build, check, compile_only, link_only, only_tests, report_all,
};
pub use folder::{Folder, SourceText};
pub use input::snippet as read_snippet;
pub use input::{Input, Root, Selection, read_goroot, read_program, read_to_check};
pub use load::{Loaded, LoadedPackage, load};
use load::{Refused, load_or_tell, refused_by_root};
pub use locate::Origin;
pub use remedy::{add as add_helps, excerpts, mended};
pub use run::{RunOptions, parse_bytes, run};
pub use shown::{error_text as os_error_text, in_reports as shown_in_reports};
pub use snippet::wrap_snippet;
pub use watch::Watch;

pub use crate::vm::config::Limits;

/// Why there is no program to run: text for standard error, as Go's command would print it.
#[derive(Debug)]
pub struct Failure(pub String);

impl Failure {
    pub fn new(text: impl Into<String>) -> Failure {
        Failure(text.into())
    }
}

/// Runs `work` on a stack that is deep enough for any tree that the parser lets through: the passes of
/// the front end recurse over syntax. Only address space is reserved; pages are used as needed.
pub fn on_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match (0..=6)
        .map(|step| DEEP >> step)
        .find(|&stack| is_there(stack))
    {
        Some(stack) => stacker::grow(stack, work),
        None => work(),
    }
}

/// The deepest stack, in bytes. Where less address space is left (`ulimit -v`) it is less.
const DEEP: usize = 1 << 30;

/// Whether so much address space is left.
fn is_there(bytes: usize) -> bool {
    // SAFETY: a mapping of its own, which nobody has used.
    unsafe {
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        let at = libc::mmap(std::ptr::null_mut(), bytes, libc::PROT_NONE, flags, -1, 0);
        at != libc::MAP_FAILED && libc::munmap(at, bytes) == 0
    }
}
