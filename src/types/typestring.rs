//! Types as text, the way gc shows them.

use std::fmt::Write;

use super::object::PkgId;
use super::store::Types;
use super::ty::{ChanDir, Signature, Type, TypeId, TypeParamId};
use super::universe::basic_name;

/// How a package's name stands before its names: empty for none.
pub type Qualifier<'a> = &'a dyn Fn(PkgId) -> String;

impl Types {
    /// The type as gc's messages show it.
    pub fn type_string(&self, t: TypeId, qualifier: Qualifier<'_>) -> String {
        let mut w = Writer::new(self, qualifier);
        w.typ(t);
        w.out
    }

    /// `name(params) results` without parameter names: how messages show a method.
    pub fn method_string(
        &self,
        name: &str,
        sig: TypeId,
        qualifier: Qualifier<'_>,
        names: bool,
    ) -> String {
        let mut w = Writer::new(self, qualifier);
        w.names = names;
        w.out.push_str(name);
        if let Type::Signature(s) = self.get(self.unalias(sig)) {
            w.signature(&s.clone());
        }
        w.out
    }
}

/// What net/http's own names for types of crypto/tls are shown as: programs that do without TLS have empty types behind them.
fn stands_for(package: &str, name: &str) -> Option<&'static str> {
    match (package, name) {
        ("net/http" | "net/http/httptest", "tlsConfig") => Some("tls.Config"),
        ("net/http", "tlsState") => Some("tls.ConnectionState"),
        ("net/http", "tlsConn") => Some("tls.Conn"),
        _ => None,
    }
}

struct Writer<'a> {
    types: &'a Types,
    qualifier: Qualifier<'a>,
    out: String,
    /// Write parameter names.
    names: bool,
    depth: u32,
}

impl<'a> Writer<'a> {
    fn new(types: &'a Types, qualifier: Qualifier<'a>) -> Writer<'a> {
        Writer {
            types,
            qualifier,
            out: String::new(),
            names: true,
            depth: 0,
        }
    }

    fn name(&mut self, obj: super::object::ObjId) {
        let o = self.types.object(obj);
        if o.name.starts_with("tls")
            && let Some(shown) = stands_for(&self.types.package(o.pkg).path, &o.name)
        {
            self.out.push_str(shown);
            return;
        }
        if o.pkg != PkgId::UNIVERSE {
            let q = (self.qualifier)(o.pkg);
            if !q.is_empty() {
                self.out.push_str(&q);
                self.out.push('.');
            }
        }
        self.out.push_str(&o.name);
    }

    fn list(&mut self, list: &[TypeId]) {
        self.out.push('[');
        for (i, &t) in list.iter().enumerate() {
            if i > 0 {
                self.out.push_str(", ");
            }
            self.typ(t);
        }
        self.out.push(']');
    }

    fn tparam_list(&mut self, list: &[TypeParamId]) {
        self.out.push('[');
        let mut prev = None;
        for (i, &p) in list.iter().enumerate() {
            // One that is being declared has none yet.
            let bound = self.types.tparam(p).constraint.or(Some(TypeId::INVALID));
            if i > 0 {
                if bound != prev
                    && let Some(b) = prev
                {
                    self.out.push(' ');
                    self.typ(b);
                }
                self.out.push_str(", ");
            }
            prev = bound;
            let obj = self.types.tparam(p).obj;
            let name = self.types.object(obj).name.clone();
            self.out.push_str(&name);
        }
        if let Some(b) = prev {
            self.out.push(' ');
            self.typ(b);
        }
        self.out.push(']');
    }

    fn typ(&mut self, t: TypeId) {
        // Interfaces can contain themselves by way of literals only; declared types stop the descent.
        if self.depth > 100 {
            self.out.push_str("...");
            return;
        }
        self.depth += 1;
        self.write(t);
        self.depth -= 1;
    }

    fn write(&mut self, t: TypeId) {
        let types = self.types;
        match types.get(t) {
            Type::Basic(b) => self.out.push_str(basic_name(*b)),
            Type::Named(n) => {
                let id = *n;
                let n = types.named(id);
                self.name(n.obj);
                if let Some((origin, targs)) = &n.origin {
                    let shown = types.shown_targs.get(&id);
                    let targs = shown.unwrap_or(targs);
                    let outer = types.named(*origin).outer.len();
                    if targs.len() > outer {
                        self.list(&targs[outer..]);
                    }
                } else if !n.tparams.is_empty() {
                    self.tparam_list(&n.tparams);
                }
            }
            Type::Alias { obj, targs, .. } => {
                self.name(*obj);
                if !targs.is_empty() {
                    self.list(targs);
                } else if let super::object::ObjectKind::TypeName { alias_tparams, .. } =
                    &types.object(*obj).kind
                    && !alias_tparams.is_empty()
                {
                    self.tparam_list(alias_tparams);
                }
            }
            Type::TypeParam(p) => {
                let obj = types.tparam(*p).obj;
                let o = types.object(obj);
                self.out.push_str(&o.name);
                // A type parameter that is called like something predeclared.
                if types.scope(types.universe.scope).lookup(&o.name).is_some() {
                    let at = crate::source::place(o.pos);
                    let _ = write!(self.out, " /* with {} declared at {at} */", o.name);
                }
            }
            Type::Pointer(e) => {
                self.out.push('*');
                self.typ(*e);
            }
            Type::Slice(e) => {
                self.out.push_str("[]");
                self.typ(*e);
            }
            Type::Array { len, elem } => {
                let _ = write!(self.out, "[{len}]");
                self.typ(*elem);
            }
            Type::Map { key, elem } => {
                self.out.push_str("map[");
                self.typ(*key);
                self.out.push(']');
                self.typ(*elem);
            }
            Type::Chan { dir, elem } => {
                self.out.push_str(match dir {
                    ChanDir::Both => "chan ",
                    ChanDir::Send => "chan<- ",
                    ChanDir::Recv => "<-chan ",
                });
                let inner = matches!(
                    types.get(*elem),
                    Type::Chan {
                        dir: ChanDir::Recv,
                        ..
                    }
                );
                if *dir == ChanDir::Both && inner {
                    self.out.push('(');
                    self.typ(*elem);
                    self.out.push(')');
                } else {
                    self.typ(*elem);
                }
            }
            Type::Tuple(l) => {
                self.out.push('(');
                for (i, &t) in l.iter().enumerate() {
                    if i > 0 {
                        self.out.push_str(", ");
                    }
                    self.typ(t);
                }
                self.out.push(')');
            }
            Type::Struct(s) => {
                self.out.push_str("struct{");
                for (i, f) in s.fields.iter().enumerate() {
                    if i > 0 {
                        self.out.push_str("; ");
                    }
                    if !f.embedded {
                        self.out.push_str(&f.name);
                        self.out.push(' ');
                    }
                    self.typ(f.ty);
                    if !f.tag.is_empty() {
                        let _ = write!(self.out, " {}", quote(&f.tag));
                    }
                }
                self.out.push('}');
            }
            Type::Signature(s) => {
                self.out.push_str("func");
                self.signature(s);
            }
            Type::Union(terms) => {
                for (i, t) in terms.iter().enumerate() {
                    if i > 0 {
                        self.out.push_str(" | ");
                    }
                    if t.tilde {
                        self.out.push('~');
                    }
                    self.typ(t.ty);
                }
            }
            Type::Interface(i) => {
                if types.is_comparable_literal(i) {
                    self.out.push_str("interface{comparable}");
                    return;
                }
                if i.implicit && i.methods.is_empty() && i.embedded.len() == 1 {
                    self.typ(i.embedded[0]);
                    return;
                }
                self.out.push_str("interface{");
                let mut first = true;
                for m in &i.methods {
                    if !std::mem::take(&mut first) {
                        self.out.push_str("; ");
                    }
                    self.out.push_str(&m.name);
                    if let Type::Signature(s) = types.get(m.sig) {
                        self.signature(s);
                    }
                }
                for &e in &i.embedded {
                    if !std::mem::take(&mut first) {
                        self.out.push_str("; ");
                    }
                    self.typ(e);
                }
                self.out.push('}');
            }
        }
    }

    fn signature(&mut self, s: &Signature) {
        if !s.tparams.is_empty() {
            self.tparam_list(&s.tparams);
        }
        let names: &[smol_str::SmolStr] = if self.names { &s.names } else { &[] };
        let (pnames, rnames) = if names.len() == s.params.len() + s.results.len() {
            names.split_at(s.params.len())
        } else {
            (&[][..], &[][..])
        };
        self.tuple(&s.params, pnames, s.variadic);
        match s.results.as_slice() {
            [] => {}
            [r] if rnames.first().is_none_or(|n| n.is_empty()) => {
                self.out.push(' ');
                self.typ(*r);
            }
            results => {
                self.out.push(' ');
                self.tuple(results, rnames, false);
            }
        }
    }

    fn tuple(&mut self, list: &[TypeId], names: &[smol_str::SmolStr], variadic: bool) {
        self.out.push('(');
        for (i, &t) in list.iter().enumerate() {
            if i > 0 {
                self.out.push_str(", ");
            }
            if let Some(n) = names.get(i)
                && !n.is_empty()
            {
                self.out.push_str(n);
                self.out.push(' ');
            }
            if variadic && i + 1 == list.len() {
                if let Type::Slice(e) = self.types.get(self.types.unalias(t)) {
                    self.out.push_str("...");
                    self.typ(*e);
                } else {
                    self.typ(t);
                    self.out.push_str("...");
                }
            } else {
                self.typ(t);
            }
        }
        self.out.push(')');
    }
}

/// A Go string literal for `s`.
pub fn quote(s: &str) -> String {
    let mut out = String::from("\"");
    for c in s.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\x07' => out.push_str("\\a"),
            '\x08' => out.push_str("\\b"),
            '\x0c' => out.push_str("\\f"),
            '\x0b' => out.push_str("\\v"),
            c if (c as u32) < 0x20 || c as u32 == 0x7f => {
                let _ = write!(out, "\\x{:02x}", c as u32);
            }
            c if gorun_grammar::is_printable(c) => out.push(c),
            c if (c as u32) < 0x10000 => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => {
                let _ = write!(out, "\\U{:08x}", c as u32);
            }
        }
    }
    out.push('"');
    out
}
