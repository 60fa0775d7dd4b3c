// The encoder's graph as ONNX, in the sizes of a model file, with made-up weights: they decide nothing about the speed.

const EPSILON = 1e-12; // BERT's

// Protocol buffers: a field is its number and kind, then its content (https://protobuf.dev/programming-guides/encoding/).
function varint(value) {
  const bytes = [];
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    if (rest < 128n) return Buffer.from([...bytes, Number(rest)]);
    bytes.push(Number(rest & 127n) | 128);
  }
}
const integer = (field, value) => Buffer.concat([varint(field << 3), varint(value)]);
const float = (field, value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([varint((field << 3) | 5), bytes]);
};
const bytes = (field, content) => {
  const raw = typeof content === "string" ? Buffer.from(content) : content;
  return Buffer.concat([varint((field << 3) | 2), varint(raw.length), raw]);
};
const message = (field, ...fields) => bytes(field, Buffer.concat(fields));

const FLOAT = 1;
const INT64 = 7;

/** Sizes from the header of a model file: see `src/encoder/model.rs`. */
export function sizesOf(model) {
  const numbers = Array.from({ length: 10 }, (_, i) => model.readUInt32LE(16 + 4 * i));
  const [layers, hidden, heads, inner, positions, pieces, shapes, names, roles] = numbers;
  return { layers, hidden, heads, inner, positions, pieces, shapes, tags: names + roles };
}

/** The graph's bytes: inputs `pieces`, `shapes`, `quoted` and `positions`, [1, n] each; output `logits`, [1, n, tags]. */
export function graph({ layers, hidden, heads, inner, positions, pieces, shapes, tags }) {
  const nodes = [];
  const tensors = [];
  let count = 0;
  let state = 1;
  /** From -spread to spread: Marsaglia's xorshift. */
  const random = (spread) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state / 2 ** 31) * spread;
  };
  const node = (type, inputs, attributes = [], outputs = 1) => {
    const names = Array.from({ length: outputs }, () => `v${count++}`);
    nodes.push(message(1, ...inputs.map((name) => bytes(1, name)), ...names.map((name) => bytes(2, name)), bytes(4, type), ...attributes));
    return outputs === 1 ? names[0] : names;
  };
  const constant = (dims, type, raw) => {
    const name = `c${count++}`;
    tensors.push(message(5, ...dims.map((dim) => integer(1, dim)), integer(2, type), bytes(8, name), bytes(9, raw)));
    return name;
  };
  const floats = (dims, value) => {
    const values = Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, value);
    return constant(dims, FLOAT, Buffer.from(values.buffer));
  };
  const scalar = (value) => floats([], () => value);
  const shape = (...dims) => constant([dims.length], INT64, Buffer.from(BigInt64Array.from(dims.map(BigInt)).buffer));
  const int = (name, value) => message(5, bytes(1, name), integer(3, value), integer(20, 2));
  const ints = (name, values) => message(5, bytes(1, name), ...values.map((value) => integer(8, value)), integer(20, 7));
  const real = (name, value) => message(5, bytes(1, name), float(2, value), integer(20, 1));

  const add = (a, b) => node("Add", [a, b]);
  const linear = (x, columns, rows) => {
    const product = node("MatMul", [x, floats([columns, rows], () => random(1.7 / Math.sqrt(columns)))]);
    return add(product, floats([rows], () => random(0.02)));
  };
  const norm = (x) => node("LayerNormalization", [x, floats([hidden], () => 1), floats([hidden], () => 0)], [int("axis", -1), real("epsilon", EPSILON)]);
  const gelu = (x) => {
    const erf = add(node("Erf", [node("Div", [x, scalar(Math.SQRT2)])]), scalar(1));
    return node("Mul", [node("Mul", [x, erf]), scalar(0.5)]);
  };
  const split = (x) => node("Transpose", [node("Reshape", [x, shape(1, -1, heads, hidden / heads)])], [ints("perm", [0, 2, 1, 3])]);

  const tables = { pieces, shapes, quoted: 2, positions };
  const rows = Object.entries(tables).map(([name, length]) => node("Gather", [floats([length, hidden], () => random(0.05)), name]));
  let x = norm(rows.reduce(add));
  for (let layer = 0; layer < layers; layer++) {
    const [q, k, v] = node("Split", [linear(x, hidden, 3 * hidden), shape(hidden, hidden, hidden)], [int("axis", -1)], 3);
    const keys = node("Transpose", [split(k)], [ints("perm", [0, 1, 3, 2])]);
    const queries = node("Mul", [split(q), scalar((hidden / heads) ** -0.5)]);
    const weights = node("Softmax", [node("MatMul", [queries, keys])], [int("axis", -1)]);
    const mixed = node("Transpose", [node("MatMul", [weights, split(v)])], [ints("perm", [0, 2, 1, 3])]);
    x = norm(add(x, linear(node("Reshape", [mixed, shape(1, -1, hidden)]), hidden, hidden)));
    x = norm(add(x, linear(gelu(linear(x, hidden, inner)), inner, hidden)));
  }
  const logits = linear(x, hidden, tags);
  nodes.push(message(1, bytes(1, logits), bytes(2, "logits"), bytes(4, "Identity")));

  const dim = (value) => (typeof value === "string" ? message(1, bytes(2, value)) : message(1, integer(1, value)));
  const value = (field, name, type, dims) =>
    message(field, bytes(1, name), message(2, message(1, integer(1, type), message(2, ...dims.map(dim)))));
  const inputs = Object.keys(tables).map((name) => value(11, name, INT64, [1, "n"]));
  const body = message(7, ...nodes, bytes(2, "encoder"), ...tensors, ...inputs, value(12, "logits", FLOAT, [1, "n", tags]));
  return Buffer.concat([integer(1, 8), bytes(2, "newsmark-bench"), body, message(8, integer(2, 18))]);
}
