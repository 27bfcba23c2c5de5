//! Arguments of `print` and `println` that gc's back end refuses: structs and arrays, also where only an instance makes them so. What is generic and has
//! no instance it does not see. (It says the same again where it has inlined such an instance, and where the instance is.)

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::Pos;
use rustc_hash::FxHashSet;

use super::checker::Checker;
use super::is_exported;
use super::object::PkgId;
use super::subst::SubstMap;
use super::ty::{StructField, Type, TypeId, TypeParamId};

#[derive(Clone, Debug)]
pub(super) struct Unprintable {
    /// The call's place.
    pub pos: Pos,
    /// `print` or `println`.
    pub name: String,
    pub ty: TypeId,
    /// Type parameters of the function around.
    pub tparams: Vec<TypeParamId>,
}

impl Checker<'_> {
    /// Reports them. Only for a package that is otherwise in order.
    pub(super) fn unprintable_arguments(&mut self) {
        let found = std::mem::take(&mut self.unprintable);
        if found.is_empty() {
            return;
        }
        let none = SubstMap::default();
        let instances = match found.iter().all(|u| u.tparams.is_empty()) {
            true => Vec::new(),
            false => self.concrete_instances(),
        };
        let mut said = FxHashSet::default();
        for u in found {
            let holds = |env: &&SubstMap| u.tparams.iter().all(|p| env.contains_key(p));
            let envs: Vec<&SubstMap> = match u.tparams.is_empty() {
                true => vec![&none],
                false => instances.iter().map(|c| &c.env).filter(holds).collect(),
            };
            for env in envs {
                let ty = self.types.subst(u.ty, env);
                if !matches!(
                    self.types.under_ty(ty),
                    Type::Struct(_) | Type::Array { .. }
                ) {
                    continue;
                }
                let shown = self.as_gc_shows(u.ty, env);
                let text = format!("illegal types for operand: {}\n\t{shown}", u.name);
                if u.tparams.is_empty() || said.insert((u.pos, text.clone())) {
                    self.diagnostics.push(Diagnostic::new(u.pos, text));
                }
            }
        }
    }

    /// gc's back end writes struct types with more blanks, and for a type parameter the shape of what it stands for.
    fn as_gc_shows(&mut self, ty: TypeId, env: &SubstMap) -> String {
        match self.types.get(ty).clone() {
            Type::TypeParam(p) if env.contains_key(&p) => {
                let shape = self.types.under(env[&p]);
                format!("go.shape.{}", self.linked(shape))
            }
            Type::Array { len, elem } => format!("[{len}]{}", self.as_gc_shows(elem, env)),
            Type::Struct(s) => struct_shown(&s.fields, |f| match f.embedded {
                true => self.as_gc_shows(f.ty, env),
                false => format!("{} {}", f.name, self.as_gc_shows(f.ty, env)),
            }),
            Type::Named(n) if !env.is_empty() && self.types.mentions_tparams(ty) => {
                let named = self.types.named(n);
                let name = self.types.object(named.obj).name.clone();
                let targs = named.origin.clone().map_or_else(Vec::new, |o| o.1);
                let targs = targs.into_iter().map(|t| self.as_gc_shows(t, env));
                let targs: Vec<String> = targs.collect();
                format!("{name}[{}]", targs.join(","))
            }
            _ => self.type_str(ty),
        }
    }

    /// As the linker knows a type: every name with its package.
    fn linked(&self, ty: TypeId) -> String {
        match self.types.get(ty).clone() {
            Type::Array { len, elem } => format!("[{len}]{}", self.linked(elem)),
            Type::Struct(s) => struct_shown(&s.fields, |f| {
                let package = match is_exported(&f.name) {
                    true => String::new(),
                    false => format!("{}.", self.types.package(self.pkg).name),
                };
                match f.embedded {
                    true => self.linked(f.ty),
                    false => format!("{package}{} {}", f.name, self.linked(f.ty)),
                }
            }),
            Type::Signature(s) => {
                let list = |list: &[TypeId]| {
                    let shown: Vec<String> = list.iter().map(|&t| self.linked(t)).collect();
                    shown.join(", ")
                };
                match s.results.len() {
                    0 => format!("func({})", list(&s.params)),
                    1 => format!("func({}) {}", list(&s.params), list(&s.results)),
                    _ => format!("func({}) ({})", list(&s.params), list(&s.results)),
                }
            }
            _ => {
                let qualifier = |p: PkgId| self.types.package(p).name.to_string();
                self.types.type_string(ty, &qualifier)
            }
        }
    }
}

fn struct_shown(fields: &[StructField], shown: impl FnMut(&StructField) -> String) -> String {
    let fields: Vec<String> = fields.iter().map(shown).collect();
    match fields.is_empty() {
        true => "struct {}".into(),
        false => format!("struct {{ {} }}", fields.join("; ")),
    }
}
