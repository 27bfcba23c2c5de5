//! Basic literals and function literals, and function bodies.

use std::rc::Rc;

use gorun_grammar::ast::{Block, Expr, FuncType, LitKind};

use super::checker::{Checker, DeclId, Environment, FuncSig};
use super::codes::Code;
use super::constant::Const;
use super::object::{ObjectKind, VarKind};
use super::operand::{OpMode, Operand};
use super::returns::is_terminating_block;
use super::ty::{Basic, TypeId};

/// Numeric literals longer than this say nothing and take long to read.
const MAX_LITERAL: usize = 10_000;

impl<'a> Checker<'a> {
    pub(super) fn basic_lit(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        kind: LitKind,
        text: &'a str,
    ) {
        let numeric = matches!(kind, LitKind::Int | LitKind::Float | LitKind::Imag);
        if numeric && text.len() > MAX_LITERAL {
            let message = format!(
                "excessively long constant: {}... ({} chars)",
                &text[..10],
                text.len()
            );
            self.errorf(e.pos, Code::InvalidConstVal, message);
            return;
        }
        if numeric && !self.allow_version((1, 13)) {
            self.literal_version(e, kind, text);
        }
        // Where files have lexical errors, the lexer may have said what is wrong with it.
        if !self.config.parsed_soundly && !gorun_grammar::scan(text).1.is_empty() {
            return;
        }
        let val = Const::from_literal(kind, text);
        if val.is_unknown() {
            self.errorf(
                e.pos,
                Code::InvalidConstVal,
                format!("malformed constant: {text}"),
            );
            return;
        }
        let ty = TypeId::of(match kind {
            LitKind::Int => Basic::UntypedInt,
            LitKind::Float => Basic::UntypedFloat,
            LitKind::Imag => Basic::UntypedComplex,
            LitKind::Char => Basic::UntypedRune,
            LitKind::String => Basic::UntypedString,
        });
        x.set_constant(ty, val);
        x.expr = e.into();
        self.overflow(x, e.pos);
    }

    /// Reports a spelling of a number that is newer than the language version.
    fn literal_version(&mut self, e: &'a Expr, kind: LitKind, text: &str) {
        let what = if text.contains('_') {
            "underscore in numeric literal"
        } else {
            match text.as_bytes() {
                [b'0', b'b' | b'B', ..] => "binary literal",
                [b'0', b'o' | b'O', ..] => "0o/0O-style octal literal",
                [b'0', b'x' | b'X', ..] if kind != LitKind::Int => {
                    "hexadecimal floating-point literal"
                }
                _ => return,
            }
        };
        self.version_errorf(e.pos, (1, 13), what);
    }

    /// The type of a function literal is known at once; its body is checked at the end of the statement,
    /// because it may mention what that statement is about to declare types for.
    pub(super) fn func_lit(&mut self, x: &mut Operand<'a>, ty: &'a FuncType, body: &'a Block) {
        let sig = self.func_type(None, &[], ty);
        x.set_value(sig.ty);
        self.func_lits.push((ty.pos, sig.ty));
        let decl = self.env.decl;
        let iota = self.env.iota.clone();
        self.later(move |check| check.func_body(decl, "<function literal>", &sig, body, iota));
    }

    /// Checks a function's body in an environment of its own.
    pub fn func_body(
        &mut self,
        decl: Option<DeclId>,
        name: &str,
        sig: &Rc<FuncSig>,
        body: &'a Block,
        iota: Option<Const>,
    ) {
        let _ = name;
        let inner = Environment {
            decl,
            scope: sig.scope,
            version: self.env.version,
            iota,
            sig: Some(sig.clone()),
            ..Environment::default()
        };
        let outer = std::mem::replace(&mut self.env, inner);
        let outer_scopes = std::mem::replace(&mut self.block_scopes, vec![sig.scope]);

        self.stmt_list(&body.stmts);
        if !sig.results.is_empty() && !is_terminating_block(&self.env.is_panic, body) {
            self.errorf(body.rbrace, Code::MissingReturn, "missing return");
        }

        let scopes = std::mem::replace(&mut self.block_scopes, outer_scopes);
        if self.config.lint {
            self.unused_vars(&scopes);
        }
        self.env = outer;
    }

    /// Reports the variables of these scopes that nothing uses: scope by scope as they were opened, which decides
    /// what is among the first ten errors.
    fn unused_vars(&mut self, scopes: &[super::scope::ScopeId]) {
        for &scope in scopes {
            let mut unused = Vec::new();
            for &obj in self.types.scope(scope).names.values() {
                let o = self.types.object(obj);
                if matches!(o.kind, ObjectKind::Var(VarKind::Local))
                    && !self.used_vars.contains(&obj)
                {
                    unused.push((o.pos, o.name.clone()));
                }
            }
            unused.sort();
            for (pos, name) in unused {
                self.soft_errorf(
                    pos,
                    Code::UnusedVar,
                    format!("declared and not used: {name}"),
                );
            }
        }
    }

    /// Opens a scope whose variables have to be used by the end of the function.
    pub(super) fn open_block(&mut self) {
        self.open_scope();
        self.block_scopes.push(self.env.scope);
    }
}

impl Operand<'_> {
    /// The constant `true` of type bool: what a switch without tag switches on.
    pub(super) fn set_true(&mut self) {
        self.mode = OpMode::Constant;
        self.ty = TypeId::of(Basic::Bool);
        self.val = Some(Const::Bool(true));
    }
}
