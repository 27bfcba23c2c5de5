//! The types that the runtime makes values of, and the methods that it calls by name.

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::Pos;

use super::program::ProgramBuilder;
use crate::bytecode::program::KnownTypes;
use crate::bytecode::rtype::TypeRef;
use crate::types::{Type, TypeId};

impl<'a> ProgramBuilder<'a> {
    pub(super) fn known_types(&mut self) -> KnownTypes {
        let runtime = self
            .packages
            .iter()
            .map(|p| p.id)
            .find(|&p| self.types.package(p).path == "runtime");
        let named = |p: &mut Self, name: &str, pointer: bool| {
            let obj = runtime.and_then(|r| {
                let scope = p.types.package(r).scope;
                p.types.scope(scope).lookup(name)
            });
            let Some(ty) = obj.and_then(|o| p.types.object(o).ty) else {
                p.diagnostics.push(Diagnostic::new(
                    Pos::NONE,
                    format!("package runtime has no type {name}"),
                ));
                return TypeRef::NULL;
            };
            let ty = if pointer {
                p.types.intern(Type::Pointer(ty))
            } else {
                ty
            };
            let t = p.rtype(ty);
            p.expose(t);
            t
        };
        let u = self.types.universe;
        let slice = |p: &mut Self, t: TypeId| {
            let s = p.types.intern(Type::Slice(t));
            p.rtype(s)
        };
        let known = KnownTypes {
            error_string: named(self, "errorString", false),
            plain_error: named(self, "plainError", false),
            bounds_error: named(self, "boundsError", false),
            type_assertion_error: named(self, "TypeAssertionError", true),
            panic_nil_error: named(self, "PanicNilError", true),
            native_error: named(self, "nativeError", true),
            string: self.rtype(TypeId::of(crate::types::Basic::String)),
            int: self.rtype(TypeId::of(crate::types::Basic::Int)),
            error: self.rtype(u.error),
            any: self.rtype(u.any),
            byte_slice: slice(self, u.byte),
            rune_slice: slice(self, u.rune),
            string_slice: slice(self, TypeId::of(crate::types::Basic::String)),
            any_slice: slice(self, u.any),
        };
        // What printing a panic calls.
        let string = self
            .types
            .intern(Type::Signature(crate::types::ty::Signature {
                tparams: Vec::new(),
                params: Vec::new(),
                results: vec![TypeId::of(crate::types::Basic::String)],
                variadic: false,
                names: Vec::new(),
            }));
        for name in ["Error", "String"] {
            let s = self.layout.selector(self.types, &name.into(), None, string);
            self.demand(s);
        }
        known
    }
}
