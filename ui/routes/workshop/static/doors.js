// Joining: a code, a name or pseudonym, a role. No account, no app.

import { el } from "/workshop/draw.js";
import { kept, post } from "/workshop/posts.js";
import { device, joined, say } from "/workshop/phone.js";
import { pause } from "/workshop/live.js";

const sleep = (time) => new Promise((done) => setTimeout(done, time));

// Sends until there is an answer; a full line at the start of a workshop only takes longer.
async function until(address, body, wrong) {
  for (let tries = 0; ; tries += 1) {
    let answer = { status: 0, data: {}, wait: 0 };
    try { answer = await post(address, body); } catch { /* no line */ }
    if (![0, 408, 429, 500, 502, 503, 504].includes(answer.status)) return answer;
    wrong.textContent = answer.status ? answer.data.sentence || "The server is busy; trying again …" : "No connection; trying again …";
    await sleep(Math.max(answer.wait, pause(tries)));
  }
}

export function doors(place, code, sentence = "") {
  if (code) knock(place, code); else askCode(place, sentence);
  if (sentence) say(sentence);
}

function askCode(place, sentence) {
  const field = el("input", { type: "text", id: "code", class: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: "12", required: true });
  const form = el("form", { onsubmit: (event) => { event.preventDefault(); go(field.value); } },
    el("label", { class: "label", for: "code" }, "Code on the screen in the room"), field,
    el("p", { class: "wrong", role: "alert" }, sentence), el("button", {}, "Go on"));
  place.replaceChildren(el("h1", {}, "Join the workshop"), form);
}

function go(typed) {
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  if (code) location.assign(`/join?c=${code}`);
}

async function knock(place, code) {
  const wrong = el("p", { class: "quiet", role: "alert" });
  place.replaceChildren(el("h1", {}, "Join the workshop"), wrong);
  const { status, data } = await until("/join/invitation", { code }, wrong);
  if (status !== 200) return askCode(place, data.sentence || "This code did not work.");
  document.getElementById("client").textContent = data.client;
  askName(place, code, data);
}

function askName(place, code, invitation) {
  const before = JSON.parse(kept.read("prodworthy.me") || "{}");
  const name = el("input", { type: "text", id: "name", autocomplete: "nickname", maxlength: "60", required: true, value: before.name || "" });
  const role = el("select", { id: "role", required: true }, el("option", { value: "" }, "Choose"),
    invitation.roles.map((one) => el("option", { value: one.id, selected: one.id === before.role }, one.name)));
  const wrong = el("p", { class: "wrong", role: "alert" });
  const button = el("button", {}, "Join");
  const form = el("form", {}, el("label", { class: "label", for: "name" }, "Name or pseudonym"), name,
    el("label", { class: "label", for: "role" }, "What do you do?"), role, wrong, button);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    const body = { code, name: name.value.trim(), role: role.value, device: device() };
    const { status, data } = await until("/join", body, wrong);
    button.removeAttribute("aria-disabled");
    if (status !== 200) { wrong.textContent = data.sentence || "This did not work; try again."; return; }
    kept.write("prodworthy.me", JSON.stringify({ name: body.name, role: body.role }));
    joined(data);
  });
  const example = invitation.fictional ? " Worked example, fictional." : "";
  place.replaceChildren(el("h1", {}, "Join the workshop"), el("p", { class: "quiet" }, `${invitation.use_case}.${example}`), form,
    el("p", { class: "quiet lead" }, "The facilitator sees who is in the room. Nobody sees who voted what."));
}
