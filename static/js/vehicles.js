// Ticked vehicles: how many, all of the page, none; and what the group costs that is chosen for them.
const ticks = () => [...document.querySelectorAll("#list input[name=vin]:not(:disabled)")];

const count = () => {
  const all = ticks();
  const ticked = all.filter((tick) => tick.checked);
  for (const tick of all) {
    const row = tick.closest("tr");
    if (tick.checked) row.setAttribute("aria-selected", "true");
    else row.removeAttribute("aria-selected");
  }
  const words = document.querySelector("#ticked [data-count]");
  if (words) words.textContent = `${ticked.length} ${ticked.length === 1 ? "vehicle" : "vehicles"} selected`;
  const page = document.getElementById("tick-page");
  if (!page) return;
  page.hidden = all.length === 0;
  page.checked = all.length > 0 && ticked.length === all.length;
  page.indeterminate = ticked.length > 0 && !page.checked;
};

document.addEventListener("change", (event) => {
  if (event.target.id === "tick-page") for (const tick of ticks()) tick.checked = event.target.checked;
  if (event.target.matches("#tick-page, #list input[name=vin]")) count();
  if (event.target.matches("#choose select[name=to_group]")) hint();
});
document.addEventListener("reset", () => setTimeout(count));
document.addEventListener("htmx:afterSettle", count);
addEventListener("pageshow", count);

// Only what the chosen group costs is said; without a script, what each costs.
const hint = () => {
  const chosen = document.querySelector("#choose select[name=to_group]")?.value;
  for (const each of document.querySelectorAll("#choose [data-for]")) {
    each.hidden = each.dataset.for !== chosen;
    each.classList.add("alone");
  }
};

document.addEventListener("asked", hint);
count();
hint();
