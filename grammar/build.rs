//! Generates the parser from `go.lalrpop`.

fn main() {
    println!("cargo:rerun-if-changed=go.lalrpop");
    lalrpop::Configuration::new()
        .emit_rerun_directives(false)
        .set_out_dir(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"))
        .process_file("go.lalrpop")
        .unwrap_or_else(|error| panic!("go.lalrpop: {error}"));
}
