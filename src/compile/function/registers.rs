//! A function's registers while it is built: of the same pattern of words they are used again.

use super::{FnBuilder, OUT, PTR_BASE, Reg};
use crate::bytecode::rtype::{TypeRef, WordClass};

pub fn classes(t: TypeRef) -> Vec<WordClass> {
    if t.in_memory {
        vec![WordClass::Pointer]
    } else {
        t.leaves.iter().map(|l| l.class).collect()
    }
}

fn pattern(classes: &[WordClass]) -> u32 {
    classes.iter().fold(1, |k, &c| k << 2 | c as u32)
}

impl FnBuilder<'_, '_> {
    /// Declares the parameters and results, once, before any register is asked for. The answer is the
    /// first register of each parameter.
    pub fn signature(&mut self, params: &[TypeRef], results: &[TypeRef]) -> Vec<Reg> {
        let mut at = Vec::with_capacity(params.len());
        for &t in params {
            at.push(1 + self.params.len() as Reg);
            self.params.extend(classes(t));
        }
        self.result_slots = results.iter().map(|t| t.slots() as u16).sum();
        self.results.types = results.to_vec();
        at
    }

    /// Whether no register that the collector looks at is in use yet.
    pub fn is_first_pointer(&self) -> bool {
        self.pointers.is_empty()
    }
    /// All such registers so far have been written since the function began, with no safepoint between: `Enter` need not zero them.
    pub fn filled_at_once(&mut self) {
        self.filled = self.pointers.len() as u16;
    }

    pub(super) fn first_scalar(&self) -> u16 {
        1 + (self.params.len() as u16).max(self.result_slots)
    }

    fn alloc(&mut self, classes: &[WordClass]) -> (Reg, u32) {
        let key = pattern(classes);
        if classes.is_empty() {
            return (0, key);
        }
        if let Some(r) = self.free.get_mut(&key).and_then(Vec::pop) {
            return (r, key);
        }
        let n = classes.len() as u16;
        let r = if classes.iter().all(|&c| c == WordClass::Scalar) {
            let r = self.first_scalar() + self.scalars;
            self.scalars += n;
            r
        } else {
            let r = PTR_BASE + self.pointers.len() as u16;
            self.pointers.extend_from_slice(classes);
            r
        };
        if self.scalars > 0x3000 || self.pointers.len() > 0x3000 {
            self.fail("function too big: it needs too many registers");
            self.scalars = 0;
            self.pointers.clear();
        }
        (r, key)
    }
    /// Registers for a value of type `t` until the end of the statement (`release`).
    pub fn temp(&mut self, t: TypeRef) -> Reg {
        let entry = if t.in_memory {
            self.alloc(&[WordClass::Pointer])
        } else {
            let mut buf = [WordClass::Scalar; 8];
            for (b, l) in buf.iter_mut().zip(t.leaves.iter()) {
                *b = l.class;
            }
            self.alloc(&buf[..t.leaves.len()])
        };
        self.temps.push(entry);
        entry.0
    }
    pub fn temp_of(&mut self, classes: &[WordClass]) -> Reg {
        let entry = self.alloc(classes);
        self.temps.push(entry);
        entry.0
    }
    pub fn scalar(&mut self) -> Reg {
        self.temp_of(&[WordClass::Scalar])
    }
    pub fn pointer(&mut self) -> Reg {
        self.temp_of(&[WordClass::Pointer])
    }
    /// Registers for a variable until the end of the block (`release_locals`).
    pub fn local_of(&mut self, classes: &[WordClass]) -> Reg {
        let entry = self.alloc(classes);
        self.locals.push(entry);
        entry.0
    }
    pub fn local(&mut self, t: TypeRef) -> Reg {
        let c = classes(t);
        self.local_of(&c)
    }
    /// A register for a pointer that is nil when the function begins and is nobody else's.
    pub fn permanent_pointer(&mut self) -> Reg {
        self.pointers.push(WordClass::Pointer);
        PTR_BASE + self.pointers.len() as u16 - 1
    }
    /// A register for a number that is nobody else's.
    pub fn permanent_scalar(&mut self) -> Reg {
        self.scalars += 1;
        self.first_scalar() + self.scalars - 1
    }
    pub fn mark(&self) -> usize {
        self.temps.len()
    }
    pub fn release(&mut self, mark: usize) {
        while self.temps.len() > mark {
            if let Some((r, key)) = self.temps.pop()
                && key != 1
            {
                self.free.entry(key).or_default().push(r);
            }
        }
    }
    pub fn mark_locals(&self) -> usize {
        self.locals.len()
    }
    pub fn release_locals(&mut self, mark: usize) {
        while self.locals.len() > mark {
            if let Some((r, key)) = self.locals.pop()
                && key != 1
            {
                if let Some(names) = &mut self.names {
                    names.ends(r, self.code.len());
                }
                self.free.entry(key).or_default().push(r);
            }
        }
    }
    /// Slot `i` of the next callee's frame.
    pub fn out(&mut self, i: usize) -> Reg {
        self.out_slots = self.out_slots.max(i as u16 + 1);
        if i > 0x3000 {
            self.fail("function too big: too many arguments");
            return OUT;
        }
        OUT + i as u16
    }
    /// Makes room for a call with that many argument or result slots.
    pub fn need_out(&mut self, slots: usize) {
        self.out(slots);
    }
}
