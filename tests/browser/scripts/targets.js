// What can be clicked is at least 24 × 24 CSS px: WCAG 2.2, 2.5.8 without its exception for spacing. Excepted are links
// within a sentence, what cannot be seen, and fields whose label covers them (the label is measured in their place).
() => {
  const LEAST = 24, CLOSE = 0.5;
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const unseen = (element) => Boolean(element.closest(".unseen, .skip, [hidden], [inert]"));
  const block = (element) => element.closest("p, li, dd, dt, td, th, figcaption, caption, label, blockquote, address, div, section, span.lines");
  const inSentence = (link) => {
    if (getComputedStyle(link).display !== "inline") return false;
    const around = block(link.parentElement) ?? link.parentElement;
    const rest = [...around.childNodes].filter((node) => !node.contains(link)).map((node) => node.textContent).join(" ");
    return /\p{L}{2,}/u.test(rest);
  };
  // What is laid over its surroundings is as big as that: the used size of its ::after, whichever box it is laid over.
  const grown = (element) => {
    const box = element.getBoundingClientRect();
    const after = getComputedStyle(element, "::after");
    if (after.content === "none" || after.position !== "absolute") return box;
    return { width: parseFloat(after.width), height: parseFloat(after.height) };
  };
  const size = (element) => {
    const label = element.matches("input[type=checkbox], input[type=radio]") && element.labels?.[0];
    const boxes = [grown(element), ...(label ? [grown(label)] : [])];
    return [Math.max(...boxes.map((box) => box.width)), Math.max(...boxes.map((box) => box.height))];
  };
  const name = (element) => `${element.localName}${element.className && typeof element.className === "string" ? "." + element.className.trim().replace(/\s+/g, ".") : ""} «${(element.textContent || element.name || "").trim().slice(0, 40)}»`;
  return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((element) => shown(element) && !unseen(element) && !(element instanceof HTMLAnchorElement && inSentence(element)))
    .map((element) => [element, ...size(element)])
    .filter(([, width, height]) => width > 0 && (width < LEAST - CLOSE || height < LEAST - CLOSE))
    .map(([element, width, height]) => `${name(element)}: ${Math.round(width)} × ${Math.round(height)} px`);
}
