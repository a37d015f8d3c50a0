// The camera reads the code of a vehicle where the browser can; else the field takes what a scanner types.
const WANTED = ["code_39", "code_128", "data_matrix", "qr_code"];
const EVERY = 250;
const CANNOT_READ = "This browser reads no codes by camera. Type the VIN, or use a scanner.";

const form = document.getElementById("scan");
const field = document.getElementById("id_read");
const camera = document.getElementById("camera");
const says = document.getElementById("camera-says");

const say = (words) => { says.textContent = words; says.hidden = false; };
field.select();

async function watch() {
  const formats = (await BarcodeDetector.getSupportedFormats()).filter((format) => WANTED.includes(format));
  if (!formats.length) return say(CANNOT_READ);
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const stop = () => stream.getTracks().forEach((track) => track.stop());
  addEventListener("pagehide", stop);
  camera.srcObject = stream;
  camera.hidden = false;
  await camera.play();
  say("Hold the code before the camera.");
  const detector = new BarcodeDetector({ formats });
  const look = async () => {
    const [found] = await detector.detect(camera).catch(() => []);
    if (!found) return setTimeout(look, EVERY);
    stop();
    field.value = found.rawValue;
    say(`Read: ${found.rawValue}`);
    form.requestSubmit();
  };
  look();
}

if ("BarcodeDetector" in window && navigator.mediaDevices)
  watch().catch(() => say("The camera can't be used. Type the VIN, or use a scanner."));
else say(CANNOT_READ);
