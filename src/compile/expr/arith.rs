//! Arithmetic, bit operations, shifts, sums of strings.

use gorun_grammar::ast::{BinaryOp, Expr, ExprKind};

use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{Kind, TypeRef};
use crate::compile::function::{FnBuilder, Reg};
use crate::compile::place::{Place, unparen};
use crate::compile::value::{Dest, Val};
use crate::types::info::SelectionKind;

/// What cuts a 64-bit result to a narrower kind.
pub fn narrow(kind: Kind) -> Option<Op> {
    Some(match kind {
        Kind::Int8 => Op::ExtI8,
        Kind::Int16 => Op::ExtI16,
        Kind::Int32 => Op::ExtI32,
        Kind::Uint8 => Op::ExtU8,
        Kind::Uint16 => Op::ExtU16,
        Kind::Uint32 => Op::ExtU32,
        _ => return None,
    })
}
pub fn is_unsigned(kind: Kind) -> bool {
    (Kind::Uint..=Kind::Uintptr).contains(&kind)
}
pub fn is_integer(kind: Kind) -> bool {
    (Kind::Int..=Kind::Uintptr).contains(&kind)
}

fn add_like(op: BinaryOp, kind: Kind) -> Op {
    macro_rules! by_kind {
        ($i64:ident, $i32:ident, $u32:ident, $i16:ident, $u16:ident, $i8:ident, $u8:ident) => {
            match kind {
                Kind::Int32 => Op::$i32,
                Kind::Uint32 => Op::$u32,
                Kind::Int16 => Op::$i16,
                Kind::Uint16 => Op::$u16,
                Kind::Int8 => Op::$i8,
                Kind::Uint8 => Op::$u8,
                _ => Op::$i64,
            }
        };
    }
    match op {
        BinaryOp::Add => by_kind!(AddI64, AddI32, AddU32, AddI16, AddU16, AddI8, AddU8),
        BinaryOp::Sub => by_kind!(SubI64, SubI32, SubU32, SubI16, SubU16, SubI8, SubU8),
        _ => by_kind!(MulI64, MulI32, MulU32, MulI16, MulU16, MulI8, MulU8),
    }
}

/// `a = b op memory`, for 64-bit numbers.
fn with_memory(op: BinaryOp, kind: Kind) -> Option<Op> {
    Some(match (op, kind) {
        (BinaryOp::Add, Kind::Float64) => Op::AddF64M,
        (BinaryOp::Sub, Kind::Float64) => Op::SubF64M,
        (BinaryOp::Mul, Kind::Float64) => Op::MulF64M,
        (BinaryOp::Add, k) if is_word(k) => Op::AddI64M,
        (BinaryOp::Sub, k) if is_word(k) => Op::SubI64M,
        (BinaryOp::Mul, k) if is_word(k) => Op::MulI64M,
        _ => return None,
    })
}
/// `memory op= a`, for 64-bit numbers.
pub fn to_memory(op: BinaryOp, kind: Kind) -> Option<Op> {
    Some(match (op, kind) {
        (BinaryOp::Add, Kind::Float64) => Op::AddToF64,
        (BinaryOp::Sub, Kind::Float64) => Op::SubToF64,
        (BinaryOp::Add, k) if is_word(k) => Op::AddToI64,
        (BinaryOp::Sub, k) if is_word(k) => Op::SubToI64,
        _ => return None,
    })
}
pub fn is_word(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Int | Kind::Int64 | Kind::Uint | Kind::Uint64 | Kind::Uintptr
    )
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// Whether `e` may be a field in memory, or what a pointer points to.
    fn is_field(&self, e: &Expr) -> bool {
        let e = unparen(e);
        match &e.kind {
            ExprKind::Selector { .. } => {
                self.const_of(e).is_none()
                    && self
                        .info
                        .selections
                        .get(&e.id)
                        .is_some_and(|s| s.kind == SelectionKind::Field)
            }
            ExprKind::Star(_) => true,
            _ => false,
        }
    }

    /// Two operands, the first safe from what computing the second does.
    pub fn operands(&mut self, x: &'a Expr, y: &'a Expr) -> (Reg, Reg) {
        let dest = if self.touches_out(y) {
            Dest::Stable
        } else {
            Dest::Any
        };
        let a = self.expr(x, dest).reg;
        let b = self.expr(y, Dest::Any).reg;
        (a, b)
    }

    /// The same for a comparison.
    pub fn compared(&mut self, x: &'a Expr, y: &'a Expr) -> (Reg, Reg) {
        let a = if self.touches_out(y) {
            self.expr(x, Dest::Stable).reg
        } else {
            self.glance(x)
        };
        (a, self.glance(y))
    }

    pub fn binary(
        &mut self,
        e: &'a Expr,
        op: BinaryOp,
        x: &'a Expr,
        y: &'a Expr,
        dest: Dest,
    ) -> Val {
        if matches!(op, BinaryOp::LAnd | BinaryOp::LOr) {
            return self.logic_value(e, dest);
        }
        if op.is_comparison() {
            return self.comparison(op, x, y, dest);
        }
        let t = self.type_of(e);
        if t.kind == Kind::String {
            return self.sum_of_strings(e, t, dest);
        }
        let mark = self.mark();
        if op.is_shift() {
            let a = self
                .expr(
                    x,
                    if self.touches_out(y) {
                        Dest::Stable
                    } else {
                        Dest::Any
                    },
                )
                .reg;
            let count = self.shift_count(y);
            self.release(mark);
            let r = self.dest(dest, t);
            self.shift(op, t, a, count, r);
            return Val::new(r);
        }
        if is_integer(t.kind) {
            if let Some(k) = self.const_i16(y)
                && self.has_immediate(op, t, k)
            {
                let a = self.expr(x, Dest::Any).reg;
                self.release(mark);
                let r = self.dest(dest, t);
                self.arith_immediate(op, t, a, k, r);
                return Val::new(r);
            }
            if matches!(op, BinaryOp::Add | BinaryOp::Mul | BinaryOp::And)
                && let Some(k) = self.const_i16(x)
                && self.has_immediate(op, t, k)
            {
                let b = self.expr(y, Dest::Any).reg;
                self.release(mark);
                let r = self.dest(dest, t);
                self.arith_immediate(op, t, b, k, r);
                return Val::new(r);
            }
        }
        if let Some(memory_op) = with_memory(op, t.kind)
            && self.is_field(y)
        {
            let dest_x = if self.touches_out(y) {
                Dest::Stable
            } else {
                Dest::Any
            };
            let a = self.expr(x, dest_x).reg;
            let p = self.place(y);
            if let Place::Mem { base, off, .. } = p {
                self.release(mark);
                let r = self.dest(dest, t);
                self.emit(memory_op, r, a, base);
                self.ext(off as u64);
                return Val::new(r);
            }
            let b = self.load_place(p, Dest::Any).reg;
            self.release(mark);
            let r = self.dest(dest, t);
            self.arith(op, t, a, b, r);
            return Val::new(r);
        }
        let (a, b) = self.operands(x, y);
        if t.slots() == 1 && (narrow(t.kind).is_none() || !matches!(op, BinaryOp::Div)) {
            self.release(mark);
        }
        if dest == Dest::Any
            && is_word(t.kind)
            && matches!(op, BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul)
            && let Some(r) = self.just_computed(add_like(op, t.kind), a, b)
        {
            return Val::new(r);
        }
        let r = match dest {
            // Several instructions: not into what they read.
            Dest::To(_) if t.slots() > 1 => self.temp(t),
            dest => self.dest(dest, t),
        };
        self.arith(op, t, a, b, r);
        self.place_value(Val::new(r), t, dest)
    }

    pub fn has_immediate(&self, op: BinaryOp, t: TypeRef, k: i16) -> bool {
        match op {
            BinaryOp::Add | BinaryOp::Mul => true,
            BinaryOp::Sub => k != i16::MIN,
            BinaryOp::And => true,
            BinaryOp::Div | BinaryOp::Rem => {
                k > 0 && (k as u16).is_power_of_two() && (is_unsigned(t.kind) || k > 1)
            }
            _ => false,
        }
    }
    /// `r = a op k`; see `has_immediate`.
    pub fn arith_immediate(&mut self, op: BinaryOp, t: TypeRef, a: Reg, k: i16, r: Reg) {
        match op {
            BinaryOp::Add => self.emit(Op::AddI64K, r, a, k as u16),
            BinaryOp::Sub => self.emit(Op::AddI64K, r, a, (-k) as u16),
            BinaryOp::Mul => self.emit(Op::MulI64K, r, a, k as u16),
            BinaryOp::And => return self.emit(Op::AndK, r, a, k as u16),
            BinaryOp::Div | BinaryOp::Rem if !is_unsigned(t.kind) => {
                let op = if op == BinaryOp::Div {
                    Op::DivI64P
                } else {
                    Op::RemI64P
                };
                return self.emit(op, r, a, k.trailing_zeros() as u16);
            }
            BinaryOp::Div => return self.emit(Op::ShrU64K, r, a, k.trailing_zeros() as u16),
            _ => return self.emit(Op::AndK, r, a, (k - 1) as u16),
        }
        if let Some(op) = narrow(t.kind) {
            self.emit(op, r, r, 0);
        }
    }

    /// `r = a op b` for numbers of type `t`. More than one instruction for complex numbers: `r` is then neither
    /// `a` nor `b`.
    pub fn arith(&mut self, op: BinaryOp, t: TypeRef, a: Reg, b: Reg, r: Reg) {
        use BinaryOp::*;
        match t.kind {
            Kind::Float64 => {
                let op = match op {
                    Add => Op::AddF64,
                    Sub => Op::SubF64,
                    Mul => Op::MulF64,
                    _ => Op::DivF64,
                };
                self.emit(op, r, a, b);
            }
            Kind::Float32 => {
                let op = match op {
                    Add => Op::AddF32,
                    Sub => Op::SubF32,
                    Mul => Op::MulF32,
                    _ => Op::DivF32,
                };
                self.emit(op, r, a, b);
            }
            Kind::Complex64 | Kind::Complex128 => self.complex(op, t, a, b, r),
            Kind::String => self.emit(Op::Concat, r, a, b),
            kind => match op {
                Add | Sub | Mul => self.emit(add_like(op, kind), r, a, b),
                And => self.emit(Op::And, r, a, b),
                Or => self.emit(Op::Or, r, a, b),
                Xor => self.emit(Op::Xor, r, a, b),
                AndNot => self.emit(Op::AndNot, r, a, b),
                Div if is_unsigned(kind) => self.emit(Op::DivU64, r, a, b),
                Div => {
                    self.emit(Op::DivI64, r, a, b);
                    if let Some(op) = narrow(kind) {
                        self.emit(op, r, r, 0);
                    }
                }
                Rem if is_unsigned(kind) => self.emit(Op::RemU64, r, a, b),
                _ => self.emit(Op::RemI64, r, a, b),
            },
        }
    }

    fn complex(&mut self, op: BinaryOp, t: TypeRef, a: Reg, b: Reg, r: Reg) {
        let wide = t.kind == Kind::Complex128;
        match op {
            BinaryOp::Add | BinaryOp::Sub => {
                let op = match (op, wide) {
                    (BinaryOp::Add, true) => Op::AddF64,
                    (BinaryOp::Add, false) => Op::AddF32,
                    (_, true) => Op::SubF64,
                    (_, false) => Op::SubF32,
                };
                self.emit(op, r, a, b);
                self.emit(op, r + 1, a + 1, b + 1);
            }
            _ if wide => self.complex128(op, a, b, r),
            _ => {
                // As gc does it: parts of 32 bits are multiplied and divided as such of 64.
                let c128 = self.basic(crate::types::Basic::Complex128);
                let (x, y, z) = (self.temp(c128), self.temp(c128), self.temp(c128));
                for i in 0..2 {
                    self.emit(Op::F32ToF64, x + i, a + i, 0);
                    self.emit(Op::F32ToF64, y + i, b + i, 0);
                }
                self.complex128(op, x, y, z);
                for i in 0..2 {
                    self.emit(Op::F64ToF32, r + i, z + i, 0);
                }
            }
        }
    }

    /// A product or quotient.
    fn complex128(&mut self, op: BinaryOp, a: Reg, b: Reg, r: Reg) {
        if op != BinaryOp::Mul {
            return self.emit(Op::DivC128, r, a, b);
        }
        let (x, y) = (self.scalar(), self.scalar());
        self.emit(Op::MulF64, x, a, b);
        self.emit(Op::MulF64, y, a + 1, b + 1);
        self.emit(Op::SubF64, r, x, y);
        self.emit(Op::MulF64, x, a, b + 1);
        self.emit(Op::MulF64, y, a + 1, b);
        self.emit(Op::AddF64, r + 1, x, y);
    }

    /// A shift count: a constant, or a register that has been checked.
    pub fn shift_count(&mut self, y: &'a Expr) -> Result<u64, Reg> {
        if let Some(k) = self.const_int(y) {
            return Ok(k.max(0) as u64);
        }
        if self.const_of(y).is_some() {
            return Ok(u64::MAX);
        }
        let t = self.type_of(y);
        let r = self.expr(y, Dest::Stable).reg;
        if !is_unsigned(t.kind) {
            self.emit(Op::ShiftCheck, r, 0, 0);
        }
        Err(r)
    }

    pub fn shift(&mut self, op: BinaryOp, t: TypeRef, a: Reg, count: Result<u64, Reg>, r: Reg) {
        let unsigned = is_unsigned(t.kind);
        match (op, count) {
            (BinaryOp::Shl, Ok(k)) if k >= 64 => self.emit(Op::Zero, r, 0, 0),
            (BinaryOp::Shl, Ok(k)) => self.emit(Op::ShlK, r, a, k as u16),
            (BinaryOp::Shl, Err(c)) => self.emit(Op::Shl, r, a, c),
            (_, Ok(k)) if unsigned && k >= 64 => self.emit(Op::Zero, r, 0, 0),
            (_, Ok(k)) if unsigned => self.emit(Op::ShrU64K, r, a, k as u16),
            (_, Ok(k)) => self.emit(Op::ShrI64K, r, a, k.min(63) as u16),
            (_, Err(c)) if unsigned => self.emit(Op::ShrU64, r, a, c),
            (_, Err(c)) => self.emit(Op::ShrI64, r, a, c),
        }
        if op == BinaryOp::Shl
            && let Some(op) = narrow(t.kind)
        {
            self.emit(op, r, r, 0);
        }
    }

    fn sum_of_strings(&mut self, e: &'a Expr, t: TypeRef, dest: Dest) -> Val {
        let mut parts = Vec::new();
        let mut at = e;
        loop {
            match &unparen(at).kind {
                ExprKind::Binary {
                    op: BinaryOp::Add,
                    x,
                    y,
                    ..
                } if self.const_of(at).is_none() => {
                    parts.push(y.as_ref());
                    at = x;
                }
                _ => {
                    parts.push(at);
                    break;
                }
            }
        }
        parts.reverse();
        let mark = self.mark();
        if parts.len() == 2 {
            let (a, b) = self.operands(parts[0], parts[1]);
            let r = match dest {
                Dest::To(r) => r,
                _ => self.temp(t),
            };
            self.emit(Op::Concat, r, a, b);
            return Val::new(r);
        }
        let values: Vec<Val> = parts.iter().map(|p| self.expr(p, Dest::Stable)).collect();
        for (i, v) in values.iter().enumerate() {
            let to = self.out(1 + 2 * i);
            self.out(2 + 2 * i);
            self.mov_slots(to, v.reg, 2);
        }
        self.release(mark);
        let r = self.dest(dest, t);
        let from = self.out(1);
        self.emit(Op::ConcatN, r, from, values.len() as u16);
        Val::new(r)
    }
}
