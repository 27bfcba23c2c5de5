//! Package encoding/csv: lines that are records, taken apart, and records for which there is room, written. Everything else (records of several
//! lines, what is wrong, lazy quotes) is Go's: the natives do all of a record, or nothing.

use std::cell::Cell;

use crate::std::buffers;
use crate::std::bufio;
use crate::std::unicode::{is_space, utf8};
use crate::vm::native::{GoPtr, GoSlice, GoStr, Iface, NativeCx};

crate::natives! {
    "quick" => quick,
    "split" => split,
    "tryWriterWrite" => write,
}

/// The beginning of Reader.
#[repr(C)]
struct Reader {
    comma: i32,
    comment: i32,
    fields_per_record: i64,
    lazy_quotes: bool,
    trim: bool,
    reuse: bool,
    trailing: bool,
    from: GoPtr<bufio::Reader>,
    line: i64,
    offset: i64,
    columns: GoSlice<i64>,
    row: i64,
}

type Record = GoSlice<GoStr>;

/// A character that may stand between fields, or begin comments, if it is a byte.
fn delimiter(c: i32) -> Option<u8> {
    let c = u8::try_from(c).ok()?;
    (c < 0x80 && !matches!(c, 0 | b'"' | b'\r' | b'\n')).then_some(c)
}

impl Reader {
    /// What separates fields, where nothing else is unusual.
    fn comma(&self) -> Option<u8> {
        let usual = !self.lazy_quotes && !self.trim && self.comma != self.comment;
        delimiter(self.comma).filter(|_| usual)
    }
}

fn at<'a>(r: GoPtr<Reader>) -> Option<&'a mut Reader> {
    // SAFETY: a Reader of the program's, or nil.
    unsafe { r.0.as_mut() }
}

/// The next record, if all of it is in the buffer; nil: nothing has been done.
fn quick(cx: &mut NativeCx, r: GoPtr<Reader>, dst: Record) -> Record {
    buffered(cx, r, dst).unwrap_or(GoSlice::NIL)
}

fn buffered(cx: &mut NativeCx, r: GoPtr<Reader>, dst: Record) -> Option<Record> {
    let r = at(r)?;
    let comma = r.comma()?;
    let comment = match r.comment {
        0 => None,
        c => Some(delimiter(c)?),
    };
    // SAFETY: the Reader's own, or nil.
    let buffer = unsafe { r.from.0.as_mut() }?;
    let text = buffer.buffered().items();
    let (mut begin, mut lines) = (0, 1);
    loop {
        let len = memchr::memchr(b'\n', &text[begin..])?;
        let line = &text[begin..begin + len];
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let end = begin + len + 1;
        let left_out = line.first().is_none_or(|c| comment == Some(*c));
        if !left_out {
            let record = take_apart(cx, r, line, comma, dst)?;
            r.line += lines;
            r.row = r.line;
            r.offset += end as i64;
            buffer.take(end);
            return Some(record);
        }
        (begin, lines) = (end, lines + 1);
    }
}

/// A line that has been read, with its end, as a record.
fn split(cx: &mut NativeCx, r: GoPtr<Reader>, line: GoSlice<u8>, dst: Record) -> Record {
    read(cx, r, line.items(), dst).unwrap_or(GoSlice::NIL)
}

fn read(cx: &mut NativeCx, r: GoPtr<Reader>, line: &[u8], dst: Record) -> Option<Record> {
    let r = at(r)?;
    let comma = r.comma()?;
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let record = take_apart(cx, r, line, comma, dst)?;
    r.row = r.line;
    Some(record)
}

/// A field's text as it stands in its line, without quotes around it.
struct Field {
    begin: usize,
    from: usize,
    to: usize,
    /// Quotes in it are doubled.
    doubled: bool,
}

thread_local! {
    /// The fields of the record at hand: the memory is used again.
    static FIELDS: Cell<Vec<Field>> = const { Cell::new(Vec::new()) };
}

/// The fields of a line without its end, in `dst` if there is room; none where something is not as usual. Their places are left in the reader.
fn take_apart(
    cx: &mut NativeCx,
    r: &mut Reader,
    line: &[u8],
    comma: u8,
    dst: Record,
) -> Option<Record> {
    let mut fields = FIELDS.take();
    fields.clear();
    let wanted = r.fields_per_record;
    let found = find(&mut fields, line, comma);
    let record = (found && (wanted <= 0 || wanted == fields.len() as i64)).then(|| {
        if wanted == 0 {
            r.fields_per_record = fields.len() as i64;
        }
        finish(cx, r, line, &fields, dst)
    });
    FIELDS.set(fields);
    record
}

/// Finds the fields; false: quotes are not as they should be, or the record goes on behind the line.
fn find(fields: &mut Vec<Field>, line: &[u8], comma: u8) -> bool {
    let mut begin = 0;
    loop {
        let mut field = Field {
            begin,
            from: begin,
            to: begin,
            doubled: false,
        };
        let next = if line.get(begin) == Some(&b'"') {
            match closed(line, begin + 1, comma) {
                Some((end, doubled)) => {
                    (field.from, field.to, field.doubled) = (begin + 1, end, doubled);
                    end + 1
                }
                None => return false,
            }
        } else {
            let rest = &line[begin..];
            let len = rest
                .iter()
                .position(|&c| c == comma || c == b'"')
                .unwrap_or(rest.len());
            if rest.get(len) == Some(&b'"') {
                return false;
            }
            field.to = begin + len;
            field.to
        };
        fields.push(field);
        if next == line.len() {
            return true;
        }
        begin = next + 1;
    }
}

/// Where the quotes are that close the text at `at`, in front of a comma or the line's end, and whether others stand in it.
fn closed(line: &[u8], mut at: usize, comma: u8) -> Option<(usize, bool)> {
    let mut doubled = false;
    loop {
        at += memchr::memchr(b'"', line.get(at..)?)?;
        match line.get(at + 1) {
            None => return Some((at, doubled)),
            Some(b'"') => doubled = true,
            Some(&c) if c == comma => return Some((at, doubled)),
            Some(_) => return None,
        }
        at += 2;
    }
}

/// The strings, parts of one copy of the line, and their columns.
fn finish(cx: &mut NativeCx, r: &mut Reader, line: &[u8], fields: &[Field], dst: Record) -> Record {
    let n = fields.len();
    if r.columns.capacity() < n {
        r.columns = cx.ints(&vec![0; n]);
    }
    r.columns = r.columns.slice(0, n);
    let record = if dst.capacity() < n {
        let string = cx.known().string;
        cx.array(string, n)
    } else {
        dst.slice(0, n)
    };
    let text = cx.string(line);
    for ((field, to), column) in fields
        .iter()
        .zip(record.items_mut())
        .zip(r.columns.items_mut())
    {
        *column = field.begin as i64 + 1;
        let mut end = field.to;
        if field.doubled {
            // SAFETY: the copy is fresh, and no string of it has been handed out yet; the field lies in it.
            let bytes = unsafe {
                std::slice::from_raw_parts_mut(
                    text.as_ptr().add(field.from) as *mut u8,
                    field.to - field.from,
                )
            };
            end = field.from + halved(bytes);
        }
        *to = text.slice(field.from, end);
    }
    record
}

/// Leaves one of each two quotes: how many bytes there are then.
fn halved(text: &mut [u8]) -> usize {
    let (mut from, mut to) = (0, 0);
    while from < text.len() {
        text[to] = text[from];
        from += if text[from] == b'"' { 2 } else { 1 };
        to += 1;
    }
    to
}

/// The memory form of Writer.
#[repr(C)]
struct Writer {
    comma: i32,
    crlf: bool,
    to: GoPtr<buffers::Writer>,
}

/// What is left of a buffer's room.
struct Room<'a>(&'a mut [u8]);

impl Room<'_> {
    fn put(&mut self, text: &[u8]) -> Option<()> {
        let (here, rest) = std::mem::take(&mut self.0).split_at_mut_checked(text.len())?;
        here.copy_from_slice(text);
        self.0 = rest;
        Some(())
    }
}

fn write(w: GoPtr<Writer>, record: GoSlice<GoStr>) -> Option<Iface> {
    // SAFETY: a Writer of the program's and its buffer, or nil.
    let (w, buffer) = unsafe {
        let w = w.0.as_ref()?;
        (w, w.to.0.as_mut()?)
    };
    let comma = delimiter(w.comma)?;
    let free = buffer.room()?;
    let all = free.len();
    let mut room = Room(free);
    for (i, field) in record.items().iter().enumerate() {
        if i > 0 {
            room.put(&[comma])?;
        }
        if !needs_quotes(field, comma) {
            room.put(field)?;
            continue;
        }
        room.put(b"\"")?;
        for &c in field.iter() {
            match c {
                b'"' => room.put(b"\"\"")?,
                b'\r' if w.crlf => {}
                b'\n' if w.crlf => room.put(b"\r\n")?,
                c => room.put(&[c])?,
            }
        }
        room.put(b"\"")?;
    }
    room.put(if w.crlf { b"\r\n" } else { b"\n" })?;
    let written = all - room.0.len();
    buffer.n += written as i64;
    Some(Iface::NIL)
}

/// What would be read differently without, or not at all.
fn needs_quotes(field: &[u8], comma: u8) -> bool {
    let special = |&c: &u8| c == comma || matches!(c, b'"' | b'\r' | b'\n');
    !field.is_empty()
        && (field == b"\\." || field.iter().any(special) || is_space(utf8::decode(field).0))
}
