//! Go's own runtime functions in lists of calls. gorun has no code for them (an instruction or a native does their work), but
//! programs count frames: a deferred function that recovers finds where the panic was by skipping `runtime.gopanic`, and
//! libraries print stacks down to `runtime.goexit`. Their pcs are small numbers, which no code has as its address.
//! Names, files and lines are those of Go 1.27.3.

use crate::bytecode::isa::Op;
use crate::runtime::errors::{DIVIDE, NEGATIVE_SHIFT, NIL_DEREFERENCE};

use super::native_call::Eface;
use super::unwind::Panicking;

pub struct RuntimeFunction {
    pub name: &'static str,
    /// Below `$GOROOT/src/runtime`, or below `$GOROOT/src` where a folder is named.
    file: &'static str,
    pub line: u32,
}

impl RuntimeFunction {
    pub fn path(&self) -> String {
        let folder = if self.file.contains('/') {
            ""
        } else {
            "runtime/"
        };
        format!("$GOROOT/src/{folder}{}", self.file)
    }
}

/// Index into `FUNCTIONS`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RuntimeFrame(u8);

/// One constant for each function, and the table in the same order.
macro_rules! functions {
    ($($constant:ident $name:literal $file:literal $line:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u8)]
        enum Order { $($constant),* }
        $(pub const $constant: RuntimeFrame = RuntimeFrame(Order::$constant as u8);)*
        static FUNCTIONS: &[RuntimeFunction] = &[
            $(RuntimeFunction { name: concat!("runtime.", $name), file: $file, line: $line }),*
        ];
    };
}

functions! {
    GOEXIT_ASM "goexit" "asm_amd64.s" 1264,
    MAIN "main" "proc.go" 302,
    MAIN_INITIALISING "main" "proc.go" 269,
    DO_INIT "doInit" "proc.go" 8121,
    DO_INIT1 "doInit1" "proc.go" 8154,
    GOPANIC "gopanic" "panic.go" 859,
    GOEXIT "Goexit" "panic.go" 694,
    PANICMEM "panicmem" "panic.go" 336,
    SIGPANIC "sigpanic" "signal_unix.go" 931,
    PANIC_BOUNDS64 "panicBounds64" "panic.go" 236,
    PANIC_BOUNDS "panicBounds" "asm_amd64.s" 1622,
    PANICDIVIDE "panicdivide" "panic.go" 315,
    PANICSHIFT "panicshift" "panic.go" 307,
    PANICDOTTYPE_E "panicdottypeE" "iface.go" 293,
    GETITAB "getitab" "iface.go" 102,
    TYPE_ASSERT "typeAssert" "iface.go" 492,
    MAPASSIGN "mapassign" "internal/runtime/maps/runtime.go" 163,
    CLOSECHAN_NIL "closechan" "chan.go" 416,
    CLOSECHAN "closechan" "chan.go" 425,
    CHANSEND "chansend" "chan.go" 226,
    CHANSEND1 "chansend1" "chan.go" 161,
    PANICMAKESLICELEN "panicmakeslicelen" "slice.go" 30,
    MAKESLICE "makeslice" "slice.go" 112,
    NILINTERHASH "nilinterhash" "alg.go" 191,
    EFACEEQ "efaceeq" "alg.go" 324,
    RUN_FINALIZERS "runFinalizers" "mfinal.go" 272,
    RUN_CLEANUPS "runCleanups" "mcleanup.go" 745,
    GOPANIC_ENDS "gopanic" "panic.go" 878,
}

impl RuntimeFrame {
    /// Its pc: as those in the program's own functions, one byte behind where an instruction begins.
    pub fn pc(self) -> u64 {
        (u64::from(self.0) + 1) * 8 + 1
    }
    /// The function that such a pc means, or the function's entry.
    pub fn function_at(pc: u64) -> Option<&'static RuntimeFunction> {
        FUNCTIONS.get(usize::try_from(pc / 8).ok()?.checked_sub(1)?)
    }
    pub fn function(self) -> &'static RuntimeFunction {
        &FUNCTIONS[self.0 as usize]
    }
}

/// What stands below a goroutine's outermost function, newest first.
pub fn below(is_main: bool, outermost: &str) -> &'static [RuntimeFrame] {
    match (is_main, outermost) {
        (false, _) => &[GOEXIT_ASM],
        (true, "main.main") => &[MAIN, GOEXIT_ASM],
        (true, _) => &[DO_INIT1, DO_INIT, MAIN_INITIALISING, GOEXIT_ASM],
    }
}

/// What stands between a deferred function and the function that panicked, newest first.
pub fn between(panic: &Panicking) -> &'static [RuntimeFrame] {
    if panic.goexit {
        return &[GOEXIT];
    }
    // SAFETY: a panic's pc is an instruction of a function or stub, which live as long as the machine.
    match super::fuse::first_op(unsafe { *panic.pc }.op) {
        Some(Op::Panic) => &[GOPANIC],
        _ => raised_by(panic.value),
    }
}

/// The functions through which Go's runtime raises an error of its own.
fn raised_by(value: Eface) -> &'static [RuntimeFrame] {
    let Some(ty) = value.type_ref() else {
        return &[GOPANIC];
    };
    match &*ty.name {
        "runtime.boundsError" => &[GOPANIC, PANIC_BOUNDS64, PANIC_BOUNDS],
        "*runtime.TypeAssertionError" => {
            // SAFETY: I4: a pointer to `struct { iface, ... string }`.
            let operand_len = unsafe { *(value.data as *const u64).add(1) };
            match operand_len {
                0 => &[GOPANIC, GETITAB, TYPE_ASSERT],
                _ => &[GOPANIC, PANICDOTTYPE_E],
            }
        }
        "runtime.errorString" | "runtime.plainError" => {
            // SAFETY: I4: a box that holds a string.
            let [ptr, len] = unsafe { *(value.data as *const [u64; 2]) };
            // SAFETY: as above.
            of_text(unsafe { crate::runtime::strings::bytes(ptr, len) })
        }
        _ => &[GOPANIC],
    }
}

fn of_text(text: &[u8]) -> &'static [RuntimeFrame] {
    let text = std::str::from_utf8(text).unwrap_or_default();
    match text {
        NIL_DEREFERENCE => &[GOPANIC, PANICMEM, SIGPANIC],
        DIVIDE => &[GOPANIC, PANICDIVIDE],
        NEGATIVE_SHIFT => &[GOPANIC, PANICSHIFT],
        "assignment to entry in nil map" => &[GOPANIC, MAPASSIGN],
        "close of nil channel" => &[GOPANIC, CLOSECHAN_NIL],
        "close of closed channel" => &[GOPANIC, CLOSECHAN],
        "send on closed channel" => &[GOPANIC, CHANSEND, CHANSEND1],
        _ if text.starts_with("makeslice: ") => &[GOPANIC, PANICMAKESLICELEN, MAKESLICE],
        _ if text.starts_with("hash of unhashable") => &[GOPANIC, NILINTERHASH, MAPASSIGN],
        _ if text.starts_with("comparing uncomparable") => &[GOPANIC, EFACEEQ],
        _ => &[GOPANIC],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pc_leads_back_to_its_function() {
        let frame = GOPANIC;
        let function = RuntimeFrame::function_at(frame.pc()).map(|f| f.name);
        assert_eq!(function, Some("runtime.gopanic"));
        assert!(RuntimeFrame::function_at(1 << 20 | 1).is_none());
        assert!(RuntimeFrame::function_at(0).is_none());
    }
}
