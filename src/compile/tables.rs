//! What functions share by number: strings, package variables, the tables of `select` and `switch`.

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::Pos;

use super::program::ProgramBuilder;
use crate::bytecode::program::{Global, GlobalWords, SelectTable, SwitchTable};
use crate::bytecode::rtype::TypeRef;
use crate::types::{ObjId, TypeId};

/// In bytes, for one variable of a package: the limit of Go's own linker.
const LARGEST_GLOBAL: usize = 2_000_000_000;

impl<'a> ProgramBuilder<'a> {
    pub fn add_select(&mut self, table: SelectTable) -> u32 {
        let Some(session) = &mut self.session else {
            self.selects.push(table);
            return self.selects.len() as u32 - 1;
        };
        let n = (session.selects).take(&mut self.selects, SelectTable::empty);
        self.selects[n as usize] = table;
        n
    }

    pub fn add_switch(&mut self, table: SwitchTable) -> u32 {
        let Some(session) = &mut self.session else {
            self.switches.push(table);
            return self.switches.len() as u32 - 1;
        };
        let n = (session.switches).take(&mut self.switches, SwitchTable::empty);
        self.switches[n as usize] = table;
        n
    }

    pub fn string(&mut self, s: &[u8]) -> u32 {
        if let Some(&id) = self.string_ids.get(s) {
            return id;
        }
        let id = match &mut self.session {
            Some(session) => session.strings.take(&mut self.strings, Box::default),
            None => {
                self.strings.push(Box::default());
                self.strings.len() as u32 - 1
            }
        };
        self.strings[id as usize] = s.into();
        self.string_ids.insert(s.into(), id);
        id
    }

    /// The types of package variables that have come since the last link.
    pub(super) fn global_types(&self) -> impl Iterator<Item = TypeRef> + '_ {
        self.global_list.iter().map(|g| g.1.ty)
    }

    /// The offset of a package-level variable. Its initialiser becomes reachable.
    pub fn global(&mut self, obj: ObjId) -> u32 {
        if let Some(&at) = self.globals.get(&obj) {
            return at;
        }
        if let Some(key) = self.lazy.get(&obj).cloned() {
            self.function(key);
        }
        let o = self.types.object(obj).clone();
        let t = self.rtype(o.ty.unwrap_or(TypeId::INVALID));
        self.say_too_large(o.pos);
        let at = self.globals_size;
        let name = format!("{}.{}", self.types.package(o.pkg).path, o.name);
        if t.size > LARGEST_GLOBAL {
            let size = t.size;
            let text = format!("{name}: symbol too large ({size} bytes > {LARGEST_GLOBAL} bytes)");
            self.diagnostics.push(Diagnostic::new(o.pos, text));
            self.globals.insert(obj, at as u32);
            return at as u32;
        }
        self.globals_size += t.size.next_multiple_of(8).max(8);
        if !t.words.is_empty() {
            self.globals_words.push(GlobalWords {
                at: at / 8,
                words: t.words[..].into(),
            });
        }
        self.global_list.push((
            obj,
            Global {
                name: name.into(),
                offset: at,
                ty: t,
            },
        ));
        self.globals.insert(obj, at as u32);
        if self.globals_size > u32::MAX as usize {
            self.diagnostics.push(Diagnostic::new(
                o.pos,
                "package-level variables are too big",
            ));
        }
        at as u32
    }

    /// Reports a type that no value can have.
    pub fn say_too_large(&mut self, pos: Pos) {
        if let Some(text) = self.layout.too_large.take() {
            self.diagnostics.push(Diagnostic::new(pos, text));
        }
    }
}
