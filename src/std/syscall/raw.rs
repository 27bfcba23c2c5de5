//! System calls by number, as package syscall and what is built on it (golang.org/x/sys/unix) make them.
//!
//! Nothing is known here of what a call's words mean. Addresses among them may be of Go's objects, which do not move; while a call
//! waits they are kept alive by standing in the native's state words, which the collector scans conservatively.

use crate::vm::native::{Answer, GoPtr, NativeCx, Outcome};

/// r1, r2, error number.
type Results = (u64, u64, u64);

fn call([trap, a1, a2, a3, a4, a5, a6]: [u64; 7]) -> Results {
    // SAFETY: as unsafe as package syscall is in Go: the program answers for the words.
    let r1 = unsafe { libc::syscall(trap as libc::c_long, a1, a2, a3, a4, a5, a6) };
    match r1 {
        -1 => {
            let error = std::io::Error::last_os_error().raw_os_error();
            (u64::MAX, 0, error.unwrap_or(libc::EINVAL) as u64)
        }
        r1 => (r1 as u64, second_result(trap), 0),
    }
}

/// The only calls with a second result give it in memory on these machines.
fn second_result(_trap: u64) -> u64 {
    0
}

/// Calls that may take long: they wait for others, or for a disk.
fn may_wait(trap: u64) -> bool {
    #[cfg(target_arch = "x86_64")]
    const OLD: &[libc::c_long] = &[
        libc::SYS_poll,
        libc::SYS_select,
        libc::SYS_pause,
        libc::SYS_epoll_wait,
        libc::SYS_open,
    ];
    #[cfg(not(target_arch = "x86_64"))]
    const OLD: &[libc::c_long] = &[];
    const WAITING: &[libc::c_long] = &[
        libc::SYS_read,
        libc::SYS_write,
        libc::SYS_readv,
        libc::SYS_writev,
        libc::SYS_pselect6,
        libc::SYS_ppoll,
        libc::SYS_nanosleep,
        libc::SYS_clock_nanosleep,
        libc::SYS_accept,
        libc::SYS_accept4,
        libc::SYS_connect,
        libc::SYS_sendto,
        libc::SYS_recvfrom,
        libc::SYS_sendmsg,
        libc::SYS_recvmsg,
        libc::SYS_sendmmsg,
        libc::SYS_recvmmsg,
        libc::SYS_wait4,
        libc::SYS_waitid,
        libc::SYS_flock,
        libc::SYS_fcntl,
        libc::SYS_futex,
        libc::SYS_epoll_pwait,
        libc::SYS_rt_sigtimedwait,
        libc::SYS_fsync,
        libc::SYS_fdatasync,
        libc::SYS_sync,
        libc::SYS_msync,
        libc::SYS_splice,
        libc::SYS_tee,
        libc::SYS_sendfile,
        libc::SYS_copy_file_range,
        libc::SYS_openat,
        libc::SYS_msgrcv,
        libc::SYS_msgsnd,
        libc::SYS_semop,
        libc::SYS_semtimedop,
        libc::SYS_mq_timedreceive,
        libc::SYS_mq_timedsend,
    ];
    let trap = trap as libc::c_long;
    WAITING.contains(&trap) || OLD.contains(&trap)
}

fn patient(cx: &mut NativeCx, words: [u64; 7]) -> Answer<Results> {
    if !may_wait(words[0]) {
        let results = call(words);
        return Answer::value(cx, results);
    }
    cx.state[..6].copy_from_slice(&words[1..]);
    Answer::new(Outcome::Block {
        job: Box::new(move || {
            let (r1, r2, errno) = call(words);
            [r1, r2, errno, 0]
        }),
        then: |cx| {
            for (i, word) in cx.state.into_iter().take(3).enumerate() {
                cx.set(i, word);
            }
            Outcome::Return
        },
    })
}

pub fn syscall(cx: &mut NativeCx, trap: u64, a1: u64, a2: u64, a3: u64) -> Answer<Results> {
    patient(cx, [trap, a1, a2, a3, 0, 0, 0])
}

#[allow(clippy::too_many_arguments)] // As the system has them.
pub fn syscall6(
    cx: &mut NativeCx,
    trap: u64,
    a1: u64,
    a2: u64,
    a3: u64,
    a4: u64,
    a5: u64,
    a6: u64,
) -> Answer<Results> {
    patient(cx, [trap, a1, a2, a3, a4, a5, a6])
}

pub fn raw_syscall(trap: u64, a1: u64, a2: u64, a3: u64) -> Results {
    call([trap, a1, a2, a3, 0, 0, 0])
}

pub fn raw_syscall6(trap: u64, a1: u64, a2: u64, a3: u64, a4: u64, a5: u64, a6: u64) -> Results {
    call([trap, a1, a2, a3, a4, a5, a6])
}

/// A call that cannot fail: r1 and r2.
fn without_error(trap: u64, a1: u64, a2: u64, a3: u64) -> (u64, u64) {
    let (r1, r2, _) = call([trap, a1, a2, a3, 0, 0, 0]);
    (r1, r2)
}

/// The time of day into a `Timeval` of the caller's.
fn get_time_of_day(into: GoPtr<libc::timeval>) -> u64 {
    // SAFETY: a pointer to a Timeval, which has the system's layout.
    match unsafe { libc::gettimeofday(into.0, std::ptr::null_mut()) } {
        0 => 0,
        _ => libc::EFAULT as u64,
    }
}

/// What golang.org/x/sys/unix writes in assembly.
pub mod x_sys_unix {
    use super::*;
    crate::natives! {
        "Syscall" => syscall,
        "Syscall6" => syscall6,
        "RawSyscall" => raw_syscall,
        "RawSyscall6" => raw_syscall6,
        "SyscallNoError" => without_error,
        "RawSyscallNoError" => without_error,
        "gettimeofday" => get_time_of_day,
    }
}
