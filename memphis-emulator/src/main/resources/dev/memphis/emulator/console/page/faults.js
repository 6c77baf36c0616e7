// The fault switches.
import {byId, element, write} from "./elements.js";

const panel = byId("faults");
const controls = [];
const problem = element("p", {class: "problem", role: "alert"});

panel.append(
  element("h2", {}, "Faults"),
  element("p", {}, "What can go wrong with the real Memphis, at a switch."),
  element("fieldset", {}, element("legend", {}, "Broker"),
    toggle("Broker is down", "fault-broker", on => ({broker: {up: !on}}), faults => !faults.broker.up),
    action("Down for", "Take it down", field("fault-broker-seconds", 3, "s", "Down for so many seconds"), seconds => send("PUT", {broker: {up: false, for_ms: seconds * 1000}})),
    action("Killed, back after", "Restart it", field("fault-restart", 500, "ms", "Killed, and back after so many milliseconds"), millis => post("restart-broker", {down_for_ms: millis})),
    number("Gateway gives up after", "fault-patience", "ms", value => ({broker: {patience_ms: value}}), faults => faults.broker.patience_ms),
    number("Messages are on their way for", "fault-delay", "ms", value => ({broker: {delay_ms: value}}), faults => faults.broker.delay_ms, true)),
  element("fieldset", {}, element("legend", {}, "Gateway"),
    number("Latency of each request", "fault-latency", "ms", value => ({gateway: {latency_ms: value}}), faults => faults.gateway.latency_ms, true),
    number("Clock is ahead by", "fault-skew", "s", value => ({gateway: {clock_skew_ms: value * 1000}}), faults => faults.gateway.clock_skew_ms / 1000, true),
    number("Connections end after", "fault-answers", "answers", value => ({gateway: {end_connections_after: value}}), faults => faults.gateway.end_connections_after, true),
    element("div", {class: "buttons"},
      button("Crash it", () => post("crash-gateway"), "danger"),
      button("Invalidate tokens", () => post("invalidate-tokens")),
      button("Invalidate refresh tokens", () => post("invalidate-refresh-tokens")))),
  element("fieldset", {}, element("legend", {}, "Answers"),
    share("Server error instead", "fault-replace", "replace", {status: 500}),
    share("Stored, then connection reset", "fault-reset", "reset", {}),
    share("Cut off in the middle", "fault-truncate", "truncate", {}),
    share("Slow, over 1 s", "fault-slow", "slow", {over_ms: 1000})),
  element("div", {class: "buttons"}, button("Mend everything", () => send("DELETE"))),
  problem);

/** Puts the switches where the emulator says they are; not one that somebody is at. */
export function showFaults(faults) {
  controls.forEach(show => show(faults));
}

/** Says how many faults are on. */
export function faultsOn(faults) {
  return [!faults.broker.up, !faults.gateway.up, faults.broker.delay_ms > 0, faults.gateway.latency_ms > 0, faults.gateway.clock_skew_ms !== 0, faults.gateway.end_connections_after > 0]
    .concat(Object.values(faults.answers).map(answer => answer !== null)).filter(Boolean).length;
}

function toggle(label, id, change, isOn) {
  const input = element("input", {type: "checkbox", role: "switch", class: "switch", id, onchange: () => send("PUT", change(input.checked))});
  const row = element("div", {class: "row"}, element("label", {for: id}, label), input);
  controls.push(faults => {
    input.checked = isOn(faults);
    row.classList.toggle("on", input.checked);
  });
  return row;
}

function share(label, id, kind, extra) {
  const percent = element("input", {type: "number", class: "short", id: id + "-share", min: 1, max: 100, value: 100, "aria-label": label + ": share of the answers in percent"});
  const input = element("input", {type: "checkbox", role: "switch", class: "switch", id, onchange: apply});
  const row = element("div", {class: "row"}, element("label", {for: id}, label),
    element("span", {class: "pair"}, percent, element("span", {class: "unit"}, "%"), input));
  percent.addEventListener("change", () => input.checked && apply());
  function apply() {
    send("PUT", {answers: {[kind]: input.checked ? {...extra, fraction: Number(percent.value) / 100} : null}});
  }
  controls.push(faults => {
    const fault = faults.answers[kind];
    input.checked = fault !== null;
    row.classList.toggle("on", input.checked);
    if (fault !== null && document.activeElement !== percent) {
      percent.value = Math.round(fault.fraction * 100);
    }
  });
  return row;
}

function number(label, id, unit, change, current, isFault = false) {
  const input = element("input", {type: "number", id, onchange: () => send("PUT", change(Math.round(Number(input.value))))});
  const row = element("div", {class: "row"}, element("label", {for: id}, label),
    element("span", {class: "pair"}, input, element("span", {class: "unit"}, unit)));
  controls.push(faults => {
    row.classList.toggle("on", isFault && current(faults) !== 0);
    if (document.activeElement !== input) {
      input.value = current(faults);
    }
  });
  return row;
}

function field(id, value, unit, label) {
  return {id, unit, input: element("input", {type: "number", class: "short", id, min: 1, value, "aria-label": label})};
}

function action(label, text, {input, unit}, act) {
  return element("div", {class: "row"}, element("span", {class: "pair"}, label, input, element("span", {class: "unit"}, unit)),
    button(text, () => act(Number(input.value))));
}

function button(text, onclick, kind = null) {
  return element("button", {type: "button", class: kind, onclick}, text);
}

const post = (what, body = {}) => send("POST", body, "/" + what);

async function send(method, body, path = "") {
  try {
    const answer = await fetch("/emulator/faults" + path, {method, headers: {"Content-Type": "application/json"}, body: body && JSON.stringify(body)});
    const document = await answer.json();
    write(problem, answer.ok ? "" : document.message);
    if (answer.ok) {
      showFaults(document);
    }
  } catch {
    write(problem, "The emulator does not answer.");
  }
}
