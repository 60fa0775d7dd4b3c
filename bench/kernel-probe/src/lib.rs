//! Inner loops for the encoder's matrix products, measured against each other in a browser.
//!
//! All of them compute `out[row][o] = Σ_k activations[row][k] · weights[o][k]` in 32-bit integers (or `f32`) for
//! `R × C` register tiles; they differ in how the weights lie in memory and in which instruction multiplies:
//!
//! - **relaxed, packed** ([`relaxed_packed`]): one 16-byte load of weights holds 4 outputs × 4 `k`, four activations
//!   are broadcast with one 32-bit splat, `i32x4_relaxed_dot_i8x16_i7x16_add` adds to 4 outputs. No horizontal sums.
//! - **relaxed, rows** ([`relaxed_rows`]): plain row-major weights, 16 `k` a step, horizontal sums at the end.
//! - **simd128, packed** ([`dot16_packed`]): 8 bytes of weights hold 4 outputs × 2 `k` and are widened on load, two
//!   16-bit activations are broadcast, `i32x4_dot_i16x8` adds pairs. `dot16_packed_wide` keeps the weights 16-bit.
//! - **simd128, rows** ([`dot16_rows`]): plain row-major weights, 8 `k` a step, horizontal sums at the end.
//! - **relaxed, 4 bits** ([`relaxed_groups`]): weights of -7..=7 with one scale for 32 of them. Sums of a group fit 16 bits, so that
//!   `i16x8_relaxed_dot_i8x16_i7x16` and one addition do the work of the dot product with three steps that an x86 without VNNI takes.
//! - **f32** ([`f32_packed`]): 4 outputs × 1 `k` a load, one activation broadcast, multiply and add.
//!
//! The relaxed instruction is only exact for activations of 7 bits without a sign (0..=127): quantise with a zero point of
//! 64 and subtract `64 · Σ_k weights[o][k]` with the bias. The 16-bit kernel takes activations up to ±10,000
//! (127 · 10,000 · 1536 < 2³¹).
//!
//! What came out (Chromium 156, an x86 core with AVX2 and AVX-512 but no AVX-VNNI, best of 25 runs, G multiply-adds a second):
//! `relaxed_packed::<4, 2>` 43, `dot16_packed::<4, 2, false>` 40, `dot16_first` 30, f32 20 (26 fused). `<4, 2>` is among the best everywhere:
//! 8 sums, 2 weights and 1 activation are held in 11 of 16 registers; `<4, 3>` and `<6, 2>` are slower with the 16-bit kernel, probably
//! because they need too many. Where a core has
//! AVX-VNNI or SDOT, the relaxed dot product can be one instruction, which this core could not show.
//! `dot16_quads::<4>` reads the layout of `relaxed_packed::<_, 1>`, so that one packing can serve both.
//!
//! Packing is done outside of the measured loop; a probe, so sizes have to divide by the tile.

use core::arch::wasm32::*;

/// Weights of a panel of `4·C` outputs, laid out `[k/4][C][4 outputs][4 k]`.
///
/// # Safety
/// The pointers have to cover `n·k`, `m·k` and `n·m` elements; `R | n`, `4·C | m`, `4 | k`.
#[inline(always)]
unsafe fn relaxed_packed<const R: usize, const C: usize>(
    a: *const u8,
    w: *const i8,
    out: *mut i32,
    n: usize,
    k: usize,
    m: usize,
) {
    unsafe {
        for panel in 0..m / (4 * C) {
            let weights = w.add(panel * 4 * C * k);
            for row in (0..n).step_by(R) {
                let mut sums = [[i32x4_splat(0); C]; R];
                let mut at = weights as *const v128;
                let mut x = a.add(row * k);
                for _ in 0..k / 4 {
                    let mut column = [i32x4_splat(0); C];
                    for c in 0..C {
                        column[c] = v128_load(at.add(c));
                    }
                    for r in 0..R {
                        let four = v128_load32_splat(x.add(r * k) as *const u32);
                        for c in 0..C {
                            sums[r][c] = i32x4_relaxed_dot_i8x16_i7x16_add(column[c], four, sums[r][c]);
                        }
                    }
                    at = at.add(C);
                    x = x.add(4);
                }
                for r in 0..R {
                    for c in 0..C {
                        v128_store(out.add((row + r) * m + panel * 4 * C + 4 * c) as *mut v128, sums[r][c]);
                    }
                }
            }
        }
    }
}

/// Four lane sums in one vector: `[Σa, Σb, Σc, Σd]`.
#[inline(always)]
fn lane_sums(a: v128, b: v128, c: v128, d: v128) -> v128 {
    let ab = i32x4_add(i32x4_shuffle::<0, 4, 1, 5>(a, b), i32x4_shuffle::<2, 6, 3, 7>(a, b));
    let cd = i32x4_add(i32x4_shuffle::<0, 4, 1, 5>(c, d), i32x4_shuffle::<2, 6, 3, 7>(c, d));
    i32x4_add(i32x4_shuffle::<0, 1, 4, 5>(ab, cd), i32x4_shuffle::<2, 3, 6, 7>(ab, cd))
}

/// Row-major weights `[m][k]`, tiles of `R` rows and 4 outputs.
///
/// # Safety
/// As [`relaxed_packed`]; `16 | k`.
#[inline(always)]
unsafe fn relaxed_rows<const R: usize>(a: *const u8, w: *const i8, out: *mut i32, n: usize, k: usize, m: usize) {
    unsafe {
        for o in (0..m).step_by(4) {
            for row in (0..n).step_by(R) {
                let mut sums = [[i32x4_splat(0); 4]; R];
                for at in (0..k).step_by(16) {
                    let mut x = [i32x4_splat(0); R];
                    for r in 0..R {
                        x[r] = v128_load(a.add((row + r) * k + at) as *const v128);
                    }
                    for c in 0..4 {
                        let weights = v128_load(w.add((o + c) * k + at) as *const v128);
                        for r in 0..R {
                            sums[r][c] = i32x4_relaxed_dot_i8x16_i7x16_add(weights, x[r], sums[r][c]);
                        }
                    }
                }
                for r in 0..R {
                    let [s0, s1, s2, s3] = sums[r];
                    v128_store(out.add((row + r) * m + o) as *mut v128, lane_sums(s0, s1, s2, s3));
                }
            }
        }
    }
}

/// The sums of 16 bits over a group of 32 `k`, for `C` vectors of weights from `at` and `R` activations from `x`, which both go on behind it.
///
/// # Safety
/// `at` and `x` must point at so many.
#[inline(always)]
unsafe fn group_sums<const R: usize, const C: usize, const STRIPS: bool>(
    at: &mut *const v128,
    x: &mut *const u8,
    k: usize,
) -> [[v128; C]; R] {
    let mut sums = [[i16x8_splat(0); C]; R];
    unsafe {
        for _ in 0..8 {
            let mut column = [i32x4_splat(0); C];
            for c in 0..C {
                column[c] = v128_load(at.add(c));
            }
            for r in 0..R {
                let four = v128_load32_splat(x.add(if STRIPS { 4 * r } else { r * k }) as *const u32);
                for c in 0..C {
                    sums[r][c] = i16x8_add(sums[r][c], i16x8_relaxed_dot_i8x16_i7x16(column[c], four));
                }
            }
            *at = at.add(C);
            *x = x.add(if STRIPS { 4 * R } else { 4 });
        }
    }
    sums
}

/// As [`relaxed_packed`], but each group of 32 `k` has a scale for each output (here 1, which changes no result): the products of
/// weights of at most 7 and activations of at most 127 are summed in 16 bits over the group, then scaled and added as `f32`.
///
/// # Safety
/// As [`relaxed_packed`]; `32 | k`, weights between -7 and 7.
#[inline(always)]
unsafe fn relaxed_groups<const R: usize, const C: usize>(
    a: *const u8,
    w: *const i8,
    out: *mut f32,
    n: usize,
    k: usize,
    m: usize,
) {
    static SCALES: [f32; 32] = [1.0; 32];
    unsafe {
        for panel in 0..m / (4 * C) {
            let weights = w.add(panel * 4 * C * k);
            for row in (0..n).step_by(R) {
                let mut totals = [[f32x4_splat(0.0); C]; R];
                let mut at = weights as *const v128;
                let mut x = a.add(row * k);
                for _ in 0..k / 32 {
                    let sums = group_sums::<R, C, false>(&mut at, &mut x, k);
                    for c in 0..C {
                        let scale = v128_load(SCALES.as_ptr().add(4 * c) as *const v128);
                        for r in 0..R {
                            let sum = f32x4_convert_i32x4(i32x4_extadd_pairwise_i16x8(sums[r][c]));
                            totals[r][c] = f32x4_add(totals[r][c], f32x4_mul(sum, scale));
                        }
                    }
                }
                for r in 0..R {
                    for c in 0..C {
                        v128_store(out.add((row + r) * m + panel * 4 * C + 4 * c) as *mut v128, totals[r][c]);
                    }
                }
            }
        }
    }
}

/// As [`relaxed_groups`], but each group's scale is an integer (here 1), which one instruction multiplies into 32 bits with the sums: what newsmark
/// ships. The activations of a strip of `R` vectors lie side by side, `[k/4][R][4 k]`, if `STRIPS`.
///
/// # Safety
/// As [`relaxed_groups`].
#[inline(always)]
unsafe fn relaxed_halves<const R: usize, const C: usize, const STRIPS: bool>(
    a: *const u8,
    w: *const i8,
    out: *mut i32,
    n: usize,
    k: usize,
    m: usize,
) {
    static FACTORS: [i16; 64] = [1; 64];
    unsafe {
        for panel in 0..m / (4 * C) {
            let weights = w.add(panel * 4 * C * k);
            for row in (0..n).step_by(R) {
                let mut totals = [[i32x4_splat(0); C]; R];
                let mut at = weights as *const v128;
                let mut x = a.add(row * k);
                for _ in 0..k / 32 {
                    let sums = group_sums::<R, C, STRIPS>(&mut at, &mut x, k);
                    for c in 0..C {
                        let factor = v128_load(FACTORS.as_ptr().add(8 * c) as *const v128);
                        for r in 0..R {
                            totals[r][c] = i32x4_add(totals[r][c], i32x4_dot_i16x8(sums[r][c], factor));
                        }
                    }
                }
                for r in 0..R {
                    for c in 0..C {
                        v128_store(out.add((row + r) * m + panel * 4 * C + 4 * c) as *mut v128, totals[r][c]);
                    }
                }
            }
        }
    }
}

/// Weights of a panel of `4·C` outputs, laid out `[k/2][C][4 outputs][2 k]`, 8-bit or (`WIDE`) 16-bit.
///
/// # Safety
/// As [`relaxed_packed`]; activations are 16-bit, `2 | k`.
#[inline(always)]
unsafe fn dot16_packed<const R: usize, const C: usize, const WIDE: bool>(
    a: *const i16,
    w: *const i8,
    out: *mut i32,
    n: usize,
    k: usize,
    m: usize,
) {
    unsafe {
        let step = if WIDE { 16 } else { 8 };
        for panel in 0..m / (4 * C) {
            let weights = w.add(panel * C * (k / 2) * step);
            for row in (0..n).step_by(R) {
                let mut sums = [[i32x4_splat(0); C]; R];
                let mut at = weights;
                let mut x = a.add(row * k);
                for _ in 0..k / 2 {
                    let mut column = [i32x4_splat(0); C];
                    for c in 0..C {
                        column[c] = if WIDE {
                            v128_load(at.add(c * step) as *const v128)
                        } else {
                            i16x8_load_extend_i8x8(at.add(c * step))
                        };
                    }
                    for r in 0..R {
                        let two = v128_load32_splat(x.add(r * k) as *const u32);
                        for c in 0..C {
                            sums[r][c] = i32x4_add(sums[r][c], i32x4_dot_i16x8(column[c], two));
                        }
                    }
                    at = at.add(C * step);
                    x = x.add(2);
                }
                for r in 0..R {
                    for c in 0..C {
                        v128_store(out.add((row + r) * m + panel * 4 * C + 4 * c) as *mut v128, sums[r][c]);
                    }
                }
            }
        }
    }
}

/// As [`dot16_packed`] with wide weights; the activations of a strip of `R` vectors lie side by side, `[k/2][R][2 k]`.
///
/// # Safety
/// As [`dot16_packed`].
#[inline(always)]
unsafe fn dot16_strips<const R: usize, const C: usize>(
    a: *const i16,
    w: *const i8,
    out: *mut i32,
    n: usize,
    k: usize,
    m: usize,
) {
    unsafe {
        for panel in 0..m / (4 * C) {
            let weights = w.add(panel * C * (k / 2) * 16);
            for row in (0..n).step_by(R) {
                let mut sums = [[i32x4_splat(0); C]; R];
                let mut at = weights as *const v128;
                let mut x = a.add(row * k);
                for _ in 0..k / 8 {
                    for _ in 0..4 {
                        let mut column = [i32x4_splat(0); C];
                        for c in 0..C {
                            column[c] = v128_load(at.add(c));
                        }
                        for r in 0..R {
                            let two = v128_load32_splat(x.add(2 * r) as *const u32);
                            for c in 0..C {
                                sums[r][c] = i32x4_add(sums[r][c], i32x4_dot_i16x8(column[c], two));
                            }
                        }
                        at = at.add(C);
                        x = x.add(2 * R);
                    }
                }
                for r in 0..R {
                    for c in 0..C {
                        v128_store(out.add((row + r) * m + panel * 4 * C + 4 * c) as *mut v128, sums[r][c]);
                    }
                }
            }
        }
    }
}

/// The layout of [`relaxed_packed`] with `C = 1`, read by 16-bit products: half a load is 2 outputs × 4 `k`, against 4 broadcast
/// activations, so that an output's sum lies in two neighbouring lanes until the end. One packing for both instructions.
///
/// # Safety
/// As [`relaxed_packed`]; activations are 16-bit.
#[inline(always)]
unsafe fn dot16_quads<const R: usize>(a: *const i16, w: *const i8, out: *mut i32, n: usize, k: usize, m: usize) {
    unsafe {
        for panel in 0..m / 4 {
            let weights = w.add(panel * 4 * k);
            for row in (0..n).step_by(R) {
                let mut sums = [[i32x4_splat(0); 2]; R];
                let mut at = weights;
                let mut x = a.add(row * k);
                for _ in 0..k / 4 {
                    let halves = [i16x8_load_extend_i8x8(at), i16x8_load_extend_i8x8(at.add(8))];
                    for r in 0..R {
                        let four = v128_load64_splat(x.add(r * k) as *const u64);
                        for h in 0..2 {
                            sums[r][h] = i32x4_add(sums[r][h], i32x4_dot_i16x8(halves[h], four));
                        }
                    }
                    at = at.add(16);
                    x = x.add(4);
                }
                for r in 0..R {
                    let [low, high] = sums[r];
                    let even = i32x4_shuffle::<0, 2, 4, 6>(low, high);
                    let odd = i32x4_shuffle::<1, 3, 5, 7>(low, high);
                    v128_store(out.add((row + r) * m + panel * 4) as *mut v128, i32x4_add(even, odd));
                }
            }
        }
    }
}

/// Row-major 8-bit weights `[m][k]`, widened on load; tiles of `R` rows and 4 outputs.
///
/// # Safety
/// As [`relaxed_packed`]; activations are 16-bit, `8 | k`.
#[inline(always)]
unsafe fn dot16_rows<const R: usize>(a: *const i16, w: *const i8, out: *mut i32, n: usize, k: usize, m: usize) {
    unsafe {
        for o in (0..m).step_by(4) {
            for row in (0..n).step_by(R) {
                let mut sums = [[i32x4_splat(0); 4]; R];
                for at in (0..k).step_by(8) {
                    let mut x = [i32x4_splat(0); R];
                    for r in 0..R {
                        x[r] = v128_load(a.add((row + r) * k + at) as *const v128);
                    }
                    for c in 0..4 {
                        let weights = i16x8_load_extend_i8x8(w.add((o + c) * k + at));
                        for r in 0..R {
                            sums[r][c] = i32x4_add(sums[r][c], i32x4_dot_i16x8(weights, x[r]));
                        }
                    }
                }
                for r in 0..R {
                    let [s0, s1, s2, s3] = sums[r];
                    v128_store(out.add((row + r) * m + o) as *mut v128, lane_sums(s0, s1, s2, s3));
                }
            }
        }
    }
}

/// Row-major 8-bit weights, 16 `k` a step widened in registers, tiles of 2 outputs and 4 rows: the first kernel of newsmark.
///
/// # Safety
/// As [`relaxed_packed`]; activations are 16-bit, `16 | k`, `4 | n`.
#[inline(always)]
unsafe fn dot16_first(a: *const i16, w: *const i8, out: *mut i32, n: usize, k: usize, m: usize) {
    unsafe {
        for row in (0..n).step_by(4) {
            for o in (0..m).step_by(2) {
                let mut sums = [[i32x4_splat(0); 2]; 4];
                for at in (0..k).step_by(16) {
                    let [w0, w1] = [0, 1].map(|c| v128_load(w.add((o + c) * k + at) as *const v128));
                    let low = [i16x8_extend_low_i8x16(w0), i16x8_extend_low_i8x16(w1)];
                    let high = [i16x8_extend_high_i8x16(w0), i16x8_extend_high_i8x16(w1)];
                    for r in 0..4 {
                        let x = a.add((row + r) * k + at);
                        let (x0, x1) = (v128_load(x as *const v128), v128_load(x.add(8) as *const v128));
                        for c in 0..2 {
                            let sum = i32x4_add(i32x4_dot_i16x8(x0, low[c]), i32x4_dot_i16x8(x1, high[c]));
                            sums[r][c] = i32x4_add(sums[r][c], sum);
                        }
                    }
                }
                for r in 0..4 {
                    for c in 0..2 {
                        let s = sums[r][c];
                        *out.add((row + r) * m + o + c) = i32x4_extract_lane::<0>(s)
                            + i32x4_extract_lane::<1>(s)
                            + i32x4_extract_lane::<2>(s)
                            + i32x4_extract_lane::<3>(s);
                    }
                }
            }
        }
    }
}

/// 32-bit floating point, weights of a panel laid out `[k][4·C outputs]`; `FUSED` takes the relaxed multiply-add.
///
/// # Safety
/// As [`relaxed_packed`].
#[inline(always)]
unsafe fn f32_packed<const R: usize, const C: usize, const FUSED: bool>(
    a: *const f32,
    w: *const f32,
    out: *mut f32,
    n: usize,
    k: usize,
    m: usize,
) {
    unsafe {
        for panel in 0..m / (4 * C) {
            for row in (0..n).step_by(R) {
                let mut sums = [[f32x4_splat(0.0); C]; R];
                let mut at = w.add(panel * 4 * C * k);
                let mut x = a.add(row * k);
                for _ in 0..k {
                    let mut column = [f32x4_splat(0.0); C];
                    for c in 0..C {
                        column[c] = v128_load(at.add(4 * c) as *const v128);
                    }
                    for r in 0..R {
                        let one = v128_load32_splat(x.add(r * k) as *const u32);
                        for c in 0..C {
                            sums[r][c] = if FUSED {
                                f32x4_relaxed_madd(column[c], one, sums[r][c])
                            } else {
                                f32x4_add(sums[r][c], f32x4_mul(column[c], one))
                            };
                        }
                    }
                    at = at.add(4 * C);
                    x = x.add(1);
                }
                for r in 0..R {
                    for c in 0..C {
                        v128_store(out.add((row + r) * m + panel * 4 * C + 4 * c) as *mut v128, sums[r][c]);
                    }
                }
            }
        }
    }
}

/// The weight that every layout's packing asks for: anything that differs from place to place.
fn weight(o: usize, k: usize) -> i8 {
    ((o * 31 + k * 17 + o * k) % 255) as i32 as u8 as i8
}

fn activation(row: usize, k: usize) -> u8 {
    ((row * 13 + k * 7) % 128) as u8
}

/// One kernel with its operands, ready to be run again and again.
pub struct Probe {
    name: &'static str,
    a: Vec<u8>,
    w: Vec<u8>,
    out: Vec<u32>,
    n: usize,
    k: usize,
    m: usize,
    run: unsafe fn(*const u8, *const u8, *mut u32, usize, usize, usize),
}

/// Lays the weights out as `[m/per][k/depth][per][depth]`, each as its `bytes`.
fn pack(k: usize, m: usize, per: usize, depth: usize, bytes: impl Fn(i8, &mut Vec<u8>)) -> Vec<u8> {
    let mut out = Vec::new();
    for panel in 0..m / per {
        for at in (0..k).step_by(depth) {
            for o in 0..per {
                for d in 0..depth {
                    bytes(weight(panel * per + o, at + d), &mut out);
                }
            }
        }
    }
    out
}

macro_rules! variants {
    ($($name:literal, $per:expr, $depth:expr, $ab:ident, $wb:ident, $at:ty, $wt:ty, $ot:ty, $fun:expr;)*) => {
        const NAMES: &[&str] = &[$($name),*];
        fn probe(variant: usize, n: usize, k: usize, m: usize) -> Probe {
            let mut index = 0;
            $(
                if index == variant {
                    unsafe fn run(a: *const u8, w: *const u8, out: *mut u32, n: usize, k: usize, m: usize) {
                        unsafe { $fun(a as *const $at, w as *const $wt, out as *mut $ot, n, k, m) }
                    }
                    let mut a = Vec::new();
                    let (rows, side) = strips($name).unwrap_or((1, k));
                    for row in (0..n).step_by(rows) {
                        for at in (0..k).step_by(side) {
                            for row in row..row + rows {
                                for at in at..at + side {
                                    $ab(activation(row, at) as i8, &mut a);
                                }
                            }
                        }
                    }
                    let depth = if $depth == 0 { k } else { $depth };
                    let w = pack(k, m, $per, depth, $wb);
                    return Probe { name: $name, a, w, out: vec![0; n * m], n, k, m, run };
                }
                index += 1;
            )*
            unreachable!("no variant {index}")
        }
    };
}

/// Vectors and columns that lie side by side.
fn strips(name: &str) -> Option<(usize, usize)> {
    let rows = name.split("strips of ").nth(1)?.parse().ok()?;
    Some((rows, if name.contains("dot16") { 2 } else { 4 }))
}

fn byte(v: i8, out: &mut Vec<u8>) {
    out.push(v as u8);
}
fn short(v: i8, out: &mut Vec<u8>) {
    out.extend((v as i16).to_le_bytes());
}
/// 4 bits, for `relaxed 4 bits`.
fn small(v: i8, out: &mut Vec<u8>) {
    out.push((v % 8) as u8);
}
fn float(v: i8, out: &mut Vec<u8>) {
    out.extend((v as f32).to_le_bytes());
}

variants! {
    "relaxed packed 6x2", 8, 4, byte, byte, u8, i8, i32, relaxed_packed::<6, 2>;
    "relaxed packed 4x2", 8, 4, byte, byte, u8, i8, i32, relaxed_packed::<4, 2>;
    "relaxed packed 8x1", 4, 4, byte, byte, u8, i8, i32, relaxed_packed::<8, 1>;
    "relaxed packed 2x4", 16, 4, byte, byte, u8, i8, i32, relaxed_packed::<2, 4>;
    "relaxed packed 4x3", 12, 4, byte, byte, u8, i8, i32, relaxed_packed::<4, 3>;
    "relaxed packed 4x4", 16, 4, byte, byte, u8, i8, i32, relaxed_packed::<4, 4>;
    "relaxed packed 2x2", 8, 4, byte, byte, u8, i8, i32, relaxed_packed::<2, 2>;
    "relaxed rows 2x4", 1, 0, byte, byte, u8, i8, i32, relaxed_rows::<2>;
    "relaxed rows 1x4", 1, 0, byte, byte, u8, i8, i32, relaxed_rows::<1>;
    "relaxed rows 4x4", 1, 0, byte, byte, u8, i8, i32, relaxed_rows::<4>;
    "relaxed 4 bits 4x2", 8, 4, byte, small, u8, i8, f32, relaxed_groups::<4, 2>;
    "relaxed 4 bits 2x4", 16, 4, byte, small, u8, i8, f32, relaxed_groups::<2, 4>;
    "relaxed 4 bits 4x1", 4, 4, byte, small, u8, i8, f32, relaxed_groups::<4, 1>;
    "relaxed halves 4 bits 4x2", 8, 4, byte, small, u8, i8, i32, relaxed_halves::<4, 2, false>;
    "relaxed halves 4 bits 4x2 strips of 4", 8, 4, byte, small, u8, i8, i32, relaxed_halves::<4, 2, true>;
    "relaxed halves 4 bits 3x2 strips of 3", 8, 4, byte, small, u8, i8, i32, relaxed_halves::<3, 2, true>;
    "relaxed halves 4 bits 6x2 strips of 6", 8, 4, byte, small, u8, i8, i32, relaxed_halves::<6, 2, true>;
    "relaxed halves 4 bits 8x1 strips of 8", 4, 4, byte, small, u8, i8, i32, relaxed_halves::<8, 1, true>;
    "relaxed halves 4 bits 2x4 strips of 2", 16, 4, byte, small, u8, i8, i32, relaxed_halves::<2, 4, true>;
    "dot16 first", 1, 0, short, byte, i16, i8, i32, dot16_first;
    "dot16 quads 4x1", 4, 4, short, byte, i16, i8, i32, dot16_quads::<4>;
    "dot16 quads 2x1", 4, 4, short, byte, i16, i8, i32, dot16_quads::<2>;
    "dot16 packed 6x2", 8, 2, short, byte, i16, i8, i32, dot16_packed::<6, 2, false>;
    "dot16 packed 4x2", 8, 2, short, byte, i16, i8, i32, dot16_packed::<4, 2, false>;
    "dot16 packed 8x1", 4, 2, short, byte, i16, i8, i32, dot16_packed::<8, 1, false>;
    "dot16 packed 2x4", 16, 2, short, byte, i16, i8, i32, dot16_packed::<2, 4, false>;
    "dot16 packed 4x3", 12, 2, short, byte, i16, i8, i32, dot16_packed::<4, 3, false>;
    "dot16 packed 2x2", 8, 2, short, byte, i16, i8, i32, dot16_packed::<2, 2, false>;
    "dot16 packed wide 4x2", 8, 2, short, short, i16, i8, i32, dot16_packed::<4, 2, true>;
    "dot16 packed wide 4x2 strips of 4", 8, 2, short, short, i16, i8, i32, dot16_strips::<4, 2>;
    "dot16 packed wide 6x2 strips of 6", 8, 2, short, short, i16, i8, i32, dot16_strips::<6, 2>;
    "dot16 packed wide 2x4", 16, 2, short, short, i16, i8, i32, dot16_packed::<2, 4, true>;
    "dot16 rows 2x4", 1, 0, short, byte, i16, i8, i32, dot16_rows::<2>;
    "dot16 rows 1x4", 1, 0, short, byte, i16, i8, i32, dot16_rows::<1>;
    "dot16 rows 4x4", 1, 0, short, byte, i16, i8, i32, dot16_rows::<4>;
    "f32 packed 4x2", 8, 1, float, float, f32, f32, f32, f32_packed::<4, 2, false>;
    "f32 packed 2x4", 16, 1, float, float, f32, f32, f32, f32_packed::<2, 4, false>;
    "f32 fused packed 4x2", 8, 1, float, float, f32, f32, f32, f32_packed::<4, 2, true>;
    "f32 fused packed 2x4", 16, 1, float, float, f32, f32, f32, f32_packed::<2, 4, true>;
}

/// How many kernels there are.
#[unsafe(no_mangle)]
pub extern "C" fn count() -> usize {
    NAMES.len()
}

#[unsafe(no_mangle)]
pub extern "C" fn name_at(variant: usize) -> *const u8 {
    NAMES[variant].as_ptr()
}

#[unsafe(no_mangle)]
pub extern "C" fn name_length(variant: usize) -> usize {
    NAMES[variant].len()
}

#[unsafe(no_mangle)]
pub extern "C" fn make(variant: usize, n: usize, k: usize, m: usize) -> *mut Probe {
    Box::into_raw(Box::new(probe(variant, n, k, m)))
}

/// # Safety
/// `probe` came from [`make`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn run(probe: *mut Probe, times: usize) {
    let probe = unsafe { &mut *probe };
    for _ in 0..times {
        unsafe { (probe.run)(probe.a.as_ptr(), probe.w.as_ptr(), probe.out.as_mut_ptr(), probe.n, probe.k, probe.m) }
    }
}

/// How many of the last run's results differ from a plain loop's: 0.
///
/// # Safety
/// `probe` came from [`make`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wrong(probe: *mut Probe) -> usize {
    let probe = unsafe { &*probe };
    let mut wrong = 0;
    for row in 0..probe.n {
        for o in 0..probe.m {
            let bits = if probe.name.contains("4 bits") { 8 } else { 256 };
            let sum: i32 = (0..probe.k).map(|k| activation(row, k) as i32 * (weight(o, k) as i32 % bits)).sum();
            let got = probe.out[row * probe.m + o];
            let got = if probe.name.starts_with("f32") || probe.name.starts_with("relaxed 4 bits") { f32::from_bits(got) as i32 } else { got as i32 };
            wrong += usize::from(got != sum);
        }
    }
    wrong
}
