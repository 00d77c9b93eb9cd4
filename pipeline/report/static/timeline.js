(() => {
  const chart = document.getElementById("timeline-chart");
  if (!chart) return;
  const { points } = report.timeline, names = () => report.timeline.lanes.map(([name, ours]) => (ours ? word(name) : name || word("report.before_chapters")));
  const all = points.map(([id, lane, start, end, words, actors, modality, negative]) => ({ id, lane, start, end, words, actors, modality, negative, from: day(start), to: day(end) + DAY }));
  const starts = all.map((one) => one.from).sort(d3.ascending), ends = all.map((one) => one.to).sort(d3.ascending);
  const padded = (from, to) => { const more = Math.max((to - from) * 0.03, 5 * DAY); return [from - more, to + more]; };
  const whole = padded(starts[0], ends[ends.length - 1]);
  const most = padded(d3.quantileSorted(starts, 0.1), d3.quantileSorted(ends, 0.97));
  const actor = document.getElementById("timeline-actor"), count = document.getElementById("timeline-count"), picked = document.getElementById("timeline-picked");
  const format = d3.utcFormat("%Y"), month = d3.utcFormat("%Y-%m"), date = d3.utcFormat("%m-%d");
  let shown = all, zoomTo = () => {}, view = most;

  const classes = (one) => [one.modality || "asserted", one.negative ? "negative" : ""].join(" ");
  const used = new Set(all.map((one) => one.modality).filter(Boolean));
  const entries = report.modality.map((key) => [key, key.slice(key.indexOf(".") + 1)]).filter(([, value]) => used.has(value)).map(([key, value]) => [key, `mark ${value}`]);
  if (all.some((one) => one.negative)) entries.push(["polarity.negative", "mark negative"]);
  if (entries.length > 1) legend(document.getElementById("timeline-legend"), entries);

  // About how wide a name is, in pixels, and as much of it as there is room for.
  const long = (name) => d3.sum(name, (char) => (char < "\u2e80" ? 7 : 13));
  const fitted = (name, room) => { let cut = name; while (long(cut) > room) cut = `${cut.slice(0, -2)}…`; return cut; };

  // Marks that would lie on each other go below, as far as there are rows.
  function stacked(of, x, rows) {
    const free = new Map();
    return of.map((one) => {
      const a = x(one.from), b = x(one.to), point = b - a < 9, from = point ? (a + b) / 2 - 4 : a, to = point ? from + 8 : b;
      if (!free.has(one.lane)) free.set(one.lane, []);
      const taken = free.get(one.lane);
      let row = 0;
      while (row < rows - 1 && taken[row] > from) row += 1;
      taken[row] = Math.max(taken[row] ?? -Infinity, to);
      return { one, point, row, x: from, width: to - from };
    });
  }

  function draw(wide) {
    const lanes = names(), narrow = wide < 560, left = narrow ? 8 : 24 + Math.min(176, d3.max(lanes, long)), top = 26, right = 10, head = narrow ? 15 : 0, step = 6;
    const base = d3.scaleUtc().domain(whole).range([left, wide - right]);
    // Each lane is as high as the main period needs it, within reason.
    const deep = d3.rollup(stacked(all, base.copy().domain(most), 14), (of) => d3.max(of, ({ row }) => row) + 1, ({ one }) => one.lane);
    const heights = lanes.map((_, i) => head + Math.max(narrow ? 14 : 24, (deep.get(i) ?? 1) * step + 10)), tops = [top, ...d3.cumsum(heights, (h) => h)].map((sum, i) => (i ? top + sum : top));
    const tall = tops[lanes.length] + 4;
    const svg = d3.create("svg").attr("width", wide).attr("height", tall).attr("viewBox", `0 0 ${wide} ${tall}`).attr("role", "img").attr("aria-labelledby", "timeline-title");
    svg.append("clipPath").attr("id", "timeline-clip").append("rect").attr("x", left).attr("width", wide - left - right).attr("height", tall);
    const bands = svg.append("g");
    bands.selectAll("rect").data(lanes).join("rect").attr("class", "band").attr("x", left).attr("width", wide - left - right).attr("y", (_, i) => tops[i]).attr("height", (_, i) => heights[i] - 3).attr("fill-opacity", (_, i) => (i % 2 ? 0.35 : 0.8));
    bands.selectAll("text").data(lanes).join("text").attr("class", "lane-name").attr("x", narrow ? left + 4 : left - 8).attr("text-anchor", narrow ? "start" : "end").attr("y", (_, i) => tops[i] + (narrow ? 12 : heights[i] / 2 + 3)).text((name) => fitted(name, narrow ? 312 : 176)).append("title").text((name) => name);
    const axis = svg.append("g").attr("class", "axis").attr("transform", `translate(0,${top - 4})`);
    const pane = svg.append("rect").attr("class", "pane").attr("x", left).attr("y", top).attr("width", wide - left - right).attr("height", tall - top);
    const marks = svg.append("g").attr("clip-path", "url(#timeline-clip)");
    const zoom = d3.zoom().scaleExtent([0.9, 2000]).translateExtent([[left, 0], [wide - right, tall]]).extent([[left, 0], [wide - right, tall]])
      .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : event.type === "touchstart" ? event.touches.length > 1 || event.target.classList.contains("pane") : !event.button))
      .on("zoom", ({ transform }) => render(transform.rescaleX(base)));
    svg.call(zoom).on("wheel.page", null);

    function render(x) {
      view = x.domain().map(Number);
      const years = (view[1] - view[0]) / (365 * DAY);
      axis.call(d3.axisTop(x).ticks(Math.max(2, Math.floor((wide - left) / 90))).tickFormat((at) => (years > 3 || (at.getUTCMonth() === 0 && at.getUTCDate() === 1) ? format(at) : at.getUTCDate() === 1 ? month(at) : date(at))).tickSizeOuter(0));
      const inView = shown.filter((one) => one.to >= view[0] && one.from <= view[1]);
      const placed = d3.groups(inView, (one) => one.lane).flatMap(([lane, own]) => stacked(own, x, Math.floor((heights[lane] - head - 8) / step))
        .map((p) => ({ ...p, y: tops[lane] + head + 3 + p.row * step })));
      marks.selectAll("rect").data(placed, ({ one }) => all.indexOf(one)).join((enter) => enter.append("rect").on("click", (_, { one }) => choose(one)).call((rect) => rect.append("title").text(({ one }) => `${span(one.start, one.end)} ${one.words}`)))
        .attr("class", ({ one, point }) => `mark ${point ? "" : "range"} ${classes(one)}`)
        .attr("x", (p) => p.x).attr("width", (p) => p.width).attr("y", (p) => p.y).attr("height", (p) => (p.point ? 8 : 5)).attr("rx", (p) => (p.point ? 4 : 2));
      count.textContent = `${word("report.shown_points", { count: inView.length })} (${month(new Date(view[0]))}–${month(new Date(view[1]))})`;
    }
    function choose(one) {
      marks.selectAll("rect").classed("chosen", (p) => p.one === one);
      show(picked, `${span(one.start, one.end)} ${one.words}`, one.id);
    }
    zoomTo = (domain) => {
      const k = (whole[1] - whole[0]) / (domain[1] - domain[0]);
      svg.call(zoom.transform, d3.zoomIdentity.translate(left, 0).scale(k).translate(-base(domain[0]), 0));
    };
    chart.replaceChildren(svg.node());
    zoomTo(view);
  }

  const STEPS = {
    in: ([a, b]) => [a + (b - a) / 4, b - (b - a) / 4], out: ([a, b]) => [a - (b - a) / 2, b + (b - a) / 2],
    earlier: ([a, b]) => [a - (b - a) / 2, b - (b - a) / 2], later: ([a, b]) => [a + (b - a) / 2, b + (b - a) / 2], most: () => most, all: () => whole,
  };
  for (const button of document.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => {
    let [a, b] = STEPS[button.dataset.zoom](view);
    if (b - a >= whole[1] - whole[0]) [a, b] = whole;
    else if (a < whole[0]) [a, b] = [whole[0], whole[0] + b - a];
    else if (b > whole[1]) [a, b] = [whole[1] - b + a, whole[1]];
    zoomTo([a, b]);
  });
  const rows = [...document.getElementById("timeline-rows").rows];
  actor.addEventListener("change", () => {
    const keep = (one) => !actor.value || one.actors.includes(Number(actor.value));
    shown = all.filter(keep);
    all.forEach((one, at) => { rows[at].hidden = !keep(one); });
    picked.hidden = true;
    zoomTo(view);
  });
  drawn(chart, draw);
})();
