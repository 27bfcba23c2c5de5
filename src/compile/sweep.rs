//! What of a growing program is still in use (`session.rs`). Functions, descriptors of types, the checker's types and kept syntax lead to one
//! another, so they are followed together: from what runs and what lies in the heap (found by the machine), from what
//! can be named (found by the walk over types), to everything else. What has not been met is forgotten, its numbers are given out again.

use rustc_hash::FxHashSet;

use super::program::{FnKey, ProgramBuilder};
use crate::bytecode::rtype::TypeRef;
use crate::types::reach::{Reached, written_anew};

/// What has been met so far.
pub struct Sweep {
    /// Functions that have been added, by address.
    functions: FxHashSet<usize>,
    types: FxHashSet<TypeRef>,
}

impl<'a> ProgramBuilder<'a> {
    /// Whose users the machine is to look for: functions that have been added, and types.
    pub fn sweep_candidates(&self) -> (Vec<usize>, Vec<TypeRef>) {
        let functions = self.session.iter().flat_map(|s| s.code.keys());
        (
            functions.copied().collect(),
            self.layout.arena.later().collect(),
        )
    }

    /// Begins with what the machine has found, and with what stays in any case.
    pub fn begin_sweep(&self, functions: Vec<usize>, types: Vec<TypeRef>) -> Sweep {
        let mut sweep = Sweep {
            functions: FxHashSet::default(),
            types: FxHashSet::default(),
        };
        let arena = &self.layout.arena;
        let lasting = arena.iter().filter(|t| arena.at(t.word()).is_none());
        let natives = self
            .native_types
            .iter()
            .flat_map(|(p, r)| p.iter().chain(r));
        let mut types: Vec<TypeRef> = types;
        types.extend(lasting.chain(self.layout.objects()));
        types.extend(natives.copied().chain(self.global_types()));
        self.meet(&mut sweep, functions, types);
        sweep
    }

    /// Meets functions and types, and all that they lead to.
    fn meet(&self, sweep: &mut Sweep, mut functions: Vec<usize>, mut types: Vec<TypeRef>) {
        let Some(session) = &self.session else {
            return;
        };
        loop {
            if let Some(address) = functions.pop() {
                if let Some(code) = session.code.get(&address)
                    && sweep.functions.insert(address)
                {
                    let called = code.functions.iter();
                    functions.extend(called.map(|&id| session.linked[id as usize] as usize));
                    types.extend(&code.types);
                }
            } else if let Some(t) = types.pop() {
                if sweep.types.insert(t) {
                    t.each_part(&mut |part| types.push(part));
                }
            } else {
                return;
            }
        }
    }

    /// Goes on to what can be named, and to the methods of types that have been met; whether something was news.
    pub fn follow_sweep(&self, sweep: &mut Sweep, reached: &Reached) -> bool {
        let Some(session) = &self.session else {
            return false;
        };
        let before = (sweep.functions.len(), sweep.types.len());
        let lives = |key: &FnKey| match key {
            FnKey::Decl { obj, targs, .. } => {
                reached.has_object(*obj) && targs.iter().all(|&t| reached.has_type(t))
            }
            FnKey::Method { recv, targs, .. } => {
                sweep.types.contains(&self.layout.arena.get(*recv))
                    && targs.iter().all(|&t| reached.has_type(t))
            }
            _ => true,
        };
        let named = self.ids.iter().filter(|(key, _)| lives(key));
        let functions: Vec<usize> = named
            .map(|(_, id)| *id)
            .chain(self.methods.functions(&sweep.types))
            .filter_map(|id| session.linked.get(id as usize))
            .map(|f| *f as usize)
            .collect();
        self.meet(sweep, functions, Vec::new());
        before != (sweep.functions.len(), sweep.types.len())
    }

    /// Shows what the compiler keeps of types: facts of packages and of the library's functions, and descriptors.
    pub fn show_types(&self, sweep: &Sweep, reached: &mut Reached) {
        let own = self.session.as_ref().and_then(|s| s.own_package());
        let of_others = |p: &usize| Some(self.packages[*p].id) != own;
        let others = (0..self.packages.len()).filter(of_others);
        others.for_each(|p| reached.info(&self.packages[p].info));
        for at in self.decls.values().filter(|at| of_others(&at.package)) {
            if !std::ptr::eq(at.info, &self.packages[at.package].info) {
                reached.info(at.info);
            }
            at.tparams.iter().for_each(|&p| reached.tparam(p));
        }
        self.show_descriptors(sweep, reached);
    }

    /// The types of descriptors that have been met.
    pub fn show_descriptors(&self, sweep: &Sweep, reached: &mut Reached) {
        for &t in &sweep.types {
            reached.ty(self.layout.id_of(t));
        }
    }

    /// Which of the types that came with entries, and of those that the running program has made, have not been met.
    pub fn gone_types(&self, sweep: &Sweep, made: &[TypeRef]) -> Vec<TypeRef> {
        let all = self.layout.arena.later().chain(made.iter().copied());
        all.filter(|t| !sweep.types.contains(t)).collect()
    }

    /// Forgets types: those of the checker's that have not been met, and the descriptors `gone`.
    ///
    /// # Safety
    /// The machine has forgotten the descriptors. `made` are numbers of those that were its own.
    pub unsafe fn forget_types(&mut self, reached: &Reached, gone: &[TypeRef], made: &[u32]) {
        // Those that the machine had made are not there any more.
        let arena = &self.layout.arena;
        let own: FxHashSet<TypeRef> = gone.iter().filter_map(|t| arena.at(t.word())).collect();
        let numbers: FxHashSet<u32> = own.iter().map(|t| t.id).collect();
        let selectors = self.layout.forget_types(reached, &own);
        let mut nothing = FxHashSet::default();
        let changed = match &mut self.session {
            Some(session) => &mut session.changed,
            None => &mut nothing,
        };
        self.methods.forget_types(&own, &selectors, changed);
        self.ids.retain(|k, _| match k {
            FnKey::Decl { targs, .. } => targs.iter().all(|&t| reached.has_type(t)),
            FnKey::Method { recv, targs, .. } => {
                !numbers.contains(recv) && targs.iter().all(|&t| reached.has_type(t))
            }
            _ => true,
        });
        for t in own {
            // SAFETY: the caller's promise; the compiler has just forgotten it.
            unsafe { self.layout.arena.free(t) };
        }
        made.iter()
            .for_each(|&id| self.layout.arena.give_number(id));
    }

    /// Forgets functions, strings, tables and variables that have not been met; the next addition has the machine forget
    /// them.
    pub fn forget_code(&mut self, sweep: &Sweep) {
        let Some(mut session) = self.session.take() else {
            return;
        };
        let all = session.code.keys();
        let dead: Vec<usize> = all
            .filter(|a| !sweep.functions.contains(a))
            .copied()
            .collect();
        for address in dead {
            let Some(code) = session.code.remove(&address) else {
                continue;
            };
            let place = &mut session.linked[code.id as usize];
            if *place as usize == address {
                *place = std::ptr::null();
                session.functions.used.remove(&code.id);
                session.functions.free.push(code.id);
            }
            session.dead.functions.push(address);
        }
        written_anew(&mut session.code);
        let all = |pick: fn(&super::session::Code) -> &[u32]| -> FxHashSet<u32> {
            session.code.values().flat_map(pick).copied().collect()
        };
        let strings = all(|c| &c.strings);
        let selects = all(|c| &c.selects);
        let switches = all(|c| &c.switches);
        let mut words = all(|c| &c.variables);
        let dead = session.strings.sweep(&strings);
        for &id in &dead {
            let text = std::mem::take(&mut self.strings[id as usize]);
            self.string_ids.remove(&text);
        }
        session.dead.strings.extend(dead);
        let dead = session.selects.sweep(&selects);
        session.dead.selects.extend(dead);
        let dead = session.switches.sweep(&switches);
        session.dead.switches.extend(dead);
        words.extend(session.variables.values());
        words.extend(&session.free_variables);
        for word in 0..session.next_variable {
            if !words.contains(&word) {
                session.free_variables.push(word);
                session.dead.variables.push(word);
            }
        }
        let linked = |id: &u32| {
            session
                .linked
                .get(*id as usize)
                .is_some_and(|f| !f.is_null())
        };
        // Glue of types that stay, and functions that can be named, but that nobody calls.
        self.ids.retain(|_, id| linked(id));
        self.methods.forget(|id| !linked(&id));
        self.session = Some(session);
    }
}
