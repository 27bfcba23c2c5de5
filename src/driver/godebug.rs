//! Settings of GODEBUG as programs name them, in `//go:debug` lines and in go.mod: which there are, and what Go says of
//! others.

use std::cmp::Ordering;

use super::go_version::{self, RELEASE};
use crate::source::{Diagnostic, Pos, place};
use crate::types::quote;

pub(super) const NAMES: &[&str] = &[
    "allowmultiplevcs",
    "containermaxprocs",
    "cryptocustomrand",
    "dataindependenttiming",
    "decoratemappings",
    "embedfollowsymlinks",
    "execerrdot",
    "fips140",
    "fips140ems",
    "gocachehash",
    "gocachetest",
    "gocacheverify",
    "gotestjsonbuildtext",
    "htmlmetacontenturlescape",
    "http2client",
    "http2debug",
    "http2server",
    "httpcookiemaxnum",
    "httplaxcontentlength",
    "httpmuxgo121",
    "httpservecontentkeepheaders",
    "httpservecontentmaxranges",
    "installgoroot",
    "jstmpllitinterp",
    "multipartfiles",
    "multipartmaxheaders",
    "multipartmaxparts",
    "multipathtcp",
    "netdns",
    "netedns0",
    "panicnil",
    "randautoseed",
    "randseednop",
    "rsa1024min",
    "tarinsecurepath",
    "tlsmaxrsasize",
    "tlsmlkem",
    "tlssecpmlkem",
    "tlssha1",
    "tracebacklabels",
    "updatemaxprocs",
    "urlmaxqueryparams",
    "urlstrictcolons",
    "winreadlinkvolume",
    "winsymlink",
    "x509negativeserial",
    "x509rsacrt",
    "x509sha256skid",
    "x509sslcertoverrideplatform",
    "x509usefallbackroots",
    "x509usepolicies",
    "zipinsecurepath",
];

/// Those that are no more: since which minor version, and the values that asked for what is no more.
const REMOVED: &[(&str, u32, &[&str])] = &[
    ("x509sha1", 24, &["1"]),
    ("tlskyber", 24, &["0"]),
    ("gotypesalias", 27, &["0"]),
    ("tlsunsafeekm", 27, &["1"]),
    ("tlsrsakex", 27, &["1"]),
    ("tls3des", 27, &["1"]),
    ("tls10server", 27, &["1"]),
    ("x509keypairleaf", 27, &["0"]),
    ("asynctimerchan", 27, &["1", "2"]),
];

/// What Go's runtime says at the start of a program whose environment sets what there no longer is to a value of old.
pub fn removed_in_environment() -> Option<String> {
    let settings = std::env::var("GODEBUG").ok()?;
    // The last setting of a name is the one that counts: Go looks from the end.
    settings.rsplit(',').find_map(|setting| {
        let (name, value) = setting.split_once('=')?;
        let (_, since, old) = REMOVED.iter().find(|(n, ..)| *n == name)?;
        old.contains(&value).then(|| {
            format!(
                "fatal error: removed GODEBUG {name} set to old value {value} in environment (https://go.dev/doc/godebug#go-1{since})", name = quote(name), value = quote(value)
            )
        })
    })
}

/// What a `//go:debug` line sets to what, or why it cannot be read.
pub type Said = Result<(String, String), String>;
/// A `//go:debug` line of a file, with its byte offset.
pub type Line = (usize, Said);

/// The `//go:debug` lines before the package clause.
pub fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    if !text.contains("//go:debug") {
        return found;
    }
    let (mut at, mut in_comment) = (0, false);
    for line in text.split_inclusive('\n') {
        let (start, trimmed) = (at, line.trim_start());
        at += line.len();
        if !in_comment && trimmed.starts_with("//") {
            let offset = start + (line.len() - trimmed.len());
            found.extend(read(trimmed.trim_end()).map(|said| (offset, said)));
            continue;
        }
        // Only comments stand before the clause.
        let mut rest = trimmed;
        loop {
            rest = match in_comment {
                true => match rest.split_once("*/") {
                    Some((_, behind)) => behind.trim_start(),
                    None => break,
                },
                false if rest.starts_with("//") || rest.trim().is_empty() => break,
                false => match rest.strip_prefix("/*") {
                    Some(comment) => comment,
                    None => return found,
                },
            };
            in_comment = !in_comment;
        }
    }
    found
}

fn read(comment: &str) -> Option<Said> {
    let rest = comment.strip_prefix("//go:debug")?;
    if !rest.is_empty() && !rest.starts_with([' ', '\t']) {
        return None;
    }
    Some(match rest.trim().split_once('=') {
        None => Err("missing key=value".into()),
        Some((name, value)) => {
            check("//go:debug setting", name, value).map(|()| (name.to_string(), value.to_string()))
        }
    })
}

/// What is wrong with the lines of a package.
pub fn wrong(lines: Vec<(Pos, Said)>) -> Vec<Diagnostic> {
    let mut seen: Vec<(String, Pos)> = Vec::new();
    let mut found = Vec::new();
    for (pos, said) in lines {
        let text = match said {
            Err(why) => format!("invalid //go:debug: {why}"),
            Ok((name, _)) => match seen.iter().find(|(n, _)| *n == name) {
                None => {
                    seen.push((name, pos));
                    continue;
                }
                Some((_, before)) => format!(
                    "repeated //go:debug for {name}\n\t{}: previous //go:debug",
                    place(*before)
                ),
            },
        };
        found.push(Diagnostic::new(pos, text));
    }
    found
}

/// Whether there is such a setting; `what` it is called. `Err` in Go's words.
pub fn check(what: &str, name: &str, value: &str) -> Result<(), String> {
    for (part, text) in [("key", name), ("value", value)] {
        if text.contains([' ', '\t']) {
            return Err(format!("{part} contains space"));
        }
    }
    for (part, text) in [("key", name), ("value", value)] {
        if text.contains(',') {
            return Err(format!("{part} contains comma"));
        }
    }
    if name == "default" {
        let version = value.strip_prefix("go");
        return match version.filter(|v| *v == "1" || go_version::is_go_version(v)) {
            None => Err("value for default= must be goVERSION".into()),
            Some(v) if go_version::compare(v, RELEASE) == Ordering::Greater => Err(format!(
                "default={value} too new (toolchain is go{RELEASE})"
            )),
            Some(_) => Ok(()),
        };
    }
    if NAMES.contains(&name) {
        return Ok(());
    }
    match REMOVED.iter().find(|(n, ..)| *n == name) {
        None => Err(format!("unknown {what} {name}", name = quote(name))),
        Some((_, since, old)) if old.contains(&value) => Err(format!(
            "removed GODEBUG {name} set to old value {value} (https://go.dev/doc/godebug#go-1{since})",
            name = quote(name),
            value = quote(value)
        )),
        Some(_) => Ok(()),
    }
}
