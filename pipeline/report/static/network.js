(() => {
  const chart = document.getElementById("network-chart");
  if (!chart) return;
  const slider = document.getElementById("network-least"), least = document.getElementById("network-least-told"), picked = document.getElementById("network-picked");
  const names = report.network.nodes, ties = report.network.links;
  const most = d3.max(ties, ([, , n]) => n), top = d3.max(names, ([, n]) => n);
  slider.max = String(Math.min(most, 20));
  slider.value = String(Math.min(most, (ties.length > 60 ? 3 : ties.length > 25 ? 2 : 1) * (width(chart) < 560 ? 2 : 1)));
  legend(document.getElementById("network-legend"), report.labels.map((key) => [key, key.slice(key.indexOf(".") + 1)]).filter(([, label]) => names.some((one) => one[2] === label)).map(([key, label]) => [key, `actor ${label}`]));
  const radius = d3.scaleSqrt([0, top], [4, 22]), thick = d3.scaleSqrt([0, most], [0.5, 9]);
  let chosen = -1;

  function draw(wide) {
    const tall = Math.round(Math.min(620, Math.max(380, wide * 0.62)));
    const floor = Number(slider.value);
    least.textContent = slider.value;
    const links = ties.filter(([, , n]) => n >= floor).map(([source, target, n]) => ({ source, target, n }));
    const linked = new Set(links.flatMap(({ source, target }) => [source, target]));
    const nodes = names.map(([name, n, label], at) => ({ id: at, name, n, label, r: radius(n) })).filter(({ id }) => linked.has(id));
    const simulation = d3.forceSimulation(nodes)
      .force("link", d3.forceLink(links).id(({ id }) => id).distance(({ source, target }) => 46 + source.r + target.r).strength(({ n }) => Math.min(0.7, 0.08 + (0.6 * n) / most)))
      .force("charge", d3.forceManyBody().strength(wide < 560 ? -160 : -420)).force("x", d3.forceX(wide / 2).strength(wide < 560 ? 0.14 : 0.06)).force("y", d3.forceY(tall / 2).strength(0.13))
      .force("collide", d3.forceCollide(({ r, name }) => Math.max(r + 8, Math.min(30, name.length * 3.4)))).stop();
    simulation.tick(300);
    const hold = (value, from, to) => Math.max(from, Math.min(to, value));
    // The whole pane is used, whatever shape the forces gave.
    const [x0, x1] = d3.extent(nodes, ({ x }) => x), [y0, y1] = d3.extent(nodes, ({ y }) => y);
    const across = d3.scaleLinear([x0, Math.max(x1, x0 + 1)], [48, wide - 48]), down = d3.scaleLinear([y0, Math.max(y1, y0 + 1)], [24, tall - 40]);
    for (const node of nodes) { node.x = across(node.x); node.y = down(node.y); }
    // The larger of two names that would lie on each other is shown; the other one when its actor is chosen.
    const boxes = nodes.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
    const meet = ([a, b, c, d], [e, f, g, h]) => a < g && e < c && b < h && f < d;
    for (const node of [...nodes].sort((a, b) => b.n - a.n)) {
      const half = 6.2 * Math.min(14, node.name.length), box = [node.x - half, node.y + node.r + 2, node.x + half, node.y + node.r + 16];
      node.quiet = boxes.some((other) => meet(box, other));
      if (!node.quiet) boxes.push(box);
    }
    const svg = d3.create("svg").attr("width", wide).attr("height", tall).attr("viewBox", `0 0 ${wide} ${tall}`).attr("role", "group").attr("aria-labelledby", "together-title");
    const lines = svg.append("g").selectAll("line").data(links).join("line").attr("class", "link").attr("stroke-width", ({ n }) => thick(n));
    const places = svg.append("g").selectAll("g").data(nodes).join("g").attr("class", ({ label, quiet }) => `node ${label}${quiet ? " quiet" : ""}`).attr("tabindex", 0).attr("role", "button").attr("aria-label", ({ name, n }) => `${name} ${n}`);
    places.append("circle").attr("r", ({ r }) => r);
    places.append("text").attr("text-anchor", "middle").attr("y", ({ r }) => r + 13).text(({ name }) => (name.length > 14 ? `${name.slice(0, 13)}…` : name));
    places.append("title").text(({ name, n }) => `${name} ${n}`);
    const put = () => {
      lines.attr("x1", ({ source }) => source.x).attr("y1", ({ source }) => source.y).attr("x2", ({ target }) => target.x).attr("y2", ({ target }) => target.y);
      places.attr("transform", ({ x, y }) => `translate(${x},${y})`);
    };
    const mark = () => {
      const near = new Set([chosen]);
      for (const { source, target } of links) { if (source.id === chosen) near.add(target.id); if (target.id === chosen) near.add(source.id); }
      places.classed("dim", ({ id }) => chosen >= 0 && !near.has(id)).classed("chosen", ({ id }) => id === chosen).classed("near", ({ id }) => chosen >= 0 && near.has(id));
      lines.classed("dim", ({ source, target }) => chosen >= 0 && source.id !== chosen && target.id !== chosen);
      picked.hidden = chosen < 0;
      if (chosen >= 0) {
        const own = ties.filter(([a, b]) => a === chosen || b === chosen).sort((a, b) => b[2] - a[2]);
        picked.textContent = `${names[chosen][0]}: ${own.map(([a, b, n]) => `${names[a === chosen ? b : a][0]} ${n}`).join(" · ")}`;
      }
    };
    const choose = ({ id }) => { chosen = chosen === id ? -1 : id; mark(); };
    places.on("click", (_, one) => choose(one)).on("keydown", (event, one) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(one); } })
      .call(d3.drag().on("drag", (event, one) => { one.x = hold(event.x, one.r, wide - one.r); one.y = hold(event.y, one.r, tall - one.r); put(); }));
    put();
    if (!linked.has(chosen)) chosen = -1;
    mark();
    chart.replaceChildren(svg.node());
  }
  let now = 0;
  slider.addEventListener("input", () => draw(now || width(chart)));
  drawn(chart, (wide) => { now = wide; draw(wide); });
})();
