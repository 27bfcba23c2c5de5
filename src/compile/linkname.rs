//! `//go:linkname` lines: a function without a body may be another package's function under a name of its own, whether
//! it asks for it (pull) or is given it (push).

use gorun_grammar::ast::File;
use rustc_hash::FxHashMap;

use super::CheckedPackage;
use crate::types::{ObjId, ObjectKind, PkgId, Types};

#[derive(Default)]
pub struct Linknames {
    /// What a local name stands for: package path and name.
    targets: FxHashMap<ObjId, (String, String)>,
    /// Functions with a body that were given to another package under that path and name.
    given: FxHashMap<(String, String), ObjId>,
    packages: FxHashMap<String, PkgId>,
}

impl Linknames {
    pub fn new(types: &Types, packages: &[&CheckedPackage]) -> Linknames {
        let mut names = Linknames::default();
        for p in packages {
            let scope = types.package(p.id).scope;
            for (local, target) in p.files.iter().flat_map(lines) {
                let Some(obj) = types.scope(scope).lookup(local) else {
                    continue;
                };
                let Some((path, name)) = target.and_then(split) else {
                    continue;
                };
                let key = (path.to_string(), name.to_string());
                match has_body(p, local) {
                    true => names.given.insert(key, obj),
                    false => names.targets.insert(obj, key).map(|_| obj),
                };
            }
        }
        if !names.targets.is_empty() || !names.given.is_empty() {
            let path = |p: &&CheckedPackage| types.package(p.id).path.to_string();
            names.packages = packages.iter().map(|p| (path(p), p.id)).collect();
        }
        names
    }

    /// The function that `obj`, which has no body, stands for.
    pub fn resolve(&self, types: &Types, obj: ObjId) -> Option<ObjId> {
        if self.targets.is_empty() && self.given.is_empty() {
            return None;
        }
        // A method has the name of a function without being one.
        if matches!(types.object(obj).kind, ObjectKind::Func { recv: Some(_) }) {
            return None;
        }
        let own = || {
            let o = types.object(obj);
            let path = types.package(o.pkg).path.to_string();
            (path, o.name.to_string())
        };
        let target = self.targets.get(&obj).cloned().unwrap_or_else(own);
        if let Some(&given) = self.given.get(&target) {
            return Some(given);
        }
        let pkg = self.packages.get(&target.0)?;
        let found = types.scope(types.package(*pkg).scope).lookup(&target.1)?;
        (found != obj).then_some(found)
    }
}

/// Local name and target of each line.
fn lines(file: &File) -> impl Iterator<Item = (&str, Option<&str>)> {
    file.directives.iter().filter_map(|d| {
        let rest = d.text.strip_prefix("go:linkname")?;
        let mut words = rest.strip_prefix("std").unwrap_or(rest).split_whitespace();
        Some((words.next()?, words.next()))
    })
}

/// `a.b/c.f` into path and name.
fn split(target: &str) -> Option<(&str, &str)> {
    let slash = target.rfind('/').map_or(0, |i| i + 1);
    let dot = slash + target[slash..].find('.')?;
    Some((&target[..dot], &target[dot + 1..]))
}

fn has_body(package: &CheckedPackage, name: &str) -> bool {
    use gorun_grammar::ast::Decl;
    package.files.iter().flat_map(|f| &f.decls).any(|d| {
        matches!(d, Decl::Func(f) if f.recv.is_none() && f.name.name == name && f.body.is_some())
    })
}
