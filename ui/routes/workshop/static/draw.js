// Elements from text alone: nothing that somebody typed is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";

export function el(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

export function mark() {
  return svg("svg", { class: "mark", viewBox: "0 0 24 26", "aria-hidden": "true" },
    svg("path", { d: "M2 24V11a10 10 0 0 1 20 0v13" }), svg("path", { d: "M7 14l4 4 6-8" }));
}

// Who is told apart: both groups by shape where both may be shown, one shape where not.
export function groups(spread) {
  if (!spread.leaders || !spread.practitioners) return [{ name: "Votes", shape: "disc", counts: spread.levels }];
  const rest = spread.levels.map((all, at) => all - spread.leaders[at] - spread.practitioners[at]);
  const others = rest.some((one) => one > 0) ? [{ name: "Others", shape: "square", counts: rest }] : [];
  return [{ name: "Leaders", shape: "diamond", counts: spread.leaders },
    { name: "Practitioners", shape: "disc", counts: spread.practitioners }, ...others];
}

export function shape(kind, x, y, radius) {
  if (kind === "diamond") {
    return svg("path", { class: "diamond", d: `M${x} ${y - radius}l${radius} ${radius}l${-radius} ${radius}l${-radius} ${-radius}z` });
  }
  if (kind === "square") {
    const side = radius * 1.6;
    return svg("rect", { class: "disc", x: x - side / 2, y: y - side / 2, width: side, height: side, rx: 2 });
  }
  return svg("circle", { class: "disc", cx: x, cy: y, r: radius });
}

export function spoken(spread) {
  const said = groups(spread).map((group) => {
    const parts = group.counts.map((count, at) => (count ? `${count} at ${at + 1}` : "")).filter(Boolean);
    return `${group.name}: ${parts.join(", ") || "none"}`;
  });
  if (spread.dont_know) said.push(`Don’t know: ${spread.dont_know}`);
  if (spread.not_applicable) said.push(`Not applicable: ${spread.not_applicable}`);
  return said.join(". ");
}

export function clock(seconds) {
  const left = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

// Days and times as the app writes them: in the client's manner, and in UTC, whatever the phone's own clock
// says. A language that is not English gets its days in digits.
export function day(text, locale) {
  const english = locale.startsWith("en");
  const shape = { day: "numeric", month: english ? "short" : "numeric", year: "numeric", timeZone: "UTC" };
  return new Date(`${text}T12:00:00Z`).toLocaleDateString(locale, shape).replace("Sept ", "Sep ").replaceAll(" ", "\u00a0");
}

export function time(moment, locale) {
  const told = (tag) => new Date(moment).toLocaleTimeString(tag, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
  const here = told(locale).toUpperCase();
  return `${/^[\d:.]+(\s?[AP]M)?$/.test(here) ? here : told("en-GB")} UTC`;
}

export const OUTCOMES = { present: "Found", absent: "Not found", unavailable: "Could not look", not_applicable: "Does not apply", error: "The check failed" };

export const owner = ({ phase, owner: name }) => name || (["agreed", "parked"].includes(phase) ? "nobody yet" : "");

export function became({ phase, agreed }) {
  const said = { agreed: agreed ? `Agreed: level ${agreed}.` : "Agreed.", disputed: "Disputed: to be settled.", parked: "Parked for later.", skipped: "Left out today." };
  return said[phase] || "";
}
