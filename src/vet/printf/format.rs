//! Formats taken apart: what stands between a `%` and its verb, and which argument each part takes.

/// One operation, such as `%[2]*.3d`. Arguments are counted as the call has them, the first as 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation<'t> {
    pub text: &'t str,
    /// Where it begins in the format.
    pub start: usize,
    pub flags: &'t str,
    /// Arguments that say width and precision: `*`.
    pub sizes: Vec<usize>,
    pub verb: char,
    /// What the verb takes.
    pub arg: usize,
    /// Some part says which argument it takes.
    pub indexed: bool,
}

/// All operations of a format whose first argument is that of number `first`. `Err`: what is wrong, said of a call.
pub fn operations(format: &str, first: usize) -> Result<Vec<Operation<'_>>, String> {
    let mut out = Vec::new();
    let mut next = first;
    let mut at = 0;
    while let Some(found) = format[at..].find('%') {
        let start = at + found;
        let (operation, after) = Reader::new(&format[start..], first, next).read(start)?;
        at = start + operation.text.len();
        if operation.verb != '%' {
            next = after + 1;
        }
        out.push(operation);
    }
    Ok(out)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    first: usize,
    next: usize,
    /// An index has been read that nothing has taken.
    pending: bool,
    indexed: bool,
    sizes: Vec<usize>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, first: usize, next: usize) -> Reader<'t> {
        Reader {
            text,
            at: 1,
            first,
            next,
            pending: false,
            indexed: false,
            sizes: Vec::new(),
        }
    }

    /// The operation, and the argument of its verb.
    fn read(mut self, start: usize) -> Result<(Operation<'t>, usize), String> {
        let rest = &self.text[1..];
        let flags = &rest[..rest.len() - rest.trim_start_matches(['#', '0', '+', '-', ' ']).len()];
        self.at += flags.len();
        self.index()?;
        self.size();
        if self.peek() == Some('.') {
            self.at += 1;
            self.index()?;
            self.size();
        }
        if !self.pending {
            self.index()?;
        }
        let Some(verb) = self.peek() else {
            return Err(format!(
                "format {} is missing verb at end of string",
                self.text
            ));
        };
        self.indexed |= self.pending;
        let operation = Operation {
            text: &self.text[..self.at + verb.len_utf8()],
            start,
            flags,
            sizes: self.sizes,
            verb,
            arg: self.next,
            indexed: self.indexed,
        };
        Ok((operation, self.next))
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn digits(&mut self) -> &'t str {
        let rest = &self.text[self.at..];
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// `[n]`
    fn index(&mut self) -> Result<(), String> {
        if self.peek() != Some('[') {
            return Ok(());
        }
        let inside = self.at + 1;
        let Some(end) = self.text[inside..].find(']') else {
            return Err(format!("format {} is missing closing ]", self.text));
        };
        let number = &self.text[inside..inside + end];
        let plain = number.bytes().all(|b| b.is_ascii_digit());
        match number.parse::<i32>() {
            Ok(n) if plain && n > 0 => self.next = self.first + n as usize - 1,
            _ => return Err(format!("format has invalid argument index [{number}]")),
        }
        self.at = inside + end + 1;
        self.pending = true;
        Ok(())
    }

    /// A number or `*`.
    fn size(&mut self) {
        if self.peek() == Some('*') {
            self.at += 1;
            self.indexed |= std::mem::take(&mut self.pending);
            self.sizes.push(self.next);
            self.next += 1;
        } else {
            self.digits();
        }
    }
}

/// The first thing in a text that looks like an operation, if it is not that of an escaped character of an URL.
pub fn directive_in(text: &str) -> Option<&str> {
    let mut at = 0;
    while let Some(found) = text[at..].find('%') {
        let start = at + found;
        let Some(len) = directive(&text[start..]) else {
            at = start + 1;
            continue;
        };
        let word = &text[start..start + len];
        let hex = |i: usize| word.as_bytes().get(i).is_some_and(u8::is_ascii_hexdigit);
        if !(hex(1) && hex(2)) {
            return Some(word);
        }
        at = start + len;
    }
    None
}

/// The length of an operation without the flag of a space.
fn directive(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let run =
        |at: usize, one: fn(&u8) -> bool| at + bytes[at..].iter().take_while(|b| one(b)).count();
    let digits = |at: usize| run(at, u8::is_ascii_digit);
    let index = |at: usize| {
        let end = (bytes.get(at) == Some(&b'[')).then(|| digits(at + 1))?;
        (end > at + 1 && bytes.get(end) == Some(&b']')).then_some(end + 1)
    };
    let size = |at: usize| {
        let end = digits(at);
        let star = index(at).unwrap_or(at);
        match () {
            () if end > at => end,
            () if bytes.get(star) == Some(&b'*') => star + 1,
            () => at,
        }
    };
    let mut at = size(run(1, |b| b"+-#".contains(b)));
    at += usize::from(bytes.get(at) == Some(&b'.'));
    at = size(at);
    at = index(at).unwrap_or(at);
    (b"bcdefgopqstvxEFGTUX".contains(bytes.get(at)?)).then_some(at + 1)
}

/// How far into a literal's text the byte `offset` of its value stands.
pub fn place_in_literal(literal: &str, offset: usize) -> usize {
    if literal.starts_with('`') {
        return 1 + offset;
    }
    let bytes = literal.as_bytes();
    let (mut at, mut value) = (1, 0);
    while value < offset && at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            value += 1;
            continue;
        }
        let code = |len: usize| {
            let digits = literal.get(at + 2..at + len);
            let c = digits.and_then(|d| u32::from_str_radix(d, 16).ok());
            c.and_then(char::from_u32).map_or(1, char::len_utf8)
        };
        let (len, decoded) = match bytes.get(at + 1) {
            Some(b'x' | b'0'..=b'7') => (4, 1),
            Some(b'u') => (6, code(6)),
            Some(b'U') => (10, code(10)),
            _ => (2, 1),
        };
        at += len;
        value += decoded;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{directive_in, operations, place_in_literal};

    #[test]
    fn parts() {
        let list = operations("a %[2]*.3d %% %s", 1).unwrap();
        assert_eq!(list.len(), 3);
        assert_eq!(
            (list[0].text, &list[0].sizes[..], list[0].arg),
            ("%[2]*.3d", &[2][..], 3)
        );
        assert_eq!((list[2].arg, list[2].start), (4, 14));
        assert_eq!(
            operations("%[x]d", 1).unwrap_err(),
            "format has invalid argument index [x]"
        );
        assert_eq!(
            operations("%[1", 1).unwrap_err(),
            "format %[1 is missing closing ]"
        );
        assert_eq!(
            operations("%-", 1).unwrap_err(),
            "format %- is missing verb at end of string"
        );
    }

    #[test]
    fn directives() {
        assert_eq!(directive_in("100% sure %20 %-5.2f"), Some("%-5.2f"));
        assert_eq!(directive_in("%[1]*d"), Some("%[1]*d"));
        assert_eq!(directive_in("%z 5%"), None);
    }

    #[test]
    fn places() {
        assert_eq!(place_in_literal(r#""\t\u00e4%d""#, 3), 9);
        assert_eq!(place_in_literal("`a%d`", 1), 2);
    }
}
