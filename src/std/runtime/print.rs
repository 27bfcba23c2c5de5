//! The builtins print and println: pieces are gathered per thread (no goroutine switch happens between
//! `printlock` and `printunlock`) and go to standard error in one write.

use std::cell::RefCell;
use std::io::Write;

use crate::std::strconv::float::{append_complex, append_float};
use crate::vm::native::value::{Opaque, num_complex128};
use crate::vm::native::{GoPtr, GoSlice, GoStr, Iface};

thread_local! {
    static PENDING: RefCell<(u32, Vec<u8>)> = const { RefCell::new((0, Vec::new())) };
}

fn piece(write: impl FnOnce(&mut Vec<u8>)) {
    PENDING.with_borrow_mut(|(depth, text)| {
        write(text);
        if *depth == 0 {
            flush(text);
        }
    });
}

fn flush(text: &mut Vec<u8>) {
    // Nobody is left to hear that standard error cannot be written.
    let _ = std::io::stderr().write_all(text);
    text.clear();
}

pub fn printlock() {
    PENDING.with_borrow_mut(|(depth, _)| *depth += 1);
}

pub fn printunlock() {
    PENDING.with_borrow_mut(|(depth, text)| {
        *depth = depth.saturating_sub(1);
        if *depth == 0 {
            flush(text);
        }
    });
}

pub fn printbool(v: bool) {
    piece(|t| t.extend_from_slice(if v { b"true" } else { b"false" }));
}
pub fn printint(v: i64) {
    piece(|t| t.extend_from_slice(v.to_string().as_bytes()));
}
pub fn printuint(v: u64) {
    piece(|t| t.extend_from_slice(v.to_string().as_bytes()));
}
pub fn printfloat64(v: f64) {
    piece(|t| append_float(t, v, b'g', -1, 64));
}
pub fn printfloat32(v: f32) {
    piece(|t| append_float(t, v as f64, b'g', -1, 32));
}
pub fn printcomplex128(v: num_complex128) {
    piece(|t| append_complex(t, v.re, v.im, b'g', -1, 128));
}
/// A complex64 comes as two slots of f32 bits.
pub fn printcomplex64(v: (f32, f32)) {
    piece(|t| append_complex(t, v.0 as f64, v.1 as f64, b'g', -1, 64));
}
pub fn printstring(v: GoStr) {
    piece(|t| t.extend_from_slice(&v));
}
pub fn printpointer(v: GoPtr<u8>) {
    piece(|t| write!(t, "{:#x}", v.0 as usize).unwrap_or(()));
}
pub fn printuintptr(v: u64) {
    piece(|t| write!(t, "{v:#x}").unwrap_or(()));
}
pub fn printslice(v: GoSlice<Opaque>) {
    piece(|t| {
        write!(
            t,
            "[{}/{}]{:#x}",
            v.len(),
            v.capacity(),
            v.as_ptr() as usize
        )
        .unwrap_or(())
    });
}
pub fn printeface(v: Iface) {
    piece(|t| write!(t, "({:#x},{:#x})", v.ty, v.data).unwrap_or(()));
}
pub fn printsp() {
    piece(|t| t.push(b' '));
}
pub fn printnl() {
    piece(|t| t.push(b'\n'));
}
