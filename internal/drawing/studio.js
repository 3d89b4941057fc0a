// What the chart library misses where there is no browser, and the way in for Go.

// Nothing moves in a picture, so nothing waits.
globalThis.setTimeout = () => 0;
globalThis.clearTimeout = () => {};

// How wide letters are is not asked of a font but estimated, by those of the pages'
// font in hundredths of its size, from the space on. Others as wide or narrower will
// fit. Marks above and below a letter take no room.
globalThis.echarts.setPlatformAPI({
  measureText: (() => {
    const widths = [
      23, 28, 32, 81, 64, 80, 74, 18, 44, 44, 50, 61, 30, 61, 29, 50, 68, 56, 65, 66, 71, 66, 68, 59, 63, 68, 29, 30, 56, 73, 56, 57,
      100, 74, 67, 77, 73, 62, 63, 78, 71, 26, 46, 68, 62, 85, 73, 83, 64, 82, 67, 63, 65, 72, 71, 100, 72, 66, 66, 46, 48, 46, 56, 70,
      20, 64, 65, 61, 65, 60, 39, 64, 58, 26, 27, 55, 25, 89, 57, 64, 65, 65, 39, 51, 43, 57, 58, 87, 56, 58, 50, 43, 41, 43, 47,
    ];
    const others = { "đ": 68, "Đ": 78, "–": 68, "−": 61, "·": 25, "…": 87, "≥": 56, "≤": 56 };
    return (text, font) => {
      let hundredths = 0;
      for (const letter of String(text ?? "").normalize("NFD")) {
        const code = letter.codePointAt(0);
        if (code >= 0x300 && code < 0x370) continue;
        hundredths += widths[code - 32] ?? others[letter] ?? 100;
      }
      const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? 12);
      const bold = /\b(bold|[6-9]00)\b/.test(font) ? 1.03 : 1;
      return { width: (hundredths * size * bold) / 100 };
    };
  })(),
});

// What comes of this file: a figure in, the text of a drawing out. The number of
// decimals and null are dealt with as in the browser.
((figure, number) => {
  const made = globalThis.echarts.init(null, null, { renderer: "svg", ssr: true, width: figure.width, height: figure.height });
  const option = globalThis.charts.finish(figure.kind, JSON.parse(figure.option), {
    width: figure.width, height: figure.height, narrow: figure.width < 480, unit: figure.unit, face: "sans-serif",
    number: (value, places = figure.decimals) => (value == null ? "–" : number(Number(value), places)),
  });
  made.setOption({ ...option, backgroundColor: "var(--paper)", animation: false });
  const drawn = made.renderToSVGString();
  made.dispose();
  return drawn;
});
