//! What would mend an error in an entry: the help lines on a terminal. As for programs (`driver/remedy`) only a change is told that has
//! been tried: the part of the entry that is in error is checked as it would be, and nothing of it stays.

use gorun_grammar::{Diagnostic, ParseInput, parse_file};

use super::{CONFIG, Entry, NothingToImport, Session, UnitKind, last_statement, standard_package};
use crate::driver::{Failure, remedy};
use crate::source::Words;
use crate::types::session::check_entry;

/// Errors of an entry that are looked at.
const LOOKED_AT: usize = 5;

impl Session {
    /// The report of what is wrong with bytes `from..to` of the entry, with helps where there are excerpts.
    pub(super) fn mended_failure(
        &mut self,
        entry: &Entry,
        kind: UnitKind,
        (from, to): (usize, usize),
        mut errors: Vec<Diagnostic>,
    ) -> Failure {
        if self.style.excerpts {
            let text = &entry.text[from..to];
            let messages: Vec<String> = errors.iter().map(|e| e.message.clone()).collect();
            for at in 0..errors.len().min(LOOKED_AT) {
                let start = entry.base + from as u32;
                let Some(offset) = errors[at].pos.0.checked_sub(start) else {
                    continue;
                };
                let mut known = self.names().join(" ");
                for path in crate::std::known_packages() {
                    known.push(' ');
                    known.push_str(path.rsplit('/').next().unwrap_or(path));
                }
                let types = &*self.builder.types;
                let tried = remedy::of_entry(types, &known, text, offset as usize, &messages[at]);
                let found = tried.into_iter().find(|(_, mended)| {
                    let mut others = messages.clone();
                    others.remove(at);
                    self.errors_of(kind, mended).iter().all(|e| {
                        let same = others.iter().position(|o| *o == e.message);
                        same.map(|i| others.swap_remove(i)).is_some()
                    })
                });
                errors[at].help = found.map(|f| f.0);
            }
        }
        self.failure(entry, &errors)
    }

    /// What would be wrong with a part of an entry.
    fn errors_of(&mut self, kind: UnitKind, text: &str) -> Vec<Diagnostic> {
        // Packages import themselves when they are named.
        let words = Words::of(text);
        let mut imported = Vec::new();
        for i in 0..words.len() {
            let name = words.word(i);
            if words.word(i + 1) == "."
                && self.lookup(name).is_none()
                && let Some(path) = standard_package(name)
                && self.import(path, None).is_ok()
            {
                imported.push(name);
            }
        }
        let errors = self.checked(kind, text);
        for name in imported {
            self.builder.types.set_name(self.scope, name, None);
        }
        errors
    }

    fn checked(&mut self, kind: UnitKind, text: &str) -> Vec<Diagnostic> {
        // A method that is to be added stands behind the text, and goes before the function that holds statements.
        let (text, method) = match text.find("\nfunc (") {
            Some(at) if kind == UnitKind::Statements => text.split_at(at),
            _ => (text, ""),
        };
        let (before, after) = kind.frame();
        let method = method.trim_end();
        let whole = match before.strip_prefix("package main;") {
            Some(open) => format!("package main{method};{open}{text}{after}"),
            None => format!("{before}{text}{after}"),
        };
        let base = self.end + super::GAP;
        let (file, errors) = parse_file(ParseInput { text: &whole, base });
        if !errors.is_empty() {
            return errors;
        }
        let shown = match kind {
            UnitKind::Statements => last_statement(&file),
            UnitKind::Declarations => None,
        };
        let types = &mut *self.builder.types;
        types.track();
        let checked = check_entry(
            types,
            &mut NothingToImport,
            &CONFIG,
            self.scope,
            &[file],
            shown,
        );
        let born = types.tracked();
        types.restore_methods(checked.old_methods);
        types.forget(born);
        checked.diagnostics
    }
}
