//! The entries that went well, in their order, for `:save`. What a long session has entered lies in a file without a name, so that
//! the session's memory does not grow with it. It never fails: where no file can be made, the entries stay in memory.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;

/// Bytes that are kept in memory before they go to the file.
const NEWEST: usize = 64 << 10;

#[derive(Default)]
pub struct Taken {
    newest: String,
    older: Option<File>,
    /// There is no file to be had.
    no_file: bool,
}

impl Taken {
    pub fn push(&mut self, entry: &str) {
        self.newest.push_str(entry);
        self.newest.push('\n');
        if self.newest.len() >= NEWEST && !self.no_file {
            match self.move_out() {
                Ok(()) => self.newest.clear(),
                Err(_) => self.no_file = true,
            }
        }
    }

    fn move_out(&mut self) -> io::Result<()> {
        let file = match &mut self.older {
            Some(file) => file,
            none => none.insert(nameless()?),
        };
        let end = file.seek(SeekFrom::End(0))?;
        let written = file.write_all(self.newest.as_bytes());
        if written.is_err() {
            // The whole text is still in memory.
            file.set_len(end)?;
        }
        written
    }

    /// Writes all of them to the file `path`.
    pub fn save(&mut self, path: &str) -> io::Result<()> {
        let mut to = File::create(path)?;
        if let Some(older) = &mut self.older {
            older.rewind()?;
            io::copy(&mut older.take(u64::MAX), &mut to)?;
        }
        to.write_all(self.newest.as_bytes())
    }
}

fn nameless() -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .mode(0o600)
        .custom_flags(libc::O_TMPFILE)
        .open(std::env::temp_dir())
}
