//! Endless instantiation: a generic function or type that needs itself with ever larger type arguments.
//!
//! Type arguments flow along edges from type parameters to type parameters; an edge on which the type grows
//! weighs 1. A cycle of positive weight is an error.

use gorun_grammar::ast::Pos;
use rustc_hash::FxHashMap;

use super::checker::Checker;
use super::codes::Code;
use super::errors::ErrorDesc;
use super::object::ObjId;
use super::ty::{NamedId, Type, TypeId, TypeParamId};

struct Vertex {
    weight: u32,
    /// The edge by which the heaviest known path arrives.
    pre: usize,
    len: usize,
    obj: ObjId,
    is_type: bool,
}

struct Edge {
    dst: usize,
    src: usize,
    weight: u32,
    pos: Pos,
    ty: TypeId,
}

#[derive(Default)]
pub struct MonoGraph {
    vertices: Vec<Vertex>,
    edges: Vec<Edge>,
    /// Type parameters of receivers, to those of the receiver's type.
    pub canon: FxHashMap<TypeParamId, TypeParamId>,
    index: FxHashMap<ObjId, usize>,
}

impl MonoGraph {
    fn vertex(&mut self, obj: ObjId, is_type: bool) -> usize {
        if let Some(&i) = self.index.get(&obj) {
            return i;
        }
        let i = self.vertices.len();
        self.vertices.push(Vertex {
            weight: 0,
            pre: 0,
            len: 0,
            obj,
            is_type,
        });
        self.index.insert(obj, i);
        i
    }
}

impl Checker<'_> {
    /// Notes an instantiation that stands in the source; `places` are those of the arguments, as far as written.
    pub fn mono_record_instance(
        &mut self,
        pos: Pos,
        tparams: &[TypeParamId],
        targs: &[TypeId],
        places: &[Pos],
    ) {
        for (i, (&p, &t)) in tparams.iter().zip(targs).enumerate() {
            let pos = places.get(i).copied().unwrap_or(pos);
            let obj = self.types.tparam(p).obj;
            if self.types.object(obj).pkg == self.pkg && self.types.mentions_tparams(t) {
                self.mono_flow(pos, p, t, t, 0);
            }
        }
    }

    fn mono_vertex(&mut self, p: TypeParamId) -> usize {
        let p = self.mono.canon.get(&p).copied().unwrap_or(p);
        let obj = self.types.tparam(p).obj;
        self.mono.vertex(obj, false)
    }

    fn mono_flow(&mut self, pos: Pos, p: TypeParamId, targ: TypeId, t: TypeId, depth: u32) {
        if depth > 100 {
            return;
        }
        let t = self.types.unalias(t);
        let weight = u32::from(t != self.types.unalias(targ));
        match self.types.get(t).clone() {
            Type::TypeParam(q) => {
                let (src, dst) = (self.mono_vertex(q), self.mono_vertex(p));
                self.mono.edges.push(Edge {
                    dst,
                    src,
                    weight,
                    pos,
                    ty: targ,
                });
            }
            Type::Named(n) => {
                let origin = self.types.origin(n);
                if let Some(src) = self.mono_local(origin) {
                    let dst = self.mono_vertex(p);
                    self.mono.edges.push(Edge {
                        dst,
                        src,
                        weight,
                        pos,
                        ty: targ,
                    });
                }
                let targs = self
                    .types
                    .named(n)
                    .origin
                    .as_ref()
                    .map_or_else(Vec::new, |(_, l)| l.clone());
                targs
                    .into_iter()
                    .for_each(|t| self.mono_flow(pos, p, targ, t, depth + 1));
            }
            ty => {
                for c in self.types.components(&ty) {
                    self.mono_flow(pos, p, targ, c, depth + 1);
                }
            }
        }
    }

    /// A type declared inside a generic function depends on that function's parameters.
    fn mono_local(&mut self, n: NamedId) -> Option<usize> {
        let named = self.types.named(n);
        let (obj, outer) = (named.obj, named.outer.clone());
        if outer.is_empty() || self.types.object(obj).pkg != self.pkg {
            return None;
        }
        if let Some(&i) = self.mono.index.get(&obj) {
            return Some(i);
        }
        let dst = self.mono.vertex(obj, true);
        let pos = self.types.object(obj).pos;
        for q in outer {
            let src = self.mono_vertex(q);
            let ty = self.types.intern(Type::TypeParam(q));
            self.mono.edges.push(Edge {
                dst,
                src,
                weight: 1,
                pos,
                ty,
            });
        }
        Some(dst)
    }

    /// Looks for a cycle along which types grow.
    pub(super) fn monomorph(&mut self) {
        let mut again = true;
        while again {
            again = false;
            for i in 0..self.mono.edges.len() {
                let e = &self.mono.edges[i];
                let (src, dst) = (e.src, e.dst);
                let w = self.mono.vertices[src].weight + e.weight;
                if w <= self.mono.vertices[dst].weight {
                    continue;
                }
                let len = self.mono.vertices[src].len + 1;
                let d = &mut self.mono.vertices[dst];
                d.pre = i;
                d.len = len;
                if len == self.mono.vertices.len() {
                    self.report_instance_loop(dst);
                    return;
                }
                self.mono.vertices[dst].weight = w;
                again = true;
            }
        }
    }

    fn report_instance_loop(&mut self, v: usize) {
        let mut v = v;
        let mut stack: Vec<usize> = Vec::new();
        while !stack.contains(&v) {
            stack.push(v);
            v = self.mono.edges[self.mono.vertices[v].pre].src;
        }
        let start = stack.iter().position(|&s| s == v).unwrap_or(0);
        let mut err = ErrorDesc::new(Code::InvalidInstanceCycle);
        err.add(
            self.types.object(self.mono.vertices[v].obj).pos,
            "instantiation cycle:",
        );
        for &s in &stack[start..] {
            let e = &self.mono.edges[self.mono.vertices[s].pre];
            let dst = &self.mono.vertices[e.dst];
            let (pos, ty, obj, is_type) = (e.pos, e.ty, dst.obj, dst.is_type);
            let how = if is_type {
                "implicitly parameterized by"
            } else {
                "instantiated as"
            };
            let name = self.types.object(obj).name.clone();
            let ty = self.type_str(ty);
            err.add(pos, format!("{name} {how} {ty}"));
        }
        self.report(err);
    }
}
