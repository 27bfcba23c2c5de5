//! What of a session is not needed any more: entries that nothing names, their syntax, objects and code. An entry that only runs
//! statements leaves nothing but its variables; one that declares lives as long as something of it can be named. Types and their
//! descriptors go when no name, no code and no value leads to them.

use std::sync::Arc;

use gorun_grammar::ast::Decl;
use rustc_hash::FxHashSet;

use super::{Lent, Session, UnitKind};
use crate::bytecode::rtype::TypeRef;
use crate::compile::CheckedPackage;
use crate::compile::sweep::Sweep;
use crate::types::ObjId;
use crate::types::reach::Reached;
use crate::types::session::Born;
use crate::vm::search::Found;

/// A part of an entry whose syntax is kept: functions may yet be compiled from it.
pub(super) struct Unit {
    number: usize,
    package: *mut CheckedPackage,
    born: Born,
    /// Functions, methods, constants, variables and types that it declares.
    objects: Vec<ObjId>,
}

/// What is needed.
struct Met {
    sweep: Sweep,
    reached: Reached,
    /// Which of the units.
    units: Vec<bool>,
    /// Descriptors that are not needed.
    gone: Vec<TypeRef>,
}

#[derive(Default)]
pub(super) struct Memory {
    units: Vec<Unit>,
    /// Functions that there were after the last sweep.
    functions: usize,
    entries: usize,
}

/// Entries between two looks at what can be forgotten.
const ENTRIES: usize = 512;
/// Functions that have to have come since the last sweep.
const FUNCTIONS: usize = 512;

impl Session {
    /// A unit has been compiled: what of it can be forgotten at once is.
    pub(super) fn keep_unit(
        &mut self,
        kind: UnitKind,
        number: usize,
        package: *mut CheckedPackage,
        mut born: Born,
        variables: &[ObjId],
    ) {
        // SAFETY: made by `Box::into_raw` for this unit, and freed by `free` only.
        let checked = unsafe { &*package };
        if kind == UnitKind::Statements {
            born.objects.retain(|o| !variables.contains(o));
            self.free(number, package);
            self.builder.types.forget(born);
            return;
        }
        let declared = checked.files.iter().flat_map(|f| &f.decls);
        let mut objects: Vec<ObjId> = Vec::new();
        let mut add = |id| objects.extend(checked.info.defs.get(&id).copied());
        for decl in declared {
            match decl {
                Decl::Func(f) => add(f.name.id),
                Decl::Var(specs) => specs.iter().flat_map(|s| &s.names).for_each(|n| add(n.id)),
                Decl::Const(specs) => specs.iter().flat_map(|s| &s.names).for_each(|n| add(n.id)),
                Decl::Type(specs) => specs.iter().for_each(|s| add(s.name.id)),
                Decl::Import(_) => {}
            }
        }
        let compiles = |d: &Decl| matches!(d, Decl::Func(_) | Decl::Var(_));
        if !checked.files.iter().flat_map(|f| &f.decls).any(compiles) {
            // Types and constants are what the checker has made of them.
            self.free(number, package);
            born.objects.retain(|o| !objects.contains(o));
            self.builder.types.forget(born);
            return;
        }
        self.memory.units.push(Unit {
            number,
            package,
            born,
            objects,
        });
    }

    /// A unit that could not be compiled.
    pub(super) fn drop_unit(&mut self, number: usize, package: *mut CheckedPackage, born: Born) {
        let gone = born.objects.iter().copied().collect();
        self.builder.retire_objects(&gone);
        self.free(number, package);
        self.builder.types.forget(born);
    }

    fn free(&mut self, number: usize, package: *mut CheckedPackage) {
        self.builder.retire_entry(number, self.stand_in);
        // SAFETY: made by `Box::into_raw`; the builder, the only one that knew it, has just forgotten it.
        drop(unsafe { Box::from_raw(package) });
    }

    /// From time to time: forgets what nothing can reach. No entry runs.
    pub(super) fn tidy(&mut self) {
        self.memory.entries += 1;
        let functions = self.builder.added_functions();
        if self.memory.entries < ENTRIES && functions < 2 * self.memory.functions + FUNCTIONS {
            return;
        }
        self.memory.entries = 0;
        let machine = self.machine.clone();
        let (functions, types) = self.builder.sweep_candidates();
        let mut met: Option<Met> = None;
        let (asked, answer) = (Lent(&*self), Lent(&mut met));
        let decide = move |found: Found| {
            let (asked, answer) = (asked, answer);
            let (met, made) = asked.0.meet(found);
            let gone = asked.0.builder.gone_types(&met.sweep, &made);
            *answer.0 = Some(Met {
                gone: gone.clone(),
                ..met
            });
            gone
        };
        // SAFETY: what has not been met is referred to by nothing but the compiler's lists, which are mended below.
        let made = unsafe { machine.sweep(functions, types, decide) };
        if let Some(met) = met {
            self.forget(met, &made);
        }
        self.memory.functions = self.builder.added_functions();
        self.forget_sources();
    }

    /// From what the machine has found to all that is needed.
    fn meet(&self, found: Found) -> (Met, Vec<TypeRef>) {
        let types = &*self.builder.types;
        let mut sweep = self.builder.begin_sweep(found.functions, found.types);
        let mut reached = types.walk();
        let names = types.scope(self.scope.names).names.values();
        names.for_each(|&o| reached.object(o));
        for d in &self.declared {
            reached.object(d.obj);
            d.before.into_iter().for_each(|o| reached.object(o));
        }
        self.builder.show_types(&sweep, &mut reached);
        let mut units = vec![false; self.memory.units.len()];
        loop {
            types.follow(&mut reached);
            let mut more = self.builder.show_successors(&mut reached);
            for (unit, kept) in self.memory.units.iter().zip(&mut units) {
                if !*kept && unit.objects.iter().any(|&o| reached.has_object(o)) {
                    *kept = true;
                    more = true;
                    unit.born.objects.iter().for_each(|&o| reached.object(o));
                    // SAFETY: freed by `free` only, when the unit has been taken out of the list.
                    reached.info(unsafe { &(*unit.package).info });
                }
            }
            if self.builder.follow_sweep(&mut sweep, &reached) {
                self.builder.show_descriptors(&sweep, &mut reached);
                more = true;
            }
            if !more {
                break;
            }
        }
        self.builder.layout.show_selectors(types, &mut reached);
        types.follow(&mut reached);
        let met = Met {
            sweep,
            reached,
            units,
            gone: Vec::new(),
        };
        (met, found.made)
    }

    /// `made`: numbers of types that the machine had made and that have gone.
    fn forget(&mut self, met: Met, made: &[u32]) {
        let mut kept = met.units.into_iter();
        let units = std::mem::take(&mut self.memory.units);
        let (kept, dead): (Vec<Unit>, Vec<Unit>) =
            units.into_iter().partition(|_| kept.next() == Some(true));
        self.memory.units = kept;
        let mut gone: FxHashSet<ObjId> = FxHashSet::default();
        for unit in dead {
            gone.extend(&unit.born.objects);
            self.free(unit.number, unit.package);
            self.builder.types.forget(unit.born);
        }
        gone.extend(self.builder.types.forget_unreached(&met.reached));
        self.builder.retire_objects(&gone);
        // SAFETY: the machine has forgotten them.
        unsafe { self.builder.forget_types(&met.reached, &met.gone, made) };
        self.builder.forget_code(&met.sweep);
    }

    /// Source texts in which nothing stands that could still run or be named.
    fn forget_sources(&mut self) {
        let types = &*self.builder.types;
        let names = types.scope(self.scope.names).names.values();
        let mut places: Vec<u32> = names.map(|&o| types.object(o).pos.0).collect();
        places.extend(self.builder.code_positions().map(|p| p.0));
        places.extend(types.all_named().map(|n| types.object(n.obj).pos.0));
        places.sort_unstable();
        let mut maps = self.sources.maps.write();
        let needed = |map: &Arc<crate::source::SourceMap>| {
            let at = places.partition_point(|&p| p < map.start());
            map.is_kept() || places.get(at).is_some_and(|&p| p < map.end())
        };
        maps.retain(needed);
    }
}
