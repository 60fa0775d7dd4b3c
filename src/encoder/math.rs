//! The network's arithmetic besides matrix products, the same bit for bit on every machine: sums in a fixed order,
//! and the exponential function by a polynomial instead of the platform's library.

/// Lanes of the partial sums: what one SIMD register or two of them hold.
const LANES: usize = 8;

/// Sum of the products.
#[inline(always)]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0; LANES];
    let (a_parts, b_parts) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let tail: f32 = a_parts.remainder().iter().zip(b_parts.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in a_parts.zip(b_parts) {
        for k in 0..LANES {
            sums[k] += x[k] * y[k];
        }
    }
    fold(sums) + tail
}

#[inline(always)]
fn fold(s: [f32; LANES]) -> f32 {
    ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]))
}

#[inline(always)]
fn sum_of(x: &[f32], part: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0.0; LANES];
    let parts = x.chunks_exact(LANES);
    let tail: f32 = parts.remainder().iter().map(|&v| part(v)).sum();
    for x in parts {
        for k in 0..LANES {
            sums[k] += part(x[k]);
        }
    }
    fold(sums) + tail
}

/// Layer normalisation (Ba et al. 2016) of each row of `x`, in place.
pub(super) fn normalise(x: &mut [f32], gain: &[f32], bias: &[f32]) {
    // BERT's epsilon.
    const EPSILON: f32 = 1e-12;
    let count = gain.len();
    for row in x.chunks_exact_mut(count) {
        let mean = sum_of(row, |v| v) / count as f32;
        let variance = sum_of(row, |v| (v - mean) * (v - mean)) / count as f32;
        let scale = 1.0 / (variance + EPSILON).sqrt();
        for ((v, g), b) in row.iter_mut().zip(gain).zip(bias) {
            *v = (*v - mean) * scale * g + b;
        }
    }
}

/// The larger number: one instruction, where `f32::max` has to look for NaN.
#[inline(always)]
pub(super) fn larger(a: f32, b: f32) -> f32 {
    if a < b { b } else { a }
}

#[inline(always)]
fn smaller(a: f32, b: f32) -> f32 {
    if b < a { b } else { a }
}

/// `e` to the power of `x`, to 2 units in the last place between -87 and 88, clamped beyond.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    // 2^(n + f) with f in [-0.5, 0.5]; ln 2 in two parts so that the reduction is exact (Cody and Waite 1980).
    const LN2_HIGH: f32 = 0.693_359_4;
    const LN2_LOW: f32 = -2.121_944_4e-4;
    // Adding and taking away 1.5 · 2^23 rounds to an integer, which then stands in the last bits.
    const ROUND: f32 = 12_582_912.0;
    let x = smaller(larger(x, -87.0), 88.0);
    let rounded = x * std::f32::consts::LOG2_E + ROUND;
    let n = rounded - ROUND;
    let f = (x - n * LN2_HIGH) - n * LN2_LOW;
    // Minimax polynomial of Cephes' expf (Moshier 1989).
    let p = 1.987_569_1e-4;
    let p = p * f + 1.398_199_9e-3;
    let p = p * f + 8.333_452e-3;
    let p = p * f + 4.166_579_6e-2;
    let p = p * f + 0.166_666_65;
    let p = p * f + 0.5;
    let y = p * f * f + f + 1.0;
    y * f32::from_bits(rounded.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127) << 23)
}

/// Gaussian error linear unit (Hendrycks and Gimpel 2016): `x` times a minimax polynomial of the normal distribution up to 4 standard deviations,
/// where it ends. It is 4e-5 off at most there, far less than the 7 bits that are kept of it; the exact one would cost a division and
/// an exponential function.
pub(super) fn gelu(x: &mut [f32]) {
    const END: f32 = 4.0;
    for v in x {
        let t = smaller(larger(*v, -END), END);
        let s = t * t;
        let p = -1.301_281_8e-9;
        let p = p * s + 1.041_953_2e-7;
        let p = p * s - 3.657_116_3e-6;
        let p = p * s + 7.485_485e-5;
        let p = p * s - 1.006_489_2e-3;
        let p = p * s + 9.505_394e-3;
        let p = p * s - 6.588_784e-2;
        let p = p * s + 0.398_673_4;
        *v *= 0.5 + t * p;
    }
}

/// Turns scores into weights that are largest where the scores are, and gives their sum.
pub(super) fn exponentials(x: &mut [f32]) -> f32 {
    let largest = largest_of(x);
    for v in x.iter_mut() {
        *v = exp(*v - largest);
    }
    sum_of(x, |v| v)
}

fn largest_of(x: &[f32]) -> f32 {
    let mut most = [f32::NEG_INFINITY; LANES];
    let parts = x.chunks_exact(LANES);
    let tail = parts.remainder().iter().copied().fold(f32::NEG_INFINITY, larger);
    for part in parts {
        for k in 0..LANES {
            most[k] = larger(most[k], part[k]);
        }
    }
    most.into_iter().fold(tail, larger)
}

/// Largest absolute value, 0 at least.
pub(super) fn magnitude(x: &[f32]) -> f32 {
    let mut most = [0.0; LANES];
    let parts = x.chunks_exact(LANES);
    let tail = parts.remainder().iter().fold(0.0, |most, v| larger(most, v.abs()));
    for part in parts {
        for k in 0..LANES {
            most[k] = larger(most[k], part[k].abs());
        }
    }
    most.into_iter().fold(tail, larger)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_and_gelu_are_close_to_the_exact_functions() {
        for i in -8000..8000 {
            let x = i as f32 / 100.0;
            let exact = f64::from(x).exp();
            assert!((f64::from(exp(x)) / exact - 1.0).abs() < 3e-7, "{x}");
        }
        // Values of x · Φ(x) from a table of the normal distribution.
        for (x, exact) in
            [(0.0, 0.0), (1.0, 0.841_344_7), (-1.0, -0.158_655_3), (3.0, 2.995_95), (-3.0, -0.004_05)]
        {
            let mut y = [x];
            gelu(&mut y);
            assert!((y[0] - exact).abs() < 5e-5, "{x}: {}", y[0]);
        }
        let mut far = [50.0, -50.0];
        gelu(&mut far);
        assert!((far[0] - 50.0).abs() < 3e-3 && far[1].abs() < 3e-3, "{far:?}");
        assert_eq!(exp(-1e9), exp(-87.0));
        assert!(exp(1e9).is_finite());
    }

    #[test]
    fn rows_are_normalised() {
        let mut x: Vec<f32> = (0..20).map(|i| i as f32).collect();
        normalise(&mut x, &[1.0; 10], &[0.0; 10]);
        for row in x.chunks(10) {
            assert!(row.iter().sum::<f32>().abs() < 1e-5);
            assert!((dot(row, row) - 10.0).abs() < 1e-4);
        }
        let mut weights = [1.0, 2.0, 3.0, -50.0];
        let total = exponentials(&mut weights);
        assert_eq!(total, weights.iter().sum::<f32>());
        assert_eq!(weights[2], 1.0);
    }
}
