//! How an operation on one of Go's objects can go wrong. The virtual machine turns it into a panic or ends the program.

use crate::bytecode::rtype::TypeRef;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// panic: assignment to entry in nil map (a plain error: without the prefix "runtime error: ").
    NilMapWrite,
    /// panic: runtime error: hash of unhashable type T
    Unhashable(TypeRef),
    /// panic: hash of unhashable type: T (what Go says of a map that is nil or empty).
    UnhashableInEmpty(TypeRef),
    /// panic: runtime error: comparing uncomparable type T
    Uncomparable(TypeRef),
    /// fatal error: T; cannot be recovered. (A thin pointer: a `Result` of an address or a fault is then returned in registers.)
    Fatal(&'static &'static str),
    /// fatal error: runtime: out of memory
    OutOfMemory,
}

impl Fault {
    /// A fault of hashing a key only to find it cannot be there.
    pub fn in_empty_map(self) -> Fault {
        match self {
            Fault::Unhashable(ty) => Fault::UnhashableInEmpty(ty),
            other => other,
        }
    }
    /// The text after "panic: " or "fatal error: ", as Go prints it, apart from the prefix "runtime error: ".
    pub fn text(self) -> String {
        match self {
            Fault::NilMapWrite => "assignment to entry in nil map".into(),
            Fault::Unhashable(ty) => format!("hash of unhashable type {}", ty.name),
            Fault::UnhashableInEmpty(ty) => format!("hash of unhashable type: {}", ty.name),
            Fault::Uncomparable(ty) => format!("comparing uncomparable type {}", ty.name),
            Fault::Fatal(text) => (*text).into(),
            Fault::OutOfMemory => "runtime: out of memory".into(),
        }
    }
}

const _: () = assert!(size_of::<Result<*const u8, Fault>>() == 16);
