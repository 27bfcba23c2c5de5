//! Bytecode written by hand: dispatch, calls, growth, unwinding, without the compiler.

mod programs;

use std::sync::Arc;

use super::{Config, run_program};
use crate::bytecode::function::Function;
use crate::bytecode::isa::{Insn, Op};
use crate::bytecode::program::{KnownTypes, Program};
use crate::bytecode::rtype::{Kind, TypeArena, TypeRef, WordClass};

/// A function with `slots` frame slots, all scalars but those named in `pointers`.
pub fn function(
    id: u32,
    name: &str,
    params: u16,
    slots: u16,
    pointers: &[usize],
    code: Vec<Insn>,
) -> Box<Function> {
    let class = |i| {
        if pointers.contains(&i) {
            WordClass::Pointer
        } else {
            WordClass::Scalar
        }
    };
    Box::new(Function {
        entry: std::ptr::null(),
        code: code.into(),
        frame_size: slots,
        params,
        results: 1,
        slots: (0..slots as usize).map(class).collect(),
        recover_pc: u32::MAX,
        name: name.into(),
        wrapper: false,
        method_wrapper: false,
        takes_cells: false,
        inlined: Default::default(),
        boxed: false,
        of_instance: false,
        inlines: None,
        holder: 0,
        arguments: None,
        variables: Box::default(),
        lines: Box::new([]),
        unsigned: Box::new([]),
        pos: gorun_grammar::ast::Pos::NONE,
        go_wrappers: Box::default(),
        leaf: Default::default(),
        id,
    })
}

/// As `Program` keeps them.
#[allow(clippy::vec_box)]
pub type Functions = Vec<Box<Function>>;

/// A program of these functions; the last is the entry. Natives come from the caller.
pub fn program(functions: Functions) -> Program {
    let mut types = TypeArena::default();
    let string = types.reserve();
    types.edit(string, |t| {
        t.size = 16;
        t.align = 8;
        t.kind = Kind::String;
        t.words = Box::new([WordClass::Pointer]);
        t.name = "string".into();
    });
    let null = TypeRef::NULL;
    let entry = functions.len().saturating_sub(1) as u32;
    Program {
        settings: String::new(),
        info: String::new(),
        functions,
        types,
        strings: vec![],
        globals_size: 64,
        globals_words: vec![],
        globals: vec![],
        natives: vec![],
        selects: vec![],
        switches: vec![],
        entry,
        known: KnownTypes {
            error_string: string,
            plain_error: string,
            bounds_error: null,
            type_assertion_error: null,
            panic_nil_error: null,
            string,
            int: null,
            error: null,
            any: null,
            byte_slice: null,
            rune_slice: null,
            string_slice: null,
            any_slice: null,
            native_error: null,
        },
    }
}

/// Runs with one P; the exit code. Natives: index 0 ends the program with its argument as code, 1 is Gosched.
pub fn run(mut program: Program, config: Config) -> i32 {
    use crate::bytecode::program::NativeRef;
    let native = |name: &str, params| NativeRef {
        package: "test".into(),
        name: name.into(),
        signature: "func()".into(),
        params,
        results: 0,
    };
    program.natives = vec![native("exit", 1), native("yield", 0)];
    let config = Config {
        gomaxprocs: 1,
        flush: Arc::new(|| {}),
        ..config
    };
    run_program(program, config, &|n| {
        Ok(super::NativeCode::Full(match &*n.name {
            "exit" => |cx| super::Outcome::Exit(cx.arg(0) as i32),
            _ => |_| super::Outcome::Yield,
        }))
    })
    .expect("links")
}

pub fn op(op: Op, a: u16, b: u16, c: u16) -> Insn {
    Insn::new(op, a, b, c)
}
pub fn wide(op: Op, a: u16, bc: i32) -> Insn {
    Insn::wide(op, a, bc as u32)
}
