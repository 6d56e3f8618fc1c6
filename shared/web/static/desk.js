// The desk without loading whole pages: a link or search within it fetches the address it leads to and puts only the
// panes in place; keys move through them. What was typed and ticked for a need stays while one looks at other people.

const desk = document.getElementById("desk");
const said = document.getElementById("said");
const LETTER = "#need form:has(#f-message)";
let asking = null;

const say = (text, value) => { said.textContent = text.replace("{}", value); };
const titleOf = () => desk.querySelector("#need h1")?.textContent ?? "";
const isHere = (url) => url.origin === location.origin && url.pathname.startsWith("/matching/desk") && !url.hash;
// Form tokens differ on every page; they are no news.
const written = (element) => element.innerHTML.replace(/name="(form_id|csrf_token)" value="[^"]*"/g, "");

async function go(address, { push = true, parts = null } = {}) {
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(address, { signal: asking.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.getElementById("desk")) throw new Error(answer.status);
    if (push) history.pushState(null, "", address);
    show(page, parts);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

function show(page, parts) {
  const before = titleOf() + desk.dataset.version;
  if (parts) swap(page, parts);
  else swapAll(page);
  fitFrame(page);
  if (titleOf() && titleOf() + desk.dataset.version !== before && !parts) say(desk.dataset.loaded, titleOf());
  document.dispatchEvent(new CustomEvent("rif:swapped"));
}

function swapAll(page) {
  const isSame = keepTyped(page);
  Object.assign(desk.dataset, { ...page.getElementById("desk").dataset });
  swap(page, ["list-head", "filters", "needs"]);
  for (const id of ["need", "person"]) put(document.getElementById(id), page.getElementById(id));
  const top = desk.getBoundingClientRect().top;
  if (!isSame && top < 0) window.scrollBy(0, top);
}

function swap(page, names) {
  for (const name of names) {
    const [old, fresh] = [desk, page].map((root) => root.querySelector(`[data-part="${name}"]`));
    if (old && fresh && written(old) !== written(fresh)) put(old, fresh);
  }
}

// Whatever had the focus has it again, if it is still there.
function put(old, fresh) {
  const active = old.contains(document.activeElement) ? document.activeElement : null;
  const key = active && (active.id ? `#${CSS.escape(active.id)}` : `#${CSS.escape(active.closest("[id]").id)} .go`);
  old.replaceChildren(...fresh.childNodes);
  if (key) old.querySelector(key)?.focus({ preventScroll: true });
}

// What the frame around the desk knows of it: the title, and which form the language switch has to send.
function fitFrame(page) {
  document.title = page.title;
  const form = page.querySelector(".languages button")?.getAttribute("form");
  for (const button of document.querySelectorAll(".languages button")) button.setAttribute("form", form);
  document.getElementById("language-form")?.remove();
  document.body.append(...page.querySelectorAll("#language-form"));
  for (const opener of desk.querySelectorAll("[data-opens][hidden]")) {
    opener.hidden = false;
    opener.addEventListener("click", () => document.getElementById(opener.dataset.opens).showModal());
  }
  count();
}

// The same need again, with another person beside it or more of them: what was typed and ticked goes along.
function keepTyped(page) {
  const [old, fresh] = [document, page].map((root) => root.querySelector(LETTER));
  if (!old || !fresh || pathOf(old) !== pathOf(fresh)) return false;
  for (const name of ["message", "answer_by"]) fresh.elements[name].value = old.elements[name].value;
  const ticked = new Set(ticks(old).map((box) => box.value));
  for (const box of fresh.querySelectorAll("[name=offer_ids]")) box.checked = ticked.has(box.value);
  return true;
}

const pathOf = (form) => new URL(form.getAttribute("action"), location.href).pathname;
const ticks = (form) => [...form.querySelectorAll("[name=offer_ids]:checked")];

function count() {
  const form = desk.querySelector(LETTER);
  if (!form) return;
  const actions = form.querySelector(".actions");
  const told = actions.querySelector("output") ?? actions.appendChild(document.createElement("output"));
  const chosen = ticks(form).length;
  told.textContent = desk.dataset.ticked.replace("{}", chosen);
}

// --- links, searches, the way back ---

desk.addEventListener("click", (event) => {
  const a = event.target.closest("a[href]");
  if (!a || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const address = a.href.baseVal ?? a.href;
  if (!isHere(new URL(address, location.href))) return;
  event.preventDefault();
  go(address);
});

desk.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "get") return;
  event.preventDefault();
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  go(`${pathOf(form)}${query.size ? `?${query}` : ""}`, { parts: form.closest(".why") ? ["why"] : null });
});

window.addEventListener("popstate", () => go(location.href, { push: false }));
desk.addEventListener("change", count);

// --- keys ---

function step(by) {
  const focused = document.activeElement;
  const pane = document.querySelector("#need").contains(focused) ? "#need" : "#list";
  const all = [...desk.querySelectorAll(`${pane} .go`)].filter((a) => a.checkVisibility());
  const at = all.indexOf(focused.closest("tr, .row")?.querySelector(".go"));
  const current = all.findIndex((a) => a.hasAttribute("aria-current"));
  const from = at >= 0 ? at : current >= 0 ? current : by > 0 ? -1 : all.length;
  all[Math.min(Math.max(from + by, 0), all.length - 1)]?.focus();
}

function propose() {
  const row = document.activeElement.closest("#need tr") ?? desk.querySelector("#need tr:has(.go[aria-current])");
  const box = row?.querySelector("[name=offer_ids]");
  if (box) box.checked = true;
  count();
  document.getElementById("f-message")?.focus();
}

const DOES = { j: () => step(1), k: () => step(-1), p: propose };

document.addEventListener("rif:key", (event) => {
  const does = DOES[event.detail];
  if (!does) return;
  event.preventDefault();
  does();
});

// --- news (desk-live.js) ---

// A form somebody is busy with is left alone, unless nobody is looked for any more.
document.addEventListener("rif:news", ({ detail: page }) => {
  const isAsking = Boolean(page.querySelector(LETTER));
  swap(page, ["list-head", "head", "coming", "asked", "ended", ...(isBusy() && isAsking ? [] : ["ranking", "why", "person", "map"])]);
  fitFrame(page);
});

function isBusy() {
  const form = desk.querySelector(LETTER);
  if (!form) return false;
  const { message, answer_by: until } = form.elements;
  const isTyped = message.value !== message.defaultValue || until.value !== until.defaultValue;
  return isTyped || ticks(form).length > 0 || form.contains(document.activeElement);
}

fitFrame(document);
