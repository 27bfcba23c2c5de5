//! `gorun run --trace out.html`: the history as one page that needs nothing else: no network, no framework. What it looks like and does is in
//! the files beside this one; here the history becomes the page's data: rows of varints (`varint`), times as differences in
//! nanoseconds, in base 64. `decode.js` reads them in the same order.

use std::collections::HashMap;
use std::io::{self, Write};

use super::history::{End, History, NONE, Value};
use super::json::quoted;
use super::varint::{base64, push, zigzag};

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
const SCRIPTS: [&str; 5] = [
    include_str!("decode.js"),
    include_str!("text.js"),
    include_str!("draw.js"),
    include_str!("search.js"),
    include_str!("main.js"),
];
/// Whole numbers beyond this are not exact in a page.
const EXACT: i64 = 1 << 52;

pub fn write(h: &History, title: &str, out: &mut impl Write) -> io::Result<()> {
    let mut texts = Texts::default();
    let goroutines = base64(&goroutines(h));
    let slices = base64(&slices(h));
    let messages = base64(&messages(h, &mut texts));
    let facts = facts(h, title, &texts);
    let mut rest = PAGE;
    let script = SCRIPTS.concat();
    let parts = [
        ("{{style}}", STYLE),
        ("{{facts}}", &facts),
        ("{{goroutines}}", &goroutines),
        ("{{slices}}", &slices),
        ("{{messages}}", &messages),
        ("{{script}}", &script),
    ];
    for (mark, part) in parts {
        let Some((before, after)) = rest.split_once(mark) else {
            return Err(io::Error::other(format!(
                "the page has no place for {mark}"
            )));
        };
        out.write_all(before.as_bytes())?;
        out.write_all(part.as_bytes())?;
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

/// Texts that several values share, by number.
#[derive(Default)]
struct Texts {
    list: Vec<String>,
    numbers: HashMap<String, u64>,
}

impl Texts {
    fn number(&mut self, text: &str) -> u64 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.list.len() as u64;
        self.list.push(text.to_string());
        self.numbers.insert(text.to_string(), number);
        number
    }
}

/// An index that may be `NONE`, from 1; 0 is none.
fn optional(index: u32) -> u64 {
    match index {
        NONE => 0,
        index => u64::from(index) + 1,
    }
}

/// Writes times as differences from the one before.
struct Times(u64);

impl Times {
    fn push(&mut self, out: &mut Vec<u8>, time: u64) {
        push(out, zigzag(time as i64 - self.0 as i64));
        self.0 = time;
    }
}

fn goroutines(h: &History) -> Vec<u8> {
    let mut out = Vec::new();
    let mut born = Times(0);
    push(&mut out, h.goroutines.len() as u64);
    for g in &h.goroutines {
        push(&mut out, u64::from(g.id));
        push(&mut out, optional(g.parent));
        push(&mut out, optional(g.created));
        push(&mut out, optional(g.function));
        born.push(&mut out, g.born);
        push(
            &mut out,
            g.ended.map_or(0, |e| e.saturating_sub(g.born) + 1),
        );
    }
    out
}

fn slices(h: &History) -> Vec<u8> {
    let mut out = Vec::new();
    let mut from = Times(0);
    push(&mut out, h.slices.len() as u64);
    for s in &h.slices {
        from.push(&mut out, s.from);
        push(&mut out, s.to.saturating_sub(s.from));
        push(&mut out, u64::from(s.g));
        push(&mut out, u64::from(s.p));
        let end = match s.end {
            End::Preempted => 0,
            End::Yielded => 1,
            End::Ended => 2,
            End::Exit => 3,
            End::Waits(reason) => 4 + reason as u64,
        };
        push(&mut out, end);
        if let End::Waits(_) = s.end {
            push(&mut out, optional(s.place));
            push(&mut out, optional(s.channel));
            push(&mut out, s.ready.map_or(0, |r| r.saturating_sub(s.to) + 1));
            push(&mut out, optional(s.by));
        }
    }
    out
}

fn messages(h: &History, texts: &mut Texts) -> Vec<u8> {
    let mut out = Vec::new();
    let mut sent = Times(0);
    let mut order: Vec<u32> = (0..h.messages.len() as u32).collect();
    order.sort_by_key(|&i| h.messages[i as usize].sent);
    push(&mut out, order.len() as u64);
    for i in order {
        let m = &h.messages[i as usize];
        sent.push(&mut out, m.sent);
        push(
            &mut out,
            m.received.map_or(0, |r| r.saturating_sub(m.sent) + 1),
        );
        push(&mut out, u64::from(m.channel));
        push(&mut out, optional(m.from));
        push(&mut out, optional(m.to));
        match &m.value {
            // One bit tells numbers from texts.
            &Value::Int(n) if n.abs() < EXACT => push(&mut out, zigzag(n) * 2 + 1),
            Value::Int(n) => push(&mut out, texts.number(&n.to_string()) * 2),
            Value::Text(text) => push(&mut out, texts.number(text) * 2),
        }
    }
    out
}

/// What is small, as JSON. `<` is escaped: the data stands inside an element of the page.
fn facts(h: &History, title: &str, texts: &Texts) -> String {
    let list = |items: &mut dyn Iterator<Item = String>| {
        let items: Vec<String> = items.collect();
        format!("[{}]", items.join(","))
    };
    let signed = |index: u32| optional(index) as i64 - 1;
    let facts = format!(
        "{{\"title\":{},\"duration\":{},\"procs\":{},\"events\":{},\"cut\":{},\"places\":{},\"channels\":{},\"reasons\":{},\"collections\":{},\"stoppings\":{},\"idle\":{},\"steals\":{},\"closes\":{},\"texts\":{}}}",
        quoted(title),
        h.duration,
        h.procs,
        h.events,
        h.cut,
        list(
            &mut h
                .places
                .iter()
                .map(|p| format!("[{},{}]", quoted(&p.at), quoted(&p.function)))
        ),
        list(&mut h.channels.iter().map(|c| format!(
            "[{},{},{}]",
            quoted(&c.ty),
            c.cap,
            signed(c.made)
        ))),
        list(&mut (0..32).map(|n| quoted(crate::sched::WaitReason::from_number(n).text()))),
        list(
            &mut h
                .collections
                .iter()
                .map(|c| format!("[{},{},{},{},{}]", c.number, c.from, c.to, c.before, c.live))
        ),
        list(
            &mut h
                .stoppings
                .iter()
                .map(|s| format!("[{},{},{},{}]", s.p, s.asked, s.stopped, s.started))
        ),
        list(
            &mut h
                .idle
                .iter()
                .map(|(p, from, to)| format!("[{p},{from},{to}]"))
        ),
        list(
            &mut h
                .steals
                .iter()
                .map(|(p, victim, at)| format!("[{p},{victim},{at}]"))
        ),
        list(
            &mut h
                .closes
                .iter()
                .map(|&(c, g, at)| format!("[{c},{},{at}]", signed(g)))
        ),
        list(&mut texts.list.iter().map(|t| quoted(t))),
    );
    facts.replace('<', "\\u003c")
}
