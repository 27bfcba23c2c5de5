//! Processes: starting them, waiting for them, and signals to this one.

use std::ffi::{CString, OsStr};
use std::os::fd::IntoRawFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::sync::Arc;

use super::{c_path, errno, last};
use crate::vm::again::Again;
use crate::vm::native::{Answer, GoSlice, GoStr, NativeCx, Outcome};

/// What the child does between fork and exec; the numbers are those of syscall.SysProcAttr, in the order of its `words`.
struct Attributes {
    /// A descriptor to leave to the child at its own number, or -1.
    description: i32,
    setsid: bool,
    setpgid: bool,
    pgid: i32,
    /// The terminal controls the child's session; the descriptor is the child's.
    controlled: bool,
    no_terminal: bool,
    /// The child's group is the terminal's; the descriptor is this process's.
    foreground: bool,
    terminal: i32,
    death_signal: i32,
    /// Namespaces of its own.
    unshare: i32,
    /// User, group, -1 where they stay.
    uid: i64,
    gid: i64,
    /// Its other groups; `None`: they stay.
    groups: Option<Vec<u32>>,
    root: Option<CString>,
    dir: Option<CString>,
}

/// Strings as the system takes them.
struct Strings {
    _owned: Vec<CString>,
    /// Pointers to them, and a null pointer.
    pointers: Vec<usize>,
}

impl Strings {
    /// `None`: one holds a null byte.
    fn new(texts: GoSlice<GoStr>) -> Option<Strings> {
        let owned = texts.items().iter().map(|t| CString::new(t.bytes()).ok());
        let owned = owned.collect::<Option<Vec<CString>>>()?;
        let pointers = owned.iter().map(|text| text.as_ptr() as usize);
        let pointers = pointers.chain([0]).collect();
        Some(Strings {
            _owned: owned,
            pointers,
        })
    }

    fn as_ptr(&self) -> *const *const libc::c_char {
        self.pointers.as_ptr().cast()
    }
}

/// Starts a program: its pid and 0, or 0 and an error. `files`: descriptors that it gets as 0, 1, 2, ...; -1: closed.
pub fn start(
    name: GoStr,
    argv: GoSlice<GoStr>,
    env: GoSlice<GoStr>,
    dir: GoStr,
    root: GoStr,
    files: GoSlice<i64>,
    attributes: GoSlice<i64>,
) -> (i64, i64) {
    let path = match c_path(name) {
        Ok(path) => path,
        Err(error) => return (0, error),
    };
    let place = |text: GoStr| match text.is_empty() {
        true => Ok(None),
        false => c_path(text).map(Some),
    };
    let (dir, root) = match (place(dir), place(root)) {
        (Ok(dir), Ok(root)) => (dir, root),
        (Err(error), _) | (_, Err(error)) => return (0, error),
    };
    let (Some(arguments), Some(variables)) = (Strings::new(argv), Strings::new(env)) else {
        return (0, i64::from(libc::EINVAL));
    };
    let mut command = Command::new(OsStr::from_bytes(path.as_bytes()));
    command
        .stdin(Stdio::inherit())
        .stdout(Stdio::inherit())
        .stderr(Stdio::inherit());
    let files: Vec<i32> = files.items().iter().map(|&f| f as i32).collect();
    let a = attributes.items();
    let attributes = Attributes {
        description: a[0] as i32,
        setsid: a[1] != 0,
        setpgid: a[2] != 0,
        pgid: a[3] as i32,
        controlled: a[4] != 0,
        no_terminal: a[5] != 0,
        foreground: a[6] != 0,
        terminal: a[7] as i32,
        death_signal: a[8] as i32,
        unshare: a[9] as i32,
        uid: a[10],
        gid: a[11],
        groups: (a[12] != 0).then(|| a[13..].iter().map(|&g| g as u32).collect()),
        root,
        dir,
    };
    let child = move || {
        prepare(&files, &attributes)?;
        // Not left to `Command`, which sorts the variables and looks for the program in PATH.
        // SAFETY: terminated strings and arrays, which the closure owns.
        unsafe { libc::execve(path.as_ptr(), arguments.as_ptr(), variables.as_ptr()) };
        Err(std::io::Error::last_os_error())
    };
    // SAFETY: the closure makes only system calls, and touches memory that was allocated before the fork.
    unsafe {
        command.pre_exec(child);
    }
    match command.spawn() {
        Ok(child) => {
            let pid = i64::from(child.id());
            // Neither waited for nor killed by the handle: the Go side does that.
            drop(child);
            (pid, 0)
        }
        Err(error) => (0, errno(&error)),
    }
}

/// If the name means the running program: gorun's own file, a descriptor (at least `lowest`) of what it is to run, and the script's name. Else
/// no name, or -1 and an error.
pub fn start_again(cx: &mut NativeCx, name: GoStr, lowest: i64) -> (GoStr, i64, GoStr, i64) {
    let Some(again) = meant(cx, name) else {
        return (GoStr::EMPTY, -1, GoStr::EMPTY, 0);
    };
    match again.descriptor(lowest.max(3) as i32) {
        Ok(fd) => {
            let gorun = cx.string(again.gorun.as_os_str().as_bytes());
            let script = again.known_file().unwrap_or_default();
            let script = cx.string(script.as_os_str().as_bytes());
            (gorun, i64::from(fd.into_raw_fd()), script, 0)
        }
        Err(error) => (GoStr::EMPTY, -1, GoStr::EMPTY, errno(&error)),
    }
}

pub fn is_self(cx: &mut NativeCx, name: GoStr) -> bool {
    meant(cx, name).is_some()
}

fn meant(cx: &mut NativeCx, name: GoStr) -> Option<Arc<Again>> {
    let again = cx.machine().config().again.clone()?;
    let name = std::str::from_utf8(name.bytes()).ok()?;
    again.is_meant(name).then_some(again)
}

fn check(result: i32) -> std::io::Result<()> {
    if result < 0 {
        return Err(std::io::Error::last_os_error());
    }
    Ok(())
}

/// Runs in the child.
fn prepare(files: &[i32], attributes: &Attributes) -> std::io::Result<()> {
    const MOST: usize = 256;
    if files.len() > MOST {
        return Err(std::io::Error::from_raw_os_error(libc::EMFILE));
    }
    // SAFETY: system calls on numbers.
    unsafe {
        if attributes.setsid {
            check(libc::setsid())?;
        }
        if attributes.setpgid {
            check(libc::setpgid(0, attributes.pgid))?;
        }
        if attributes.foreground {
            let group = match attributes.pgid {
                0 => libc::getpid(),
                group => group,
            };
            check(libc::ioctl(
                attributes.terminal,
                libc::TIOCSPGRP,
                &raw const group,
            ))?;
        }
        if attributes.unshare != 0 {
            check(libc::unshare(attributes.unshare))?;
        }
        if let Some(root) = &attributes.root {
            check(libc::chroot(root.as_ptr()))?;
        }
        if let Some(groups) = attributes.groups.as_ref().filter(|_| attributes.gid >= 0) {
            check(libc::setgroups(groups.len(), groups.as_ptr()))?;
        }
        if attributes.gid >= 0 {
            check(libc::setgid(attributes.gid as u32))?;
        }
        if attributes.uid >= 0 {
            check(libc::setuid(attributes.uid as u32))?;
        }
        if let Some(dir) = &attributes.dir {
            check(libc::chdir(dir.as_ptr()))?;
        }
        if attributes.death_signal > 0 {
            check(libc::prctl(libc::PR_SET_PDEATHSIG, attributes.death_signal))?;
        }
        // First out of the way of the places that they are to take.
        let mut moved = [-1; MOST];
        for (to, &from) in moved.iter_mut().zip(files) {
            if from >= 0 {
                *to = libc::fcntl(from, libc::F_DUPFD_CLOEXEC, files.len() as i32);
                check(*to)?;
            }
        }
        for (place, &from) in moved.iter().take(files.len()).enumerate() {
            if from >= 0 {
                check(libc::dup2(from, place as i32))?;
            } else {
                libc::close(place as i32);
            }
        }
        if attributes.description >= 0 {
            check(libc::fcntl(attributes.description, libc::F_SETFD, 0))?;
        }
        // As in Go, a child is given only what it is to have.
        for place in files.len()..3 {
            libc::close(place as i32);
        }
        if attributes.no_terminal {
            check(libc::ioctl(0, libc::TIOCNOTTY))?;
        }
        if attributes.controlled {
            check(libc::ioctl(attributes.terminal, libc::TIOCSCTTY, 1))?;
        }
    }
    Ok(())
}

/// Waits for a process to end: its status word, user and system time in microseconds, or in the fourth word an error.
pub fn wait(_: &mut NativeCx, pid: i64) -> Answer<(i64, GoSlice<i64>, i64)> {
    Answer::new(Outcome::Block {
        job: Box::new(move || {
            let mut status = 0;
            // SAFETY: plain data for the system to fill in.
            let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
            loop {
                // SAFETY: two locals.
                let n = unsafe { libc::wait4(pid as i32, &raw mut status, 0, &raw mut usage) };
                if n >= 0 {
                    break;
                }
                let error = last();
                if error != i64::from(libc::EINTR) {
                    return [0, 0, error as u64, 0];
                }
            }
            [status as u64, Box::into_raw(Box::new(usage)) as u64, 0, 0]
        }),
        then: |cx| {
            let (status, usage, error) = (cx.state[0], cx.state[1], cx.state[2]);
            cx.set(0, status);
            let words = match usage {
                0 => GoSlice::NIL,
                // SAFETY: the job made it, for this one call.
                _ => cx.ints(&words(&unsafe {
                    *Box::from_raw(usage as *mut libc::rusage)
                })),
            };
            cx.set(1, words.as_ptr() as u64);
            cx.set(2, words.len() as u64);
            cx.set(3, words.len() as u64);
            cx.set(4, error);
            Outcome::Return
        },
    })
}

/// The usage in the order of syscall.Rusage.
fn words(u: &libc::rusage) -> [i64; 18] {
    [
        u.ru_utime.tv_sec,
        u.ru_utime.tv_usec,
        u.ru_stime.tv_sec,
        u.ru_stime.tv_usec,
        u.ru_maxrss,
        u.ru_ixrss,
        u.ru_idrss,
        u.ru_isrss,
        u.ru_minflt,
        u.ru_majflt,
        u.ru_nswap,
        u.ru_inblock,
        u.ru_oublock,
        u.ru_msgsnd,
        u.ru_msgrcv,
        u.ru_nsignals,
        u.ru_nvcsw,
        u.ru_nivcsw,
    ]
}

/// A descriptor that stands for the process.
pub fn open(pid: i64) -> (i64, i64) {
    // SAFETY: numbers only.
    super::again(|| unsafe { libc::syscall(libc::SYS_pidfd_open, pid, 0) })
}

/// Whether a file may be run by this process: an error number.
pub fn executable(name: GoStr) -> i64 {
    let path: CString = match c_path(name) {
        Ok(path) => path,
        Err(error) => return error,
    };
    // SAFETY: a terminated string.
    if unsafe { libc::faccessat(libc::AT_FDCWD, path.as_ptr(), libc::X_OK, libc::AT_EACCESS) } == 0
    {
        0
    } else {
        last()
    }
}
