//! Go's syntax of regular expressions, as regexp/syntax reads it, into the crate's intermediate form. The crate's own
//! parser is not used: it accepts more, means other things by some of it, and says other words of what is wrong.

use regex_syntax::hir::{
    Capture, Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition,
};

use super::class;

/// Flags of regexp/syntax, with its numbers.
pub mod flag {
    pub const FOLD_CASE: u32 = 1;
    pub const CLASS_NL: u32 = 4;
    pub const DOT_NL: u32 = 8;
    pub const ONE_LINE: u32 = 16;
    pub const NON_GREEDY: u32 = 32;
    pub const PERL_X: u32 = 64;
    pub const UNICODE_GROUPS: u32 = 128;
}

/// A code of regexp/syntax.Error and the part of the expression that it is about.
#[derive(Debug)]
pub struct Wrong {
    pub code: &'static str,
    pub part: Vec<u8>,
}

pub fn wrong<T>(code: &'static str, part: &[u8]) -> Result<T, Wrong> {
    Err(Wrong {
        code,
        part: part.to_vec(),
    })
}

pub mod code {
    pub const CHAR_RANGE: &str = "invalid character class range";
    pub const ESCAPE: &str = "invalid escape sequence";
    pub const NAMED_CAPTURE: &str = "invalid named capture";
    pub const PERL_OP: &str = "invalid or unsupported Perl syntax";
    pub const REPEAT_OP: &str = "invalid nested repetition operator";
    pub const REPEAT_SIZE: &str = "invalid repeat count";
    pub const UTF8: &str = "invalid UTF-8";
    pub const MISSING_BRACKET: &str = "missing closing ]";
    pub const MISSING_PAREN: &str = "missing closing )";
    pub const MISSING_ARGUMENT: &str = "missing argument to repetition operator";
    pub const TRAILING_BACKSLASH: &str = "trailing backslash at end of expression";
    pub const UNEXPECTED_PAREN: &str = "unexpected )";
    pub const DEPTH: &str = "expression nests too deeply";
    pub const LARGE: &str = "expression too large";
}

pub struct Parsed {
    pub hir: Hir,
    /// The name of each group; the whole match first.
    pub names: Vec<String>,
    /// What each match begins with, and whether that is all of the expression.
    pub prefix: String,
    pub complete: bool,
    /// About how many instructions Go would have for it.
    pub size: u64,
}

/// Repetition counts go to 1000, also multiplied where they are nested.
const MAX_REPEAT: u32 = 1000;
const MAX_DEPTH: usize = 1000;
/// Size limit of Go's, in instructions.
const MAX_SIZE: u64 = (128 << 20) / 40;

/// An item of a sequence with what the checks need to know of it.
struct Item {
    hir: Hir,
    /// The product of nested counts.
    repeat: u32,
    depth: usize,
    /// About how many instructions.
    size: u64,
}

struct Group {
    alternatives: Vec<Item>,
    sequence: Vec<Item>,
    /// Its number; `None`: it does not capture.
    capture: Option<u32>,
    flags: u32,
}

impl Group {
    fn new(capture: Option<u32>, flags: u32) -> Group {
        Group {
            alternatives: Vec::new(),
            sequence: Vec::new(),
            capture,
            flags,
        }
    }
}

struct Parser<'a> {
    whole: &'a str,
    flags: u32,
    stack: Vec<Group>,
    names: Vec<String>,
}

pub fn parse(expr: &[u8], flags: u32) -> Result<Parsed, Wrong> {
    match std::str::from_utf8(expr) {
        Ok(whole) => parse_text(whole, flags),
        Err(error) => Err(not_utf8(expr, error.valid_up_to(), flags)),
    }
}

/// What is wrong with an expression that is UTF-8 only up to `at`: a mistake before that place is told first.
fn not_utf8(expr: &[u8], at: usize, flags: u32) -> Wrong {
    const THERE: char = '\u{10FFFF}';
    let mut before = String::from_utf8_lossy(&expr[..at]).into_owned();
    before.push(THERE);
    let mut part = &expr[at..];
    // The name of a class goes on to its end, whatever is in it.
    if let Some(end) = part.windows(2).position(|two| two == b":]")
        && let Err(named) = parse_text(&format!("{before}:]]"), flags)
        && named.code == code::CHAR_RANGE
        && named.part.ends_with(format!("{THERE}:]").as_bytes())
    {
        let start = at + THERE.len_utf8() + 2 - named.part.len();
        return Wrong {
            code: code::CHAR_RANGE,
            part: expr[start..at + end + 2].to_vec(),
        };
    }
    match parse_text(&before, flags) {
        Err(mut first) if !matches!(first.code, code::MISSING_PAREN | code::MISSING_BRACKET) => {
            // Mistakes of the whole: parentheses, size, depth.
            let whole = matches!(
                first.code,
                code::UNEXPECTED_PAREN | code::DEPTH | code::LARGE
            );
            if whole {
                first.part = expr.to_vec();
            }
            let mark = THERE.to_string();
            if whole || !first.part.ends_with(mark.as_bytes()) {
                return first;
            }
            // In a name that has an end only the name is looked at.
            let is_class = [b"\\p{", b"\\P{"]
                .iter()
                .any(|p| first.part.starts_with(*p));
            let end = match first.code {
                code::NAMED_CAPTURE => part.iter().position(|&b| b == b'>'),
                code::CHAR_RANGE if is_class => part.iter().position(|&b| b == b'}'),
                _ => None,
            };
            part = &part[..end.unwrap_or(part.len())];
        }
        _ => {}
    }
    let quoting = |text: &str| before.rfind(text).map_or(0, |at| at + 1);
    if quoting("\\Q") > quoting("\\E") {
        let end = part.windows(2).position(|two| two == b"\\E");
        part = &part[..end.unwrap_or(part.len())];
    }
    Wrong {
        code: code::UTF8,
        part: part.to_vec(),
    }
}

fn parse_text(whole: &str, flags: u32) -> Result<Parsed, Wrong> {
    let mut p = Parser {
        whole,
        flags,
        stack: vec![Group::new(None, flags)],
        names: vec![String::new()],
    };
    p.run()?;
    if p.stack.len() > 1 {
        return wrong(code::MISSING_PAREN, whole.as_bytes());
    }
    let group = p.stack.pop().expect("the outermost");
    let all = close(group);
    p.limits(&all)?;
    let (prefix, complete) = prefix(&all.hir);
    Ok(Parsed {
        prefix: String::from_utf8_lossy(&prefix).into_owned(),
        complete,
        size: all.size,
        hir: all.hir,
        names: p.names,
    })
}

/// The literal that every match begins with, and whether that is all.
fn prefix(hir: &Hir) -> (Vec<u8>, bool) {
    if let HirKind::Concat(parts) = hir.kind()
        && let [begin, inner @ ..] = &**parts
        && matches!(begin.kind(), HirKind::Look(Look::Start))
    {
        return prefix_of_line(inner);
    }
    prefix_of(hir)
}

/// What follows `^`: Go has a prefix where its program is one of a single path, which is known here of characters alone.
fn prefix_of_line(parts: &[Hir]) -> (Vec<u8>, bool) {
    let plain = |part: &&Hir| matches!(part.kind(), HirKind::Literal(_));
    let text: Vec<&Hir> = parts.iter().take_while(plain).collect();
    let fixed = |part: &Hir| {
        use HirKind::{Class, Literal, Look};
        matches!(part.kind(), Class(_) | Literal(_) | Look(_))
    };
    let (ends, inner) = match parts {
        [inner @ .., end] if matches!(end.kind(), HirKind::Look(Look::End)) => (true, inner),
        _ => (false, parts),
    };
    // Nothing but `$` may stand last that takes no character.
    let last_is_look = matches!(inner.last().map(Hir::kind), Some(HirKind::Look(_)));
    if !inner.iter().all(fixed) || !ends && last_is_look {
        return (Vec::new(), false);
    }
    let (prefix, whole) = prefix_of_all(&parts[..text.len()]);
    let complete = ends && inner.len() == text.len() && !text.is_empty();
    (prefix, complete && whole)
}

fn prefix_of_all(parts: &[Hir]) -> (Vec<u8>, bool) {
    let mut text = Vec::new();
    for part in parts {
        let (more, complete) = prefix_of(part);
        text.extend(more);
        if !complete {
            return (text, false);
        }
    }
    (text, true)
}

fn prefix_of(hir: &Hir) -> (Vec<u8>, bool) {
    match hir.kind() {
        HirKind::Empty => (Vec::new(), true),
        // Go stops at the character that stands for what is none.
        HirKind::Literal(literal) => {
            match memchr::memmem::find(&literal.0, "\u{fffd}".as_bytes()) {
                Some(at) => (literal.0[..at].to_vec(), false),
                None => (literal.0.to_vec(), true),
            }
        }
        HirKind::Capture(capture) => prefix_of(&capture.sub),
        HirKind::Concat(parts) => prefix_of_all(parts),
        HirKind::Repetition(repetition) if matches!(repetition.sub.kind(), HirKind::Empty) => {
            (Vec::new(), true)
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => {
            let (text, complete) = prefix_of(&repetition.sub);
            if complete {
                let times = repetition.min as usize;
                (text.repeat(times), repetition.max == Some(repetition.min))
            } else {
                (text, false)
            }
        }
        HirKind::Alternation(branches) => {
            if branches.iter().all(|b| matches!(b.kind(), HirKind::Empty)) {
                return (Vec::new(), true);
            }
            let mut branches = branches.iter().map(leading_text);
            let mut common = branches.next().unwrap_or_default();
            for branch in branches {
                let same = common.iter().zip(&branch).take_while(|(a, b)| a == b);
                common.truncate(same.count());
            }
            // Not in the middle of a character.
            while std::str::from_utf8(&common).is_err() {
                common.pop();
            }
            (common, false)
        }
        _ => (Vec::new(), false),
    }
}

/// What a branch begins with, as far as Go looks for what branches have in common: not into groups.
fn leading_text(branch: &Hir) -> Vec<u8> {
    let first = match branch.kind() {
        HirKind::Concat(parts) => &parts[0],
        _ => branch,
    };
    match first.kind() {
        HirKind::Literal(literal) => literal.0.to_vec(),
        _ => Vec::new(),
    }
}

fn sequence(items: Vec<Item>) -> Item {
    let repeat = items.iter().map(|i| i.repeat).max().unwrap_or(1);
    let depth = items.iter().map(|i| i.depth).max().unwrap_or(0);
    let size = items.iter().map(|i| i.size).sum::<u64>().max(1);
    Item {
        depth: if items.len() > 1 { depth + 1 } else { depth },
        hir: Hir::concat(items.into_iter().map(|i| i.hir).collect()),
        repeat,
        size,
    }
}

fn close(mut group: Group) -> Item {
    let last = sequence(group.sequence);
    let mut item = if group.alternatives.is_empty() {
        last
    } else {
        group.alternatives.push(last);
        let items = group.alternatives;
        Item {
            repeat: items.iter().map(|i| i.repeat).max().unwrap_or(1),
            depth: items.iter().map(|i| i.depth).max().unwrap_or(0) + 1,
            size: items.iter().map(|i| i.size + 1).sum(),
            hir: Hir::alternation(items.into_iter().map(|i| i.hir).collect()),
        }
    };
    if let Some(index) = group.capture {
        item.depth += 1;
        item.size += 2;
        item.hir = Hir::capture(Capture {
            index,
            // The crate wants them unique, Go does not, and only Go's side uses them.
            name: None,
            sub: Box::new(item.hir),
        });
    }
    item
}

impl<'a> Parser<'a> {
    fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    fn top(&mut self) -> &mut Group {
        self.stack.last_mut().expect("the outermost stays")
    }

    fn push(&mut self, hir: Hir) {
        self.top().sequence.push(Item {
            hir,
            repeat: 1,
            depth: 1,
            size: 1,
        });
    }

    fn limits(&self, item: &Item) -> Result<(), Wrong> {
        if item.depth > MAX_DEPTH {
            return wrong(code::DEPTH, self.whole.as_bytes());
        }
        if item.size > MAX_SIZE {
            return wrong(code::LARGE, self.whole.as_bytes());
        }
        Ok(())
    }

    fn run(&mut self) -> Result<(), Wrong> {
        let mut t = self.whole;
        let mut last_repeat = "";
        while let Some(c) = t.chars().next() {
            let mut repeat = "";
            match c {
                '(' if self.has(flag::PERL_X) && t[1..].starts_with('?') => {
                    t = self.perl_group(t)?;
                }
                '(' => {
                    self.open(String::new())?;
                    t = &t[1..];
                }
                '|' => {
                    let top = self.top();
                    let items = std::mem::take(&mut top.sequence);
                    top.alternatives.push(sequence(items));
                    t = &t[1..];
                }
                ')' => {
                    self.close_group()?;
                    t = &t[1..];
                }
                '^' => {
                    let one = self.has(flag::ONE_LINE);
                    self.push(Hir::look(if one { Look::Start } else { Look::StartLF }));
                    t = &t[1..];
                }
                '$' => {
                    let one = self.has(flag::ONE_LINE);
                    self.push(Hir::look(if one { Look::End } else { Look::EndLF }));
                    t = &t[1..];
                }
                '.' => {
                    self.push(self.any_char());
                    t = &t[1..];
                }
                '[' => {
                    let (class, rest) = class::bracketed(t, self.flags)?;
                    self.push(Hir::class(Class::Unicode(class)));
                    t = rest;
                }
                '*' | '+' | '?' => {
                    let before = t;
                    let (min, max) = match c {
                        '*' => (0, None),
                        '+' => (1, None),
                        _ => (0, Some(1)),
                    };
                    t = self.repeat(min, max, before, &t[1..], last_repeat, false)?;
                    repeat = before;
                }
                '{' => match counts(t) {
                    None => {
                        self.literal('{');
                        t = &t[1..];
                    }
                    Some((counts, after)) => {
                        let before = t;
                        let Some((min, max)) = counts else {
                            let part = &before[..before.len() - after.len()];
                            return wrong(code::REPEAT_SIZE, part.as_bytes());
                        };
                        t = self.repeat(min, max, before, after, last_repeat, true)?;
                        repeat = before;
                    }
                },
                '\\' => t = self.escape(t)?,
                c => {
                    self.literal(c);
                    t = &t[c.len_utf8()..];
                }
            }
            last_repeat = repeat;
        }
        Ok(())
    }

    fn any_char(&self) -> Hir {
        let ranges = if self.has(flag::DOT_NL) {
            vec![ClassUnicodeRange::new('\0', char::MAX)]
        } else {
            vec![
                ClassUnicodeRange::new('\0', '\t'),
                ClassUnicodeRange::new('\u{b}', char::MAX),
            ]
        };
        Hir::class(Class::Unicode(ClassUnicode::new(ranges)))
    }

    fn literal(&mut self, c: char) {
        if self.has(flag::FOLD_CASE) {
            let mut class = ClassUnicode::new([ClassUnicodeRange::new(c, c)]);
            class::fold(&mut class);
            self.push(Hir::class(Class::Unicode(class)));
        } else {
            self.push(Hir::literal(c.encode_utf8(&mut [0; 4]).as_bytes().to_vec()));
        }
    }

    fn open(&mut self, name: String) -> Result<(), Wrong> {
        if self.stack.len() > MAX_DEPTH {
            return wrong(code::DEPTH, self.whole.as_bytes());
        }
        let index = self.names.len() as u32;
        self.names.push(name);
        self.stack.push(Group::new(Some(index), self.flags));
        Ok(())
    }

    fn close_group(&mut self) -> Result<(), Wrong> {
        if self.stack.len() == 1 {
            return wrong(code::UNEXPECTED_PAREN, self.whole.as_bytes());
        }
        let group = self.stack.pop().expect("more than one");
        self.flags = group.flags;
        let item = close(group);
        self.limits(&item)?;
        self.top().sequence.push(item);
        Ok(())
    }

    /// `(?flags)`, `(?flags:`, `(?P<name>`, `(?<name>`.
    fn perl_group(&mut self, s: &'a str) -> Result<&'a str, Wrong> {
        let name_at = match s {
            _ if s.len() > 4 && s.starts_with("(?P<") => 4,
            _ if s.len() > 3 && s.starts_with("(?<") => 3,
            _ => 0,
        };
        if name_at > 0 {
            let Some(end) = s.find('>') else {
                return wrong(code::NAMED_CAPTURE, s.as_bytes());
            };
            let name = &s[name_at.min(end)..end];
            let word = |b: u8| b == b'_' || b.is_ascii_alphanumeric();
            if name.is_empty() || !name.bytes().all(word) {
                return wrong(code::NAMED_CAPTURE, &s.as_bytes()[..=end]);
            }
            self.open(name.into())?;
            return Ok(&s[end + 1..]);
        }
        let (mut on, mut off) = (0, 0);
        let mut negative = false;
        let mut saw = false;
        for (at, c) in s.char_indices().skip(2) {
            let bit = match c {
                'i' => flag::FOLD_CASE,
                'm' => flag::ONE_LINE,
                's' => flag::DOT_NL,
                'U' => flag::NON_GREEDY,
                '-' if !negative => {
                    negative = true;
                    saw = false;
                    continue;
                }
                ':' | ')' if !negative || saw => {
                    if c == ':' {
                        if self.stack.len() > MAX_DEPTH {
                            return wrong(code::DEPTH, self.whole.as_bytes());
                        }
                        self.stack.push(Group::new(None, self.flags));
                    }
                    self.flags = (self.flags | on) & !off;
                    return Ok(&s[at + 1..]);
                }
                c => return wrong(code::PERL_OP, &s.as_bytes()[..at + c.len_utf8()]),
            };
            saw = true;
            // `m` takes a flag away.
            if negative != (c == 'm') {
                off |= bit;
                on &= !bit;
            } else {
                on |= bit;
                off &= !bit;
            }
        }
        wrong(code::PERL_OP, s.as_bytes())
    }

    fn repeat(
        &mut self,
        min: u32,
        max: Option<u32>,
        before: &'a str,
        mut after: &'a str,
        last_repeat: &str,
        counted: bool,
    ) -> Result<&'a str, Wrong> {
        let mut greedy = !self.has(flag::NON_GREEDY);
        if self.has(flag::PERL_X) {
            if let Some(rest) = after.strip_prefix('?') {
                after = rest;
                greedy = !greedy;
            }
            if !last_repeat.is_empty() {
                let part = &last_repeat[..last_repeat.len() - after.len()];
                return wrong(code::REPEAT_OP, part.as_bytes());
            }
        }
        let part = &before.as_bytes()[..before.len() - after.len()];
        let Some(item) = self.top().sequence.pop() else {
            return wrong(code::MISSING_ARGUMENT, part);
        };
        let times = max.unwrap_or(min);
        let repeat = if counted && times > 0 {
            item.repeat.saturating_mul(times)
        } else {
            item.repeat
        };
        if counted && (min >= 2 || max.is_some_and(|m| m >= 2)) && repeat > MAX_REPEAT {
            return wrong(code::REPEAT_SIZE, part);
        }
        let item = Item {
            hir: Hir::repetition(Repetition {
                min,
                max,
                greedy,
                sub: Box::new(item.hir),
            }),
            repeat,
            depth: item.depth + 1,
            size: item.size.saturating_mul(u64::from(times.max(1))) + 1,
        };
        self.limits(&item)?;
        self.top().sequence.push(item);
        Ok(after)
    }

    fn escape(&mut self, t: &'a str) -> Result<&'a str, Wrong> {
        let second = t[1..].chars().next();
        if self.has(flag::PERL_X)
            && let Some(c) = second
        {
            let look = match c {
                'A' => Some(Look::Start),
                'z' => Some(Look::End),
                'b' => Some(Look::WordAscii),
                'B' => Some(Look::WordAsciiNegate),
                'C' => return wrong(code::ESCAPE, &t.as_bytes()[..2]),
                'Q' => {
                    let (text, rest) = match t[2..].split_once("\\E") {
                        Some(split) => split,
                        None => (&t[2..], ""),
                    };
                    for c in text.chars() {
                        self.literal(c);
                    }
                    return Ok(rest);
                }
                _ => None,
            };
            if let Some(look) = look {
                self.push(Hir::look(look));
                return Ok(&t[2..]);
            }
        }
        if let Some((class, rest)) = class::escaped(t, self.flags)? {
            self.push(Hir::class(Class::Unicode(class)));
            return Ok(rest);
        }
        let (c, rest) = class::escaped_char(t)?;
        self.literal(c);
        Ok(rest)
    }
}

/// `{n}`, `{n,}`, `{n,m}` and what follows. `None`: it is no such thing; `Some(None, _)`: its numbers do not do.
#[allow(clippy::type_complexity)]
fn counts(t: &str) -> Option<(Option<(u32, Option<u32>)>, &str)> {
    let number = |s: &str| -> Option<(Option<u32>, usize)> {
        let n = s.bytes().take_while(u8::is_ascii_digit).count();
        // A leading zero is not accepted.
        if n == 0 || (n > 1 && s.starts_with('0')) {
            return None;
        }
        let value = s[..n].parse().ok().filter(|&v: &u32| v <= MAX_REPEAT);
        Some((value, n))
    };
    let s = &t[1..];
    let (min, n) = number(s)?;
    let s = &s[n..];
    let (max, s) = match s.strip_prefix(',') {
        None => (Some(min), s),
        Some(s) if s.starts_with('}') => (None, s),
        Some(s) => {
            let (max, n) = number(s)?;
            (Some(max), &s[n..])
        }
    };
    let after = s.strip_prefix('}')?;
    let counts = match (min, max) {
        (Some(min), None) => Some((min, None)),
        (Some(min), Some(Some(max))) if min <= max => Some((min, Some(max))),
        _ => None,
    };
    Some((counts, after))
}
