//! Inner loops of the matrix products: 8 outputs for 4 vectors at a time, in integers.
//!
//! Weights are integers of 4 bits, activations of 7, and each group of [`GROUP`] columns has a factor for each output:
//! `Σ_groups factor · Σ_columns weight · activation`. A group's inner sum fits 16 bits and the whole one 32, so that every kernel gives
//! the same result on every machine. `docs/speed.md` says what they are worth.

use super::model::GROUP;

/// Outputs and vectors that are computed at once: 8 × 4 sums, with the weights, fill 11 of the 16 registers that WebAssembly can count on.
pub(super) const PANEL: usize = 8;
pub(super) const STRIP: usize = 4;

/// Columns that lie side by side for one output: what a dot product of bytes sums.
pub(super) const RUN: usize = 4;

/// Largest factor. 8 · 63 · 1023 · 4096 columns, the most that a model may have, stay below 2^31.
pub(super) const LARGEST_FACTOR: f32 = 1023.0;

/// A rounded activation. Relaxed SIMD and AVX2 multiply signed by unsigned bytes, so that [`ZERO`] stands for nothing there.
#[cfg(not(all(target_feature = "simd128", not(feature = "relaxed"))))]
mod activation {
    pub type Activation = u8;
    pub const ZERO: i32 = 64;
    pub const SIDE: usize = super::RUN;
}
/// WebAssembly's own products take 16 bits.
#[cfg(all(target_feature = "simd128", not(feature = "relaxed")))]
mod activation {
    pub type Activation = i16;
    pub const ZERO: i32 = 0;
    pub const SIDE: usize = 2;
}
/// Columns of a vector that lie side by side in a strip.
use activation::SIDE;
pub(super) use activation::{Activation, ZERO};

/// Puts the vector `v` of a strip where the kernels look for it: the columns of all vectors of a strip go along together.
pub(super) fn place(vector: &[Activation], v: usize, strip: &mut [Activation]) {
    for (side, values) in vector.chunks_exact(SIDE).zip(strip.chunks_exact_mut(STRIP * SIDE)) {
        values[v * SIDE..][..SIDE].copy_from_slice(side);
    }
}

/// Eight outputs of a layer.
#[derive(Clone, Copy)]
pub(super) struct Panel<'a> {
    /// Runs of columns in order, in each the 8 outputs' weights.
    pub weights: &'a [i8],
    /// For each group the 8 outputs' factors, each twice.
    pub factors: &'a [i16],
    /// Where the sums begin: what takes back [`ZERO`].
    pub starts: &'a [i32; PANEL],
}

/// What a kernel makes of a panel before it meets the strips; kept from panel to panel.
#[derive(Default)]
pub(super) struct Prepared {
    /// Weights with their factors, in 16 bits: pairs of columns in order, in each the 8 outputs.
    #[cfg(all(target_feature = "simd128", not(feature = "relaxed")))]
    wide: Vec<i16>,
}

/// The products of a panel and a strip of vectors, vector by vector.
pub(super) type Sums = [[i32; PANEL]; STRIP];

/// Which instructions multiply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kernel {
    #[cfg(all(target_feature = "simd128", not(feature = "relaxed")))]
    Simd,
    /// Relaxed SIMD with sums of 16 bits: best where a processor lacks the dot product of bytes, as most x86 do.
    #[cfg(all(target_feature = "simd128", feature = "relaxed"))]
    Halves,
    /// Relaxed SIMD with sums of 32 bits: one instruction with ARM's dot product and AVX-VNNI.
    #[cfg(all(target_feature = "simd128", feature = "relaxed"))]
    Dot,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(not(target_feature = "simd128"))]
    Plain,
}

impl Kernel {
    /// The fastest one here. Where instructions alone do not tell, `now` does: a clock in milliseconds, if there is one.
    #[cfg_attr(not(all(target_feature = "simd128", feature = "relaxed")), allow(unused_variables))]
    pub fn fastest(now: impl Fn() -> Option<f64>) -> Kernel {
        #[cfg(all(target_feature = "simd128", feature = "relaxed"))]
        return relaxed::faster(now);
        #[cfg(all(target_feature = "simd128", not(feature = "relaxed")))]
        return Kernel::Simd;
        #[cfg(not(target_feature = "simd128"))]
        {
            #[cfg(target_arch = "x86_64")]
            if std::is_x86_feature_detected!("avx2") {
                return Kernel::Avx2;
            }
            Kernel::Plain
        }
    }

    /// Once for a panel, before its products.
    pub fn prepare(self, panel: Panel, columns: usize, prepared: &mut Prepared) {
        assert!(columns.is_multiple_of(GROUP) && panel.weights.len() == PANEL * columns);
        assert!(panel.factors.len() == 2 * PANEL * (columns / GROUP));
        #[cfg(all(target_feature = "simd128", not(feature = "relaxed")))]
        simd::widen(panel, columns, &mut prepared.wide);
        let _ = prepared;
    }

    /// The products of `panel`, for which it is prepared, and `strip`, which holds [`STRIP`] vectors of `columns` numbers.
    #[inline(always)]
    #[cfg_attr(not(all(target_feature = "simd128", not(feature = "relaxed"))), allow(unused_variables))]
    pub fn products(self, panel: Panel, prepared: &Prepared, strip: &[Activation], columns: usize) -> Sums {
        assert!(columns.is_multiple_of(GROUP) && strip.len() == STRIP * columns);
        assert!(panel.weights.len() == PANEL * columns);
        assert!(panel.factors.len() == 2 * PANEL * (columns / GROUP));
        // SAFETY: the lengths were checked, and a kernel is chosen where its instructions are.
        match self {
            #[cfg(all(target_feature = "simd128", not(feature = "relaxed")))]
            Kernel::Simd => simd::products(&prepared.wide, strip, columns),
            #[cfg(all(target_feature = "simd128", feature = "relaxed"))]
            Kernel::Halves => unsafe { relaxed::products::<false>(panel, strip, columns) },
            #[cfg(all(target_feature = "simd128", feature = "relaxed"))]
            Kernel::Dot => unsafe { relaxed::products::<true>(panel, strip, columns) },
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx2 => unsafe { avx2(panel, strip, columns) },
            #[cfg(not(target_feature = "simd128"))]
            Kernel::Plain => plain(panel, strip, columns),
        }
    }
}

#[cfg(all(target_feature = "simd128", feature = "relaxed"))]
mod relaxed {
    use super::*;
    use core::arch::wasm32::*;

    /// Tries both on eight outputs of the usual width, in turns: first each runs as the browser has compiled it at once, then optimised.
    pub fn faster(now: impl Fn() -> Option<f64>) -> Kernel {
        const COLUMNS: usize = 384;
        /// Milliseconds of a try, for clocks that tell no less than one; tries; products between two looks at the clock and, should it
        /// stand still, at most.
        const LENGTH: f64 = 3.0;
        const TRIES: usize = 4;
        const BATCH: usize = 50;
        const MOST: usize = 50_000;
        /// Where a processor has the instruction, the difference is greater, and no try is exact.
        const CLEARLY: f64 = 1.3;
        let (weights, factors) = ([3; PANEL * COLUMNS], [5; 2 * PANEL * COLUMNS / GROUP]);
        let strip = [70; STRIP * COLUMNS];
        let panel = Panel { weights: &weights, factors: &factors, starts: &[0; PANEL] };
        let speed = |kernel: Kernel| {
            let start = now()?;
            for turns in 1..=MOST / BATCH {
                for _ in 0..BATCH {
                    let panel = std::hint::black_box(panel);
                    std::hint::black_box(kernel.products(panel, &Prepared::default(), &strip, COLUMNS));
                }
                let passed = now()? - start;
                if passed >= LENGTH {
                    return Some(turns as f64 / passed);
                }
            }
            None
        };
        let (mut halves, mut dot) = (0.0_f64, 0.0_f64);
        for _ in 0..TRIES {
            halves = halves.max(speed(Kernel::Halves).unwrap_or_default());
            dot = dot.max(speed(Kernel::Dot).unwrap_or_default());
        }
        if dot > CLEARLY * halves { Kernel::Dot } else { Kernel::Halves }
    }

    /// The products, with sums of 32 bits if `DOT`, else of 16.
    #[target_feature(enable = "relaxed-simd")]
    pub unsafe fn products<const DOT: bool>(panel: Panel, strip: &[u8], columns: usize) -> Sums {
        let mut totals = [[i32x4_splat(0); 2]; STRIP];
        let (mut w, mut x, mut f) = (panel.weights.as_ptr(), strip.as_ptr(), panel.factors.as_ptr());
        unsafe {
            let starts = panel.starts.as_ptr();
            totals.fill([v128_load(starts.cast()), v128_load(starts.add(4).cast())]);
            for _ in 0..columns / GROUP {
                let mut sums = [[i32x4_splat(0); 2]; STRIP];
                for _ in 0..GROUP / RUN {
                    let weights = [v128_load(w.cast()), v128_load(w.add(16).cast())];
                    for (v, sums) in sums.iter_mut().enumerate() {
                        let run = v128_load32_splat(x.add(v * RUN).cast());
                        for (sum, weights) in sums.iter_mut().zip(weights) {
                            *sum = if DOT {
                                i32x4_relaxed_dot_i8x16_i7x16_add(weights, run, *sum)
                            } else {
                                i16x8_add(*sum, i16x8_relaxed_dot_i8x16_i7x16(weights, run))
                            };
                        }
                    }
                    w = w.add(PANEL * RUN);
                    x = x.add(STRIP * RUN);
                }
                // Each factor stands twice, for the two halves of a sum.
                let mut factors = [v128_load(f.cast()), v128_load(f.add(8).cast())];
                if DOT {
                    factors = factors.map(|twice| i32x4_shr(twice, 16));
                }
                for (totals, sums) in totals.iter_mut().zip(sums) {
                    for ((total, sum), factors) in totals.iter_mut().zip(sums).zip(factors) {
                        let product =
                            if DOT { i32x4_mul(sum, factors) } else { i32x4_dot_i16x8(sum, factors) };
                        *total = i32x4_add(*total, product);
                    }
                }
                f = f.add(2 * PANEL);
            }
        }
        stored(totals)
    }
}

/// Sums out of the registers of WebAssembly.
#[cfg(target_feature = "simd128")]
fn stored(totals: [[core::arch::wasm32::v128; 2]; STRIP]) -> Sums {
    let mut out = [[0; PANEL]; STRIP];
    for (out, totals) in out.iter_mut().zip(totals) {
        // SAFETY: a row of sums is two vectors long.
        unsafe {
            core::arch::wasm32::v128_store(out.as_mut_ptr().cast(), totals[0]);
            core::arch::wasm32::v128_store(out.as_mut_ptr().add(4).cast(), totals[1]);
        }
    }
    out
}

#[cfg(all(target_feature = "simd128", not(feature = "relaxed")))]
mod simd {
    use super::*;
    use core::arch::wasm32::*;

    /// Multiplies the factors into the weights, once for all strips: products of 16 bits have room for it.
    pub fn widen(panel: Panel, columns: usize, wide: &mut Vec<i16>) {
        wide.resize(PANEL * columns, 0);
        let runs = panel.weights.chunks_exact(PANEL * RUN).zip(wide.chunks_exact_mut(PANEL * RUN));
        for (run, (weights, wide)) in runs.enumerate() {
            let factors = &panel.factors[run * RUN / GROUP * 2 * PANEL..][..2 * PANEL];
            for half in 0..2 {
                let (w, wide) = (weights[16 * half..][..16].as_ptr(), wide.as_mut_ptr());
                // SAFETY: half a run is 16 weights and 8 factors, and becomes 8 numbers in each of the run's two pairs of columns.
                unsafe {
                    let [low, high] = [i16x8_load_extend_i8x8(w), i16x8_load_extend_i8x8(w.add(8))];
                    let factors = v128_load(factors[8 * half..][..8].as_ptr().cast());
                    let even = i16x8_mul(i32x4_shuffle::<0, 2, 4, 6>(low, high), factors);
                    let odd = i16x8_mul(i32x4_shuffle::<1, 3, 5, 7>(low, high), factors);
                    v128_store(wide.add(8 * half).cast(), even);
                    v128_store(wide.add(16 + 8 * half).cast(), odd);
                }
            }
        }
    }

    pub fn products(wide: &[i16], strip: &[i16], columns: usize) -> Sums {
        assert!(
            wide.len() == PANEL * columns && strip.len() == STRIP * columns && columns.is_multiple_of(GROUP)
        );
        let mut sums = [[i32x4_splat(0); 2]; STRIP];
        let (mut w, mut x) = (wide.as_ptr(), strip.as_ptr());
        // SAFETY: the lengths were checked; each pair of columns is 16 weights and two numbers of each vector.
        unsafe {
            for _ in 0..columns / GROUP {
                for _ in 0..GROUP / SIDE {
                    let weights = [v128_load(w.cast()), v128_load(w.add(8).cast())];
                    for (v, sums) in sums.iter_mut().enumerate() {
                        let pair = v128_load32_splat(x.add(v * SIDE).cast());
                        sums[0] = i32x4_add(sums[0], i32x4_dot_i16x8(weights[0], pair));
                        sums[1] = i32x4_add(sums[1], i32x4_dot_i16x8(weights[1], pair));
                    }
                    w = w.add(PANEL * SIDE);
                    x = x.add(STRIP * SIDE);
                }
            }
        }
        stored(sums)
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
unsafe fn avx2(panel: Panel, strip: &[u8], columns: usize) -> Sums {
    use core::arch::x86_64::*;
    let mut out = [[0; PANEL]; STRIP];
    let (mut w, mut x, mut f) = (panel.weights.as_ptr(), strip.as_ptr(), panel.factors.as_ptr());
    unsafe {
        let mut totals = [_mm256_loadu_si256(panel.starts.as_ptr().cast()); STRIP];
        for _ in 0..columns / GROUP {
            let mut sums = [_mm256_setzero_si256(); STRIP];
            for _ in 0..GROUP / RUN {
                let weights = _mm256_loadu_si256(w.cast());
                for (v, sum) in sums.iter_mut().enumerate() {
                    let run = _mm256_set1_epi32(x.add(v * RUN).cast::<i32>().read_unaligned());
                    *sum = _mm256_add_epi16(*sum, _mm256_maddubs_epi16(run, weights));
                }
                w = w.add(PANEL * RUN);
                x = x.add(STRIP * RUN);
            }
            let factors = _mm256_loadu_si256(f.cast());
            for (total, sum) in totals.iter_mut().zip(sums) {
                *total = _mm256_add_epi32(*total, _mm256_madd_epi16(sum, factors));
            }
            f = f.add(2 * PANEL);
        }
        for (out, total) in out.iter_mut().zip(totals) {
            _mm256_storeu_si256(out.as_mut_ptr().cast(), total);
        }
    }
    out
}

/// What the other kernels compute.
#[cfg_attr(target_feature = "simd128", allow(dead_code))]
fn plain(panel: Panel, strip: &[Activation], columns: usize) -> Sums {
    let mut out = [*panel.starts; STRIP];
    for (v, out) in out.iter_mut().enumerate() {
        for (o, out) in out.iter_mut().enumerate() {
            for k in 0..columns {
                let x = i32::from(strip[(k / SIDE * STRIP + v) * SIDE + k % SIDE]);
                let weight = i32::from(panel.weights[(k / RUN * PANEL + o) * RUN + k % RUN]);
                let factor = i32::from(panel.factors[k / GROUP * 2 * PANEL + 2 * o]);
                *out = out.wrapping_add(factor * weight * x);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kernel_gives_the_same_sums() {
        let columns = 1536;
        // Among them the largest of all.
        let weights: Vec<i8> =
            (0..PANEL * columns).map(|i| if i < 900 { -8 } else { (i * 37 % 16) as i8 - 8 }).collect();
        let factors: Vec<i16> = (0..2 * PANEL * (columns / GROUP))
            .map(|i| if i < 100 { 1023 } else { (i / 2 * 1009 % 2047) as i16 - 1023 })
            .collect();
        let strip: Vec<u8> =
            (0..STRIP * columns).map(|i| if i < 400 { 127 } else { (i * 29 % 128) as u8 }).collect();
        let panel =
            Panel { weights: &weights, factors: &factors, starts: &[1, -2, 3, -4, 5, -6, 7, -80_000] };
        let kernel = Kernel::fastest(|| None);
        let mut prepared = Prepared::default();
        kernel.prepare(panel, columns, &mut prepared);
        assert_eq!(kernel.products(panel, &prepared, &strip, columns), plain(panel, &strip, columns));
    }
}
