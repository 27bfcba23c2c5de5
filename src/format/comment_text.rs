//! The lines of a `/*` comment, moved to where it will stand.

/// White space only.
fn is_blank(text: &str) -> bool {
    text.bytes().all(|b| b <= b' ')
}

/// What two lines begin with, of white space and stars.
fn common_prefix<'a>(a: &'a str, b: &str) -> &'a str {
    let same = |(a, b): &(u8, u8)| a == b && (*a <= b' ' || *a == b'*');
    let length = a.bytes().zip(b.bytes()).take_while(same).count();
    &a[..length]
}

/// The lines of a comment without the indentation that they share. `at_margin`: it began in the first column and will not.
pub fn block_lines(text: &str, at_margin: bool) -> Vec<String> {
    let mut lines: Vec<String> = text.split('\n').map(String::from).collect();
    if at_margin {
        for line in &mut lines[1..] {
            line.insert_str(0, "   ");
        }
    }
    if lines.len() > 1 {
        unindent(&mut lines);
    }
    lines
}

fn unindent(lines: &mut [String]) {
    let last = lines.len() - 1;
    let mut found: Option<String> = None;
    for line in &mut lines[1..last] {
        if is_blank(line) {
            line.clear();
            continue;
        }
        let prefix = common_prefix(found.as_deref().unwrap_or(line), line).to_string();
        found = Some(prefix);
    }
    let mut prefix = match found {
        Some(prefix) => prefix,
        None => common_prefix(&lines[last], &lines[last]).to_string(),
    };
    let stars = prefix.find('*');
    if let Some(star) = stars {
        prefix.truncate(star);
        if prefix.ends_with(' ') {
            prefix.pop();
        }
    } else {
        let kept = prefix.len() - own_indentation(&lines[0], &prefix);
        prefix.truncate(kept);
    }
    let closing = lines[last].find("*/").unwrap_or(lines[last].len());
    if is_blank(&lines[last][..closing]) {
        let star = if stars.is_some() { " */" } else { "*/" };
        lines[last] = format!("{prefix}{star}");
    } else {
        prefix = common_prefix(&prefix, &lines[last]).to_string();
    }
    for line in &mut lines[1..] {
        if !line.is_empty() {
            line.drain(..prefix.len());
        }
    }
}

/// How much of the indentation that all lines share is the text's own: it sets the text off from the `/*`.
fn own_indentation(first: &str, prefix: &str) -> usize {
    let text = &first["/*".len()..];
    if is_blank(text) {
        let blanks = prefix
            .bytes()
            .rev()
            .take(3)
            .take_while(|b| *b == b' ')
            .count();
        return match blanks {
            0 => usize::from(prefix.ends_with('\t')),
            n => n,
        };
    }
    // What stands between `/*` and the text, the `/*` being as wide as two blanks or a tab.
    let white: String = text.chars().take_while(|c| *c <= ' ').collect();
    let own = match white.starts_with('\t') {
        true => white,
        false => format!("  {white}"),
    };
    if prefix.ends_with(&own) { own.len() } else { 0 }
}
