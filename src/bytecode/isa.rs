//! The instruction set: one table, of which encoder, disassembler, verifier and dispatch are expansions.
//!
//! An instruction is one 64-bit word `{op, a, b, c: u16}`, followed by the extension words that the table names.
//! `a`, `b`, `c` are registers (slots of the frame) unless their kind says otherwise.
//!
//! Operand kinds: `_` unused; `D` register written; `D2`, `D3` that and the following ones; `DS` as many as the
//! type in the extension or a count says; `DO` written, or `NO_REG`; `DR` read and written; `R`, `R2`, `R3`, `RS`, `RO` the
//! same for registers read; `I` signed and `U` unsigned immediate; `J` jump offset. In place of b and c together
//! (a 32-bit number, b the low half): `K32` immediate, `J32` jump offset, `F` function, `N` native, `S` string
//! constant, `G` byte offset in the globals, `T` select table, `W` switch table.
//! A `D`, `D2` or `D3` is written whenever the instruction goes on, all of it; what is written sometimes or in part is `DR`, `DO`, `R3`. The
//! collector relies on it, and on `effects.rs` for registers that only extensions or types tell.
//! Jump offsets count words from the instruction that follows (extensions included).
//! Extension words: `X64` a number; `XT` a type descriptor's address; `X32x2`, `X16x4` fields from the low end;
//! `XCALL` an instruction word with a = the call's base and b, c = the selector.

/// One word of code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C, align(8))]
pub struct Insn {
    pub op: u16,
    pub a: u16,
    pub b: u16,
    pub c: u16,
}

const _: () = assert!(size_of::<Insn>() == 8);

impl Insn {
    pub fn new(op: Op, a: u16, b: u16, c: u16) -> Insn {
        Insn {
            op: op as u16,
            a,
            b,
            c,
        }
    }
    /// With a 32-bit operand in place of b and c.
    pub fn wide(op: Op, a: u16, bc: u32) -> Insn {
        Insn {
            op: op as u16,
            a,
            b: bc as u16,
            c: (bc >> 16) as u16,
        }
    }
    /// An extension word.
    pub fn word(x: u64) -> Insn {
        Insn {
            op: x as u16,
            a: (x >> 16) as u16,
            b: (x >> 32) as u16,
            c: (x >> 48) as u16,
        }
    }
    pub fn as_word(self) -> u64 {
        self.op as u64 | (self.a as u64) << 16 | (self.b as u64) << 32 | (self.c as u64) << 48
    }
    pub fn bc(self) -> u32 {
        self.b as u32 | (self.c as u32) << 16
    }
    /// A call of a native, by any of the instructions for it.
    pub fn is_native_call(op: Op) -> bool {
        matches!(
            op,
            Op::CallNative
                | Op::CallPlain
                | Op::CallLock
                | Op::CallUnlock
                | Op::CallRLock
                | Op::CallRUnlock
                | Op::CallTrimSpace
        )
    }
    pub fn opcode(self) -> Option<Op> {
        // SAFETY: `Op` is `repr(u16)` with the discriminants 0..OP_COUNT.
        ((self.op as usize) < OP_COUNT).then(|| unsafe { std::mem::transmute::<u16, Op>(self.op) })
    }
}

/// What an operand is. Named as in the module's comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(clippy::upper_case_acronyms)]
pub enum Operand {
    None,
    D,
    D2,
    D3,
    DS,
    DO,
    DR,
    R,
    R2,
    R3,
    RS,
    RO,
    I,
    U,
    J,
    K32,
    J32,
    F,
    N,
    S,
    G,
    T,
    W,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(clippy::upper_case_acronyms)]
pub enum Ext {
    X64,
    XT,
    X32x2,
    X16x4,
    XCALL,
}

pub struct OpInfo {
    pub name: &'static str,
    pub operands: &'static [Operand],
    pub ext: &'static [Ext],
    pub doc: &'static str,
}

/// Calls `$with!` with the whole table: `(Name, handler, [operands], [extensions], "what it does")`, one for each instruction.
#[macro_export]
macro_rules! for_each_op {
    ($with:ident) => {
        $with! {
            // --- moves and constants
            (Nop, nop, [None, None, None], [], "nothing"),
            (Mov, mov, [D, R, None], [], "a = b"),
            (Mov2, mov2, [D2, R2, None], [], "a, a+1 = b, b+1"),
            (Mov3, mov3, [D3, R3, None], [], "three slots"),
            (MovN, mov_n, [DS, RS, U], [], "c slots; the ranges may overlap"),
            (Zero, zero, [D, None, None], [], "a = 0"),
            (ZeroN, zero_n, [DS, U, None], [], "b slots = 0"),
            (Int, int, [D, K32], [], "a = the number in b, c, sign-extended"),
            (Const, const64, [D, None, None], [X64], "a = ext"),
            (TypeWord, type_word, [D, None, None], [XT], "a = address of the descriptor"),
            (Str, str_const, [D2, S], [], "a = pointer, a+1 = length of a string constant"),
            (StrBox, str_box, [D, S], [], "a = the box of a string constant: where an interface that holds it points to; not in sessions, whose constants go"),
            (FuncValue, func_value, [D, F], [], "a = the static closure of a function"),
            // --- integers: 64 bits, then the narrow forms, which normalise their result
            (AddI64, add_i64, [D, R, R], [], "a = b + c, wrapping"),
            (AddI32, add_i32, [D, R, R], [], "a = b + c, wrapping"),
            (AddU32, add_u32, [D, R, R], [], "a = b + c, wrapping"),
            (AddI16, add_i16, [D, R, R], [], "a = b + c, wrapping"),
            (AddU16, add_u16, [D, R, R], [], "a = b + c, wrapping"),
            (AddI8, add_i8, [D, R, R], [], "a = b + c, wrapping"),
            (AddU8, add_u8, [D, R, R], [], "a = b + c, wrapping"),
            (SubI64, sub_i64, [D, R, R], [], "a = b - c, wrapping"),
            (SubI32, sub_i32, [D, R, R], [], "a = b - c, wrapping"),
            (SubU32, sub_u32, [D, R, R], [], "a = b - c, wrapping"),
            (SubI16, sub_i16, [D, R, R], [], "a = b - c, wrapping"),
            (SubU16, sub_u16, [D, R, R], [], "a = b - c, wrapping"),
            (SubI8, sub_i8, [D, R, R], [], "a = b - c, wrapping"),
            (SubU8, sub_u8, [D, R, R], [], "a = b - c, wrapping"),
            (MulI64, mul_i64, [D, R, R], [], "a = b * c, wrapping"),
            (MulI32, mul_i32, [D, R, R], [], "a = b * c, wrapping"),
            (MulU32, mul_u32, [D, R, R], [], "a = b * c, wrapping"),
            (MulI16, mul_i16, [D, R, R], [], "a = b * c, wrapping"),
            (MulU16, mul_u16, [D, R, R], [], "a = b * c, wrapping"),
            (MulI8, mul_i8, [D, R, R], [], "a = b * c, wrapping"),
            (MulU8, mul_u8, [D, R, R], [], "a = b * c, wrapping"),
            (AddI64K, add_i64_k, [D, R, I], [], "a = b + c"),
            (MulI64K, mul_i64_k, [D, R, I], [], "a = b * c"),
            (DivI64, div_i64, [D, R, R], [], "panics when c is 0; MIN / -1 is MIN (narrow types: normalise after)"),
            (RemI64, rem_i64, [D, R, R], [], "panics when c is 0; MIN % -1 is 0"),
            (DivI64P, div_i64_p, [D, R, U], [], "a = b / 2**c, 0 < c < 63, rounded towards 0"),
            (RemI64P, rem_i64_p, [D, R, U], [], "a = b % 2**c, 0 < c < 63"),
            (DivU64, div_u64, [D, R, R], [], "panics when c is 0"),
            (RemU64, rem_u64, [D, R, R], [], "panics when c is 0"),
            (And, and, [D, R, R], [], "a = b & c"),
            (Or, or, [D, R, R], [], "a = b | c"),
            (Xor, xor, [D, R, R], [], "a = b ^ c"),
            (AndNot, and_not, [D, R, R], [], "a = b &^ c"),
            (AndK, and_k, [D, R, I], [], "a = b & sign-extended c"),
            (Not, not, [D, R, None], [], "a = ^b, 64 bits"),
            (NegI64, neg_i64, [D, R, None], [], "a = -b"),
            (Shl, shl, [D, R, R], [], "c unsigned; 64 and more gives 0 (narrow types: normalise after)"),
            (ShrI64, shr_i64, [D, R, R], [], "arithmetic; c unsigned, 64 and more fills with the sign"),
            (ShrU64, shr_u64, [D, R, R], [], "logical; c unsigned, 64 and more gives 0"),
            (ShlK, shl_k, [D, R, U], [], "a = b << c, c < 64"),
            (ShrI64K, shr_i64_k, [D, R, U], [], "c < 64"),
            (ShrU64K, shr_u64_k, [D, R, U], [], "c < 64"),
            (ShiftCheck, shift_check, [R, None, None], [], "panics when the signed count a is negative"),
            (ExtI8, ext_i8, [D, R, None], [], "a = b cut to I8 and extended again"),
            (ExtU8, ext_u8, [D, R, None], [], "a = b cut to U8 and extended again"),
            (ExtI16, ext_i16, [D, R, None], [], "a = b cut to I16 and extended again"),
            (ExtU16, ext_u16, [D, R, None], [], "a = b cut to U16 and extended again"),
            (ExtI32, ext_i32, [D, R, None], [], "a = b cut to I32 and extended again"),
            (ExtU32, ext_u32, [D, R, None], [], "a = b cut to U32 and extended again"),
            (BoolNot, bool_not, [D, R, None], [], "a = !b"),
            // --- floating point
            (AddF64, add_f64, [D, R, R], [], ""),
            (SubF64, sub_f64, [D, R, R], [], ""),
            (MulF64, mul_f64, [D, R, R], [], ""),
            (DivF64, div_f64, [D, R, R], [], ""),
            (NegF64, neg_f64, [D, R, None], [], ""),
            (AddF32, add_f32, [D, R, R], [], "operands and result are f32 bits in the low half"),
            (SubF32, sub_f32, [D, R, R], [], "operands and result are f32 bits in the low half"),
            (MulF32, mul_f32, [D, R, R], [], "operands and result are f32 bits in the low half"),
            (DivF32, div_f32, [D, R, R], [], "operands and result are f32 bits in the low half"),
            (NegF32, neg_f32, [D, R, None], [], ""),
            (SqrtF64, sqrt_f64, [D, R, None], [], ""),
            (AbsF64, abs_f64, [D, R, None], [], ""),
            (FloorF64, floor_f64, [D, R, None], [], ""),
            (OnesCount, ones_count, [D, R, None], [], "of math/bits, as those below"),
            (LeadingZeros, leading_zeros, [D, R, None], [], "of 64 bits"),
            (TrailingZeros, trailing_zeros, [D, R, None], [], ""),
            (BitLen, bit_len, [D, R, None], [], ""),
            (RotateLeft64, rotate_left_64, [D, R, R], [], ""),
            (RotateLeft32, rotate_left_32, [D, R, R], [], ""),
            (MinF64, min_f64, [D, R, R], [], "Go's min: NaN wins, -0 < +0"),
            (MaxF64, max_f64, [D, R, R], [], ""),
            (MinF32, min_f32, [D, R, R], [], ""),
            (MaxF32, max_f32, [D, R, R], [], ""),
            (DivC128, div_c128, [D2, R2, R2], [], "Go's complex division"),
            (I64ToF64, i64_to_f64, [D, R, None], [], "conversion as on amd64"),
            (U64ToF64, u64_to_f64, [D, R, None], [], "conversion as on amd64"),
            (F64ToI64, f64_to_i64, [D, R, None], [], "conversion as on amd64"),
            (F64ToI32, f64_to_i32, [D, R, None], [], "conversion as on amd64"),
            (F64ToU64, f64_to_u64, [D, R, None], [], "conversion as on amd64"),
            (F64ToF32, f64_to_f32, [D, R, None], [], "conversion as on amd64"),
            (F32ToF64, f32_to_f64, [D, R, None], [], "conversion as on amd64"),
            (I64ToF32, i64_to_f32, [D, R, None], [], "conversion as on amd64"),
            (U64ToF32, u64_to_f32, [D, R, None], [], "conversion as on amd64"),
            (F32ToI32, f32_to_i32, [D, R, None], [], "conversion as on amd64"),
            (F32ToI64, f32_to_i64, [D, R, None], [], "conversion as on amd64"),
            (F32ToU64, f32_to_u64, [D, R, None], [], "conversion as on amd64"),
            // --- comparisons: a = 0 or 1
            (EqI64, eq_i64, [D, R, R], [], ""),
            (NeI64, ne_i64, [D, R, R], [], ""),
            (LtI64, lt_i64, [D, R, R], [], ""),
            (LeI64, le_i64, [D, R, R], [], ""),
            (LtU64, lt_u64, [D, R, R], [], ""),
            (LeU64, le_u64, [D, R, R], [], ""),
            (EqF64, eq_f64, [D, R, R], [], ""),
            (NeF64, ne_f64, [D, R, R], [], ""),
            (LtF64, lt_f64, [D, R, R], [], ""),
            (LeF64, le_f64, [D, R, R], [], ""),
            (EqF32, eq_f32, [D, R, R], [], ""),
            (NeF32, ne_f32, [D, R, R], [], ""),
            (LtF32, lt_f32, [D, R, R], [], ""),
            (LeF32, le_f32, [D, R, R], [], ""),
            (EqStr, eq_str, [D, R2, R2], [], ""),
            (CmpI64, cmp_i64, [D, R, R], [], "cmp.Compare: -1, 0 or 1"),
            (CmpU64, cmp_u64, [D, R, R], [], ""),
            (CmpF64, cmp_f64, [D, R, R], [], "NaN is below everything else"),
            (CmpStr, cmp_str, [D, R2, R2], [], ""),
            (LtStr, lt_str, [D, R2, R2], [], ""),
            (LeStr, le_str, [D, R2, R2], [], ""),
            (EqIface, eq_iface, [D, R2, R2], [], "panics on uncomparable dynamic types"),
            (EqIfaceValue, eq_iface_value, [D, R2, RS], [XT], "interface b against the concrete value at c of type ext"),
            (EqValue, eq_value, [D, RS, RS], [XT], "two values of type ext in their register form"),
            // --- branches; offsets count from the instruction that follows
            (Jmp, jmp, [None, J32], [], "forward or to a place that polls by itself; loops close with Loop*"),
            (Jt, jt, [R, J32], [], "jump when a is 1"),
            (Jf, jf, [R, J32], [], "jump when a is 0"),
            (JeqI64, jeq_i64, [R, R, J], [], ""),
            (JneI64, jne_i64, [R, R, J], [], ""),
            (JltI64, jlt_i64, [R, R, J], [], ""),
            (JleI64, jle_i64, [R, R, J], [], ""),
            (JltU64, jlt_u64, [R, R, J], [], ""),
            (JleU64, jle_u64, [R, R, J], [], ""),
            (JeqF64, jeq_f64, [R, R, J], [], ""),
            (JneF64, jne_f64, [R, R, J], [], ""),
            (JltF64, jlt_f64, [R, R, J], [], ""),
            (JleF64, jle_f64, [R, R, J], [], ""),
            (JnltF64, jnlt_f64, [R, R, J], [], "jump unless, so also on NaN"),
            (JnleF64, jnle_f64, [R, R, J], [], "jump unless, so also on NaN"),
            (JeqI64K, jeq_i64_k, [R, I, J], [], "a against the immediate b"),
            (JneI64K, jne_i64_k, [R, I, J], [], "a against the immediate b"),
            (JltI64K, jlt_i64_k, [R, I, J], [], "a against the immediate b"),
            (JleI64K, jle_i64_k, [R, I, J], [], "a against the immediate b"),
            (JgtI64K, jgt_i64_k, [R, I, J], [], "a against the immediate b"),
            (JgeI64K, jge_i64_k, [R, I, J], [], "a against the immediate b"),
            (Switch, switch, [R, W], [], "jump by a table"),
            // --- loop closing: poll (stop and run again later when the limit is 0), then jump backwards
            (Loop, loop_, [None, J32], [], ""),
            (LoopT, loop_t, [R, J32], [], "jump when a is 1"),
            (LoopLtI64, loop_lt_i64, [R, R, J], [], ""),
            (LoopLeI64, loop_le_i64, [R, R, J], [], ""),
            (LoopNeI64, loop_ne_i64, [R, R, J], [], ""),
            (LoopLtF64, loop_lt_f64, [R, R, J], [], ""),
            (LoopLtI64K, loop_lt_i64_k, [R, I, J], [], ""),
            (LoopLeI64K, loop_le_i64_k, [R, I, J], [], ""),
            (LoopGtI64K, loop_gt_i64_k, [R, I, J], [], ""),
            (LoopGeI64K, loop_ge_i64_k, [R, I, J], [], ""),
            (LoopNeI64K, loop_ne_i64_k, [R, I, J], [], ""),
            (LoopIncLtI64, loop_inc_lt_i64, [DR, R, J], [], "a += 1; jump when a < b"),
            (LoopIncLeI64, loop_inc_le_i64, [DR, R, J], [], "a += 1; jump when a <= b"),
            (LoopIncLeI64K, loop_inc_le_i64_k, [DR, I, J], [], "a += 1; jump when a <= immediate b"),
            (LoopIncLtI64K, loop_inc_lt_i64_k, [DR, I, J], [], "a += 1; jump when a < immediate b"),
            // --- memory: [b + c] with the byte offset c; a base of 0 panics as a nil dereference
            (Load8U, load_8u, [D, R, U], [], ""),
            (Load8S, load_8s, [D, R, U], [], ""),
            (Load16U, load_16u, [D, R, U], [], ""),
            (Load16S, load_16s, [D, R, U], [], ""),
            (Load32U, load_32u, [D, R, U], [], ""),
            (Load32S, load_32s, [D, R, U], [], ""),
            (Load64, load_64, [D, R, U], [], ""),
            (AddF64M, add_f64_m, [D, R, R], [X64], "a = b + the word at c + ext"),
            (SubF64M, sub_f64_m, [D, R, R], [X64], "a = b - the word at c + ext"),
            (MulF64M, mul_f64_m, [D, R, R], [X64], "a = b * the word at c + ext"),
            (AddI64M, add_i64_m, [D, R, R], [X64], "a = b + the word at c + ext"),
            (SubI64M, sub_i64_m, [D, R, R], [X64], "a = b - the word at c + ext"),
            (MulI64M, mul_i64_m, [D, R, R], [X64], "a = b * the word at c + ext"),
            (AddToF64, add_to_f64, [R, R, U], [], "the word at a + c += b"),
            (SubToF64, sub_to_f64, [R, R, U], [], "the word at a + c -= b"),
            (AddToI64, add_to_i64, [R, R, U], [], "the word at a + c += b"),
            (SubToI64, sub_to_i64, [R, R, U], [], "the word at a + c -= b"),
            (AddToI64K, add_to_i64_k, [R, I, U], [], "the word at a + c += b"),
            (Load2, load2, [D2, R, U], [], "two words"),
            (Load3, load3, [D3, R, U], [], "three words"),
            (LoadV, load_v, [DS, R, U], [XT], "a register-form value of type ext, leaf by leaf"),
            (Store8, store_8, [R, R, U], [], "[a + c] = b"),
            (Store16, store_16, [R, R, U], [], "[a + c] = b"),
            (Store32, store_32, [R, R, U], [], "[a + c] = b"),
            (Store64, store_64, [R, R, U], [], "[a + c] = b"),
            (Store2, store2, [R, R2, U], [], "[a + c] = b, b+1"),
            (Store3, store3, [R, R3, U], [], ""),
            (StoreV, store_v, [R, RS, U], [XT], "[a + c] = the register-form value at b of type ext"),
            (FieldAddr, field_addr, [D, R, U], [], "a = b + c, nil-checked"),
            (FieldAddrX, field_addr_x, [D, R, None], [X64], "a = b + ext, nil-checked"),
            (NilCheck, nil_check, [R, None, None], [], ""),
            (MemCopy, mem_copy, [R, R, None], [X64], "ext bytes from [b] to [a] (may overlap); both nil-checked"),
            (MemZero, mem_zero, [R, None, None], [X64], "ext bytes at [a]; nil-checked"),
            (New, new, [D, None, None], [XT], "a = a new zeroed object"),
            (Clone, clone, [D, R, None], [XT], "a = a new object of type ext, a copy of [b]; b nil-checked"),
            (Box, box_, [D, RS, None], [XT], "a = a new object of type ext holding the register-form value at b"),
            (GlobalAddr, global_addr, [D, G], [], "a = address of the global at the offset"),
            (LoadG, load_g, [D, G], [], "a = the 64-bit word there"),
            (LoadG2, load_g2, [D2, G], [], "two words"),
            (LoadG3, load_g3, [D3, G], [], "three words"),
            (StoreG, store_g, [R, G], [], ""),
            (AddToG, add_to_g, [R, G], [], "the 64-bit word there += a"),
            (AddToGK, add_to_g_k, [I, G], [], "the 64-bit word there += a"),
            // --- slices and arrays
            (Idx8U, idx_8u, [D, R3, R], [], "a = slice b [c], elements of that width"),
            (Idx8S, idx_8s, [D, R3, R], [], "a = slice b [c], elements of that width"),
            (Idx16U, idx_16u, [D, R3, R], [], "a = slice b [c], elements of that width"),
            (Idx16S, idx_16s, [D, R3, R], [], "a = slice b [c], elements of that width"),
            (Idx32U, idx_32u, [D, R3, R], [], "a = slice b [c], elements of that width"),
            (Idx32S, idx_32s, [D, R3, R], [], "a = slice b [c], elements of that width"),
            (Idx64, idx_64, [D, R3, R], [], "a = slice b [c], elements of that width"),
            (Idx2, idx2, [D2, R3, R], [], "elements of two words"),
            (AddIdxI64, add_idx_i64, [R3, R, R], [], "a[b] += c"),
            (AddIdxI64K, add_idx_i64_k, [R3, R, I], [], "a[b] += c"),
            (AddIdxF64, add_idx_f64, [R3, R, R], [], "a[b] += c"),
            (Idx2D64, idx2d_64, [D, R3, R], [X16x4], "a = b[c][first of ext], b a slice of slices"),
            (Idx2D8U, idx2d_8u, [D, R3, R], [X16x4], "the same for bytes"),
            (SetIdx2D64, set_idx2d_64, [R3, R, R], [X16x4], "a[b][first of ext] = c"),
            (SetIdx2D8, set_idx2d_8, [R3, R, R], [X16x4], "the same for bytes"),
            (Idx3, idx3, [D3, R3, R], [], "elements of three words"),
            (SetIdx8, set_idx_8, [R3, R, R], [], "slice a [b] = c"),
            (SetIdx16, set_idx_16, [R3, R, R], [], "slice a [b] = c"),
            (SetIdx32, set_idx_32, [R3, R, R], [], "slice a [b] = c"),
            (SetIdx64, set_idx_64, [R3, R, R], [], "slice a [b] = c"),
            (SetIdx2, set_idx2, [R3, R, R2], [], ""),
            (IdxAddr, idx_addr, [D, R3, R], [X64], "a = address of slice b [c], elements of ext bytes"),
            (Arr8U, arr_8u, [D, R, R], [X64], "a = (*b)[c], array of ext elements; b nil-checked"),
            (Arr8S, arr_8s, [D, R, R], [X64], "a = (*b)[c], array of ext elements; b nil-checked"),
            (Arr16U, arr_16u, [D, R, R], [X64], "a = (*b)[c], array of ext elements; b nil-checked"),
            (Arr16S, arr_16s, [D, R, R], [X64], "a = (*b)[c], array of ext elements; b nil-checked"),
            (Arr32U, arr_32u, [D, R, R], [X64], "a = (*b)[c], array of ext elements; b nil-checked"),
            (Arr32S, arr_32s, [D, R, R], [X64], "a = (*b)[c], array of ext elements; b nil-checked"),
            (Arr64, arr_64, [D, R, R], [X64], "a = (*b)[c], array of ext elements; b nil-checked"),
            (SetArr8, set_arr_8, [R, R, R], [X64], "(*a)[b] = c, array of ext elements"),
            (SetArr16, set_arr_16, [R, R, R], [X64], "(*a)[b] = c, array of ext elements"),
            (SetArr32, set_arr_32, [R, R, R], [X64], "(*a)[b] = c, array of ext elements"),
            (SetArr64, set_arr_64, [R, R, R], [X64], "(*a)[b] = c, array of ext elements"),
            (ArrAddr, arr_addr, [D, R, R], [X64, X64], "a = address of (*b)[c]; ext = length, element size"),
            (BoundsK, bounds_k, [R, None, None], [X64], "panics unless a < ext"),
            (StrIdx, str_idx, [D, R2, R], [], "a = string b [c]"),
            (MakeSlice, make_slice, [D3, R, R], [XT], "length b, capacity c, element type ext; panics as Go does"),
            (SliceSlice, slice_slice, [D3, R3, U], [X16x4, X64], "ext1: registers lo, hi, max (NO_REG: left out), 0; c: bits of those that are unsigned; ext2: element size"),
            (SliceArrK, slice_arr_k, [D3, R, None], [X64, X32x2], "b points to an array; constant limits: a = b + ext1, length ext2.0, capacity ext2.1; nil-checked"),
            (SliceStr, slice_str, [D2, R2, U], [X16x4], "ext and c as SliceSlice"),
            (SliceArr, slice_arr, [D3, R, U], [X16x4, X64, X64], "b points to an array; ext1 and c as SliceSlice; ext2, ext3: length, element size"),
            (Append64, append64, [D3, R3, R], [XT], "one element of 64 bits; element type ext"),
            (AppendV, append_v, [D3, R3, RS], [XT, X64], "ext2 values of element type ext1 in their register form from c on"),
            (Append64Room, append64_room, [D3, R3, R], [XT, X16x4], "as Append64 where gc has a buffer; ext2: register of the buffer's address (NO_REG: grows in steps)"),
            (AppendVRoom, append_v_room, [D3, R3, RS], [XT, X64, X16x4], "as AppendV where gc has a buffer; ext3 as ext2 of Append64Room"),
            (LeaveBuffer, leave_buffer, [R3, R, None], [XT], "if slice a lies in buffer b: its capacity (a + 2) becomes that of its length's size class"),
            (AppendSlice, append_slice, [D3, R3, R3], [XT], "append(b, c...), element type ext"),
            (AppendZeros, append_zeros, [D3, R3, R], [XT], "append(b, make([]T, c)...), element type ext"),
            (AppendStr, append_str, [D3, R3, R2], [], "append([]byte, string...)"),
            (Copy, copy, [DO, R3, R3], [X64], "a = copy(b, c), elements of ext bytes"),
            (CopyStr, copy_str, [DO, R3, R2], [], ""),
            (SliceToArr, slice_to_arr, [D, R3, None], [X64], "a = pointer to the array of ext elements under slice b; panics when it is shorter"),
            // --- strings
            (Concat, concat, [D2, R2, R2], [], ""),
            (ConcatN, concat_n, [D2, RS, U], [], "c strings from b on"),
            (DecodeRune, decode_rune, [D, R2, R], [X16x4], "a = the rune of string b at index c; register ext.0 = the index after it"),
            (HasPrefix, has_prefix, [D, R2, R2], [], "a = whether string b begins with string c"),
            (HasSuffix, has_suffix, [D, R2, R2], [], "a = whether string b ends with string c"),
            (StrFromBytes, str_from_bytes, [D2, R3, None], [], ""),
            (BytesFromStr, bytes_from_str, [D3, R2, U], [], "room for c bytes at least"),
            (StrFromRunes, str_from_runes, [D2, R3, None], [], ""),
            (RunesFromStr, runes_from_str, [D3, R2, U], [], "room for c runes at least"),
            (StrFromRune, str_from_rune, [D2, R, None], [], ""),
            // --- interfaces: a pair of type word and data word
            (IsType, is_type, [D, R2, None], [XT], "a = whether the dynamic type of b is ext"),
            (IsIface, is_iface, [D, R2, None], [XT], "a = whether b is not nil and implements the interface type ext"),
            (AssertType, assert_type, [R2, None, None], [XT, XT], "panics unless the dynamic type of a is ext1; ext2 is the static type of a"),
            (AssertIface, assert_iface, [R2, None, None], [XT, XT], "panics unless a implements ext1; ext2 is the static type of a"),
            (IfaceToRaw, iface_to_raw, [D2, R2, None], [], "a = interface b as gc has it in memory: the data word of a number points to it"),
            (IfaceFromRaw, iface_from_raw, [D2, R2, None], [], "and back"),
            // --- maps
            (MakeMap, make_map, [D, RO, None], [XT], "map type ext, size hint b"),
            (MapGet, map_get, [DS, R, RS], [XT], "a = map b [key at c] in register form, zero if absent; map type ext"),
            (MapGetOk, map_get_ok, [DS, R, RS], [XT, X16x4], "and register ext2.0 = whether it was there"),
            (MapSet, map_set, [R, RS, RS], [XT], "map a [key at b] = value at c"),
            (MapAddr, map_addr, [D, R, RS], [XT], "a = address of the element of map b for the key at c, put in if absent; good until the next safepoint or map operation"),
            (MapDelete, map_delete, [R, RS, None], [XT], ""),
            (MapClear, map_clear, [R, None, None], [XT], ""),
            (MapLen, map_len, [D, R, None], [], ""),
            (MapIter, map_iter, [D, R, None], [XT], "a = a new iterator over map b"),
            (MapNext, map_next, [R, DO, DO], [XT, X32x2], "iterator a: key to b, value to c; jumps by ext2.0 (i32) at the end"),
            // --- channels and goroutines
            (MakeChan, make_chan, [D, RO, None], [XT], "channel type ext, capacity b"),
            (Send, send, [R, RS, None], [XT], "channel a, value at b, channel type ext"),
            (Recv, recv, [DO, R, DO], [XT], "value to a from channel b, ok to c; channel type ext"),
            (Close, close, [R, None, None], [], ""),
            (ChanLen, chan_len, [D, R, None], [], ""),
            (ChanCap, chan_cap, [D, R, None], [], ""),
            (Select, select, [D, T], [], "a = index of the case that went ahead (-1: default); table b, c"),
            (Go, go, [U, U, None], [X64], "new goroutine: function ext, b argument slots from base a + 1"),
            (GoClosure, go_closure, [U, U, R], [], "new goroutine: closure c, b argument slots from base a + 1"),
            // --- bytes b, b+1 (a slice's first two words) as a number, and a number as bytes; c is where it goes on: what follows here is the call that panics, as there are too few
            (GetLe16, get_le16, [D, R2, J], [], "encoding/binary.LittleEndian.Uint16; the others likewise"),
            (GetLe32, get_le32, [D, R2, J], [], ""),
            (GetLe64, get_le64, [D, R2, J], [], ""),
            (GetBe16, get_be16, [D, R2, J], [], ""),
            (GetBe32, get_be32, [D, R2, J], [], ""),
            (GetBe64, get_be64, [D, R2, J], [], ""),
            (PutLe16, put_le16, [R2, R, J], [], "bytes a, a+1 = b"),
            (PutLe32, put_le32, [R2, R, J], [], ""),
            (PutLe64, put_le64, [R2, R, J], [], ""),
            (PutBe16, put_be16, [R2, R, J], [], ""),
            (PutBe32, put_be32, [R2, R, J], [], ""),
            (PutBe64, put_be64, [R2, R, J], [], ""),
            // --- calls: a is the base of the callee's frame (slots above ours); the last word of every call has it in a
            (Enter, enter, [U, U, U], [], "first instruction of a function: frame of a slots; zero c slots from b on; safepoint"),
            (Closure, closure, [D, None, None], [], "a = the closure that was called; stands directly after Enter"),
            (Call, call, [U, F], [], ""),
            (SetClosure, set_closure, [R, None, None], [], "the Call that follows finds closure a as the one that was called"),
            (CallClosure, call_closure, [U, R, None], [], "closure b"),
            (CallIface, call_iface, [U, R2, U], [XCALL], "method with selector ext of interface b; puts the data word into slot 1 of the callee; ext.a = a, ext.b,c = selector; c: what compiled code would touch if b is nil"),
            (CallNative, call_native, [U, N], [], ""),
            (CallTry, call_try, [U, N], [], "a native that may give what the Call that follows would: then that is skipped; it may decline"),
            (CallLock, call_lock, [U, N], [], "CallNative of (*sync.Mutex).Lock: takes a free mutex at once; the three below likewise"),
            (CallUnlock, call_unlock, [U, N], [], "(*sync.Mutex).Unlock without waiters"),
            (CallRLock, call_rlock, [U, N], [], "(*sync.RWMutex).RLock without writers"),
            (CallRUnlock, call_runlock, [U, N], [], "(*sync.RWMutex).RUnlock without writers"),
            (TryParseBool, try_parse_bool, [U, N], [], "CallTry of strconv.ParseBool: knows its words at once"),
            (CallTrimSpace, call_trim_space, [U, N], [], "CallNative of strings.TrimSpace: deals with ASCII at once"),
            (CallPlain, call_plain, [U, N], [], "CallNative of a native that needs only its arguments; made when a program is linked, as is TryPlain"),
            (TryPlain, try_plain, [U, N], [], "CallTry of such a native"),
            (Ret, ret, [None, None, None], [], ""),
            (MakeClosure, make_closure, [D, RS, U], [X64, XT], "function ext1, c captured slots from b on; ext2 is the closure object's type: struct { code; captures }"),
            (Defer, defer, [R, None, None], [], "closure a, without arguments, runs when this frame returns"),
            (RunDefers, run_defers, [None, None, None], [], "calls this frame's deferred closures, one at a time (runs again after each)"),
            (Recover, recover, [D2, None, None], [], ""),
            (Panic, panic, [R2, None, None], [], ""),
            (PanicNil, panic_nil, [None, None, None], [], "a nil dereference that is known"),
            (PanicPlain, panic_plain, [R2, None, None], [], "a run-time error whose text is string a"),
            (Unreachable, unreachable, [None, None, None], [], ""),
            // --- stubs of the runtime, never emitted by the compiler
            (GoEnd, go_end, [None, None, None], [], "where a goroutine's first function returns to"),
            (PanicNext, panic_next, [None, None, None], [], "where a closure deferred returns to while panicking or in Goexit"),
            (DeferNext, defer_next, [None, None, None], [], "where a deferred closure of a returning function returns to; RunDefers runs again"),
            (PanicText, panic_text, [None, None, None], [], "where Error or String of the value of an unrecovered panic returns to"),
            (Resume, resume, [None, None, None], [], "where a native that parked or called back goes on"),
            (LeafEnd, leaf_end, [None, None, None], [], "where a leaf function returns to that a native called itself: leaves the loop"),
        }
    };
}

macro_rules! define_ops {
    ($(($name:ident, $handler:ident, [$($operand:ident),*], [$($ext:ident),*], $doc:literal),)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u16)]
        // Many names say all there is to say.
        #[allow(clippy::empty_docs)]
        pub enum Op {
            $(#[doc = $doc] $name,)*
        }
        pub const OPS: &[OpInfo] = &[
            $(OpInfo {
                name: stringify!($name),
                operands: &[$(Operand::$operand),*],
                ext: &[$(Ext::$ext),*],
                doc: $doc,
            },)*
        ];
    };
}
for_each_op!(define_ops);

pub const OP_COUNT: usize = OPS.len();

impl Op {
    pub fn info(self) -> &'static OpInfo {
        &OPS[self as usize]
    }
    /// Words of the instruction, extensions included.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(self) -> usize {
        1 + self.info().ext.len()
    }
}
