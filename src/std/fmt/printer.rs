//! Values of any type under a verb. Methods (Error, String, Format, GoString) cannot be called from here: what is
//! needed is recorded in the order in which it is met, the Go side makes the calls, and a second pass
//! over the same operands puts the results in.

use super::format::{Flags, Format};
use super::order;
use crate::bytecode::rtype::{Kind, RType, TypeRef};
use crate::std::reflect::types::{self, flag};
use crate::std::value::Place;
use crate::vm::native::{GoPtr, GoStr, Iface};

/// Which method is to be called; the numbers are known to the Go side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    Error = 0,
    String,
    Format,
    GoString,
}

/// A call that the Go side is to make.
#[derive(Clone, Copy)]
pub struct Call {
    pub receiver: Iface,
    pub method: Method,
    pub verb: i32,
    pub flags: Flags,
}

/// What a call gave, in the memory form of the Go side's `result`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CallResult {
    pub text: GoStr,
    /// Goes out as it is: what a Formatter wrote, or the report of a panic.
    pub raw: bool,
    /// It is the report of a panic.
    pub panicked: bool,
}

/// Whether `reflect` could give the value to a program: not through unexported fields.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Open,
    /// An embedded field of unexported type: its own exported fields are open again.
    Embedded,
    Closed,
}

impl Access {
    /// For what lies behind an index, a pointer or an interface.
    fn inner(self) -> Access {
        if self == Access::Open {
            Access::Open
        } else {
            Access::Closed
        }
    }
}

/// Lists the entries of a map as (key, element).
pub type MapEntries<'a> = &'a mut dyn FnMut(Place) -> Vec<(Place, Place)>;

pub struct Printer<'a> {
    pub f: Format,
    /// Results of the calls met so far, in order.
    pub results: &'a [CallResult],
    /// How many calls have been met.
    pub met: usize,
    /// Those without a result yet.
    pub calls: Vec<Call>,
    pub map_entries: MapEntries<'a>,
    /// Inside a report of a bad verb no methods are called.
    erroring: bool,
    /// `Errorf`: `%w` is allowed.
    pub wrap_errors: bool,
}

impl<'a> Printer<'a> {
    pub fn new(
        out: Vec<u8>,
        results: &'a [CallResult],
        map_entries: MapEntries<'a>,
    ) -> Printer<'a> {
        Printer {
            f: Format {
                out,
                flags: Flags::default(),
            },
            results,
            met: 0,
            calls: Vec::new(),
            map_entries,
            erroring: false,
            wrap_errors: false,
        }
    }

    /// An operand.
    pub fn argument(&mut self, arg: Iface, verb: i32) {
        if arg.is_nil() {
            match verb as u8 {
                b'T' | b'v' if verb < 0x80 => self.f.pad(b"<nil>"),
                _ => self.bad_verb(None, verb),
            }
            return;
        }
        // SAFETY: not nil.
        let place = unsafe { Place::of_iface(arg) };
        let simple = matches!(
            place.ty.kind,
            Kind::Bool | Kind::Int | Kind::String | Kind::Float64 | Kind::Uint8 | Kind::Int32
        ) && place.ty.methods.is_empty();
        if simple && !matches!(u8::try_from(verb), Ok(b'T' | b'p' | b'w')) {
            return self.plain(place, verb, 0, Access::Open);
        }
        let reflected = &*place.ty.name == "reflect.Value";
        if verb == b'T' as i32 {
            return self.f.string(place.ty.name.as_bytes());
        }
        if verb == b'p' as i32 && !reflected {
            return self.pointer(place, verb);
        }
        if verb == b'p' as i32 {
            self.f.text("%!p(reflect.Value=");
            self.reflected(place, b'v' as i32, 0);
            return self.f.byte(b')');
        }
        if reflected {
            return self.reflected(place, verb, 0);
        }
        if place.ty.kind == Kind::Slice
            && !place.ty.named
            && let Some(bytes) = place.byte_view()
            && !place.ty.elem.named_apart_from_byte()
        {
            return self.bytes(bytes, place, verb, "[]byte");
        }
        let has_methods = !place.ty.methods.is_empty();
        if (has_methods || verb == b'w' as i32) && self.methods(arg, place, verb) {
            return;
        }
        self.value(place, verb, 0, Access::Open);
    }

    /// What a reflect.Value holds: its fields are the type, the address or the word of a direct value, and flags
    /// (`std::reflect::types::flag`).
    fn reflected(&mut self, v: Place, verb: i32, depth: usize) {
        let (ty, at, flags) = (v.field(0).word(), v.field(1).word(), v.field(2).word());
        if flags == 0 {
            return self.f.text("<invalid reflect.Value>");
        }
        if flags & flag::METHOD != 0 {
            // A func value that does not exist yet. Its code would have some address.
            let number = flags >> flag::METHOD_SHIFT;
            let (_, _, signature) = types::type_method(GoPtr::new(ty as *mut RType), number as i64);
            let function: *const u64 = &raw const ty;
            let closure: *const *const u64 = &raw const function;
            // SAFETY: a func's memory form is the address of a closure.
            let func = unsafe { Place::new(types::get(signature), (&raw const closure).cast()) };
            return self.plain(func, verb, depth, Access::Open);
        }
        let held = if flags & flag::INDIR != 0 {
            // SAFETY: reflect keeps a type with the address of a value of it,
            unsafe { Place::new(TypeRef::from_word(ty), at as *const u8) }
        } else {
            // SAFETY: or with what an interface would hold.
            unsafe { Place::of_iface(Iface { ty, data: at }) }
        };
        if flags & flag::RO != 0 {
            return self.plain(held, verb, depth, Access::Closed);
        }
        let inner = held.as_iface();
        // SAFETY: not nil where it is asked.
        if !inner.is_nil() && unsafe { self.methods(inner, Place::of_iface(inner), verb) } {
            return;
        }
        self.plain(held, verb, depth, Access::Open);
    }

    fn bad_verb(&mut self, place: Option<Place>, verb: i32) {
        let before = std::mem::replace(&mut self.erroring, true);
        self.f.text("%!");
        self.f.rune(verb);
        self.f.byte(b'(');
        match place {
            Some(place) => {
                self.f.text(&place.ty.name);
                self.f.byte(b'=');
                self.value(place, b'v' as i32, 0, Access::Open);
            }
            None => self.f.text("<nil>"),
        }
        self.f.byte(b')');
        self.erroring = before;
    }

    /// Whether one of the value's methods says how it looks (and has been, or will be, asked).
    fn methods(&mut self, arg: Iface, place: Place, verb: i32) -> bool {
        if self.erroring {
            return false;
        }
        let ty: &RType = &place.ty;
        let mut verb = verb;
        if verb == b'w' as i32 {
            if !self.wrap_errors || !has_method(ty, "Error", "func() string") {
                self.bad_verb(Some(place), verb);
                return true;
            }
            verb = b'v' as i32;
        }
        if ty.methods.is_empty() {
            return false;
        }
        let method = if has_method(ty, "Format", "func(fmt.State, int32)") {
            Method::Format
        } else if self.f.flags.sharp_v {
            if !has_method(ty, "GoString", "func() string") {
                return false;
            }
            Method::GoString
        } else if !matches!(u8::try_from(verb), Ok(b'v' | b's' | b'x' | b'X' | b'q')) {
            return false;
        } else if has_method(ty, "Error", "func() string") {
            Method::Error
        } else if has_method(ty, "String", "func() string") {
            Method::String
        } else {
            return false;
        };
        if method == Method::Error
            && let Some(text) = text_of_error(arg)
        {
            self.string(&text, place, verb);
            return true;
        }
        let result = self.results.get(self.met).copied();
        self.met += 1;
        match result {
            None => self.calls.push(Call {
                receiver: arg,
                method,
                verb,
                flags: self.f.flags,
            }),
            Some(r) if r.raw => {
                self.f.out.extend_from_slice(&r.text);
                if r.panicked {
                    // For the rest of the directive, as Go has it: both are there, and 0.
                    self.f.flags.width = self.f.flags.width.map(|_| 0);
                    self.f.flags.precision = self.f.flags.precision.map(|_| 0);
                }
            }
            Some(r) if method == Method::GoString => self.f.string(&r.text),
            Some(r) => self.string(&r.text, place, verb),
        }
        true
    }

    fn integer(&mut self, place: Place, u: u64, signed: bool, verb: i32) {
        let f = &mut self.f;
        match u8::try_from(verb).unwrap_or(0) {
            b'v' if f.flags.sharp_v && !signed => f.hex_address(u, true),
            c @ (b'v' | b'd') => f.integer(u, 10, signed, c, false),
            c @ b'b' => f.integer(u, 2, signed, c, false),
            c @ (b'o' | b'O') => f.integer(u, 8, signed, c, false),
            c @ b'x' => f.integer(u, 16, signed, c, false),
            c @ b'X' => f.integer(u, 16, signed, c, true),
            b'c' => f.character(u),
            b'q' => f.quoted_character(u),
            b'U' => f.unicode(u),
            _ => self.bad_verb(Some(place), verb),
        }
    }

    fn float(&mut self, place: Place, v: f64, bits: u32, verb: i32) {
        match u8::try_from(verb).unwrap_or(0) {
            b'v' => self.f.float(v, bits, b'g', -1),
            c @ (b'b' | b'g' | b'G' | b'x' | b'X') => self.f.float(v, bits, c, -1),
            c @ (b'f' | b'e' | b'E') => self.f.float(v, bits, c, 6),
            b'F' => self.f.float(v, bits, b'f', 6),
            _ => self.bad_verb(Some(place), verb),
        }
    }

    fn complex(&mut self, place: Place, verb: i32) {
        let known = b"vbgGxXfFeE".iter().any(|&c| c as i32 == verb);
        if !known {
            return self.bad_verb(Some(place), verb);
        }
        let (re, im) = place.complex();
        let bits = place.ty.size as u32 * 4;
        self.f.byte(b'(');
        self.float(place, re, bits, verb);
        let plus = std::mem::replace(&mut self.f.flags.plus, true);
        self.float(place, im, bits, verb);
        self.f.text("i)");
        self.f.flags.plus = plus;
    }

    /// `place` is what a bad verb shows.
    fn string(&mut self, s: &[u8], place: Place, verb: i32) {
        match u8::try_from(verb).unwrap_or(0) {
            b'v' if self.f.flags.sharp_v => self.f.quoted(s),
            b'v' | b's' => self.f.string(s),
            b'x' => self.f.hex_bytes(s, false),
            b'X' => self.f.hex_bytes(s, true),
            b'q' => self.f.quoted(s),
            _ => self.bad_verb(Some(place), verb),
        }
    }

    fn bytes(&mut self, s: &[u8], place: Place, verb: i32, type_name: &str) {
        match u8::try_from(verb).unwrap_or(0) {
            b'v' | b'd' if self.f.flags.sharp_v => {
                self.f.text(type_name);
                if place.ty.kind == Kind::Slice && place.slice().is_nil() {
                    return self.f.text("(nil)");
                }
                self.f.byte(b'{');
                for (i, &b) in s.iter().enumerate() {
                    if i > 0 {
                        self.f.text(", ");
                    }
                    self.f.hex_address(b as u64, true);
                }
                self.f.byte(b'}');
            }
            c @ (b'v' | b'd') => {
                self.f.byte(b'[');
                for (i, &b) in s.iter().enumerate() {
                    if i > 0 {
                        self.f.byte(b' ');
                    }
                    self.f.integer(b as u64, 10, false, c, false);
                }
                self.f.byte(b']');
            }
            b's' => self.f.string(s),
            b'x' => self.f.hex_bytes(s, false),
            b'X' => self.f.hex_bytes(s, true),
            b'q' => self.f.quoted(s),
            _ => self.value(place, verb, 0, Access::Open),
        }
    }

    fn pointer(&mut self, place: Place, verb: i32) {
        let u = match place.ty.kind {
            Kind::Slice => place.slice().as_ptr() as u64,
            Kind::Func => place.code_address(),
            Kind::Chan | Kind::Map | Kind::Pointer | Kind::UnsafePointer => place.word(),
            _ => return self.bad_verb(Some(place), verb),
        };
        match u8::try_from(verb).unwrap_or(0) {
            b'v' if self.f.flags.sharp_v => {
                self.f.byte(b'(');
                self.f.text(&place.ty.name);
                self.f.text(")(");
                if u == 0 {
                    self.f.text("nil");
                } else {
                    self.f.hex_address(u, true);
                }
                self.f.byte(b')');
            }
            b'v' if u == 0 => self.f.pad(b"<nil>"),
            b'v' | b'p' => {
                let prefix = !self.f.flags.sharp;
                self.f.hex_address(u, prefix);
            }
            b'b' | b'o' | b'd' | b'x' | b'X' => self.integer(place, u, false, verb),
            _ => self.bad_verb(Some(place), verb),
        }
    }

    fn separator(&mut self, i: usize) {
        if i > 0 {
            if self.f.flags.sharp_v {
                self.f.text(", ");
            } else {
                self.f.byte(b' ');
            }
        }
    }

    /// Any value; at `depth` 0 its methods have been looked at already.
    fn value(&mut self, place: Place, verb: i32, depth: usize, access: Access) {
        if depth > 0 && access == Access::Open {
            let inner = place.as_iface();
            if !inner.is_nil() {
                // SAFETY: not nil.
                let held = unsafe { Place::of_iface(inner) };
                if (!held.ty.methods.is_empty() || verb == b'w' as i32)
                    && self.methods(inner, held, verb)
                {
                    return;
                }
            }
        }
        self.plain(place, verb, depth, access);
    }

    /// A value whose methods do not count.
    fn plain(&mut self, place: Place, verb: i32, depth: usize, access: Access) {
        let sharp_v = self.f.flags.sharp_v;
        match place.ty.kind {
            Kind::Invalid => self.f.text("<invalid reflect.Value>"),
            Kind::Bool => match verb as u8 {
                b't' | b'v' if verb < 0x80 => self.f.boolean(place.bool()),
                _ => self.bad_verb(Some(place), verb),
            },
            Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => {
                self.integer(place, place.int() as u64, true, verb)
            }
            Kind::Uint
            | Kind::Uint8
            | Kind::Uint16
            | Kind::Uint32
            | Kind::Uint64
            | Kind::Uintptr => self.integer(place, place.uint(), false, verb),
            Kind::Float32 => self.float(place, place.float(), 32, verb),
            Kind::Float64 => self.float(place, place.float(), 64, verb),
            Kind::Complex64 | Kind::Complex128 => self.complex(place, verb),
            Kind::String => self.string(&place.string(), place, verb),
            Kind::Map => self.map(place, verb, depth, access),
            Kind::Struct => self.structure(place, verb, depth, access),
            Kind::Interface => {
                let held = place.iface();
                if held.is_nil() {
                    if sharp_v {
                        self.f.text(&place.ty.name);
                        self.f.text("(nil)");
                    } else {
                        self.f.text("<nil>");
                    }
                } else {
                    // SAFETY: not nil.
                    let held = unsafe { Place::of_iface(held) };
                    // Its methods have been looked at as those of the interface.
                    self.plain(held, verb, depth + 1, access.inner());
                }
            }
            Kind::Array | Kind::Slice => {
                if matches!(u8::try_from(verb), Ok(b's' | b'q' | b'x' | b'X'))
                    && let Some(bytes) = place.byte_view()
                {
                    return self.bytes(bytes, place, verb, &place.ty.name);
                }
                if sharp_v {
                    self.f.text(&place.ty.name);
                    if place.ty.kind == Kind::Slice && place.slice().is_nil() {
                        return self.f.text("(nil)");
                    }
                }
                self.f.byte(if sharp_v { b'{' } else { b'[' });
                for i in 0..place.len() {
                    self.separator(i);
                    self.value(place.index(i), verb, depth + 1, access.inner());
                }
                self.f.byte(if sharp_v { b'}' } else { b']' });
            }
            Kind::Pointer => {
                if depth == 0
                    && place.word() != 0
                    && matches!(
                        place.ty.elem.kind,
                        Kind::Array | Kind::Slice | Kind::Struct | Kind::Map
                    )
                {
                    self.f.byte(b'&');
                    return self.value(place.pointee(), verb, 1, access.inner());
                }
                self.pointer(place, verb);
            }
            Kind::Chan | Kind::Func | Kind::UnsafePointer => self.pointer(place, verb),
        }
    }

    fn map(&mut self, place: Place, verb: i32, depth: usize, access: Access) {
        let sharp_v = self.f.flags.sharp_v;
        if sharp_v {
            self.f.text(&place.ty.name);
            if place.word() == 0 {
                return self.f.text("(nil)");
            }
            self.f.byte(b'{');
        } else {
            self.f.text("map[");
        }
        let mut entries = (self.map_entries)(place);
        entries.sort_by(|a, b| order::compare(a.0, b.0));
        for (i, (key, elem)) in entries.into_iter().enumerate() {
            self.separator(i);
            self.value(key, verb, depth + 1, access.inner());
            self.f.byte(b':');
            self.value(elem, verb, depth + 1, access.inner());
        }
        self.f.byte(if sharp_v { b'}' } else { b']' });
    }

    fn structure(&mut self, place: Place, verb: i32, depth: usize, access: Access) {
        let sharp_v = self.f.flags.sharp_v;
        if sharp_v {
            self.f.text(&place.ty.name);
        }
        self.f.byte(b'{');
        for (i, field) in place.fields().iter().enumerate() {
            self.separator(i);
            if self.f.flags.plus_v || sharp_v {
                self.f.text(&field.name);
                self.f.byte(b':');
            }
            let mut inside = if access == Access::Closed {
                Access::Closed
            } else {
                Access::Open
            };
            if !field.pkg_path.is_empty() && inside == Access::Open {
                inside = if field.embedded {
                    Access::Embedded
                } else {
                    Access::Closed
                };
            }
            let mut value = place.field(i);
            // What an interface field holds is printed in its place, without a look at the interface.
            if value.ty.kind == Kind::Interface && !value.iface().is_nil() {
                // SAFETY: not nil.
                value = unsafe { Place::of_iface(value.iface()) };
                inside = inside.inner();
            }
            self.value(value, verb, depth + 1, inside);
        }
        self.f.byte(b'}');
    }
}

impl RType {
    /// Whether an element type of kind uint8 is a declared type of its own.
    fn named_apart_from_byte(&self) -> bool {
        &*self.name != "uint8"
    }
}

/// What Error gives for the errors that errors.New and Errorf make: the string that they begin with.
fn text_of_error(err: Iface) -> Option<GoStr> {
    let ty = err.type_ref().filter(|t| t.kind == Kind::Pointer)?;
    let known = match &*ty.elem.pkg_path {
        "errors" => &*ty.elem.base_name == "errorString",
        "fmt" => &*ty.elem.base_name == "wrapError",
        _ => false,
    };
    // SAFETY: a pointer to a struct that begins with a string.
    (known && err.data != 0).then(|| unsafe { *(err.data as *const GoStr) })
}

/// Whether values of the type have the method with this signature, as reflect would print it.
fn has_method(ty: &RType, name: &str, signature: &str) -> bool {
    ty.find_method(name)
        .is_some_and(|m| &*m.ty.name == signature)
}
