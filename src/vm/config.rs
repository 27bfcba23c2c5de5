//! What a run may be told from outside.

use std::sync::Arc;
use std::time::Duration;

use gorun_grammar::ast::Pos;

use crate::heap::{Cycle, Outgrown};

use super::again::Again;
use super::machine::Machine;
use super::race::Reporting;

/// A collection, with what the heap does not know. Sizes in bytes.
pub struct Collection<'a> {
    pub cycle: &'a Cycle,
    pub stacks: u64,
    pub globals: u64,
    pub procs: usize,
}

/// Told of each collection.
pub type GcTrace = Arc<dyn Fn(&Collection<'_>) + Send + Sync>;

/// How much is said beyond Go's reports (`explain`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Explain {
    Off,
    /// Where it happened, what goroutines wait for: all that can be told without having watched.
    Shown,
    /// Also who holds which lock, where channels were made, what variables hold, which goroutines nobody could have woken.
    Full,
}

/// Told once that a program is no short one.
pub type Settled = Arc<dyn Fn(&Arc<Machine>) + Send + Sync>;

/// What a program may use up (`limits.rs`).
#[derive(Clone, Copy, Default, Debug)]
pub struct Limits {
    /// Bytes of objects and stacks together.
    pub memory: Option<usize>,
    /// Goroutines that exist at one time.
    pub goroutines: Option<usize>,
    pub time: Option<Duration>,
}

/// Settings of one machine. `Default` is an ordinary run.
#[derive(Clone)]
pub struct Config {
    /// Number of Ps; 0: what the scheduler's affinity and the cgroup leave.
    pub gomaxprocs: usize,
    /// Percent as in `GOGC`; `None` is `off`.
    pub gogc: Option<u32>,
    /// `GOMEMLIMIT` in bytes, the soft limit.
    pub memory_limit: Option<usize>,
    /// Beyond these the program ends with a report.
    pub limits: Limits,
    /// Bytes of one goroutine's stack beyond which the program ends with Go's stack overflow report. Go's limit is
    /// 1,000,000,000; our frames are a good deal smaller than Go's.
    pub stack_limit: usize,
    /// Collect at every safepoint that follows an allocation (`stress.rs`); in release builds, too, the code is verified first.
    pub stress: bool,
    /// `os.Args`.
    pub args: Vec<String>,
    /// How the program can start itself; `None`: it cannot.
    pub again: Option<Arc<Again>>,
    /// `GOTRACEBACK`'s level: 0 none, 1 single, 2 all, 3 system, 4 crash.
    pub traceback: u8,
    /// Writes out what the program has printed; called before reports and at the end.
    pub flush: Arc<dyn Fn() + Send + Sync>,
    /// Told of each collection (`GODEBUG=gctrace=1`).
    pub gc_trace: Option<GcTrace>,
    /// Called when the program turns out to need more than a little memory, and each time it needs much more (`HeapConfig::outgrown`).
    /// Told when the program has run for some milliseconds.
    pub settled: Option<Settled>,
    pub outgrown: Option<Outgrown>,
    /// Keep a record of the scheduler's events, of about so many bytes at most.
    pub record: Option<usize>,
    /// Look for data races, and say so in this way.
    pub race: Option<Reporting>,
    /// The program grows while it runs (`session`): where natives of later packages are found.
    pub session: Option<super::session::FindNative>,
    /// What is explained beyond Go's own reports.
    pub explain: Explain,
    /// From position to file and line, for tracebacks and `runtime.Caller`.
    pub positions: Arc<dyn Positions>,
}

/// Where a position of the program lies.
pub trait Positions: Send + Sync {
    /// Path and line (from 1).
    fn resolve(&self, pos: Pos) -> Option<(String, u32)>;
    /// Whether it lies in the standard library.
    fn is_library(&self, pos: Pos) -> bool;
    /// The place as compile errors name it.
    fn shown(&self, _: Pos) -> Option<String> {
        None
    }
    /// The line of source with what stands there underlined.
    fn excerpt(&self, _: Pos) -> Option<String> {
        None
    }
}

struct NoPositions;
impl Positions for NoPositions {
    fn resolve(&self, _: Pos) -> Option<(String, u32)> {
        None
    }
    fn is_library(&self, _: Pos) -> bool {
        false
    }
}

/// `GOTRACEBACK=system`: with the runtime's own functions and goroutines, and addresses.
pub const SYSTEM: u8 = 3;

/// The level that a value of `GOTRACEBACK` names.
pub fn traceback_level(name: &[u8]) -> u8 {
    match name {
        b"single" | b"" => 1,
        b"all" | b"1" => 2,
        b"system" => SYSTEM,
        b"crash" => 4,
        // A number from 2 on is `system`; what is none, or 0, is `none`.
        _ => match std::str::from_utf8(name).map(str::parse::<u32>) {
            Ok(Ok(2..)) => SYSTEM,
            _ => 0,
        },
    }
}

impl Default for Config {
    fn default() -> Config {
        Config {
            gomaxprocs: 0,
            gogc: Some(100),
            memory_limit: None,
            limits: Limits::default(),
            stack_limit: 256 << 20,
            stress: false,
            args: Vec::new(),
            again: None,
            traceback: 1,
            flush: Arc::new(|| {}),
            gc_trace: None,
            outgrown: None,
            settled: None,
            record: None,
            race: None,
            session: None,
            explain: Explain::Off,
            positions: Arc::new(NoPositions),
        }
    }
}
