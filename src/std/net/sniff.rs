//! What kind of data a body holds, by its first bytes (https://mimesniff.spec.whatwg.org, as Go follows it).

use crate::vm::native::{GoSlice, GoStr};

/// Tags that begin a page, followed by a blank or `>`.
const HTML: &[&[u8]] = &[
    b"<!DOCTYPE HTML",
    b"<HTML",
    b"<HEAD",
    b"<SCRIPT",
    b"<IFRAME",
    b"<H1",
    b"<DIV",
    b"<FONT",
    b"<TABLE",
    b"<A",
    b"<STYLE",
    b"<TITLE",
    b"<B",
    b"<BODY",
    b"<BR",
    b"<P",
    b"<!--",
];

/// Beginnings and their types. `?` stands for any byte (none of the signatures has one).
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "application/pdf"),
    (b"%!PS-Adobe-", "application/postscript"),
    (b"\xFE\xFF??", "text/plain; charset=utf-16be"),
    (b"\xFF\xFE??", "text/plain; charset=utf-16le"),
    (b"\xEF\xBB\xBF?", "text/plain; charset=utf-8"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
    (b"\x00\x00\x02\x00", "image/x-icon"),
    (b"BM", "image/bmp"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"RIFF????WEBPVP", "image/webp"),
    (b"\x89PNG\x0D\x0A\x1A\x0A", "image/png"),
    (b"\xFF\xD8\xFF", "image/jpeg"),
    (b"FORM????AIFF", "audio/aiff"),
    (b"ID3", "audio/mpeg"),
    (b"OggS\x00", "application/ogg"),
    (b"MThd\x00\x00\x00\x06", "audio/midi"),
    (b"RIFF????AVI ", "video/avi"),
    (b"RIFF????WAVE", "audio/wave"),
];

/// The same, to be looked at after that of MP4.
const MORE: &[(&[u8], &str)] = &[
    (b"\x1A\x45\xDF\xA3", "video/webm"),
    (
        b"??????????????????????????????????LP",
        "application/vnd.ms-fontobject",
    ),
    (b"\x00\x01\x00\x00", "font/ttf"),
    (b"OTTO", "font/otf"),
    (b"ttcf", "font/collection"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
    (b"\x1F\x8B\x08", "application/x-gzip"),
    (b"PK\x03\x04", "application/zip"),
    (b"Rar!\x1A\x07\x00", "application/x-rar-compressed"),
    (b"Rar!\x1A\x07\x01\x00", "application/x-rar-compressed"),
    (b"\x00\x61\x73\x6D", "application/wasm"),
];

fn begins(data: &[u8], pattern: &[u8]) -> bool {
    data.len() >= pattern.len() && pattern.iter().zip(data).all(|(p, d)| *p == b'?' || p == d)
}

fn find(data: &[u8], table: &[(&[u8], &'static str)]) -> Option<&'static str> {
    table.iter().find(|(p, _)| begins(data, p)).map(|(_, t)| *t)
}

fn is_html(data: &[u8]) -> bool {
    HTML.iter().any(|tag| {
        data.len() > tag.len()
            && data[..tag.len()].eq_ignore_ascii_case(tag)
            && matches!(data[tag.len()], b' ' | b'>')
    })
}

/// An MP4 file begins with a box `ftyp` that names `mp4` among its brands.
fn is_mp4(data: &[u8]) -> bool {
    let Some(size) = data.first_chunk::<4>() else {
        return false;
    };
    let size = u32::from_be_bytes(*size) as usize;
    if data.len() < 12 || data.len() < size || !size.is_multiple_of(4) || &data[4..8] != b"ftyp" {
        return false;
    }
    (8..size)
        .step_by(4)
        .any(|at| at != 12 && data.get(at..at + 3) == Some(b"mp4"))
}

fn sniff(data: &[u8]) -> &'static str {
    let data = &data[..data.len().min(512)];
    let blank = |c: &u8| matches!(c, b'\t' | b'\n' | 0x0c | b'\r' | b' ');
    let text = &data[data.iter().take_while(|c| blank(c)).count()..];
    if is_html(text) {
        return "text/html; charset=utf-8";
    }
    if text.starts_with(b"<?xml") {
        return "text/xml; charset=utf-8";
    }
    if let Some(found) = find(data, SIGNATURES) {
        return found;
    }
    if is_mp4(data) {
        return "video/mp4";
    }
    if let Some(found) = find(data, MORE) {
        return found;
    }
    let binary = |c: &u8| matches!(c, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f);
    if text.iter().any(binary) {
        "application/octet-stream"
    } else {
        "text/plain; charset=utf-8"
    }
}

pub fn detect(data: GoSlice<u8>) -> GoStr {
    GoStr::from_static(sniff(data.items()))
}
