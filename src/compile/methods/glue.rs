//! Glue functions: around promoted and bound methods, and natives as values.

use gorun_grammar::ast::Pos;
use smol_str::SmolStr;

use super::{Form, Method};
use crate::bytecode::function::Function;
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{Detail, Field, Kind, TypeRef, WordClass};
use crate::compile::call::Target;
use crate::compile::function::{FnBuilder, Reg};
use crate::compile::instances::signature;
use crate::compile::place::Place;
use crate::compile::program::ProgramBuilder;
use crate::compile::value::{Dest, Val};
use crate::types::lookup::Lookup;
use crate::types::{ObjId, PkgId, TypeId};

impl<'a> ProgramBuilder<'a> {
    /// The body of a glue function.
    pub fn compile_method_glue(
        &mut self,
        id: u32,
        recv: TypeRef,
        name: &SmolStr,
        pkg: PkgId,
        form: Form,
        own: &[TypeId],
    ) -> Function {
        let context = self.glue_context();
        let mut found = self.find_method(recv, name, pkg);
        if !own.is_empty()
            && let Some(l) = &mut found
        {
            l.ty = self.types.instantiate_signature(l.ty, own);
        }
        let full = match form {
            Form::Bound => format!("{}.{name}-fm", recv.name),
            // gc calls it with a pointer, unless the interface's data word is the value itself.
            Form::Boxed if !is_one_pointer(recv) => glue_name(recv, name, true),
            _ => glue_name(recv, name, false),
        };
        let pos = found
            .as_ref()
            .map_or(Pos::NONE, |l| self.types.object(l.obj).pos);
        self.build(id, &context, &full, pos, |b| {
            b.wrapper = true;
            b.method_wrapper = form != Form::Bound;
            match &found {
                Some(l) => b.method_glue(recv, l, pkg, form, own),
                None => b.fail("internal error: no such method"),
            }
        })
    }

    /// A native as a function that can be a value.
    pub fn compile_native_value(&mut self, id: u32, n: u32) -> Function {
        let (params, results) = self.native_types[n as usize].clone();
        let name = format!(
            "{}.{}",
            self.natives[n as usize].package, self.natives[n as usize].name
        );
        let context = self.glue_context();
        self.build(id, &context, &name, Pos::NONE, |b| {
            b.wrapper = true;
            let at = b.signature(&params, &results);
            b.forward(Target::Native(n), None, &at, &params, &results);
        })
    }
}

/// Whether gc puts the value itself into an interface's data word.
pub fn is_one_pointer(t: TypeRef) -> bool {
    t.size == 8 && matches!(&t.leaves[..], [leaf] if leaf.class == WordClass::Pointer)
}

/// As tracebacks show a method that the compiler made: `main.(*T).M`, type arguments as `[...]`.
fn glue_name(recv: TypeRef, name: &str, by_pointer: bool) -> String {
    let (star, base) = match recv.name.strip_prefix('*') {
        Some(base) => (true, base),
        None => (by_pointer, &*recv.name),
    };
    let holder = match recv.kind {
        Kind::Pointer if !recv.named => recv.elem,
        _ => recv,
    };
    if let Detail::Struct { fields } = &holder.detail
        && !holder.named
    {
        let literal = struct_literal(fields);
        return match star {
            true => format!("go:(*{literal}).{name}"),
            false => format!("go:{literal}.{name}"),
        };
    }
    let (base, args) = match base.split_once('[') {
        Some((base, _)) => (base, "[...]"),
        None => (base, ""),
    };
    match base.split_once('.') {
        Some((pkg, t)) if star => format!("{pkg}.(*{t}{args}).{name}"),
        _ => format!("{base}{args}.{name}"),
    }
}

/// A struct type without a name as gc's linker knows it: with the packages of unexported fields.
fn struct_literal(fields: &[Field]) -> String {
    let shown = fields.iter().map(|f| {
        let t = &f.ty.name;
        match (f.embedded, f.pkg_path.is_empty()) {
            (true, _) => t.to_string(),
            (false, true) => format!("{} {t}", f.name),
            (false, false) => format!("{}.{} {t}", f.pkg_path, f.name),
        }
    });
    let shown: Vec<String> = shown.collect();
    format!("struct {{ {} }}", shown.join("; "))
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// Calls `target` with the function's own parameters, and returns what it returns.
    pub fn forward(
        &mut self,
        target: Target,
        recv: Option<(Val, TypeRef)>,
        params: &[u16],
        types: &[TypeRef],
        results: &[TypeRef],
    ) {
        let mut slot = 1;
        if let Some((v, t)) = recv {
            let to = self.out(slot);
            self.need_out(slot + t.slots());
            self.own(v, t, Dest::To(to));
            slot += t.slots();
        } else if matches!(target, Target::Interface { .. }) {
            slot += 1;
        }
        for (&r, &t) in params.iter().zip(types) {
            let to = self.out(slot);
            self.need_out(slot + t.slots());
            self.mov_slots(to, r, t.slots());
            slot += t.slots();
        }
        self.emit_call(target, slot, results);
        let n: usize = results.iter().map(|t| t.slots()).sum();
        let from = self.out(1);
        self.mov_slots(1, from, n);
        self.emit(Op::Ret, 0, 0, 0);
    }

    fn method_glue(&mut self, recv: TypeRef, l: &Lookup, pkg: PkgId, form: Form, own: &[TypeId]) {
        let sig = self.p.rtype(l.ty);
        let (params, results, _) = signature(sig);
        let mut all = params.clone();
        match form {
            Form::Plain => all.insert(0, recv),
            Form::Boxed => {
                let pointer = self.basic(crate::types::Basic::UnsafePointer);
                all.insert(0, pointer);
            }
            Form::Bound => {}
        }
        let at = self.signature(&all, &results);
        let at_recv = at.first().copied().unwrap_or_default();
        let (place, at) = match form {
            Form::Plain if !recv.in_memory => (
                Place::Reg {
                    reg: at[0],
                    t: recv,
                    fresh: false,
                },
                &at[1..],
            ),
            // What is passed is its address.
            Form::Plain | Form::Boxed => (
                Place::Mem {
                    base: at[0],
                    off: 0,
                    t: recv,
                    fresh: false,
                    nil: false,
                },
                &at[1..],
            ),
            Form::Bound => {
                let closure = self.local_of(&[WordClass::Pointer]);
                self.emit(Op::Closure, closure, 0, 0);
                let r = self.local(recv);
                for i in 0..recv.slots() {
                    self.emit(Op::Load64, r + i as u16, closure, 8 * (i as u16 + 1));
                }
                let p = if recv.in_memory {
                    Place::Mem {
                        base: r,
                        off: 0,
                        t: recv,
                        fresh: false,
                        nil: false,
                    }
                } else {
                    Place::Reg {
                        reg: r,
                        t: recv,
                        fresh: false,
                    }
                };
                (p, &at[..])
            }
        };
        let name = self.p.types.object(l.obj).name.clone();
        if form == Form::Plain && recv.kind == Kind::Pointer && l.index.len() == 1 {
            self.refuse_nil_receiver(at_recv, l.obj, &name);
        }
        let method = Method {
            obj: l.obj,
            index: l.index.clone(),
            sig: l.ty,
            pkg,
            own: own.to_vec(),
        };
        let (target, recv) = self.resolve(place, &method, &name, Dest::Stable);
        self.forward(target, recv, at, &params, &results);
    }

    /// A pointer on whose target a value method is called must not be nil; the panic names the method, as
    /// `runtime.panicwrap` does.
    fn refuse_nil_receiver(&mut self, pointer: Reg, method: ObjId, name: &str) {
        let Some(r) = self.p.receiver(method).filter(|r| !r.pointer) else {
            return;
        };
        let ok = self.label();
        self.jump_if(Op::JneI64K, pointer, 0, ok);
        let base = self.p.types.object(self.p.types.named(r.base).obj).clone();
        let pkg = &self.p.types.package(base.pkg).path;
        let args = if r.tparams.is_empty() { "" } else { "[...]" };
        let t = format!("{}{args}", base.name);
        let text = format!("value method {pkg}.{t}.{name} called using nil *{t} pointer");
        let string = self.basic(crate::types::Basic::String);
        let r = self.temp(string);
        self.string_to(r, text.as_bytes());
        self.emit(Op::PanicPlain, r, 0, 0);
        self.bind(ok);
    }
}
