// What was chosen and is not acknowledged yet. It lies in the phone, one place for each thing that
// can be chosen, and is sent until the server says that it has it: a lost line, a reload, a double
// tap or a second tab neither loses nor doubles it. The key sorts in the order of choosing, so that
// the server can tell a late retry from a newer choice.

import { pause } from "/workshop/live.js";

const memory = new Map(); // where a private window keeps nothing

export const kept = {
  read(name) {
    try { return localStorage.getItem(name) ?? memory.get(name) ?? null; } catch { return memory.get(name) ?? null; }
  },
  write(name, text) {
    memory.set(name, text);
    try { localStorage.setItem(name, text); } catch { /* the memory has it until the page is closed */ }
  },
  remove(name) {
    memory.delete(name);
    try { localStorage.removeItem(name); } catch { /* nothing to remove */ }
  },
  names() {
    try { return Object.keys(localStorage); } catch { return [...memory.keys()]; }
  },
};

export function random(bytes = 16) {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((one) => one.toString(16).padStart(2, "0")).join("");
}

function nextKey() {
  const at = Math.max(Date.now(), Number(kept.read("prodworthy.last") || 0) + 1);
  kept.write("prodworthy.last", String(at));
  return `${String(at).padStart(13, "0")}-${random(4)}`;
}

export async function post(address, body, ticket = "") {
  const headers = { "Content-Type": "application/json" };
  if (ticket) headers.Authorization = `Bearer ${ticket}`;
  const stop = AbortSignal.timeout ? AbortSignal.timeout(15000) : undefined;
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body), cache: "no-store", signal: stop });
  const data = await answer.json().catch(() => ({}));
  return { status: answer.status, data, wait: 1000 * Number(answer.headers.get("Retry-After") || 0) };
}

export class Posts {
  // told(slot, what, data): what is "kept", "refused" (for good), "waiting" or "stranger" (join again)
  constructor(workshop, ticket, told) {
    Object.assign(this, { prefix: `prodworthy.send.${workshop}.`, ticket, told, tries: 0, busy: false });
    addEventListener("online", () => this.now());
    addEventListener("storage", (event) => { if (event.key?.startsWith(this.prefix)) this.told(event.key.slice(this.prefix.length), "elsewhere"); });
    this.send();
  }

  put(slot, address, body) {
    const before = this.waiting(slot);
    if (before && JSON.stringify(before.chosen) === JSON.stringify(body)) return this.now();
    kept.write(this.prefix + slot, JSON.stringify({ address, chosen: body, key: nextKey() }));
    this.now();
  }

  waiting(slot) { return JSON.parse(kept.read(this.prefix + slot) || "null"); }

  any() { return kept.names().some((name) => name.startsWith(this.prefix)); }

  now() { this.tries = 0; clearTimeout(this.timer); this.send(); }

  async send() {
    if (this.busy) return;
    this.busy = true;
    let wait = -1;
    try {
      for (const name of kept.names().filter((one) => one.startsWith(this.prefix)).sort()) {
        wait = Math.max(wait, await this.one(name));
      }
    } finally {
      this.busy = false;
    }
    if (wait < 0 && this.any()) wait = 0; // chosen again while the earlier one was on its way
    if (wait >= 0) this.timer = setTimeout(() => this.send(), wait);
  }

  async one(name) {
    const text = kept.read(name);
    if (!text) return -1;
    const { address, chosen, key } = JSON.parse(text);
    const slot = name.slice(this.prefix.length);
    let answer;
    try {
      answer = await post(address, { ...chosen, vote_key: key }, this.ticket());
    } catch {
      answer = { status: 0, wait: 0 };
    }
    const { status, data, wait } = answer;
    if (status === 200 || (status >= 400 && status < 500 && ![403, 408, 429].includes(status))) {
      if (kept.read(name) === text) kept.remove(name);
      this.told(slot, status === 200 ? "kept" : "refused", status === 200 ? { ...data, chosen, key } : data);
      return -1;
    }
    this.told(slot, status === 403 ? "stranger" : "waiting", data);
    return Math.max(wait, pause(this.tries++));
  }
}
