//! Functions of the library that are compiled to an instruction, or to none.

use gorun_grammar::ast::{Expr, ExprKind};

use super::function::FnBuilder;
use super::place::unparen;
use super::value::{Dest, Val};
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::Kind;
use crate::types::Basic;

impl<'a> FnBuilder<'_, 'a> {
    /// The path of the package whose function it is.
    fn package_of(&self, f: &Expr) -> Option<&str> {
        self.function_object(f)?;
        self.package_of_object(f)
    }
    fn package_of_object(&self, name: &Expr) -> Option<&str> {
        let pkg = self.p.types.object(self.object_of(unparen(name))?).pkg;
        Some(self.p.types.package(pkg).path.as_str())
    }

    /// Functions that are none: the register holds what they give.
    fn same_bits(&mut self, name: &str, f: &'a Expr, args: &'a [Expr], dest: Dest) -> Option<Val> {
        let t = match name {
            "Float64bits" => Basic::Float64,
            "Float64frombits" => Basic::Uint64,
            "Float32bits" => Basic::Float32,
            "Float32frombits" => Basic::Uint32,
            _ => return None,
        };
        let ([x], "math") = (args, self.package_of(f)?) else {
            return None;
        };
        let t = self.basic(t);
        Some(self.expr_as(x, t, dest))
    }

    /// Functions of math/bits that are one instruction. A register holds zeros above an unsigned number.
    fn of_bits(&mut self, name: &str, f: &'a Expr, args: &'a [Expr], dest: Dest) -> Option<Val> {
        let digits = name.len() - name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (counts, width) = name.split_at(name.len() - digits);
        let wide = matches!(width, "" | "64");
        let op = match counts {
            "OnesCount" => Op::OnesCount,
            "Len" => Op::BitLen,
            "LeadingZeros" if wide => Op::LeadingZeros,
            "TrailingZeros" if wide => Op::TrailingZeros,
            "RotateLeft" if wide => Op::RotateLeft64,
            "RotateLeft" if width == "32" => Op::RotateLeft32,
            _ => return None,
        };
        let t = match width {
            "" => Basic::Uint,
            "8" => Basic::Uint8,
            "16" => Basic::Uint16,
            "32" => Basic::Uint32,
            "64" => Basic::Uint64,
            _ => return None,
        };
        if self.package_of(f)? != "math/bits" {
            return None;
        }
        let (t, int) = (self.basic(t), self.basic(Basic::Int));
        let (x, k) = match args {
            [x] => (self.expr_as(x, t, Dest::Any).reg, 0),
            [x, k] if !args.iter().any(|a| self.touches_out(a)) => {
                let x = self.expr_as(x, t, Dest::Stable).reg;
                (x, self.expr_as(k, int, Dest::Stable).reg)
            }
            _ => return None,
        };
        let result = match args.len() {
            1 => int,
            _ => t,
        };
        let r = self.dest(dest, result);
        self.emit(op, r, x, k);
        Some(Val::new(r))
    }

    /// Methods of encoding/binary's orders. Where the slice is too short, the method itself is called, and panics as Go's does.
    fn of_bytes(
        &mut self,
        name: &str,
        order: &Expr,
        f: &'a Expr,
        args: &'a [Expr],
        dest: Dest,
    ) -> Option<Val> {
        let little = match &*self.p.types.object(self.object_of(unparen(order))?).name {
            "LittleEndian" => true,
            "BigEndian" => false,
            _ => return None,
        };
        let (t, op) = match (name.strip_prefix("Put").unwrap_or(name), little) {
            ("Uint16", true) => (Basic::Uint16, (Op::GetLe16, Op::PutLe16)),
            ("Uint32", true) => (Basic::Uint32, (Op::GetLe32, Op::PutLe32)),
            ("Uint64", true) => (Basic::Uint64, (Op::GetLe64, Op::PutLe64)),
            ("Uint16", false) => (Basic::Uint16, (Op::GetBe16, Op::PutBe16)),
            ("Uint32", false) => (Basic::Uint32, (Op::GetBe32, Op::PutBe32)),
            ("Uint64", false) => (Basic::Uint64, (Op::GetBe64, Op::PutBe64)),
            _ => return None,
        };
        if self.package_of_object(order)? != "encoding/binary"
            || self.is_multi(args)
            || args.iter().any(|a| self.touches_out(a))
        {
            return None;
        }
        let pos = self.here();
        let (t, byte) = (self.basic(t), self.basic(Basic::Uint8));
        let bytes = self.p.slice_of(byte);
        let there = self.label();
        let called = self.prepare(f, true);
        let b = self.expr_as(args.first()?, bytes, Dest::Stable);
        let (to, at) = (self.out(1), self.out(4));
        let (r, slot) = match args {
            [_] => {
                self.at(pos);
                let r = self.dest(dest, t);
                self.jump_if(op.0, r, b.reg, there);
                (r, 4)
            }
            [_, x] => {
                let x = self.expr_as(x, t, Dest::Stable);
                self.at(pos);
                self.jump_if(op.1, b.reg, x.reg, there);
                self.place_value(x, t, Dest::To(at));
                (0, 5)
            }
            _ => return None,
        };
        self.place_value(b, bytes, Dest::To(to));
        self.emit_call(called.target, slot, &called.results);
        self.bind(there);
        Some(Val::new(r))
    }

    /// The same for a call that is a statement; false: it is none of them.
    pub(super) fn puts_bytes(&mut self, f: &'a Expr, args: &'a [Expr]) -> bool {
        let ExprKind::Selector { x, sel } = &f.kind else {
            return false;
        };
        let mark = self.mark();
        let done = sel.name.starts_with("Put")
            && self.of_bytes(&sel.name, x, f, args, Dest::Any).is_some();
        self.release(mark);
        done
    }

    /// Three-way comparisons, and cmp.Less where it is no more than `<`.
    fn of_order(&mut self, name: &str, f: &'a Expr, args: &'a [Expr], dest: Dest) -> Option<Val> {
        if !matches!(name, "Compare" | "Less") {
            return None;
        }
        let t = match self.package_of(f)? {
            "cmp" => {
                let t = *self.type_arguments(f).last()?;
                self.rt(t)
            }
            "strings" => self.basic(Basic::String),
            _ => return None,
        };
        let (three, less) = match t.kind {
            Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => {
                (Op::CmpI64, Some(Op::LtI64))
            }
            Kind::Uint | Kind::Uint8 | Kind::Uint16 | Kind::Uint32 | Kind::Uint64 => {
                (Op::CmpU64, Some(Op::LtU64))
            }
            Kind::Float64 => (Op::CmpF64, None),
            Kind::String => (Op::CmpStr, Some(Op::LtStr)),
            _ => return None,
        };
        let (op, result) = match name {
            "Less" => (less?, Basic::Bool),
            _ => (three, Basic::Int),
        };
        let [x, y] = args else { return None };
        if args.iter().any(|a| self.touches_out(a)) {
            return None;
        }
        let x = self.expr_as(x, t, Dest::Stable).reg;
        let y = self.expr_as(y, t, Dest::Stable).reg;
        let result = self.basic(result);
        let r = self.dest(dest, result);
        self.emit(op, r, x, y);
        Some(Val::new(r))
    }

    /// Functions that are one instruction.
    pub(super) fn intrinsic(&mut self, f: &'a Expr, args: &'a [Expr], dest: Dest) -> Option<Val> {
        let name = match &f.kind {
            ExprKind::Selector { x, sel } => {
                if let Some(v) = self.of_bytes(&sel.name, x, f, args, dest) {
                    return Some(v);
                }
                &sel.name
            }
            ExprKind::Ident(name) => name,
            _ => return None,
        };
        if let Some(v) = self.same_bits(name, f, args, dest) {
            return Some(v);
        }
        if let Some(v) = self.of_bits(name, f, args, dest) {
            return Some(v);
        }
        if let Some(v) = self.of_order(name, f, args, dest) {
            return Some(v);
        }
        let op = match name.as_str() {
            "Sqrt" => Op::SqrtF64,
            "Abs" => Op::AbsF64,
            "Floor" => Op::FloorF64,
            "HasPrefix" => Op::HasPrefix,
            "HasSuffix" => Op::HasSuffix,
            _ => return None,
        };
        let on_text = matches!(op, Op::HasPrefix | Op::HasSuffix);
        let t = match self.package_of(f)? {
            "math" if !on_text => self.basic(Basic::Float64),
            "strings" if on_text => self.basic(Basic::String),
            // Of a slice the first two words are looked at, which are a string's.
            "bytes" if on_text => {
                let byte = self.basic(Basic::Uint8);
                self.p.slice_of(byte)
            }
            _ => return None,
        };
        let (x, y) = match args {
            [x] => (self.expr_as(x, t, Dest::Any).reg, 0),
            // Where an argument has calls of its own, the order counts in which it is looked at.
            [x, y] if !args.iter().any(|a| self.touches_out(a)) => {
                let x = self.expr_as(x, t, Dest::Stable).reg;
                (x, self.expr_as(y, t, Dest::Stable).reg)
            }
            _ => return None,
        };
        let t = match on_text {
            true => self.basic(Basic::Bool),
            false => t,
        };
        let r = self.dest(dest, t);
        self.emit(op, r, x, y);
        Some(Val::new(r))
    }
}
