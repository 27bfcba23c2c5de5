//! Package crypto/sha3: Keccak-f[1600] (FIPS 202), and the sponge around it. The state is 25 lanes of 64 bits, little endian.

use crate::vm::native::{GoPtr, GoSlice};

crate::natives! {
    "absorb" => absorb,
    "squeeze" => squeeze,
    "pad" => pad,
}

type State = [u8; 200];

/// What iota adds in each round.
const ROUNDS: [u64; 24] = round_constants();

/// From the linear feedback shift register of section 3.2.5.
const fn round_constants() -> [u64; 24] {
    let mut constants = [0; 24];
    let (mut register, mut round) = (1u8, 0);
    while round < 24 {
        let mut j = 0;
        while j < 7 {
            constants[round] |= ((register & 1) as u64) << ((1 << j) - 1);
            register = (register << 1) ^ if register >> 7 == 1 { 0x71 } else { 0 };
            j += 1;
        }
        round += 1;
    }
    constants
}

/// How rho turns and where pi moves the lanes, along the path that pi takes from lane 1.
const PATH: [(usize, u32); 24] = path();

const fn path() -> [(usize, u32); 24] {
    let mut path = [(0, 0); 24];
    let (mut x, mut y, mut t) = (1, 0, 0);
    while t < 24 {
        (x, y) = (y, (2 * x + 3 * y) % 5);
        path[t] = (x + 5 * y, ((t + 1) * (t + 2) / 2 % 64) as u32);
        t += 1;
    }
    path
}

fn permute(state: &mut State) {
    let mut a = [0u64; 25];
    for (lane, bytes) in a.iter_mut().zip(state.as_chunks().0) {
        *lane = u64::from_le_bytes(*bytes);
    }
    for constant in ROUNDS {
        // theta
        let mut c = [0; 5];
        for x in 0..5 {
            c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
        }
        for x in 0..5 {
            let d = c[(x + 4) % 5] ^ c[(x + 1) % 5].rotate_left(1);
            for y in 0..5 {
                a[x + 5 * y] ^= d;
            }
        }
        // rho and pi
        let mut moving = a[1];
        for (to, turn) in PATH {
            moving = std::mem::replace(&mut a[to], moving.rotate_left(turn));
        }
        // chi
        for row in a.as_chunks_mut::<5>().0 {
            let old = *row;
            for x in 0..5 {
                row[x] = old[x] ^ (!old[(x + 1) % 5] & old[(x + 2) % 5]);
            }
        }
        // iota
        a[0] ^= constant;
    }
    for (lane, bytes) in a.iter().zip(state.as_chunks_mut().0) {
        *bytes = lane.to_le_bytes();
    }
}

fn state<'a>(a: GoPtr<State>) -> &'a mut State {
    // SAFETY: the Go side's array, which nothing else uses meanwhile.
    unsafe { &mut *a.0 }
}

fn absorb(a: GoPtr<State>, n: i64, rate: i64, p: GoSlice<u8>) -> i64 {
    let (a, mut n, rate) = (state(a), n as usize, rate as usize);
    let mut rest = p.items();
    while !rest.is_empty() {
        let (now, later) = rest.split_at(rest.len().min(rate - n));
        a[n..].iter_mut().zip(now).for_each(|(a, b)| *a ^= b);
        n += now.len();
        if n == rate {
            permute(a);
            n = 0;
        }
        rest = later;
    }
    n as i64
}

fn squeeze(a: GoPtr<State>, n: i64, rate: i64, p: GoSlice<u8>) -> i64 {
    let (a, mut n, rate) = (state(a), n as usize, rate as usize);
    let mut rest = p.items_mut();
    while !rest.is_empty() {
        if n == rate {
            permute(a);
            n = 0;
        }
        let len = rest.len().min(rate - n);
        let (now, later) = rest.split_at_mut(len);
        now.copy_from_slice(&a[n..n + len]);
        n += len;
        rest = later;
    }
    n as i64
}

fn pad(a: GoPtr<State>, n: i64, rate: i64, domain: u8) {
    let a = state(a);
    a[n as usize] ^= domain;
    a[rate as usize - 1] ^= 0x80;
    permute(a);
}
