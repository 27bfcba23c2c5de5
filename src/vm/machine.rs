//! One running program: what its Ps share, and the scheduler's `Runner`. There is no global state: several
//! machines can live in one process.

use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use parking_lot::{Mutex, RwLock};

use crate::bytecode::addition::GLOBALS_SIZE;
use crate::bytecode::function::Function;
use crate::bytecode::isa::{Insn, Op};
use crate::bytecode::program::{NativeRef, Program, SelectTable};
use crate::heap::{Cache, Heap, HeapConfig, MemStats, Workers};
use crate::race::Detector;
use crate::runtime::iface::ImplementsCache;
use crate::runtime::made_types::MadeTypes;
use crate::runtime::rwmutex::{Desk, Sharing};
use crate::sched::{self, G, GRef, Runner, Sched, Stop, World, record};

use super::adapters::Adapters;
use super::config::{Collection, Config, Explain};
use super::context::{Ctx, StrConst, SwitchTargets};
use super::dispatch;
use super::explain::{Watched, watch_locks};
use super::functions::Functions;
use super::fuse;
use super::globals::Globals;
use super::liveness::Liveness;
use super::native_call::NativeCode;
use super::own_limits::OwnLimits;
use super::plain;
use super::race::Watch;
use super::report;
use super::roots::MachineRoots;
use super::session::{End, Session};
use super::stop::StopCode;
use super::stress::Stress;
use super::stubs::Stub;
use super::table::Table;
use super::tasks::Tasks;

/// Finds the native for a Go declaration, or says why there is none that fits.
pub type ResolveNative<'a> = &'a dyn Fn(&NativeRef) -> Result<NativeCode, String>;

pub struct Machine {
    program: Program,
    config: Config,
    heap: Arc<Heap>,
    sched: Arc<Sched>,
    functions: Functions,
    types: MadeTypes,
    adapters: Adapters,
    tasks: Tasks,
    liveness: Liveness,
    tables: Tables,
    /// Select tables of functions made while the program runs; their numbers follow the program's.
    #[allow(clippy::vec_box)] // they are referred to while others are added
    selects: RwLock<Vec<Box<SelectTable>>>,
    /// One for each P that there ever was; made by `set_processors`, freed with the machine.
    contexts: Box<[AtomicPtr<Ctx>]>,
    sharing: Sharing,
    main: AtomicPtr<G>,
    main_exited: AtomicBool,
    /// runtime.GC was called.
    forced: AtomicBool,
    /// Where crashes are written to besides standard error (runtime/debug.SetCrashOutput).
    crash_output: Mutex<Option<std::fs::File>>,
    /// The configuration's, or more (runtime/debug.SetTraceback).
    traceback: AtomicU8,
    own_limits: OwnLimits,
    stress: Stress,
    session: Option<Session>,
    /// Where data races are looked for.
    race: Option<Watch>,
    /// What was watched to be explained.
    explained: Option<Watched>,
    me: Weak<Machine>,
}

/// Select tables of functions that reflection makes have numbers from here on.
const MADE_SELECTS: usize = 1 << 24;
/// How many functions, strings and the like a session can hold at one time.
const SESSION_ROOM: usize = 1 << 20;

/// Collections between two looks at what goroutines that have ended left behind.
const TRIM_EVERY: u32 = 8;

/// What contexts point to.
pub(super) struct Tables {
    pub entries: Table<*const Insn>,
    pub functions: Table<*const Function>,
    /// Static closure objects: a func value without captures is the address of one of these.
    pub closures: Table<u64>,
    pub strings: Table<StrConst>,
    pub natives: Table<NativeCode>,
    /// Slots of arguments or of results, whichever are more.
    pub native_slots: Table<u16>,
    pub switches: Table<SwitchTargets>,
    /// Owned by `switches`.
    _targets: Vec<Vec<*const Insn>>,
    globals: Globals,
}

// SAFETY: tables are immutable once made, but for the globals, which Go code reads and writes as atomics; a context is
// touched only by the M that holds its P (`Ctx`), and by the collector while the world is stopped.
unsafe impl Send for Machine {}
// SAFETY: as above.
unsafe impl Sync for Machine {}

/// Runs a program to its end: its exit code. `Err`: natives that are missing or do not fit their declarations.
pub fn run_program(
    program: Program,
    config: Config,
    resolve: ResolveNative<'_>,
) -> Result<i32, Vec<String>> {
    let machine = Machine::new(program, config, resolve)?;
    Ok(machine.run_main())
}

impl Machine {
    /// In stress mode: whether a collection is due after an allocation.
    pub fn stress_due(&self) -> bool {
        self.stress.due()
    }

    pub fn new(
        mut program: Program,
        config: Config,
        resolve: ResolveNative<'_>,
    ) -> Result<Arc<Machine>, Vec<String>> {
        let mut errors = Vec::new();
        if cfg!(debug_assertions) || config.stress {
            errors.extend(crate::bytecode::verify::verify(&program));
        }
        let room = match config.session {
            Some(_) => SESSION_ROOM,
            None => 0,
        };
        let mut natives = natives_of(&program, resolve, &mut errors);
        if !errors.is_empty() {
            return Err(errors);
        }
        plain::heed_bubbles(&program.natives, &mut natives);
        let owners = owners_of_switches(&program);
        // Whatever changes code comes before anybody has an address in it.
        if config.explain == Explain::Full {
            program
                .functions
                .iter_mut()
                .for_each(|f| watch_locks(&mut f.code));
        }
        let detector = config.race.is_some().then(|| Arc::new(Detector::new()));
        let race = (detector.clone().zip(config.race.clone()))
            .map(|(detector, reporting)| Watch::new(detector, &program, reporting));
        for function in &mut program.functions {
            plain::settle(&mut function.code, |n| natives.get(n).copied());
            if let Some(race) = &race {
                let own = !config.positions.is_library(function.pos)
                    || super::race::is_looked_at(&function.name);
                race.mark(function, own);
            } else if dispatch::FUSES {
                fuse::fuse(&mut function.code);
            }
            function.entry = function.code.as_ptr();
        }
        let tables = Tables::new(&program, natives, &owners, room);
        let mut heap_config = HeapConfig::default();
        heap_config.gogc = config.gogc.map_or(-1, i64::from);
        heap_config.memory_limit = config.memory_limit.unwrap_or(heap_config.memory_limit);
        heap_config.outgrown = config.outgrown.clone();
        heap_config.race = detector.clone();
        heap_config.hard_limit = heap_config
            .hard_limit
            .min(config.limits.memory.unwrap_or(usize::MAX));
        let Some(heap) = Heap::new(&heap_config) else {
            return Err(vec!["cannot reserve address space for the heap".into()]);
        };
        let mut sched_config = sched::Config::from_env();
        if config.gomaxprocs > 0 {
            sched_config.procs = config.gomaxprocs;
        }
        sched_config.record = config.record;
        sched_config.race = detector;
        let functions = Functions::new(program.functions.iter().map(|f| &**f));
        let contexts = (0..sched::MAX_PROCS)
            .map(|_| AtomicPtr::default())
            .collect();
        let session = config.session.map(Session::new);
        let explained = (config.explain == Explain::Full).then(Watched::default);
        let traceback = AtomicU8::new(config.traceback);
        Ok(Arc::new_cyclic(|me| Machine {
            program,
            session,
            me: me.clone(),
            config,
            heap,
            sched: Sched::new(sched_config),
            functions,
            types: MadeTypes::default(),
            adapters: Adapters::default(),
            tasks: Tasks::default(),
            liveness: Liveness::default(),
            tables,
            selects: RwLock::default(),
            contexts,
            sharing: Sharing::new(false),
            main: AtomicPtr::default(),
            main_exited: AtomicBool::new(false),
            forced: AtomicBool::new(false),
            crash_output: Mutex::new(None),
            traceback,
            own_limits: OwnLimits::default(),
            stress: Stress::default(),
            explained,
            race,
        }))
    }

    /// Crashes are also written to this file from now on.
    pub fn set_crash_output(&self, file: Option<std::fs::File>) {
        *self.crash_output.lock() = file;
    }
    pub(super) fn copy_crash(&self, text: &[u8]) {
        if let Some(file) = &mut *self.crash_output.lock() {
            // Nobody could be told of a failure.
            let _ = std::io::Write::write_all(file, text);
        }
    }

    /// Runs the entry function in the main goroutine. Once for a machine.
    pub fn run_main(self: &Arc<Machine>) -> i32 {
        let entry = &self.program.functions[self.program.entry as usize];
        // SAFETY: no M holds processor 0 yet.
        let on = unsafe { self.sched.on(0) };
        let main = on.new_g(entry.code[0].a as u32);
        // SAFETY: a new goroutine is its maker's until it is queued.
        unsafe {
            let g = main.get();
            *g.stack.base = Stub::GoEnd.link() as u64;
            g.saved.fp = 0;
            g.saved.pc = entry.entry.cast();
            g.saved.closure = 0;
            g.parent = 0;
        }
        self.main.store(main.0, Ordering::Relaxed);
        self.limit_time();
        let code = self.sched.run(self.clone(), main);
        self.flush_output();
        // Threads that are stuck in a native keep the machine alive by themselves.
        self.sched.wind_down(Duration::from_millis(200));
        code
    }

    pub fn program(&self) -> &Program {
        &self.program
    }
    pub fn config(&self) -> &Config {
        &self.config
    }
    /// Whether GODEBUG gives a setting this value: the environment as it was when the program began, else its files.
    #[cold]
    pub fn setting(&self, name: &str, value: &str) -> bool {
        let environment = std::env::var("GODEBUG").unwrap_or_default();
        let all = environment
            .rsplit(',')
            .chain(self.program.settings.rsplit(','));
        let mut values = all
            .filter_map(|s| s.split_once('='))
            .filter(|(n, _)| *n == name);
        values.next().is_some_and(|(_, v)| v == value)
    }
    /// How much crashes show: one of `Config::traceback`'s levels.
    pub fn traceback(&self) -> u8 {
        // Relaxed: nothing else hangs on it.
        self.traceback.load(Ordering::Relaxed)
    }
    /// Not less than the configuration says.
    pub fn set_traceback(&self, level: u8) {
        let level = level.max(self.config.traceback);
        self.traceback.store(level, Ordering::Relaxed);
    }
    pub fn own_limits(&self) -> &OwnLimits {
        &self.own_limits
    }
    pub fn heap(&self) -> &Arc<Heap> {
        &self.heap
    }
    pub fn sched(&self) -> &Sched {
        &self.sched
    }
    pub fn functions(&self) -> &Functions {
        &self.functions
    }
    /// Counts of the heap, exact. The world is stopped.
    pub fn mem_stats(&self) -> MemStats {
        // SAFETY: the world is stopped: no M uses its context.
        let caches = self.each_context().map(|c| unsafe { &(*c).cache });
        self.heap.stats(caches)
    }
    /// Types made while the program runs.
    pub fn made_types(&self) -> &MadeTypes {
        &self.types
    }
    pub(super) fn liveness(&self) -> &Liveness {
        &self.liveness
    }
    pub(super) fn tasks(&self) -> &Tasks {
        &self.tasks
    }
    /// Whether an address is that of something that was never allocated: a package's variable, text of the program, the
    /// place of objects without size.
    pub fn is_static(&self, address: u64) -> bool {
        !self.heap.contains(address)
    }
    pub(super) fn adapters(&self) -> &Adapters {
        &self.adapters
    }
    /// The static closure of a function: a func value without captures.
    pub fn static_closure(&self, function: &Function) -> u64 {
        match self.tables.closures.get(function.id as usize) {
            Some(closure) => closure as *const u64 as u64,
            None => Functions::closure_of_made(function),
        }
    }
    /// The table that an `Op::Select` names.
    pub(super) fn select_table(&self, index: usize) -> &SelectTable {
        let own = &self.program.selects;
        if let Some(table) = own.get(index) {
            return table;
        }
        if index < MADE_SELECTS
            && let Some(table) = self.session_select(index as u32)
        {
            return table;
        }
        let made = &raw const *self.selects.read()[index - MADE_SELECTS];
        // SAFETY: boxed, and never taken out while the machine lives.
        unsafe { &*made }
    }
    /// Takes a select table over, for a function to be made; answers its number.
    pub fn add_select(&self, table: SelectTable) -> u32 {
        let mut made = self.selects.write();
        made.push(Box::new(table));
        (MADE_SELECTS + made.len() - 1) as u32
    }
    pub fn globals(&self) -> *mut u8 {
        self.tables.globals.address()
    }
    pub(super) fn tables(&self) -> &Tables {
        &self.tables
    }
    /// Where data races are looked for.
    #[inline]
    pub fn race(&self) -> Option<&Watch> {
        self.race.as_ref()
    }
    pub(super) fn explained(&self) -> Option<&Watched> {
        self.explained.as_ref()
    }
    pub(super) fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }
    pub(super) fn me(&self) -> Option<Arc<Machine>> {
        self.me.upgrade()
    }
    /// The func value of function number `id`.
    pub(super) fn closure_of(&self, id: u32) -> u64 {
        // SAFETY: only an address is computed, inside the table's room.
        (unsafe { self.tables.closures.as_ptr().add(id as usize) }) as u64
    }
    /// Slots of a native's arguments or results, whichever are more.
    pub(super) fn native_slots(&self, index: usize) -> u16 {
        self.tables.native_slots.get(index).copied().unwrap_or(0)
    }
    /// Writes out what the program has printed so far.
    pub fn flush_output(&self) {
        (self.config.flush)();
    }
    pub fn is_main(&self, g: GRef) -> bool {
        self.main.load(Ordering::Relaxed) == g.0
    }
    /// The main goroutine called runtime.Goexit.
    pub(super) fn main_exited(&self) {
        self.main_exited.store(true, Ordering::Relaxed);
        self.main.store(std::ptr::null_mut(), Ordering::Relaxed);
    }
    pub(super) fn main_has_exited(&self) -> bool {
        self.main_exited.load(Ordering::Relaxed)
    }
    /// runtime.GC: a collection before the calling goroutine goes on. The native answers `Yield` next.
    pub fn request_collection(&self, cx: &Ctx) {
        self.forced.store(true, Ordering::Relaxed);
        cx.on().request_collect();
    }

    /// The context of a P.
    ///
    /// # Safety
    /// The caller's M holds the P, or the world is stopped.
    #[allow(clippy::mut_from_ref)]
    pub unsafe fn context(&self, p: usize) -> &mut Ctx {
        // SAFETY: made by `set_processors` before anyone holds the P; exclusive by the caller's promise.
        unsafe { &mut *self.contexts[p].load(Ordering::Acquire) }
    }

    /// Where a processor's context lies: what reports call its thread.
    pub(super) fn address_of_context(&self, p: usize) -> *const Ctx {
        self.contexts[p].load(Ordering::Acquire)
    }
    fn new_context(&self, p: usize) -> Box<Ctx> {
        let mut context = Box::new(Ctx {
            limit: AtomicUsize::new(0),
            closure: 0,
            entries: self.tables.entries.as_ptr(),
            globals: self.globals(),
            strings: self.tables.strings.as_ptr(),
            closures: self.tables.closures.as_ptr(),
            natives: self.tables.natives.as_ptr(),
            functions: self.tables.functions.as_ptr(),
            switches: self.tables.switches.as_ptr(),
            g: GRef(std::ptr::null_mut()),
            stack: std::ptr::null_mut(),
            machine: self,
            sharing: &self.sharing,
            desk: Box::new(Desk::new(p)),
            p,
            at: (std::ptr::null(), std::ptr::null_mut()),
            fault_address: None,
            limited: self.config.limits.goroutines.is_some() || self.config.limits.memory.is_some(),
            runs_leaves: self.race.is_none() && self.session.is_none(),
            in_leaf: false,
            leaf_panic: None,
            exit_code: 0,
            reported: false,
            stress: self.config.stress,
            stress_due: false,
            cache: Cache::new(&self.heap),
            unwinds: Vec::new(),
            recording: self.config.record.is_some()
                || self.explained.is_some()
                || self.race.is_some(),
            // Runs of events are taken together on a way that the race detector is not told of.
            run: match self.sched().record() {
                Some(record) if self.race.is_none() => record.run(p),
                _ => &record::NO_RUN,
            },
            wait_places: Vec::new(),
            told_places: Vec::new(),
            implements: ImplementsCache::default(),
            shared: std::marker::PhantomPinned,
        });
        let limit: *const AtomicUsize = &context.limit;
        // SAFETY: the cache lives in the same box as the word.
        unsafe { context.cache.set_limit(limit) };
        context
    }

    fn stopped(&self, cx: &mut Ctx, code: StopCode) -> Stop {
        cx.at = (std::ptr::null(), std::ptr::null_mut());
        if self.session.is_some() && matches!(code, StopCode::Ended | StopCode::Exit) {
            return self.ended_in_session(cx, code);
        }
        match code {
            StopCode::Parked => Stop::Parked,
            StopCode::Ended => Stop::Ended,
            StopCode::Preempted => Stop::Preempted,
            StopCode::Yielded => Stop::Yielded,
            StopCode::Returned | StopCode::Panicked => unreachable!("stays in its native"),
            StopCode::Exit => {
                if self.config.explain == Explain::Full && !cx.reported {
                    super::explain::program_ends(self, cx.p);
                }
                if let (Some(race), false) = (&self.race, cx.reported) {
                    cx.exit_code = race.ends(cx.exit_code);
                }
                Stop::Exit(cx.exit_code)
            }
        }
    }

    /// What ends a program ends a goroutine of a session.
    fn ended_in_session(&self, cx: &mut Ctx, code: StopCode) -> Stop {
        if code == StopCode::Exit && self.is_main(cx.g) {
            return Stop::Exit(cx.exit_code);
        }
        let end = match code {
            StopCode::Exit if cx.reported => End::Failed,
            StopCode::Exit => End::Exit(cx.exit_code),
            // The entry's function tells of its end itself; this is Goexit.
            _ => End::Failed,
        };
        cx.reported = false;
        cx.free_unwind();
        self.goroutine_ended(cx.g, end);
        Stop::Ended
    }

    /// How many threads a collection is worth, of those that GOMAXPROCS allows: waking one takes as long as marking some hundred kilobytes.
    fn markers(&self) -> usize {
        const EACH: usize = 1 << 20;
        let bytes = self.heap.bytes() + self.sched.stack_bytes();
        (bytes / EACH + 1).min(self.sched.procs())
    }

    /// A collection. The world is stopped, every goroutine saved.
    pub(super) fn collect_in(&self, world: &World<'_>, forced: bool) {
        // SAFETY: the world is stopped: no M uses its context.
        let mut caches: Vec<&mut Cache> = self
            .each_context()
            .map(|c| unsafe { &mut (*c).cache })
            .collect();
        let roots = MachineRoots::new(self);
        if let Some(race) = &self.race {
            // SAFETY: the world is stopped.
            unsafe { race.collects() };
        }
        // SAFETY: the world is stopped, and the roots name all goroutines, globals and what the runtime keeps.
        let cycle = unsafe {
            self.heap.collect(
                &mut caches,
                &roots,
                &Lent {
                    world,
                    count: self.markers(),
                },
                forced,
            )
        };
        self.stress
            .collected(cycle.live + self.sched.stack_bytes() as u64);
        // SAFETY: the caller holds the processor.
        unsafe { self.sched.on(world.p()) }.event(
            record::Kind::Gc,
            0,
            0,
            &[cycle.number.into(), cycle.before, cycle.live],
        );
        if let Some(trace) = &self.config.gc_trace {
            trace(&Collection {
                cycle: &cycle,
                stacks: self.sched.stack_bytes() as u64,
                globals: self.program.globals_size as u64,
                procs: self.sched.procs(),
            });
        }
        if cycle.number.is_multiple_of(TRIM_EVERY) {
            self.sched.trim_stacks();
            for context in self.each_context() {
                // SAFETY: the world is stopped: no M uses its context.
                let unwinds = unsafe { &mut (*context).unwinds };
                unwinds.truncate(unwinds.len() / 2);
                unwinds.shrink_to_fit();
            }
        }
        self.share_memory();
        self.wake_callers(world);
    }

    /// Which RWMutexes are read on several Ps.
    pub fn sharing(&self) -> &Sharing {
        &self.sharing
    }
    /// Where readers of RWMutexes sit, for each P that there ever was.
    pub fn desks(&self) -> impl Iterator<Item = &Desk> + '_ {
        // SAFETY: a context is freed only with the machine, and its desk is all atomics.
        self.each_context().map(|c| unsafe { &*(*c).desk })
    }

    pub(super) fn each_context(&self) -> impl Iterator<Item = *mut Ctx> + '_ {
        let all = self.contexts.iter().map(|c| c.load(Ordering::Acquire));
        all.take_while(|c| !c.is_null())
    }
}

/// The program's natives; `errors`: those that are not there.
fn natives_of(
    program: &Program,
    resolve: ResolveNative<'_>,
    errors: &mut Vec<String>,
) -> Vec<NativeCode> {
    let mut natives = Vec::with_capacity(program.natives.len());
    for native in &program.natives {
        match resolve(native) {
            Ok(function) => natives.push(function),
            Err(error) => errors.push(error),
        }
    }
    natives
}

/// For each switch table the function with the one instruction that names it, by number. Before fusing, which hides instructions.
fn owners_of_switches(program: &Program) -> Vec<Option<usize>> {
    let mut owners = vec![None; program.switches.len()];
    if !owners.is_empty() {
        for (number, function) in program.functions.iter().enumerate() {
            each_instruction(&function.code, |insn| {
                if insn.op == Op::Switch as u16
                    && let Some(owner) = owners.get_mut(insn.bc() as usize)
                {
                    *owner = Some(number);
                }
            });
        }
    }
    owners
}

impl Tables {
    /// From here on the addresses of functions and of their code are good.
    fn new(
        program: &Program,
        natives: Vec<NativeCode>,
        owners: &[Option<usize>],
        room: usize,
    ) -> Tables {
        let functions: Vec<*const Function> = program
            .functions
            .iter()
            .map(|f| &**f as *const Function)
            .collect();
        let string = |s: &[u8]| StrConst {
            ptr: if s.is_empty() { 0 } else { s.as_ptr() as u64 },
            len: s.len() as u64,
        };
        let mut lists = Vec::with_capacity(owners.len());
        let mut switches = Vec::with_capacity(owners.len());
        for (table, owner) in program.switches.iter().zip(owners) {
            let address = |pc: u32| match owner {
                Some(f) => &raw const program.functions[*f].code[pc as usize],
                None => std::ptr::null(),
            };
            let targets: Vec<*const Insn> = table.targets.iter().map(|&pc| address(pc)).collect();
            switches.push(SwitchTargets {
                low: table.low,
                len: targets.len() as u64,
                targets: targets.as_ptr(),
                default: address(table.default),
            });
            lists.push(targets);
        }
        let slots = program.natives.iter().map(|n| n.params.max(n.results));
        let globals = match room {
            0 => program.globals_size,
            _ => GLOBALS_SIZE,
        };
        Tables {
            entries: Table::new(program.functions.iter().map(|f| f.entry), room),
            closures: Table::new(functions.iter().map(|&f| f as u64), room),
            functions: Table::new(functions.into_iter(), room),
            strings: Table::new(program.strings.iter().map(|s| string(s)), room),
            natives: Table::new(natives.into_iter(), room),
            native_slots: Table::new(slots, room),
            switches: Table::new(switches.into_iter(), room),
            _targets: lists,
            globals: Globals::new(globals.div_ceil(8)),
        }
    }
}

/// Each instruction of a function, extensions skipped.
pub(super) fn each_instruction(code: &[Insn], mut visit: impl FnMut(&Insn)) {
    let mut pc = 0;
    while let Some(insn) = code.get(pc) {
        visit(insn);
        pc += insn.opcode().map_or(1, Op::len);
    }
}

impl Runner for Machine {
    fn run(&self, p: usize, g: GRef) -> Stop {
        // SAFETY: the scheduler calls this on the M that holds the P.
        let cx = unsafe { self.context(p) };
        cx.switch_to(g);
        let saved = &cx.g_mut().saved;
        let (mut ip, mut fp) = (saved.pc.cast::<Insn>(), cx.frame_at(saved.fp));
        if !cx.g_mut().waiting.is_null() {
            let jump = match super::interrupt::is_marked(cx.g_mut().waiting) {
                true => super::interrupt::end(cx, ip, fp),
                false => super::park::resume(cx, ip, fp),
            };
            if jump.ip.is_null() {
                return self.stopped(cx, StopCode::from_word(jump.fp as u64));
            }
            (ip, fp) = (jump.ip, jump.fp);
        }
        super::signal::runs(cx);
        // SAFETY: a saved goroutine's registers satisfy I1 to I4 of `dispatch`: the code was verified or comes from our
        // compiler, and the frames were left complete when it was saved.
        let code = unsafe { dispatch::run(ip, fp, cx) };
        super::signal::runs(std::ptr::null_mut());
        self.stopped(cx, code)
    }

    fn limit(&self, p: usize) -> &AtomicUsize {
        // SAFETY: the context exists (`set_processors`) and is freed only with the machine; the field is atomic.
        unsafe { &(*self.contexts[p].load(Ordering::Acquire)).limit }
    }

    fn set_processors(&self, n: usize) {
        for p in 0..n {
            if self.contexts[p].load(Ordering::Acquire).is_null() {
                let context = Box::into_raw(self.new_context(p));
                self.contexts[p].store(context, Ordering::Release);
            }
        }
        for desk in self.desks() {
            desk.set_alone(n == 1);
        }
    }

    fn collect(&self, p: usize) {
        self.sched.have_ms(self.markers());
        self.sched.stop_world(p, |world| {
            let forced = self.forced.swap(false, Ordering::Relaxed);
            // Another P may have collected since this was asked for.
            if !forced && !self.config.stress && !self.heap.wants_collection() {
                return;
            }
            self.collect_in(world, forced);
        });
    }

    fn settled(&self) {
        if let (Some(settled), Some(me)) = (&self.config.settled, self.me()) {
            settled(&me);
        }
    }

    fn deadlock(&self) -> Option<i32> {
        if self.session.is_some() {
            self.session_deadlock();
            return None;
        }
        let mut out = report::deadlock(self);
        super::explain::deadlock(&mut out, self);
        report::finish(self, &out);
        Some(2)
    }
}

/// The Ms that the stopped world lends for marking.
struct Lent<'a> {
    world: &'a World<'a>,
    count: usize,
}

impl Workers for Lent<'_> {
    fn count(&self) -> usize {
        self.count
    }
    fn run(&self, job: &(dyn Fn(usize) + Sync)) {
        self.world.parallel(self.count, job);
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        for context in &self.contexts {
            let context = context.load(Ordering::Acquire);
            if !context.is_null() {
                // SAFETY: made by `Box::into_raw` in `set_processors`; no thread runs goroutines any more, because each
                // holds the machine.
                drop(unsafe { Box::from_raw(context) });
            }
        }
    }
}
