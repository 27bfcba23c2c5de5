//! Slice expressions.

use gorun_grammar::ast::Expr;

use crate::bytecode::isa::Op;
use crate::bytecode::program::NO_REG;
use crate::bytecode::rtype::{Detail, Kind};
use crate::compile::expr::arith::is_unsigned;
use crate::compile::function::{FnBuilder, Reg};
use crate::compile::value::{Dest, Val};

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn slice_expr(
        &mut self,
        x: &'a Expr,
        lo: Option<&'a Expr>,
        hi: Option<&'a Expr>,
        max: Option<&'a Expr>,
        dest: Dest,
    ) -> Val {
        let t = self.type_of(x);
        let bound = |b: &mut Self, e: Option<&'a Expr>| -> Reg {
            match e {
                Some(e) => b.expr(e, Dest::Stable).reg,
                None => NO_REG,
            }
        };
        let mut unsigned = 0;
        for (n, e) in [lo, hi, max].into_iter().enumerate() {
            if e.is_some_and(|e| is_unsigned(self.type_of(e).kind)) {
                unsigned |= 1 << n;
            }
        }
        match t.kind {
            Kind::String => {
                let s = self.expr(x, Dest::Stable).reg;
                let (lo, hi) = (bound(self, lo), bound(self, hi));
                let r = self.dest(dest, t);
                self.emit(Op::SliceStr, r, s, unsigned);
                self.ext16([lo, hi, NO_REG, 0]);
                Val::new(r)
            }
            Kind::Slice => {
                let s = self.expr(x, Dest::Stable).reg;
                let (lo, hi, max) = (bound(self, lo), bound(self, hi), bound(self, max));
                let r = self.dest(dest, t);
                self.emit(Op::SliceSlice, r, s, unsigned);
                self.ext16([lo, hi, max, 0]);
                self.ext(t.elem.size as u64);
                Val::new(r)
            }
            _ => {
                let (base, array) = if t.kind == Kind::Pointer {
                    (self.expr(x, Dest::Stable).reg, t.elem)
                } else {
                    let p = self.place(x);
                    (self.place_address(p), t)
                };
                let (lo, hi, max) = (bound(self, lo), bound(self, hi), bound(self, max));
                let Detail::Array { len, slice } = array.detail else {
                    return Val::new(0);
                };
                let r = self.dest(dest, slice);
                self.emit(Op::SliceArr, r, base, unsigned);
                self.ext16([lo, hi, max, 0]);
                self.ext(len as u64);
                self.ext(array.elem.size as u64);
                Val::new(r)
            }
        }
    }
}
