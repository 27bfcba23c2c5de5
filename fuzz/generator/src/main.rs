//! The command.

use std::path::PathBuf;
use std::process::exit;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use random_programs::caps;
use random_programs::compare::{Gorun, How, Range, compare};
use random_programs::oracle::Oracle;
use random_programs::reduce::Reducer;

#[derive(Parser)]
#[command(about = "Random Go programs, run under the real Go and under gorun")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Args)]
struct Places {
    /// The real Go, of the version that gorun follows [default: $GO, or go]
    #[arg(long, default_value_os_t = place("GO", "go"), hide_default_value = true)]
    go: PathBuf,
    /// The gorun binary [default: $GORUN_BIN, or target/release/gorun]
    #[arg(long, default_value_os_t = place("GORUN_BIN", "target/release/gorun"), hide_default_value = true)]
    gorun: PathBuf,
    /// Where files may be left: expectations, programs that differ
    #[arg(long, default_value = "target/random-programs")]
    work: PathBuf,
    /// Seconds that gorun gets for one program
    #[arg(long, default_value_t = 20)]
    limit: u64,
}

/// What the environment says, or else `usual`. (Not by clap's own `env`: a feature more than gorun asks for would have Cargo build gorun twice, for
/// the workspace and alone.)
fn place(variable: &str, usual: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| usual.into(), PathBuf::from)
}

#[derive(Subcommand)]
enum Command {
    /// Print the program of a seed
    Emit {
        #[arg(long)]
        seed: u64,
    },
    /// Run the programs of a range of seeds under both
    Compare {
        #[arg(long, default_value_t = 1)]
        from: u64,
        #[arg(long, default_value_t = 100)]
        count: u64,
        /// Programs under gorun at once
        #[arg(long, default_value_t = 1)]
        jobs: usize,
        /// One in eight with a collection at each safepoint, two with GOMAXPROCS 1 and 2
        #[arg(long)]
        mixed: bool,
        #[command(flatten)]
        places: Places,
    },
    /// Run functions that print capacities under both, many in one program
    Caps {
        #[arg(long, default_value_t = 1)]
        from: u64,
        #[arg(long, default_value_t = 2000)]
        count: u64,
        /// Functions in one program
        #[arg(long, default_value_t = 250)]
        per: usize,
        #[arg(long)]
        stress: bool,
        /// Print the program of the first seed instead
        #[arg(long)]
        emit: bool,
        #[command(flatten)]
        places: Places,
    },
    /// Make a program that differs smaller, and print it
    Reduce {
        file: PathBuf,
        #[arg(long)]
        stress: bool,
        #[arg(long)]
        procs: Option<usize>,
        #[command(flatten)]
        places: Places,
    },
}

impl Places {
    fn open(&self) -> (Oracle, Gorun) {
        std::fs::create_dir_all(&self.work).unwrap_or_else(|e| stop(&e.to_string()));
        let work = self
            .work
            .canonicalize()
            .unwrap_or_else(|e| stop(&e.to_string()));
        let oracle = Oracle::new(&self.go, &work).unwrap_or_else(|why| stop(&why));
        let gorun = Gorun {
            binary: self
                .gorun
                .canonicalize()
                .unwrap_or_else(|e| stop(&format!("{}: {e}", self.gorun.display()))),
            work,
            limit: Duration::from_secs(self.limit),
        };
        (oracle, gorun)
    }
}

fn stop(why: &str) -> ! {
    eprintln!("random-programs: {why}");
    exit(1)
}

fn main() {
    match Cli::parse().command {
        Command::Emit { seed } => print!("{}", random_programs::program(seed)),
        Command::Compare {
            from,
            count,
            jobs,
            mixed,
            places,
        } => {
            let (oracle, gorun) = places.open();
            let mut hows = vec![How::default()];
            if mixed {
                let way = |stress, procs| How { stress, procs };
                hows = vec![How::default(); 5];
                hows.extend([way(true, None), way(false, Some(1)), way(false, Some(2))]);
            }
            let range = Range { from, count, jobs };
            if compare(&oracle, &gorun, &range, &hows) > 0 {
                exit(1);
            }
        }
        Command::Caps {
            from, emit: true, ..
        } => print!("{}", caps::program(&[caps::group(from)])),
        Command::Caps {
            from,
            count,
            per,
            stress,
            places,
            ..
        } => {
            let (oracle, gorun) = places.open();
            let range = Range {
                from,
                count,
                jobs: 1,
            };
            let how = How {
                stress,
                procs: None,
            };
            if caps::measure(&oracle, &gorun, &range, per.max(1), &how) > 0 {
                exit(1);
            }
        }
        Command::Reduce {
            file,
            stress,
            procs,
            places,
        } => {
            let text = std::fs::read_to_string(&file).unwrap_or_else(|e| stop(&e.to_string()));
            let (oracle, gorun) = places.open();
            let mut reducer = Reducer {
                oracle: &oracle,
                gorun: &gorun,
                how: How { stress, procs },
                tries: 0,
                kind: None,
            };
            match reducer.reduce(&text) {
                Some((text, why)) => {
                    println!("{text}");
                    eprintln!("{why}\n{} programs tried", reducer.tries);
                }
                None => stop("the program does not differ"),
            }
        }
    }
}
