//! Linear layers: where the encoder spends most of its time.
//!
//! A weight has the 4 bits of the model file with the file's scale for each group of columns, which becomes a whole multiple of one scale a row; an
//! activation has 7 bits and one scale a piece. So the sums are exact in integers, and every machine gives the same result.

use super::kernels::{Activation, Kernel, LARGEST_FACTOR, PANEL, Panel, Prepared, RUN, STRIP, ZERO, place};
use super::math::{larger, magnitude};
use super::model::{GROUP, ModelError, Reader};

/// Largest activation. With 7 bits, products with weights of 4 bits can be summed in 16 bits over a group.
const LARGEST_ACTIVATION: f32 = 63.0;

/// A linear layer.
pub(super) struct Linear {
    columns: usize,
    /// Panel by panel, as [`Panel`] has them.
    weights: Vec<i8>,
    factors: Vec<i16>,
    starts: Vec<[i32; PANEL]>,
    scales: Vec<[f32; PANEL]>,
    bias: Vec<[f32; PANEL]>,
    rows: usize,
}

/// Vectors rounded to small integers, in strips that end in vectors of nothing.
#[derive(Default)]
pub(super) struct Rounded {
    columns: usize,
    values: Vec<Activation>,
    scales: Vec<f32>,
    vector: Vec<Activation>,
}

impl Rounded {
    /// Rounds each row of `x`.
    pub fn set(&mut self, x: &[f32], columns: usize) {
        self.columns = columns;
        self.scales.clear();
        self.values.clear();
        self.values.resize((x.len() / columns).next_multiple_of(STRIP) * columns, ZERO as Activation);
        self.vector.resize(columns, 0);
        for (rows, strip) in x.chunks(STRIP * columns).zip(self.values.chunks_exact_mut(STRIP * columns)) {
            for (v, row) in rows.chunks_exact(columns).enumerate() {
                let largest = larger(magnitude(row), 1e-6);
                let scale = LARGEST_ACTIVATION / largest;
                self.scales.push(largest / LARGEST_ACTIVATION);
                for (value, x) in self.vector.iter_mut().zip(row) {
                    *value = (nearest(x * scale) + ZERO) as Activation;
                }
                place(&self.vector, v, strip);
            }
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
    /// Reads a layer of `rows` outputs and `columns` inputs, a multiple of [`GROUP`], and its bias.
    pub fn read(reader: &mut Reader, rows: usize, columns: usize) -> Result<Linear, ModelError> {
        let (scales, nibbles) = reader.grouped(rows, columns)?;
        let bias = reader.vector(rows)?;
        let groups = columns / GROUP;
        let panels = rows.div_ceil(PANEL);
        let mut linear = Linear {
            columns,
            weights: vec![0; panels * PANEL * columns],
            factors: vec![0; panels * PANEL * 2 * groups],
            starts: vec![[0; PANEL]; panels],
            scales: vec![[0.0; PANEL]; panels],
            bias: vec![[0.0; PANEL]; panels],
            rows,
        };
        for row in 0..rows {
            let (panel, o) = (row / PANEL, row % PANEL);
            let scales: Vec<f32> =
                scales[row * groups..][..groups].iter().map(|scale| scale.to_f32()).collect();
            let most = larger(magnitude(&scales), 1e-12);
            linear.scales[panel][o] = most / LARGEST_FACTOR;
            linear.bias[panel][o] = bias[row];
            let weights = &mut linear.weights[panel * PANEL * columns..][..PANEL * columns];
            let nibbles = &nibbles[row * columns / 2..][..columns / 2];
            for (group, (nibbles, scale)) in nibbles.chunks_exact(GROUP / 2).zip(scales).enumerate() {
                let mut sum = 0;
                for (k, &byte) in (group * GROUP..).step_by(2).zip(nibbles) {
                    let (first, second) = ((byte & 15) as i8 - 8, (byte >> 4) as i8 - 8);
                    let at = (k / RUN * PANEL + o) * RUN + k % RUN;
                    weights[at] = first;
                    weights[at + 1] = second;
                    sum += i32::from(first) + i32::from(second);
                }
                let factor = nearest(scale * (LARGEST_FACTOR / most));
                let at = panel * PANEL * 2 * groups + group * PANEL * 2 + 2 * o;
                linear.factors[at..at + 2].fill(factor as i16);
                let start = &mut linear.starts[panel][o];
                *start = start.wrapping_sub(ZERO * factor * sum);
            }
        }
        Ok(linear)
    }

    /// Sets `out` to the outputs for each row of `x`, row after row.
    pub fn apply(&self, kernel: Kernel, x: &Rounded, out: &mut Vec<f32>) {
        debug_assert_eq!(x.columns, self.columns);
        out.resize(x.scales.len() * self.rows, 0.0);
        let factors = self.factors.chunks_exact(2 * PANEL * (self.columns / GROUP));
        let panels = self.weights.chunks_exact(PANEL * self.columns).zip(factors).zip(&self.starts);
        let mut prepared = Prepared::default();
        for (p, ((weights, factors), starts)) in panels.enumerate() {
            let panel = Panel { weights, factors, starts };
            kernel.prepare(panel, self.columns, &mut prepared);
            let (scales, bias) = (&self.scales[p], &self.bias[p]);
            let here = p * PANEL..self.rows.min((p + 1) * PANEL);
            for (s, strip) in x.values.chunks_exact(STRIP * self.columns).enumerate() {
                let sums = kernel.products(panel, &prepared, strip, self.columns);
                for (v, sums) in (s * STRIP..x.scales.len()).zip(sums) {
                    let results: [f32; PANEL] =
                        std::array::from_fn(|o| sums[o] as f32 * (scales[o] * x.scales[v]) + bias[o]);
                    let target = &mut out[v * self.rows..][here.clone()];
                    match <&mut [f32; PANEL]>::try_from(&mut *target) {
                        Ok(whole) => *whole = results,
                        Err(_) => target.copy_from_slice(&results[..here.len()]),
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::model;
    use super::*;
    use half::f16;

    #[test]
    fn products_are_close_to_those_of_the_unrounded_numbers() {
        let columns = 64;
        let weight = |r: usize, k: usize| (r * 31 + k * 17) % 15;
        let scale = |r: usize, g: usize| f16::from_f32(0.1 + 0.03 * ((r * 7 + g) % 5) as f32);
        for (rows, count) in [(5, 7), (16, 4), (1, 1), (8, 3)] {
            let mut bytes = vec![1];
            bytes.extend((0..2 * rows).flat_map(|i| scale(i / 2, i % 2).to_le_bytes()));
            bytes.extend((0..rows * columns / 2).map(|i| {
                let (r, k) = (2 * i / columns, 2 * i % columns);
                ((weight(r, k) + 1) | (weight(r, k + 1) + 1) << 4) as u8
            }));
            bytes.push(0);
            bytes.extend((0..rows).flat_map(|r| f16::from_f32(r as f32).to_le_bytes()));
            let linear = Linear::read(&mut model::Reader::unchecked(&&bytes[..]), rows, columns).unwrap();
            let x: Vec<f32> = (0..count * columns).map(|i| ((i * 13) % 37) as f32 - 18.0).collect();
            let mut rounded = Rounded::default();
            rounded.set(&x, columns);
            let mut out = Vec::new();
            linear.apply(Kernel::fastest(|| None), &rounded, &mut out);
            assert_eq!(out.len(), rows * count);
            for v in 0..count {
                for r in 0..rows {
                    let product = |k: usize| {
                        (weight(r, k) as f32 - 7.0) * scale(r, k / GROUP).to_f32() * x[v * columns + k]
                    };
                    let exact: f32 = (0..columns).map(product).sum::<f32>() + r as f32;
                    assert!((out[v * rows + r] - exact).abs() < 4.0, "{} for {exact}", out[v * rows + r]);
                }
            }
        }
    }

    #[test]
    fn rounds_halves_to_even() {
        assert_eq!([-1.5, -0.5, 0.4, 0.5, 1.5, 62.7].map(nearest), [-2, 0, 0, 0, 2, 63]);
    }
}
