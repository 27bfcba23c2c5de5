//! The graph of assignments and what can be concluded from it: which allocations outlive the function that makes
//! them, and where a function's parameters flow. Locations stand for variables and for expressions that allocate; an
//! edge carries how often its source is dereferenced on the way (-1: its address is taken). The rules are those of
//! cmd/compile/internal/escape. Nothing here knows the syntax tree.

use std::collections::VecDeque;

pub type Loc = usize;
pub type Func = usize;

/// Everything that lives on when the function returns.
pub const HEAP: Loc = 0;
/// What is written through a pointer; what is called; what is thrown away.
pub const MUTATOR: Loc = 1;
pub const CALLEE: Loc = 2;
pub const BLANK: Loc = 3;

const ESCAPES: u8 = 1;
const PERSISTS: u8 = 2;
const MUTATES: u8 = 4;
const CALLS: u8 = 8;

/// Where a parameter flows: the fewest dereferences on any way there, plus one; 0 for no way.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Leaks([u8; 8]);

/// A function's results of which flows are kept apart; later ones count as the heap.
pub const RESULTS: usize = 5;

impl Leaks {
    /// Of a parameter about which nothing is known.
    pub const UNKNOWN: Leaks = Leaks([1, 0, 0, 0, 0, 0, 0, 0]);
    /// Only what it points to is kept somewhere.
    pub const CONTENT: Leaks = Leaks([2, 0, 0, 0, 0, 0, 0, 0]);

    /// Something is stored where it points to.
    pub const STORED: Leaks = Leaks([0, 1, 0, 0, 0, 0, 0, 0]);

    fn add(&mut self, i: usize, derefs: i32) {
        let v = (derefs + 1).clamp(1, 255) as u8;
        if self.0[i] == 0 || v < self.0[i] {
            self.0[i] = v;
        }
    }
    fn at(&self, i: usize) -> Option<i32> {
        (self.0[i] > 0).then(|| self.0[i] as i32 - 1)
    }
    pub fn leak_to_heap(&mut self, derefs: i32) {
        self.add(0, derefs);
    }
    pub fn leak_to_result(&mut self, result: usize, derefs: i32) {
        match result < RESULTS {
            true => self.add(3 + result, derefs),
            false => self.add(0, derefs),
        }
    }
    /// With what is stored through the parameter and what is called as `other` says; anything, of what is on the heap.
    pub fn with_effects_of(mut self, other: Leaks) -> Leaks {
        (self.0[1], self.0[2]) = match other.heap() {
            Some(0) => (1, 1),
            _ => (other.0[1], other.0[2]),
        };
        self
    }
    pub fn heap(&self) -> Option<i32> {
        self.at(0)
    }
    pub fn mutator(&self) -> Option<i32> {
        self.at(1)
    }
    pub fn callee(&self) -> Option<i32> {
        self.at(2)
    }
    pub fn result(&self, i: usize) -> Option<i32> {
        self.at(3 + i)
    }
    pub fn any(&self) -> bool {
        self.0 != [0; 8]
    }
}

/// Where the value of an expression goes.
#[derive(Clone, Copy, Debug)]
pub struct Hole {
    pub dst: Loc,
    pub derefs: i32,
    /// The context takes the expression's address.
    pub address: bool,
}

impl Hole {
    pub const fn to(dst: Loc) -> Hole {
        Hole {
            dst,
            derefs: 0,
            address: false,
        }
    }
    pub fn shift(self, by: i32) -> Hole {
        Hole {
            dst: self.dst,
            derefs: (self.derefs + by).max(-1),
            address: by < 0,
        }
    }
    /// Dereferenced as often as a non-negative count says.
    pub fn shift_up(self, by: i32) -> Hole {
        if by == 0 { self } else { self.shift(by) }
    }
    pub fn deref(self) -> Hole {
        self.shift(1)
    }
    pub fn addr(self) -> Hole {
        self.shift(-1)
    }
}

#[derive(Debug)]
pub struct Location {
    pub func: Func,
    pub loop_depth: i32,
    pub param: bool,
    /// For a result of its function: which.
    pub result: Option<usize>,
    /// For a function literal: its body.
    pub closure: Option<Func>,
    pub captured: bool,
    pub reassigned: bool,
    pub address_taken: bool,
    pub leaks: Leaks,
    attrs: u8,
    edges: Vec<(Loc, i32)>,
    derefs: i32,
    walk: u32,
    queued_in_walk: u32,
    queued: bool,
}

/// A function or function literal of the graph.
#[derive(Debug)]
pub struct Body {
    pub parent: Option<Func>,
    pub params: Vec<Option<Loc>>,
    pub results: Vec<Loc>,
    /// It may be called from where its results are not followed.
    results_lost: bool,
}

#[derive(Default, Debug)]
pub struct Graph {
    pub locs: Vec<Location>,
    pub bodies: Vec<Body>,
}

impl Graph {
    pub fn new() -> Graph {
        let mut g = Graph::default();
        g.add_body(None);
        for attrs in [ESCAPES | PERSISTS | MUTATES | CALLS, MUTATES, CALLS, 0] {
            let l = g.add(0, 0, false);
            g.locs[l].attrs = attrs;
        }
        g
    }

    pub fn add_body(&mut self, parent: Option<Func>) -> Func {
        self.bodies.push(Body {
            parent,
            params: Vec::new(),
            results: Vec::new(),
            results_lost: false,
        });
        self.bodies.len() - 1
    }

    pub fn add(&mut self, func: Func, loop_depth: i32, persists: bool) -> Loc {
        self.locs.push(Location {
            func,
            loop_depth,
            param: false,
            result: None,
            closure: None,
            captured: false,
            reassigned: false,
            address_taken: false,
            leaks: Leaks::default(),
            attrs: if persists { PERSISTS } else { 0 },
            edges: Vec::new(),
            derefs: 0,
            walk: 0,
            queued_in_walk: 0,
            queued: false,
        });
        self.locs.len() - 1
    }

    pub fn escapes(&self, l: Loc) -> bool {
        self.locs[l].attrs & ESCAPES != 0
    }

    /// Whether something is stored where `l` is.
    pub fn mutates(&self, l: Loc) -> bool {
        self.locs[l].attrs & MUTATES != 0
    }

    /// The value of `src` flows into the hole.
    pub fn flow(&mut self, k: Hole, src: Loc) {
        if k.address {
            self.locs[src].address_taken = true;
        }
        if k.dst == BLANK || (k.dst == src && k.derefs >= 0) {
            return;
        }
        if self.escapes(k.dst) && k.derefs < 0 {
            self.locs[src].attrs |= ESCAPES | PERSISTS | MUTATES | CALLS;
            return;
        }
        self.locs[k.dst].edges.push((src, k.derefs));
    }

    /// Whether `inner` is a literal somewhere inside `outer`.
    fn contains(&self, outer: Func, inner: Func) -> bool {
        let mut at = self.bodies[inner].parent;
        while let Some(f) = at {
            if f == outer {
                return true;
            }
            at = self.bodies[f].parent;
        }
        false
    }

    /// Whether what is stored in `l` may be there after `other` is gone.
    fn outlives(&self, l: Loc, other: Loc) -> bool {
        if self.escapes(l) {
            return true;
        }
        if l == MUTATOR || l == CALLEE {
            return false;
        }
        let (a, b) = (&self.locs[l], &self.locs[other]);
        if a.result.is_some() {
            return !self.contains(b.func, a.func) || self.bodies[a.func].results_lost;
        }
        (a.func == b.func && a.loop_depth < b.loop_depth) || self.contains(a.func, b.func)
    }

    /// Follows every flow to its end.
    pub fn solve(&mut self) {
        let mut queue: VecDeque<Loc> = (0..self.locs.len()).filter(|&l| l != BLANK).collect();
        for l in &mut self.locs {
            l.queued = true;
        }
        let mut walk = 0;
        while let Some(root) = queue.pop_front() {
            self.locs[root].queued = false;
            walk += 1;
            self.walk(root, walk, &mut queue);
        }
    }

    fn enqueue(&mut self, l: Loc, queue: &mut VecDeque<Loc>) {
        if self.locs[l].queued {
            return;
        }
        self.locs[l].queued = true;
        if self.escapes(l) {
            queue.push_front(l);
        } else {
            queue.push_back(l);
        }
    }

    /// The fewest dereferences with which each location's value comes to `root` (Bellman and Ford's algorithm).
    fn walk(&mut self, root: Loc, walk: u32, queue: &mut VecDeque<Loc>) {
        self.locs[root].walk = walk;
        self.locs[root].derefs = 0;
        if self.locs[root].attrs & CALLS != 0
            && let Some(f) = self.locs[root].closure
            && !self.bodies[f].results_lost
        {
            self.bodies[f].results_lost = true;
            for r in self.bodies[f].results.clone() {
                self.enqueue(r, queue);
            }
        }
        let mut todo = VecDeque::from([root]);
        while let Some(l) = todo.pop_front() {
            self.locs[l].queued_in_walk = 0;
            let mut derefs = self.locs[l].derefs;
            let mut new = 0;
            if derefs < 0 {
                derefs = 0;
                if self.outlives(root, l) {
                    new |= ESCAPES | PERSISTS | MUTATES | CALLS;
                } else if self.locs[root].attrs & PERSISTS != 0 {
                    new |= PERSISTS;
                }
            }
            let of_root = self.locs[root].attrs;
            if derefs == 0 {
                new |= of_root & (MUTATES | CALLS);
            }
            if self.locs[l].param {
                if self.outlives(root, l) {
                    let to = match self.locs[root].result {
                        Some(r)
                            if r < RESULTS
                                && !self.escapes(root)
                                && self.locs[root].func == self.locs[l].func =>
                        {
                            3 + r
                        }
                        _ => 0,
                    };
                    self.locs[l].leaks.add(to, derefs);
                }
                if of_root & MUTATES != 0 {
                    self.locs[l].leaks.add(1, derefs);
                }
                if of_root & CALLS != 0 {
                    self.locs[l].leaks.add(2, derefs);
                }
            }
            if new & !self.locs[l].attrs != 0 {
                self.locs[l].attrs |= new;
                self.enqueue(l, queue);
                if self.escapes(l) {
                    continue;
                }
            }
            for i in 0..self.locs[l].edges.len() {
                let (src, d) = self.locs[l].edges[i];
                if self.escapes(src) {
                    continue;
                }
                let d = derefs + d;
                let s = &mut self.locs[src];
                if s.walk != walk || s.derefs > d {
                    s.walk = walk;
                    s.derefs = d;
                    if s.queued_in_walk != walk {
                        s.queued_in_walk = walk;
                        todo.push_back(src);
                    }
                }
            }
        }
    }
}
