//! Struct types (spec: Struct types).

use gorun_grammar::ast::{BasicLit, FieldList, NodeId, Pos};
use smol_str::SmolStr;

use super::checker::Checker;
use super::codes::Code;
use super::errors::ErrorDesc;
use super::object::{ObjId, ObjectKind, VarKind};
use super::predicates::is_exported;
use super::ty::{Basic, StructField, StructType, Type, TypeId};
use super::typexpr::EmbeddedName;

impl<'a> Checker<'a> {
    pub(super) fn struct_type(&mut self, list: &'a FieldList) -> TypeId {
        let mut fields: Vec<StructField> = Vec::new();
        let mut places: Vec<(Option<NodeId>, Pos)> = Vec::new();
        for f in &list.fields {
            let ty = self.var_type(&f.ty);
            let tag = f
                .tag
                .as_ref()
                .map_or_else(SmolStr::default, |t| self.tag(t));
            if !f.names.is_empty() {
                for n in &f.names {
                    self.add_field(
                        &mut fields,
                        &mut places,
                        (Some(n.id), n.pos),
                        &n.name,
                        ty,
                        &tag,
                        false,
                    );
                }
                continue;
            }
            let pos = f.ty.pos;
            let (id, name_pos, name) = match Self::embedded_name(&f.ty) {
                Some(EmbeddedName::Expr(e)) => match &e.kind {
                    gorun_grammar::ast::ExprKind::Ident(n) => (e.id, e.pos, n.clone()),
                    _ => continue,
                },
                Some(EmbeddedName::Sel(s)) => (s.id, s.pos, s.name.clone()),
                None => {
                    let msg = format!("invalid embedded field type {}", self.expr_str(&f.ty));
                    self.errorf(pos, Code::InvalidPtrEmbed, msg);
                    continue;
                }
            };
            self.add_field(
                &mut fields,
                &mut places,
                (Some(id), name_pos),
                &name,
                ty,
                &tag,
                true,
            );
            self.later(move |c| c.check_embedded(pos, ty));
        }
        let ty = self.types.intern(Type::Struct(StructType {
            fields: fields.clone(),
        }));
        let pkg = self.pkg;
        for (i, (f, (id, pos))) in fields.into_iter().zip(places).enumerate() {
            let key = (ty, i as u32);
            let obj: ObjId = match self.types.field_objs.get(&key) {
                Some(&o) => o,
                None => {
                    let o = self.types.new_lasting_object(
                        f.name,
                        pos,
                        pkg,
                        Some(f.ty),
                        ObjectKind::Var(VarKind::Field),
                    );
                    self.types.field_objs.insert(key, o);
                    o
                }
            };
            if let Some(id) = id {
                self.record_def(id, obj);
            }
        }
        ty
    }

    #[allow(clippy::too_many_arguments)]
    fn add_field(
        &mut self,
        fields: &mut Vec<StructField>,
        places: &mut Vec<(Option<NodeId>, Pos)>,
        place: (Option<NodeId>, Pos),
        name: &SmolStr,
        ty: TypeId,
        tag: &SmolStr,
        embedded: bool,
    ) {
        if name != "_"
            && let Some(i) = fields.iter().position(|f| f.name == *name)
        {
            let mut err = ErrorDesc::new(Code::DuplicateDecl);
            err.add(place.1, format!("{name} redeclared"));
            err.add(places[i].1, format!("other declaration of {name}"));
            self.report(err);
            return;
        }
        let pkg = (!is_exported(name)).then_some(self.pkg);
        fields.push(StructField {
            name: name.clone(),
            pkg,
            ty,
            embedded,
            tag: tag.clone(),
        });
        places.push(place);
    }

    /// Spec: an embedded field is a type name T or a pointer to a non-interface type name *T, and T is no pointer.
    fn check_embedded(&mut self, pos: Pos, ty: TypeId) {
        let (t, is_ptr) = self.types.deref(ty);
        let msg = match self.types.under_ty(t) {
            Type::Basic(Basic::UnsafePointer) => "embedded field type cannot be unsafe.Pointer",
            Type::Pointer(_) => "embedded field type cannot be a pointer",
            Type::Interface(_) if self.types.is_tparam(t) => {
                let msg = "embedded field type cannot be a (pointer to a) type parameter";
                self.errorf(pos, Code::MisplacedTypeParam, msg);
                return;
            }
            Type::Interface(_) if is_ptr => {
                "embedded field type cannot be a pointer to an interface"
            }
            _ => return,
        };
        self.errorf(pos, Code::InvalidPtrEmbed, msg);
    }

    fn tag(&mut self, t: &BasicLit) -> SmolStr {
        match super::constant::unquote(&t.text) {
            Some(bytes) => SmolStr::from(String::from_utf8_lossy(&bytes).as_ref()),
            None => SmolStr::default(),
        }
    }
}
