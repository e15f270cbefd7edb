
"use strict";
const $ = id => document.getElementById(id);
const packs = JSON.parse($("data").textContent);
const STEP = 100; // rows that are drawn at a time

// Ticks are kept by the server of `proposalgen review` where there is one, else by the browser.
const address = document.body.dataset.ticks;
const store = "proposalgen:" + document.title;
let ticks = {};

async function loadTicks() {
  try {
    if (address) ticks = await (await fetch(address)).json();
    else ticks = JSON.parse(localStorage.getItem(store)) || {};
  } catch { ticks = {}; } // a browser may keep nothing for a file
}

async function keepTick(id, kind, on) {
  ticks[id] = { ...ticks[id], [kind]: on };
  try {
    if (!address) localStorage.setItem(store, JSON.stringify(ticks));
    else {
      const told = await fetch(address, { method: "PUT", headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ id, kind, on }) });
      if (!told.ok) throw new Error(told.statusText);
    }
  } catch { $("done").textContent = "The tick could not be kept. Is the review still running?"; return; }
  countTicks();
}

function countTicks() {
  const made = packs.filter(pack => pack.id);
  const count = kind => made.filter(pack => ticks[pack.id]?.[kind]).length;
  $("done").textContent = `· ${count("read")} of ${made.length} read, ${count("approved")} approved`;
}

// -- search: accents and case aside --
const PLAIN = { "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i" };
const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  .replace(/[øłđðþßæœı]/g, letter => PLAIN[letter]);
for (const pack of packs)
  pack.folded = fold([pack.name, pack.titles, pack.type, pack.about, pack.state, ...pack.notes].join("\n"));

let shown = packs, drawn = 0, note = "", sorted = "", up = true;

function filter() {
  const words = fold($("search").value).split(/\s+/).filter(Boolean);
  const state = $("state").value, theme = $("theme").value, type = $("type").value;
  const ticked = $("ticked").value;
  shown = packs.filter(pack =>
    words.every(word => pack.folded.includes(word))
    && (!state || pack.state === state)
    && (!theme || pack.themes.includes(theme))
    && (!type || pack.type === type)
    && (!note || pack.notes.includes(note))
    && (!ticked || (pack.id && !ticks[pack.id]?.[ticked])));
  if (sorted) {
    const { compare } = new Intl.Collator(undefined, { numeric: true });
    shown.sort((a, b) => (up ? 1 : -1) * compare(a[sorted], b[sorted]));
  }
  document.querySelector(".packs tbody").replaceChildren();
  drawn = 0;
  draw();
  $("count").textContent = `${shown.length} of ${packs.length} shown`;
}

// -- rows, drawn as needed --
function make(tag, text = "", attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function drawTick(pack, kind) {
  const label = make("label", "", { class: "tick" });
  const box = make("input", "", { type: "checkbox", "aria-label": `${kind}: ${pack.name}` });
  box.checked = Boolean(ticks[pack.id]?.[kind]);
  box.addEventListener("change", () => keepTick(pack.id, kind, box.checked));
  label.append(box, ` ${kind}`);
  return label;
}

function drawRow(pack) {
  const row = make("tr"), name = make("th", "", { scope: "row" });
  name.append(make("span", pack.name, { dir: "auto" }), make("small", pack.about));
  const themes = make("td", pack.titles), state = make("td", pack.state, { class: `state ${pack.state.toLowerCase()}` });
  themes.append(make("small", pack.type));
  const notes = make("td"), files = make("td", "", { class: "files" }), marks = make("td");
  if (pack.notes.length) {
    const list = make("ul");
    list.append(...pack.notes.map(one => make("li", one)));
    notes.append(list);
  }
  for (const [url, format] of pack.files)
    files.append(make("a", format, { href: url, "aria-label": `${format} of ${pack.name}` }));
  if (pack.id) marks.append(drawTick(pack, "read"), drawTick(pack, "approved"));
  row.append(name, themes, state, notes, files, marks);
  return row;
}

function draw() {
  const next = shown.slice(drawn, drawn + STEP);
  document.querySelector(".packs tbody").append(...next.map(drawRow));
  drawn += next.length;
  $("more").hidden = drawn >= shown.length;
}

$("more").addEventListener("click", draw);
if ("IntersectionObserver" in window)
  new IntersectionObserver(seen => { if (seen.some(one => one.isIntersecting)) draw(); }).observe($("more"));

// -- filters and order --
const form = document.querySelector(".filters");
form.addEventListener("input", filter);
form.addEventListener("submit", event => event.preventDefault());
form.addEventListener("reset", () => { choose(""); setTimeout(filter); });

function choose(text) {
  note = text;
  for (const one of document.querySelectorAll("[data-note]"))
    one.setAttribute("aria-pressed", String(Boolean(text) && one.dataset.note === text));
}

for (const button of document.querySelectorAll("[data-note]"))
  button.addEventListener("click", () => {
    choose(button.dataset.note === note ? "" : button.dataset.note);
    filter();
    if (note) $("packs-title").focus();
  });

for (const button of document.querySelectorAll("[data-sort]"))
  button.addEventListener("click", () => {
    up = sorted !== button.dataset.sort || !up;
    sorted = button.dataset.sort;
    for (const head of document.querySelectorAll(".packs thead th")) head.removeAttribute("aria-sort");
    button.closest("th").setAttribute("aria-sort", up ? "ascending" : "descending");
    filter();
  });

loadTicks().then(() => {
  for (const box of document.querySelectorAll("[data-tick]")) {
    box.checked = Boolean(ticks[box.dataset.tick]?.read);
    box.addEventListener("change", () => keepTick(box.dataset.tick, box.dataset.kind, box.checked));
  }
  countTicks();
  filter();
});
