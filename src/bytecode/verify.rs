//! Checks a linked program's code before it runs (debug builds, and wherever collections are stressed): what the handlers rely on. Registers lie in the
//! checked part of the stack, jumps lead to instructions, indices lie in their tables, no function runs off its end, and
//! addresses of new objects go to slots that the collector looks at.

use super::effects::ends;
use super::function::Function;
use super::isa::{Ext, Insn, Op, Operand};
use super::program::{NO_REG, Program};
use super::rtype::WordClass;

/// What is wrong, one sentence each; empty when nothing is.
pub fn verify(program: &Program) -> Vec<String> {
    let mut errors = Vec::new();
    for function in &program.functions {
        let mut check = Check {
            program,
            function,
            starts: Vec::new(),
            reach: 0,
            errors: &mut errors,
        };
        check.function();
    }
    if program.entry as usize >= program.functions.len() {
        errors.push(format!("entry {} is no function", program.entry));
    }
    errors
}

struct Check<'a> {
    program: &'a Program,
    function: &'a Function,
    /// Whether an instruction starts at a pc.
    starts: Vec<bool>,
    /// Slots that `Enter` makes sure of.
    reach: usize,
    errors: &'a mut Vec<String>,
}

/// Instructions whose register a becomes an address that keeps an object alive.
fn makes_pointer(op: Op) -> bool {
    use Op::*;
    matches!(
        op,
        Str | FuncValue
            | New
            | Clone
            | Box
            | FieldAddr
            | FieldAddrX
            | GlobalAddr
            | IdxAddr
            | ArrAddr
            | MakeSlice
            | SliceSlice
            | SliceStr
            | SliceArr
            | SliceArrK
            | Append64
            | AppendV
            | Append64Room
            | AppendVRoom
            | AppendSlice
            | AppendZeros
            | AppendStr
            | SliceToArr
            | Concat
            | ConcatN
            | StrFromBytes
            | BytesFromStr
            | StrFromRunes
            | RunesFromStr
            | StrFromRune
            | MakeMap
            | MapAddr
            | MapIter
            | MakeChan
            | Closure
            | MakeClosure
    )
}

impl Check<'_> {
    fn error(&mut self, pc: usize, text: impl std::fmt::Display) {
        let op = self.function.code.get(pc).and_then(|i| i.opcode());
        let op = op.map_or("?", |op| op.info().name);
        self.errors
            .push(format!("{} at {pc} ({op}): {text}", self.function.name));
    }

    fn function(&mut self) {
        let function = self.function;
        let code = &function.code;
        let Some(enter) = code.first().filter(|i| i.op == Op::Enter as u16) else {
            return self.error(0, "does not begin with Enter");
        };
        let frame = function.frame_size as usize;
        self.reach = enter.a as usize;
        if self.reach <= frame || function.slots.len() != frame {
            self.error(
                0,
                format!(
                    "frame of {frame} slots, {} classes, {} made sure of",
                    function.slots.len(),
                    enter.a
                ),
            );
        }
        let zeroed = enter.b as usize..enter.b as usize + enter.c as usize;
        if enter.c > 0 && zeroed.end > frame {
            self.error(0, "zeroes slots outside the frame");
        }
        let filled = self.filled_from_closure();
        for slot in 1 + function.params as usize..frame {
            if function.slots[slot] != WordClass::Scalar
                && !zeroed.contains(&slot)
                && !filled.contains(&slot)
            {
                self.error(
                    0,
                    format!(
                        "slot {slot} is a {:?} and is not zeroed",
                        function.slots[slot]
                    ),
                );
            }
        }
        self.starts = vec![false; code.len()];
        let mut pc = 0;
        let mut last = 0;
        while pc < code.len() {
            let Some(op) = code[pc].opcode() else {
                return self.error(pc, format!("no instruction has the number {}", code[pc].op));
            };
            self.starts[pc] = true;
            last = pc;
            pc += op.len();
        }
        if pc > code.len() {
            return self.error(last, "extension words are missing");
        }
        if !code[last].opcode().is_some_and(ends) {
            self.error(last, "control runs off the end");
        }
        if function.recover_pc != u32::MAX {
            self.target(0, function.recover_pc as i64);
        }
        for pc in 0..code.len() {
            if let Some(op) = code[pc].opcode().filter(|_| self.starts[pc]) {
                self.instruction(pc, op);
            }
        }
    }

    /// The slots that are filled from the function's closure right behind `Enter`: no safepoint and no fault comes before that is done.
    fn filled_from_closure(&self) -> Vec<usize> {
        let code = &self.function.code;
        let mut filled = Vec::new();
        let mut closure = None;
        let mut pc = Op::Enter.len();
        while let Some(insn) = code.get(pc) {
            let slots = match insn.opcode() {
                Some(Op::Closure) => {
                    closure = Some(insn.a);
                    1
                }
                Some(Op::Load64) if closure == Some(insn.b) => 1,
                Some(Op::Load2) if closure == Some(insn.b) => 2,
                Some(Op::Load3) if closure == Some(insn.b) => 3,
                _ => break,
            };
            filled.extend(insn.a as usize..insn.a as usize + slots);
            pc += 1;
        }
        filled
    }

    fn target(&mut self, pc: usize, to: i64) {
        let known = usize::try_from(to).ok().and_then(|to| self.starts.get(to));
        if known != Some(&true) {
            self.error(pc, format!("jumps to {to}, where no instruction starts"));
        }
    }

    fn register(&mut self, pc: usize, register: u16, count: usize) {
        if register as usize + count > self.reach || (register == 0 && count > 0) {
            self.error(
                pc,
                format!("register {register} (of {count}) is not in the frame"),
            );
        }
    }

    /// Of a value that may have no slots.
    fn first_register(&mut self, pc: usize, register: u16) {
        if register as usize > self.reach {
            self.error(pc, format!("register {register} is not in the frame"));
        }
    }

    fn below(&mut self, pc: usize, what: &str, index: u32, count: usize) {
        if index as usize >= count {
            self.error(pc, format!("{what} {index} of {count}"));
        }
    }

    fn instruction(&mut self, pc: usize, op: Op) {
        let program = self.program;
        let insn = self.function.code[pc];
        let after = (pc + op.len()) as i64;
        for (at, &kind) in op.info().operands.iter().enumerate() {
            let field = [insn.a, insn.b, insn.c][at];
            match kind {
                Operand::D | Operand::R | Operand::DR => self.register(pc, field, 1),
                Operand::D2 | Operand::R2 => self.register(pc, field, 2),
                Operand::D3 | Operand::R3 => self.register(pc, field, 3),
                // Zero-sized values have no slots.
                Operand::DS | Operand::RS => self.first_register(pc, field),
                Operand::DO | Operand::RO if field != NO_REG => self.first_register(pc, field),
                Operand::J => self.target(pc, after + field as i16 as i64),
                Operand::J32 => self.target(pc, after + insn.bc() as i32 as i64),
                Operand::F => self.below(pc, "function", insn.bc(), program.functions.len()),
                Operand::N => self.below(pc, "native", insn.bc(), program.natives.len()),
                Operand::S => self.below(pc, "string", insn.bc(), program.strings.len()),
                Operand::G => self.below(pc, "global", insn.bc(), program.globals_size.max(1)),
                Operand::T => self.below(pc, "select", insn.bc(), program.selects.len()),
                Operand::W => {
                    self.below(pc, "switch", insn.bc(), program.switches.len());
                    if let Some(table) = program.switches.get(insn.bc() as usize) {
                        for &to in table.targets.iter().chain([&table.default]) {
                            self.target(pc, to as i64);
                        }
                    }
                }
                _ => {}
            }
        }
        for (n, ext) in op.info().ext.iter().enumerate() {
            let word = self.function.code[pc + 1 + n];
            if *ext == Ext::XT && word.as_word() == 0 {
                self.error(pc, "no type");
            }
            if *ext == Ext::XCALL && word.a != insn.a {
                self.error(pc, "the last word of a call does not have its base");
            }
        }
        self.special(pc, op, insn, after);
    }

    fn special(&mut self, pc: usize, op: Op, insn: Insn, after: i64) {
        let frame = self.function.frame_size;
        let code = &self.function.code;
        match op {
            Op::CallTry | Op::TryParseBool
                if code
                    .get(pc + 1)
                    .is_none_or(|call| call.opcode() != Some(Op::Call) || call.a != insn.a) =>
            {
                self.error(pc, "an attempt without its call");
            }
            Op::Call
            | Op::CallClosure
            | Op::CallIface
            | Op::CallNative
            | Op::CallTry
            | Op::TryParseBool
            | Op::CallLock
            | Op::CallUnlock
            | Op::CallRLock
            | Op::CallRUnlock
            | Op::CallTrimSpace
            | Op::Go
            | Op::GoClosure
                if insn.a < frame =>
            {
                self.error(
                    pc,
                    format!("call at base {} inside the frame of {frame}", insn.a),
                );
            }
            Op::Go | Op::MakeClosure => {
                let function = code[pc + 1].as_word();
                self.below(
                    pc,
                    "function",
                    function as u32,
                    self.program.functions.len(),
                );
            }
            Op::MapNext => self.target(pc, after + code[pc + 2].as_word() as u32 as i32 as i64),
            Op::Defer | Op::RunDefers if self.function.recover_pc == u32::MAX => {
                self.error(pc, "defers without a place to go on after recovery");
            }
            Op::GoEnd
            | Op::PanicNext
            | Op::DeferNext
            | Op::PanicText
            | Op::Resume
            | Op::LeafEnd
            | Op::CallPlain
            | Op::TryPlain => {
                self.error(pc, "an instruction of the runtime's own");
            }
            Op::Enter if pc != 0 => self.error(pc, "Enter inside a function"),
            _ => {}
        }
        // Results are written to the first slots just before `Ret`, where no safepoint comes between.
        let result = insn.a <= self.function.results;
        if makes_pointer(op)
            && !result
            && insn.a < frame
            && self.function.slots.get(insn.a as usize) == Some(&WordClass::Scalar)
        {
            self.error(
                pc,
                format!("puts an address into slot {}, which is a scalar", insn.a),
            );
        }
    }
}
