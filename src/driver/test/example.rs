//! What an example should print: the last comment of its body, where that begins with `Output:`.

/// The text behind `Output:`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Output {
    pub text: String,
    pub unordered: bool,
}

/// Finds it in the text of a function's body. `None`: the example is not to be run.
pub fn output(body: &str) -> Option<Output> {
    let comment = plain(last_comment(body)?);
    let start = comment.trim_start();
    let (rest, unordered) = match without(start, "unordered ") {
        Some(rest) => (without(rest, "output:")?, true),
        None => (without(start, "output:")?, false),
    };
    let rest = rest.trim_start_matches(' ');
    Some(Output {
        text: rest.strip_prefix('\n').unwrap_or(rest).to_string(),
        unordered,
    })
}

/// `text` without the prefix, large or small letters.
fn without<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix)
        .then(|| &text[prefix.len()..])
}

/// The last group of comments: those that follow each other without an empty line or code between them. One that begins behind code ends with its
/// line.
fn last_comment(body: &str) -> Option<Vec<&str>> {
    let bytes = body.as_bytes();
    let mut group: Vec<&str> = Vec::new();
    let (mut at, mut start, mut end) = (0, 0, 0);
    let mut behind = false;
    while at < bytes.len() {
        let rest = &body[at..];
        let length = match bytes[at] {
            b'"' | b'\'' => quoted(rest),
            b'`' => rest[1..].find('`').map_or(rest.len(), |i| i + 2),
            b'/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            b'/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |i| i + 2),
            _ => {
                at += 1;
                continue;
            }
        };
        if rest.starts_with("//") || rest.starts_with("/*") {
            let between = &body[end..at];
            let adjacent = !group.is_empty()
                && between.trim().is_empty()
                && between.matches('\n').count() <= 1
                && !(behind && body[start..at].contains('\n'));
            if !adjacent {
                group.clear();
                let line = between.rfind('\n').map_or(between, |nl| &between[nl..]);
                behind = !line.trim().is_empty();
            }
            group.push(&rest[..length]);
            (start, end) = (at, at + length);
        }
        at += length;
    }
    (!group.is_empty()).then_some(group)
}

/// The length of a string or character literal at the front.
fn quoted(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() && bytes[at] != bytes[0] && bytes[at] != b'\n' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    // Whatever stands behind a backslash is as long as a character.
    let mut end = (at + 1).min(bytes.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    end
}

/// The text of comments as go/ast shows it: without their signs, without spaces at the ends of lines, without empty lines at
/// both ends, with one where several were.
fn plain(comments: Vec<&str>) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for comment in comments {
        match comment.strip_prefix("//") {
            Some(text) if is_directive(text) => {}
            Some(text) => lines.push(text.strip_prefix(' ').unwrap_or(text)),
            None => {
                let text = comment.strip_prefix("/*").unwrap_or(comment);
                lines.extend(text.strip_suffix("*/").unwrap_or(text).split('\n'));
            }
        }
    }
    let mut out = String::new();
    let mut empty = false;
    for line in lines {
        let line = line.trim_end_matches([' ', '\t', '\r', '\n']);
        if line.is_empty() {
            empty = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut empty) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// `//go:noinline` and the like; `//line`, `//extern`, `//export`.
fn is_directive(text: &str) -> bool {
    if ["line ", "extern ", "export "]
        .iter()
        .any(|d| text.starts_with(d))
    {
        return true;
    }
    let Some((tool, rest)) = text.split_once(':') else {
        return false;
    };
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    !tool.is_empty() && tool.chars().all(word) && rest.starts_with(word)
}

#[cfg(test)]
mod tests {
    use super::output;

    fn text(body: &str) -> Option<(String, bool)> {
        output(body).map(|o| (o.text, o.unordered))
    }

    #[test]
    fn comments() {
        let plain = |t: &str| Some((t.to_string(), false));
        assert_eq!(text("{ f() // Output: x\n"), plain("x\n"));
        assert_eq!(
            text("{\n// Output:\n// a\n//\n//\n// b  \n"),
            plain("a\n\nb\n")
        );
        assert_eq!(text("{ s := \"// Output: no\"\n"), None);
        assert_eq!(text("{ // Output: no\n x()\n // other\n"), None);
        assert_eq!(text("{ /* output:\na\nb */"), plain("a\nb\n"));
        assert_eq!(
            text("{\n// Unordered output: 1\n// 2"),
            Some(("1\n2\n".into(), true))
        );
        assert_eq!(text("{ // Output: 1\n// 2"), None);
        assert_eq!(text("{\nf() // before\n// Output: 1\n"), plain("1\n"));
        assert_eq!(text("{\nf() /* a */ // Output: 1\n"), None);
        assert_eq!(text("{\nf() /* a\n*/ // Output: 1\n"), plain("1\n"));
        assert_eq!(text("{ // Output:\n"), plain(""));
        assert_eq!(text("{ c := '\\'' // Output: ä\n"), plain("ä\n"));
    }
}
