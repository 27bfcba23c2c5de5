//! Types that a running program makes: descriptors of pointers, slices, functions and so on that no line of it names.
//! Equal types have one descriptor here as well: what is asked for is looked up first among the program's own types, then
//! among those made before. Made ones live as long as the program; in a session, until
//! nobody refers to them.

use std::sync::atomic::Ordering;

use parking_lot::Mutex;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::bytecode::rtype::{
    ChanDir, Detail, Dispatch, Field, Kind, MethodEntry, RType, TypeArena, TypeRef,
};
use crate::bytecode::shape::Shape;
use crate::types::quote;

/// What tells a type literal from others; its parts are descriptors, which are unique.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Slice(TypeRef),
    Array(TypeRef, usize),
    Chan(TypeRef, u8),
    Map(TypeRef, TypeRef),
    Func(Box<[TypeRef]>, Box<[TypeRef]>, bool),
    Struct(Box<[FieldKey]>),
}

#[derive(PartialEq, Eq, Hash)]
struct FieldKey {
    name: Box<str>,
    pkg_path: Box<str>,
    ty: TypeRef,
    tag: Box<str>,
    embedded: bool,
}

#[derive(Default)]
pub struct MadeTypes {
    made: Mutex<Made>,
}

#[derive(Default)]
struct Made {
    /// Program types and made ones; filled when first needed.
    index: FxHashMap<Key, TypeRef>,
    filled: bool,
    /// Types that came to the program since it began.
    more: Vec<TypeRef>,
    own: Vec<*mut RType>,
}

// SAFETY: the pointers are owned boxes, shared as `TypeRef`s only.
unsafe impl Send for Made {}

impl Drop for Made {
    fn drop(&mut self) {
        for &p in &self.own {
            // SAFETY: made by `Box::into_raw` in `Made::add`, freed here, when the program has ended, or by `forget`.
            drop(unsafe { Box::from_raw(p) });
        }
    }
}

fn dir_number(dir: ChanDir) -> u8 {
    dir as u8
}

/// The key of a program's type literal.
fn key_of(t: TypeRef) -> Option<Key> {
    if t.named {
        return None;
    }
    match (&t.detail, t.kind) {
        (_, Kind::Slice) => Some(Key::Slice(t.elem)),
        (Detail::Array { len, .. }, _) => Some(Key::Array(t.elem, *len)),
        (Detail::Chan { dir }, _) => Some(Key::Chan(t.elem, dir_number(*dir))),
        (Detail::Map { key, .. }, _) => Some(Key::Map(*key, t.elem)),
        (
            Detail::Func {
                params,
                results,
                variadic,
            },
            _,
        ) => Some(Key::Func(params.clone(), results.clone(), *variadic)),
        // Tuples and the compiler's own objects are structs of another name.
        (Detail::Struct { fields }, _) if t.name.starts_with("struct {") => {
            Some(struct_key(fields))
        }
        _ => None,
    }
}

fn struct_key(fields: &[Field]) -> Key {
    let key = |f: &Field| FieldKey {
        name: f.name.clone(),
        pkg_path: f.pkg_path.clone(),
        ty: f.ty,
        tag: f.tag.clone(),
        embedded: f.embedded,
    };
    Key::Struct(fields.iter().map(key).collect())
}

impl MadeTypes {
    /// The program has grown.
    pub fn add_program_types(&self, types: &[TypeRef]) {
        let mut made = self.made.lock();
        if !made.filled {
            return made.more.extend_from_slice(types);
        }
        for &t in types {
            if let Some(key) = key_of(t) {
                made.index.entry(key).or_insert(t);
            }
        }
    }
    /// The types made here.
    pub fn all(&self) -> Vec<TypeRef> {
        self.made.lock().own.iter().map(|&p| TypeRef(p)).collect()
    }
    /// These types have gone, whether they were made here or came with the program. Answers the numbers of those made here.
    ///
    /// # Safety
    /// Nobody refers to them, and no type that stays.
    pub unsafe fn forget(&self, gone: &FxHashSet<TypeRef>) -> Vec<u32> {
        let mut made = self.made.lock();
        made.more.retain(|t| !gone.contains(t));
        // Whatever a type that stays is made of stays too.
        made.index.retain(|_, t| !gone.contains(t));
        let own = made.own.drain(..);
        let (dead, own): (Vec<*mut RType>, _) = own.partition(|&p| gone.contains(&TypeRef(p)));
        made.own = own;
        let free = |p: *mut RType| {
            // SAFETY: made by `Box::into_raw` in `Made::add`; nobody refers to it, as the caller promises.
            unsafe { Box::from_raw(p) }.id
        };
        dead.into_iter().map(free).collect()
    }
    pub fn pointer_to(&self, program: &TypeArena, elem: TypeRef) -> TypeRef {
        let have = elem.pointer_to.load(Ordering::Acquire);
        if !have.is_null() {
            return TypeRef(have);
        }
        let mut made = self.made.lock();
        let have = elem.pointer_to.load(Ordering::Acquire);
        if !have.is_null() {
            return TypeRef(have);
        }
        let name = format!("*{}", elem.name);
        let t = made.add(program, Shape::of_kind(Kind::Pointer), name, |r| {
            r.elem = elem
        });
        elem.pointer_to.store(t.0 as *mut RType, Ordering::Release);
        t
    }
    pub fn slice_of(&self, program: &TypeArena, elem: TypeRef) -> TypeRef {
        self.made.lock().slice(program, elem)
    }
    pub fn array_of(&self, program: &TypeArena, elem: TypeRef, len: usize) -> TypeRef {
        let mut made = self.made.lock();
        let slice = made.slice(program, elem);
        made.find_or(program, Key::Array(elem, len), |made| {
            let name = format!("[{len}]{}", elem.name);
            made.add(program, Shape::array(elem, len), name, |r| {
                r.elem = elem;
                r.detail = Detail::Array { len, slice };
            })
        })
    }
    pub fn chan_of(&self, program: &TypeArena, elem: TypeRef, dir: ChanDir) -> TypeRef {
        let mut made = self.made.lock();
        made.find_or(program, Key::Chan(elem, dir_number(dir)), |made| {
            let e = &elem.name;
            let name = match dir {
                ChanDir::Both if e.starts_with("<-") => format!("chan ({e})"),
                ChanDir::Both => format!("chan {e}"),
                ChanDir::Send => format!("chan<- {e}"),
                ChanDir::Recv => format!("<-chan {e}"),
            };
            made.add(program, Shape::of_kind(Kind::Chan), name, |r| {
                r.elem = elem;
                r.detail = Detail::Chan { dir };
            })
        })
    }
    pub fn map_of(&self, program: &TypeArena, key: TypeRef, elem: TypeRef) -> TypeRef {
        let mut made = self.made.lock();
        made.find_or(program, Key::Map(key, elem), |made| {
            let field = |name: &str, ty| Field {
                name: name.into(),
                pkg_path: "".into(),
                ty,
                offset: 0,
                embedded: false,
                tag: "".into(),
                first_leaf: 0,
            };
            let slot = made.structure(
                program,
                vec![field("Key", key), field("Elem", elem)],
                |_| Vec::new(),
            );
            let elem_offset = match &slot.detail {
                Detail::Struct { fields } => fields[1].offset,
                _ => 0,
            };
            let name = format!("map[{}]{}", key.name, elem.name);
            made.add(program, Shape::of_kind(Kind::Map), name, |r| {
                r.elem = elem;
                r.detail = Detail::Map {
                    key,
                    slot,
                    elem_offset,
                };
            })
        })
    }
    pub fn func_of(
        &self,
        program: &TypeArena,
        params: Box<[TypeRef]>,
        results: Box<[TypeRef]>,
        variadic: bool,
    ) -> TypeRef {
        let mut made = self.made.lock();
        let key = Key::Func(params.clone(), results.clone(), variadic);
        made.find_or(program, key, |made| {
            let name = func_name(&params, &results, variadic);
            made.add(program, Shape::of_kind(Kind::Func), name, |r| {
                r.detail = Detail::Func {
                    params,
                    results,
                    variadic,
                };
            })
        })
    }
    /// Offsets and first leaves of the fields are set here. `methods` gives the method set of a new type, sorted by name.
    pub fn struct_of(
        &self,
        program: &TypeArena,
        fields: Vec<Field>,
        methods: impl FnOnce(&[Field]) -> Vec<MethodEntry>,
    ) -> TypeRef {
        self.made.lock().structure(program, fields, methods)
    }
}

impl Made {
    fn find_or(
        &mut self,
        program: &TypeArena,
        key: Key,
        make: impl FnOnce(&mut Made) -> TypeRef,
    ) -> TypeRef {
        if !self.filled {
            self.filled = true;
            let more = std::mem::take(&mut self.more);
            for t in program.iter().chain(more) {
                if let Some(key) = key_of(t) {
                    self.index.entry(key).or_insert(t);
                }
            }
        }
        if let Some(&t) = self.index.get(&key) {
            return t;
        }
        let t = make(self);
        self.index.insert(key, t);
        t
    }
    fn add(
        &mut self,
        program: &TypeArena,
        shape: Shape,
        name: String,
        rest: impl FnOnce(&mut RType),
    ) -> TypeRef {
        let mut r = RType::blank(program.next_number(self.own.len()));
        shape.put(&mut r);
        r.name = name.into();
        rest(&mut r);
        let p = r.settled();
        self.own.push(p);
        TypeRef(p)
    }
    fn slice(&mut self, program: &TypeArena, elem: TypeRef) -> TypeRef {
        self.find_or(program, Key::Slice(elem), |made| {
            let name = format!("[]{}", elem.name);
            made.add(program, Shape::of_kind(Kind::Slice), name, |r| {
                r.elem = elem
            })
        })
    }
    fn structure(
        &mut self,
        program: &TypeArena,
        fields: Vec<Field>,
        methods: impl FnOnce(&[Field]) -> Vec<MethodEntry>,
    ) -> TypeRef {
        self.find_or(program, struct_key(&fields), |made| {
            let name = struct_name(&fields);
            let shape = Shape::structure(fields);
            let methods = methods(&shape.fields);
            made.add(program, shape, name, |r| {
                let known: Vec<_> = methods
                    .iter()
                    .filter(|m| !m.function.is_null())
                    .map(|m| (m.selector, m.function))
                    .collect();
                if !known.is_empty() {
                    r.dispatch = Dispatch::build(&known);
                }
                r.methods = methods.into();
            })
        })
    }
}

/// As `compile::layout::type_name`, from descriptors.
fn func_name(params: &[TypeRef], results: &[TypeRef], variadic: bool) -> String {
    let names: Vec<String> = params
        .iter()
        .enumerate()
        .map(|(i, p)| {
            if variadic && i + 1 == params.len() {
                format!("...{}", p.elem.name)
            } else {
                p.name.to_string()
            }
        })
        .collect();
    let mut out = format!("func({})", names.join(", "));
    match results {
        [] => {}
        [r] => {
            out.push(' ');
            out.push_str(&r.name);
        }
        list => {
            let list: Vec<&str> = list.iter().map(|r| &*r.name).collect();
            out.push_str(&format!(" ({})", list.join(", ")));
        }
    }
    out
}

fn struct_name(fields: &[Field]) -> String {
    let mut out = String::from("struct {");
    for (i, f) in fields.iter().enumerate() {
        out.push_str(if i > 0 { "; " } else { " " });
        if !f.embedded {
            out.push_str(&f.name);
            out.push(' ');
        }
        out.push_str(&f.ty.name);
        if !f.tag.is_empty() {
            out.push(' ');
            out.push_str(&quote(&f.tag));
        }
    }
    out.push_str(if fields.is_empty() { "}" } else { " }" });
    out
}
