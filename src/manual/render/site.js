(() => {
  // A table wider than the window is moved by keyboard as well.
  for (const table of document.querySelectorAll(".scroll, figure")) {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
  }
  const form = document.querySelector("form.search");
  if (!form) return;
  const box = form.querySelector("input"), list = form.querySelector("ul");
  form.hidden = false;
  const MOST = 30;
  // Letters without their marks: "dang ky" finds "Đăng ký".
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  let pages = null, asked = false;
  const link = (href, title, part) => {
    const item = document.createElement("li"), a = document.createElement("a");
    a.href = href;
    a.textContent = title;
    if (part) a.append(" › " + part);
    item.append(a);
    return item;
  };
  const show = () => {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    if (!pages || !words.length) return;
    const has = (text) => words.every((word) => text.includes(" " + word));
    const best = [], good = [], rest = [];
    for (const [href, title, parts] of pages) {
      if (has(" " + fold(title))) best.push(link(href, title));
      for (const [anchor, heading, text] of parts) {
        if (anchor && has(" " + fold(heading))) good.push(link(href + anchor, title, heading));
        else if (has(text)) rest.push(link(href + anchor, title, heading));
      }
    }
    const found = [...best, ...good, ...rest].slice(0, MOST);
    if (!found.length) {
      const none = document.createElement("li");
      none.textContent = form.dataset.none;
      found.push(none);
    }
    list.append(...found);
  };
  window.quytrinhSearch = (index) => {
    pages = index;
    show();
  };
  // What is searched is fetched when somebody searches.
  const load = () => {
    if (asked || !form.dataset.index) return;
    asked = true;
    const script = document.createElement("script");
    script.src = form.dataset.index;
    document.head.append(script);
  };
  box.addEventListener("focus", load);
  box.addEventListener("input", () => { load(); show(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  const clear = () => { box.value = ""; show(); };
  list.addEventListener("click", (event) => { if (event.target.closest("a")) clear(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box.value) clear();
    else if (event.key === "/" && !event.ctrlKey && !/^(input|textarea|select)$/i.test(event.target.tagName)) {
      event.preventDefault();
      box.focus();
    }
  });
})();
