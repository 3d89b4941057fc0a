// What the pages do beyond HTML: charts, a search in the ranking, clicks in the
// heat map, and a file dropped on the upload form. Without this script every page
// still shows its figures in tables and takes its forms.

const ink = "#1a2736", muted = "#55636f", line = "#dfe5ec";
const font = getComputedStyle(document.body).fontFamily;
const context = "#d5dce4"; // what is no measure: hatched, as in board.css
const hatching = { color: "#9aa6b2", dashArrayX: [1, 0], dashArrayY: [1, 4], rotation: -Math.PI / 4 };
const folded = { overflow: "break", height: 26, lineHeight: 13, lineOverflow: "truncate", fontSize: 11 }; // two lines
const text = { fontFamily: font, fontSize: 12, color: ink };

// kinds finish the option that the server made: how numbers are written, and
// where labels find room. One entry for each data-kind.
const kinds = {
  bars(option, chart) {
    rows(option, chart, 64);
    option.series[0].label = { ...text, show: true, position: "right", formatter: (p) => chart.number(p.value) };
    option.tooltip.formatter = (p) => `${wrap(p.name)}\n${chart.number(p.value)}`;
  },

  bullets(option, chart) {
    rows(option, chart, 110);
    const [most, earned] = option.series;
    most.label = {
      ...text, show: true, position: "right",
      formatter: (p) => `${chart.number(earned.data[p.dataIndex].value)} / ${chart.number(p.value, 0)}`,
    };
    most.z = 1;
    earned.z = 2;
    option.tooltip.formatter = (p) => `${wrap(p.name)}\n${p.seriesName}: ${chart.number(p.value)}`;
  },

  stack(option, chart) {
    rows(option, chart, 16);
    option.grid.top = chart.narrow ? 56 : 34;
    option.legend = { ...option.legend, show: true, left: 0, top: 0, itemWidth: 14, itemHeight: 10, itemGap: 14, textStyle: text, icon: "rect" };
    for (const series of option.series) {
      series.label = {
        ...text, show: true, position: "inside", fontWeight: 600, color: dark(series.itemStyle.color) ? "#fff" : ink,
        formatter: (p) => (p.value > 0 ? chart.number(p.value, 0) : ""),
      };
      series.itemStyle = { ...series.itemStyle, borderColor: "#fff", borderWidth: 1 };
      if (series.itemStyle.color === context) series.itemStyle.decal = hatching;
    }
    option.tooltip.formatter = (p) => `${wrap(p.name)}\n${p.seriesName}: ${chart.number(p.value, 0)}`;
  },

  strip(option, chart) {
    rows(option, chart, 44);
    option.grid.top = 26;
    option.grid.bottom = 26;
    option.xAxis[0] = { ...option.xAxis[0], show: true, axisLabel: { ...text, color: muted, formatter: (n) => chart.number(n, 0) }, axisLine: { show: true, lineStyle: { color: line } }, splitLine: { show: false } };
    option.yAxis[0].splitLine = { show: true, lineStyle: { color: line } };
    const marks = option.series[0].markLine;
    if (marks) {
      marks.label = { ...text, fontSize: 11, color: muted, show: true, position: "start", formatter: "{b}" };
      marks.silent = true;
      // Neighbours stand at two heights, so that close ones can be read.
      marks.data.forEach((mark, n) => { mark.label = { ...marks.label, distance: n % 2 === 0 ? 4 : 18 }; });
      if (marks.data.length > 1) option.grid.top = 40;
      marks.animation = false;
    }
    option.tooltip.formatter = (p) => (p.componentType === "series" ? `${wrap(p.name)}\n${chart.number(p.value[0])}${chart.unit}` : "");
  },

  lines(option, chart) {
    const alone = option.series.length === 1;
    option.grid = { left: 40, right: alone ? 60 : 130, top: 14, bottom: 26, outerBoundsMode: "none" };
    option.xAxis[0] = { ...option.xAxis[0], boundaryGap: false, axisLabel: { ...text, color: muted, hideOverlap: true }, axisLine: { lineStyle: { color: line } }, axisTick: { show: false } };
    option.yAxis[0] = { ...option.yAxis[0], splitNumber: 2, axisLabel: { ...text, color: muted, formatter: (n) => chart.number(n, 0) }, splitLine: { lineStyle: { color: line } } };
    for (const series of option.series) {
      series.endLabel = { ...text, show: true, color: series.itemStyle.color, fontWeight: 600, formatter: (p) => `${alone ? "" : p.seriesName + " "}${chart.number(p.value)}${chart.unit}` };
      series.labelLayout = { moveOverlap: "shiftY" };
    }
    option.tooltip = {
      ...option.tooltip, trigger: "axis",
      formatter: (points) => [points[0].axisValueLabel, ...points.filter((p) => p.value != null).map((p) => `${p.seriesName}: ${chart.number(p.value)}${chart.unit}`)].join("\n"),
    };
  },
};

// rows gives a chart with a name at the left of each row the room for the names.
function rows(option, chart, right) {
  const names = option.yAxis[0].data ?? [];
  const longest = Math.max(0, ...names.map((name) => name.length));
  const room = Math.round(Math.min(longest * 6.4 + 12, chart.width * 0.46));
  option.grid = { left: room + 10, right, top: 6, bottom: 6, outerBoundsMode: "none" };
  option.xAxis[0] = { ...option.xAxis[0], show: false };
  option.yAxis[0] = {
    ...option.yAxis[0], axisTick: { show: false }, axisLine: { show: false },
    axisLabel: { ...text, width: room, interval: 0, align: "left", margin: room + 8, ...(chart.narrow ? folded : { overflow: "truncate" }) },
  };
}

function dark(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b < 150;
}

// wrap breaks a long name: a tooltip drawn as SVG does not do so itself.
function wrap(name) {
  return name.replace(/(.{36,}?)\s+/g, "$1\n");
}

function draw(figure) {
  const drawing = figure.querySelector(".drawing");
  const source = figure.querySelector("script").textContent;
  const decimals = Number(figure.dataset.decimals);
  const made = window.echarts.init(drawing, null, { renderer: "svg" });
  const chart = {
    unit: figure.dataset.unit,
    number: (value, places = decimals) => value == null ? "–" : new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: places, maximumFractionDigits: places }).format(value),
  };
  const show = () => {
    chart.width = drawing.clientWidth;
    chart.narrow = chart.width < 480;
    const option = JSON.parse(source);
    option.textStyle = text;
    option.tooltip = { ...option.tooltip, renderMode: "richText", confine: true, backgroundColor: "#fff", borderColor: line, textStyle: text };
    kinds[figure.dataset.kind](option, chart);
    made.resize();
    made.setOption(option, true);
    const svg = drawing.querySelector("svg"); // so that print can scale it
    svg?.setAttribute("viewBox", `0 0 ${made.getWidth()} ${made.getHeight()}`);
  };
  show();
  made.on("click", (p) => { if (p.data?.link) location.assign(p.data.link); });
  let width = drawing.clientWidth;
  new ResizeObserver(() => {
    if (drawing.clientWidth === width || matchMedia("print").matches) return;
    width = drawing.clientWidth;
    show();
  }).observe(drawing);
}

// fold strips a name of case and accents as the server does, so that "so y te"
// finds "Sở Y tế".
function fold(name) {
  return name.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "").replaceAll("đ", "d").trim().replace(/\s+/g, " ");
}

function search(input) {
  const found = document.querySelector(".found");
  const rows = [...document.querySelectorAll("tr[data-name]")];
  input.form.hidden = false;
  input.form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", () => {
    const wanted = fold(input.value);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !row.dataset.name.includes(wanted);
      if (!row.hidden) shown++;
    }
    found.hidden = shown > 0;
    found.textContent = shown > 0 ? "" : found.dataset.none;
  });
}

// A cell of the heat map leads to its receipt. The links of its row and column do
// the same by keyboard without a thousand stops.
function heat(table) {
  const indicators = [...table.tHead.rows[0].cells].map((cell) => cell.dataset.id);
  table.classList.add("clickable");
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("tbody td");
    const indicator = cell && indicators[cell.cellIndex];
    if (!indicator) return;
    location.assign(table.dataset.base + encodeURIComponent(cell.parentElement.dataset.id) + "/indicators/" + encodeURIComponent(indicator));
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
if (window.echarts) document.fonts.ready.then(() => document.querySelectorAll("figure.chart").forEach(draw));
document.querySelectorAll("input[data-table]").forEach(search);
document.querySelectorAll("table.heat").forEach(heat);
document.querySelectorAll("label.drop").forEach(drop);
