//! Compiler directives of a package whose types are in order: whether each stands before what it is for, and whether a
//! function without a body is one that a directive says is elsewhere.

use gorun_grammar::ast::{Decl, File, Pos};

use super::checker::Checker;
use super::codes::Code;
use super::embed::Embedding;
use super::object::ObjectKind;

impl Checker<'_> {
    /// Reports what is wrong; the variables that `//go:embed` lines belong to.
    pub(super) fn directives_and_bodies(&mut self) -> Vec<Embedding> {
        if self.config.lint {
            for d in self.files.iter().flat_map(|f| &f.misused) {
                self.errorf(d.pos, Code::MisplacedDirective, d.message.clone());
            }
        }
        let embeddings = self.embeds();
        if self.config.lint {
            self.report_linknames();
        }
        for pos in std::mem::take(&mut self.missing_bodies) {
            self.errorf(pos, Code::BadDecl, "missing function body");
        }
        embeddings
    }

    /// `//go:linkname` is for files that import unsafe, and for functions and variables of the package.
    fn report_linknames(&mut self) {
        let mut renamed = rustc_hash::FxHashSet::default();
        for f in self.files.iter().filter(|f| !f.directives.is_empty()) {
            let imports_unsafe = imports_unsafe(f);
            for d in &f.directives {
                let words: Vec<&str> = d.text.split_whitespace().collect();
                let ([verb, local] | [verb, local, _]) = words[..] else {
                    continue;
                };
                if !matches!(verb, "go:linkname" | "go:linknamestd") {
                    continue;
                }
                let remote = words.get(2).copied().unwrap_or_default();
                let scope = self.types.package(self.pkg).scope;
                let obj = self.types.scope(scope).lookup(local).filter(|&obj| {
                    let kind = &self.types.object(obj).kind;
                    matches!(kind, ObjectKind::Func { .. } | ObjectKind::Var(_))
                });
                let text = match obj {
                    _ if !imports_unsafe => {
                        format!("//{verb} only allowed in Go files that import \"unsafe\"")
                    }
                    _ if remote.contains('[') && remote.contains(']') => {
                        format!("//{verb} reference of an instantiation is not allowed")
                    }
                    None if self.config.version < (1, 18) => continue,
                    None => format!("//{verb} must refer to declared function or variable"),
                    Some(obj) if !renamed.insert(obj) => {
                        format!("duplicate //{verb} for {local}")
                    }
                    Some(_) => continue,
                };
                self.errorf(Pos(d.pos.0 + 2), Code::MisplacedDirective, text);
            }
        }
    }

    /// Whether a `//go:linkname` line says that the function is elsewhere.
    pub(super) fn is_linkname(&self, name: &str) -> bool {
        let files = self.files.iter().filter(|f| imports_unsafe(f));
        files
            .flat_map(|f| &f.directives)
            .filter_map(|d| d.text.strip_prefix("go:linkname "))
            .any(|rest| rest.split_whitespace().next() == Some(name))
    }
}

fn imports_unsafe(file: &File) -> bool {
    file.decls.iter().any(|d| match d {
        Decl::Import(specs) => specs
            .iter()
            .any(|s| s.path.text.trim_matches(['"', '`']) == "unsafe"),
        _ => false,
    })
}
