/**
 * The page's whole script; the content security policy allows this text and no other. Cards come from the server with their text
 * escaped; the script only places, hides and counts them.
 */
export const PAGE_SCRIPT = `
"use strict";
const byId = (id) => document.getElementById(id);
const list = byId("alerts");
const buttons = [...document.querySelectorAll(".tools button")];
const search = byId("search");
const most = Number(list.dataset.most);
const title = document.title;
let unseen = 0;

function age(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return seconds + " s ago";
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return minutes + " min ago";
  const hours = Math.round(minutes / 60);
  return hours < 48 ? hours + " h ago" : Math.round(hours / 24) + " days ago";
}

function refresh() {
  const shown = new Set(buttons.filter((one) => one.ariaPressed === "true").map((one) => one.dataset.severity));
  const wanted = search.value.trim().toLowerCase();
  const counts = {};
  let visible = 0;
  for (const card of list.children) {
    const { severity } = card.dataset;
    counts[severity] = (counts[severity] || 0) + 1;
    card.hidden = !shown.has(severity) || !card.textContent.toLowerCase().includes(wanted);
    if (!card.hidden) visible++;
  }
  for (const one of buttons) one.querySelector("b").textContent = counts[one.dataset.severity] || 0;
  byId("empty").hidden = list.children.length > 0;
  byId("filtered").hidden = list.children.length === 0 || visible > 0;
}

function tick() {
  for (const time of list.querySelectorAll("time")) {
    time.title = time.dateTime;
    time.textContent = age(Date.now() - Date.parse(time.dateTime));
  }
}

function place(id, card) {
  if (byId("a-" + id)) return;
  const template = document.createElement("template");
  template.innerHTML = card;
  const item = template.content.firstElementChild;
  item.classList.add("fresh");
  list.prepend(item);
  while (list.children.length > most) list.lastElementChild.remove();
  if (document.hidden) document.title = "(" + ++unseen + ") " + title;
}

function state(text, name) {
  const element = byId("state");
  element.textContent = text;
  element.className = "state " + name;
}

let redraw = 0;
function redrawSoon() {
  if (redraw) return;
  redraw = setTimeout(() => { redraw = 0; refresh(); tick(); }, 50);
}

for (const one of buttons) {
  one.addEventListener("click", () => {
    one.ariaPressed = one.ariaPressed === "true" ? "false" : "true";
    refresh();
  });
}
search.addEventListener("input", refresh);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  unseen = 0;
  document.title = title;
});

const newest = list.firstElementChild;
const events = new EventSource("/events" + (newest ? "?after=" + newest.dataset.id : ""));
events.addEventListener("open", () => state("live", "live"));
events.addEventListener("alert", (event) => {
  place(event.lastEventId, event.data);
  redrawSoon();
});
events.addEventListener("error", () => {
  if (events.readyState === EventSource.CLOSED) state("no longer connected: reload the page", "lost");
  else state("reconnecting …", "lost");
});

byId("tools").hidden = false;
refresh();
tick();
setInterval(tick, 10000);
`;
