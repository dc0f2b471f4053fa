"use strict";
// Nothing here is needed: every page works without it.
(() => {
  const fault = document.querySelector(".fejl");
  if (fault) fault.focus();
  // A search over a list: both sides folded, words from their beginning.
  const fold = (text) => text.toLowerCase().normalize("NFC").replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  for (const box of document.querySelectorAll("[data-søg]")) {
    const list = document.getElementById(box.dataset["søg"]);
    const input = box.querySelector("input");
    if (!list || !input) continue;
    box.hidden = false;
    input.addEventListener("input", () => {
      const wanted = fold(input.value).split(/\s+/).filter(Boolean);
      for (const item of list.children) {
        const words = fold(item.textContent);
        const chosen = item.querySelector("input").checked;
        item.hidden = !chosen && !wanted.every((word) => words.includes(word));
      }
    });
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  }
  // "Ved ikke" and an answer exclude each other where both could be ticked or typed.
  const unknown = document.querySelector("input[type=checkbox][value=ved_ikke]");
  if (unknown) {
    const others = [...document.querySelectorAll("[name=svar]")].filter((one) => one !== unknown);
    unknown.addEventListener("change", () => { if (unknown.checked) for (const one of others) { if (one.type === "checkbox") one.checked = false; else one.value = ""; } });
    for (const one of others) one.addEventListener("input", () => { unknown.checked = false; });
  }
  // A form is sent once.
  for (const form of document.forms) form.addEventListener("submit", (event) => { if (form.dataset.sent) event.preventDefault(); form.dataset.sent = "1"; });
})();
