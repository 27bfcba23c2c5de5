//! What a call of a declared function runs: bytecode or a native, and how natives are asked for from the library.

use super::layout::{Layout, type_name};
use super::program::{FnKey, ProgramBuilder};
use crate::bytecode::isa::Op;
use crate::bytecode::program::NativeRef;
use crate::bytecode::rtype::{Kind, TypeRef};
use crate::types::{ObjId, Type, TypeId, Types};

#[derive(Clone, Copy, Debug)]
pub enum Callee {
    Function(u32),
    Native(u32),
}

impl<'a> ProgramBuilder<'a> {
    /// What a call of a declared function runs.
    pub fn callee(&mut self, obj: ObjId, targs: Vec<TypeId>) -> Callee {
        let obj = self.successor(obj);
        let obj = match self.is_native(obj) {
            true => self.linknames.resolve(self.types, obj).unwrap_or(obj),
            false => obj,
        };
        self.types.read_signature(obj);
        match self.is_native(obj) {
            true => Callee::Native(self.native(obj)),
            false => Callee::Function(self.function(FnKey::Decl {
                obj,
                targs,
                boxed: false,
            })),
        }
    }

    /// A declared function as something that has a number.
    pub fn function_of(&mut self, obj: ObjId, targs: Vec<TypeId>) -> u32 {
        match self.callee(obj, targs) {
            Callee::Function(f) => f,
            Callee::Native(n) => self.function(FnKey::Native(n)),
        }
    }

    /// The native that is tried first where this function of the library is called: `tryF`, declared beside an `F` that has a
    /// body. It gives what the function would, or declines. Of a generic function it is `tryFInt` or `tryFString`, by the kind of
    /// its last type argument, the elements' of a slice; of a method `tryTypeMethod`, which gets the receiver first.
    pub fn attempt(&mut self, obj: ObjId, targs: &[TypeId]) -> Option<u32> {
        if self.is_native(obj) || self.is_users(obj) {
            return None;
        }
        let of = match targs.last().map(|&t| self.rtype(t).kind) {
            None => "",
            Some(Kind::Int | Kind::Int64) => "Int",
            Some(Kind::String) => "String",
            Some(_) => return None,
        };
        if let Some(&known) = self.attempts.get(&(obj, of)) {
            return known;
        }
        let base = self.receiver(obj).map(|r| self.types.named(r.base).obj);
        let base = base.map_or("", |base| &*self.types.object(base).name);
        let o = self.types.object(obj);
        let scope = self.types.package(o.pkg).scope;
        let name = format!("try{base}{}{of}", o.name);
        let found = self.types.scope(scope).lookup(&name);
        let native = found.filter(|&f| self.is_native(f)).map(|f| {
            self.types.read_signature(f);
            self.native(f)
        });
        self.attempts.insert((obj, of), native);
        native
    }

    fn native(&mut self, obj: ObjId) -> u32 {
        if let Some(&n) = self.native_ids.get(&obj) {
            return n;
        }
        let o = self.types.object(obj).clone();
        let sig = self.rtype(o.ty.unwrap_or(TypeId::INVALID));
        let (mut params, results, variadic) = super::instances::signature(sig);
        let mut name = o.name.to_string();
        if let Some(r) = self.receiver(obj) {
            let base = self.types.intern(Type::Named(r.base));
            let base_name = self.types.object(self.types.named(r.base).obj).name.clone();
            let t = if r.pointer {
                self.types.intern(Type::Pointer(base))
            } else {
                base
            };
            name = if r.pointer {
                format!("(*{base_name}).{name}")
            } else {
                format!("{base_name}.{name}")
            };
            let t = self.rtype(t);
            params.insert(0, t);
        }
        let shown = |types: &Types, layout: &Layout, list: &[TypeRef]| {
            list.iter()
                .map(|&t| type_name(types, layout.id_of(t), false))
                .collect::<Vec<_>>()
                .join(",")
        };
        let _ = variadic;
        let signature = format!(
            "func({})({})",
            shown(self.types, &self.layout, &params),
            shown(self.types, &self.layout, &results)
        );
        let slots = |l: &[TypeRef]| l.iter().map(|t| t.slots() as u16).sum();
        let n = self.natives.len() as u32;
        self.natives.push(NativeRef {
            package: self.types.package(o.pkg).path.as_str().into(),
            name: name.into(),
            signature: signature.into(),
            params: slots(&params),
            results: slots(&results),
        });
        self.native_types.push((params, results));
        self.native_ids.insert(obj, n);
        n
    }

    /// The instruction that calls a native.
    pub fn native_call(&self, native: u32) -> Op {
        let native = &self.natives[native as usize];
        match (&*native.package, &*native.name) {
            ("sync", "(*Mutex).Lock") => Op::CallLock,
            ("sync", "(*Mutex).Unlock") => Op::CallUnlock,
            ("sync", "(*RWMutex).RLock") => Op::CallRLock,
            ("sync", "(*RWMutex).RUnlock") => Op::CallRUnlock,
            ("strings", "TrimSpace") => Op::CallTrimSpace,
            _ => Op::CallNative,
        }
    }
    /// The instruction that tries one before the `Call` behind it.
    pub fn native_attempt(&self, native: u32) -> Op {
        let native = &self.natives[native as usize];
        match (&*native.package, &*native.name) {
            ("strconv", "tryParseBool") => Op::TryParseBool,
            _ => Op::CallTry,
        }
    }
}
