//! The encoder on candle, the graph built by hand: f32, or candle's own blocks of 32 weights with 8 or 4 bits.

use candle_core::quantized::{GgmlDType, QMatMul, QTensor};
use candle_core::{D, Device, Module, Result, Tensor, safetensors};
use candle_nn::ops::softmax_last_dim;
use candle_nn::{LayerNorm, Linear};
use std::collections::HashMap;
use wasm_bindgen::prelude::*;

type Tensors = HashMap<String, Tensor>;

fn take(tensors: &Tensors, name: &str) -> Result<Tensor> {
    tensors.get(name).cloned().ok_or_else(|| candle_core::Error::Msg(format!("no tensor {name}")))
}

/// A linear layer with plain or rounded weights.
enum Product {
    Plain(Linear),
    Rounded(QMatMul, Tensor),
}

impl Product {
    fn new(tensors: &Tensors, name: &str, bits: u32) -> Result<Product> {
        let weight = take(tensors, &format!("{name}.weight"))?;
        let bias = take(tensors, &format!("{name}.bias"))?;
        let kind = match bits {
            4 => GgmlDType::Q4_0,
            8 => GgmlDType::Q8_0,
            _ => return Ok(Product::Plain(Linear::new(weight, Some(bias)))),
        };
        Ok(Product::Rounded(QMatMul::from_qtensor(QTensor::quantize(&weight, kind)?)?, bias))
    }

    fn apply(&self, x: &Tensor) -> Result<Tensor> {
        match self {
            Product::Plain(linear) => linear.forward(x),
            Product::Rounded(product, bias) => product.forward(x)?.broadcast_add(bias),
        }
    }
}

fn norm(tensors: &Tensors, name: &str) -> Result<LayerNorm> {
    // BERT's epsilon.
    Ok(LayerNorm::new(take(tensors, &format!("{name}.weight"))?, take(tensors, &format!("{name}.bias"))?, 1e-12))
}

struct Layer {
    qkv: Product,
    out: Product,
    norm1: LayerNorm,
    up: Product,
    down: Product,
    norm2: LayerNorm,
}

impl Layer {
    fn forward(&self, x: &Tensor, heads: usize) -> Result<Tensor> {
        let (_, n, hidden) = x.dims3()?;
        let width = hidden / heads;
        let qkv = self.qkv.apply(x)?;
        let part = |i: usize| {
            qkv.narrow(D::Minus1, i * hidden, hidden)?.reshape((1, n, heads, width))?.transpose(1, 2)?.contiguous()
        };
        let query = (part(0)? * (width as f64).powf(-0.5))?;
        let weights = softmax_last_dim(&query.matmul(&part(1)?.t()?)?)?;
        let mixed = weights.matmul(&part(2)?)?.transpose(1, 2)?.reshape((1, n, hidden))?;
        let x = self.norm1.forward(&(x + self.out.apply(&mixed)?)?)?;
        let wide = self.up.apply(&x)?.gelu_erf()?;
        self.norm2.forward(&(&x + self.down.apply(&wide)?)?)
    }
}

#[wasm_bindgen]
pub struct Runner {
    embeddings: [Tensor; 4],
    norm: LayerNorm,
    layers: Vec<Layer>,
    head: Product,
    heads: usize,
}

#[wasm_bindgen]
impl Runner {
    /// From a safetensors file; `bits` of the weights are 32, 8 or 4.
    #[wasm_bindgen(constructor)]
    pub fn new(model: &[u8], heads: usize, bits: u32) -> std::result::Result<Runner, JsError> {
        Ok(Runner::load(model, heads, bits)?)
    }

    fn load(model: &[u8], heads: usize, bits: u32) -> Result<Runner> {
        let tensors = safetensors::load_buffer(model, &Device::Cpu)?;
        let mut layers = Vec::new();
        while tensors.contains_key(&format!("layers.{}.qkv.weight", layers.len())) {
            let name = |part: &str| format!("layers.{}.{part}", layers.len());
            layers.push(Layer {
                qkv: Product::new(&tensors, &name("qkv"), bits)?,
                out: Product::new(&tensors, &name("out"), bits)?,
                norm1: norm(&tensors, &name("norm1"))?,
                up: Product::new(&tensors, &name("up"), bits)?,
                down: Product::new(&tensors, &name("down"), bits)?,
                norm2: norm(&tensors, &name("norm2"))?,
            });
        }
        let table = |name: &str| take(&tensors, &format!("{name}.weight"));
        Ok(Runner {
            embeddings: [table("words")?, table("shapes")?, table("quoted")?, table("positions")?],
            norm: norm(&tensors, "norm")?,
            layers,
            head: Product::new(&tensors, "head", 32)?,
            heads,
        })
    }

    /// Logits of one paragraph; all inputs have one number a piece.
    pub fn run(
        &self, pieces: &[u32], shapes: &[u32], quoted: &[u32], positions: &[u32],
    ) -> std::result::Result<Vec<f32>, JsError> {
        Ok(self.logits([pieces, shapes, quoted, positions])?)
    }

    fn logits(&self, inputs: [&[u32]; 4]) -> Result<Vec<f32>> {
        let mut x: Option<Tensor> = None;
        for (table, ids) in self.embeddings.iter().zip(inputs) {
            let rows = table.embedding(&Tensor::new(ids, &Device::Cpu)?)?;
            x = Some(match x {
                Some(x) => (x + rows)?,
                None => rows,
            });
        }
        let x = x.ok_or_else(|| candle_core::Error::Msg("no input".into()))?;
        let mut x = self.norm.forward(&x.unsqueeze(0)?)?;
        for layer in &self.layers {
            x = layer.forward(&x, self.heads)?;
        }
        self.head.apply(&x)?.flatten_all()?.to_vec1()
    }
}
