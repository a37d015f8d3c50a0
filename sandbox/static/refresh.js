// Keeps the live parts of a page (data-live) as they are on the server, without touching what is being typed.
const EVERY_MS = 1500;

function atItsEnd(list) {
  return !list || list.scrollHeight - list.scrollTop - list.clientHeight < 40;
}

function toTheEnd(list) {
  if (list) list.scrollTop = list.scrollHeight;
}

function keepOpen(old, fresh) {
  for (const details of old.querySelectorAll("details[open][id]")) {
    fresh.querySelector(`#${details.id}`)?.setAttribute("open", "");
  }
}

function replaceWith(part, fresh) {
  if (!fresh || fresh.innerHTML === part.dataset.shown || part.contains(document.activeElement)) return;
  const list = part.querySelector("ol");
  const follow = atItsEnd(list);
  const shown = fresh.innerHTML;
  keepOpen(part, fresh);
  part.innerHTML = fresh.innerHTML;
  part.dataset.shown = shown;
  if (follow) toTheEnd(part.querySelector("ol"));
}

async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { headers: { "X-Refresh": "1" } }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live][id]")) replaceWith(part, page.getElementById(part.id));
}

const parts = document.querySelectorAll("[data-live][id]");
for (const part of parts) {
  part.dataset.shown = part.innerHTML;
  toTheEnd(part.querySelector("ol"));
}
if (parts.length) setInterval(refresh, EVERY_MS);
