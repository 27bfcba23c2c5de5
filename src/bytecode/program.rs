//! A linked program: what the virtual machine runs. Immutable once linked.

use super::function::Function;
use super::rtype::{TypeArena, TypeRef, WordClass};

/// The words of one variable, up to its last pointer.
#[derive(Clone, Debug)]
pub struct GlobalWords {
    /// Words before it.
    pub at: usize,
    pub words: Box<[WordClass]>,
}

pub struct Program {
    /// Boxed so that their addresses stay when functions are added.
    pub functions: Vec<Box<Function>>,
    pub types: TypeArena,
    /// What its files say of GODEBUG: `name=value`, separated by commas.
    pub settings: String,
    /// What it is told of how it was built: `driver/build_info.rs`.
    pub info: String,
    /// String constants; `Op::Str` names them by index. Never freed while the program lives.
    pub strings: Vec<Box<[u8]>>,
    /// Bytes of package-level variables (8-aligned), and the class of each word.
    pub globals_size: usize,
    /// Where pointers lie in them; variables without pointers are left out.
    pub globals_words: Vec<GlobalWords>,
    /// Name, offset and type of each package-level variable (for debuggers and the REPL).
    pub globals: Vec<Global>,
    /// Natives that `Op::CallNative` names by index: package path and Go name (`strings`, `Index`;
    /// methods as `(*Builder).grow`).
    pub natives: Vec<NativeRef>,
    /// What `Op::Select` waits for.
    pub selects: Vec<SelectTable>,
    /// Jump tables of `Op::Switch`.
    pub switches: Vec<SwitchTable>,
    /// Runs all package initialisers in order, then `main.main`. No arguments, no results.
    pub entry: u32,
    /// Types that the runtime itself makes values of.
    pub known: KnownTypes,
}

pub struct Global {
    pub name: Box<str>,
    pub offset: usize,
    pub ty: TypeRef,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct NativeRef {
    pub package: Box<str>,
    pub name: Box<str>,
    /// The Go signature, receiver first, as `func(s string, n int) (int, bool)` without names:
    /// `func(string,int)(int,bool)`. Compared with the Rust function's when the program is linked.
    pub signature: Box<str>,
    /// Slots of arguments and results.
    pub params: u16,
    pub results: u16,
}

/// The cases of one select statement, in source order.
pub struct SelectTable {
    pub cases: Vec<SelectCase>,
    pub has_default: bool,
}

impl SelectTable {
    pub fn empty() -> SelectTable {
        SelectTable {
            cases: Vec::new(),
            has_default: false,
        }
    }
}

impl SwitchTable {
    pub const fn empty() -> SwitchTable {
        SwitchTable {
            low: 0,
            targets: Vec::new(),
            default: 0,
        }
    }
}

pub struct SelectCase {
    pub send: bool,
    /// Register of the channel.
    pub chan: u16,
    /// First register of the value to send, or of where to put the one received (`NO_REG`: nowhere).
    pub value: u16,
    /// Register for the `ok` of a receive, or `NO_REG`.
    pub ok: u16,
    /// The channel's element type.
    pub elem: TypeRef,
}

/// `targets[value - low]`, else `default`; targets are pcs of the function.
pub struct SwitchTable {
    pub low: i64,
    pub targets: Vec<u32>,
    pub default: u32,
}

/// Bytes of the buffer that gc keeps on the stack for the first elements of a slice that does not outlive its function.
pub const APPEND_BUFFER: usize = 32;

/// In an operand that may be left out.
pub const NO_REG: u16 = u16::MAX;

/// Declared in the Go side of package runtime (src/std/runtime/runtime.go) unless said otherwise.
pub struct KnownTypes {
    /// `type errorString string`: its `Error` gives "runtime error: " + s. Most run-time panics.
    pub error_string: TypeRef,
    /// `type plainError string`: without the prefix ("send on closed channel" and the like).
    pub plain_error: TypeRef,
    /// `type boundsError struct { x int64; y int; signed bool; code uint8 }`.
    pub bounds_error: TypeRef,
    /// `*TypeAssertionError`, pointing to struct { iface, concrete, asserted, missing, apart string }.
    pub type_assertion_error: TypeRef,
    /// `type PanicNilError struct { _ [0]func() }`, as the pointer type `*PanicNilError`.
    pub panic_nil_error: TypeRef,
    pub string: TypeRef,
    pub int: TypeRef,
    pub error: TypeRef,
    pub any: TypeRef,
    pub byte_slice: TypeRef,
    pub rune_slice: TypeRef,
    pub string_slice: TypeRef,
    pub any_slice: TypeRef,
    /// `*errors.errorString`-like: `*runtime.nativeError` struct { s string }, what natives return as `error`
    /// when they have only a text.
    pub native_error: TypeRef,
}
