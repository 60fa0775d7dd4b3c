//! The encoder on tract, which reads the ONNX file and optimises it for a length that is a symbol.

use std::sync::Arc;
use tract_onnx::prelude::*;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
pub struct Runner {
    model: Arc<TypedRunnableModel>,
}

fn error(e: TractError) -> JsError {
    JsError::new(&format!("{e:?}"))
}

#[wasm_bindgen]
impl Runner {
    #[wasm_bindgen(constructor)]
    pub fn new(model: &[u8]) -> Result<Runner, JsError> {
        Runner::load(model).map_err(error)
    }

    fn load(mut model: &[u8]) -> TractResult<Runner> {
        let mut model = tract_onnx::onnx().model_for_read(&mut model)?;
        let n = model.symbols.sym("n");
        for input in 0..4 {
            model.set_input_fact(input, InferenceFact::dt_shape(i64::datum_type(), [1.to_dim(), n.to_dim()]))?;
        }
        Ok(Runner { model: model.into_optimized()?.into_runnable()? })
    }

    /// Logits of one paragraph; all inputs have one number a piece.
    pub fn run(&self, pieces: &[i32], shapes: &[i32], quoted: &[i32], positions: &[i32]) -> Result<Vec<f32>, JsError> {
        self.logits([pieces, shapes, quoted, positions]).map_err(error)
    }

    fn logits(&self, inputs: [&[i32]; 4]) -> TractResult<Vec<f32>> {
        let inputs = inputs
            .into_iter()
            .map(|values| {
                let values: Vec<i64> = values.iter().map(|&v| v.into()).collect();
                Ok(Tensor::from_shape(&[1, values.len()], &values)?.into_tvalue())
            })
            .collect::<TractResult<TVec<TValue>>>()?;
        let outputs = self.model.run(inputs)?;
        Ok(outputs[0].to_plain_array_view::<f32>()?.iter().copied().collect())
    }
}
