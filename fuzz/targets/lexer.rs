//! Any text becomes tokens in order, within the text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(text) = gorun_fuzz::text(data) else {
        return;
    };
    let (spans, problems) = gorun_grammar::scan(text);
    let end = text.len() as u32 + 1;
    let mut at = 1;
    for (from, to) in spans {
        assert!(
            at <= from && from <= to && to <= end,
            "token {from}..{to} after {at}, text ends at {end}"
        );
        assert!(text.is_char_boundary(from as usize - 1) && text.is_char_boundary(to as usize - 1));
        at = to;
    }
    for (place, message) in problems {
        assert!(place <= text.len() && !message.is_empty());
    }
});
