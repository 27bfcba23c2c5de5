//! Instances of generic types and functions, and whether type arguments satisfy their constraints.

use gorun_grammar::ast::Pos;

use super::checker::Checker;
use super::codes::Code;
use super::store::Types;
use super::ty::{NamedId, Term, Type, TypeId, TypeParamId};

/// An instance that more instantiations than this led to is not expanded: the program is in error (the
/// monomorphisation check says so), or no value of the type is ever looked at.
const MAX_GENERATION: u32 = 40;
/// An instance that leads to several others leads to very many, in as many steps: of those beyond the first few steps only so many
/// of each type are expanded.
const FEW_STEPS: u32 = 5;
const MOST_BEYOND: u32 = 4096;

impl Types {
    /// The instance of a generic type: the same arguments give the same type.
    pub fn instantiate(&mut self, generic: NamedId, targs: &[TypeId]) -> TypeId {
        let outer = self.named(generic).outer.clone();
        let mut all: Vec<TypeId> = outer
            .into_iter()
            .map(|p| self.intern(Type::TypeParam(p)))
            .collect();
        all.extend_from_slice(targs);
        self.instantiate_whole(generic, &all)
    }

    /// Like `instantiate`, with arguments for the type parameters of the enclosing function first.
    pub fn instantiate_whole(&mut self, generic: NamedId, targs: &[TypeId]) -> TypeId {
        let canon: Vec<TypeId> = targs.iter().map(|&t| self.canon(t)).collect();
        if let Some(&inst) = self.instances.get(&(generic, canon.clone())) {
            return self.intern(Type::Named(inst));
        }
        let shown = (canon != targs).then(|| targs.to_vec());
        self.new_instance(generic, canon, shown)
    }

    fn new_instance(
        &mut self,
        generic: NamedId,
        targs: Vec<TypeId>,
        shown: Option<Vec<TypeId>>,
    ) -> TypeId {
        let (obj, local) = (self.named(generic).obj, self.named(generic).local);
        let (id, ty) = self.new_named(obj);
        let n = &mut self.named[id.0 as usize];
        n.origin = Some((generic, targs.clone()));
        n.local = local;
        self.instances.insert((generic, targs), id);
        if let Some(shown) = shown {
            self.shown_targs.insert(id, shown);
        }
        self.generation.insert(id, self.expanding + 1);
        if self.named(generic).underlying.is_some() {
            self.expand(id);
        } else {
            self.pending.entry(generic).or_default().push(id);
        }
        ty
    }

    /// Computes the underlying type of an instance from its origin's.
    fn expand(&mut self, inst: NamedId) {
        let Some((generic, targs)) = self.named(inst).origin.clone() else {
            return;
        };
        let generation = self.generation.get(&inst).copied().unwrap_or(0);
        if generation > MAX_GENERATION {
            return;
        }
        if generation > FEW_STEPS {
            let beyond = self.expanded_beyond.entry(generic).or_default();
            *beyond += 1;
            if *beyond > MOST_BEYOND {
                return;
            }
        }
        let g = self.named(generic);
        let Some(u) = g.shown.or(g.underlying) else {
            return;
        };
        if g.outer.len() + g.tparams.len() != targs.len() {
            // The wrong number of arguments: the checker says so; the type is itself and nothing else.
            self.named[inst.0 as usize].underlying = Some(TypeId::INVALID);
            return;
        }
        let params: Vec<TypeParamId> = g.outer.iter().chain(&g.tparams).copied().collect();
        let map = Types::subst_map(&params, &targs);
        let saved = std::mem::replace(&mut self.expanding, generation);
        let u = self.subst(u, &map);
        self.expanding = saved;
        self.set_underlying(inst, u);
    }

    /// Declares `n` to be of underlying type `u` (the underlying type of `u`, if that is a declared type that
    /// is already resolved), and resolves what waited for it.
    pub fn set_underlying(&mut self, n: NamedId, u: TypeId) {
        let rhs = self.unalias_to_name(u);
        let u = match self.get(rhs) {
            Type::Named(m) => {
                let m = *m;
                match self.named(m).shown.or(self.named(m).underlying) {
                    Some(u) => u,
                    None => {
                        if m != n {
                            self.pending.entry(m).or_default().push(n);
                        }
                        return;
                    }
                }
            }
            // An error, reported where it stands.
            Type::TypeParam(_) => TypeId::INVALID,
            _ => rhs,
        };
        self.named[n.0 as usize].underlying = Some(u);
        let canon = self.canon(u);
        if canon != u {
            let n = &mut self.named[n.0 as usize];
            n.shown = Some(u);
            n.underlying = Some(canon);
        }
        for waiting in self.pending.remove(&n).unwrap_or_default() {
            if self.named(waiting).origin.is_some() && self.named(waiting).underlying.is_none() {
                self.expand(waiting);
            } else {
                self.set_underlying(waiting, u);
            }
        }
    }

    /// The generic type that `n` is an instance of, or `n` itself.
    pub fn origin(&self, n: NamedId) -> NamedId {
        self.named(n).origin.as_ref().map_or(n, |(g, _)| *g)
    }

    /// A generic signature with its type parameters replaced (and gone).
    pub fn instantiate_signature(&mut self, sig: TypeId, targs: &[TypeId]) -> TypeId {
        let Type::Signature(s) = self.get(self.unalias(sig)) else {
            return sig;
        };
        let mut s = s.clone();
        let map = Types::subst_map(&s.tparams, targs);
        s.tparams = Vec::new();
        let plain = self.intern(Type::Signature(s));
        self.subst(plain, &map)
    }
}

impl<'a> Checker<'a> {
    /// Whether the arguments satisfy the constraints: `Err` names the first that does not, and why.
    pub fn verify(
        &mut self,
        pos: Pos,
        tparams: &[TypeParamId],
        targs: &[TypeId],
    ) -> Result<(), (usize, String)> {
        let map = Types::subst_map(tparams, targs);
        for (i, &p) in tparams.iter().enumerate() {
            let bound = self
                .types
                .tparam(p)
                .constraint
                .unwrap_or(self.types.universe.empty_interface);
            let bound = self.types.subst(bound, &map);
            let Some(&arg) = targs.get(i) else { break };
            self.implements(pos, arg, bound, true)
                .map_err(|cause| (i, cause))?;
        }
        Ok(())
    }

    /// Checks the number of type arguments for `name`, reporting an error at `pos`.
    pub fn validate_targ_len(&mut self, pos: Pos, name: &str, want: usize, got: usize) -> bool {
        let qual = match got.cmp(&want) {
            std::cmp::Ordering::Less => "not enough",
            std::cmp::Ordering::Greater => "too many",
            std::cmp::Ordering::Equal => return true,
        };
        let msg = format!("{qual} type arguments for type {name}: have {got}, want {want}");
        self.errorf(pos, Code::WrongTypeArgCount, msg);
        false
    }

    /// Whether `v` implements interface `t`; `constraint`: `t` is the constraint of a type parameter. `Err` is
    /// gc's explanation, without parentheses.
    pub fn implements(
        &mut self,
        _pos: Pos,
        v: TypeId,
        t: TypeId,
        constraint: bool,
    ) -> Result<(), String> {
        let (vu, tu) = (self.types.under(v), self.types.under(t));
        if vu == TypeId::INVALID || tu == TypeId::INVALID {
            return Ok(());
        }
        if let Type::Pointer(e) = self.types.get(vu)
            && self.types.under(*e) == TypeId::INVALID
        {
            return Ok(());
        }
        let verb = if constraint { "satisfy" } else { "implement" };
        if !matches!(self.types.get(tu), Type::Interface(_)) {
            let detail = if self.is_interface_ptr(tu) {
                self.interface_ptr_error(t)
            } else {
                format!("{} is not an interface", self.type_str(t))
            };
            return Err(format!(
                "{} does not {verb} {} ({detail})",
                self.type_str(v),
                self.type_str(t)
            ));
        }
        let ti = self.types.type_set(tu);
        if ti.is_all() {
            return Ok(());
        }
        let v_is_interface = matches!(self.types.get(vu), Type::Interface(_));
        let vi = self.types.type_set(vu);
        if v_is_interface && vi.is_empty() {
            return Ok(());
        }
        if ti.is_empty() {
            return Err(format!(
                "cannot {verb} {} (empty type set)",
                self.type_str(t)
            ));
        }
        if let Err(cause) = self.has_all_methods(v, t, true) {
            return Err(format!(
                "{} does not {verb} {} {cause}",
                self.type_str(v),
                self.type_str(t)
            ));
        }
        let comparability = |c: &mut Checker<'a>| -> Result<(), String> {
            if !c.types.type_set_comparable(&ti) || c.types.comparable_type(v, false).is_ok() {
                return Ok(());
            }
            if constraint && c.types.comparable_type(v, true).is_ok() {
                if c.allow_version((1, 20)) {
                    return Ok(());
                }
                return Err(format!(
                    "{} to {verb} comparable requires go1.20 or later",
                    c.type_str(v)
                ));
            }
            Err(format!("{} does not {verb} comparable", c.type_str(v)))
        };
        let Some(terms) = ti.terms.clone() else {
            return comparability(self);
        };
        if v_is_interface {
            if !self.types.terms_subset(&vi.terms, &ti.terms) {
                return Err(format!(
                    "{} does not {verb} {}",
                    self.type_str(v),
                    self.type_str(t)
                ));
            }
            return comparability(self);
        }
        if self.types.terms_include(&terms, v) {
            return comparability(self);
        }
        let near = terms.iter().find(|x| {
            let tilde = Term {
                tilde: true,
                ty: x.ty,
            };
            !x.tilde
                && self.types.identical(x.ty, self.types.under(x.ty))
                && self.types.terms_include(std::slice::from_ref(&tilde), v)
        });
        let (vs, ts) = (self.type_str(v), self.type_str(t));
        let detail = match near {
            Some(x) => format!("possibly missing ~ for {} in {ts}", self.type_str(x.ty)),
            None if self.mentions(tu, v) => {
                format!("{ts} mentions {vs}, but {vs} is not in the type set of {ts}")
            }
            None => {
                let list: Vec<String> = terms.iter().map(|x| self.term_str(x)).collect();
                format!("{vs} missing in {}", list.join(" | "))
            }
        };
        Err(format!("{vs} does not {verb} {ts} ({detail})"))
    }

    /// A term as messages show it: gc qualifies names with the whole path there.
    pub(super) fn term_str(&self, t: &Term) -> String {
        let path = |p: super::object::PkgId| self.types.package(p).public_path().to_string();
        format!(
            "{}{}",
            if t.tilde { "~" } else { "" },
            self.types.type_string(t.ty, &path)
        )
    }

    /// Whether an element or term of `t` is `v`, though its type set may not have it.
    fn mentions(&self, t: TypeId, v: TypeId) -> bool {
        match self.types.get(self.types.unalias(t)) {
            Type::Interface(i) => i.embedded.iter().any(|&e| self.mentions(e, v)),
            Type::Union(terms) => terms.iter().any(|x| self.mentions(x.ty, v)),
            _ => self.types.identical(t, v),
        }
    }
}
