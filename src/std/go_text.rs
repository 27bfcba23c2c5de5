//! The text of the library's Go files as it lies in the binary: as it is, where small programs load it, otherwise packed by
//! `build.rs`, and unpacked whenever its package is loaded (decision 033).

use std::borrow::Cow;

use miniz_oxide::inflate::decompress_slice_iter_to_slice;

#[derive(Clone, Copy)]
pub enum GoText {
    Plain(&'static str),
    /// The text's length in four bytes, the lowest first; then the text, deflated.
    Packed(&'static [u8]),
}

impl GoText {
    pub fn read(self) -> Cow<'static, str> {
        match self {
            GoText::Plain(text) => Cow::Borrowed(text),
            GoText::Packed(packed) => Cow::Owned(unpacked(packed)),
        }
    }
}

fn unpacked(packed: &[u8]) -> String {
    let (length, deflated) = packed.split_first_chunk().expect("a length");
    let mut text = vec![0; u32::from_le_bytes(*length) as usize];
    let written = decompress_slice_iter_to_slice(&mut text, [deflated].into_iter(), false, true);
    assert_eq!(written, Ok(text.len()), "packed by build.rs");
    String::from_utf8(text).expect("a Go file")
}

/// A file, named from `src/std`, in a form: `Plain` or `Packed`. All of them lie side by side, and not between the constants that programs
/// need: the system maps a file's pages by sixteen.
macro_rules! go_text {
    (Plain, $file:expr) => {{
        const TEXT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/std/", $file));
        #[cfg_attr(target_os = "linux", unsafe(link_section = ".rodata.go"))]
        static BYTES: [u8; TEXT.len()] =
            *include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/std/", $file));
        // SAFETY: they are those of `TEXT`.
        $crate::std::GoText::Plain(unsafe { std::str::from_utf8_unchecked(&BYTES) })
    }};
    (Packed, $file:expr) => {{
        const LENGTH: usize =
            include_bytes!(concat!(env!("OUT_DIR"), "/std/", $file, ".deflate")).len();
        #[cfg_attr(target_os = "linux", unsafe(link_section = ".rodata.go"))]
        static BYTES: [u8; LENGTH] =
            *include_bytes!(concat!(env!("OUT_DIR"), "/std/", $file, ".deflate"));
        $crate::std::GoText::Packed(&BYTES)
    }};
}

/// Packed files of a package, with their names below `src/std`.
macro_rules! packed_files {
    ($package:literal: $($file:literal),* $(,)?) => {
        &[$((
            concat!($package, "/", $file),
            $crate::std::go_text::go_text!(Packed, concat!($package, "/", $file)),
        )),*]
    };
}

pub(crate) use {go_text, packed_files};
