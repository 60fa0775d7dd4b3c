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

/** The encoders: how to load them; the result takes a number of pieces and gives logits. */
const RUNTIMES = {
  "onnxruntime-web int8": (settings) => onnxruntime("encoder-int8.onnx", settings),
  "rten f32": (settings) => rust("rten-simd128", "encoder.onnx", settings, Int32Array),
  "rten int8": (settings) => rust("rten-simd128", "encoder-int8.onnx", settings, Int32Array),
  "rten f32, relaxed SIMD": (settings) => rust("rten-relaxed", "encoder.onnx", settings, Int32Array),
  "rten int8, relaxed SIMD": (settings) => rust("rten-relaxed", "encoder-int8.onnx", settings, Int32Array),
  "candle f32": (settings) => rust("candle-simd128", "encoder.safetensors", settings, Uint32Array, settings.heads, 32),
  "candle q8_0": (settings) => rust("candle-simd128", "encoder.safetensors", settings, Uint32Array, settings.heads, 8),
  "candle q4_0": (settings) => rust("candle-simd128", "encoder.safetensors", settings, Uint32Array, settings.heads, 4),
  "tract f32": (settings) => rust("tract-simd128", "encoder.onnx", settings, Int32Array),
  "tract int8": (settings) => rust("tract-simd128", "encoder-int8.onnx", settings, Int32Array),
};

/** What is told of newsmark besides its time, by module. */
const others = {};

/** newsmark itself, from its built package: the whole way of the text, to plain objects. */
async function newsmark(name, module, text) {
  // With another query the script is another instance.
  const { default: init, Annotator } = await import(`/newsmark/dist/www/pkg/newsmark.js?${module}`);
  const { memory } = await init({ module_or_path: `/newsmark/dist/www/pkg/${module}` });
  const model = await bytes("/newsmark/model/newsmark.bin");
  const start = performance.now();
  const annotator = new Annotator(model);
  const told = (others[name] = { load: performance.now() - start, first: [], memory: 0 });
  return () => {
    // Another text between two readings, so that nothing is kept from the last one.
    annotator.annotate("");
    const start = performance.now();
    const reading = annotator.read(text);
    while (!reading.readFor(0).length);
    told.first.push(performance.now() - start);
    reading.readFor(Infinity);
    reading.finish();
    reading.free();
    told.memory = Math.max(told.memory, memory.buffer.byteLength);
  };
}

/** People, places and organisations; it knows no statements. */
async function compromise(text) {
  const { default: nlp } = await import("/bench/node_modules/compromise/builds/three/compromise-three.mjs");
  return () => nlp(text).topics().json();
}

/** Entities; its small model has no names among them. */
async function wink(text) {
  const { read } = await import("/bench/dist/wink.js");
  return () => read(text);
}

const runs = {};

/** Loads the contenders and compares what the runtimes compute; `settings`: { vocabulary, heads, lengths, text, runtimes, only }. */
export async function prepare(settings) {
  const { lengths, text, runtimes, only } = settings;
  const failures = {};
  const errors = {};
  const wanted = (name) => !only || only.some((part) => name.includes(part));
  const encoder = (run) => async () => {
    for (const n of lengths) await run(n);
  };
  const add = async (name, load) => {
    try {
      if (wanted(name)) runs[name] = await load();
    } catch (error) {
      failures[name] = String(error);
    }
  };
  await add("newsmark, relaxed SIMD", () => newsmark("newsmark, relaxed SIMD", "newsmark_relaxed_bg.wasm", text));
  await add("newsmark, SIMD", () => newsmark("newsmark, SIMD", "newsmark_bg.wasm", text));
  await add("onnxruntime-web f32", async () => encoder(await onnxruntime("graph.onnx", settings)));
  await add("compromise", () => compromise(text));
  await add("wink-nlp", () => wink(text));
  const exact = runtimes && new Float32Array((await bytes(`${models}logits-33.f32`)).buffer);
  for (const [name, load] of Object.entries(runtimes ? RUNTIMES : {})) {
    await add(name, async () => {
      const run = await load(settings);
      const logits = await run(33);
      if (logits.length !== exact.length) throw new Error(`${logits.length} logits for ${exact.length}`);
      errors[name] = exact.reduce((largest, v, i) => Math.max(largest, Math.abs(v - logits[i])), 0);
      return encoder(run);
    });
  }
  return { names: Object.keys(runs), errors, failures };
}

/** One article through one contender; milliseconds by the clock. */
export async function run(name) {
  const start = performance.now();
  await runs[name]();
  return performance.now() - start;
}

/** What is told of newsmark besides its time. */
export const own = () => others;
