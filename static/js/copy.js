// A button beside an address or a secret copies it and says so; where the browser forbids it, the text is marked instead.
const SHOWN_MS = 2000;
const said = document.body.appendChild(Object.assign(document.createElement("p"), { className: "sr-only" }));
said.setAttribute("role", "status");

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text.textContent);
    return "Copied";
  } catch {
    getSelection().selectAllChildren(text);
    return "Marked, press Ctrl and C to copy";
  }
};

for (const part of document.querySelectorAll("[data-copy]")) {
  const button = part.querySelector("button");
  const icon = button.querySelector("use");
  button.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = await copy(part.querySelector(".code"));
    button.title = said.textContent;
    icon.setAttribute("href", said.textContent === "Copied" ? "#s-done" : "#i-copy");
    setTimeout(() => { icon.setAttribute("href", "#i-copy"); button.title = said.textContent = ""; }, SHOWN_MS);
  });
}
