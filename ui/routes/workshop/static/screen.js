// The big screen: what the room sees. Nothing moves at the reveal but the dots, which come beside the
// levels that were read out. No names, no averages.

import { Live } from "/workshop/live.js";
import { OUTCOMES, became, clock, day, el, groups, mark, owner, shape, spoken, svg } from "/workshop/draw.js";

const at = (id) => document.getElementById(id);
const workshop = location.pathname.split("/").pop();
const key = new URLSearchParams(location.search).get("k") || "";
let room = null;
let ahead = 0;
let drawn = "";

at("mark").append(mark());

const NOW = {
  reading: ["Listen.", "The five levels are read out."],
  voting: ["Vote on your phone.", "Silently: nobody sees a vote before all are shown."],
  revealed: ["One voice from the lowest, one from the highest.", "A minute each."],
  reasons: ["One voice from the lowest, one from the highest.", "A minute each."],
  finding: ["This is what was found.", "Then vote again."],
  "voting again": ["Vote again.", "You may change your mind, or not."],
  "revealed again": ["Second vote shown.", "What do we write down?"],
};

const counting = () => room.use_cases.some((one) => one.dots !== null);
const DOES = {
  waiting: () => gathers() && ["Scan, or type the address and the code."],
  dots: () => (counting() ? ["Counted.", "Next: where each belongs."] : [`Put your ${room.dots_each} dots on your phone.`, `At most ${room.dots_most} on one; they are shown when all are counted.`]),
  grid: () => ["Place each on your phone.", "The numbers stand at the middle of what all say."],
  confidence: () => !room.fingers && ["Show fingers on your phone.", "None is not at all, five is fully. All are shown at once."],
};

function levels(marks) {
  return el("ol", { class: marks ? "levels shown" : "levels" }, room.item.anchors.map((text, row) => el("li", {},
    el("b", {}, String(row + 1)), el("span", {}, text), marks ? marks(row) : null)));
}

// One row of dots for one level; above fourteen a bar with its count, so that forty voters fit too.
function dots(spread, first, row) {
  const kinds = groups(spread).flatMap((group) => Array(group.counts[row]).fill(group.shape));
  const most = Math.max(1, ...spread.levels, ...(first ? first.levels : [0]));
  const drawing = svg("svg", { viewBox: "0 0 640 78", preserveAspectRatio: "xMinYMid meet", "aria-hidden": "true" });
  if (most > 14) {
    const wide = (kinds.length / most) * 540;
    drawing.append(svg("rect", { class: "disc arrives", x: 0, y: 14, width: wide, height: 50 }), svg("text", { class: "count", x: wide + 14, y: 54, "font-size": 42 }, String(kinds.length)));
    return drawing;
  }
  const step = Math.min(68, 620 / most);
  const radius = step * 0.42;
  (first ? Array(first.levels[row]).fill(0) : []).forEach((_, place) => drawing.append(svg("circle", { class: "ring", cx: step * (place + 0.5), cy: 39, r: radius + 4 })));
  kinds.forEach((kind, place) => { const one = shape(kind, step * (place + 0.5), 39, radius); one.classList.add("arrives"); drawing.append(one); });
  return drawing;
}

function legend() {
  const all = groups(room.spread);
  const parts = all.length > 1 ? all.map((group) => el("span", {}, svg("svg", { viewBox: "0 0 14 14", "aria-hidden": "true" }, shape(group.shape, 7, 7, 6)), `${group.name}, ${group.counts.reduce((sum, one) => sum + one, 0)}`)) : [];
  if (room.first) parts.push(el("span", {}, svg("svg", { viewBox: "0 0 14 14", "aria-hidden": "true" }, svg("circle", { class: "ring", cx: 7, cy: 7, r: 6 })), "First vote"));
  if (room.spread.dont_know) parts.push(el("span", {}, `Don’t know, ${room.spread.dont_know}`));
  if (room.spread.not_applicable) parts.push(el("span", {}, `Not applicable, ${room.spread.not_applicable}`));
  return parts.length ? el("p", { class: "legend" }, parts) : null;
}

function result() {
  const { agreed, dissent, due } = room.result;
  const whose = owner(room.result);
  return [el("p", { class: "kicker" }, room.item.name), el("div", { class: "tall" }, el("h1", {}, became(room.result)),
    agreed ? el("p", {}, room.item.anchors[agreed - 1]) : null,
    dissent ? el("p", { class: "finding" }, el("b", {}, "Dissent kept: "), dissent) : null,
    whose ? el("p", {}, el("b", {}, "Owner: "), whose + (due ? `, by ${day(due, room.locale)}` : "")) : null)];
}

function item() {
  if (room.result) return result();
  const kicker = el("p", { class: "kicker" }, room.item.name);
  if (room.phase === "finding" && room.findings.length) return [kicker, el("h1", {}, "What was found"), findings()];
  if (room.phase === "reasons" && room.reasons.length) return [kicker, el("h1", {}, room.sentence), el("div", { class: "tall" }, room.reasons.map((one) => el("p", { class: "finding" }, el("b", {}, one.level ? `${one.level}  ` : "Don’t know  "), one.text)))];
  if (!room.spread || room.round_id) return [el("h1", {}, room.item.name), levels()];
  const marked = levels((row) => dots(room.spread, room.first, row));
  marked.setAttribute("aria-label", spoken(room.spread));
  return [kicker, el("h1", {}, room.sentence), legend(), marked];
}

function findings() {
  return el("div", { class: "tall" }, room.findings.map((one) => el("div", { class: "finding" }, el("p", {}, el("b", {}, `${OUTCOMES[one.outcome] || one.outcome}. `), one.statement), el("p", { class: "quiet" }, [one.observed, one.source].filter(Boolean).join(" · ")))));
}

function join() {
  const local = ["127.0.0.1", "localhost", "[::1]"].includes(location.hostname);
  return [el("div", { class: "join" }, el("div", {}, el("h1", {}, "Join with your phone"),
    el("p", { class: "address" }, `${location.host}/join`), el("p", { class: "code", "aria-label": `Code ${[...room.code].join(" ")}` }, room.code),
    el("p", { class: "quiet" }, local ? "This address opens on this machine only." : "A name or pseudonym is enough. Nobody sees who voted what.")),
  el("img", { src: `/room/${workshop}/code.svg?k=${encodeURIComponent(key)}`, alt: `QR code to join with the code ${room.code}` }))];
}

// Before the first part is over everybody joins; later the code stands small at the top.
const gathers = () => room.stage === "waiting" && room.block.number === 1;

// Between votes: where the day stands, or what was decided so far where that is what the part is about.
function talk() {
  if (room.block.facts.length) return [el("h1", {}, room.block.title), el("dl", { class: "known" }, room.block.facts.map((one) => el("div", {}, el("dt", {}, one.head), el("dd", {}, one.text))))];
  if (room.decisions.length || room.kill_criterion) return [el("h1", {}, room.block.title), beside()];
  return [el("h1", {}, room.block.title), el("ol", { class: "agenda" }, room.agenda.map((title, at) => el("li", at + 1 === room.block.number ? { class: "here", "aria-current": "step" } : { class: at + 1 < room.block.number ? "done" : null },
    el("b", {}, String(at + 1)), el("span", {}, title))))];
}

function counted() {
  const shown = room.use_cases.some((one) => one.dots !== null);
  const sorted = shown ? [...room.use_cases].sort((a, b) => b.dots - a.dots) : room.use_cases;
  return [el("h1", {}, shown ? "The dots" : "Which use case first?"), el("ul", { class: "cases" }, sorted.map((one) => el("li", { class: one.id === room.chosen ? "chosen" : null }, el("span", {}, one.name),
    shown ? bar(one.dots) : el("span", { class: "quiet" }, one.summary || ""))))];
}

function bar(count) {
  const dotted = count <= 20 ? Array.from({ length: count }, () => el("i")) : [];
  return el("span", { class: "bar", "aria-label": `${count} dots` }, dotted, el("b", {}, ` ${count}`));
}

// The grid: numbers where the room puts each use case, names beside it.
function grid() {
  const drawing = svg("svg", { viewBox: "0 0 760 700", role: "img", "aria-label": room.use_cases.map((one) => `${one.name}: impact ${one.impact ?? "not placed"}, feasibility ${one.feasibility ?? "not placed"}`).join("; ") });
  const x = (feasibility) => 70 + (feasibility - 1) * 150;
  const y = (impact) => 600 - (impact - 1) * 135;
  for (let one = 1; one <= 5; one += 1) drawing.append(svg("path", { class: "grid-line", d: `M${x(one)} ${y(1)}V${y(5)}M${x(1)} ${y(one)}H${x(5)}` }));
  drawing.append(svg("text", { class: "grid-text", x: 370, y: 690, "font-size": 46, "text-anchor": "middle" }, "Feasibility →"), svg("text", { class: "grid-text", x: 30, y: 330, "font-size": 46, "text-anchor": "middle", transform: "rotate(-90 30 330)" }, "Impact →"));
  const taken = {};
  room.use_cases.forEach((one, index) => {
    if (one.impact === null) return;
    const spot = `${one.impact},${one.feasibility}`;
    const beside = (taken[spot] = (taken[spot] ?? -1) + 1);
    const [left, top] = [x(one.feasibility) + beside * 50, y(one.impact)];
    drawing.append(svg("circle", { class: "spot", cx: left, cy: top, r: 38 }), svg("text", { class: "grid-number", x: left, y: top + 17, "font-size": 48 }, String(index + 1)));
  });
  return [el("h1", {}, "Where does each belong?"), el("div", { class: "two" }, drawing, el("ol", { class: "listed" }, room.use_cases.map((one, index) => el("li", {}, el("b", {}, String(index + 1)), el("span", {}, one.name)))))];
}

// What is voted on stays on the screen while everybody shows a hand, and beside the hands at the end.
function confidence() {
  if (room.fingers) return [el("h1", {}, handsSay()), beside()];
  return [el("h1", {}, "How sure are you that this will happen as decided?"), beside()];
}

function closed() {
  const items = [room.agreed ? `${room.agreed} ${room.agreed === 1 ? "item" : "items"} agreed` : "", room.disputed ? `${room.disputed} disputed` : ""].filter(Boolean).join(", ");
  return [el("h1", {}, room.decisions.length ? "What we decided" : "The workshop is over"), items ? el("p", { class: "kicker" }, items) : null, beside()];
}

// The decisions, and how many showed how many fingers, where anybody did.
function beside() {
  const hands = room.fingers && room.fingers.some((count) => count) ? fingers() : null;
  return el("div", { class: hands ? "close" : "close alone" }, el("div", { class: "listed" }, decided()), hands);
}

function handsSay() {
  const all = room.fingers.reduce((sum, one) => sum + one, 0);
  const doubt = room.fingers.slice(0, 3).reduce((sum, one) => sum + one, 0);
  if (!all) return "Nobody showed a hand.";
  return doubt ? `${doubt} of ${all} doubt it: what is missing?` : `Nobody doubts it: all ${all} show three or more.`;
}

function fingers() {
  const most = Math.max(1, ...room.fingers);
  return el("div", { class: "sure" }, el("p", { class: "kicker" }, "How sure we are, in fingers"), el("ol", { class: "hands" }, room.fingers.map((count, fingers) => {
    const up = el("div", { class: "up" });
    up.style.height = `calc(${(count / most) * 300} * var(--u))`;
    return el("li", { "aria-label": `${count} showed ${fingers}` }, el("b", {}, count ? String(count) : ""), up, el("span", {}, String(fingers)));
  })));
}

const FITS = 8;

function decided() {
  const one = ({ text, owner, due }) => el("li", {}, el("b", {}, "→"), el("span", {}, text, " ", el("span", { class: "quiet" }, [owner, due ? `by ${day(due, room.locale)}` : ""].filter(Boolean).join(", "))));
  const more = room.decisions.length - FITS;
  return [room.decisions.length ? el("ol", { class: "decided" }, room.decisions.slice(0, FITS).map(one)) : el("p", { class: "quiet" }, "Nothing was decided with a name and a day."),
    more > 0 ? el("p", { class: "quiet" }, `and ${more} more, on the two pages`) : null,
    room.kill_criterion ? el("p", { class: "finding" }, el("b", {}, "We stop if "), room.kill_criterion) : null];
}

const STAGES = { waiting: () => (gathers() ? join() : talk()), dots: counted, grid, item: () => (room.item ? item() : talk()), confidence, closed };

// Long words first take the size of what is set large, then the title's, then the dots' width; nothing is
// set below the least size.
const SMALLER = [["--body", [50, 45, 40]], ["--title", [60, 52, 46, 40]], ["--dots", [520, 420, 340]]];

function fit() {
  const root = document.documentElement.style;
  const parts = [at("main"), ...at("main").querySelectorAll(".levels, .tall, .cases, .two, .listed, .agenda, .known, .close")];
  const over = () => parts.some((one) => one.scrollHeight > one.clientHeight + 1);
  SMALLER.forEach(([name]) => root.removeProperty(name));
  for (const [name, sizes] of SMALLER) {
    for (const size of sizes) {
      if (!over()) return;
      root.setProperty(name, size);
    }
  }
}

function paint() {
  if (!room) return;
  const kind = JSON.stringify({ ...room, version: 0, joined: 0, voted: 0, ends_at: 0 });
  if (kind !== drawn) {
    drawn = kind;
    at("main").replaceChildren(...(STAGES[room.stage] || talk)().flat().filter(Boolean));
    fit();
  }
  foot();
}

function foot() {
  const ofItem = room.stage === "item" && room.item;
  const vote = ofItem && room.round_number ? `, ${room.round_number === 2 ? "second" : "first"} vote` : "";
  at("where").textContent = ofItem ? `Item ${room.item.number} of ${room.item.of}${vote}` : gathers() || room.stage === "closed" ? `${room.client} · ${room.use_case}` : `Part ${room.block.number} of ${room.block.of}: ${room.block.title}`;
  at("badge").hidden = !room.fictional;
  const counts = ofItem ? room.round_number : ["dots", "grid", "confidence"].includes(room.stage);
  const many = counts ? `${room.voted} of ${room.joined} voted` : `${room.joined} joined`;
  at("counts").textContent = gathers() || room.stage === "closed" ? many : `Code ${room.code} · ${many}`;
  const [first, rest] = (ofItem && !room.result && NOW[room.phase]) || DOES[room.stage]?.() || ["", ""];
  at("now").replaceChildren(first, rest ? el("span", {}, ` ${rest}`) : "");
  tick();
}

function tick() {
  const until = room && room.stage !== "closed" ? (room.stage === "item" ? room.ends_at : room.block.ends_at) : null;
  at("clock").textContent = until ? clock((new Date(until) - Date.now() - ahead) / 1000) : "";
}

function heard(what, data) {
  if (what === "clock") ahead = data.now - Date.now();
  if (what === "lost") at("line").hidden = false;
  if (what === "found") at("line").hidden = true;
  if (what === "refused") at("main").replaceChildren(el("div", { class: "tall" }, el("h1", {}, data.sentence)));
  if (what === "counts" && room) Object.assign(room, data);
  if (what === "room") room = data;
  paint();
}

setInterval(tick, 500);
addEventListener("resize", fit);
document.fonts.ready.then(fit);
new Live(`/room/${workshop}/events`, () => "", heard, { "X-Screen-Key": key });
