// What takes an answer: the vote, dots, the grid, the confidence vote.

import { el } from "/workshop/draw.js";
import { foot, main, note, paint, send, state, waiting } from "/workshop/phone.js";

const GRADES = [["E0", "Statement"], ["E1", "Example"], ["E2", "Artefact"]];
const MEANS = { E0: "I say so.", E1: "I can name a case.", E2: "I can show it." };
const SURE = [[1, "Low"], [2, "Medium"], [3, "High"]];
const WORDS = { dont_know: "Don’t know", not_applicable: "Not applicable" };

function choice(group, value, label, checked, chosen) {
  const input = el("input", { type: "radio", name: group, value, checked, onchange: () => chosen(value) });
  return el("label", { class: "choice" }, input, el("span", {}, label));
}

function row(group, legend, options, now, chosen) {
  return el("fieldset", {}, el("legend", {}, legend),
    el("div", { class: "row" }, options.map(([value, label]) => choice(group, value, label, now === value, chosen))));
}

const kindOf = (draft) => (typeof draft.pick === "number" ? "level" : draft.pick);
const worded = (pick) => WORDS[pick] || String(pick);

function asBody(draft, round) {
  const kind = kindOf(draft);
  return { round, kind, level: kind === "level" ? draft.pick : null, grade: draft.grade, confidence: draft.sure, reason: draft.reason.trim() };
}

function asDraft(vote) {
  if (!vote) return { pick: null, grade: "E0", sure: null, reason: "" };
  return { pick: vote.kind === "level" ? vote.level : vote.kind, grade: vote.grade, sure: vote.confidence, reason: vote.reason || "" };
}

const same = (one, two) => JSON.stringify(one) === JSON.stringify(two);

// What this phone has of the open round: on its way, kept, or nothing yet.
function given(room) {
  const slot = `vote.${room.round_id}`;
  const vote = state.mine.vote;
  return waiting(slot) || vote || null;
}

function vote(room, isNew) {
  const now = given(room);
  if (isNew || (now && state.draft.round === room.round_id && state.draft.pick === null && !state.draft.touched)) {
    state.draft = { round: room.round_id, ...asDraft(now) };
    drawVote(room);
  }
  footVote(room, now);
}

function drawVote(room) {
  const draft = state.draft;
  const pick = (value) => { draft.pick = value; draft.touched = true; paint(); };
  const level = (text, at) => choice("pick", at + 1, [el("b", {}, String(at + 1)), el("span", { class: "text" }, text)], draft.pick === at + 1, pick);
  const other = (kind) => choice("pick", kind, WORDS[kind], draft.pick === kind, pick);
  const reason = el("textarea", { id: "reason", maxlength: "500", rows: "2", oninput: () => { draft.reason = reason.value; draft.touched = true; paint(); } });
  reason.value = draft.reason;
  const means = el("p", { class: "quiet", role: "status" }, MEANS[draft.grade]);
  const second = room.round_number === 2 ? "Second vote. You may change your mind, or not." : "Which one describes today, not the plan?";
  main().replaceChildren(
    el("h1", {}, room.item.name),
    el("p", { class: "quiet", id: "ask" }, second),
    el("fieldset", { "aria-describedby": "ask" }, el("legend", { class: "unseen" }, room.item.name),
      el("div", { class: "choices" }, room.item.anchors.map(level)),
      el("div", { class: "choices side" }, other("dont_know"), other("not_applicable"))),
    row("grade", "How well supported", GRADES, draft.grade, (value) => { draft.grade = value; draft.touched = true; means.textContent = MEANS[value]; paint(); }),
    means,
    row("sure", "How sure are you", SURE, draft.sure, (value) => { draft.sure = value; draft.touched = true; paint(); }),
    el("label", { class: "label", for: "reason" }, "Why? Kept without your name, and may be read out."), reason);
}

function footVote(room, now) {
  const { draft } = state;
  const body = draft.pick === null ? null : asBody(draft, room.round_id);
  const before = now ? asBody(asDraft(now), room.round_id) : null;
  const lacks = draft.pick === "not_applicable" && !draft.reason.trim();
  const idle = !body || lacks || (before && same(body, before));
  let words = body ? `Vote ${worded(draft.pick)}` : "Choose one";
  if (lacks) words = "Say in a sentence why";
  else if (before && same(body, before)) words = `Your vote: ${worded(draft.pick)}`;
  else if (before && body) words = before.kind === body.kind && before.level === body.level ? "Keep the change" : `Change to ${worded(draft.pick)}`;
  const press = () => { if (!idle) send(`vote.${room.round_id}`, "vote", body); };
  const rest = "No names are shown. Change it until the reveal.";
  const known = state.notes[`vote.${room.round_id}`];
  const says = now && !known && !waiting(`vote.${room.round_id}`) ? el("p", { class: "good" }, `Kept. ${rest}`) : note(`vote.${room.round_id}`, rest);
  keepFocus(el("button", { type: "button", "aria-disabled": idle ? "true" : null, onclick: press }, words), says);
}

// The button is replaced whenever its words change; whoever stood on it goes on standing on it.
function keepFocus(button, ...rest) {
  const stood = document.activeElement?.closest?.("#foot button");
  foot(button, ...rest);
  if (stood) button.focus();
}

function dots(room, isNew) {
  const now = waiting("dots")?.dots || state.mine.dots || {};
  const left = room.dots_each - Object.values(now).reduce((sum, one) => sum + one, 0);
  const change = (id, by) => send("dots", "dots", { dots: { ...now, [id]: (now[id] || 0) + by } });
  const stood = document.activeElement?.getAttribute?.("data-step");
  const one = (item) => {
    const count = now[item.id] || 0;
    const step = (by, sign, words, may) => el("button", { type: "button", class: "step", "data-step": `${item.id}${sign}`, "aria-label": `${words} ${item.name}`, "aria-disabled": may ? null : "true", onclick: () => may && change(item.id, by) }, sign);
    return el("li", { class: "case" }, el("div", { class: "pick" }, el("span", {}, item.name),
      step(-1, "−", "Take a dot from", count > 0),
      el("span", { class: "many", "aria-label": `${count} of your dots` }, String(count)),
      step(1, "+", "Put a dot on", left > 0 && count < room.dots_most)),
    item.summary ? el("p", { class: "quiet" }, item.summary) : null);
  };
  main().replaceChildren(el("h1", {}, "Which use case first?"),
    el("p", { class: "quiet" }, `${room.dots_each} dots, at most ${room.dots_most} on one.`),
    el("ul", {}, room.use_cases.map(one)));
  if (stood) main().querySelector(`[data-step="${CSS.escape(stood)}"]`)?.focus();
  const words = left ? `${left} ${left === 1 ? "dot" : "dots"} left` : "All your dots are placed";
  foot(el("button", { type: "button", "aria-disabled": "true" }, words), note("dots", "Change them until they are counted."));
}

function grid(room, isNew) {
  if (isNew) {
    state.places = {};
    main().replaceChildren(el("h1", {}, "Where does each belong?"), el("p", { class: "quiet" }, "1 is low, 5 is high."),
      el("ul", {}, room.use_cases.map((item) => placing(item))));
  }
  const sent = room.use_cases.filter((item) => waiting(`place.${item.id}`) || state.mine.placed?.[item.id]);
  const last = room.use_cases.map((item) => `place.${item.id}`).find((slot) => waiting(slot)) || state.lastPlace;
  foot(el("button", { type: "button", "aria-disabled": "true" }, `${sent.length} of ${room.use_cases.length} placed`), note(last || "place", "Change them as long as this is open."));
}

function placing(item) {
  const slot = `place.${item.id}`;
  const before = waiting(slot);
  const at = before ? [before.impact, before.feasibility] : [...(state.mine.placed?.[item.id] || [null, null])];
  const chosen = (which) => (value) => {
    at[which] = value;
    if (at[0] && at[1]) { state.lastPlace = slot; send(slot, "place", { use_case: item.id, impact: at[0], feasibility: at[1] }); }
  };
  const five = [1, 2, 3, 4, 5].map((one) => [one, String(one)]);
  return el("li", { class: "case" }, el("div", { class: "pick" }, el("span", {}, item.name)), item.summary ? el("p", { class: "quiet" }, item.summary) : null,
    row(`impact.${item.id}`, "Impact", five, at[0], chosen(0)), row(`feasible.${item.id}`, "Feasibility", five, at[1], chosen(1)));
}

function confidence(room, isNew) {
  const now = waiting("confidence")?.fingers ?? state.mine.fingers ?? null;
  if (isNew || (now !== null && state.fingers === null)) {
    state.fingers = now;
    const chosen = (value) => { state.fingers = value; send("confidence", "confidence", { fingers: value }); };
    main().replaceChildren(el("h1", {}, "How sure are you that this will happen as decided?"),
      el("p", { class: "quiet" }, "Show fingers: none is not at all, five is fully."),
      row("fingers", "Fingers", [0, 1, 2, 3, 4, 5].map((one) => [one, String(one)]), now, chosen),
      el("div", { class: "ends" }, el("span", {}, "Not at all"), el("span", {}, "Fully")));
  }
  foot(el("button", { type: "button", "aria-disabled": "true" }, now === null ? "Choose one" : `Your hand: ${now}`), note("confidence", "No names are shown. Change it until it is shown."));
}

export const questions = { vote, dots, grid, confidence };
