//! Functions made while the program runs, for reflection: between values that lie in memory and the slots of a call.
//! They are ordinary bytecode, so a call by reflection is a Go call like any other: nothing nests, everything may park.
//!
//! A *frame object* holds the arguments and results of a call in memory form: a struct of the parameters and results.

mod assembler;
mod channel;
mod function;
mod method;

use parking_lot::Mutex;
use rustc_hash::FxHashMap;

use crate::bytecode::function::Function;
use crate::bytecode::program::SelectTable;
use crate::bytecode::rtype::{Detail, Field, MethodEntry, Selector, TypeRef};

use super::machine::Machine;

pub use function::CallShape;

/// What an adapter is for; with the types it is made for it names one.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Call(TypeRef, bool),
    Make(TypeRef),
    Bound(TypeRef),
    MethodFunc(TypeRef, TypeRef),
    Recv(TypeRef),
    Send(TypeRef),
    Select(Box<[(bool, TypeRef)]>, bool),
    /// A method of an embedded field: its type, offset, selector.
    Promoted(TypeRef, usize, Selector),
}

/// The adapters of a machine: the static closure of each.
#[derive(Default)]
pub struct Adapters {
    made: Mutex<FxHashMap<Key, u64>>,
}

impl Adapters {
    /// The types that adapters are for.
    pub fn each_type(&self, each: &mut dyn FnMut(TypeRef)) {
        for key in self.made.lock().keys() {
            match key {
                Key::Call(t, _) | Key::Make(t) | Key::Bound(t) | Key::Recv(t) | Key::Send(t) => {
                    each(*t)
                }
                Key::Promoted(t, ..) => each(*t),
                Key::MethodFunc(t, u) => {
                    each(*t);
                    each(*u);
                }
                Key::Select(cases, _) => cases.iter().for_each(|c| each(c.1)),
            }
        }
    }
}

impl Machine {
    fn adapter(&self, key: Key, make: impl FnOnce() -> Function) -> u64 {
        let mut made = self.adapters().made.lock();
        if let Some(&closure) = made.get(&key) {
            return closure;
        }
        let closure = self.functions().add(make());
        made.insert(key, closure);
        closure
    }
    /// The type of frame objects for a func type: its fields are the parameters and then the results.
    pub fn frame_type(&self, func: TypeRef) -> TypeRef {
        let Detail::Func {
            params, results, ..
        } = &func.detail
        else {
            return TypeRef::NULL;
        };
        let fields = params
            .iter()
            .chain(results)
            .enumerate()
            .map(|(i, &ty)| Field {
                name: format!("F{i}").into(),
                pkg_path: "".into(),
                ty,
                offset: 0,
                embedded: false,
                tag: "".into(),
                first_leaf: 0,
            });
        self.made_types()
            .struct_of(&self.program().types, fields.collect(), |_| Vec::new())
    }
    /// The methods that a struct type has of its embedded fields, whose offsets are known, sorted by name.
    pub fn promoted_methods(&self, fields: &[Field]) -> Vec<MethodEntry> {
        let mut all: Vec<MethodEntry> = Vec::new();
        for field in fields.iter().filter(|f| f.embedded) {
            let of = field.ty;
            match &of.detail {
                Detail::Interface { methods } => all.extend(methods.iter().map(|m| MethodEntry {
                    name: m.name.clone(),
                    pkg_path: m.pkg_path.clone(),
                    selector: m.selector,
                    ty: m.ty,
                    function: self.promoted(field, m.selector, m.ty, 0),
                })),
                _ => all.extend(of.methods.iter().map(|m| {
                    // SAFETY: a method's function is null or one that lives as long as the machine.
                    let target = unsafe { m.function.as_ref() };
                    let target = target.map(|f| self.static_closure(f));
                    MethodEntry {
                        name: m.name.clone(),
                        pkg_path: m.pkg_path.clone(),
                        selector: m.selector,
                        ty: m.ty,
                        function: target.map_or(std::ptr::null(), |closure| {
                            self.promoted(field, m.selector, m.ty, closure)
                        }),
                    }
                })),
            }
        }
        // Of two with one name neither is promoted.
        all.sort_by(|a, b| a.name.cmp(&b.name));
        let names: Vec<Box<str>> = all.iter().map(|m| m.name.clone()).collect();
        let mut i = 0;
        all.retain(|m| {
            let unique = names.get(i + 1) != Some(&m.name) && (i == 0 || names[i - 1] != m.name);
            i += 1;
            unique
        });
        all
    }
    fn promoted(
        &self,
        field: &Field,
        selector: Selector,
        ty: TypeRef,
        target: u64,
    ) -> *const Function {
        let key = Key::Promoted(field.ty, field.offset, selector);
        let closure = self.adapter(key, || method::promoted(field, selector, ty, target));
        self.code_of(closure) as *const Function
    }
    /// A func value `func(function, receiver, frame unsafe.Pointer)` that calls a func value of type `func` with the arguments
    /// in `frame`, and puts the results there. `method`: a receiver's word comes first.
    pub fn call_adapter(&self, func: TypeRef, method: bool) -> CallShape {
        let frame = self.frame_type(func);
        let call = self.adapter(Key::Call(func, method), || {
            function::call(func, frame, method)
        });
        CallShape { frame, call }
    }
    /// The code of a func value of type `func` whose closure is { code, handler, context }: it calls the handler, a
    /// `func(context, frame unsafe.Pointer)`, and returns what that leaves in `frame`. Answers the closure's first word.
    pub fn make_adapter(&self, func: TypeRef) -> u64 {
        let frame = self.frame_type(func);
        self.code_of(self.adapter(Key::Make(func), || function::made(func, frame)))
    }
    /// The code of a func value of type `func` whose closure is { code, method, receiver's word }.
    pub fn bound_adapter(&self, func: TypeRef) -> u64 {
        self.code_of(self.adapter(Key::Bound(func), || method::bound(func)))
    }
    /// The code of a func value whose closure is { code, method }: the receiver, of type `recv`, is the first parameter of the
    /// method of type `func`.
    pub fn method_func_adapter(&self, recv: TypeRef, func: TypeRef) -> u64 {
        let key = Key::MethodFunc(recv, func);
        self.code_of(self.adapter(key, || method::with_receiver(recv, func)))
    }
    /// `func(channel, into unsafe.Pointer) bool`: receives.
    pub fn recv_adapter(&self, chan: TypeRef) -> u64 {
        self.adapter(Key::Recv(chan), || channel::recv(chan))
    }
    /// `func(channel, from unsafe.Pointer)`: sends.
    pub fn send_adapter(&self, chan: TypeRef) -> u64 {
        self.adapter(Key::Send(chan), || channel::send(chan))
    }
    /// `func(channels, values unsafe.Pointer) (index int, ok bool)`: selects over channels of these types (true: send), which
    /// lie in an array; so do the addresses of values. None: too many cases.
    pub fn select_adapter(&self, cases: &[(bool, TypeRef)], default: bool) -> Option<u64> {
        let key = Key::Select(cases.into(), default);
        if let Some(&closure) = self.adapters().made.lock().get(&key) {
            return Some(closure);
        }
        let (table, function) = channel::select(cases, default)?;
        Some(self.adapter(key, || function(self.add_select(table))))
    }
    fn code_of(&self, closure: u64) -> u64 {
        // SAFETY: a static closure is one word, the address of its function.
        unsafe { *(closure as *const u64) }
    }
}

/// A select table and the function for it once its number is known.
type Selecting = (SelectTable, Box<dyn FnOnce(u32) -> Function>);
