//! `gorun test`: for each package named, a program of its files, its tests and a main function that is written here,
//! run in a process of its own; what is printed and the exit code are those of `go test`. The package `testing`
//! does the rest.

pub(super) mod child;
mod duration;
mod events;
mod example;
mod failing;
mod functions;
mod main_text;
mod vetting;

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::folder::{Folder, SourceText, TestFile};
use super::modules::Modules;
use super::tags::Tags;
use super::{
    Built, Description, Failure, Input, Restarted, Root, RunOptions, Selection, on_deep_stack,
};
use crate::source::ReportStyle;
use crate::types::quote;
use child::{Ended, Output};
use events::Events;
use failing::{Named, Report, Stage, of_package};
use functions::Functions;
pub use vetting::Checks;

/// Whether a text is a duration to Go: `1m30s`.
pub fn is_duration(text: &str) -> bool {
    duration::parse(text).is_some()
}

/// What the command line asks for.
#[derive(Debug, Default)]
pub struct Options {
    /// Packages as named; none: the one of the current directory.
    pub packages: Vec<String>,
    pub selection: Selection,
    /// For the program, `-test.` flags and its own.
    pub arguments: Vec<String>,
    /// `-v`, `-list`: the whole output is wanted, that of passing tests too.
    pub show_all: bool,
    pub bench: bool,
    pub json: bool,
    pub fail_fast: bool,
    /// `-vet`.
    pub vet: Checks,
    /// `-timeout` as written.
    pub timeout: Option<String>,
    /// How a package's program can start itself; the driver adds the package.
    pub again: Option<Description>,
    /// The command line is that of a program which has started itself; it is its package's.
    pub restarted: Option<Restarted>,
}

/// The import path of files that the command line names.
const FILES: &str = "command-line-arguments";

/// A package that may have tests.
struct Tested {
    path: String,
    module: String,
    /// As the command line meant it.
    root: Root,
}

/// Tests all packages; the exit code.
pub fn run(mut options: Options, style: ReportStyle) -> Result<i32, Failure> {
    let restarted = options.restarted.take();
    if let Some(package) = restarted
        .as_ref()
        .and_then(|r| r.description.package.clone())
    {
        options.packages = vec![package];
        options.vet = Checks::Off;
    }
    let input = super::input::read_to_test(&options.packages, &options.selection)?;
    let module_of = |dir: &Path| {
        let nearest = input.modules.main_of(dir);
        nearest.map_or_else(String::new, |m| m.path.clone())
    };
    let tested: Vec<Tested> = input
        .roots
        .into_iter()
        .map(|root| {
            let (path, dir) = match &root {
                Root::Folder { path, folder, .. } => (path.clone(), folder.dir.clone()),
                Root::Files { folder } => (FILES.into(), folder.dir.clone()),
                Root::Path(path) | Root::Own(path) | Root::TestMain { path, .. } => {
                    (path.clone(), PathBuf::new())
                }
            };
            let module = module_of(&dir);
            Tested { path, module, root }
        })
        .collect();
    let named = tested.iter().map(|t| (t.path.clone(), t.root.clone()));
    let session = Session {
        named: Named::new(named),
        modules: input.modules,
        tags: input.tags,
        here: options.packages.is_empty(),
        kill_after: kill_after(options.timeout.as_deref())?,
        options,
        style,
    };
    if let Some(restarted) = restarted {
        return session.restart(tested, restarted);
    }
    let mut failed = false;
    let several = tested.len() > 1;
    let folders = tested.iter().map(|t| t.root.clone());
    let folders: Vec<Root> = folders
        .filter(|root| matches!(root, Root::Folder { .. }))
        .collect();
    let mut plans: Vec<(String, Plan)> = Vec::new();
    for package in tested {
        let path = package.path.clone();
        let mut plan = session.plan(package);
        if several {
            plan = session.try_setup(&path, plan);
        }
        plans.push((path, plan));
    }
    if several {
        session.tell_as_read_together(&mut plans, folders);
    }
    let mut ready = Vec::new();
    for (path, plan) in plans {
        match &plan {
            // What cannot even be read is said first, as by Go.
            Plan::Failed(reports) if several => {
                Report::end(reports)?;
                session.say_failed(&path, Stage::Setup, reports);
                failed = true;
            }
            _ => ready.push((path, plan)),
        }
    }
    for (path, plan) in ready {
        let passed = session.package(&path, plan)?;
        failed |= !passed;
        if !passed && session.options.fail_fast {
            break;
        }
    }
    if failed && !session.here && !session.options.json {
        println!("FAIL");
    }
    Ok(i32::from(failed))
}

/// A minute more than the program takes to end itself.
fn kill_after(timeout: Option<&str>) -> Result<Option<Duration>, Failure> {
    let text = timeout.unwrap_or("10m");
    let after = duration::parse(text).ok_or_else(|| {
        Failure::new(format!(
            "invalid value {text} for flag -timeout: time: invalid duration {text}",
            text = quote(text)
        ))
    })?;
    Ok((!after.is_zero()).then(|| after + Duration::from_secs(60)))
}

struct Session {
    named: Named,
    modules: Modules,
    tags: Tags,
    /// No package was named: the output goes on as it comes, and nothing sums up.
    here: bool,
    kill_after: Option<Duration>,
    options: Options,
    style: ReportStyle,
}

/// What there is to do for a package.
enum Plan {
    /// To see that it is in order.
    Check(Input),
    /// To run, in this directory.
    Run(Input, PathBuf),
    /// Its setup failed.
    Failed(Vec<Report>),
}

/// A package's program, or why there is none.
enum Program {
    NoTests,
    Ready(Box<Built>, PathBuf),
    Failed(Stage, Vec<Report>),
}

impl Session {
    /// Reads the package and all that it imports. Kept is only why that fails.
    fn try_setup(&self, path: &str, plan: Plan) -> Plan {
        let (Plan::Check(input) | Plan::Run(input, _)) = &plan else {
            return plan;
        };
        let input = input.clone();
        let failing = self.failing(path);
        let refused = on_deep_stack(|| {
            let loaded = super::load_or_tell(input);
            loaded.err().map(|refused| failing.of_loading(refused))
        });
        refused.map_or(plan, Plan::Failed)
    }

    /// Go reads all packages that the command line names before it looks at their tests: what is wrong with one is told with the way on which
    /// it was come upon first, whoever needs it.
    fn tell_as_read_together(&self, plans: &mut [(String, Plan)], roots: Vec<Root>) {
        let failed = |plan: &Plan| matches!(plan, Plan::Failed(_));
        if !plans.iter().any(|(_, plan)| failed(plan)) {
            return;
        }
        let input = Input {
            testing: None,
            ..self.input("", roots)
        };
        let paths = input.named();
        let refused = on_deep_stack(|| super::refused_by_root(input));
        let mut refused: HashMap<String, _> = paths.into_iter().zip(refused).collect();
        for (path, plan) in plans {
            let ends = match plan {
                Plan::Failed(reports) => Report::end(reports).is_err(),
                _ => false,
            };
            let found = refused.remove(path).unwrap_or_default();
            if !found.is_empty() && !ends {
                *plan = Plan::Failed(failing::of_package_alone(path, found));
            }
        }
    }

    fn say_failed(&self, path: &str, stage: Stage, reports: &[Report]) {
        let mut events = self.options.json.then(|| Events::new(path));
        for Report { of, text } in reports {
            let news = stage == Stage::Setup || self.named.is_news(of);
            match &mut events {
                Some(events) if news => events.build_failed(of, text),
                None if news => eprintln!("{text}"),
                _ => {}
            }
        }
        let blamed = match stage {
            Stage::Setup => reports.first(),
            Stage::Build => reports.last(),
        };
        if let (Some(events), Some(report)) = (&mut events, blamed) {
            events.blame(&report.of);
        }
        let word = stage.word();
        self.say(&mut events, &format!("FAIL\t{path} [{word} failed]\n"));
        events.into_iter().for_each(|e| e.close(false));
    }

    /// Runs a package's program that was started by itself, in this process.
    fn restart(&self, tested: Vec<Tested>, restarted: Restarted) -> Result<i32, Failure> {
        let Some(package) = tested.into_iter().next() else {
            return Err(Failure::new("gorun test: the package is gone".to_string()));
        };
        let path = package.path.clone();
        let built = match self.program(&path, self.plan(package)) {
            Program::Ready(built, _) => *built,
            Program::NoTests => return Err(Failure::new(format!("{path}: the tests are gone"))),
            Program::Failed(_, reports) => {
                let why = reports.into_iter().next();
                return Err(Failure::new(why.map_or_else(String::new, |r| r.text)));
            }
        };
        restarted.enter();
        let options = RunOptions {
            args: restarted.args,
            again: Some(restarted.description),
            race: self.options.selection.race,
            ..RunOptions::default()
        };
        Ok(super::run(built, options))
    }

    /// Tests one package: whether it passed.
    fn package(&self, path: &str, plan: Plan) -> Result<bool, Failure> {
        // Files that were named are named again by the whole command line.
        let word = match &plan {
            Plan::Run(_, dir) if path != FILES => Some(dir.display().to_string()),
            _ => None,
        };
        let work = match self.program(path, plan) {
            Program::Failed(stage, reports) => {
                Report::end(&reports)?;
                self.say_failed(path, stage, &reports);
                return Ok(false);
            }
            Program::NoTests => {
                let mut events = self.options.json.then(|| Events::new(path));
                self.say(&mut events, &format!("?   \t{path}\t[no test files]\n"));
                events.into_iter().for_each(|e| e.close(true));
                return Ok(true);
            }
            Program::Ready(built, dir) => child::Work {
                built: *built,
                dir,
                options: RunOptions {
                    args: self.arguments(path),
                    again: self.options.again.clone().map(|again| Description {
                        package: word,
                        ..again
                    }),
                    named_by_file: true,
                    race: self.options.selection.race,
                    ..RunOptions::default()
                },
            },
        };
        let mut events = self.options.json.then(|| Events::new(path));
        let _ = std::io::stdout().flush();
        let started = Instant::now();
        let direct = self.here || self.options.bench;
        let show = self.options.show_all || direct;
        let mut output = match (&mut events, direct) {
            (None, true) => Output::Direct,
            (Some(events), true) => Output::Events(events, None),
            (Some(events), false) => Output::Events(events, Some(Vec::new())),
            (None, false) if show => Output::Both(Vec::new()),
            (None, false) => Output::Kept(Vec::new()),
        };
        let ended = child::run(work, &mut output, self.kill_after)?;
        let text = match output {
            Output::Both(text) | Output::Kept(text) => text,
            Output::Events(_, kept) => kept.unwrap_or_default(),
            Output::Direct => Vec::new(),
        };
        let (passed, report) = self.verdict(path, &ended, &text, show, started.elapsed());
        self.say(&mut events, &report);
        events.into_iter().for_each(|e| e.close(passed));
        Ok(passed)
    }

    fn say(&self, events: &mut Option<Events>, text: &str) {
        match events {
            Some(events) => events.write(text.as_bytes()),
            None => print!("{text}"),
        }
    }

    /// What follows on a program's output, which is part of it where it has not been shown.
    fn verdict(
        &self,
        path: &str,
        ended: &Ended,
        text: &[u8],
        shown: bool,
        took: Duration,
    ) -> (bool, String) {
        let mut out = String::new();
        let took = format!("{:.3}s", took.as_secs_f64());
        let json = self.options.json;
        let open = !text.is_empty() && !text.ends_with(b"\n");
        if *ended == Ended::Code(0) {
            const NOTHING: &[u8] = b"testing: warning: no tests to run\n";
            let at = memchr::memmem::find(text, NOTHING);
            let nothing = at.is_some_and(|i| i == 0 || text[i - 1] == b'\n');
            if open && shown {
                out.push('\n');
            }
            let note = if nothing { " [no tests to run]" } else { "" };
            out.push_str(&format!("ok  \t{path}\t{took}{note}\n"));
            return (true, out);
        }
        if !shown && !json {
            out.push_str(&String::from_utf8_lossy(text));
        }
        match ended {
            Ended::Code(code) if text.is_empty() => {
                out.push_str(&format!("exit status {code}\n"));
            }
            Ended::Code(_) if open => out.push('\n'),
            Ended::Code(_) => {}
            Ended::Signal(name) => out.push_str(&format!("signal: {name}\n")),
            Ended::Late(after) => out.push_str(&format!(
                "*** Test killed with quit: ran too long ({}).\nexit status 2\n",
                duration::show(*after)
            )),
        }
        let mark = if json { "\x16" } else { "" };
        out.push_str(&format!("{mark}FAIL\t{path}\t{took}\n"));
        (false, out)
    }

    fn arguments(&self, path: &str) -> Vec<String> {
        let last = path.rsplit('/').next().unwrap_or(path);
        let mut args = vec![format!("/tmp/{last}.test"), "-test.paniconexit0".into()];
        let timeout = self.options.timeout.as_deref().unwrap_or("10m0s");
        args.push(format!("-test.timeout={timeout}"));
        args.extend(self.options.arguments.iter().cloned());
        args
    }

    /// Why a word names no package that can be tested.
    fn not_a_package(&self, path: &str) -> String {
        if super::patterns::is_pattern(path) {
            match super::patterns::find(path, &self.options.selection, &self.tags, true) {
                Err(Failure(why)) => return why,
                Ok(matched) if matched.wrong.is_some() => return matched.wrong.unwrap_or_default(),
                Ok(_) => {}
            }
        }
        if super::import_path::is_local(path) || path.starts_with('/') {
            let whole = std::env::current_dir().unwrap_or_default().join(path);
            let whole = super::shown::clean(&whole);
            let shown = whole.display();
            return match self.modules.no_package(&whole) {
                _ if !whole.is_dir() => format!("stat {shown}: directory not found"),
                Some(why) if super::folder::has_go_files(&whole) => why,
                _ => format!("no Go files in {shown}"),
            };
        }
        let goroot = super::goroot::Goroot::default();
        match super::locate::locate(&self.modules, &goroot, path, None) {
            Err(why) => why,
            Ok(_) => format!("{path}: gorun tests the packages of a module, not the library's"),
        }
    }

    /// What to read for a package.
    fn plan(&self, tested: Tested) -> Plan {
        let (path, module) = (tested.path, tested.module);
        let failed = |why: String| Plan::Failed(of_package(&path, why));
        let (go, folder) = match tested.root {
            Root::Folder { go, folder, .. } => (go, folder),
            Root::Files { folder } => (super::go_version::CURRENT, folder),
            Root::Path(_) | Root::Own(_) | Root::TestMain { .. } => {
                return failed(self.not_a_package(&path));
            }
        };
        if folder.tests.is_empty() && folder.error.is_none() {
            if folder.files.is_empty() {
                let dir = folder.dir.display();
                return failed(format!(
                    "package {path}: build constraints exclude all Go files in {dir}"
                ));
            }
            let root = Root::Folder {
                path: path.clone(),
                go,
                folder,
            };
            let mut input = self.input(&path, vec![root]);
            input.testing = None;
            return Plan::Check(input);
        }
        let dir = folder.dir.clone();
        let Folder {
            mut files, tests, ..
        } = folder;
        let name = files
            .first()
            .map(|f| super::header::package_name(&f.text).unwrap_or_default());
        let outside = |t: &TestFile| match &name {
            Some(name) => t.package != *name && t.package == format!("{name}_test"),
            None => t.package.ends_with("_test"),
        };
        let (outer, inner): (Vec<TestFile>, Vec<TestFile>) = tests.into_iter().partition(outside);
        let mut functions = Functions::default();
        let found = inner
            .iter()
            .map(|t| (t, false))
            .chain(outer.iter().map(|t| (t, true)));
        let mut wrong = None;
        for (file, outer) in found {
            if let Err(why) = functions.add(&file.source, outer) {
                wrong = Some(why);
                break;
            }
        }
        let has = main_text::Parts {
            inner: !files.is_empty() || !inner.is_empty(),
            outer: !outer.is_empty(),
        };
        let text = main_text::write(&path, &module, &functions, has);
        let inner_tests = !inner.is_empty();
        // Behind the package's own, whatever they are called: variables are initialised in this order.
        files.extend(inner.into_iter().map(|t| t.source));
        let mut roots = Vec::new();
        let of = |files| Folder {
            dir: dir.clone(),
            files,
            ..Folder::default()
        };
        let with_error = Folder {
            error: folder.error,
            ..of(files)
        };
        if has.inner || with_error.error.is_some() {
            roots.push(Root::Folder {
                path: path.clone(),
                go,
                folder: with_error,
            });
        }
        if has.outer {
            roots.push(Root::Folder {
                path: format!("{path}_test"),
                go,
                folder: of(outer.into_iter().map(|t| t.source).collect()),
            });
        }
        if let Some(why) = wrong {
            let input = self.input(&path, roots);
            let failing = self.failing(&path);
            return Plan::Failed(on_deep_stack(|| failing.of_tests(input, why)));
        }
        roots.push(Root::TestMain {
            path: format!("{path}.test"),
            folder: of(vec![SourceText::made("_testmain.go", &dir, text)]),
        });
        let mut input = self.input(&path, roots);
        if let Some(testing) = &mut input.testing {
            testing.changed = inner_tests;
        }
        Plan::Run(input, dir)
    }

    fn input(&self, path: &str, roots: Vec<Root>) -> Input {
        Input {
            modules: self.modules.clone(),
            tags: self.tags.clone(),
            roots,
            to_run: false,
            lang: None,
            incomplete: false,
            only_goroot: false,
            keep_going: false,
            testing: Some(super::input::Testing {
                path: path.to_string(),
                changed: false,
            }),
        }
    }

    /// Reads, checks and compiles a package's program.
    fn program(&self, path: &str, plan: Plan) -> Program {
        let (input, dir) = match plan {
            Plan::Failed(reports) => return Program::Failed(Stage::Setup, reports),
            Plan::Check(input) => (input, None),
            Plan::Run(input, dir) => (input, Some(dir)),
        };
        let changed = input.testing.as_ref().is_some_and(|t| t.changed);
        let (failing, style) = (self.failing(path), self.style);
        let vetted = self.options.vet != Checks::Off;
        let linker = self.options.selection.linker();
        let whole = input.clone();
        on_deep_stack(|| {
            let mut loaded = match super::load_or_tell(input) {
                Ok(loaded) => loaded,
                Err(refused) => {
                    return Program::Failed(Stage::Setup, failing.of_loading(refused));
                }
            };
            if changed && let Some(reports) = failing.of_only_tests() {
                return Program::Failed(Stage::Build, reports);
            }
            loaded.vetted = vetted;
            let mut checked = match super::check(loaded) {
                Ok(checked) => checked,
                Err((errors, sources)) => {
                    let reports = failing.of_compiling(whole, &errors, &sources);
                    return Program::Failed(Stage::Build, reports);
                }
            };
            if dir.is_none() {
                // A program without tests is not `main` to vet.
                checked.types.rename_package(checked.main, path.into());
            }
            let found = failing.of_vet(changed, &mut checked);
            if !found.is_empty() {
                return Program::Failed(Stage::Build, found);
            }
            let Some(dir) = dir else {
                return Program::NoTests;
            };
            if let Some(flags) = &linker
                && let Err(Failure(text)) = checked.obey_linker(flags)
            {
                return Program::Failed(Stage::Build, of_package(path, text));
            }
            match super::build(checked, style, false) {
                Ok(built) => Program::Ready(Box::new(built), dir),
                Err(Failure(text)) => Program::Failed(Stage::Build, of_package(path, text)),
            }
        })
    }
}
