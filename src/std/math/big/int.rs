//! What is done with Int most often, all at once: the Go side's methods decide over signs and lengths, which for small numbers is most of the work.

use std::cmp::Ordering;

use super::Nat;
use crate::vm::native::{GoPtr, Maker};

/// The memory form of Int.
#[repr(C)]
pub struct Int {
    neg: bool,
    abs: Nat,
}

type Operand = GoPtr<Int>;

/// Sign and magnitude of both; none where one is nil.
fn operands<'a>(x: Operand, y: Operand) -> Option<(&'a Int, &'a Int)> {
    // SAFETY: Ints of the program's, or nil; nobody else may use them meanwhile.
    unsafe { Some((x.0.as_ref()?, y.0.as_ref()?)) }
}

fn set(z: Operand, neg: bool, abs: Nat) -> Option<Operand> {
    // SAFETY: as above; the operands, which z may be one of, are not looked at any more.
    let to = unsafe { z.0.as_mut() }?;
    to.neg = neg && !abs.is_empty();
    to.abs = abs;
    Some(z)
}

fn compare(x: Nat, y: Nat) -> Ordering {
    let words = || x.items().iter().rev().cmp(y.items().iter().rev());
    x.len().cmp(&y.len()).then_with(words)
}

fn sum(
    cx: &mut Maker,
    z: Operand,
    (xneg, x): (bool, Nat),
    (yneg, y): (bool, Nat),
) -> Option<Operand> {
    if z.is_null() {
        return None;
    }
    let (neg, abs) = if xneg == yneg {
        (xneg, super::add(cx, x, y))
    } else if compare(x, y).is_ge() {
        (xneg, super::sub(cx, x, y))
    } else {
        (yneg, super::sub(cx, y, x))
    };
    set(z, neg, abs)
}

pub fn add(cx: &mut Maker, z: Operand, x: Operand, y: Operand) -> Option<Operand> {
    let (x, y) = operands(x, y)?;
    sum(cx, z, (x.neg, x.abs), (y.neg, y.abs))
}

pub fn sub(cx: &mut Maker, z: Operand, x: Operand, y: Operand) -> Option<Operand> {
    let (x, y) = operands(x, y)?;
    sum(cx, z, (x.neg, x.abs), (!y.neg, y.abs))
}

pub fn mul(cx: &mut Maker, z: Operand, x: Operand, y: Operand) -> Option<Operand> {
    let (x, y) = operands(x, y)?;
    if z.is_null() {
        return None;
    }
    let neg = x.neg != y.neg;
    let product = super::mul(cx, x.abs, y.abs);
    set(z, neg, product)
}

pub fn cmp(x: Operand, y: Operand) -> Option<i64> {
    let (x, y) = operands(x, y)?;
    let order = match (x.neg, y.neg) {
        (false, false) => compare(x.abs, y.abs),
        (true, true) => compare(y.abs, x.abs),
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
    };
    Some(order as i64)
}
