(() => {
  const chart = document.getElementById("years-chart");
  if (!chart) return;
  const { kinds, rows } = report.years;
  legend(document.getElementById("years-legend"), kinds.map(([kind, key]) => [key, `k-${kind}`]));
  drawn(chart, (wide) => {
    const tall = 220, left = 36, right = 8, top = 8, bottom = 24;
    const years = d3.range(rows[0][0], rows[rows.length - 1][0] + 1);
    const x = d3.scaleBand(years, [left, wide - right]).padding(0.15);
    const y = d3.scaleLinear([0, d3.max(rows, ([, counts]) => d3.sum(counts))], [tall - bottom, top]).nice(4);
    const svg = d3.create("svg").attr("width", wide).attr("height", tall).attr("viewBox", `0 0 ${wide} ${tall}`).attr("role", "img").attr("aria-labelledby", "years-title");
    svg.append("g").attr("class", "axis grid").attr("transform", `translate(${left},0)`).call(d3.axisLeft(y).ticks(4).tickFormat(d3.format("d")).tickSize(-(wide - left - right))).call((g) => g.select(".domain").remove());
    const step = Math.ceil(years.length / Math.max(2, Math.floor((wide - left) / 48)));
    svg.append("g").attr("class", "axis").attr("transform", `translate(0,${tall - bottom})`).call(d3.axisBottom(x).tickValues(years.filter((_, at) => (years.length - 1 - at) % step === 0)).tickSizeOuter(0));
    for (const [year, counts] of rows) {
      let sum = 0;
      counts.forEach((count, at) => {
        if (!count) return;
        svg.append("rect").attr("class", `k-${kinds[at][0]}`).attr("x", x(year)).attr("width", Math.max(1, x.bandwidth())).attr("y", y(sum + count)).attr("height", y(sum) - y(sum + count)).append("title").text(`${year} ${word(kinds[at][1])} ${count}`);
        sum += count;
      });
    }
    chart.replaceChildren(svg.node());
  });
})();
