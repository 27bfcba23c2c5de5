//! Which memory an instruction touches.

use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{Detail, TypeRef};
use crate::race::Touch;
use crate::vm::dispatch::State;

/// Told of an access: address, bytes, how.
pub type Each<'a> = &'a mut dyn FnMut(u64, u64, Touch);

const READ: Touch = Touch::READ;
const WRITE: Touch = Touch::WRITE;

/// How instructions that load, store and index differ.
enum Form {
    /// `[b + c]`, of so many bytes.
    Load(u64),
    /// `[a + c]`.
    Store(u64),
    /// `[a + c]`, read and written.
    Update(u64),
    /// `[c + ext]`.
    Operand,
    /// Of a package variable.
    Global(u64),
    SetGlobal,
    UpdateGlobal,
    /// Element c of slice b.
    Index(u64),
    /// Element b of slice a.
    SetIndex(u64),
    UpdateIndex,
    /// Element c of the array at b.
    Array(u64),
    /// Element b of the array at a.
    SetArray(u64),
    /// The first bytes of slice b.
    Bytes(u64),
    /// Those of slice a.
    SetBytes(u64),
    Other,
}

fn form(op: Op) -> Option<Form> {
    use Form::*;
    Some(match op {
        Op::Load8U | Op::Load8S => Load(1),
        Op::Load16U | Op::Load16S => Load(2),
        Op::Load32U | Op::Load32S => Load(4),
        Op::Load64 => Load(8),
        Op::Load2 => Load(16),
        Op::Load3 => Load(24),
        Op::Store8 => Store(1),
        Op::Store16 => Store(2),
        Op::Store32 => Store(4),
        Op::Store64 => Store(8),
        Op::Store2 => Store(16),
        Op::Store3 => Store(24),
        Op::AddToF64 | Op::SubToF64 | Op::AddToI64 | Op::SubToI64 | Op::AddToI64K => Update(8),
        Op::AddF64M | Op::SubF64M | Op::MulF64M | Op::AddI64M | Op::SubI64M | Op::MulI64M => {
            Operand
        }
        Op::LoadG => Global(8),
        Op::LoadG2 => Global(16),
        Op::LoadG3 => Global(24),
        Op::StoreG => SetGlobal,
        Op::AddToG | Op::AddToGK => UpdateGlobal,
        Op::Idx8U | Op::Idx8S => Index(1),
        Op::Idx16U | Op::Idx16S => Index(2),
        Op::Idx32U | Op::Idx32S => Index(4),
        Op::Idx64 => Index(8),
        Op::Idx2 => Index(16),
        Op::Idx3 => Index(24),
        Op::SetIdx8 => SetIndex(1),
        Op::SetIdx16 => SetIndex(2),
        Op::SetIdx32 => SetIndex(4),
        Op::SetIdx64 => SetIndex(8),
        Op::SetIdx2 => SetIndex(16),
        Op::AddIdxI64 | Op::AddIdxI64K | Op::AddIdxF64 => UpdateIndex,
        Op::Arr8U | Op::Arr8S => Array(1),
        Op::Arr16U | Op::Arr16S => Array(2),
        Op::Arr32U | Op::Arr32S => Array(4),
        Op::Arr64 => Array(8),
        Op::SetArr8 => SetArray(1),
        Op::SetArr16 => SetArray(2),
        Op::SetArr32 => SetArray(4),
        Op::SetArr64 => SetArray(8),
        Op::GetLe16 | Op::GetBe16 => Bytes(2),
        Op::GetLe32 | Op::GetBe32 => Bytes(4),
        Op::GetLe64 | Op::GetBe64 => Bytes(8),
        Op::PutLe16 | Op::PutBe16 => SetBytes(2),
        Op::PutLe32 | Op::PutBe32 => SetBytes(4),
        Op::PutLe64 | Op::PutBe64 => SetBytes(8),
        Op::LoadV
        | Op::StoreV
        | Op::MemCopy
        | Op::MemZero
        | Op::Clone
        | Op::Idx2D64
        | Op::Idx2D8U
        | Op::SetIdx2D64
        | Op::SetIdx2D8
        | Op::Append64
        | Op::Append64Room
        | Op::AppendV
        | Op::AppendVRoom
        | Op::AppendSlice
        | Op::AppendZeros
        | Op::AppendStr
        | Op::Copy
        | Op::CopyStr
        | Op::StrFromBytes
        | Op::StrFromRunes
        | Op::MapGet
        | Op::MapGetOk
        | Op::MapLen
        | Op::MapIter
        | Op::MapNext
        | Op::MapSet
        | Op::MapAddr
        | Op::MapDelete
        | Op::MapClear
        | Op::Box
        | Op::Send
        | Op::Select
        | Op::Close => Other,
        _ => return None,
    })
}

/// Whether an instruction reads a string. No goroutine writes there, but the memory may be the program's own.
pub fn reads_text(op: Op) -> bool {
    matches!(
        op,
        Op::StrIdx
            | Op::EqStr
            | Op::LtStr
            | Op::LeStr
            | Op::CmpStr
            | Op::Concat
            | Op::ConcatN
            | Op::DecodeRune
            | Op::AppendStr
            | Op::CopyStr
            | Op::BytesFromStr
            | Op::RunesFromStr
    )
}

/// Calls `each` for the strings that an instruction is about to read.
#[inline(never)]
pub fn each_text(s: State, op: Op, each: Each<'_>) {
    let mut text = |at: usize, most: u64| each(s.get(at), s.get(at + 1).min(most), READ);
    match op {
        Op::StrIdx | Op::DecodeRune if s.rc() < s.get(s.b() + 1) => {
            each(s.rb().wrapping_add(s.rc()), 1, READ);
        }
        Op::EqStr if s.get(s.b() + 1) != s.get(s.c() + 1) => {}
        Op::EqStr | Op::LtStr | Op::LeStr | Op::CmpStr => {
            let both = s.get(s.b() + 1).min(s.get(s.c() + 1));
            text(s.b(), both);
            text(s.c(), both);
        }
        Op::Concat => {
            text(s.b(), u64::MAX);
            text(s.c(), u64::MAX);
        }
        Op::ConcatN => (0..s.c()).for_each(|i| text(s.b() + 2 * i, u64::MAX)),
        Op::AppendStr => text(s.c(), u64::MAX),
        Op::CopyStr => text(s.c(), s.get(s.b() + 1)),
        Op::BytesFromStr | Op::RunesFromStr => text(s.b(), u64::MAX),
        _ => {}
    }
}

/// Whether an instruction touches memory that other goroutines could reach.
pub fn touches(op: Op) -> bool {
    form(op).is_some()
}

/// What an instruction is about to touch.
pub enum Touched {
    /// So many bytes at this address. Nothing where that is 0: it will panic.
    One(u64, u64, Touch),
    /// Read and written.
    Updated(u64, u64),
    /// What `each` tells.
    Several,
    /// Nothing: it is watched for another reason.
    No,
}

/// What the instruction at `s`, an `op`, is about to touch.
#[inline(always)]
pub fn of(s: State, op: Op) -> Touched {
    use Touched::*;
    // Nil panics.
    let based = |base: u64, off: u64| match base {
        0 => 0,
        _ => base.wrapping_add(off),
    };
    let global = || (s.ctx().globals as u64).wrapping_add(s.bc() as u64);
    // Element `index` of the slice in the registers from `slice` on.
    let element = |slice: usize, index: u64, size: u64| match index < s.get(slice + 1) {
        true => s.get(slice).wrapping_add(index * size),
        false => 0,
    };
    let first = |slice: usize, size: u64| match size <= s.get(slice + 1) {
        true => s.get(slice),
        false => 0,
    };
    match form(op) {
        None => No,
        Some(Form::Load(len)) => One(based(s.rb(), s.c() as u64), len, READ),
        Some(Form::Store(len)) => One(based(s.ra(), s.c() as u64), len, WRITE),
        Some(Form::Update(len)) => Updated(based(s.ra(), s.c() as u64), len),
        Some(Form::Operand) => One(based(s.rc(), s.ext(1)), 8, READ),
        Some(Form::Global(len)) => One(global(), len, READ),
        Some(Form::SetGlobal) => One(global(), 8, WRITE),
        Some(Form::UpdateGlobal) => Updated(global(), 8),
        Some(Form::Index(size)) => One(element(s.b(), s.rc(), size), size, READ),
        Some(Form::SetIndex(size)) => One(element(s.a(), s.rb(), size), size, WRITE),
        Some(Form::UpdateIndex) => Updated(element(s.a(), s.rb(), 8), 8),
        Some(Form::Bytes(size)) => One(first(s.b(), size), size, READ),
        Some(Form::SetBytes(size)) => One(first(s.a(), size), size, WRITE),
        Some(Form::Array(size)) if s.rc() < s.ext(1) => {
            One(based(s.rb(), s.rc() * size), size, READ)
        }
        Some(Form::SetArray(size)) if s.rb() < s.ext(1) => {
            One(based(s.ra(), s.rb() * size), size, WRITE)
        }
        Some(Form::Array(_) | Form::SetArray(_)) => One(0, 0, READ),
        Some(Form::Other) => Several,
    }
}

/// Calls `each` for what an instruction touches of which `of` says `Several`; for nothing where it will panic first.
#[inline(never)]
pub fn each(s: State, op: Op, each: Each<'_>) {
    let size = |ty: TypeRef| ty.size as u64;
    match op {
        Op::LoadV if s.rb() != 0 => each(s.rb() + s.c() as u64, size(s.ext_type(1)), READ),
        Op::StoreV if s.ra() != 0 => each(s.ra() + s.c() as u64, size(s.ext_type(1)), WRITE),
        Op::MemCopy if s.ra() != 0 && s.rb() != 0 => {
            each(s.rb(), s.ext(1), READ);
            each(s.ra(), s.ext(1), WRITE);
        }
        Op::MemZero => each(s.ra(), s.ext(1), WRITE),
        Op::Clone => each(s.rb(), size(s.ext_type(1)), READ),
        Op::Idx2D64 => inner(s, s.b(), s.rc(), 8, READ, each),
        Op::Idx2D8U => inner(s, s.b(), s.rc(), 1, READ, each),
        Op::SetIdx2D64 => inner(s, s.a(), s.rb(), 8, WRITE, each),
        Op::SetIdx2D8 => inner(s, s.a(), s.rb(), 1, WRITE, each),
        Op::Append64 | Op::Append64Room => appends(s, 8, 1, each),
        Op::AppendV | Op::AppendVRoom => appends(s, size(s.ext_type(1)), s.ext(2), each),
        Op::AppendZeros => appends(s, size(s.ext_type(1)), s.rc(), each),
        Op::AppendStr => appends(s, 1, s.get(s.c() + 1), each),
        Op::AppendSlice => {
            let (from, count) = (s.rc(), s.get(s.c() + 1));
            each(from, count * size(s.ext_type(1)), READ);
            appends(s, size(s.ext_type(1)), count, each);
        }
        Op::Copy => {
            let count = s.get(s.b() + 1).min(s.get(s.c() + 1));
            each(s.rc(), count * s.ext(1), READ);
            each(s.rb(), count * s.ext(1), WRITE);
        }
        Op::CopyStr => each(s.rb(), s.get(s.b() + 1).min(s.get(s.c() + 1)), WRITE),
        Op::StrFromBytes => each(s.rb(), s.get(s.b() + 1), READ),
        Op::StrFromRunes => each(s.rb(), s.get(s.b() + 1) * 4, READ),
        // A map stands for all that it holds.
        Op::MapLen | Op::MapIter => each(s.rb(), 8, READ),
        Op::MapClear => each(s.ra(), 8, WRITE),
        Op::MapGet | Op::MapGetOk => {
            value(s, s.c(), key_of(s), each);
            each(s.rb(), 8, READ);
        }
        Op::MapAddr => {
            value(s, s.c(), key_of(s), each);
            each(s.rb(), 8, WRITE);
        }
        Op::MapDelete => {
            value(s, s.b(), key_of(s), each);
            each(s.ra(), 8, WRITE);
        }
        Op::MapSet => {
            value(s, s.b(), key_of(s), each);
            value(s, s.c(), Some(s.ext_type(1).elem), each);
            each(s.ra(), 8, WRITE);
        }
        // To send is to read of the channel whether it is closed.
        Op::Send => {
            value(s, s.b(), Some(s.ext_type(1).elem), each);
            each(s.ra(), 8, READ);
        }
        Op::Select => {
            let table = s.ctx().machine().select_table(s.bc() as usize);
            for case in table.cases.iter().filter(|case| case.send) {
                each(s.get(case.chan as usize), 8, READ);
            }
        }
        Op::Box => value(s, s.b(), Some(s.ext_type(1)), each),
        Op::Close => each(s.ra(), 8, WRITE),
        // SAFETY: I4: a live iterator, whose first word is its map, or 0 at the end.
        Op::MapNext => each(unsafe { *(s.ra() as *const u64) }, 8, READ),
        _ => {}
    }
}

fn key_of(s: State) -> Option<TypeRef> {
    match s.ext_type(1).detail {
        Detail::Map { key, .. } => Some(key),
        _ => None,
    }
}

/// A value of type `ty` in its register form: one in memory is read there.
fn value(s: State, register: usize, ty: Option<TypeRef>, each: Each<'_>) {
    if let Some(ty) = ty.filter(|ty| ty.in_memory) {
        each(s.get(register), ty.size as u64, READ);
    }
}

/// Of a slice of slices, which stands in the registers from `slice` on.
fn inner(s: State, slice: usize, index: u64, size: u64, touch: Touch, each: Each<'_>) {
    if index >= s.get(slice + 1) {
        return;
    }
    let header = s.get(slice).wrapping_add(index * 24);
    each(header, 24, READ);
    let second = s.get(s.ext(1) as u16 as usize);
    // SAFETY: I4: inside the slice, whose elements are slices.
    let (ptr, len) = unsafe { (*(header as *const u64), *(header as *const u64).add(1)) };
    if second < len {
        each(ptr.wrapping_add(second * size), size, touch);
    }
}

/// `count` elements behind the slice at b: written in place, or the old ones are read where there is no room.
fn appends(s: State, size: u64, count: u64, each: Each<'_>) {
    let b = s.b();
    let (ptr, len, cap) = (s.get(b), s.get(b + 1), s.get(b + 2));
    match count <= cap.wrapping_sub(len) {
        true => each(ptr.wrapping_add(len * size), count * size, WRITE),
        false => each(ptr, len * size, READ),
    }
}
