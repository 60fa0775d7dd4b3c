//! Matrix products of small integers: where the encoder spends nine tenths of its time.
//!
//! A weight has 8 bits and one scale a row, an activation 7 bits and one scale a piece; sums are exact in 32 bits, so every
//! kernel gives the same result: one for WebAssembly SIMD, one for AVX2, one in plain Rust. `docs/runtimes.md` has what others
//! reach on the same graph and why this layout was chosen.

use super::model::Tensor;

/// Largest weight and activation. Activations of 7 bits let two products be added in 16 bits, as relaxed SIMD does.
const LARGEST_WEIGHT: f32 = 127.0;
const LARGEST_ACTIVATION: f32 = 63.0;

/// Outputs and vectors that are computed at once: 8 × 4 sums, with the weights, fill 11 of WebAssembly's usual 16 registers.
const PANEL: usize = 8;
const STRIP: usize = 4;

/// A linear layer.
pub(super) struct Linear {
    columns: usize,
    /// Panels of 8 outputs, in each the pairs of columns in order, in each the 8 outputs' two weights.
    weights: Vec<i8>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

/// Vectors rounded to small integers, one a row; rows of zeros fill the last strip.
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
        self.values.resize(self.scales.len().next_multiple_of(STRIP) * columns, 0);
    }
}

/// Rounds to the nearest integer, halves to even, for values far below 2^22: one addition instead of a call.
#[inline(always)]
fn nearest(x: f32) -> i32 {
    const ROUND: f32 = 12_582_912.0; // 1.5 · 2^23
    ((x + ROUND).to_bits() as i32) - (ROUND.to_bits() as i32)
}

impl Linear {
    /// A layer of `bias.len()` outputs and `columns` inputs, an even number.
    pub fn new(tensor: &Tensor, bias: Vec<f32>, columns: usize) -> Linear {
        let rows = bias.len();
        let mut row = vec![0.0; columns];
        let mut weights = vec![0; rows.next_multiple_of(PANEL) * columns];
        let mut scales = Vec::with_capacity(rows);
        for i in 0..rows {
            tensor.row(i, &mut row);
            let largest = row.iter().fold(1e-12_f32, |largest, v| largest.max(v.abs()));
            scales.push(largest / LARGEST_WEIGHT);
            let scale = LARGEST_WEIGHT / largest;
            let panel = &mut weights[i / PANEL * PANEL * columns..][..PANEL * columns];
            for (k, v) in row.iter().enumerate() {
                panel[k / 2 * 2 * PANEL + i % PANEL * 2 + k % 2] = nearest(v * scale) as i8;
            }
        }
        Linear { columns, weights, scales, bias }
    }

    /// Sets `out` to the outputs for each row of `x`, row after row.
    pub fn apply(&self, x: &Rounded, out: &mut Vec<f32>) {
        debug_assert_eq!(x.columns, self.columns);
        let rows = self.bias.len();
        out.clear();
        out.resize(x.scales.len() * rows, 0.0);
        for (p, panel) in self.weights.chunks_exact(PANEL * self.columns).enumerate() {
            let first = p * PANEL;
            let here = first..(first + PANEL).min(rows);
            for (s, strip) in x.values.chunks_exact(STRIP * self.columns).enumerate() {
                let sums = products(panel, strip, self.columns);
                for (v, sums) in (s * STRIP..x.scales.len()).zip(sums) {
                    let target = &mut out[v * rows + first..][..here.len()];
                    let factors = self.scales[here.clone()].iter().zip(&self.bias[here.clone()]);
                    for ((target, sum), (scale, bias)) in target.iter_mut().zip(sums).zip(factors) {
                        *target = sum as f32 * (scale * x.scales[v]) + bias;
                    }
                }
            }
        }
    }
}

/// The products of a panel of 8 outputs and a strip of 4 vectors, vector by vector.
type Sums = [[i32; PANEL]; STRIP];

#[cfg(all(target_family = "wasm", target_feature = "simd128"))]
fn products(panel: &[i8], strip: &[i16], columns: usize) -> Sums {
    use core::arch::wasm32::*;
    assert!(panel.len() == PANEL * columns && strip.len() == STRIP * columns && columns.is_multiple_of(2));
    let mut sums = [[i32x4_splat(0); 2]; STRIP];
    let (mut w, mut x) = (panel.as_ptr(), strip.as_ptr());
    let mut out = [[0; PANEL]; STRIP];
    // SAFETY: the lengths were checked; each of the `columns / 2` steps reads 16 weights and two numbers of each vector.
    unsafe {
        for _ in 0..columns / 2 {
            let weights = [i16x8_load_extend_i8x8(w), i16x8_load_extend_i8x8(w.add(8))];
            for (v, sums) in sums.iter_mut().enumerate() {
                let pair = v128_load32_splat(x.add(v * columns).cast());
                sums[0] = i32x4_add(sums[0], i32x4_dot_i16x8(weights[0], pair));
                sums[1] = i32x4_add(sums[1], i32x4_dot_i16x8(weights[1], pair));
            }
            w = w.add(2 * PANEL);
            x = x.add(2);
        }
        for (out, sums) in out.iter_mut().zip(sums) {
            v128_store(out.as_mut_ptr().cast(), sums[0]);
            v128_store(out.as_mut_ptr().add(4).cast(), sums[1]);
        }
    }
    out
}

#[cfg(not(all(target_family = "wasm", target_feature = "simd128")))]
fn products(panel: &[i8], strip: &[i16], columns: usize) -> Sums {
    #[cfg(target_arch = "x86_64")]
    if std::is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2.
        return unsafe { avx2(panel, strip, columns) };
    }
    plain(panel, strip, columns)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn avx2(panel: &[i8], strip: &[i16], columns: usize) -> Sums {
    use core::arch::x86_64::*;
    assert!(panel.len() == PANEL * columns && strip.len() == STRIP * columns && columns.is_multiple_of(2));
    let mut sums = [_mm256_setzero_si256(); STRIP];
    let mut out = [[0; PANEL]; STRIP];
    // SAFETY: the lengths were checked; each of the `columns / 2` steps reads 16 weights and two numbers of each vector.
    unsafe {
        for k in 0..columns / 2 {
            let weights = _mm256_cvtepi8_epi16(_mm_loadu_si128(panel.as_ptr().add(k * 2 * PANEL).cast()));
            for (v, sum) in sums.iter_mut().enumerate() {
                let pair = strip.as_ptr().add(v * columns + 2 * k).cast::<i32>().read_unaligned();
                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(weights, _mm256_set1_epi32(pair)));
            }
        }
        for (out, sum) in out.iter_mut().zip(sums) {
            _mm256_storeu_si256(out.as_mut_ptr().cast(), sum);
        }
    }
    out
}

/// What the other kernels compute.
#[cfg_attr(all(target_family = "wasm", target_feature = "simd128"), allow(dead_code))]
fn plain(panel: &[i8], strip: &[i16], columns: usize) -> Sums {
    let mut sums = [[0; PANEL]; STRIP];
    for (sums, vector) in sums.iter_mut().zip(strip.chunks_exact(columns)) {
        for (weights, x) in panel.chunks_exact(2 * PANEL).zip(vector.chunks_exact(2)) {
            for (sum, w) in sums.iter_mut().zip(weights.chunks_exact(2)) {
                *sum += i32::from(w[0]) * i32::from(x[0]) + i32::from(w[1]) * i32::from(x[1]);
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_close_to_those_of_the_unrounded_numbers() {
        let columns = 64;
        let weight = |r: usize, k: usize| ((r * 31 + k * 17) % 23) as f32 / 7.0 - 1.5;
        for (rows, count) in [(5, 7), (16, 4), (1, 1), (8, 3)] {
            let tensor =
                Tensor::Float((0..rows * columns).map(|i| weight(i / columns, i % columns)).collect());
            let linear = Linear::new(&tensor, (0..rows).map(|r| r as f32).collect(), columns);
            let x: Vec<f32> = (0..count * columns).map(|i| ((i * 13) % 37) as f32 - 18.0).collect();
            let mut rounded = Rounded::default();
            rounded.set(&x, columns);
            let mut out = Vec::new();
            linear.apply(&rounded, &mut out);
            assert_eq!(out.len(), rows * count);
            for v in 0..count {
                for r in 0..rows {
                    let exact: f32 =
                        (0..columns).map(|k| weight(r, k) * x[v * columns + k]).sum::<f32>() + r as f32;
                    assert!((out[v * rows + r] - exact).abs() < 5.0, "{} for {exact}", out[v * rows + r]);
                }
            }
        }
    }

    #[test]
    fn every_kernel_gives_the_same_sums() {
        let columns = 96;
        let panel: Vec<i8> = (0..PANEL * columns).map(|i| ((i * 37) % 255) as u8 as i8).collect();
        let strip: Vec<i16> = (0..STRIP * columns).map(|i| ((i * 29) % 127) as i16 - 63).collect();
        assert_eq!(products(&panel, &strip, columns), plain(&panel, &strip, columns));
    }

    #[test]
    fn rounds_halves_to_even() {
        assert_eq!([-1.5, -0.5, 0.4, 0.5, 1.5, 62.7].map(nearest), [-2, 0, 0, 0, 2, 63]);
    }
}
