//! Versions of small functions for the places where gc inlines them. gorun calls them there as it calls others; only their
//! appends differ, and what gc keeps in the caller's frame about a slice's buffer is in cells that the caller hands over
//! (decision 006).

use gorun_grammar::ast::{NodeId, Pos};

use super::buffers::{SiteId, Slot, Target as Inlined};
use super::call::Target;
use super::function::{FnBuilder, Home, Reg};
use super::value::{Dest, Val};
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{TypeRef, WordClass};
use crate::types::{Basic, TypeId};

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// The register with a buffer's address.
    pub fn buffer(&mut self, slot: Slot) -> Reg {
        match slot {
            Slot::Own(number) => {
                if let Some(&r) = self.buffers.get(&number) {
                    return r;
                }
                let r = self.permanent_pointer();
                self.buffers.insert(number, r);
                r
            }
            Slot::Cell(n) => {
                let cells = self.own_cells();
                let t = self.basic(Basic::UnsafePointer);
                self.load(cells, 8 * n, t, Dest::Stable).reg
            }
        }
    }

    /// Before a statement or call in which a slice leaves its buffer.
    pub fn leave_buffers(&mut self, at: Pos) {
        let plan = self.plan.clone();
        for &(variable, slot) in plan.moves.get(&(self.site, at)).map_or(&[][..], |m| m) {
            let Some(&home) = self.vars.get(&variable) else {
                continue;
            };
            let mark = self.mark();
            let buffer = self.buffer(slot);
            let t = self.obj_type(variable);
            let slice = match home {
                Home::Reg(r) => r,
                Home::Mem(r) => self.load(r, 0, t, Dest::Stable).reg,
            };
            self.emit(Op::LeaveBuffer, slice, buffer, 0);
            self.ext_type(t.elem);
            if let Home::Mem(r) = home {
                self.store(r, 0, Val::new(slice), t);
            }
            self.release(mark);
        }
    }

    /// The cells' address: handed over, or of an object made when it is first needed.
    pub fn own_cells(&mut self) -> Reg {
        let handed = self.takes_cells || self.captures_cells;
        let r = match self.cells {
            Some(r) => r,
            None => {
                let r = self.permanent_pointer();
                self.cells = Some(r);
                r
            }
        };
        if !handed && self.plan.cells > 0 {
            let words = vec![WordClass::Pointer; self.plan.cells as usize];
            let object = self.p.layout.object(&words);
            let ok = self.label();
            self.jump_if(Op::JneI64K, r, 0, ok);
            self.emit(Op::New, r, 0, 0);
            self.ext_type(object);
            self.bind(ok);
        }
        r
    }

    /// The parameters of a function, with the cells where it takes them; the answer as `signature`'s.
    pub fn signature_with_cells(&mut self, params: &[TypeRef], results: &[TypeRef]) -> Vec<Reg> {
        if !self.takes_cells {
            return self.signature(params, results);
        }
        let mut all = params.to_vec();
        all.push(self.basic(Basic::UnsafePointer));
        self.signature(&all, results)
    }
    /// Takes the cells out of the slot behind the other parameters, which results will overwrite.
    pub fn take_cells(&mut self, at: &[Reg], params: usize) {
        if self.takes_cells {
            let r = self.permanent_pointer();
            self.mov_slots(r, at[params], 1);
            self.cells = Some(r);
        }
    }

    /// What a call runs whose arguments end before `slot`, and where they end then.
    pub fn version(&mut self, call: NodeId, target: Target, slot: usize) -> (Target, usize) {
        let site = self.plan.calls.get(&(self.site, call)).copied();
        self.version_of(site, target, slot)
    }
    /// The same for the call that a loop over a function makes.
    pub fn loop_version(&mut self, range: Pos, target: Target, slot: usize) -> (Target, usize) {
        let site = self.plan.loops.get(&(self.site, range)).copied();
        self.version_of(site, target, slot)
    }
    /// For a call through an interface that runs a version: the type of what the interface holds.
    pub fn held_at(&self, call: NodeId) -> Option<TypeId> {
        let site = self.plan.calls.get(&(self.site, call))?;
        self.plan.dynamic.get(site).copied()
    }
    fn version_of(&mut self, site: Option<SiteId>, target: Target, slot: usize) -> (Target, usize) {
        let Some(site) = site else {
            return (target, slot);
        };
        let Some(f) = self.version_at(site) else {
            return (target, slot);
        };
        if let Some(Inlined::Body(..)) = self.plan.targets.get(site as usize - 1) {
            // It has captured the cells.
            if let Target::Closure(r) = target {
                self.emit(Op::SetClosure, r, 0, 0);
            }
            return (Target::Function(f), slot);
        }
        let cells = self.own_cells();
        let to = self.out(slot);
        self.need_out(slot + 1);
        self.mov_slots(to, cells, 1);
        let literal = matches!(
            self.plan.targets.get(site as usize - 1),
            Some(Inlined::Literal(..))
        );
        if let Target::Closure(r) = target
            && literal
        {
            self.emit(Op::SetClosure, r, 0, 0);
        }
        (Target::Function(f), slot + 1)
    }

    fn version_at(&mut self, site: SiteId) -> Option<u32> {
        let plan = self.plan.clone();
        if let Some(&f) = plan.versions.borrow().get(&site) {
            return Some(f);
        }
        let function = match plan.targets.get(site as usize - 1)? {
            Inlined::Declared(obj, targs, _) => {
                let f = self.p.reserve();
                plan.versions.borrow_mut().insert(site, f);
                let version = Some((plan.clone(), site));
                (f, self.p.compile_decl(f, *obj, targs, false, version))
            }
            // Compiled with its loop.
            Inlined::Body(..) => return None,
            Inlined::Literal(e, home) => {
                let code = plan.literals.borrow().get(&(*home, e.id)).cloned()?;
                let f = self.p.reserve();
                plan.versions.borrow_mut().insert(site, f);
                (f, self.literal_version(f, &code, site))
            }
        };
        self.p.functions[function.0 as usize] = Some(Box::new(function.1));
        Some(function.0)
    }
}
