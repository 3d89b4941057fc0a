// What finishes a chart: how numbers are written, and where labels find room. The
// server makes the option, from data alone; a kind of this folder, named by the
// figure's data-kind, completes it. It runs in the browser and, for pictures on
// paper, on the server: nothing here knows a document.
//
// Colours are names of the style sheet, so that a drawing follows light, dark and
// print by itself.

globalThis.charts = (() => {
  const paint = (name) => `var(--${name})`;
  const text = { fontSize: 12, color: paint("ink") };
  const quiet = { ...text, fontSize: 11, color: paint("muted") };
  const folded = { overflow: "break", height: 26, lineHeight: 13, lineOverflow: "truncate", fontSize: 11 }; // two lines
  const hatching = { color: paint("hatch"), dashArrayX: [1, 0], dashArrayY: [1, 4], rotation: -Math.PI / 4 };
  const kinds = {};

  // rows gives a chart with a name at the left of each row the room for the names.
  function rows(option, chart, right) {
    const names = option.yAxis[0].data ?? [];
    const longest = Math.max(0, ...names.map((name) => name.length));
    const room = Math.round(Math.min(longest * 6.4 + 12, chart.width * 0.46));
    option.grid = { left: room + 10, right, top: 6, bottom: 6, outerBoundsMode: "none" };
    option.xAxis[0] = { ...option.xAxis[0], show: false };
    option.yAxis[0] = {
      ...option.yAxis[0], axisTick: { show: false }, axisLine: { show: false },
      axisLabel: { ...text, width: room, interval: 0, align: "left", margin: room + 8, ...(chart.narrow ? { ...folded, width: room * 0.82 } : { overflow: "truncate" }) },
    };
  }

  // mark writes a number of an axis with the decimals that it has.
  function mark(chart) {
    return (n) => chart.number(n, (String(Number(n.toFixed(4))).split(".")[1] ?? "").length);
  }

  // scale shows a value axis: its numbers below, no lines but the axis.
  function scale(axis, chart) {
    return {
      ...axis, show: true, splitLine: { show: false }, axisTick: { show: false },
      axisLabel: { ...quiet, formatter: mark(chart) }, axisLine: { show: true, lineStyle: { color: paint("line-strong") } },
    };
  }

  // along shows a value axis at the side: its numbers, and a hair at each.
  function along(axis, chart) {
    return {
      ...axis, splitNumber: 3, axisLabel: { ...quiet, formatter: mark(chart) },
      splitLine: { lineStyle: { color: paint("line") } },
    };
  }

  // steps shows an axis of names below.
  function steps(axis) {
    return { ...axis, axisLabel: { ...quiet, hideOverlap: true }, axisLine: { lineStyle: { color: paint("line-strong") } }, axisTick: { show: false } };
  }

  // lines marks values across the drawing, neighbours at two heights or more so that
  // close ones can be read.
  function lines(marks, heights = 2) {
    if (!marks) return;
    marks.label = { ...quiet, show: true, position: "start", formatter: "{b}" };
    marks.data.forEach((mark, n) => { mark.label = { ...marks.label, distance: 4 + (n % heights) * 14 }; });
    marks.silent = true;
    marks.animation = false;
  }

  // wrap breaks a long name: a tooltip drawn as SVG does not do so itself.
  function wrap(name) {
    return String(name).replace(/(.{36,}?)\s+/g, "$1\n");
  }

  // finish completes an option; chart holds the drawing's width in pixels, whether it
  // is narrow, the unit behind its numbers, and how to write a number.
  function finish(kind, option, chart) {
    option.textStyle = { ...text, fontFamily: chart.face };
    option.backgroundColor = "transparent";
    option.tooltip = {
      ...option.tooltip, renderMode: "richText", confine: true, textStyle: text,
      backgroundColor: paint("paper"), borderColor: paint("line-strong"), shadowBlur: 0, shadowOffsetX: 0, shadowOffsetY: 0,
    };
    // A colour that is a name cannot be lightened under the pointer.
    for (const series of option.series) series.emphasis = { disabled: true };
    kinds[kind](option, chart);
    return option;
  }

  return { kinds, finish, paint, text, quiet, hatching, rows, scale, along, steps, lines, wrap };
})();
