//! Runs entries: imports what they need, their parts one after the other, and waits.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::split::{self, Part};
use crate::driver::Failure;
use crate::driver::session::{Outcome, Session, standard_package};
use crate::vm::session::End;

/// Ctrl-C was pressed while an entry ran.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

extern "C" fn interrupted(_: i32) {
    INTERRUPTED.store(true, Ordering::Relaxed);
}

/// From here on SIGINT ends the entry that runs.
pub fn catch_interrupts() {
    // SAFETY: the handler only stores to an atomic.
    unsafe { libc::signal(libc::SIGINT, interrupted as *const () as usize) };
}

/// What came of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Came {
    Well,
    /// It failed, and the user knows.
    Failed,
    /// It called os.Exit.
    Exit(i32),
}

/// Runs an entry to its end. What there is to say about it goes to `say`.
pub fn entry(
    session: &mut Session,
    text: &str,
    file: Option<PathBuf>,
    say: &mut dyn FnMut(&str),
) -> Came {
    INTERRUPTED.store(false, Ordering::Relaxed);
    let show = file.is_none();
    let parts = split::parts(text);
    if parts.is_empty() {
        return Came::Well;
    }
    import_named(session, text, &parts);
    let entry = match session.begin(text, file) {
        Ok(entry) => entry,
        Err(Failure(why)) => {
            say(&why);
            return Came::Failed;
        }
    };
    for part in parts {
        let outcome = match part {
            Part::Import { path, name } => match session.import(&path, name.as_deref()) {
                Ok(()) => continue,
                Err(failure) => Err(failure),
            },
            Part::Unit { kind, from, to } => session.run_unit(&entry, kind, (from, to), show),
        };
        match outcome {
            Ok(Outcome::Constant(value, ty)) => say(&format!("({ty}) {value}")),
            Ok(Outcome::Type(text)) => say(&format!("type {text}")),
            Ok(Outcome::Running) => match wait(session) {
                End::Done => {}
                End::Failed | End::Deadlock => return Came::Failed,
                End::Exit(code) => return Came::Exit(code),
                End::Interrupted => {
                    say("interrupted");
                    return Came::Failed;
                }
                End::Left(reason) => {
                    say(&format!(
                        "interrupted; its goroutine cannot be ended where it is [{}] and goes on in the background",
                        reason.text()
                    ));
                    return Came::Failed;
                }
            },
            Err(Failure(why)) => {
                say(&why);
                return Came::Failed;
            }
        }
    }
    Came::Well
}

/// Imports packages of the standard library that the text names and nobody has imported.
pub fn import_named(session: &mut Session, text: &str, parts: &[Part]) {
    let named = |n: &str| {
        parts.iter().any(|p| match p {
            Part::Import { path, name } => match name {
                Some(name) => name == n,
                None => path.rsplit('/').next() == Some(n),
            },
            Part::Unit { .. } => false,
        })
    };
    for (name, member) in split::qualified(text) {
        if session.lookup(name).is_some() || named(name) || !member.starts_with(char::is_uppercase)
        {
            continue;
        }
        if let Some(path) = standard_package(name) {
            // If it cannot be imported the checker says that the name is not known.
            let _ = session.import(path, None);
        }
    }
}

fn wait(session: &mut Session) -> End {
    const LOOK: Duration = Duration::from_millis(20);
    let mut asked: Option<Instant> = None;
    loop {
        if let Some(end) = session.wait(LOOK) {
            return end;
        }
        let again = asked.is_none_or(|at| at.elapsed() > Duration::from_millis(500));
        if INTERRUPTED.load(Ordering::Relaxed) && again {
            INTERRUPTED.store(false, Ordering::Relaxed);
            asked = Some(Instant::now());
            session.machine().interrupt_entry();
        }
    }
}
