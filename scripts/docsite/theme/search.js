/* Looks for every word of the query anywhere in each section: as texts, so that Japanese needs no segmenter and `--option` is a word. */
"use strict";

(() => {
  const MOST = 30; // results shown
  const AROUND = 60; // characters of the text before and after the first word found
  const field = document.getElementById("mkdocs-search-query");
  const results = document.getElementById("mkdocs-search-results");

  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const index = window.searchIndex.map((section) => ({
    ...section,
    words: folded(section.text),
    title: folded(`${section.page} ${section.heading}`),
  }));

  const node = (tag, text = "") => Object.assign(document.createElement(tag), { textContent: text });

  function found(terms) {
    return index
      .filter((section) => terms.every((term) => section.words.includes(term) || section.title.includes(term)))
      .map((section) => ({ section, inTitle: terms.filter((term) => section.title.includes(term)).length }))
      .sort((one, other) => other.inTitle - one.inTitle)
      .map(({ section }) => section);
  }

  function excerpt(section, terms) {
    const text = section.text.normalize("NFKC");
    const at = Math.max(0, Math.min(...terms.map((term) => section.words.indexOf(term)).filter((place) => place >= 0)));
    const start = Number.isFinite(at) ? Math.max(0, at - AROUND) : 0;
    const shown = text.slice(start, start + 3 * AROUND);
    const line = node("p", start > 0 ? "…" : "");
    let rest = 0;
    for (let place = 0; place < shown.length; ) {
      const term = terms.find((word) => folded(shown).startsWith(word, place));
      if (!term) {
        place += 1;
        continue;
      }
      line.append(shown.slice(rest, place), node("mark", shown.slice(place, place + term.length)));
      rest = place += term.length;
    }
    line.append(shown.slice(rest));
    return line;
  }

  function entry(section, terms) {
    const link = node("a", section.heading === section.page ? section.page : `${section.page} › ${section.heading}`);
    link.href = `${base_url}/${section.url}`;
    const item = node("article");
    item.append(link, excerpt(section, terms));
    return item;
  }

  function search() {
    const terms = folded(field.value).split(/\s+/u).filter(Boolean);
    results.replaceChildren();
    if (terms.length === 0) return;
    const sections = found(terms);
    const told = sections.length > MOST ? `${sections.length} sections, ${MOST} of them below` : `${sections.length} sections`;
    results.append(node("p", sections.length ? told : results.dataset.noResultsText));
    results.append(...sections.slice(0, MOST).map((section) => entry(section, terms)));
  }

  field.form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", search);
})();
