/** Every browser has `structuredClone`; the page of these tests does not. Import it where the layout of graphs is needed. */
import { deserialize, serialize } from 'node:v8';

globalThis.structuredClone ??= <Value>(value: Value): Value => deserialize(serialize(value)) as Value;
