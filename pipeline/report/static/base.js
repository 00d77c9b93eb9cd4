// Data of the page and what its charts share. Text only ever enters the page as text.
const report = JSON.parse(document.getElementById("report-data").textContent);
const DAY = 864e5;
const day = (iso) => { const [y, m, d] = iso.split("-").map(Number); const date = new Date(Date.UTC(2000, m - 1, d)); date.setUTCFullYear(y); return +date; };
const span = (start, end) => (start === end ? start : `${start}–${end}`);
const width = (element) => Math.max(240, Math.floor(element.getBoundingClientRect().width));

// Draws now, whenever the width of the element changes, and in the language of the page.
function drawn(element, draw) {
  let last = 0;
  new ResizeObserver(() => { const now = width(element); if (now !== last) { last = now; draw(now); } }).observe(element);
  document.addEventListener("spoken", () => { if (last) draw(last); });
}

// The words of a sentence without the numbers of its notes, and the way to it.
function sentence(id) {
  const found = document.getElementById(`s-${id}`);
  if (!found) return "";
  const copy = found.cloneNode(true);
  for (const marker of copy.querySelectorAll(".note-marker")) marker.remove();
  return copy.textContent.trim();
}
function show(place, head, id) {
  place.replaceChildren(document.createTextNode(sentence(id)));
  const foot = document.createElement("footer"), link = document.createElement("a");
  link.href = `#s-${id}`;
  say(link, "report.back");
  foot.append(`${head} · `, link);
  place.append(foot);
  place.hidden = false;
}
function legend(place, entries) {
  place.replaceChildren(...entries.map(([key, classes]) => {
    const one = document.createElement("span");
    d3.select(one).append("svg").attr("viewBox", "0 0 10 10").attr("class", "chart").append("circle").attr("r", 5).attr("cx", 5).attr("cy", 5).attr("class", classes);
    one.append(say(document.createElement("span"), key));
    return one;
  }));
}
