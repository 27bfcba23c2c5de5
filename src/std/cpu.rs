//! What golang.org/x/sys/cpu writes in assembly.

#[cfg(target_arch = "x86_64")]
mod machine {
    pub fn cpuid(eax: u32, ecx: u32) -> (u32, u32, u32, u32) {
        let r = std::arch::x86_64::__cpuid_count(eax, ecx);
        (r.eax, r.ebx, r.ecx, r.edx)
    }

    /// The states that the system keeps. Asked for only where cpuid says so, or all would be lost.
    pub fn xgetbv() -> (u32, u32) {
        if !std::arch::is_x86_feature_detected!("xsave") {
            return (0, 0);
        }
        // SAFETY: looked at above. (The feature is seen only where the system has turned it on.)
        let states = unsafe { read() };
        (states as u32, (states >> 32) as u32)
    }

    #[target_feature(enable = "xsave")]
    fn read() -> u64 {
        // SAFETY: register 0 exists wherever the instruction does.
        unsafe { std::arch::x86_64::_xgetbv(0) }
    }
}

#[cfg(target_arch = "x86_64")]
crate::natives! {
    "cpuid" => machine::cpuid,
    "xgetbv" => machine::xgetbv,
}

#[cfg(not(target_arch = "x86_64"))]
crate::natives! {}
