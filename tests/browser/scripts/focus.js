// Where the keyboard is, and whether one sees it: compares how the stop looks with focus and without.
(known) => {
  const stop = document.activeElement;
  if (!stop || stop === document.body || stop === document.documentElement) return null;
  window.__stops ??= new Map();
  if (!window.__stops.has(stop)) window.__stops.set(stop, window.__stops.size);
  const number = window.__stops.get(stop);
  const words = (stop.getAttribute("aria-label") || stop.innerText || stop.name || stop.id || "").trim().replace(/\s+/g, " ");
  const name = `${stop.tagName.toLowerCase()} «${words.slice(0, 40)}»`;
  // Within a frame the keyboard is in another document, which this one cannot look at.
  if (known.includes(number) || stop.tagName === "IFRAME") return { number, name, seen: true, there: true };

  // What shows it may be a field's label, a card around a link, or a shape within it.
  const around = [];
  for (let up = stop.parentElement; up && up.tagName !== "MAIN" && around.length < 5; up = up.parentElement) around.push(up);
  const drawn = [stop, ...(stop.labels || []), ...around, ...[...stop.querySelectorAll("*")].slice(0, 12)].filter(Boolean);
  const parts = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "borderTopColor",
    "borderTopWidth", "borderBottomColor", "borderBottomWidth", "textDecorationLine", "textDecorationThickness", "fill",
    "stroke", "strokeWidth", "filter"];
  const settled = () => document.getAnimations().forEach((one) => one.effect?.getTiming().iterations < 2 && one.finish());
  const look = () => settled() || drawn.flatMap((one) => [null, "::before", "::after"].map((part) => {
    const style = getComputedStyle(one, part);
    return parts.map((each) => style[each]).join("|");
  })).join("\n");
  const box = stop.getBoundingClientRect();
  const middle = [box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 20)];
  const there = box.width > 0 && box.height > 0
    && middle[0] >= 0 && middle[0] <= innerWidth && middle[1] >= 0 && middle[1] <= innerHeight;
  const above = there ? document.elementFromPoint(...middle) : null;
  const covered = Boolean(above) && !drawn.some((one) => one.contains(above) || above.contains(one));
  const focused = look();
  stop.blur();
  const plain = look();
  stop.focus({ preventScroll: true });
  return { number, name, seen: focused !== plain, there: there && !covered };
}
