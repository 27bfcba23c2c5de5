//! A text taken apart into Go's words, right or wrong as it may be: how far the thing goes that a message speaks of.

use std::ops::Range;

/// The tokens of a text, without comments and inserted semicolons.
pub struct Words<'a> {
    text: &'a str,
    places: Vec<Range<usize>>,
}

impl<'a> Words<'a> {
    pub fn of(text: &'a str) -> Words<'a> {
        let (places, _) = gorun_grammar::scan(text);
        let places = places
            .into_iter()
            .map(|(from, to)| from.saturating_sub(1) as usize..to.saturating_sub(1) as usize)
            .filter(|r| {
                let word = text.get(r.clone()).unwrap_or_default();
                !word.is_empty() && !word.starts_with(['\n', '\r', '…'])
            })
            .collect();
        Words { text, places }
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }
    pub fn word(&self, i: usize) -> &'a str {
        self.places
            .get(i)
            .map_or("", |place| &self.text[place.clone()])
    }
    pub fn place(&self, i: usize) -> Range<usize> {
        let end = self.text.len();
        self.places.get(i).cloned().unwrap_or(end..end)
    }
    /// The word that begins at, or holds, a byte.
    pub fn at(&self, offset: usize) -> Option<usize> {
        let i = self.places.partition_point(|place| place.end <= offset);
        (i < self.places.len() && self.places[i].start <= offset).then_some(i)
    }
    /// The first word that begins at a byte or behind it.
    pub fn from(&self, offset: usize) -> usize {
        self.places.partition_point(|place| place.start < offset)
    }
    /// The word that closes the bracket which word `i` opens.
    pub fn closing(&self, i: usize) -> Option<usize> {
        let mut depth = 0usize;
        for at in i..self.len() {
            match self.word(at) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Some(at);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The words from `at` on that `shown`, from its word `from` on, shows too: how many of each. Messages leave out what stands between
    /// braces.
    fn same(&self, at: usize, shown: &Words<'_>, from: usize) -> (usize, usize) {
        let (mut a, mut b) = (at, from);
        // Up to where all brackets are closed.
        let mut whole = (at, from);
        let mut depth = 0i32;
        while a < self.len() && b < shown.len() && self.word(a) == shown.word(b) {
            match self.word(a) {
                "{" if shown.word(b + 1) == "}" && shown.leaves_out(b) => {
                    let Some(end) = self.closing(a) else { break };
                    (a, b) = (end, b + 1);
                }
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
            (a, b) = (a + 1, b + 1);
            match depth {
                0 => whole = (a, b),
                d if d < 0 => break,
                _ => {}
            }
        }
        (whole.0 - at, whole.1 - from)
    }

    fn leaves_out(&self, brace: usize) -> bool {
        let between = self.place(brace).end..self.place(brace + 1).start;
        self.text
            .get(between)
            .is_some_and(|t| t.contains('…') || t.contains("..."))
    }

    /// What stands at `offset` and `message` names: the longest stretch of words that the message shows too, or else the one word.
    pub fn spoken_of(&self, offset: usize, message: &str) -> Range<usize> {
        let Some(at) = self.at(offset) else {
            return offset..offset;
        };
        let shown = Words::of(message.lines().next().unwrap_or_default());
        let longest = (0..shown.len())
            .map(|from| self.same(at, &shown, from).0)
            .max()
            .unwrap_or(0)
            .max(1);
        self.place(at).start..self.place(at + longest - 1).end
    }

    /// Where the expression at `offset` ends that a message shows between `before` and `after`.
    pub fn expression(&self, offset: usize, shown: &str) -> Option<Range<usize>> {
        let at = self.at(offset)?;
        let shown = Words::of(shown);
        let (here, there) = self.same(at, &shown, 0);
        (here > 0 && there == shown.len())
            .then(|| self.place(at).start..self.place(at + here - 1).end)
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn what_a_message_speaks_of() {
        let spoken = |text: &str, at: &str, message: &str| {
            let offset = text.find(at).unwrap();
            let range = Words::of(text).spoken_of(offset, message);
            text[range].to_string()
        };
        let text = "x = f( a,b ) + T{1, 2}.c";
        assert_eq!(
            spoken(text, "f(", "cannot use f(a, b) (value of type int) as T"),
            "f( a,b )"
        );
        assert_eq!(spoken(text, "T{", "cannot use T{…}.c (value)"), "T{1, 2}.c");
        assert_eq!(spoken(text, "x", "declared and not used: x"), "x");
        assert_eq!(spoken(text, "+", "something else"), "+");
    }
}
