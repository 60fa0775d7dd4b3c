//! Matrix products of small integers: where the encoder spends nine tenths of its time.
//!
//! A weight has 8 bits and one scale a row, an activation 7 bits and one scale a piece; sums are exact in 32 bits, so every
//! kernel gives the same result: `products` for WebAssembly SIMD, or plain Rust that the compiler turns into SIMD.

use super::model::Tensor;

/// Largest weight and activation. Activations of 7 bits let two products be added in 16 bits, as the fastest instructions do.
const LARGEST_WEIGHT: f32 = 127.0;
const LARGEST_ACTIVATION: f32 = 63.0;

/// A linear layer.
pub(super) struct Linear {
    /// Outputs.
    rows: usize,
    /// Inputs.
    columns: usize,
    weights: Vec<i8>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

/// Vectors rounded to small integers, one a row.
#[derive(Default)]
pub(super) struct Rounded {
    columns: usize,
    values: Vec<i16>,
    scales: Vec<f32>,
}

impl Rounded {
    /// Rounds each row of `x`.
    pub fn set(&mut self, x: &[f32], columns: usize) {
        self.columns = columns;
        self.values.clear();
        self.scales.clear();
        for row in x.chunks_exact(columns) {
            let largest = row.iter().fold(1e-6_f32, |largest, v| largest.max(v.abs()));
            let scale = LARGEST_ACTIVATION / largest;
            self.scales.push(largest / LARGEST_ACTIVATION);
            self.values.extend(row.iter().map(|v| nearest(v * scale) as i16));
        }
    }
}

/// Rounds to the nearest integer, halves to even, for values far below 2^22: one addition instead of a call.
#[inline(always)]
fn nearest(x: f32) -> i32 {
    const ROUND: f32 = 12_582_912.0; // 1.5 · 2^23
    ((x + ROUND).to_bits() as i32) - (ROUND.to_bits() as i32)
}

impl Linear {
    pub fn new(tensor: &Tensor, bias: Vec<f32>, columns: usize) -> Linear {
        let rows = bias.len();
        let mut row = vec![0.0; columns];
        let (mut weights, mut scales) = (Vec::with_capacity(rows * columns), Vec::with_capacity(rows));
        for i in 0..rows {
            tensor.row(i, &mut row);
            let largest = row.iter().fold(1e-12_f32, |largest, v| largest.max(v.abs()));
            scales.push(largest / LARGEST_WEIGHT);
            let scale = LARGEST_WEIGHT / largest;
            weights.extend(row.iter().map(|v| nearest(v * scale) as i8));
        }
        Linear { rows, columns, weights, scales, bias }
    }

    /// Appends to `out`, for each row of `x`, the outputs.
    pub fn apply(&self, x: &Rounded, out: &mut Vec<f32>) {
        debug_assert_eq!(x.columns, self.columns);
        let at = out.len();
        let count = x.scales.len();
        out.resize(at + count * self.rows, 0.0);
        let out = &mut out[at..];
        let mut sums = [0; TILE * STRIP];
        for (strip, vectors) in x.values.chunks(STRIP * self.columns).enumerate() {
            let held = vectors.len() / self.columns;
            for (tile, weights) in self.weights.chunks(TILE * self.columns).enumerate() {
                let rows = weights.len() / self.columns;
                products(weights, vectors, self.columns, &mut sums);
                for v in 0..held {
                    let vector = strip * STRIP + v;
                    let first = tile * TILE;
                    let target = &mut out[vector * self.rows + first..][..rows];
                    for (r, target) in target.iter_mut().enumerate() {
                        let scale = self.scales[first + r] * x.scales[vector];
                        *target = sums[v * TILE + r] as f32 * scale + self.bias[first + r];
                    }
                }
            }
        }
    }
}

/// Rows of weights and vectors that are multiplied at once: their sums fit the registers.
const TILE: usize = 2;
const STRIP: usize = 4;

/// `sums[v * TILE + r]` = product of row `r` of `weights` and vector `v`; rows and vectors have `columns` numbers.
#[cfg(all(target_family = "wasm", target_feature = "simd128"))]
fn products(weights: &[i8], vectors: &[i16], columns: usize, sums: &mut [i32; TILE * STRIP]) {
    use core::arch::wasm32::*;
    if weights.len() < TILE * columns || vectors.len() < STRIP * columns || !columns.is_multiple_of(16) {
        return plain(weights, vectors, columns, sums);
    }
    let mut acc = [i32x4_splat(0); TILE * STRIP];
    let (w, x) = (weights.as_ptr(), vectors.as_ptr());
    for k in (0..columns).step_by(16) {
        // SAFETY: the lengths were checked above; `k + 16` never passes `columns`.
        unsafe {
            let w0 = v128_load(w.add(k).cast());
            let w1 = v128_load(w.add(columns + k).cast());
            let (w0l, w0h) = (i16x8_extend_low_i8x16(w0), i16x8_extend_high_i8x16(w0));
            let (w1l, w1h) = (i16x8_extend_low_i8x16(w1), i16x8_extend_high_i8x16(w1));
            for v in 0..STRIP {
                let low = v128_load(x.add(v * columns + k).cast());
                let high = v128_load(x.add(v * columns + k + 8).cast());
                let a = &mut acc[v * TILE];
                *a = i32x4_add(*a, i32x4_add(i32x4_dot_i16x8(low, w0l), i32x4_dot_i16x8(high, w0h)));
                let a = &mut acc[v * TILE + 1];
                *a = i32x4_add(*a, i32x4_add(i32x4_dot_i16x8(low, w1l), i32x4_dot_i16x8(high, w1h)));
            }
        }
    }
    for (sum, a) in sums.iter_mut().zip(acc) {
        *sum = i32x4_extract_lane::<0>(a) + i32x4_extract_lane::<1>(a) + i32x4_extract_lane::<2>(a) + i32x4_extract_lane::<3>(a);
    }
}

#[cfg(not(all(target_family = "wasm", target_feature = "simd128")))]
fn products(weights: &[i8], vectors: &[i16], columns: usize, sums: &mut [i32; TILE * STRIP]) {
    #[cfg(target_arch = "x86_64")]
    {
        #[target_feature(enable = "avx2")]
        fn wide(weights: &[i8], vectors: &[i16], columns: usize, sums: &mut [i32; TILE * STRIP]) {
            plain(weights, vectors, columns, sums);
        }
        if std::is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has AVX2.
            return unsafe { wide(weights, vectors, columns, sums) };
        }
    }
    plain(weights, vectors, columns, sums);
}

#[inline(always)]
fn plain(weights: &[i8], vectors: &[i16], columns: usize, sums: &mut [i32; TILE * STRIP]) {
    for (v, vector) in vectors.chunks_exact(columns).enumerate() {
        for (r, row) in weights.chunks_exact(columns).enumerate() {
            sums[v * TILE + r] = row.iter().zip(vector).map(|(&w, &x)| i32::from(w) * i32::from(x)).sum();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_rounded_numbers() {
        let columns = 64;
        let weight = |r: usize, k: usize| ((r * 31 + k * 17) % 23) as f32 / 7.0 - 1.5;
        for (rows, count) in [(5, 7), (2, 4), (1, 1), (8, 3)] {
            let tensor = Tensor::Float((0..rows * columns).map(|i| weight(i / columns, i % columns)).collect());
            let linear = Linear::new(&tensor, (0..rows).map(|r| r as f32).collect(), columns);
            let x: Vec<f32> = (0..count * columns).map(|i| ((i * 13) % 37) as f32 - 18.0).collect();
            let mut rounded = Rounded::default();
            rounded.set(&x, columns);
            let mut out = Vec::new();
            linear.apply(&rounded, &mut out);
            for v in 0..count {
                for r in 0..rows {
                    let exact: f32 = (0..columns).map(|k| weight(r, k) * x[v * columns + k]).sum::<f32>() + r as f32;
                    assert!((out[v * rows + r] - exact).abs() < 5.0, "{} for {exact}", out[v * rows + r]);
                }
            }
        }
    }

    #[test]
    fn rounds_halves_to_even() {
        assert_eq!([-1.5, -0.5, 0.4, 0.5, 1.5, 62.7].map(nearest), [-2, 0, 0, 0, 2, 63]);
    }
}
