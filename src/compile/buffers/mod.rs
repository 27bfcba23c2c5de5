//! Which appends begin in a small buffer. gc gives the array of a slice that does not outlive its function 32 bytes on
//! the stack: the first `append` then has room for 32 bytes' worth of elements at once, and programs print `cap`. gorun's
//! arrays are on the heap, but their capacities are gc's (cmd/compile/internal/{escape,slice,ssagen} of Go 1.27).
//!
//! Only the user's own functions are looked at, and only those that append. Inlining is not modelled: what a call
//! does is judged from where the called function's parameters flow.

mod exclusive;
mod flow;
mod functions;
mod tree;

use gorun_grammar::ast::{NodeId, Pos};
use rustc_hash::FxHashMap;

pub use functions::Functions;

use exclusive::{Append, Found};

use super::function::Context;
use super::program::{DeclAt, ProgramBuilder};
use crate::bytecode::program::APPEND_BUFFER;
use crate::types::{ObjId, Type};

/// How an `append` finds room when there is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Room {
    /// The first time in a call of the function: an array of 32 bytes, if the slice is empty and that is enough.
    Buffer,
    /// Up to 32 bytes: an array of the next size class. The slice moves to the heap later and keeps its capacity.
    Steps,
}

/// What a function's appends do that is not the ordinary growth.
#[derive(Default, Debug)]
pub struct Buffers {
    pub appends: FxHashMap<NodeId, (Room, Option<ObjId>)>,
    /// Before the statement at this place the slice in the variable moves to the heap, where its capacity becomes that of
    /// the size class of its length.
    pub moves: FxHashMap<Pos, Vec<ObjId>>,
}

/// Looks at one declared function and the literals in it.
pub fn analyse<'a>(p: &mut ProgramBuilder<'a>, context: &Context<'a>, at: DeclAt<'a>) -> Buffers {
    let decl = at.decl;
    let Some(body) = &decl.body else {
        return Buffers::default();
    };
    let Some(&obj) = at.info.defs.get(&decl.name.id) else {
        return Buffers::default();
    };
    let mut found = Found::in_function(context.info, p.types, &decl.ty, body);
    if found.appends.is_empty() {
        return Buffers::default();
    }
    let mut functions = std::mem::take(&mut p.slice_flows);
    let mut tree = tree::Tree::new(p, &mut functions, Some(&context.env));
    tree.function(obj, &at);
    let stays = |a: &Append<'_>| {
        let array = tree.appends.get(&a.id);
        array.is_some_and(|&l| !tree.graph.escapes(l))
    };
    let on_stack: Vec<bool> = found.appends.iter().map(stays).collect();
    let moved_variables = found.moved(p, &mut functions);
    p.slice_flows = functions;
    let mut buffers = Buffers::default();
    let mut used = Vec::new();
    for (append, on_stack) in found.appends.iter().zip(on_stack) {
        let moved = append
            .variable
            .and_then(|v| moved_variables.get(&v))
            .filter(|m| m.appends.contains(&append.id));
        if !on_stack && moved.is_none() {
            continue;
        }
        let t = context.info.types[&append.id].ty;
        let t = context.env.subst(p.types, t);
        let t = p.types.underlying(t);
        let Type::Slice(elem) = *p.types.get(t) else {
            continue;
        };
        let size = p.rtype(elem).size;
        if size == 0 || size > APPEND_BUFFER {
            continue;
        }
        if moved.is_some_and(|f| f.capacity_used) {
            buffers.appends.insert(append.id, (Room::Steps, None));
            continue;
        }
        if !exclusive::in_registers(p, context, append) {
            continue;
        }
        if let Some(v) = append.variable {
            if used.contains(&v) {
                continue;
            }
            used.push(v);
        }
        buffers
            .appends
            .insert(append.id, (Room::Buffer, append.variable));
    }
    for (obj, m) in moved_variables {
        if !m.capacity_used {
            buffers.moves.entry(m.transition).or_default().push(obj);
        }
    }
    buffers
}
