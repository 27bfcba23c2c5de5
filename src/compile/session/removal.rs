//! What a session does not need any more.

use gorun_grammar::ast::Pos;
use rustc_hash::FxHashSet;

use crate::compile::CheckedPackage;
use crate::compile::program::{FnKey, ProgramBuilder};
use crate::types::ObjId;
use crate::types::reach::Reached;

impl<'a> ProgramBuilder<'a> {
    /// An entry's syntax and facts are about to be freed: nothing may refer to them.
    pub fn retire_entry(&mut self, number: usize, stand_in: &'a CheckedPackage) {
        let package = std::mem::replace(&mut self.packages[number], stand_in);
        for decl in package.files.iter().flat_map(|f| &f.decls) {
            if let gorun_grammar::ast::Decl::Func(f) = decl
                && let Some(obj) = package.info.defs.get(&f.name.id)
            {
                self.retire_object(*obj);
            }
        }
        if let Some(session) = &mut self.session {
            session.free_packages.push(number);
        }
    }

    /// These objects are about to be forgotten: functions cannot be asked for by their names any more.
    pub fn retire_objects(&mut self, gone: &FxHashSet<ObjId>) {
        for obj in gone {
            self.retire_object(*obj);
        }
        self.ids
            .retain(|k, _| !matches!(k, FnKey::Decl { obj, .. } if gone.contains(obj)));
        if let Some(session) = &mut self.session {
            session
                .successors
                .retain(|from, to| !gone.contains(from) && !gone.contains(to));
        }
    }

    fn retire_object(&mut self, obj: ObjId) {
        self.decls.remove(&obj);
        self.small.remove(&obj);
        if let Some(session) = &mut self.session {
            session.variables.remove(&obj);
        }
    }

    /// Who has taken the place of a function that has been met is met as well; whether that is news.
    pub fn show_successors(&self, reached: &mut Reached) -> bool {
        let mut news = false;
        for (from, to) in self.session.iter().flat_map(|s| &s.successors) {
            if reached.has_object(*from) && !reached.has_object(*to) {
                reached.object(*to);
                news = true;
            }
        }
        news
    }

    /// What is called where this function is named.
    pub fn successor(&self, obj: ObjId) -> ObjId {
        let session = self.session.as_ref();
        let found = session.and_then(|s| s.successors.get(&obj));
        found.copied().unwrap_or(obj)
    }

    /// How many functions have been added that may have become superfluous.
    pub fn added_functions(&self) -> usize {
        self.session.as_ref().map_or(0, |s| s.code.len())
    }

    /// Where the functions that are still there stand.
    pub fn code_positions(&self) -> impl Iterator<Item = Pos> + '_ {
        let session = self.session.iter();
        session.flat_map(|s| s.code.values()).map(|c| c.pos)
    }
}
