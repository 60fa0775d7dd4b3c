//! Attention: what each piece takes over from the others of its window.

use super::math::exponentials;

/// Queries and neighbouring lanes that are computed at once: 4 × 8 sums fill 8 registers of 4 floats.
const QUERIES: usize = 4;
const LANES: usize = 8;

/// Working memory.
#[derive(Default)]
pub(super) struct Attention {
    /// A head's keys: a row for each of its numbers, so that the scores of neighbouring pieces are neighbours.
    keys: Vec<f32>,
    /// A head's values: a row for each piece.
    values: Vec<f32>,
    /// A few queries: a row for each number. Their scores: a row for each query.
    queries: Vec<f32>,
    scores: Vec<f32>,
    /// The scores' exponentials, a row for each piece.
    weights: Vec<f32>,
}

impl Attention {
    /// `qkv` holds query, key and value of each piece side by side; `out` gets what the `wanted` pieces mix from all.
    pub fn mix(&mut self, qkv: &[f32], hidden: usize, heads: usize, wanted: &[usize], out: &mut Vec<f32>) {
        let width = hidden / heads;
        let count = qkv.len() / (3 * hidden);
        // Rows end in zeros.
        let (long, wide) = (count.next_multiple_of(LANES), width.next_multiple_of(LANES));
        let scale = 1.0 / (width as f32).sqrt();
        out.resize(wanted.len() * hidden, 0.0);
        for rows in [&mut self.keys, &mut self.values, &mut self.queries, &mut self.scores, &mut self.weights]
        {
            rows.clear();
        }
        self.keys.resize(width * long, 0.0);
        self.values.resize(count * wide, 0.0);
        self.queries.resize(width * QUERIES, 0.0);
        self.scores.resize(QUERIES * long, 0.0);
        self.weights.resize(count * QUERIES, 0.0);
        for head in 0..heads {
            let part =
                |piece: usize, which: usize| &qkv[(3 * piece + which) * hidden + head * width..][..width];
            for (piece, values) in self.values.chunks_exact_mut(wide).enumerate() {
                values[..width].copy_from_slice(part(piece, 2));
                for (d, key) in part(piece, 1).iter().enumerate() {
                    self.keys[d * long + piece] = *key;
                }
            }
            for (block, wanted) in wanted.chunks(QUERIES).enumerate() {
                for (i, &piece) in wanted.iter().enumerate() {
                    for (d, query) in part(piece, 0).iter().enumerate() {
                        self.queries[d * QUERIES + i] = query * scale;
                    }
                }
                for at in (0..long).step_by(LANES) {
                    let sums = sums(&self.queries, |d| &self.keys[d * long + at..][..LANES], width);
                    for (row, sums) in self.scores.chunks_exact_mut(long).zip(sums) {
                        row[at..at + LANES].copy_from_slice(&sums);
                    }
                }
                let mut totals = [1.0; QUERIES];
                for (row, total) in self.scores.chunks_exact_mut(long).zip(&mut totals) {
                    *total = 1.0 / exponentials(&mut row[..count]);
                }
                for piece in 0..count {
                    for i in 0..QUERIES {
                        self.weights[piece * QUERIES + i] = self.scores[i * long + piece];
                    }
                }
                for at in (0..wide).step_by(LANES) {
                    let sums = sums(&self.weights, |piece| &self.values[piece * wide + at..][..LANES], count);
                    let end = width.min(at + LANES);
                    for (i, sums) in sums.iter().enumerate().take(wanted.len()) {
                        let mixed = &mut out[(block * QUERIES + i) * hidden + head * width..][at..end];
                        for (mixed, sum) in mixed.iter_mut().zip(sums) {
                            *mixed = sum * totals[i];
                        }
                    }
                }
            }
        }
    }
}

/// `Σ_k left[k][i] · right(k)[lane]` for the few `i` of a row of `left` and the lanes.
#[inline(always)]
fn sums<'a>(left: &[f32], right: impl Fn(usize) -> &'a [f32], count: usize) -> [[f32; LANES]; QUERIES] {
    let mut sums = [[0.0; LANES]; QUERIES];
    for (k, left) in left.chunks_exact(QUERIES).enumerate().take(count) {
        let right: &[f32; LANES] = right(k).try_into().expect("a row of lanes");
        for i in 0..QUERIES {
            for lane in 0..LANES {
                sums[i][lane] += left[i] * right[lane];
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_mix_what_the_plain_formula_says() {
        let (hidden, heads, count) = (30, 3, 13);
        let width = hidden / heads;
        let qkv: Vec<f32> = (0..count * 3 * hidden).map(|i| ((i * 37 % 101) as f32 - 50.0) / 30.0).collect();
        let wanted = [0, 2, 3, 7, 12];
        let mut out = vec![9.0; 3];
        Attention::default().mix(&qkv, hidden, heads, &wanted, &mut out);
        assert_eq!(out.len(), wanted.len() * hidden);
        let part =
            |piece: usize, which: usize, h: usize| &qkv[(3 * piece + which) * hidden + h * width..][..width];
        for (row, &i) in wanted.iter().enumerate() {
            for h in 0..heads {
                let score = |j: usize| {
                    let product: f32 = part(i, 0, h).iter().zip(part(j, 1, h)).map(|(q, k)| q * k).sum();
                    (product / (width as f32).sqrt()).exp()
                };
                let total: f32 = (0..count).map(score).sum();
                for d in 0..width {
                    let exact: f32 = (0..count).map(|j| score(j) / total * part(j, 2, h)[d]).sum();
                    assert!((out[row * hidden + h * width + d] - exact).abs() < 1e-5);
                }
            }
        }
    }
}
