//! Package os: calls of the system. Each answers its value and an error number, 0 for none.
//!
//! What may wait long (reading a pipe or a terminal) runs on a pool thread; what the disk answers runs at once, and the monitor takes
//! the P away should it take long after all.

pub mod process;
mod root;
pub mod signal;

use std::ffi::{CString, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

use super::internal::stdio;
use super::net::pipes;
use crate::vm::again;
use crate::vm::native::{Answer, GoPtr, GoSlice, GoStr, NativeCx, Outcome};

fn last() -> i64 {
    errno(&std::io::Error::last_os_error())
}

fn errno(error: &std::io::Error) -> i64 {
    i64::from(error.raw_os_error().unwrap_or(libc::EINVAL))
}

fn c_path(name: GoStr) -> Result<CString, i64> {
    CString::new(name.bytes()).map_err(|_| i64::from(libc::EINVAL))
}

fn os_path(name: GoStr) -> std::path::PathBuf {
    OsString::from_vec(name.bytes().to_vec()).into()
}

/// Runs a call until it is not interrupted; its value and 0, or 0 and the error.
fn again(mut call: impl FnMut() -> i64) -> (i64, i64) {
    loop {
        let value = call();
        if value >= 0 {
            return (value, 0);
        }
        let error = last();
        if error != i64::from(libc::EINTR) {
            return (0, error);
        }
    }
}

fn args(cx: &mut NativeCx) -> GoSlice<GoStr> {
    let texts = cx.machine().config().args.clone();
    let items: Vec<GoStr> = texts.iter().map(|text| cx.string(text)).collect();
    cx.strings(&items)
}

fn exit(code: i64) -> Answer<()> {
    Answer::new(Outcome::Exit(code as i32))
}

fn open(name: GoStr, flags: i64, perm: u32) -> (i64, i64) {
    match c_path(name) {
        Ok(path) => again(|| {
            // SAFETY: a terminated string and two numbers.
            i64::from(unsafe { libc::open(path.as_ptr(), flags as i32 | libc::O_CLOEXEC, perm) })
        }),
        Err(error) => (-1, error),
    }
}

pub fn close(fd: i64) -> i64 {
    // SAFETY: the descriptor is the program's own to close.
    if unsafe { libc::close(fd as i32) } == 0 {
        0
    } else {
        last()
    }
}

fn read_now(fd: i64, at: usize, len: usize) -> (i64, i64) {
    // SAFETY: `len` bytes at `at` belong to a slice that the caller keeps alive; objects do not move.
    again(|| unsafe { libc::read(fd as i32, at as *mut libc::c_void, len) } as i64)
}

/// Whether reads answer at once: a file on disk.
fn is_regular(fd: i64) -> bool {
    // SAFETY: plain data for the system to fill in.
    let mut stat: libc::stat = unsafe { std::mem::zeroed() };
    // SAFETY: `stat` is a local.
    unsafe {
        libc::fstat(fd as i32, &raw mut stat) == 0 && stat.st_mode & libc::S_IFMT == libc::S_IFREG
    }
}

fn read(cx: &mut NativeCx, fd: i64, buffer: GoSlice<u8>) -> Answer<(i64, i64)> {
    let (at, len) = (buffer.as_ptr() as usize, buffer.len());
    if is_regular(fd) {
        let result = read_now(fd, at, len);
        return Answer::value(cx, result);
    }
    Answer::new(Outcome::Block {
        job: Box::new(move || {
            let (n, error) = read_now(fd, at, len);
            [n as u64, error as u64, 0, 0]
        }),
        then: |cx| {
            let (n, error) = (cx.state[0], cx.state[1]);
            cx.set(0, n);
            cx.set(1, error);
            Outcome::Return
        },
    })
}

fn pread(fd: i64, buffer: GoSlice<u8>, offset: i64) -> (i64, i64) {
    // SAFETY: the slice is alive while the native runs.
    again(
        || unsafe { libc::pread(fd as i32, buffer.as_mut_ptr().cast(), buffer.len(), offset) }
            as i64,
    )
}

fn write_now(fd: i64, at: usize, len: usize) -> (i64, i64) {
    // SAFETY: as in `read_now`.
    let (n, error) =
        again(|| unsafe { libc::write(fd as i32, at as *const libc::c_void, len) } as i64);
    stdio::end_if_broken(fd as i32, error as i32);
    (n, error)
}

/// Whether that many bytes can be written without waiting: a pipe that is ready has room for a page.
fn has_room(fd: i64, len: usize) -> bool {
    const PAGE: usize = 4096;
    let mut poll = libc::pollfd {
        fd: fd as i32,
        events: libc::POLLOUT,
        revents: 0,
    };
    // SAFETY: one record, a local.
    len <= PAGE && unsafe { libc::poll(&raw mut poll, 1, 0) } == 1
}

fn write(cx: &mut NativeCx, fd: i64, bytes: GoSlice<u8>) -> Answer<(i64, i64)> {
    let (at, len) = (bytes.as_ptr() as usize, bytes.len());
    if has_room(fd, len) || is_regular(fd) {
        let result = write_now(fd, at, len);
        return Answer::value(cx, result);
    }
    Answer::new(Outcome::Block {
        job: Box::new(move || {
            let (n, error) = write_now(fd, at, len);
            [n as u64, error as u64, 0, 0]
        }),
        then: |cx| {
            let (n, error) = (cx.state[0], cx.state[1]);
            cx.set(0, n);
            cx.set(1, error);
            Outcome::Return
        },
    })
}

fn pwrite(fd: i64, bytes: GoSlice<u8>, offset: i64) -> (i64, i64) {
    // SAFETY: as in `pread`.
    again(|| unsafe { libc::pwrite(fd as i32, bytes.as_ptr().cast(), bytes.len(), offset) } as i64)
}

fn seek(fd: i64, offset: i64, whence: i64) -> (i64, i64) {
    // SAFETY: takes numbers.
    again(|| unsafe { libc::lseek(fd as i32, offset, whence as i32) })
}

/// syscall.Stat_t, whose fields the system may have in another order.
#[repr(C)]
pub struct StatT {
    dev: u64,
    ino: u64,
    nlink: u64,
    mode: u32,
    uid: u32,
    gid: u32,
    pad0: i32,
    rdev: u64,
    size: i64,
    block_size: i64,
    blocks: i64,
    /// Of access, modification, change: seconds and nanoseconds.
    times: [[i64; 2]; 3],
    unused: [i64; 3],
}

/// Of a descriptor, or for -1 of a path. Answers an error number.
fn stat(name: GoStr, fd: i64, follow: bool, into: GoPtr<StatT>) -> i64 {
    // SAFETY: plain data for the system to fill in.
    let mut s: libc::stat = unsafe { std::mem::zeroed() };
    let path = match c_path(name) {
        Ok(path) => path,
        Err(error) => return error,
    };
    // SAFETY: `s` is a local, the path terminated.
    let (_, error) = again(|| unsafe {
        i64::from(match (fd, follow) {
            (0.., _) => libc::fstat(fd as i32, &raw mut s),
            (_, true) => libc::stat(path.as_ptr(), &raw mut s),
            (_, false) => libc::lstat(path.as_ptr(), &raw mut s),
        })
    });
    if error != 0 {
        return error;
    }
    fill(into, &s);
    0
}

/// Copies what the system says of a file to a Stat_t.
fn fill(into: GoPtr<StatT>, s: &libc::stat) {
    #[allow(clippy::useless_conversion, clippy::unnecessary_cast)]
    // The types are other ones on other machines.
    let stat = StatT {
        dev: s.st_dev,
        ino: s.st_ino,
        nlink: s.st_nlink as u64,
        mode: s.st_mode,
        uid: s.st_uid,
        gid: s.st_gid,
        pad0: 0,
        rdev: s.st_rdev,
        size: s.st_size,
        block_size: i64::from(s.st_blksize),
        blocks: s.st_blocks,
        times: [
            [s.st_atime, s.st_atime_nsec],
            [s.st_mtime, s.st_mtime_nsec],
            [s.st_ctime, s.st_ctime_nsec],
        ],
        unused: [0; 3],
    };
    // SAFETY: a pointer to a Stat_t, whose layout is StatT's.
    unsafe { into.0.write(stat) };
}

fn chown(name: GoStr, fd: i64, uid: i64, gid: i64, follow: bool) -> i64 {
    let (uid, gid) = (uid as u32, gid as u32);
    let path = match c_path(name) {
        Ok(path) => path,
        Err(error) => return error,
    };
    // SAFETY: a terminated string and numbers.
    again(|| unsafe {
        i64::from(match (fd, follow) {
            (0.., _) => libc::fchown(fd as i32, uid, gid),
            (_, true) => libc::chown(path.as_ptr(), uid, gid),
            (_, false) => libc::lchown(path.as_ptr(), uid, gid),
        })
    })
    .1
}

fn groups(cx: &mut NativeCx) -> (GoSlice<i64>, i64) {
    let mut list = vec![0; 65_536];
    // SAFETY: room for as many groups as Linux allows.
    let n = unsafe { libc::getgroups(list.len() as i32, list.as_mut_ptr()) };
    if n < 0 {
        return (GoSlice::NIL, last());
    }
    let list: Vec<i64> = list[..n as usize].iter().map(|&g| i64::from(g)).collect();
    (cx.ints(&list), 0)
}

fn truncate(name: GoStr, fd: i64, size: i64) -> i64 {
    if fd >= 0 {
        // SAFETY: takes numbers.
        return again(|| i64::from(unsafe { libc::ftruncate(fd as i32, size) })).1;
    }
    match c_path(name) {
        // SAFETY: a terminated string and a number.
        Ok(path) => again(|| i64::from(unsafe { libc::truncate(path.as_ptr(), size) })).1,
        Err(error) => error,
    }
}

fn chmod(name: GoStr, fd: i64, mode: u32) -> i64 {
    if fd >= 0 {
        // SAFETY: takes numbers.
        return again(|| i64::from(unsafe { libc::fchmod(fd as i32, mode) })).1;
    }
    match c_path(name) {
        // SAFETY: a terminated string and a number.
        Ok(path) => again(|| i64::from(unsafe { libc::chmod(path.as_ptr(), mode) })).1,
        Err(error) => error,
    }
}

fn fchdir(fd: i64) -> i64 {
    // SAFETY: takes a number.
    again(|| i64::from(unsafe { libc::fchdir(fd as i32) })).1
}

fn fsync(fd: i64) -> i64 {
    // SAFETY: takes a number.
    again(|| i64::from(unsafe { libc::fsync(fd as i32) })).1
}

/// Names, sorted, and kinds (the type bits of a mode).
fn read_names(cx: &mut NativeCx, name: GoStr) -> (GoSlice<GoStr>, GoSlice<u32>, i64) {
    let list = std::fs::read_dir(os_path(name)).and_then(|entries| {
        let mut list = Vec::new();
        for entry in entries {
            let entry = entry?;
            list.push((entry.file_name(), entry.file_type().map_or(0, kind_bits)));
        }
        Ok(list)
    });
    match list {
        Ok(mut list) => {
            list.sort();
            let names: Vec<GoStr> = list
                .iter()
                .map(|(name, _)| cx.string(name.as_bytes()))
                .collect();
            let names = cx.strings(&names);
            let bytes: Vec<u8> = list
                .iter()
                .flat_map(|&(_, kind)| kind.to_ne_bytes())
                .collect();
            let kinds = cx.bytes(&bytes);
            // SAFETY: fresh memory of 4 bytes for each kind, aligned as every object is.
            let kinds = unsafe {
                GoSlice::from_raw(kinds.as_mut_ptr().cast::<u32>(), list.len(), list.len())
            };
            (names, kinds, 0)
        }
        Err(error) => (GoSlice::NIL, GoSlice::NIL, errno(&error)),
    }
}

fn kind_bits(kind: std::fs::FileType) -> u32 {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_dir() {
        libc::S_IFDIR
    } else if kind.is_symlink() {
        libc::S_IFLNK
    } else if kind.is_fifo() {
        libc::S_IFIFO
    } else if kind.is_socket() {
        libc::S_IFSOCK
    } else if kind.is_block_device() {
        libc::S_IFBLK
    } else if kind.is_char_device() {
        libc::S_IFCHR
    } else {
        libc::S_IFREG
    }
}

/// The numbers of `what` are those of the Go side's constants.
fn path_call(what: i64, name: GoStr, other: GoStr, n: u32) -> i64 {
    let (Ok(path), Ok(other)) = (c_path(name), c_path(other)) else {
        return i64::from(libc::EINVAL);
    };
    let (path, other) = (path.as_ptr(), other.as_ptr());
    // SAFETY: terminated strings and numbers.
    again(|| unsafe {
        i64::from(match what {
            0 => libc::mkdir(path, n),
            1 => libc::unlink(path),
            2 => libc::rmdir(path),
            3 => libc::rename(path, other),
            4 => libc::link(path, other),
            5 => libc::symlink(path, other),
            _ => libc::chdir(path),
        })
    })
    .1
}

fn chtimes(name: GoStr, a_sec: i64, a_nsec: i64, m_sec: i64, m_nsec: i64) -> i64 {
    let Ok(path) = c_path(name) else {
        return i64::from(libc::EINVAL);
    };
    let times = [
        libc::timespec {
            tv_sec: a_sec,
            tv_nsec: a_nsec,
        },
        libc::timespec {
            tv_sec: m_sec,
            tv_nsec: m_nsec,
        },
    ];
    again(|| {
        // SAFETY: a terminated string and an array of two.
        i64::from(unsafe { libc::utimensat(libc::AT_FDCWD, path.as_ptr(), times.as_ptr(), 0) })
    })
    .1
}

fn text(cx: &mut NativeCx, found: std::io::Result<OsString>) -> (GoStr, i64) {
    match found {
        Ok(text) => (cx.string(text.as_bytes()), 0),
        Err(error) => (GoStr::EMPTY, errno(&error)),
    }
}

fn getwd(cx: &mut NativeCx) -> (GoStr, i64) {
    text(cx, std::env::current_dir().map(Into::into))
}

fn executable(cx: &mut NativeCx) -> (GoStr, i64) {
    let file = match &cx.machine().config().again {
        Some(again) => again.file(),
        None => std::env::current_exe(),
    };
    text(cx, file.map(Into::into))
}

/// The program's own file is not what the system thinks.
fn read_link(cx: &mut NativeCx, name: GoStr) -> (GoStr, i64) {
    if std::str::from_utf8(name.bytes()).is_ok_and(again::is_own_exe) {
        return executable(cx);
    }
    text(cx, std::fs::read_link(os_path(name)).map(Into::into))
}

fn hostname(cx: &mut NativeCx) -> (GoStr, i64) {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname");
    text(cx, name.map(|n| OsString::from(n.trim_end().to_string())))
}

fn pipe() -> (i64, i64, i64) {
    let mut ends = [0i32; 2];
    // SAFETY: an array of two for the system to fill in.
    let (_, error) =
        again(|| i64::from(unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) }));
    (i64::from(ends[0]), i64::from(ends[1]), error)
}

crate::natives! {
    "openAt" => root::open,
    "statAt" => root::stat,
    "readLinkAt" => root::read_link,
    "callAt" => root::call,
    "setTimesAt" => root::set_times,
    "openProcess" => process::open,
    "waitProcess" => process::wait,
    "args" => args,
    "exit" => exit,
    "open" => open,
    "closeFile" => close,
    "read" => read,
    "pread" => pread,
    "write" => write,
    "pwrite" => pwrite,
    "seek" => seek,
    "stat" => stat,
    "truncate" => truncate,
    "chmod" => chmod,
    "chown" => chown,
    "groups" => groups,
    "fsync" => fsync,
    "fchdir" => fchdir,
    "readNames" => read_names,
    "pathCall" => path_call,
    "chtimes" => chtimes,
    "readLink" => read_link,
    "getwd" => getwd,
    "hostname" => hostname,
    "executable" => executable,
    "pipe" => pipe,
    "pipeOpen" => pipes::open,
    "pipeAdopt" => pipes::adopt,
    "pipeBlock" => pipes::block,
    "pipeDue" => pipes::due,
    "pipeRead" => pipes::read,
    "pipeWrite" => pipes::write,
    "pipeWait" => pipes::wait,
    "pipeDeadline" => pipes::deadline,
    "pipeClose" => pipes::close,
    "random" => crate::std::math::rand::random,
}

/// What os/exec asks for.
pub mod exec {
    use super::process;

    crate::natives! {
        "executable" => process::executable,
        "isSelf" => process::is_self,
    }
}

/// What only programs use of the package: see `std::WIDE`.
pub static WIDE: crate::std::Files = crate::std::packed_files!["os": "root.go"];
