//! The tables of Marsaglia and Tsang's ziggurat method, computed once.

#![allow(clippy::excessive_precision)]

use std::sync::OnceLock;

pub struct Tables {
    k: Vec<u32>,
    w: Vec<f32>,
    f: Vec<f32>,
}

/// `n` strips under `density` (with inverse `inverse`), from the tail `start` on, each of area `area`; `scale` is the range of the
/// random integers.
fn tables(
    n: usize,
    scale: f64,
    start: f64,
    area: f64,
    density: fn(f64) -> f64,
    inverse: fn(f64) -> f64,
) -> Tables {
    let (mut k, mut w, mut f) = (vec![0u32; n], vec![0f32; n], vec![0f32; n]);
    let q = area / density(start);
    let (mut x, mut last) = (start, start);
    k[0] = (start / q * scale) as u32;
    w[0] = (q / scale) as f32;
    w[n - 1] = (start / scale) as f32;
    f[0] = 1.0;
    f[n - 1] = density(start) as f32;
    for i in (1..n - 1).rev() {
        x = inverse(area / x + density(x));
        k[i + 1] = (x / last * scale) as u32;
        last = x;
        f[i] = density(x) as f32;
        w[i] = (x / scale) as f32;
    }
    Tables { k, w, f }
}

/// The strip `i` for NormFloat64: its bound, its scale, its density and that of the strip before.
pub fn normal(i: i32) -> (u32, f32, f32, f32) {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    let t = TABLES.get_or_init(|| {
        let density = |x: f64| (-0.5 * x * x).exp();
        tables(
            128,
            2147483648.0,
            3.442619855899,
            9.91256303526217e-3,
            density,
            |y| (-2.0 * y.ln()).sqrt(),
        )
    });
    strip(t, i)
}

/// The same for ExpFloat64.
pub fn exponential(i: i32) -> (u32, f32, f32, f32) {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    let t = TABLES.get_or_init(|| {
        tables(
            256,
            4294967296.0,
            7.69711747013105,
            3.949659822581557e-3,
            |x| (-x).exp(),
            |y| -y.ln(),
        )
    });
    strip(t, i)
}

fn strip(t: &Tables, i: i32) -> (u32, f32, f32, f32) {
    let i = i as usize % t.k.len();
    (t.k[i], t.w[i], t.f[i], t.f[i.saturating_sub(1)])
}
