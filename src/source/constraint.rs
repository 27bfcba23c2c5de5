//! Build constraints: the lines `//go:build linux && !cgo` and `// +build linux,amd64` above a package clause, read and
//! evaluated. Which tags hold is the driver's to say; which language version they ask for, the checker reads here too.

/// An expression over build tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constraint {
    Tag(String),
    Not(Box<Constraint>),
    And(Box<Constraint>, Box<Constraint>),
    Or(Box<Constraint>, Box<Constraint>),
}

impl Constraint {
    /// Reads what follows `//go:build`. `Err` in the words of Go's `go/build/constraint`.
    pub fn parse(text: &str) -> Result<Constraint, String> {
        let mut parser = Parser {
            token: "",
            rest: text,
            size: 0,
        };
        parser.whole()
    }

    /// Reads what follows `// +build`: alternatives between blanks, conjunctions between commas.
    fn parse_plus(text: &str) -> Option<Constraint> {
        text.split_whitespace()
            .map(|clause| {
                clause
                    .split(',')
                    .map(|literal| {
                        let positive = literal.strip_prefix('!');
                        let tag = positive.unwrap_or(literal);
                        // A tag that cannot be one never holds.
                        let known = tag.chars().all(is_tag_char) && !tag.is_empty();
                        let x = Constraint::Tag(if known { tag } else { "ignore" }.to_string());
                        let doubtful = tag.is_empty() || tag.starts_with('!');
                        match positive.is_some() && !doubtful {
                            true => Constraint::Not(Box::new(x)),
                            false => x,
                        }
                    })
                    .reduce(|x, y| Constraint::And(Box::new(x), Box::new(y)))
                    .unwrap_or(Constraint::Tag("ignore".into()))
            })
            .reduce(|x, y| Constraint::Or(Box::new(x), Box::new(y)))
    }

    /// Reads a comment line of either form; `None` if it is none, or cannot be read.
    pub fn of_line(line: &str) -> Option<Constraint> {
        if let Some(text) = after_word(line, "//go:build") {
            return Constraint::parse(text).ok();
        }
        let text = after_word(line.strip_prefix("//")?.trim(), "+build")?;
        Some(Constraint::parse_plus(text).unwrap_or(Constraint::Tag("ignore".into())))
    }

    /// The lines `// +build` that say the same, unless it is too complex for them.
    pub fn plus_lines(&self) -> Option<Vec<String>> {
        let x = self.negations_inside(false);
        let mut lines: Vec<Vec<Vec<&Constraint>>> = Vec::new();
        for or in x.conjuncts() {
            let mut alternatives = Vec::new();
            for and in or.alternatives() {
                let literals = and.conjuncts();
                let are_literals = literals
                    .iter()
                    .all(|x| matches!(x, Constraint::Tag(_) | Constraint::Not(_)));
                if !are_literals {
                    return None;
                }
                alternatives.push(literals);
            }
            lines.push(alternatives);
        }
        // Without alternatives one line says it all.
        if lines.iter().all(|line| line.len() == 1) {
            lines = vec![vec![lines.into_iter().flatten().flatten().collect()]];
        }
        let joined = |list: &Vec<&Constraint>| {
            let list: Vec<String> = list.iter().map(|x| x.to_string()).collect();
            list.join(",")
        };
        let line = |line: &Vec<Vec<&Constraint>>| {
            let words: Vec<String> = line.iter().map(joined).collect();
            format!("// +build {}", words.join(" "))
        };
        Some(lines.iter().map(line).collect())
    }

    /// The same, or its negation, with no `!` but before tags.
    fn negations_inside(&self, negated: bool) -> Constraint {
        let part = |x: &Constraint| Box::new(x.negations_inside(negated));
        match (self, negated) {
            (Constraint::Tag(_), false) => self.clone(),
            (Constraint::Tag(_), true) => Constraint::Not(Box::new(self.clone())),
            (Constraint::Not(x), _) => x.negations_inside(!negated),
            (Constraint::And(x, y), false) | (Constraint::Or(x, y), true) => {
                Constraint::And(part(x), part(y))
            }
            (Constraint::Or(x, y), false) | (Constraint::And(x, y), true) => {
                Constraint::Or(part(x), part(y))
            }
        }
    }

    fn conjuncts(&self) -> Vec<&Constraint> {
        match self {
            Constraint::And(x, y) => [x.conjuncts(), y.conjuncts()].concat(),
            _ => vec![self],
        }
    }

    fn alternatives(&self) -> Vec<&Constraint> {
        match self {
            Constraint::Or(x, y) => [x.alternatives(), y.alternatives()].concat(),
            _ => vec![self],
        }
    }

    pub fn holds(&self, tag: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Constraint::Tag(name) => tag(name),
            Constraint::Not(x) => !x.holds(tag),
            Constraint::And(x, y) => x.holds(tag) && y.holds(tag),
            Constraint::Or(x, y) => x.holds(tag) || y.holds(tag),
        }
    }

    /// The minor number N of the lowest version go1.N that the constraint implies, if it implies any.
    pub fn min_version(&self) -> Option<u32> {
        self.implied(true)
    }

    fn implied(&self, positive: bool) -> Option<u32> {
        match self {
            Constraint::Tag(name) if positive => match name.as_str() {
                "go1" => Some(0),
                _ => name.strip_prefix("go1.")?.parse().ok(),
            },
            Constraint::Tag(_) => None,
            Constraint::Not(x) => x.implied(!positive),
            Constraint::And(x, y) if positive => x.implied(true).max(y.implied(true)),
            Constraint::Or(x, y) if !positive => x.implied(false).max(y.implied(false)),
            Constraint::And(x, y) | Constraint::Or(x, y) => {
                Some(x.implied(positive)?.min(y.implied(positive)?))
            }
        }
    }
}

/// As it is written behind `//go:build`.
impl std::fmt::Display for Constraint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let part = |x: &Constraint, parens: bool| match parens {
            true => format!("({x})"),
            false => x.to_string(),
        };
        let (is_and, is_or) = (
            |x: &Constraint| matches!(x, Constraint::And(..)),
            |x: &Constraint| matches!(x, Constraint::Or(..)),
        );
        match self {
            Constraint::Tag(name) => f.write_str(name),
            Constraint::Not(x) => write!(f, "!{}", part(x, is_and(x) || is_or(x))),
            Constraint::And(x, y) => write!(f, "{} && {}", part(x, is_or(x)), part(y, is_or(y))),
            Constraint::Or(x, y) => write!(f, "{} || {}", part(x, is_and(x)), part(y, is_and(y))),
        }
    }
}

/// What stands behind a word at the beginning of a line, if the word ends there.
fn after_word<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let rest = line.trim_end().strip_prefix(word)?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim())
}

/// Whether a comment is a `//go:build` line, readable or not.
pub fn is_go_build(comment: &str) -> bool {
    after_word(comment, "//go:build").is_some()
}

/// Whether a comment is a `// +build` line.
pub fn is_plus_build(comment: &str) -> bool {
    let text = comment.strip_prefix("//");
    text.is_some_and(|text| after_word(text.trim(), "+build").is_some())
}

fn is_tag_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.'
}

/// A longer expression is refused, which also bounds the recursion.
const LONGEST: usize = 1000;

/// Recursive descent over `||`, `&&`, `!` and parentheses, one token ahead.
struct Parser<'a> {
    /// Empty at the end.
    token: &'a str,
    /// What stands after the token.
    rest: &'a str,
    size: usize,
}

const END: &str = "unexpected end of expression";

impl<'a> Parser<'a> {
    fn advance(&mut self) -> Result<(), String> {
        let rest = self.rest.trim_start_matches([' ', '\t']);
        let length = match rest.chars().next() {
            None => 0,
            Some('(' | ')' | '!') => 1,
            Some('&') if rest.starts_with("&&") => 2,
            Some('|') if rest.starts_with("||") => 2,
            Some(c) if !is_tag_char(c) => return Err(format!("invalid syntax at {c}")),
            Some(_) => rest.find(|c| !is_tag_char(c)).unwrap_or(rest.len()),
        };
        (self.token, self.rest) = rest.split_at(length);
        Ok(())
    }

    fn whole(&mut self) -> Result<Constraint, String> {
        let x = self.alternatives()?;
        match self.token {
            "" => Ok(x),
            token => Err(format!("unexpected token {token}")),
        }
    }

    fn alternatives(&mut self) -> Result<Constraint, String> {
        let mut x = self.conjunction()?;
        while self.token == "||" {
            x = Constraint::Or(Box::new(x), Box::new(self.conjunction()?));
        }
        Ok(x)
    }

    fn conjunction(&mut self) -> Result<Constraint, String> {
        let mut x = self.negation()?;
        while self.token == "&&" {
            x = Constraint::And(Box::new(x), Box::new(self.negation()?));
        }
        Ok(x)
    }

    fn negation(&mut self) -> Result<Constraint, String> {
        self.size += 1;
        if self.size > LONGEST {
            return Err("build expression too large".into());
        }
        self.advance()?;
        if self.token != "!" {
            return self.atom();
        }
        self.advance()?;
        if self.token == "!" {
            return Err("double negation not allowed".into());
        }
        Ok(Constraint::Not(Box::new(self.atom()?)))
    }

    fn atom(&mut self) -> Result<Constraint, String> {
        match self.token {
            "(" => {
                let x = self.alternatives();
                let unclosed = || Err("missing close paren".to_string());
                let x = match x {
                    Err(why) if why == END => return unclosed(),
                    x => x?,
                };
                if self.token != ")" {
                    return unclosed();
                }
                self.advance()?;
                Ok(x)
            }
            "" => Err(END.into()),
            token if token.starts_with(is_tag_char) => {
                self.advance()?;
                Ok(Constraint::Tag(token.to_string()))
            }
            token => Err(format!("unexpected token {token}")),
        }
    }
}

/// The constraints of a file's header: one of a `//go:build` line, or all of its `// +build` lines.
/// `Err`: the line cannot be read, in the words of Go's go/build.
pub fn file_constraints(text: &str) -> Result<Vec<Constraint>, String> {
    // Nearly every file begins with its package clause or a comment that says nothing of building.
    if !text.contains("//go:build") && !text.contains("+build") {
        return Ok(Vec::new());
    }
    // A mark of the byte order is no part of the text.
    let (header, go_build) = header(text.strip_prefix('\u{FEFF}').unwrap_or(text))?;
    if let Some(line) = go_build {
        let expression = line["//go:build".len()..].trim();
        return Constraint::parse(expression)
            .map(|c| vec![c])
            .map_err(|why| format!("parsing //go:build line: {why}"));
    }
    let lines = header.lines().filter_map(|line| {
        let rest = line.trim().strip_prefix("//")?.trim_start();
        let rest = rest.strip_prefix("+build")?;
        rest.starts_with([' ', '\t'])
            .then(|| Constraint::parse_plus(rest))?
    });
    Ok(lines.collect())
}

/// The leading comment lines that end with a blank line, and the `//go:build` line, which may stand anywhere before the
/// first word that is not a comment.
fn header(text: &str) -> Result<(&str, Option<&str>), String> {
    let (mut end, mut at) = (0, 0);
    let (mut ended, mut in_comment) = (false, false);
    let mut go_build = None;
    for whole in text.split_inclusive('\n') {
        at += whole.len();
        let mut line = whole.trim();
        if line.is_empty() && !ended {
            end = at;
            continue;
        }
        if !line.starts_with("//") {
            ended = true;
        }
        let word = line.strip_prefix("//go:build");
        if !in_comment && word.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
        {
            if go_build.is_some() {
                return Err("multiple //go:build comments".into());
            }
            go_build = Some(line);
        }
        while !line.is_empty() {
            if in_comment {
                let Some(close) = line.find("*/") else { break };
                in_comment = false;
                line = line[close + 2..].trim();
            } else if line.starts_with("//") {
                break;
            } else if let Some(rest) = line.strip_prefix("/*") {
                in_comment = true;
                line = rest.trim();
            } else {
                return Ok((&text[..end], go_build));
            }
        }
    }
    Ok((&text[..end], go_build))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(text: &str) -> bool {
        file_constraints(text)
            .unwrap()
            .iter()
            .all(|c| c.holds(&|t| matches!(t, "linux" | "go1.20" | "amd64")))
    }

    #[test]
    fn lines_that_hold() {
        assert!(fits("//go:build linux && (!windows || go1.99)\npackage p"));
        assert!(!fits("//go:build ignore\n\npackage p"));
        assert!(fits("package p\n//go:build ignore"));
        assert!(fits(
            "/* a */ // b\n\n// +build linux,amd64 windows\n\npackage p"
        ));
        assert!(!fits("// +build linux,!amd64 windows\n\npackage p"));
        assert!(
            fits("// +build ignore\npackage p"),
            "no blank line: a comment"
        );
        assert!(!fits("/*\n*/\n//go:build ignore\npackage p"));
        assert!(fits("/*\n//go:build ignore\n*/\npackage p"));
    }

    #[test]
    fn lines_that_are_wrong() {
        let error = |text: &str| Constraint::parse(text).unwrap_err();
        assert_eq!(error("a &"), "invalid syntax at &");
        assert_eq!(error("("), "missing close paren");
        assert_eq!(error("(a"), "missing close paren");
        assert_eq!(error("!!a"), "double negation not allowed");
        assert_eq!(error(""), "unexpected end of expression");
        assert_eq!(error("a b"), "unexpected token b");
    }

    #[test]
    fn versions() {
        let version = |text: &str| Constraint::parse(text).unwrap().min_version();
        assert_eq!(version("go1.21"), Some(21));
        assert_eq!(version("go1.21 && go1.23"), Some(23));
        assert_eq!(version("go1.21 || go1.23"), Some(21));
        assert_eq!(version("linux || go1.23"), None);
        assert_eq!(version("!go1.23"), None);
        // The same as go1.23 && go1.20.
        assert_eq!(version("!(!go1.23 || !go1.20)"), Some(23));
    }
}
