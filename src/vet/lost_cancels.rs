//! What `context.WithCancel` and its like give to end the context with, where some way out of the function does not use it.

use gorun_grammar::ast::{Block, Decl, Expr, ExprKind, FuncDecl, NodeId, Pos, StmtKind};

use super::flow::{Flow, Step};
use super::nodes::{self, Node};
use super::pass::Pass;
use crate::types::{ObjId, ObjectKind};

const GIVE: &[&str] = &[
    "WithCancel",
    "WithCancelCause",
    "WithTimeout",
    "WithTimeoutCause",
    "WithDeadline",
    "WithDeadlineCause",
];

pub fn check(pass: &mut Pass<'_>) {
    if pass.imports("context") {
        for file in pass.files {
            nodes::functions(file, &mut |decl, body| function(pass, decl, body));
        }
    }
}

/// A variable, and the place of what gives it the function.
struct Given {
    variable: ObjId,
    by: Pos,
}

fn function(pass: &mut Pass<'_>, decl: Option<&FuncDecl>, body: &Block) {
    let mut given: Vec<Given> = Vec::new();
    nodes::of_stmts(&body.stmts, &mut |node| {
        let stmt = match node {
            // Those inside have their own turn.
            Node::Expr(x) => return !matches!(x.kind, ExprKind::Func { .. }),
            Node::Stmt(stmt) => stmt,
        };
        let mut see = |name: Option<(NodeId, Pos, &str)>, by: Pos, values: &[Expr]| {
            let Some((id, pos, name)) = name else { return };
            let which: Vec<&str> = values.iter().filter_map(|v| giving(pass, v)).collect();
            for which in which {
                if name == "_" {
                    let text = format!(
                        "the cancel function returned by context.{which} should be called, not discarded, to avoid a context leak"
                    );
                    pass.report(pos, text);
                } else if let Some(variable) = pass.object(id) {
                    let o = pass.types.object(variable);
                    let inside = (body.lbrace..body.rbrace).contains(&o.pos);
                    // Others use what is declared elsewhere.
                    if inside && matches!(o.kind, ObjectKind::Var(_)) {
                        given.retain(|g| g.variable != variable);
                        given.push(Given { variable, by });
                    }
                }
            }
        };
        match &stmt.kind {
            StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
                let name = lhs.get(1).and_then(|x| match &x.kind {
                    ExprKind::Ident(name) => Some((x.id, x.pos, name.as_str())),
                    _ => None,
                });
                see(name, stmt.pos, rhs);
            }
            StmtKind::Decl(Decl::Var(specs)) => {
                for spec in specs.iter().filter(|s| !s.names.is_empty()) {
                    let name = spec.names.get(1).map(|n| (n.id, n.pos, n.name.as_str()));
                    see(name, spec.names[0].pos, &spec.values);
                }
            }
            _ => {}
        }
        true
    });
    // Where main ends, all ends.
    let of_program = || pass.types.package(pass.pkg).name == "main";
    if given.is_empty()
        || decl.is_some_and(|f| f.recv.is_none() && f.name.name == "main" && of_program())
    {
        return;
    }
    let flow = Flow::of(body, &mut |call| pass.facts.endless.comes_back(pass, call));
    for Given { variable, by } in given {
        let Some(out) = way_out(pass, &flow, variable, by) else {
            continue;
        };
        let name = pass.types.object(variable).name.clone();
        let line = pass.sources.position(by).map_or(0, |p| p.named().line);
        let text = format!("the {name} function is not used on all paths (possible context leak)");
        pass.report(by, text);
        let text = format!(
            "this return statement may be reached without using the {name} var defined on line {line}"
        );
        pass.report(out, text);
    }
}

/// The name of the function of package context that a value calls, or is given to the call.
fn giving<'t>(pass: &Pass<'_>, value: &'t Expr) -> Option<&'t str> {
    let ExprKind::Call { fun, args, .. } = &value.kind else {
        return None;
    };
    std::iter::once(&**fun).chain(args).find_map(|x| {
        let ExprKind::Selector { x: of, sel, .. } = &x.kind else {
            return None;
        };
        let ObjectKind::PkgName { imported } = pass.types.object(pass.identified(of)?).kind else {
            return None;
        };
        let is = pass.types.package(imported).public_path() == "context"
            && GIVE.contains(&sel.name.as_str());
        is.then_some(sel.name.as_str())
    })
}

/// Where a way from the statement at `by` leads out of the function on which nothing uses the variable.
fn way_out(pass: &Pass<'_>, flow: &Flow<'_>, variable: ObjId, by: Pos) -> Option<Pos> {
    let uses = |steps: &[Step<'_>]| {
        let mut found = false;
        let mut see = |node: Node<'_>| {
            if let Node::Expr(x) = node {
                found |= pass.info.uses.get(&x.id) == Some(&variable);
            }
            !found
        };
        for step in steps {
            match step {
                Step::Node(Node::Expr(x)) => nodes::of_expr(x, &mut see),
                Step::Node(Node::Stmt(s)) => nodes::of_stmts(std::slice::from_ref(s), &mut see),
                Step::Spec(spec) => spec.values.iter().for_each(|x| nodes::of_expr(x, &mut see)),
                Step::End(_) => {}
            }
        }
        found
    };
    let is = |step: &Step<'_>| match step {
        Step::Node(Node::Stmt(s)) => s.pos == by,
        Step::Spec(spec) => spec.names.first().is_some_and(|n| n.pos == by),
        _ => false,
    };
    let mut starts = flow
        .ways
        .iter()
        .filter_map(|w| Some((w, w.steps.iter().position(is)?)));
    let (start, at) = starts.next()?;
    if uses(&start.steps[at + 1..]) {
        return None;
    }
    if let Some(out) = start.returns_at() {
        return Some(out);
    }
    let mut seen = vec![false; flow.ways.len()];
    let mut open: Vec<usize> = start.next.iter().rev().copied().collect();
    while let Some(i) = open.pop() {
        let way = &flow.ways[i];
        if std::mem::replace(&mut seen[i], true) || uses(&way.steps) {
            continue;
        }
        if let Some(out) = way.returns_at() {
            return Some(out);
        }
        open.extend(way.next.iter().rev());
    }
    None
}
