//! One running program: what its Ps share. There is no global state: several machines can live in one process.
//! `tables` is what contexts point to, `runner` what the scheduler asks for.

use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use parking_lot::{Mutex, RwLock};

use crate::bytecode::function::Function;
use crate::bytecode::program::{NativeRef, Program, SelectTable};
use crate::heap::{Cache, Heap, HeapConfig, MemStats};
use crate::race::Detector;
use crate::runtime::iface::ImplementsCache;
use crate::runtime::made_types::MadeTypes;
use crate::runtime::rwmutex::{Desk, Sharing};
use crate::sched::{self, G, GRef, Sched, record};

use super::adapters::Adapters;
use super::config::{Config, Explain};
use super::context::Ctx;
use super::dispatch;
use super::explain::{Watched, watch_locks};
use super::faults::Faults;
use super::functions::Functions;
use super::fuse;
use super::liveness::Liveness;
use super::native_call::NativeCode;
use super::own_limits::OwnLimits;
use super::plain;
use super::race::Watch;
use super::session::Session;
use super::stress::Stress;
use super::stubs::Stub;
use super::tasks::Tasks;

pub mod panics;
mod runner;
mod tables;

use panics::Panics;
pub(super) use tables::each_instruction;
use tables::{Tables, natives_of, owners_of_switches};

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
    panics: Panics,
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
    /// Where the program may want panics where memory faults.
    faults: Option<Faults>,
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
        let faults = Faults::new(&program);
        for function in &mut program.functions {
            plain::settle(&mut function.code, |n| natives.get(n).copied());
            // Where races are looked for, what is watched for them has to do.
            if let Some(race) = &race {
                let own = !config.positions.is_library(function.pos)
                    || super::race::is_looked_at(&function.name);
                race.mark(function, own);
            } else if let Some(faults) = &faults {
                faults.mark(function);
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
            panics: Panics::default(),
            forced: AtomicBool::new(false),
            crash_output: Mutex::new(None),
            traceback,
            own_limits: OwnLimits::default(),
            stress: Stress::default(),
            explained,
            race,
            faults,
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
        // Threads that are stuck in a native keep the machine alive by themselves. What they have counted of events is written when they stop.
        let limit = match self.sched.record() {
            Some(_) => Duration::from_secs(5),
            None => Duration::from_millis(200),
        };
        self.sched.wind_down(limit);
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
    #[inline]
    pub fn faults(&self) -> Option<&Faults> {
        self.faults.as_ref()
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
    pub(super) fn panics(&self) -> &Panics {
        &self.panics
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
            signal: None,
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
            handlers: dispatch::HANDLERS,
            shared: std::marker::PhantomPinned,
        });
        let limit: *const AtomicUsize = &context.limit;
        // SAFETY: the cache lives in the same box as the word.
        unsafe { context.cache.set_limit(limit) };
        context
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
