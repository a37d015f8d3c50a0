// With a pad to draw on, typing the name waits folded until it is asked for; without JavaScript it stands open.
for (const typed of document.querySelectorAll("[data-typed]")) {
  const given = typed.querySelector("input");
  if (!given.value && !typed.querySelector("[aria-invalid=true]")) typed.open = false;
  typed.addEventListener("toggle", () => { if (typed.open) given.focus(); });
}
