//! Bytecode: the instruction table, functions, type descriptors, the linked program; disassembler and
//! verifier. Data only: nothing here executes or allocates Go objects.

pub mod addition;
pub mod arguments;
pub mod disasm;
pub mod effects;
pub mod function;
pub mod inlines;
pub mod isa;
pub mod program;
pub mod rtype;
pub mod shape;
pub mod verify;
