//! Constants in loops. A constant that an instruction cannot hold itself has a register for the whole function, filled
//! before the outermost loop that uses it: the code for that is put in front of the loop when its end is reached.

use rustc_hash::FxHashMap;

use super::function::{FnBuilder, Reg};
use crate::bytecode::isa::{Insn, Op};

/// More would only make the frame large.
const MOST: usize = 24;

#[derive(Default)]
pub struct Hoisted {
    registers: FxHashMap<u64, Reg>,
    /// The outermost loop being compiled.
    current: Option<Loop>,
}

struct Loop {
    /// Where it begins, and how many labels there were then.
    at: usize,
    labels: usize,
    used: Vec<(u64, Reg)>,
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// Compiles a loop. Constants inside are loaded in front of it.
    pub fn in_loop(&mut self, body: impl FnOnce(&mut Self)) {
        if self.hoisted.current.is_some() {
            return body(self);
        }
        let (at, labels) = self.position();
        self.hoisted.current = Some(Loop {
            at,
            labels,
            used: Vec::new(),
        });
        body(self);
        let Some(found) = self.hoisted.current.take() else {
            return;
        };
        let mut loads = Vec::new();
        for (value, register) in found.used {
            loads.extend(load(register, value as i64));
        }
        self.insert(found.at, found.labels, loads);
    }

    /// The register of a constant, inside a loop.
    pub fn hoisted(&mut self, value: u64) -> Option<Reg> {
        let used = &self.hoisted.current.as_ref()?.used;
        if let Some(&(_, r)) = used.iter().find(|u| u.0 == value) {
            return Some(r);
        }
        let r = match self.hoisted.registers.get(&value) {
            Some(&r) => r,
            None if self.hoisted.registers.len() == MOST => return None,
            None => {
                let r = self.permanent_scalar();
                self.hoisted.registers.insert(value, r);
                r
            }
        };
        self.hoisted.current.as_mut()?.used.push((value, r));
        Some(r)
    }
}

/// The instruction that puts a number into a register.
pub fn load(r: Reg, n: i64) -> Vec<Insn> {
    if n == 0 {
        vec![Insn::new(Op::Zero, r, 0, 0)]
    } else if let Ok(k) = i32::try_from(n) {
        vec![Insn::wide(Op::Int, r, k as u32)]
    } else {
        vec![Insn::new(Op::Const, r, 0, 0), Insn::word(n as u64)]
    }
}
