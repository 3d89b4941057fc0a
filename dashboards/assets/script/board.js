// What the pages do beyond HTML: charts, clicks in the heat map, and a file
// dropped on the upload form. Without this script every page still
// shows its figures in tables and takes its forms.

// written is a number as the tables and the server write it: with a true minus, and
// none before a zero.
function written(value, places) {
  const text = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: places, maximumFractionDigits: places }).format(value);
  return /[1-9]/.test(text) ? text.replace("-", "−") : text.replace("-", "");
}

// draw puts a chart into its figure, anew whenever the room changes.
function draw(figure) {
  const drawing = figure.querySelector(".drawing");
  const source = figure.querySelector("script").textContent;
  const decimals = Number(figure.dataset.decimals);
  drawing.replaceChildren();
  const made = window.echarts.init(drawing, null, { renderer: "svg" });
  const chart = {
    unit: figure.dataset.unit,
    face: getComputedStyle(document.body).fontFamily,
    number: (value, places = decimals) => value == null ? "–" : written(value, places),
  };
  const show = () => {
    chart.width = drawing.clientWidth;
    chart.height = drawing.clientHeight;
    chart.narrow = chart.width < 480;
    made.resize();
    made.setOption(charts.finish(figure.dataset.kind, JSON.parse(source), chart), true);
    const svg = drawing.querySelector("svg"); // so that print can scale it
    svg?.setAttribute("viewBox", `0 0 ${made.getWidth()} ${made.getHeight()}`);
  };
  show();
  made.on("click", (p) => { if (p.data?.link) location.assign(p.data.link); });
  walk(figure, made, chart);
  let width = drawing.clientWidth;
  new ResizeObserver(() => {
    if (drawing.clientWidth === width || matchMedia("print").matches) return;
    width = drawing.clientWidth;
    show();
  }).observe(drawing);
}

// walk lets the arrow keys go from point to point of a chart, say what each one
// stands for, and open it.
function walk(figure, made, chart) {
  const drawing = figure.querySelector(".drawing");
  const said = figure.querySelector(".said");
  const points = () => made.getOption().series.flatMap((series, seriesIndex) =>
    series.silent ? [] : (series.data ?? []).map((point, dataIndex) => ({ seriesIndex, dataIndex, point, series })).filter(({ point }) => point?.value != null));
  let at = -1;
  const tell = ({ seriesIndex, dataIndex, point, series }) => {
    made.dispatchAction({ type: "showTip", seriesIndex, dataIndex });
    const value = [point.value].flat().find((v) => typeof v === "number");
    const name = point.name || made.getOption().xAxis?.[0]?.data?.[dataIndex] || made.getOption().yAxis?.[0]?.data?.[dataIndex] || "";
    said.textContent = [name, series.name, chart.number(value) + chart.unit].filter(Boolean).join(" · ");
  };
  drawing.addEventListener("keydown", (event) => {
    const all = points();
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && all[at]?.point.link) location.assign(all[at].point.link);
    if (event.key === "Escape") made.dispatchAction({ type: "hideTip" });
    if (!step || all.length === 0) return;
    event.preventDefault();
    at = at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length;
    tell(all[at]);
  });
  drawing.addEventListener("blur", () => { made.dispatchAction({ type: "hideTip" }); said.textContent = ""; at = -1; });
}

// A cell of the heat map leads to its receipt, and under the pointer says whose it is
// and of what. The links of its row and column do the same by keyboard without a
// thousand stops.
function heat(table) {
  const heads = [...table.tHead.rows[0].cells];
  const indicators = heads.map((cell) => cell.dataset.id);
  table.addEventListener("pointerover", (event) => {
    const cell = event.target.closest("tbody td");
    const head = cell && heads[cell.cellIndex];
    if (!head || !head.dataset.id || cell.dataset.told) return;
    cell.dataset.told = "yes";
    const said = cell.title || cell.textContent + " %";
    cell.title = [cell.parentElement.cells[0].textContent, head.textContent + " " + (head.querySelector("a")?.title ?? ""), said].join(" · ");
  });
  table.classList.add("clickable");
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("tbody td");
    const indicator = cell && indicators[cell.cellIndex];
    if (!indicator) return;
    const edition = document.querySelector("#edition"); // a page of an edition leads to others of it
    location.assign(table.dataset.base + encodeURIComponent(cell.parentElement.dataset.id) + "/indicators/" + encodeURIComponent(indicator) + (edition ? "?edition=" + edition.dataset.number : ""));
  });
}

function drop(label) {
  const input = label.querySelector("input");
  const over = (on) => (event) => { event.preventDefault(); label.classList.toggle("over", on); };
  label.addEventListener("dragover", over(true));
  label.addEventListener("dragleave", over(false));
  label.addEventListener("drop", (event) => {
    over(false)(event);
    if (input.multiple || event.dataTransfer.files.length === 1) input.files = event.dataTransfer.files;
  });
}

// Names are measured, so the fonts must be there first.
if (window.echarts) document.fonts.ready.then(() => document.querySelectorAll("figure.chart:has(.drawing)").forEach(draw));
document.querySelectorAll("table.heat").forEach(heat);
document.querySelectorAll("label.drop").forEach(drop);
// On a narrow window the menu is a strip: the entry of this page is brought into sight.
const here = document.querySelector(".menu nav [aria-current]");
if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 24;
