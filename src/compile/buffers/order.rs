//! In what order gc decides which functions it inlines: callees first; of functions that call each other the one first that is met
//! first, going through the source and into each call. That one does not know yet what the others cost.

use gorun_grammar::ast::Decl;
use rustc_hash::FxHashMap;

use super::functions::Functions;
use crate::compile::program::ProgramBuilder;
use crate::types::ObjId;

/// Of functions of a package that call each other: the number of the group, and when they were met.
#[derive(Default, Debug)]
pub struct Order {
    met: FxHashMap<ObjId, (u32, u32)>,
}

impl Order {
    /// Whether `callee` is decided on after `caller`, which calls it.
    pub fn is_later(&self, caller: ObjId, callee: ObjId) -> bool {
        match (self.met.get(&caller), self.met.get(&callee)) {
            (Some(a), Some(b)) => a.0 == b.0 && a.1 < b.1,
            _ => false,
        }
    }

    /// Tarjan's algorithm, with a stack of its own: programs have long chains of calls.
    pub fn of_package<'a>(
        p: &mut ProgramBuilder<'a>,
        functions: &mut Functions<'a>,
        package: usize,
    ) -> Order {
        let mut order = Order::default();
        let mut numbers: FxHashMap<ObjId, u32> = FxHashMap::default();
        let mut lowest: FxHashMap<ObjId, u32> = FxHashMap::default();
        let mut open: Vec<ObjId> = Vec::new();
        let mut calls: Vec<(ObjId, Vec<ObjId>, usize)> = Vec::new();
        for root in declared(p, package) {
            let mut next = Some(root);
            loop {
                if let Some(f) = next.take() {
                    if let Some(&n) = numbers.get(&f) {
                        // Met before; of account while its group is open.
                        if let (Some(&(caller, ..)), Some(_)) = (calls.last(), lowest.get(&f)) {
                            let l = lowest.entry(caller).or_insert(n);
                            *l = n.min(*l);
                        }
                    } else {
                        let n = numbers.len() as u32;
                        numbers.insert(f, n);
                        lowest.insert(f, n);
                        open.push(f);
                        calls.push((f, functions.callees_beside(p, f), 0));
                    }
                }
                let Some((f, callees, at)) = calls.last_mut() else {
                    break;
                };
                if let Some(&callee) = callees.get(*at) {
                    *at += 1;
                    next = Some(callee);
                    continue;
                }
                let f = *f;
                calls.pop();
                let (n, low) = (numbers[&f], lowest[&f]);
                if low == n {
                    let start = open.iter().rposition(|&o| o == f).unwrap_or(0);
                    let group = open.split_off(start);
                    for member in &group {
                        lowest.remove(member);
                        if group.len() > 1 {
                            order.met.insert(*member, (n, numbers[member]));
                        }
                    }
                } else if let Some((caller, ..)) = calls.last()
                    && let Some(l) = lowest.get_mut(caller)
                {
                    *l = low.min(*l);
                }
            }
        }
        order
    }
}

/// A package's functions and methods, as they stand in the source.
fn declared(p: &ProgramBuilder<'_>, package: usize) -> Vec<ObjId> {
    let package = p.packages[package];
    let decls = package.files.iter().flat_map(|f| &f.decls);
    decls
        .filter_map(|d| match d {
            Decl::Func(f) => package.info.defs.get(&f.name.id).copied(),
            _ => None,
        })
        .collect()
}
