//! One function for each command.

use std::path::PathBuf;

use crate::cli::{args, report_style};
use crate::driver::{self, Built, Failure, Input, on_deep_stack};
use crate::source::{ReportStyle, SourceMap, report};

pub fn run(run: args::Run) -> Result<i32, Failure> {
    let style = report_style();
    let (input, program_name, arguments) = match run.eval {
        Some(code) => {
            let dir = std::env::current_dir().unwrap_or_default();
            let file = (
                "./snippet.go".to_string(),
                dir.join("snippet.go"),
                driver::wrap_snippet(&code),
            );
            let input = Input {
                package: "command-line-arguments".into(),
                files: vec![file],
                dir,
            };
            (input, "snippet".to_string(), run.rest)
        }
        None => {
            let (files, arguments) = args::split_files(run.rest);
            if files.is_empty() {
                return Err(Failure::new("gorun: no Go files named; see gorun --help"));
            }
            (driver::read_input(&files)?, files[0].clone(), arguments)
        }
    };
    let built = on_deep_stack(|| load_and_build(input, style))?;
    let mut args = vec![program_name];
    args.extend(arguments);
    Ok(driver::run(
        built,
        driver::RunOptions {
            args,
            gc_stress: run.gc_stress,
        },
    ))
}

fn load_and_build(input: Input, style: ReportStyle) -> Result<Built, Failure> {
    let loaded = driver::load(input, style)?;
    let checked = driver::check(loaded, style)?;
    driver::build(checked, style)
}

pub fn check(check: args::Check) -> Result<i32, Failure> {
    if check.syntax {
        return syntax(&check.paths, report_style());
    }
    let mut style = report_style();
    if check.all {
        style.limit = usize::MAX;
    }
    let input = driver::read_input(&check.paths)?;
    on_deep_stack(|| {
        let mut loaded = driver::load(input, style)?;
        loaded.language = check.lang;
        loaded.incomplete = check.incomplete;
        driver::check(loaded, style)
    })?;
    Ok(0)
}

fn syntax(paths: &[String], style: ReportStyle) -> Result<i32, Failure> {
    on_deep_stack(|| {
        let mut failed = false;
        for path in paths {
            let input = driver::read_input(std::slice::from_ref(path))?;
            for (shown, absolute, text) in input.files {
                failed |= !parses(shown, absolute, text, style)?;
            }
        }
        Ok(i32::from(failed))
    })
}

fn parses(shown: String, path: PathBuf, text: String, style: ReportStyle) -> Result<bool, Failure> {
    let mut sources = SourceMap::new();
    let id = sources
        .add(shown.clone(), path, text.into())
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

pub fn dis(dis: args::Dis) -> Result<i32, Failure> {
    let style = report_style();
    let input = driver::read_input(&dis.paths)?;
    let built = on_deep_stack(|| load_and_build(input, style))?;
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
