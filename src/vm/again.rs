//! Starting the running program once more. It is no file that the system could execute, but programs think they are: they start
//! `os.Args[0]`, `os.Executable()` or `/proc/self/exe`. What starts in its place is gorun, with a description (made by the driver) of what
//! it shall run; for whoever wants a file there is a script that says the same.

use std::fs;
use std::io::{self, Write};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use parking_lot::Mutex;

/// The word of gorun's command line before the name of a script.
pub const SCRIPT: &str = "again";
/// The word before the number of a descriptor with the description, and behind a colon the script's name, if there is one; the name before it is
/// what the program is called.
pub const DESCRIPTOR: &str = "again-from";

/// How the program is started once more.
pub struct Again {
    /// gorun's own file.
    pub gorun: PathBuf,
    /// The program's name as the command line has it: `os.Args[0]`, unless the program was called something else.
    pub name: String,
    /// For the driver.
    pub description: Vec<u8>,
    script: Mutex<Option<PathBuf>>,
    /// The script is that of the process which started this one.
    inherited: bool,
}

impl Again {
    /// `script`: the one that there is already.
    pub fn new(
        gorun: PathBuf,
        name: String,
        description: Vec<u8>,
        script: Option<PathBuf>,
    ) -> Again {
        Again {
            gorun,
            name,
            description,
            inherited: script.is_some(),
            script: Mutex::new(script),
        }
    }

    /// Whether a program asked for by this name is this one. A name to be looked for in PATH is only if it is a Go file's.
    pub fn is_meant(&self, name: &str) -> bool {
        let own = name == self.name && (name.contains('/') || name.ends_with(".go"));
        own || is_own_exe(name) || self.script.lock().as_deref() == Some(Path::new(name))
    }

    /// The script, which is written when somebody asks for it the first time.
    pub fn file(&self) -> io::Result<PathBuf> {
        let mut script = self.script.lock();
        if let Some(path) = &*script {
            return Ok(path.clone());
        }
        let name = Path::new(&self.name).file_name().unwrap_or_default();
        let name = Path::new(name).with_extension(match self.name.ends_with(".test") {
            true => "test",
            false => "",
        });
        let folder = own_folder()?;
        let path = folder.join(name);
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o755)
            .open(&path)?;
        writeln!(file, "#!{} {SCRIPT}", self.gorun.display())?;
        file.write_all(&self.description)?;
        *script = Some(path.clone());
        Ok(path)
    }

    /// The script, if there is one.
    pub fn known_file(&self) -> Option<PathBuf> {
        self.script.lock().clone()
    }

    /// The description in a file without a name, its descriptor being at least `lowest`.
    pub fn descriptor(&self, lowest: i32) -> io::Result<OwnedFd> {
        // SAFETY: a constant string and a flag; the descriptor is new.
        let fd = unsafe { libc::memfd_create(c"program".as_ptr(), libc::MFD_CLOEXEC) };
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: the descriptor is new and nobody else's.
        let mut file = unsafe { fs::File::from_raw_fd(fd) };
        file.write_all(&self.description)?;
        // SAFETY: numbers; what comes back is a new descriptor, or -1.
        let fd = unsafe { libc::fcntl(file.as_raw_fd(), libc::F_DUPFD_CLOEXEC, lowest) };
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: as above.
        Ok(unsafe { OwnedFd::from_raw_fd(fd) })
    }

    /// Removes the script. To be called when the program has ended.
    pub fn remove(&self) {
        if let Some(path) = self.script.lock().take().filter(|_| !self.inherited) {
            let _ = fs::remove_file(&path);
            let _ = path.parent().map(fs::remove_dir);
        }
    }
}

/// Whether this is a name of the process's own file.
pub fn is_own_exe(name: &str) -> bool {
    let process = name
        .strip_prefix("/proc/")
        .and_then(|rest| rest.strip_suffix("/exe"));
    process.is_some_and(|p| p == "self" || p == std::process::id().to_string())
}

/// A new folder that only this user can write to.
fn own_folder() -> io::Result<PathBuf> {
    let mut parent = std::env::temp_dir();
    // The program may have set TMPDIR to anything.
    if !parent.is_dir() {
        parent = PathBuf::from("/tmp");
    }
    let mut number = 0;
    loop {
        let folder = parent.join(format!("gorun-exe{}-{number}", std::process::id()));
        match fs::DirBuilder::new().mode(0o755).create(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 1000 => {
                number += 1;
            }
            Err(error) => return Err(error),
        }
    }
}
