//! Processes: starting them, waiting for them, and signals to this one.

use std::ffi::{CString, OsString};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use super::{c_path, errno, last};
use crate::vm::native::{Answer, GoSlice, GoStr, NativeCx, Outcome};

/// What the child does between fork and exec; numbers are those of syscall.SysProcAttr, in this order.
struct Attributes {
    setsid: bool,
    setpgid: bool,
    pgid: i32,
    death_signal: i32,
    /// User, group, -1 where they stay.
    uid: i64,
    gid: i64,
}

fn os_string(s: GoStr) -> OsString {
    OsString::from_vec(s.bytes().to_vec())
}

/// Starts a program: its pid and 0, or 0 and an error. `files`: descriptors that it gets as 0, 1, 2, ...; -1: closed.
pub fn start(
    name: GoStr,
    argv: GoSlice<GoStr>,
    env: GoSlice<GoStr>,
    dir: GoStr,
    files: GoSlice<i64>,
    attributes: GoSlice<i64>,
) -> (i64, i64) {
    let path = match c_path(name) {
        Ok(path) => path,
        Err(error) => return (0, error),
    };
    let mut command = Command::new(OsString::from_vec(path.into_bytes()));
    if let Some((first, rest)) = argv.items().split_first() {
        command.arg0(os_string(*first));
        command.args(rest.iter().map(|&a| os_string(a)));
    }
    command.env_clear();
    for entry in env.items() {
        // A name may begin with =.
        let bytes = entry.bytes();
        if let Some(at) = memchr::memchr(b'=', bytes.get(1..).unwrap_or(&[])) {
            let (name, value) = (&bytes[..=at], &bytes[at + 2..]);
            command.env(
                OsString::from_vec(name.to_vec()),
                OsString::from_vec(value.to_vec()),
            );
        }
    }
    if !dir.is_empty() {
        command.current_dir(os_string(dir));
    }
    command
        .stdin(Stdio::inherit())
        .stdout(Stdio::inherit())
        .stderr(Stdio::inherit());
    let files: Vec<i32> = files.items().iter().map(|&f| f as i32).collect();
    let a = attributes.items();
    let attributes = Attributes {
        setsid: a[0] != 0,
        setpgid: a[1] != 0,
        pgid: a[2] as i32,
        death_signal: a[3] as i32,
        uid: a[4],
        gid: a[5],
    };
    // SAFETY: the closure makes only system calls, and touches memory that was allocated before the fork.
    unsafe {
        command.pre_exec(move || prepare(&files, &attributes));
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
        if attributes.gid >= 0 {
            check(libc::setgroups(0, std::ptr::null()))?;
            check(libc::setgid(attributes.gid as u32))?;
        }
        if attributes.uid >= 0 {
            check(libc::setuid(attributes.uid as u32))?;
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
        // As in Go, a child is given only what it is to have.
        for place in files.len()..3 {
            libc::close(place as i32);
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
