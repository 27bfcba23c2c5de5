//! Package runtime: natives of the print builtins here; those of the scheduler beside.

mod print;

use print::*;

crate::natives! {
    "printlock" => printlock,
    "printunlock" => printunlock,
    "printbool" => printbool,
    "printint" => printint,
    "printuint" => printuint,
    "printfloat64" => printfloat64,
    "printfloat32" => printfloat32,
    "printcomplex128" => printcomplex128,
    "printcomplex64" => printcomplex64,
    "printstring" => printstring,
    "printpointer" => printpointer,
    "printuintptr" => printuintptr,
    "printslice" => printslice,
    "printeface" => printeface,
    "printsp" => printsp,
    "printnl" => printnl,
}
