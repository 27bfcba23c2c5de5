//! Runs a built program in a process of its own, a fork of this one: what the program does to its process (working
//! directory, environment, exit, crash) then ends with it, and nothing is read, checked and compiled twice.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::events::Events;
use crate::driver::{Built, Failure, RunOptions};

/// A program and what it is run with.
pub struct Work {
    pub built: Built,
    pub dir: PathBuf,
    pub options: RunOptions,
}

/// Where the program's two outputs go.
pub enum Output<'a> {
    /// To this process's standard output, as they come.
    Direct,
    /// There too, and they are kept.
    Both(Vec<u8>),
    Kept(Vec<u8>),
    /// Turned into events, and kept where that is wanted.
    Events(&'a mut Events, Option<Vec<u8>>),
}

impl Output<'_> {
    fn take(&mut self, text: &[u8]) {
        match self {
            Output::Direct => {}
            Output::Kept(kept) => kept.extend_from_slice(text),
            Output::Both(kept) => {
                kept.extend_from_slice(text);
                let mut out = std::io::stdout().lock();
                let _ = out.write_all(text).and_then(|()| out.flush());
            }
            Output::Events(events, kept) => {
                events.write(text);
                if let Some(kept) = kept {
                    kept.extend_from_slice(text);
                }
            }
        }
    }
}

/// How a program ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ended {
    Code(i32),
    /// The signal's name.
    Signal(String),
    /// It was ended after that time.
    Late(Duration),
}

/// Runs it to its end.
pub fn run(
    work: Work,
    output: &mut Output<'_>,
    kill_after: Option<Duration>,
) -> Result<Ended, Failure> {
    let failed = |what: &str| {
        let error = std::io::Error::last_os_error();
        Failure::new(format!("gorun test: cannot {what}: {error}"))
    };
    let direct = matches!(output, Output::Direct);
    let mut ends = [1, 1];
    // SAFETY: `ends` has room for the two descriptors that the call writes.
    if !direct && unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) } != 0 {
        return Err(failed("make a pipe"));
    }
    // SAFETY: no other thread runs now: the front end's has ended, the virtual machine has not begun. The child may
    // therefore go on like any process; it ends in `_exit` and so runs nothing of its parent's.
    match unsafe { libc::fork() } {
        -1 => Err(failed("fork")),
        0 => become_program(work, ends),
        pid => {
            let deadline = kill_after.map(|after| (Instant::now() + after, after));
            let mut late = None;
            if direct {
                late = wait_until_ended(pid, deadline);
            } else {
                // SAFETY: both descriptors are new, and this process's own.
                let (reader, writer) =
                    unsafe { (File::from_raw_fd(ends[0]), OwnedFd::from_raw_fd(ends[1])) };
                drop(writer);
                read_all(reader, output, pid, deadline, &mut late);
            }
            let mut status = 0;
            // SAFETY: `status` is ours; the child has not been waited for before.
            while unsafe { libc::waitpid(pid, &mut status, 0) } < 0 {
                if std::io::Error::last_os_error().raw_os_error() != Some(libc::EINTR) {
                    return Err(failed("wait for the tests"));
                }
            }
            Ok(match late {
                Some(after) => Ended::Late(after),
                None if libc::WIFSIGNALED(status) => {
                    Ended::Signal(signal_name(libc::WTERMSIG(status)))
                }
                None => Ended::Code(libc::WEXITSTATUS(status)),
            })
        }
    }
}

/// Waits without reading; ends the program when its time is up.
fn wait_until_ended(pid: i32, deadline: Option<(Instant, Duration)>) -> Option<Duration> {
    let (at, after) = deadline?;
    // SAFETY: asks for a descriptor of our own child.
    let handle = unsafe { libc::syscall(libc::SYS_pidfd_open, pid, 0) } as i32;
    if handle < 0 {
        return None;
    }
    // SAFETY: the descriptor is new and ours.
    let handle = unsafe { OwnedFd::from_raw_fd(handle) };
    match readable(handle.as_raw_fd(), Some(at)) {
        true => None,
        false => {
            quit(pid);
            Some(after)
        }
    }
}

fn read_all(
    mut reader: File,
    output: &mut Output<'_>,
    pid: i32,
    deadline: Option<(Instant, Duration)>,
    late: &mut Option<Duration>,
) {
    let mut buffer = [0; 16 << 10];
    loop {
        let until = deadline.map(|d| d.0).filter(|_| late.is_none());
        if !readable(reader.as_raw_fd(), until) {
            quit(pid);
            *late = deadline.map(|d| d.1);
        }
        match reader.read(&mut buffer) {
            Ok(0) => return,
            Ok(n) => output.take(&buffer[..n]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}

/// Waits until there is something to read, or the end; false if the time comes first.
fn readable(fd: i32, until: Option<Instant>) -> bool {
    loop {
        let left = until.map(|at| at.saturating_duration_since(Instant::now()));
        let wait = left.map_or(-1, |d| d.as_millis().min(i32::MAX as u128) as i32);
        let mut one = libc::pollfd {
            fd,
            events: libc::POLLIN,
            revents: 0,
        };
        // SAFETY: one record, ours.
        let n = unsafe { libc::poll(&mut one, 1, wait) };
        if n > 0 {
            return true;
        }
        if left.is_some_and(|d| d.is_zero()) {
            return false;
        }
    }
}

fn quit(pid: i32) {
    // SAFETY: the child has not been waited for, so the number is still its own.
    unsafe { libc::kill(pid, libc::SIGQUIT) };
}

fn signal_name(signal: i32) -> String {
    let name = match signal {
        libc::SIGHUP => "hangup",
        libc::SIGINT => "interrupt",
        libc::SIGQUIT => "quit",
        libc::SIGILL => "illegal instruction",
        libc::SIGABRT => "aborted",
        libc::SIGBUS => "bus error",
        libc::SIGFPE => "floating point exception",
        libc::SIGKILL => "killed",
        libc::SIGSEGV => "segmentation fault",
        libc::SIGPIPE => "broken pipe",
        libc::SIGTERM => "terminated",
        other => return format!("signal {other}"),
    };
    name.to_string()
}

/// The child: nothing to read, both outputs into one, the package's directory.
fn become_program(work: Work, ends: [i32; 2]) -> ! {
    // SAFETY: plain calls on descriptors of this process.
    unsafe {
        let nothing = libc::open(c"/dev/null".as_ptr(), libc::O_RDONLY);
        libc::dup2(nothing, 0);
        libc::dup2(ends[1], 1);
        libc::dup2(1, 2);
        // Who reads our output, too, is never told that nobody does.
        for spare in ends.into_iter().chain([nothing]).filter(|&fd| fd > 2) {
            libc::close(spare);
        }
    }
    let code = match std::env::set_current_dir(&work.dir) {
        Ok(()) => {
            // SAFETY: this process has no other thread yet.
            unsafe { std::env::set_var("PWD", &work.dir) };
            crate::driver::run(work.built, work.options)
        }
        Err(error) => {
            eprintln!("chdir {}: {error}", work.dir.display());
            1
        }
    };
    let _ = std::io::stdout().flush();
    // SAFETY: ends the process.
    unsafe { libc::_exit(code) }
}
