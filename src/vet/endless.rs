//! Functions that do not come back to who calls them: those that end the program or the goroutine, and who calls nothing but such.

use gorun_grammar::ast::{Expr, ExprKind, FuncDecl};
use rustc_hash::{FxHashMap, FxHashSet};

use super::flow::Flow;
use super::pass::Pass;
use crate::types::object::{Builtin, ObjectKind};
use crate::types::{ObjId, PkgId, Types};

/// Those known, of whatever package.
#[derive(Default)]
pub struct Endless(FxHashSet<ObjId>);

/// Package, type of the receiver, and names: the library's, made from the facts that `go vet std` leaves, and those of other packages whose code does not show it.
const KNOWN: &[(&str, &str, &str)] = &[
    ("os", "", "Exit"),
    ("syscall", "", "Exit"),
    ("runtime", "", "Goexit"),
    ("log", "", LOG),
    ("log", "Logger", LOG),
    ("testing", "", "Main"),
    (
        "testing",
        "common",
        "FailNow Fatal Fatalf Skip SkipNow Skipf",
    ),
    ("go.uber.org/zap", "Logger", "Fatal Panic"),
    (
        "go.uber.org/zap",
        "SugaredLogger",
        "Fatal Fatalw Fatalf Panic Panicw Panicf",
    ),
    (
        "github.com/sirupsen/logrus",
        "Logger",
        "Exit Panic Panicf Panicln",
    ),
    ("github.com/sirupsen/logrus", "Entry", "Panicf Panicln"),
    ("k8s.io/klog", "", KLOG),
    ("k8s.io/klog/v2", "", KLOG),
];
const LOG: &str = "Fatal Fatalf Fatalln Panic Panicf Panicln";
const KLOG: &str = "Exit ExitDepth Exitf Exitln Fatal FatalDepth Fatalf Fatalln";

impl Endless {
    /// Whether a call that is a statement is followed by what stands behind it.
    pub fn comes_back(&self, pass: &Pass<'_>, call: &Expr) -> bool {
        callee(pass, call).is_ok_and(|obj| {
            obj.is_none_or(|obj| !self.0.contains(&obj) && !is_known(pass.types, obj))
        })
    }

    /// Forgets what is known of a package's functions.
    pub fn forget(&mut self, types: &Types, pkg: PkgId) {
        self.0.retain(|&obj| types.object(obj).pkg != pkg);
    }

    /// Finds those of a package.
    pub fn learn(&mut self, pass: &Pass<'_>) {
        let mut finder = Finder {
            pass,
            declared: pass.declarations(),
            begun: FxHashSet::default(),
            found: self,
        };
        let mut all: Vec<ObjId> = finder.declared.keys().copied().collect();
        all.sort_unstable_by_key(|f| finder.declared[f].pos);
        all.into_iter().for_each(|f| finder.function(f));
    }
}

/// What a call calls, if that is known before it runs; `Err`: it panics.
fn callee(pass: &Pass<'_>, call: &Expr) -> Result<Option<ObjId>, ()> {
    let ExprKind::Call { fun, .. } = &call.kind else {
        return Ok(None);
    };
    if matches!(fun.kind, ExprKind::Ident(_)) && pass.builtin(fun) == Some(Builtin::Panic) {
        return Err(());
    }
    Ok(pass.used(fun).map(|(obj, _)| obj))
}

fn is_known(types: &Types, obj: ObjId) -> bool {
    let o = types.object(obj);
    let ObjectKind::Func { recv } = &o.kind else {
        return false;
    };
    let base = recv.as_ref().map(|r| types.object(types.named(r.base).obj));
    let (of, pkg) = base.map_or(("", o.pkg), |b| (b.name.as_str(), b.pkg));
    let package = types.package(pkg).public_path();
    let mut known = KNOWN.iter().filter(|(p, t, _)| *p == package && *t == of);
    known.any(|(.., names)| names.split(' ').any(|n| n == o.name))
}

struct Finder<'p, 'a, 'f> {
    pass: &'p Pass<'a>,
    declared: FxHashMap<ObjId, &'a FuncDecl>,
    begun: FxHashSet<ObjId>,
    found: &'f mut Endless,
}

impl Finder<'_, '_, '_> {
    /// Of functions that call each other the one that is met first is taken to come back.
    fn function(&mut self, obj: ObjId) {
        let Some(f) = self
            .declared
            .get(&obj)
            .copied()
            .filter(|_| self.begun.insert(obj))
        else {
            return;
        };
        let Some(body) = &f.body else { return };
        let flow = Flow::of(body, &mut |call| {
            if let Ok(Some(callee)) = callee(self.pass, call) {
                self.function(callee);
            }
            self.found.comes_back(self.pass, call)
        });
        if !flow.returns {
            self.found.0.insert(obj);
        }
    }
}
