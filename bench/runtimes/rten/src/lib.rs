//! The encoder on rten, which reads the ONNX file itself.

use rten::{Model, ModelOptions, NodeId, Value, ValueOrView, op_registry};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
pub struct Runner {
    model: Model,
    inputs: [NodeId; 4],
    output: NodeId,
}

#[wasm_bindgen]
impl Runner {
    #[wasm_bindgen(constructor)]
    pub fn new(model: Vec<u8>) -> Result<Runner, JsError> {
        // Only what the graphs use: the linker drops the other operators.
        let ops = op_registry!(
            Add, Cast, Div, DynamicQuantizeLinear, Erf, Gather, LayerNormalization, MatMul, MatMulInteger, Mul, Reshape, Softmax,
            Split, Transpose
        );
        let model = ModelOptions::with_ops(ops).prepack_weights(true).load(model)?;
        let inputs = ["pieces", "shapes", "quoted", "positions"].map(|name| model.find_node(name));
        let [Some(a), Some(b), Some(c), Some(d)] = inputs else { return Err(JsError::new("an input is missing")) };
        let output = model.find_node("logits").ok_or_else(|| JsError::new("the output is missing"))?;
        Ok(Runner { model, inputs: [a, b, c, d], output })
    }

    /// Logits of one paragraph; all inputs have one number a piece.
    pub fn run(&self, pieces: &[i32], shapes: &[i32], quoted: &[i32], positions: &[i32]) -> Result<Vec<f32>, JsError> {
        let inputs = self
            .inputs
            .into_iter()
            .zip([pieces, shapes, quoted, positions])
            .map(|(id, values)| {
                let tensor = NdTensor::from_data([1, values.len()], values.to_vec());
                (id, ValueOrView::Value(Value::from(tensor)))
            })
            .collect();
        let [logits] = self.model.run_n(inputs, [self.output], None)?;
        let logits: NdTensor<f32, 3> = logits.try_into()?;
        Ok(logits.to_vec())
    }
}
