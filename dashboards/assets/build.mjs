// Builds dist/ from what `npm ci --ignore-scripts` installed: the chart library in
// one file, the fonts with their style sheet, and the licences of both.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";

const font = "node_modules/@fontsource/be-vietnam-pro";
// Of two ranges with the same letter the later one counts: with vietnamese last, our pages
// never ask for the letters of other languages.
const scripts = ["latin-ext", "latin", "vietnamese"];
const weights = [400, 600];

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
    await copyFile(`${font}/files/${file}`, `dist/${file}`);
    style += `@font-face{font-family:"Be Vietnam Pro";font-weight:${weight};font-display:swap;` +
      `src:url(${file}?v=${version}) format("woff2");unicode-range:${ranges[script]}}\n`;
  }
}
await writeFile("dist/fonts.css", style);

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
