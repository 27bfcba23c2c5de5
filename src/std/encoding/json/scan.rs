//! Is a text JSON, where does a value end, and what is wrong: without building anything. Also what rewrites texts
//! that need no values: compacting and indenting.

/// Nesting beyond this is refused, as Go refuses it.
const MAX_DEPTH: usize = 10000;

/// What is wrong, and the offset that Go gives for it.
#[derive(Debug)]
pub struct Wrong {
    pub offset: usize,
    pub text: String,
    /// More input might make it right.
    pub truncated: bool,
}

pub struct Scanner<'a> {
    pub data: &'a [u8],
    pub at: usize,
}

type Scan<T> = Result<T, Wrong>;

/// All of `data` is one value with space around it.
pub fn validate(data: &[u8]) -> Scan<()> {
    let mut s = Scanner { data, at: 0 };
    s.space();
    s.value()?;
    s.space();
    if s.at < data.len() {
        return Err(s.unexpected("after top-level value"));
    }
    Ok(())
}

impl<'a> Scanner<'a> {
    pub fn peek(&self) -> Option<u8> {
        self.data.get(self.at).copied()
    }

    pub fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    fn end(&self, offset: usize) -> Wrong {
        Wrong {
            offset,
            text: "unexpected end of JSON input".into(),
            truncated: true,
        }
    }

    /// The character here does not fit. At the end of the text: it is too short.
    fn unexpected(&self, context: &str) -> Wrong {
        let Some(&byte) = self.data.get(self.at) else {
            return self.end(self.data.len());
        };
        let (rune, len) = crate::std::unicode::utf8::decode(&self.data[self.at..]);
        let mut quoted = Vec::new();
        if rune == 0xFFFD && len == 1 {
            quoted = format!("'\\x{byte:02x}'").into_bytes();
        } else {
            crate::std::strconv::quote::append_quoted_rune(
                &mut quoted,
                rune,
                crate::std::strconv::quote::Keep::Print,
            );
        }
        let offset = self.at + len;
        Wrong {
            offset,
            text: format!(
                "invalid character {} {context}",
                String::from_utf8_lossy(&quoted)
            ),
            truncated: false,
        }
    }

    /// One value, from its first byte on.
    pub fn value(&mut self) -> Scan<()> {
        // One entry for each open array (false) or object (true).
        let mut open: Vec<bool> = Vec::new();
        loop {
            self.space();
            match self.peek() {
                Some(b'{') => {
                    self.enter(&open)?;
                    self.space();
                    if self.peek() == Some(b'}') {
                        self.at += 1;
                    } else {
                        open.push(true);
                        self.name()?;
                        continue;
                    }
                }
                Some(b'[') => {
                    self.enter(&open)?;
                    self.space();
                    if self.peek() == Some(b']') {
                        self.at += 1;
                    } else {
                        open.push(false);
                        continue;
                    }
                }
                _ => self.scalar()?,
            }
            loop {
                let Some(&object) = open.last() else {
                    return Ok(());
                };
                self.space();
                match (self.peek(), object) {
                    (Some(b','), true) => {
                        self.at += 1;
                        self.space();
                        self.name()?;
                        break;
                    }
                    (Some(b','), false) => {
                        self.at += 1;
                        break;
                    }
                    (Some(b'}'), true) | (Some(b']'), false) => {
                        self.at += 1;
                        open.pop();
                    }
                    (_, true) => return Err(self.unexpected("after object key:value pair")),
                    (_, false) => return Err(self.unexpected("after array element")),
                }
            }
        }
    }

    fn enter(&mut self, open: &[bool]) -> Scan<()> {
        if open.len() >= MAX_DEPTH {
            return Err(Wrong {
                offset: self.at + 1,
                text: "exceeded max depth".into(),
                truncated: false,
            });
        }
        self.at += 1;
        Ok(())
    }

    fn name(&mut self) -> Scan<()> {
        if self.peek() != Some(b'"') {
            return Err(self.unexpected("looking for beginning of object key string"));
        }
        self.string()?;
        self.space();
        if self.peek() != Some(b':') {
            return Err(self.unexpected("after object key"));
        }
        self.at += 1;
        Ok(())
    }

    /// A string, number or literal.
    pub fn scalar(&mut self) -> Scan<()> {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.literal("true"),
            Some(b'f') => self.literal("false"),
            Some(b'n') => self.literal("null"),
            _ => Err(self.unexpected("looking for beginning of value")),
        }
    }

    fn literal(&mut self, word: &str) -> Scan<()> {
        for &wanted in word.as_bytes() {
            match self.peek() {
                None => return Err(self.end(self.data.len())),
                Some(b) if b == wanted => self.at += 1,
                Some(_) => {
                    let context = format!("in literal {word} (expecting '{}')", char::from(wanted));
                    return Err(self.unexpected(&context));
                }
            }
        }
        Ok(())
    }

    fn number(&mut self) -> Scan<()> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        match self.peek() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits(),
            _ => return Err(self.no_digit(start)),
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.some_digits(start)?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.some_digits(start)?;
        }
        Ok(())
    }

    fn digits(&mut self) {
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
    }

    fn some_digits(&mut self, start: usize) -> Scan<()> {
        match self.peek() {
            Some(b'0'..=b'9') => {
                self.digits();
                Ok(())
            }
            _ => Err(self.no_digit(start)),
        }
    }

    fn no_digit(&self, start: usize) -> Wrong {
        match self.peek() {
            None => self.end(start),
            Some(_) => self.unexpected("in numeric literal"),
        }
    }

    pub fn string(&mut self) -> Scan<()> {
        self.at += 1;
        loop {
            let rest = &self.data[self.at..];
            let plain = rest
                .iter()
                .position(|&b| b == b'"' || b == b'\\' || b < 0x20)
                .unwrap_or(rest.len());
            self.at += plain;
            match self.peek() {
                None => return Err(self.end(self.data.len())),
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => self.escape()?,
                Some(_) => return Err(self.unexpected("in string")),
            }
        }
    }

    fn escape(&mut self) -> Scan<()> {
        let start = self.at;
        let rest = &self.data[start..];
        let wrong = |len: usize| Wrong {
            offset: start + len,
            text: format!("invalid escape sequence {} in string", shown(&rest[..len])),
            truncated: false,
        };
        match rest.get(1) {
            None => Err(self.end(start)),
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.at += 2;
                Ok(())
            }
            Some(b'u') => {
                let digits = rest[2..]
                    .iter()
                    .take(4)
                    .take_while(|b| b.is_ascii_hexdigit());
                let digits = digits.count();
                if digits == 4 {
                    self.at += 6;
                    return Ok(());
                }
                if rest.len() < 6 && digits == rest.len() - 2 {
                    return Err(self.end(start));
                }
                Err(wrong(rest.len().min(6)))
            }
            Some(_) => Err(wrong(2)),
        }
    }
}

/// Appends a valid value without space between its tokens. `html`: `<`, `>`, `&` (and always U+2028 and U+2029, where
/// `js`) become escapes.
pub fn compact(out: &mut Vec<u8>, src: &[u8], html: bool, js: bool) {
    let mut at = 0;
    while at < src.len() {
        match src[at] {
            b' ' | b'\n' | b'\r' | b'\t' => at += 1,
            b'"' => {
                let mut s = Scanner { data: src, at };
                if s.string().is_err() {
                    s.at = src.len();
                }
                escape_html(out, &src[at..s.at], html, js);
                at = s.at;
            }
            byte => {
                out.push(byte);
                at += 1;
            }
        }
    }
}

pub fn escape_html(out: &mut Vec<u8>, src: &[u8], html: bool, js: bool) {
    if !html && !js {
        return out.extend_from_slice(src);
    }
    let mut done = 0;
    for (i, &b) in src.iter().enumerate() {
        let replacement: &[u8] = match b {
            b'<' if html => b"\\u003c",
            b'>' if html => b"\\u003e",
            b'&' if html => b"\\u0026",
            0xE2 if js && src[i..].starts_with(&[0xE2, 0x80, 0xA8]) => b"\\u2028",
            0xE2 if js && src[i..].starts_with(&[0xE2, 0x80, 0xA9]) => b"\\u2029",
            _ => continue,
        };
        out.extend_from_slice(&src[done..i]);
        out.extend_from_slice(replacement);
        done = i + if b == 0xE2 { 3 } else { 1 };
    }
    out.extend_from_slice(&src[done..]);
}

/// Appends a valid value with each element on a line of its own.
pub fn indent(out: &mut Vec<u8>, src: &[u8], prefix: &[u8], step: &[u8]) {
    let mut depth = 0;
    let mut at = 0;
    let line = |out: &mut Vec<u8>, depth: usize| {
        out.push(b'\n');
        out.extend_from_slice(prefix);
        for _ in 0..depth {
            out.extend_from_slice(step);
        }
    };
    while at < src.len() {
        let byte = src[at];
        match byte {
            b' ' | b'\n' | b'\r' | b'\t' => at += 1,
            b'"' => {
                let mut s = Scanner { data: src, at };
                if s.string().is_err() {
                    s.at = src.len();
                }
                out.extend_from_slice(&src[at..s.at]);
                at = s.at;
            }
            b'{' | b'[' => {
                out.push(byte);
                let mut s = Scanner {
                    data: src,
                    at: at + 1,
                };
                s.space();
                at = s.at;
                match s.peek() {
                    Some(close @ (b'}' | b']')) => {
                        out.push(close);
                        at += 1;
                    }
                    _ => {
                        depth += 1;
                        line(out, depth);
                    }
                }
            }
            b'}' | b']' => {
                depth -= 1;
                line(out, depth);
                out.push(byte);
                at += 1;
            }
            b',' => {
                out.push(byte);
                line(out, depth);
                at += 1;
            }
            b':' => {
                out.extend_from_slice(b": ");
                at += 1;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
}

/// Where the end of a text that is not yet whole lies, as a JSON pointer: inside the array or object that was begun last.
pub fn pointer(text: &[u8]) -> Vec<u8> {
    // Of each array or object the index, or the name with its quotes.
    let mut open: Vec<(usize, &[u8])> = Vec::new();
    let mut s = Scanner { data: text, at: 0 };
    while let Some(byte) = s.peek() {
        match byte {
            b'"' => {
                let from = s.at;
                if s.string().is_err() {
                    break;
                }
                if s.peek() == Some(b':')
                    && let Some(top) = open.last_mut()
                {
                    top.1 = &text[from + 1..s.at - 1];
                }
                continue;
            }
            b'[' => open.push((0, &[])),
            b'{' => open.push((usize::MAX, &[])),
            b']' | b'}' => _ = open.pop(),
            b',' => {
                if let Some(top) = open.last_mut()
                    && top.0 != usize::MAX
                {
                    top.0 += 1;
                }
            }
            _ => {}
        }
        s.at += 1;
    }
    open.pop();
    let mut pointer = Vec::new();
    for (index, name) in open {
        pointer.push(b'/');
        if index == usize::MAX {
            append_pointer(&mut pointer, &super::quote::unquoted(name));
        } else {
            pointer.extend_from_slice(index.to_string().as_bytes());
        }
    }
    pointer
}

/// Appends a name as JSON pointers have it.
pub fn append_pointer(out: &mut Vec<u8>, name: &[u8]) {
    for &b in name {
        match b {
            b'~' => out.extend_from_slice(b"~0"),
            b'/' => out.extend_from_slice(b"~1"),
            _ => out.push(b),
        }
    }
}

/// What is wrong with a text that should begin with a quote.
pub fn not_a_string(data: &[u8]) -> String {
    Scanner { data, at: 0 }
        .unexpected("looking for beginning of object key string")
        .text
}
/// A piece of the input in a message: in Go's quotes where it is not plain text.
fn shown(piece: &[u8]) -> String {
    let strange = |c: char| c == '`' || c.is_control() || c.is_whitespace();
    match std::str::from_utf8(piece) {
        Ok(text) if !text.contains(strange) => format!("`{text}`"),
        _ => {
            let one = |&b: &u8| match b {
                b'"' | b'\\' => format!("\\{}", char::from(b)),
                b'\t' => "\\t".into(),
                b'\n' => "\\n".into(),
                b'\r' => "\\r".into(),
                7 => "\\a".into(),
                8 => "\\b".into(),
                11 => "\\v".into(),
                12 => "\\f".into(),
                b' '..=b'~' => char::from(b).to_string(),
                b => format!("\\x{b:02x}"),
            };
            format!("\"{}\"", piece.iter().map(one).collect::<String>())
        }
    }
}
