// The minutes of a billing day follow its kind to what is usual, as long as nobody typed others.
const USUAL = { elapsed: "1,470", daily_grace: "30", calendar: "0" };

for (const part of document.querySelectorAll("[data-billing-day]")) {
  const kind = part.querySelector("select");
  const minutes = part.querySelector("input");
  kind.addEventListener("change", () => {
    if (Object.values(USUAL).includes(minutes.value) || minutes.value === minutes.defaultValue) minutes.value = USUAL[kind.value];
  });
}

// A section that differs from what is stored names the fields, and its Save turns primary.
const differs = (field) => ["checkbox", "radio"].includes(field.type)
  ? field.checked !== field.defaultChecked
  : field.tagName === "SELECT" ? !field.selectedOptions[0]?.defaultSelected && [...field.options].some((one) => one.defaultSelected)
  : field.type !== "hidden" && field.value !== field.defaultValue;

addEventListener("input", (event) => {
  const form = event.target.closest("form.panel");
  const status = form?.querySelector("[data-unsaved]");
  if (!status) return;
  const fields = [...form.elements].filter((field) => field.name && field.tagName !== "BUTTON" && differs(field));
  const names = fields.map((field) => field.labels?.[0]?.textContent.replaceAll(/\s+/g, " ").trim()).filter(Boolean);
  status.hidden = !fields.length;
  status.previousElementSibling.hidden = Boolean(fields.length);
  status.querySelector("span").textContent = [...new Set(names)].join(", ");
  form.querySelector("footer > .button[value=save]").classList.toggle("primary", Boolean(fields.length));
});

// Rows that came or went are a change as if it were typed, and the focus stays in their section.
addEventListener("htmx:afterSettle", (event) => {
  const form = event.target.closest?.("form.panel");
  if (!form?.querySelector("[data-unsaved]")) return;
  if (document.activeElement === document.body) form.querySelector("header button")?.focus();
  form.dispatchEvent(new Event("change", { bubbles: true }));
});

// A section that came back with faults is where one goes on.
document.querySelector("form.panel [aria-invalid=true]")?.focus();
