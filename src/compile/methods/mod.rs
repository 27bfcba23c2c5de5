//! Methods: calls, method values, method expressions; glue functions around promoted and bound methods; and the
//! method tables of types that can be in an interface.

mod calls;
mod exposed;
mod glue;

use smol_str::SmolStr;

pub use self::exposed::Exposed;
pub use self::glue::is_one_pointer;
use super::program::{FnKey, ProgramBuilder};
use crate::bytecode::rtype::{Kind, TypeRef};
use crate::types::lookup::{Lookup, LookupKind};
use crate::types::{ObjId, PkgId, Type, TypeId};

/// How a glue function gets its receiver.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Form {
    /// As its first parameter.
    Plain,
    /// As a pointer to a box in its first slot.
    Boxed,
    /// Out of the closure.
    Bound,
}

/// A method that an expression selects.
struct Method {
    obj: ObjId,
    /// See `Selection::index`.
    index: Vec<u32>,
    sig: TypeId,
    pkg: PkgId,
    /// The type arguments of a generic method.
    own: Vec<TypeId>,
}

impl Method {
    /// The embedded fields on the way to its receiver.
    fn path(&self) -> &[u32] {
        &self.index[..self.index.len().saturating_sub(1)]
    }
}

impl<'a> ProgramBuilder<'a> {
    /// Type arguments of the declared type `t` (or what it points to).
    pub fn receiver_args(&mut self, t: TypeId) -> Vec<TypeId> {
        let t = match self.types.get(self.types.canon(t)) {
            Type::Pointer(e) => *e,
            _ => t,
        };
        let Type::Named(n) = self.types.get(self.types.canon(t)) else {
            return Vec::new();
        };
        let Some((_, targs)) = self.types.named(*n).origin.clone() else {
            return Vec::new();
        };
        targs.into_iter().map(|t| self.norm(t)).collect()
    }

    pub fn find_method(&mut self, recv: TypeRef, name: &str, pkg: PkgId) -> Option<Lookup> {
        let id = self.id_of(recv);
        self.types.lookup(id, true, pkg, name)
    }

    /// A function that runs method `name` of `recv`, which it gets as `form` says; `own` are the type arguments
    /// of a generic method.
    pub fn method_function(
        &mut self,
        recv: TypeRef,
        name: &SmolStr,
        pkg: PkgId,
        form: Form,
        own: Vec<TypeId>,
    ) -> u32 {
        if form != Form::Bound
            && let Some(l) = self.find_method(recv, name, pkg)
            && l.index.len() == 1
            && l.kind == LookupKind::Method
            && let Some(r) = self.receiver(l.obj)
            && r.pointer == (recv.kind == Kind::Pointer)
        {
            let id = self.id_of(recv);
            let mut targs = self.receiver_args(id);
            targs.extend_from_slice(&own);
            let native = self.is_native(l.obj);
            if form == Form::Plain {
                return self.function_of(l.obj, targs);
            }
            if !native {
                return self.function(FnKey::Decl {
                    obj: l.obj,
                    targs,
                    boxed: true,
                });
            }
        }
        self.function(FnKey::Method {
            recv: recv.id,
            name: name.clone(),
            pkg,
            form,
            targs: own,
        })
    }
}
