//! The universe and package `unsafe`: everything that is declared before the first line of a program.

use gorun_grammar::ast::Pos;
use num_bigint::BigInt;

use super::constant::Const;
use super::object::{Builtin, ObjId, ObjectKind, PkgId};
use super::scope::ScopeId;
use super::store::Types;
use super::ty::{Basic, InterfaceType, Method, NamedId, Signature, Type, TypeId};

/// Ids of what is predeclared.
#[derive(Clone, Copy, Debug)]
pub struct Universe {
    pub scope: ScopeId,
    /// The types as written: aliases of uint8, int32 and interface{}.
    pub byte: TypeId,
    pub rune: TypeId,
    pub any: TypeId,
    pub error: TypeId,
    pub error_named: NamedId,
    pub error_obj: ObjId,
    pub comparable: TypeId,
    pub comparable_named: NamedId,
    pub iota: ObjId,
    pub nil: ObjId,
    /// `interface{}`
    pub empty_interface: TypeId,
}

impl Default for Universe {
    /// Meaningless until `define` has run.
    fn default() -> Self {
        Universe {
            scope: ScopeId(0),
            byte: TypeId::INVALID,
            rune: TypeId::INVALID,
            any: TypeId::INVALID,
            error: TypeId::INVALID,
            error_named: NamedId(0),
            error_obj: ObjId(0),
            comparable: TypeId::INVALID,
            comparable_named: NamedId(0),
            iota: ObjId(0),
            nil: ObjId(0),
            empty_interface: TypeId::INVALID,
        }
    }
}

const ALL_BASIC: [Basic; 26] = [
    Basic::Invalid,
    Basic::Bool,
    Basic::Int,
    Basic::Int8,
    Basic::Int16,
    Basic::Int32,
    Basic::Int64,
    Basic::Uint,
    Basic::Uint8,
    Basic::Uint16,
    Basic::Uint32,
    Basic::Uint64,
    Basic::Uintptr,
    Basic::Float32,
    Basic::Float64,
    Basic::Complex64,
    Basic::Complex128,
    Basic::String,
    Basic::UnsafePointer,
    Basic::UntypedBool,
    Basic::UntypedInt,
    Basic::UntypedRune,
    Basic::UntypedFloat,
    Basic::UntypedComplex,
    Basic::UntypedString,
    Basic::UntypedNil,
];

const BUILTINS: [(&str, Builtin); 18] = [
    ("append", Builtin::Append),
    ("cap", Builtin::Cap),
    ("clear", Builtin::Clear),
    ("close", Builtin::Close),
    ("complex", Builtin::Complex),
    ("copy", Builtin::Copy),
    ("delete", Builtin::Delete),
    ("imag", Builtin::Imag),
    ("len", Builtin::Len),
    ("make", Builtin::Make),
    ("max", Builtin::Max),
    ("min", Builtin::Min),
    ("new", Builtin::New),
    ("panic", Builtin::Panic),
    ("print", Builtin::Print),
    ("println", Builtin::Println),
    ("real", Builtin::Real),
    ("recover", Builtin::Recover),
];

const UNSAFE_BUILTINS: [(&str, Builtin); 8] = [
    ("Add", Builtin::Add),
    ("Alignof", Builtin::Alignof),
    ("Offsetof", Builtin::Offsetof),
    ("Sizeof", Builtin::Sizeof),
    ("Slice", Builtin::Slice),
    ("SliceData", Builtin::SliceData),
    ("String", Builtin::String),
    ("StringData", Builtin::StringData),
];

/// The name of a basic type in messages.
pub fn basic_name(b: Basic) -> &'static str {
    match b {
        Basic::Invalid => "invalid type",
        Basic::Bool => "bool",
        Basic::Int => "int",
        Basic::Int8 => "int8",
        Basic::Int16 => "int16",
        Basic::Int32 => "int32",
        Basic::Int64 => "int64",
        Basic::Uint => "uint",
        Basic::Uint8 => "uint8",
        Basic::Uint16 => "uint16",
        Basic::Uint32 => "uint32",
        Basic::Uint64 => "uint64",
        Basic::Uintptr => "uintptr",
        Basic::Float32 => "float32",
        Basic::Float64 => "float64",
        Basic::Complex64 => "complex64",
        Basic::Complex128 => "complex128",
        Basic::String => "string",
        Basic::UnsafePointer => "unsafe.Pointer",
        Basic::UntypedBool => "untyped bool",
        Basic::UntypedInt => "untyped int",
        Basic::UntypedRune => "untyped rune",
        Basic::UntypedFloat => "untyped float",
        Basic::UntypedComplex => "untyped complex",
        Basic::UntypedString => "untyped string",
        Basic::UntypedNil => "untyped nil",
    }
}

/// The name of a builtin function, without package.
pub fn builtin_name(b: Builtin) -> &'static str {
    BUILTINS
        .iter()
        .chain(&UNSAFE_BUILTINS)
        .find(|(_, id)| *id == b)
        .map_or("", |(n, _)| n)
}

fn type_name(types: &mut Types, scope: ScopeId, name: &str, ty: TypeId, alias: bool) -> ObjId {
    let kind = ObjectKind::TypeName {
        alias,
        alias_tparams: Vec::new(),
    };
    let obj = types.new_object(name, Pos::NONE, PkgId::UNIVERSE, Some(ty), kind);
    types.insert(scope, obj);
    obj
}

fn alias(types: &mut Types, scope: ScopeId, name: &str, actual: TypeId) -> TypeId {
    let obj = type_name(types, scope, name, actual, true);
    let ty = types.intern(Type::Alias {
        obj,
        targs: Vec::new(),
        actual,
    });
    types.object_mut(obj).ty = Some(ty);
    ty
}

pub(super) fn define(types: &mut Types) {
    for b in ALL_BASIC {
        types.intern(Type::Basic(b));
    }
    let scope = types.new_scope(None);
    types.universe.scope = scope;
    types.new_package("".into(), "".into());
    types.packages[0].scope = scope;
    types.packages[0].complete = true;

    for b in &ALL_BASIC[Basic::Bool as usize..=Basic::String as usize] {
        type_name(types, scope, basic_name(*b), TypeId::of(*b), false);
    }
    types.universe.byte = alias(types, scope, "byte", TypeId::of(Basic::Uint8));
    types.universe.rune = alias(types, scope, "rune", TypeId::of(Basic::Int32));
    let empty = InterfaceType {
        methods: Vec::new(),
        embedded: Vec::new(),
        implicit: false,
    };
    let empty = types.intern(Type::Interface(empty));
    types.universe.empty_interface = empty;
    types.universe.any = alias(types, scope, "any", empty);

    // type error interface{ Error() string }
    let obj = type_name(types, scope, "error", TypeId::INVALID, false);
    let (named, ty) = types.new_named(obj);
    types.object_mut(obj).ty = Some(ty);
    let sig = types.intern(Type::Signature(Signature {
        tparams: Vec::new(),
        params: Vec::new(),
        results: vec![TypeId::of(Basic::String)],
        variadic: false,
        names: Vec::new(),
    }));
    let iface = types.intern(Type::Interface(InterfaceType {
        methods: vec![Method {
            name: "Error".into(),
            pkg: None,
            sig,
        }],
        embedded: Vec::new(),
        implicit: false,
    }));
    types.named[named.0 as usize].underlying = Some(iface);
    types.universe.error = ty;
    types.universe.error_named = named;
    types.universe.error_obj = obj;

    // comparable's underlying interface embeds comparable itself: a literal that no program can write, by
    // which type sets recognise it.
    let obj = type_name(types, scope, "comparable", TypeId::INVALID, false);
    let (named, ty) = types.new_named(obj);
    types.object_mut(obj).ty = Some(ty);
    let iface = types.intern(Type::Interface(InterfaceType {
        methods: Vec::new(),
        embedded: vec![ty],
        implicit: false,
    }));
    types.named[named.0 as usize].underlying = Some(iface);
    types.universe.comparable = ty;
    types.universe.comparable_named = named;

    for (name, ty, value) in [
        ("true", Basic::UntypedBool, Const::Bool(true)),
        ("false", Basic::UntypedBool, Const::Bool(false)),
        ("iota", Basic::UntypedInt, Const::Int(BigInt::from(0))),
    ] {
        let kind = ObjectKind::Const { value: Some(value) };
        let obj = types.new_object(name, Pos::NONE, PkgId::UNIVERSE, Some(TypeId::of(ty)), kind);
        types.insert(scope, obj);
        types.universe.iota = obj;
    }
    let ty = Some(TypeId::of(Basic::UntypedNil));
    let nil = types.new_object("nil", Pos::NONE, PkgId::UNIVERSE, ty, ObjectKind::Nil);
    types.insert(scope, nil);
    types.universe.nil = nil;
    for (name, b) in BUILTINS {
        let obj = types.new_object(
            name,
            Pos::NONE,
            PkgId::UNIVERSE,
            None,
            ObjectKind::Builtin(b),
        );
        types.insert(scope, obj);
    }

    let pkg = types.new_package("unsafe".into(), "unsafe".into());
    types.packages[pkg.0 as usize].complete = true;
    let scope = types.package(pkg).scope;
    let kind = ObjectKind::TypeName {
        alias: false,
        alias_tparams: Vec::new(),
    };
    let obj = types.new_object(
        "Pointer",
        Pos::NONE,
        pkg,
        Some(TypeId::of(Basic::UnsafePointer)),
        kind,
    );
    types.insert(scope, obj);
    for (name, b) in UNSAFE_BUILTINS {
        let obj = types.new_object(name, Pos::NONE, pkg, None, ObjectKind::Builtin(b));
        types.insert(scope, obj);
    }
}
