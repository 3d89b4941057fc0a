// What was earned inside the most there is, with the share; a line across is what it
// is held against.
charts.kinds.bullets = (option, chart) => {
  charts.rows(option, chart, chart.narrow ? 96 : 148);
  const [most, earned, held] = option.series;
  const written = (value, whole) => {
    const points = `${chart.number(value)} / ${chart.number(whole, 0)}`;
    return value == null || !whole || chart.narrow ? points : `${points} · ${chart.number((value / whole) * 100, 1)} %`;
  };
  most.label = { ...charts.text, show: true, position: "right", formatter: (p) => written(earned.data[p.dataIndex].value, p.value) };
  most.z = 1;
  earned.z = 2;
  held.z = 3;
  held.symbolSize = [3, 24];
  held.itemStyle = { ...held.itemStyle, borderColor: charts.paint("paper"), borderWidth: 0.5 };
  option.tooltip.formatter = (p) => `${charts.wrap(p.name)}\n${p.seriesName}: ${chart.number([p.value].flat()[0])}`;
};
