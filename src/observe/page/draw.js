// Draws what is visible, and remembers where arrows lie for clicks.
const canvas = document.getElementById("canvas"), context = canvas.getContext("2d");
const GUTTER = 178, AXIS = 22, PROC = facts.procs > 16 ? 10 : 22, LANE = 18, GAP = 8, MOST_ARROWS = 2500, MOST_LABELS = 200;
const view = { from: 0, to: Math.max(facts.duration, 1), top: 0, width: 0, height: 0 };
// What is chosen: { kind: "slice" | "wait" | "able" | "message" | "goroutine" | "collection", index }.
let chosen = null;
let arrows = [];
let messagesShown = "";

const HUES = [210, 25, 140, 275, 50, 330, 180, 0, 95, 240, 305, 65];
let colours = {};
function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["back", "line", "text", "faint", "lane", "idle", "able", "arrow", "gc", "chan", "lock", "time", "io", "other", "mark", "panel"])
    colours[name] = style.getPropertyValue("--" + name).trim();
  const dark = document.documentElement.dataset.theme === "dark";
  colours.runs = HUES.map((hue) => `hsl(${hue} ${dark ? "45% 50%" : "60% 62%"})`);
}
const runColour = (g) => colours.runs[g % HUES.length];

const lanesTop = () => AXIS + facts.procs * PROC + GAP;
const plotWidth = () => view.width - GUTTER;
const scale = () => plotWidth() / (view.to - view.from);
const xOf = (time) => GUTTER + (time - view.from) * scale();
const timeAt = (x) => view.from + (x - GUTTER) / scale();
const yOfProc = (p) => AXIS + p * PROC;
const yOfLane = (g) => lanesTop() + g * LANE - view.top;
const laneAt = (y) => Math.floor((y - lanesTop() + view.top) / LANE);
const mostTop = () => Math.max(0, goroutines.count * LANE - (view.height - lanesTop()));

function box(x1, x2, y, height, colour) {
  const left = Math.max(x1, GUTTER), right = Math.min(x2, view.width);
  if (right <= left) return;
  context.fillStyle = colour;
  context.fillRect(left, y, Math.max(right - left, 0.6), height);
}
function label(text, x1, x2, y, height, colour) {
  const left = Math.max(x1, GUTTER) + 3, room = Math.min(x2, view.width) - left - 2;
  if (room < 22) return;
  let shown = text;
  const letter = 6.2;
  if (shown.length * letter > room) shown = shown.slice(0, Math.max(1, Math.floor(room / letter) - 1)) + "…";
  context.fillStyle = colour;
  context.fillText(shown, left, y + height / 2 + 0.5);
}

// One lane: `slice(i, next)` draws slice i and what follows it until slice `next` (-1: none); what is thinner than a pixel is drawn
// as one column whose height is the share of time that was run.
function lane(lanes, index, y, height, between, slice) {
  const lo = lanes.start[index], hi = lanes.start[index + 1], list = lanes.list;
  const pixel = 1 / scale();
  let at = Math.max(lo, firstAfter(list, lo, hi, view.from) - 1);
  while (at < hi) {
    const i = list[at];
    if (slices.from[i] > view.to) return;
    const next = at + 1 < hi ? slices.from[list[at + 1]] : Infinity;
    if (next - slices.from[i] >= pixel || at + 1 === hi) {
      slice(i, at + 1 < hi ? list[at + 1] : -1);
      at++;
      continue;
    }
    const end = Math.max(view.from, slices.from[i]) + pixel;
    // The last one that begins in this pixel may go on beyond it.
    const after = Math.max(at + 1, firstAfter(list, at, hi, end) - 1);
    const share = Math.min(1, (lanes.before[after] - lanes.before[at]) / pixel);
    const x = xOf(slices.from[i]);
    box(x, x + 1, y, height, between(i));
    const tall = Math.max(2, share * height);
    box(x, x + 1, y + height - tall, tall, runColour(slices.g[i]));
    at = after;
  }
}

function drawProc(p) {
  const y = yOfProc(p), height = PROC - 3;
  box(GUTTER, view.width, y, height, colours.idle);
  lane(byProc, p, y, height, () => colours.idle, (i) => {
    const x1 = xOf(slices.from[i]), x2 = xOf(slices.to[i]), g = slices.g[i];
    box(x1, x2, y, height, runColour(g));
    if (PROC > 14 && x2 - x1 > 26) label(goroutineText(g) + " " + functionText(goroutines.fn[g]), x1, x2, y, height, "#10151b");
  });
}

function drawLane(g) {
  const y = yOfLane(g) + 2, height = LANE - 4;
  const last = Math.min(goroutines.ended[g], facts.duration);
  box(xOf(goroutines.born[g]), xOf(last), y + height / 2 - 0.5, 1, colours.line);
  const lo = byGoroutine.start[g], hi = byGoroutine.start[g + 1];
  const first = lo < hi ? slices.from[byGoroutine.list[lo]] : facts.duration;
  able(goroutines.born[g], first, y, height);
  lane(byGoroutine, g, y, height, (i) => waits(i) ? colours[waitKind(i)] : colours.able, (i, next) => {
    const from = slices.from[i], to = slices.to[i];
    const until = next < 0 ? facts.duration : slices.from[next];
    box(xOf(from), xOf(to), y, height, runColour(g));
    label("P" + slices.p[i], xOf(from), xOf(to), y, height, "#10151b");
    if (waits(i)) {
      const ready = Math.min(slices.ready[i], until);
      box(xOf(to), xOf(ready), y + height / 4, height / 2, colours[waitKind(i)]);
      label(endText(i) + (slices.place[i] < 0 ? "" : " " + placeText(slices.place[i])), xOf(to), xOf(ready), y, height, colours.text);
      able(ready, until, y, height);
    } else if (slices.end[i] < 2) {
      able(to, until, y, height);
    }
  });
}
function able(from, to, y, height) {
  box(xOf(from), xOf(to), y + height / 2 - 1.5, 3, colours.able);
}

function drawStops() {
  const bottom = lanesTop() - GAP;
  for (const [, asked, , started] of facts.stoppings) {
    if (started < view.from || asked > view.to) continue;
    context.globalAlpha = 0.35;
    box(xOf(asked), Math.max(xOf(started), xOf(asked) + 1), AXIS, bottom - AXIS, colours.gc);
    context.globalAlpha = 1;
  }
  for (const [number, from, to] of facts.collections) {
    if (to < view.from || from > view.to) continue;
    box(xOf(from), Math.max(xOf(to), xOf(from) + 2), AXIS - 5, 5, colours.gc);
    label("GC " + number, xOf(from), Math.max(xOf(to), xOf(from) + 50), AXIS - 13, 10, colours.gc);
  }
}

function drawAxis() {
  context.fillStyle = colours.back;
  context.fillRect(GUTTER, 0, view.width, AXIS);
  const rough = (view.to - view.from) / Math.max(2, plotWidth() / 110);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough);
  context.fillStyle = colours.faint;
  for (let t = Math.ceil(view.from / step) * step; t <= view.to; t += step) {
    context.fillStyle = colours.line;
    context.fillRect(xOf(t), AXIS - 4, 1, view.height);
    context.fillStyle = colours.faint;
    context.fillText(timeText(t), xOf(t) + 3, 9);
  }
}

function drawArrows() {
  arrows = [];
  labels = [];
  const firstLane = laneAt(lanesTop()), lastLane = laneAt(view.height);
  const wanted = [];
  let inView = 0;
  const consider = (m) => {
    if (messages.received[m] < view.from || messages.sent[m] > view.to) return;
    const from = messages.from[m], to = messages.to[m];
    if (to < 0 || Math.max(from, to) < firstLane || (from >= 0 ? Math.min(from, to) : to) > lastLane) return;
    inView++;
    wanted.push(m);
  };
  // Sent in view; and of those sent before, the last ones that may be received in view.
  const lo = firstAtLeast(messages.sent, view.from), hi = firstAtLeast(messages.sent, view.to);
  const step = Math.max(1, Math.ceil((hi - lo) / (MOST_ARROWS * 8)));
  for (let m = Math.max(0, lo - 2000); m < lo; m++) consider(m);
  for (let m = lo; m < hi; m += step) consider(m);
  const every = Math.max(1, Math.ceil(wanted.length / MOST_ARROWS));
  const crowded = wanted.length > 400 || every > 1;
  messagesShown = every * step > 1 ? `${Math.max(inView, hi - lo).toLocaleString("en")} messages in view: one arrow of ${every * step} is drawn; zoom in for all` : "";
  context.strokeStyle = context.fillStyle = colours.arrow;
  context.globalAlpha = crowded ? 0.25 : wanted.length > 60 ? 0.6 : 0.85;
  const labelled = wanted.length <= MOST_LABELS;
  for (let i = 0; i < wanted.length; i += every) {
    const m = wanted[i];
    const x1 = xOf(messages.sent[m]), x2 = xOf(messages.received[m]);
    const y1 = messages.from[m] < 0 ? lanesTop() - GAP / 2 : yOfLane(messages.from[m]) + LANE / 2;
    const y2 = yOfLane(messages.to[m]) + LANE / 2;
    arrow(x1, y1, x2, y2, !crowded);
    arrows.push([x1, y1, x2, y2, m]);
    if (labelled && Math.hypot(x2 - x1, y2 - y1) > 14) valueLabel(valueText(m), x1, y1, x2, y2);
  }
  context.globalAlpha = 1;
  if (chosen?.kind === "message") {
    const m = chosen.index;
    if (messages.to[m] < 0) return;
    context.strokeStyle = context.fillStyle = colours.mark;
    context.lineWidth = 2.5;
    const y1 = messages.from[m] < 0 ? lanesTop() - GAP / 2 : yOfLane(messages.from[m]) + LANE / 2;
    const ends = [xOf(messages.sent[m]), y1, xOf(messages.received[m]), yOfLane(messages.to[m]) + LANE / 2];
    arrow(...ends, true);
    valueLabel(valueText(m), ...ends);
    context.lineWidth = 1;
  }
}
function arrow(x1, y1, x2, y2, head) {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
  if (!head) return;
  const angle = Math.atan2(y2 - y1, x2 - x1);
  context.beginPath();
  context.moveTo(x2, y2);
  for (const side of [0.45, -0.45]) context.lineTo(x2 - 7 * Math.cos(angle + side), y2 - 7 * Math.sin(angle + side));
  context.fill();
}
// Where labels stand already: none is put over another.
let labels = [];
function valueLabel(text, x1, y1, x2, y2) {
  const shown = text.length > 24 ? text.slice(0, 23) + "…" : text;
  const x = (x1 + x2) / 2 + 5, y = (y1 + y2) / 2, width = shown.length * 6.2 + 6;
  if (x < GUTTER || x > view.width) return;
  if (labels.some(([left, top, right]) => x < right && left < x + width && Math.abs(top - y) < 13)) return;
  labels.push([x - 3, y, x + width]);
  const ink = context.fillStyle;
  context.fillStyle = colours.back;
  context.fillRect(x - 3, y - 7, width, 14);
  context.fillStyle = ink;
  context.fillText(shown, x, y + 0.5);
}

function drawChosen() {
  if (!chosen) return;
  context.strokeStyle = colours.mark;
  context.lineWidth = 2;
  const g = laneOf(chosen);
  if (g >= 0) context.strokeRect(1, yOfLane(g) + 1, view.width - 2, LANE - 2);
  const span = spanOf(chosen);
  if (span && chosen.kind !== "goroutine" && g >= 0)
    context.strokeRect(xOf(span[0]) - 1, yOfLane(g) + 1, Math.max(3, (span[1] - span[0]) * scale() + 2), LANE - 2);
  context.lineWidth = 1;
}
// The goroutine's lane and the time of what is chosen.
function laneOf({ kind, index }) {
  if (kind === "slice" || kind === "wait" || kind === "able") return slices.g[index];
  if (kind === "goroutine") return index;
  return -1;
}
function spanOf({ kind, index }) {
  if (kind === "slice") return [slices.from[index], slices.to[index]];
  if (kind === "wait") return [slices.to[index], Math.min(slices.ready[index], facts.duration)];
  if (kind === "able") return [waits(index) ? slices.ready[index] : slices.to[index], nextFrom(index)];
  if (kind === "goroutine") return [goroutines.born[index], Math.min(goroutines.ended[index], facts.duration)];
  if (kind === "message") return [messages.sent[index], Math.min(messages.received[index], facts.duration)];
  if (kind === "collection") return facts.collections[index].slice(1, 3);
  return null;
}
// When the goroutine of a slice runs again.
function nextFrom(i) {
  const g = slices.g[i], hi = byGoroutine.start[g + 1];
  const at = firstAfter(byGoroutine.list, byGoroutine.start[g], hi, slices.from[i]);
  return at < hi ? slices.from[byGoroutine.list[at]] : facts.duration;
}

function drawGutter() {
  context.fillStyle = colours.panel;
  context.fillRect(0, 0, GUTTER - 2, view.height);
  context.save();
  context.beginPath();
  context.rect(0, lanesTop(), GUTTER - 4, view.height);
  context.clip();
  context.fillStyle = colours.text;
  for (let g = Math.max(0, laneAt(lanesTop())); g < goroutines.count && yOfLane(g) < view.height; g++) {
    const name = goroutineName(g);
    context.fillText(name.length > 28 ? name.slice(0, 27) + "…" : name, 8, yOfLane(g) + LANE / 2);
  }
  context.restore();
  context.fillStyle = colours.panel;
  context.fillRect(0, 0, GUTTER - 2, lanesTop() - GAP / 2);
  context.fillStyle = colours.text;
  if (PROC > 14) for (let p = 0; p < facts.procs; p++) context.fillText("P" + p, 8, yOfProc(p) + PROC / 2 - 1);
  else context.fillText(`P0 to P${facts.procs - 1}`, 8, AXIS + 8);
  context.fillStyle = colours.faint;
  context.fillText(timeText(view.to - view.from) + " shown", 8, 9);
}

function draw() {
  const ratio = window.devicePixelRatio || 1;
  view.width = canvas.clientWidth;
  view.height = canvas.clientHeight;
  if (canvas.width !== Math.round(view.width * ratio) || canvas.height !== Math.round(view.height * ratio)) {
    canvas.width = Math.round(view.width * ratio);
    canvas.height = Math.round(view.height * ratio);
  }
  view.top = Math.min(Math.max(0, view.top), mostTop());
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.font = '11px system-ui, "DejaVu Sans", sans-serif';
  context.textBaseline = "middle";
  context.fillStyle = colours.back;
  context.fillRect(0, 0, view.width, view.height);
  drawAxis();
  context.save();
  context.beginPath();
  context.rect(0, lanesTop() - GAP / 2, view.width, view.height);
  context.clip();
  for (let g = Math.max(0, laneAt(lanesTop())); g < goroutines.count && yOfLane(g) < view.height; g++) drawLane(g);
  context.restore();
  for (let p = 0; p < facts.procs; p++) drawProc(p);
  drawStops();
  context.save();
  context.beginPath();
  context.rect(GUTTER, lanesTop() - GAP, view.width, view.height);
  context.clip();
  drawArrows();
  context.restore();
  context.save();
  context.beginPath();
  context.rect(0, lanesTop() - GAP / 2, view.width, view.height);
  context.clip();
  drawChosen();
  context.restore();
  drawGutter();
  if (messagesShown) {
    context.fillStyle = colours.panel;
    const width = messagesShown.length * 6 + 16;
    context.fillRect(view.width - width - 8, view.height - 26, width, 20);
    context.fillStyle = colours.faint;
    context.fillText(messagesShown, view.width - width, view.height - 16);
  }
}

// What lies under a point.
function hit(x, y) {
  if (x < GUTTER) {
    const g = laneAt(y);
    return y >= lanesTop() && g >= 0 && g < goroutines.count ? { kind: "goroutine", index: g } : null;
  }
  const time = timeAt(x);
  if (y < AXIS) {
    const near = 3 / scale();
    const index = facts.collections.findIndex(([, from, to]) => time >= from - near && time <= to + near);
    return index < 0 ? null : { kind: "collection", index };
  }
  if (y < lanesTop() - GAP) {
    const p = Math.floor((y - AXIS) / PROC), lo = byProc.start[p], hi = byProc.start[p + 1];
    const at = firstAfter(byProc.list, lo, hi, time) - 1;
    if (at >= lo && slices.to[byProc.list[at]] >= time) return { kind: "slice", index: byProc.list[at] };
    return null;
  }
  let best = 5, message = null;
  for (const [x1, y1, x2, y2, m] of arrows) {
    const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
    const part = length ? Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length)) : 0;
    const far = Math.hypot(x - x1 - part * (x2 - x1), y - y1 - part * (y2 - y1));
    // In the middle of a lane its stretches come first.
    if (far < best && (part > 0.02 && part < 0.98 || length < 60)) { best = far; message = m; }
  }
  if (message !== null) return { kind: "message", index: message };
  const g = laneAt(y);
  if (g < 0 || g >= goroutines.count) return null;
  const lo = byGoroutine.start[g], hi = byGoroutine.start[g + 1];
  const at = firstAfter(byGoroutine.list, lo, hi, time) - 1;
  if (at < lo) return time >= goroutines.born[g] ? { kind: "goroutine", index: g } : null;
  const i = byGoroutine.list[at];
  if (time <= slices.to[i]) return { kind: "slice", index: i };
  if (waits(i)) return { kind: time < slices.ready[i] ? "wait" : "able", index: i };
  return slices.end[i] < 2 ? { kind: "able", index: i } : { kind: "goroutine", index: g };
}
