// Runs in the page: the same paragraphs through every runtime, in turns, in one thread.

const models = "/bench/dist/models/";

async function bytes(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Made-up inputs of a paragraph of `n` pieces: the formulas of export.py's `example`. */
function inputs(n, vocabulary, type) {
  const make = (value) => Array.from({ length: n }, (_, i) => value(i));
  const columns = [make((i) => (i * 7919) % vocabulary), make((i) => i % 9), make((i) => (i >> 4) % 2), make((i) => i)];
  return columns.map((column) => (type === BigInt64Array ? type.from(column.map(BigInt)) : type.from(column)));
}

async function onnxruntime(file, config) {
  const ort = await import("/bench/node_modules/onnxruntime-web/dist/ort.wasm.min.mjs");
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = "/bench/node_modules/onnxruntime-web/dist/";
  const session = await ort.InferenceSession.create(await bytes(models + file), { executionProviders: ["wasm"] });
  return async (n) => {
    const columns = inputs(n, config.vocabulary, BigInt64Array);
    const feeds = {};
    ["pieces", "shapes", "quoted", "positions"].forEach((name, i) => {
      feeds[name] = new ort.Tensor("int64", columns[i], [1, n]);
    });
    return (await session.run(feeds)).logits.data;
  };
}

async function rust(build, file, config, type, ...options) {
  const { default: init, Runner } = await import(`/bench/dist/pkg/${build}/bench.js`);
  await init({ module_or_path: `/bench/dist/pkg/${build}/bench_bg.wasm` });
  const runner = new Runner(await bytes(models + file), ...options);
  return (n) => runner.run(...inputs(n, config.vocabulary, type));
}

/** What can be asked for by name: how to load it; the result takes a number of pieces and gives logits. */
const contenders = {
  "onnxruntime-web f32": (config) => onnxruntime("encoder.onnx", config),
  "onnxruntime-web int8": (config) => onnxruntime("encoder-int8.onnx", config),
  "rten f32": (config) => rust("rten-simd128", "encoder.onnx", config, Int32Array),
  "rten int8": (config) => rust("rten-simd128", "encoder-int8.onnx", config, Int32Array),
  "rten f32, relaxed SIMD": (config) => rust("rten-relaxed", "encoder.onnx", config, Int32Array),
  "rten int8, relaxed SIMD": (config) => rust("rten-relaxed", "encoder-int8.onnx", config, Int32Array),
  "candle f32": (config) => rust("candle-simd128", "encoder.safetensors", config, Uint32Array, config.heads, 32),
  "candle q8_0": (config) => rust("candle-simd128", "encoder.safetensors", config, Uint32Array, config.heads, 8),
  "candle q4_0": (config) => rust("candle-simd128", "encoder.safetensors", config, Uint32Array, config.heads, 4),
  "tract f32": (config) => rust("tract-simd128", "encoder.onnx", config, Int32Array),
  "tract int8": (config) => rust("tract-simd128", "encoder-int8.onnx", config, Int32Array),
};

/** newsmark itself, from its built package: the whole way of the text, to plain objects. */
async function own(text) {
  const { default: init, Annotator } = await import("/newsmark/dist/www/pkg/newsmark.js");
  await init({ module_or_path: "/newsmark/dist/www/pkg/newsmark_bg.wasm" });
  const annotator = new Annotator(await bytes("/newsmark/model/newsmark.bin"));
  return () => {
    // Another text between two readings, so that nothing is kept from the last one.
    annotator.annotate("");
    annotator.annotate(text);
  };
}

let runs = {};

/**
 * Loads the contenders and compares what they compute; `settings`: { config, lengths, text, withOwn, only }. Gives their
 * names, the largest errors and what failed.
 */
export async function prepare({ config, lengths, text, withOwn, only }) {
  const failures = {};
  const errors = {};
  if (withOwn) {
    try {
      runs["newsmark, whole pipeline"] = await own(text);
    } catch (error) {
      failures.newsmark = String(error);
    }
  }
  const exact = new Float32Array((await bytes(`${models}logits-33.f32`)).buffer);
  for (const [name, load] of Object.entries(contenders)) {
    if (only && !only.some((part) => name.includes(part))) continue;
    try {
      const run = await load(config);
      const logits = await run(33);
      if (logits.length !== exact.length) throw new Error(`${logits.length} logits for ${exact.length}`);
      errors[name] = exact.reduce((largest, v, i) => Math.max(largest, Math.abs(v - logits[i])), 0);
      runs[name] = async () => {
        for (const n of lengths) await run(n);
      };
    } catch (error) {
      failures[name] = String(error);
    }
  }
  return { names: Object.keys(runs), errors, failures };
}

/** One article through one contender; milliseconds by the clock. */
export async function run(name) {
  const start = performance.now();
  await runs[name]();
  return performance.now() - start;
}
