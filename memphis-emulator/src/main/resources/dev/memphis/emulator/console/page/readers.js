// Who writes to a station and who reads from it, and what it refused.
import {ago, byId, count, element} from "./elements.js";
import {messageRow} from "./messages.js";

export function showReaders(station) {
  byId("readers-panel").replaceChildren(
    element("div", {class: "card"}, element("h3", {}, "Producers"), seenTable(station.producers, "User", "Last message",
      "Nobody has produced to it since the emulator started.")),
    ...station.groups.map(group => element("div", {class: "card"},
      element("h3", {}, "Consumer group " + group.name + " ",
        element("span", {class: group.lag > 0 ? "badge warn" : "badge"}, group.lag > 0 ? count(group.lag) + " behind" : "up to date")),
      seenTable(group.consumers, "Consumer", "Last asked", "No consumer of it has asked since the emulator started."))),
    ...(station.groups.length === 0 ? [element("p", {class: "empty"}, "No consumer group has read from it.")] : []));
}

function seenTable(seen, who, when, nobody) {
  const rows = Object.entries(seen);
  return rows.length === 0 ? element("p", {class: "empty"}, nobody)
    : element("table", {},
      element("thead", {}, element("tr", {}, element("th", {scope: "col"}, who), element("th", {scope: "col"}, when))),
      element("tbody", {}, ...rows.map(([name, last]) => element("tr", {}, element("td", {}, name), element("td", {}, ago(last))))));
}

/** @param letters newest last */
export function showDeadLetters(letters) {
  byId("dead-panel").replaceChildren(...(letters.length === 0
    ? [element("p", {class: "empty"}, "Nothing was refused.")]
    : [...letters].reverse().map(letter =>
      messageRow(letter, "#" + letter.number, element("p", {class: "cause"}, letter.cause)))));
}
