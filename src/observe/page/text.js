// How things are called.
function timeText(ns) {
  const abs = Math.abs(ns);
  if (abs >= 1e9) return (ns / 1e9).toPrecision(4) + " s";
  if (abs >= 1e6) return (ns / 1e6).toPrecision(4) + " ms";
  if (abs >= 1e3) return (ns / 1e3).toPrecision(4) + " µs";
  return Math.round(ns) + " ns";
}
const sizeText = (bytes) => bytes >= 1 << 20 ? (bytes / (1 << 20)).toFixed(1) + " MB" : (bytes / 1024).toFixed(0) + " kB";
const placeText = (place) => place < 0 ? "" : facts.places[place][0];
const functionText = (place) => place < 0 ? "" : facts.places[place][1];
const goroutineText = (g) => g < 0 ? "the runtime" : "G" + goroutines.id[g];
const goroutineName = (g) => g < 0 ? "the runtime (a timer, the network)" : goroutineText(g) + " " + functionText(goroutines.fn[g]);
function channelText(c) {
  const [type, capacity, made] = facts.channels[c];
  const size = capacity ? ", " + capacity : "";
  return `#${c} chan ${type || "?"}${size}${made < 0 ? "" : " made at " + placeText(made)}`;
}
function valueText(m) {
  const value = messages.value[m];
  return value % 1 ? facts.texts[Math.floor(value)] : String(value);
}
const waits = (s) => slices.end[s] >= 4;
function endText(s) {
  const end = slices.end[s];
  if (end >= 4) return facts.reasons[end - 4] || "waits for the world to stop";
  return ["its time slice was over", "it yielded", "it ended", "the program ended"][end];
}
// Which colour a wait has.
function waitKind(s) {
  const reason = facts.reasons[slices.end[s] - 4];
  if (/^chan|^select/.test(reason)) return "chan";
  if (/Lock|Wait$|semacquire/.test(reason)) return "lock";
  if (reason === "sleep") return "time";
  if (/IO|syscall/.test(reason)) return "io";
  return "other";
}
