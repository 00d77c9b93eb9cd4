// The reading view: pieces of the text are loaded when they come near, a mention or note opens beside it, selected words are added.
"use strict";

(() => {
  const root = document.getElementById("reading");
  const text = document.getElementById("text");
  const panel = document.getElementById("panel");
  const panelBody = document.getElementById("panel-body");
  const contents = document.getElementById("contents");
  const contentsToggle = document.getElementById("contents-toggle");
  const addBar = document.getElementById("add-bar");
  const addHint = document.getElementById("add-hint");
  const LAYERS = "nids-review-layers-off";
  const SETTLED = 400; // ms until what is loaded around a place has its size
  const TOP = 200; // px below which a section has begun

  // Pieces of the text

  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const piece = entry.target;
      if (entry.isIntersecting && (piece.classList.contains("waiting") || piece.dataset.stale)) htmx.trigger(piece, "load-piece");
    }
  }, { rootMargin: "1500px 0px" });

  const pieceOf = (number) => document.getElementById(`piece-${number}`);

  function loaded(number) {
    const piece = pieceOf(number);
    if (!piece || !piece.classList.contains("waiting")) return Promise.resolve();
    return new Promise((resolve) => {
      const check = () => {
        if (pieceOf(number).classList.contains("waiting")) return;
        text.removeEventListener("htmx:load", check);
        resolve();
      };
      text.addEventListener("htmx:load", check);
      htmx.trigger(piece, "load-piece");
    });
  }

  async function jump(id, number) {
    await loaded(number);
    const target = document.getElementById(id);
    if (!target) return;
    target.scrollIntoView({ block: "start" });
    if (target.classList.contains("s")) {
      target.classList.remove("found");
      requestAnimationFrame(() => target.classList.add("found"));
    }
    // What is loaded above it meanwhile may have moved it away.
    setTimeout(() => {
      const { top } = target.getBoundingClientRect();
      if (target.isConnected && (top < 0 || top > window.innerHeight / 2)) target.scrollIntoView({ block: "start" });
    }, SETTLED);
  }

  // A decision may have changed any row: what is near is loaded again at once, the rest when it comes near.
  function refresh() {
    for (const piece of text.querySelectorAll(".piece:not(.waiting)")) {
      piece.dataset.stale = "yes";
      near.unobserve(piece);
      near.observe(piece);
    }
  }

  // The sidebar: which section is being read

  const links = [...contents.querySelectorAll("[data-jump]")];
  let current = null;
  let due = false;

  function mark() {
    due = false;
    let reading = 0;
    for (const piece of text.children) {
      if (piece.getBoundingClientRect().top > TOP) break;
      reading += 1;
    }
    let found = links[0];
    for (const link of links) {
      const number = Number(link.dataset.piece);
      if (number > reading) break;
      const heading = number === reading && document.getElementById(link.dataset.jump);
      if (heading && heading.getBoundingClientRect().top > TOP) break;
      found = link;
    }
    if (found === current) return;
    current?.removeAttribute("aria-current");
    current = found;
    current.setAttribute("aria-current", "true");
    const box = contents.getBoundingClientRect();
    const line = current.getBoundingClientRect();
    if (line.top < box.top || line.bottom > box.bottom) contents.scrollTop += line.top - box.top - box.height / 3;
  }

  function drawer(open) {
    contents.classList.toggle("open", open);
    contentsToggle.setAttribute("aria-expanded", String(open));
    if (open) (current || links[0]).focus();
  }

  // The panel

  let opener = null;

  function show(address, from, focused) {
    text.querySelector(".open")?.classList.remove("open");
    opener = from;
    opener?.classList.add("open");
    panel.classList.add("open");
    htmx.ajax("GET", address, { target: panelBody, swap: "innerHTML" }).then(() => {
      panel.scrollTop = 0;
      if (focused) panel.focus();
    });
  }

  function close() {
    panel.classList.remove("open");
    if (opener?.isConnected) {
      opener.classList.remove("open");
      if (panel.contains(document.activeElement)) opener.focus();
    }
  }

  const asked = (address, values) => `${address}?${new URLSearchParams(values)}`;

  function openMention(mention, focused) {
    const sentence = mention.closest("[data-sentence]").dataset.sentence;
    show(asked(root.dataset.panel, { sentence, at: mention.dataset.start }), mention, focused);
  }

  function openNote(marker, focused) {
    show(asked(root.dataset.note, { id: marker.dataset.note }), marker, focused);
  }

  // Selected words

  let chosen = null;

  const length = (range) => {
    const copy = range.cloneContents();
    for (const extra of copy.querySelectorAll("[data-skip]")) extra.remove();
    return [...copy.textContent];
  };

  // The part of a range that lies in a sentence, in code points of its text, without white space at its ends.
  function within(sentence, range) {
    const part = document.createRange();
    part.selectNodeContents(sentence);
    const before = part.cloneRange();
    if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
    before.setEnd(part.startContainer, part.startOffset);
    const words = length(part);
    let start = length(before).length;
    let end = start + words.length;
    while (words.length && !words.at(-1).trim()) { words.pop(); end -= 1; }
    while (words.length && !words[0].trim()) { words.shift(); start += 1; }
    return { sentence: sentence.dataset.sentence, start, end, words: words.join("") };
  }

  function offer() {
    const selection = document.getSelection();
    chosen = null;
    addBar.hidden = true;
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const shared = range.commonAncestorContainer;
    const element = shared.nodeType === Node.ELEMENT_NODE ? shared : shared.parentElement;
    if (!text.contains(element)) return;
    const own = element.closest(".s");
    const sentences = own ? [own] : [...element.querySelectorAll(".s")].filter((one) => range.intersectsNode(one));
    const parts = sentences.map((one) => within(one, range)).filter((part) => part.end > part.start);
    if (!parts.length) return;
    chosen = parts.length === 1 ? parts[0] : null;
    addBar.classList.toggle("refused", !chosen);
    addHint.hidden = Boolean(chosen);
    addBar.hidden = false;
    const box = range.getBoundingClientRect();
    const left = Math.min(Math.max(8, box.left), window.innerWidth - addBar.offsetWidth - 8);
    const below = box.bottom + 8;
    addBar.style.left = `${left}px`;
    addBar.style.top = `${below + addBar.offsetHeight > window.innerHeight ? box.top - addBar.offsetHeight - 8 : below}px`;
  }

  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, 200);
  });
  addBar.addEventListener("pointerdown", (event) => event.preventDefault());
  addBar.addEventListener("click", (event) => {
    const table = event.target.closest("[data-add]")?.dataset.add;
    if (!table || !chosen) return;
    const { sentence, start, end } = chosen;
    addBar.hidden = true;
    show(asked(`${root.dataset.add}/${table}`, { sentence_id: sentence, start, end }), null, false); // the form takes the focus
  });

  // What is clicked and typed

  root.addEventListener("click", (event) => {
    const { target } = event;
    const link = target.closest("[data-jump]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (contents.contains(link)) drawer(false);
      else if (getComputedStyle(panel).position === "fixed") close();
      if (link.href.includes("?")) history.replaceState(null, "", link.href);
      jump(link.dataset.jump, Number(link.dataset.piece));
      return;
    }
    const other = panelBody.contains(target) && target.closest("a[href*='at=']");
    if (other && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      const values = new URL(other.href).searchParams;
      const sentence = document.getElementById(values.get("at"));
      if (!sentence || new URL(other.href).pathname !== location.pathname) return;
      event.preventDefault();
      history.replaceState(null, "", other.href);
      jump(sentence.id, 0);
      if (values.get("id")) show(asked(root.dataset.panel, { table: values.get("table"), id: values.get("id") }), null, false);
      return;
    }
    const row = target.closest("[data-open-id]");
    if (row) { show(asked(root.dataset.panel, { table: row.dataset.openTable, id: row.dataset.openId }), row, event.detail === 0); return; }
    const marker = target.closest(".note-marker");
    if (marker) { openNote(marker, event.detail === 0); return; }
    const mention = target.closest(".text .m");
    if (mention && document.getSelection().isCollapsed) { openMention(mention, false); return; }
    if (!contents.contains(target) && !contentsToggle.contains(target)) drawer(false);
  });

  root.addEventListener("keydown", (event) => {
    const mention = event.target.closest?.(".text .m");
    if (mention && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      event.stopPropagation();
      openMention(mention, true);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (contents.classList.contains("open")) { drawer(false); contentsToggle.focus(); } else close();
  });

  contentsToggle.addEventListener("click", () => drawer(!contents.classList.contains("open")));
  document.getElementById("panel-close").addEventListener("click", close);

  // Layers

  const off = new Set(JSON.parse(localStorage.getItem(LAYERS) || "[]"));
  for (const box of root.querySelectorAll("[data-layer]")) {
    const { layer } = box.dataset;
    box.checked = !off.has(layer);
    root.classList.toggle(`off-${layer}`, off.has(layer));
    box.addEventListener("change", () => {
      if (box.checked) off.delete(layer); else off.add(layer);
      root.classList.toggle(`off-${layer}`, !box.checked);
      localStorage.setItem(LAYERS, JSON.stringify([...off]));
    });
  }

  // Start

  for (const piece of text.children) near.observe(piece);
  text.addEventListener("htmx:load", (event) => {
    if (event.target.classList.contains("piece")) near.observe(event.target);
    markSoon();
  });
  function markSoon() {
    if (due) return;
    due = true;
    requestAnimationFrame(mark);
  }
  window.addEventListener("scroll", markSoon, { passive: true });
  document.body.addEventListener("decided", refresh);
  const { at, table, id } = root.dataset;
  if (at) jump(at, 0);
  if (id) show(asked(root.dataset.panel, { table, id }), null, false);
  mark();
})();
