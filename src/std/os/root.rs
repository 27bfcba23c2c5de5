//! Calls of the system on names below an open directory, for os.Root. None of them follows a symbolic link.

use std::os::unix::ffi::OsStringExt;

use super::{StatT, again, c_path, fill};
use crate::vm::native::{GoPtr, GoStr, NativeCx};

pub(super) fn open(dir: i64, name: GoStr, flags: i64, perm: u32) -> (i64, i64) {
    let path = match c_path(name) {
        Ok(path) => path,
        Err(error) => return (-1, error),
    };
    let flags = flags as i32 | libc::O_NOFOLLOW | libc::O_CLOEXEC;
    // SAFETY: a terminated string and numbers.
    again(|| i64::from(unsafe { libc::openat(dir as i32, path.as_ptr(), flags, perm) }))
}

pub(super) fn stat(dir: i64, name: GoStr, into: GoPtr<StatT>) -> i64 {
    let path = match c_path(name) {
        Ok(path) => path,
        Err(error) => return error,
    };
    // SAFETY: plain data for the system to fill in.
    let mut s: libc::stat = unsafe { std::mem::zeroed() };
    let (_, error) = again(|| {
        // SAFETY: a terminated string and a local.
        i64::from(unsafe {
            libc::fstatat(
                dir as i32,
                path.as_ptr(),
                &raw mut s,
                libc::AT_SYMLINK_NOFOLLOW,
            )
        })
    });
    if error == 0 {
        fill(into, &s);
    }
    error
}

pub(super) fn read_link(cx: &mut NativeCx, dir: i64, name: GoStr) -> (GoStr, i64) {
    let path = match c_path(name) {
        Ok(path) => path,
        Err(error) => return (GoStr::EMPTY, error),
    };
    let mut buffer = vec![0u8; libc::PATH_MAX as usize + 1];
    // SAFETY: a terminated string, and a buffer with its length.
    let (n, error) = again(|| unsafe {
        libc::readlinkat(
            dir as i32,
            path.as_ptr(),
            buffer.as_mut_ptr().cast(),
            buffer.len(),
        ) as i64
    });
    if error != 0 {
        return (GoStr::EMPTY, error);
    }
    buffer.truncate(n as usize);
    (
        cx.string(std::ffi::OsString::from_vec(buffer).as_encoded_bytes()),
        0,
    )
}

/// What `call` does, as root.go has it: `a` and `b` are modes or owners; `other` stands below `to`.
pub(super) fn call(what: i64, dir: i64, name: GoStr, to: i64, other: GoStr, a: i64, b: i64) -> i64 {
    let (name, other) = match (c_path(name), c_path(other)) {
        (Ok(name), Ok(other)) => (name, other),
        _ => return i64::from(libc::EINVAL),
    };
    let (dir, to) = (dir as i32, to as i32);
    let (path, other) = (name.as_ptr(), other.as_ptr());
    // SAFETY: terminated strings and numbers.
    again(|| unsafe {
        i64::from(match what {
            0 => libc::mkdirat(dir, path, a as libc::mode_t),
            1 => libc::unlinkat(dir, path, 0),
            2 => libc::unlinkat(dir, path, libc::AT_REMOVEDIR),
            3 => libc::renameat(dir, path, to, other),
            4 => libc::linkat(dir, path, to, other, 0),
            5 => libc::symlinkat(path, to, other),
            6 => libc::fchownat(
                dir,
                path,
                a as libc::uid_t,
                b as libc::gid_t,
                libc::AT_SYMLINK_NOFOLLOW,
            ),
            _ => libc::fchmodat(dir, path, a as libc::mode_t, libc::AT_SYMLINK_NOFOLLOW),
        })
    })
    .1
}

/// Times as seconds and nanoseconds, of access and of change; nanoseconds may be UTIME_OMIT.
pub(super) fn set_times(dir: i64, name: GoStr, a: i64, a_nano: i64, m: i64, m_nano: i64) -> i64 {
    let Ok(path) = c_path(name) else {
        return i64::from(libc::EINVAL);
    };
    let time = |tv_sec, tv_nsec| libc::timespec { tv_sec, tv_nsec };
    let times = [time(a, a_nano), time(m, m_nano)];
    again(|| {
        // SAFETY: a terminated string and an array of two.
        i64::from(unsafe {
            libc::utimensat(
                dir as i32,
                path.as_ptr(),
                times.as_ptr(),
                libc::AT_SYMLINK_NOFOLLOW,
            )
        })
    })
    .1
}
