// Single keys on pages for people who work with the keyboard all day. A key counts only where nobody is typing and none
// is held down with it, and all of them can be switched off in the list that «?» shows. Says `rif:key` to the page;
// what a key does is the page's business.

const OFF = "rif-keys-off";
const list = document.getElementById("keys");
const box = document.getElementById("use-keys");
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

box.checked = !localStorage.getItem(OFF);
box.addEventListener("change", () => {
  if (box.checked) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "yes");
});

document.addEventListener("keydown", (event) => {
  if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest(TYPING) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") list.showModal();
  else if (document.dispatchEvent(new CustomEvent("rif:key", { detail: event.key, cancelable: true }))) return;
  event.preventDefault();
});
