//! What the bodies mention that gc writes into a package's export data: those that it would inline in importers, and all of generic
//! functions. The checker asks for it when an importer names something that is not exported, since gc's words depend on it.

use gorun_grammar::ast::{Block, Expr, ExprKind, NodeId, StmtKind};

use super::children::{self, Child};
use super::functions::Functions;
use super::summary;
use crate::compile::program::ProgramBuilder;
use crate::compile::{CheckedPackage, Library};
use crate::types::info::Mode;
use crate::types::object::Builtin;
use crate::types::{ExportedBody, Info, ObjId, ObjectKind, PkgId, Types};

pub fn exported_bodies(
    types: &mut Types,
    packages: &[CheckedPackage],
    library: &dyn Library,
    package: PkgId,
) -> Vec<ExportedBody> {
    let mut p = ProgramBuilder::new(types, packages, library);
    p.collect_declarations(0);
    let own = p.decls.iter();
    let own = own.filter(|(_, at)| p.packages[at.package].id == package);
    let own: Vec<ObjId> = own.map(|(&obj, _)| obj).collect();
    let mut functions = Functions::default();
    let mut found = Vec::new();
    for obj in own {
        let Some(at) = p.decl(obj) else { continue };
        let Some(body) = &at.decl.body else { continue };
        let generic = !at.tparams.is_empty();
        if generic || functions.inlined_by_gc(&mut p, obj) {
            let mut look = Look {
                types: p.types,
                info: at.info,
                found: ExportedBody::of(obj),
            };
            look.body(body);
            found.push(look.found);
        }
    }
    found
}

struct Look<'x, 'a> {
    types: &'x Types,
    info: &'a Info,
    found: ExportedBody,
}

impl<'a> Look<'_, 'a> {
    fn body(&mut self, body: &'a Block) {
        for s in &body.stmts {
            self.child(Child::Stmt(s));
        }
    }

    fn child(&mut self, child: Child<'a>) {
        match child {
            Child::Expr(e) => self.expr(e),
            Child::Stmt(s) => {
                if let StmtKind::TypeSwitch(switch) = &s.kind {
                    let listed = switch.clauses.iter().flat_map(|c| &c.values);
                    listed.for_each(|t| self.type_of(t.id));
                }
                if let StmtKind::Decl(gorun_grammar::ast::Decl::Var(specs)) = &s.kind {
                    let names = specs.iter().flat_map(|s| &s.names);
                    names.for_each(|n| self.declared(n.id));
                }
                children::of_stmt(s, &mut |c| self.child(c));
            }
        }
    }

    fn expr(&mut self, e: &'a Expr) {
        let facts = self.info.types.get(&e.id);
        // Constants are written as their values.
        if facts.is_some_and(|t| t.value.is_some() || t.mode == Mode::TypeExpr) {
            return self.type_of(e.id);
        }
        match &e.kind {
            ExprKind::Ident(_) => {
                self.declared(e.id);
                self.named(e.id);
            }
            ExprKind::Selector { sel, .. } => self.named(sel.id),
            ExprKind::Composite { .. } | ExprKind::Func { .. } => self.type_of(e.id),
            ExprKind::TypeAssert { ty: Some(ty), .. } => self.type_of(ty.id),
            ExprKind::Call { fun, .. } => {
                let made = summary::builtin(self.types, self.info, fun);
                if matches!(made, Some(Builtin::Make | Builtin::New)) {
                    self.type_of(e.id);
                }
            }
            _ => {}
        }
        children::of_expr(e, &mut |c| self.child(c));
    }

    /// The type of a variable that is declared here.
    fn declared(&mut self, id: NodeId) {
        let obj = self.info.defs.get(&id);
        let ty = obj.and_then(|&o| self.types.object(o).ty);
        self.found.types.extend(ty);
    }

    fn type_of(&mut self, id: NodeId) {
        let ty = self.info.types.get(&id).map(|t| t.ty);
        self.found.types.extend(ty);
    }

    /// A function or a variable of a package.
    fn named(&mut self, id: NodeId) {
        if let Some(instance) = self.info.instances.get(&id) {
            self.found.types.extend(&instance.targs);
        }
        let Some(&obj) = self.info.uses.get(&id) else {
            return;
        };
        if matches!(
            self.types.object(obj).kind,
            ObjectKind::Func { .. } | ObjectKind::Var(_)
        ) {
            self.found.objects.push(obj);
        }
    }
}
