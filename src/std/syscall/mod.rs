//! Package syscall: what the system says of itself and of errors. The environment is the process's own.

use crate::vm::native::{GoSlice, GoStr, NativeCx};

/// The system's text for an error number, in Go's lower case.
fn errno_text(cx: &mut NativeCx, n: i64) -> GoStr {
    let text = std::io::Error::from_raw_os_error(n as i32).to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    if n <= 0 || text.starts_with("Unknown error") {
        return cx.string(format!("errno {n}"));
    }
    let mut chars = text.chars();
    let lower: String = chars
        .next()
        .map(|c| c.to_ascii_lowercase())
        .into_iter()
        .chain(chars)
        .collect();
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

crate::natives! {
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
}
