//! What is made of the command line's own description: completions for shells, the manual page.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Generator;
use clap_complete::aot::{Bash, Fish, Zsh};

use super::args::{Cli, Shell};
use crate::driver::Failure;

fn print(text: &[u8]) -> Result<i32, Failure> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(0),
        Err(error) => Err(Failure::new(format!("gorun: cannot write: {error}"))),
    }
}

pub fn completions(shell: Shell) -> Result<i32, Failure> {
    let mut command = Cli::command();
    command.set_bin_name("gorun");
    command.build();
    let mut script = Vec::new();
    match shell {
        Shell::Bash => Bash.generate(&command, &mut script),
        Shell::Zsh => Zsh.generate(&command, &mut script),
        Shell::Fish => Fish.generate(&command, &mut script),
    }
    print(&script)
}

/// What the top of the page shows of use.
const USE: &str = ".SH SYNOPSIS\n\
    .B gorun\n.RI [ \"options\" ]\n.I command\n.RI [ arguments ]\n.br\n\
    .B gorun\n.IR FILE.go ... \" \" [ args ]\n.br\n\
    .B gorun \\-e\n.I code\n.br\n\
    .B gorun\n(on a terminal: the REPL)\n";

const EXAMPLES: &str = ".SH EXAMPLES\n\
    .TP\n.B gorun hello.go\nRuns a program.\n\
    .TP\n.B gorun \\-e \\(aqstrings.ToUpper(\"go\")\\(aq\nShows the value of an expression.\n\
    .TP\n.B gorun compare \\-\\-procs 1,2 prog.go\nCompares runs on one processor and on two.\n\
    .TP\n.B gorun run \\-\\-trace out.html prog.go\nWrites a page that shows which goroutine ran where and when, and why each waited.\n\
    .TP\n.B gorun run \\-\\-explain prog.go\nExplains a panic or a deadlock.\n\
    .TP\n.B gorun check \\-\\-json ./...\nErrors for an editor, one JSON object a line.\n\
    .SH FILES\n.TP\n.I $XDG_STATE_HOME/gorun_history\nor\n.I ~/.gorun_history\nkeeps what was entered in the REPL.\n";

/// One page: gorun, then each of its commands.
pub fn page() -> Result<i32, Failure> {
    let mut command = Cli::command();
    command.set_bin_name("gorun");
    command.build();
    let mut page = Vec::new();
    let written = write_page(&command, &mut page);
    written.map_err(|error| Failure::new(format!("gorun: cannot write: {error}")))?;
    print(&page)
}

fn write_page(command: &clap::Command, page: &mut Vec<u8>) -> std::io::Result<()> {
    let man = clap_mangen::Man::new(command.clone());
    man.render_title(page)?;
    man.render_name_section(page)?;
    page.write_all(USE.as_bytes())?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    for sub in command.get_subcommands() {
        if sub.is_hide_set() || sub.get_name() == "help" {
            continue;
        }
        let title = format!("gorun {}", sub.get_name());
        writeln!(page, ".SH \"{}\"", title.to_uppercase())?;
        let usage = sub.clone().render_usage().to_string();
        let usage = usage.trim_start_matches("Usage: ").replace('-', "\\-");
        writeln!(page, "\\fB{usage}\\fR\n.PP")?;
        let man = clap_mangen::Man::new(sub.clone());
        let mut about = Vec::new();
        man.render_description_section(&mut about)?;
        man.render_options_section(&mut about)?;
        // Its sections are parts of this one.
        let about = String::from_utf8_lossy(&about).replace(".SH DESCRIPTION\n", ".PP\n");
        page.write_all(about.replace(".SH OPTIONS\n", "").as_bytes())?;
    }
    page.write_all(EXAMPLES.as_bytes())
}
