//! A layout with day and month in the wrong order: `2006-02-01`.

use gorun_grammar::ast::{ExprKind, LitKind, Pos};

use super::nodes;
use super::pass::Pass;
use crate::types::{Basic, Type};

const WRONG: &str = "2006-02-01";

pub fn check(pass: &mut Pass<'_>) {
    nodes::exprs(pass.files, &mut |x| {
        let ExprKind::Call { fun, args, .. } = &x.kind else {
            return;
        };
        let Some(layout) = args.first() else { return };
        let takes_layout =
            pass.calls_method(fun, "time", "Time", "Format") || pass.calls(fun, "time", &["Parse"]);
        let text = match pass.types.get(pass.type_of(layout)) {
            Type::Basic(Basic::String | Basic::UntypedString) if takes_layout => {
                pass.string(layout)
            }
            _ => None,
        };
        if let Some(at) = text.and_then(|t| t.find(WRONG)) {
            let literal = matches!(
                &layout.kind,
                ExprKind::Lit {
                    kind: LitKind::String,
                    ..
                }
            );
            let inside = if literal { at as u32 + 1 } else { 0 };
            let pos = Pos(layout.pos.0 + inside);
            pass.report(pos, format!("{WRONG} should be 2006-01-02"));
        }
    });
}
