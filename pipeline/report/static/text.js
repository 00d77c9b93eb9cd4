(() => {
  // What was read in a mention, beside it, while it is touched or pointed at.
  const tip = document.getElementById("told"), text = document.querySelector("article.text");
  const hide = () => { tip.hidden = true; };
  const tell = (event) => {
    const mark = event.target.closest(".m[data-t]");
    if (!mark) return hide();
    tip.textContent = mark.dataset.t.replace(/\t([^\t]*)\t/g, (_, key) => word(key));
    tip.hidden = false;
    const place = mark.getClientRects()[0], own = tip.getBoundingClientRect(), room = document.documentElement.clientWidth;
    tip.style.left = `${Math.max(8, Math.min(place.left, room - own.width - 8)) + window.scrollX}px`;
    tip.style.top = `${(place.top > own.height + 12 ? place.top - own.height - 6 : place.bottom + 8) + window.scrollY}px`;
  };
  text.addEventListener("pointerover", tell);
  text.addEventListener("click", tell);
  text.addEventListener("pointerleave", hide);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
})();
