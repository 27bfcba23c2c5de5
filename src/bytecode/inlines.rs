//! What gc inlines in a function: the tree of calls that it makes no calls of. gorun calls there as everywhere; tracebacks show such
//! frames as Go does. Looked at when a report is made, never while the program runs.

use gorun_grammar::ast::Pos;

/// The function itself; the literals in it that gc leaves functions are at this place too.
pub const ROOT: u32 = 0;
/// Where gc inlines nothing.
pub const NOTHING: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct Call {
    /// What holds the call: `ROOT`, or the number of an inlined body.
    holder: u32,
    at: Pos,
    /// The number of the inlined body.
    body: u32,
}

/// What is particular about a call that gc leaves one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// Through an interface, to a method of what a pointer points to, or of what is embedded: gc goes the way to that itself.
    Followed,
    /// Through a wrapper that gc has made of the method, or that makes a call put off which gc knows: what is called may be inlined there.
    Wrapped,
    /// Put off, and what it calls is found while the program runs: its wrapper has nothing inlined.
    Called,
}

#[derive(Default, Debug)]
pub struct Inlines {
    /// Ascending by holder and place.
    calls: Box<[Call]>,
    /// What holds each such call, and where it stands.
    ways: Box<[(u32, Pos, Way)]>,
}

impl Inlines {
    /// `list`: what holds each call and where it stands, in the order of the bodies' numbers, of which 1 is the first.
    pub fn new(list: impl Iterator<Item = (u32, Pos)>, ways: Vec<(u32, Pos, Way)>) -> Inlines {
        let calls = list
            .zip(1..)
            .map(|((holder, at), body)| Call { holder, at, body });
        let mut calls: Vec<Call> = calls.collect();
        calls.sort_by_key(|c| (c.holder, c.at.0));
        Inlines {
            calls: calls.into(),
            ways: ways.into(),
        }
    }
    pub fn is_empty(&self) -> bool {
        self.calls.is_empty() && self.ways.is_empty()
    }
    /// The body that gc puts in the place of the call which stands there in a body.
    pub fn body(&self, holder: u32, at: Pos) -> Option<u32> {
        let found = self
            .calls
            .binary_search_by_key(&(holder, at.0), |c| (c.holder, c.at.0));
        found.ok().map(|i| self.calls[i].body)
    }
    /// Whether the call there goes that way.
    pub fn goes(&self, holder: u32, at: Pos, way: Way) -> bool {
        self.ways.contains(&(holder, at, way))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_found_in_its_own_holder() {
        let list = [(ROOT, Pos(30)), (1, Pos(7)), (ROOT, Pos(10))];
        let inlines = Inlines::new(list.into_iter(), Vec::new());
        assert_eq!(inlines.body(ROOT, Pos(10)), Some(3));
        assert_eq!(inlines.body(ROOT, Pos(30)), Some(1));
        assert_eq!(inlines.body(1, Pos(7)), Some(2));
        assert_eq!(inlines.body(ROOT, Pos(7)), None);
    }
}
