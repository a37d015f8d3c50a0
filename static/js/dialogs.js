// A link or form that leads to a page with one question asks it in a dialog here; its faults are said there, and what
// was typed stays. Without a script, or where something else than a question comes back, it leads to the page.
const FIRST = ["[aria-invalid=true]", ".dialog-body :is(input:not([type=hidden]), select, textarea)", "[data-close]"];
const dialog = document.createElement("dialog");
dialog.setAttribute("aria-labelledby", "h-asked");

const heading = (page) => {
  const header = document.createElement("header");
  header.append(Object.assign(document.createElement("h2"), { id: "h-asked", textContent: page.querySelector("h1").textContent }));
  return header;
};

// The form with the page's heading and words, and what else the page shows about it.
const questionOf = (html, address) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const question = page.querySelector("[data-question]");
  if (!question) throw new Error("No question came back");
  const body = question.querySelector(".panel-body");
  body.classList.add("dialog-body");
  body.prepend(...page.querySelectorAll(".page-head h1 + p"));
  body.append(...page.querySelectorAll("[data-with-question]"));
  for (const each of [question, ...body.querySelectorAll("[data-with-question]")]) each.classList.remove("panel", "narrow-form");
  question.querySelector("[data-close]")?.classList.remove("quiet");
  if (!question.getAttribute("action")) question.setAttribute("action", address);
  question.classList.add("asked");
  question.prepend(heading(page));
  return question;
};

const show = async (answer, address) => {
  const elsewhere = answer.headers.get("Location");
  if (elsewhere) return location.assign(elsewhere);
  dialog.replaceChildren(questionOf(await answer.text(), address));
  if (!dialog.open) dialog.showModal();
  FIRST.map((each) => dialog.querySelector(each)).find(Boolean)?.focus();
  document.dispatchEvent(new Event("asked"));
};

const ask = async (address, send = {}) => show(await fetch(address, { ...send, headers: { "X-Dialog": "yes" } }), address);

const open = (asking, address) => {
  if (asking.ariaBusy) return;
  asking.ariaBusy = "true";
  ask(address).catch(() => location.assign(address)).finally(() => { asking.ariaBusy = null; });
};

const trouble = (form) => {
  const words = "No answer came. What you typed stays; try again.";
  const notice = Object.assign(document.createElement("p"), { className: "notice bad", role: "alert", textContent: words });
  form.querySelector("[role=alert]")?.remove();
  form.querySelector(".dialog-body").prepend(notice);
  delete form.dataset.pressed;
  form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
};

document.addEventListener("click", (event) => {
  if (dialog.contains(event.target) && event.target.closest("[data-close]")) {
    event.preventDefault();
    dialog.close();
  }
  const link = event.target.closest("a[data-asks]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(link, link.href);
});

// The desk itself has let a second press do nothing by now.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("form[data-asks]")) {
    event.preventDefault();
    open(form, `${form.action}?${new URLSearchParams(new FormData(form))}`);
    return;
  }
  if (!dialog.contains(form) || event.defaultPrevented) return;
  event.preventDefault();
  ask(form.action, { method: "POST", body: new FormData(form, event.submitter) }).catch(() => trouble(form));
});

// Back from the history: the question was answered, and would be asked with its old key.
addEventListener("pageshow", (event) => { if (event.persisted) dialog.close(); });

document.body.append(dialog);
