//! The process before and after the front end. `prepare` asks the system for what it gives to a process of one thread only. `settle` gives back to the system what only reading and compiling the program needed: most pages of the executable, and what the
//! allocator holds of it. Called when the program's
//! heap has outgrown its first megabyte (a smaller program would start later for nothing), and each time it is three times as large: then what only the
//! program's beginning needed goes as well.
//!
//! The command's own affair, not the library's: the pages and the allocator of a program that embeds gorun are that program's.

/// Has the allocator ask the system for memory in large pieces and in large pages (the front end takes some megabytes at once, and the
/// system's work for each page of 4 KB was a quarter of a large program's start), and asks for the scheduler's barriers. To be called before
/// anything else.
pub fn prepare() {
    #[cfg(all(target_os = "linux", target_env = "gnu", not(miri)))]
    {
        take_and_keep(FIRST_PIECE, FIRST_PIECE, 4 << 20);
        ask_for_large_pages();
    }
    crate::sched::sync::ask_for_barriers();
}

/// How much the allocator takes of the system at once, how much it keeps unused, and from which size on a piece is mapped by itself, in bytes.
#[cfg(all(target_os = "linux", target_env = "gnu", not(miri)))]
fn take_and_keep(at_once: usize, unused: usize, mapped: usize) {
    // SAFETY: sets numbers of the allocator's, under its lock.
    unsafe {
        libc::mallopt(libc::M_TOP_PAD, at_once as libc::c_int);
        libc::mallopt(libc::M_TRIM_THRESHOLD, unused as libc::c_int);
        libc::mallopt(libc::M_MMAP_THRESHOLD, mapped as libc::c_int);
    }
}

/// What the allocator takes at once: address space, which becomes memory where it is touched.
#[cfg(all(target_os = "linux", target_env = "gnu", not(miri)))]
const FIRST_PIECE: usize = 32 << 20;

/// Has the allocator take its first piece, and the system fill it by pages of 2 MB if it can.
#[cfg(all(target_os = "linux", target_env = "gnu", not(miri)))]
fn ask_for_large_pages() {
    const LARGE_PAGE: usize = 2 << 20;
    // More than the allocator has left, less than what it asks the system for by itself.
    const MORE: usize = 512 << 10;
    // SAFETY: no other thread runs yet, so what lies between the two ends is what the allocator has just taken. The advice changes no
    // byte of it, and may be refused.
    unsafe {
        let start = (libc::sbrk(0) as usize).next_multiple_of(LARGE_PAGE);
        libc::free(libc::malloc(MORE));
        let end = libc::sbrk(0) as usize / LARGE_PAGE * LARGE_PAGE;
        if start < end {
            libc::madvise(start as *mut _, end - start, libc::MADV_HUGEPAGE);
        }
    }
}

/// Afterwards code and constants come back from the page cache as they are used.
pub fn settle() {
    #[cfg(all(target_os = "linux", not(miri)))]
    {
        // SAFETY: the callback keeps to `dl_iterate_phdr`'s contract, and uses nothing but its arguments.
        unsafe { libc::dl_iterate_phdr(Some(forget_clean_pages), std::ptr::null_mut()) };
        #[cfg(all(target_env = "gnu", not(miri)))]
        take_and_keep(1 << 20, 4 << 20, 1 << 20);
        crate::heap::memory::trim_host();
    }
}

/// Unmaps the pages of one loaded object that it can read back: those of segments that cannot be written to. The linker keeps what it
/// has relocated in segments that can.
#[cfg(all(target_os = "linux", not(miri)))]
unsafe extern "C" fn forget_clean_pages(
    info: *mut libc::dl_phdr_info,
    _: libc::size_t,
    _: *mut libc::c_void,
) -> libc::c_int {
    const PAGE: usize = 4096;
    // SAFETY: `dl_iterate_phdr` passes a description that is good for the call.
    let (base, headers) = unsafe {
        let info = &*info;
        (
            info.dlpi_addr as usize,
            std::slice::from_raw_parts(info.dlpi_phdr, info.dlpi_phnum as usize),
        )
    };
    for header in headers {
        if header.p_type != libc::PT_LOAD || header.p_flags & libc::PF_W != 0 {
            continue;
        }
        let start = (base + header.p_vaddr as usize) & !(PAGE - 1);
        let end = (base + (header.p_vaddr + header.p_memsz) as usize) & !(PAGE - 1);
        if start < end {
            // SAFETY: private pages of a file that nobody can have changed: whoever touches one again finds the same bytes. A failure
            // leaves them where they are.
            unsafe { libc::madvise(start as *mut _, end - start, libc::MADV_DONTNEED) };
        }
    }
    0
}
