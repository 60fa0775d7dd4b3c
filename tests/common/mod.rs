//! A model file of no use but its size: it reads ten thousand times as fast as the shipped one, finds names and statements everywhere, and so
//! leads through every rule.

use half::f16;

/// Widths, all of them: one group of weights.
const WIDTH: usize = 32;

/// A model of one layer with made-up weights.
pub fn tiny_model() -> Vec<u8> {
    let mut pieces: Vec<String> = ["[UNK]", "[CLS]", "[SEP]"].map(String::from).into();
    pieces.extend((' '..='~').filter(|c| !c.is_uppercase() && *c != ' ').map(String::from));
    pieces.extend(('a'..='z').chain('0'..='9').map(|c| format!("##{c}")));
    let sizes = [1, WIDTH, 1, WIDTH, 224, pieces.len(), 9, 23, 7, WIDTH];
    let mut body: Vec<u8> = sizes.iter().flat_map(|&size| (size as u32).to_le_bytes()).collect();
    body.extend((0..22).flat_map(|i| ((i % 11) as f32 / 10.0).to_le_bytes()));
    for text in ["tiny", &pieces.join("\n")] {
        body.extend((text.len() as u32).to_le_bytes());
        body.extend(text.as_bytes());
    }
    let mut weights = Weights { body, state: 1 };
    weights.grouped(pieces.len(), 0.1);
    for (count, mean, spread) in [(224, 0.0, 0.2), (9, 0.0, 1.0), (2, 0.0, 1.0), (1, 1.0, 0.0), (1, 0.0, 0.0)]
    {
        weights.floats(count * WIDTH, mean, spread);
    }
    for rows in [3, 1] {
        weights.layer(rows * WIDTH);
    }
    weights.norm();
    weights.layer(WIDTH);
    weights.layer(WIDTH);
    weights.norm();
    weights.floats(30 * WIDTH, 0.0, 1.0);
    // More cues, sources and contents than chance would have.
    weights.values((0..30).map(|tag| if tag == 26 { 0.8 } else { 0.0 }));
    weights.layer(2 * WIDTH);
    weights.layer(2 * WIDTH);
    weights.floats(21 * WIDTH, 0.0, 1.0);
    weights.floats(5 * WIDTH, 0.0, 1.0);
    weights.values([0.0, 1.0, 1.0, 1.5, 1.5]);
    let mut file = b"newsmark\x02\0\0\0".to_vec();
    file.extend(crc32fast::hash(&weights.body).to_le_bytes());
    file.extend(weights.body);
    file
}

struct Weights {
    body: Vec<u8>,
    state: u64,
}

impl Weights {
    /// A number from -1 to 1 (Knuth's linear congruential generator).
    fn next(&mut self) -> f32 {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 40) as f32 / (1 << 23) as f32 - 1.0
    }

    fn values(&mut self, values: impl IntoIterator<Item = f32>) {
        self.body.push(0);
        self.body.extend(values.into_iter().flat_map(|value| f16::from_f32(value).to_le_bytes()));
    }

    fn floats(&mut self, count: usize, mean: f32, spread: f32) {
        let values: Vec<f32> = (0..count).map(|_| mean + spread * self.next()).collect();
        self.values(values);
    }

    fn grouped(&mut self, rows: usize, scale: f32) {
        self.body.push(1);
        self.body.extend((0..rows).flat_map(|_| f16::from_f32(scale).to_le_bytes()));
        for _ in 0..rows * WIDTH / 2 {
            let byte = (self.next().abs() * 255.0) as u8;
            self.body.push(byte);
        }
    }

    fn layer(&mut self, rows: usize) {
        // Small, so that what a piece is goes through.
        self.grouped(rows, 0.02);
        self.floats(rows, 0.0, 0.1);
    }

    fn norm(&mut self) {
        self.floats(WIDTH, 1.0, 0.0);
        self.floats(WIDTH, 0.0, 0.0);
    }
}
