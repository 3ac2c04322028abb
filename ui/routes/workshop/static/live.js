// Follows what is live: server-sent events with the ticket in a header (it belongs in no address),
// silence noticed, and a wait that grows and differs from phone to phone before each new try.

const SILENCE = 40000; // the server says something every 15 seconds
const LONGEST = 15000;

export const pause = (tries) => Math.min(LONGEST, 500 * 2 ** tries) * (0.5 + Math.random());

export class Live {
  constructor(address, ticket, heard, also = {}) {
    Object.assign(this, { address, ticket, heard, also, last: "", tries: 0, ended: false });
    this.wake = () => {};
    addEventListener("online", () => this.again());
    addEventListener("offline", () => this.heard("lost"));
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && Date.now() - this.at > 20000) this.again();
    });
    this.run();
  }

  again() { this.tries = 0; this.stop?.abort(); this.wake(); }

  end() { this.ended = true; this.again(); }

  async run() {
    while (!this.ended) {
      let wait = 0;
      try {
        wait = await this.once();
      } catch {
        wait = 0;
      }
      if (this.ended) return;
      this.heard("lost");
      const least = pause(this.tries++);
      await new Promise((done) => { this.wake = done; setTimeout(done, Math.max(least, wait)); });
    }
  }

  async once() {
    this.stop = new AbortController();
    const headers = { Accept: "text/event-stream", ...this.also };
    if (this.ticket()) headers.Authorization = `Bearer ${this.ticket()}`;
    if (this.last) headers["Last-Event-ID"] = this.last;
    const watch = setInterval(() => { if (Date.now() - this.at > SILENCE) this.stop.abort(); }, 5000);
    this.at = Date.now();
    try {
      const answer = await fetch(this.address, { headers, cache: "no-store", signal: this.stop.signal });
      if (answer.status === 403) { this.heard("refused", await answer.json()); return LONGEST; }
      if (!answer.ok) return 1000 * Number(answer.headers.get("Retry-After") || 0);
      this.tries = 0;
      this.heard("found");
      await this.read(answer.body.getReader());
    } finally {
      clearInterval(watch);
    }
    return 0;
  }

  async read(reader) {
    const decoder = new TextDecoder();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.at = Date.now();
      const parts = (rest + decoder.decode(value, { stream: true })).split("\n\n");
      rest = parts.pop();
      parts.forEach((part) => this.event(part));
    }
  }

  event(part) {
    const fields = {};
    for (const line of part.split("\n")) {
      const cut = line.indexOf(": ");
      if (cut > 0) fields[line.slice(0, cut)] = line.slice(cut + 2);
    }
    if (fields.data) this.heard(fields.event, JSON.parse(fields.data));
    if (fields.id) this.last = fields.id;
  }
}
