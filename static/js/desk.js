// The desk's manners: "/" finds, a second press does nothing, toasts leave, and a lost connection says so.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, select, textarea, [contenteditable]")) return;
  event.preventDefault();
  document.getElementById("q")?.focus();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.pressed) return event.preventDefault();
  form.dataset.pressed = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
});
// Back from the history: what was pressed then can be pressed again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-pressed]")) {
    delete form.dataset.pressed;
    form.querySelector("[aria-busy][type=submit]")?.removeAttribute("aria-busy");
  }
});

for (const toast of document.querySelectorAll(".toast")) setTimeout(() => toast.remove(), 8000);

const offline = document.getElementById("offline");
const tell = () => { if (offline) offline.hidden = navigator.onLine; };
addEventListener("offline", tell);
addEventListener("online", tell);
document.addEventListener("htmx:sendError", () => { if (offline) offline.hidden = false; });
document.addEventListener("htmx:afterOnLoad", tell);

// Live parts wait while somebody types, and never swap a panel that holds the focus.
document.addEventListener("htmx:beforeRequest", (event) => {
  const live = event.target.closest?.("[data-live]");
  if (!live) return;
  const typing = document.activeElement?.matches("input, select, textarea");
  if (typing || live.contains(document.activeElement) || document.querySelector("dialog[open]")) event.preventDefault();
});
document.addEventListener("htmx:afterSwap", (event) => event.target.querySelector?.("[aria-invalid=true]")?.focus());
