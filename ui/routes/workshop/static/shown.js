// What is only looked at: waiting, reading, the spread, what was found, what was decided.

import { OUTCOMES, became, day, el, groups, owner, shape, spoken, svg } from "/workshop/draw.js";
import { foot, main, state } from "/workshop/phone.js";

// Dots over 1 to 5; my own among them. Above twelve in a column, bars with their count.
function spread(votes, mine) {
  const [width, base] = [330, 190];
  const many = Math.max(...votes.levels) > 10;
  const drawn = svg("svg", { class: "spread", viewBox: `0 0 ${width} ${mine?.kind === "level" ? 244 : 226}`, role: "img", "aria-label": spoken(votes) });
  const all = groups(votes);
  for (let at = 0; at < 5; at += 1) {
    const x = 33 + at * 66;
    if (many) bar(drawn, x, base, votes.levels[at], Math.max(...votes.levels));
    else column(drawn, x, base - 14, all, at);
    drawn.append(svg("text", { class: "count", x, y: 215, "font-size": 19 }, String(at + 1)));
    if (mine?.kind === "level" && mine.level === at + 1) drawn.append(svg("text", { class: "yours", x, y: 236, "font-size": 17 }, "you"));
  }
  drawn.append(svg("path", { class: "axis", d: `M0 ${base}H${width}` }));
  return drawn;
}

function bar(drawn, x, base, count, most) {
  const high = (count / most) * (base - 30);
  drawn.append(svg("rect", { class: "disc", x: x - 22, y: base - high, width: 44, height: high }),
    svg("text", { class: "count", x, y: base - high - 6, "font-size": 16 }, String(count)));
}

function column(drawn, x, base, all, at) {
  const kinds = all.flatMap((group) => Array(group.counts[at]).fill(group.shape));
  const [radius, rise] = kinds.length > 6 ? [8, 17.5] : [12, 27];
  kinds.forEach((kind, row) => drawn.append(shape(kind, x, base - row * rise, radius)));
}

function legend(votes) {
  const all = groups(votes);
  if (all.length < 2) return null;
  return el("p", { class: "legend" }, all.map((group) => el("span", {}, svg("svg", { viewBox: "0 0 14 14", "aria-hidden": "true" }, shape(group.shape, 7, 7, 6)),
    `${group.name}, ${group.counts.reduce((sum, one) => sum + one, 0)}`)));
}

function findings(room) {
  return room.findings.map((one) => el("div", { class: "card" }, el("p", {}, el("b", {}, `${OUTCOMES[one.outcome] || one.outcome}. `), one.statement),
    el("p", { class: "quiet" }, [one.observed, one.source].filter(Boolean).join(" · "))));
}

function reasons(room) {
  if (!room.reasons.length) return null;
  return el("ul", { class: "reasons" }, room.reasons.map((one) => el("li", {}, el("b", {}, one.level ? `${one.level}: ` : "Don’t know: "), one.text)));
}

const anchors = (room) => el("ol", { class: "anchors" }, room.item.anchors.map((text, at) => el("li", {}, el("b", {}, String(at + 1)), el("span", {}, text))));

const NEXT = {
  reading: ["Listen first.", "The five levels are read out. Then you vote."],
  revealed: ["Now listen.", "The lowest and the highest speak, a minute each."],
  reasons: ["Now listen.", "The lowest and the highest speak, a minute each."],
  finding: ["Look at the screen.", "This is what was found. Then you vote again."],
  "revealed again": ["Second vote shown.", "The facilitator writes down what was agreed."],
};

function yours(room) {
  const vote = state.mine.vote;
  if (!vote) return el("div", { class: "card" }, room.round_number === 2 ? "You did not vote the second time." : "You did not vote on this one.");
  const words = { dont_know: "don’t know", not_applicable: "not applicable" };
  if (vote.kind !== "level") return el("div", { class: "card" }, el("b", {}, `You said: ${words[vote.kind]}.`));
  return el("div", { class: "card" }, el("b", {}, `You chose ${vote.level}. `), room.item.anchors[vote.level - 1]);
}

function item(room) {
  if (room.phase === "reading" || room.phase === "waiting" || !room.phase) {
    return [el("h1", {}, room.item.name), el("p", { class: "quiet" }, room.item.question), anchors(room), now(room)];
  }
  const result = room.result && became(room.result);
  const parts = [el("p", { class: "quiet" }, room.item.name), el("h1", {}, result || room.sentence || room.item.name)];
  if (room.result) parts.push(...outcomeParts(room));
  if (room.spread) parts.push(legend(room.spread), spread(room.spread, state.mine.vote), unsure(room.spread), yours(room));
  return [...parts, ...findings(room), reasons(room), now(room)];
}

function unsure(votes) {
  const said = [votes.dont_know ? `${votes.dont_know} don’t know` : "", votes.not_applicable ? `${votes.not_applicable} not applicable` : ""].filter(Boolean);
  return said.length ? el("p", { class: "quiet" }, `${said.join(", ")}.`) : null;
}

function now(room) {
  const [first, rest] = NEXT[room.phase] || [];
  return first ? el("p", { class: "now" }, el("b", {}, `${first} `), rest) : null;
}

function outcomeParts(room) {
  const { agreed, dissent, due } = room.result;
  const whose = owner(room.result);
  return [agreed ? el("p", { class: "lead" }, room.item.anchors[agreed - 1]) : null,
    dissent ? el("p", { class: "lead" }, el("b", {}, "Dissent kept: "), dissent) : null,
    whose ? el("p", { class: "lead" }, el("b", {}, "Owner: "), whose + (due ? `, by ${day(due, room.locale)}` : "")) : null];
}

function decided(room) {
  const parts = room.decisions.map((one) => el("li", { class: "case" }, one.text,
    el("p", { class: "quiet" }, [one.owner, one.due ? `by ${day(one.due, room.locale)}` : ""].filter(Boolean).join(", "))));
  return [parts.length ? el("h2", {}, "Decided") : null, parts.length ? el("ol", {}, parts) : null,
    room.kill_criterion ? el("h2", {}, "We stop if") : null, room.kill_criterion ? el("p", {}, room.kill_criterion) : null];
}

function chosen(room) {
  const found = room.use_cases.find((one) => one.id === room.chosen);
  return found ? el("div", { class: "card" }, el("b", {}, "Chosen: "), found.name) : null;
}

function counted(room) {
  const most = Math.max(1, ...room.use_cases.map((one) => one.dots || 0));
  return el("ul", {}, [...room.use_cases].sort((a, b) => b.dots - a.dots).map((one) => el("li", { class: "case" },
    el("div", { class: "pick" }, el("span", {}, one.name), el("span", { class: "many" }, String(one.dots ?? ""))),
    svg("svg", { viewBox: "0 0 100 4", width: "100%", height: 8, preserveAspectRatio: "none", "aria-hidden": "true" }, svg("rect", { class: "disc", width: (100 * (one.dots || 0)) / most, height: 4 })))));
}

function hands(room) {
  return el("ol", {}, (room.fingers || []).map((count, at) => el("li", { class: "case" }, el("div", { class: "pick" }, el("span", {}, `${at} ${at === 1 ? "finger" : "fingers"}`), el("span", { class: "many" }, String(count))))));
}

const gathering = (room) => [el("h1", {}, "You are in."), el("p", { class: "lead" }, "It starts when everybody is here. Keep this page open; it follows the room by itself."), el("p", { class: "quiet lead tally" }, `${room.joined} in the room.`)];

const talk = (room) => [el("h1", {}, room.block.title), el("p", { class: "lead" }, "Look up: the room talks. This page follows by itself."), ...decided(room)];

const STAGES = {
  waiting: (room) => (room.block.number === 1 ? gathering(room) : talk(room)),
  dots: (room) => [el("h1", {}, "The dots"), counted(room), chosen(room)],
  item: (room) => (room.item ? item(room) : talk(room)),
  confidence: (room) => [el("h1", {}, "How sure the room is"), hands(room), ...decided(room)],
  closed: (room) => [el("h1", {}, "Thank you. The workshop is over."), ...decided(room), ...(room.fingers?.some((count) => count) ? [el("h2", {}, "How sure the room was"), hands(room)] : []), el("p", { class: "quiet lead" }, "You can close this page.")],
};

export function shown(room) {
  main().replaceChildren(...(STAGES[room.stage] || talk)(room).flat().filter(Boolean));
  const voted = room.stage === "item" && room.spread ? `${room.voted} of ${room.joined} voted. No names, no average.` : "";
  const soon = room.stage === "item" && room.phase === "reading" ? "Voting opens soon" : "";
  if (voted || soon) foot(soon && el("button", { type: "button", "aria-disabled": "true" }, soon), voted && el("p", {}, voted));
  else foot(null);
}
