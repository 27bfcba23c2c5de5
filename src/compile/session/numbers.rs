//! What a session keeps of added code: numbers that are given out again, and what refers to them.

use gorun_grammar::ast::Pos;
use rustc_hash::FxHashSet;

use crate::bytecode::addition::VARIABLES_AT;
use crate::bytecode::function::Function;
use crate::bytecode::isa::{Op, Operand};
use crate::bytecode::program::SelectTable;
use crate::bytecode::rtype::{TypeArena, TypeRef};

/// Numbers that are given out more than once.
#[derive(Default)]
pub struct Numbers {
    pub(in crate::compile) free: Vec<u32>,
    pub(in crate::compile) added: Vec<u32>,
    /// Those that mean something.
    pub(in crate::compile) used: FxHashSet<u32>,
}

impl Numbers {
    /// A number: one that is free, else the next of `list`, where `blank` stands for now.
    pub fn take<T>(&mut self, list: &mut Vec<T>, blank: impl FnOnce() -> T) -> u32 {
        let n = self.free.pop().unwrap_or_else(|| {
            list.push(blank());
            list.len() as u32 - 1
        });
        self.added.push(n);
        self.used.insert(n);
        n
    }
    /// Gives back the numbers that are not in `live`; answers them.
    pub fn sweep(&mut self, live: &FxHashSet<u32>) -> Vec<u32> {
        let dead: Vec<u32> = self
            .used
            .iter()
            .filter(|n| !live.contains(n))
            .copied()
            .collect();
        for n in &dead {
            self.used.remove(n);
        }
        self.free.extend(&dead);
        dead
    }
}

/// A function that has been added: its number, where it stands, and what its code refers to.
pub struct Code {
    pub id: u32,
    pub pos: Pos,
    pub functions: Box<[u32]>,
    pub strings: Box<[u32]>,
    pub selects: Box<[u32]>,
    pub switches: Box<[u32]>,
    /// Words of session variables.
    pub variables: Box<[u32]>,
    /// Those that came after the session had begun.
    pub types: Box<[TypeRef]>,
}

impl Code {
    /// `later`: the types that came after the session had begun, by their addresses.
    pub(super) fn of(f: &Function, all_selects: &[SelectTable], later: &TypeArena) -> Code {
        let (mut functions, mut strings) = (Vec::new(), Vec::new());
        let (mut selects, mut switches, mut variables) = (Vec::new(), Vec::new(), Vec::new());
        let mut types: Vec<TypeRef> = f.variables.iter().map(|v| v.ty).collect();
        // A number that looks like the address of a type keeps that type.
        types.extend(f.code.iter().filter_map(|w| later.at(w.as_word())));
        let mut pc = 0;
        while let Some(insn) = f.code.get(pc) {
            let Some(op) = insn.opcode() else { break };
            if matches!(op, Op::Go | Op::MakeClosure) {
                functions.push(f.code[pc + 1].as_word() as u32);
            }
            for operand in op.info().operands {
                match operand {
                    Operand::F => functions.push(insn.bc()),
                    Operand::S => strings.push(insn.bc()),
                    Operand::T => selects.push(insn.bc()),
                    Operand::W => switches.push(insn.bc()),
                    Operand::G if insn.bc() >= VARIABLES_AT => {
                        variables.push((insn.bc() - VARIABLES_AT) / 8);
                    }
                    _ => {}
                }
            }
            pc += op.len();
        }
        for &table in &selects {
            let cases = &all_selects[table as usize].cases;
            types.extend(cases.iter().map(|c| c.elem));
        }
        types.sort_unstable_by_key(|t| t.word());
        types.dedup();
        Code {
            types: types.into(),
            id: f.id,
            pos: f.pos,
            functions: functions.into(),
            strings: strings.into(),
            selects: selects.into(),
            switches: switches.into(),
            variables: variables.into(),
        }
    }
}
