// The newest messages of a station, newest on top.
import {byId, bytes, clock, count, element, several, write} from "./elements.js";
import {changeOf, differences, inShort, plain} from "./events.js";

const MOST = 1000;
const list = byId("messages");
let held = false;
let waiting = [];
let wanted = "";
let left = 0;

byId("hold").addEventListener("click", () => {
  held = !held;
  byId("hold").setAttribute("aria-pressed", String(held));
  if (!held) {
    put(waiting);
    waiting = [];
  }
  tellHeld();
});

byId("message-filter").addEventListener("input", event => {
  wanted = event.target.value.toLowerCase();
  for (const row of list.children) {
    row.hidden = !matches(row);
  }
  tellHeld();
});

export function forgetMessages() {
  list.replaceChildren();
  waiting = [];
  left = 0;
  byId("no-messages").hidden = false;
  tellHeld();
}

/** Messages have come, oldest first; skipped were too many to be told. */
export function arrived(messages, skipped, quietly) {
  left += skipped;
  if (held) {
    waiting = waiting.concat(messages).slice(-MOST);
  } else {
    put(messages, quietly);
  }
  tellHeld();
}

function put(messages, quietly = false) {
  const rows = messages.map(message => rowOf(message, quietly)).reverse();
  list.prepend(...rows);
  while (list.children.length > MOST) {
    list.lastElementChild.remove();
  }
  byId("no-messages").hidden = list.children.length > 0;
}

function tellHeld() {
  const parts = [];
  if (waiting.length > 0) {
    parts.push(several(waiting.length, "newer message") + " waiting");
  }
  if (wanted !== "") {
    parts.push([...list.children].filter(row => !row.hidden).length + " of " + list.children.length + " match");
  }
  if (left > 0) {
    parts.push(count(left) + " came too fast to be shown");
  }
  write(byId("held"), parts.join(" · "));
}

const matches = row => wanted === "" || row.searched.includes(wanted);

function rowOf(message, quietly) {
  const row = messageRow(message, "#" + message.number);
  row.classList.toggle("new", !quietly);
  row.searched = ((message.text ?? message.hex ?? "") + JSON.stringify(message.headers)).toLowerCase();
  row.hidden = !matches(row);
  return row;
}

/** A message as a row that opens; above its content, what else there is to say. */
export function messageRow(message, label, ...above) {
  const value = message.cut ? undefined : parsed(message.text);
  const change = value === undefined ? null : changeOf(value);
  const row = element("details", {class: "message", "data-number": message.number},
    element("summary", {},
      element("span", {class: "seq"}, label),
      element("span", {class: "when", title: message.when}, clock(message.when)),
      element("span", {class: "kind " + (change?.kind ?? "")}, change?.label ?? (value !== undefined ? "JSON" : message.hex ? "bytes" : "text")),
      element("span", {class: "what"}, change ? [change.table, inShort(change)].filter(part => part !== "").join("  ") : beginning(message)),
      element("span", {class: "size"}, bytes(message.size))));
  // The inside is made when it is looked at.
  row.addEventListener("toggle", () => {
    if (row.open && row.children.length === 1) {
      row.append(inside(message, value, change, above));
    }
  });
  return row;
}

function parsed(text) {
  try {
    return text === undefined || text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const beginning = message => message.size === 0 ? "(empty)" : (message.text ?? message.hex).slice(0, 300);

function inside(message, value, change, above) {
  return element("div", {class: "inside"},
    ...above,
    tokenNote(message.headers),
    change ? element("div", {}, element("h3", {}, "What changed"), changeTable(change)) : null,
    element("div", {},
      element("h3", {}, content(message, value)),
      element("pre", {tabindex: "0"}, ...(value === undefined ? [message.text ?? message.hex] : pretty(message.text, value)))),
    element("div", {}, element("h3", {}, "Headers"), headerTable(message.headers)));
}

function content(message, value) {
  const what = message.hex !== undefined ? "Bytes, in hexadecimal" : value !== undefined ? "JSON" : "Text";
  return what + (message.cut ? ", only the beginning of " + bytes(message.size) : "");
}

const isToken = value => value.includes("eyJ");

function tokenNote(headers) {
  return Object.values(headers).some(isToken)
    ? element("p", {class: "note"}, "A token was sent as a header: Memphis stores it with every message, and it contains the user's password. Send it as ?authorization= instead.")
    : null;
}

function headerTable(headers) {
  return element("div", {class: "scroll"}, element("table", {},
    element("tbody", {}, ...Object.entries(headers).map(([name, value]) =>
      element("tr", {}, element("td", {}, name), element("td", {class: "value"}, isToken(value) ? "(a token; not shown)" : value))))));
}

function changeTable(change) {
  const rows = differences(change.before, change.after);
  const both = change.before !== null && change.after !== null;
  const wasThere = change.before !== null;
  return element("div", {class: "scroll"}, element("table", {class: "differences"},
    element("thead", {}, element("tr", {}, element("th", {scope: "col"}, "Field"),
      wasThere ? element("th", {scope: "col"}, "Before") : null,
      change.after !== null ? element("th", {scope: "col"}, "After") : null)),
    element("tbody", {}, ...rows.map(row =>
      element("tr", {class: both ? row.changed ? "changed" : "same" : null},
        element("td", {}, row.field),
        wasThere ? element("td", {class: "value"}, both && !row.changed ? plain(row.before) : element("del", {}, plain(row.before))) : null,
        change.after !== null ? element("td", {class: "value"}, both && !row.changed ? plain(row.after) : element("ins", {}, plain(row.after))) : null)))));
}

/** Laid out and tinted. Numbers that JavaScript cannot hold stay as they were sent, so then only the text is shown. */
function pretty(text, value) {
  const exact = !/\d{16}/.test(text) || JSON.stringify(value) === text;
  return tinted(exact ? JSON.stringify(value, null, 2) : laidOut(text));
}

/** Indents JSON without reading its values. */
function laidOut(text) {
  let depth = 0;
  return text.replace(/"(?:[^"\\]|\\.)*"|[{}[\],:]|\s+|[^\s{}[\],:"]+/g, part => {
    const line = by => "\n" + "  ".repeat(depth += by);
    return /^\s/.test(part) ? "" : part === "{" || part === "[" ? part + line(1) : part === "}" || part === "]" ? line(-1) + part : part === "," ? part + line(0) : part === ":" ? ": " : part;
  });
}

function tinted(json) {
  const parts = [];
  let at = 0;
  for (const match of json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d[\d.eE+-]*/g)) {
    parts.push(json.slice(at, match.index));
    const kind = match[1] === undefined ? "literal" : match[2] === undefined ? "string" : "key";
    parts.push(element("span", {class: kind}, match[1] ?? match[0]), match[2] ?? "");
    at = match.index + match[0].length;
  }
  parts.push(json.slice(at));
  return parts;
}
