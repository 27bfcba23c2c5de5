//! Calls of functions that print: formats against arguments, and what is printed by mistake. A function that hands its
//! arguments on to one of these is one of these.

mod arguments;
mod calls;
mod format;
mod wrappers;

use rustc_hash::FxHashMap;

use super::names::full_name;
use super::pass::Pass;
use crate::types::info::Selection;
use crate::types::{ObjId, ObjectKind, Types};

pub use arguments::is_error;

/// How a function prints.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Like `fmt.Print`.
    Print,
    /// Like `fmt.Printf`.
    Printf,
    /// Like `fmt.Errorf`.
    Errorf,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Print => "print",
            Kind::Printf => "printf",
            Kind::Errorf => "errorf",
        }
    }
}

/// Functions found to print, of whatever package.
#[derive(Default)]
pub struct Wrappers(FxHashMap<ObjId, Kind>);

impl Wrappers {
    /// Forgets what is known of a package's functions.
    pub fn forget(&mut self, types: &Types, pkg: crate::types::PkgId) {
        self.0.retain(|&obj, _| types.object(obj).pkg != pkg);
    }
}

/// The library's: receiver, and names without the endings `f` and `ln`.
const LIBRARY: &[(&str, &str, &[&str])] = &[
    ("fmt", "", &["Append", "Appendf", "Appendln", "Errorf"]),
    (
        "fmt",
        "",
        &[
            "Fprint", "Fprintf", "Fprintln", "Print", "Printf", "Println",
        ],
    ),
    ("fmt", "", &["Sprint", "Sprintf", "Sprintln"]),
    ("runtime/trace", "", &["Logf"]),
    ("log", "", LOG),
    ("log", "(*log.Logger)", LOG),
    ("testing", "(*testing.common)", TESTING),
    ("testing", "(testing.TB)", TESTING),
    ("net/textproto", "(*net/textproto.Conn)", &["Cmd"]),
    ("net/textproto", "(*net/textproto.Writer)", &["PrintfLine"]),
];
const LOG: &[&str] = &[
    "Print", "Printf", "Println", "Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln",
];
const TESTING: &[&str] = &[
    "Error", "Errorf", "Fatal", "Fatalf", "Log", "Logf", "Skip", "Skipf",
];
/// Those that take a format although no `f` ends their names.
const FORMATS: &[&str] = &["Cmd", "PrintfLine"];

fn library_kind(types: &Types, obj: ObjId, selection: Option<&Selection>) -> Option<Kind> {
    let o = types.object(obj);
    if !matches!(o.kind, ObjectKind::Func { .. }) {
        return None;
    }
    let name = o.name.as_str();
    let package = types.package(o.pkg).public_path();
    // A method of an interface has its package only where its name is not exported.
    let of_interface = matches!(o.kind, ObjectKind::Func { recv: None }) && selection.is_some();
    let mut known = LIBRARY
        .iter()
        .filter(|(p, _, names)| (*p == package || of_interface) && names.contains(&name));
    let found = known.any(|(p, recv, _)| {
        let whole = full_name(types, obj, selection);
        match recv.is_empty() {
            true => whole == format!("{p}.{name}"),
            false => whole == format!("{recv}.{name}"),
        }
    });
    found.then(|| match () {
        () if name == "Errorf" && package == "fmt" => Kind::Errorf,
        () if name.ends_with('f') || FORMATS.contains(&name) => Kind::Printf,
        () => Kind::Print,
    })
}

/// Finds the package's functions that print, then looks at all calls of such.
pub fn check(pass: &mut Pass<'_>, wrappers: &mut Wrappers) {
    let known = wrappers::find(pass, wrappers);
    calls::check(pass, &known);
}

/// Only finds them.
pub fn learn(pass: &mut Pass<'_>, wrappers: &mut Wrappers) {
    wrappers::find(pass, wrappers);
}
