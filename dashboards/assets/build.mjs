// Builds dist/ from what `npm ci --ignore-scripts` installed: the chart library in
// one file, the fonts with their style sheet, and the licences of both.
import { build } from "esbuild";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import subset from "subset-font";

const font = "node_modules/@fontsource/be-vietnam-pro";
// Of two ranges with the same letter the later one counts: with vietnamese last, our pages
// never ask for the letters of other languages.
const scripts = ["latin-ext", "latin", "vietnamese"];
const weights = [400, 600];
// What our pages use of the font: small capitals, old-style figures and the like stay out of
// it, and pages lighter. Hints stay, for low screens.
const keepFeatures = ["ccmp", "kern", "locl", "mark", "mkmk", "tnum"];

await mkdir("dist", { recursive: true });

await build({
  entryPoints: ["echarts.mjs"], outfile: "dist/echarts.js",
  bundle: true, minify: true, format: "iife", target: "es2020", legalComments: "eof",
});

const { version } = JSON.parse(await readFile(`${font}/package.json`, "utf8"));
const ranges = JSON.parse(await readFile(`${font}/unicode.json`, "utf8"));
let style = "";
for (const weight of weights) {
  for (const script of scripts) {
    const file = `be-vietnam-pro-${script}-${weight}-normal.woff2`;
    const whole = await readFile(`${font}/files/${file}`);
    await writeFile(`dist/${file}`, await subset(whole, letters(ranges[script]), { targetFormat: "woff2", keepFeatures }));
    style += `@font-face{font-family:"Be Vietnam Pro";font-weight:${weight};font-display:swap;` +
      `src:url(${file}?v=${version}) format("woff2");unicode-range:${ranges[script]}}\n`;
  }
}
await writeFile("dist/fonts.css", style);

// letters lists those of a range as CSS writes it.
function letters(range) {
  return range.split(",").flatMap((part) => {
    const [from, to = from] = part.trim().replace("U+", "").split("-").map((code) => parseInt(code, 16));
    return Array.from({ length: to - from + 1 }, (_, n) => String.fromCodePoint(from + n));
  }).join("");
}

const notices = [
  ["Apache ECharts", "node_modules/echarts/LICENSE", "node_modules/echarts/NOTICE", "node_modules/echarts/licenses/LICENSE-d3"],
  ["ZRender", "node_modules/zrender/LICENSE"],
  ["tslib", "node_modules/tslib/LICENSE.txt"],
  ["Be Vietnam Pro", `${font}/LICENSE`],
];
let notice = "";
for (const [name, ...files] of notices) {
  notice += `${"=".repeat(72)}\n${name}\n${"=".repeat(72)}\n\n`;
  for (const file of files) notice += (await readFile(file, "utf8")) + "\n";
}
await writeFile("dist/NOTICE", notice);
