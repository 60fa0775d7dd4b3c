//! The network: a BERT (Devlin et al. 2019) with two more input embeddings and one linear layer for all tags.

use super::attention::Attention;
use super::kernels::Kernel;
use super::math::{dot, exp, gelu, normalise};
use super::model::{ModelError, Reader, Sizes, Tensor};
use super::product::{Linear, Rounded};
use super::windows::Window;
use super::{TOLD, Told};
use std::ops::Range;

struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    fn read(reader: &mut Reader, width: usize) -> Result<Norm, ModelError> {
        Ok(Norm { gain: reader.vector(width)?, bias: reader.vector(width)? })
    }

    fn apply(&self, x: &mut [f32]) {
        normalise(x, &self.gain, &self.bias);
    }
}

struct Layer {
    attention: Linear,
    output: Linear,
    attention_norm: Norm,
    up: Linear,
    down: Linear,
    norm: Norm,
}

pub(super) struct Network {
    sizes: Sizes,
    words: Tensor,
    positions: Tensor,
    shapes: Tensor,
    quoted: Tensor,
    norm: Norm,
    layers: Vec<Layer>,
    head: Tensor,
    head_bias: Vec<f32>,
}

/// Says which words are source and content of a given cue: a layer that compares each word with the cue (the sum of what either
/// is by itself, how far they stand apart, and a product that is large where they match), and a linear layer for [`TOLD`] tags.
pub(super) struct Teller {
    hidden: usize,
    width: usize,
    word: Linear,
    cue: Linear,
    near: Tensor,
    told: Tensor,
    told_bias: Vec<f32>,
}

/// Most words that a distance's class holds: near ones are told apart, far ones are not. As in `training/network.py`.
const NEAR: [usize; 9] = [1, 2, 3, 4, 6, 9, 14, 22, 40];
/// Words on either side of a cue that may be told of it; no statement of the corpora is half as long.
const REACH: usize = 400;
/// Cues of a paragraph that are told of so far; of more, which no prose has, each is told of less.
const CUES: usize = 200;

impl Teller {
    pub fn read(reader: &mut Reader, sizes: Sizes) -> Result<Teller, ModelError> {
        let Sizes { hidden, teller, .. } = sizes;
        Ok(Teller {
            hidden,
            width: teller,
            word: Linear::read(reader, 2 * teller, hidden)?,
            cue: Linear::read(reader, 2 * teller, hidden)?,
            near: reader.tensor(2 * NEAR.len() + 3, teller)?,
            told: reader.tensor(TOLD, teller)?,
            told_bias: reader.vector(TOLD)?,
        })
    }

    /// For each cue, the log-probabilities of the words within reach, given the vectors of all words.
    pub fn run(&self, kernel: Kernel, vectors: &[f32], cues: &[Range<usize>]) -> Vec<Told> {
        let count = vectors.len() / self.hidden;
        let (mut rounded, mut words, mut cue_vectors) = (Rounded::default(), Vec::new(), Vec::new());
        rounded.set(vectors, self.hidden);
        self.word.apply(kernel, &rounded, &mut words);
        for cue in cues {
            let at = cue_vectors.len();
            cue_vectors.resize(at + self.hidden, 0.0);
            for word in cue.clone() {
                add(&mut cue_vectors[at..], &vectors[word * self.hidden..][..self.hidden]);
            }
            cue_vectors[at..].iter_mut().for_each(|v| *v /= cue.len() as f32);
        }
        let mut projected = Vec::new();
        rounded.set(&cue_vectors, self.hidden);
        self.cue.apply(kernel, &rounded, &mut projected);
        let near = rows(&self.near, 2 * NEAR.len() + 3, self.width);
        let told = rows(&self.told, TOLD, self.width);
        let mut inner = vec![0.0; self.width];
        let far = REACH * CUES / cues.len().max(CUES);
        let tell = |(cue, projected): (&Range<usize>, &[f32])| {
            let reach = cue.start.saturating_sub(far)..(cue.end + far).min(count);
            let (cue_alone, key) = projected.split_at(self.width);
            let row = |word: usize| {
                let (word_alone, lock) =
                    words[word * 2 * self.width..][..2 * self.width].split_at(self.width);
                let near = &near[distance(word, cue)];
                for (k, inner) in inner.iter_mut().enumerate() {
                    *inner = (word_alone[k] + cue_alone[k] + near[k] + lock[k] * key[k]).max(0.0);
                }
                let mut row: [f32; TOLD] =
                    std::array::from_fn(|tag| dot(&told[tag], &inner) + self.told_bias[tag]);
                log_softmax(&mut row);
                row
            };
            Told { first: reach.start, rows: reach.map(row).collect() }
        };
        cues.iter().zip(projected.chunks_exact(2 * self.width)).map(tell).collect()
    }
}

/// Class of the distance of a word from a cue: 0 in it, then before it, then after it.
fn distance(word: usize, cue: &Range<usize>) -> usize {
    let class = |words: usize| NEAR.partition_point(|&most| most < words);
    if word < cue.start {
        1 + class(cue.start - word)
    } else if word >= cue.end {
        2 + NEAR.len() + class(word - cue.end + 1)
    } else {
        0
    }
}

fn rows(tensor: &Tensor, count: usize, width: usize) -> Vec<Vec<f32>> {
    let row = |index| {
        let mut out = vec![0.0; width];
        tensor.row(index, &mut out);
        out
    };
    (0..count).map(row).collect()
}

/// Working memory, kept from window to window.
#[derive(Default)]
pub(crate) struct Scratch {
    rounded: Rounded,
    attention: Attention,
    x: Vec<f32>,
    wide: Vec<f32>,
    mixed: Vec<f32>,
}

impl Network {
    pub fn read(reader: &mut Reader, sizes: Sizes) -> Result<Network, ModelError> {
        let Sizes { hidden, inner, .. } = sizes;
        Ok(Network {
            sizes,
            words: reader.tensor(sizes.pieces, hidden)?,
            positions: reader.tensor(sizes.positions, hidden)?,
            shapes: reader.tensor(sizes.shapes, hidden)?,
            quoted: reader.tensor(2, hidden)?,
            norm: Norm::read(reader, hidden)?,
            layers: (0..sizes.layers)
                .map(|_| {
                    Ok(Layer {
                        attention: Linear::read(reader, 3 * hidden, hidden)?,
                        output: Linear::read(reader, hidden, hidden)?,
                        attention_norm: Norm::read(reader, hidden)?,
                        up: Linear::read(reader, inner, hidden)?,
                        down: Linear::read(reader, hidden, inner)?,
                        norm: Norm::read(reader, hidden)?,
                    })
                })
                .collect::<Result<_, ModelError>>()?,
            head: reader.tensor(sizes.tags.iter().sum(), hidden)?,
            head_bias: reader.vector(sizes.tags.iter().sum())?,
        })
    }

    /// The logits of every word of the window, all tags of a word side by side; its vectors are added to `vectors`.
    pub fn run(
        &self,
        kernel: Kernel,
        window: &Window,
        scratch: &mut Scratch,
        vectors: &mut Vec<f32>,
    ) -> Vec<f32> {
        let Sizes { hidden, heads, inner, .. } = self.sizes;
        let Scratch { rounded, attention, x, wide, mixed } = scratch;
        self.embed(window, x);
        self.norm.apply(x);
        let all: Vec<usize> = (0..window.pieces.len()).collect();
        for (i, layer) in self.layers.iter().enumerate() {
            rounded.set(x, hidden);
            layer.attention.apply(kernel, rounded, wide);
            // Of the last layer only the first pieces of words are looked at.
            let last = i + 1 == self.layers.len();
            let wanted = if last { &window.first } else { &all };
            attention.mix(wide, hidden, heads, wanted, mixed);
            if last {
                gather(x, hidden, wanted);
            }
            rounded.set(mixed, hidden);
            layer.output.apply(kernel, rounded, mixed);
            add(x, mixed);
            layer.attention_norm.apply(x);

            rounded.set(x, hidden);
            layer.up.apply(kernel, rounded, wide);
            gelu(wide);
            rounded.set(wide, inner);
            layer.down.apply(kernel, rounded, mixed);
            add(x, mixed);
            layer.norm.apply(x);
        }
        vectors.extend_from_slice(x);
        let tags: usize = self.sizes.tags.iter().sum();
        let mut out = Vec::with_capacity(window.first.len() * tags);
        let mut row = vec![0.0; hidden];
        for tag in 0..tags {
            // Tags outermost: each row of the head is unpacked once.
            self.head.row(tag, &mut row);
            out.extend(x.chunks_exact(hidden).map(|vector| dot(&row, vector) + self.head_bias[tag]));
        }
        transpose(&out, window.first.len())
    }

    /// Sums of the embeddings of each piece.
    fn embed(&self, window: &Window, x: &mut Vec<f32>) {
        let hidden = self.sizes.hidden;
        let mut row = vec![0.0; hidden];
        x.clear();
        for (i, &piece) in window.pieces.iter().enumerate() {
            let at = x.len();
            x.resize(at + hidden, 0.0);
            let parts = [
                (&self.words, piece as usize),
                (&self.positions, i.min(self.sizes.positions - 1)),
                (&self.shapes, usize::from(window.shapes[i]).min(self.sizes.shapes - 1)),
                (&self.quoted, usize::from(window.quoted[i])),
            ];
            for (table, index) in parts {
                table.row(index, &mut row);
                add(&mut x[at..], &row);
            }
        }
    }
}

/// Keeps these rows of `x`, which are in order.
fn gather(x: &mut Vec<f32>, width: usize, rows: &[usize]) {
    for (to, &from) in rows.iter().enumerate() {
        x.copy_within(from * width..(from + 1) * width, to * width);
    }
    x.truncate(rows.len() * width);
}

fn add(x: &mut [f32], y: &[f32]) {
    for (x, y) in x.iter_mut().zip(y) {
        *x += y;
    }
}

/// From tag by tag to word by word.
fn transpose(by_tag: &[f32], words: usize) -> Vec<f32> {
    (0..by_tag.len())
        .map(|i| by_tag[i % (by_tag.len() / words) * words + i / (by_tag.len() / words)])
        .collect()
}

/// Logarithms of the probabilities behind `logits`.
pub(super) fn log_softmax(logits: &mut [f32]) {
    let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut total = 0.0;
    for v in logits.iter_mut() {
        *v -= largest;
        total += exp(*v);
    }
    let log_total = ln(total);
    for v in logits {
        *v -= log_total;
    }
}

/// Natural logarithm of a number from 1 to a few thousand: two Newton steps on [`exp`] from an estimate off the exponent.
fn ln(x: f32) -> f32 {
    let mut y = (x.to_bits() as f32 / (1 << 23) as f32 - 126.94) * std::f32::consts::LN_2;
    for _ in 0..3 {
        y += x * exp(-y) - 1.0;
    }
    y
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_add_up_to_one() {
        let mut x = [3.0, -1.0, 0.5, 12.0];
        log_softmax(&mut x);
        assert!((x.iter().map(|v| exp(*v)).sum::<f32>() - 1.0).abs() < 1e-5);
        assert!((ln(20.0) - 2.995_732_3).abs() < 1e-5);
    }

    #[test]
    fn distances_are_classed_as_in_training() {
        let classes =
            |words: &[usize]| words.iter().map(|&word| distance(word, &(100..102))).collect::<Vec<_>>();
        assert_eq!(classes(&[100, 101, 99, 98, 95, 94, 59, 0]), [0, 0, 1, 2, 5, 5, 10, 10]);
        assert_eq!(classes(&[102, 103, 141, 142, 900]), [11, 12, 19, 20, 20]);
    }

    #[test]
    fn tags_side_by_side() {
        assert_eq!(transpose(&[1.0, 2.0, 3.0, 10.0, 20.0, 30.0], 3), [1.0, 10.0, 2.0, 20.0, 3.0, 30.0]);
        assert!(transpose(&[], 0).is_empty());
    }
}
