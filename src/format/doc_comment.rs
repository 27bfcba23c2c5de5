//! Comments above declarations, in the form of go/doc/comment: headings, lists, code and paragraphs, each as gofmt writes them.

use std::borrow::Cow;

use super::source::Comment;

/// `line …`, `export …`, `go:…`: what stands behind the slashes is for a tool.
pub fn is_directive(text: &str) -> bool {
    if ["line ", "extern ", "export "]
        .iter()
        .any(|word| text.starts_with(word))
    {
        return true;
    }
    let is_name = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    match text.split_once(':') {
        Some((tool, rest)) => {
            !tool.is_empty()
                && tool.bytes().all(is_name)
                && rest.bytes().next().is_some_and(is_name)
        }
        None => false,
    }
}

/// A comment all of whose lines begin with a star.
fn all_stars(text: &str) -> bool {
    text.split('\n').skip(1).all(|line| {
        let line = line.trim_start_matches([' ', '\t']);
        line.is_empty() || line.starts_with('*')
    })
}

/// The comments of a group in standard form, all at the place of the first; no comments if there is nothing in them.
pub fn format<'c, 'a>(list: &'c [Comment<'a>]) -> Cow<'c, [Comment<'a>]> {
    let Some(first) = list.first() else {
        return Cow::Borrowed(list);
    };
    let at_first = |text: String| Comment {
        pos: first.pos,
        text: Cow::Owned(text),
    };
    if let ([only], Some(block)) = (list, first.text.strip_prefix("/*")) {
        if !block.contains('\n') || all_stars(&only.text) {
            return Cow::Borrowed(list);
        }
        let text = block.strip_suffix("*/").unwrap_or(block);
        if text.is_empty() {
            return Cow::Borrowed(list);
        }
        return Cow::Owned(vec![at_first(format!("/*\n{}*/", standard(text)))]);
    }
    let mut text = String::new();
    let mut directives = Vec::new();
    for comment in list {
        let Some(line) = comment.text.strip_prefix("//") else {
            return Cow::Borrowed(list);
        };
        if is_directive(line) {
            directives.push(at_first(comment.text.to_string()));
            continue;
        }
        text.push_str(line.strip_prefix(' ').unwrap_or(line));
        text.push('\n');
    }
    if text.is_empty() {
        return Cow::Borrowed(list);
    }
    let text = standard(&text);
    let mut lines: Vec<Comment> = text
        .split_terminator('\n')
        .map(|line| {
            let blank = if line.is_empty() || line.starts_with('\t') {
                ""
            } else {
                " "
            };
            at_first(format!("//{blank}{line}"))
        })
        .collect();
    if !directives.is_empty() {
        lines.push(at_first("//".into()));
        lines.extend(directives);
    }
    Cow::Owned(lines)
}

/// `[text]: url`
struct Link {
    text: String,
    url: String,
    is_used: bool,
}

enum Block {
    Paragraph(String),
    Heading(String),
    Code(Vec<String>),
    List {
        items: Vec<Item>,
        blank_before: bool,
        blank_between: bool,
    },
}

struct Item {
    /// Empty if the list is not numbered.
    number: String,
    paragraphs: Vec<String>,
}

/// The text of a comment, without its marks, in standard form.
pub fn standard(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let lines = unindented(&lines);
    let mut links = Vec::new();
    let mut blocks = Vec::new();
    let mut end_before = 0;
    for span in spans(&lines) {
        let part = &lines[span.start..span.end];
        let block = match span.kind {
            Kind::List => Some(list(part, end_before < span.start, &mut links)),
            Kind::Code => Some(Block::Code(
                unindented(part).iter().map(|l| l.to_string()).collect(),
            )),
            Kind::OldHeading => Some(Block::Heading(part[0].trim().into())),
            Kind::Heading => Some(Block::Heading(part[0][1..].trim().into())),
            Kind::Paragraph => paragraph(part, &mut links).map(Block::Paragraph),
        };
        blocks.extend(block);
        end_before = span.end;
    }
    let mut out = String::new();
    for (i, block) in blocks.iter().enumerate() {
        write_block(&mut out, block, i == 0, &mut links);
    }
    // First those that the text uses.
    for is_used in [true, false] {
        let mut is_first = true;
        for link in links.iter().filter(|link| link.is_used == is_used) {
            if std::mem::take(&mut is_first) {
                out.push('\n');
            }
            out.push_str(&format!("[{}]: {}\n", link.text, link.url));
        }
    }
    out
}

fn write_block(out: &mut String, block: &Block, is_first: bool, links: &mut [Link]) {
    match block {
        Block::List {
            items,
            blank_before,
            blank_between,
        } => {
            let between = *blank_between || items.iter().any(|item| item.paragraphs.len() != 1);
            if !is_first && (*blank_before || between) {
                out.push('\n');
            }
            for (i, item) in items.iter().enumerate() {
                if i > 0 && between {
                    out.push('\n');
                }
                match item.number.as_str() {
                    "" => out.push_str("  - "),
                    number => out.push_str(&format!(" {number}. ")),
                }
                for (i, paragraph) in item.paragraphs.iter().enumerate() {
                    if i > 0 {
                        out.push_str("\n    ");
                    }
                    let text = linked_text(paragraph, links);
                    out.push_str(&text.replace('\n', "\n    "));
                    out.push('\n');
                }
            }
            return;
        }
        _ if !is_first => out.push('\n'),
        _ => {}
    }
    match block {
        Block::Paragraph(text) => {
            out.push_str(&linked_text(text, links));
            out.push('\n');
        }
        Block::Heading(text) => out.push_str(&format!("# {text}\n")),
        Block::Code(lines) => {
            for line in lines {
                if !line.is_empty() {
                    out.push('\t');
                    out.push_str(line);
                }
                out.push('\n');
            }
        }
        Block::List { .. } => {}
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Code,
    Heading,
    List,
    OldHeading,
    Paragraph,
}

/// Lines that are one block.
struct Span {
    start: usize,
    end: usize,
    kind: Kind,
}

fn spans(lines: &[&str]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    // Lines before this one count as indented.
    let mut forced = 0;
    let line = |i: usize| lines.get(i).copied().unwrap_or_default();
    loop {
        while at < lines.len() && lines[at].is_empty() {
            at += 1;
        }
        if at >= lines.len() {
            return spans;
        }
        let start = at;
        let mut end;
        let kind;
        if at < forced || is_indented(lines[at]) {
            // Items of a list that should have been indented, up to a blank line.
            let mut items_too = is_item(lines[at]) && at < forced;
            at += 1;
            while at < lines.len()
                && (lines[at].is_empty()
                    || at < forced
                    || is_indented(lines[at])
                    || items_too && is_item(lines[at]))
            {
                items_too &= !lines[at].is_empty();
                at += 1;
            }
            end = at;
            while end > start && lines[end - 1].is_empty() {
                end -= 1;
            }
            // The last line of code that was pasted in.
            if line(end).starts_with('}') {
                end += 1;
            }
            kind = match is_item(lines[start]) {
                true => Kind::List,
                false => Kind::Code,
            };
        } else {
            at += 1;
            while at < lines.len() && !lines[at].is_empty() && !is_indented(lines[at]) {
                at += 1;
            }
            end = at;
            if !line(at).is_empty() && !is_item(line(at)) {
                // Indented lines follow, without a blank one between: do the last lines belong to them?
                let last = lines[at - 1];
                if is_item(last) {
                    forced = end;
                    end -= 1;
                    while end > start && is_item(lines[end - 1]) {
                        end -= 1;
                    }
                } else if last.ends_with(['{', '\\']) {
                    forced = end;
                    end -= 1;
                }
                if start == end && forced > start {
                    at = start;
                    continue;
                }
            }
            let is_alone = end - start == 1;
            kind = if is_alone && is_heading(lines[start]) {
                Kind::Heading
            } else if is_alone && is_old_heading(lines, start) {
                Kind::OldHeading
            } else {
                Kind::Paragraph
            };
        }
        spans.push(Span { start, end, kind });
        at = end;
    }
}

fn is_indented(line: &str) -> bool {
    line.starts_with([' ', '\t'])
}

fn leading_space(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// Without the white space that all lines begin with, and without blank lines at either end.
fn unindented<'t>(lines: &[&'t str]) -> Vec<&'t str> {
    let begin = lines.iter().position(|line| !line.is_empty());
    let end = lines.iter().rposition(|line| !line.is_empty());
    let (Some(begin), Some(end)) = (begin, end) else {
        return Vec::new();
    };
    let lines = &lines[begin..=end];
    let mut prefix = leading_space(lines[0]);
    for line in lines[1..].iter().filter(|line| !line.is_empty()) {
        let own = leading_space(line);
        let same = prefix.bytes().zip(own.bytes()).take_while(|(a, b)| a == b);
        prefix = &prefix[..same.count()];
    }
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| match line.strip_prefix(prefix).unwrap_or(line) {
            line if line.trim().is_empty() => "",
            line => line,
        })
        .collect();
    let begin = lines.iter().position(|line| !line.is_empty());
    let end = lines.iter().rposition(|line| !line.is_empty());
    match (begin, end) {
        (Some(begin), Some(end)) => lines[begin..=end].to_vec(),
        _ => Vec::new(),
    }
}

fn is_heading(line: &str) -> bool {
    (line.starts_with("# ") || line.starts_with("#\t")) && line.trim() != "#"
}

/// A line alone between paragraphs that looks like a heading.
fn is_old_heading(lines: &[&str], at: usize) -> bool {
    if at == 0 || at + 2 >= lines.len() {
        return false;
    }
    let alone = lines[at - 1].is_empty() && lines[at + 1].is_empty();
    if !alone || !leading_space(lines[at + 2]).is_empty() {
        return false;
    }
    let line = lines[at].trim();
    let (first, last) = (line.chars().next(), line.chars().next_back());
    if !first.is_some_and(is_capital)
        || !last
            .is_some_and(|c| gorun_grammar::is_letter(c) && c != '_' || gorun_grammar::is_digit(c))
    {
        return false;
    }
    if line.contains(|c| ";:!?+*/=[]{}_^°&§~%#@<\">\\".contains(c)) {
        return false;
    }
    // An apostrophe only in 's, a period only inside of words.
    let apostrophes = line.match_indices('\'').map(|(at, _)| &line[at + 1..]);
    let mut after = apostrophes.filter(|rest| *rest != "s" && !rest.starts_with("s "));
    let periods = line.match_indices('.').map(|(at, _)| &line[at + 1..]);
    let mut ends = periods.filter(|rest| rest.is_empty() || rest.starts_with(' '));
    after.next().is_none() && ends.next().is_none()
}

fn is_capital(c: char) -> bool {
    c.is_uppercase() && gorun_grammar::is_letter(c) && c != '_'
}

/// `[text]: scheme://…`
fn link(line: &str) -> Option<Link> {
    let (text, rest) = line.strip_prefix('[')?.split_once("]:")?;
    if rest.len() < 2 || !is_indented(rest) {
        return None;
    }
    let url = rest[1..].trim();
    let (scheme, _) = url.split_once("://")?;
    is_scheme(scheme).then(|| Link {
        text: text.into(),
        url: url.into(),
        is_used: false,
    })
}

/// `None` if the lines only define links.
fn paragraph(lines: &[&str], links: &mut Vec<Link>) -> Option<String> {
    let found: Option<Vec<Link>> = lines.iter().map(|line| link(line)).collect();
    match found {
        Some(found) => {
            links.extend(found);
            None
        }
        None => Some(lines.join("\n")),
    }
}

/// What a list's item begins with: its number, or nothing, and the rest.
fn item(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let (number, rest) = match line.strip_prefix(['•', '*', '+', '-']) {
        Some(rest) => ("", rest),
        None => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let number = &line[..line.len() - rest.len()];
            if number.is_empty() {
                return None;
            }
            (number, rest.strip_prefix(['.', ')'])?)
        }
    };
    (is_indented(rest) && !rest.trim().is_empty()).then_some((number, rest))
}

fn is_item(line: &str) -> bool {
    item(line).is_some()
}

fn list(lines: &[&str], blank_before: bool, links: &mut Vec<Link>) -> Block {
    let is_numbered = item(lines[0]).is_some_and(|(number, _)| !number.is_empty());
    let mut items: Vec<Item> = Vec::new();
    let mut text: Vec<&str> = Vec::new();
    let mut blank_between = false;
    let mut flush = |items: &mut Vec<Item>, text: &mut Vec<&str>| {
        if let Some(item) = items.last_mut() {
            item.paragraphs.extend(paragraph(text, links));
        }
        text.clear();
    };
    for line in lines {
        let mut line = *line;
        if let Some((number, rest)) = item(line)
            && number.is_empty() != is_numbered
        {
            flush(&mut items, &mut text);
            items.push(Item {
                number: number.into(),
                paragraphs: Vec::new(),
            });
            line = rest;
        }
        match line.trim() {
            "" => {
                blank_between = true;
                flush(&mut items, &mut text);
            }
            line => text.push(line),
        }
    }
    flush(&mut items, &mut text);
    Block::List {
        items,
        blank_before,
        blank_between,
    }
}

/// A paragraph's text. Notes which links it uses.
fn linked_text(text: &str, links: &mut [Link]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut written = 0;
    let mut open: Option<usize> = None;
    // What stands behind the first of the brackets that are open.
    let mut name = String::new();
    for (at, c) in text.char_indices() {
        match c {
            '[' => open = Some(at),
            ']' => {
                let name = std::mem::take(&mut name);
                let Some(start) = open.take() else { continue };
                if let Some(link) = links.iter_mut().find(|link| link.text == name) {
                    link.is_used = true;
                    quote_marks(&mut out, &text[written..start], true);
                    out.push('[');
                    quote_marks(&mut out, &text[start + 1..at], false);
                    out.push(']');
                    written = at + 1;
                }
            }
            '\n' | '\t' if open.is_some() => name.push(' '),
            c if open.is_some() => name.push(c),
            _ => {}
        }
    }
    quote_marks(&mut out, &text[written..], true);
    out
}

/// Writes a text with doubled quotes as typographic ones, but not inside of URLs, if they are looked for.
fn quote_marks(out: &mut String, text: &str, finds_urls: bool) {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let taken = if let Some(length) = url(rest).filter(|_| finds_urls) {
            length
        } else if let Some(length) = identifier(rest).filter(|_| finds_urls) {
            length
        } else if rest.starts_with("```") {
            rest.len() - rest.trim_start_matches('`').len()
        } else if let Some((mark, 2)) = quote(rest) {
            out.push(mark);
            at += 2;
            continue;
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        out.push_str(&rest[..taken]);
        at += taken;
    }
}

fn quote(text: &str) -> Option<(char, usize)> {
    match text.as_bytes() {
        [b'`', b'`', ..] => Some(('“', 2)),
        [b'\'', b'\'', ..] => Some(('”', 2)),
        _ => None,
    }
}

/// The length of an identifier at the beginning.
fn identifier(text: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    let end = chars.find(|(at, c)| match c.is_ascii() {
        true => !(*c == '_' || c.is_ascii_alphabetic() || *at > 0 && c.is_ascii_digit()),
        false => !gorun_grammar::is_letter(*c),
    });
    let length = end.map_or(text.len(), |(at, _)| at);
    (length > 0).then_some(length)
}

fn is_scheme(text: &str) -> bool {
    matches!(
        text,
        "file" | "ftp" | "gopher" | "http" | "https" | "mailto" | "nntp"
    )
}

fn is_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_@-.[]:".contains(&byte)
}

fn is_punctuation(byte: u8) -> bool {
    b".,:;?!".contains(&byte)
}

fn is_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"$'()*+&#=@~_/-[]{}%".contains(&byte)
}

/// The length of a URL at the beginning: without punctuation at its end, and with brackets in pairs.
fn url(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    // The shortest one is ftp://x.
    if bytes.len() < 7 {
        return None;
    }
    let colon = (3..7).find(|at| bytes[*at] == b':')?;
    if !text[colon..].starts_with("://") || !is_scheme(&text[..colon]) {
        return None;
    }
    let mut at = colon + 3;
    if !bytes
        .get(at)
        .is_some_and(|b| is_host(*b) && !is_punctuation(*b))
    {
        return None;
    }
    let mut end = at;
    while let Some(byte) = bytes.get(at).filter(|b| is_host(**b)) {
        at += 1;
        if !is_punctuation(*byte) {
            end = at;
        }
    }
    at = end;
    let mut open = Vec::new();
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if is_punctuation(byte) {
            continue;
        }
        if !is_path(byte) {
            break;
        }
        match byte {
            b'(' => open.push(b')'),
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b')' | b'}' | b']' if open.pop() != Some(byte) => break,
            _ => {}
        }
        if open.is_empty() {
            end = at;
        }
    }
    Some(end)
}
