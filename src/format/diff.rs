//! What formatting would change, as a unified diff, in the form of gofmt -d.
//!
//! The lines that stand once in either text hold the two together; the longest run of them in common order is found in
//! n log n steps (Szymanski), and what stands between is not compared any further.

use std::collections::HashMap;
use std::fmt::Write;

/// Lines before and behind a change.
const CONTEXT: usize = 3;

/// Line numbers in both texts, or counts of lines.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Pair {
    old: usize,
    new: usize,
}

/// Empty if the texts are the same.
pub fn unified_diff(old_name: &str, old: &str, new_name: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let mut out = format!("diff {old_name} {new_name}\n--- {old_name}\n+++ {new_name}\n");
    let (old, new) = (lines(old), lines(new));
    let all = Pair {
        old: old.len(),
        new: new.len(),
    };
    let mut done = Pair::default();
    let mut hunk = Hunk::default();
    for anchor in anchors(&old, &new) {
        if anchor.old < done.old {
            continue;
        }
        let (mut start, mut end) = (anchor, anchor);
        while start.old > done.old
            && start.new > done.new
            && old[start.old - 1] == new[start.new - 1]
        {
            (start.old, start.new) = (start.old - 1, start.new - 1);
        }
        while end.old < all.old && end.new < all.new && old[end.old] == new[end.new] {
            (end.old, end.new) = (end.old + 1, end.new + 1);
        }
        hunk.remove(&old[done.old..start.old]);
        hunk.add(&new[done.new..start.new]);
        let common = end.old - start.old;
        let needed = if hunk.text.is_empty() {
            CONTEXT
        } else {
            2 * CONTEXT
        };
        if end != all && common < needed {
            hunk.keep(&old[start.old..end.old]);
            done = end;
            continue;
        }
        if !hunk.text.is_empty() {
            let tail = common.min(CONTEXT);
            hunk.keep(&old[start.old..start.old + tail]);
            hunk.write(&mut out);
        }
        if end == all {
            break;
        }
        hunk = Hunk {
            start: Pair {
                old: end.old - CONTEXT,
                new: end.new - CONTEXT,
            },
            ..Hunk::default()
        };
        hunk.keep(&old[end.old - CONTEXT..end.old]);
        done = end;
    }
    out
}

#[derive(Default)]
struct Hunk {
    start: Pair,
    count: Pair,
    text: String,
}

impl Hunk {
    fn lines(&mut self, mark: char, lines: &[String]) {
        for line in lines {
            self.text.push(mark);
            self.text.push_str(line);
        }
    }

    fn remove(&mut self, lines: &[String]) {
        self.count.old += lines.len();
        self.lines('-', lines);
    }

    fn add(&mut self, lines: &[String]) {
        self.count.new += lines.len();
        self.lines('+', lines);
    }

    fn keep(&mut self, lines: &[String]) {
        self.count.old += lines.len();
        self.count.new += lines.len();
        self.lines(' ', lines);
    }

    /// Lines count from 1, but those of an empty text from 0.
    fn write(&self, out: &mut String) {
        let Hunk { start, count, text } = self;
        let first = |start: usize, count: usize| start + usize::from(count > 0);
        let _ = write!(
            out,
            "@@ -{},{} +{},{} @@\n{text}",
            first(start.old, count.old),
            count.old,
            first(start.new, count.new),
            count.new
        );
    }
}

fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(String::from).collect();
    if let Some(last) = lines.last_mut()
        && !last.ends_with('\n')
    {
        last.push_str("\n\\ No newline at end of file\n");
    }
    lines
}

/// The longest sequence of lines that are unique in both texts and in the same order, between the beginning and the end.
fn anchors(old: &[String], new: &[String]) -> Vec<Pair> {
    #[derive(Default)]
    struct Seen {
        old: usize,
        new: usize,
        at: usize,
    }
    let mut seen: HashMap<&str, Seen> = HashMap::new();
    for line in old {
        seen.entry(line).or_default().old += 1;
    }
    for (at, line) in new.iter().enumerate() {
        let seen = seen.entry(line).or_default();
        seen.new += 1;
        seen.at = at;
    }
    let unique: Vec<Pair> = old
        .iter()
        .enumerate()
        .filter_map(|(at, line)| {
            let seen = seen.get(line.as_str())?;
            (seen.old == 1 && seen.new == 1).then_some(Pair {
                old: at,
                new: seen.at,
            })
        })
        .collect();
    // The smallest last line of all sequences of each length, and the length of the longest that ends with each pair.
    let mut smallest: Vec<usize> = Vec::new();
    let lengths: Vec<usize> = unique
        .iter()
        .map(|pair| {
            let length = smallest.partition_point(|last| *last < pair.new);
            match smallest.get_mut(length) {
                Some(last) => *last = pair.new,
                None => smallest.push(pair.new),
            }
            length + 1
        })
        .collect();
    let mut found = vec![Pair {
        old: old.len(),
        new: new.len(),
    }];
    let mut wanted = smallest.len();
    let mut limit = new.len();
    for (pair, length) in unique.iter().zip(lengths).rev() {
        if length == wanted && pair.new < limit {
            found.push(*pair);
            limit = pair.new;
            wanted -= 1;
        }
    }
    found.push(Pair::default());
    found.reverse();
    found
}
