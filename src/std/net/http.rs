//! Package net/http: heads of messages (by `httparse`), the size lines of chunks, dates.
//!
//! Go keeps what it has read of a connection in a buffer and asks here whether a whole head stands in it. The texts of one head share one
//! object of the heap.

use std::borrow::Cow;
use std::cell::RefCell;
use std::io::Write;

use httparse::{Header, Request, Response, Status};

use super::textproto::{canonical, is_token};
use crate::vm::native::{GoSlice, GoStr, NativeCx};

/// Names that most messages have, in canonical form: they need no memory.
const COMMON: &[&str] = &[
    "Accept",
    "Accept-Charset",
    "Accept-Encoding",
    "Accept-Language",
    "Accept-Ranges",
    "Authorization",
    "Cache-Control",
    "Connection",
    "Content-Encoding",
    "Content-Length",
    "Content-Range",
    "Content-Type",
    "Cookie",
    "Date",
    "Etag",
    "Expect",
    "Expires",
    "Host",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "Last-Modified",
    "Location",
    "Origin",
    "Pragma",
    "Range",
    "Referer",
    "Server",
    "Set-Cookie",
    "Te",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
    "User-Agent",
    "Vary",
    "Via",
    "Www-Authenticate",
    "X-Content-Type-Options",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-Ip",
    "X-Requested-With",
];

const METHODS: &[&str] = &[
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE",
];

/// What is wrong with a head: the numbers of the Go side's constants.
const BAD: i64 = -1;
/// A header's name has blanks in it, and is a name else.
const BAD_NAME: i64 = -2;

fn fault(error: httparse::Error, head: &[u8]) -> i64 {
    match error {
        httparse::Error::HeaderName if blank_name(head) => BAD_NAME,
        _ => BAD,
    }
}

/// Whether the first name that is none would be one without its blanks.
fn blank_name(head: &[u8]) -> bool {
    let names = head.split(|&c| c == b'\n').skip(1).map(|line| {
        let colon = line.iter().position(|&c| c == b':');
        colon.map(|at| &line[..at])
    });
    let bad = |name: &Option<&[u8]>| !name.is_some_and(|n| n.iter().all(|&c| is_token(c)));
    match names.into_iter().find(bad) {
        Some(Some(name)) => name[0] != b' ' && name.iter().all(|&c| c == b' ' || is_token(c)),
        _ => false,
    }
}

/// Whether the first line is empty, which the parser would leave out.
fn begins_empty(bytes: &[u8]) -> bool {
    matches!(bytes, [b'\n', ..] | [b'\r', b'\n', ..])
}

/// Where the head in `bytes` ends (behind the empty line), looking from `from` on.
fn head_end(bytes: &[u8], from: usize) -> Option<usize> {
    let from = from.saturating_sub(3).min(bytes.len());
    memchr::memchr_iter(b'\n', &bytes[from..]).find_map(|i| match &bytes[from + i + 1..] {
        [b'\n', ..] => Some(from + i + 2),
        [b'\r', b'\n', ..] => Some(from + i + 3),
        _ => None,
    })
}

/// The head as text of the heap, and the texts in it.
struct Texts<'a> {
    bytes: &'a [u8],
    whole: GoStr,
}

impl Texts<'_> {
    /// A part of the head that was parsed.
    fn part(&self, part: &[u8]) -> GoStr {
        if part.is_empty() {
            return GoStr::EMPTY;
        }
        let at = part.as_ptr() as usize - self.bytes.as_ptr() as usize;
        self.whole.slice(at, at + part.len())
    }
    fn name(&self, cx: &mut NativeCx, name: &[u8]) -> GoStr {
        if let Some(known) = COMMON
            .iter()
            .find(|n| n.as_bytes().eq_ignore_ascii_case(name))
        {
            return GoStr::from_static(known);
        }
        match canonical(name) {
            Some(made) => cx.string(made),
            None => self.part(name),
        }
    }
    /// Names and values in turn.
    fn headers(&self, cx: &mut NativeCx, headers: &[Header<'_>]) -> GoSlice<GoStr> {
        let mut out = Vec::with_capacity(2 * headers.len());
        for header in headers {
            out.push(self.name(cx, header.name.as_bytes()));
            out.push(self.part(header.value));
        }
        cx.strings(&out)
    }
}

/// The version of a head as ten times the major and the minor, where its first line has one, in the place where the parser looks. The parser
/// knows 1.0 and 1.1: others are made 1.1 in the text, no part of which is handed on.
fn version(head: GoStr, response: bool) -> i64 {
    // SAFETY: the copy of the head in the heap, which nobody else knows yet.
    let head = unsafe { std::slice::from_raw_parts_mut(head.as_ptr() as *mut u8, head.len()) };
    let start = head
        .iter()
        .take_while(|&&c| c == b'\r' || c == b'\n')
        .count();
    let line = head[start..].split_mut(|&c| c == b'\n').next();
    let line = line.unwrap_or_default();
    let line = match line {
        [line @ .., b'\r'] => line,
        line => line,
    };
    let version = match (response, line.len()) {
        (true, 8..) => &mut line[..8],
        (false, n @ 9..) if line[n - 9] == b' ' => &mut line[n - 8..],
        _ => return 11,
    };
    match version {
        [b'H', b'T', b'T', b'P', b'/', major, b'.', minor]
            if major.is_ascii_digit() && minor.is_ascii_digit() =>
        {
            let number = 10 * i64::from(*major - b'0') + i64::from(*minor - b'0');
            if number != 10 {
                (*major, *minor) = (b'1', b'1');
            }
            number
        }
        _ => 11,
    }
}

/// Calls `parse` with room for headers, more if there are too many.
fn with_room<R>(
    mut parse: impl FnMut(&mut [Header<'static>]) -> Result<R, httparse::Error>,
) -> Result<R, httparse::Error> {
    let mut few = [httparse::EMPTY_HEADER; 48];
    match parse(&mut few) {
        Err(httparse::Error::TooManyHeaders) => {}
        other => return other,
    }
    let mut room = 1024;
    loop {
        let mut many = vec![httparse::EMPTY_HEADER; room];
        match parse(&mut many) {
            Err(httparse::Error::TooManyHeaders) if room < 1 << 20 => room *= 8,
            other => return other,
        }
    }
}

/// Which of the names that the server looks for are there: a bit for each.
fn marks(fields: GoSlice<GoStr>) -> i64 {
    const LOOKED_FOR: [&[u8]; 6] = [
        b"Transfer-Encoding",
        b"Content-Length",
        b"Connection",
        b"Expect",
        b"Pragma",
        b"Trailer",
    ];
    let names = fields.items().iter().step_by(2);
    names.fold(0, |marks, name| {
        match LOOKED_FOR.iter().position(|n| *n == name.bytes()) {
            Some(bit) => marks | 1 << bit,
            None => marks,
        }
    })
}

/// A head with each header on one line: once, senders let them go on in lines that begin with a blank.
fn unfolded(head: &[u8]) -> Cow<'_, [u8]> {
    let is_blank = |b: Option<&u8>| matches!(b, Some(b' ' | b'\t'));
    let goes_on = |at: usize| is_blank(head.get(at + 1));
    let mut breaks = memchr::memchr_iter(b'\n', head);
    // What follows the first line goes on with nothing.
    if breaks.next().is_none_or(goes_on) || !breaks.any(goes_on) {
        return Cow::Borrowed(head);
    }
    let mut whole: Vec<u8> = Vec::with_capacity(head.len());
    for line in head.split(|b| *b == b'\n') {
        if is_blank(line.first()) {
            whole.push(b' ');
        } else if !whole.is_empty() {
            whole.extend_from_slice(b"\r\n");
        }
        whole.extend_from_slice(line.trim_ascii());
    }
    Cow::Owned(whole)
}

type ParsedRequest = (i64, GoStr, GoStr, i64, GoSlice<GoStr>);

/// A request's head at the start of `buffer`: its length (0: it is not all there), method, target, the version (and marks, from bit 8 on), names and values. What was
/// there before `seen` holds no end.
fn parse_request(cx: &mut NativeCx, buffer: GoSlice<u8>, seen: i64) -> ParsedRequest {
    let none = |n: i64| (n, GoStr::EMPTY, GoStr::EMPTY, 0, GoSlice::NIL);
    if begins_empty(buffer.items()) {
        return none(BAD);
    }
    let Some(end) = head_end(buffer.items(), seen.max(0) as usize) else {
        return none(0);
    };
    let whole = cx.string(unfolded(&buffer.items()[..end]));
    let version = version(whole, false);
    // The copy in the heap lives as long as the native runs, and longer.
    let texts = Texts {
        bytes: whole.bytes(),
        whole,
    };
    let parsed = with_room(|room| {
        let mut request = Request::new(room);
        let status = request.parse(texts.bytes)?;
        if !matches!(status, Status::Complete(_)) {
            return Ok(none(BAD));
        }
        let method = request.method.unwrap_or_default();
        let method = match METHODS.iter().find(|m| **m == method) {
            Some(known) => GoStr::from_static(known),
            None => texts.part(method.as_bytes()),
        };
        let target = texts.part(request.path.unwrap_or_default().as_bytes());
        let headers = texts.headers(cx, request.headers);
        Ok((
            end as i64,
            method,
            target,
            version | marks(headers) << 8,
            headers,
        ))
    });
    parsed.unwrap_or_else(|error| none(fault(error, texts.bytes)))
}

type ParsedResponse = (i64, i64, GoStr, i64, GoSlice<GoStr>);

/// The same for a response: length, code, reason, version, names and values.
fn parse_response(cx: &mut NativeCx, buffer: GoSlice<u8>, seen: i64) -> ParsedResponse {
    let none = |n: i64| (n, 0, GoStr::EMPTY, 0, GoSlice::NIL);
    if begins_empty(buffer.items()) {
        return none(BAD);
    }
    let Some(end) = head_end(buffer.items(), seen.max(0) as usize) else {
        return none(0);
    };
    let head = &buffer.items()[..end];
    if matches!(unfolded(head), Cow::Owned(_)) {
        // Rare: the Go side reads such heads line by line.
        return none(BAD);
    }
    let whole = cx.string(head);
    let version = version(whole, true);
    let texts = Texts {
        bytes: whole.bytes(),
        whole,
    };
    let parsed = with_room(|room| {
        let mut response = Response::new(room);
        let status = response.parse(texts.bytes)?;
        if !matches!(status, Status::Complete(_)) {
            return Ok(none(BAD));
        }
        let reason = texts.part(response.reason.unwrap_or_default().as_bytes());
        let headers = texts.headers(cx, response.headers);
        let code = response.code.unwrap_or(0);
        Ok((end as i64, i64::from(code), reason, version, headers))
    });
    parsed.unwrap_or_else(|error| none(fault(error, texts.bytes)))
}

thread_local! {
    /// The date of a second, as it was written last.
    static DATE: RefCell<(i64, String)> = const { RefCell::new((i64::MIN, String::new())) };
}

/// Calls `with` with the current date as headers write it.
fn with_date(with: impl FnOnce(&str)) {
    let now = jiff::Timestamp::now();
    DATE.with_borrow_mut(|(second, text)| {
        if *second != now.as_second() {
            let zoned = now.to_zoned(jiff::tz::TimeZone::UTC);
            let format = "%a, %d %b %Y %H:%M:%S GMT";
            *text = jiff::fmt::strtime::format(format, &zoned).unwrap_or_default();
            *second = now.as_second();
        }
        with(text);
    });
}

/// Appends what the server itself adds to a head, and the empty line.
fn append_tail(
    cx: &mut NativeCx,
    head: GoSlice<u8>,
    date: bool,
    length: i64,
    content_type: GoStr,
    connection: GoStr,
    chunked: bool,
) -> GoSlice<u8> {
    let mut tail = Vec::with_capacity(192);
    if date {
        tail.extend(b"Date: ");
        with_date(|text| tail.extend(text.as_bytes()));
        tail.extend(b"\r\n");
    }
    if length >= 0 {
        tail.extend(b"Content-Length: ");
        // Writing to a vector cannot fail.
        let _ = write!(tail, "{length}");
        tail.extend(b"\r\n");
    }
    for (name, value) in [
        ("Content-Type: ", content_type),
        ("Connection: ", connection),
    ] {
        if !value.is_empty() {
            tail.extend(name.as_bytes());
            tail.extend(value.bytes());
            tail.extend(b"\r\n");
        }
    }
    if chunked {
        tail.extend(b"Transfer-Encoding: chunked\r\n");
    }
    tail.extend(b"\r\n");
    cx.append(head, &tail)
}

crate::natives! {
    "parseRequestHead" => parse_request,
    "parseResponseHead" => parse_response,
    "appendTail" => append_tail,
    "DetectContentType" => super::sniff::detect,
}
