//! What the browser gives: files, with progress.

use super::error;
use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Response};

/// The bytes behind `url`, in a page or a worker.
pub async fn fetch(url: &str, on_progress: Option<&Function>) -> Result<Vec<u8>, JsValue> {
    // `fetch` is a property of a window and of a worker's scope alike.
    let global = js_sys::global();
    let fetch: Function = Reflect::get(&global, &"fetch".into())?
        .dyn_into()
        .map_err(|_| error("there is no fetch here: give the model as bytes"))?;
    let promise: Promise = fetch.call1(&global, &url.into())?.dyn_into()?;
    let failed = |cause: JsValue| {
        let cause = cause.dyn_ref::<js_sys::Error>().map_or_else(String::new, |e| e.message().into());
        error(format!("the model could not be loaded from {url}: {cause}"))
    };
    let response: Response = JsFuture::from(promise).await.map_err(failed)?.dyn_into()?;
    if !response.ok() {
        return Err(error(format!(
            "the model could not be loaded from {url}: the server answered {}",
            response.status()
        )));
    }
    let total = response.headers().get("content-length")?.and_then(|length| length.parse::<f64>().ok());
    // With a compressed answer the length is not that of the bytes that come out.
    let total = total.filter(|_| !response.headers().has("content-encoding").unwrap_or(true));
    let total = total.map_or(JsValue::UNDEFINED, JsValue::from);
    let body = response
        .body()
        .ok_or_else(|| error(format!("the model could not be loaded from {url}: the answer is empty")))?;
    let reader: ReadableStreamDefaultReader = body.get_reader().dyn_into()?;
    let mut bytes = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(failed)?;
        if Reflect::get(&chunk, &"done".into())?.is_truthy() {
            return Ok(bytes);
        }
        let value: Uint8Array = Reflect::get(&chunk, &"value".into())?.dyn_into()?;
        let start = bytes.len();
        bytes.resize(start + value.length() as usize, 0);
        value.copy_to(&mut bytes[start..]);
        if let Some(tell) = on_progress {
            tell.call2(&JsValue::NULL, &(bytes.len() as f64).into(), &total)?;
        }
    }
}
