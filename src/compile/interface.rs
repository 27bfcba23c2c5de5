//! Values into interfaces.

use super::function::FnBuilder;
use super::value::{Dest, Val};
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{Kind, TypeRef};

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// A value of concrete type `from` as an interface. The type's methods become reachable through it.
    pub fn box_in_interface(&mut self, v: Val, from: TypeRef, to: TypeRef, dest: Dest) -> Val {
        if from.kind == Kind::Interface {
            return self.place_value(v, from, dest);
        }
        self.p.expose(from);
        let r = self.dest(dest, to);
        if from.direct || from.in_memory && v.fresh {
            self.emit(Op::Mov, r + 1, v.reg, 0);
        } else if from.in_memory {
            self.emit(Op::Clone, r + 1, v.reg, 0);
            self.ext_type(from);
        } else if from.leaves.is_empty() {
            self.emit(Op::New, r + 1, 0, 0);
            self.ext_type(from);
        } else {
            self.emit(Op::Box, r + 1, v.reg, 0);
            self.ext_type(from);
        }
        self.emit(Op::TypeWord, r, 0, 0);
        self.ext_type(from);
        Val::new(r)
    }

    /// A string constant as an interface: no box is made for it.
    pub fn boxed_constant(&mut self, text: &[u8], from: TypeRef, to: TypeRef, dest: Dest) -> Val {
        self.p.expose(from);
        let r = self.dest(dest, to);
        let id = self.p.string(text);
        self.emit_wide(Op::StrBox, r + 1, id);
        self.emit(Op::TypeWord, r, 0, 0);
        self.ext_type(from);
        Val::new(r)
    }
}
