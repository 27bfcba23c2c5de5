//! What makes a linked program larger while it runs (the REPL; decision 017).

use super::function::Function;
use super::program::GlobalWords;
use super::program::{NativeRef, SelectTable, SwitchTable};
use super::rtype::{Dispatch, MethodEntry, TypeRef};

/// Where the words of the session's variables begin among the globals: what lies before is for packages' variables.
pub const VARIABLES_AT: u32 = 768 << 20;
/// Bytes for all globals of a session. Only what is used takes memory.
pub const GLOBALS_SIZE: usize = 1 << 30;

/// What an entry adds to the running program.
#[derive(Default)]
pub struct Addition {
    pub functions: Vec<Box<Function>>,
    pub strings: Vec<(u32, Box<[u8]>)>,
    pub selects: Vec<(u32, SelectTable)>,
    pub switches: Vec<(u32, SwitchTable)>,
    /// These follow those that there are.
    pub natives: Vec<NativeRef>,
    pub types: Vec<TypeRef>,
    /// Packages' variables: words that follow those that there are.
    pub globals: Vec<GlobalWords>,
    pub methods: Vec<Methods>,
    /// Words of session variables that there are from now on.
    pub variables: u32,
    /// What nothing refers to any more.
    pub dead: Dead,
    /// Runs the entry.
    pub entry: u32,
}

/// To be forgotten before new things get the numbers. Functions by their addresses: one may have lost its number.
#[derive(Default, Debug)]
pub struct Dead {
    pub functions: Vec<usize>,
    pub strings: Vec<u32>,
    pub selects: Vec<u32>,
    pub switches: Vec<u32>,
    /// Words of session variables.
    pub variables: Vec<u32>,
}

/// A type's method table, to replace the one that it has.
pub struct Methods {
    pub ty: TypeRef,
    pub methods: Box<[MethodEntry]>,
    pub dispatch: Dispatch,
}

// SAFETY: the pointers lead to functions that the addition (or an earlier one) owns, immutable once made.
unsafe impl Send for Methods {}
