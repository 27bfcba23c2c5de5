//! Package syscall: what the system says of itself and of errors. The environment is the process's own.

pub mod raw;

use crate::std::Files;
use crate::std::os::process;
use crate::vm::native::{Answer, GoSlice, GoStr, NativeCx, Outcome};

/// The rest of the package: see `std::WIDE`. Its numbers and layouts are those of one machine.
#[cfg(target_arch = "x86_64")]
pub static WIDE: Files = crate::std::packed_files![
    "syscall": "raw.go", "files.go", "processes.go", "sockets.go", "netlink.go", "tables_linux_amd64.go", "linux_amd64.go"
];
#[cfg(not(target_arch = "x86_64"))]
pub static WIDE: Files = &[];

/// The system's text for an error number, in Go's lower case.
fn errno_text(cx: &mut NativeCx, n: i64) -> GoStr {
    let text = std::io::Error::from_raw_os_error(n as i32).to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    // Go's table ends there.
    const LAST: i64 = 132;
    if n <= 0 || n > LAST || text.starts_with("Unknown error") {
        return cx.string(format!("errno {n}"));
    }
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_ascii_lowercase());
    let lower: String = match chars.clone().next() {
        // An abbreviation.
        Some(second) if second.is_ascii_uppercase() => text.to_string(),
        _ => first.into_iter().chain(chars).collect(),
    };
    cx.string(lower)
}

macro_rules! ids {
    ($($name:ident)*) => {$(
        fn $name() -> i64 {
            // SAFETY: these calls take nothing and cannot fail.
            i64::from(unsafe { libc::$name() } as i32)
        }
    )*};
}
ids! { getpid getppid getuid geteuid getgid getegid }

fn os_str(s: GoStr) -> std::ffi::OsString {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(s.bytes().to_vec())
}

fn lookup_env(cx: &mut NativeCx, key: GoStr) -> (GoStr, bool) {
    use std::os::unix::ffi::OsStrExt;
    if key.is_empty() || key.bytes().contains(&0) || key.bytes().contains(&b'=') {
        return (GoStr::EMPTY, false);
    }
    match std::env::var_os(os_str(key)) {
        Some(value) => (cx.string(value.as_bytes()), true),
        None => (GoStr::EMPTY, false),
    }
}

fn environ(cx: &mut NativeCx) -> GoSlice<GoStr> {
    use std::os::unix::ffi::OsStrExt;
    let items: Vec<GoStr> = std::env::vars_os()
        .map(|(key, value)| cx.string([key.as_bytes(), b"=", value.as_bytes()].concat()))
        .collect();
    cx.strings(&items)
}

fn set_env(key: GoStr, value: GoStr) -> i64 {
    let bad = |s: GoStr| s.bytes().contains(&0);
    if key.is_empty() || bad(key) || bad(value) || key.bytes().contains(&b'=') {
        return i64::from(libc::EINVAL);
    }
    // SAFETY: gorun reads the environment only through the standard library, which locks it against this.
    unsafe { std::env::set_var(os_str(key), os_str(value)) };
    0
}

fn unset_env(key: GoStr) -> i64 {
    if key.is_empty() || key.bytes().contains(&0) || key.bytes().contains(&b'=') {
        return i64::from(libc::EINVAL);
    }
    // SAFETY: as in `set_env`.
    unsafe { std::env::remove_var(os_str(key)) };
    0
}

fn clear_env() {
    for (key, _) in std::env::vars_os() {
        // SAFETY: as in `set_env`.
        unsafe { std::env::remove_var(key) };
    }
}

fn kill(pid: i64, signal: i64) -> i64 {
    // SAFETY: takes two numbers.
    if unsafe { libc::kill(pid as i32, signal as i32) } == 0 {
        return 0;
    }
    i64::from(
        std::io::Error::last_os_error()
            .raw_os_error()
            .unwrap_or(libc::EINVAL),
    )
}

/// Identity is of the whole process: the C library sees to all threads. `what` as in `processes.go`.
fn set_ids(what: i64, a: i64, b: i64, c: i64) -> i64 {
    let [a, b, c] = [a, b, c].map(|id| id as u32);
    // SAFETY: these calls take numbers.
    let outcome = unsafe {
        match what {
            0 => libc::setuid(a),
            1 => libc::setgid(a),
            2 => libc::setreuid(a, b),
            3 => libc::setregid(a, b),
            4 => libc::setresuid(a, b, c),
            _ => libc::setresgid(a, b, c),
        }
    };
    match outcome {
        0 => 0,
        _ => i64::from(
            std::io::Error::last_os_error()
                .raw_os_error()
                .unwrap_or(libc::EINVAL),
        ),
    }
}

fn exit(code: i64) -> Answer<()> {
    Answer::new(Outcome::Exit(code as i32))
}

fn flush(cx: &mut NativeCx) {
    cx.machine().flush_output();
}

crate::natives! {
    "setids" => set_ids,
    "exit" => exit,
    "flush" => flush,
    "startAgain" => process::start_again,
    "startProcess" => process::start,
    "openProcess" => process::open,
    "closeFile" => crate::std::os::close,
    "errnoText" => errno_text,
    "getpid" => getpid,
    "getppid" => getppid,
    "getuid" => getuid,
    "geteuid" => geteuid,
    "getgid" => getgid,
    "getegid" => getegid,
    "lookupEnv" => lookup_env,
    "environ" => environ,
    "setEnv" => set_env,
    "unsetEnv" => unset_env,
    "clearEnv" => clear_env,
    "kill" => kill,
    "Syscall" => raw::syscall,
    "Syscall6" => raw::syscall6,
    "RawSyscall" => raw::raw_syscall,
    "RawSyscall6" => raw::raw_syscall6,
}
