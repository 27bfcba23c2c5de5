//! What contexts point to: the program's functions, strings, natives and switches, at addresses that stay.

use crate::bytecode::addition::GLOBALS_SIZE;
use crate::bytecode::function::Function;
use crate::bytecode::isa::{Insn, Op};
use crate::bytecode::program::Program;
use crate::vm::context::{StrConst, SwitchTargets};
use crate::vm::globals::Globals;
use crate::vm::native_call::NativeCode;
use crate::vm::table::Table;

use super::ResolveNative;

/// What contexts point to.
pub(in crate::vm) struct Tables {
    pub entries: Table<*const Insn>,
    pub functions: Table<*const Function>,
    /// Static closure objects: a func value without captures is the address of one of these.
    pub closures: Table<u64>,
    pub strings: Table<StrConst>,
    pub natives: Table<NativeCode>,
    /// Slots of arguments or of results, whichever are more.
    pub native_slots: Table<u16>,
    pub switches: Table<SwitchTargets>,
    /// Owned by `switches`.
    _targets: Vec<Vec<*const Insn>>,
    pub globals: Globals,
}

/// The program's natives; `errors`: those that are not there.
pub fn natives_of(
    program: &Program,
    resolve: ResolveNative<'_>,
    errors: &mut Vec<String>,
) -> Vec<NativeCode> {
    let mut natives = Vec::with_capacity(program.natives.len());
    for native in &program.natives {
        match resolve(native) {
            Ok(function) => natives.push(function),
            Err(error) => errors.push(error),
        }
    }
    natives
}

/// For each switch table the function with the one instruction that names it, by number. Before fusing, which hides instructions.
pub fn owners_of_switches(program: &Program) -> Vec<Option<usize>> {
    let mut owners = vec![None; program.switches.len()];
    if !owners.is_empty() {
        for (number, function) in program.functions.iter().enumerate() {
            each_instruction(&function.code, |insn| {
                if insn.op == Op::Switch as u16
                    && let Some(owner) = owners.get_mut(insn.bc() as usize)
                {
                    *owner = Some(number);
                }
            });
        }
    }
    owners
}

impl Tables {
    /// From here on the addresses of functions and of their code are good.
    pub fn new(
        program: &Program,
        natives: Vec<NativeCode>,
        owners: &[Option<usize>],
        room: usize,
    ) -> Tables {
        let functions: Vec<*const Function> = program
            .functions
            .iter()
            .map(|f| &**f as *const Function)
            .collect();
        let string = |s: &[u8]| StrConst {
            ptr: if s.is_empty() { 0 } else { s.as_ptr() as u64 },
            len: s.len() as u64,
        };
        let mut lists = Vec::with_capacity(owners.len());
        let mut switches = Vec::with_capacity(owners.len());
        for (table, owner) in program.switches.iter().zip(owners) {
            let address = |pc: u32| match owner {
                Some(f) => &raw const program.functions[*f].code[pc as usize],
                None => std::ptr::null(),
            };
            let targets: Vec<*const Insn> = table.targets.iter().map(|&pc| address(pc)).collect();
            switches.push(SwitchTargets {
                low: table.low,
                len: targets.len() as u64,
                targets: targets.as_ptr(),
                default: address(table.default),
            });
            lists.push(targets);
        }
        let slots = program.natives.iter().map(|n| n.params.max(n.results));
        let globals = match room {
            0 => program.globals_size,
            _ => GLOBALS_SIZE,
        };
        Tables {
            entries: Table::new(program.functions.iter().map(|f| f.entry), room),
            closures: Table::new(functions.iter().map(|&f| f as u64), room),
            functions: Table::new(functions.into_iter(), room),
            strings: Table::new(program.strings.iter().map(|s| string(s)), room),
            natives: Table::new(natives.into_iter(), room),
            native_slots: Table::new(slots, room),
            switches: Table::new(switches.into_iter(), room),
            _targets: lists,
            globals: Globals::new(globals.div_ceil(8)),
        }
    }
}

/// Each instruction of a function, extensions skipped.
pub(in crate::vm) fn each_instruction(code: &[Insn], mut visit: impl FnMut(&Insn)) {
    let mut pc = 0;
    while let Some(insn) = code.get(pc) {
        visit(insn);
        pc += insn.opcode().map_or(1, Op::len);
    }
}
