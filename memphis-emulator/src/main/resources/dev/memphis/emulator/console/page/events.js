// What a message is: a change event of Debezium, with or without its schema, or something else.

const KINDS = {c: "insert", u: "update", d: "delete", r: "snapshot", t: "truncate", m: "message"};

/** Returns {kind, label, table, before, after} of a change event, or null. */
export function changeOf(value) {
  const envelope = isObject(value) && isObject(value.payload) ? value.payload : value;
  if (!isObject(envelope) || typeof envelope.op !== "string" || !(envelope.op in KINDS)) {
    return null;
  }
  const source = isObject(envelope.source) ? envelope.source : {};
  const table = [source.schema, source.table ?? source.collection].filter(part => typeof part === "string").join(".");
  return {kind: envelope.op, label: KINDS[envelope.op], table, before: rowOf(envelope.before), after: rowOf(envelope.after)};
}

const isObject = value => typeof value === "object" && value !== null && !Array.isArray(value);

const rowOf = value => isObject(value) ? value : null;

/** Returns a row for each field of before and after: {field, before, after, changed}; what a side lacks is undefined. */
export function differences(before, after) {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields.map(field => {
    const one = before?.[field];
    const other = after?.[field];
    return {field, before: one, after: other, changed: JSON.stringify(one) !== JSON.stringify(other)};
  });
}

/** A change in one line: its row's identity, and what became different. */
export function inShort(change) {
  const row = change.after ?? change.before ?? {};
  const told = change.kind === "u" && change.before !== null
    ? differences(change.before, change.after).filter(difference => difference.changed).map(difference => difference.field)
    : Object.keys(row);
  const id = Object.keys(row)[0];
  const shown = [...new Set([id, ...told])].filter(field => field !== undefined).slice(0, 6);
  return shown.map(field => field + "=" + plain(row[field])).join("  ");
}

export function plain(value) {
  return value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
}
