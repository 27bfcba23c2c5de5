//! Natives that touch memory which the program gives them: what their arguments name.

use crate::bytecode::rtype::{RType, TypeRef};
use crate::race::Touch;

/// Memory that a native touches; arguments by their number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Memory {
    /// The bytes of a slice, or an address and a length, that begins with this argument.
    Bytes(usize, Touch),
    /// A value of a type.
    Value { ty: usize, at: usize, touch: Touch },
    /// A value of a type, where the flag in another argument says that it lies in memory.
    Indirect { ty: usize, at: usize, flag: usize },
    /// So many values.
    Values {
        ty: usize,
        at: usize,
        count: usize,
        touch: Touch,
    },
    /// A map: it stands for all that it holds.
    Map(usize, Touch),
}

use Memory::*;

const READ: Touch = Touch::READ;
const WRITE: Touch = Touch::WRITE;

impl Memory {
    pub fn each(self, argument: &dyn Fn(usize) -> u64, each: &mut dyn FnMut(u64, u64, Touch)) {
        // The size of a descriptor, which natives of reflect never get as null.
        let size = |ty: usize| TypeRef(argument(ty) as *const RType).size as u64;
        match self {
            Bytes(at, touch) => each(argument(at), argument(at + 1), touch),
            Value { ty, at, touch } => each(argument(at), size(ty), touch),
            Indirect { ty, at, flag } if argument(flag) & INDIRECT != 0 => {
                each(argument(at), size(ty), READ);
            }
            Indirect { .. } => {}
            Values {
                ty,
                at,
                count,
                touch,
            } => each(
                argument(at),
                size(ty).saturating_mul(argument(count)),
                touch,
            ),
            Map(at, touch) => each(argument(at), 8, touch),
        }
    }
}

/// Of reflect's flags that of values which are kept by their address.
const INDIRECT: u64 = 1 << 7;

/// What is written out. What is read in is known afterwards only: packages say so by `internal/race.WriteRange`.
pub fn of_io(name: &str) -> &'static [Memory] {
    match name {
        "write" | "pwrite" | "pipeWrite" | "socketWrite" | "socketWriteTo" | "socketWriteMsg" => {
            &[Bytes(1, READ)]
        }
        _ => &[],
    }
}

/// Of packages that work on the program's slices of bytes.
pub fn of_bytes(package: &str, name: &str) -> &'static [Memory] {
    match (package, name) {
        ("internal/race", "WriteRange") => &[Bytes(0, WRITE)],
        ("bytes", "Compare" | "Count" | "EqualFold" | "Index" | "LastIndex") => {
            &[Bytes(0, READ), Bytes(3, READ)]
        }
        ("bytes", _) => &[Bytes(0, READ)],
        ("hash/adler32", _) | ("hash/fnv", "update32" | "update64") => &[Bytes(1, READ)],
        ("hash/crc32", "updateIEEE") => &[Bytes(1, READ)],
        ("hash/fnv" | "hash/crc32" | "hash/crc64" | "internal/digest", _) => &[Bytes(2, READ)],
        _ => &[],
    }
}

/// Of package strings: what is looked through, and where two are compared the other one.
pub fn of_strings(name: &str) -> &'static [Memory] {
    match name {
        "Compare" | "Count" | "EqualFold" | "Index" | "LastIndex" => {
            &[Bytes(0, READ), Bytes(2, READ)]
        }
        _ => &[Bytes(0, READ)],
    }
}

/// In reflect a type comes before the addresses of its values.
pub fn of_reflect(name: &str) -> &'static [Memory] {
    const fn value(at: usize, touch: Touch) -> Memory {
        Value { ty: 0, at, touch }
    }
    const fn values(at: usize, touch: Touch) -> Memory {
        let (ty, count) = (0, 3);
        Values {
            ty,
            at,
            count,
            touch,
        }
    }
    const SOURCE: Memory = Indirect {
        ty: 0,
        at: 2,
        flag: 3,
    };
    match name {
        "copied" | "loadDirect" | "isZeroAt" => &const { [value(1, READ)] },
        "assign" => &const { [SOURCE, value(1, WRITE)] },
        "clear_" => &[Bytes(0, WRITE)],
        "copyElems" => &const { [values(2, READ), values(1, WRITE)] },
        "mapLen" | "mapIter" => &[Map(0, READ)],
        "mapIndex" => &[Map(1, READ)],
        "mapSet" | "mapDelete" => &[Map(1, WRITE)],
        "mapClear" => &[Map(0, WRITE)],
        _ => &[],
    }
}
