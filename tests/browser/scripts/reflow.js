// What makes a page wider than its window: the innermost elements that stick out and are not in a box that scrolls.
() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room + 1) return [];
  const scrolls = (element) => /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX);
  const sticksOut = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && (box.right > room + 1 || box.left < -1);
  };
  const held = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) if (scrolls(up)) return true;
    return false;
  };
  const out = [...document.body.querySelectorAll("*")].filter((one) => sticksOut(one) && !held(one));
  const inner = out.filter((one) => !out.some((other) => other !== one && one.contains(other)));
  const named = (one) => {
    const box = one.getBoundingClientRect();
    const words = one.textContent.trim().replace(/\s+/g, " ").slice(0, 30);
    const kind = one.tagName.toLowerCase() + [...one.classList].map((name) => `.${name}`).join("");
    return `${kind} «${words}» from ${Math.round(box.left)} to ${Math.round(box.right)} of ${room}`;
  };
  return inner.length ? inner.slice(0, 5).map(named) : [`${document.documentElement.scrollWidth} wide, ${room} are there`];
}
