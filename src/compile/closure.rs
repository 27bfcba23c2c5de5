//! Function literals and closure objects.

use gorun_grammar::ast::{Block, Expr, FuncType, NodeId};

use super::buffers::SiteId;
use super::function::{Context, FnBuilder, Home, Reg, classes};
use super::value::{Dest, Val};
use crate::bytecode::arguments::Arguments;
use crate::bytecode::function::{Function, Inlined};
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{TypeRef, WordClass};
use crate::types::ObjId;

/// What compiling a function literal takes.
#[derive(Clone)]
pub struct LiteralCode<'a> {
    id: NodeId,
    ty: &'a FuncType,
    body: &'a Block,
    objs: Vec<ObjId>,
    homes: Vec<Home>,
    params: Vec<TypeRef>,
    results: Vec<TypeRef>,
    context: Context<'a>,
    name: String,
    /// Where it stands.
    is_called: bool,
    /// gc inlines the declared function around: what is called is a copy of the literal, made there.
    copied: bool,
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// A closure of function `f` over the given registers.
    pub fn make_closure(&mut self, f: u32, captured: &[(Reg, Vec<WordClass>)], dest: Dest) -> Val {
        let pointer = self.basic(crate::types::Basic::UnsafePointer);
        let n: usize = captured.iter().map(|c| c.1.len()).sum();
        if n == 0 {
            let r = self.dest(dest, pointer);
            self.emit_wide(Op::FuncValue, r, f);
            return Val::new(r);
        }
        let mut words = vec![WordClass::Scalar];
        let from = match captured {
            // In one piece already.
            [(r, c)] => {
                words.extend_from_slice(c);
                *r
            }
            list => {
                let mut at = 1;
                self.need_out(n + 1);
                for (r, c) in list {
                    let to = self.out(at);
                    self.mov_slots(to, *r, c.len());
                    words.extend_from_slice(c);
                    at += c.len();
                }
                self.out(1)
            }
        };
        let object = self.p.layout.object(&words);
        let r = self.dest(dest, pointer);
        self.emit(Op::MakeClosure, r, from, n as u16);
        self.ext(f as u64);
        self.ext_type(object);
        Val::new(r)
    }

    /// The name of the next function literal written in this function: gc counts on where that is no literal itself, nor the
    /// body of a loop, or is inlined where none is.
    pub fn literal_name(&mut self) -> String {
        self.literals += 1;
        let is_literal = self.literal_id.is_some() || self.yielding.is_some();
        let inner = is_literal && !self.plan.is_unwrapped(self.site, self.start)
            || self.plan.in_literals.contains(&self.site);
        if inner {
            format!("{}.{}", self.name, self.literals)
        } else {
            format!("{}.func{}", self.name, self.literals)
        }
    }

    /// The registers that a literal captures.
    pub fn captured(&mut self, id: NodeId) -> (Vec<ObjId>, Vec<(Reg, Vec<WordClass>)>) {
        let objs = self.escape.captures.get(&id).cloned().unwrap_or_default();
        let regs = objs
            .iter()
            .map(|&obj| match self.vars.get(&obj) {
                Some(&Home::Mem(r)) => (r, vec![WordClass::Pointer]),
                Some(&Home::Reg(r)) => {
                    let t = self.obj_type(obj);
                    (r, classes(t))
                }
                None => {
                    let name = self.p.types.object(obj).name.clone();
                    self.fail(&format!(
                        "internal error: captured variable {name} has no home"
                    ));
                    (0, Vec::new())
                }
            })
            .collect();
        (objs, regs)
    }

    /// At the start of a closure's function: its captured variables get homes.
    pub fn open_closure(&mut self, objs: &[ObjId], homes: &[Home]) -> Option<Reg> {
        if objs.is_empty() {
            return None;
        }
        let first = self.is_first_pointer();
        let closure = self.local_of(&[WordClass::Pointer]);
        self.emit(Op::Closure, closure, 0, 0);
        let mut at = 8u16;
        for (&obj, home) in objs.iter().zip(homes) {
            match home {
                Home::Mem(_) => {
                    let r = self.local_of(&[WordClass::Pointer]);
                    self.emit(Op::Load64, r, closure, at);
                    at += 8;
                    self.vars.insert(obj, Home::Mem(r));
                }
                Home::Reg(_) => {
                    let t = self.obj_type(obj);
                    let r = self.local(t);
                    let mut left = t.slots() as u16;
                    let mut to = r;
                    while left > 0 {
                        let (op, n) = match left {
                            1 => (Op::Load64, 1),
                            2 => (Op::Load2, 2),
                            _ => (Op::Load3, 3),
                        };
                        self.emit(op, to, closure, at);
                        at += 8 * n;
                        to += n;
                        left -= n;
                    }
                    self.vars.insert(obj, Home::Reg(r));
                }
            }
        }
        if first {
            self.filled_at_once();
        }
        Some(closure)
    }

    pub fn function_literal(
        &mut self,
        e: &'a Expr,
        ty: &'a FuncType,
        body: &'a Block,
        dest: Dest,
    ) -> Val {
        let (objs, regs) = self.captured(e.id);
        let homes: Vec<Home> = objs
            .iter()
            .map(|o| self.vars.get(o).copied().unwrap_or(Home::Reg(0)))
            .collect();
        let name = self.literal_name();
        let is_called = self.called_literal.take() == Some(e.id);
        let f = self.p.reserve();
        let context = self.context();
        let t = self.type_of(e);
        let (params, results, _) = super::instances::signature(t);
        let code = LiteralCode {
            id: e.id,
            ty,
            body,
            objs,
            homes,
            params,
            results,
            context,
            name,
            is_called,
            copied: self.copied,
        };
        let function = self.literal_function(f, &code, None);
        if !self.plan.calls.is_empty() {
            let key = (self.site, e.id);
            self.plan.literals.borrow_mut().insert(key, code);
        }
        self.p.functions[f as usize] = Some(Box::new(function));
        self.make_closure(f, &regs, dest)
    }

    /// A literal's function, compiled for a place where gc inlines it.
    pub fn literal_version(&mut self, f: u32, code: &LiteralCode<'a>, site: SiteId) -> Function {
        self.literal_function(f, code, Some(site))
    }

    fn literal_function(
        &mut self,
        f: u32,
        code: &LiteralCode<'a>,
        site: Option<SiteId>,
    ) -> Function {
        let mut context = code.context.clone();
        context.site = site.unwrap_or(context.site);
        self.p.build(f, &context, &code.name, code.ty.pos, |b| {
            b.takes_cells = site.is_some();
            if b.plan.inlined.contains(&b.start) {
                b.inlined = Inlined::Always;
            } else if code.objs.is_empty() && b.plan.in_wrappers.contains(&b.start) {
                b.inlined = Inlined::InWrappers;
            } else if code.is_called && !code.objs.is_empty() {
                b.inlined = Inlined::NeverWithArguments;
            }
            b.copied = code.copied;
            // One that captures nothing is the same whoever asks for it, but in a literal.
            let alone = code.objs.is_empty() && !b.plan.in_literals.contains(&b.site);
            b.inlines_nothing = site.is_none() && code.copied && !alone;
            b.literal_id = Some(code.id);
            b.has_defer = b.escape.defers.contains(&Some(code.id));
            b.literal(
                &code.objs,
                &code.homes,
                &code.params,
                &code.results,
                code.ty,
                code.body,
            );
        })
    }

    fn literal(
        &mut self,
        objs: &[ObjId],
        homes: &[Home],
        params: &[TypeRef],
        results: &[TypeRef],
        ty: &'a FuncType,
        body: &'a Block,
    ) {
        let at = self.signature_with_cells(params, results);
        self.show_arguments(params, false);
        if self.inlined == Inlined::NeverWithArguments && self.arguments.is_some() {
            let by_value = |(&obj, home): (&ObjId, &Home)| match home {
                Home::Reg(_) => Some(self.obj_type(obj)),
                Home::Mem(_) => None,
            };
            let captured: Vec<_> = objs.iter().zip(homes).map(by_value).collect();
            self.arguments = Some(Arguments::with_captured(&captured, params));
        }
        self.open_closure(objs, homes);
        self.take_cells(&at, params.len());
        let names = self.named(&ty.params);
        for ((obj, slot), &t) in names.into_iter().zip(at).zip(params) {
            if let Some(obj) = obj {
                self.adopt(obj, t, slot);
            }
        }
        self.results_and_body(ty, body);
    }
}
