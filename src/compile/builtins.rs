//! The predeclared functions and those of package unsafe.

use gorun_grammar::ast::{BinaryOp, Expr, ExprKind};

use super::buffers::{Room, Slot};
use super::callee::Callee;
use super::expr::arith::{is_integer, is_unsigned};
use super::function::{FnBuilder, Reg};
use super::place::{Place, unparen};
use super::value::{Dest, Val};
use crate::bytecode::isa::Op;
use crate::bytecode::program::NO_REG;
use crate::bytecode::rtype::{Detail, Kind, TypeRef, WordClass};
use crate::types::info::Mode;
use crate::types::object::Builtin;
use crate::types::{Basic, ObjectKind};

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn builtin_of(&self, f: &Expr) -> Option<Builtin> {
        let obj = self.object_of(unparen(f))?;
        match self.p.types.object(obj).kind {
            ObjectKind::Builtin(b) => Some(b),
            _ => None,
        }
    }
    /// Whether the builtin leaves the outgoing slots alone.
    pub fn plain_builtin(&self, f: &Expr) -> bool {
        !matches!(
            self.builtin_of(f),
            None | Some(
                Builtin::Slice
                    | Builtin::String
                    | Builtin::Append
                    | Builtin::Print
                    | Builtin::Println
                    | Builtin::Panic
                    | Builtin::Recover
            )
        )
    }

    pub fn builtin(
        &mut self,
        e: &'a Expr,
        f: &'a Expr,
        args: &'a [Expr],
        ellipsis: bool,
        dest: Dest,
    ) -> Val {
        let roots = self.call_roots(f, args);
        self.ordered(&roots, |b| b.evaluate_builtin(e, f, args, ellipsis, dest))
    }

    fn evaluate_builtin(
        &mut self,
        e: &'a Expr,
        f: &'a Expr,
        args: &'a [Expr],
        ellipsis: bool,
        dest: Dest,
    ) -> Val {
        let Some(b) = self.builtin_of(f) else {
            return Val::new(0);
        };
        if self.is_multi(args) {
            return self.builtin_of_call(b, e, &args[0], dest);
        }
        match b {
            Builtin::Append => self.append(e, args, ellipsis, dest),
            Builtin::Len | Builtin::Cap => self.length(b, &args[0], dest),
            Builtin::Make => self.make(e, args, dest),
            Builtin::New => self.new_object(&args[0], dest),
            Builtin::Min | Builtin::Max => self.extreme(b, e, args, dest),
            Builtin::Complex => {
                let t = self.type_of(e);
                let part = self.basic(if t.kind == Kind::Complex64 {
                    Basic::Float32
                } else {
                    Basic::Float64
                });
                let x = self.expr_as(&args[0], part, Dest::Stable).reg;
                let y = self.expr_as(&args[1], part, Dest::Stable).reg;
                let r = self.temp(t);
                self.emit(Op::Mov, r, x, 0);
                self.emit(Op::Mov, r + 1, y, 0);
                self.place_value(Val::new(r), t, dest)
            }
            Builtin::Real | Builtin::Imag => {
                let t = self.type_of(e);
                let v = self.expr(&args[0], Dest::Any).reg;
                let v = if b == Builtin::Real { v } else { v + 1 };
                self.place_value(Val::new(v), t, dest)
            }
            Builtin::Copy => {
                let t = self.type_of(&args[0]);
                let from = self.type_of(&args[1]);
                let a = self.expr(&args[0], Dest::Stable).reg;
                let c = self.expr(&args[1], Dest::Any).reg;
                let int = self.int();
                let r = self.dest(dest, int);
                if from.kind == Kind::String {
                    self.emit(Op::CopyStr, r, a, c);
                } else {
                    self.emit(Op::Copy, r, a, c);
                    self.ext(t.elem.size as u64);
                }
                Val::new(r)
            }
            Builtin::Recover => {
                let any = self.p.types.universe.any;
                let any = self.p.rtype(any);
                let r = match dest {
                    Dest::To(r) => r,
                    _ => self.temp(any),
                };
                self.emit(Op::Recover, r, 0, 0);
                Val::new(r)
            }
            Builtin::Delete => {
                let t = self.type_of(&args[0]);
                let Detail::Map { key, .. } = t.detail else {
                    return Val::new(0);
                };
                let m = self.expr(&args[0], Dest::Stable);
                let k = self.expr_as(&args[1], key, Dest::Any);
                self.builtin_on_values(b, &[(m.reg, t), (k.reg, key)]);
                Val::new(0)
            }
            Builtin::Panic => {
                let any = self.p.types.universe.any;
                let any = self.p.rtype(any);
                let v = self.expr_as(&args[0], any, Dest::Any);
                self.builtin_on_values(b, &[(v.reg, any)]);
                Val::new(0)
            }
            Builtin::Close | Builtin::Clear | Builtin::Print | Builtin::Println => {
                let values: Vec<(Reg, TypeRef)> = args
                    .iter()
                    .map(|a| {
                        let t = self.type_of(a);
                        (self.expr(a, Dest::Stable).reg, t)
                    })
                    .collect();
                self.builtin_on_values(b, &values);
                Val::new(0)
            }
            Builtin::Add => {
                let t = self.type_of(e);
                let x = self.expr(&args[0], Dest::Stable).reg;
                let y = self.expr(&args[1], Dest::Any).reg;
                let r = self.dest(dest, t);
                self.emit(Op::AddI64, r, x, y);
                Val::new(r)
            }
            Builtin::Slice | Builtin::String => {
                let t = self.type_of(e);
                let x = self.expr(&args[0], Dest::Stable).reg;
                let int = self.int();
                let n = self.expr_as(&args[1], int, Dest::Stable).reg;
                let name = if b == Builtin::Slice {
                    "unsafeslice"
                } else {
                    "unsafestring"
                };
                let size = if t.kind == Kind::Slice {
                    t.elem.size
                } else {
                    1
                };
                let size = self.int_temp(size as i64);
                self.runtime_call(name, &[(x, 1), (n, 1), (size, 1)]);
                let r = self.temp(t);
                self.emit(Op::Mov, r, x, 0);
                self.emit(Op::Mov, r + 1, n, 0);
                if t.slots() > 2 {
                    self.emit(Op::Mov, r + 2, n, 0);
                }
                self.place_value(Val::new(r), t, dest)
            }
            Builtin::SliceData | Builtin::StringData => {
                let t = self.type_of(e);
                let v = self.expr(&args[0], Dest::Any);
                self.place_value(v, t, dest)
            }
            // Not constant only for types that depend on type parameters.
            Builtin::Sizeof | Builtin::Alignof => {
                let t = self.type_of(&args[0]);
                let int = self.int();
                let r = self.dest(dest, int);
                self.load_int(
                    r,
                    if b == Builtin::Sizeof {
                        t.size as i64
                    } else {
                        t.align as i64
                    },
                );
                Val::new(r)
            }
            Builtin::Offsetof => {
                let int = self.int();
                let r = self.dest(dest, int);
                let offset = match self.place(&args[0]) {
                    Place::Mem { off, .. } => off,
                    _ => 0,
                };
                self.load_int(r, offset as i64);
                Val::new(r)
            }
        }
    }

    /// A builtin whose arguments are the results of one call.
    fn builtin_of_call(&mut self, b: Builtin, e: &'a Expr, x: &'a Expr, dest: Dest) -> Val {
        let values = self.multi(x);
        let values: Vec<(Val, TypeRef)> = values
            .into_iter()
            .map(|(v, t)| (self.place_value(v, t, Dest::Stable), t))
            .collect();
        match b {
            Builtin::Append => {
                let t = self.type_of(e);
                let elem = t.elem;
                let mut slot = 1;
                for &(v, from) in &values[1..] {
                    let to = self.out(slot);
                    self.need_out(slot + elem.slots());
                    self.convert_value(v, from, elem, Dest::To(to));
                    slot += elem.slots();
                }
                let from = self.out(1);
                let r = self.dest(dest, t);
                self.emit(Op::AppendV, r, values[0].0.reg, from);
                self.ext_type(elem);
                self.ext(values.len() as u64 - 1);
                Val::new(r)
            }
            Builtin::Complex => {
                let t = self.type_of(e);
                let r = self.temp(t);
                self.emit(Op::Mov, r, values[0].0.reg, 0);
                self.emit(Op::Mov, r + 1, values[1].0.reg, 0);
                self.place_value(Val::new(r), t, dest)
            }
            Builtin::Copy => {
                let int = self.int();
                let r = self.dest(dest, int);
                if values[1].1.kind == Kind::String {
                    self.emit(Op::CopyStr, r, values[0].0.reg, values[1].0.reg);
                } else {
                    self.emit(Op::Copy, r, values[0].0.reg, values[1].0.reg);
                    self.ext(values[0].1.elem.size as u64);
                }
                Val::new(r)
            }
            Builtin::Delete => {
                let (m, t) = values[0];
                let Detail::Map { key, .. } = t.detail else {
                    return Val::new(0);
                };
                let k = self.convert_value(values[1].0, values[1].1, key, Dest::Stable);
                self.builtin_on_values(b, &[(m.reg, t), (k.reg, key)]);
                Val::new(0)
            }
            b => {
                let list: Vec<(Reg, TypeRef)> = values.iter().map(|v| (v.0.reg, v.1)).collect();
                self.builtin_on_values(b, &list);
                Val::new(0)
            }
        }
    }

    /// The builtins that are statements, on values that have been computed.
    pub fn builtin_on_values(&mut self, b: Builtin, values: &[(Reg, TypeRef)]) {
        match (b, values) {
            (Builtin::Close, &[(ch, _)]) => self.emit(Op::Close, ch, 0, 0),
            (Builtin::Delete, &[(m, t), (k, _)]) => {
                self.emit(Op::MapDelete, m, k, 0);
                self.ext_type(t);
            }
            (Builtin::Recover, _) => {
                let r = self.temp_of(&[WordClass::Scalar, WordClass::IfaceData]);
                self.emit(Op::Recover, r, 0, 0);
            }
            (Builtin::Panic, &[(v, _)]) => self.emit(Op::Panic, v, 0, 0),
            (Builtin::Clear, &[(m, t)]) if t.kind == Kind::Map => {
                self.emit(Op::MapClear, m, 0, 0);
                self.ext_type(t);
            }
            (Builtin::Clear, &[(s, t)]) => self.clear_slice(s, t.elem),
            (Builtin::Copy, &[(a, t), (c, from)]) => {
                if from.kind == Kind::String {
                    self.emit(Op::CopyStr, NO_REG, a, c);
                } else {
                    self.emit(Op::Copy, NO_REG, a, c);
                    self.ext(t.elem.size as u64);
                }
            }
            (Builtin::Print | Builtin::Println, list) => {
                self.runtime_call("printlock", &[]);
                for (i, &(r, t)) in list.iter().enumerate() {
                    if b == Builtin::Println && i > 0 {
                        self.runtime_call("printsp", &[]);
                    }
                    self.print(r, t);
                }
                if b == Builtin::Println {
                    self.runtime_call("printnl", &[]);
                }
                self.runtime_call("printunlock", &[]);
            }
            _ => {}
        }
    }

    fn clear_slice(&mut self, s: Reg, elem: TypeRef) {
        if elem.size == 0 {
            return;
        }
        let i = self.int_temp(0);
        let p = self.pointer();
        let (top, end) = (self.label(), self.label());
        self.jump_if(Op::JleI64, s + 1, i, end);
        self.bind(top);
        self.emit(Op::IdxAddr, p, s, i);
        self.ext(elem.size as u64);
        self.emit(Op::MemZero, p, 0, 0);
        self.ext(elem.size as u64);
        self.emit(Op::AddI64K, i, i, 1);
        self.jump_if(Op::LoopLtI64, i, s + 1, top);
        self.bind(end);
    }

    fn print(&mut self, r: Reg, t: TypeRef) {
        let name = match t.kind {
            Kind::Bool => "printbool",
            Kind::Uintptr => "printuintptr",
            k if is_unsigned(k) => "printuint",
            k if is_integer(k) => "printint",
            Kind::Float32 => "printfloat32",
            Kind::Float64 => "printfloat64",
            Kind::Complex64 => "printcomplex64",
            Kind::Complex128 => "printcomplex128",
            Kind::String => "printstring",
            Kind::Slice => "printslice",
            Kind::Interface => "printeface",
            _ => "printpointer",
        };
        self.runtime_call(name, &[(r, t.slots())]);
    }

    /// Calls a function of package runtime.
    fn runtime_call(&mut self, name: &str, args: &[(Reg, usize)]) {
        let package = self
            .p
            .packages
            .iter()
            .map(|p| p.id)
            .find(|&id| self.p.types.package(id).path == "runtime");
        let obj = package.and_then(|id| {
            let scope = self.p.types.package(id).scope;
            self.p.types.scope(scope).lookup(name)
        });
        let Some(obj) = obj else {
            return self.fail(&format!("package runtime has no function {name}"));
        };
        let mut slot = 1;
        for &(r, n) in args {
            let to = self.out(slot);
            self.need_out(slot + n);
            self.mov_slots(to, r, n);
            slot += n;
        }
        let callee: Callee = self.p.callee(obj, Vec::new());
        self.emit_call(callee.into(), slot, &[]);
    }

    /// An `append` of values that stand in registers from `from` on.
    fn append_values(&mut self, e: &Expr, r: Reg, s: Reg, from: Reg, elem: TypeRef, count: usize) {
        let room = self.plan.appends.get(&(self.site, e.id)).copied();
        let single = count == 1 && !elem.in_memory && elem.leaves.len() == 1 && elem.size == 8;
        let op = match (single, room) {
            (true, None) => Op::Append64,
            (true, Some(_)) => Op::Append64Room,
            (false, None) => Op::AppendV,
            (false, Some(_)) => Op::AppendVRoom,
        };
        let mark = self.mark();
        let buffer = match room {
            Some(Room::Buffer(slot)) => self.buffer(slot),
            _ => NO_REG,
        };
        self.emit(op, r, s, from);
        self.ext_type(elem);
        if !single {
            self.ext(count as u64);
        }
        if room.is_some() {
            self.ext16([buffer, 0, 0, 0]);
        }
        if let (Some(Room::Buffer(Slot::Cell(n))), Some(cells)) = (room, self.cells) {
            let t = self.basic(crate::types::Basic::UnsafePointer);
            self.store(cells, 8 * n, Val::new(buffer), t);
        }
        self.release(mark);
    }

    fn append(&mut self, e: &'a Expr, args: &'a [Expr], ellipsis: bool, dest: Dest) -> Val {
        let t = self.type_of(e);
        let rest = &args[1..];
        if rest.is_empty() {
            return self.expr_as(&args[0], t, dest);
        }
        let first = if rest.iter().any(|a| self.touches_out(a)) {
            Dest::Stable
        } else {
            Dest::Any
        };
        let s = self.expr_as(&args[0], t, first).reg;
        if ellipsis {
            let from = self.type_of(&rest[0]);
            if from.kind == Kind::String {
                let v = self.expr(&rest[0], Dest::Any).reg;
                let r = self.dest(dest, t);
                self.emit(Op::AppendStr, r, s, v);
                return Val::new(r);
            }
            if let Some(len) = self.made_slice(&rest[0], t.elem) {
                let len = self.make_size(len);
                let r = self.dest(dest, t);
                self.emit(Op::AppendZeros, r, s, len);
                self.ext_type(t.elem);
                return Val::new(r);
            }
            let v = self.expr_as(&rest[0], t, Dest::Any).reg;
            let r = self.dest(dest, t);
            self.emit(Op::AppendSlice, r, s, v);
            self.ext_type(t.elem);
            return Val::new(r);
        }
        let elem = t.elem;
        if let [x] = rest {
            let v = self.expr_as(x, elem, Dest::Any).reg;
            let r = self.dest(dest, t);
            self.append_values(e, r, s, v, elem, 1);
            return Val::new(r);
        }
        let s = if first == Dest::Any {
            self.place_value(Val::new(s), t, Dest::Stable).reg
        } else {
            s
        };
        let values: Vec<Reg> = rest
            .iter()
            .map(|x| self.expr_as(x, elem, Dest::Stable).reg)
            .collect();
        let mut slot = 1;
        for &v in &values {
            let to = self.out(slot);
            self.need_out(slot + elem.slots());
            self.mov_slots(to, v, elem.slots());
            slot += elem.slots();
        }
        let from = self.out(1);
        let r = self.dest(dest, t);
        self.append_values(e, r, s, from, elem, values.len());
        Val::new(r)
    }

    fn length(&mut self, b: Builtin, x: &'a Expr, dest: Dest) -> Val {
        let t = self.type_of(x);
        let int = self.int();
        let word = if b == Builtin::Len { 1u16 } else { 2 };
        match t.kind {
            Kind::String | Kind::Slice => {
                let is_place = self.mode(unparen(x)) == Some(Mode::Variable);
                if is_place {
                    let p = self.place(x);
                    match p {
                        Place::Mem { base, off, .. } => {
                            return self.load(base, off + 8 * word as u32, int, dest);
                        }
                        Place::Global { off, .. } => {
                            return self.load_place(
                                Place::Global {
                                    off: off + 8 * word as u32,
                                    t: int,
                                },
                                dest,
                            );
                        }
                        p => {
                            let v = self.load_place(p, Dest::Any);
                            return self.place_value(Val::new(v.reg + word), int, dest);
                        }
                    }
                }
                let v = self.expr(x, Dest::Any);
                self.place_value(Val::new(v.reg + word), int, dest)
            }
            Kind::Map | Kind::Chan => {
                let v = self.expr(x, Dest::Any).reg;
                let r = self.dest(dest, int);
                let op = match (t.kind, b) {
                    (Kind::Map, _) => Op::MapLen,
                    (_, Builtin::Len) => Op::ChanLen,
                    _ => Op::ChanCap,
                };
                self.emit(op, r, v, 0);
                Val::new(r)
            }
            _ => {
                let array = if t.kind == Kind::Pointer { t.elem } else { t };
                self.discard(x);
                let Detail::Array { len, .. } = array.detail else {
                    return Val::new(0);
                };
                let r = self.dest(dest, int);
                self.load_int(r, len as i64);
                Val::new(r)
            }
        }
    }

    /// A length or capacity.
    fn make_size(&mut self, x: &'a Expr) -> Reg {
        match self.const_int(x) {
            Some(k) => self.int_temp(k),
            None => {
                let (from, int) = (self.type_of(x), self.int());
                let v = self.expr(x, Dest::Stable);
                self.convert(v, from, int, Dest::Stable).reg
            }
        }
    }

    /// The length where `e` is `make([]T, length)`, which nobody has evaluated yet.
    fn made_slice(&mut self, e: &'a Expr, elem: TypeRef) -> Option<&'a Expr> {
        let e = unparen(e);
        let ExprKind::Call { fun, args, .. } = &e.kind else {
            return None;
        };
        let is_make = self.builtin_of(fun) == Some(Builtin::Make);
        let [_, len] = &args[..] else { return None };
        (is_make && self.computed_ahead(e).is_none() && self.type_of(e).elem == elem).then_some(len)
    }

    fn make(&mut self, e: &'a Expr, args: &'a [Expr], dest: Dest) -> Val {
        let t = self.type_of(e);
        match t.kind {
            Kind::Slice => {
                let len = self.make_size(&args[1]);
                let cap = match args.get(2) {
                    Some(c) => self.make_size(c),
                    None => len,
                };
                let r = self.dest(dest, t);
                self.emit(Op::MakeSlice, r, len, cap);
                self.ext_type(t.elem);
                Val::new(r)
            }
            kind => {
                let n = match args.get(1) {
                    Some(c) => self.make_size(c),
                    None => NO_REG,
                };
                let r = self.dest(dest, t);
                self.emit(
                    if kind == Kind::Map {
                        Op::MakeMap
                    } else {
                        Op::MakeChan
                    },
                    r,
                    n,
                    0,
                );
                self.ext_type(t);
                Val::new(r)
            }
        }
    }

    fn new_object(&mut self, x: &'a Expr, dest: Dest) -> Val {
        let pointer = self.basic(Basic::UnsafePointer);
        let t = self.type_of(x);
        if self.mode(unparen(x)) == Some(Mode::TypeExpr) {
            let r = self.dest(dest, pointer);
            self.emit(Op::New, r, 0, 0);
            self.ext_type(t);
            return Val::new(r);
        }
        let v = self.expr(x, Dest::Any);
        if t.in_memory {
            return self.own(v, t, dest);
        }
        let r = self.dest(dest, pointer);
        self.emit(
            if t.leaves.is_empty() {
                Op::New
            } else {
                Op::Box
            },
            r,
            v.reg,
            0,
        );
        self.ext_type(t);
        Val::new(r)
    }

    fn extreme(&mut self, b: Builtin, e: &'a Expr, args: &'a [Expr], dest: Dest) -> Val {
        let t = self.type_of(e);
        let values: Vec<Reg> = args
            .iter()
            .map(|a| self.expr_as(a, t, Dest::Stable).reg)
            .collect();
        let r = self.temp(t);
        self.mov_slots(r, values[0], t.slots());
        let min = b == Builtin::Min;
        for &v in &values[1..] {
            match t.kind {
                Kind::Float64 => self.emit(if min { Op::MinF64 } else { Op::MaxF64 }, r, r, v),
                Kind::Float32 => self.emit(if min { Op::MinF32 } else { Op::MaxF32 }, r, r, v),
                _ => {
                    let (mark, skip) = (self.mark(), self.label());
                    let ok = self.scalar();
                    self.compare(if min { BinaryOp::Le } else { BinaryOp::Ge }, t, r, v, ok);
                    self.jump_on(Op::Jt, ok, skip);
                    self.mov_slots(r, v, t.slots());
                    self.bind(skip);
                    self.release(mark);
                }
            }
        }
        self.place_value(Val::new(r), t, dest)
    }
}
