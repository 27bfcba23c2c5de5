//! Typed Rust functions as natives: arguments are read from the slots, the result is written back.

use super::signature::Signature;
use super::value::{FromSlots, IntoSlots};
use crate::vm::native_call::{NativeCx, Outcome};

/// One entry of a package's table.
#[derive(Clone, Copy)]
pub struct Native {
    /// The Go name: `Index`, `(*Builder).grow`, `T.m`.
    pub name: &'static str,
    pub call: fn(&mut NativeCx) -> Outcome,
    pub signature: fn() -> Signature,
}

/// A Rust function that can serve as a native; `M` only keeps the implementations apart.
pub trait NativeFn<M> {
    fn call(&self, cx: &mut NativeCx) -> Outcome;
    fn signature(&self) -> Signature;
}

/// Marks functions that take the context first.
pub struct WithCx<T>(std::marker::PhantomData<T>);

macro_rules! arities {
    ($($t:ident $v:ident),*) => {
        impl<Fun, R: IntoSlots, $($t: FromSlots),*> NativeFn<fn($($t),*) -> R> for Fun
        where Fun: Fn($($t),*) -> R
        {
            #[allow(unused_mut, unused_assignments, unused_variables)]
            #[inline]
            fn call(&self, cx: &mut NativeCx) -> Outcome {
                let mut p = cx.args as *const u64;
                $(
                    // SAFETY: the linker compared the signatures, so the slots hold such arguments.
                    let $v = unsafe { $t::from_slots(p) };
                    p = p.wrapping_add($t::SLOTS);
                )*
                let slots = cx.args;
                let result = self($($v),*);
                // SAFETY: as above, and the slots have room for the results.
                unsafe { result.into_slots(cx, slots) }
            }
            #[allow(unused_mut)]
            fn signature(&self) -> Signature {
                let mut s = Signature::default();
                $($t::shape(&mut s.params); s.param_slots += $t::SLOTS;)*
                R::shape(&mut s.results);
                s.result_slots = R::SLOTS;
                s
            }
        }
        impl<Fun, R: IntoSlots, $($t: FromSlots),*> NativeFn<WithCx<fn($($t),*) -> R>> for Fun
        where Fun: Fn(&mut NativeCx, $($t),*) -> R
        {
            #[allow(unused_mut, unused_assignments, unused_variables)]
            #[inline]
            fn call(&self, cx: &mut NativeCx) -> Outcome {
                let mut p = cx.args as *const u64;
                $(
                    // SAFETY: the linker compared the signatures, so the slots hold such arguments.
                    let $v = unsafe { $t::from_slots(p) };
                    p = p.wrapping_add($t::SLOTS);
                )*
                let slots = cx.args;
                let result = self(cx, $($v),*);
                // SAFETY: as above, and the slots have room for the results.
                unsafe { result.into_slots(cx, slots) }
            }
            #[allow(unused_mut)]
            fn signature(&self) -> Signature {
                let mut s = Signature::default();
                $($t::shape(&mut s.params); s.param_slots += $t::SLOTS;)*
                R::shape(&mut s.results);
                s.result_slots = R::SLOTS;
                s
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

/// The table of a package's natives: `natives! { "Index" => index, "(*T).m" => m }` defines `pub static NATIVES`.
#[macro_export]
macro_rules! natives {
    ($($name:literal => $function:path),* $(,)?) => {
        pub static NATIVES: &[$crate::vm::native::Native] = &[
            $($crate::vm::native::Native {
                name: $name,
                call: |cx| $crate::vm::native::NativeFn::call(&$function, cx),
                signature: || $crate::vm::native::NativeFn::signature(&$function),
            },)*
        ];
    };
}
