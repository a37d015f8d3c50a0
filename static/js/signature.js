// A signature drawn with finger, pen or mouse: kept as the path of an SVG, never as an image.
for (const field of document.querySelectorAll("[data-signature]")) {
  const canvas = field.querySelector("canvas");
  const kept = field.querySelector("input[type=hidden]");
  const pen = canvas.getContext("2d");
  let drawing = false;
  let path = "";
  field.hidden = false;

  const clear = () => { pen.clearRect(0, 0, canvas.width, canvas.height); path = ""; kept.value = ""; };
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) * canvas.width) / box.width;
    const y = ((event.clientY - box.top) * canvas.height) / box.height;
    return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
  };
  const mark = (letter, event) => {
    const [x, y] = at(event);
    path += `${letter}${x} ${y}`;
    return [x, y];
  };

  pen.lineWidth = 2.5;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.strokeStyle = "#191c20";
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    drawing = true;
    pen.beginPath();
    pen.moveTo(...mark("M", event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...mark("L", event));
    pen.stroke();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => { drawing = false; kept.value = path; });
  }
  field.querySelector("[data-clear]").addEventListener("click", clear);
}
