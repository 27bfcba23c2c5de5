//! Names of variables and where they lie, for `--explain`: kept only if that was asked for.

use gorun_grammar::ast::Pos;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::function::{Home, Reg};
use crate::bytecode::function::Variable;
use crate::bytecode::rtype::TypeRef;
use crate::types::ObjId;

struct Named {
    name: SmolStr,
    pos: Pos,
    ty: TypeRef,
    home: Home,
    from: usize,
    to: Option<usize>,
}

/// Of one function.
#[derive(Default)]
pub struct Names {
    known: FxHashSet<(ObjId, Reg)>,
    all: Vec<Named>,
}

fn register(home: Home) -> Reg {
    match home {
        Home::Reg(r) | Home::Mem(r) => r,
    }
}

impl Names {
    /// Variables with homes that have not been seen there, in no order.
    pub fn new_ones(&mut self, vars: &FxHashMap<ObjId, Home>) -> Vec<(ObjId, Home)> {
        let all = vars.iter().map(|(&obj, &home)| (obj, home));
        all.filter(|&(obj, home)| self.known.insert((obj, register(home))))
            .collect()
    }

    /// From instruction `at` on the variable has its value.
    pub fn begins(&mut self, name: SmolStr, pos: Pos, ty: TypeRef, home: Home, at: usize) {
        self.all.push(Named {
            name,
            pos,
            ty,
            home,
            from: at,
            to: None,
        });
    }

    /// A register is given back: what it held is no more.
    pub fn ends(&mut self, r: Reg, at: usize) {
        let open = self.all.iter_mut().filter(|n| n.to.is_none());
        open.filter(|n| register(n.home) == r)
            .for_each(|n| n.to = Some(at));
    }

    /// In the order of their declarations. `renumber`: from registers to slots.
    pub fn finish(mut self, renumber: impl Fn(Reg) -> u16) -> Vec<Variable> {
        self.all.sort_by_key(|n| n.pos);
        let variable = |n: Named| Variable {
            name: n.name.as_str().into(),
            ty: n.ty,
            slot: renumber(register(n.home)),
            in_memory: matches!(n.home, Home::Mem(_)),
            from: n.from as u32,
            to: n.to.map_or(u32::MAX, |to| to as u32),
        };
        self.all.into_iter().map(variable).collect()
    }
}
