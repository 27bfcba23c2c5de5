//! The command. What it does is in `gorun::cli`.

fn main() {
    gorun::cli::prepare();
    std::process::exit(gorun::cli::main(std::env::args().collect()));
}
