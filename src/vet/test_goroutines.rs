//! `t.Fatal` and its like in goroutines that a test starts: they end the goroutine that calls them, and only the test's own is meant.

use gorun_grammar::ast::{Decl, Expr, ExprKind, FuncDecl, NodeId, Pos, Stmt, StmtKind};
use rustc_hash::FxHashMap;

use super::names::type_name;
use super::nodes::{self, Node};
use super::pass::Pass;
use crate::types::expr_string::unparen;
use crate::types::object::ObjectKind;
use crate::types::{ObjId, Types};

const FORBIDDEN: &[&str] = &["FailNow", "Fatal", "Fatalf", "Skip", "Skipf", "SkipNow"];

/// What runs beside the test, or in a subtest.
#[derive(Clone, Copy)]
enum Region<'a> {
    Expr(&'a Expr),
    Decl(&'a FuncDecl),
    Go(&'a Stmt),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Expr(NodeId),
    At(Pos),
}

impl Region<'_> {
    fn key(&self) -> Key {
        match self {
            Region::Expr(x) => Key::Expr(x.id),
            Region::Decl(f) => Key::At(f.pos),
            Region::Go(s) => Key::At(s.pos),
        }
    }
}

/// A `go` statement: its place, and the function that it calls.
#[derive(Clone, Copy)]
struct Start<'a> {
    pos: Pos,
    fun: &'a Expr,
}

/// Regions in order, and the `go` statements that start each. (None: it is a subtest's.)
#[derive(Default)]
struct Regions<'a> {
    list: Vec<Region<'a>>,
    starts: FxHashMap<Key, Vec<Start<'a>>>,
}

impl<'a> Regions<'a> {
    fn add(&mut self, region: Region<'a>, start: Option<Start<'a>>) {
        let starts = self.starts.entry(region.key()).or_insert_with(|| {
            self.list.push(region);
            Vec::new()
        });
        starts.extend(start);
    }
}

pub fn check(pass: &mut Pass<'_>) {
    if !pass.imports("testing") {
        return;
    }
    let declarations = pass.declarations();
    let mut regions = Regions::default();
    for file in pass.files {
        let values = pass.declared_with(file, |_, values| values > 0);
        let values: FxHashMap<ObjId, &Expr> = values.into_iter().collect();
        // The function literal that a variable is made with.
        let literal = |x: &Expr| {
            let mut x = x;
            if let ExprKind::Index { x: of, .. } = &x.kind {
                x = of;
            }
            let value = pass.identified(x).and_then(|o| values.get(&o).copied())?;
            matches!(value.kind, ExprKind::Func { .. }).then_some(value)
        };
        for decl in &file.decls {
            if matches!(decl, Decl::Func(f) if !tests(f)) {
                continue;
            }
            nodes::of_decl(decl, &mut |node| {
                match node {
                    Node::Stmt(stmt) => {
                        if let StmtKind::Go(call) = &stmt.kind
                            && let ExprKind::Call { fun, .. } = &call.kind
                        {
                            let fun = unparen(fun);
                            let own = || declared(pass, fun, &declarations);
                            let region = match literal(fun) {
                                Some(literal) => Region::Expr(literal),
                                None => own().map_or(Region::Go(stmt), Region::Decl),
                            };
                            let pos = stmt.pos;
                            regions.add(region, Some(Start { pos, fun }));
                        }
                    }
                    Node::Expr(x) => {
                        if let ExprKind::Call { fun, args, .. } = &x.kind
                            && let [_, run] = &args[..]
                            && pass.used(fun).is_some_and(|(obj, selection)| {
                                selection.is_some() && of_testing(pass.types, obj, &["Run"])
                            })
                        {
                            let run = unparen(run);
                            let region = match &run.kind {
                                ExprKind::Func { .. } => run,
                                _ => literal(run).unwrap_or(x),
                            };
                            regions.add(Region::Expr(region), None);
                        }
                    }
                }
                true
            });
        }
    }
    for region in &regions.list {
        let own = region.key();
        let starts = &regions.starts[&own];
        let see = &mut |node: Node<'_>| {
            let key = match node {
                Node::Expr(x) => Key::Expr(x.id),
                Node::Stmt(s) => Key::At(s.pos),
            };
            let other = match node {
                Node::Stmt(s) if !matches!(s.kind, StmtKind::Go(_)) => false,
                _ => key != own && regions.starts.contains_key(&key),
            };
            if other {
                return false;
            }
            if let Node::Expr(x) = node
                && let Some(forbidden) = forbidden(pass, x)
            {
                for start in starts {
                    say(pass, start, x, &forbidden);
                }
            }
            true
        };
        match region {
            Region::Expr(x) => nodes::of_expr(x, see),
            Region::Go(s) => nodes::of_stmts(std::slice::from_ref(s), see),
            Region::Decl(f) => {
                if let Some(body) = &f.body {
                    nodes::of_stmts(&body.stmts, see);
                }
            }
        }
    }
}

fn say(pass: &mut Pass<'_>, start: &Start<'_>, call: &Expr, forbidden: &str) {
    let (pos, context) = match &start.fun.kind {
        ExprKind::Func { .. } => (call.pos, String::new()),
        ExprKind::Ident(name) => (start.pos, format!(" ({name} calls {forbidden})")),
        _ => (start.pos, String::new()),
    };
    let message = format!("call to {forbidden} from a non-test goroutine{context}");
    pass.report(pos, message);
}

/// Whether a function is given a `*testing.T` or `*testing.B`.
fn tests(f: &FuncDecl) -> bool {
    f.ty.params.fields.iter().any(|field| {
        matches!(&field.ty.kind, ExprKind::Star(to)
            if matches!(&to.kind, ExprKind::Selector { x, sel }
                if matches!(sel.name.as_str(), "T" | "B")
                    && matches!(&x.kind, ExprKind::Ident(name) if name == "testing")))
    })
}

/// The function of the package that a call calls. (A generic type's methods are others for each instance.)
fn declared<'a>(
    pass: &Pass<'a>,
    fun: &Expr,
    declarations: &FxHashMap<ObjId, &'a FuncDecl>,
) -> Option<&'a FuncDecl> {
    let (obj, _) = pass.used(fun)?;
    let generic = match &pass.types.object(obj).kind {
        ObjectKind::Func { recv } => recv.as_ref().is_some_and(|r| !r.tparams.is_empty()),
        _ => return None,
    };
    declarations.get(&obj).copied().filter(|_| !generic)
}

/// `(*testing.T).Fatal`, if a call calls it of a variable.
fn forbidden(pass: &Pass<'_>, call: &Expr) -> Option<String> {
    let ExprKind::Call { fun, .. } = &call.kind else {
        return None;
    };
    let fun = unparen(fun);
    let ExprKind::Selector { x, .. } = &fun.kind else {
        return None;
    };
    let (obj, selection) = pass.used(fun)?;
    let selection = selection?;
    let types = &*pass.types;
    let of = types.object(pass.identified(unparen(x))?);
    if !matches!(of.kind, ObjectKind::Var(_)) || !of_testing(types, obj, FORBIDDEN) {
        return None;
    }
    let (star, base) = match types.as_pointer(types.unalias(selection.recv)) {
        Some(base) => ("*", base),
        None => ("", selection.recv),
    };
    let (base, name) = (type_name(types, base), &types.object(obj).name);
    Some(format!("({star}{base}).{name}"))
}

/// Whether a method is one of these of package testing.
fn of_testing(types: &Types, obj: ObjId, names: &[&str]) -> bool {
    let o = types.object(obj);
    matches!(o.kind, ObjectKind::Func { .. })
        && types.package(o.pkg).public_path() == "testing"
        && names.contains(&o.name.as_str())
}
