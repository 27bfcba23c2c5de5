//! A function's code and what the runtime must know of its frames.

use std::sync::Arc;
use std::sync::atomic::AtomicU16;

use gorun_grammar::ast::Pos;

use super::arguments::Arguments;
use super::inlines::Inlines;
use super::isa::Insn;
use super::rtype::{TypeRef, WordClass};

/// `entry` comes first: a closure's first word is the address of a `Function`, and a call loads `entry`
/// from it with one instruction.
#[repr(C)]
pub struct Function {
    /// The address of `code[0]`; set when the program is linked, after which `code` never moves.
    pub entry: *const Insn,
    pub code: Box<[Insn]>,
    /// Slots of the frame, slot 0 (the link) included. Outgoing calls are placed at or above this.
    pub frame_size: u16,
    /// Argument slots, from slot 1.
    pub params: u16,
    /// Result slots, from slot 1, written just before `Ret`.
    pub results: u16,
    /// The class of each slot in `0..frame_size`; slot 0 is a scalar. Holds at every safepoint.
    pub slots: Box<[WordClass]>,
    /// Where the function goes on when a deferred call has recovered a panic: code that runs the remaining
    /// defers, loads the results and returns. `u32::MAX` when the function defers nothing.
    pub recover_pc: u32,
    /// As tracebacks show it: `main.main`, `main.(*T).M`, `main.main.func1`.
    pub name: Box<str>,
    /// The compiler's own glue (method wrappers, bound methods, deferred calls with arguments): left out of
    /// tracebacks, and `recover` looks through it.
    pub wrapper: bool,
    /// A wrapper that stands for a method: tracebacks show it where it panics itself.
    pub method_wrapper: bool,
    /// Its last parameter is the compiler's: the cells of its caller's buffers (`compile/version.rs`).
    pub takes_cells: bool,
    pub inlined: Inlined,
    /// A value's method that interfaces call, of a type that is more to gc than one pointer: there they call a wrapper.
    pub boxed: bool,
    /// A method of an instance of a generic type: interfaces and method values call a wrapper that has it inlined, if anything has.
    pub of_instance: bool,
    /// What gc inlines in the declared function that this is or stands in.
    pub inlines: Option<Arc<Inlines>>,
    /// In which of the bodies there it is or stands: where it has been compiled for a place at which gc inlines it.
    pub holder: u32,
    /// How tracebacks show its arguments; of the library's functions nobody knows.
    pub arguments: Option<Arguments>,
    /// (first pc, position), ascending: the source position of each instruction.
    pub lines: Box<[(u32, Pos)]>,
    /// Places where an index is unsigned: how a panic has to show it.
    pub unsigned: Box<[Pos]>,
    /// What its variables are called and where they lie; only in programs that are to be explained.
    pub variables: Box<[Variable]>,
    /// Where the function is declared.
    pub pos: Pos,
    /// Its `go` statements for which gc makes a wrapper and gorun none: where each stands, and which of the function's wrappers that is.
    pub go_wrappers: Box<[(Pos, u32)]>,
    /// Index in `Program::functions`.
    pub id: u32,
    /// Whether natives may call it themselves, as `vm/leaf_call` has found out; 0: nobody has asked.
    pub leaf: AtomicU16,
}

/// Which calls of a function gc inlines, beyond those that are in the caller's `inlines`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Inlined {
    /// None, as far as we know.
    #[default]
    Never,
    /// None; and what it captures gc hands over as arguments, because it is called where it stands.
    NeverWithArguments,
    /// None; but gc inlines it in the wrappers of its calls: of `go` and `defer`, and of methods.
    InWrappers,
    /// All: a literal of which gc leaves nothing as a function.
    Always,
}

/// A variable of the source, for those who explain what a frame holds.
#[derive(Clone, Debug)]
pub struct Variable {
    pub name: Box<str>,
    pub ty: TypeRef,
    /// Its first slot; or, `in_memory`, the one with its address.
    pub slot: u16,
    pub in_memory: bool,
    /// The instructions between which it is there.
    pub from: u32,
    pub to: u32,
}

// SAFETY: `entry` points into the function's own immutable `code`.
unsafe impl Send for Function {}
// SAFETY: as above.
unsafe impl Sync for Function {}

impl Function {
    /// Whether the index that instruction `pc` looks at has an unsigned type.
    pub fn index_is_unsigned(&self, pc: usize) -> bool {
        self.unsigned.contains(&self.position(pc))
    }
    /// The index of the instruction at an address of its code.
    pub fn offset(&self, pc: *const Insn) -> usize {
        (pc as usize - self.code.as_ptr() as usize) / size_of::<Insn>()
    }
    pub fn position(&self, pc: usize) -> Pos {
        match self
            .lines
            .partition_point(|&(start, _)| start as usize <= pc)
        {
            0 => self.pos,
            n => self.lines[n - 1].1,
        }
    }
}
