//! The comments of a file, in groups: those between which neither a word nor an empty line stands.

use gorun_grammar::ParseInput;
use gorun_grammar::ast::{File, Pos};

use super::pass::Pass;

pub struct Group {
    pub comments: Vec<(Pos, String)>,
    pub end: Pos,
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
        let between = groups.last().map(|g| part(g.end, from));
        let near = |b: &str| b.trim().is_empty() && b.matches('\n').count() <= 1;
        match groups.last_mut().filter(|_| between.is_some_and(near)) {
            Some(group) => {
                group.comments.push((from, comment));
                group.end = end;
            }
            None => groups.push(Group {
                comments: vec![(from, comment)],
                end,
            }),
        }
    }
    groups
}
