//! Imports, sorted by path in each run of lines without a blank one between, each once.

use gorun_grammar::ast::*;
use std::borrow::Cow;

use super::doc_comment::is_directive;
use super::ends;
use super::source::{Group, Source};

/// An import where it will be printed: at the place of the one that stood there.
#[derive(Clone, Copy)]
pub struct ImportLine<'a> {
    pub spec: &'a ImportSpec,
    pub pos: Pos,
    pub name_pos: Pos,
    pub path_pos: Pos,
    /// Where the one that stood there ends; no place if nothing has been moved.
    pub end: Pos,
}

impl<'a> ImportLine<'a> {
    fn unmoved(spec: &'a ImportSpec) -> ImportLine<'a> {
        ImportLine {
            spec,
            pos: spec.pos,
            name_pos: spec.pos,
            path_pos: spec.path.pos,
            end: Pos::NONE,
        }
    }

    fn path(&self) -> &'a str {
        let text = self.spec.path.text.as_str();
        text.get(1..text.len() - 1).unwrap_or_default()
    }

    fn name(&self) -> &'a str {
        self.spec.name.as_ref().map_or("", |name| &name.name)
    }
}

/// The imports of each declaration that has some, by the declaration's index.
pub struct Imports<'a>(Vec<(usize, Vec<ImportLine<'a>>)>);

impl<'a> Imports<'a> {
    pub fn of(&self, decl: usize) -> &[ImportLine<'a>] {
        let found = self.0.iter().find(|(index, _)| *index == decl);
        found.map_or(&[], |(_, lines)| lines)
    }
}

/// `sorts`: they are sorted; otherwise they stay as they are.
pub fn sort<'a>(file: &'a File, source: &mut Source, sorts: bool) -> Imports<'a> {
    let mut imports = Vec::new();
    // Only those at the beginning are sorted.
    let mut sorts = sorts;
    for (i, decl) in file.decls.iter().enumerate() {
        let Decl::Import(specs) = decl else {
            sorts = false;
            continue;
        };
        let mut lines: Vec<ImportLine> = specs.iter().map(ImportLine::unmoved).collect();
        let start = source.decls.get(i).copied().unwrap_or_default();
        if sorts && let Some((_, close)) = source.parentheses(start) {
            lines = sort_group(lines, close, source);
        }
        imports.push((i, lines));
    }
    Imports(imports)
}

fn sort_group<'a>(
    lines: Vec<ImportLine<'a>>,
    close: Pos,
    source: &mut Source,
) -> Vec<ImportLine<'a>> {
    let mut sorted: Vec<ImportLine> = Vec::new();
    let mut run: Vec<ImportLine> = Vec::new();
    for line in lines {
        if let Some(last) = run.last() {
            let end = source.line(ends::lit(&last.spec.path));
            if source.line(line.spec.pos) > end + 1 {
                sorted.extend(sort_run(std::mem::take(&mut run), close, source));
            }
        }
        run.push(line);
    }
    sorted.extend(sort_run(run, close, source));
    // Without the repeated ones there may be blank lines before the parenthesis.
    if let Some(last) = sorted.last() {
        let last = source.line(last.pos);
        for line in (last + 1..source.line(close)).rev() {
            source.lines.join(line);
        }
    }
    sorted
}

/// A comment among the imports.
struct Beside {
    /// The import that it goes with.
    owner: Pos,
    /// It stands to the left of it.
    is_left: bool,
    group: usize,
}

fn sort_run<'a>(
    mut lines: Vec<ImportLine<'a>>,
    close: Pos,
    source: &mut Source,
) -> Vec<ImportLine<'a>> {
    let ([first, .., last], lines_then) = (&lines[..], lines.clone()) else {
        return lines;
    };
    let places: Vec<(Pos, Pos)> = lines_then
        .iter()
        .map(|line| (line.spec.pos, ends::lit(&line.spec.path)))
        .collect();
    let last_line = source.line(ends::lit(&last.spec.path));
    let begin = source.lines.start(source.line(first.spec.pos));
    let end = match last_line == source.lines.count() {
        true => ends::lit(&last.spec.path),
        false => source.lines.start(last_line + 1),
    };
    let is_among = |g: &Group| begin <= g.pos() && g.end() < end;
    let among: Vec<usize> = (0..source.groups.len())
        .filter(|&i| is_among(&source.groups[i]))
        .collect();
    let beside = owners(&among, &lines_then, source);
    let comment = |line: &ImportLine| {
        let group = source.line_comment(ends::lit(&line.spec.path));
        group.map(group_text)
    };
    let comments: std::collections::HashMap<Pos, String> = lines
        .iter()
        .filter_map(|line| Some((line.spec.pos, comment(line)?)))
        .collect();
    let text = |line: &ImportLine| comments.get(&line.spec.pos).map_or("", String::as_str);
    lines.sort_by(|a, b| (a.path(), a.name(), text(a)).cmp(&(b.path(), b.name(), text(b))));
    let mut kept: Vec<ImportLine> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let is_repeated = lines.get(i + 1).is_some_and(|next| {
            (line.path(), line.name()) == (next.path(), next.name())
                && !comments.contains_key(&line.spec.pos)
        });
        if !is_repeated {
            kept.push(*line);
            continue;
        }
        let number = source.line(line.spec.pos);
        if number != source.line(close) {
            source.lines.join(number);
        }
    }
    for (line, &(start, end)) in kept.iter_mut().zip(&places) {
        let owner = line.spec.pos;
        (line.pos, line.name_pos, line.path_pos, line.end) = (start, start, start, end);
        for comment in beside.iter().filter(|comment| comment.owner == owner) {
            let pos = match comment.is_left {
                true => Pos(start.0 - 1),
                false => end,
            };
            for comment in &mut source.groups[comment.group].list {
                comment.pos = pos;
            }
        }
    }
    if let (Some(&first), Some(&last)) = (among.first(), among.last()) {
        source.groups[first..=last].sort_by_key(Group::pos);
    }
    kept
}

fn owners(among: &[usize], lines: &[ImportLine], source: &Source) -> Vec<Beside> {
    let start = |i: usize| lines.get(i).map(|line: &ImportLine| line.spec.pos);
    let mut owner = 0;
    let mut found = Vec::new();
    for &group in among {
        let pos = source.groups[group].pos();
        while start(owner + 1).is_some_and(|next| next <= pos) {
            owner += 1;
        }
        let mut is_left = false;
        if owner == 0 && pos < lines[0].spec.pos {
            is_left = true;
        } else if owner + 1 < lines.len()
            && source.line(lines[owner].spec.pos) + 1 == source.line(pos)
        {
            owner += 1;
            is_left = true;
        }
        found.push(Beside {
            owner: lines[owner].spec.pos,
            is_left,
            group,
        });
    }
    found
}

/// What a comment says, without marks, directives, and white space at the ends of lines.
fn group_text(group: &Group) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for comment in &group.list {
        if let Some(block) = comment.text.strip_prefix("/*") {
            lines.extend(block.trim_end_matches("*/").split('\n'));
            continue;
        }
        let line = comment.text.strip_prefix("//").unwrap_or_default();
        match line.strip_prefix(' ') {
            Some(line) => lines.push(line),
            None if is_directive(line) => {}
            None => lines.push(line),
        }
    }
    let mut text = String::new();
    for line in lines {
        let line = line.trim_end_matches([' ', '\t', '\n', '\r']);
        if !(line.is_empty() && (text.is_empty() || text.ends_with("\n\n"))) {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// A path in double quotes, if it is one that can be written so.
pub fn quoted_path(text: &str) -> Cow<'_, str> {
    const NOT_IN_PATHS: &str = "!\"#$%&'()*,:;<=>?[\\]^{|}`\u{fffd}";
    let Some(path) = text.strip_prefix('`').and_then(|t| t.strip_suffix('`')) else {
        return Cow::Borrowed(text);
    };
    let is_wrong = |c: char| c.is_whitespace() || c.is_control() || NOT_IN_PATHS.contains(c);
    match path.is_empty() || path.contains(is_wrong) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(format!("\"{path}\"")),
    }
}
