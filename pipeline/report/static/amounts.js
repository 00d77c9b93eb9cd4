(() => {
  for (const chart of document.querySelectorAll("[data-series]")) {
    const points = report.series[Number(chart.dataset.series)].map(([id, start, end, value, high, words]) => ({ start, end, value, high: high ?? value, words, from: day(start), to: day(end) + DAY }));
    drawn(chart, (wide) => {
      const tall = 170, left = 58, right = 26, top = 10, bottom = 24;
      const x = d3.scaleUtc([d3.min(points, (p) => p.from), d3.max(points, (p) => p.to)], [left, wide - right]);
      const y = d3.scaleLinear([Math.min(0, d3.min(points, (p) => p.value)), Math.max(0, d3.max(points, (p) => p.high))], [tall - bottom, top]).nice(4);
      const svg = d3.create("svg").attr("width", wide).attr("height", tall).attr("viewBox", `0 0 ${wide} ${tall}`).attr("role", "img").attr("aria-label", chart.closest("figure").querySelector("figcaption").textContent.trim());
      const short = new Intl.NumberFormat(document.documentElement.lang, { notation: "compact", maximumSignificantDigits: 3 });
      svg.append("g").attr("class", "axis grid").attr("transform", `translate(${left},0)`).call(d3.axisLeft(y).ticks(4).tickSize(-(wide - left - right)).tickFormat((n) => short.format(n))).call((g) => g.select(".domain").remove());
      const years = (x.domain()[1] - x.domain()[0]) / (365 * DAY), format = d3.utcFormat(years > 3 ? "%Y" : years > 0.3 ? "%Y-%m" : "%Y-%m-%d");
      const room = Math.max(2, Math.floor((wide - left) / (years > 0.3 ? 66 : 92)));
      const named = x.ticks(room).filter((at, place, all) => !place || format(at) !== format(all[place - 1]));
      const ticks = named.filter((_, place) => place % Math.ceil(named.length / room) === 0);
      svg.append("g").attr("class", "axis").attr("transform", `translate(0,${tall - bottom})`).call(d3.axisBottom(x).tickValues(ticks).tickFormat(format).tickSizeOuter(0));
      const middle = (p) => x((p.from + p.to) / 2);
      const latest = [...d3.group(points, (p) => `${p.start}/${p.end}`).values()].filter((same) => same.length === 1).flat();
      if (latest.length === points.length) svg.append("path").attr("class", "line").attr("d", d3.line(middle, (p) => y((p.value + p.high) / 2))(points));
      const marks = svg.append("g").selectAll("g").data(points).join("g");
      marks.append("rect").attr("class", "mark range").attr("x", (p) => Math.min(x(p.from), middle(p) - 1)).attr("width", (p) => Math.max(2, x(p.to) - x(p.from))).attr("y", (p) => y(p.high) - 1.5).attr("height", (p) => y(p.value) - y(p.high) + 3);
      marks.append("circle").attr("class", "mark").attr("r", 4.5).attr("cx", middle).attr("cy", (p) => y((p.value + p.high) / 2)).append("title").text((p) => `${span(p.start, p.end)} ${p.words}`);
      chart.replaceChildren(svg.node());
    });
  }
})();
