// What the user does, and what is told of the thing chosen.
const $ = (id) => document.getElementById(id);
const scroll = $("scroll"), spacer = $("spacer"), tip = $("tip"), details = $("details");
// Browsers do not scroll further than some million pixels.
const MOST_SCROLL = 4e6;
let waiting = false;

function redraw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    draw();
    syncScroll();
  });
}
function syncScroll() {
  const most = mostTop(), height = Math.min(most, MOST_SCROLL);
  spacer.style.height = scroll.clientHeight + height + "px";
  const top = most ? view.top / most * height : 0;
  if (Math.abs(scroll.scrollTop - top) > 1) scroll.scrollTop = top;
}
scroll.addEventListener("scroll", () => {
  const most = mostTop(), height = Math.min(most, MOST_SCROLL);
  const top = height ? scroll.scrollTop / height * most : 0;
  if (Math.abs(top - view.top) > Math.max(1, most / MOST_SCROLL)) { view.top = top; redraw(); }
});

// The view stays within the run, and shows ten nanoseconds at least.
function show(from, to) {
  const width = Math.min(Math.max(to - from, 10), facts.duration * 1.02 + 10);
  const middle = (from + to) / 2, margin = facts.duration * 0.01;
  view.from = Math.max(-margin, Math.min(middle - width / 2, facts.duration + margin - width));
  view.to = view.from + width;
  redraw();
}
function zoom(factor, x = GUTTER + plotWidth() / 2) {
  const time = timeAt(x);
  show(time - (time - view.from) * factor, time + (view.to - time) * factor);
}
const pan = (part) => show(view.from + part * (view.to - view.from), view.to + part * (view.to - view.from));
const fit = () => show(0, facts.duration);
function bringLane(g) {
  const y = yOfLane(g);
  if (y < lanesTop() || y + LANE > view.height) view.top = g * LANE - (view.height - lanesTop()) / 2;
}

function choose(thing, bring) {
  chosen = thing;
  if (thing && bring) {
    const span = spanOf(thing), g = thing.kind === "message" ? messages.to[thing.index] : laneOf(thing);
    if (g >= 0) bringLane(g);
    if (span) {
      const long = span[1] - span[0], shown = view.to - view.from;
      const width = thing.kind === "goroutine" ? long * 1.1 : long < shown / 4 && long > shown / 400 ? shown : Math.max(long * 4, 200);
      const middle = (span[0] + span[1]) / 2;
      show(middle - width / 2, middle + width / 2);
    }
  }
  tell();
  redraw();
}

function tell() {
  details.replaceChildren();
  if (!chosen) {
    heading(facts.title);
    facts2();
    return;
  }
  const { kind, index: i } = chosen;
  if (kind === "message") tellMessage(i);
  else if (kind === "goroutine") tellGoroutine(i);
  else if (kind === "collection") tellCollection(facts.collections[i]);
  else tellSlice(kind, i);
}
function heading(text) {
  const h2 = document.createElement("h2");
  h2.textContent = text;
  details.append(h2);
}
// Rows of [name, text, thing to go to].
function rows(list) {
  const dl = document.createElement("dl");
  for (const [name, text, thing] of list) {
    if (text === "" || text === undefined) continue;
    const dt = document.createElement("dt"), dd = document.createElement("dd");
    dt.textContent = name;
    if (thing) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.addEventListener("click", () => choose(thing, true));
      dd.append(button);
    } else {
      dd.textContent = text;
    }
    dl.append(dt, dd);
  }
  details.append(dl);
}
const goTo = (g) => g < 0 ? undefined : { kind: "goroutine", index: g };
function facts2() {
  const run = slices.count ? byProc.before[slices.count] : 0;
  rows([
    ["time", timeText(facts.duration)],
    ["processors", String(facts.procs)],
    ["goroutines", goroutines.count.toLocaleString("en")],
    ["ran at once", (run / facts.duration).toFixed(2) + " on average"],
    ["switches", slices.count.toLocaleString("en")],
    ["messages", messages.count.toLocaleString("en")],
    ["collections", String(facts.collections.length)],
    ["steals", String(facts.steals.length)],
    ["events", facts.events.toLocaleString("en") + (facts.cut ? ", then the record was full" : "")],
  ]);
  const p = document.createElement("p");
  p.textContent = "Click a stretch or an arrow. ? shows the keys.";
  details.append(p);
}
function tellMessage(m) {
  heading("Message " + valueText(m));
  const came = messages.received[m] < Infinity;
  rows([
    ["value", valueText(m)],
    ["channel", channelText(messages.channel[m])],
    ["from", goroutineName(messages.from[m]), goTo(messages.from[m])],
    ["to", came ? goroutineName(messages.to[m]) : "nobody: never received", came ? goTo(messages.to[m]) : undefined],
    ["sent", timeText(messages.sent[m])],
    ["received", came ? timeText(messages.received[m]) : ""],
    ["under way", came ? timeText(messages.received[m] - messages.sent[m]) : ""],
  ]);
}
function tellGoroutine(g) {
  const lo = byGoroutine.start[g], hi = byGoroutine.start[g + 1];
  const ran = byGoroutine.before[hi] - byGoroutine.before[lo];
  let waited = 0;
  for (let at = lo; at < hi; at++) {
    const i = byGoroutine.list[at];
    if (waits(i)) waited += Math.min(slices.ready[i], facts.duration) - slices.to[i];
  }
  const last = Math.min(goroutines.ended[g], facts.duration);
  heading(goroutineName(g));
  rows([
    ["created", timeText(goroutines.born[g])],
    ["at", placeText(goroutines.created[g])],
    ["by", goroutines.parent[g] < 0 ? "" : goroutineName(goroutines.parent[g]), goTo(goroutines.parent[g])],
    ["ended", goroutines.ended[g] < Infinity ? timeText(goroutines.ended[g]) : "with the program"],
    ["ran", `${timeText(ran)} in ${hi - lo} stretches`],
    ["waited", timeText(waited)],
    ["able to run", timeText(Math.max(0, last - goroutines.born[g] - ran - waited))],
  ]);
}
function tellCollection([number, from, to, before, live]) {
  heading("Garbage collection " + number);
  rows([["from", timeText(from)], ["paused for", timeText(to - from)], ["before", sizeText(before)], ["live", sizeText(live)]]);
}
function tellSlice(kind, i) {
  const g = slices.g[i], [from, to] = spanOf({ kind, index: i });
  const what = { slice: "runs on P" + slices.p[i], wait: "waits: " + endText(i), able: "is able to run" }[kind];
  heading(`${goroutineText(g)} ${what}`);
  const list = [["goroutine", goroutineName(g), goTo(g)], ["from", timeText(from)], ["for", timeText(to - from)]];
  if (kind === "slice") list.push(["then", endText(i)]);
  if (kind !== "able" && waits(i)) list.push(["at", placeText(slices.place[i])], ["channel", slices.channel[i] < 0 ? "" : channelText(slices.channel[i])]);
  if (kind === "wait") {
    const woken = slices.ready[i] < Infinity;
    list.push(["woken by", woken ? goroutineName(slices.by[i]) : "nobody", goTo(slices.by[i])]);
  }
  if (kind === "able") list.push(["why", waits(i) ? "woken; no processor was free yet" : endText(i)]);
  rows(list);
}

// Steps through what a goroutine did: runs, waits, is able to run.
function step(by) {
  if (!chosen) return;
  if (chosen.kind === "goroutine") {
    const at = byGoroutine.start[chosen.index];
    if (at < byGoroutine.start[chosen.index + 1]) choose({ kind: "slice", index: byGoroutine.list[at] }, true);
    return;
  }
  const g = laneOf(chosen);
  if (g < 0) return;
  const lo = byGoroutine.start[g], hi = byGoroutine.start[g + 1];
  const at = firstAfter(byGoroutine.list, lo, hi, slices.from[chosen.index]) - 1;
  const kinds = (i) => ["slice", ...(waits(i) ? ["wait"] : []), ...(slices.end[i] < 2 || slices.ready[i] < nextFrom(i) ? ["able"] : [])];
  const own = kinds(chosen.index), place = own.indexOf(chosen.kind) + by;
  if (place >= 0 && place < own.length) return choose({ kind: own[place], index: chosen.index }, true);
  const next = at + by;
  if (next < lo || next >= hi) return;
  const other = byGoroutine.list[next], all = kinds(other);
  choose({ kind: by > 0 ? all[0] : all[all.length - 1], index: other }, true);
}
function stepLane(by) {
  const g = chosen ? (chosen.kind === "message" ? messages.to[chosen.index] : laneOf(chosen)) : -1;
  const next = Math.min(goroutines.count - 1, Math.max(0, g + by));
  bringLane(next);
  choose({ kind: "goroutine", index: next }, false);
}

const pointOf = (event) => { const b = canvas.getBoundingClientRect(); return [event.clientX - b.left, event.clientY - b.top]; };
canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  const amount = event.deltaY || event.deltaX;
  if (event.ctrlKey) { view.top += amount; redraw(); }
  else if (event.shiftKey) pan(amount / 1000);
  else zoom(Math.exp(amount / 400), Math.max(GUTTER, pointOf(event)[0]));
}, { passive: false });
let drag = null;
canvas.addEventListener("pointerdown", (event) => {
  drag = { x: event.clientX, y: event.clientY, from: view.from, to: view.to, top: view.top, moved: false };
  canvas.setPointerCapture(event.pointerId);
});
canvas.addEventListener("pointermove", (event) => {
  if (!drag) return hover(event);
  const dx = event.clientX - drag.x, dy = event.clientY - drag.y;
  if (!drag.moved && Math.hypot(dx, dy) < 4) return;
  drag.moved = true;
  canvas.classList.add("moving");
  tip.hidden = true;
  view.top = drag.top - dy;
  const time = dx / scale();
  show(drag.from - time, drag.to - time);
});
canvas.addEventListener("pointerup", (event) => {
  canvas.classList.remove("moving");
  const moved = drag?.moved;
  drag = null;
  if (!moved) choose(hit(...pointOf(event)), false);
});
canvas.addEventListener("dblclick", (event) => {
  const thing = hit(...pointOf(event)), span = thing && spanOf(thing);
  if (!span) return;
  const room = Math.max((span[1] - span[0]) * 0.25, 20);
  show(span[0] - room, span[1] + room);
});
canvas.addEventListener("pointerleave", () => { tip.hidden = true; });
function hover(event) {
  const [x, y] = pointOf(event), thing = hit(x, y);
  tip.hidden = !thing;
  if (!thing) return;
  const { kind, index: i } = thing, span = spanOf(thing);
  const length = timeText(span[1] - span[0]);
  tip.textContent = {
    message: () => `${valueText(i)}: ${goroutineText(messages.from[i])} → ${goroutineText(messages.to[i])}\n${channelText(messages.channel[i])}`,
    goroutine: () => goroutineName(i),
    collection: () => `GC ${facts.collections[i][0]}, ${length}`,
    slice: () => `${goroutineName(slices.g[i])} runs on P${slices.p[i]}, ${length}\nthen: ${endText(i)}`,
    wait: () => `${goroutineText(slices.g[i])} waits: ${endText(i)} ${placeText(slices.place[i])}, ${length}`,
    able: () => `${goroutineText(slices.g[i])} is able to run, ${length}`,
  }[kind]();
  tip.style.left = Math.min(x + 14, view.width - 240) + "px";
  tip.style.top = Math.min(y + 16, view.height - 60) + "px";
}

const KEYS = {
  "+": () => zoom(0.7), "=": () => zoom(0.7), w: () => zoom(0.7), "-": () => zoom(1.4), s: () => zoom(1.4),
  ArrowLeft: () => pan(-0.15), a: () => pan(-0.15), ArrowRight: () => pan(0.15), d: () => pan(0.15),
  ArrowUp: () => stepLane(-1), k: () => stepLane(-1), ArrowDown: () => stepLane(1), j: () => stepLane(1),
  n: () => step(1), p: () => step(-1), 0: fit, Home: fit, Escape: () => choose(null, false),
  "/": () => $("query").focus(), "?": () => $("help").click(),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.id === "query") {
    if (event.key === "Enter") { event.preventDefault(); search(event.shiftKey ? -1 : 1); }
    if (event.key === "Escape") canvas.focus();
    return;
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!KEYS[key] || (event.target.tagName === "BUTTON" && /^(Enter| )$/.test(event.key))) return;
  event.preventDefault();
  KEYS[key]();
});
$("search").addEventListener("submit", (event) => { event.preventDefault(); search(1); });
$("previous").addEventListener("click", () => search(-1));
$("in").addEventListener("click", () => zoom(0.6));
$("out").addEventListener("click", () => zoom(1.7));
$("fit").addEventListener("click", fit);
$("help").addEventListener("click", () => {
  const keys = $("keys");
  keys.hidden = !keys.hidden;
  $("help").setAttribute("aria-expanded", String(!keys.hidden));
});
$("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
function setTheme(name) {
  document.documentElement.dataset.theme = name;
  readColours();
  legend();
  redraw();
}
function legend() {
  const items = [[runColour(0), "runs (a colour for each goroutine)"], [colours.able, "able to run, no P free"], [colours.chan, "waits for a channel"],
    [colours.lock, "waits for a lock or group"], [colours.time, "sleeps"], [colours.io, "waits for the system"], [colours.gc, "world stopped, GC"], [colours.idle, "idle P"]];
  $("legend").replaceChildren(...items.map(([colour, text]) => {
    const span = document.createElement("span"), i = document.createElement("i");
    i.style.background = colour;
    span.append(i, text);
    return span;
  }));
}

document.title = facts.title + " · gorun trace";
$("title").textContent = facts.title;
$("summary").textContent = `${timeText(facts.duration)} on ${facts.procs} P, ${goroutines.count.toLocaleString("en")} goroutines, ${messages.count.toLocaleString("en")} messages, ${facts.collections.length} collections`;
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
prefersDark.addEventListener("change", () => setTheme(prefersDark.matches ? "dark" : "light"));
new ResizeObserver(redraw).observe(canvas);
setTheme(prefersDark.matches ? "dark" : "light");
tell();
fit();
// For tests and scripts: where things are on the canvas, and what is shown.
window.gorunTrace = {
  view, facts, goroutines, slices, messages, valueText, choose, show, draw,
  chosen: () => chosen,
  arrowAt: (m) => { draw(); const a = arrows.find((a) => a[4] === m); return a && [(a[0] + a[2]) / 2, (a[1] + a[3]) / 2]; },
  pointAt: (g, time) => [xOf(time), yOfLane(g) + LANE / 2],
};
