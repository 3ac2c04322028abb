// The participant's page: join, then follow the room. What is on the screen follows from three things:
// what is live (the room), what the server has of mine, and what is still on its way from this phone.

import { Live } from "/workshop/live.js";
import { Posts, kept, post, random } from "/workshop/posts.js";
import { clock, el, mark, time } from "/workshop/draw.js";
import { doors } from "/workshop/doors.js";
import { questions } from "/workshop/questions.js";
import { shown } from "/workshop/shown.js";

const at = (id) => document.getElementById(id);
at("mark").append(mark());

export const code = (new URLSearchParams(location.search).get("c") || "").toUpperCase().replace(/[^A-Z0-9]/g, "");
const place = `prodworthy.ticket.${code}`;
export const state = { room: null, mine: {}, ahead: 0, notes: {}, draft: {} };
let ticket = JSON.parse(kept.read(place) || "null");
let posts = null;
let live = null;
let drawn = "";

export function device() {
  const made = kept.read("prodworthy.device") || random();
  kept.write("prodworthy.device", made);
  return made;
}

export const send = (slot, path, body) => {
  state.notes[slot] = { state: "sending" };
  posts.put(slot, `/room/${ticket.workshop_id}/${path}`, body);
  paint();
};
export const waiting = (slot) => posts?.waiting(slot)?.chosen;

export function say(text) {
  if (at("said").textContent !== text) at("said").textContent = text;
}

export function joined(given) {
  ticket = given;
  kept.write(place, JSON.stringify(given));
  start();
}

function start() {
  live?.end();
  posts = posts || new Posts(ticket.workshop_id, () => ticket.token, told);
  live = new Live(`/room/${ticket.workshop_id}/events`, () => ticket.token, heard);
  refresh();
}

async function refresh() {
  try {
    const answer = await fetch(`/room/${ticket.workshop_id}/mine`, { headers: { Authorization: `Bearer ${ticket.token}` }, cache: "no-store" });
    if (answer.ok) { state.mine = await answer.json(); paint(); }
    if (answer.status === 403) again();
  } catch { /* the events tell when the line is back */ }
}

// The ticket does not hold any more: the same phone gets the same place by its code again.
async function again() {
  if (again.busy) return;
  again.busy = true;
  try {
    const { status, data } = await post("/join", { code, name: ticket.name, role: ticket.role, device: device() });
    if (status === 200) return joined(data);
    if (status === 403) leave(data.sentence);
  } catch { /* tried again by the next event or vote */ } finally { again.busy = false; }
}

function leave(sentence) {
  live?.end();
  if (state.room?.stage === "closed") return;
  kept.remove(place);
  state.room = null;
  drawn = "";
  foot(null);
  doors(main(), code, sentence);
}

function heard(what, data) {
  if (what === "clock") state.ahead = data.now - Date.now();
  if (what === "lost") return line(true);
  if (what === "refused") return again();
  if (what === "found") { line(false); posts.now(); if (state.room) refresh(); }
  if (what === "counts" && state.room) Object.assign(state.room, data);
  if (what === "room") {
    const before = state.room;
    state.room = data;
    const isOther = before && (before.item?.capability !== data.item?.capability || data.round_number !== before.round_number);
    if (isOther) { state.mine.earlier = data.round_number === 2 ? state.mine.vote : null; state.mine.vote = null; }
    if (isOther || (before && before.stage !== data.stage)) refresh();
  }
  paint();
}

// A line that comes back at once (a proxy that ends it every hour) is no loss that anybody has to read of.
let lost = 0;
function line(broken) {
  if (broken) { lost ||= setTimeout(away, 1500); return; }
  clearTimeout(lost);
  lost = 0;
  if (!at("line").hidden) say("Connected again.");
  at("line").hidden = true;
}

function away() {
  at("line").textContent = "No connection. Trying again; what you choose is sent as soon as it is back.";
  at("line").hidden = false;
  say(at("line").textContent);
}

function told(slot, what, data) {
  if (what === "stranger") return again();
  if (what === "elsewhere") { refresh(); return paint(); }
  const ours = ["kept", "refused"].includes(what);
  if (ours) state.notes[slot] = { state: what, sentence: data.sentence, at: data.vote?.at || Date.now() + state.ahead };
  else state.notes[slot] = { state: "waiting" };
  if (what === "kept") {
    if (data.vote && [state.room?.round_id, ""].includes(data.chosen.round)) state.mine.vote = data.vote;
    if (data.dots) state.mine.dots = data.dots;
    if (slot.startsWith("place.")) (state.mine.placed ||= {})[data.chosen.use_case] = [data.chosen.impact, data.chosen.feasibility];
    if (slot === "confidence") state.mine.fingers = data.chosen.fingers;
  }
  if (what === "refused") refresh();
  paint();
  say(at("foot").hidden ? data.sentence || "" : inWords(at("foot")));
}

export const main = () => at("main");

export function foot(...children) {
  at("foot").hidden = children[0] === null;
  at("foot").replaceChildren(...children.filter(Boolean));
}

export function note(slot, rest) {
  const { state: how, sentence, at: when } = state.notes[slot] || {};
  if (waiting(slot)) return how === "waiting" ? el("p", { class: "warn" }, "Not sent yet: no answer. It is sent again by itself.") : el("p", {}, "Sending …");
  if (how === "refused") return el("p", { class: "warn" }, sentence || "This was not taken.");
  if (how === "kept") return el("p", { class: "good" }, `Kept at ${time(when, state.room.locale)}. ${rest}`);
  return el("p", {}, rest);
}

// Draws anew only what changed kind; inside one question the page is changed in place, so that
// nobody loses their place, the keyboard's focus or a half-typed reason.
export function paint() {
  const room = state.room;
  if (!room) return;
  at("client").textContent = room.client;
  const kind = [room.stage, room.block.number, room.phase, room.item?.capability, room.round_id, isShown(room)].join("|");
  const isNew = kind !== drawn;
  drawn = kind;
  const draw = questions[open(room)] || shown;
  draw(room, isNew);
  tick();
  if (isNew) arrived();
  tell();
}

// What is shown is said whenever it becomes something else: all of it, but for what is chosen from or read out
// (a reader steps through that) and for what only counts.
let toldLast = "";
function tell() {
  const asks = open(state.room) in questions;
  const parts = [...main().children].filter((one) => !one.matches(asks ? ":not(h1, h1 + .quiet)" : ".tally, .anchors, .legend"));
  const text = parts.map(inWords).join(" ");
  if (text && text !== toldLast) say(text);
  toldLast = text;
}

// The words of an element as sentences: what stands apart on the screen is heard apart.
function inWords(one) {
  if (one.hasAttribute("aria-label")) return sentence(one.getAttribute("aria-label"));
  if (!one.querySelector("p, button, span, li")) return sentence(one.textContent);
  return [...one.childNodes].map((part) => (part.nodeType === Node.TEXT_NODE ? sentence(part.data) : inWords(part))).filter(Boolean).join(" ");
}

const sentence = (text) => text.trim().replace(/([^.!?:…])$/, "$1.");

// Whether what was chosen is shown already, so that it cannot be changed any more.
const isShown = (room) => (room.stage === "dots" && room.use_cases.some((one) => one.dots !== null)) || (room.stage === "confidence" && room.fingers !== null);

function open(room) {
  if (room.stage === "item") return room.round_id ? "vote" : "";
  return isShown(room) ? "" : room.stage;
}

function arrived() {
  const title = main().querySelector("h1");
  if (!title) return;
  title.tabIndex = -1;
  if (document.activeElement === document.body || !document.body.contains(document.activeElement)) title.focus({ preventScroll: true });
  scrollTo(0, 0);
}

function tick() {
  const room = state.room;
  if (!room) return;
  const left = room.ends_at ? (new Date(room.ends_at) - Date.now() - state.ahead) / 1000 : 0;
  const where = room.stage === "item" && room.item ? `Item ${room.item.number} of ${room.item.of}` : "";
  at("place").textContent = [where, left > 0 && room.round_id ? clock(left) : ""].filter(Boolean).join(" · ");
}
setInterval(tick, 1000);

if (ticket) { main().replaceChildren(el("h1", {}, "Coming back …")); start(); } else doors(main(), code);
