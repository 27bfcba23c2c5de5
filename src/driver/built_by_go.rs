//! Files that building Go writes: Go's sources as they are distributed (Debian's golang-*-src) lack them.

use std::path::Path;

use super::folder::{Folder, SourceText};

/// Adds the file to a package of GOROOT that lacks it.
pub fn complete(folder: &mut Folder, src: &Path) {
    let (name, text): (_, fn() -> String) = match folder.dir.strip_prefix(src) {
        Ok(path) if path == Path::new("internal/buildcfg") => ("zbootstrap.go", built_for),
        Ok(path) if path == Path::new("go/build") => ("zcgo.go", uses_cgo),
        _ => return,
    };
    if folder.files.iter().all(|file| file.name != name) {
        let file = SourceText::made(name, &folder.dir, text());
        folder.files.push(file);
    }
}

/// What package go/build says of cgo, before Go 1.21.
fn uses_cgo() -> String {
    "package build\n\nconst defaultCGO_ENABLED = \"\"\n\nvar cgoEnabled = map[string]bool{}\n"
        .into()
}

/// What package internal/buildcfg says of the machine that Go was built for.
fn built_for() -> String {
    let values = [
        ("GO386", "sse2"),
        ("GOAMD64", "v1"),
        ("GOARM", "7"),
        ("GOARM64", "v8.0"),
        ("GOMIPS", "hardfloat"),
        ("GOMIPS64", "hardfloat"),
        ("GOPPC64", "power8"),
        ("GORISCV64", "rva20u64"),
        ("GOFIPS140", "off"),
        ("GOEXPERIMENT", ""),
        ("GO_EXTLINK_ENABLED", ""),
        ("GO_LDSO", ""),
        ("CGO_ENABLED", ""),
    ];
    let mut text =
        String::from("package buildcfg\n\nimport \"runtime\"\n\nconst version = `go1.27.3`\n");
    text += "const defaultGOOS = runtime.GOOS\nconst defaultGOARCH = runtime.GOARCH\n";
    for (name, value) in values {
        text += &format!("const default{name} = `{value}`\n");
        // Later versions of Go export most of them.
        if !name.starts_with("GO_") && name != "GOEXPERIMENT" {
            text += &format!("const Default{name} = `{value}`\n");
        }
    }
    text
}
