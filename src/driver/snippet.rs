//! `gorun -e`: statements without the package around them.

use crate::types::quote;

/// The whole program for a snippet: imports of standard packages are found by the names that it uses.
/// A snippet that is one expression, not a call, is printed.
pub fn wrap_snippet(code: &str) -> String {
    let is_value = is_plain_expression(code);
    let mut imports = used_packages(code);
    if is_value && !imports.contains(&"fmt".to_string()) {
        imports.push("fmt".into());
    }
    let imports: String = imports
        .iter()
        .map(|path| format!("import {path}; ", path = quote(path)))
        .collect();
    let body = if is_value {
        format!("fmt.Println({code})")
    } else {
        code.to_string()
    };
    if code.trim_start().starts_with("func ") && code.contains("func main()") {
        return format!("package main; {imports}\n{code}\n");
    }
    format!("package main; {imports}func main() {{\n{body}\n}}\n")
}

/// Import paths of standard packages for the `name.` prefixes of `code`, strings and comments left out.
fn used_packages(code: &str) -> Vec<String> {
    let plain = without_literals(code);
    let mut found = Vec::new();
    for (dot, _) in plain.match_indices('.') {
        let before = &plain[..dot];
        let start = before
            .rfind(|c: char| !(c.is_alphanumeric() || c == '_'))
            .map_or(0, |i| i + 1);
        let name = &before[start..];
        if name.is_empty() || before[..start].ends_with('.') {
            continue;
        }
        let path = crate::std::known_packages()
            .filter(|path| path.rsplit('/').next() == Some(name))
            .min_by_key(|path| path.len());
        if let Some(path) = path
            && !found.iter().any(|f| f == path)
        {
            found.push(path.to_string());
        }
    }
    found
}

fn without_literals(code: &str) -> String {
    let mut out = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        if !matches!(c, '"' | '`' | '\'') {
            out.push(c);
            continue;
        }
        out.push(' ');
        while let Some(inner) = chars.next() {
            if inner == c {
                break;
            }
            if inner == '\\' && c != '`' {
                chars.next();
            }
        }
    }
    out
}

fn is_plain_expression(code: &str) -> bool {
    use gorun_grammar::ast::{Decl, ExprKind};
    let text = format!("package p; var _ = {}\n", code.trim());
    let (file, errors) = gorun_grammar::parse_file(gorun_grammar::ParseInput {
        text: &text,
        base: 1,
    });
    if !errors.is_empty() || file.decls.len() != 1 {
        return false;
    }
    let Decl::Var(specs) = &file.decls[0] else {
        return false;
    };
    match specs.as_slice() {
        [spec] => match spec.values.as_slice() {
            [value] => !matches!(&value.kind, ExprKind::Call { fun, .. } if prints(fun)),
            _ => false,
        },
        _ => false,
    }
}

/// A call for its effect: `fmt.Print…`, `print…`, `panic`. Other calls are shown like any expression.
fn prints(fun: &gorun_grammar::ast::Expr) -> bool {
    use gorun_grammar::ast::ExprKind;
    match &fun.kind {
        ExprKind::Ident(name) => matches!(
            name.as_str(),
            "print" | "println" | "panic" | "close" | "delete" | "clear"
        ),
        ExprKind::Selector { x, sel } => {
            matches!(&x.kind, ExprKind::Ident(p) if p == "fmt" || p == "os" || p == "log" || p == "time")
                && !sel.name.starts_with("Sprint")
        }
        ExprKind::Func { .. } => true,
        ExprKind::Paren(inner) => prints(inner),
        _ => false,
    }
}
