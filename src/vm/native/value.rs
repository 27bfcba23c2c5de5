//! Go values as natives see them: views of slots and heap memory, and how they are read from and written to slots.
//!
//! The views have no lifetime, because nothing can be collected while a native runs (allocation never
//! collects). That is the whole promise: a view must not outlive the call it was made in.

use std::marker::PhantomData;
use std::ops::Deref;

use super::cx::{GoPanic, Maker};
use super::signature::Shape;
use crate::vm::native_call::{NativeCx, Outcome};

/// An interface value: type word and data word.
pub use crate::vm::native_call::Eface as Iface;

/// A Go string: its bytes, any bytes.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct GoStr {
    ptr: *const u8,
    len: usize,
}

impl GoStr {
    pub const EMPTY: GoStr = GoStr {
        ptr: std::ptr::null(),
        len: 0,
    };
    /// # Safety
    /// `len` readable bytes at `ptr` that nobody changes, good until the native returns (and, where the string is
    /// handed to Go, in the heap or static).
    pub unsafe fn from_raw(ptr: *const u8, len: usize) -> GoStr {
        GoStr { ptr, len }
    }
    pub fn from_static(s: &'static str) -> GoStr {
        GoStr {
            ptr: s.as_ptr(),
            len: s.len(),
        }
    }
    pub fn as_ptr(self) -> *const u8 {
        self.ptr
    }
    pub fn len(self) -> usize {
        self.len
    }
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
    /// The bytes, for as long as the native runs.
    pub fn bytes<'a>(self) -> &'a [u8] {
        if self.len == 0 {
            return &[];
        }
        // SAFETY: promised by `from_raw`; the view is not kept past the native (the module's rule).
        unsafe { std::slice::from_raw_parts(self.ptr, self.len) }
    }
    /// `s[from:to]`, sharing the bytes.
    pub fn slice(self, from: usize, to: usize) -> GoStr {
        assert!(from <= to && to <= self.len);
        if from == to {
            return GoStr::EMPTY;
        }
        GoStr {
            // SAFETY: within the string.
            ptr: unsafe { self.ptr.add(from) },
            len: to - from,
        }
    }
    pub fn to_lossy(self) -> String {
        String::from_utf8_lossy(self.bytes()).into_owned()
    }
}

impl Deref for GoStr {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        self.bytes()
    }
}

/// A Go slice of elements with `T`'s memory form.
#[repr(C)]
pub struct GoSlice<T> {
    ptr: *mut T,
    len: usize,
    cap: usize,
}

impl<T> Clone for GoSlice<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for GoSlice<T> {}

impl<T> GoSlice<T> {
    pub const NIL: GoSlice<T> = GoSlice {
        ptr: std::ptr::null_mut(),
        len: 0,
        cap: 0,
    };
    /// # Safety
    /// `cap` elements of memory at `ptr`, `len <= cap` of them initialised, good until the native returns.
    pub unsafe fn from_raw(ptr: *mut T, len: usize, cap: usize) -> GoSlice<T> {
        GoSlice { ptr, len, cap }
    }
    pub fn len(self) -> usize {
        self.len
    }
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
    pub fn is_nil(self) -> bool {
        self.ptr.is_null()
    }
    pub fn capacity(self) -> usize {
        self.cap
    }
    pub fn as_ptr(self) -> *const T {
        self.ptr
    }
    pub fn as_mut_ptr(self) -> *mut T {
        self.ptr
    }
    pub fn items<'a>(self) -> &'a [T] {
        if self.len == 0 {
            return &[];
        }
        // SAFETY: promised by `from_raw`; the view is not kept past the native (the module's rule).
        unsafe { std::slice::from_raw_parts(self.ptr, self.len) }
    }
    /// For natives that fill a caller's buffer. Two views of overlapping slices must not be used at once.
    pub fn items_mut<'a>(self) -> &'a mut [T] {
        if self.len == 0 {
            return &mut [];
        }
        // SAFETY: as `items`; that no other view is in use is the native's care.
        unsafe { std::slice::from_raw_parts_mut(self.ptr, self.len) }
    }
    /// `s[from:to]` with the capacity that is left.
    pub fn slice(self, from: usize, to: usize) -> GoSlice<T> {
        assert!(from <= to && to <= self.cap);
        GoSlice {
            // SAFETY: within the array.
            ptr: unsafe { self.ptr.add(from) },
            len: to - from,
            cap: self.cap - from,
        }
    }
}

impl<T> Deref for GoSlice<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        self.items()
    }
}

/// A func value; 0 is nil.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GoFunc(pub u64);

/// A pointer, map or channel; may be null.
#[repr(transparent)]
pub struct GoPtr<T>(pub *mut T, PhantomData<T>);

impl<T> Clone for GoPtr<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for GoPtr<T> {}

impl<T> GoPtr<T> {
    pub fn new(p: *mut T) -> GoPtr<T> {
        GoPtr(p, PhantomData)
    }
    pub fn is_null(self) -> bool {
        self.0.is_null()
    }
}

/// What an argument can be: read from slots.
pub trait FromSlots: Sized {
    const SLOTS: usize;
    fn shape(out: &mut Vec<Shape>);
    /// # Safety
    /// `SLOTS` slots at `p` hold an argument of a matching Go type.
    unsafe fn from_slots(p: *const u64) -> Self;
}

/// What a result can be: written to slots. `Err` is a panic.
pub trait IntoSlots: Sized {
    const SLOTS: usize;
    /// `put_plain` does all that there is to do.
    const PLAIN: bool = false;
    /// It makes objects.
    const MAKING: bool = false;
    /// `put_plain` declines where `into_slots` would not.
    const USUALLY: bool = false;
    fn shape(out: &mut Vec<Shape>);
    /// # Safety
    /// There is room for `SLOTS` slots at `p`.
    unsafe fn into_slots(self, cx: &mut NativeCx, p: *mut u64) -> Outcome;
    /// With what makes objects alone; false: the native declines. Only where `PLAIN`.
    /// # Safety
    /// As `into_slots`.
    unsafe fn put_plain(self, _: *mut u64, _: &mut Maker) -> bool {
        unreachable!("written with a context")
    }
}

/// The two functions of an `IntoSlots` that always writes the same words.
macro_rules! plainly {
    (fn put_plain($value:ident, $p:ident) $body:block) => {
        const PLAIN: bool = true;
        #[inline]
        unsafe fn put_plain($value, $p: *mut u64, _: &mut Maker) -> bool {
            $body
            true
        }
        #[inline]
        unsafe fn into_slots(self, cx: &mut NativeCx, p: *mut u64) -> Outcome {
            // SAFETY: the caller's promise.
            unsafe { self.put_plain(p, cx) };
            Outcome::Return
        }
    };
}

macro_rules! scalars {
    ($($ty:ty: $shape:ident, |$v:ident| $from:expr, |$w:ident| $into:expr;)*) => {$(
        impl FromSlots for $ty {
            const SLOTS: usize = 1;
            fn shape(out: &mut Vec<Shape>) { out.push(Shape::$shape) }
            unsafe fn from_slots(p: *const u64) -> $ty {
                // SAFETY: the caller's promise.
                let $v = unsafe { *p };
                $from
            }
        }
        impl IntoSlots for $ty {
            const SLOTS: usize = 1;
            fn shape(out: &mut Vec<Shape>) { out.push(Shape::$shape) }
            plainly! {
                fn put_plain(self, p) {
                    let $w = self;
                    // SAFETY: the caller's promise.
                    unsafe { *p = $into };
                }
            }
        }
    )*};
}

scalars! {
    i64: I64, |v| v as i64, |v| v as u64;
    u64: U64, |v| v, |v| v;
    i32: I32, |v| v as i32, |v| v as i64 as u64;
    u32: U32, |v| v as u32, |v| v as u64;
    i16: I16, |v| v as i16, |v| v as i64 as u64;
    u16: U16, |v| v as u16, |v| v as u64;
    i8: I8, |v| v as i8, |v| v as i64 as u64;
    u8: U8, |v| v as u8, |v| v as u64;
    bool: Bool, |v| v & 1 != 0, |v| v as u64;
    f64: F64, |v| f64::from_bits(v), |v| v.to_bits();
    f32: F32, |v| f32::from_bits(v as u32), |v| v.to_bits() as u64;
    GoFunc: Func, |v| GoFunc(v), |v| v.0;
}

impl<T> FromSlots for GoPtr<T> {
    const SLOTS: usize = 1;
    fn shape(out: &mut Vec<Shape>) {
        out.push(Shape::Pointer)
    }
    unsafe fn from_slots(p: *const u64) -> GoPtr<T> {
        // SAFETY: the caller's promise.
        GoPtr::new(unsafe { *p } as *mut T)
    }
}
impl<T> IntoSlots for GoPtr<T> {
    const SLOTS: usize = 1;
    fn shape(out: &mut Vec<Shape>) {
        out.push(Shape::Pointer)
    }
    plainly! {
        fn put_plain(self, p) {
            // SAFETY: the caller's promise.
            unsafe { *p = self.0 as u64 };
        }
    }
}

/// Values that are as many consecutive words in slots as in Rust. Slots are written one by one; read two at a time, a word would have to wait until
/// both have left the processor's store queue, and the other way round for who reads the results. Volatile, as LLVM would make pairs of them.
macro_rules! words {
    ($($ty:ty [$($g:ident)?] { $($field:ident),* }, $n:literal, $shape:expr;)*) => {$(
        impl$(<$g: Element>)? FromSlots for $ty {
            const SLOTS: usize = $n;
            fn shape(out: &mut Vec<Shape>) { out.push($shape) }
            #[inline(always)]
            unsafe fn from_slots(p: *const u64) -> $ty {
                let from = p as *const $ty;
                Self {
                    // SAFETY: `repr(C)` and that many words, by the caller's promise.
                    $($field: unsafe { (&raw const (*from).$field).read_volatile() },)*
                }
            }
        }
        impl$(<$g: Element>)? IntoSlots for $ty {
            const SLOTS: usize = $n;
            fn shape(out: &mut Vec<Shape>) { out.push($shape) }
            plainly! {
                fn put_plain(self, p) {
                    let to = p as *mut $ty;
                    // SAFETY: as above.
                    $(unsafe { (&raw mut (*to).$field).write_volatile(self.$field) };)*
                }
            }
        }
    )*};
}

words! {
    GoStr [] { ptr, len }, 2, Shape::Str;
    Iface [] { ty, data }, 2, Shape::Iface;
    GoSlice<T> [T] { ptr, len, cap }, 3, Shape::Slice(Box::new(T::shape()));
    num_complex128 [] { re, im }, 2, Shape::Complex128;
}

/// A complex128 in slots and memory.
#[derive(Clone, Copy, PartialEq, Debug)]
#[repr(C)]
#[allow(non_camel_case_types)]
pub struct num_complex128 {
    pub re: f64,
    pub im: f64,
}

/// What the elements of a `GoSlice` can be.
pub trait Element: Copy {
    fn shape() -> Shape;
}
macro_rules! elements {
    ($($ty:ty: $shape:ident),*) => {$(
        impl Element for $ty {
            fn shape() -> Shape { Shape::$shape }
        }
    )*};
}
elements!(i64: I64, u64: U64, i32: I32, u32: U32, i16: I16, u16: U16, i8: I8, u8: U8, bool: Bool, f64: F64, f32: F32, GoStr: Str, Iface: Iface);

impl<T: Element> Element for GoSlice<T> {
    fn shape() -> Shape {
        Shape::Slice(Box::new(T::shape()))
    }
}

impl<T> Element for GoPtr<T> {
    fn shape() -> Shape {
        Shape::Pointer
    }
}

/// Any slice: elements of whatever type.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Opaque([u8; 0]);
impl Element for Opaque {
    fn shape() -> Shape {
        Shape::Any
    }
}

impl IntoSlots for () {
    const SLOTS: usize = 0;
    fn shape(_: &mut Vec<Shape>) {}
    plainly! {
        fn put_plain(self, _p) {}
    }
}

macro_rules! tuples {
    ($($t:ident $v:ident),*) => {
        impl<$($t: FromSlots),*> FromSlots for ($($t,)*) {
            const SLOTS: usize = 0 $(+ $t::SLOTS)*;
            fn shape(out: &mut Vec<Shape>) { $($t::shape(out);)* }
            #[allow(unused_assignments)]
            unsafe fn from_slots(mut p: *const u64) -> Self {
                $(
                    // SAFETY: the parts lie one after the other.
                    let $v = unsafe { $t::from_slots(p) };
                    p = p.wrapping_add($t::SLOTS);
                )*
                ($($v,)*)
            }
        }
        impl<$($t: IntoSlots),*> IntoSlots for ($($t,)*) {
            const SLOTS: usize = 0 $(+ $t::SLOTS)*;
            fn shape(out: &mut Vec<Shape>) { $($t::shape(out);)* }
            #[allow(unused_assignments)]
            #[inline]
            unsafe fn into_slots(self, cx: &mut NativeCx, mut p: *mut u64) -> Outcome {
                let ($($v,)*) = self;
                $(
                    // SAFETY: the parts lie one after the other.
                    let outcome = unsafe { $v.into_slots(cx, p) };
                    if !matches!(outcome, Outcome::Return) {
                        return outcome;
                    }
                    // Nothing in it is to be freed, and saying so spares a call.
                    std::mem::forget(outcome);
                    p = p.wrapping_add($t::SLOTS);
                )*
                Outcome::Return
            }
            const PLAIN: bool = true $(&& $t::PLAIN)*;
            const MAKING: bool = false $(|| $t::MAKING)*;
            #[allow(unused_assignments)]
            #[inline]
            unsafe fn put_plain(self, mut p: *mut u64, maker: &mut Maker) -> bool {
                let ($($v,)*) = self;
                $(
                    // SAFETY: the parts lie one after the other.
                    if !unsafe { $v.put_plain(p, maker) } {
                        return false;
                    }
                    p = p.wrapping_add($t::SLOTS);
                )*
                true
            }
        }
    };
}
tuples!(A a, B b);
tuples!(A a, B b, C c);
tuples!(A a, B b, C c, D d);
tuples!(A a, B b, C c, D d, E e);
tuples!(A a, B b, C c, D d, E e, F f);
tuples!(A a, B b, C c, D d, E e, F f, G g);

/// Bytes made by the native become a Go string.
macro_rules! owned_strings {
    ($($ty:ty),*) => {$(
        impl IntoSlots for $ty {
            const SLOTS: usize = 2;
            fn shape(out: &mut Vec<Shape>) { out.push(Shape::Str) }
            unsafe fn into_slots(self, cx: &mut NativeCx, p: *mut u64) -> Outcome {
                let s = cx.string(self);
                // SAFETY: the caller's promise.
                unsafe { s.into_slots(cx, p) }
            }
            const PLAIN: bool = true;
            const MAKING: bool = true;
            unsafe fn put_plain(self, p: *mut u64, maker: &mut Maker) -> bool {
                let s = maker.string(self);
                // SAFETY: the caller's promise.
                unsafe { s.put_plain(p, maker) }
            }
        }
    )*};
}
owned_strings!(String, Vec<u8>, &'static str);

/// A panic needs a context: where it comes to one, the plain form declines, and the native is called again.
impl<T: IntoSlots> IntoSlots for Result<T, GoPanic> {
    const SLOTS: usize = T::SLOTS;
    const PLAIN: bool = T::PLAIN;
    const MAKING: bool = T::MAKING;
    const USUALLY: bool = true;
    #[inline]
    unsafe fn put_plain(self, p: *mut u64, maker: &mut Maker) -> bool {
        // SAFETY: the caller's promise.
        self.is_ok_and(|value| unsafe { value.put_plain(p, maker) })
    }
    fn shape(out: &mut Vec<Shape>) {
        T::shape(out)
    }
    unsafe fn into_slots(self, cx: &mut NativeCx, p: *mut u64) -> Outcome {
        match self {
            // SAFETY: the caller's promise.
            Ok(value) => unsafe { value.into_slots(cx, p) },
            Err(panic) => panic.into(),
        }
    }
}

/// Of a native that is tried before a function of the library: `None` declines.
impl<T: IntoSlots> IntoSlots for Option<T> {
    const SLOTS: usize = T::SLOTS;
    const PLAIN: bool = T::PLAIN;
    const MAKING: bool = T::MAKING;
    fn shape(out: &mut Vec<Shape>) {
        T::shape(out)
    }
    unsafe fn into_slots(self, cx: &mut NativeCx, p: *mut u64) -> Outcome {
        match self {
            // SAFETY: the caller's promise.
            Some(value) => unsafe { value.into_slots(cx, p) },
            None => Outcome::Decline,
        }
    }
    #[inline]
    unsafe fn put_plain(self, p: *mut u64, maker: &mut Maker) -> bool {
        // SAFETY: the caller's promise.
        self.is_some_and(|value| unsafe { value.put_plain(p, maker) })
    }
}

/// Of a native that needs its context only to panic, where a pointer is nil.
pub struct OrNil<T>(pub Option<T>);

impl<T: IntoSlots> IntoSlots for OrNil<T> {
    const SLOTS: usize = T::SLOTS;
    const PLAIN: bool = T::PLAIN;
    const MAKING: bool = T::MAKING;
    const USUALLY: bool = true;
    fn shape(out: &mut Vec<Shape>) {
        T::shape(out)
    }
    unsafe fn into_slots(self, cx: &mut NativeCx, p: *mut u64) -> Outcome {
        match self.0 {
            // SAFETY: the caller's promise.
            Some(value) => unsafe { value.into_slots(cx, p) },
            None => cx.nil_dereference().into(),
        }
    }
    #[inline]
    unsafe fn put_plain(self, p: *mut u64, maker: &mut Maker) -> bool {
        // SAFETY: the caller's promise.
        unsafe { self.0.put_plain(p, maker) }
    }
}

/// A native that may end otherwise than by returning or panicking.
impl<T: IntoSlots> IntoSlots for Result<T, Outcome> {
    const SLOTS: usize = T::SLOTS;
    fn shape(out: &mut Vec<Shape>) {
        T::shape(out)
    }
    unsafe fn into_slots(self, cx: &mut NativeCx, p: *mut u64) -> Outcome {
        match self {
            // SAFETY: the caller's promise.
            Ok(value) => unsafe { value.into_slots(cx, p) },
            Err(outcome) => outcome,
        }
    }
}

/// A native that does more than return: what `T` says is its result, for the signature, and `Outcome` what it answers.
/// Where that is `Return`, it (or its `Then`) has put the results into their slots with `put`.
pub struct Answer<T>(pub Outcome, PhantomData<T>);

impl<T: IntoSlots> Answer<T> {
    #[inline(always)]
    pub fn new(outcome: Outcome) -> Answer<T> {
        Answer(outcome, PhantomData)
    }
    pub fn value(cx: &mut NativeCx, value: T) -> Answer<T> {
        Answer::new(put(cx, value))
    }
}

impl<T: IntoSlots> IntoSlots for Answer<T> {
    const SLOTS: usize = T::SLOTS;
    fn shape(out: &mut Vec<Shape>) {
        T::shape(out)
    }
    #[inline(always)]
    unsafe fn into_slots(self, _: &mut NativeCx, _: *mut u64) -> Outcome {
        self.0
    }
}

/// Writes results into their slots: for the end of a `Then`.
pub fn put<T: IntoSlots>(cx: &mut NativeCx, value: T) -> Outcome {
    let slots = cx.args;
    // SAFETY: the context's slots have room for the results of the native it was made for.
    unsafe { value.into_slots(cx, slots) }
}
