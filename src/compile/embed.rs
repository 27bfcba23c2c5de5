//! Variables with a `//go:embed` line. A string is a constant of the program, `[]byte` a copy of one; of an
//! `embed.FS` the program holds all files in one constant, which package embed takes apart when it is first needed.

use super::call::Target;
use super::function::FnBuilder;
use super::program::ProgramBuilder;
use super::value::{Dest, Val};
use crate::bytecode::function::Function;
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::Kind;
use crate::types::{ObjId, Type};

impl<'a> ProgramBuilder<'a> {
    pub(super) fn compile_embed(&mut self, id: u32, package: usize, n: usize) -> Function {
        let embedded = &self.packages[package].embedded[n];
        let context = self.package_context(package);
        let name = format!("{}.init", self.types.package(context.pkg).path);
        let pos = self.types.object(embedded.variable).pos;
        let unpack = self.unpack_of(embedded.variable);
        self.build(id, &context, &name, pos, |b| {
            b.embedding(embedded.variable, &embedded.files, unpack)
        })
    }

    /// For an `embed.FS`, the function of package embed that makes one.
    fn unpack_of(&mut self, variable: ObjId) -> Option<Target> {
        let t = self.types.canon(self.types.object(variable).ty?);
        let Type::Named(named) = *self.types.get(t) else {
            return None;
        };
        let declared = self.types.object(self.types.named(named).obj);
        let package = self.types.package(declared.pkg);
        if declared.name != "FS" || package.path != "embed" {
            return None;
        }
        let unpack = self.types.scope(package.scope).lookup("unpack")?;
        Some(self.callee(unpack, Vec::new()).into())
    }
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    fn embedding(&mut self, variable: ObjId, files: &[(String, Vec<u8>)], unpack: Option<Target>) {
        self.signature(&[], &[]);
        let t = self.obj_type(variable);
        let value = if let Some(unpack) = unpack {
            self.need_out(3);
            let argument = self.out(1);
            self.string_to(argument, &packed(files));
            self.emit_call(unpack, 3, &[t]);
            Val::fresh(self.out(1))
        } else {
            let bytes = files.first().map_or(&[][..], |f| &f.1);
            let string = self.basic(crate::types::Basic::String);
            let text = self.temp(string);
            self.string_to(text, bytes);
            match t.kind {
                Kind::String => Val::new(text),
                _ => {
                    let slice = self.dest(Dest::Stable, t);
                    self.emit(Op::BytesFromStr, slice, text, 0);
                    Val::new(slice)
                }
            }
        };
        let base = self.package_variable(variable);
        self.store(base, 0, value, t);
        self.emit(Op::Ret, 0, 0, 0);
    }
}

/// Each file as the length of its name and of its contents, eight bytes each, little end first, and then both.
fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, contents) in files {
        out.extend((name.len() as u64).to_le_bytes());
        out.extend((contents.len() as u64).to_le_bytes());
        out.extend(name.as_bytes());
        out.extend(contents);
    }
    out
}
