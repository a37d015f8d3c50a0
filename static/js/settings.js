// The minutes of a billing day follow its kind to what is usual, as long as nobody typed others.
const USUAL = { elapsed: "1,470", daily_grace: "30", calendar: "0" };

for (const part of document.querySelectorAll("[data-billing-day]")) {
  const kind = part.querySelector("select");
  const minutes = part.querySelector("input");
  kind.addEventListener("change", () => {
    if (Object.values(USUAL).includes(minutes.value) || minutes.value === minutes.defaultValue) minutes.value = USUAL[kind.value];
  });
}

// A section that differs from what is stored says so, and its Save turns primary.
for (const form of document.querySelectorAll("form.panel[data-section]")) {
  form.addEventListener("input", () => {
    form.querySelector("[data-unsaved]")?.removeAttribute("hidden");
    form.querySelector("footer .button")?.classList.add("primary");
  });
}
