//! Which slots of a stopped frame will still be read. The collector looks at those only, so that what a variable refers to
//! is reclaimed when the variable is used for the last time, as programs with finalizers expect it.
//!
//! Found by the usual backward analysis of a function's code, once for each function that has a frame on some stack
//! during a collection, and kept for the places where frames stop. Running code pays nothing.

use parking_lot::{Mutex, RwLock};
use rustc_hash::FxHashMap;

use crate::bytecode::effects::{self, Effects};
use crate::bytecode::function::Function;
use crate::bytecode::isa::{Insn, Op};
use crate::bytecode::program::SelectTable;
use crate::bytecode::rtype::WordClass;

use super::fuse;
use super::machine::Machine;

/// Functions for which more words of bits were needed are not analysed: all their slots count as live.
const MOST_WORDS: usize = 4 << 20;

/// A slot to look at, and whether it is an interface's data word (after its type word).
#[derive(Clone, Copy)]
pub struct LiveSlot {
    pub slot: u16,
    pub iface: bool,
}

/// What to look at in a frame.
#[derive(Default)]
pub struct Live {
    pub slots: Box<[LiveSlot]>,
    /// Of the newest frame, when its goroutine has stopped in a native or before an array is made (`safepoint::before_array`): arguments or
    /// results, as first slot and count. They lie above the frame, and nobody knows their classes.
    pub outgoing: (u16, u16),
}

/// By the address of the instruction that a frame goes on with.
type ByPc = FxHashMap<usize, Box<Live>>;

#[derive(Default)]
pub struct Liveness {
    known: RwLock<ByPc>,
    /// By the function's address.
    analysed: Mutex<FxHashMap<usize, Option<Bits>>>,
}

impl Liveness {
    /// A function is no more. The world is stopped.
    pub fn forget(&self, function: &Function) {
        let address = function as *const Function as usize;
        if self.analysed.lock().remove(&address).is_none() {
            return;
        }
        let code = function.code.as_ptr_range();
        let code = code.start as usize..code.end as usize + size_of::<Insn>() + 2;
        self.known.write().retain(|pc, _| !code.contains(pc));
    }
}

/// What lives before each instruction of a function.
struct Bits {
    /// Slots that the collector has to do with, ascending.
    slots: Vec<LiveSlot>,
    /// Pcs of instructions, ascending.
    starts: Vec<u32>,
    /// Words of bits for each instruction.
    width: usize,
    bits: Vec<u64>,
}

/// How a frame stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It goes on with the instruction at its pc.
    Here,
    /// A call is under way whose last word is at its pc.
    Calling,
    /// It panicked: only a recovery makes it go on, elsewhere.
    Panicking,
}

impl Machine {
    /// The slots to look at in a frame of `function` that stands at `pc`.
    pub(super) fn live_slots<'a>(
        &'a self,
        function: &'a Function,
        pc: *const Insn,
        standing: Standing,
    ) -> &'a Live {
        // Where the frame goes on; the low bits, in the middle of a word, tell apart how it stands.
        let key = match standing {
            Standing::Here => pc as usize,
            Standing::Calling => pc as usize + size_of::<Insn>() + 2,
            Standing::Panicking => function.code.as_ptr() as usize + 1,
        };
        let liveness = self.liveness();
        if let Some(found) = liveness.known.read().get(&key) {
            let found: *const Live = &**found;
            // SAFETY: the box stays where it is: entries are never changed or taken out while the machine lives.
            return unsafe { &*found };
        }
        let at = (key & !7).wrapping_sub(function.code.as_ptr() as usize) / size_of::<Insn>();
        let live = Box::new(self.find(function, at, standing));
        let mut known = liveness.known.write();
        let found = &raw const **known.entry(key).or_insert(live);
        // SAFETY: as above.
        unsafe { &*found }
    }

    fn find(&self, function: &Function, pc: usize, standing: Standing) -> Live {
        let mut analysed = self.liveness().analysed.lock();
        let analyse = || match self.explained() {
            None => analyse(self, function),
            // Variables are shown that are not read any more.
            Some(_) => None,
        };
        let bits = analysed
            .entry(function as *const Function as usize)
            .or_insert_with(analyse);
        let starts = instructions(function);
        let before = starts.partition_point(|&s| (s as usize) < pc);
        let before = before.checked_sub(1).map(|i| starts[i] as usize);
        let before = before
            .filter(|_| standing == Standing::Here)
            .and_then(|at| Some((at, fuse::first_op(function.code[at].op)?)));
        let mut outgoing = (0, 0);
        if let Some((at, op)) = before
            && Insn::is_native_call(op)
        {
            let call = function.code[at];
            outgoing = (call.a + 1, self.native_slots(call.bc() as usize));
        }
        if standing == Standing::Here && makes_array(function.code[pc].op) {
            // Other arguments of the call that the array is for stand there already.
            let all = function.code[0].a.saturating_sub(function.frame_size);
            outgoing = (function.frame_size, all);
        }
        let everything = Live {
            slots: Box::new([]),
            outgoing,
        };
        let Some(bits) = bits else {
            return Live {
                slots: pointers(function).into(),
                ..everything
            };
        };
        let mut live = vec![0; bits.width];
        if standing != Standing::Panicking && !bits.add(pc, &mut live) {
            return Live {
                slots: pointers(function).into(),
                ..everything
            };
        }
        if function.recover_pc != u32::MAX {
            bits.add(function.recover_pc as usize, &mut live);
        }
        if let Some((at, op)) = before {
            // The goroutine may have parked in the instruction before, whose waker uses its slots.
            let mut effects = Effects::default();
            let select = |i| self.select_table(i) as *const SelectTable;
            effects::waiting(function, at, op, select, &mut effects);
            for &(first, count) in &effects.reads {
                bits.set(first, count, &mut live);
            }
        }
        let slots = bits
            .slots
            .iter()
            .enumerate()
            .filter(|(i, _)| live[i / 64] >> (i % 64) & 1 != 0)
            .map(|(_, s)| *s)
            .collect();
        Live { slots, outgoing }
    }
}

impl Bits {
    /// Adds what lives before the instruction at `pc`; false if none starts there.
    fn add(&self, pc: usize, live: &mut [u64]) -> bool {
        let Ok(i) = self.starts.binary_search(&(pc as u32)) else {
            return false;
        };
        let from = &self.bits[i * self.width..(i + 1) * self.width];
        live.iter_mut().zip(from).for_each(|(l, f)| *l |= f);
        true
    }
    /// The numbers of slots of a range.
    fn range(&self, first: usize, count: usize) -> std::ops::Range<usize> {
        let at = |slot: usize| self.slots.partition_point(|s| (s.slot as usize) < slot);
        at(first)..at(first + count)
    }
    fn set(&self, first: usize, count: usize, live: &mut [u64]) {
        for i in self.range(first, count) {
            live[i / 64] |= 1 << (i % 64);
        }
    }
    fn clear(&self, first: usize, count: usize, live: &mut [u64]) {
        for i in self.range(first, count) {
            live[i / 64] &= !(1 << (i % 64));
        }
    }
}

/// Whether a goroutine may stop before such an instruction makes an array.
fn makes_array(op: u16) -> bool {
    let made = [
        Op::MakeSlice,
        Op::Append64,
        Op::Append64Room,
        Op::AppendV,
        Op::AppendVRoom,
        Op::AppendSlice,
        Op::AppendZeros,
        Op::AppendStr,
    ];
    fuse::first_op(op).is_some_and(|op| made.contains(&op))
}

/// All slots of a frame that hold pointers.
fn pointers(function: &Function) -> Vec<LiveSlot> {
    let slots = function.slots.iter().enumerate();
    slots
        .filter(|(_, class)| **class != WordClass::Scalar)
        .map(|(slot, class)| LiveSlot {
            slot: slot as u16,
            iface: *class == WordClass::IfaceData,
        })
        .collect()
}

/// The pcs where instructions start.
fn instructions(function: &Function) -> Vec<u32> {
    let mut starts = Vec::new();
    let mut pc = 0;
    while let Some(insn) = function.code.get(pc) {
        starts.push(pc as u32);
        pc += fuse::first_op(insn.op).map_or(1, Op::len);
    }
    starts
}

fn analyse(machine: &Machine, function: &Function) -> Option<Bits> {
    let slots = pointers(function);
    let starts = instructions(function);
    let ops: Vec<Op> = starts
        .iter()
        .map(|&pc| fuse::first_op(function.code[pc as usize].op))
        .collect::<Option<_>>()?;
    let width = slots.len().div_ceil(64).max(1);
    let count = starts.len();
    if count * width > MOST_WORDS {
        return None;
    }
    let mut bits = Bits {
        slots,
        starts,
        width,
        bits: vec![0; count * width],
    };
    // Where control goes, once.
    let switch = |i: usize| {
        let table = machine.switch_table(i);
        let all = table.targets.iter().chain([&table.default]);
        all.map(|&t| t as usize).collect()
    };
    let mut targets = Vec::new();
    let mut successors: Vec<u32> = Vec::new();
    let mut ends: Vec<u32> = Vec::with_capacity(count);
    for (i, &op) in ops.iter().enumerate() {
        let pc = bits.starts[i] as usize;
        effects::successors(function, pc, op, switch, &mut targets);
        for &t in &targets {
            successors.push(bits.starts.binary_search(&(t as u32)).ok()? as u32);
        }
        ends.push(successors.len() as u32);
    }
    let recover = match function.recover_pc {
        u32::MAX => None,
        pc => Some(bits.starts.binary_search(&pc).ok()?),
    };
    let mut effect = Effects::default();
    let mut live = vec![0u64; width];
    let mut changed = true;
    while changed {
        changed = false;
        for i in (0..count).rev() {
            live.fill(0);
            let from = if i == 0 { 0 } else { ends[i - 1] };
            let next = &successors[from as usize..ends[i] as usize];
            for s in next.iter().map(|&s| s as usize).chain(recover) {
                for (l, &b) in live.iter_mut().zip(&bits.bits[s * width..]) {
                    *l |= b;
                }
            }
            let select = |i| machine.select_table(i) as *const SelectTable;
            effects::effects(
                function,
                bits.starts[i] as usize,
                ops[i],
                select,
                &mut effect,
            );
            for &(first, n) in &effect.writes {
                bits.clear(first, n, &mut live);
            }
            for &(first, n) in &effect.reads {
                bits.set(first, n, &mut live);
            }
            let place = &mut bits.bits[i * width..(i + 1) * width];
            if place != live {
                place.copy_from_slice(&live);
                changed = true;
            }
        }
    }
    Some(bits)
}
