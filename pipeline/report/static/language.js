"use strict";
// The page's own words: marked elements are said anew in the language that its reader chooses, the charts are told of it.
const own = JSON.parse(document.getElementById("own-words").textContent);
const told = (words, values) => words.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
// What no list has words for is a value of the tables and stands for itself.
const word = (key, values = {}) => (Object.hasOwn(own.words, key) ? told(own.words[key][own.languages.indexOf(document.documentElement.lang)], values) : key.slice(key.indexOf(".") + 1));
function say(element, key) {
  element.dataset.w = key;
  element.textContent = word(key);
  return element;
}
for (const element of document.querySelectorAll(".needs-script")) element.hidden = false;
(() => {
  const KEPT = "nids-pipeline.report.language", button = document.getElementById("language");
  // Where the browser keeps nothing for a page (or refuses to) the choice holds until the page is left.
  const kept = () => { try { return localStorage.getItem(KEPT); } catch { return null; } };
  const keep = (language) => { try { localStorage.setItem(KEPT, language); } catch { return; } };
  const other = () => own.languages.find((language) => language !== document.documentElement.lang);
  function speak(language) {
    document.documentElement.lang = language;
    for (const element of document.querySelectorAll("[data-w]")) {
      const text = word(element.dataset.w, JSON.parse(element.dataset.v ?? "{}"));
      if (element.dataset.a) element.setAttribute(element.dataset.a, text);
      else element.textContent = text;
    }
    button.lang = other();
    document.dispatchEvent(new Event("spoken"));
  }
  button.lang = other();
  button.addEventListener("click", () => { const language = other(); keep(language); speak(language); });
  if (kept() === other()) speak(kept());
})();
