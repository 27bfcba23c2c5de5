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
                let Detail::Array { len, slice } = array.detail else {
                    return Val::new(0);
                };
                if let Some((lo, hi, max)) = self.constant_limits([lo, hi, max], len) {
                    let r = self.dest(dest, slice);
                    // An empty rest begins where the array does, not behind it.
                    let from = if lo == max { 0 } else { lo };
                    self.emit(Op::SliceArrK, r, base, 0);
                    self.ext((from * array.elem.size) as u64);
                    self.ext((hi - lo) as u64 | ((max - lo) as u64) << 32);
                    return Val::new(r);
                }
                let (lo, hi, max) = (bound(self, lo), bound(self, hi), bound(self, max));
                let r = self.dest(dest, slice);
                self.emit(Op::SliceArr, r, base, unsigned);
                self.ext16([lo, hi, max, 0]);
                self.ext(len as u64);
                self.ext(array.elem.size as u64);
                Val::new(r)
            }
        }
    }

    /// The limits of a slice of an array of `len` elements where all are known and good, and as 32-bit numbers.
    fn constant_limits(
        &self,
        limits: [Option<&Expr>; 3],
        len: usize,
    ) -> Option<(usize, usize, usize)> {
        u32::try_from(len).ok()?;
        let known = |e: Option<&Expr>, default: usize| match e {
            Some(e) => usize::try_from(self.const_int(e)?).ok(),
            None => Some(default),
        };
        let [lo, hi, max] = limits;
        let (lo, hi, max) = (known(lo, 0)?, known(hi, len)?, known(max, len)?);
        (lo <= hi && hi <= max && max <= len).then_some((lo, hi, max))
    }
}
