//! Numbers with the prefixes and exponents that gofmt writes.

use std::borrow::Cow;

/// `0X1F` as `0x1F`, `1E3` as `1e3`, `0123i` as `123i`. Hexadecimal digits stay as they are.
pub fn normal(text: &str) -> Cow<'_, str> {
    let Some(prefix) = text.as_bytes().get(..2) else {
        return Cow::Borrowed(text);
    };
    match prefix {
        b"0x" | b"0X" => {
            let mut number = format!("0x{}", &text[2..]);
            if let Some(at) = number.rfind('P') {
                number.replace_range(at..at + 1, "p");
            }
            Cow::Owned(number)
        }
        b"0o" | b"0b" => Cow::Borrowed(text),
        b"0O" => Cow::Owned(format!("0o{}", &text[2..])),
        b"0B" => Cow::Owned(format!("0b{}", &text[2..])),
        _ => decimal(text),
    }
}

fn decimal(text: &str) -> Cow<'_, str> {
    if let Some(at) = text.rfind('E') {
        return Cow::Owned(format!("{}e{}", &text[..at], &text[at + 1..]));
    }
    if !text.ends_with('i') || text.contains(['.', 'e']) {
        return Cow::Borrowed(text);
    }
    match text.trim_start_matches(['0', '_']) {
        "i" => Cow::Borrowed("0i"),
        rest => Cow::Borrowed(rest),
    }
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn numbers() {
        for (written, wanted) in [
            ("0XABCp1", "0xABCp1"),
            ("0X1P-2", "0x1p-2"),
            ("0O17", "0o17"),
            ("0B1", "0b1"),
            ("1E+5", "1e+5"),
            ("01i", "1i"),
            ("0_0i", "0i"),
            ("00.5i", "00.5i"),
            ("017", "017"),
            ("7", "7"),
        ] {
            assert_eq!(normal(written), wanted);
        }
    }
}
