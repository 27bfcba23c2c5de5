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

/// One page: gorun, then each of its commands.
pub fn page() -> Result<i32, Failure> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    let written = clap_mangen::Man::new(command.clone())
        .render(&mut page)
        .and_then(|()| {
            for sub in command.get_subcommands() {
                if sub.is_hide_set() || sub.get_name() == "help" {
                    continue;
                }
                let title = format!("gorun {}", sub.get_name());
                writeln!(page, ".SH \"{}\"", title.to_uppercase())?;
                let man = clap_mangen::Man::new(sub.clone());
                man.render_description_section(&mut page)?;
                man.render_synopsis_section(&mut page)?;
                man.render_options_section(&mut page)?;
            }
            Ok(())
        });
    written.map_err(|error| Failure::new(format!("gorun: cannot write: {error}")))?;
    print(&page)
}
