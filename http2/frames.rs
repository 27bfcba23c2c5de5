//! Frames on their way to h2. A body's last frame is made two, the data and the end: h2 drops a frame that breaks the word of a body's length,
//! and it is the end that breaks it where a body is too short. And what a peer says in GOAWAY beside the code is kept, which h2 does not tell.

const DATA: u8 = 0;
const GO_AWAY: u8 = 7;
const END_STREAM: u8 = 1;
const PADDED: u8 = 8;
/// As much of what comes with GOAWAY is kept.
const MOST_SAID: usize = 1 << 10;

/// A connection's frames, as far as they have come.
#[derive(Default)]
pub struct Frames {
    /// Of what a client begins with.
    preface: usize,
    head: Vec<u8>,
    /// Of the frame's payload.
    left: usize,
    /// The frame that is to follow this one.
    end: Option<[u8; 9]>,
    away: bool,
    /// The payload of the last GOAWAY.
    said: Vec<u8>,
}

impl Frames {
    pub fn new(server: bool) -> Frames {
        Frames {
            preface: if server { 24 } else { 0 },
            ..Frames::default()
        }
    }

    /// Hands `bytes` on to `out`; `bodies` gets the streams that data comes for, and how much that is.
    pub fn pass(&mut self, mut bytes: &[u8], out: &mut Vec<u8>, bodies: &mut Vec<(u32, usize)>) {
        while !bytes.is_empty() {
            let limit = match (self.preface, self.left) {
                (0, 0) => 9 - self.head.len(),
                (0, left) => left,
                (preface, _) => preface,
            };
            let (part, rest) = bytes.split_at(limit.min(bytes.len()));
            bytes = rest;
            if self.preface > 0 {
                self.preface -= part.len();
            } else if self.left > 0 {
                self.left -= part.len();
                if self.away {
                    let room = MOST_SAID.saturating_sub(self.said.len());
                    self.said.extend(&part[..part.len().min(room)]);
                }
            } else {
                self.head.extend(part);
                if self.head.len() == 9 {
                    self.begin(out, bodies);
                }
                continue;
            }
            out.extend(part);
            if self.left == 0 {
                out.extend(self.end.take().into_iter().flatten());
            }
        }
    }

    /// What the last GOAWAY said: the last stream that the peer has looked at, a code, and more.
    pub fn away(&self) -> Option<(u32, u32, &[u8])> {
        let (last, rest) = self.said.split_first_chunk()?;
        let (code, more) = rest.split_first_chunk()?;
        Some((number(*last), u32::from_be_bytes(*code), more))
    }

    fn begin(&mut self, out: &mut Vec<u8>, bodies: &mut Vec<(u32, usize)>) {
        let mut head = [0; 9];
        head.copy_from_slice(&self.head);
        self.head.clear();
        let [a, b, c, kind, flags, id @ ..] = head;
        self.left = u32::from_be_bytes([0, a, b, c]) as usize;
        self.away = kind == GO_AWAY;
        if self.away {
            self.said.clear();
        }
        if kind == DATA && self.left > 0 {
            bodies.push((number(id), self.left));
            if flags & (END_STREAM | PADDED) == END_STREAM {
                let mut end = head;
                end[..3].fill(0);
                self.end = Some(end);
                head[4] &= !END_STREAM;
            }
        }
        out.extend(head);
    }
}

/// A stream's.
fn number(bytes: [u8; 4]) -> u32 {
    u32::from_be_bytes(bytes) & (u32::MAX >> 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(kind: u8, flags: u8, id: u8, payload: &[u8]) -> Vec<u8> {
        let mut frame = vec![0, 0, payload.len() as u8, kind, flags, 0, 0, 0, id];
        frame.extend(payload);
        frame
    }

    #[test]
    fn bodies_end_in_frames_of_their_own() {
        let mut given = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec();
        let mut wanted = given.clone();
        for (kind, flags, id, payload) in [
            (4, 0, 0, &b""[..]),
            (1, 4, 1, b"head"),
            (DATA, 0, 1, b"some"),
            (DATA, END_STREAM, 1, b"rest"),
            (DATA, END_STREAM, 3, b""),
            (DATA, END_STREAM | PADDED, 5, b"\x01x\x00"),
            (GO_AWAY, 0, 0, b"\x00\x00\x00\x05\x00\x00\x00\x02why"),
        ] {
            given.extend(frame(kind, flags, id, payload));
            match payload {
                b"rest" => {
                    wanted.extend(frame(kind, 0, id, payload));
                    wanted.extend(frame(kind, END_STREAM, id, b""));
                }
                _ => wanted.extend(frame(kind, flags, id, payload)),
            }
        }
        for step in [1, 2, 5, 9, 10, 1000] {
            let (mut frames, mut out, mut bodies) = (Frames::new(true), Vec::new(), Vec::new());
            for part in given.chunks(step) {
                frames.pass(part, &mut out, &mut bodies);
            }
            assert_eq!(out, wanted, "{step}");
            assert_eq!(bodies, [(1, 4), (1, 4), (5, 3)]);
            assert_eq!(frames.away(), Some((5, 2, &b"why"[..])));
        }
    }
}
