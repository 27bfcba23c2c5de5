//! What is known of the functions that are called: where each parameter flows. Found when somebody asks, once for each
//! declared function.

use rustc_hash::FxHashMap;

use super::flow::Leaks;
use super::tree::Tree;
use crate::compile::program::ProgramBuilder;
use crate::types::ObjId;

/// Chains of calls longer than this are not followed: what is at their end counts as unknown.
const DEPTH: usize = 40;

#[derive(Default, Debug)]
pub struct Functions {
    /// `None` while the function is being looked at: it calls itself through others.
    known: FxHashMap<ObjId, Option<Vec<Leaks>>>,
    depth: usize,
}

impl Functions {
    /// Where parameter `i` of a declared function flows, the receiver being the first.
    pub fn leaks(&mut self, p: &mut ProgramBuilder<'_>, obj: ObjId, i: usize) -> Leaks {
        if p.is_native(obj) {
            // A native keeps no slice, at most what is in it.
            return Leaks::CONTENT;
        }
        if !self.known.contains_key(&obj) {
            if self.depth > DEPTH {
                return Leaks::UNKNOWN;
            }
            let Some(at) = p.decl(obj) else {
                return Leaks::UNKNOWN;
            };
            self.known.insert(obj, None);
            self.depth += 1;
            let mut tree = Tree::new(p, self, None);
            tree.function(obj, &at);
            let leaks = tree.leaks();
            self.depth -= 1;
            self.known.insert(obj, Some(leaks));
        }
        match &self.known[&obj] {
            Some(leaks) => leaks.get(i).copied().unwrap_or(Leaks::UNKNOWN),
            None => Leaks::UNKNOWN,
        }
    }
}
