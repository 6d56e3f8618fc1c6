// A button that copies what stands in a field: <button data-copies="id" hidden> beside <input id data-copied="Kopiert">.

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  if (!navigator.clipboard) continue; // over plain http there is none; the field can still be selected
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    field.select();
    button.textContent = field.dataset.copied;
  });
}
