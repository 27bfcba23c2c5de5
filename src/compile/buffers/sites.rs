//! Where gc inlines a call, and what: the tree of inlined bodies of one declared function. Both walks over the function follow
//! it, and the compiler makes a version of the called function for each site where appends are at stake.

use gorun_grammar::ast::{Expr, ExprKind, NodeId, Pos, RangeStmt};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::bytecode::inlines::Way;
use crate::compile::declarations::DeclAt;
use crate::types::{ObjId, TypeId};

/// 0 is the function itself, function literals that are not inlined included.
pub type SiteId = u32;

#[derive(Clone)]
pub enum Target<'a> {
    Declared(ObjId, Vec<TypeId>, DeclAt<'a>),
    /// A literal that stands in the body of the site.
    Literal(&'a Expr, SiteId),
    /// The body of a loop over a function that stands in the body of the site.
    Body(&'a RangeStmt, SiteId),
}

impl Target<'_> {
    /// The site in whose text a literal or loop stands.
    pub fn home(&self) -> Option<SiteId> {
        match self {
            Target::Declared(..) => None,
            Target::Literal(_, home) | Target::Body(_, home) => Some(*home),
        }
    }
    /// Of what is no declared function: where that stands.
    pub fn pos(&self) -> Option<Pos> {
        match self {
            Target::Declared(..) => None,
            Target::Literal(e, _) => match &e.kind {
                ExprKind::Func { ty, .. } => Some(ty.pos),
                _ => None,
            },
            Target::Body(s, _) => Some(s.range),
        }
    }
    /// Of the body of a loop: where the loop stands.
    pub fn body(&self) -> Option<(SiteId, Pos)> {
        match self {
            Target::Body(s, home) => Some((*home, s.range)),
            _ => None,
        }
    }
    fn is(&self, other: &Target<'_>) -> bool {
        match (self, other) {
            (Target::Declared(a, ..), Target::Declared(b, ..)) => a == b,
            (Target::Literal(a, home), Target::Literal(b, other)) => a.id == b.id && home == other,
            (Target::Body(a, home), Target::Body(b, other)) => a.range == b.range && home == other,
            _ => false,
        }
    }
}

/// Sites deeper than this are not followed.
const DEPTH: usize = 40;

#[derive(Default)]
pub struct Sites<'a> {
    /// The site around, what is inlined, and where the call stands; number 1 is the first.
    pub list: Vec<(SiteId, Target<'a>, Pos)>,
    pub calls: FxHashMap<(SiteId, NodeId), SiteId>,
    /// Of the loops over functions at these places: where the called function is inlined, and the body where that calls it
    /// first.
    pub loops: FxHashMap<(SiteId, Pos), SiteId>,
    pub bodies: FxHashMap<(SiteId, Pos), SiteId>,
    /// Loops of whose bodies nothing is left as functions: all their calls have been inlined.
    pub dead_bodies: FxHashSet<(SiteId, Pos)>,
    /// Of calls through an interface: the type of what that holds.
    pub dynamic: FxHashMap<SiteId, TypeId>,
    /// Calls that gc leaves calls, if there is something particular about them.
    pub ways: Vec<(SiteId, Pos, Way)>,
    /// Where literals and loops stand whose bodies are inlined in the declared function itself.
    pub unwrapped: FxHashSet<(SiteId, Pos)>,
    /// Where gc names the literals in what is inlined otherwise than where that is not inlined.
    pub renaming: Vec<SiteId>,
    /// Those in literals that are not inlined, and in bodies of loops.
    pub in_literals: FxHashSet<SiteId>,
    /// Where literals stand that are inlined in the wrappers of `go` and `defer` statements.
    pub in_wrappers: FxHashSet<Pos>,
    /// Where literals stand all of whose calls are inlined.
    pub inlined: FxHashSet<Pos>,
    /// Literals of which nothing is left: all their calls have been inlined.
    pub dead: FxHashSet<(SiteId, NodeId)>,
    /// Arguments of which nothing is left: variables for parameters that the inlined body never mentions.
    pub dropped: FxHashSet<(SiteId, NodeId)>,
}

impl<'a> Sites<'a> {
    pub fn add(&mut self, parent: SiteId, target: Target<'a>, call: Pos) -> SiteId {
        let body = target.body();
        self.list.push((parent, target, call));
        let site = self.list.len() as SiteId;
        if let Some(key) = body {
            self.bodies.entry(key).or_insert(site);
        }
        site
    }
    pub fn target(&self, site: SiteId) -> &Target<'a> {
        &self.list[site as usize - 1].1
    }
    /// Whether the body of a loop is compiled with the loop as it is at this site.
    pub fn is_the_body(&self, site: SiteId) -> bool {
        let body = self.target(site).body();
        body.is_some_and(|key| {
            self.dead_bodies.contains(&key) && self.bodies.get(&key) == Some(&site)
        })
    }
    pub fn parent(&self, site: SiteId) -> SiteId {
        self.list[site as usize - 1].0
    }
    /// Whether where `site` is the function is being inlined already, or the same call (for gc, one that stands at the same
    /// place in the source), or too much.
    pub fn inside(&self, mut site: SiteId, target: &Target<'a>, call: Pos) -> bool {
        let mut depth = 0;
        while site != 0 {
            depth += 1;
            let (_, around, at) = &self.list[site as usize - 1];
            if depth > DEPTH || *at == call || around.is(target) {
                return true;
            }
            site = self.parent(site);
        }
        false
    }
    /// Whether `site` is in what is inlined at `outer`.
    pub fn is_within(&self, mut site: SiteId, outer: SiteId) -> bool {
        while site > outer {
            site = self.parent(site);
        }
        site == outer
    }
    /// Whether where `site` is the literal's text is being inlined already, whoever made that.
    pub fn is_around(&self, mut site: SiteId, literal: &Target<'a>) -> bool {
        let Target::Literal(text, _) = literal else {
            return false;
        };
        while site != 0 {
            if let Target::Literal(e, _) = self.target(site)
                && std::ptr::eq(*e, *text)
            {
                return true;
            }
            site = self.parent(site);
        }
        false
    }
    /// What `found` knows of a variable that is mentioned at `site`: what was noted at that site, or where the text around
    /// it was inlined.
    pub fn look_up<'m, T>(
        &self,
        found: &'m FxHashMap<(SiteId, ObjId), T>,
        mut site: SiteId,
        obj: ObjId,
    ) -> Option<&'m T> {
        loop {
            if let Some(t) = found.get(&(site, obj)) {
                return Some(t);
            }
            if site == 0 {
                return None;
            }
            site = self.target(site).home()?;
        }
    }
}
