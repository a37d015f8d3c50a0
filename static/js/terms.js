// Terms of an agreement: added, taken out, moved by arrows or by dragging, without asking the server.
// Without this module each arrow sends the form, and there is nothing to drag.
const form = document.getElementById("agreement-text");
const terms = form.querySelector(".term-list");
const template = document.getElementById("new-term");

function renumber() {
  const rows = [...terms.children];
  rows.forEach((row, index) => {
    const number = index + 1;
    const [title, text] = [row.querySelector("[name=term_title]"), row.querySelector("[name=term_text]")];
    for (const [field, label] of [[title, "title"], [text, "text"]]) {
      field.previousElementSibling.textContent = `Term ${number}, ${label}`;
      field.previousElementSibling.htmlFor = field.id = `${label}-${number}`;
    }
    for (const button of row.querySelectorAll("[data-move]")) {
      const move = button.dataset.move;
      button.setAttribute("aria-label", move === "out" ? `Remove term ${number}` : `Move term ${number} ${move}`);
      button.disabled = (move === "up" && !index) || (move === "down" && number === rows.length);
    }
  });
  form.querySelector("[data-count]").textContent = rows.length;
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=press]");
  if (!button || button.value.startsWith("rename:")) return;
  event.preventDefault();
  const row = button.closest("li");
  if (button.value === "add") {
    terms.append(template.content.cloneNode(true));
    hold(terms.lastElementChild);
    renumber();
    return terms.lastElementChild.querySelector("[name=term_title]").focus();
  }
  const move = button.dataset.move;
  if (move === "out") {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    renumber();
    return (next?.querySelector("[name=term_title]") ?? form.querySelector("[value=add]")).focus();
  }
  if (move === "up") row.previousElementSibling?.before(row);
  else row.nextElementSibling?.after(row);
  renumber();
  (button.disabled ? row.querySelector("[data-move]:not(:disabled)") : button)?.focus();
});

// ---- dragging, with a mouse or a finger
function hold(row) {
  const grip = row.querySelector(".icon");
  grip.classList.add("grip");
  grip.querySelector("use").setAttribute("href", "#i-grip");
  grip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    drag(row, grip, event.pointerId);
  });
}

function drag(row, grip, pointer) {
  const before = [...terms.children];
  const until = new AbortController();
  const listen = (kind, work) => addEventListener(kind, work, { signal: until.signal });
  const over = (keep) => {
    until.abort();
    row.classList.remove("dragged");
    if (!keep) terms.append(...before);
    renumber();
  };
  row.classList.add("dragged");
  listen("pointermove", (event) => event.pointerId === pointer && follow(row, event.clientY));
  listen("pointerup", (event) => event.pointerId === pointer && over(true));
  listen("pointercancel", (event) => event.pointerId === pointer && over(false));
  listen("keydown", (event) => event.key === "Escape" && over(false));
}

// Past the middle of another term, and only then, so that two of unequal height do not flicker. It is the other one that
// moves: a node that leaves its place loses the finger that holds it.
function follow(row, y) {
  const middle = (other) => { const box = other.getBoundingClientRect(); return box.top + box.height / 2; };
  const above = row.previousElementSibling;
  const below = row.nextElementSibling;
  if (above && y < middle(above)) row.after(above);
  else if (below && y > middle(below)) row.before(below);
  else return;
  row.scrollIntoView({ block: "nearest" });
}

for (const row of terms.children) hold(row);
form.querySelector("[data-drag]").hidden = false;
renumber();
