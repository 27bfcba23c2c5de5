//! Functions of the library that are compiled to an instruction, or to none.

use gorun_grammar::ast::{Expr, ExprKind};

use super::function::FnBuilder;
use super::value::{Dest, Val};
use crate::bytecode::isa::Op;
use crate::types::Basic;

impl<'a> FnBuilder<'_, 'a> {
    /// The path of the package whose function it is.
    fn package_of(&self, f: &Expr) -> Option<&str> {
        let pkg = self.p.types.object(self.function_object(f)?).pkg;
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

    /// Functions that are one instruction.
    pub(super) fn intrinsic(&mut self, f: &'a Expr, args: &'a [Expr], dest: Dest) -> Option<Val> {
        let name = match &f.kind {
            ExprKind::Selector { sel, .. } => &sel.name,
            ExprKind::Ident(name) => name,
            _ => return None,
        };
        if let Some(v) = self.same_bits(name, f, args, dest) {
            return Some(v);
        }
        if let Some(v) = self.of_bits(name, f, args, dest) {
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
