// Messages in the shape that pyright's parser calls: `LocMessage.name()` is a text, or where the text has {places} an object with
// `format({ places })`.

export function messageTable(texts) {
  const entries = Object.entries(texts).map(([name, text]) => [name, () => (hasPlaces(text) ? parameterized(text) : text)]);
  return Object.fromEntries(entries);
}

/** A brace alone is no place: one message is about braces. */
function hasPlaces(text) {
  return /\{\w+\}/.test(text);
}

function parameterized(text) {
  return { format: values => text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place)) };
}
