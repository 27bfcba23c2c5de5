//! From an address of code to its function; and functions that are made while the program runs (calls by reflection).

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use parking_lot::RwLock;

use crate::bytecode::function::Function;
use crate::bytecode::isa::Insn;

/// The function of a func value. Its first word is kept as a number, as all words of Go's: read as a pointer it would come from nowhere.
///
/// # Safety
/// `closure` is a func value, not nil.
#[inline(always)]
pub unsafe fn of_closure(closure: u64) -> *const Function {
    // SAFETY: I4: a func value's first word is its function's address.
    (unsafe { *(closure as *const u64) }) as *const Function
}

/// The program's functions in the order of their code's addresses.
pub struct Functions {
    starts: Vec<usize>,
    functions: Vec<*const Function>,
    /// Which of them were asked for last, by the address: whoever defers asks at every return.
    recent: [AtomicU32; RECENT],
    /// Whether `made` has any.
    making: AtomicBool,
    made: RwLock<Made>,
    /// A session's functions by the address of their code.
    linked: RwLock<BTreeMap<usize, *const Function>>,
}

const RECENT: usize = 128;

/// Functions made since, in the same order.
#[derive(Default)]
struct Made {
    #[allow(clippy::vec_box)] // their addresses are kept in closures and code
    functions: Vec<Box<MadeFunction>>,
}

/// A function and its static closure, a word with its address.
#[repr(C)]
struct MadeFunction {
    function: Function,
    closure: u64,
}

/// The number of functions that are none of the program's.
pub const MADE: u32 = u32::MAX;

// SAFETY: functions are immutable and owned by the program, which the machine keeps alive, or by `made`.
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
        Functions {
            starts,
            functions,
            recent: [const { AtomicU32::new(0) }; RECENT],
            making: AtomicBool::new(false),
            made: RwLock::default(),
            linked: RwLock::default(),
        }
    }
    /// Takes a function over, for as long as the machine lives. Answers its static closure, a func value.
    pub fn add(&self, mut function: Function) -> u64 {
        function.entry = function.code.as_ptr();
        function.id = MADE;
        let start = function.entry;
        let mut made = self.made.write();
        let mut boxed = Box::new(MadeFunction {
            function,
            closure: 0,
        });
        boxed.closure = &raw const boxed.function as u64;
        let closure = &raw const boxed.closure as u64;
        let at = made
            .functions
            .partition_point(|f| f.function.code.as_ptr() < start);
        made.functions.insert(at, boxed);
        self.making.store(true, Ordering::Release);
        closure
    }
    /// Every word of the code of functions made while the program runs.
    pub fn each_made_word(&self, each: &mut dyn FnMut(u64)) {
        for made in &self.made.read().functions {
            made.function.code.iter().for_each(|w| each(w.as_word()));
        }
    }
    /// A session's entry has brought a function, which its owner keeps until `unlink`.
    pub fn link(&self, function: &Function) {
        let start = function.code.as_ptr() as usize;
        self.linked.write().insert(start, function);
        self.making.store(true, Ordering::Release);
    }
    /// Nothing refers to it any more.
    pub fn unlink(&self, function: &Function) {
        self.linked
            .write()
            .remove(&(function.code.as_ptr() as usize));
    }
    /// The static closure of a function that was made by `add`.
    pub fn closure_of_made(function: &Function) -> u64 {
        debug_assert_eq!(function.id, MADE);
        let made = (&raw const *function).cast::<MadeFunction>();
        // SAFETY: only `add` gives this number, to functions that begin a `MadeFunction`.
        (unsafe { &raw const (*made).closure }) as u64
    }
    /// The function whose code holds `pc`; `None` for stubs.
    pub fn find(&self, pc: *const Insn) -> Option<&Function> {
        let holds = |at: usize| {
            // SAFETY: the program lives as long as the machine that owns us.
            let f = self.functions.get(at).map(|&f| unsafe { &*f });
            f.filter(|f| f.code.as_ptr_range().contains(&pc))
        };
        let recent = &self.recent[pc as usize / size_of::<Insn>() % RECENT];
        if let Some(f) = holds(recent.load(Ordering::Relaxed) as usize) {
            return Some(f);
        }
        let at = self.starts.partition_point(|&start| start <= pc as usize);
        let found = at.checked_sub(1).and_then(holds);
        if found.is_some() {
            recent.store(at as u32 - 1, Ordering::Relaxed);
        }
        if found.is_some() || !self.making.load(Ordering::Acquire) {
            return found;
        }
        let before = |f: &&Function| f.code.as_ptr_range().contains(&pc);
        let linked = self.linked.read();
        let last = linked.range(..=pc as usize).next_back();
        // SAFETY: linked ones are alive.
        if let Some(found) = last.map(|(_, &f)| unsafe { &*f }).filter(before) {
            return Some(found);
        }
        drop(linked);
        let made = self.made.read();
        let at = made
            .functions
            .partition_point(|f| f.function.code.as_ptr() <= pc)
            .checked_sub(1)?;
        let function = &raw const made.functions[at].function;
        // SAFETY: boxed, and never taken out while the machine lives.
        let function = unsafe { &*function };
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
