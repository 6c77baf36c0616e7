// The live page: what the emulator pushes, and which station is looked at.
import {byId, count, rate, several, write} from "./elements.js";
import {arrived, forgetMessages} from "./messages.js";
import {faultsOn, showFaults} from "./faults.js";
import {showDeadLetters, showReaders} from "./readers.js";
import {factsOf, showStations, tick} from "./stations.js";

let source = null;
let chosen = null;
let state = null;
let first = true;

// ---------------------------------------------------------------- the emulator's pushes

function connect() {
  source?.close();
  first = true;
  source = new EventSource("/emulator/live?station=" + encodeURIComponent(chosen ?? ""));
  source.addEventListener("open", () => {
    pill("page", "live", true);
    // After a break, everything is told again.
    forgetMessages();
    showDeadLetters([]);
    first = true;
  });
  source.addEventListener("error", () => pill("page", "no emulator", false));
  source.addEventListener("state", event => {
    state = JSON.parse(event.data);
    show();
  });
  source.addEventListener("messages", event => {
    const told = JSON.parse(event.data);
    if (told.station === chosen) {
      arrived(told.messages, told.skipped, first);
      first = false;
    }
  });
  source.addEventListener("dead", event => {
    const told = JSON.parse(event.data);
    if (told.station === chosen) {
      showDeadLetters(told.dead_letters);
    }
  });
}

function show() {
  if (chosen === null && state.stations.length > 0) {
    choose(state.stations[0].name);
  }
  showStations(state.stations, chosen);
  showFaults(state.faults);
  pill("gateway", state.faults.gateway.up ? "gateway up" : "gateway down", state.faults.gateway.up);
  pill("broker", state.faults.broker.up ? "broker up" : "broker down", state.faults.broker.up);
  alarm("faults", faultsOn(state.faults), number => several(number, "fault") + " on");
  alarm("lost", state.faults.lost, number => count(number) + " answered 200 and lost");
  alarm("races", state.races.length, number => several(number, "race"));
  byId("pill-races").title = state.races.map(race => race.kind + ": " + race.one + " and " + race.other).join("\n");
  const station = state.stations.find(one => one.name === chosen);
  byId("station").hidden = station === undefined;
  byId("welcome").hidden = station !== undefined;
  if (station !== undefined) {
    write(byId("station-name"), station.name);
    write(byId("station-facts"), factsOf(station));
    write(byId("tab-messages").querySelector("b"), count(station.messages));
    write(byId("tab-readers").querySelector("b"), count(Object.keys(station.producers).length + station.groups.length));
    write(byId("tab-dead").querySelector("b"), count(station.dead));
    showReaders(station);
  }
}

function pill(name, text, good) {
  const shown = byId("pill-" + name);
  write(shown, text);
  shown.className = "pill " + (good ? "good" : "bad");
}

function alarm(name, number, text) {
  byId("pill-" + name).hidden = number === 0;
  write(byId("pill-" + name), text(number));
}

setInterval(() => {
  const total = tick();
  write(byId("total-rate"), rate(total).replace("/s", ""));
  document.title = (total > 0 ? rate(total) + " · " : "") + "Memphis emulator";
}, 1000);

// ---------------------------------------------------------------- what is looked at

function choose(name) {
  chosen = name;
  forgetMessages();
  showDeadLetters([]);
  connect();
}

function follow() {
  const name = decodeURIComponent(location.hash.slice(1));
  if (name !== "" && name !== "main" && name !== chosen) {
    choose(name);
    if (state !== null) {
      show();
    }
  }
}

addEventListener("hashchange", follow);

const tabs = [...document.querySelectorAll('[role="tab"]')];

function select(tab) {
  for (const other of tabs) {
    const selected = other === tab;
    other.setAttribute("aria-selected", String(selected));
    other.tabIndex = selected ? 0 : -1;
    byId(other.getAttribute("aria-controls")).hidden = !selected;
  }
}

tabs.forEach((tab, place) => {
  tab.addEventListener("click", () => select(tab));
  tab.addEventListener("keydown", event => {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (step) {
      const next = tabs[(place + step + tabs.length) % tabs.length];
      select(next);
      next.focus();
    }
  });
});

// ---------------------------------------------------------------- the page itself

byId("faults-button").addEventListener("click", () => {
  const open = byId("faults").hidden;
  byId("faults").hidden = !open;
  byId("faults-button").setAttribute("aria-expanded", String(open));
  document.querySelector(".columns").classList.toggle("with-faults", open);
  if (open) {
    byId("faults").querySelector("input").focus();
  }
});

byId("faults").addEventListener("keydown", event => {
  if (event.key === "Escape") {
    byId("faults-button").click();
    byId("faults-button").focus();
  }
});

const remembered = localStorage.getItem("theme");
if (remembered !== null) {
  document.documentElement.dataset.theme = remembered;
}

byId("theme-button").addEventListener("click", () => {
  const dark = (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  document.documentElement.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", document.documentElement.dataset.theme);
});

addEventListener("keydown", event => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    byId("message-filter").focus();
    event.preventDefault();
  }
});

follow();
if (chosen === null) {
  connect();
}
