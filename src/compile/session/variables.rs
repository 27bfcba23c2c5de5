//! Code for an entry's own variables, and for the value that it shows.

use gorun_grammar::ast::Expr;

use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{Kind, TypeRef};
use crate::compile::function::FnBuilder;
use crate::compile::value::{Dest, Val};
use crate::types::{Basic, ObjId};

/// Of the flags that `internal/repl.show` takes.
const IS_INTERFACE: u32 = 2;

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// The address of a session's variable, which its word holds.
    pub fn variable_address(&mut self, word: u32) -> u16 {
        let pointer = self.basic(Basic::UnsafePointer);
        let at = self.pointer();
        self.emit_wide(Op::GlobalAddr, at, word);
        self.load(at, 0, pointer, Dest::Stable).reg
    }

    /// New memory, zero, for a session's variable.
    pub fn make_variable(&mut self, obj: ObjId) -> u16 {
        let t = self.obj_type(obj);
        let r = self.pointer();
        self.emit(Op::New, r, 0, 0);
        self.ext_type(t);
        self.set_variable(obj, r);
        r
    }

    fn set_variable(&mut self, obj: ObjId, address: u16) {
        let Some(word) = self.p.variable_word(obj) else {
            return;
        };
        let pointer = self.basic(Basic::UnsafePointer);
        let at = self.pointer();
        self.emit_wide(Op::GlobalAddr, at, word);
        self.store(at, 0, Val::new(address), pointer);
    }

    /// After a statement of an entry: the variables that it has declared are there for all.
    pub fn publish_variables(&mut self) {
        let Some(session) = &self.p.session else {
            return;
        };
        let declared = |obj: &ObjId| match self.vars.get(obj) {
            Some(crate::compile::function::Home::Mem(r)) => Some((*obj, *r)),
            _ => None,
        };
        let new: Vec<(ObjId, u16)> = session
            .statements
            .variables
            .iter()
            .filter(|o| !self.published.contains(o))
            .filter_map(declared)
            .collect();
        for (obj, r) in new {
            self.published.push(obj);
            self.set_variable(obj, r);
        }
    }

    /// If this is the expression of the entry that is to be shown: calls `internal/repl.show` with each value.
    pub fn show_value(&mut self, e: &'a Expr) -> bool {
        let Some(session) = &self.p.session else {
            return false;
        };
        let (Some((id, text)), Some(show)) = (session.statements.shown.clone(), session.show)
        else {
            return false;
        };
        if id != e.id {
            return false;
        }
        let show = self.p.function_of(show, Vec::new());
        let several = self.is_multi(std::slice::from_ref(e));
        let roots = if several { self.parts(e) } else { vec![e] };
        self.ordered(&roots, |b| {
            let any = b.p.types.universe.any;
            let any = b.p.rtype(any);
            let values = if several {
                b.multi(e)
            } else {
                let t = b.type_of(e);
                vec![(b.expr_as(e, t, Dest::Stable), t)]
            };
            // Results of a call stand where the next call's arguments go.
            let kept: Vec<(Val, TypeRef)> = values
                .into_iter()
                .map(|(v, t)| {
                    let r = b.temp(t);
                    (b.own(v, t, Dest::To(r)), t)
                })
                .collect();
            let values: Vec<(u16, bool)> = kept
                .into_iter()
                .map(|(v, t)| {
                    let r = b.temp(any);
                    let v = b.convert_value(v, t, any, Dest::To(r));
                    b.own(v, any, Dest::To(r));
                    (r, t.kind == Kind::Interface)
                })
                .collect();
            let types: Vec<&str> = text.split('\n').collect();
            for (i, (v, is_interface)) in values.into_iter().enumerate() {
                let to = b.out(1);
                b.need_out(6);
                b.string_to(to, types.get(i).copied().unwrap_or_default().as_bytes());
                let to = b.out(3);
                b.mov_slots(to, v, 2);
                let to = b.out(5);
                b.emit_wide(Op::Int, to, if is_interface { IS_INTERFACE } else { 0 });
                b.emit_call(crate::compile::call::Target::Function(show), 6, &[]);
            }
        });
        true
    }
}
