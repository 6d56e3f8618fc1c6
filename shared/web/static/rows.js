/* Rows to fill in, one below the other: empty ones wait behind the button that asks the server for more of them, so that
   the page is short. Without this script all of them are there. */

const FIELDS = "input, select, textarea";

function isEmpty(row) {
  return !row.querySelector(".error") && [...row.querySelectorAll(FIELDS)].every((field) => !field.value);
}

function fold(rows) {
  const waiting = [...rows.children].filter((row, place) => place > 0 && isEmpty(row));
  if (waiting.length === 1) waiting.pop();  // one alone need not wait: perhaps somebody has just asked for it
  waiting.forEach((row) => { row.hidden = true; });
  rows.nextElementSibling.addEventListener("click", (event) => {
    const next = waiting.shift();
    if (!next) return;
    event.preventDefault();
    next.hidden = false;
    next.querySelector(FIELDS).focus();
  });
}

document.querySelectorAll("[data-rows]").forEach(fold);
