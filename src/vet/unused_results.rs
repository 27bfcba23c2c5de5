//! Calls for the result alone, whose result is dropped.

use gorun_grammar::ast::{ExprKind, StmtKind};

use super::names::full_name;
use super::nodes::{self, Node};
use super::pass::Pass;
use crate::types::expr_string::unparen;
use crate::types::info::Selection;
use crate::types::{Basic, ObjId, ObjectKind, Type, TypeId};

const FUNCTIONS: &[(&str, &str)] = &[
    ("context", "WithCancel WithDeadline WithTimeout WithValue"),
    ("errors", "New"),
    (
        "fmt",
        "Append Appendf Appendln Errorf Sprint Sprintf Sprintln",
    ),
    ("maps", "All Clone Collect Equal EqualFunc Keys Values"),
    (
        "slices",
        "All AppendSeq Backward BinarySearch BinarySearchFunc Chunk Clip Clone Collect Compact CompactFunc Compare \
         CompareFunc Concat Contains ContainsFunc Delete DeleteFunc Equal EqualFunc Grow Index IndexFunc Insert IsSorted \
         IsSortedFunc Max MaxFunc Min MinFunc Repeat Replace Sorted SortedFunc SortedStableFunc Values",
    ),
    ("sort", "Reverse"),
];

pub fn check(pass: &mut Pass<'_>) {
    for file in pass.files {
        nodes::of_file(file, &mut |node| {
            if let Node::Stmt(stmt) = node
                && let StmtKind::Expr(x) = &stmt.kind
                && let call = unparen(x)
                && let ExprKind::Call { fun, .. } = &call.kind
                && let Some((obj, selection)) = pass.used(fun)
                && is_for_result(pass, obj, selection)
            {
                let what = full_name(pass.types, obj, selection);
                pass.report(call.pos, format!("result of {what} call not used"));
            }
            true
        });
    }
}

fn is_for_result(pass: &Pass<'_>, obj: ObjId, selection: Option<&Selection>) -> bool {
    let types = &*pass.types;
    let o = types.object(obj);
    if !matches!(o.kind, ObjectKind::Func { .. }) {
        return false;
    }
    if selection.is_some() {
        let gives_text = matches!(types.get(types.unalias(types.obj_type(obj))), Type::Signature(s)
            if s.params.is_empty() && s.results == [TypeId::of(Basic::String)]);
        return gives_text && matches!(o.name.as_str(), "Error" | "String");
    }
    let path = types.package(o.pkg).public_path();
    let known = FUNCTIONS.iter().find(|(package, _)| *package == path);
    known.is_some_and(|(_, names)| names.split_whitespace().any(|n| n == o.name))
}
