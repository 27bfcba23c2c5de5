//! Interface types and the elements of constraints (spec: Interface types).

use gorun_grammar::ast::{BinaryOp, Expr, ExprKind, InterfaceElem, Pos, UnaryOp};
use smol_str::SmolStr;

use super::checker::Checker;
use super::codes::Code;
use super::errors::ErrorDesc;
use super::expr_string::start_pos;
use super::object::{ObjectKind, PkgId};
use super::operand::OpMode;
use super::predicates::is_exported;
use super::ty::{InterfaceType, Method, Term, Type, TypeId};
use super::typeset::{MAX_TERMS, method_order};

impl<'a> Checker<'a> {
    pub(super) fn interface_type(&mut self, elems: &'a [InterfaceElem]) -> TypeId {
        let mut methods: Vec<(Method, Pos)> = Vec::new();
        let mut idents = Vec::new();
        let mut embedded: Vec<TypeId> = Vec::new();
        let mut embed_pos: Vec<Pos> = Vec::new();
        for elem in elems {
            match elem {
                InterfaceElem::Embedded(x) => {
                    embedded.push(self.parse_union(x));
                    embed_pos.push(x.pos);
                }
                InterfaceElem::Method { name, .. } if name.is_blank() => {
                    let msg = "methods must have a unique non-blank name";
                    self.errorf(name.pos, Code::BlankIfaceMethod, msg);
                }
                InterfaceElem::Method { name, ty } => {
                    let sig = self.func_type(None, &[], ty).ty;
                    if let Some((_, pos)) = methods.iter().find(|(m, _)| m.name == name.name) {
                        // gc finds it when it computes the type set, behind all declarations.
                        let mut err = ErrorDesc::new(Code::DuplicateDecl);
                        err.add(name.pos, format!("duplicate method {}", name.name));
                        err.add(*pos, format!("other declaration of method {}", name.name));
                        self.later(move |c| c.report(err));
                        continue;
                    }
                    let pkg = (!is_exported(&name.name)).then_some(self.pkg);
                    methods.push((
                        Method {
                            name: name.name.clone(),
                            pkg,
                            sig,
                        },
                        name.pos,
                    ));
                    idents.push(name);
                }
            }
        }
        let mut list: Vec<Method> = methods.iter().map(|(m, _)| m.clone()).collect();
        list.sort_by(method_order);
        let ty = self.types.intern(Type::Interface(InterfaceType {
            methods: list,
            embedded,
            implicit: false,
        }));
        let declared = methods.clone();
        for ((m, pos), ident) in methods.into_iter().zip(idents) {
            let key = (ty, m.name.clone());
            let obj = match self.types.method_objs.get(&key) {
                Some(&o) => o,
                None => {
                    let kind = ObjectKind::Func { recv: None };
                    let o = self
                        .types
                        .new_lasting_object(m.name, pos, self.pkg, Some(m.sig), kind);
                    self.types.method_objs.insert(key, o);
                    o
                }
            };
            self.record_def(ident.id, obj);
        }
        if !embed_pos.is_empty() {
            self.types.embed_pos.insert(ty, embed_pos.clone());
            self.later(move |c| c.check_embedded_elems(ty, &declared, &embed_pos));
        }
        ty
    }

    /// Reports methods that embedded interfaces declare differently, and features of newer versions.
    fn check_embedded_elems(&mut self, ty: TypeId, methods: &[(Method, Pos)], embed_pos: &[Pos]) {
        let Type::Interface(iface) = self.types.get(ty).clone() else {
            return;
        };
        let mut seen: Vec<(Method, Pos)> = methods.to_vec();
        let mut refused = Vec::new();
        for (&t, &pos) in iface.embedded.iter().zip(embed_pos) {
            let u = self.types.under(t);
            match self.types.get(u) {
                Type::Interface(_) => {
                    let imported = self.is_imported_constraint(t);
                    if imported {
                        let what = format!("embedding constraint interface {}", self.type_str(t));
                        if !self.verify_version(pos, (1, 18), &what) {
                            refused.push(t);
                            continue;
                        }
                    }
                    let set = self.types.type_set(u);
                    for m in &set.methods {
                        let Some((other, at)) = seen
                            .iter()
                            .find(|(o, _)| o.name == m.name && o.pkg == m.pkg)
                            .cloned()
                        else {
                            seen.push((m.clone(), pos));
                            continue;
                        };
                        // gc compares them when all types are computed, behind the functions' bodies: that decides which errors are the first ten.
                        let (m, other) = (m.clone(), other.sig);
                        self.later(move |c| c.check_same_method(&m, pos, other, at));
                    }
                }
                Type::Union(_) => {
                    let what = format!("embedding interface element {}", self.type_str(u));
                    if !self.verify_version(pos, (1, 18), &what) {
                        refused.push(t);
                    }
                }
                _ if u == TypeId::INVALID => {}
                _ => {
                    let what = format!("embedding non-interface type {}", self.type_str(t));
                    if !self.verify_version(pos, (1, 18), &what) {
                        refused.push(t);
                    }
                }
            }
        }
        if !refused.is_empty() {
            self.types.leave_out(ty, &iface, &refused);
        }
    }

    /// Reports the method `m` of the interface embedded at `pos` unless it has the signature of another of its name, from `at`.
    fn check_same_method(&mut self, m: &Method, pos: Pos, other: TypeId, at: Pos) {
        if self.allow_version((1, 14)) && self.types.identical(m.sig, other) {
            return;
        }
        let mut err = ErrorDesc::new(Code::DuplicateDecl);
        err.add(pos, format!("duplicate method {}", m.name));
        err.add(at, format!("other declaration of method {}", m.name));
        self.report(err);
    }

    /// `T`, `~T` or `A | B`: an embedded element or a constraint literal.
    pub(super) fn parse_union(&mut self, e: &'a Expr) -> TypeId {
        let mut tlist: Vec<&'a Expr> = Vec::new();
        let mut x = e;
        let mut unions: Vec<&'a Expr> = Vec::new();
        while let ExprKind::Binary {
            op: BinaryOp::Or,
            x: l,
            y: r,
            ..
        } = &x.kind
        {
            unions.push(x);
            tlist.push(r);
            x = l;
        }
        tlist.push(x);
        tlist.reverse();
        unions.reverse();

        let mut terms: Vec<Term> = Vec::new();
        for (i, t) in tlist.iter().enumerate() {
            let term = self.parse_tilde(t);
            if tlist.len() == 1 && !term.tilde {
                return term.ty;
            }
            if i == MAX_TERMS {
                let msg = format!(
                    "cannot handle more than {MAX_TERMS} union terms (implementation limitation)"
                );
                self.errorf(start_pos(t), Code::InvalidUnion, msg);
                return TypeId::INVALID;
            }
            terms.push(term);
        }
        let u = self.types.intern(Type::Union(terms.clone()));
        for b in unions {
            self.record_type_and_value(b, OpMode::TypeExpr, u, None);
        }
        self.later(move |c| c.check_terms(&terms, &tlist));
        u
    }

    fn check_terms(&mut self, terms: &[Term], tlist: &[&'a Expr]) {
        if self.types.is_too_large_union(terms) {
            let msg = format!(
                "cannot handle more than {MAX_TERMS} union terms (implementation limitation)"
            );
            self.errorf(start_pos(tlist[0]), Code::InvalidUnion, msg);
            return;
        }
        for (i, t) in terms.iter().enumerate() {
            if !self.types.is_valid(t.ty) {
                continue;
            }
            let pos = start_pos(tlist[i]);
            let u = self.types.under(t.ty);
            let is_interface = matches!(self.types.get(u), Type::Interface(_));
            if t.tilde {
                if is_interface {
                    let msg = format!("invalid use of ~ ({} is an interface)", self.type_str(t.ty));
                    self.errorf(pos, Code::InvalidUnion, msg);
                    continue;
                }
                if !self.types.identical(u, t.ty) {
                    let (ts, us) = (self.type_str(t.ty), self.type_str(u));
                    let msg = format!("invalid use of ~ (underlying type of {ts} is {us})");
                    self.errorf(pos, Code::InvalidUnion, msg);
                    continue;
                }
            }
            if is_interface {
                let set = self.types.type_set(u);
                let ts = self.term_str(t);
                let msg = if !set.methods.is_empty() {
                    format!("cannot use {ts} in union ({ts} contains methods)")
                } else if self.types.canon(t.ty) == self.types.universe.comparable {
                    "cannot use comparable in union".to_string()
                } else if set.comparable {
                    format!("cannot use {ts} in union ({ts} embeds comparable)")
                } else {
                    continue;
                };
                self.errorf(pos, Code::InvalidUnion, msg);
                continue;
            }
            let overlap = terms[..i].iter().find(|o| {
                self.types.is_valid(o.ty)
                    && !self.types.is_interface(o.ty)
                    && !self.types.terms_disjoint(o, t)
            });
            if let Some(o) = overlap {
                let msg = format!(
                    "overlapping terms {} and {}",
                    self.term_str(t),
                    self.term_str(o)
                );
                self.soft_errorf(pos, Code::InvalidUnion, msg);
            }
        }
    }

    fn parse_tilde(&mut self, e: &'a Expr) -> Term {
        let (x, tilde) = match &e.kind {
            ExprKind::Unary {
                op: UnaryOp::Tilde,
                x,
            } => (&**x, true),
            _ => (e, false),
        };
        let mut ty = self.typ(x);
        if self.types.is_tparam(ty) {
            let msg = if tilde {
                format!(
                    "type in term {} cannot be a type parameter",
                    self.expr_str(e)
                )
            } else {
                "term cannot be a type parameter".into()
            };
            self.errorf(start_pos(x), Code::MisplacedTypeParam, msg);
            ty = TypeId::INVALID;
        }
        let term = Term { tilde, ty };
        if tilde {
            let u = self.types.intern(Type::Union(vec![term.clone()]));
            self.record_type_and_value(e, OpMode::TypeExpr, u, None);
        }
        term
    }

    /// The interface around a constraint literal such as `~int | string`.
    pub(super) fn implicit_interface(&mut self, elem: TypeId) -> TypeId {
        self.types.intern(Type::Interface(InterfaceType {
            methods: Vec::new(),
            embedded: vec![elem],
            implicit: true,
        }))
    }

    /// The package that makes an unexported name distinct.
    pub fn name_pkg(&self, name: &SmolStr) -> Option<PkgId> {
        (!is_exported(name)).then_some(self.pkg)
    }
}
