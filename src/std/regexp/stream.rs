//! Matching while a text is still being read: whether what follows can make a difference to the first match. Where the match is, is found out
//! afterwards, in what was read.
//!
//! A stream's state lies in a cache of bounded size, like compiled expressions, and each call comes with the whole text: what is missing is made again.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};

use regex_automata::Anchored;
use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::util::start;

use super::matcher;
use crate::vm::native::GoStr;

const UNDECIDED: i64 = 0;
const MATCHES: i64 = 1;
const DECIDED: i64 = 2;
const AT_ONCE: i64 = 3;

struct Stream {
    number: u64,
    dfa: Rc<DFA>,
    cache: Cache,
    /// Go's engine for it is one that finds out at once.
    simple: bool,
    /// None: the automaton does not know how to go on, everything has to be read.
    state: Option<LazyStateID>,
    /// Bytes of the text that led to it.
    seen: usize,
}

const KEPT: usize = 8;

thread_local! {
    /// The one used last comes last.
    static STREAMS: RefCell<Vec<Stream>> = const { RefCell::new(Vec::new()) };
}

static NEXT: AtomicU64 = AtomicU64::new(1);

impl Stream {
    fn new(number: u64, dfa: Rc<DFA>, simple: bool) -> Stream {
        let mut cache = dfa.create_cache();
        let config = start::Config::new().anchored(Anchored::No);
        let state = dfa.start_state(&mut cache, &config).ok();
        Stream {
            number,
            dfa,
            cache,
            simple,
            state,
            seen: 0,
        }
    }
    /// One more character. `earliest`: any match decides.
    fn see(&mut self, character: &[u8], earliest: bool) -> i64 {
        self.seen += character.len();
        // A byte that is no UTF-8 stands for this character.
        let bytes = match character {
            [0x80..=0xFF] => "\u{fffd}".as_bytes(),
            _ => character,
        };
        let before = self.state;
        for (i, &byte) in bytes.iter().enumerate() {
            let Some(state) = self.state else {
                return UNDECIDED;
            };
            let next = self.dfa.next_state(&mut self.cache, state, byte);
            self.state = next.ok().filter(|s| !s.is_quit());
            match self.state {
                Some(s) if s.is_match() && earliest => return MATCHES,
                Some(s) if s.is_match() && self.simple => return AT_ONCE,
                Some(s) if s.is_dead() => {
                    let was_over = i == 0 && before.is_some_and(|s| self.is_over(s));
                    return if self.simple || was_over {
                        AT_ONCE
                    } else {
                        DECIDED
                    };
                }
                _ => {}
            }
        }
        UNDECIDED
    }
    /// Whether nothing can follow. The automaton says of a match one byte late that it was one, and so in a state of its own that it was the last.
    fn is_over(&mut self, state: LazyStateID) -> bool {
        let (dfa, cache) = (&self.dfa, &mut self.cache);
        let mut bytes = dfa.byte_classes().representatives(0..=255);
        state.is_match()
            && bytes.all(|byte| {
                let next = byte.as_u8().map(|b| dfa.next_state(cache, state, b));
                next.is_none_or(|next| next.is_ok_and(|s| s.is_dead()))
            })
    }
}

/// `reader.go` says what it does.
pub fn advance(
    stream: u64,
    number: u64,
    expr: GoStr,
    flags: u32,
    text: GoStr,
    from: i64,
    groups: i64,
) -> (u64, i64) {
    let stream = match stream {
        0 => NEXT.fetch_add(1, Ordering::Relaxed),
        stream => stream,
    };
    let (text, from, earliest) = (text.bytes(), from as usize, groups == 0);
    let verdict = STREAMS.with_borrow_mut(|all| {
        let known = all
            .iter()
            .position(|s| s.number == stream && s.seen == from);
        let mut found = match known {
            Some(at) => all.remove(at),
            None => {
                let matcher = matcher::matcher(number, &expr, flags)?;
                let dfa = matcher.automaton(earliest)?;
                if all.len() == KEPT {
                    all.remove(0);
                }
                Stream::new(stream, dfa, matcher.is_simple())
            }
        };
        let mut verdict = UNDECIDED;
        while found.seen < text.len() && verdict == UNDECIDED {
            let rest = &text[found.seen..];
            let (_, len) = crate::std::unicode::utf8::decode(rest);
            verdict = found.see(&rest[..len], earliest);
        }
        if verdict == UNDECIDED {
            all.push(found);
        }
        Some(verdict)
    });
    (stream, verdict.unwrap_or(UNDECIDED))
}
