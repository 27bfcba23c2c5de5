//! The project's own commands. `cargo run -p xtask -- --help` lists them.

mod api;
mod bench;
mod bless;
mod calls;
mod checkdata;
mod diagnosis;
mod expect;
mod gc;
mod gosuite;
mod gotests;
mod handlers;
mod library;
mod mutate;
#[path = "../../tests/harness/normalise.rs"]
mod normalise;
mod oracle;
mod order;
mod others;
mod packages;
mod process;
#[path = "../../tests/harness/races.rs"]
mod races;
mod signatures;
mod startup;
mod stdlib;
#[path = "../../tests/harness/suite/mod.rs"]
mod suite;
mod tsan;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "The project's own commands")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the expected output of tests/run and the examples, from the real Go ($GO, or go on the PATH)
    Bless {
        /// Only programs whose path contains this
        only: Option<String>,
        /// Only those that have no expectation yet
        #[arg(long)]
        new: bool,
    },
    /// Write the expected errors of tests/check, from the real Go
    Expect {
        /// Only programs whose path contains this
        only: Option<String>,
    },
    /// Write what the real Go answers to the commands of tests/packages
    Packages {
        /// Only cases whose path contains this
        only: Option<String>,
    },
    /// Write the names of Go's library that src/driver/go_api.txt holds
    Api,
    /// Run Go's suite and write the lists of tests/go_suite
    Gosuite {
        /// The gorun binary
        #[arg(long, default_value = "target/release/gorun")]
        bin: String,
        /// Also ask the real Go which programs it passes itself
        #[arg(long)]
        oracle: bool,
        /// Measure this folder of the suite instead (fixedbugs)
        folder: Option<String>,
    },
    /// Compare gorun's errors with the real compiler's on Go's own test data for its type checker
    Checkdata {
        #[arg(long, default_value = "target/quick/gorun")]
        bin: String,
        /// Only packages whose path contains this
        only: Option<String>,
    },
    /// Compare gorun's errors with the real compiler's on programs with one token changed
    Mutate(mutate::Options),
    /// Write docs/STDLIB.md: the exported names of gorun's packages beside those of the real Go
    Stdlib {
        /// Write nothing; fail where a name of the first ring is missing or no program exercises it
        #[arg(long)]
        check: bool,
    },
    /// Compare random calls of the library's pure functions with the real Go's (tests/calls)
    Calls(calls::Options),
    /// Run the test programs under ThreadSanitizer (decision 016)
    Tsan {
        /// Only programs whose path contains this
        only: Option<String>,
    },
    /// Run the tests of other people's repositories (Debian's golang-*-dev packages) and name those that only the real Go passes
    Others(others::Options),
    /// Run Go's own tests of its library under gorun and under the real Go, and name those that end differently
    Gotests(gotests::Options),
    /// Compare how messages show the types of the library's exported names with the real compiler
    Signatures {
        #[arg(long, default_value = "target/quick/gorun")]
        bin: String,
    },
    /// Time the start of programs that import much: benches/startup, and hello
    Startup {
        #[arg(long, default_value = "target/release/gorun")]
        bin: String,
        /// Runs of each
        #[arg(long, default_value_t = 30)]
        runs: usize,
        /// A second gorun, to compare two builds in one run
        #[arg(long)]
        against: Option<String>,
    },
    /// Time calls of the library (benches/library) beside the real Go and yaegi
    Library {
        /// Only calls whose name contains this
        #[arg(default_value = "")]
        only: String,
        #[arg(long, default_value = "target/release/gorun")]
        bin: String,
        /// Runs of each; the least counts
        #[arg(long, default_value_t = 3)]
        runs: usize,
    },
    /// Write linker/order.txt: which functions the linker lays side by side (valgrind; minutes)
    Order {
        /// A gorun with symbols: cargo rustc --release --bin gorun -- -C strip=none
        #[arg(long, default_value = "target/release/gorun")]
        bin: String,
    },
    /// Check that all handlers of a release binary end in jumps (objdump)
    Handlers {
        /// A gorun with symbols: cargo rustc --release --bin gorun -- -C strip=none
        #[arg(long, default_value = "target/release/gorun")]
        bin: String,
    },
    /// Time the kernels of benches/kernels beside the real Go and whatever peers are installed
    Bench {
        #[arg(long, default_value = "target/release/gorun")]
        bin: String,
        /// Only kernels whose name contains this
        only: Option<String>,
        /// The folder of benches that is run: kernels, or memory
        #[arg(long, default_value = "kernels")]
        folder: String,
        /// Runs of each; the minimum counts
        #[arg(long, default_value_t = 5)]
        runs: usize,
        /// A second gorun, to compare two builds in one run
        #[arg(long)]
        against: Option<String>,
    },
}

fn main() {
    match Cli::parse().command {
        Command::Bless { only, new } => bless::bless(only.as_deref().unwrap_or(""), new),
        Command::Expect { only } => expect::expect(only.as_deref().unwrap_or("")),
        Command::Api => api::api(),
        Command::Packages { only } => packages::packages(only.as_deref().unwrap_or("")),
        Command::Gosuite {
            bin,
            oracle,
            folder,
        } => gosuite::gosuite(&bin, oracle, folder.as_deref()),
        Command::Checkdata { bin, only } => {
            checkdata::checkdata(&bin, only.as_deref().unwrap_or(""));
        }
        Command::Mutate(options) => mutate::mutate(&options),
        Command::Calls(options) => calls::calls(&options),
        Command::Others(options) => others::others(&options),
        Command::Gotests(options) => gotests::gotests(&options),
        Command::Signatures { bin } => signatures::signatures(&bin),
        Command::Stdlib { check } => stdlib::stdlib(check),
        Command::Tsan { only } => tsan::tsan(only.as_deref().unwrap_or("")),
        Command::Library { only, bin, runs } => library::library(&bin, runs, &only),
        Command::Startup { bin, runs, against } => startup::startup(&bin, runs, against.as_deref()),
        Command::Order { bin } => order::order(&bin),
        Command::Handlers { bin } => handlers::handlers(&bin),
        Command::Bench {
            bin,
            only,
            folder,
            runs,
            against,
        } => {
            bench::bench(
                &bin,
                &folder,
                only.as_deref().unwrap_or(""),
                runs,
                against.as_deref(),
            );
        }
    }
}
