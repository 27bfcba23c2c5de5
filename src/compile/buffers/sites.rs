//! Where gc inlines a call, and what: the tree of inlined bodies of one declared function. Both walks over the function follow
//! it, and the compiler makes a version of the called function for each site where appends are at stake.

use gorun_grammar::ast::{Expr, NodeId};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::compile::program::DeclAt;
use crate::types::{ObjId, TypeId};

/// 0 is the function itself, function literals that are not inlined included.
pub type SiteId = u32;

#[derive(Clone)]
pub enum Target<'a> {
    Declared(ObjId, Vec<TypeId>, DeclAt<'a>),
    /// A literal that stands in the body of the site.
    Literal(&'a Expr, SiteId),
}

#[derive(Default)]
pub struct Sites<'a> {
    /// The site around and what is inlined; number 1 is the first.
    pub list: Vec<(SiteId, Target<'a>)>,
    pub calls: FxHashMap<(SiteId, NodeId), SiteId>,
    /// Literals of which nothing is left: all their calls have been inlined.
    pub dead: FxHashSet<(SiteId, NodeId)>,
}

impl<'a> Sites<'a> {
    pub fn add(&mut self, parent: SiteId, call: NodeId, target: Target<'a>) -> SiteId {
        self.list.push((parent, target));
        let site = self.list.len() as SiteId;
        self.calls.insert((parent, call), site);
        site
    }
    pub fn target(&self, site: SiteId) -> &Target<'a> {
        &self.list[site as usize - 1].1
    }
    pub fn parent(&self, site: SiteId) -> SiteId {
        self.list[site as usize - 1].0
    }
    /// Whether the function is being inlined already where `site` is.
    pub fn inside(&self, mut site: SiteId, obj: ObjId) -> bool {
        while site != 0 {
            if matches!(self.target(site), Target::Declared(o, ..) if *o == obj) {
                return true;
            }
            site = self.parent(site);
        }
        false
    }
}
