// What is new on the desk: asked every 15 seconds and whenever the tab comes to the front, never while it is hidden. The
// server answers 304, at the price of one query, unless something changed. In the list nothing moves away under anybody's
// hand: new needs are marked, those nobody is looked for any more stay where they are until the list is loaded again.

const EVERY_MS = 15_000;
const desk = document.getElementById("desk");
const said = document.getElementById("said");
const written = new WeakMap();

async function look() {
  if (document.hidden) return;
  const address = location.href;
  try {
    const answer = await fetch(address, { headers: { "If-None-Match": `"${desk.dataset.version}"` } });
    if (answer.status !== 200) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.getElementById("desk") && location.href === address) merge(page);
  } catch {
    // Without a network there is no news; the next look may have some.
  }
}

function merge(page) {
  desk.dataset.version = page.getElementById("desk").dataset.version;
  const [old, fresh] = [document, page].map((root) => root.getElementById("needs"));
  if (old && fresh) mergeRows(old, fresh, Boolean(page.querySelector("#list .pagination")));
  else document.querySelector('[data-part="needs"]').replaceChildren(...page.querySelector('[data-part="needs"]').childNodes);
  document.dispatchEvent(new CustomEvent("rif:news", { detail: page }));
}

function mergeRows(old, fresh, hasPages) {
  const hold = held(old);
  const ids = new Set([...fresh.children].map((row) => row.id));
  fadeGone(old, ids, hasPages);
  let last = null;
  let added = 0;
  for (const row of [...fresh.children]) {
    const known = old.querySelector(`#${CSS.escape(row.id)}`);
    if (known) renew(known, row);
    else added += add(old, row, last);
    last = known ?? row;
  }
  hold();
  if (added) said.textContent = desk.dataset.news;
}

function renew(known, row) {
  const before = written.get(known) ?? known.innerHTML;
  written.set(known, row.innerHTML);
  if (before === row.innerHTML && !known.classList.contains("gone")) return;
  const isFocused = known.contains(document.activeElement);
  known.className = row.className;
  known.replaceChildren(...row.childNodes);
  if (isFocused) known.querySelector(".go").focus({ preventScroll: true });
}

function add(list, row, after) {
  written.set(row, row.innerHTML);
  mark(row, desk.dataset.new, "good");
  if (after) after.after(row);
  else list.prepend(row);
  return 1;
}

// Of a list with pages the last rows may only have moved to the next one.
function fadeGone(list, ids, hasPages) {
  const rows = [...list.children];
  const lastKept = rows.findLastIndex((row) => ids.has(row.id));
  const gone = rows.filter((row, at) => !ids.has(row.id) && (at < lastKept || !hasPages));
  for (const row of gone.filter((each) => !each.classList.contains("gone"))) {
    row.classList.add("gone");
    mark(row, desk.dataset.gone, "neutral");
  }
}

function mark(row, text, tone) {
  const badge = document.createElement("span");
  badge.className = `badge ${tone}`;
  badge.textContent = text;
  row.querySelector(".head").append(badge);
}

// The row somebody has in hand (or else the first in sight) stays where it is on the screen.
function held(list) {
  const pane = document.getElementById("list");
  const isOwn = pane.scrollHeight > pane.clientHeight + 1 && getComputedStyle(pane).overflowY === "auto";
  const inSight = (row) => row.getBoundingClientRect().bottom > (isOwn ? pane.getBoundingClientRect().top : 0);
  const row = list.querySelector(".row:focus-within, .row:hover") ?? [...list.children].find(inSight);
  const before = row?.getBoundingClientRect().top;
  return () => row && (isOwn ? pane : window).scrollBy(0, row.getBoundingClientRect().top - before);
}

setInterval(look, EVERY_MS);
document.addEventListener("visibilitychange", look);
