//! On a terminal: line editing, history, and what entries and goroutines print.

use std::path::PathBuf;
use std::rc::Rc;

use rustyline::config::{Behavior, Builder, CompletionType, Config};
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{ColorMode, Editor};

use super::assist::Assistant;
use super::output::Output;
use super::run;
use super::shell::{Next, Shell};
use crate::driver::Failure;
use crate::source::ReportStyle;

const PROMPT: &str = "go> ";
const MOST_HISTORY: usize = 10_000;

pub fn run(args: Vec<String>) -> Result<i32, Failure> {
    let colour = std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let style = ReportStyle {
        excerpts: true,
        colour,
        ..ReportStyle::default()
    };
    let mut shell = Shell::start(args, style, |text| println!("{text}"))?;
    let wrong = |e: ReadlineError| Failure::new(format!("gorun: the terminal: {e}"));
    let config = config(colour).map_err(wrong)?;
    let mut editor: Editor<Assistant, FileHistory> = Editor::with_config(config).map_err(wrong)?;
    editor.set_helper(Some(Assistant::new(Rc::clone(&shell.session), colour)));
    let history = history_file();
    if let Some(file) = &history {
        // The first time there is none.
        let _ = editor.load_history(file);
    }
    println!(
        "gorun {} - Go, entry by entry. :help tells more, Ctrl-D leaves.",
        env!("CARGO_PKG_VERSION")
    );
    run::catch_interrupts();
    let printer = editor.create_external_printer().map_err(wrong)?;
    let output = Output::redirect(printer)
        .map_err(|e| Failure::new(format!("gorun: cannot redirect the output: {e}")))?;
    let prompt = (PROMPT.to_string(), format!("\x1b[1;36m{PROMPT}\x1b[0m"));
    let code = loop {
        let text = match output.edit(|| editor.readline(&prompt)) {
            Ok(text) => text,
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => break 0,
            Err(e) => {
                drop(output);
                return Err(wrong(e));
            }
        };
        if text.trim().is_empty() {
            continue;
        }
        // What is typed twice in a row is kept once.
        let _ = editor.add_history_entry(text.trim_end());
        if let Some(file) = &history {
            let _ = editor.append_history(file);
        }
        match shell.enter(&text) {
            Next::Well | Next::Failed => {}
            Next::Exit(code) => {
                println!("exit status {code} (the session goes on; :quit or Ctrl-D leaves)");
            }
            Next::Quit => break 0,
        }
    };
    drop(output);
    Ok(code)
}

fn config(colour: bool) -> rustyline::Result<Config> {
    let builder: Builder = Config::builder()
        .behavior(Behavior::PreferTerm)
        .completion_type(CompletionType::List)
        .auto_add_history(false)
        .color_mode(match colour {
            true => ColorMode::Enabled,
            false => ColorMode::Disabled,
        })
        .max_history_size(MOST_HISTORY)?
        .history_ignore_dups(true)?;
    Ok(builder.build())
}

/// `$XDG_STATE_HOME/gorun_history`, else `~/.gorun_history`.
fn history_file() -> Option<PathBuf> {
    let of = |name: &str| {
        std::env::var_os(name)
            .filter(|v| !v.is_empty())
            .map(PathBuf::from)
    };
    if let Some(state) = of("XDG_STATE_HOME") {
        let _ = std::fs::create_dir_all(&state);
        return Some(state.join("gorun_history"));
    }
    of("HOME").map(|home| home.join(".gorun_history"))
}
