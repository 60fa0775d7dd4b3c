/** A link that carries a text in its fragment, which browsers send to no server. */

/** `#text=` and the text in UTF-8, or `#text16=` in UTF-16 where it holds half of a surrogate pair; deflated, in base64url. */
const FRAGMENT = /^#text(16)?=(.*)$/s;

/** Characters that a link may unfold to; what is longer was made to do harm. */
const LONGEST = 5_000_000;

/** The page's address with the text in it. */
export async function linkTo(text: string): Promise<string> {
  const whole = !/\p{Surrogate}/u.test(text);
  const bytes = whole ? new TextEncoder().encode(text) : utf16(text);
  const packed = new Uint8Array(await new Response(through(bytes, new CompressionStream("deflate-raw"))).arrayBuffer());
  const binary = Array.from(packed, (byte) => String.fromCharCode(byte)).join("");
  const code = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `${location.href.replace(/#.*$/, "")}#text${whole ? "" : "16"}=${code}`;
}

/** The text in a fragment; `undefined` if there is none. Throws for one that is damaged or endless. */
export async function textOf(fragment: string): Promise<string | undefined> {
  const found = FRAGMENT.exec(fragment);
  if (!found) return undefined;
  if (!/^[\w-]+$/.test(found[2]!)) throw new Error("it is damaged");
  const binary = atob(found[2]!.replaceAll("-", "+").replaceAll("_", "/"));
  const packed = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = through(packed, new DecompressionStream("deflate-raw")).getReader();
  for (let chunk; !(chunk = await reader.read()).done; ) {
    length += chunk.value.length;
    if (length > LONGEST) {
      await reader.cancel();
      throw new Error(`the text in the link is longer than ${LONGEST / 1e6} MB`);
    }
    chunks.push(chunk.value);
  }
  const bytes = new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
  return found[1] ? fromUtf16(bytes) : decoder.decode(bytes);
}

function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): ReadableStream<Uint8Array> {
  return new Blob([bytes as BlobPart]).stream().pipeThrough(stream as ReadableWritablePair<Uint8Array, Uint8Array>);
}

/** Little-endian on every machine. */
function utf16(text: string): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), true);
  return new Uint8Array(view.buffer);
}

function fromUtf16(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const parts: string[] = [];
  for (let i = 0; i + 1 < bytes.length; i += 2) parts.push(String.fromCharCode(view.getUint16(i, true)));
  return parts.join("");
}
