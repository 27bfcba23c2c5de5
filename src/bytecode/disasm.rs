//! Bytecode as text, one instruction a line, for `gorun dis` and for tests.

use std::fmt::Write;

use gorun_grammar::ast::Pos;

use super::function::Function;
use super::isa::{Ext, Op, Operand};
use super::program::{NO_REG, Program};
use super::rtype::{RType, WordClass};

/// Writes a function. `place` names the file and line of a position.
pub fn function(
    out: &mut String,
    program: &Program,
    f: &Function,
    place: &dyn Fn(Pos) -> Option<(String, u32)>,
) {
    let classes: String = f
        .slots
        .iter()
        .map(|c| match c {
            WordClass::Scalar => 's',
            WordClass::Pointer => 'p',
            WordClass::IfaceData => 'i',
        })
        .collect();
    let wrapper = if f.wrapper { " wrapper" } else { "" };
    let _ = writeln!(
        out,
        "{}: args {} results {} frame {classes}{wrapper}",
        f.name, f.params, f.results
    );
    let mut line = 0;
    let mut pc = 0;
    while pc < f.code.len() {
        if let Some((_, l)) = place(f.position(pc))
            && l != line
        {
            line = l;
            let _ = writeln!(out, "  line {l}");
        }
        pc += instruction(out, program, f, pc);
    }
    if f.recover_pc != u32::MAX {
        let _ = writeln!(out, "  recover at {}", f.recover_pc);
    }
    out.push('\n');
}

fn register(r: u16) -> String {
    if r == NO_REG {
        "-".into()
    } else {
        format!("r{r}")
    }
}

/// One instruction; the answer is its length.
fn instruction(out: &mut String, program: &Program, f: &Function, pc: usize) -> usize {
    let insn = f.code[pc];
    let Some(op) = insn.opcode() else {
        let _ = writeln!(out, "  {pc:4} ?");
        return 1;
    };
    let info = op.info();
    let next = pc + op.len();
    let _ = write!(out, "  {pc:4} {:<12}", info.name);
    for (i, operand) in info.operands.iter().enumerate() {
        let field = [insn.a, insn.b, insn.c][i];
        let wide = insn.bc();
        let text = match operand {
            Operand::None => continue,
            Operand::I => format!("#{}", field as i16),
            Operand::U => format!("#{field}"),
            Operand::J => format!("->{}", next as i64 + field as i16 as i64),
            Operand::K32 => format!("#{}", wide as i32),
            Operand::J32 => format!("->{}", next as i64 + wide as i32 as i64),
            Operand::F => program
                .functions
                .get(wide as usize)
                .map_or("?".into(), |f| f.name.to_string()),
            Operand::N => program
                .natives
                .get(wide as usize)
                .map_or("?".into(), |n| format!("{}.{}", n.package, n.name)),
            Operand::S => program.strings.get(wide as usize).map_or("?".into(), |s| {
                let shown = String::from_utf8_lossy(&s[..s.len().min(40)]);
                format!("{shown:?}")
            }),
            Operand::G => program
                .globals
                .iter()
                .rev()
                .find(|g| g.offset <= wide as usize)
                .map_or(format!("+{wide}"), |g| {
                    format!("{}+{}", g.name, wide as usize - g.offset)
                }),
            Operand::T => format!("select {wide}"),
            Operand::W => format!("switch {wide}"),
            _ => register(field),
        };
        let _ = write!(out, " {text}");
    }
    for (i, ext) in info.ext.iter().enumerate() {
        let word = f.code[pc + 1 + i];
        let text = match ext {
            Ext::X64 if matches!(op, Op::MakeClosure | Op::Go) => program
                .functions
                .get(word.as_word() as usize)
                .map_or("?".into(), |f| f.name.to_string()),
            Ext::X64 => format!("{}", word.as_word() as i64),
            Ext::XT => {
                let at = word.as_word() as *const RType;
                program
                    .types
                    .iter()
                    .find(|t| std::ptr::eq(t.0, at))
                    .map_or("?".into(), |t| t.name.to_string())
            }
            Ext::X32x2 if op == Op::MapNext => {
                format!("->{}", next as i64 + (word.as_word() as u32 as i32) as i64)
            }
            Ext::X32x2 => format!(
                "{},{}",
                word.as_word() as u32,
                (word.as_word() >> 32) as u32
            ),
            Ext::X16x4 => [word.op, word.a, word.b, word.c].map(register).join(","),
            Ext::XCALL => format!("r{} selector {}", word.a, word.bc()),
        };
        let _ = write!(out, " [{text}]");
    }
    out.push('\n');
    op.len()
}
