//! Socket addresses as Go's side writes them into a string: `4` and 4 bytes and the port, `6` and 16 bytes, the port and the
//! scope, `u` and a path (a leading zero byte: the abstract name space). Numbers have their high byte first.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};

use socket2::SockAddr;

pub fn decode(text: &[u8]) -> Option<SockAddr> {
    match text {
        [b'4', a, b, c, d, high, low] => {
            let port = u16::from_be_bytes([*high, *low]);
            Some(SocketAddr::from(SocketAddrV4::new(Ipv4Addr::new(*a, *b, *c, *d), port)).into())
        }
        [b'6', rest @ ..] if rest.len() == 22 => {
            let ip: [u8; 16] = rest[..16].try_into().ok()?;
            let port = u16::from_be_bytes([rest[16], rest[17]]);
            let scope = u32::from_be_bytes(rest[18..22].try_into().ok()?);
            Some(SocketAddr::from(SocketAddrV6::new(Ipv6Addr::from(ip), port, 0, scope)).into())
        }
        [b'u', path @ ..] => {
            use std::os::unix::ffi::OsStrExt;
            SockAddr::unix(std::ffi::OsStr::from_bytes(path)).ok()
        }
        _ => None,
    }
}

/// Empty for an address of another family.
pub fn encode(address: &SockAddr) -> Vec<u8> {
    if let Some(address) = address.as_socket_ipv4() {
        let mut out = vec![b'4'];
        out.extend(address.ip().octets());
        out.extend(address.port().to_be_bytes());
        return out;
    }
    if let Some(address) = address.as_socket_ipv6() {
        let mut out = vec![b'6'];
        out.extend(address.ip().octets());
        out.extend(address.port().to_be_bytes());
        out.extend(address.scope_id().to_be_bytes());
        return out;
    }
    if address.is_unix() {
        use std::os::unix::ffi::OsStrExt;
        let mut out = vec![b'u'];
        if let Some(path) = address.as_pathname() {
            out.extend(path.as_os_str().as_bytes());
        } else if let Some(name) = address.as_abstract_namespace() {
            out.push(0);
            out.extend(name);
        }
        return out;
    }
    Vec::new()
}
