//! Calls of functions that print: formats against arguments, and what is printed by mistake. A function that hands its
//! arguments on to one of these is one of these.

mod arguments;
mod calls;
mod format;
mod implementations;
mod wrappers;

use rustc_hash::FxHashMap;

use smol_str::SmolStr;

use super::names::{full_name, interface_of};
use super::pass::Pass;
use crate::types::info::Selection;
use crate::types::{ObjId, ObjectKind, PkgId, TypeId, Types};

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

/// What may print.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Printer {
    /// A function, a method of a declared type, a variable that holds a function.
    Object(ObjId),
    /// A method of an interface, by the type in which it is written.
    Method { of: TypeId, name: SmolStr },
}

impl Printer {
    fn method(of: TypeId, name: &str) -> Printer {
        let name = name.into();
        Printer::Method { of, name }
    }

    /// What a name stands for.
    fn of(types: &Types, obj: ObjId, selection: Option<&Selection>) -> Printer {
        let o = types.object(obj);
        let interface = match (selection, &o.kind) {
            (Some(s), ObjectKind::Func { recv: None }) => {
                let path = s.index.split_last().map_or(&[][..], |(_, path)| path);
                interface_of(types, s.recv, path, &o.name)
            }
            _ => None,
        };
        interface.map_or(Printer::Object(obj), |of| Printer::method(of, &o.name))
    }

    /// The package that declares it.
    fn package(&self, types: &Types) -> Option<PkgId> {
        match self {
            Printer::Object(obj) => Some(types.object(*obj).pkg),
            Printer::Method { of, .. } => {
                let named = types.named(types.as_named(*of)?);
                Some(types.object(named.obj).pkg)
            }
        }
    }
}

/// Functions found to print, of whatever package.
#[derive(Default)]
pub struct Wrappers(FxHashMap<Printer, Kind>);

impl Wrappers {
    /// Forgets what is known of a package's functions.
    pub fn forget(&mut self, types: &Types, pkg: PkgId) {
        self.0
            .retain(|printer, _| printer.package(types) != Some(pkg));
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
pub fn check(pass: &mut Pass<'_>) {
    let known = wrappers::find(pass);
    calls::check(pass, &known);
}

/// Only finds them.
pub fn learn(pass: &mut Pass<'_>) {
    wrappers::find(pass);
}
