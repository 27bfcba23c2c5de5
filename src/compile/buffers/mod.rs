//! Which appends begin in a small buffer. gc gives the array of a slice that does not outlive its function 32 bytes on
//! the stack: the first `append` then has room for 32 bytes' worth of elements at once, and programs print `cap`. gorun's
//! arrays are on the heap, but their capacities are gc's (cmd/compile/internal/{inline,escape,slice,ssagen} of Go 1.27).
//!
//! Only the user's own functions are looked at, and only those that append, themselves or in what gc inlines there, the library's included,
//! or whose literals stand in others: their names depend on what is inlined. gorun
//! inlines none of that: where appends are at stake, a call that gc inlines runs a version of the function made for that
//! place (`Plan::calls`), and what would be the caller's buffers are in an object of the caller's (its cells).

mod children;
mod cost;
mod exclusive;
mod exported;
mod flow;
mod functions;
mod library;
mod order;
mod sites;
mod summary;
mod tree;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use gorun_grammar::ast::{Block, Expr, FuncType, NodeId, Pos};
use rustc_hash::{FxHashMap, FxHashSet};

pub use exported::exported_bodies;
pub use functions::Functions;
use sites::Sites;
pub use sites::{SiteId, Target};

use exclusive::{Append, Found, Temporaries};

use super::closure::LiteralCode;
use super::declarations::DeclAt;
use super::function::Context;
use super::program::ProgramBuilder;
use crate::bytecode::inlines::Inlines;
use crate::bytecode::program::APPEND_BUFFER;
use crate::types::{ObjId, Type, TypeId};

/// How an `append` finds room when there is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Room {
    /// The first time in a call of the function: an array of 32 bytes, if the slice is empty and that is enough.
    Buffer(Slot),
    /// Up to 32 bytes: an array of the next size class. The slice moves to the heap later and keeps its capacity.
    Steps,
}

/// What gc makes of a string that becomes bytes or runes, if it is not an array on the heap of the size class of its length.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Text {
    /// An array of `TEXT_BUFFER` elements on the stack, where that is enough.
    Room,
    /// The string's own bytes, which nobody changes: there is no room behind them.
    Shared,
}
/// The elements of the buffers in which gc makes bytes and runes of short strings.
pub const TEXT_BUFFER: u16 = 32;

/// Where the address of a buffer is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slot {
    /// In a register of the function, one for each number.
    Own(u32),
    /// In the caller's cells.
    Cell(u32),
}

/// What a function's appends do that is not the ordinary growth, its literals' and inlined functions' included.
#[derive(Default)]
pub struct Plan<'a> {
    pub appends: FxHashMap<(SiteId, NodeId), Room>,
    /// Conversions of strings to slices.
    pub texts: FxHashMap<(SiteId, NodeId), Text>,
    /// Before the statement (or call) at this place the slice in the variable moves to the heap, where its capacity becomes
    /// that of the size class of its length.
    pub moves: FxHashMap<(SiteId, Pos), Vec<(ObjId, Slot)>>,
    /// Calls that run a version of what they call.
    pub calls: FxHashMap<(SiteId, NodeId), SiteId>,
    /// Loops over functions: where the call of the function runs a version of it, and as what site the body is compiled.
    pub loops: FxHashMap<(SiteId, Pos), SiteId>,
    pub bodies: FxHashMap<(SiteId, Pos), SiteId>,
    /// The other sites of such a body that have versions of it, for the function that calls it in several places.
    pub body_versions: FxHashMap<(SiteId, Pos), Vec<SiteId>>,
    /// Of calls through an interface that run a version: the type of what that holds.
    pub dynamic: FxHashMap<SiteId, TypeId>,
    pub targets: Vec<Target<'a>>,
    /// Where literals and loops stand whose bodies gc inlines in the declared function: it names the literals in them as if
    /// they stood there.
    pub unwrapped: FxHashSet<(SiteId, Pos)>,
    /// Sites in literals that stay functions: literals in those are named as ones in literals.
    pub in_literals: FxHashSet<SiteId>,
    /// Where literals stand that gc inlines in the wrappers of `go` and `defer` statements.
    pub in_wrappers: FxHashSet<Pos>,
    /// Where literals stand all of whose calls gc inlines, in literals too.
    pub inlined: FxHashSet<Pos>,
    pub cells: u32,
    /// What gc inlines, for tracebacks.
    pub inlines: Option<Arc<Inlines>>,
    /// The versions compiled so far, and what compiling one of a literal takes.
    pub versions: RefCell<FxHashMap<SiteId, u32>>,
    pub literals: RefCell<FxHashMap<(SiteId, NodeId), LiteralCode<'a>>>,
}

/// The text that is looked at.
#[derive(Clone, Copy)]
enum Code<'a> {
    Function(&'a FuncType, &'a Block),
    /// What package variables begin with.
    Value(&'a Expr),
}

/// Looks at one declared function and the literals in it: always at what gc inlines there, and at the rest where it can make a
/// difference.
pub fn analyse<'a>(
    p: &mut ProgramBuilder<'a>,
    context: &Context<'a>,
    at: &DeclAt<'a>,
) -> Option<Rc<Plan<'a>>> {
    let body = at.decl.body.as_ref()?;
    let &obj = at.info.defs.get(&at.decl.name.id)?;
    let mut functions = std::mem::take(&mut p.slice_flows);
    let code = Code::Function(&at.decl.ty, body);
    let names = functions.summary(p, obj, at).nested;
    let full = functions.appends(p, obj, at) || names;
    let plan = make(p, &mut functions, context, code, full, |t| {
        t.function(obj, at);
    });
    p.slice_flows = functions;
    plan
}

/// Whether gc inlines calls of a declared function. Longer bodies are never looked at.
pub fn is_inlined<'a>(p: &mut ProgramBuilder<'a>, at: &DeclAt<'a>) -> bool {
    const LONGEST: u32 = 1000;
    let short = |body: &Block| body.rbrace.0 - body.lbrace.0 <= LONGEST;
    let Some(&obj) = at.info.defs.get(&at.decl.name.id) else {
        return false;
    };
    if !at.decl.body.as_ref().is_some_and(short) {
        return false;
    }
    let mut functions = std::mem::take(&mut p.slice_flows);
    let inlined = functions.inlined_by_gc(p, obj);
    p.slice_flows = functions;
    inlined
}

/// Looks at what package variables begin with: gc has a function that assigns it to them.
pub fn analyse_value<'a>(
    p: &mut ProgramBuilder<'a>,
    context: &Context<'a>,
    lhs: &[ObjId],
    value: &'a Expr,
) -> Option<Rc<Plan<'a>>> {
    let mut functions = std::mem::take(&mut p.slice_flows);
    let summary = Rc::new(summary::of_value(p.types, context.info, value));
    let full = functions.appends_in(p, &summary) || summary.nested;
    let plan = make(p, &mut functions, context, Code::Value(value), full, |t| {
        t.value_of_variables(context.info, summary, lhs, value);
    });
    p.slice_flows = functions;
    plan
}

fn make<'a>(
    p: &mut ProgramBuilder<'a>,
    functions: &mut Functions<'a>,
    context: &Context<'a>,
    code: Code<'a>,
    full: bool,
    walk: impl FnOnce(&mut tree::Tree<'_, 'a>),
) -> Option<Rc<Plan<'a>>> {
    let mut tree = tree::Tree::new(p, functions, context.env.clone());
    tree.solves = full;
    walk(&mut tree);
    let ways = std::mem::take(&mut tree.sites.ways);
    let inlines = Inlines::new(tree.sites.list.iter().map(|s| (s.0, s.2)), ways);
    let inlines = (!inlines.is_empty()).then(|| Arc::new(inlines));
    let (graph, appends, texts, mut sites) = (tree.graph, tree.appends, tree.texts, tree.sites);
    let mut plan = Plan {
        inlines,
        in_wrappers: std::mem::take(&mut sites.in_wrappers),
        ..Plan::default()
    };
    let mut needed = FxHashSet::default();
    for &site in &sites.renaming {
        need(&sites, &mut needed, site);
    }
    if !full {
        if !needed.is_empty() {
            plan.finish(sites, &needed);
        } else if plan.inlines.is_none() && plan.in_wrappers.is_empty() {
            return None;
        }
        return Some(Rc::new(plan));
    }
    let before = match code {
        Code::Function(..) => Temporaries::default(),
        Code::Value(_) => functions.initial(context.pkg),
    };
    let mut found = Found::in_text(context.info, p.types, &sites, code, before);
    let mut temporaries = std::mem::take(&mut found.temporaries);
    if found.appends.is_empty() && texts.is_empty() {
        if let Code::Value(_) = code {
            functions.keep_initial(context.pkg, temporaries);
        }
        let some = !sites.unwrapped.is_empty() || !sites.inlined.is_empty();
        let some = some || plan.inlines.is_some() || !plan.in_wrappers.is_empty();
        plan.finish(sites, &needed);
        return some.then(|| Rc::new(plan));
    }
    let on_heap = |a: &Append<'_>| {
        let appended = appends.get(&(a.site, a.id));
        appended.is_none_or(|l| graph.escapes(l.array))
    };
    let moved_variables = found.moved(p, functions);
    let mut buffers = FxHashMap::default();
    for (key, text) in texts {
        let shared = text.bytes && !graph.mutates(text.array);
        if !shared && graph.escapes(text.array) {
            continue;
        }
        need(&sites, &mut needed, key.0);
        let text = if shared { Text::Shared } else { Text::Room };
        plan.texts.insert(key, text);
    }
    for (number, append) in found.appends.iter().enumerate() {
        need(&sites, &mut needed, append.site);
        let moved = append
            .variable
            .and_then(|v| moved_variables.get(&v))
            .filter(|m| m.appends.contains(&(append.site, append.id)));
        if on_heap(append) && moved.is_none() {
            continue;
        }
        let Some(appended) = appends.get(&(append.site, append.id)) else {
            continue;
        };
        let t = p.types.underlying(appended.ty);
        let Type::Slice(elem) = *p.types.get(t) else {
            continue;
        };
        let size = p.rtype(elem).size;
        if size == 0 || size > APPEND_BUFFER {
            continue;
        }
        let key = (append.site, append.id);
        let variable = appended.variable.map(|(l, t)| (&graph.locs[l], t));
        if !exclusive::in_registers(p, context, append, variable) {
            continue;
        }
        if moved.is_some_and(|f| f.capacity_used) {
            plan.appends.insert(key, Room::Steps);
            continue;
        }
        // A temporary variable serves many statements, and has one buffer.
        if append.temporary.is_some_and(|t| !temporaries.buffer(t)) {
            continue;
        }
        let number = append.variable.unwrap_or(u32::MAX - number as u32);
        if buffers.contains_key(&number) {
            continue;
        }
        let slot = match (append.site, moved) {
            (0, None) => Slot::Own(number),
            (0, Some(m)) if m.transition.0 == 0 => Slot::Own(number),
            _ => {
                plan.cells += 1;
                Slot::Cell(plan.cells - 1)
            }
        };
        buffers.insert(number, slot);
        plan.appends.insert(key, Room::Buffer(slot));
    }
    for (variable, m) in moved_variables {
        if let (false, Some(&slot)) = (m.capacity_used, buffers.get(&variable)) {
            plan.moves
                .entry(m.transition)
                .or_default()
                .push((m.obj, slot));
        }
    }
    if let Code::Value(_) = code {
        functions.keep_initial(context.pkg, temporaries);
    }
    plan.finish(sites, &needed);
    Some(Rc::new(plan))
}

impl<'a> Plan<'a> {
    /// Whether gc names the literals in one that stands at `start`, compiled at `site`, as if they stood around it.
    pub fn is_unwrapped(&self, site: SiteId, start: Pos) -> bool {
        let target = site
            .checked_sub(1)
            .and_then(|i| self.targets.get(i as usize));
        match target {
            Some(t) if t.pos() == Some(start) => true,
            _ => self.unwrapped.contains(&(site, start)),
        }
    }

    /// What there is to know of the sites. `needed`: those that have versions.
    fn finish(&mut self, mut sites: Sites<'a>, needed: &FxHashSet<SiteId>) {
        self.calls = std::mem::take(&mut sites.calls)
            .into_iter()
            .filter(|&(_, site)| needed.contains(&site) && !sites.is_the_body(site))
            .collect();
        for site in 1..=sites.list.len() as SiteId {
            if let Some(key) = sites.target(site).body()
                && needed.contains(&site)
                && !sites.is_the_body(site)
            {
                self.body_versions.entry(key).or_default().push(site);
            }
        }
        self.dynamic = sites.dynamic;
        self.unwrapped = sites.unwrapped;
        self.in_literals = sites.in_literals;
        self.inlined = sites.inlined;
        self.loops = sites.loops;
        self.loops.retain(|_, site| needed.contains(site));
        self.bodies = sites.bodies;
        let dead = sites.dead_bodies;
        self.bodies
            .retain(|key, site| needed.contains(site) && dead.contains(key));
        self.targets = sites.list.into_iter().map(|(_, t, _)| t).collect();
    }
}

/// Versions lead to a site: of the calls around it, and of what makes the literal or runs the loop that it is the body of.
/// How the body of a loop comes to be called does not matter if all calls have been inlined and this is the first.
fn need(sites: &Sites<'_>, needed: &mut FxHashSet<SiteId>, site: SiteId) {
    if site == 0 || !needed.insert(site) {
        return;
    }
    let target = sites.target(site);
    if let Some(home) = target.home() {
        need(sites, needed, home);
    }
    if !sites.is_the_body(site) {
        need(sites, needed, sites.parent(site));
    }
}
