//! A compiled expression, and where compiled expressions are kept.
//!
//! The Go side's Regexp holds the expression's text and a number, no address: what is compiled lies in a cache of bounded
//! size and is compiled again when it is missing there. So nothing has to be freed, and no program sees another's.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};

use regex_automata::hybrid::dfa::{self, DFA};
use regex_automata::meta;
use regex_automata::nfa::thompson::{self, NFA, WhichCaptures};
use regex_automata::util::primitives::NonMaxUsize;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::{Hir, HirKind, Look};

use super::longest;
use super::parse::{self, Parsed, Wrong, code};

/// Beside the flags of regexp/syntax: leftmost-longest.
pub const LONGEST: u32 = 1 << 16;

pub struct Matcher {
    /// Made when the first text is searched: many programs have expressions that they never use.
    engine: OnceCell<Engine>,
    /// For texts that are still being read.
    automaton: OnceCell<Option<Rc<DFA>>>,
    hir: Hir,
    longest: bool,
    /// Matches begin where the text begins.
    anchored: bool,
    groups: usize,
}

enum Engine {
    First(meta::Regex),
    Longest(NFA),
}

/// Bytes that an automaton may take, and one that is made while it runs.
const SIZE: usize = 1 << 28;
const CACHE: usize = 1 << 22;

fn engine(hir: &Hir, longest: bool) -> Option<Engine> {
    if longest {
        let config = thompson::Config::new()
            .utf8(true)
            .nfa_size_limit(Some(SIZE))
            .which_captures(WhichCaptures::All);
        let nfa = thompson::Compiler::new()
            .configure(config)
            .build_from_hir(hir)
            .ok()?;
        return Some(Engine::Longest(nfa));
    }
    let config = meta::Config::new()
        .utf8_empty(true)
        .nfa_size_limit(Some(SIZE))
        .onepass_size_limit(Some(1 << 20))
        .hybrid_cache_capacity(CACHE);
    let regex = meta::Builder::new()
        .configure(config)
        .build_from_hir(hir)
        .ok()?;
    Some(Engine::First(regex))
}

/// Of what is no larger than this, an engine can be made without exceeding the limit, whatever classes it has.
const SURELY_FITS: u64 = 1000;

impl Matcher {
    fn new(parsed: &Parsed, flags: u32) -> Option<Matcher> {
        let looks = parsed.hir.properties().look_set_prefix();
        let matcher = Matcher {
            engine: OnceCell::new(),
            automaton: OnceCell::new(),
            hir: parsed.hir.clone(),
            longest: flags & LONGEST != 0,
            anchored: looks.contains(Look::Start),
            groups: parsed.names.len(),
        };
        if parsed.size > SURELY_FITS {
            let made = engine(&matcher.hir, matcher.longest)?;
            _ = matcher.engine.set(made);
        }
        Some(matcher)
    }

    fn engine(&self) -> &Engine {
        self.engine.get_or_init(|| {
            engine(&self.hir, self.longest).expect("an engine that is small enough")
        })
    }

    /// Whether Go takes a simpler engine: a match is all of the text, or there is one way to go from its beginning.
    pub fn is_simple(&self) -> bool {
        let looks = self.hir.properties().look_set_suffix();
        self.anchored && (looks.contains(Look::End) || looks.is_empty() && !has_choice(&self.hir))
    }

    /// What finds out, byte by byte, when the first match (`earliest`: any) is decided. None: nothing does.
    pub fn automaton(&self, earliest: bool) -> Option<Rc<DFA>> {
        if self.longest && !earliest {
            return None;
        }
        let make = || {
            let config = thompson::Config::new()
                .utf8(true)
                .nfa_size_limit(Some(SIZE))
                .which_captures(WhichCaptures::None);
            let nfa = thompson::Compiler::new()
                .configure(config)
                .build_from_hir(&self.hir)
                .ok()?;
            let config = dfa::Config::new()
                .cache_capacity(CACHE)
                .skip_cache_capacity_check(true);
            let dfa = dfa::Builder::new().configure(config).build_from_nfa(nfa);
            Some(Rc::new(dfa.ok()?))
        };
        self.automaton.get_or_init(make).clone()
    }

    /// The end of the first match from `at` on. `out`: two offsets for each group, -1 where it took no part.
    fn raw(&self, text: &[u8], at: usize, groups: usize, out: &mut Vec<i64>) -> Option<usize> {
        out.clear();
        match self.engine() {
            Engine::Longest(nfa) => {
                let slots = longest::find(nfa, text, at)?;
                let end = slots[1];
                out.extend(slots.iter().take(groups * 2).map(|&s| s as i64));
                out.resize(groups * 2, -1);
                Some(end)
            }
            Engine::First(regex) => {
                let input = Input::new(text).span(at..text.len()).anchored(Anchored::No);
                if groups == 0 {
                    return regex.search_half(&input.earliest(true)).map(|m| m.offset());
                }
                if groups == 1 {
                    let m = regex.search(&input)?;
                    out.extend([m.start() as i64, m.end() as i64]);
                    return Some(m.end());
                }
                let mut slots = vec![None::<NonMaxUsize>; groups * 2];
                regex.search_slots(&input, &mut slots)?;
                out.extend(slots.iter().map(|s| s.map_or(-1, |s| s.get() as i64)));
                Some(out[1] as usize)
            }
        }
    }

    /// Searches a text that may not be UTF-8.
    pub fn search(
        &self,
        text: &mut Text<'_>,
        at: usize,
        groups: usize,
        out: &mut Vec<i64>,
    ) -> bool {
        let groups = groups.min(self.groups);
        if let Some(mapped) = &text.mapped {
            let found = self.raw(&mapped.text, mapped.inward(at), groups, out);
            out.iter_mut().for_each(|o| *o = mapped.outward(*o));
            return found.is_some();
        }
        let found = self.raw(text.bytes, at, groups, out);
        // As far as the engine can have looked: all of it, or a good deal past the match.
        const PAST: usize = 4096;
        let looked = match found {
            Some(end) => end + PAST,
            None if self.anchored => at + PAST,
            None => text.bytes.len(),
        };
        if text.is_valid_to(looked) {
            return found.is_some();
        }
        text.mapped = Some(Mapped::new(text.bytes));
        self.search(text, at, groups, out)
    }
}

/// A text being searched. Go's engine takes each byte that is not UTF-8 for U+FFFD; the crate's would not match there, so
/// such a text is searched in a form in which it has those characters.
pub struct Text<'a> {
    bytes: &'a [u8],
    /// How far it is known to be UTF-8.
    valid: usize,
    mapped: Option<Mapped>,
}

impl<'a> Text<'a> {
    pub fn new(bytes: &'a [u8]) -> Text<'a> {
        Text {
            bytes,
            valid: 0,
            mapped: None,
        }
    }

    fn is_valid_to(&mut self, to: usize) -> bool {
        let to = to.min(self.bytes.len());
        if to <= self.valid {
            return true;
        }
        match std::str::from_utf8(&self.bytes[self.valid..to]) {
            Ok(_) => {
                self.valid = to;
                true
            }
            // Cut in the middle of a character.
            Err(error) if error.error_len().is_none() && to < self.bytes.len() => {
                self.valid += error.valid_up_to();
                let rest = self.bytes.len().min(self.valid + 4);
                match std::str::from_utf8(&self.bytes[self.valid..rest]) {
                    Ok(_) => true,
                    Err(error) => error.valid_up_to() > 0,
                }
            }
            Err(_) => false,
        }
    }

    /// The length of the character at `at`.
    pub fn width(&self, at: usize) -> usize {
        match self.bytes.get(at) {
            None => 0,
            Some(_) => crate::std::unicode::utf8::decode(&self.bytes[at..]).1,
        }
    }
}

struct Mapped {
    text: Vec<u8>,
    /// (offset in the mapped text, offset in the text) of what stands behind each byte that was replaced.
    steps: Vec<(usize, usize)>,
}

impl Mapped {
    fn new(bytes: &[u8]) -> Mapped {
        let mut text = Vec::with_capacity(bytes.len() + 16);
        let mut steps = vec![(0, 0)];
        let mut at = 0;
        while at < bytes.len() {
            let (rune, len) = crate::std::unicode::utf8::decode(&bytes[at..]);
            if rune == 0xFFFD && len == 1 {
                text.extend_from_slice("\u{fffd}".as_bytes());
                steps.push((text.len(), at + 1));
            } else {
                text.extend_from_slice(&bytes[at..at + len]);
            }
            at += len;
        }
        Mapped { text, steps }
    }
    fn inward(&self, at: usize) -> usize {
        let (inner, outer) = self.steps[self.steps.partition_point(|s| s.1 <= at) - 1];
        (inner + at - outer).min(self.text.len())
    }
    fn outward(&self, at: i64) -> i64 {
        if at < 0 {
            return at;
        }
        let at = at as usize;
        let step = self.steps.partition_point(|s| s.0 <= at) - 1;
        let (inner, outer) = self.steps[step];
        (outer + at - inner) as i64
    }
}

fn has_choice(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Alternation(_) => true,
        HirKind::Repetition(r) => r.max != Some(r.min) || has_choice(&r.sub),
        HirKind::Capture(group) => has_choice(&group.sub),
        HirKind::Concat(parts) => parts.iter().any(has_choice),
        _ => false,
    }
}

const KEPT: usize = 128;

thread_local! {
    /// By number; the number of each place's occupant is beside it.
    static COMPILED: RefCell<Vec<(u64, Option<Rc<Matcher>>)>> = const { RefCell::new(Vec::new()) };
}

static NEXT: AtomicU64 = AtomicU64::new(1);

fn keep(number: u64, matcher: Rc<Matcher>) {
    COMPILED.with_borrow_mut(|all| {
        if all.is_empty() {
            all.resize(KEPT, (0, None));
        }
        all[number as usize % KEPT] = (number, Some(matcher));
    });
}

/// Compiles an expression: its number, and what the Go side wants to know of it.
pub fn compile(expr: &[u8], flags: u32) -> Result<(u64, Parsed), Wrong> {
    let parsed = parse::parse(expr, flags & !LONGEST)?;
    let Some(matcher) = Matcher::new(&parsed, flags) else {
        return parse::wrong(code::LARGE, expr);
    };
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    keep(place_of(number, flags), Rc::new(matcher));
    Ok((number, parsed))
}

/// An expression may be wanted in both ways: Longest changes it after it was compiled.
fn place_of(number: u64, flags: u32) -> u64 {
    number << 1 | u64::from(flags & LONGEST != 0)
}

/// The expression of a number, compiled again if need be.
pub fn matcher(number: u64, expr: &[u8], flags: u32) -> Option<Rc<Matcher>> {
    let place = place_of(number, flags);
    let found = COMPILED.with_borrow(|all| {
        let (kept, matcher) = all.get(place as usize % KEPT)?;
        (*kept == place).then(|| matcher.clone()).flatten()
    });
    if found.is_some() {
        return found;
    }
    let parsed = parse::parse(expr, flags & !LONGEST).ok()?;
    let matcher = Rc::new(Matcher::new(&parsed, flags)?);
    keep(place, matcher.clone());
    Some(matcher)
}
