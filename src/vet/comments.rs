//! The comments of a file, in groups: those between which neither a word nor an empty line stands. What begins behind a word ends with its line.

use gorun_grammar::ParseInput;
use gorun_grammar::ast::{File, Pos};

use super::pass::Pass;

pub struct Group {
    pub comments: Vec<(Pos, String)>,
    pub end: Pos,
    /// It begins on a line with words before it.
    behind: bool,
}

impl Group {
    pub fn start(&self) -> Pos {
        self.comments.first().map_or(self.end, |c| c.0)
    }
}

/// All groups of a file that has been parsed without an error.
pub fn groups(pass: &Pass<'_>, file: &File) -> Vec<Group> {
    let Some(source) = pass.source(file.package) else {
        return Vec::new();
    };
    let text: &str = &source.text;
    let base = source.base;
    let input = ParseInput { text, base };
    let Ok((_, words)) = gorun_grammar::parse_written(input) else {
        return Vec::new();
    };
    let part = |from: Pos, to: Pos| {
        let range = (from.0 - base) as usize..(to.0 - base) as usize;
        text.get(range).unwrap_or_default()
    };
    let mut groups: Vec<Group> = Vec::new();
    for (from, to) in words.comments {
        let comment = part(from, to).trim_end_matches(['\n', '\r']).to_string();
        let end = Pos(from.0 + comment.len() as u32);
        let near = |g: &Group| {
            let between = part(g.end, from);
            let last = g.comments.last().map_or(g.end, |c| c.0);
            between.trim().is_empty()
                && between.matches('\n').count() <= 1
                && !(g.behind && part(last, from).contains('\n'))
        };
        let before = groups
            .last()
            .map_or(part(Pos(base), from), |g| part(g.end, from));
        let line = before.rfind('\n').map_or(before, |at| &before[at..]);
        let behind = !line.trim().is_empty();
        match groups.last_mut().filter(|g| near(g)) {
            Some(group) => {
                group.comments.push((from, comment));
                group.end = end;
            }
            None => groups.push(Group {
                comments: vec![(from, comment)],
                end,
                behind,
            }),
        }
    }
    groups
}
