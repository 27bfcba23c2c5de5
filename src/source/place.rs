//! Places inside messages. A message may speak of another place ("other declaration at a.go:3:5"), but the
//! checker knows no file names; it writes a mark, and whoever shows the message puts the place there.

use gorun_grammar::PLACE_MARK as MARK;
use gorun_grammar::ast::Pos;

pub use gorun_grammar::place;

/// `message` with every mark replaced by what `show` says of its position.
pub fn resolve_places(message: &str, show: impl Fn(Pos) -> String) -> String {
    if !message.contains(MARK) {
        return message.to_string();
    }
    let mut out = String::with_capacity(message.len());
    for (i, part) in message.split(MARK).enumerate() {
        match part.parse() {
            Ok(pos) if i % 2 == 1 => out.push_str(&show(Pos(pos))),
            _ => out.push_str(part),
        }
    }
    out
}
