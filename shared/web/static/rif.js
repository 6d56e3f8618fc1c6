// What every page has a little nicer with scripts. Nothing here is needed: without it all works the same.

// A menu in the head closes when one clicks beside it or presses Escape.
const menus = document.querySelectorAll("details.menu");
document.addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
});
for (const menu of menus) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

// With several forms on a page, the language switch sends the one that somebody was typing in.
let typedIn = null;
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && form.method === "post") typedIn = form;
});
for (const button of document.querySelectorAll(".languages button")) {
  button.addEventListener("click", () => {
    if (!typedIn) return;
    typedIn.id ||= "typed-in";
    button.setAttribute("form", typedIn.id);
  });
}

// Buttons that open or close a dialog: data-opens="id".
for (const opener of document.querySelectorAll("[data-opens]")) {
  opener.hidden = false;
  opener.addEventListener("click", () => document.getElementById(opener.dataset.opens).showModal());
}
