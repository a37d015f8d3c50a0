// The text of an agreement as paper: its merge fields are chips.
// Without this module the same form is a text area of HTML, and each button sends it.
const TAGS = new Set(["P", "H1", "H2", "H3", "H4", "STRONG", "B", "EM", "I", "U", "UL", "OL", "LI", "BR", "HR", "BLOCKQUOTE",
  "TABLE", "THEAD", "TBODY", "TR", "TH", "TD", "DIV", "SPAN", "SUP", "SUB", "SMALL"]);
const BLOCKS = new Set(["P", "H1", "H2", "H3", "H4", "UL", "OL", "HR", "BLOCKQUOTE", "TABLE", "DIV"]);
const SILENT = new Set(["SCRIPT", "STYLE", "TITLE", "TEMPLATE"]);
const NOWHERE = "\u200b";
const FIELD = /\{\{\s*([A-Za-z_][\w.]*)\s*\}\}/g;

const form = document.getElementById("agreement-text");
const source = document.getElementById("id_body");
const palette = document.getElementById("palette");
const known = new Set([...palette.querySelectorAll("[data-field]")].map((field) => field.dataset.field));

// ---- the paper
const paper = document.createElement("div");
paper.className = "paper";
paper.contentEditable = "true";
for (const [name, value] of Object.entries({ role: "textbox", "aria-multiline": "true", "aria-label": source.dataset.label }))
  paper.setAttribute(name, value);
for (const name of ["aria-invalid", "aria-describedby", "lang"])
  if (source.hasAttribute(name)) paper.setAttribute(name, source.getAttribute(name));
paper.append(...inParagraphs(shown(new DOMParser().parseFromString(source.value, "text/html").body)));
const frame = source.closest(".agreement-source");
frame.hidden = true;
frame.before(paper);
form.querySelector(".toolbar").hidden = false;

function shown(parent) {
  return [...parent.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return withChips(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || SILENT.has(node.tagName)) return [];
    const inside = shown(node);
    if (!TAGS.has(node.tagName)) return inside;
    const copy = document.createElement(node.tagName);
    copy.append(...inside);
    return [copy];
  });
}

// Loose words would be made bold by a style, which is not kept: so every word stands in a paragraph.
function inParagraphs(nodes) {
  const blocks = [];
  let open = null;
  for (const node of nodes) {
    if (BLOCKS.has(node.tagName)) {
      blocks.push(node);
      open = null;
    } else if (open || typeof node !== "string" || node.trim()) {
      if (!open) blocks.push(open = document.createElement("p"));
      open.append(node);
    }
  }
  if (blocks.length) return blocks;
  const empty = document.createElement("p");
  empty.append(document.createElement("br"));
  return [empty];
}

function withChips(text) {
  const nodes = [];
  let last = 0;
  for (const match of text.matchAll(FIELD)) {
    nodes.push(text.slice(last, match.index), chip(match[1]));
    last = match.index + match[0].length;
  }
  return [...nodes, text.slice(last)].filter((node) => node !== "");
}

function chip(name) {
  const span = document.createElement("span");
  span.className = "merge-field";
  span.contentEditable = "false";
  span.dataset.field = name;
  span.textContent = name;
  if (!known.has(name)) span.dataset.status = "missing";
  return span;
}

function written() {
  const copy = paper.cloneNode(true);
  for (const span of copy.querySelectorAll(".merge-field")) span.replaceWith(`{{ ${span.dataset.field} }}`);
  for (const list of copy.querySelectorAll("p > ul, p > ol")) list.parentElement.replaceWith(...list.parentElement.childNodes);
  for (const bare of copy.querySelectorAll("[style], [class]")) { bare.removeAttribute("style"); bare.removeAttribute("class"); }
  return copy.innerHTML.replaceAll("&nbsp;", " ").replaceAll(NOWHERE, "").trim();
}

// Nothing that was not touched counts as changed.
const first = written();
const keep = () => { if (written() !== first) source.value = written(); };
paper.addEventListener("input", keep);
// Whoever empties the paper and begins again needs a paragraph to write in.
paper.addEventListener("beforeinput", () => {
  if ([...paper.children].some((child) => BLOCKS.has(child.tagName))) return;
  paper.replaceChildren(...inParagraphs([...paper.childNodes]));
  place = null;
  backToPaper();
});
form.addEventListener("submit", keep, true);

// A field typed by hand becomes a chip as soon as one leaves the paper.
paper.addEventListener("blur", () => {
  const walker = document.createTreeWalker(paper, NodeFilter.SHOW_TEXT);
  const typed = [];
  while (walker.nextNode()) if (walker.currentNode.data.match(FIELD) && !walker.currentNode.parentElement.closest(".merge-field")) typed.push(walker.currentNode);
  for (const node of typed) node.replaceWith(...withChips(node.data));
});
paper.addEventListener("paste", (event) => {
  event.preventDefault();
  const html = event.clipboardData.getData("text/html");
  const holder = document.createElement("div");
  if (html) holder.append(...shown(new DOMParser().parseFromString(html, "text/html").body));
  else holder.append(...withChips(event.clipboardData.getData("text/plain")));
  document.execCommand("insertHTML", false, holder.innerHTML);
});

// ---- where the cursor was, on the paper or in a term
let place = null;
function remember() {
  const selection = getSelection();
  if (selection.rangeCount && paper.contains(selection.anchorNode)) place = selection.getRangeAt(0).cloneRange();
}
document.addEventListener("selectionchange", remember);
// That event comes some time after the keys, and a quick Tab overtakes it.
for (const kind of ["input", "focusout"]) paper.addEventListener(kind, remember);
// Whoever only tabs through a term on the way to the palette does not mean it.
for (const kind of ["click", "keydown"])
  form.addEventListener(kind, (event) => {
    if (event.target.name === "term_text" && event.key !== "Tab" && event.key !== "Shift") place = event.target;
  });

function cursor() {
  if (place instanceof Range && paper.contains(place.commonAncestorContainer)) return place.cloneRange();
  const end = document.createRange();
  end.selectNodeContents(paper.lastElementChild ?? paper);
  end.collapse(false);
  return end;
}

function backToPaper(range = cursor()) {
  paper.focus();
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

function insert(name) {
  if (place instanceof HTMLTextAreaElement && place.isConnected) {
    place.setRangeText(`{{ ${name} }}`, place.selectionStart, place.selectionEnd, "end");
    place.focus();
    return;
  }
  const range = cursor();
  const field = chip(name);
  // Behind a chip at the end of a paragraph the cursor has nowhere to stand; this sign has no width.
  const after = document.createTextNode(NOWHERE);
  range.deleteContents();
  range.insertNode(after);
  range.insertNode(field);
  range.setStart(after, 1);
  range.collapse(true);
  backToPaper(range);
  keep();
}

const DO = {
  bold: () => document.execCommand("bold"),
  italic: () => document.execCommand("italic"),
  heading: () => {
    const inside = getSelection().anchorNode?.parentElement?.closest("h1, h2, h3, h4");
    document.execCommand("formatBlock", false, inside && paper.contains(inside) ? "p" : "h3");
  },
  list: () => document.execCommand("insertUnorderedList"),
};
document.execCommand("styleWithCSS", false, "false");
document.execCommand("defaultParagraphSeparator", false, "p");
form.querySelector(".toolbar").addEventListener("mousedown", (event) => event.preventDefault());
form.querySelector(".toolbar").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.field) return insert(button.dataset.field);
  backToPaper();
  DO[button.dataset.do]();
  keep();
});

// ---- the palette
palette.querySelector("[data-pressed-words]").hidden = false;
for (const field of palette.querySelectorAll("span[data-field]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "merge-field";
  button.textContent = field.dataset.field;
  button.setAttribute("aria-label", `Insert ${field.dataset.field}`);
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => insert(field.dataset.field));
  field.replaceWith(button);
}
