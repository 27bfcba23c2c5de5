//! A machine whose program grows: the desk where whoever prompts hands over entries and is told how they ended, and what
//! linking an entry changes in the machine (decision 017).
//!
//! The main goroutine (`internal/repl`) takes orders from the desk and starts a goroutine for each entry. Code,
//! tables and method tables change only while the world is stopped. What a fault would end the program with ends the goroutine here.

use std::sync::Arc;
use std::time::Duration;

use parking_lot::{Condvar, Mutex, RwLock};
use rustc_hash::FxHashMap;

use crate::bytecode::addition::{Addition, Dead, VARIABLES_AT};
use crate::bytecode::function::Function;
use crate::bytecode::isa::Op;
use crate::bytecode::program::GlobalWords;
use crate::bytecode::program::{NativeRef, SelectTable, SwitchTable};
use crate::bytecode::rtype::{RType, TypeRef};
use crate::heap::Mark;
use crate::sched::{GRef, Status, WaitReason, World};

use super::context::{StrConst, SwitchTargets};
use super::dispatch;
use super::machine::Machine;
use super::native_call::NativeCode;
use super::search::Found;

/// Finds the natives of packages that come later.
pub type FindNative = fn(&NativeRef) -> Option<NativeCode>;

/// How an entry ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    Done,
    /// A panic or a fatal error, which has been reported, or Goexit.
    Failed,
    /// os.Exit.
    Exit(i32),
    /// It was interrupted.
    Interrupted,
    /// Nothing could ever have woken it; that has been reported.
    Deadlock,
    /// It was interrupted where nobody can be: its goroutine goes on when it is woken.
    Left(WaitReason),
}

pub enum Order {
    Run(Box<Addition>),
    /// Ends the goroutine of the entry that runs.
    Interrupt,
    /// The same because nothing can wake it.
    Deadlock,
    /// A collection that also finds out which functions and types goroutines and objects refer to, and forgets types.
    Sweep(Box<Sweep>),
    /// A list of the goroutines.
    List,
}

/// What a sweep asks for.
pub struct Sweep {
    /// Addresses of functions.
    pub functions: Vec<usize>,
    pub types: Vec<TypeRef>,
    /// From what has been found to the types that have gone.
    decide: Decide,
}

type Decide = Box<dyn FnOnce(Found) -> Vec<TypeRef> + Send>;

#[derive(Default)]
struct Desk {
    /// The main goroutine, while it waits for an order.
    waiting: Option<GRef>,
    order: Option<Order>,
    /// The goroutine of the entry that runs, and its number.
    entry: Option<(GRef, u64)>,
    interrupted: Option<End>,
    ended: Option<End>,
    /// The order before has been carried out.
    obeyed: bool,
    /// The numbers of types that the program had made and that have gone.
    freed: Vec<u32>,
    list: String,
}

pub struct Session {
    find: FindNative,
    desk: Mutex<Desk>,
    told: Condvar,
    code: RwLock<Code>,
}

/// What entries have brought.
#[derive(Default)]
struct Code {
    /// By address.
    functions: FxHashMap<usize, Box<Function>>,
    #[allow(clippy::vec_box)] // they are referred to while others are added
    selects: FxHashMap<u32, Box<SelectTable>>,
    switches: FxHashMap<u32, Box<Switch>>,
    /// Numbers of strings, whose bytes are objects.
    strings: rustc_hash::FxHashSet<u32>,
    /// Words of packages' variables behind the program's own.
    globals: Vec<GlobalWords>,
    variables: u32,
}

struct Switch {
    table: SwitchTable,
    _targets: Vec<*const crate::bytecode::isa::Insn>,
}

// SAFETY: the addresses lead into functions that `Code` owns, immutable once linked.
unsafe impl Send for Switch {}
// SAFETY: as above.
unsafe impl Sync for Switch {}

impl Session {
    pub fn new(find: FindNative) -> Session {
        Session {
            find,
            desk: Mutex::default(),
            told: Condvar::new(),
            code: RwLock::default(),
        }
    }
}

// --- the side of whoever prompts

impl Machine {
    /// Hands an entry over. `end` waits for it.
    pub fn run_entry(&self, addition: Addition) {
        self.give(Order::Run(Box::new(addition)));
    }

    /// Waits for the entry to end, but not longer than `limit`.
    pub fn wait_for_end(&self, limit: Duration) -> Option<End> {
        let session = self.session()?;
        let mut desk = session.desk.lock();
        if desk.ended.is_none() {
            session.told.wait_for(&mut desk, limit);
        }
        desk.ended.take()
    }

    /// Has the entry that runs end.
    pub fn interrupt_entry(&self) {
        self.give(Order::Interrupt);
    }

    /// Finds out which of these functions (addresses) and types something in the heap or on a stack may refer to. With the world still
    /// stopped `decide` says which types have gone. Answers the numbers of those among them that the program had made.
    ///
    /// # Safety
    /// Nothing refers to the types that `decide` names but what goes with them and its caller's own lists.
    pub unsafe fn sweep(
        &self,
        functions: Vec<usize>,
        types: Vec<TypeRef>,
        decide: impl FnOnce(Found) -> Vec<TypeRef> + Send,
    ) -> Vec<u32> {
        let Some(session) = self.session() else {
            return Vec::new();
        };
        let decide: Box<dyn FnOnce(Found) -> Vec<TypeRef> + Send + '_> = Box::new(decide);
        // SAFETY: it is called, or dropped with the order, before `obeyed` is set, for which we wait here whatever happens.
        let decide: Decide = unsafe { std::mem::transmute(decide) };
        self.give(Order::Sweep(Box::new(Sweep {
            functions,
            types,
            decide,
        })));
        let mut desk = session.desk.lock();
        while !desk.obeyed {
            session.told.wait(&mut desk);
        }
        std::mem::take(&mut desk.freed)
    }

    /// All goroutines but the one that waits for entries, each with what it does and where.
    pub fn goroutine_list(&self) -> String {
        self.give(Order::List);
        let Some(session) = self.session() else {
            return String::new();
        };
        let mut desk = session.desk.lock();
        while !desk.obeyed {
            session.told.wait(&mut desk);
        }
        std::mem::take(&mut desk.list)
    }

    /// The word of a session's variable: the address of its memory, or 0 before it is declared.
    pub fn variable_word(&self, offset: u32) -> u64 {
        // SAFETY: inside the globals; goroutines write words as a whole.
        unsafe { std::ptr::read_volatile(self.globals().add(offset as usize).cast::<u64>()) }
    }

    fn give(&self, order: Order) {
        let Some(session) = self.session() else {
            return;
        };
        let mut desk = session.desk.lock();
        desk.order = Some(order);
        desk.obeyed = false;
        if let Some(g) = desk.waiting.take() {
            drop(desk);
            self.sched().ready_remote(g);
        }
    }
}

// --- the side of the goroutines

/// What the main goroutine is to do.
pub enum Next {
    /// There is nothing: it has been queued at the desk and is to park.
    Wait,
    /// Calls this func value in a goroutine, once the job has run with the world stopped.
    Run(u64, Job),
    /// Nothing but to run the job.
    Only(Job),
}

pub type Job = Box<dyn FnOnce(&World<'_>) + Send>;

impl Machine {
    /// For the main goroutine `g`; `park` saves it.
    pub fn next_order(&self, g: GRef, park: impl FnOnce()) -> Next {
        let Some(session) = self.session() else {
            return Next::Wait;
        };
        let mut desk = session.desk.lock();
        let Some(order) = desk.order.take() else {
            park();
            desk.waiting = Some(g);
            return Next::Wait;
        };
        let machine: Arc<Machine> = match self.me() {
            Some(machine) => machine,
            None => return Next::Wait,
        };
        match order {
            Order::Run(addition) => {
                desk.interrupted = None;
                let closure = self.closure_of(addition.entry);
                Next::Run(
                    closure,
                    Box::new(move |world| machine.link(world, *addition)),
                )
            }
            Order::Interrupt => Next::Only(Box::new(move |world| {
                machine.stop_entry(world, End::Interrupted);
            })),
            Order::Deadlock => Next::Only(Box::new(move |world| {
                machine.stop_entry(world, End::Deadlock);
            })),
            Order::List => Next::Only(Box::new(move |_| {
                let list = machine.list_goroutines();
                if let Some(session) = machine.session() {
                    let mut desk = session.desk.lock();
                    desk.list = list;
                    desk.obeyed = true;
                    session.told.notify_all();
                }
            })),
            Order::Sweep(sweep) => Next::Only(Box::new(move |world| {
                let found = machine.search(world, sweep.functions, sweep.types);
                let gone = (sweep.decide)(found);
                // SAFETY: the world is stopped; `Machine::sweep`'s caller promises the rest.
                let freed = unsafe { machine.forget_types(&gone) };
                if let Some(session) = machine.session() {
                    let mut desk = session.desk.lock();
                    desk.freed = freed;
                    desk.obeyed = true;
                    session.told.notify_all();
                }
            })),
        }
    }

    /// Goroutine `g` runs the entry from here on.
    pub fn entry_begins(&self, g: GRef) {
        if let Some(session) = self.session() {
            // SAFETY: the running goroutine.
            let id = unsafe { g.get() }.id;
            session.desk.lock().entry = Some((g, id));
        }
    }

    /// A goroutine ends, by itself or otherwise.
    pub fn goroutine_ended(&self, g: GRef, end: End) {
        let Some(session) = self.session() else {
            return;
        };
        // SAFETY: the goroutine has just stopped running here.
        let id = unsafe { g.get() }.id;
        let mut desk = session.desk.lock();
        if desk.entry == Some((g, id)) {
            desk.entry = None;
            desk.ended = Some(desk.interrupted.take().unwrap_or(end));
            session.told.notify_all();
        }
    }

    /// Nothing can happen any more. If an entry waits it is reported and ended.
    pub(super) fn session_deadlock(&self) {
        let Some(session) = self.session() else {
            return;
        };
        let mut desk = session.desk.lock();
        let (Some((g, _)), None, Some(main)) = (desk.entry, &desk.order, desk.waiting) else {
            return;
        };
        let mut out = b"fatal error: all goroutines are asleep - deadlock!\n\n".to_vec();
        // SAFETY: nothing runs: every goroutine is saved.
        let reason = unsafe { g.get() }.reason().text();
        super::report::goroutine(&mut out, self, g, reason);
        super::explain::deadlock_of(&mut out, self, g);
        super::report::finish(self, &out);
        desk.order = Some(Order::Deadlock);
        desk.waiting = None;
        drop(desk);
        self.sched().ready_remote(main);
    }

    /// The world is stopped.
    fn list_goroutines(&self) -> String {
        let mut all = Vec::new();
        self.sched().each_g(0, 1, |g| all.push(g));
        // SAFETY: the world is stopped: every goroutine is saved.
        all.retain(|&g| g.status() != Status::Dead && !unsafe { g.get() }.system);
        // SAFETY: as above.
        all.sort_by_key(|&g| unsafe { g.get() }.id);
        let mut out = Vec::new();
        for g in all {
            let state = match g.status() {
                // SAFETY: as above.
                Status::Waiting => unsafe { g.get() }.reason().text(),
                _ => "runnable",
            };
            super::report::goroutine(&mut out, self, g, state);
        }
        match out.is_empty() {
            true => "no goroutines".into(),
            false => String::from_utf8_lossy(&out).trim_end().into(),
        }
    }

    /// Ends the entry's goroutine where it stands, its deferred calls made, if that can be done.
    fn stop_entry(&self, world: &World<'_>, end: End) {
        let Some(session) = self.session() else {
            return;
        };
        let mut desk = session.desk.lock();
        let Some((g, _)) = desk.entry else {
            return;
        };
        let stopped = match g.status() {
            // SAFETY: the world is stopped: the goroutine is saved, and nobody touches it.
            Status::Waiting => unsafe { super::interrupt::waiting(self, world, g) },
            Status::Dead => return,
            // SAFETY: as above.
            _ => unsafe { super::interrupt::ready(g) },
        };
        if stopped {
            desk.interrupted = Some(end);
            return;
        }
        desk.entry = None;
        desk.ended = Some(match end {
            End::Deadlock => end,
            // SAFETY: as above.
            _ => End::Left(unsafe { g.get() }.reason()),
        });
        session.told.notify_all();
    }
}

// --- linking

impl Machine {
    /// Takes an addition over.
    fn link(&self, world: &World<'_>, mut add: Addition) {
        let Some(session) = self.session() else {
            return;
        };
        let mut code = session.code.write();
        self.forget(&mut code, std::mem::take(&mut add.dead));
        let tables = self.tables();
        for native in &add.natives {
            let found = (session.find)(native).unwrap_or(NativeCode::Full(no_such_native));
            let at = tables.natives.len();
            // SAFETY: the world is stopped.
            unsafe {
                tables.natives.set(at, found);
                tables
                    .native_slots
                    .set(at, native.params.max(native.results));
            }
        }
        self.made_types().add_program_types(&add.types);
        code.globals.append(&mut add.globals);
        code.variables = add.variables;
        for (id, text) in add.strings {
            // SAFETY: we hold the processor whose context this is.
            let cx = unsafe { self.context(world.p()) };
            let (ptr, len) = match text.is_empty() {
                true => (0, 0),
                false => cx.new_string(&text),
            };
            // SAFETY: the world is stopped.
            unsafe { tables.strings.set(id as usize, StrConst { ptr, len }) };
            code.strings.insert(id);
        }
        for (id, table) in add.selects {
            code.selects.insert(id, Box::new(table));
        }
        let mut owners = FxHashMap::default();
        // In the order of their numbers, so that tables grow at their ends.
        add.functions.sort_by_key(|f| f.id);
        for mut function in add.functions {
            let mut switches = Vec::new();
            if !add.switches.is_empty() {
                super::machine::each_instruction(&function.code, |insn| {
                    if insn.op == Op::Switch as u16 {
                        switches.push(insn.bc());
                    }
                });
            }
            // Whatever changes code comes before anybody has an address in it.
            super::plain::settle(&mut function.code, |n| tables.natives.get(n).copied());
            if dispatch::FUSES {
                super::fuse::fuse(&mut function.code);
            }
            function.entry = function.code.as_ptr();
            let address = &raw const *function;
            owners.extend(switches.into_iter().map(|table| (table, address)));
            let id = function.id as usize;
            // SAFETY: the world is stopped.
            unsafe {
                tables.entries.set(id, function.entry);
                tables.functions.set(id, address);
                tables.closures.set(id, address as u64);
            }
            self.functions().link(&function);
            code.functions.insert(address as usize, function);
        }
        add.switches.sort_by_key(|s| s.0);
        for (id, table) in add.switches {
            let owner = owners.get(&id).copied();
            let address = |pc: u32| match owner {
                // SAFETY: a function linked above, which `code` keeps.
                Some(f) => unsafe { &raw const (&(*f).code)[pc as usize] },
                None => std::ptr::null(),
            };
            let targets: Vec<_> = table.targets.iter().map(|&pc| address(pc)).collect();
            let switch = SwitchTargets {
                low: table.low,
                len: targets.len() as u64,
                targets: targets.as_ptr(),
                default: address(table.default),
            };
            // SAFETY: the world is stopped.
            unsafe { tables.switches.set(id as usize, switch) };
            let kept = Switch {
                table,
                _targets: targets,
            };
            code.switches.insert(id, Box::new(kept));
        }
        let changed = !add.methods.is_empty();
        for table in add.methods {
            // SAFETY: a descriptor lives as long as the session's compiler; the world is stopped, so nobody reads it.
            let ty = unsafe { &mut *(table.ty.0 as *mut RType) };
            ty.methods = table.methods;
            ty.dispatch = table.dispatch;
        }
        if changed {
            for context in self.each_context() {
                // SAFETY: the world is stopped: no M uses its context.
                unsafe { (*context).implements = Default::default() };
            }
        }
    }

    fn forget(&self, code: &mut Code, dead: Dead) {
        for address in dead.functions {
            if let Some(function) = code.functions.remove(&address) {
                self.functions().unlink(&function);
                self.liveness().forget(&function);
            }
        }
        for id in dead.strings {
            // SAFETY: the world is stopped.
            unsafe {
                self.tables()
                    .strings
                    .set(id as usize, StrConst { ptr: 0, len: 0 })
            };
            code.strings.remove(&id);
        }
        for word in dead.variables {
            // SAFETY: a word of a variable that nobody can name; the world is stopped.
            unsafe {
                let globals = self.globals().cast::<u64>();
                globals
                    .add(VARIABLES_AT as usize / 8 + word as usize)
                    .write(0);
            }
        }
        for id in dead.selects {
            code.selects.remove(&id);
        }
        for id in dead.switches {
            code.switches.remove(&id);
        }
    }

    /// What the session keeps alive.
    pub(super) fn mark_session(&self, marker: &mut dyn Mark) {
        let Some(session) = self.session() else {
            return;
        };
        let code = session.code.read();
        for &id in &code.strings {
            if let Some(s) = self.tables().strings.get(id as usize) {
                marker.pointer(s.ptr);
            }
        }
        // SAFETY: a session's globals have room for all its variables, and a word for each class.
        unsafe {
            let globals = self.globals().cast::<u64>();
            for variable in &code.globals {
                marker.words(globals.add(variable.at), &variable.words);
            }
            let variables = globals.add(VARIABLES_AT as usize / 8);
            for i in 0..code.variables as usize {
                marker.pointer(*variables.add(i));
            }
        }
    }

    pub(super) fn session_select(&self, index: u32) -> Option<&SelectTable> {
        let code = self.session()?.code.read();
        let table = &raw const **code.selects.get(&index)?;
        // SAFETY: boxed, and taken out only when no function refers to it.
        Some(unsafe { &*table })
    }

    /// The jump table of an `Op::Switch`.
    pub(super) fn switch_table(&self, index: usize) -> &SwitchTable {
        if let Some(table) = self.program().switches.get(index) {
            return table;
        }
        static NONE: SwitchTable = SwitchTable::empty();
        let Some(session) = self.session() else {
            return &NONE;
        };
        let code = session.code.read();
        match code.switches.get(&(index as u32)) {
            Some(switch) => {
                let table = &raw const switch.table;
                // SAFETY: as in `session_select`.
                unsafe { &*table }
            }
            None => &NONE,
        }
    }
}

fn no_such_native(_: &mut super::native_call::NativeCx) -> super::native_call::Outcome {
    super::native_call::Outcome::Fatal("the native of this function is missing".into())
}
