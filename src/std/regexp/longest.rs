//! Leftmost-longest matching (Longest, CompilePOSIX), which the crate's engines do not do with groups: a simulation of
//! all threads at once over the crate's automaton, linear in the text.

use regex_automata::nfa::thompson::{NFA, State};
use regex_automata::util::primitives::StateID;

type Slots = Vec<usize>;
const NONE: usize = usize::MAX;

/// Threads in order of preference, each state at most once.
struct Threads {
    order: Vec<(StateID, Slots)>,
    present: Vec<bool>,
}

impl Threads {
    fn new(states: usize) -> Threads {
        Threads {
            order: Vec::new(),
            present: vec![false; states],
        }
    }
    fn clear(&mut self) {
        self.order.clear();
        self.present.fill(false);
    }
}

/// The leftmost match that begins at `from` or later, as long as can be. The text is UTF-8. Two offsets for each group;
/// `usize::MAX` where it took no part.
pub fn find(nfa: &NFA, text: &[u8], from: usize) -> Option<Slots> {
    let slots = nfa.group_info().slot_len();
    let mut current = Threads::new(nfa.states().len());
    let mut next = Threads::new(nfa.states().len());
    let mut best: Option<Slots> = None;
    for at in from..=text.len() {
        let boundary = at == text.len() || text[at] & 0xC0 != 0x80;
        if best.is_none() && boundary {
            let mut fresh = vec![NONE; slots];
            fresh[0] = at;
            follow(nfa, text, at, nfa.start_anchored(), fresh, &mut current);
        } else if current.order.is_empty() && best.is_some() {
            break;
        }
        for (state, slots) in std::mem::take(&mut current.order) {
            if best.as_ref().is_some_and(|b| b[0] < slots[0]) {
                continue;
            }
            let to = match nfa.state(state) {
                State::Match { .. } => {
                    if best.as_ref().is_none_or(|b| b[1] < at) {
                        let mut slots = slots;
                        slots[1] = at;
                        best = Some(slots);
                    }
                    continue;
                }
                State::ByteRange { trans } => trans.matches(text, at).then_some(trans.next),
                State::Sparse(sparse) => sparse.matches(text, at),
                State::Dense(dense) => dense.matches(text, at),
                _ => None,
            };
            if let Some(to) = to {
                follow(nfa, text, at + 1, to, slots, &mut next);
            }
        }
        current.clear();
        std::mem::swap(&mut current, &mut next);
    }
    best
}

/// Adds what can be reached from `state` without reading.
fn follow(nfa: &NFA, text: &[u8], at: usize, state: StateID, slots: Slots, to: &mut Threads) {
    let mut stack = vec![(state, slots)];
    while let Some((state, mut slots)) = stack.pop() {
        if std::mem::replace(&mut to.present[state.as_usize()], true) {
            continue;
        }
        match nfa.state(state) {
            State::Look { look, next } => {
                if nfa.look_matcher().matches(*look, text, at) {
                    stack.push((*next, slots));
                }
            }
            State::Union { alternates } => {
                stack.extend(alternates.iter().rev().map(|&a| (a, slots.clone())));
            }
            State::BinaryUnion { alt1, alt2 } => {
                stack.push((*alt2, slots.clone()));
                stack.push((*alt1, slots));
            }
            State::Capture { next, slot, .. } => {
                if slot.as_usize() > 1 {
                    slots[slot.as_usize()] = at;
                }
                stack.push((*next, slots));
            }
            State::Fail => {}
            _ => to.order.push((state, slots)),
        }
    }
}
