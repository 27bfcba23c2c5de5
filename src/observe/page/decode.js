// The history as typed arrays, from the rows that src/observe/page/mod.rs wrote. Indexes are -1 for none; times are nanoseconds.
const facts = JSON.parse(document.getElementById("facts").textContent);

function rowsOf(id) {
  const element = document.getElementById(id);
  const text = atob(element.textContent);
  element.remove();
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  let at = 0;
  const next = () => {
    let byte = bytes[at++];
    if (byte < 128) return byte;
    let number = byte & 127;
    for (let unit = 128; ; unit *= 128) {
      byte = bytes[at++];
      number += (byte & 127) * unit;
      if (byte < 128) return number;
    }
  };
  const signed = () => { const n = next(); return n % 2 ? -(n + 1) / 2 : n / 2; };
  return { next, signed };
}

const goroutines = (() => {
  const rows = rowsOf("goroutines"), count = rows.next();
  const g = {
    count, id: new Uint32Array(count), parent: new Int32Array(count), created: new Int32Array(count),
    fn: new Int32Array(count), born: new Float64Array(count), ended: new Float64Array(count),
  };
  for (let i = 0, born = 0; i < count; i++) {
    g.id[i] = rows.next();
    g.parent[i] = rows.next() - 1;
    g.created[i] = rows.next() - 1;
    g.fn[i] = rows.next() - 1;
    g.born[i] = born += rows.signed();
    const life = rows.next();
    g.ended[i] = life ? born + life - 1 : Infinity;
  }
  return g;
})();

// Ends of slices: 0 preempted, 1 yielded, 2 ended, 3 the program ended, from 4 on it waits, for reason end - 4.
const slices = (() => {
  const rows = rowsOf("slices"), count = rows.next();
  const s = {
    count, from: new Float64Array(count), to: new Float64Array(count), g: new Uint32Array(count), p: new Uint16Array(count),
    end: new Uint8Array(count), place: new Int32Array(count).fill(-1), channel: new Int32Array(count).fill(-1),
    ready: new Float64Array(count).fill(Infinity), by: new Int32Array(count).fill(-1),
  };
  for (let i = 0, from = 0; i < count; i++) {
    s.from[i] = from += rows.signed();
    s.to[i] = from + rows.next();
    s.g[i] = rows.next();
    s.p[i] = rows.next();
    if ((s.end[i] = rows.next()) < 4) continue;
    s.place[i] = rows.next() - 1;
    s.channel[i] = rows.next() - 1;
    const wait = rows.next();
    if (wait) s.ready[i] = s.to[i] + wait - 1;
    s.by[i] = rows.next() - 1;
  }
  return s;
})();

// In the order of sending. Values: whole numbers, or the number of a text and a half.
const messages = (() => {
  const rows = rowsOf("messages"), count = rows.next();
  const m = {
    count, sent: new Float64Array(count), received: new Float64Array(count), channel: new Uint32Array(count),
    from: new Int32Array(count), to: new Int32Array(count), value: new Float64Array(count),
  };
  for (let i = 0, sent = 0; i < count; i++) {
    m.sent[i] = sent += rows.signed();
    const way = rows.next();
    m.received[i] = way ? sent + way - 1 : Infinity;
    m.channel[i] = rows.next();
    m.from[i] = rows.next() - 1;
    m.to[i] = rows.next() - 1;
    const value = rows.next();
    if (value % 2) {
      const n = (value - 1) / 2;
      m.value[i] = n % 2 ? -(n + 1) / 2 : n / 2;
    } else {
      m.value[i] = value / 2 + 0.5;
    }
  }
  return m;
})();

// The slices of each lane, in order, with the time run before each: lanes are processors or goroutines.
function lanesOf(key, count) {
  const start = new Uint32Array(count + 1);
  for (let i = 0; i < slices.count; i++) start[key[i] + 1]++;
  for (let i = 0; i < count; i++) start[i + 1] += start[i];
  const fill = start.slice(), list = new Uint32Array(slices.count), before = new Float64Array(slices.count + 1);
  for (let i = 0; i < slices.count; i++) list[fill[key[i]]++] = i;
  for (let i = 0, sum = 0; i < slices.count; i++) {
    before[i] = sum;
    sum += slices.to[list[i]] - slices.from[list[i]];
    before[i + 1] = sum;
  }
  return { start, list, before };
}
const byProc = lanesOf(slices.p, facts.procs);
const byGoroutine = lanesOf(slices.g, goroutines.count);

// The first position in lo..hi of a lane's list whose slice begins after `time`.
function firstAfter(list, lo, hi, time) {
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    if (slices.from[list[middle]] > time) hi = middle; else lo = middle + 1;
  }
  return lo;
}
// The first of the ascending numbers that is at least `limit`.
function firstAtLeast(numbers, limit) {
  let lo = 0, hi = numbers.length;
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    if (numbers[middle] < limit) lo = middle + 1; else hi = middle;
  }
  return lo;
}
