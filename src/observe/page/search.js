// Search: goroutines by number or function, channels by number or type, values, places.
const MOST_FOUND = 100000;
let found = { query: "", items: [], at: -1 };

function find(query) {
  const items = [], text = query.trim(), lower = text.toLowerCase();
  if (!text) return items;
  const add = (kind, index) => items.length < MOST_FOUND && items.push({ kind, index });
  const number = /^g?(\d+)$/i.exec(text), channel = /^#(\d+)$/.exec(text);
  if (channel) {
    for (let m = 0; m < messages.count; m++) if (messages.channel[m] === +channel[1]) add("message", m);
    return items;
  }
  if (number) {
    for (let g = 0; g < goroutines.count; g++) if (goroutines.id[g] === +number[1]) add("goroutine", g);
    if (/^g/i.test(text)) return items;
  }
  // Functions, and places in which goroutines were created or wait.
  const names = facts.places.map(([at, name]) => name.toLowerCase().includes(lower) || at.toLowerCase().includes(lower));
  if (names.some(Boolean)) {
    for (let g = 0; g < goroutines.count; g++) if (names[goroutines.fn[g]] || names[goroutines.created[g]]) add("goroutine", g);
    const places = facts.places.map(([at]) => at.toLowerCase().includes(lower));
    for (let i = 0; i < slices.count; i++) if (places[slices.place[i]]) add("wait", i);
  }
  const channels = facts.channels.map((_, c) => channelText(c).toLowerCase().includes(lower));
  if (!number && channels.some(Boolean))
    for (let m = 0; m < messages.count; m++) if (channels[messages.channel[m]]) add("message", m);
  // Values: numbers exactly, texts in part.
  const texts = facts.texts.map((t) => t.toLowerCase().includes(lower));
  const exact = /^-?\d+$/.test(text) ? Number(text) : NaN;
  for (let m = 0; m < messages.count; m++) {
    const value = messages.value[m];
    if (value % 1 ? texts[Math.floor(value)] : value === exact) add("message", m);
  }
  return items;
}

function search(step) {
  const query = document.getElementById("query").value, output = document.getElementById("found");
  if (query !== found.query) found = { query, items: find(query), at: step > 0 ? -1 : 0 };
  if (!found.items.length) {
    output.textContent = query.trim() ? "nothing found" : "";
    return;
  }
  found.at = (found.at + step + found.items.length) % found.items.length;
  output.textContent = `${found.at + 1} of ${found.items.length >= MOST_FOUND ? MOST_FOUND + "+" : found.items.length}`;
  choose(found.items[found.at], true);
}
