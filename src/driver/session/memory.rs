//! What of a session is not needed any more: entries that nothing names, their syntax, objects and code. An entry that only runs
//! statements leaves nothing but its variables; one that declares lives as long as something of it can be named. Declared
//! types go when no name, no code and no descriptor leads to them; a descriptor, which values may have, stays.

use std::sync::Arc;

use gorun_grammar::ast::Decl;
use rustc_hash::FxHashSet;

use super::{Session, UnitKind};
use crate::compile::CheckedPackage;
use crate::types::ObjId;
use crate::types::session::Born;

/// A part of an entry whose syntax is kept: functions may yet be compiled from it.
pub(super) struct Unit {
    number: usize,
    package: *mut CheckedPackage,
    born: Born,
    /// Functions, methods, constants, variables and types that it declares.
    objects: Vec<ObjId>,
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
        self.forget_units();
        let machine = self.machine.clone();
        self.builder
            .sweep_session(|candidates| machine.search_functions(candidates));
        self.memory.functions = self.builder.added_functions();
        self.forget_sources();
    }

    fn forget_units(&mut self) {
        let types = &*self.builder.types;
        let mut reached = types.walk();
        let names = types.scope(self.scope.names).names.values();
        names.for_each(|&o| reached.object(o));
        for d in &self.declared {
            reached.object(d.obj);
            d.before.into_iter().for_each(|o| reached.object(o));
        }
        self.builder.show_types(&mut reached);
        let mut kept = vec![false; self.memory.units.len()];
        loop {
            types.follow(&mut reached);
            let mut more = self.builder.show_successors(&mut reached);
            for (unit, kept) in self.memory.units.iter().zip(&mut kept) {
                if !*kept && unit.objects.iter().any(|&o| reached.has_object(o)) {
                    *kept = true;
                    more = true;
                    unit.born.objects.iter().for_each(|&o| reached.object(o));
                    // SAFETY: freed by `free` only, when the unit has been taken out of the list.
                    reached.info(unsafe { &(*unit.package).info });
                }
            }
            if !more {
                break;
            }
        }
        let mut kept = kept.into_iter();
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
        gone.extend(self.builder.types.forget_unreached(&reached));
        self.builder.retire_objects(&gone);
        self.builder.forget_types(&reached);
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
