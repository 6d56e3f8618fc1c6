// Everything one can get to with the keyboard: of a group of radio buttons one.
() => {
  const able = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const open = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0
    && !one.closest("[inert]");
  const groups = new Set();
  return [...document.querySelectorAll(able)].filter(open).filter((one) => {
    if (one.type !== "radio") return true;
    const group = `${one.form?.id} ${one.name}`;
    return !groups.has(group) && groups.add(group);
  }).length;
}
