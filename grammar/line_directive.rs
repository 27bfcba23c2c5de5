//! What `//line file:line:column` says, read as gc's parser reads it (cmd/compile/internal/syntax, `updateBase`).

/// The place that the text behind the comment is said to have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineDirective<'s> {
    /// `None`: the file goes on to be what it was.
    pub file: Option<&'s str>,
    /// 0: the one behind that in which it stands.
    pub line: u32,
    /// 0: columns are not known.
    pub column: u32,
}

/// Numbers of lines and columns are not greater.
const MOST: u64 = 1 << 30;

/// Reads what follows `line ` in the comment. `None`: it is none. `Err`: where in the text, and what is wrong.
pub fn parse(text: &str) -> Result<Option<LineDirective<'_>>, (usize, String)> {
    let Some((before, last)) = trailing(text) else {
        return Ok(None);
    };
    let wrong = |what: &str, rest: &str| {
        let at = text.len() - rest.len();
        Err((at, format!("invalid {what} number: {rest}")))
    };
    let Some(last_number) = number(last) else {
        return wrong("line", last);
    };
    let (file, line, column) = match trailing(before).map(|(f, l)| (f, number(l))) {
        Some((file, Some(line))) => {
            if last_number == 0 || last_number > MOST {
                return wrong("column", last);
            }
            (file, line, last_number)
        }
        _ => (before, last_number, 0),
    };
    if line == 0 || line > MOST {
        let from = file.len() + 1;
        let to = if column > 0 { before.len() } else { text.len() };
        return Err((from, format!("invalid line number: {}", &text[from..to])));
    }
    Ok(Some(LineDirective {
        file: (column == 0 || !file.is_empty()).then_some(file),
        line: line as u32,
        column: column as u32,
    }))
}

/// What stands before the last colon and behind it.
fn trailing(text: &str) -> Option<(&str, &str)> {
    text.rsplit_once(':')
}

fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Option<&str>, u32, u32)> {
        let found = parse(text).unwrap();
        found.map(|d| (d.file, d.line, d.column))
    }

    #[test]
    fn forms() {
        assert_eq!(read("a.go:7"), Some((Some("a.go"), 7, 0)));
        assert_eq!(read("c:/a.go:7:3"), Some((Some("c:/a.go"), 7, 3)));
        assert_eq!(read("c:\\a.go:7"), Some((Some("c:\\a.go"), 7, 0)));
        assert_eq!(read(":7"), Some((Some(""), 7, 0)));
        assert_eq!(read(":7:3"), Some((None, 7, 3)));
        assert_eq!(read("a.go"), None);
    }

    #[test]
    fn wrong_numbers() {
        assert_eq!(
            parse("a:x").unwrap_err(),
            (2, "invalid line number: x".into())
        );
        assert_eq!(
            parse("a:0:3").unwrap_err(),
            (2, "invalid line number: 0".into())
        );
        assert_eq!(
            parse("a:1:0").unwrap_err(),
            (4, "invalid column number: 0".into())
        );
        assert!(parse("a:99999999999999999999").is_err());
    }
}
