fn main() {
    std::process::exit(gorun::cli::main(std::env::args().collect()));
}
