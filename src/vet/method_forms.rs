//! Methods with the names of those of well-known interfaces and other parameters or results.

use gorun_grammar::ast::{Decl, ExprKind, Ident, InterfaceElem};

use super::nodes::{self, Node};
use super::pass::Pass;
use super::printf::is_error;
use crate::types::object::ObjectKind;
use crate::types::{Type, TypeId, Types};

/// Name, parameters, results. Only who has what stands behind `=` means the method of that interface.
type Form = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const FORMS: &[Form] = &[
    ("As", &["any"], &["bool"]),
    ("Format", &["=fmt.State", "rune"], &[]),
    ("GobDecode", &["[]byte"], &["error"]),
    ("GobEncode", &[], &["[]byte", "error"]),
    ("Is", &["error"], &["bool"]),
    ("MarshalJSON", &[], &["[]byte", "error"]),
    (
        "MarshalXML",
        &["*xml.Encoder", "xml.StartElement"],
        &["error"],
    ),
    ("ReadByte", &[], &["byte", "error"]),
    ("ReadFrom", &["=io.Reader"], &["int64", "error"]),
    ("ReadRune", &[], &["rune", "int", "error"]),
    ("Scan", &["=fmt.ScanState", "rune"], &["error"]),
    ("Seek", &["=int64", "int"], &["int64", "error"]),
    ("UnmarshalJSON", &["[]byte"], &["error"]),
    (
        "UnmarshalXML",
        &["*xml.Decoder", "xml.StartElement"],
        &["error"],
    ),
    ("UnreadByte", &[], &["error"]),
    ("UnreadRune", &[], &["error"]),
    ("Unwrap", &[], &["error"]),
    ("WriteByte", &["byte"], &["error"]),
    ("WriteTo", &["=io.Writer"], &["int64", "error"]),
];

pub fn check(pass: &mut Pass<'_>) {
    for file in pass.files {
        for decl in &file.decls {
            if let Decl::Func(f) = decl
                && f.recv.is_some()
                && let Some(&obj) = pass.info.defs.get(&f.name.id)
            {
                let signature = pass.types.obj_type(obj);
                let fails = match &pass.types.object(obj).kind {
                    ObjectKind::Func { recv: Some(recv) } => {
                        let base = recv.base;
                        let pointer = recv.pointer;
                        let types = &mut *pass.types;
                        let mut t = types.intern(Type::Named(base));
                        if pointer {
                            t = types.intern(Type::Pointer(t));
                        }
                        is_error(types, t)
                    }
                    _ => false,
                };
                method(pass, &f.name, signature, fails);
            }
            nodes::of_decl(decl, &mut |node| {
                if let Node::Expr(x) = node
                    && let ExprKind::InterfaceType { elems, .. } = &x.kind
                {
                    let t = pass.type_of(x);
                    for elem in elems {
                        if let InterfaceElem::Method { name, .. } = elem
                            && let Type::Interface(i) = pass.types.under_ty(t)
                            && let Some(m) = i.methods.iter().find(|m| m.name == name.name)
                        {
                            let sig = m.sig;
                            let fails = is_error(pass.types, t);
                            method(pass, name, sig, fails);
                        }
                    }
                }
                true
            });
        }
    }
}

/// `fails`: values of the receiver's type are errors.
fn method(pass: &mut Pass<'_>, name: &Ident, signature: TypeId, fails: bool) {
    let Some(form) = FORMS.iter().find(|f| f.0 == name.name) else {
        return;
    };
    let types = &*pass.types;
    let Type::Signature(s) = types.get(types.unalias(signature)) else {
        return;
    };
    let named = |list: &[TypeId]| list.iter().map(|&t| shown(types, t)).collect();
    let (params, results): (Vec<String>, Vec<String>) = (named(&s.params), named(&s.results));
    match form.0 {
        "WriteTo" if params.len() > 1 => return,
        "Is" | "As" | "Unwrap" if !fails => return,
        "Unwrap" => {
            let one = matches!(&results[..], [r] if r == "error" || r == "[]error");
            if !params.is_empty() || !one {
                let message =
                    "method Unwrap() should have signature Unwrap() error or Unwrap() []error";
                pass.report(name.pos, message.into());
            }
            return;
        }
        _ => {}
    }
    let meant = fits(form.1, &params, true) && fits(form.2, &results, true);
    if !meant || fits(form.1, &params, false) && fits(form.2, &results, false) {
        return;
    }
    let join = |list: &[&str]| {
        let list: Vec<&str> = list.iter().map(|t| t.trim_start_matches('=')).collect();
        list.join(", ")
    };
    let results = match form.2 {
        [] => String::new(),
        [one] => format!(" {}", one.trim_start_matches('=')),
        several => format!(" ({})", join(several)),
    };
    let actual = shown(types, signature);
    let actual = actual.strip_prefix("func").unwrap_or(&actual);
    let name_text = &name.name;
    let message = format!(
        "method {name_text}{actual} should have signature {name_text}({}){results}",
        join(form.1)
    );
    pass.report(name.pos, message);
}

/// Whether types are those expected; `marked`: only those that say which method is meant.
fn fits(expected: &[&str], actual: &[String], marked: bool) -> bool {
    let any = |t: &str| t == "any" || t == "interface{}";
    let same = |(i, e): (usize, &&str)| {
        let bare = e.trim_start_matches('=');
        let skipped = marked && !e.starts_with('=');
        let fit = |a: &String| a == bare || any(a) && any(bare);
        skipped || actual.get(i).is_some_and(fit)
    };
    expected.iter().enumerate().all(same) && (marked || actual.len() <= expected.len())
}

fn shown(types: &Types, t: TypeId) -> String {
    types.type_string(t, &|pkg| types.package(pkg).name.to_string())
}
