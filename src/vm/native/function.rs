//! Typed Rust functions as natives: arguments are read from the slots, the result is written back.

use super::cx::Maker;
use super::signature::Signature;
use super::value::{FromSlots, IntoSlots};
use crate::vm::context::Ctx;
use crate::vm::native_call::{NativeCode, NativeCx, NativeFn as FullFn, Outcome, PlainFn};

/// One entry of a package's table.
#[derive(Clone, Copy)]
pub struct Native {
    /// The Go name: `Index`, `(*Builder).grow`, `T.m`.
    pub name: &'static str,
    pub code: NativeCode,
    pub signature: fn() -> Signature,
}

/// A Rust function that can serve as a native; `M` only keeps the implementations apart.
pub trait NativeFn<M> {
    /// It takes no context or what makes objects, and its result is written without more.
    const PLAIN: bool;
    /// It makes objects.
    const MAKING: bool;
    /// Its plain form does only what is usual.
    const USUALLY: bool;
    fn call(&self, cx: &mut NativeCx) -> Outcome;
    /// # Safety
    /// As `PlainFn` says. Only where `PLAIN`.
    unsafe fn call_plain(&self, slots: *mut u64, cx: *mut Ctx) -> bool;
    fn signature(&self) -> Signature;
}

/// Marks functions that take the context first.
pub struct WithCx<T>(std::marker::PhantomData<T>);
/// Marks functions that take what makes objects first.
pub struct WithMaker<T>(std::marker::PhantomData<T>);

/// The arguments of a function: what stands in its slots, one after the other.
trait Arguments {
    /// # Safety
    /// The slots hold arguments of these types.
    unsafe fn read(slots: *const u64) -> Self;
    fn describe(s: &mut Signature);
}

fn signature<A: Arguments, R: IntoSlots>() -> Signature {
    let mut s = Signature::default();
    A::describe(&mut s);
    R::shape(&mut s.results);
    s.result_slots = R::SLOTS;
    s
}

macro_rules! arities {
    ($($t:ident $v:ident),*) => {
        impl<$($t: FromSlots),*> Arguments for ($($t,)*) {
            #[allow(unused_mut, unused_assignments, unused_variables, clippy::unused_unit)]
            #[inline]
            unsafe fn read(slots: *const u64) -> Self {
                let mut p = slots;
                $(
                    // SAFETY: the caller's promise.
                    let $v = unsafe { $t::from_slots(p) };
                    p = p.wrapping_add($t::SLOTS);
                )*
                ($($v,)*)
            }
            #[allow(unused_variables)]
            fn describe(s: &mut Signature) {
                $($t::shape(&mut s.params); s.param_slots += $t::SLOTS;)*
            }
        }
        impl<Fun, R: IntoSlots, $($t: FromSlots),*> NativeFn<fn($($t),*) -> R> for Fun
        where Fun: Fn($($t),*) -> R
        {
            const PLAIN: bool = R::PLAIN;
            const MAKING: bool = R::MAKING;
            const USUALLY: bool = R::USUALLY;
            #[inline]
            unsafe fn call_plain(&self, slots: *mut u64, cx: *mut Ctx) -> bool {
                // SAFETY: the linker compared the signatures, so the slots hold such arguments.
                let ($($v,)*) = unsafe { <($($t,)*)>::read(slots) };
                let result = self($($v),*);
                // SAFETY: as above, and the slots have room for the results; the caller's context.
                unsafe { result.put_plain(slots, Maker::of(cx)) }
            }
            #[inline]
            fn call(&self, cx: &mut NativeCx) -> Outcome {
                // SAFETY: the linker compared the signatures, so the slots hold such arguments.
                let ($($v,)*) = unsafe { <($($t,)*)>::read(cx.args) };
                let slots = cx.args;
                let result = self($($v),*);
                // SAFETY: as above, and the slots have room for the results.
                unsafe { result.into_slots(cx, slots) }
            }
            fn signature(&self) -> Signature {
                signature::<($($t,)*), R>()
            }
        }
        impl<Fun, R: IntoSlots, $($t: FromSlots),*> NativeFn<WithMaker<fn($($t),*) -> R>> for Fun
        where Fun: Fn(&mut Maker, $($t),*) -> R
        {
            const PLAIN: bool = R::PLAIN;
            const MAKING: bool = true;
            const USUALLY: bool = R::USUALLY;
            #[inline]
            unsafe fn call_plain(&self, slots: *mut u64, cx: *mut Ctx) -> bool {
                // SAFETY: the linker compared the signatures, so the slots hold such arguments.
                let ($($v,)*) = unsafe { <($($t,)*)>::read(slots) };
                // SAFETY: the caller's context, which nobody else uses meanwhile; slots as above, with room for the results.
                unsafe {
                    let result = self(Maker::of(cx), $($v),*);
                    result.put_plain(slots, Maker::of(cx))
                }
            }
            #[inline]
            fn call(&self, cx: &mut NativeCx) -> Outcome {
                // SAFETY: the linker compared the signatures, so the slots hold such arguments.
                let ($($v,)*) = unsafe { <($($t,)*)>::read(cx.args) };
                let slots = cx.args;
                let result = self(cx, $($v),*);
                // SAFETY: as above, and the slots have room for the results.
                unsafe { result.into_slots(cx, slots) }
            }
            fn signature(&self) -> Signature {
                signature::<($($t,)*), R>()
            }
        }
        impl<Fun, R: IntoSlots, $($t: FromSlots),*> NativeFn<WithCx<fn($($t),*) -> R>> for Fun
        where Fun: Fn(&mut NativeCx, $($t),*) -> R
        {
            const PLAIN: bool = false;
            const MAKING: bool = false;
            const USUALLY: bool = false;
            unsafe fn call_plain(&self, _: *mut u64, _: *mut Ctx) -> bool {
                unreachable!("it takes a context")
            }
            #[inline]
            fn call(&self, cx: &mut NativeCx) -> Outcome {
                // SAFETY: the linker compared the signatures, so the slots hold such arguments.
                let ($($v,)*) = unsafe { <($($t,)*)>::read(cx.args) };
                let result = self(cx, $($v),*);
                // Afterwards: the stack may have moved (`leaf_call`).
                let slots = cx.args;
                // SAFETY: as above, and the slots have room for the results.
                unsafe { result.into_slots(cx, slots) }
            }
            fn signature(&self) -> Signature {
                signature::<($($t,)*), R>()
            }
        }
    };
}
arities!();
arities!(A a);
arities!(A a, B b);
arities!(A a, B b, C c);
arities!(A a, B b, C c, D d);
arities!(A a, B b, C c, D d, E e);
arities!(A a, B b, C c, D d, E e, F f);
arities!(A a, B b, C c, D d, E e, F f, G g);
arities!(A a, B b, C c, D d, E e, F f, G g, H h);

/// What the linker is given for `function`: the plain form where there is one. The other is not compiled.
pub const fn code<M, F: NativeFn<M>>(_: &F, full: FullFn, plain: PlainFn) -> NativeCode {
    match (F::PLAIN, F::USUALLY) {
        (true, false) if F::MAKING => NativeCode::Making(plain),
        (true, false) => NativeCode::Plain(plain),
        (true, true) => NativeCode::Either(plain, full),
        (false, _) => NativeCode::Full(full),
    }
}

/// What it is given for a function with another one that does what is usual.
pub const fn either<M, F: NativeFn<M>>(_: &F, plain: PlainFn, full: FullFn) -> NativeCode {
    assert!(F::PLAIN);
    NativeCode::Either(plain, full)
}

/// The table of a package's natives: `natives! { "Index" => index, "(*T).m" => m }` defines `pub static NATIVES`. `"Intn" => intn | quick_intn`:
/// the second, a plain function, does what is usual.
#[macro_export]
macro_rules! natives {
    ($($name:literal => $function:path $(| $usual:path)?),* $(,)?) => {
        pub static NATIVES: &[$crate::vm::native::Native] = &[
            $($crate::vm::native::Native {
                name: $name,
                code: $crate::natives!(@code $function $(| $usual)?),
                signature: || $crate::vm::native::NativeFn::signature(&$function),
            },)*
        ];
    };
    (@code $function:path) => {
        $crate::vm::native::function::code(
            &$function,
            |cx| $crate::vm::native::NativeFn::call(&$function, cx),
            // SAFETY: as `PlainFn` says.
            |slots, cx| unsafe { $crate::vm::native::NativeFn::call_plain(&$function, slots, cx) },
        )
    };
    (@code $function:path | $usual:path) => {
        $crate::vm::native::function::either(
            &$usual,
            // SAFETY: as `PlainFn` says.
            |slots, cx| unsafe { $crate::vm::native::NativeFn::call_plain(&$usual, slots, cx) },
            |cx| $crate::vm::native::NativeFn::call(&$function, cx),
        )
    };
}
