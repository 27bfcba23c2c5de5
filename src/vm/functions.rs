//! From an address of code to its function.

use crate::bytecode::function::Function;
use crate::bytecode::isa::Insn;

/// The program's functions in the order of their code's addresses.
pub struct Functions {
    starts: Vec<usize>,
    functions: Vec<*const Function>,
}

// SAFETY: functions are immutable and owned by the program, which the machine keeps alive.
unsafe impl Send for Functions {}
// SAFETY: as above.
unsafe impl Sync for Functions {}

impl Functions {
    pub fn new<'a>(all: impl Iterator<Item = &'a Function>) -> Functions {
        let mut functions: Vec<*const Function> = all.map(|f| f as *const Function).collect();
        // SAFETY: just made from references.
        functions.sort_by_key(|&f| unsafe { (*f).code.as_ptr() as usize });
        // SAFETY: as above.
        let starts = functions
            .iter()
            .map(|&f| unsafe { (*f).code.as_ptr() as usize })
            .collect();
        Functions { starts, functions }
    }
    /// The function whose code holds `pc`; `None` for stubs.
    pub fn find(&self, pc: *const Insn) -> Option<&Function> {
        let at = self
            .starts
            .partition_point(|&start| start <= pc as usize)
            .checked_sub(1)?;
        // SAFETY: the program lives as long as the machine that owns us.
        let function = unsafe { &*self.functions[at] };
        function
            .code
            .as_ptr_range()
            .contains(&pc)
            .then_some(function)
    }
    /// The function whose code holds `pc`, which is known to be one.
    pub fn of_pc(&self, pc: *const Insn) -> &Function {
        self.find(pc).expect("an address in a function's code")
    }
}
