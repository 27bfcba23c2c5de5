//! From types to descriptors: gc's sizes and offsets, leaves, word classes, equality, names. One descriptor for
//! each identical type. It emits no code; methods are put in by `methods`.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::bytecode::rtype::{
    ChanDir as RChanDir, Detail, Equality, Field, InterfaceMethod, Kind, Leaf, RType, Selector,
    TypeArena, TypeRef, Width, WordClass,
};
use crate::bytecode::shape::{LARGEST, Shape};
use crate::types::predicates::is_exported;
use crate::types::quote;
use crate::types::reach::Reached;
use crate::types::ty::{InterfaceType, Method, Signature, StructField, StructType};
use crate::types::{Basic, NamedId, PkgId, Type, TypeId, Types};
use gorun_grammar::ast::ChanDir;
use smol_str::SmolStr;

#[derive(Default)]
pub struct Layout {
    /// What is wrong with a type that has been asked for, until somebody says so.
    pub too_large: Option<String>,
    pub arena: TypeArena,
    cache: FxHashMap<TypeId, TypeRef>,
    norms: FxHashMap<TypeId, TypeId>,
    /// From a descriptor's number to the type; invalid for the compiler's own objects.
    ids: Vec<TypeId>,
    pending: Vec<(TypeRef, TypeId)>,
    busy: bool,
    selectors: FxHashMap<(SmolStr, Option<PkgId>, TypeId), Selector>,
    next_selector: u32,
    objects: FxHashMap<Vec<WordClass>, TypeRef>,
}

impl Layout {
    /// The type behind a descriptor.
    pub fn id_of(&self, t: TypeRef) -> TypeId {
        self.ids
            .get(t.id as usize)
            .copied()
            .unwrap_or(TypeId::INVALID)
    }

    fn number(&mut self, t: TypeRef, id: TypeId) {
        let at = t.id as usize;
        if at >= self.ids.len() {
            self.ids.resize(at + 1, TypeId::INVALID);
        }
        self.ids[at] = id;
    }

    /// The one id that all types identical to `id` share.
    pub fn norm(&mut self, types: &mut Types, id: TypeId) -> TypeId {
        if let Some(&n) = self.norms.get(&id) {
            return n;
        }
        let c = types.canon(id);
        let n = match types.get(c).clone() {
            Type::Basic(b) => TypeId::of(default_basic(b)),
            Type::Named(_) | Type::TypeParam(_) | Type::Alias { .. } | Type::Union(_) => c,
            Type::Pointer(e) => {
                let e = self.norm(types, e);
                types.intern(Type::Pointer(e))
            }
            Type::Slice(e) => {
                let e = self.norm(types, e);
                types.intern(Type::Slice(e))
            }
            Type::Array { len, elem } => {
                let elem = self.norm(types, elem);
                types.intern(Type::Array { len, elem })
            }
            Type::Map { key, elem } => {
                let (key, elem) = (self.norm(types, key), self.norm(types, elem));
                types.intern(Type::Map { key, elem })
            }
            Type::Chan { dir, elem } => {
                let elem = self.norm(types, elem);
                types.intern(Type::Chan { dir, elem })
            }
            Type::Tuple(l) => {
                let l = l.iter().map(|&t| self.norm(types, t)).collect();
                types.intern(Type::Tuple(l))
            }
            Type::Struct(s) => {
                let fields = s
                    .fields
                    .into_iter()
                    .map(|f| StructField {
                        ty: self.norm(types, f.ty),
                        ..f
                    })
                    .collect();
                types.intern(Type::Struct(StructType { fields }))
            }
            Type::Signature(s) => {
                let params = s.params.iter().map(|&t| self.norm(types, t)).collect();
                let results = s.results.iter().map(|&t| self.norm(types, t)).collect();
                types.intern(Type::Signature(Signature {
                    tparams: Vec::new(),
                    params,
                    results,
                    names: Vec::new(),
                    ..s
                }))
            }
            Type::Interface(i) => {
                let set = types.type_set(c);
                if i.embedded.is_empty() && i.methods.is_empty() || !set.is_method_set() {
                    c
                } else {
                    let methods = set
                        .methods
                        .iter()
                        .map(|m| Method {
                            sig: self.norm(types, m.sig),
                            ..m.clone()
                        })
                        .collect();
                    types.intern(Type::Interface(InterfaceType {
                        methods,
                        embedded: Vec::new(),
                        implicit: false,
                    }))
                }
            }
        };
        self.norms.insert(id, n);
        self.norms.insert(n, n);
        n
    }

    /// The number of a method's name and signature.
    pub fn selector(
        &mut self,
        types: &mut Types,
        name: &SmolStr,
        pkg: Option<PkgId>,
        sig: TypeId,
    ) -> Selector {
        let sig = self.norm(types, sig);
        let pkg = if crate::types::predicates::is_exported(name) {
            None
        } else {
            pkg
        };
        let next = &mut self.next_selector;
        let made = self.selectors.entry((name.clone(), pkg, sig));
        *made.or_insert_with(|| {
            *next += 1;
            Selector(*next - 1)
        })
    }

    /// The descriptor of a type without type parameters.
    pub fn rtype(&mut self, types: &mut Types, id: TypeId) -> TypeRef {
        if let Some(&t) = self.cache.get(&id) {
            return t;
        }
        let outermost = !std::mem::replace(&mut self.busy, true);
        let t = self.build(types, id);
        if outermost {
            while let Some((t, id)) = self.pending.pop() {
                self.complete(types, t, id);
            }
            self.busy = false;
        }
        t
    }

    /// Size, leaves and all that other types' sizes depend on; what is behind a pointer is left to `complete`.
    fn build(&mut self, types: &mut Types, id: TypeId) -> TypeRef {
        if let Some(&t) = self.cache.get(&id) {
            return t;
        }
        let n = self.norm(types, id);
        if let Some(&t) = self.cache.get(&n) {
            self.cache.insert(id, t);
            return t;
        }
        let t = self.arena.reserve();
        self.number(t, n);
        self.cache.insert(n, t);
        self.cache.insert(id, t);
        let under = types.underlying(n);
        let shape = self.shape(types, under);
        let name: Box<str> = type_name(types, n, false).into();
        let (named, base_name, pkg_path) = match types.get(n) {
            Type::Named(id) => {
                let obj = types.object(types.named(*id).obj);
                let path = SmolStr::new(types.package(obj.pkg).public_path());
                (true, base_name(types, *id), path)
            }
            Type::Basic(_) => (true, name.to_string(), SmolStr::default()),
            _ => (false, String::new(), SmolStr::default()),
        };
        let base_name = if base_name.is_empty() {
            name.to_string()
        } else {
            base_name
        };
        self.arena.edit(t, |r| {
            shape.put(r);
            r.named = named;
            r.base_name = if named { base_name.into() } else { "".into() };
            r.pkg_path = pkg_path.as_str().into();
            r.name = name;
        });
        self.pending.push((t, under));
        t
    }

    fn shape(&mut self, types: &mut Types, under: TypeId) -> Shape {
        match types.get(under).clone() {
            Type::Basic(b) => basic_shape(default_basic(b)),
            Type::Pointer(_) => Shape::of_kind(Kind::Pointer),
            Type::Map { .. } => Shape::of_kind(Kind::Map),
            Type::Chan { .. } => Shape::of_kind(Kind::Chan),
            Type::Signature(_) => Shape::of_kind(Kind::Func),
            Type::Slice(_) => Shape::of_kind(Kind::Slice),
            Type::Interface(_) => Shape::of_kind(Kind::Interface),
            Type::Array { len, elem } => {
                let e = self.build(types, elem);
                let len = len.max(0) as usize;
                let size = e.size.saturating_mul(len);
                if size < LARGEST {
                    return Shape::array(e, len);
                }
                self.refuse(types, under);
                Shape::array(e, 1)
            }
            Type::Struct(s) => self.struct_shape(types, &s),
            Type::Tuple(l) => {
                let s = StructType {
                    fields: l
                        .iter()
                        .map(|&ty| StructField {
                            name: "_".into(),
                            pkg: None,
                            ty,
                            embedded: false,
                            tag: "".into(),
                        })
                        .collect(),
                };
                self.struct_shape(types, &s)
            }
            Type::Named(_) | Type::Alias { .. } | Type::Union(_) | Type::TypeParam(_) => {
                Shape::of_kind(Kind::Invalid)
            }
        }
    }

    fn refuse(&mut self, types: &Types, t: TypeId) {
        let name = type_name(types, t, true);
        self.too_large
            .get_or_insert_with(|| format!("type {name} larger than address space"));
    }

    fn struct_shape(&mut self, types: &mut Types, s: &StructType) -> Shape {
        let fields = s
            .fields
            .iter()
            .map(|f| Field {
                name: f.name.as_str().into(),
                pkg_path: match f.pkg {
                    Some(p) => types.package(p).public_path().into(),
                    None => "".into(),
                },
                ty: self.build(types, f.ty),
                offset: 0,
                embedded: f.embedded,
                tag: f.tag.as_str().into(),
                first_leaf: 0,
            })
            .collect();
        let shape = Shape::structure_within(fields, LARGEST);
        if shape.size >= LARGEST {
            self.too_large
                .get_or_insert_with(|| "struct type too large".into());
        }
        shape
    }

    /// What refers to other types without needing their size.
    fn complete(&mut self, types: &mut Types, t: TypeRef, under: TypeId) {
        match types.get(under).clone() {
            Type::Pointer(e) => {
                let e = self.build(types, e);
                self.arena.edit(t, |r| r.elem = e);
                if !t.named {
                    e.pointer_to
                        .store(t.0 as *mut RType, std::sync::atomic::Ordering::Relaxed);
                }
            }
            Type::Slice(e) => {
                let e = self.build(types, e);
                self.arena.edit(t, |r| r.elem = e);
            }
            Type::Chan { dir, elem } => {
                let e = self.build(types, elem);
                let dir = match dir {
                    ChanDir::Both => RChanDir::Both,
                    ChanDir::Send => RChanDir::Send,
                    ChanDir::Recv => RChanDir::Recv,
                };
                self.arena.edit(t, |r| {
                    r.elem = e;
                    r.detail = Detail::Chan { dir };
                });
            }
            Type::Array { len, elem } => {
                let e = self.build(types, elem);
                let slice = types.intern(Type::Slice(elem));
                let slice = self.build(types, slice);
                self.arena.edit(t, |r| {
                    r.elem = e;
                    r.detail = Detail::Array {
                        len: len.max(0) as usize,
                        slice,
                    };
                });
            }
            Type::Map { key, elem } => {
                let (k, e) = (self.build(types, key), self.build(types, elem));
                let field = |name: &str, ty| StructField {
                    name: name.into(),
                    pkg: None,
                    ty,
                    embedded: false,
                    tag: "".into(),
                };
                let slot = types.intern(Type::Struct(StructType {
                    fields: vec![field("Key", key), field("Elem", elem)],
                }));
                let slot = self.build(types, slot);
                let elem_offset = match &slot.detail {
                    Detail::Struct { fields } => fields[1].offset,
                    _ => 0,
                };
                self.arena.edit(t, |r| {
                    r.elem = e;
                    r.detail = Detail::Map {
                        key: k,
                        slot,
                        elem_offset,
                    };
                });
            }
            Type::Signature(s) => {
                let params = s.params.iter().map(|&p| self.build(types, p)).collect();
                let results = s.results.iter().map(|&p| self.build(types, p)).collect();
                self.arena.edit(t, |r| {
                    r.detail = Detail::Func {
                        params,
                        results,
                        variadic: s.variadic,
                    };
                });
            }
            Type::Interface(_) => {
                let set = types.type_set(under);
                let mut methods = Vec::with_capacity(set.methods.len());
                for m in &set.methods {
                    let selector = self.selector(types, &m.name, m.pkg, m.sig);
                    methods.push(InterfaceMethod {
                        name: m.name.as_str().into(),
                        pkg_path: pkg_path(types, &m.name, m.pkg),
                        selector,
                        ty: self.build(types, m.sig),
                    });
                }
                self.arena.edit(t, |r| {
                    r.detail = Detail::Interface {
                        methods: methods.into(),
                    }
                });
            }
            _ => {}
        }
    }

    /// The descriptors of the compiler's own objects, which stay.
    pub fn objects(&self) -> impl Iterator<Item = TypeRef> + '_ {
        self.objects.values().copied()
    }
    /// Numbers of selectors, which code has, stay unless their signatures mention a declared type that has not been met.
    pub fn show_selectors(&self, types: &Types, reached: &mut Reached) {
        for (_, _, signature) in self.selectors.keys() {
            if types.can_be_named(reached, *signature) {
                reached.ty(*signature);
            }
        }
    }
    /// Types that the walk has not met have gone, and these descriptors. Answers the selectors that have.
    pub fn forget_types(
        &mut self,
        reached: &Reached,
        gone: &FxHashSet<TypeRef>,
    ) -> FxHashSet<Selector> {
        for t in gone {
            if let Some(id) = self.ids.get_mut(t.id as usize) {
                *id = TypeId::INVALID;
            }
        }
        self.cache
            .retain(|id, t| reached.has_type(*id) && !gone.contains(t));
        let stays = |t: &TypeId, n: &TypeId| reached.has_type(*t) && reached.has_type(*n);
        self.norms.retain(|t, n| stays(t, n));
        let mut selectors = FxHashSet::default();
        self.selectors.retain(|(_, _, signature), selector| {
            let stays = reached.has_type(*signature);
            if !stays {
                selectors.insert(*selector);
            }
            stays
        });
        selectors
    }

    /// The descriptor of an object that only the compiler knows: consecutive words, such as a closure's.
    pub fn object(&mut self, words: &[WordClass]) -> TypeRef {
        if let Some(&t) = self.objects.get(words) {
            return t;
        }
        let t = self.arena.reserve();
        self.number(t, TypeId::INVALID);
        let shape = Shape::words(Kind::Struct, words);
        self.arena.edit(t, |r| {
            shape.put(r);
            r.in_memory = true;
            r.leaves = Box::new([]);
            r.name = "closure".into();
            r.equality = Equality::None;
            r.direct = false;
            r.data_is_pointer = true;
        });
        self.objects.insert(words.to_vec(), t);
        t
    }
}

/// The package path that is part of an unexported method's name.
pub fn pkg_path(types: &Types, name: &str, pkg: Option<PkgId>) -> Box<str> {
    match pkg {
        Some(p) if !crate::types::predicates::is_exported(name) => {
            types.package(p).public_path().into()
        }
        _ => "".into(),
    }
}

fn default_basic(b: Basic) -> Basic {
    match b {
        Basic::UntypedBool => Basic::Bool,
        Basic::UntypedInt => Basic::Int,
        Basic::UntypedRune => Basic::Int32,
        Basic::UntypedFloat => Basic::Float64,
        Basic::UntypedComplex => Basic::Complex128,
        Basic::UntypedString => Basic::String,
        Basic::UntypedNil => Basic::UnsafePointer,
        b => b,
    }
}

fn basic_shape(b: Basic) -> Shape {
    use Equality::{Bytes, C64, C128, F32, F64};
    let complex = |kind, size: usize, equality, width| Shape {
        size,
        align: size as u8 / 2,
        kind,
        equality,
        in_memory: false,
        direct: false,
        words: Vec::new(),
        leaves: vec![
            Leaf {
                offset: 0,
                width,
                class: WordClass::Scalar,
            },
            Leaf {
                offset: size as u32 / 2,
                width,
                class: WordClass::Scalar,
            },
        ],
        fields: Vec::new(),
    };
    match b {
        Basic::Bool => Shape::scalar(Kind::Bool, 1, Width::U8, Bytes),
        Basic::Int => Shape::scalar(Kind::Int, 8, Width::W64, Bytes),
        Basic::Int8 => Shape::scalar(Kind::Int8, 1, Width::I8, Bytes),
        Basic::Int16 => Shape::scalar(Kind::Int16, 2, Width::I16, Bytes),
        Basic::Int32 => Shape::scalar(Kind::Int32, 4, Width::I32, Bytes),
        Basic::Int64 => Shape::scalar(Kind::Int64, 8, Width::W64, Bytes),
        Basic::Uint => Shape::scalar(Kind::Uint, 8, Width::W64, Bytes),
        Basic::Uint8 => Shape::scalar(Kind::Uint8, 1, Width::U8, Bytes),
        Basic::Uint16 => Shape::scalar(Kind::Uint16, 2, Width::U16, Bytes),
        Basic::Uint32 => Shape::scalar(Kind::Uint32, 4, Width::U32, Bytes),
        Basic::Uint64 => Shape::scalar(Kind::Uint64, 8, Width::W64, Bytes),
        Basic::Uintptr => Shape::scalar(Kind::Uintptr, 8, Width::W64, Bytes),
        Basic::Float32 => Shape::scalar(Kind::Float32, 4, Width::U32, F32),
        Basic::Float64 => Shape::scalar(Kind::Float64, 8, Width::W64, F64),
        Basic::Complex64 => complex(Kind::Complex64, 8, C64, Width::U32),
        Basic::Complex128 => complex(Kind::Complex128, 16, C128, Width::W64),
        Basic::String => Shape {
            direct: false,
            equality: Equality::String,
            ..Shape::words(Kind::String, &[WordClass::Pointer, WordClass::Scalar])
        },
        _ => Shape::word(Kind::UnsafePointer, WordClass::Pointer),
    }
}

fn base_name(types: &Types, id: NamedId) -> String {
    let named = types.named(id);
    let mut s = types.object(named.obj).name.to_string();
    if let Some((origin, targs)) = &named.origin {
        // Arguments for a surrounding function's type parameters come first, up to a semicolon if others follow.
        let outer = types.named(*origin).outer.len();
        if !targs.is_empty() {
            s.push('[');
            for (i, &t) in targs.iter().enumerate() {
                if i > 0 {
                    s.push(if i == outer { ';' } else { ',' });
                }
                s.push_str(&type_name(types, t, true));
            }
            s.push(']');
        }
    }
    s
}

/// What tells local types of one name apart where a type argument is named: gc numbers the types that a package
/// defines inside functions in the order of their declarations.
fn local_number(types: &Types, id: NamedId) -> usize {
    let named = types.named(id);
    let origin = named.origin.as_ref().map_or(id, |(o, _)| *o);
    let declared = types.object(types.named(origin).obj);
    let earlier = types.all_named().filter(|n| {
        let o = types.object(n.obj);
        n.local && n.origin.is_none() && o.pkg == declared.pkg && o.pos < declared.pos
    });
    1 + earlier.count()
}

/// As `reflect.Type.String`; type arguments are qualified by the whole path.
pub fn type_name(types: &Types, id: TypeId, whole_path: bool) -> String {
    let name = |t: TypeId| type_name(types, t, whole_path);
    match types.get(types.canon(id)) {
        Type::Basic(b) => crate::types::universe::basic_name(default_basic(*b)).to_string(),
        Type::Named(n) => {
            let obj = types.object(types.named(*n).obj);
            let mut base = base_name(types, *n);
            if obj.pkg == PkgId::UNIVERSE {
                return base;
            }
            if whole_path && types.named(*n).local {
                base.push_str(&format!("·{}", local_number(types, *n)));
            }
            let pkg = types.package(obj.pkg);
            let path = if whole_path {
                pkg.public_path()
            } else {
                &pkg.name
            };
            format!("{path}.{base}")
        }
        Type::Pointer(e) => format!("*{}", name(*e)),
        Type::Slice(e) => format!("[]{}", name(*e)),
        Type::Array { len, elem } => format!("[{len}]{}", name(*elem)),
        Type::Map { key, elem } => format!("map[{}]{}", name(*key), name(*elem)),
        Type::Chan { dir, elem } => {
            let e = name(*elem);
            match dir {
                ChanDir::Both if e.starts_with("<-") => format!("chan ({e})"),
                ChanDir::Both => format!("chan {e}"),
                ChanDir::Send => format!("chan<- {e}"),
                ChanDir::Recv => format!("<-chan {e}"),
            }
        }
        Type::Struct(s) => {
            let mut out = String::from("struct {");
            for (i, f) in s.fields.iter().enumerate() {
                out.push_str(if i > 0 { "; " } else { " " });
                let ty = name(f.ty);
                let field = match f.pkg {
                    Some(p) if whole_path && !is_exported(&f.name) => {
                        format!("{}.{}", types.package(p).public_path(), f.name)
                    }
                    _ => f.name.to_string(),
                };
                if !f.embedded {
                    out.push_str(&field);
                    out.push(' ');
                } else if whole_path && !embeds_its_name(&ty, &field) {
                    // Embedded through an alias: only the names of type arguments tell it.
                    out.push_str(&field);
                    out.push_str(" = ");
                }
                out.push_str(&ty);
                if !f.tag.is_empty() {
                    out.push(' ');
                    out.push_str(&quote(&f.tag));
                }
            }
            if !s.fields.is_empty() {
                out.push(' ');
            }
            out.push('}');
            out
        }
        Type::Tuple(l) => format!(
            "({})",
            l.iter().map(|&t| name(t)).collect::<Vec<_>>().join(", ")
        ),
        Type::Signature(s) => format!("func{}", signature_name(types, s, whole_path)),
        Type::Interface(_) => {
            let set = types.type_set(id);
            if set.methods.is_empty() {
                return "interface {}".into();
            }
            let methods: Vec<String> = set
                .methods
                .iter()
                .map(|m| match types.get(types.canon(m.sig)) {
                    Type::Signature(s) => {
                        let pkg = match m.pkg {
                            Some(p) if !is_exported(&m.name) => {
                                format!("{}.", types.package(p).name)
                            }
                            _ => String::new(),
                        };
                        format!("{pkg}{}{}", m.name, signature_name(types, s, whole_path))
                    }
                    _ => m.name.to_string(),
                })
                .collect();
            format!("interface {{ {} }}", methods.join("; "))
        }
        Type::Union(_) | Type::Alias { .. } => "?".into(),
        Type::TypeParam(p) => types.object(types.tparam(*p).obj).name.to_string(),
    }
}

/// Whether an embedded field is called what its type is called.
fn embeds_its_name(ty: &str, field: &str) -> bool {
    let ty = ty.strip_prefix('*').unwrap_or(ty);
    let ty = ty.split(['[', '·']).next().unwrap_or(ty);
    let bare = ty.rsplit('.').next().unwrap_or(ty);
    ty == field || is_exported(field) && bare == field
}

fn signature_name(types: &Types, s: &Signature, whole_path: bool) -> String {
    let mut out = String::from("(");
    for (i, &p) in s.params.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        match types.get(types.canon(p)) {
            Type::Slice(e) if s.variadic && i + 1 == s.params.len() => {
                out.push_str("...");
                out.push_str(&type_name(types, *e, whole_path));
            }
            _ => out.push_str(&type_name(types, p, whole_path)),
        }
    }
    out.push(')');
    match s.results.as_slice() {
        [] => {}
        [r] => {
            out.push(' ');
            out.push_str(&type_name(types, *r, whole_path));
        }
        list => {
            let list: Vec<String> = list
                .iter()
                .map(|&t| type_name(types, t, whole_path))
                .collect();
            out.push_str(&format!(" ({})", list.join(", ")));
        }
    }
    out
}
