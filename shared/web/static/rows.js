/* Rows to fill in, one below the other: empty ones wait behind a button, so that the page is short.
   Without this script all of them are there. */

const FIELDS = "input, select, textarea";

function isEmpty(row) {
  return !row.querySelector(".error") && [...row.querySelectorAll(FIELDS)].every((field) => !field.value);
}

function fold(rows) {
  const waiting = [...rows.children].filter((row, place) => place > 0 && isEmpty(row));
  if (!waiting.length) return;
  const more = document.createElement("button");
  more.type = "button";
  more.className = "button secondary";
  more.textContent = rows.dataset.more;
  more.addEventListener("click", () => {
    const next = waiting.shift();
    next.hidden = false;
    next.querySelector(FIELDS).focus();
    more.hidden = !waiting.length;
  });
  waiting.forEach((row) => { row.hidden = true; });
  rows.after(more);
}

document.querySelectorAll("[data-rows]").forEach(fold);
