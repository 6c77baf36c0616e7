// The list of stations: how many messages each holds, how fast they come, who is behind.
import {byId, bytes, count, drawing, duration, element, rate, write} from "./elements.js";

const SECONDS = 60;
const known = new Map();
let wanted = "";

byId("station-filter").addEventListener("input", event => {
  wanted = event.target.value.toLowerCase();
  known.forEach(hideUnwanted);
});

byId("stations").addEventListener("keydown", event => {
  const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
  if (step) {
    const links = [...byId("stations").querySelectorAll("li:not([hidden]) a")];
    links[links.indexOf(document.activeElement) + step]?.focus();
    event.preventDefault();
  }
});

export function showStations(stations, chosen) {
  const names = new Set(stations.map(station => station.name));
  for (const [name, entry] of known) {
    if (!names.has(name)) {
      entry.item.remove();
      known.delete(name);
    }
  }
  stations.forEach((station, place) => {
    const entry = known.get(station.name) ?? added(station);
    entry.station = station;
    if (byId("stations").children[place] !== entry.item) {
      byId("stations").insertBefore(entry.item, byId("stations").children[place] ?? null);
    }
    refresh(entry, chosen);
  });
  byId("no-stations").hidden = stations.length > 0;
}

function added(station) {
  const entry = {station, seen: station.arrivals, rates: new Array(SECONDS).fill(0), perSecond: 0};
  entry.name = element("span", {class: "name"}, station.name);
  entry.rate = element("span", {class: "rate"});
  entry.facts = element("span", {class: "facts"});
  entry.line = drawing("path");
  entry.link = element("a", {href: "#" + encodeURIComponent(station.name)},
    entry.name, entry.facts, drawing("svg", {viewBox: `0 0 ${SECONDS} 20`, preserveAspectRatio: "none", "aria-hidden": "true"}, entry.line), entry.rate);
  entry.item = element("li", {}, entry.link);
  known.set(station.name, entry);
  hideUnwanted(entry);
  return entry;
}

function hideUnwanted(entry) {
  entry.item.hidden = !entry.station.name.includes(wanted);
}

function refresh(entry, chosen) {
  entry.link.setAttribute("aria-current", String(entry.station.name === chosen));
  const behind = entry.station.groups.reduce((most, group) => Math.max(most, group.lag), 0);
  const facts = [count(entry.station.messages) + (entry.station.messages === 1 ? " message" : " messages")];
  const key = facts + "|" + behind + "|" + entry.station.dead;
  if (entry.told !== key) {
    entry.told = key;
    entry.facts.replaceChildren(...facts,
      ...(behind > 0 ? [element("span", {class: "badge warn", title: "The slowest consumer group is this far behind"}, count(behind) + " behind")] : []),
      ...(entry.station.dead > 0 ? [element("span", {class: "badge bad"}, count(entry.station.dead) + " dead")] : []));
  }
}

/** A second is over: says how many messages came in it, over all stations. */
export function tick() {
  let total = 0;
  for (const entry of known.values()) {
    const now = entry.station.arrivals - entry.seen;
    entry.seen = entry.station.arrivals;
    entry.rates.shift();
    entry.rates.push(now);
    const recent = entry.rates.slice(-3);
    entry.perSecond = recent.reduce((sum, one) => sum + one, 0) / recent.length;
    total += entry.perSecond;
    write(entry.rate, rate(entry.perSecond));
    entry.rate.classList.toggle("moving", entry.perSecond > 0);
    const highest = Math.max(1, ...entry.rates);
    entry.line.setAttribute("d", "M" + entry.rates.map((value, i) => `${i} ${(18.5 - 17 * value / highest).toFixed(1)}`).join("L"));
  }
  return total;
}

export function factsOf(station) {
  const kept = {
    message_age_sec: () => "kept for " + duration(station.retention_value),
    messages: () => "keeps the newest " + count(station.retention_value),
    bytes: () => "keeps " + bytes(station.retention_value),
    ack_based: () => "kept until read by all"
  }[station.retention_type]?.() ?? "";
  return [count(station.messages) + " held", bytes(station.bytes), count(station.arrivals) + " ever", kept,
    station.schema ? "schema " + station.schema : "no schema", "created by " + station.created_by].join(" · ");
}
