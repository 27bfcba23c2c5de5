//! Package sync/atomic. Every operation is sequentially consistent, as Go's memory model asks.

use std::sync::atomic::{
    AtomicBool, AtomicI32, AtomicI64, AtomicPtr, AtomicU32, AtomicU64, Ordering::SeqCst,
};

use crate::vm::native::value::OrNil;
use crate::vm::native::{GoPanic, GoPtr, Iface, NativeCx};

/// A step on the word behind a pointer.
fn at<T, R>(p: GoPtr<T>, step: impl FnOnce(&T) -> R) -> OrNil<R> {
    // SAFETY: a pointer of the Go type that `T` stands for; nothing is collected while a native runs.
    OrNil(unsafe { p.0.as_ref() }.map(step))
}

macro_rules! integers {
    ($($module:ident: $word:ident, $int:ty;)*) => {$(
        mod $module {
            use super::*;
            type P = GoPtr<$word>;
            pub fn load(p: P) -> OrNil<$int> {
                at(p, |word| word.load(SeqCst))
            }
            pub fn store(p: P, v: $int) -> OrNil<()> {
                at(p, |word| word.store(v, SeqCst))
            }
            pub fn swap(p: P, v: $int) -> OrNil<$int> {
                at(p, |word| word.swap(v, SeqCst))
            }
            pub fn cas(p: P, old: $int, new: $int) -> OrNil<bool> {
                at(p, |word| word.compare_exchange(old, new, SeqCst, SeqCst).is_ok())
            }
            pub fn add(p: P, v: $int) -> OrNil<$int> {
                at(p, |word| word.fetch_add(v, SeqCst).wrapping_add(v))
            }
            pub fn and(p: P, v: $int) -> OrNil<$int> {
                at(p, |word| word.fetch_and(v, SeqCst))
            }
            pub fn or(p: P, v: $int) -> OrNil<$int> {
                at(p, |word| word.fetch_or(v, SeqCst))
            }
        }
    )*};
}

integers! {
    int32: AtomicI32, i32;
    int64: AtomicI64, i64;
    uint32: AtomicU32, u32;
    uint64: AtomicU64, u64;
}

mod boolean {
    use super::*;
    /// The Go side's word is a uint32, of which this is the low byte.
    type P = GoPtr<AtomicBool>;
    pub fn load(p: P) -> OrNil<bool> {
        at(p, |word| word.load(SeqCst))
    }
    pub fn store(p: P, v: bool) -> OrNil<()> {
        at(p, |word| word.store(v, SeqCst))
    }
    pub fn swap(p: P, v: bool) -> OrNil<bool> {
        at(p, |word| word.swap(v, SeqCst))
    }
    pub fn cas(p: P, old: bool, new: bool) -> OrNil<bool> {
        at(p, |word| {
            word.compare_exchange(old, new, SeqCst, SeqCst).is_ok()
        })
    }
}

mod pointer {
    use super::*;
    type P = GoPtr<AtomicPtr<u8>>;
    type V = GoPtr<u8>;
    pub fn load(p: P) -> OrNil<V> {
        at(p, |word| GoPtr::new(word.load(SeqCst)))
    }
    pub fn store(p: P, v: V) -> OrNil<()> {
        at(p, |word| word.store(v.0, SeqCst))
    }
    pub fn swap(p: P, v: V) -> OrNil<V> {
        at(p, |word| GoPtr::new(word.swap(v.0, SeqCst)))
    }
    pub fn cas(p: P, old: V, new: V) -> OrNil<bool> {
        at(p, |word| {
            word.compare_exchange(old.0, new.0, SeqCst, SeqCst).is_ok()
        })
    }
}

/// Interfaces are two words: their place in the scheduler's lot serves as the lock.
mod any {
    use super::*;
    type P = GoPtr<Iface>;

    fn locked<R>(cx: &mut NativeCx, p: P, f: impl FnOnce(&mut Iface) -> R) -> Result<R, GoPanic> {
        if p.is_null() {
            return Err(cx.nil_dereference());
        }
        let place = cx.ctx().on().sched().lot().lock(p.0 as usize);
        // SAFETY: an interface variable of a Value, which nobody touches without its place's lock.
        let result = f(unsafe { &mut *p.0 });
        drop(place);
        Ok(result)
    }
    pub fn load(cx: &mut NativeCx, p: P) -> Result<Iface, GoPanic> {
        locked(cx, p, |v| *v)
    }
    pub fn swap(cx: &mut NativeCx, p: P, new: Iface) -> Result<(Iface, bool), GoPanic> {
        locked(cx, p, |v| {
            let old = *v;
            let fits = old.is_nil() || old.ty == new.ty;
            if fits {
                *v = new;
            }
            (old, fits)
        })
    }
    pub fn replace(cx: &mut NativeCx, p: P, old: Iface, new: Iface) -> Result<bool, GoPanic> {
        locked(cx, p, |v| {
            let same = *v == old;
            if same {
                *v = new;
            }
            same
        })
    }
    pub fn same_type(a: Iface, b: Iface) -> bool {
        a.ty == b.ty
    }
}

crate::natives! {
    "LoadInt32" => int32::load,
    "(*Int32).Load" => int32::load,
    "StoreInt32" => int32::store,
    "(*Int32).Store" => int32::store,
    "SwapInt32" => int32::swap,
    "(*Int32).Swap" => int32::swap,
    "CompareAndSwapInt32" => int32::cas,
    "(*Int32).CompareAndSwap" => int32::cas,
    "AddInt32" => int32::add,
    "(*Int32).Add" => int32::add,
    "AndInt32" => int32::and,
    "(*Int32).And" => int32::and,
    "OrInt32" => int32::or,
    "(*Int32).Or" => int32::or,
    "LoadInt64" => int64::load,
    "(*Int64).Load" => int64::load,
    "StoreInt64" => int64::store,
    "(*Int64).Store" => int64::store,
    "SwapInt64" => int64::swap,
    "(*Int64).Swap" => int64::swap,
    "CompareAndSwapInt64" => int64::cas,
    "(*Int64).CompareAndSwap" => int64::cas,
    "AddInt64" => int64::add,
    "(*Int64).Add" => int64::add,
    "AndInt64" => int64::and,
    "(*Int64).And" => int64::and,
    "OrInt64" => int64::or,
    "(*Int64).Or" => int64::or,
    "LoadUint32" => uint32::load,
    "(*Uint32).Load" => uint32::load,
    "StoreUint32" => uint32::store,
    "(*Uint32).Store" => uint32::store,
    "SwapUint32" => uint32::swap,
    "(*Uint32).Swap" => uint32::swap,
    "CompareAndSwapUint32" => uint32::cas,
    "(*Uint32).CompareAndSwap" => uint32::cas,
    "AddUint32" => uint32::add,
    "(*Uint32).Add" => uint32::add,
    "AndUint32" => uint32::and,
    "(*Uint32).And" => uint32::and,
    "OrUint32" => uint32::or,
    "(*Uint32).Or" => uint32::or,
    "LoadUint64" => uint64::load,
    "(*Uint64).Load" => uint64::load,
    "StoreUint64" => uint64::store,
    "(*Uint64).Store" => uint64::store,
    "SwapUint64" => uint64::swap,
    "(*Uint64).Swap" => uint64::swap,
    "CompareAndSwapUint64" => uint64::cas,
    "(*Uint64).CompareAndSwap" => uint64::cas,
    "AddUint64" => uint64::add,
    "(*Uint64).Add" => uint64::add,
    "AndUint64" => uint64::and,
    "(*Uint64).And" => uint64::and,
    "OrUint64" => uint64::or,
    "(*Uint64).Or" => uint64::or,
    "LoadUintptr" => uint64::load,
    "(*Uintptr).Load" => uint64::load,
    "StoreUintptr" => uint64::store,
    "(*Uintptr).Store" => uint64::store,
    "SwapUintptr" => uint64::swap,
    "(*Uintptr).Swap" => uint64::swap,
    "CompareAndSwapUintptr" => uint64::cas,
    "(*Uintptr).CompareAndSwap" => uint64::cas,
    "AddUintptr" => uint64::add,
    "(*Uintptr).Add" => uint64::add,
    "AndUintptr" => uint64::and,
    "(*Uintptr).And" => uint64::and,
    "OrUintptr" => uint64::or,
    "(*Uintptr).Or" => uint64::or,
    "LoadPointer" => pointer::load,
    "(*Bool).Load" => boolean::load,
    "StorePointer" => pointer::store,
    "(*Bool).Store" => boolean::store,
    "SwapPointer" => pointer::swap,
    "(*Bool).Swap" => boolean::swap,
    "CompareAndSwapPointer" => pointer::cas,
    "(*Bool).CompareAndSwap" => boolean::cas,
    "loadAny" => any::load,
    "swapAny" => any::swap,
    "replaceAny" => any::replace,
    "sameType" => any::same_type,
}
