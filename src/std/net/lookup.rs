//! Names and addresses, by the system's resolver, on a thread of the pool.
//!
//! A job's results are the address of a box that its continuation takes over.

use std::ffi::{CStr, CString};

use socket2::SockAddr;

use super::address::encode;
use crate::vm::native::{Answer, GoSlice, GoStr, NativeCx, Outcome, put};

/// The answer of the resolver: texts, or its error number and the system's.
struct Found {
    texts: Vec<Vec<u8>>,
    error: i32,
    errno: i32,
}

fn failed(error: i32) -> Found {
    Found {
        texts: Vec::new(),
        error,
        errno: std::io::Error::last_os_error().raw_os_error().unwrap_or(0),
    }
}

/// Runs the job on the pool; the results are texts, a resolver's error number (0: none) and the system's error number.
fn on_pool(job: impl FnOnce() -> Found + Send + 'static) -> Answer<(GoSlice<GoStr>, i64, i64)> {
    Answer::new(Outcome::Block {
        job: Box::new(move || [Box::into_raw(Box::new(job())) as u64, 0, 0, 0]),
        then: |cx| {
            // SAFETY: made by `Box::into_raw` in the job, which ran once.
            let found = unsafe { Box::from_raw(cx.state[0] as *mut Found) };
            let texts: Vec<GoStr> = found.texts.iter().map(|t| cx.string(t)).collect();
            let texts = cx.strings(&texts);
            put(cx, (texts, kind(found.error), i64::from(found.errno)))
        },
    })
}

/// 1: no such name; 2: try again later; 3: see the system's error; 4: anything else.
fn kind(error: i32) -> i64 {
    match error {
        0 => 0,
        libc::EAI_NONAME | libc::EAI_NODATA => 1,
        libc::EAI_AGAIN => 2,
        libc::EAI_SYSTEM => 3,
        _ => 4,
    }
}

/// `family`: 0 any, 4, 6. The texts are addresses as sockets have them.
pub fn host(_: &mut NativeCx, name: GoStr, family: i64) -> Answer<(GoSlice<GoStr>, i64, i64)> {
    let name = name.bytes().to_vec();
    on_pool(move || resolve(name, family, 0).0)
}

/// The canonical name.
pub fn canonical(_: &mut NativeCx, name: GoStr) -> Answer<(GoSlice<GoStr>, i64, i64)> {
    let name = name.bytes().to_vec();
    on_pool(move || {
        let (mut found, canonical) = resolve(name, 0, libc::AI_CANONNAME);
        found.texts = canonical.into_iter().collect();
        found
    })
}

fn resolve(name: Vec<u8>, family: i64, flags: i32) -> (Found, Option<Vec<u8>>) {
    let Ok(name) = CString::new(name) else {
        return (failed(libc::EAI_NONAME), None);
    };
    // SAFETY: plain data.
    let mut hints: libc::addrinfo = unsafe { std::mem::zeroed() };
    hints.ai_family = match family {
        4 => libc::AF_INET,
        6 => libc::AF_INET6,
        _ => libc::AF_UNSPEC,
    };
    hints.ai_socktype = libc::SOCK_STREAM;
    hints.ai_flags = flags | libc::AI_V4MAPPED | libc::AI_ALL;
    if family != 6 {
        hints.ai_flags = flags;
    }
    let mut list: *mut libc::addrinfo = std::ptr::null_mut();
    // SAFETY: a terminated name, hints, and a place for the list.
    let error = unsafe { libc::getaddrinfo(name.as_ptr(), std::ptr::null(), &hints, &mut list) };
    if error != 0 {
        return (failed(error), None);
    }
    let mut found = Found {
        texts: Vec::new(),
        error: 0,
        errno: 0,
    };
    let mut canonical = None;
    let mut item = list;
    while !item.is_null() {
        // SAFETY: an entry of the list that the system made; the address has the length that stands beside it.
        unsafe {
            let entry = &*item;
            if canonical.is_none() && !entry.ai_canonname.is_null() {
                canonical = Some(CStr::from_ptr(entry.ai_canonname).to_bytes().to_vec());
            }
            if let Some(address) = socket_address(entry) {
                let text = encode(&address);
                if !found.texts.contains(&text) {
                    found.texts.push(text);
                }
            }
            item = entry.ai_next;
        }
    }
    // SAFETY: the list is the system's, freed once.
    unsafe { libc::freeaddrinfo(list) };
    (found, canonical)
}

/// # Safety
/// An entry of the resolver's list.
unsafe fn socket_address(entry: &libc::addrinfo) -> Option<SockAddr> {
    // SAFETY: the caller's promise; the storage is larger than any address.
    unsafe {
        let ((), address) = SockAddr::try_init(|storage, len| {
            let n = (entry.ai_addrlen as usize).min(*len as usize);
            std::ptr::copy_nonoverlapping(entry.ai_addr.cast::<u8>(), storage.cast::<u8>(), n);
            *len = n as libc::socklen_t;
            Ok(())
        })
        .ok()?;
        Some(address)
    }
}

/// The names of an address, as `address` writes it.
pub fn addr(_: &mut NativeCx, address: GoStr) -> Answer<(GoSlice<GoStr>, i64, i64)> {
    let address = super::address::decode(&address);
    on_pool(move || {
        let Some(address) = address else {
            return failed(libc::EAI_NONAME);
        };
        let mut name = [0u8; 1025];
        // SAFETY: an address with its length, a buffer with its length, no service.
        let error = unsafe {
            libc::getnameinfo(
                address.as_ptr().cast(),
                address.len(),
                name.as_mut_ptr().cast(),
                name.len() as libc::socklen_t,
                std::ptr::null_mut(),
                0,
                libc::NI_NAMEREQD,
            )
        };
        if error != 0 {
            return failed(error);
        }
        let end = name.iter().position(|&b| b == 0).unwrap_or(name.len());
        Found {
            texts: vec![name[..end].to_vec()],
            error: 0,
            errno: 0,
        }
    })
}
