//! One function for each command.

use std::path::PathBuf;

use crate::cli::{args, report_style};
use crate::driver::{
    self, Built, Description, Failure, Input, PackageErrors, Restarted, on_deep_stack,
};
use crate::observe::quoted;
use crate::source::{Diagnostic, ReportStyle, SourceMap, report};

/// `again`: how the program can start itself. `restarted`: it was started so.
pub fn run(
    run: args::Run,
    again: Description,
    restarted: Option<Restarted>,
) -> Result<i32, Failure> {
    let first = restarted.is_none();
    let mut watch = driver::Watch {
        title: String::new(),
        trace: run.trace.filter(|_| first),
        numbers: run.numbers.filter(|_| first),
        waits: run.waits,
        limit: run.trace_limit,
        announce: run.announce,
    };
    let style = report_style();
    let selection = selection(run.program.selection, None);
    let race = selection.race;
    let (input, program_name, arguments) = match run.eval {
        Some(code) => {
            let text = driver::wrap_snippet(&code);
            let input = driver::read_snippet(text, &selection)?;
            (input, "snippet".to_string(), run.program.rest)
        }
        None => {
            if let Some(failure) = args::unknown_flag(&run.program.rest, "run") {
                return Err(failure);
            }
            let (files, arguments) = args::split_files(run.program.rest);
            if files.is_empty() {
                return Err(Failure::new("gorun: no Go files named; see gorun --help"));
            }
            let input = driver::read_program(&files, &selection)?;
            (input, files[0].clone(), arguments)
        }
    };
    let built = on_deep_stack(|| load_and_build(input, style, run.explain, Some(&selection)))?;
    watch.check()?;
    watch.title = program_name.clone();
    // Standard input cannot be read twice.
    let again = Some(again).filter(|_| program_name != "-");
    let args = match restarted {
        Some(restarted) => {
            restarted.enter();
            restarted.args
        }
        None => std::iter::once(program_name).chain(arguments).collect(),
    };
    Ok(driver::run(
        built,
        driver::RunOptions {
            args,
            again,
            named_by_file: false,
            gc_stress: run.gc_stress,
            limits: driver::Limits {
                memory: run.max_memory,
                goroutines: run.max_goroutines.map(|n| n as usize),
                time: run.timeout,
            },
            watch,
            explain: run.explain,
            race,
            style,
            settle: Some(super::settle::settle),
        },
    ))
}

fn selection(s: args::Selection, lang: Option<String>) -> driver::Selection {
    driver::Selection {
        tags: s.tags,
        lang,
        modules: s.modules,
        race: s.race,
        ldflags: s.ldflags,
        noted: s.noted,
    }
}

/// With the lines of source for a terminal, if it fails.
fn load(input: Input, style: ReportStyle) -> Result<driver::Loaded, Failure> {
    driver::load(input).map_err(|failure| match style.excerpts {
        true => Failure(driver::excerpts(&failure.0, style)),
        false => failure,
    })
}

fn load_and_build(
    input: Input,
    style: ReportStyle,
    names: bool,
    selection: Option<&driver::Selection>,
) -> Result<Built, Failure> {
    let again = style.excerpts.then(|| input.clone());
    let loaded = load(input, style)?;
    let mut checked = driver::check(loaded).map_err(|(mut errors, sources)| {
        if let Some(input) = again {
            driver::add_helps(&input, &mut errors, &sources);
        }
        driver::report_all(&errors, &sources, style)
    })?;
    if let Some(selection) = selection {
        checked.info.flags = selection.settings();
        if let Some(flags) = selection.linker() {
            checked.obey_linker(&flags)?;
        }
    }
    driver::build(checked, style, names)
}

pub fn check(check: args::Check) -> Result<i32, Failure> {
    if check.goroot {
        return check_goroot(&check.paths);
    }
    let selection = selection(check.selection, check.lang);
    if check.syntax {
        return syntax(&check.paths, &selection, report_style());
    }
    let mut style = report_style();
    if check.all {
        style.limit = usize::MAX;
    }
    let mut input = driver::read_to_check(&check.paths, &selection)?;
    input.incomplete = check.incomplete;
    if check.mended {
        let texts = on_deep_stack(|| {
            // The input is made again: what it remembers of modules stays on its thread.
            let input = driver::read_to_check(&check.paths, &selection)?;
            Ok::<_, Failure>(driver::mended(&input))
        })?;
        texts.iter().for_each(|(_, text)| print!("{text}"));
        return Ok(0);
    }
    let again = (style.excerpts || check.json).then(|| input.clone());
    let linked = match check.compile || check.incomplete {
        true => Vec::new(),
        false => input.named(),
    };
    let outcome = on_deep_stack(|| {
        let loaded = load(input, style)?;
        let checked = match driver::check(loaded) {
            Ok(checked) => checked,
            Err((mut errors, sources)) => {
                if let Some(input) = again {
                    driver::add_helps(&input, &mut errors, &sources);
                }
                return Ok(Err((errors, sources)));
            }
        };
        driver::link_only(&checked, &linked)?;
        Ok::<_, Failure>(match check.compile {
            true => driver::compile_only(checked),
            false => Ok(()),
        })
    });
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(failure) if check.json => {
            print!("{}", json_of_text(&failure.0));
            return Ok(1);
        }
        Err(failure) => return Err(failure),
    };
    match outcome {
        Ok(()) => Ok(0),
        Err((errors, sources)) if check.json => {
            print!("{}", json(&errors, &sources));
            Ok(1)
        }
        Err((errors, sources)) => Err(driver::report_all(&errors, &sources, style)),
    }
}

/// Checks Go's own library and says how long that took.
fn check_goroot(words: &[String]) -> Result<i32, Failure> {
    let input = driver::read_goroot(words)?;
    on_deep_stack(|| {
        let started = processor_time();
        let loaded = driver::load(input)?;
        let parsed = processor_time() - started;
        let (packages, lines) = (loaded.packages.len(), lines(&loaded.sources));
        let outcome = driver::check(loaded);
        let checked = processor_time() - started - parsed;
        println!(
            "{packages} packages, {lines} lines: read and parsed in {:.2} s, checked in {:.2} s, {:.2} s per million lines",
            parsed,
            checked,
            checked * 1e6 / lines.max(1) as f64
        );
        match outcome {
            Ok(_) => Ok(0),
            Err((errors, sources)) => Err(driver::report_all(&errors, &sources, report_style())),
        }
    })
}

/// Seconds that this thread has computed.
fn processor_time() -> f64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: writes one record, ours.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn lines(sources: &SourceMap) -> usize {
    let count = |text: &str| memchr::memchr_iter(b'\n', text.as_bytes()).count();
    sources.files().iter().map(|f| count(&f.text)).sum()
}

/// One object for each error: package, file, line, column, message; where known, its kind as Go's `internal/types/errors` names it, and
/// what would mend it.
fn json(errors: &[PackageErrors], sources: &SourceMap) -> String {
    let mut out = String::new();
    for package in errors {
        out.push_str(&json_of_text(package.told.as_deref().unwrap_or_default()));
        let mut sorted: Vec<&Diagnostic> = package.diagnostics.iter().collect();
        sorted.sort_by_key(|d| d.pos);
        for d in sorted {
            let message = crate::source::resolve_places(&d.message, |pos| {
                crate::source::mentioned(sources, pos)
            });
            let (file, line, column) = match sources.position(d.pos).map(|p| p.named()) {
                Some(p) => (p.shown, p.line, p.column.unwrap_or(0)),
                None => ("", 0, 0),
            };
            out.push_str(&format!(
                "{{\"package\":{},\"file\":{},\"line\":{line},\"column\":{column},\"message\":{}",
                quoted(&package.shown),
                quoted(file),
                quoted(&message)
            ));
            for (key, value) in [("code", d.code), ("help", d.help.as_deref())] {
                if let Some(value) = value {
                    out.push_str(&format!(",\"{key}\":{}", quoted(value)));
                }
            }
            out.push_str("}\n");
        }
    }
    out
}

/// What is wrong with a package before it is checked is known as text only: an import that cannot be found, say.
fn json_of_text(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().filter(|line| !line.starts_with(['#', '\t'])) {
        let mut parts = line.splitn(4, ':');
        let mut next = || parts.next().unwrap_or_default();
        let (file, row, column, message) = (next(), next(), next(), next());
        let place = (row.parse::<u32>(), column.parse::<u32>());
        let (file, row, column, message) = match place {
            (Ok(row), Ok(column)) => (file, row, column, message.trim_start()),
            _ => ("", 0, 0, line),
        };
        out.push_str(&format!(
            "{{\"file\":{},\"line\":{row},\"column\":{column},\"message\":{}}}\n",
            quoted(file),
            quoted(message)
        ));
    }
    out
}

fn syntax(
    paths: &[String],
    selection: &driver::Selection,
    style: ReportStyle,
) -> Result<i32, Failure> {
    on_deep_stack(|| {
        let mut failed = false;
        for path in paths {
            let input = driver::read_to_check(std::slice::from_ref(path), selection)?;
            for root in input.roots {
                let folder = match root {
                    driver::Root::Folder { folder, .. } | driver::Root::Files { folder } => folder,
                    driver::Root::Path(path)
                    | driver::Root::Own(path)
                    | driver::Root::TestMain { path, .. } => {
                        return Err(Failure::new(format!("{path}: no such file or directory")));
                    }
                };
                for file in folder.files {
                    failed |= !parses(file.path, file.text, style)?;
                }
            }
        }
        Ok(i32::from(failed))
    })
}

fn parses(path: PathBuf, text: String, style: ReportStyle) -> Result<bool, Failure> {
    let mut sources = SourceMap::new();
    let shown = driver::shown_in_reports(&path);
    let id = sources
        .add(shown, path, text.into())
        .map_err(Failure::new)?;
    let file = sources.file(id);
    let (_, errors) = gorun_grammar::parse_file(gorun_grammar::ParseInput {
        text: &file.text,
        base: file.base,
    });
    if !errors.is_empty() {
        eprint!(
            "{}",
            report(&sources, "command-line-arguments", &errors, style)
        );
    }
    Ok(errors.is_empty())
}

pub fn test(
    test: args::Test,
    again: Description,
    restarted: Option<Restarted>,
) -> Result<i32, Failure> {
    match super::test_args::parse(test.words) {
        Err(wrong) => Ok(wrong.tell()),
        Ok(Some(options)) => {
            let options = driver::test::Options {
                again: Some(again),
                restarted,
                ..options
            };
            driver::test::run(options, report_style())
        }
        Ok(None) => {
            print!("{}", super::test_args::HELP);
            Ok(0)
        }
    }
}

pub fn dis(dis: args::Dis) -> Result<i32, Failure> {
    let style = report_style();
    let input = driver::read_program(&dis.paths, &selection(dis.selection, None))?;
    let built = on_deep_stack(|| load_and_build(input, style, false, None))?;
    let wanted = |name: &str| match &dis.function {
        Some(part) => name.contains(part.as_str()),
        None => name.starts_with("main."),
    };
    let place = |pos| {
        built
            .sources
            .position(pos)
            .map(|p| (p.file.shown.clone(), p.line as u32))
    };
    let mut out = String::new();
    for function in built.program.functions.iter().filter(|f| wanted(&f.name)) {
        crate::bytecode::disasm::function(&mut out, &built.program, function, &place);
    }
    print!("{out}");
    Ok(0)
}
