// Messages in the shape that pyright's parser calls: `LocMessage.name()` is a text, or where the text has {places} an object with
// `format({ places })`.

export function messageTable(texts) {
  const entries = Object.entries(texts).map(([name, text]) => [name, () => (text.includes('{') ? parameterized(text) : text)]);
  return Object.fromEntries(entries);
}

function parameterized(text) {
  return { format: values => text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place)) };
}
