//! What tracebacks show of a function's arguments: hexadecimal words, in braces what is made of several. The form and its limits are
//! gc's (cmd/compile/internal/ssagen, EmitArgInfo). The values are those that the argument slots hold when the report is made.

use super::rtype::{Detail, Kind, TypeRef};

/// Most words shown of all arguments, and how deep braces go.
const WORDS: usize = 10;
const DEPTH: usize = 5;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Open,
    Close,
    /// Left out.
    Rest,
    /// It is in memory, where nobody looks when the program ends.
    Unknown,
    /// The low bytes of what the argument slot of that number holds.
    Word {
        slot: u16,
        bytes: u8,
    },
}

/// Made while a function is compiled.
#[derive(Default, Debug)]
pub struct Arguments(Box<[Part]>);

impl Arguments {
    /// `boxed`: the first lies in memory, its slot points there.
    pub fn new(params: &[TypeRef], boxed: bool) -> Arguments {
        let mut list = List::default();
        for (i, &t) in params.iter().enumerate() {
            let in_memory = t.in_memory || (boxed && i == 0);
            let slot = list.slot;
            if !list.value(t, in_memory, 0) {
                break;
            }
            list.slot = slot + if in_memory { 1 } else { t.leaves.len() as u16 };
        }
        Arguments(list.parts.into())
    }

    /// Those of a literal that gc calls where it stands: what it captures comes first, and lies in memory. `None`: captured by reference.
    pub fn with_captured(captured: &[Option<TypeRef>], params: &[TypeRef]) -> Arguments {
        let mut list = List::default();
        let mut room = captured.iter().all(|t| match t {
            Some(t) => list.value(*t, true, 0),
            None if list.words < WORDS => {
                list.word(8, true);
                true
            }
            None => {
                list.parts.push(Part::Rest);
                false
            }
        });
        for &t in params {
            let slot = list.slot;
            room = room && list.value(t, t.in_memory, 0);
            list.slot = slot
                + if t.in_memory {
                    1
                } else {
                    t.leaves.len() as u16
                };
        }
        Arguments(list.parts.into())
    }

    /// As they stand between the parentheses. `slot`: what argument slot number `n` holds.
    pub fn text(&self, slot: impl Fn(usize) -> u64) -> String {
        let mut out = String::new();
        let mut begins = true;
        for &part in &self.0 {
            if !begins && part != Part::Close {
                out.push_str(", ");
            }
            begins = part == Part::Open;
            match part {
                Part::Open => out.push('{'),
                Part::Close => out.push('}'),
                Part::Rest => out.push_str("..."),
                Part::Unknown => out.push('_'),
                Part::Word { slot: n, bytes } => {
                    let kept = u64::MAX >> (64 - 8 * u32::from(bytes.clamp(1, 8)));
                    out.push_str(&format!("{:#x}", slot(n.into()) & kept));
                }
            }
        }
        out
    }
}

#[derive(Default)]
struct List {
    parts: Vec<Part>,
    words: usize,
    /// Where the next word is.
    slot: u16,
}

impl List {
    fn word(&mut self, bytes: usize, in_memory: bool) {
        let slot = self.slot;
        self.parts.push(match in_memory {
            true => Part::Unknown,
            false => Part::Word {
                slot,
                bytes: bytes as u8,
            },
        });
        self.slot += u16::from(!in_memory);
        self.words += 1;
    }
    /// Whether there is room for more. Of a value in memory the words are not known.
    fn value(&mut self, t: TypeRef, in_memory: bool, depth: usize) -> bool {
        if self.words >= WORDS {
            self.parts.push(Part::Rest);
            return false;
        }
        let several = match t.kind {
            Kind::Interface | Kind::String => 2,
            Kind::Slice => 3,
            Kind::Complex64 | Kind::Complex128 => 2,
            Kind::Array | Kind::Struct => 0,
            _ => {
                self.word(t.size, in_memory);
                return true;
            }
        };
        self.parts.push(Part::Open);
        if depth + 1 >= DEPTH {
            self.parts.extend([Part::Rest, Part::Close]);
            self.words += 1;
            self.slot += t.leaves.len() as u16;
            return true;
        }
        let bytes = match t.kind {
            Kind::Complex64 => 4,
            _ => 8,
        };
        for _ in 0..several {
            if self.words >= WORDS {
                self.parts.push(Part::Rest);
                break;
            }
            self.word(bytes, in_memory);
        }
        match &t.detail {
            Detail::Struct { fields } if !fields.is_empty() => {
                let _ = fields
                    .iter()
                    .all(|f| self.value(f.ty, in_memory, depth + 1));
            }
            Detail::Array { len, .. } if *len > 0 => {
                let _ = (0..*len).all(|_| self.value(t.elem, in_memory, depth + 1));
            }
            // `{}` counts too.
            _ if several == 0 => self.words += 1,
            _ => {}
        }
        self.parts.push(Part::Close);
        true
    }
}
