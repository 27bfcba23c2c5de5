//! Functions of test files that are named like tests and are none, examples of what is not there, and fuzz targets that
//! cannot run.

use gorun_grammar::ast::{Decl, Expr, ExprKind, File, FuncDecl};

use super::comments::groups;
use super::names::{is_named, type_name};
use super::nodes::{self, Node};
use super::pass::Pass;
use crate::types::{Basic, ObjId, Type, TypeId, Types};

pub fn check(pass: &mut Pass<'_>) {
    for file in pass.files {
        let source = pass.sources.file_at(file.package);
        if !source.is_some_and(|f| f.path.to_string_lossy().ends_with("_test.go")) {
            continue;
        }
        for d in &file.decls {
            let Decl::Func(f) = d else { continue };
            if f.recv.is_some() {
                continue;
            }
            let name = f.name.name.as_str();
            if let Some(rest) = name.strip_prefix("Example") {
                example_name(pass, f, rest);
                example_output(pass, file, f);
            } else if let Some(rest) = name.strip_prefix("Test") {
                test(pass, f, "Test", rest);
            } else if let Some(rest) = name.strip_prefix("Benchmark") {
                test(pass, f, "Benchmark", rest);
            } else if let Some(rest) = name.strip_prefix("Fuzz") {
                test(pass, f, "Fuzz", rest);
                fuzz(pass, d);
            }
        }
    }
}

fn test(pass: &mut Pass<'_>, f: &FuncDecl, prefix: &str, rest: &str) {
    let name = &f.name.name;
    let [field] = &f.ty.params.fields[..] else {
        return;
    };
    let no_results = f.ty.results.as_ref().is_none_or(|r| r.fields.is_empty());
    if !no_results || field.names.len() > 1 {
        return;
    }
    let ExprKind::Star(to) = &field.ty.kind else {
        return;
    };
    let of = match &to.kind {
        ExprKind::Ident(name) => name,
        ExprKind::Selector { sel, .. } => &sel.name,
        _ => return,
    };
    if of.as_str() != &prefix[..1] {
        return;
    }
    if !f.tparams.is_empty() {
        let text = format!(
            "{name} has type parameters: it will not be run by go test as a {prefix}XXX function"
        );
        let open = f.name.end();
        pass.report(open, text);
    }
    if rest.starts_with(char::is_lowercase) {
        let text = format!(
            "{name} has malformed name: first letter after '{prefix}' must not be lowercase"
        );
        pass.report(f.name.pos, text);
    }
}

fn example_name(pass: &mut Pass<'_>, f: &FuncDecl, rest: &str) {
    let name = &f.name.name;
    let mut say = |text: String| pass.report(f.pos, format!("{name} {text}"));
    if !f.ty.params.fields.is_empty() {
        say("should be niladic".into());
    }
    if f.ty.results.as_ref().is_some_and(|r| !r.fields.is_empty()) {
        say("should return nothing".into());
    }
    if !f.tparams.is_empty() {
        say("should not have type params".into());
    }
    if rest.is_empty() {
        return;
    }
    let parts: Vec<&str> = rest.splitn(3, '_').collect();
    let of = parts[0];
    let objects = looked_up(pass, of);
    let mut say = |text: String| pass.report(f.pos, format!("{name} {text}"));
    if !of.is_empty() && objects.is_empty() {
        return say(format!("refers to unknown identifier: {of}"));
    }
    if parts.len() < 2 {
        return;
    }
    let is_suffix = |text: &str| text.starts_with(char::is_lowercase);
    if of.is_empty() {
        let suffix = rest.strip_prefix('_').unwrap_or(rest);
        if !is_suffix(suffix) {
            say(format!("has malformed example suffix: {suffix}"));
        }
        return;
    }
    let member = parts[1];
    if !is_suffix(member) {
        let types = &mut *pass.types;
        let has = |obj: &ObjId| {
            let (t, pkg) = (types.obj_type(*obj), types.object(*obj).pkg);
            types.lookup(t, true, pkg, member).is_some()
        };
        if !objects.iter().any(has) {
            pass.report(
                f.pos,
                format!("{name} refers to unknown field or method: {of}.{member}"),
            );
        }
    }
    if let Some(suffix) = parts.get(2).filter(|s| !is_suffix(s)) {
        pass.report(
            f.pos,
            format!("{name} has malformed example suffix: {suffix}"),
        );
    }
}

/// The object of that name in the package, or else those in the packages that it imports.
fn looked_up(pass: &Pass<'_>, name: &str) -> Vec<ObjId> {
    let types = &*pass.types;
    let in_package = |pkg| types.scope(types.package(pkg).scope).lookup(name);
    match in_package(pass.pkg) {
        Some(obj) => vec![obj],
        None => {
            let imports = &types.package(pass.pkg).imports;
            imports.iter().filter_map(|&i| in_package(i)).collect()
        }
    }
}

fn example_output(pass: &mut Pass<'_>, file: &File, f: &FuncDecl) {
    let Some(end) = f.body.as_ref().map(|b| b.rbrace) else {
        return;
    };
    let mut inside = groups(pass, file);
    inside.retain(|g| g.start() >= f.pos && g.end <= end);
    let says_output = |g: &super::comments::Group| {
        let plain = g
            .comments
            .iter()
            .map(|(_, text)| text.trim_start_matches(['/', '*']).trim());
        let text = plain
            .collect::<Vec<_>>()
            .join("\n")
            .trim_start()
            .to_ascii_lowercase();
        let text = text.strip_prefix("unordered ").unwrap_or(&text);
        text.starts_with("output:")
    };
    let outputs: Vec<bool> = inside.iter().map(says_output).collect();
    let text = match outputs.iter().filter(|o| **o).count() > 1 {
        true => "there can only be one output comment block per example",
        false => "output comment block must be the last comment block",
    };
    let before_last = outputs.len().saturating_sub(1);
    for (group, is_output) in inside.iter().zip(&outputs).take(before_last) {
        if *is_output {
            pass.report(group.start(), text.to_string());
        }
    }
}

/// The type of `f` in `f.Fuzz(…)`, and the method's name.
fn method_of_f<'e>(pass: &Pass<'_>, fun: &'e Expr) -> Option<&'e str> {
    let ExprKind::Selector { x, sel } = &fun.kind else {
        return None;
    };
    is_testing(pass.types, pass.type_of(x), "F").then_some(sel.name.as_str())
}

fn is_testing(types: &Types, t: TypeId, name: &str) -> bool {
    matches!(types.get(t), Type::Pointer(base) if is_named(types, *base, "testing", name))
}

fn fuzz(pass: &mut Pass<'_>, d: &Decl) {
    // The parameters of the first target that is in order.
    let mut params: Option<Vec<TypeId>> = None;
    nodes::of_decl(d, &mut |node| {
        if let Node::Expr(x) = node
            && let ExprKind::Call { fun, args, .. } = &x.kind
            && method_of_f(pass, fun) == Some("Fuzz")
            && let [arg] = &args[..]
        {
            if let Some(own) = target(pass, arg) {
                params.get_or_insert(own);
            }
            return false;
        }
        true
    });
    let Some(params) = params else { return };
    nodes::of_decl(d, &mut |node| {
        if let Node::Expr(x) = node
            && let ExprKind::Call { fun, args, .. } = &x.kind
            && method_of_f(pass, fun) == Some("Add")
        {
            added(pass, x, args, &params[1..]);
        }
        true
    });
}

const ACCEPTED: &str = "string, bool, float32, float64, int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64, []byte";

fn is_accepted(types: &Types, t: TypeId) -> bool {
    match types.get(types.canon(t)) {
        Type::Basic(b) => {
            (Basic::Bool..=Basic::String).contains(b)
                && !matches!(b, Basic::Uintptr | Basic::Complex64 | Basic::Complex128)
        }
        Type::Slice(elem) => *elem == TypeId::of(Basic::Uint8),
        _ => false,
    }
}

/// What is passed to `f.Fuzz`; its parameters, if it is in order.
fn target(pass: &mut Pass<'_>, target: &Expr) -> Option<Vec<TypeId>> {
    let under = pass.types.under(pass.type_of(target));
    let Type::Signature(sig) = pass.types.get(under).clone() else {
        pass.report(target.pos, "argument to Fuzz must be a function".into());
        return None;
    };
    if !sig.results.is_empty() {
        pass.report(target.pos, "fuzz target must not return any value".into());
    }
    if sig.params.is_empty() {
        let text = "fuzz target must have 1 or more argument";
        pass.report(target.pos, text.into());
        return None;
    }
    // Where the type of each parameter is written.
    let mut places = Vec::new();
    if let ExprKind::Func { ty, .. } = &target.kind {
        for field in &ty.params.fields {
            places.extend((0..field.names.len().max(1)).map(|_| field.ty.pos));
        }
    }
    let place = |i: usize| places.get(i).copied().unwrap_or(target.pos);
    let mut sound = true;
    if !is_testing(pass.types, sig.params[0], "T") {
        let text = "the first parameter of a fuzz target must be *testing.T";
        pass.report(place(0), text.into());
        sound = false;
    }
    for (i, &t) in sig.params.iter().enumerate().skip(1) {
        if !is_accepted(pass.types, t) {
            let text = format!("fuzzing arguments can only have the following types: {ACCEPTED}");
            pass.report(place(i), text);
            sound = false;
        }
    }
    nodes::of_expr(target, &mut |node| {
        if let Node::Expr(x) = node
            && let ExprKind::Call { fun, .. } = &x.kind
            && let Some(method) = method_of_f(pass, fun)
            && !matches!(method, "Name" | "Failed")
        {
            pass.report(x.pos, "fuzz target must not call any *F methods".into());
        }
        true
    });
    sound.then_some(sig.params)
}

/// A call of `f.Add`, against the target's parameters behind the first.
fn added(pass: &mut Pass<'_>, call: &Expr, args: &[Expr], params: &[TypeId]) {
    const ADD: &str = "in call to (*testing.F).Add";
    if args.len() != params.len() {
        let (has, wants) = (args.len(), params.len());
        let text = format!("wrong number of values {ADD}: {has}, fuzz target expects {wants}");
        return pass.report(call.pos, text);
    }
    let types = &*pass.types;
    let has: Vec<TypeId> = args.iter().map(|a| pass.type_of(a)).collect();
    let wrong: Vec<usize> = (0..args.len())
        .filter(|&i| !types.identical(has[i], params[i]))
        .collect();
    let name = |t: &TypeId| type_name(types, *t);
    let list = |l: &[TypeId]| format!("[{}]", l.iter().map(name).collect::<Vec<_>>().join(" "));
    let (pos, text) = match wrong[..] {
        [] => return,
        [i] => {
            let (has, wants) = (name(&has[i]), name(&params[i]));
            (
                args[i].pos,
                format!("mismatched type {ADD}: {has}, fuzz target expects {wants}"),
            )
        }
        _ => {
            let (has, wants) = (list(&has), list(params));
            (
                call.pos,
                format!("mismatched types {ADD}: {has}, fuzz target expects {wants}"),
            )
        }
    };
    pass.report(pos, text);
}
