//! Package net/textproto: the names of headers.

use crate::vm::native::{GoStr, NativeCx};

/// What a header's name may consist of (RFC 9110, token).
pub fn is_token(c: u8) -> bool {
    c.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&c)
}

/// Whether a byte of a name is as the canonical form has it: capitals begin the name and follow hyphens, nothing else is one.
fn fits(c: u8, upper: bool) -> bool {
    if upper {
        !c.is_ascii_lowercase()
    } else {
        !c.is_ascii_uppercase()
    }
}

/// The canonical form; None: it has it already, or is no name and stays as it is.
pub fn canonical(name: &[u8]) -> Option<Vec<u8>> {
    if !name.iter().all(|&c| is_token(c)) {
        return None;
    }
    let mut upper = true;
    let done = name.iter().all(|&c| {
        let ok = fits(c, upper);
        upper = c == b'-';
        ok
    });
    if done {
        return None;
    }
    let mut upper = true;
    let made = name
        .iter()
        .map(|&c| {
            let out = if upper {
                c.to_ascii_uppercase()
            } else {
                c.to_ascii_lowercase()
            };
            upper = c == b'-';
            out
        })
        .collect();
    Some(made)
}

fn canonical_key(cx: &mut NativeCx, name: GoStr) -> GoStr {
    match canonical(&name) {
        None => name,
        Some(made) => cx.string(made),
    }
}

fn valid_name(name: GoStr) -> bool {
    !name.is_empty() && name.iter().all(|&c| is_token(c))
}

crate::natives! {
    "canonicalKey" => canonical_key,
    "validName" => valid_name,
}
