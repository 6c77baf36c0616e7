// Builds elements. Whatever comes from outside gets in as text, never as markup.

/** element("p", {class: "note", onclick: f}, "text", child, …); children that are null are left out. */
export function element(tag, properties = {}, ...children) {
  return filled(document.createElement(tag), properties, children);
}

export function drawing(tag, properties = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), properties, children);
}

function filled(made, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) {
      made.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

export const byId = id => document.getElementById(id);

/** Sets a text only where it differs, so that what stands still is not touched. */
export function write(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

const whole = new Intl.NumberFormat("en");

export const count = number => whole.format(number);

export const several = (number, one, many = one + "s") => count(number) + " " + (number === 1 ? one : many);

export function rate(perSecond) {
  return perSecond === 0 ? "0/s" : perSecond < 10 ? perSecond.toFixed(1) + "/s" : count(Math.round(perSecond)) + "/s";
}

export function bytes(number) {
  const units = ["B", "kB", "MB", "GB"];
  let unit = 0;
  let rest = number;
  while (rest >= 1000 && unit < units.length - 1) {
    rest /= 1000;
    unit++;
  }
  return (unit === 0 || rest >= 100 ? Math.round(rest) : rest.toFixed(1)) + " " + units[unit];
}

/** The time of day, with milliseconds. */
export function clock(instant) {
  const when = new Date(instant);
  const two = part => String(part).padStart(2, "0");
  return `${two(when.getHours())}:${two(when.getMinutes())}:${two(when.getSeconds())}.${String(when.getMilliseconds()).padStart(3, "0")}`;
}

export function ago(epochSeconds) {
  const seconds = Math.max(0, Math.round(Date.now() / 1000 - epochSeconds));
  return seconds < 2 ? "now" : seconds < 120 ? seconds + " s ago" : seconds < 7200 ? Math.round(seconds / 60) + " min ago" : Math.round(seconds / 3600) + " h ago";
}

export function duration(seconds) {
  for (const [unit, size] of [["day", 86400], ["hour", 3600], ["minute", 60]]) {
    if (seconds >= size && seconds % size === 0) {
      return several(seconds / size, unit);
    }
  }
  return several(seconds, "second");
}
