//! The standard library: for each package the Go side (`<path>/*.go`, embedded: `go_text`) and, where Rust does the
//! work, a table of natives. A package is loaded only when a program imports it.

mod buffers;
pub mod bufio;
pub mod bytes;
pub mod compress;
pub mod context;
mod cpu;
pub mod crypto;
pub mod encoding;
pub mod errors;
pub mod flag;
pub mod fmt;
pub mod go;
mod go_text;
pub mod hash;
pub mod html;
pub mod image;
pub mod internal;
pub mod math;
pub mod net;
pub mod os;
pub mod path;
pub mod reflect;
pub mod regexp;
pub mod runtime;
pub mod scratch;
pub mod sort;
pub mod strconv;
pub mod strings;
pub mod sync;
pub mod syscall;
pub mod text;
pub mod time;
pub mod unicode;
pub mod value;

use crate::bytecode::program::NativeRef;
use crate::vm::native::Native;

pub use go_text::GoText;
use go_text::go_text;
pub(crate) use go_text::packed_files;

/// Go files: name below `src/std`, text.
pub type Files = &'static [(&'static str, GoText)];

/// A package as it is built in: import path, Go files (name, text), natives.
pub struct Package {
    pub path: &'static str,
    pub files: Files,
    pub natives: &'static [Native],
}

/// `(import path, [files], natives)` with the files under `src/std/<import path>`: plain what small programs load, the others packed.
macro_rules! packages {
    (plain { $($plain:tt)* } packed { $($packed:tt)* }) => {
        static PACKAGES: &[&[Package]] = &[packages!(Plain: $($plain)*), packages!(Packed: $($packed)*)];
    };
    ($form:ident: $($path:literal: [$($file:literal),*], $natives:expr;)*) => {
        &[$(Package {
            path: $path,
            files: &[$((concat!($path, "/", $file), go_text!($form, concat!($path, "/", $file)))),*],
            natives: $natives,
        },)*]
    };
}

packages! {
    plain {
        "math": ["math.go"], math::NATIVES;
        "math/bits": ["bits.go"], math::bits::NATIVES;
        "errors": ["errors.go"], errors::NATIVES;
        "internal/exithook": ["exithook.go"], &[];
        "internal/testlog": ["testlog.go"], &[];
        "internal/core/io": ["io.go"], &[];
        "bytes": ["bytes.go", "buffer.go", "reader.go"], bytes::NATIVES;
        "bufio": ["bufio.go", "scan.go"], bufio::NATIVES;
        "fmt": ["fmt.go", "scan.go"], fmt::NATIVES;
        "internal/core/stdio": ["stdio.go"], internal::core::stdio::NATIVES;
        "internal/core/unicode": ["unicode.go"], internal::core::unicode::NATIVES;
        "iter": ["iter.go"], &[];
        "runtime": ["runtime.go", "error.go", "print.go", "sched.go", "memstats.go", "frames.go", "finalizer.go", "profile.go", "link.go"], runtime::NATIVES;
        "sync": ["mutex.go", "waitgroup.go", "once.go", "cond.go", "pool.go", "map.go", "link.go"], sync::NATIVES;
        "sync/atomic": ["atomic.go", "type.go"], sync::atomic::NATIVES;
        "strconv": ["strconv.go"], strconv::NATIVES;
        "strings": ["strings.go", "iter.go", "builder.go", "reader.go", "replace.go"], strings::NATIVES;
        "unicode": ["unicode.go", "tables.go"], unicode::NATIVES;
        "unicode/utf8": ["utf8.go"], unicode::utf8::NATIVES;
        "time": ["time.go", "duration.go", "format.go", "parse.go", "zone.go", "sleep.go"], time::NATIVES;
        "cmp": ["cmp.go"], &[];
        "internal/pdqsort": ["pdqsort.go"], &[];
        "internal/glob": ["glob.go"], internal::glob::NATIVES;
        "maps": ["maps.go"], &[];
        "slices": ["slices.go", "sort.go", "iter.go"], sort::slices::NATIVES;
        "sort": ["sort.go"], sort::NATIVES;
        "internal/oserror": ["oserror.go"], &[];
        "io/fs": ["fs.go"], &[];
        "io": ["io.go", "multi.go", "section.go", "pipe.go"], &[];
        "os": ["os.go", "file.go", "raw.go", "removeall.go", "stdio.go", "process.go"], os::NATIVES;
        "path": ["path.go"], path::NATIVES;
        "syscall": ["syscall.go", "wait.go", "stat.go", "start.go"], syscall::NATIVES;
    }
    packed {
        "math/big": ["int.go", "nat.go", "rat.go", "float.go", "floatconv.go"], math::big::NATIVES;
        "math/rand": ["rand.go", "global.go"], math::rand::NATIVES;
        "math/rand/v2": ["rand.go", "chacha8.go"], math::rand::v2::NATIVES;
        "internal/godebug": ["godebug.go", "defaults.go"], &[];
        "testing": ["testing.go", "main.go", "testlog.go", "common.go", "race.go", "files.go", "output.go", "match.go", "test.go", "example.go", "benchmark.go", "result.go",
            "allocs.go", "fuzz.go", "corpus.go"], &[];
        "crypto/internal/boring/sig": ["sig.go"], &[];
        "crypto/internal/constanttime": ["constanttime.go"], &[];
        "crypto/internal/sysrand": ["sysrand.go"], &[];
        "archive/tar": ["tar.go", "block.go", "reader.go", "sparse.go", "writer.go", "choose.go"], &[];
        "archive/zip": ["zip.go", "writer.go", "reader.go", "tree.go"], &[];
        "compress/flate": ["inflate.go", "deflate.go"], compress::flate::NATIVES;
        "compress/bzip2": ["bzip2.go"], &[];
        "compress/gzip": ["gzip.go"], &[];
        "compress/lzw": ["lzw.go"], &[];
        "compress/zlib": ["zlib.go"], &[];
        "container/heap": ["heap.go"], &[];
        "container/list": ["list.go"], &[];
        "container/ring": ["ring.go"], &[];
        "embed": ["embed.go"], &[];
        "encoding": ["encoding.go"], &[];
        "encoding/asn1": ["types.go", "unmarshal.go", "marshal.go"], &[];
        "encoding/ascii85": ["ascii85.go"], &[];
        "encoding/base32": ["base32.go"], &[];
        "encoding/binary": ["binary.go"], encoding::binary::NATIVES;
        "encoding/csv": ["csv.go"], encoding::csv::NATIVES;
        "encoding/gob": ["gob.go", "wire.go", "encode.go", "decode.go", "plan.go", "basic.go", "skip.go"], &[];
        "encoding/hex": ["hex.go"], encoding::hex::NATIVES;
        "encoding/pem": ["pem.go"], &[];
        "go/ast": ["nodes.go", "comment.go", "walk.go", "print.go", "scope.go", "imports.go", "filter.go"], &[];
        "go/build/constraint": ["constraint.go"], &[];
        "go/version": ["version.go"], &[];
        "go/format": ["format.go"], go::format::NATIVES;
        "go/parser": ["interface.go", "parser.go", "types.go", "exprs.go", "stmts.go", "resolve.go"], &[];
        "go/printer": ["printer.go", "comments.go", "comment_text.go", "build_lines.go", "lists.go", "exprs.go", "stmts.go", "fields.go",
            "decls.go"], go::printer::NATIVES;
        "go/scanner": ["scanner.go", "errors.go"], &[];
        "go/token": ["token.go", "position.go"], &[];
        "hash": ["hash.go"], &[];
        "hash/adler32": ["adler32.go"], hash::adler32::NATIVES;
        "hash/crc32": ["crc32.go"], hash::crc32::NATIVES;
        "hash/crc64": ["crc64.go"], hash::crc64::NATIVES;
        "hash/fnv": ["fnv.go"], hash::fnv::NATIVES;
        "hash/maphash": ["maphash.go"], hash::maphash::NATIVES;
        "internal/digest": ["digest.go"], internal::digest::NATIVES;
        "crypto": ["crypto.go"], &[];
        "crypto/aes": ["aes.go"], &[];
        "crypto/cipher": ["cipher.go", "gcm.go"], &[];
        "crypto/des": ["des.go"], &[];
        "crypto/dsa": ["dsa.go"], &[];
        "crypto/ecdh": ["ecdh.go"], &[];
        "crypto/ecdsa": ["ecdsa.go", "numbers.go"], &[];
        "crypto/ed25519": ["ed25519.go"], &[];
        "crypto/elliptic": ["elliptic.go", "params.go", "nist.go"], &[];
        "crypto/hkdf": ["hkdf.go"], &[];
        "crypto/hmac": ["hmac.go"], &[];
        "crypto/internal/blocks": ["blocks.go", "overlap.go"], crypto::blocks::NATIVES;
        "crypto/internal/curves": ["curves.go"], crypto::curves::NATIVES;
        "crypto/md5": ["md5.go"], &[];
        "crypto/pbkdf2": ["pbkdf2.go"], &[];
        "crypto/rand": ["rand.go"], crypto::rand::NATIVES;
        "crypto/rc4": ["rc4.go"], &[];
        "crypto/rsa": ["rsa.go", "pkcs1v15.go", "pkcs1v22.go"], &[];
        "crypto/sha1": ["sha1.go"], &[];
        "crypto/sha256": ["sha256.go"], &[];
        "crypto/sha3": ["sha3.go", "shake.go", "sponge.go"], crypto::keccak::NATIVES;
        "crypto/sha512": ["sha512.go"], &[];
        "crypto/subtle": ["subtle.go"], &[];
        "crypto/tls": ["alert.go", "config.go", "conn.go", "dial.go", "engine.go", "handshake.go", "hello.go", "pair.go", "quic.go", "session.go", "signature.go", "suites.go"], crypto::tls::NATIVES;
        "crypto/x509": ["algorithms.go", "certificate.go", "constraints.go", "create.go", "crl.go", "der.go", "extensions.go", "hostname.go", "invalid.go", "keys.go", "names.go", "oid.go", "parse.go", "pem.go", "policies.go", "pool.go", "request.go", "roots.go", "verify.go"], &[];
        "crypto/x509/pkix": ["pkix.go"], &[];
        "encoding/base64": ["base64.go"], encoding::base64::NATIVES;
        "encoding/xml": ["token.go", "names.go", "decode.go", "fields.go", "unmarshal.go", "encode.go"], encoding::xml::NATIVES;
        "encoding/json/internal/bytype": ["bytype.go"], encoding::json::by_type::NATIVES;
        "encoding/json/internal/jsonopts": ["jsonopts.go"], &[];
        "encoding/json/internal/jsonwire": ["jsonwire.go"], encoding::json::wire::NATIVES;
        "encoding/json/internal/shared": ["shared.go"], &[];
        "encoding/json/jsontext": ["options.go", "errors.go", "pointer.go", "state.go", "token.go", "value.go", "decode.go", "encode.go", "export.go"], &[];
        "encoding/json/v2": ["marshal.go", "options.go", "errors.go", "methods.go", "funcs.go", "fields.go", "tag.go", "basic.go", "bytes.go", "map.go",
            "struct.go", "list.go", "pointer.go", "any.go", "embedded.go", "cycle.go", "time.go", "native.go", "shape.go"], encoding::json::v2::NATIVES;
        "encoding/json": ["json.go", "codec.go", "stream.go"], encoding::json::NATIVES;
        "expvar": ["expvar.go"], &[];
        "index/suffixarray": ["suffixarray.go"], &[];
        "os/user": ["user.go"], &[];
        "flag": ["flag.go", "values.go"], flag::NATIVES;
        "math/cmplx": ["cmplx.go"], math::cmplx::NATIVES;
        "reflect": ["kind.go", "type.go", "field.go", "method.go", "make_type.go", "value.go", "basic.go", "container.go", "map.go",
            "channel.go", "convert.go", "call.go", "seq.go", "link.go"], reflect::NATIVES;
        "regexp": ["regexp.go", "reader.go"], regexp::NATIVES;
        "regexp/syntax": ["syntax.go"], &[];
        "path/filepath": ["filepath.go"], &[];
        "io/ioutil": ["ioutil.go"], &[];
        "log/internal": ["internal.go"], &[];
        "log/slog": ["logger.go", "handler.go", "level.go", "value.go"], &[];
        "text/template": ["template.go", "exec.go", "funcs.go", "own.go"], text::template::NATIVES;
        "text/template/parse": ["parse.go", "lex.go", "node.go"], &[];
        "text/tabwriter": ["tabwriter.go"], text::tabwriter::NATIVES;
        "image": ["image.go", "geom.go", "paletted.go", "ycbcr.go", "format.go"], &[];
        "image/color": ["color.go", "ycbcr.go"], &[];
        "image/color/palette": ["palette.go"], &[];
        "image/draw": ["draw.go"], &[];
        "image/gif": ["reader.go", "writer.go"], &[];
        "image/jpeg": ["jpeg.go", "input.go", "reader.go", "scan.go", "writer.go"], image::jpeg::NATIVES;
        "image/png": ["reader.go", "writer.go"], image::png::NATIVES;
        "html": ["html.go"], html::NATIVES;
        "html/template": ["template.go", "escape.go", "context.go", "transition.go", "escapers.go", "attributes.go", "content.go", "error.go"], &[];
        "os/exec": ["exec.go"], os::exec::NATIVES;
        "os/signal": ["signal.go"], os::signal::NATIVES;
        "log": ["log.go"], &[];
        "unicode/utf16": ["utf16.go"], &[];
        "internal/nettrace": ["nettrace.go"], &[];
        "internal/race": ["race.go"], internal::race::NATIVES;
        "internal/synctest": ["synctest.go"], internal::synctest::NATIVES;
        "testing/synctest": ["synctest.go"], &[];
        "internal/repl": ["repl.go", "show.go"], internal::repl::NATIVES;
        "runtime/pprof": ["pprof.go", "proto.go", "cpu.go", "labels.go"], runtime::pprof::NATIVES;
        "runtime/trace": ["trace.go"], &[];
        "runtime/metrics": ["metrics.go"], runtime::metrics::NATIVES;
        "testing/fstest": ["mapfs.go", "testfs.go"], &[];
        "testing/iotest": ["iotest.go"], &[];
        "testing/quick": ["quick.go"], &[];
        "testing/slogtest": ["slogtest.go"], &[];
        "text/scanner": ["scanner.go"], &[];
        "runtime/debug": ["debug.go", "buildinfo.go"], runtime::debug::NATIVES;
        "context": ["context.go"], context::NATIVES;
        "weak": ["weak.go"], runtime::WEAK;
        "unique": ["unique.go"], &[];
        "time/tzdata": ["tzdata.go"], &[];
        "structs": ["structs.go"], &[];
        "uuid": ["uuid.go"], &[];
        "net": ["net.go", "fd.go", "ip.go", "dial.go", "trace.go", "tcp.go", "udp.go", "unix.go", "lookup.go", "dns.go", "pipe.go", "interface.go", "raw.go", "ipconn.go", "multicast.go"], net::NATIVES;
        "net/mail": ["mail.go", "address.go"], &[];
        "net/url": ["url.go", "values.go"], net::url::NATIVES;
        "net/http/pprof": ["pprof.go"], &[];
        "net/rpc": ["client.go", "gob.go", "http.go", "rpc.go", "server.go", "service.go"], &[];
        "net/rpc/jsonrpc": ["client.go", "server.go"], &[];
        "net/smtp": ["auth.go", "client.go", "send.go"], &[];
        "net/textproto": ["header.go", "textproto.go", "reader.go"], net::textproto::NATIVES;
        "net/http": ["http.go", "status.go", "header.go", "body.go", "cookie.go", "request.go", "request_forms.go", "request_write.go", "response.go", "handler.go", "pattern.go", "mux.go", "mux_only.go",
            "response_writer.go", "conn.go", "server.go", "files.go", "content.go", "client.go", "client_timeout.go", "transport.go", "pool.go", "client_conn.go", "proxy_env.go", "origin.go",
            "file_transport.go", "protocols.go"],
            net::http::NATIVES;
        "net/http/internal": ["chunked.go"], &[];
        "net/http/internal/http2": ["conn.go", "stream.go", "errors.go"], internal::http2::NATIVES;
        "net/http/cookiejar": ["jar.go"], &[];
        "net/http/httptrace": ["trace.go"], &[];
        "net/http/httputil": ["dump.go", "outgoing.go", "chunks.go", "proxy.go", "persistent.go"], &[];
        "net/http/httptest": ["recorder.go", "server.go"], &[];
        "mime": ["mediatype.go", "type.go", "word.go"], &[];
        "mime/multipart": ["multipart.go", "form.go", "writer.go"], &[];
        "mime/quotedprintable": ["quotedprintable.go"], &[];
        "net/netip": ["addr.go", "prefix.go"], &[];
    }
}

/// More files of packages that the library itself imports: what only programs use, and far more than a small one should wait for.
static WIDE: &[(&str, Files)] = &[
    ("syscall", syscall::WIDE),
    ("os", os::WIDE),
    ("regexp/syntax", regexp::WIDE_SYNTAX),
];

/// A file that stands for another of its package in programs that may want what settings of GODEBUG turn on. It asks for the settings itself, whenever that
/// matters: the program may change them.
pub struct Choice {
    pub path: &'static str,
    pub settings: &'static [&'static str],
    pub instead_of: &'static str,
    pub file: (&'static str, GoText),
}

macro_rules! choices {
    ($($path:literal, [$($setting:literal),*]: $instead:literal -> $file:literal;)*) => {
        pub static CHOICES: &[Choice] = &[$(Choice {
            path: $path,
            settings: &[$($setting),*],
            instead_of: $instead,
            file: (concat!($path, "/", $file), go_text!(Packed, concat!($path, "/", $file))),
        }),*];
    };
}

choices! {
    "math/rand", ["randseednop", "randautoseed"]: "global.go" -> "seeded.go";
    "net/http", ["httpmuxgo121"]: "mux_only.go" -> "mux121.go";
}

/// A package of which one half imports much that few programs need: speaking TLS.
pub struct Halves {
    pub of: &'static str,
    pub with: Files,
    /// What stands in its place.
    pub without: Files,
    /// A package that, where it is part of the program anyway, makes this one whole.
    pub beside: &'static str,
    /// What a file outside the library has in its text if it names anything that leads to the half.
    pub named: &'static [&'static str],
}

impl Halves {
    /// The package by whose name a file names what leads here.
    pub fn import(&self) -> &'static str {
        self.of.strip_suffix("/httptest").unwrap_or(self.of)
    }
}

pub static HALVES: &[Halves] = &[
    net::HTTP_HALVES,
    net::HTTPTEST_HALVES,
    encoding::json::HALVES,
];

/// Packages of others that are partly written in assembly, with natives in its place.
static STAND_INS: &[(&str, &[Native])] = &[
    ("golang.org/x/sys/unix", syscall::raw::x_sys_unix::NATIVES),
    ("golang.org/x/sys/cpu", cpu::NATIVES),
];

fn packages() -> impl Iterator<Item = &'static Package> {
    PACKAGES.iter().copied().flatten()
}

pub fn package(path: &str) -> Option<&'static Package> {
    packages().find(|p| p.path == path)
}

/// The Go files of a package in a program that may have given settings of GODEBUG a value, as (file name, text).
pub fn sources_under(path: &str, is_set: impl Fn(&str) -> bool) -> Vec<(&'static str, GoText)> {
    let mut files = sources(path).unwrap_or_default().to_vec();
    let wanted = |c: &&Choice| c.path == path && c.settings.iter().any(|s| is_set(s));
    for choice in CHOICES.iter().filter(wanted) {
        files.retain(|(name, _)| !name.ends_with(&format!("/{}", choice.instead_of)));
        files.push(choice.file);
    }
    files
}

/// The Go files of a package, as (file name, text).
pub fn sources(path: &str) -> Option<Files> {
    package(path).map(|p| p.files)
}

/// The files that a package has besides where the program itself imports it.
pub fn wide_sources(path: &str) -> Files {
    let found = WIDE.iter().find(|(of, _)| *of == path);
    found.map_or(&[], |(_, files)| files)
}

/// Whether natives serve some functions of this package of others.
pub fn has_stand_ins(path: &str) -> bool {
    STAND_INS.iter().any(|(of, _)| *of == path)
}

/// The native that serves a Go function without body; methods as `(*T).m` and `T.m`.
pub fn native(path: &str, name: &str) -> Option<&'static Native> {
    let natives = match package(path) {
        Some(package) => package.natives,
        None => STAND_INS.iter().find(|(of, _)| *of == path)?.1,
    };
    natives.iter().find(|n| n.name == name)
}

pub fn known_packages() -> impl Iterator<Item = &'static str> {
    packages().map(|p| p.path)
}

/// Why a native cannot serve a Go declaration, or the native.
pub fn resolve(native_ref: &NativeRef) -> Result<&'static Native, String> {
    let found = native(&native_ref.package, &native_ref.name).ok_or_else(|| {
        format!(
            "no native function for {}.{}",
            native_ref.package, native_ref.name
        )
    })?;
    let signature = (found.signature)();
    let (params, results) = (native_ref.params as usize, native_ref.results as usize);
    if !signature.fits(&native_ref.signature, params, results) {
        return Err(format!(
            "{}.{} is declared as {} but its native function is {signature:?}",
            native_ref.package, native_ref.name, native_ref.signature
        ));
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
