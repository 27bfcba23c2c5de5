//! Each call of a function that prints: its format, its arguments.

use gorun_grammar::ast::{Expr, ExprKind, FuncDecl, Pos, UnaryOp};
use rustc_hash::FxHashMap;

use super::arguments::*;
use super::format::{Operation, directive_in, operations, place_in_literal};
use super::wrappers::Known;
use super::{Kind, full_name};
use crate::types::{Basic, LookupKind, ObjId, Type, TypeId};
use crate::vet::names::{short_type_name, type_name};
use crate::vet::nodes::{self, Node};
use crate::vet::pass::Pass;

struct Calls<'p, 'a> {
    pass: &'p mut Pass<'a>,
    known: &'p Known,
    /// The file's language version.
    version: (u32, u32),
    declarations: FxHashMap<ObjId, &'a FuncDecl>,
}

pub fn check(pass: &mut Pass<'_>, known: &Known) {
    let files = pass.files;
    let mut calls = Calls {
        known,
        version: (0, 0),
        declarations: pass.declarations(),
        pass,
    };
    for (i, file) in files.iter().enumerate() {
        calls.version = calls.pass.version(i);
        nodes::of_file(file, &mut |node| {
            if let Node::Expr(x) = node {
                calls.call(x);
            }
            true
        });
    }
}

struct Call<'e> {
    call: &'e Expr,
    fun: &'e Expr,
    args: &'e [Expr],
    /// The last argument stands for any number of them: `list...`.
    open: bool,
    name: String,
}

/// "1 arg", "2 args".
fn count(n: usize) -> String {
    format!("{n} arg{}", if n == 1 { "" } else { "s" })
}

/// What a verb accepts, and its flags.
fn verb(c: char) -> Option<(&'static str, Accepts)> {
    const NUMBER: &str = " -+.0";
    const SHARP: &str = " -+.0#";
    Some(match c {
        '%' => ("", 0),
        'b' => (SHARP, INT | FLOAT | COMPLEX | POINTER),
        'c' => ("-", RUNE | INT),
        'd' => (NUMBER, INT | POINTER),
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => (SHARP, FLOAT | COMPLEX),
        'o' | 'O' => (SHARP, INT | POINTER),
        'p' => ("-#", POINTER),
        'q' => (SHARP, RUNE | INT | STRING),
        's' => (NUMBER, STRING),
        't' => ("-", BOOL),
        'T' => ("-", ANY),
        'U' => ("-#", RUNE | INT),
        'v' => (SHARP, ANY),
        'w' => (SHARP, ERROR),
        'x' | 'X' => (SHARP, RUNE | INT | STRING | POINTER | FLOAT | COMPLEX),
        _ => return None,
    })
}

impl Calls<'_, '_> {
    fn call(&mut self, x: &Expr) {
        if let ExprKind::Call {
            fun,
            args,
            ellipsis,
            ..
        } = &x.kind
            && let Some((obj, selection)) = self.pass.used(fun)
            && let Some(kind) = self.known.kind(self.pass, obj, selection)
        {
            let call = Call {
                call: x,
                fun,
                args,
                open: ellipsis.is_some(),
                name: full_name(self.pass.types, obj, selection),
            };
            match kind {
                Kind::Print => self.print(&call),
                Kind::Printf | Kind::Errorf => self.printf(&call, kind),
            }
        }
    }

    /// The number of the parameter that takes any number of arguments.
    fn variadic(&self, fun: &Expr) -> Option<(usize, TypeId)> {
        let types = &self.pass.types;
        match types.get(types.unalias(self.pass.type_of(fun))) {
            Type::Signature(s) if s.variadic => Some((s.params.len() - 1, *s.params.last()?)),
            _ => None,
        }
    }

    fn printf(&mut self, call: &Call<'_>, kind: Kind) {
        let Some(index) = self.variadic(call.fun).and_then(|(n, _)| n.checked_sub(1)) else {
            return;
        };
        let Some(argument) = call.args.get(index) else {
            return;
        };
        let name = &call.name;
        let Some(format) = self.pass.string(argument) else {
            if index == call.args.len() - 1 && self.version >= (1, 24) {
                let text = format!("non-constant format string in call to {name}");
                self.pass.report(argument.pos, text);
            }
            return;
        };
        let first = index + 1;
        if !format.contains('%') {
            if let Some(arg) = call.args.get(first) {
                let text = format!("{name} call has arguments but no formatting directives");
                self.pass.report(arg.pos, text);
            }
            return;
        }
        let operations = match operations(&format, first) {
            Ok(operations) => operations,
            Err(why) => return self.pass.report(argument.pos, format!("{name} {why}")),
        };
        let mut last = first - 1;
        let mut indexed = false;
        for op in &operations {
            indexed |= op.indexed;
            let pos = match &argument.kind {
                ExprKind::Lit { text, .. } => {
                    Pos(argument.pos.0 + place_in_literal(text, op.start) as u32)
                }
                _ => argument.pos,
            };
            if op.verb == 'w' && kind == Kind::Printf {
                let text = format!("{name} does not support error-wrapping directive %w");
                return self.pass.report(pos, text);
            }
            // One report for each format.
            match self.operation(call, op, first, &mut last) {
                Ok(true) => {}
                Ok(false) => return,
                Err(text) => return self.pass.report(pos, text),
            }
        }
        let rest_is_unknown = call.open && last + 2 >= call.args.len();
        if rest_is_unknown || indexed || last + 1 >= call.args.len() {
            return;
        }
        let (wants, has) = (count(last + 1 - first), count(call.args.len() - first));
        let text = format!("{name} call needs {wants} but has {has}");
        self.pass.report(call.call.pos, text);
    }

    /// An operation against its arguments. `Ok(false)`: they cannot be known. `Err`: what is wrong.
    fn operation(
        &mut self,
        call: &Call<'_>,
        op: &Operation<'_>,
        first: usize,
        last: &mut usize,
    ) -> Result<bool, String> {
        let (name, text, c) = (&call.name, op.text, op.verb);
        let known = verb(c);
        let (flags, mut accepts) = known.unwrap_or(("", 0));
        if c == 'q' && self.version >= (1, 26) {
            accepts = RUNE | BYTE | STRING;
        }
        let arg = call.args.get(op.arg);
        let formats_itself = accepts != ERROR
            && arg.is_some_and(|a| is_formatter(self.pass.types, self.pass.type_of(a)));
        if !formats_itself {
            if known.is_none() {
                return Err(format!("{name} format {text} has unknown verb {c}"));
            }
            let strange = |f: &char| *f != '0' && !flags.contains(*f);
            if let Some(flag) = op.flags.chars().find(strange) {
                return Err(format!("{name} format {text} has unrecognized flag {flag}"));
            }
        }
        for &size in &op.sizes {
            let Some(arg) = argument(call, op, size, first)? else {
                return Ok(false);
            };
            if let Err(why) = fits(self.pass.types, INT, self.pass.type_of(arg)) {
                let (arg, why) = (self.pass.shown(arg), behind(why));
                return Err(format!(
                    "{name} format {text} uses non-int {arg}{why} as argument of *"
                ));
            }
        }
        let taken = op.sizes.iter().copied().chain((c != '%').then_some(op.arg));
        *last = taken.fold(*last, usize::max);
        if c == '%' || formats_itself {
            return Ok(true);
        }
        let Some(arg) = argument(call, op, op.arg, first)? else {
            return Ok(false);
        };
        self.fitting(call, op, arg, accepts).map(|()| true)
    }

    fn fitting(
        &mut self,
        call: &Call<'_>,
        op: &Operation<'_>,
        arg: &Expr,
        accepts: Accepts,
    ) -> Result<(), String> {
        let (name, text, c) = (&call.name, op.text, op.verb);
        let t = self.pass.type_of(arg);
        let types = &mut *self.pass.types;
        if c == 'w' && self.version >= (1, 27) {
            let under = types.under(t);
            if let Type::Pointer(base) = *types.get(under)
                && is_error(types, base)
            {
                let of = |t: TypeId| short_type_name(types, t, self.pass.pkg);
                let (base, own) = (of(base), of(t));
                return Err(format!(
                    "%w wants operand of error type {base}, not pointer type {own} (defeats errors.Is)"
                ));
            }
        }
        if matches!(types.get(t), Type::Signature(_)) && !matches!(c, 'p' | 'T') {
            let arg = self.pass.shown(arg);
            return Err(format!(
                "{name} format {text} arg {arg} is a func value, not called"
            ));
        }
        if let Err(why) = fits(types, accepts, t) {
            let (why, ty) = (behind(why), type_name(self.pass.types, t));
            let arg = self.pass.shown(arg);
            return Err(format!(
                "{name} format {text} has arg {arg} of wrong type {ty}{why}"
            ));
        }
        let calls_methods = !op.flags.contains('#') || "qxX".contains(c);
        if accepts & STRING != 0
            && c != 'T'
            && calls_methods
            && let Some(method) = self.recursion(arg)
        {
            let arg = self.pass.shown(arg);
            return Err(format!(
                "{name} format {text} with arg {arg} causes recursive {method} method call"
            ));
        }
        Ok(())
    }

    fn print(&mut self, call: &Call<'_>) {
        let Some((first, list)) = self.variadic(call.fun) else {
            return;
        };
        let types = &self.pass.types;
        let Type::Slice(elem) = *types.get(types.unalias(list)) else {
            return;
        };
        if !matches!(types.get(types.unalias(elem)), Type::Interface(i) if i.methods.is_empty() && i.embedded.is_empty())
        {
            return;
        }
        let Some(args) = call.args.get(first..).filter(|args| !args.is_empty()) else {
            return;
        };
        let (name, pos) = (&call.name, call.call.pos);
        if first == 0
            && let ExprKind::Selector { x, sel } = &args[0].kind
            && matches!(&x.kind, ExprKind::Ident(package) if package == "os")
            && sel.name.starts_with("Std")
        {
            let arg = self.pass.shown(&args[0]);
            let text = format!("{name} does not take io.Writer but has first arg {arg}");
            self.pass.report(pos, text);
        }
        if let Some(text) = self.pass.string(&args[0]) {
            // A percent sign at the end begins nothing.
            let text = text.strip_suffix('%').unwrap_or(&text);
            if let Some(word) = directive_in(text) {
                let text = format!("{name} call has possible Printf formatting directive {word}");
                self.pass.report(pos, text);
            }
        }
        if name.ends_with("ln")
            && let Some(text) = args.last().and_then(|a| self.pass.string(a))
            && text.ends_with('\n')
        {
            let text = format!("{name} arg list ends with redundant newline");
            self.pass.report(pos, text);
        }
        for arg in args {
            if matches!(
                self.pass.types.get(self.pass.type_of(arg)),
                Type::Signature(_)
            ) {
                let arg = self.pass.shown(arg);
                let text = format!("{name} arg {arg} is a func value, not called");
                self.pass.report(pos, text);
            }
            if let Some(method) = self.recursion(arg) {
                let arg = self.pass.shown(arg);
                let text = format!("{name} arg {arg} causes recursive call to {method} method");
                self.pass.report(pos, text);
            }
        }
    }

    /// The `String` or `Error` method that is running when its receiver `arg` is printed, and would be called again.
    fn recursion(&mut self, arg: &Expr) -> Option<String> {
        let t = self.pass.type_of(arg);
        if t == TypeId::INVALID || is_formatter(self.pass.types, t) {
            return None;
        }
        let around = |c: &mut Self, name: &str| {
            let found = c.pass.types.lookup(t, false, c.pass.pkg, name)?;
            let decl = *c.declarations.get(&found.obj)?;
            let body = decl.body.as_ref()?;
            let inside = decl.pos <= arg.pos && arg.pos <= body.rbrace;
            (found.kind == LookupKind::Method && inside).then_some((found, decl))
        };
        let (found, decl) = around(self, "String").or_else(|| around(self, "Error"))?;
        let types = &mut *self.pass.types;
        let simple = matches!(types.get(types.unalias(found.ty)), Type::Signature(s)
            if s.params.is_empty() && s.results == [TypeId::of(Basic::String)]);
        let receiver = match &arg.kind {
            ExprKind::Unary {
                op: UnaryOp::Addr,
                x,
            } => x,
            _ => arg,
        };
        let name = decl.recv.as_ref()?.fields.first()?.names.first()?;
        let own = self.pass.info.defs.get(&name.id).copied();
        let is_receiver = own.is_some() && self.pass.identified(receiver) == own;
        (simple && is_receiver).then(|| full_name(self.pass.types, found.obj, None))
    }
}

/// The argument of that number. `None`: it is among those that `list...` stands for. `Err`: there is none.
fn argument<'e>(
    call: &Call<'e>,
    op: &Operation<'_>,
    index: usize,
    first: usize,
) -> Result<Option<&'e Expr>, String> {
    if call.open && index + 1 >= call.args.len() {
        return Ok(None);
    }
    match call.args.get(index) {
        Some(arg) => Ok(Some(arg)),
        None => {
            let (name, text, n) = (&call.name, op.text, index - first + 1);
            let has = count(call.args.len() - first);
            Err(format!(
                "{name} format {text} reads arg #{n}, but call has {has}"
            ))
        }
    }
}

fn behind(why: String) -> String {
    match why.is_empty() {
        true => why,
        false => format!(" ({why})"),
    }
}
