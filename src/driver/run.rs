//! Runs a built program.

use std::any::Any;
use std::mem::ManuallyDrop;
use std::sync::Arc;
use std::thread;

use parking_lot::Mutex;

use super::watch::{Watch, processor_time};
use super::{Built, DEEP, Description, godebug, interrupt};
use crate::heap::Outgrown;
use crate::source::{Pos, ReportStyle, SourceMap};
use crate::vm::config::{Explain, Limits, Positions};
use crate::vm::race::Reporting;

/// Settings of a run that come from the command line rather than the environment.
#[derive(Clone, Debug, Default)]
pub struct RunOptions {
    /// `os.Args`.
    pub args: Vec<String>,
    /// How the program can start itself.
    pub again: Option<Description>,
    /// Its name is to be a file's that others can start too.
    pub named_by_file: bool,
    /// Collect at every safepoint.
    pub gc_stress: bool,
    pub limits: Limits,
    pub watch: Watch,
    /// `--explain`.
    pub explain: bool,
    /// `-race`: look for data races.
    pub race: bool,
    /// How reports are shown.
    pub style: ReportStyle,
    /// Called from a thread of its own, when the program needs more than a little memory, and each time it needs much more. Until then, and so in a small
    /// program for good, what is left of the front end stays where it is; without this it is dropped before the program starts.
    pub settle: Option<fn()>,
}

struct InSources {
    sources: Arc<SourceMap>,
    style: ReportStyle,
}

impl Positions for InSources {
    fn resolve(&self, pos: Pos) -> Option<(String, u32)> {
        let place = self.sources.position(pos)?.named();
        Some((place.path.to_str()?.to_string(), place.line as u32))
    }
    fn is_library(&self, pos: Pos) -> bool {
        let position = self.sources.position(pos);
        position.is_none_or(|p| p.file.path.starts_with("$GOROOT"))
    }
    fn shown(&self, pos: Pos) -> Option<String> {
        Some(self.sources.position(pos)?.named().to_string())
    }
    fn excerpt(&self, pos: Pos) -> Option<String> {
        let mut out = String::new();
        self.sources.excerpt(&mut out, pos, "", self.style);
        Some(out).filter(|text| !text.is_empty())
    }
}

/// Runs to the end; the exit code.
pub fn run(built: Built, mut options: RunOptions) -> i32 {
    const FATAL: i32 = 2;
    if let Some(why) = godebug::removed_in_environment() {
        eprintln!("{why}");
        return FATAL;
    }
    let watch = options.watch;
    let name = options.args.first().cloned().unwrap_or_default();
    let again = options.again.and_then(|d| d.again(&name)).map(Arc::new);
    if options.named_by_file
        && let Some(Ok(file)) = again.as_ref().map(|a| a.file())
    {
        options.args[0] = file.display().to_string();
    }
    let config = crate::vm::Config {
        args: options.args,
        again: again.clone(),
        stress: options.gc_stress,
        limits: options.limits,
        settled: Some(Arc::new(interrupt::quits)),
        outgrown: options.settle.map(|settle| later(built.rest, settle)),
        race: options
            .race
            .then(|| Reporting::parse(&std::env::var("GORACE").unwrap_or_default())),
        record: watch.records().then_some(watch.limit << 20),
        explain: match (options.explain, options.style.excerpts) {
            (true, _) => Explain::Full,
            (false, true) => Explain::Shown,
            (false, false) => Explain::Off,
        },
        positions: Arc::new(InSources {
            sources: built.sources,
            style: options.style,
        }),
        ..from_environment()
    };
    let resolve = |native: &_| crate::std::resolve(native).map(|n| n.code);
    let machine = match crate::vm::Machine::new(built.program, config, &resolve) {
        Ok(machine) => machine,
        Err(missing) => {
            eprintln!(
                "gorun: the standard library does not fit together:\n{}",
                missing.join("\n")
            );
            return 1;
        }
    };
    if watch.trace.is_some() {
        interrupt::ends(&machine);
    }
    crate::vm::signal::install();
    interrupt::heed_quit();
    crate::std::os::signal::quieten();
    let cpu_before = processor_time();
    let code = machine.run_main();
    if let Some(again) = again {
        again.remove();
    }
    watch.finish(&machine, cpu_before);
    code
}

/// Drops `rest` when it is called for the first time (if never, the process's end does), and settles each time.
fn later(rest: Box<dyn Any + Send>, settle: fn()) -> Outgrown {
    let rest = Mutex::new(Some(ManuallyDrop::new(rest)));
    Arc::new(move || {
        let rest = rest.lock().take();
        let work = move || {
            if let Some(rest) = rest {
                drop(ManuallyDrop::into_inner(rest));
            }
            settle();
        };
        // Without a thread the memory is not given back: no harm.
        let _ = thread::Builder::new()
            .name("gorun-settle".into())
            .stack_size(DEEP)
            .spawn(work);
    })
}

/// `GOMAXPROCS`, `GOGC`, `GOMEMLIMIT`, `GOTRACEBACK` as Go reads them; what does not parse is as if unset.
pub(super) fn from_environment() -> crate::vm::Config {
    let text = |name: &str| std::env::var(name).unwrap_or_default();
    let mut config = crate::vm::Config::default();
    if let Ok(procs) = text("GOMAXPROCS").parse::<usize>() {
        config.gomaxprocs = procs.min(1024);
    }
    match text("GOGC").as_str() {
        "off" => config.gogc = None,
        percent => {
            if let Ok(percent) = percent.parse() {
                config.gogc = Some(percent);
            }
        }
    }
    config.gc_trace = super::gc_trace::from_environment();
    config.memory_limit = parse_bytes(&text("GOMEMLIMIT"));
    config.traceback = crate::vm::traceback_level(text("GOTRACEBACK").as_bytes());
    config
}

/// `512MiB`, `1GiB`, `1000000`, `off`.
pub fn parse_bytes(text: &str) -> Option<usize> {
    const UNITS: &[(&str, u32)] = &[("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10), ("B", 0)];
    let (number, shift) = UNITS
        .iter()
        .find_map(|&(unit, shift)| text.strip_suffix(unit).map(|number| (number, shift)))
        .unwrap_or((text, 0));
    number.parse::<usize>().ok()?.checked_mul(1 << shift)
}

#[cfg(test)]
mod tests {
    use super::parse_bytes;

    #[test]
    fn memory_limits() {
        assert_eq!(parse_bytes("512MiB"), Some(512 << 20));
        assert_eq!(parse_bytes("100"), Some(100));
        assert_eq!(parse_bytes("off"), None);
    }
}
