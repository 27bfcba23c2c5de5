//! The machine's network interfaces.

use std::ffi::{CStr, CString};

use crate::vm::native::{GoSlice, GoStr, NativeCx};

/// For each address of each interface one text: index, flags, MTU, hardware address in hexadecimal, address as bytes in hexadecimal,
/// length of its prefix, name; with spaces between, `-` for nothing.
pub fn table(cx: &mut NativeCx) -> (GoSlice<GoStr>, i64) {
    let mut list: *mut libc::ifaddrs = std::ptr::null_mut();
    // SAFETY: a place for the list.
    if unsafe { libc::getifaddrs(&mut list) } != 0 {
        return (GoSlice::NIL, super::errno(&std::io::Error::last_os_error()));
    }
    let mut lines = Vec::new();
    let mut item = list;
    while !item.is_null() {
        // SAFETY: an entry of the list that the system made.
        let entry = unsafe { &*item };
        lines.push(line(entry));
        item = entry.ifa_next;
    }
    // SAFETY: the list is the system's, freed once.
    unsafe { libc::freeifaddrs(list) };
    let texts: Vec<GoStr> = lines.iter().map(|l| cx.string(l)).collect();
    (cx.strings(&texts), 0)
}

fn hex(bytes: &[u8]) -> String {
    match bytes {
        [] => "-".to_string(),
        _ => bytes.iter().map(|b| format!("{b:02x}")).collect(),
    }
}

fn line(entry: &libc::ifaddrs) -> String {
    // SAFETY: a terminated name.
    let name = unsafe { CStr::from_ptr(entry.ifa_name) };
    let text = name.to_string_lossy();
    // SAFETY: a terminated name.
    let index = unsafe { libc::if_nametoindex(name.as_ptr()) };
    let mtu = std::fs::read_to_string(format!("/sys/class/net/{text}/mtu"))
        .ok()
        .and_then(|s| s.trim().parse::<i64>().ok())
        .unwrap_or(0);
    let mut hardware = Vec::new();
    let (mut address, mut prefix) = (Vec::new(), 0);
    if !entry.ifa_addr.is_null() {
        // SAFETY: the family says which kind of address it is.
        unsafe {
            match i32::from((*entry.ifa_addr).sa_family) {
                libc::AF_PACKET => {
                    let link = &*entry.ifa_addr.cast::<libc::sockaddr_ll>();
                    let n = usize::from(link.sll_halen).min(link.sll_addr.len());
                    hardware = link.sll_addr[..n].to_vec();
                }
                libc::AF_INET => {
                    let a = &*entry.ifa_addr.cast::<libc::sockaddr_in>();
                    address = a.sin_addr.s_addr.to_ne_bytes().to_vec();
                    if !entry.ifa_netmask.is_null() {
                        let mask = &*entry.ifa_netmask.cast::<libc::sockaddr_in>();
                        prefix = mask.sin_addr.s_addr.count_ones();
                    }
                }
                libc::AF_INET6 => {
                    let a = &*entry.ifa_addr.cast::<libc::sockaddr_in6>();
                    address = a.sin6_addr.s6_addr.to_vec();
                    if !entry.ifa_netmask.is_null() {
                        let mask = &*entry.ifa_netmask.cast::<libc::sockaddr_in6>();
                        prefix = mask.sin6_addr.s6_addr.iter().map(|b| b.count_ones()).sum();
                    }
                }
                _ => {}
            }
        }
    }
    if hardware.iter().all(|&b| b == 0) {
        hardware.clear();
    }
    format!(
        "{index} {} {mtu} {} {} {prefix} {text}",
        entry.ifa_flags,
        hex(&hardware),
        hex(&address)
    )
}

/// 0: no such interface.
pub fn index(name: GoStr) -> i64 {
    match CString::new(name.bytes()) {
        // SAFETY: a terminated name.
        Ok(name) => i64::from(unsafe { libc::if_nametoindex(name.as_ptr()) }),
        Err(_) => 0,
    }
}

/// Empty: no such interface.
pub fn name(cx: &mut NativeCx, index: i64) -> GoStr {
    let mut name = [0u8; libc::IF_NAMESIZE];
    // SAFETY: a buffer of the size that the system wants.
    let found = unsafe { libc::if_indextoname(index as u32, name.as_mut_ptr().cast()) };
    if found.is_null() {
        return GoStr::EMPTY;
    }
    let end = name.iter().position(|&b| b == 0).unwrap_or(0);
    cx.string(&name[..end])
}
