//! Names of Go's library that came with a later release than the module, or the file, says it is written for
//! (`stdversion`). `go_since.txt`, which `xtask api` writes, knows what came when.

use gorun_grammar::ast::{Expr, ExprKind, File, Ident, Pos};
use rustc_hash::FxHashMap;

use super::comments::groups;
use super::nodes::{self, Node};
use super::pass::Pass;
use crate::types::{ObjId, PkgId, TypeId};

/// A line for each package: its path, and `release:name` for all that is newer than `OLDEST`.
const SINCE: &str = include_str!("go_since.txt");
/// What an older module's `go` line says was not meant as a demand.
const OLDEST: (u32, u32) = (1, 21);

type Version = (u32, u32);

pub fn check(pass: &mut Pass<'_>) {
    let module = language(pass.go);
    if module.is_none_or(|v| v < OLDEST) {
        return;
    }
    let mut known: FxHashMap<(PkgId, Version), Newer> = FxHashMap::default();
    let mut found: Vec<(Pos, String)> = Vec::new();
    let files = pass.files;
    for (i, file) in files.iter().enumerate() {
        let version = pass.version(i);
        if is_generated(pass, file) {
            continue;
        }
        let shown = format!("{}.{}", version.0, version.1);
        let whose = if shown == pass.go { "module" } else { "file" };
        for (obj, pos) in uses(pass, file) {
            let pkg = pass.types.object(obj).pkg;
            let newer = known
                .entry((pkg, version))
                .or_insert_with(|| newer(pass, pkg, version));
            if let Some((release, name)) = newer.get(&obj) {
                let package = pass.types.package(pkg).name.clone();
                let text = format!(
                    "{package}.{name} requires go1.{release} or later ({whose} is go{shown})"
                );
                found.push((pos, text));
            }
        }
    }
    found.sort_by_key(|(pos, _)| *pos);
    for (pos, text) in found {
        pass.report(pos, text);
    }
}

/// `1.22.3` is written in Go 1.22.
fn language(text: &str) -> Option<Version> {
    let (major, rest) = text.split_once('.')?;
    let end = rest.find(|c: char| !c.is_ascii_digit());
    let minor = &rest[..end.unwrap_or(rest.len())];
    Some((major.parse().ok()?, minor.parse().ok()?))
}

fn is_generated(pass: &Pass<'_>, file: &File) -> bool {
    let heads = groups(pass, file).into_iter();
    heads.take_while(|g| g.start() < file.package).any(|g| {
        let mut comments = g.comments.iter();
        comments.any(|(_, text)| {
            let rest = text.strip_prefix("// Code generated ");
            rest.is_some_and(|rest| rest.ends_with(" DO NOT EDIT."))
        })
    })
}

/// What the file uses of other packages, and where.
fn uses(pass: &Pass<'_>, file: &File) -> Vec<(ObjId, Pos)> {
    let mut found = Vec::new();
    let mut see = |id, pos| {
        if let Some(&obj) = pass.info.uses.get(&id)
            && pass.types.object(obj).pkg != pass.pkg
        {
            found.push((obj, pos));
        }
    };
    nodes::of_file(file, &mut |node| {
        if let Node::Expr(Expr { id, pos, kind }) = node {
            match kind {
                ExprKind::Ident(_) => see(*id, *pos),
                ExprKind::Selector { sel, .. } => {
                    let Ident { id, pos, .. } = sel;
                    see(*id, *pos);
                }
                _ => {}
            }
        }
        true
    });
    found
}

/// The release that something came with, and its name as vet writes it.
type Newer = FxHashMap<ObjId, (u32, &'static str)>;

/// What a package has that is newer than `version`. Members of types that are newer themselves are left alone: whoever has such
/// a type may have it by an alias that only newer releases declare.
fn newer(pass: &mut Pass<'_>, pkg: PkgId, version: Version) -> Newer {
    let mut found = Newer::default();
    let path = pass.types.package(pkg).public_path().to_string();
    // It was there before its release to those who asked for it.
    if path == "testing/synctest" && version >= (1, 24) {
        return found;
    }
    let line = SINCE.lines().find_map(|line| {
        let (of, rest) = line.split_once(' ')?;
        (of == path).then_some(rest)
    });
    let symbols = line.unwrap_or_default().split(' ').filter_map(|word| {
        let (release, name) = word.split_once(':')?;
        let release: u32 = release.parse().ok()?;
        (version < (1, release)).then_some((release, name))
    });
    let symbols: Vec<(u32, &'static str)> = symbols.collect();
    let scope = pass.types.package(pkg).scope;
    let declared = |pass: &Pass<'_>, name: &str| pass.types.scope(scope).lookup(name);
    for &(release, name) in symbols.iter().filter(|(_, name)| !name.contains('.')) {
        if let Some(obj) = declared(pass, name) {
            found.insert(obj, (release, name));
        }
    }
    let mut depths: FxHashMap<ObjId, usize> = FxHashMap::default();
    for &(release, name) in symbols.iter().filter(|(_, name)| name.contains('.')) {
        let Some((of, member)) = name.rsplit_once('.') else {
            continue;
        };
        let bare = of.trim_start_matches("(*").trim_start_matches('(');
        let Some(obj) = declared(pass, bare.trim_end_matches(')')) else {
            continue;
        };
        let ty = pass.types.object(obj).ty.unwrap_or(TypeId::INVALID);
        if found.contains_key(&obj) || ty == TypeId::INVALID {
            continue;
        }
        let Some(member) = pass.types.lookup(ty, of.starts_with("(*"), pkg, member) else {
            continue;
        };
        let depth = member.index.len();
        // Embedding gives one member several names: the nearest counts.
        if depths.get(&member.obj).is_none_or(|&d| depth < d) {
            depths.insert(member.obj, depth);
            found.insert(member.obj, (release, name));
        }
    }
    found
}
