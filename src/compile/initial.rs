//! What runs before `main.main`: package variables' values, init functions, and the entry function that calls them in order.

use std::rc::Rc;

use gorun_grammar::ast::{self, Decl, Pos};

use super::CheckedPackage;
use super::buffers::Plan;
use super::escape;
use super::function::FnBuilder;
use super::program::{FnKey, ProgramBuilder};
use crate::bytecode::function::Function;
use crate::bytecode::isa::Op;
use crate::types::info::Initializer;
use crate::types::{ObjId, PkgId, Types};

/// Whether a package has code that runs by itself before the program: init functions, or variables whose values have
/// to be computed.
pub fn has_initialisers(package: &CheckedPackage, types: &Types) -> bool {
    let files = &package.files;
    let init = |d: &Decl| matches!(d, Decl::Func(f) if f.recv.is_none() && f.name.name == "init");
    files.iter().flat_map(|f| &f.decls).any(init)
        || package.info.init_order.iter().any(|i| {
            let value = value_at(files, i);
            !value.is_some_and(|v| super::constant::is_pure(package, types, v))
        })
}

/// Where an initialiser's value stands.
pub fn value_at<'a>(files: &'a [ast::File], init: &Initializer) -> Option<&'a ast::Expr> {
    let at = init.at;
    match files.get(at.file)?.decls.get(at.decl)? {
        Decl::Var(specs) => specs.get(at.spec)?.values.get(at.value),
        _ => None,
    }
}

/// What the entry function calls, in order.
pub(super) enum Root {
    Key(FnKey),
    Main(u32),
}

impl<'a> ProgramBuilder<'a> {
    /// Everything that runs by itself in the packages from number `from` on, in order.
    pub(super) fn add_roots(&mut self, from: usize, main: Option<PkgId>) -> Vec<Root> {
        let mut roots = Vec::new();
        self.methods.reflecting = self.packages.iter().any(|p| {
            matches!(
                self.types.package(p.id).path.as_str(),
                "reflect" | "encoding/json"
            )
        });
        for i in from..self.packages.len() {
            let p = self.packages[i];
            for (n, embedded) in p.embedded.iter().enumerate() {
                let key = FnKey::Embed(i, n);
                self.lazy.insert(embedded.variable, key.clone());
                roots.push(Root::Key(key));
            }
            for (n, init) in p.info.init_order.iter().enumerate() {
                let key = FnKey::Var(i, n);
                let value = self.initial_value(i, init);
                // The library's initialisers only make values: what has effects is in its init functions.
                let lazy = !init.lhs.is_empty()
                    && value.is_some_and(|v| p.std || super::constant::is_pure(p, self.types, v));
                if lazy {
                    for &obj in &init.lhs {
                        self.lazy.insert(obj, key.clone());
                    }
                } else {
                    self.function(key.clone());
                }
                roots.push(Root::Key(key));
            }
            for (f, file) in p.files.iter().enumerate() {
                for (d, decl) in file.decls.iter().enumerate() {
                    if let Decl::Func(decl) = decl
                        && decl.recv.is_none()
                        && decl.name.name == "init"
                    {
                        let key = FnKey::Init(i, f, d);
                        self.function(key.clone());
                        roots.push(Root::Key(key));
                    }
                }
            }
            if Some(p.id) == main {
                let scope = self.types.package(p.id).scope;
                if let Some(obj) = self.types.scope(scope).lookup("main") {
                    let f = self.function(FnKey::Decl {
                        obj,
                        targs: Vec::new(),
                        boxed: false,
                    });
                    roots.push(Root::Main(f));
                }
            }
        }
        roots
    }

    pub fn initial_value(&self, package: usize, init: &Initializer) -> Option<&'a ast::Expr> {
        value_at(&self.packages[package].files, init)
    }

    pub(super) fn compile_initializer(&mut self, id: u32, package: usize, n: usize) -> Function {
        let init = &self.packages[package].info.init_order[n];
        let mut context = self.package_context(package);
        let name = format!("{}.init", self.types.package(context.pkg).path);
        let Some(value) = self.initial_value(package, init) else {
            return self.build(id, &context, &name, Pos::NONE, |b| b.emit(Op::Ret, 0, 0, 0));
        };
        let old_loops = self.old_loops(package, init.at.file);
        context.escape = Rc::new(escape::analyse_expr(self, &context, value, old_loops));
        if !self.packages[package].std
            && self.session.is_none()
            && let Some(plan) = self.plan_of_initializer(package, n)
        {
            context.plan = plan;
        }
        self.build(id, &context, &name, value.pos, |b| {
            b.initializer(&init.lhs, value)
        })
    }

    /// They are looked at in the order in which they run, as a part of one function of gc's.
    fn plan_of_initializer(&mut self, package: usize, n: usize) -> Option<Rc<Plan<'a>>> {
        if !self.initial_plans.contains_key(&package) {
            let context = self.package_context(package);
            let mut plans = Vec::new();
            for init in &self.packages[package].info.init_order {
                let value = self.initial_value(package, init);
                plans.push(value.and_then(|value| {
                    super::buffers::analyse_value(self, &context, &init.lhs, value)
                }));
            }
            self.initial_plans.insert(package, plans);
        }
        self.initial_plans.get_mut(&package)?.get_mut(n)?.take()
    }

    pub(super) fn compile_entry(&mut self, roots: &[Root]) -> u32 {
        let id = self.reserve();
        let context = self.glue_context();
        let calls: Vec<u32> = roots
            .iter()
            .filter_map(|r| match r {
                Root::Key(k) => self.ids.get(k).copied(),
                Root::Main(f) => Some(*f),
            })
            .collect();
        let f = self.build(id, &context, "runtime.main", Pos::NONE, |b| {
            b.signature(&[], &[]);
            b.wrapper = true;
            for &f in &calls {
                let base = b.out(0);
                b.emit_wide(Op::Call, base, f);
            }
            b.emit(Op::Ret, 0, 0, 0);
        });
        self.functions[id as usize] = Some(Box::new(f));
        id
    }
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// `lhs = value` at package level.
    fn initializer(&mut self, lhs: &[ObjId], value: &'a ast::Expr) {
        self.signature(&[], &[]);
        let roots = match lhs {
            [_] => vec![value],
            _ => self.parts(value),
        };
        self.order.piecewise = true;
        self.ordered(&roots, |b| b.initialise(lhs, value));
    }

    fn initialise(&mut self, lhs: &[ObjId], value: &'a ast::Expr) {
        match lhs {
            [] => {
                self.discard(value);
            }
            [obj] => {
                let blank = self.p.types.object(*obj).name == "_";
                let t = self.obj_type(*obj);
                if blank {
                    self.expr_as(value, t, super::value::Dest::Any);
                } else {
                    let base = self.package_variable(*obj);
                    self.expr_to_memory(value, t, base, 0);
                }
            }
            list => {
                let values = self.multi(value);
                for (&obj, v) in list.iter().zip(values) {
                    if self.p.types.object(obj).name == "_" {
                        continue;
                    }
                    let t = self.obj_type(obj);
                    let v = self.convert_value(v.0, v.1, t, super::value::Dest::Stable);
                    let base = self.package_variable(obj);
                    self.store(base, 0, v, t);
                }
            }
        }
        self.emit(Op::Ret, 0, 0, 0);
    }
}
