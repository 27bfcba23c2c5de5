//! The order in which package-level variables are initialised, and cycles in it (spec: Package initialization).

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::checker::{Checker, DeclId};
use super::codes::Code;
use super::errors::ErrorDesc;
use super::info::Initializer;
use super::object::{ObjId, ObjectKind};

#[derive(Default)]
struct Node {
    pred: FxHashSet<usize>,
    succ: FxHashSet<usize>,
}

impl Checker<'_> {
    pub(super) fn init_order(&mut self) {
        // Nodes are constants, variables and functions, numbered in source order.
        let objs: Vec<ObjId> = self
            .obj_list
            .iter()
            .copied()
            .filter(|&o| {
                let kind = &self.types.object(o).kind;
                matches!(
                    kind,
                    ObjectKind::Const { .. } | ObjectKind::Var(_) | ObjectKind::Func { .. }
                )
            })
            .collect();
        let index: FxHashMap<ObjId, usize> =
            objs.iter().enumerate().map(|(i, &o)| (o, i)).collect();
        let mut nodes: Vec<Node> = (0..objs.len()).map(|_| Node::default()).collect();
        for (i, o) in objs.iter().enumerate() {
            for d in &self.decls[self.obj_map[o].0].deps {
                if let Some(&j) = index.get(d) {
                    nodes[i].succ.insert(j);
                    nodes[j].pred.insert(i);
                }
            }
        }
        let is_func =
            |c: &Self, i: usize| matches!(c.types.object(objs[i]).kind, ObjectKind::Func { .. });
        // Functions are taken out: who depends on one depends on what it depends on. Cheap ones first, since the
        // edges that a removal adds make later ones dearer.
        let mut funcs: Vec<usize> = (0..objs.len()).filter(|&i| is_func(self, i)).collect();
        funcs.sort_by_key(|&i| nodes[i].pred.len() * nodes[i].succ.len());
        for n in funcs {
            let node = std::mem::take(&mut nodes[n]);
            for &p in node.pred.iter().filter(|&&p| p != n) {
                for &s in node.succ.iter().filter(|&&s| s != n) {
                    nodes[p].succ.insert(s);
                    nodes[s].pred.insert(p);
                }
                nodes[p].succ.remove(&n);
            }
            for &s in node.succ.iter().filter(|&&s| s != n) {
                nodes[s].pred.remove(&n);
            }
        }
        // Constants first, then by the number of open dependencies, then by source order.
        let key = |c: &Self, ndeps: usize, i: usize| {
            let is_const = matches!(c.types.object(objs[i]).kind, ObjectKind::Const { .. });
            (!is_const, ndeps, i)
        };
        let mut ndeps: Vec<usize> = nodes.iter().map(|n| n.succ.len()).collect();
        let mut queue: BTreeSet<(bool, usize, usize)> = (0..objs.len())
            .filter(|&i| !is_func(self, i))
            .map(|i| key(self, ndeps[i], i))
            .collect();
        let mut emitted: FxHashSet<usize> = FxHashSet::default();
        while let Some((_, open, i)) = queue.pop_first() {
            if open > 0
                && let Some(cycle) = self.find_path(objs[i], objs[i], &mut FxHashSet::default())
            {
                self.report_init_cycle(&cycle);
            }
            for &p in &nodes[i].pred {
                if queue.remove(&key(self, ndeps[p], p)) {
                    ndeps[p] -= 1;
                    queue.insert(key(self, ndeps[p], p));
                }
            }
            if !matches!(self.types.object(objs[i]).kind, ObjectKind::Var(_)) {
                continue;
            }
            let id: DeclId = self.obj_map[&objs[i]];
            let d = &self.decls[id.0];
            let (Some(at), true) = (d.at, d.init.is_some()) else {
                continue;
            };
            if !emitted.insert(id.0) {
                continue;
            }
            let lhs = d.lhs.clone().unwrap_or_else(|| vec![objs[i]]);
            let lone_blank = lhs.len() == 1 && self.types.object(lhs[0]).name == "_";
            let lhs = if lone_blank { Vec::new() } else { lhs };
            self.info.init_order.push(Initializer { lhs, at });
        }
    }

    /// A path of dependencies from one object to another, last step first.
    fn find_path(&self, from: ObjId, to: ObjId, seen: &mut FxHashSet<ObjId>) -> Option<Vec<ObjId>> {
        if !seen.insert(from) {
            return None;
        }
        let mut deps = self.decls[self.obj_map.get(&from)?.0].deps.clone();
        deps.sort_by_key(|&o| self.types.object(o).pos);
        for d in deps {
            if d == to {
                return Some(vec![d]);
            }
            if let Some(mut path) = self.find_path(d, to, seen) {
                path.push(d);
                return Some(path);
            }
        }
        None
    }

    fn report_init_cycle(&mut self, cycle: &[ObjId]) {
        let name = |c: &Self, o: ObjId| c.types.object(o).name.clone();
        let mut obj = cycle[0];
        let pos = self.types.object(obj).pos;
        if cycle.len() == 1 {
            let msg = format!("initialization cycle: {} refers to itself", name(self, obj));
            self.errorf(pos, Code::InvalidInitCycle, msg);
            return;
        }
        let mut err = ErrorDesc::new(Code::InvalidInitCycle);
        err.add(pos, format!("initialization cycle for {}", name(self, obj)));
        for &next in cycle.iter().rev() {
            let pos = self.types.object(obj).pos;
            err.add(
                pos,
                format!("{} refers to {}", name(self, obj), name(self, next)),
            );
            obj = next;
        }
        self.report(err);
    }
}
