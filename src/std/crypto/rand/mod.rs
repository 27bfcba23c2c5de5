//! Package crypto/rand: the system's random numbers.

use crate::vm::native::GoSlice;

crate::natives! {
    "fill" => fill,
}

/// Fills `b` with random bytes.
fn fill(b: GoSlice<u8>) {
    let mut rest = b.items_mut();
    while !rest.is_empty() {
        // SAFETY: a buffer that is writable for its length.
        let n = unsafe { libc::getrandom(rest.as_mut_ptr().cast(), rest.len(), 0) };
        match usize::try_from(n) {
            Ok(n) => rest = &mut rest[n..],
            Err(_) if std::io::Error::last_os_error().raw_os_error() == Some(libc::EINTR) => {}
            Err(_) => {
                // As Go: there is no going on without.
                eprintln!("fatal error: crypto/rand: failed to read random data");
                std::process::exit(2);
            }
        }
    }
}
