//! What gc thinks of its own library, whose functions are not ours: what their bodies cost its inliner, and where what they
//! are given flows. Facts from `go build -gcflags=-m=2 std` of Go 1.27 and of a program that uses every generic function.

use super::cost::BUDGET;
use super::flow::Leaks;
use crate::compile::program::ProgramBuilder;
use crate::types::{ObjId, Type};

/// The exported functions and methods that gc inlines, with their costs.
const COSTS: &str = include_str!("std_costs.txt");
/// The exported functions and methods that take slices, or interfaces of any type that do not all go to the heap: for each parameter, the receiver first, where it flows. `h` is the
/// heap, a number that result, the number behind it how often it is dereferenced on the way.
const LEAKS: &str = include_str!("std_leaks.txt");

/// What stands behind a name in a table in the order of the names' bytes.
fn look_up(table: &'static str, name: &str) -> Option<&'static str> {
    let (mut from, mut to) = (0, table.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let start = table[..middle].rfind('\n').map_or(0, |i| i + 1);
        let end = table[start..].find('\n').map_or(table.len(), |i| start + i);
        let (found, rest) = table[start..end].rsplit_once(' ')?;
        match found.cmp(name) {
            std::cmp::Ordering::Equal => return Some(rest),
            std::cmp::Ordering::Less => from = end + 1,
            std::cmp::Ordering::Greater => to = start,
        }
    }
    None
}

/// The name under which a function or method of the library is in the tables.
fn name_of(p: &ProgramBuilder<'_>, obj: ObjId) -> String {
    let o = p.types.object(obj);
    let path = p.types.package(o.pkg).public_path();
    let name = &o.name;
    let Some(r) = p.receiver(obj) else {
        return format!("{path}.{name}");
    };
    let base = &p.types.object(p.types.named(r.base).obj).name;
    match r.pointer {
        true => format!("{path}.(*{base}).{name}"),
        false => format!("{path}.{base}.{name}"),
    }
}

/// Whether the tables would have a function if there were something to say: it can be named from outside, and gc has seen it.
fn is_listed(p: &ProgramBuilder<'_>, obj: ObjId) -> bool {
    let exported = |name: &str| name.chars().next().is_some_and(char::is_uppercase);
    let o = p.types.object(obj);
    let generic =
        matches!(o.ty.map(|t| p.types.get(t)), Some(Type::Signature(s)) if !s.tparams.is_empty());
    let holder = p.receiver(obj).is_none_or(|r| {
        r.tparams.is_empty() && exported(&p.types.object(p.types.named(r.base).obj).name)
    });
    let seen = || {
        let path = p.types.package(o.pkg).public_path();
        matches!(path, "slices" | "maps" | "cmp" | "iter" | "sync")
    };
    exported(&o.name) && holder && (!generic || seen())
}

/// What a function of the library costs.
pub enum Price {
    Is(i32),
    /// gc does not inline it.
    TooMuch,
    /// Nobody outside of the library can name it.
    Unknown,
}

pub fn cost(p: &ProgramBuilder<'_>, obj: ObjId) -> Price {
    match look_up(COSTS, &name_of(p, obj)).and_then(|c| c.parse().ok()) {
        Some(c) if c <= BUDGET => Price::Is(c),
        None if !is_listed(p, obj) => Price::Unknown,
        _ => Price::TooMuch,
    }
}

/// Where the parameters of a function of the library flow.
pub fn leaks(p: &ProgramBuilder<'_>, obj: ObjId) -> Option<Vec<Leaks>> {
    let list = look_up(LEAKS, &name_of(p, obj))?;
    let digit = |b: Option<&u8>| b.map_or(0, |b| i32::from(b.saturating_sub(b'0')));
    let of_parameter = |text: &str| {
        let mut leaks = Leaks::default();
        for flow in text.split(',').map(str::as_bytes).filter(|f| f.len() == 2) {
            let derefs = digit(flow.get(1));
            match flow[0] {
                b'h' => leaks.leak_to_heap(derefs),
                _ => leaks.leak_to_result(digit(flow.first()) as usize, derefs),
            }
        }
        leaks
    };
    Some(list.split('/').map(of_parameter).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_in_order() {
        for table in [COSTS, LEAKS] {
            let names: Vec<&str> = table
                .lines()
                .filter_map(|l| Some(l.rsplit_once(' ')?.0))
                .collect();
            assert!(names.is_sorted());
            assert!(names.iter().all(|n| look_up(table, n).is_some()));
        }
    }
}
