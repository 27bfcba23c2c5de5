//! Fused instructions: sequences that one handler executes without dispatching in between. Made when a program is linked, by
//! changing nothing but the number of the sequence's first instruction: the operands stay where they are, so
//! jumps into the middle, positions and panics are as before. A fused handler is the composition of the
//! handlers of its parts, each of which may leave it (panic, safepoint) as it would alone.
//!
//! Only the last part may branch; `TryPlain` and `TryParseBool` go on behind the `Call` that follows it, which is then `passed`. The match-loop dispatcher does not fuse.

use crate::bytecode::isa::{Insn, OP_COUNT, Op};

/// Calls `$with!` with the list; longer sequences before their beginnings.
#[macro_export]
macro_rules! for_each_fusion {
    ($with:ident) => {
        $with! {
            [Idx2D64 idx2d_64, Idx2D64 idx2d_64, MulF64 mul_f64, AddF64 add_f64, LoopIncLtI64 loop_inc_lt_i64],
            [Idx2D64 idx2d_64, Idx2D64 idx2d_64, MulI64 mul_i64, AddI64 add_i64, LoopIncLtI64 loop_inc_lt_i64],
            [Idx2D64 idx2d_64, Idx2D64 idx2d_64],
            [Idx2D64 idx2d_64, AddI64 add_i64],
            [Idx2D64 idx2d_64, AddF64 add_f64],
            [Idx2D64 idx2d_64, MulF64 mul_f64],
            [Idx2D64 idx2d_64, SetIdx2D64 set_idx2d_64],
            [Idx2D8U idx2d_8u, Jf jf],
            [Idx2D8U idx2d_8u, Jt jt],
            [Idx64 idx_64, MulF64 mul_f64, AddF64 add_f64, LoopIncLtI64 loop_inc_lt_i64],
            [AddI64 add_i64, AddI64K add_i64_k, MulI64 mul_i64, DivI64P div_i64_p, AddI64 add_i64, AddI64K add_i64_k, I64ToF64 i64_to_f64, DivF64 div_f64],
            [AddI64 add_i64, AddI64K add_i64_k, MulI64 mul_i64, DivI64P div_i64_p],
            [AddI64 add_i64, AddI64K add_i64_k, I64ToF64 i64_to_f64, DivF64 div_f64],
            [I64ToF64 i64_to_f64, DivF64 div_f64],
            [I64ToF64 i64_to_f64, MulF64 mul_f64],
            [Idx3 idx3, Idx64 idx_64],
            [Idx3 idx3, Idx8U idx_8u],
            [Idx3 idx3, SetIdx64 set_idx_64],
            [MulF64M mul_f64_m, MulF64 mul_f64, SubToF64 sub_to_f64],
            [MulF64M mul_f64_m, MulF64 mul_f64, AddToF64 add_to_f64],
            [MulF64M mul_f64_m, AddToF64 add_to_f64],
            [MulF64 mul_f64, AddToF64 add_to_f64],
            [MulF64 mul_f64, SubToF64 sub_to_f64],
            [Load64 load_64, SubF64M sub_f64_m, Load64 load_64, SubF64M sub_f64_m, Load64 load_64, SubF64M sub_f64_m],
            [Load64 load_64, SubF64M sub_f64_m],
            [Load64 load_64, AddF64M add_f64_m],
            [Load64 load_64, MulF64M mul_f64_m],
            [Load64 load_64, AddI64M add_i64_m],
            [Load64 load_64, SubI64M sub_i64_m],
            [AddToI64K add_to_i64_k, Ret ret],
            [AddToI64 add_to_i64, Ret ret],
            [AddIdxI64K add_idx_i64_k, LoopIncLtI64 loop_inc_lt_i64],
            [AddIdxI64 add_idx_i64, LoopIncLtI64 loop_inc_lt_i64],
            [RemI64P rem_i64_p, JeqI64K jeq_i64_k],
            [RemI64P rem_i64_p, JneI64K jne_i64_k],
            [MulF64 mul_f64, MulF64 mul_f64, AddF64 add_f64, MulF64 mul_f64, AddF64 add_f64],
            [Load64 load_64, Load64 load_64, SubF64 sub_f64],
            [Load64 load_64, Load64 load_64, AddF64 add_f64],
            [Load64 load_64, Load64 load_64, MulF64 mul_f64],
            [MulF64 mul_f64, MulF64 mul_f64, AddF64 add_f64],
            [SqrtF64 sqrt_f64, MulF64 mul_f64, DivF64 div_f64],
            [SetIdx8 set_idx_8, AddI64 add_i64, LoopLeI64 loop_le_i64],
            [SetIdx64 set_idx_64, AddI64 add_i64, LoopLeI64 loop_le_i64],
            [SetIdx8 set_idx_8, AddI64 add_i64, LoopLtI64 loop_lt_i64],
            [AddI64 add_i64, LoopLeI64 loop_le_i64],
            [AddI64 add_i64, LoopLtI64 loop_lt_i64],
            [AddI64K add_i64_k, LoopLeI64 loop_le_i64],
            [IdxAddr idx_addr, Load3 load3, Idx64 idx_64],
            [MulF64 mul_f64, AddF64 add_f64, LoopIncLtI64 loop_inc_lt_i64],
            [Idx64 idx_64, Idx64 idx_64, MulF64 mul_f64],
            [Mov mov, AddI64K add_i64_k, Call call],
            [IdxAddr idx_addr, Load3 load3],
            [IdxAddr idx_addr, Load64 load_64],
            [IdxAddr idx_addr, Load2 load2],
            [Load3 load3, Idx64 idx_64],
            [Load3 load3, Idx8U idx_8u],
            [Load3 load3, SetIdx64 set_idx_64],
            [Idx64 idx_64, Idx64 idx_64, LtI64 lt_i64, Ret ret],
            [Idx64 idx_64, Idx64 idx_64, SetIdx64 set_idx_64, SetIdx64 set_idx_64],
            [Idx64 idx_64, Idx64 idx_64, CallClosure call_closure],
            [Idx64 idx_64, Idx64 idx_64],
            [Idx2 idx2, Idx2 idx2, LtI64 lt_i64, Ret ret],
            [Int int, EqI64 eq_i64, Ret ret],
            [EqI64 eq_i64, Ret ret],
            [LeI64 le_i64, Ret ret],
            [LtI64 lt_i64, Ret ret],
            [SubI64 sub_i64, Ret ret],
            [AddToG add_to_g, LoopIncLtI64 loop_inc_lt_i64],
            [AddToGK add_to_g_k, LoopIncLtI64 loop_inc_lt_i64],
            [LoadG2 load_g2, Str str_const, HasPrefix has_prefix, Jf jf],
            [LoadG2 load_g2, Str str_const, CallPlain call_plain],
            [LoadG2 load_g2, CallPlain call_plain],
            [LoadG2 load_g2, CallTrimSpace call_trim_space],
            [Str str_const, HasPrefix has_prefix, Jf jf],
            [Str str_const, CallPlain call_plain],
            [Str str_const, TryParseBool try_parse_bool, Call passed, Mov mov, Jf jf],
            [TryParseBool try_parse_bool, Call passed, Mov mov, Jf jf],
            [Str str_const, TryPlain try_plain, Call passed, Mov mov],
            [Str str_const, TryPlain try_plain],
            [Mov mov, Int int, TryPlain try_plain],
            [Mov mov, Str str_const, TryPlain try_plain],
            [Mov mov, TryPlain try_plain, Call passed, Mov mov, Mov2 mov2, JneI64K jne_i64_k],
            [Mov mov, TryPlain try_plain, Call passed, Mov mov, Mov2 mov2],
            [Mov mov, TryPlain try_plain],
            [Mov mov, CallPlain call_plain],
            [Int int, TryPlain try_plain, Call passed, Mov mov],
            [Int int, TryPlain try_plain],
            [HasPrefix has_prefix, Jf jf],
            [CallPlain call_plain, Jf jf],
            [EqStr eq_str, Jf jf],
            [Mov mov, Jf jf],
            [Mov mov, Mov2 mov2, JneI64K jne_i64_k],
            [Mov2 mov2, CallPlain call_plain],
            [Mov2 mov2, JneI64K jne_i64_k],
            [Mov2 mov2, Mov2 mov2],
            [Idx64 idx_64, MulF64 mul_f64],
            [Idx64 idx_64, AddI64 add_i64],
            [Idx64 idx_64, SetIdx64 set_idx_64],
            [Idx64 idx_64, LoopIncLtI64 loop_inc_lt_i64],
            [Idx8U idx_8u, Jf jf],
            [Idx8U idx_8u, Jt jt],
            [SetIdx8 set_idx_8, AddI64 add_i64],
            [SetIdx64 set_idx_64, SetIdx64 set_idx_64],
            [SetIdx64 set_idx_64, LoopIncLtI64 loop_inc_lt_i64],
            [MulF64 mul_f64, MulF64 mul_f64],
            [MulF64 mul_f64, AddF64 add_f64],
            [MulF64 mul_f64, SubF64 sub_f64],
            [AddF64 add_f64, MulF64 mul_f64],
            [AddF64 add_f64, AddF64 add_f64],
            [AddF64 add_f64, Store64 store_64],
            [AddF64 add_f64, LoopIncLtI64 loop_inc_lt_i64],
            [SubF64 sub_f64, MulF64 mul_f64],
            [SubF64 sub_f64, Load64 load_64],
            [SubF64 sub_f64, Store64 store_64],
            [Load64 load_64, Load64 load_64],
            [Load64 load_64, MulF64 mul_f64],
            [Load64 load_64, AddF64 add_f64],
            [Load64 load_64, SubF64 sub_f64],
            [Load64 load_64, ShlK shl_k],
            [Load64 load_64, ShrU64K shr_u64_k],
            [Load64 load_64, AddI64 add_i64],
            [Load64 load_64, AddI64K add_i64_k],
            [AddI64K add_i64_k, Store64 store_64],
            [AddI64 add_i64, Store64 store_64],
            [Store64 store_64, Load64 load_64],
            [Store64 store_64, Ret ret],
            [ShlK shl_k, Xor xor],
            [ShrU64K shr_u64_k, Xor xor],
            [Xor xor, Store64 store_64],
            [Xor xor, Mov mov],
            [AndK and_k, JeqI64K jeq_i64_k],
            [AndK and_k, JneI64K jne_i64_k],
            [RemI64 rem_i64, JeqI64K jeq_i64_k],
            [RemI64 rem_i64, JneI64K jne_i64_k],
            [MulI64 mul_i64, AddI64 add_i64],
            [AddI64 add_i64, AddI64 add_i64],
            [AddI64 add_i64, AddI64K add_i64_k],
            [AddI64 add_i64, Idx64 idx_64],
            [AddI64 add_i64, LoopIncLtI64 loop_inc_lt_i64],
            [AddI64 add_i64, LoopIncLtI64K loop_inc_lt_i64_k],
            [AddI64 add_i64, LoopIncLeI64 loop_inc_le_i64],
            [AddIdxI64K add_idx_i64_k, LoopIncLeI64 loop_inc_le_i64],
            [MulI64 mul_i64, LoopIncLeI64 loop_inc_le_i64],
            [AddI64 add_i64, Mov mov],
            [AddI64 add_i64, Ret ret],
            [AddI64K add_i64_k, Call call],
            [AddI64K add_i64_k, Loop loop_],
            [AddI64K add_i64_k, Mov mov],
            [Mov mov, AddI64K add_i64_k],
            [Mov mov, AddI64 add_i64],
            [Mov mov, Mov mov, CallClosure call_closure],
            [Mov mov, Mov mov],
            [Mov mov, Call call],
            [Mov mov, CallClosure call_closure],
            [Mov mov, CallIface call_iface],
            [Mov mov, CallLock call_lock],
            [Mov mov, CallUnlock call_unlock],
            [Mov mov, CallRLock call_rlock],
            [Mov mov, CallRUnlock call_runlock],
            [Mov mov, Ret ret],
            [Mov mov, Loop loop_],
            [Mov2 mov2, Mov2 mov2],
            [Mov2 mov2, Mov mov],
            [Mov3 mov3, Mov3 mov3],
            [Mov3 mov3, Mov mov],
            [Mov3 mov3, Call call],
            [Closure closure, Load64 load_64],
            [Enter enter, Closure closure, Load3 load3],
            [Enter enter, Closure closure],
            [Enter enter, Load64 load_64],
            [Enter enter, JgeI64K jge_i64_k],
            [Enter enter, JneI64K jne_i64_k],
            [Enter enter, JeqI64K jeq_i64_k],
        }
    };
}

/// The sequences, in the order of their numbers (from `OP_COUNT` on).
macro_rules! sequences {
    ($([$($op:ident $handler:ident),*],)*) => {
        const SEQUENCES: &[&[Op]] = &[$(&[$(Op::$op),*]),*];
    };
}
for_each_fusion!(sequences);

/// Instructions that are watched (`race`) have numbers from here on: that of the instruction, and this.
pub const WATCHED: usize = OP_COUNT + SEQUENCES.len();

/// Fuses what can be fused in a function's code, which has been verified.
pub fn fuse(code: &mut [Insn]) {
    // By first instruction, so that few sequences are tried at each place.
    let mut by_first = vec![Vec::new(); OP_COUNT];
    for (i, sequence) in SEQUENCES.iter().enumerate() {
        by_first[sequence[0] as usize].push(i);
    }
    let mut starts = Vec::new();
    let mut pc = 0;
    while let Some(op) = code.get(pc).and_then(|i| i.opcode()) {
        starts.push((pc, op));
        pc += op.len();
    }
    for (at, &(pc, op)) in starts.iter().enumerate() {
        let fits = |&&i: &&usize| {
            let parts = starts[at..].iter().map(|&(_, op)| op);
            SEQUENCES[i].len() <= starts.len() - at
                && SEQUENCES[i]
                    .iter()
                    .copied()
                    .eq(parts.take(SEQUENCES[i].len()))
        };
        if let Some(&i) = by_first[op as usize].iter().find(fits) {
            code[pc].op = (OP_COUNT + i) as u16;
        }
    }
}

/// Whether this is `Enter`, alone or as the beginning of a sequence.
pub fn is_enter(op: u16) -> bool {
    op == Op::Enter as u16
        || SEQUENCES
            .get((op as usize).wrapping_sub(OP_COUNT))
            .is_some_and(|s| s[0] == Op::Enter)
}

/// The watched instruction that a number stands for.
pub fn watched_op(op: u16) -> Option<Op> {
    let op = op.wrapping_sub(WATCHED as u16);
    let [a, b, c] = [0; 3];
    Insn { op, a, b, c }.opcode()
}

/// The instruction that a number stands for, alone, watched or as the first of a sequence.
pub fn first_op(op: u16) -> Option<Op> {
    let op = (op as usize)
        .checked_sub(WATCHED)
        .map_or(op, |op| op as u16);
    match SEQUENCES.get((op as usize).wrapping_sub(OP_COUNT)) {
        Some(sequence) => Some(sequence[0]),
        None => Insn {
            op,
            a: 0,
            b: 0,
            c: 0,
        }
        .opcode(),
    }
}
