//! Branches, switches and the instructions that close loops (which poll first).

use crate::vm::dispatch::{Flow, State};
use crate::vm::safepoint;

#[inline(always)]
pub fn jmp(s: State) -> Flow {
    s.jump(1, s.bc() as i32 as i64)
}

/// Jumps by `$j` if the condition holds.
macro_rules! branches {
    ($($name:ident: $s:ident => $cond:expr, $j:expr;)*) => {
        $(#[inline(always)]
        pub fn $name($s: State) -> Flow {
            if $cond { $s.jump(1, $j) } else { $s.next(1) }
        })*
    };
}
/// The same after a poll.
macro_rules! loops {
    ($($name:ident: $s:ident => $cond:expr, $j:expr;)*) => {
        $(#[inline(always)]
        pub fn $name($s: State) -> Flow {
            if $s.limit() == 0 {
                return $s.slow(safepoint::at_loop, 0, 0);
            }
            if $cond { $s.jump(1, $j) } else { $s.next(1) }
        })*
    };
}

/// The negated forms differ from their opposites on NaN, which is the point of them.
#[inline(always)]
fn not(holds: bool) -> bool {
    !holds
}
#[inline(always)]
fn fa(s: State) -> f64 {
    f64::from_bits(s.ra())
}

branches! {
    jt: s => s.ra() & 1 != 0, s.bc() as i32 as i64;
    jf: s => s.ra() & 1 == 0, s.bc() as i32 as i64;
    jeq_i64: s => s.ra() == s.rb(), s.ci();
    jne_i64: s => s.ra() != s.rb(), s.ci();
    jlt_i64: s => (s.ra() as i64) < s.rb() as i64, s.ci();
    jle_i64: s => (s.ra() as i64) <= s.rb() as i64, s.ci();
    jlt_u64: s => s.ra() < s.rb(), s.ci();
    jle_u64: s => s.ra() <= s.rb(), s.ci();
    jeq_f64: s => fa(s) == s.fb(), s.ci();
    jne_f64: s => fa(s) != s.fb(), s.ci();
    jlt_f64: s => fa(s) < s.fb(), s.ci();
    jle_f64: s => fa(s) <= s.fb(), s.ci();
    jnlt_f64: s => not(fa(s) < s.fb()), s.ci();
    jnle_f64: s => not(fa(s) <= s.fb()), s.ci();
    jeq_i64_k: s => s.ra() as i64 == s.bi(), s.ci();
    jne_i64_k: s => s.ra() as i64 != s.bi(), s.ci();
    jlt_i64_k: s => (s.ra() as i64) < s.bi(), s.ci();
    jle_i64_k: s => s.ra() as i64 <= s.bi(), s.ci();
    jgt_i64_k: s => s.ra() as i64 > s.bi(), s.ci();
    jge_i64_k: s => s.ra() as i64 >= s.bi(), s.ci();
}

loops! {
    loop_: s => true, s.bc() as i32 as i64;
    loop_t: s => s.ra() & 1 != 0, s.bc() as i32 as i64;
    loop_lt_i64: s => (s.ra() as i64) < s.rb() as i64, s.ci();
    loop_le_i64: s => s.ra() as i64 <= s.rb() as i64, s.ci();
    loop_ne_i64: s => s.ra() != s.rb(), s.ci();
    loop_lt_f64: s => fa(s) < s.fb(), s.ci();
    loop_lt_i64_k: s => (s.ra() as i64) < s.bi(), s.ci();
    loop_le_i64_k: s => s.ra() as i64 <= s.bi(), s.ci();
    loop_gt_i64_k: s => s.ra() as i64 > s.bi(), s.ci();
    loop_ge_i64_k: s => s.ra() as i64 >= s.bi(), s.ci();
    loop_ne_i64_k: s => s.ra() as i64 != s.bi(), s.ci();
    loop_inc_lt_i64: s => { let n = s.ra().wrapping_add(1); s.set(s.a(), n); (n as i64) < s.rb() as i64 }, s.ci();
    loop_inc_le_i64: s => { let n = s.ra().wrapping_add(1); s.set(s.a(), n); (n as i64) <= s.rb() as i64 }, s.ci();
    loop_inc_le_i64_k: s => { let n = s.ra().wrapping_add(1); s.set(s.a(), n); (n as i64) <= s.bi() }, s.ci();
    loop_inc_lt_i64_k: s => { let n = s.ra().wrapping_add(1); s.set(s.a(), n); (n as i64) < s.bi() }, s.ci();
}

#[inline(always)]
pub fn switch(s: State) -> Flow {
    // SAFETY: I1: the index is one of the program's switch tables.
    let table = unsafe { &*s.ctx().switches.add(s.bc() as usize) };
    let at = (s.ra() as i64).wrapping_sub(table.low) as u64;
    let ip = if at < table.len {
        // SAFETY: `targets` has `len` entries.
        unsafe { *table.targets.add(at as usize) }
    } else {
        table.default
    };
    s.at(ip, s.fp)
}
