// Measures docxtemplater: node docxtemplater.js FOLDER WARM COUNT SECONDS; tells what measure.py does.
const fs = require("fs");
const path = require("path");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");

const [folder, warm, count, seconds] = [process.argv[2], ...process.argv.slice(3).map(Number)];
const names = JSON.parse(fs.readFileSync(path.join(folder, "names.json"), "utf8"));
const templates = fs
  .readdirSync(folder)
  .filter((name) => /^template-\d+\.docx$/.test(name))
  .sort()
  .map((name) => fs.readFileSync(path.join(folder, name)));

function make(number) {
  // A template serves once: docxtemplater has no way to render one again.
  const zip = new PizZip(templates[number % templates.length]);
  const document = new Docxtemplater(zip, { paragraphLoop: true });
  document.render({ name: names[number] });
  const file = path.join(folder, `${number}.docx`);
  fs.writeFileSync(file, document.toBuffer({ compression: "DEFLATE" }));
  return file;
}

const told = { cpu: [], wall: [], bytes: [], files: [], number: 0, peak: 0 };
for (let number = 0; number < warm; number++) make(number);
const start = process.hrtime.bigint();
for (let number = warm; number < warm + count; number++) {
  const [used, began] = [process.cpuUsage(), process.hrtime.bigint()];
  const file = make(number);
  const [spent, ended] = [process.cpuUsage(used), process.hrtime.bigint()];
  told.cpu.push((spent.user + spent.system) / 1e6);
  told.wall.push(Number(ended - began) / 1e9);
  told.bytes.push(fs.statSync(file).size);
  told.files = [file];
  told.number = number;
  if (Number(ended - start) / 1e9 > seconds && told.cpu.length >= 5) break;
}
told.peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify(told));
